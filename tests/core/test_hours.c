// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of opening hours: cases that people ask about. test_hours_years holds them to a slow oracle.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/time/hours.h"
#include "tests/core/saxony_anhalt.h"

#include <stdlib.h>
#include <string.h>

enum { DAY = 1440 };

static struct local_time at(const char *text)
{
    struct local_time time;
    struct problem problem;
    assert_int_equal(clock_parse(text, &time, &problem), STATUS_OK);
    return time;
}

static struct opening opening_at(const struct opening_span *spans, size_t count, const char *text)
{
    struct opening opening;
    const struct opening_rules rules = {.spans = spans, .span_count = count, .holidays = holidays, .holiday_count = HOLIDAYS};
    hours_at(&rules, at(text), &opening);
    return opening;
}

static void assert_next(const struct opening *opening, const char *text)
{
    struct local_time expected = at(text);
    assert_true(opening->changes);
    assert_memory_equal(&opening->next_change, &expected, sizeof expected);
}

static const struct opening_span office[] = {
    {.weekday = 0, .open_minute = 8 * 60, .close_minute = 12 * 60},
    {.weekday = 1, .open_minute = 8 * 60, .close_minute = 12 * 60},
    {.weekday = 1, .open_minute = 13 * 60, .close_minute = 18 * 60},
    {.weekday = 3, .open_minute = 9 * 60, .close_minute = 15 * 60},
    {.weekday = 4, .open_minute = 8 * 60, .close_minute = 12 * 60},
};
enum { OFFICE = sizeof office / sizeof *office };

static void test_easter_is_on_known_dates(void **state)
{
    (void)state;
    static const int dates[][3] = {
        {1818, 3, 22}, {1943, 4, 25}, {1954, 4, 18}, {1981, 4, 19}, {2000, 4, 23}, {2024, 3, 31}, {2025, 4, 20},
        {2026, 4, 5},  {2027, 3, 28}, {2038, 4, 25}, {2049, 4, 18}, {2076, 4, 19},
    };
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        assert_int_equal(hours_easter(dates[i][0]), clock_day_number(dates[i][0], dates[i][1], dates[i][2]));
    for (int year = 1; year <= 9999; year++) {
        struct local_time easter = clock_from_day_number(hours_easter(year));
        assert_int_equal(easter.year, year);
        assert_int_equal(easter.weekday, 6);
        assert_in_range(easter.month * 100 + easter.day, 322, 425);
    }
}

static void test_holidays_fixed_and_moving_are_found(void **state)
{
    (void)state;
    assert_string_equal(hours_holiday(holidays, HOLIDAYS, at("2026-04-03T00:00"))->name, "Karfreitag");
    assert_string_equal(hours_holiday(holidays, HOLIDAYS, at("2026-05-14T12:00"))->name, "Christi Himmelfahrt");
    assert_string_equal(hours_holiday(holidays, HOLIDAYS, at("2026-12-26T23:59"))->name, "2. Weihnachtstag");
    assert_null(hours_holiday(holidays, HOLIDAYS, at("2026-04-04T12:00")));
    assert_null(hours_holiday(NULL, 0, at("2026-12-25T12:00")));
    // The ends of the range stay within the year of their Easter.
    const struct holiday ends[] = {{.moves = true, .days_after_easter = -80, .name = "first"},
                                   {.moves = true, .days_after_easter = 250, .name = "last"}};
    assert_string_equal(hours_holiday(ends, 2, at("1818-01-01T00:00"))->name, "first");
    assert_string_equal(hours_holiday(ends, 2, at("2038-12-31T00:00"))->name, "last");
}

static void test_unknown_hours_stay_unknown(void **state)
{
    (void)state;
    const char *const times[] = {"2026-11-23T10:15", "2026-11-22T10:15", "2026-12-25T10:15"};
    for (size_t i = 0; i < 3; i++) {
        struct opening opening = opening_at(NULL, 0, times[i]);
        assert_int_equal(opening.state, OPENING_UNKNOWN);
        assert_int_equal(opening.reason, OPENING_REASON_NO_HOURS);
        assert_false(opening.changes);
    }
}

