// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of "still valid": what it changes, what it does not, and who may say so.
#include "tests/core/record.h"

#include "core/editorial/history.h"
#include "core/editorial/lease.h"
#include "core/editorial/undo.h"
#include "core/editorial/verify.h"

static struct change_author anna = {.name = "anna", .reason = "", .now = 1795000000, .door = DOOR_VERIFY, .session = "a"};

static struct verify_stamp on(int year, int month, int day, enum verify_method method)
{
    return (struct verify_stamp){method, {.year = year, .month = month, .day = day}, 6, NULL};
}

static enum change_result stamp(struct house *house, const struct change_author *author, const char *id, int64_t seen,
                                const struct verify_stamp *stamp)
{
    struct change *change;
    struct change_outcome outcome;
    expect(house, change_begin(&change, house->editorial, author, &house->problem));
    expect(house, verify_thing(change, id, seen, stamp, &outcome, &house->problem));
    if (outcome.problem_count > 0)
        house->problem = outcome.problems[0];
    expect(house, change_commit(&change, &house->problem));
    return outcome.result;
}

static int64_t revision_of(struct house *house, const char *id)
{
    int64_t revision;
    json_decref(read_thing(house, id, &revision));
    return revision;
}

static void a_stamp_changes_two_days_and_nothing_else(void **state)
{
    struct house *house = *state;
    struct verify_note *notes;
    struct history_field *fields;
    size_t count;
    struct verify_stamp first = on(2026, 11, 18, VERIFY_PHONE), second = on(2026, 11, 18, VERIFY_WEBSITE);
    put_one_of_each(house);
    first.note = "montags geschlossen bleibt es";
    assert_int_equal(stamp(house, &anna, OFFER_ID, 1, &first), CHANGE_DONE);
    assert_string_equal(ask_house(house, "SELECT verified_on || ' ' || review_after FROM source WHERE thing = '" OFFER_ID "'"),
                        "2026-11-18 2027-05-18");
    expect(house, history_fields(house->editorial, OFFER_ID, NULL, &house->arena, &fields, &count, &house->problem));
    assert_int_equal(count, 3); // the two, and that it came
    assert_string_equal(fields[0].door, DOOR_VERIFY);
    assert_int_equal(stamp(house, &anna, OFFER_ID, 2, &second), CHANGE_UNCHANGED);
    expect(house, verify_list(house->editorial, OFFER_ID, &house->arena, &notes, &count, &house->problem));
    assert_int_equal(count, 2);
    assert_string_equal(notes[0].method, "website");
    assert_null(notes[0].note);
    assert_string_equal(notes[1].method, "phone");
    assert_string_equal(notes[1].person, "anna");
    assert_string_equal(notes[1].day, "2026-11-18");
    assert_string_equal(notes[1].note, "montags geschlossen bleibt es");
}

static void who_has_not_seen_it_cannot_say_that_it_is_right(void **state)
{
    struct house *house = *state;
    const struct verify_stamp today = on(2026, 11, 18, VERIFY_VISIT);
    put_one_of_each(house);
    assert_int_equal(stamp(house, &anna, OFFER_ID, 1, &today), CHANGE_DONE);
    assert_int_equal(stamp(house, &anna, OFFER_ID, 1, &today), CHANGE_CONFLICT);
    assert_int_equal(stamp(house, &anna, NO_ID, 1, &today), CHANGE_CONFLICT);
    assert_int_equal(stamp(house, &anna, AREA_ID, 1, &today), CHANGE_INVALID); // it states no facts
    assert_string_equal(ask_house(house, "SELECT count(*) FROM verification"), "1");
}

