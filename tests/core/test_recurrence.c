// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// When events happen again: rules in wall time over summer time and leap days, ends, and rules that are refused.
#include "tests/core/fixture.h"

#include "core/time/recurrence.h"

static struct local_time at(const char *text)
{
    struct local_time time;
    struct problem problem;
    assert_int_equal(clock_parse(text, &time, &problem), STATUS_OK);
    return time;
}

// The next times as text: "2026-11-26T01:00 2026-12-03T01:00".
static const char *times_of(struct arena *arena, const char *starts, long minutes, const char *rule, const char *now,
                            size_t room)
{
    struct occurrence found[8];
    struct recurrence recurrence = {at(starts), minutes, rule, NULL, NULL};
    size_t count = recurrence_list(&recurrence, at(now), found, room);
    const char *text = "";
    for (size_t i = 0; i < count; i++) {
        const struct local_time *time = &found[i].begins;
        assert_int_equal(recurrence_minutes(found[i].begins, found[i].ends), minutes);
        assert_int_equal(time->weekday, clock_from_day_number(clock_day_number(time->year, time->month, time->day)).weekday);
        char written[CLOCK_TIME_BYTES];
        text = arena_format(arena, "%s%s%s", text, i == 0 ? "" : " ", clock_format(*time, written));
    }
    return text;
}

