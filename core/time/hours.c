// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Opening hours as spans of minutes on one long line, cut out where a public holiday lies.
#include "core/time/hours.h"

#include <stdint.h>

enum { MINUTES_PER_DAY = 1440, HORIZON_DAYS = 14 };

long hours_easter(int year)
{
    // Meeus/Jones/Butcher, "anonymous Gregorian algorithm"; the letters are those of the publication.
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int d = b / 4;
    int e = b % 4;
    int f = (b + 8) / 25;
    int g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4;
    int k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int month_and_day = h + l - 7 * m + 114;
    return (long)clock_day_number(year, month_and_day / 31, month_and_day % 31 + 1);
}

const struct holiday *hours_holiday(const struct holiday *holidays, size_t count, struct local_time date)
{
    int64_t days_after_easter = clock_day_number(date.year, date.month, date.day) - hours_easter(date.year);
    for (size_t i = 0; i < count; i++) {
        const struct holiday *holiday = &holidays[i];
        if (holiday->moves ? holiday->days_after_easter == days_after_easter
                           : holiday->month == date.month && holiday->day == date.day)
            return holiday;
    }
    return NULL;
}

// What hours_at() is asked about. Days and minutes below count from the midnight that began today, so that they are
// never negative where they are divided.
struct week {
    int64_t today; // day number
    const struct opening_span *spans;
    size_t span_count;
    const struct holiday *holidays;
    size_t holiday_count;
};

static bool is_holiday(const struct week *week, int64_t day)
{
    return hours_holiday(week->holidays, week->holiday_count, clock_from_day_number(week->today + day)) != NULL;
}

// Where a span of the week lies when it begins on `day`. False when it does not begin then.
static bool place_span(const struct week *week, const struct opening_span *span, int64_t day, int64_t *open,
                       int64_t *close)
{
    bool valid = span->open_minute >= 0 && span->open_minute < MINUTES_PER_DAY &&
                 span->close_minute > span->open_minute && span->close_minute <= 2 * MINUTES_PER_DAY;
    // What is open from midnight to midnight is a help line or an emergency service; these keep no holidays.
    bool whole_day = span->open_minute == 0 && span->close_minute == MINUTES_PER_DAY;
    if (!valid || span->by_appointment || span->weekday != clock_from_day_number(week->today + day).weekday ||
        (!whole_day && is_holiday(week, day)))
        return false;
    *open = day * MINUTES_PER_DAY + span->open_minute;
    *close = day * MINUTES_PER_DAY + span->close_minute;
    if (span->close_minute > MINUTES_PER_DAY && is_holiday(week, day + 1))
        *close = (day + 1) * MINUTES_PER_DAY; // the night before a holiday ends at midnight
    return true;
}

// The latest end of a span that is open at `minute`, or `minute` when none is.
static int64_t open_until(const struct week *week, int64_t minute)
{
    int64_t until = minute;
    int64_t today = minute / MINUTES_PER_DAY;
    for (int64_t day = today - 1; day <= today; day++) {
        for (size_t i = 0; i < week->span_count; i++) {
            int64_t open;
            int64_t close;
            if (place_span(week, &week->spans[i], day, &open, &close) && open <= minute && close > until)
                until = close;
        }
    }
    return until;
}

// The first minute after `minute` at which a span begins, up to `last`; `last + 1` when none does.
static int64_t next_opening(const struct week *week, int64_t minute, int64_t last)
{
    for (int64_t day = minute / MINUTES_PER_DAY; day <= last / MINUTES_PER_DAY; day++) {
        int64_t first = last + 1;
        for (size_t i = 0; i < week->span_count; i++) {
            int64_t open;
            int64_t close;
            if (place_span(week, &week->spans[i], day, &open, &close) && open > minute && open < first)
                first = open;
        }
        if (first <= last)
            return first;
    }
    return last + 1;
}

static bool is_by_appointment(const struct opening_span *spans, size_t span_count, int weekday)
{
    for (size_t i = 0; i < span_count; i++) {
        if (spans[i].by_appointment && spans[i].weekday == weekday)
            return true;
    }
    return false;
}

void hours_at(const struct opening_span *spans, size_t span_count, const struct holiday *holidays, size_t holiday_count,
              struct local_time now, struct opening *opening)
{
    *opening = (struct opening){.state = OPENING_UNKNOWN, .reason = OPENING_REASON_NO_HOURS};
    if (spans == NULL)
        return;
    struct week week = {clock_day_number(now.year, now.month, now.day), spans, span_count, holidays, holiday_count};
    int64_t minute = now.hour * 60 + now.minute;
    int64_t last = minute + (int64_t)HORIZON_DAYS * MINUTES_PER_DAY;
    int64_t change = open_until(&week, minute);
    opening->reason = OPENING_REASON_NONE;
    if (change > minute) {
        opening->state = OPENING_OPEN;
        for (int64_t until = open_until(&week, change); until > change && change <= last;
             until = open_until(&week, change))
            change = until; // touching spans are one
    } else {
        opening->state = OPENING_CLOSED;
        opening->holiday = hours_holiday(holidays, holiday_count, now);
        if (opening->holiday != NULL)
            opening->reason = OPENING_REASON_HOLIDAY;
        change = next_opening(&week, minute, last);
        int weekday = clock_from_day_number(week.today).weekday;
        if (opening->holiday == NULL && change >= MINUTES_PER_DAY && is_by_appointment(spans, span_count, weekday))
            opening->state = OPENING_BY_APPOINTMENT;
    }
    opening->changes = change <= last;
    if (opening->changes) {
        opening->next_change = clock_from_day_number(week.today + change / MINUTES_PER_DAY);
        opening->next_change.hour = (int)(change % MINUTES_PER_DAY / 60);
        opening->next_change.minute = (int)(change % 60);
    }
}
