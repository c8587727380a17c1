// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Opening hours held to slow oracles over 20 years, minute by minute, written from the words of hours.h; the change to summer time; the
// holidays until 2035.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/time/hours.h"
#include "tests/core/saxony_anhalt.h"
#include "tests/core/slow_bounds.h"

#include <stdlib.h>
#include <string.h>

enum { DAY = 1440, HORIZON = 14 * DAY, TIMELINE_DAYS = 17 };

// The oracle: every minute of a stretch of days, said open or not by the words of hours.h.
static void paint_timeline(const struct opening_span *spans, size_t count, int64_t first_day, bool *open)
{
    memset(open, 0, TIMELINE_DAYS * DAY * sizeof *open);
    for (int day = -1; day < TIMELINE_DAYS; day++) {
        struct local_time date = clock_from_day_number(first_day + day);
        struct local_time next = clock_from_day_number(first_day + day + 1);
        bool is_holiday = hours_holiday(holidays, HOLIDAYS, date) != NULL;
        bool cut = hours_holiday(holidays, HOLIDAYS, next) != NULL;
        for (size_t i = 0; i < count; i++) {
            if (is_holiday && !(spans[i].open_minute == 0 && spans[i].close_minute == DAY))
                continue;
            for (int minute = spans[i].open_minute; spans[i].weekday == date.weekday && minute < spans[i].close_minute;
                 minute++) {
                int index = day * DAY + minute;
                if (index >= 0 && index < TIMELINE_DAYS * DAY && !(cut && minute >= DAY))
                    open[index] = true;
            }
        }
    }
}

static void compare_with_timeline(const struct opening_span *spans, size_t count, int64_t day, int minute,
                                  const bool *open)
{
    struct local_time now = clock_from_day_number(day);
    now.hour = minute / 60;
    now.minute = minute % 60;
    struct opening opening;
    const struct opening_rules rules = {.spans = spans, .span_count = count, .holidays = holidays, .holiday_count = HOLIDAYS};
    hours_at(&rules, now, &opening);
    assert_int_equal(opening.state, open[minute] ? OPENING_OPEN : OPENING_CLOSED);
    int change = minute;
    while (change <= minute + HORIZON && open[change] == open[minute])
        change++;
    assert_int_equal(opening.changes, change <= minute + HORIZON);
    if (opening.changes) {
        const struct local_time *next = &opening.next_change;
        int64_t found =
            (clock_day_number(next->year, next->month, next->day) - day) * DAY + next->hour * 60 + next->minute;
        assert_int_equal(found, change);
        assert_int_equal(next->weekday, clock_from_day_number(day + change / DAY).weekday);
    }
    const struct holiday *holiday = open[minute] ? NULL : hours_holiday(holidays, HOLIDAYS, now);
    assert_ptr_equal(opening.holiday, holiday);
    assert_int_equal(opening.reason, holiday != NULL ? OPENING_REASON_HOLIDAY : OPENING_REASON_NONE);
}

static size_t make_week(struct opening_span *spans)
{
    size_t count = (size_t)(rand() % 9);
    for (size_t i = 0; i < count; i++) {
        int open = rand() % 4 == 0 ? 0 : rand() % 96 * 15;
        int length = rand() % 5 == 0 ? DAY : 15 + rand() % 60 * 15;
        spans[i] = (struct opening_span){
            .weekday = rand() % 7, .open_minute = open, .close_minute = open + (length > DAY ? DAY : length)};
        if (i > 0 && rand() % 3 == 0) { // make touching spans, also over midnight, common
            int end = spans[i - 1].close_minute;
            spans[i].weekday = (spans[i - 1].weekday + end / DAY) % 7;
            spans[i].open_minute = end % DAY;
            spans[i].close_minute = end % DAY + 30;
        }
    }
    return count;
}

