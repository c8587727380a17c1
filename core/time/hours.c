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
    int64_t days_after_easter = count == 0 ? 0 : clock_day_number(date.year, date.month, date.day) - hours_easter(date.year);
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
    bool by_phone; // asked is the telephone, not the door
};

struct day {
    int64_t day;
    struct local_time date;
    const struct holiday *holiday;
    const struct closure *closure; // that holds on it, or NULL
    bool alone;                    // it holds on this day alone
};

static int64_t number_of(struct local_time date)
{
    return clock_day_number(date.year, date.month, date.day);
}

// ISO 8601: a week is of the year that has its Thursday, and the first one has the first Thursday.
static int week_of_year(struct local_time date)
{
    int64_t thursday = number_of(date) - date.weekday + 3;
    return (int)((thursday - clock_day_number(clock_from_day_number(thursday).year, 1, 1)) / 7) + 1;
}

bool hours_in_season(const struct opening_span *span, struct local_time date)
{
    int64_t day = number_of(date);
    if (!span->every_year)
        return (span->first_day == 0 || day >= span->first_day) && (span->last_day == 0 || day <= span->last_day);
    struct local_time first = clock_from_day_number(span->first_day), last = clock_from_day_number(span->last_day);
    int begins = first.month * 31 + first.day, ends = last.month * 31 + last.day, asked = date.month * 31 + date.day;
    return begins <= ends ? begins <= asked && asked <= ends : begins <= asked || asked <= ends;
}

static bool is_in_week(const struct opening_span *span, struct local_time date)
{
    return span->weeks == OPENING_EACH_WEEK || (week_of_year(date) % 2 == 1) == (span->weeks == OPENING_ODD_WEEKS);
}

static bool is_valid(const struct opening_span *span)
{
    return span->open_minute >= 0 && span->open_minute < MINUTES_PER_DAY && span->close_minute > span->open_minute &&
           span->close_minute <= 2 * MINUTES_PER_DAY;
}

// Whether a span may hold on a date, but for the weekday.
static bool holds(const struct opening_span *span, struct local_time date)
{
    return is_valid(span) && hours_in_season(span, date) && is_in_week(span, date);
}

// Whether a span of the week holds on a date, whatever else does.
static bool is_of(const struct opening_span *span, struct local_time date)
{
    return span->weekday == date.weekday && holds(span, date);
}

// What is open from midnight to midnight is a help line or an emergency service; these keep no holidays.
static bool is_whole_day(const struct opening_span *span)
{
    return span->open_minute == 0 && span->close_minute == MINUTES_PER_DAY && !span->by_appointment;
}

static bool is_open_all_day(const struct opening_rules *rules, struct local_time date)
{
    for (size_t i = 0; i < rules->span_count; i++) {
        if (is_whole_day(&rules->spans[i]) && is_of(&rules->spans[i], date))
            return true;
    }
    return false;
}

const struct closure *hours_closure(const struct opening_rules *rules, struct local_time date, struct closure_days *days)
{
    int64_t day = number_of(date);
    const struct closure *closure = closure_on(rules->closures, rules->closure_count, day, days);
    if (closure != NULL && closure->scope != CLOSURE_OF_OFFER && is_open_all_day(rules, clock_from_day_number(day)))
        return NULL;
    return closure;
}

static struct day look_at(const struct week *week, int64_t number)
{
    struct closure_days days;
    struct day day = {.day = number, .date = clock_from_day_number(week->today + number)};
    day.holiday = hours_holiday(week->rules->holidays, week->rules->holiday_count, day.date);
    day.closure = hours_closure(week->rules, day.date, &days);
    day.alone = day.closure != NULL && days.first == days.last;
    return day;
}

// Whether the week has hours on that day, or may have: unknown is not none.
static bool has_hours(const struct opening_rules *rules, struct local_time date)
{
    bool found = rules->spans == NULL;
    for (size_t i = 0; !found && i < rules->span_count; i++)
        found = is_of(&rules->spans[i], date);
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
    return each_day ? holds(span, day->date) && has_hours(week->rules, day->date) : is_of(span, day->date);
}

// Whether a public holiday takes the span away.
static bool is_kept_from(const struct day *day, const struct opening_span *span)
{
    return day->holiday != NULL && !day->alone && !is_whole_day(span);
}

// The minute of its day at which a span that begins on it ends: the night before a holiday or a closure ends at midnight.
static int end_of(const struct week *week, const struct day *day, const struct opening_span *span)
{
    if (span->close_minute <= MINUTES_PER_DAY)
        return span->close_minute;
    const struct day next = look_at(week, day->day + 1);
    bool cut = next.holiday != NULL || (next.closure != NULL && next.closure != day->closure);
    return cut ? MINUTES_PER_DAY : span->close_minute;
}

// ---- spans --------------------------------------------------------------------------------------------------------

