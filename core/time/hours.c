// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Opening hours as spans of minutes on one long line, cut out where a public holiday lies, and changed where a closure does.
#include "core/time/hours.h"

#include <stdint.h>

enum { MINUTES_PER_DAY = 1440, HORIZON_DAYS = 14, CLOSED_DAYS_MAX = 731 };

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

// ---- a day --------------------------------------------------------------------------------------------------------

// What hours_at() is asked about. Days and minutes below count from the midnight that began today, so that they are
// never negative where they are divided.
struct week {
    int64_t today; // day number
    const struct opening_rules *rules;
};

struct day {
    int64_t day;
    int weekday;
    bool is_holiday;
    const struct closure *closure; // that holds on it, or NULL
    bool alone;                    // it holds on this day alone
};

static bool is_valid(const struct opening_span *span)
{
    return span->open_minute >= 0 && span->open_minute < MINUTES_PER_DAY && span->close_minute > span->open_minute &&
           span->close_minute <= 2 * MINUTES_PER_DAY;
}

// What is open from midnight to midnight is a help line or an emergency service; these keep no holidays.
static bool is_whole_day(const struct opening_span *span)
{
    return span->open_minute == 0 && span->close_minute == MINUTES_PER_DAY && !span->by_appointment;
}

static bool is_open_all_day(const struct opening_rules *rules, int weekday)
{
    for (size_t i = 0; i < rules->span_count; i++) {
        if (rules->spans[i].weekday == weekday && is_whole_day(&rules->spans[i]))
            return true;
    }
    return false;
}

const struct closure *hours_closure(const struct opening_rules *rules, struct local_time date, struct closure_days *days)
{
    int64_t day = clock_day_number(date.year, date.month, date.day);
    const struct closure *closure = closure_on(rules->closures, rules->closure_count, day, days);
    if (closure != NULL && closure->scope != CLOSURE_OF_OFFER && is_open_all_day(rules, clock_from_day_number(day).weekday))
        return NULL;
    return closure;
}

static struct day look_at(const struct week *week, int64_t number)
{
    struct closure_days days;
    struct local_time date = clock_from_day_number(week->today + number);
    struct day day = {.day = number, .weekday = date.weekday};
    day.is_holiday = hours_holiday(week->rules->holidays, week->rules->holiday_count, date) != NULL;
    day.closure = hours_closure(week->rules, date, &days);
    day.alone = day.closure != NULL && days.first == days.last;
    return day;
}

// Whether the week has hours on that day, or may have: unknown is not none.
static bool has_hours(const struct opening_rules *rules, int weekday)
{
    bool found = rules->spans == NULL;
    for (size_t i = 0; !found && i < rules->span_count; i++)
        found = rules->spans[i].weekday == weekday && is_valid(&rules->spans[i]);
    return found;
}

// The spans of which some may begin on a day: those of its closure, or of the week.
static const struct opening_span *spans_of(const struct week *week, const struct day *day, size_t *count)
{
    *count = day->closure != NULL ? day->closure->span_count : week->rules->span_count;
    return day->closure != NULL ? day->closure->spans : week->rules->spans;
}

static bool is_on(const struct week *week, const struct day *day, const struct opening_span *span)
{
    bool each_day = day->closure != NULL && span->weekday == CLOSURE_EACH_DAY;
    return is_valid(span) && (each_day ? has_hours(week->rules, day->weekday) : span->weekday == day->weekday);
}

// ---- spans --------------------------------------------------------------------------------------------------------

// Where a span of a day lies, if it begins on it. False when it does not.
static bool place_span(const struct week *week, const struct day *day, const struct opening_span *span, int64_t *open,
                       int64_t *close)
{
    if (!is_on(week, day, span) || span->by_appointment || (day->is_holiday && !day->alone && !is_whole_day(span)))
        return false;
    *open = day->day * MINUTES_PER_DAY + span->open_minute;
    *close = day->day * MINUTES_PER_DAY + span->close_minute;
    if (span->close_minute > MINUTES_PER_DAY) {
        struct day next = look_at(week, day->day + 1);
        if (next.is_holiday || (next.closure != NULL && next.closure != day->closure))
            *close = next.day * MINUTES_PER_DAY; // the night before ends at midnight
    }
    return true;
}

// The latest end of a span that is open at `minute`, or `minute` when none is.
static int64_t open_until(const struct week *week, int64_t minute)
{
    int64_t until = minute;
    int64_t today = minute / MINUTES_PER_DAY;
    for (int64_t number = today - 1; number <= today; number++) {
        size_t count;
        const struct day day = look_at(week, number);
        const struct opening_span *spans = spans_of(week, &day, &count);
        for (size_t i = 0; i < count; i++) {
            int64_t open;
            int64_t close;
            if (place_span(week, &day, &spans[i], &open, &close) && open <= minute && close > until)
                until = close;
        }
    }
    return until;
}

