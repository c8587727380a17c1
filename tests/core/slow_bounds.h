// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Whether a span holds on a day by its weeks and its season, found slowly and in another way than core/time does it.
#ifndef KOMPASS_TESTS_CORE_SLOW_BOUNDS_H
#define KOMPASS_TESTS_CORE_SLOW_BOUNDS_H

#include "core/time/hours.h"

// Weeks counted one after the other from the Monday of one that is known: 2019-12-30 begins week 1 of 2020. A year has 53 weeks when
// it begins on a Thursday, or is a leap year that begins on a Wednesday.
static inline int slow_week(int64_t day)
{
    int64_t monday = clock_day_number(2019, 12, 30);
    for (int year = 2020, week = 1;; monday += 7) {
        if (day < monday + 7)
            return week;
        int first = clock_from_day_number(clock_day_number(year, 1, 1)).weekday;
        bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        if (++week > (first == 3 || (leap && first == 2) ? 53 : 52)) {
            week = 1;
            year++;
        }
    }
}

// Each day of the season is tried by its name, "MM-DD" or "YYYY-MM-DD", from the first one on.
static inline bool slow_season(const struct opening_span *span, int64_t day)
{
    if (span->first_day == 0 && span->last_day == 0)
        return true;
    if (!span->every_year)
        return (span->first_day == 0 || span->first_day <= day) && (span->last_day == 0 || day <= span->last_day);
    struct local_time asked = clock_from_day_number(day);
    for (int64_t tried = span->first_day;; tried++) { // of a leap year, whose days come round again
        int64_t first = clock_day_number(2000, 1, 1), last = clock_day_number(2000, 12, 31);
        struct local_time date = clock_from_day_number(tried > last ? first + (tried - last - 1) : tried);
        if (date.month == asked.month && date.day == asked.day)
            return true;
        if (clock_day_number(2000, date.month, date.day) == span->last_day)
            return false;
    }
}

static inline bool slow_holds(const struct opening_span *span, int64_t day)
{
    bool odd = slow_week(day) % 2 != 0;
    return (span->weeks == OPENING_EACH_WEEK || odd == (span->weeks == OPENING_ODD_WEEKS)) && slow_season(span, day);
}

#endif