static void a_stamp_is_held_to_roles_and_leases(void **state)
{
    struct house *house = *state;
    static const char *const ukrainian[] = {"uk"};
    const struct rights translator = {"t", 1u << RIGHTS_TRANSLATOR, ukrainian, 1};
    const struct verify_stamp today = on(2026, 11, 18, VERIFY_MAIL);
    struct change_author bert = {.name = "bert", .reason = "", .now = 1795000000, .rights = &translator, .session = "b"};
    struct lease *other;
    put_one_of_each(house);
    assert_int_equal(stamp(house, &bert, OFFER_ID, 1, &today), CHANGE_FORBIDDEN);
    bert.rights = NULL;
    expect(house, lease_take(house->editorial, &anna, OFFER_ID, "", false, &house->arena, &other, &house->problem));
    assert_int_equal(stamp(house, &bert, OFFER_ID, 1, &today), CHANGE_LOCKED);
    assert_string_equal(ask_house(house, "SELECT count(*) FROM verification"), "0");
    assert_int_equal(stamp(house, &anna, OFFER_ID, 1, &today), CHANGE_DONE);
    bert.rights = &translator;
    assert_int_equal(stamp(house, &bert, OFFER_ID, 2, &today), CHANGE_FORBIDDEN); // a second one of the day changes no field
    assert_string_equal(ask_house(house, "SELECT group_concat(verified_by) FROM verification"), "anna");
}

static void a_stamp_by_mistake_is_taken_back(void **state)
{
    struct house *house = *state;
    struct undo_report report;
    const struct verify_stamp today = on(2026, 11, 23, VERIFY_LETTER);
    put_one_of_each(house);
    assert_int_equal(stamp(house, &anna, OFFER_ID, 1, &today), CHANGE_DONE);
    int64_t number = atoll(ask_house(house, "SELECT max(number) FROM change"));
    expect(house, undo_change(house->editorial, &anna, number, NULL, &house->arena, &report, &house->problem));
    assert_int_equal(report.changed, 1);
    assert_string_equal(ask_house(house, "SELECT verified_on FROM source WHERE thing = '" OFFER_ID "' AND review_after IS NULL"),
                        "2026-11-20");
    assert_int_equal(revision_of(house, OFFER_ID), 3);
}

static void months_end_where_months_end(void **state)
{
    struct house *house = *state;
    static const struct {
        int year, month, day, months;
        const char *then;
    } days[] = {
        {2026, 11, 18, 6, "2027-05-18"}, {2026, 8, 31, 6, "2027-02-28"}, {2027, 8, 31, 6, "2028-02-29"},
        {2026, 12, 31, 12, "2027-12-31"}, {2026, 1, 31, 1, "2026-02-28"}, {2026, 1, 1, 120, "2036-01-01"},
        {2026, 6, 15, 6, "2026-12-15"},
    };
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        const struct local_time day = {.year = days[i].year, .month = days[i].month, .day = days[i].day};
        assert_string_equal(verify_months_after(&house->arena, day, days[i].months), days[i].then);
    }
}

static void every_method_is_one_that_the_database_knows(void **state)
{
    struct house *house = *state;
    put_one_of_each(house);
    for (int method = 0; method < VERIFY_METHODS; method++) {
        const struct verify_stamp today = on(2026, 11, 18, (enum verify_method)method);
        enum change_result result = stamp(house, &anna, OFFER_ID, revision_of(house, OFFER_ID), &today);
        assert_true(result == CHANGE_DONE || result == CHANGE_UNCHANGED);
    }
    assert_string_equal(ask_house(house, "SELECT count(DISTINCT method) FROM verification"), "5");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_house, close_house)
    const struct CMUnitTest tests[] = {
        TEST(a_stamp_changes_two_days_and_nothing_else), TEST(who_has_not_seen_it_cannot_say_that_it_is_right),
        TEST(a_stamp_is_held_to_roles_and_leases),       TEST(a_stamp_by_mistake_is_taken_back),
        TEST(months_end_where_months_end),               TEST(every_method_is_one_that_the_database_knows),
    };
    return cmocka_run_group_tests_name("editorial/verify", tests, NULL, NULL);
}