static void test_rules_give_the_next_times(void **state)
{
    (void)state;
    static const struct {
        const char *starts;
        long minutes;
        const char *rule, *now, *times;
    } cases[] = {
        // what happens on Thursdays does not happen on the Monday that it starts from
        {"2024-04-01T01:00", 60, "FREQ=WEEKLY;BYDAY=TH", "2024-04-01T00:00", "2024-04-04T01:00 2024-04-11T01:00"},
        {"2024-04-01T01:00", 60, "FREQ=WEEKLY;BYDAY=TH", "2026-11-23T10:15", "2026-11-26T01:00 2026-12-03T01:00"},
        // wall time stays over the changes of summer time
        {"2026-03-22T18:00", 90, "FREQ=WEEKLY", "2026-03-22T20:00", "2026-03-29T18:00 2026-04-05T18:00"},
        {"2026-10-18T02:30", 90, "FREQ=WEEKLY", "2026-10-18T12:00", "2026-10-25T02:30 2026-11-01T02:30"},
        // every second week keeps its rhythm when years are skipped
        {"2020-01-06T10:00", 60, "FREQ=WEEKLY;INTERVAL=2", "2026-11-23T10:15", "2026-11-30T10:00 2026-12-14T10:00"},
        {"2020-01-13T10:00", 60, "FREQ=WEEKLY;INTERVAL=2", "2026-11-23T10:15", "2026-11-23T10:00 2026-12-07T10:00"},
        {"2026-01-31T10:00", 60, "FREQ=MONTHLY;BYDAY=-1SU", "2026-11-23T10:15", "2026-11-29T10:00 2026-12-27T10:00"},
        {"2026-01-01T10:00", 60, "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-11-23T10:15",
         "2026-11-30T10:00 2026-12-31T10:00"},
        {"2024-02-29T10:00", 60, "FREQ=YEARLY", "2026-11-23T10:15", "2028-02-29T10:00 2032-02-29T10:00"},
        // what is going on still counts, to its last minute; the end of a night is on the next day
        {"2026-11-22T23:00", 120, "FREQ=DAILY", "2026-11-23T00:59", "2026-11-22T23:00 2026-11-23T23:00"},
        {"2026-11-22T23:00", 120, "FREQ=DAILY", "2026-11-23T01:00", "2026-11-23T23:00 2026-11-24T23:00"},
        {"2026-11-23T10:15", 0, NULL, "2026-11-23T10:15", "2026-11-23T10:15"},
        {"2026-11-23T10:14", 0, NULL, "2026-11-23T10:15", ""},
        // ends
        {"2026-11-02T18:00", 120, "FREQ=WEEKLY;UNTIL=20261130T235959", "2026-11-23T21:00", "2026-11-30T18:00"},
        {"2026-11-02T18:00", 120, "FREQ=WEEKLY;UNTIL=20261130T235959", "2026-11-30T20:00", ""},
        {"2026-11-02T18:00", 120, "FREQ=WEEKLY;UNTIL=20261130T235959", "2029-11-30T20:00", ""},
        {"2026-11-02T18:00", 120, "FREQ=WEEKLY;COUNT=4", "2026-11-17T10:15", "2026-11-23T18:00"},
        {"2026-11-02T18:00", 120, "FREQ=WEEKLY;COUNT=3", "2026-11-17T10:15", ""},
        {"2030-11-04T18:00", 120, "FREQ=WEEKLY", "2026-11-17T10:15", "2030-11-04T18:00 2030-11-11T18:00"},
        // never
        {"2026-01-31T10:00", 60, "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "2026-11-23T10:15", ""},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *times = times_of(&arena, cases[i].starts, cases[i].minutes, cases[i].rule, cases[i].now, 2);
        if (strcmp(times, cases[i].times) != 0)
            fail_msg("%s from %s at %s: %s, not %s", cases[i].rule, cases[i].starts, cases[i].now, times, cases[i].times);
    }
    arena_free(&arena);
}

// The begins of what is left, to their day.
static const char *days_of(struct arena *arena, const struct recurrence *recurrence, const char *now)
{
    struct occurrence found[3];
    size_t count = recurrence_list(recurrence, at(now), found, 3);
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        text = arena_format(arena, "%s%s%02d-%02d", text, i == 0 ? "" : " ", found[i].begins.month, found[i].begins.day);
    return text;
}

static void test_exceptions_are_left_out(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct recurrence thursdays = {at("2026-11-05T18:00"), 120, "FREQ=WEEKLY;BYDAY=TH", "2026-12-24 2026-12-31 2026-11-06", NULL};
    assert_string_equal(days_of(&arena, &thursdays, "2026-12-10T10:00"), "12-10 12-17 01-07");
    assert_string_equal(days_of(&arena, &thursdays, "2026-12-24T10:00"), "01-07 01-14 01-21");
    assert_string_equal(days_of(&arena, &thursdays, "2026-12-31T19:00"), "01-07 01-14 01-21");
    // COUNT counts what is left out, too (RFC 5545, 3.8.5.1).
    struct recurrence counted = {at("2026-12-10T18:00"), 120, "FREQ=WEEKLY;COUNT=4", "2026-12-24", NULL};
    assert_string_equal(days_of(&arena, &counted, "2026-12-01T10:00"), "12-10 12-17 12-31");
    // A night that began on the day before still goes on; the exception is of the day on which it begins.
    struct recurrence nights = {at("2026-12-23T23:00"), 180, "FREQ=DAILY;COUNT=3", "2026-12-24", NULL};
    assert_string_equal(days_of(&arena, &nights, "2026-12-24T01:00"), "12-23 12-25");
    struct recurrence never = {at("2026-12-10T18:00"), 120, "FREQ=WEEKLY;UNTIL=20261217T235959", "2026-12-17 2026-12-10", NULL};
    assert_string_equal(days_of(&arena, &never, "2026-12-01T10:00"), "");
    arena_free(&arena);
}

// Extra times stand among those of the rule, each once, whatever their order; what is excepted may come back at another hour.
static void test_extra_times_stand_among_the_others(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct recurrence thursdays = {at("2026-11-05T18:00"), 120, "FREQ=WEEKLY;BYDAY=TH;UNTIL=20261224T235959", "2026-12-10 2026-12-17",
                                   "2026-12-30T18:00 2026-12-08T09:00 2026-12-17T09:00 2026-12-24T18:00"};
    assert_string_equal(days_of(&arena, &thursdays, "2026-12-04T10:00"), "12-08 12-17 12-24");
    assert_string_equal(days_of(&arena, &thursdays, "2026-12-17T12:00"), "12-24 12-30");
    struct recurrence dates = {at("2026-12-10T18:00"), 60, NULL, NULL, "2027-01-07T18:00 2026-12-10T18:00 nonsense 2026-13-01T10:00"};
    assert_string_equal(days_of(&arena, &dates, "2026-12-01T10:00"), "12-10 01-07");
    assert_string_equal(days_of(&arena, &dates, "2026-12-11T10:00"), "01-07");
    const char *many = "2026-12-01T10:00";
    for (int i = 1; i < RECURRENCE_EXTRA_MAX; i++)
        many = arena_format(&arena, "%s 2026-12-02T%02d:%02d", many, i / 60, i % 60);
    struct recurrence full = {at("2026-11-05T18:00"), 60, NULL, NULL, many};
    assert_string_equal(days_of(&arena, &full, "2026-12-01T10:00"), "12-01 12-02 12-02");
    full.extra = arena_format(&arena, "%s 2026-12-05T10:00", many);
    assert_string_equal(days_of(&arena, &full, "2026-12-01T10:00"), "");
    arena_free(&arena);
}

static void test_days_are_those_on_which_it_begins(void **state)
{
    (void)state;
    struct recurrence thursdays = {at("2026-11-05T00:00"), 3000, "FREQ=WEEKLY;BYDAY=TH;UNTIL=20261231T235959", "2026-12-24", NULL};
    assert_true(recurrence_is_on(&thursdays, at("2026-11-05T00:00")));
    assert_true(recurrence_is_on(&thursdays, at("2026-12-24T12:00")));
    assert_false(recurrence_is_on(&thursdays, at("2026-12-25T00:00"))); // it still goes on
    assert_false(recurrence_is_on(&thursdays, at("2026-10-29T00:00")));
    assert_false(recurrence_is_on(&thursdays, at("2027-01-07T00:00")));
    struct recurrence late = {at("2026-11-05T23:59"), 0, "FREQ=MONTHLY;COUNT=2", NULL, NULL};
    assert_true(recurrence_is_on(&late, at("2026-12-05T00:00")));
    assert_false(recurrence_is_on(&late, at("2027-01-05T00:00")));
}

static void test_rules_that_cannot_be_followed_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",        "nonsense", "FREQ=HOURLY", "FREQ=SECONDLY;COUNT=3", "FREQ=DAILY;BYHOUR=1,2",
        "BYDAY=TH", "FREQ=WEEKLY;INTERVAL=0", "FREQ=WEEKLY;BYDAY=XX", "RSCALE=CHINESE;FREQ=YEARLY",
        "FREQ=WEEKLY;UNTIL=tomorrow", "FREQ=DAILY;COUNT=-4",
    };
    struct arena arena = {0};
    char *large = arena_allocate(&arena, 5000, 1);
    strcpy(large, "FREQ=DAILY;BYMONTHDAY=1");
    while (strlen(large) < 4900)
        strcat(large, ",1");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (recurrence_is_rule(bad[i]))
            fail_msg("%s is taken for a rule", bad[i]);
        assert_string_equal(times_of(&arena, "2026-11-02T18:00", 120, bad[i], "2026-11-01T10:00", 2), "");
    }
    assert_false(recurrence_is_rule(large));
    assert_false(recurrence_is_rule(NULL));
    assert_true(recurrence_is_rule("FREQ=WEEKLY;INTERVAL=2;UNTIL=20310101T235959;BYDAY=TU,TH"));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules_give_the_next_times),
        cmocka_unit_test(test_exceptions_are_left_out),
        cmocka_unit_test(test_extra_times_stand_among_the_others),
        cmocka_unit_test(test_days_are_those_on_which_it_begins),
        cmocka_unit_test(test_rules_that_cannot_be_followed_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