// The first minute after `minute` at which a span begins, up to *last; *last + 1 when none does. *last moves on by each day
// that a closure closes.
static int64_t next_opening(const struct week *week, int64_t minute, int64_t *last)
{
    for (int64_t number = minute / MINUTES_PER_DAY; number <= *last / MINUTES_PER_DAY; number++) {
        size_t count;
        const struct day day = look_at(week, number);
        const struct opening_span *spans = spans_of(week, &day, &count);
        if (day.closure == NULL && spans == NULL)
            break; // from here on nobody knows
        if (day.closure != NULL && count == 0 && *last < (int64_t)CLOSED_DAYS_MAX * MINUTES_PER_DAY)
            *last += MINUTES_PER_DAY;
        int64_t first = *last + 1;
        for (size_t i = 0; i < count; i++) {
            int64_t open;
            int64_t close;
            if (place_span(week, &day, &spans[i], &open, &close) && open > minute && open < first)
                first = open;
        }
        if (first <= *last)
            return first;
    }
    return *last + 1;
}

static bool is_by_appointment(const struct week *week, const struct day *day)
{
    size_t count;
    const struct opening_span *spans = spans_of(week, day, &count);
    for (size_t i = 0; i < count; i++) {
        if (spans[i].by_appointment && is_on(week, day, &spans[i]))
            return true;
    }
    return false;
}

// ---- the whole ----------------------------------------------------------------------------------------------------

// The end of the opening that goes on until `change`: touching spans are one.
static int64_t end_of_opening(const struct week *week, int64_t change, int64_t last)
{
    for (int64_t until = open_until(week, change); until > change && change <= last; until = open_until(week, change))
        change = until;
    return change;
}

// Why it is closed on a day: hours of a closure of several days are those of any day, so a holiday among them is the reason.
static void find_reason(const struct week *week, const struct day *day, struct local_time now, struct opening *opening)
{
    bool by_closure = day->closure != NULL && (day->alone || !day->is_holiday || day->closure->span_count == 0);
    if (!by_closure)
        opening->holiday = hours_holiday(week->rules->holidays, week->rules->holiday_count, now);
    opening->reason = by_closure                 ? OPENING_REASON_CLOSURE
                      : opening->holiday != NULL ? OPENING_REASON_HOLIDAY
                                                 : OPENING_REASON_NONE;
}

void hours_at(const struct opening_rules *rules, struct local_time now, struct opening *opening)
{
    const struct week week = {clock_day_number(now.year, now.month, now.day), rules};
    const struct day today = look_at(&week, 0);
    int64_t minute = now.hour * 60 + now.minute;
    int64_t last = minute + (int64_t)HORIZON_DAYS * MINUTES_PER_DAY;
    int64_t change = open_until(&week, minute);
    *opening = (struct opening){.state = OPENING_OPEN, .closure = today.closure};
    if (change > minute) {
        change = end_of_opening(&week, change, last);
    } else if (rules->spans == NULL && today.closure == NULL) {
        opening->state = OPENING_UNKNOWN;
        opening->reason = OPENING_REASON_NO_HOURS;
        return;
    } else {
        opening->state = OPENING_CLOSED;
        find_reason(&week, &today, now, opening);
        change = next_opening(&week, minute, &last);
        if (opening->holiday == NULL && change >= MINUTES_PER_DAY && is_by_appointment(&week, &today)) {
            opening->state = OPENING_BY_APPOINTMENT;
            opening->reason = OPENING_REASON_NONE;
        }
    }
    opening->changes = change <= last;
    if (opening->changes) {
        opening->next_change = clock_from_day_number(week.today + change / MINUTES_PER_DAY);
        opening->next_change.hour = (int)(change % MINUTES_PER_DAY / 60);
        opening->next_change.minute = (int)(change % 60);
    }
}

const struct closure *hours_coming_closure(const struct opening_rules *rules, struct local_time date,
                                           struct closure_days *days)
{
    int64_t today = clock_day_number(date.year, date.month, date.day);
    const struct closure *now = hours_closure(rules, date, NULL);
    for (int64_t day = today + 1; day <= today + HOURS_COMING_DAYS; day++) {
        const struct closure *coming = hours_closure(rules, clock_from_day_number(day), days);
        if (coming != NULL && coming != now)
            return coming;
    }
    return NULL;
}