static void test_twenty_years_agree_with_the_oracle(void **state)
{
    (void)state;
    static bool open[TIMELINE_DAYS * DAY];
    srand(20261123);
    int64_t first = clock_day_number(2020, 1, 1);
    int64_t last = clock_day_number(2039, 12, 31);
    struct opening_span spans[8];
    for (int64_t day = first; day <= last; day += 1 + rand() % 9) {
        size_t count = make_week(spans);
        paint_timeline(spans, count, day, open);
        for (int i = 0; i < 4; i++)
            compare_with_timeline(spans, count, day, rand() % DAY, open);
        if (count > 0) { // and at the edges of a span
            compare_with_timeline(spans, count, day, spans[0].open_minute, open);
            compare_with_timeline(spans, count, day, spans[0].close_minute % DAY, open);
            compare_with_timeline(spans, count, day, (spans[0].close_minute + DAY - 1) % DAY, open);
        }
    }
}

// ---- restricted hours, minute by minute ---------------------------------------------------------------------------

static void paint_restricted(const struct opening_span *spans, size_t count, int64_t first_day, bool by_phone, bool *open)
{
    memset(open, 0, TIMELINE_DAYS * DAY * sizeof *open);
    for (int day = -1; day < TIMELINE_DAYS; day++) {
        struct local_time date = clock_from_day_number(first_day + day), next = clock_from_day_number(first_day + day + 1);
        bool cut = hours_holiday(holidays, HOLIDAYS, next) != NULL, shut = hours_holiday(holidays, HOLIDAYS, date) != NULL;
        for (size_t i = 0; i < count; i++) {
            bool whole = spans[i].open_minute == 0 && spans[i].close_minute == DAY;
            if (spans[i].weekday != date.weekday || spans[i].by_phone != by_phone || spans[i].by_appointment ||
                (shut && !whole) || !slow_holds(&spans[i], first_day + day))
                continue;
            for (int minute = spans[i].open_minute; minute < (cut && spans[i].close_minute > DAY ? DAY : spans[i].close_minute); minute++) {
                int index = day * DAY + minute;
                if (index >= 0 && index < TIMELINE_DAYS * DAY)
                    open[index] = true;
            }
        }
    }
}

static void compare_restricted(const struct opening_span *spans, size_t count, int64_t day, int minute, const bool *door, const bool *phone)
{
    struct local_time now = clock_from_day_number(day);
    now.hour = minute / 60;
    now.minute = minute % 60;
    struct opening opening;
    const struct opening_rules rules = {.spans = spans, .span_count = count, .holidays = holidays, .holiday_count = HOLIDAYS};
    hours_at(&rules, now, &opening);
    bool appointment = opening.state == OPENING_BY_APPOINTMENT;
    int change = minute, door_opens = minute;
    while (door_opens <= minute + HORIZON && !door[door_opens])
        door_opens++;
    if (door[minute]) {
        assert_int_equal(opening.state, OPENING_OPEN);
        while (change <= minute + HORIZON && door[change])
            change++;
        assert_int_equal(opening.closes_soon, change - minute <= 30);
    } else if (phone[minute]) {
        assert_int_equal(opening.state, OPENING_BY_PHONE);
        while (change <= minute + HORIZON && phone[change] && !door[change])
            change++;
    } else {
        assert_true(opening.state == OPENING_CLOSED || appointment);
        change = door_opens;
        if (change > minute + HORIZON)
            for (change = minute; change <= minute + HORIZON && !phone[change]; change++)
                continue;
        assert_int_equal(opening.next_by_phone, door_opens > minute + HORIZON && change <= minute + HORIZON);
    }
    assert_int_equal(opening.changes, change <= minute + HORIZON);
    if (opening.changes) {
        const struct local_time *next = &opening.next_change;
        assert_int_equal((clock_day_number(next->year, next->month, next->day) - day) * DAY + next->hour * 60 + next->minute, change);
    }
}

static void restrict_span(struct opening_span *span)
{
    span->by_phone = rand() % 3 == 0;
    span->by_appointment = rand() % 8 == 0;
    span->weeks = (enum opening_weeks)(rand() % 3);
    int season = rand() % 4;
    if (season == 1) { // each year, also across its turn, also from or to 29 February
        span->every_year = true;
        span->first_day = clock_day_number(2000, 1, 1) + rand() % 366;
        span->last_day = clock_day_number(2000, 1, 1) + rand() % 366;
    } else if (season == 2) {
        span->first_day = clock_day_number(2020, 1, 1) + rand() % 7300;
        span->last_day = rand() % 2 == 0 ? 0 : span->first_day + rand() % 400;
    }
}