// A day by appointment is neither open nor closed; the next opening is the next that needs none.
static void test_hours_by_appointment_are_no_opening_hours(void **state)
{
    (void)state;
    static const struct opening_span mixed[] = {
        {.weekday = 0, .open_minute = 480, .close_minute = 720},
        {.weekday = 0, .open_minute = 780, .close_minute = 900, .by_appointment = true},
        {.weekday = 1, .open_minute = 0, .close_minute = DAY, .by_appointment = true},
        {.weekday = 2, .open_minute = 600, .close_minute = 720, .by_appointment = true},
        {.weekday = 4, .open_minute = 480, .close_minute = 720}};
    static const struct {
        const char *now;
        enum opening_state state;
        int weekday, hour; // of the next change
    } cases[] = {
        {"2026-11-23T07:00", OPENING_CLOSED, 0, 8},  {"2026-11-23T09:00", OPENING_OPEN, 0, 12},
        {"2026-11-23T14:00", OPENING_BY_APPOINTMENT, 4, 8}, {"2026-11-24T03:00", OPENING_BY_APPOINTMENT, 4, 8},
        {"2026-11-25T18:00", OPENING_BY_APPOINTMENT, 4, 8}, {"2026-11-26T10:00", OPENING_CLOSED, 4, 8},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct opening opening = opening_at(mixed, 5, cases[i].now);
        assert_int_equal(opening.state, cases[i].state);
        assert_true(opening.changes);
        assert_int_equal(opening.next_change.weekday, cases[i].weekday);
        assert_int_equal(opening.next_change.hour, cases[i].hour);
    }
    // On a holiday nobody has an appointment, not even on a day that is by appointment as a whole.
    static const struct opening_span daily[] = {
        {.weekday = 4, .open_minute = 0, .close_minute = DAY, .by_appointment = true},
        {.weekday = 5, .open_minute = 0, .close_minute = DAY, .by_appointment = true}};
    struct opening holiday = opening_at(daily, 2, "2026-12-25T10:00");
    assert_int_equal(holiday.state, OPENING_CLOSED);
    assert_int_equal(holiday.reason, OPENING_REASON_HOLIDAY);
    assert_false(opening_at(daily, 2, "2026-11-27T10:00").changes);
}

static void test_known_hours_without_spans_are_closed(void **state)
{
    (void)state;
    struct opening opening = opening_at(office, 0, "2026-11-23T10:15");
    assert_int_equal(opening.state, OPENING_CLOSED);
    assert_int_equal(opening.reason, OPENING_REASON_NONE);
    assert_false(opening.changes);
}

static void test_an_office_opens_and_closes_on_the_minute(void **state)
{
    (void)state;
    struct opening opening = opening_at(office, OFFICE, "2026-11-23T07:59");
    assert_int_equal(opening.state, OPENING_CLOSED);
    assert_next(&opening, "2026-11-23T08:00");
    opening = opening_at(office, OFFICE, "2026-11-23T08:00");
    assert_int_equal(opening.state, OPENING_OPEN);
    assert_next(&opening, "2026-11-23T12:00");
    opening = opening_at(office, OFFICE, "2026-11-23T11:59");
    assert_int_equal(opening.state, OPENING_OPEN);
    opening = opening_at(office, OFFICE, "2026-11-23T12:00");
    assert_int_equal(opening.state, OPENING_CLOSED);
    assert_int_equal(opening.reason, OPENING_REASON_NONE);
    assert_next(&opening, "2026-11-24T08:00");
    opening = opening_at(office, OFFICE, "2026-11-27T12:30"); // Friday noon: over the weekend
    assert_next(&opening, "2026-11-30T08:00");
}

static void test_a_holiday_closes_and_puts_off_the_next_opening(void **state)
{
    (void)state;
    struct opening opening = opening_at(office, OFFICE, "2026-12-25T09:00"); // a Friday
    assert_int_equal(opening.state, OPENING_CLOSED);
    assert_int_equal(opening.reason, OPENING_REASON_HOLIDAY);
    assert_string_equal(opening.holiday->name, "1. Weihnachtstag");
    assert_next(&opening, "2026-12-28T08:00");
    opening = opening_at(office, OFFICE, "2026-04-02T16:00"); // Maundy Thursday: Friday and Monday are holidays
    assert_int_equal(opening.state, OPENING_CLOSED);
    assert_int_equal(opening.reason, OPENING_REASON_NONE);
    assert_next(&opening, "2026-04-07T08:00");
}