// Where a span of a day lies, if it begins on it. False when it does not.
static bool place_span(const struct week *week, const struct day *day, const struct opening_span *span, int64_t *open,
                       int64_t *close)
{
    if (span->by_appointment || span->by_phone != week->by_phone || !is_on(week, day, span) || is_kept_from(day, span))
        return false;
    *open = day->day * MINUTES_PER_DAY + span->open_minute;
    *close = day->day * MINUTES_PER_DAY + end_of(week, day, span);
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
static void find_reason(const struct day *day, struct opening *opening)
{
    bool by_closure = day->closure != NULL && (day->alone || day->holiday == NULL || day->closure->span_count == 0);
    opening->holiday = by_closure ? NULL : day->holiday;
    opening->reason = by_closure                 ? OPENING_REASON_CLOSURE
                      : opening->holiday != NULL ? OPENING_REASON_HOLIDAY
                                                 : OPENING_REASON_NONE;
}

// No door is open. Returns the minute of the next change, beyond *last when none is known.
static int64_t look_at_closed(const struct week *door, const struct day *today, int64_t minute, int64_t *last, struct opening *opening)
{
    const struct week phone = {door->today, door->rules, true};
    int64_t horizon = *last;
    int64_t hangs_up = end_of_opening(&phone, open_until(&phone, minute), *last);
    int64_t opens = next_opening(door, minute, last);
    if (hangs_up > minute) {
        opening->state = OPENING_BY_PHONE;
        return hangs_up < opens ? hangs_up : opens;
    }
    opening->state = OPENING_CLOSED;
    find_reason(today, opening);
    if (opening->holiday == NULL && opens >= MINUTES_PER_DAY && is_by_appointment(door, today)) {
        opening->state = OPENING_BY_APPOINTMENT;
        opening->reason = OPENING_REASON_NONE;
    }
    if (opens <= *last)
        return opens;
    *last = horizon;
    opens = next_opening(&phone, minute, last);
    opening->next_by_phone = opens <= *last;
    return opens;
}

void hours_at(const struct opening_rules *rules, struct local_time now, struct opening *opening)
{
    const struct week week = {number_of(now), rules, false};
    const struct day today = look_at(&week, 0);
    int64_t minute = now.hour * 60 + now.minute;
    int64_t last = minute + (int64_t)HORIZON_DAYS * MINUTES_PER_DAY;
    int64_t change = open_until(&week, minute);
    *opening = (struct opening){.state = OPENING_OPEN, .closure = today.closure};
    if (change > minute) {
        change = end_of_opening(&week, change, last);
        opening->closes_soon = change - minute <= OPENING_SOON_MINUTES;
    } else if (rules->spans == NULL && today.closure == NULL) {
        opening->state = OPENING_UNKNOWN;
        opening->reason = OPENING_REASON_NO_HOURS;
        return;
    } else {
        change = look_at_closed(&week, &today, minute, &last, opening);
    }
    opening->changes = change <= last;
    if (opening->changes) {
        opening->next_change = clock_from_day_number(week.today + change / MINUTES_PER_DAY);
        opening->next_change.hour = (int)(change % MINUTES_PER_DAY / 60);
        opening->next_change.minute = (int)(change % 60);
    }
}

// ---- a week -------------------------------------------------------------------------------------------------------

// Spans that hold on a day, in the order of their times; of equal ones the first stated stands first.
static void collect_spans(struct arena *arena, const struct week *week, const struct day *day, struct hours_day *found)
{
    size_t count;
    const struct opening_span *spans = spans_of(week, day, &count);
    struct opening_span *kept = arena_allocate(arena, count + 1, sizeof *kept);
    for (size_t i = 0; i < count; i++) {
        if (!is_on(week, day, &spans[i]) || is_kept_from(day, &spans[i]))
            continue;
        size_t at = found->span_count++;
        for (; at > 0 && kept[at - 1].open_minute > spans[i].open_minute; at--)
            kept[at] = kept[at - 1];
        kept[at] = spans[i];
        kept[at].weekday = day->date.weekday;
        kept[at].close_minute = end_of(week, day, &spans[i]);
    }
    found->spans = kept;
}

void hours_week(struct arena *arena, const struct opening_rules *rules, struct local_time now,
                struct hours_day days[HOURS_WEEK_DAYS])
{
    const struct week week = {number_of(now) - now.weekday, rules, false};
    for (int number = 0; number < HOURS_WEEK_DAYS; number++) {
        const struct day day = look_at(&week, number);
        days[number] = (struct hours_day){
            .date = day.date,
            .today = number == now.weekday,
            .known = rules->spans != NULL || day.closure != NULL,
            .holiday = day.holiday,
            .closure = day.closure,
        };
        collect_spans(arena, &week, &day, &days[number]);
    }
}

bool hours_vary(const struct opening_rules *rules)
{
    for (size_t i = 0; i < rules->span_count; i++) {
        const struct opening_span *span = &rules->spans[i];
        if (span->weeks != OPENING_EACH_WEEK || span->first_day != 0 || span->last_day != 0)
            return true;
    }
    return false;
}

const struct closure *hours_coming_closure(const struct opening_rules *rules, struct local_time date,
                                           struct closure_days *days)
{
    int64_t today = number_of(date);
    const struct closure *now = hours_closure(rules, date, NULL);
    for (int64_t day = today + 1; day <= today + HOURS_COMING_DAYS; day++) {
        const struct closure *coming = hours_closure(rules, clock_from_day_number(day), days);
        if (coming != NULL && coming != now)
            return coming;
    }
    return NULL;
}
