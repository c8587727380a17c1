// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// When an offer's facts are doubtful, and how a doubt gets from staff to the kiosk.
#include "core/catalog/catalog.h"
#include "tests/core/fixture.h"
#include "tests/support/today.h"

static void test_old_facts_are_doubtful_unless_verified(void **state)
{
    (void)state;
    static const struct {
        const char *source_date, *verified_on;
        enum confidence confidence;
        bool doubtful;
    } cases[] = {
        {"2026-11-23", NULL, CONFIDENCE_MEDIUM, false}, {"2025-11-23", NULL, CONFIDENCE_MEDIUM, false},
        {"2025-11-22", NULL, CONFIDENCE_MEDIUM, true},  {"2025-11-22", NULL, CONFIDENCE_HIGH, true},
        {"2025-12", NULL, CONFIDENCE_HIGH, false},      {"2025-11", NULL, CONFIDENCE_HIGH, true},
        {"2026", NULL, CONFIDENCE_HIGH, false},         {"2025", NULL, CONFIDENCE_HIGH, true},
        {"2027-03-01", NULL, CONFIDENCE_HIGH, false},   {NULL, NULL, CONFIDENCE_HIGH, true},
        {"2026-11-23", NULL, CONFIDENCE_LOW, true},     {"2026-11-23", "2024-01-01", CONFIDENCE_LOW, true},
        {"2021", "2025-11-23", CONFIDENCE_LOW, false},  {"2021", "2025-11-22", CONFIDENCE_HIGH, true},
        {NULL, "2026-11-01", CONFIDENCE_LOW, false},    {"2026-13", NULL, CONFIDENCE_HIGH, true},
        {"", NULL, CONFIDENCE_HIGH, true},              {"2026-11-23x", NULL, CONFIDENCE_HIGH, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct catalog_offer offer = {.source_date = cases[i].source_date, .verified_on = cases[i].verified_on,
                                            .confidence = cases[i].confidence};
        if (offer_is_doubtful(&offer, TODAY) != cases[i].doubtful)
            fail_msg("case %zu", i);
    }
}

// A number to call at any hour is not put in doubt because its page has no date: somebody may be dying.
static void test_what_is_open_day_and_night_does_not_age(void **state)
{
    (void)state;
    struct opening_span always[7];
    for (int day = 0; day < 7; day++)
        always[day] = (struct opening_span){.weekday = day, .close_minute = 1440};
    struct catalog_offer line = {.hours_known = true, .spans = always, .span_count = 7, .confidence = CONFIDENCE_HIGH};
    assert_false(offer_is_doubtful(&line, TODAY));
    line.source_date = "2025-01";
    assert_false(offer_is_doubtful(&line, TODAY));
    line.source_date = "2015"; // but after two years nothing is called open without its doubt
    assert_true(offer_is_doubtful(&line, TODAY));
    line.source_date = "2025-01";
    line.confidence = CONFIDENCE_MEDIUM;
    assert_true(offer_is_doubtful(&line, TODAY));
    line.confidence = CONFIDENCE_HIGH;
    line.span_count = 6; // not on Sundays
    assert_true(offer_is_doubtful(&line, TODAY));
    line.span_count = 7;
    line.hours_doubted = true;
    assert_true(offer_is_doubtful(&line, TODAY));
}

static void test_a_doubt_of_hours_that_are_not_stated_is_none(void **state)
{
    (void)state;
    struct catalog_offer offer = {.source_date = "2026-11", .confidence = CONFIDENCE_HIGH, .hours_doubted = true};
    assert_false(offer_is_doubtful(&offer, TODAY));
    offer.hours_known = true;
    assert_true(offer_is_doubtful(&offer, TODAY));
}

static void test_facts_are_of_the_later_day(void **state)
{
    (void)state;
    bool verified;
    assert_null(facts_as_of(NULL, NULL, &verified));
    assert_false(verified);
    assert_string_equal(facts_as_of("2021-12", NULL, &verified), "2021-12");
    assert_false(verified);
    assert_string_equal(facts_as_of("2021-12", "2024-10-31", &verified), "2024-10-31");
    assert_true(verified);
    assert_string_equal(facts_as_of("2026-02", "2024-10-31", &verified), "2026-02");
    assert_false(verified);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_old_facts_are_doubtful_unless_verified),
        cmocka_unit_test(test_what_is_open_day_and_night_does_not_age),
        cmocka_unit_test(test_a_doubt_of_hours_that_are_not_stated_is_none),
        cmocka_unit_test(test_facts_are_of_the_later_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