static void test_touching_and_overlapping_spans_are_one(void **state)
{
    (void)state;
    const struct opening_span spans[] = {{.weekday = 0, .open_minute = 600, .close_minute = 720},
                                         {.weekday = 0, .open_minute = 480, .close_minute = 600},
                                         {.weekday = 0, .open_minute = 700, .close_minute = 800},
                                         {.weekday = 0, .open_minute = 500, .close_minute = 510},
                                         {.weekday = 0, .open_minute = 801, .close_minute = 900}};
    struct opening opening = opening_at(spans, 5, "2026-11-23T08:05");
    assert_int_equal(opening.state, OPENING_OPEN);
    assert_next(&opening, "2026-11-23T13:20");
    opening = opening_at(spans, 5, "2026-11-23T13:20");
    assert_int_equal(opening.state, OPENING_CLOSED);
    assert_next(&opening, "2026-11-23T13:21");
}

static void test_spans_run_past_midnight(void **state)
{
    (void)state;
    const struct opening_span night[] = {
        {.weekday = 5, .open_minute = 20 * 60, .close_minute = 27 * 60}}; // Saturday 20:00 to Sunday 3:00
    struct opening opening = opening_at(night, 1, "2026-11-29T02:59");
    assert_int_equal(opening.state, OPENING_OPEN);
    assert_next(&opening, "2026-11-29T03:00");
    opening = opening_at(night, 1, "2026-11-29T03:00");
    assert_int_equal(opening.state, OPENING_CLOSED);
    assert_next(&opening, "2026-12-05T20:00");
}

static void test_a_night_ends_where_a_holiday_begins(void **state)
{
    (void)state;
    const struct opening_span night[] = {{.weekday = 3, .open_minute = 20 * 60, .close_minute = 27 * 60},
                                         {.weekday = 4, .open_minute = 20 * 60, .close_minute = 27 * 60}};
    struct opening opening = opening_at(night, 2, "2026-12-24T23:00"); // Thursday; Friday and Saturday are holidays
    assert_int_equal(opening.state, OPENING_OPEN);
    assert_next(&opening, "2026-12-25T00:00");
    opening = opening_at(night, 2, "2026-12-25T01:00");
    assert_int_equal(opening.state, OPENING_CLOSED);
    assert_int_equal(opening.reason, OPENING_REASON_HOLIDAY);
    assert_next(&opening, "2026-12-31T20:00");
}

static void test_always_open_never_changes_not_even_on_a_holiday(void **state)
{
    (void)state;
    struct opening_span always[7];
    for (int weekday = 0; weekday < 7; weekday++)
        always[weekday] = (struct opening_span){.weekday = weekday, .open_minute = 0, .close_minute = DAY};
    static const char *const times[] = {"2026-11-23T10:15", "2026-12-24T23:59", "2026-12-25T00:00", "2026-12-26T12:00"};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        struct opening opening = opening_at(always, 7, times[i]);
        assert_int_equal(opening.state, OPENING_OPEN);
        assert_false(opening.changes);
    }
}

static void test_spans_out_of_range_count_as_absent(void **state)
{
    (void)state;
    const struct opening_span wrong[] = {
        {.weekday = -1, .open_minute = 0, .close_minute = DAY},
        {.weekday = 7, .open_minute = 0, .close_minute = DAY},
        {.weekday = 0, .open_minute = -5, .close_minute = DAY},
        {.weekday = 0, .open_minute = DAY, .close_minute = DAY + 60},
        {.weekday = 0, .open_minute = 600, .close_minute = 600},
        {.weekday = 0, .open_minute = 600, .close_minute = 500},
        {.weekday = 0, .open_minute = 600, .close_minute = 2 * DAY + 1},
        {.weekday = 0, .open_minute = INT32_MIN, .close_minute = INT32_MAX},
        {.weekday = INT32_MIN, .open_minute = 0, .close_minute = 60},
    };
    for (int day = 23; day <= 29; day++) {
        struct opening opening;
        struct local_time now = clock_from_day_number(clock_day_number(2026, 11, day));
        now.hour = 12;
        const struct opening_rules rules = {.spans = wrong, .span_count = sizeof wrong / sizeof *wrong};
        hours_at(&rules, now, &opening);
        assert_int_equal(opening.state, OPENING_CLOSED);
        assert_false(opening.changes);
    }
}

static void test_the_first_and_last_days_of_the_calendar(void **state)
{
    (void)state;
    struct opening opening = opening_at(office, OFFICE, "0001-01-01T09:00"); // a Monday, and New Year
    assert_int_equal(opening.state, OPENING_CLOSED);
    assert_next(&opening, "0001-01-02T08:00");
    opening = opening_at(office, OFFICE, "1969-12-29T09:00"); // before the numbers of days begin
    assert_int_equal(opening.state, OPENING_OPEN);
    assert_next(&opening, "1969-12-29T12:00");
    opening = opening_at(office, OFFICE, "9999-12-31T23:59");
    assert_int_equal(opening.state, OPENING_CLOSED);
    assert_int_equal(opening.next_change.year, 10000);
}