static void test_restricted_hours_agree_with_the_oracle(void **state)
{
    (void)state;
    static bool door[TIMELINE_DAYS * DAY], phone[TIMELINE_DAYS * DAY];
    srand(20261130);
    struct opening_span spans[8];
    for (int64_t day = clock_day_number(2020, 1, 1); day <= clock_day_number(2039, 12, 31); day += 1 + rand() % 5) {
        size_t count = make_week(spans);
        for (size_t i = 0; i < count; i++)
            restrict_span(&spans[i]);
        paint_restricted(spans, count, day, false, door);
        paint_restricted(spans, count, day, true, phone);
        for (int i = 0; i < 4; i++)
            compare_restricted(spans, count, day, rand() % DAY, door, phone);
        for (size_t i = 0; i < count; i++) {
            compare_restricted(spans, count, day, spans[i].open_minute, door, phone);
            compare_restricted(spans, count, day, spans[i].close_minute % DAY, door, phone);
        }
    }
}

// In the zone of the city, second by second where summer time begins and ends: what is open by the wall clock is open.
static void test_summer_time_begins_and_ends(void **state)
{
    (void)state;
    struct problem problem;
    const struct opening_span nights[] = {{.weekday = 5, .open_minute = 22 * 60, .close_minute = 26 * 60 + 30},
                                          {.weekday = 6, .open_minute = 4 * 60, .close_minute = 5 * 60}};
    const struct opening_rules rules = {.spans = nights, .span_count = 2};
    assert_int_equal(clock_set_zone("Europe/Berlin", &problem), STATUS_OK);
    static const int64_t changes[] = {1774746000, 1792890000}; // 2026-03-29 and 2026-10-25, 01:00 UTC
    for (size_t i = 0; i < 2; i++) {
        for (int64_t seconds = changes[i] - 6 * 3600; seconds < changes[i] + 6 * 3600; seconds += 60) {
            struct local_time now;
            struct opening opening;
            assert_true(clock_local(seconds, &now));
            hours_at(&rules, now, &opening);
            int minute = now.hour * 60 + now.minute;
            bool open = now.weekday == 5 ? minute >= 22 * 60 : minute < 150 || (minute >= 240 && minute < 300);
            assert_int_equal(opening.state == OPENING_OPEN, open);
        }
    }
}

// The days that are public holidays in Saxony-Anhalt, as calendars print them: Good Friday, Easter Monday, Ascension, Whit Monday.
static void test_holidays_until_2035(void **state)
{
    (void)state;
    static const int moving[][9] = {
        {2026, 4, 3, 4, 6, 5, 14, 5, 25},  {2027, 3, 26, 3, 29, 5, 6, 5, 17}, {2028, 4, 14, 4, 17, 5, 25, 6, 5},
        {2029, 3, 30, 4, 2, 5, 10, 5, 21}, {2030, 4, 19, 4, 22, 5, 30, 6, 10}, {2031, 4, 11, 4, 14, 5, 22, 6, 2},
        {2032, 3, 26, 3, 29, 5, 6, 5, 17}, {2033, 4, 15, 4, 18, 5, 26, 6, 6}, {2034, 4, 7, 4, 10, 5, 18, 5, 29},
        {2035, 3, 23, 3, 26, 5, 3, 5, 14},
    };
    for (size_t year = 0; year < sizeof moving / sizeof *moving; year++) {
        int found = 0;
        for (int64_t day = clock_day_number(moving[year][0], 1, 1); day <= clock_day_number(moving[year][0], 12, 31); day++)
            found += hours_holiday(holidays, HOLIDAYS, clock_from_day_number(day)) != NULL;
        assert_int_equal(found, HOLIDAYS - (moving[year][5] == 5 && moving[year][6] == 1));
        for (int i = 1; i < 9; i += 2)
            assert_non_null(hours_holiday(holidays, HOLIDAYS, clock_from_day_number(clock_day_number(moving[year][0], moving[year][i], moving[year][i + 1]))));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_twenty_years_agree_with_the_oracle),
        cmocka_unit_test(test_holidays_until_2035),
        cmocka_unit_test(test_summer_time_begins_and_ends),
        cmocka_unit_test(test_restricted_hours_agree_with_the_oracle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