static void test_seasons_hold_in_their_days(void **state)
{
    (void)state;
    // Wednesday in summer, each year; Friday in winter, each year; Monday from 2027 on; Tuesday until the end of 2026.
    const struct opening_span spans[] = {
        {.weekday = 2,
         .open_minute = 540,
         .close_minute = 600,
         .first_day = clock_day_number(2000, 3, 1),
         .last_day = clock_day_number(2000, 10, 31),
         .every_year = true},
        {.weekday = 4,
         .open_minute = 540,
         .close_minute = 600,
         .first_day = clock_day_number(2000, 11, 1),
         .last_day = clock_day_number(2000, 2, 29),
         .every_year = true},
        {.weekday = 0, .open_minute = 540, .close_minute = 600, .first_day = clock_day_number(2027, 1, 1)},
        {.weekday = 1, .open_minute = 540, .close_minute = 600, .last_day = clock_day_number(2026, 12, 31)},
    };
    static const struct {
        const char *now;
        bool open;
    } cases[] = {
        {"2026-03-04T09:30", true},  {"2026-10-28T09:30", true},  {"2026-02-25T09:30", false},
        {"2026-11-04T09:30", false}, {"2026-11-06T09:30", true},  {"2027-02-26T09:30", true},
        {"2028-02-25T09:30", true},  {"2026-03-06T09:30", false}, {"2026-12-28T09:30", false},
        {"2027-01-04T09:30", true},  {"2026-12-29T09:30", true},  {"2027-01-05T09:30", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(opening_at(spans, 4, cases[i].now).state, cases[i].open ? OPENING_OPEN : OPENING_CLOSED);
    struct opening opening = opening_at(spans, 1, "2026-11-02T12:00");
    assert_false(opening.changes); // next March is beyond what is looked at
    opening = opening_at(spans, 1, "2027-02-24T12:00");
    assert_next(&opening, "2027-03-03T09:00");
}

// 2026 has 53 weeks: the last one and the first of 2027 are both odd.
static void test_odd_and_even_weeks_are_those_of_the_calendar(void **state)
{
    (void)state;
    const struct opening_span odd[] = {
        {.weekday = 1, .open_minute = 540, .close_minute = 720, .weeks = OPENING_ODD_WEEKS}};
    const struct opening_span even[] = {
        {.weekday = 1, .open_minute = 540, .close_minute = 720, .weeks = OPENING_EVEN_WEEKS}};
    struct opening opening = opening_at(odd, 1, "2026-12-29T10:00");
    assert_int_equal(opening.state, OPENING_OPEN);
    opening = opening_at(odd, 1, "2026-12-29T12:00");
    assert_next(&opening, "2027-01-05T09:00");
    opening = opening_at(odd, 1, "2027-01-05T12:00");
    assert_next(&opening, "2027-01-19T09:00");
    opening = opening_at(even, 1, "2026-12-22T12:00");
    assert_false(opening.changes); // three weeks ahead: beyond the two that are looked at
    opening = opening_at(even, 1, "2026-12-30T12:00");
    assert_next(&opening, "2027-01-12T09:00");
    opening = opening_at(even, 1, "2027-01-01T12:00"); // of the week 53 of 2026
    assert_next(&opening, "2027-01-12T09:00");
}

static void test_the_telephone_opens_no_door(void **state)
{
    (void)state;
    const struct opening_span spans[] = {
        {.weekday = 0, .open_minute = 540, .close_minute = 660, .by_phone = true},
        {.weekday = 0, .open_minute = 600, .close_minute = 630},
        {.weekday = 1, .open_minute = 540, .close_minute = 660, .by_phone = true},
    };
    struct opening opening = opening_at(spans, 3, "2026-11-30T09:30");
    assert_int_equal(opening.state, OPENING_BY_PHONE);
    assert_next(&opening, "2026-11-30T10:00"); // the door opens
    opening = opening_at(spans, 3, "2026-11-30T10:15");
    assert_int_equal(opening.state, OPENING_OPEN);
    assert_true(opening.closes_soon);
    assert_next(&opening, "2026-11-30T10:30");
    opening = opening_at(spans, 3, "2026-11-30T10:45");
    assert_int_equal(opening.state, OPENING_BY_PHONE);
    assert_next(&opening, "2026-11-30T11:00");
    opening = opening_at(spans, 3, "2026-11-30T12:00");
    assert_int_equal(opening.state, OPENING_CLOSED);
    assert_false(opening.next_by_phone); // of the two the door is told
    assert_next(&opening, "2026-12-07T10:00");
    opening = opening_at(spans + 2, 1, "2026-11-30T12:00");
    assert_int_equal(opening.state, OPENING_CLOSED);
    assert_true(opening.next_by_phone);
    assert_next(&opening, "2026-12-01T09:00");
}

static void test_closing_soon_is_within_half_an_hour(void **state)
{
    (void)state;
    assert_false(opening_at(office, OFFICE, "2026-11-30T11:29").closes_soon);
    assert_true(opening_at(office, OFFICE, "2026-11-30T11:30").closes_soon);
    assert_true(opening_at(office, OFFICE, "2026-11-30T11:59").closes_soon);
    assert_false(opening_at(office, OFFICE, "2026-11-30T12:00").closes_soon);
}

static void test_a_week_is_told_as_it_is(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct hours_day days[HOURS_WEEK_DAYS];
    const struct opening_span spans[] = {
        {.weekday = 3, .open_minute = 780, .close_minute = 1080},
        {.weekday = 3, .open_minute = 480, .close_minute = 720, .by_appointment = true},
        {.weekday = 4, .open_minute = 480, .close_minute = 720},
        {.weekday = 0, .open_minute = 480, .close_minute = 720, .weeks = OPENING_ODD_WEEKS},
        {.weekday = 1, .open_minute = 480, .close_minute = 720, .weeks = OPENING_EVEN_WEEKS},
        {.weekday = 3, .open_minute = 1200, .close_minute = 1560},
    };
    const struct closure closure = {.scope = CLOSURE_OF_OFFER,
                                    .days = {clock_day_number(2026, 12, 23), clock_day_number(2026, 12, 23)}};
    const struct opening_rules rules = {spans, 6, holidays, HOLIDAYS, &closure, 1};
    hours_week(&arena, &rules, at("2026-12-24T10:15"), days);
    assert_int_equal(days[0].date.day, 21);
    assert_int_equal(days[0].span_count, 0); // week 52
    assert_int_equal(days[1].span_count, 1);
    assert_ptr_equal(days[2].closure, &closure);
    assert_int_equal(days[2].span_count, 0);
    assert_true(days[3].today && !days[2].today && !days[4].today);
    assert_int_equal(days[3].span_count, 3);
    assert_true(days[3].spans[0].by_appointment);
    assert_int_equal(days[3].spans[1].open_minute, 780);
    assert_int_equal(days[3].spans[2].close_minute, DAY); // the holiday ends the night
    assert_string_equal(days[4].holiday->name, "1. Weihnachtstag");
    assert_int_equal(days[4].span_count, 0);
    assert_true(days[6].known);
    const struct opening_rules unknown = {.closures = &closure, .closure_count = 1};
    hours_week(&arena, &unknown, at("2026-12-27T23:59"), days);
    assert_true(days[6].today && days[2].known && !days[3].known);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_seasons_hold_in_their_days),
        cmocka_unit_test(test_odd_and_even_weeks_are_those_of_the_calendar),
        cmocka_unit_test(test_the_telephone_opens_no_door),
        cmocka_unit_test(test_closing_soon_is_within_half_an_hour),
        cmocka_unit_test(test_a_week_is_told_as_it_is),
        cmocka_unit_test(test_easter_is_on_known_dates),
        cmocka_unit_test(test_holidays_fixed_and_moving_are_found),
        cmocka_unit_test(test_unknown_hours_stay_unknown),
        cmocka_unit_test(test_known_hours_without_spans_are_closed),
        cmocka_unit_test(test_an_office_opens_and_closes_on_the_minute),
        cmocka_unit_test(test_a_holiday_closes_and_puts_off_the_next_opening),
        cmocka_unit_test(test_touching_and_overlapping_spans_are_one),
        cmocka_unit_test(test_spans_run_past_midnight),
        cmocka_unit_test(test_a_night_ends_where_a_holiday_begins),
        cmocka_unit_test(test_always_open_never_changes_not_even_on_a_holiday),
        cmocka_unit_test(test_hours_by_appointment_are_no_opening_hours),
        cmocka_unit_test(test_spans_out_of_range_count_as_absent),
        cmocka_unit_test(test_the_first_and_last_days_of_the_calendar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
