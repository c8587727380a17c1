// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A rule asks two things: which intervals count (every second week from the start), and which days of an interval are
// meant. RFC 5545 tells the second as parts that add days and parts that take some away; together they are one
// condition on a day, once what is taken from the start is filled in. So the days of an interval are walked, and
// BYSETPOS chooses among them.
#include "core/time/recurrence.h"

#include <stdlib.h>
#include <string.h>

enum { DAY_MINUTES = 1440, YEAR_LAST = 9999, EXCEPTION_BYTES = 11 }; // "YYYY-MM-DD "

struct local_time recurrence_later(struct local_time time, long minutes)
{
    int64_t minute =
        clock_day_number(time.year, time.month, time.day) * DAY_MINUTES + time.hour * 60 + time.minute + minutes;
    int64_t day = minute >= 0 ? minute / DAY_MINUTES : (minute - DAY_MINUTES + 1) / DAY_MINUTES;
    struct local_time later = clock_from_day_number(day);
    later.hour = (int)(minute - day * DAY_MINUTES) / 60;
    later.minute = (int)(minute - day * DAY_MINUTES) % 60;
    return later;
}

static int64_t day_of(struct local_time time)
{
    return clock_day_number(time.year, time.month, time.day);
}

long recurrence_minutes(struct local_time from, struct local_time to)
{
    return (long)(day_of(to) - day_of(from)) * DAY_MINUTES + (to.hour - from.hour) * 60L + to.minute - from.minute;
}

// ---- a day --------------------------------------------------------------------------------------------------------

struct calendar_day {
    int year, month, day, weekday;
    int month_length;
    int year_day, year_length; // 1 is 1 January
};

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int length_of_month(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return lengths[month - 1] + (month == 2 && is_leap(year));
}

static struct calendar_day calendar_day(int64_t number)
{
    struct local_time date = clock_from_day_number(number);
    return (struct calendar_day){date.year,
                                 date.month,
                                 date.day,
                                 date.weekday,
                                 length_of_month(date.year, date.month),
                                 (int)(number - clock_day_number(date.year, 1, 1)) + 1,
                                 is_leap(date.year) ? 366 : 365};
}

static void go_to_next_day(struct calendar_day *day)
{
    day->weekday = (day->weekday + 1) % 7;
    day->year_day++;
    if (++day->day <= day->month_length)
        return;
    day->day = 1;
    if (++day->month > 12) {
        day->month = day->year_day = 1;
        day->year_length = is_leap(++day->year) ? 366 : 365;
    }
    day->month_length = length_of_month(day->year, day->month);
}

// BYDAY: any such weekday, or the n-th of the month. It is the n-th of the year when the rule is yearly and names no
// month.
static bool is_weekday_meant(const struct recurrence_rule *rule, const struct calendar_day *day)
{
    if ((rule->weekdays.given || !rule->has_numbers) && ordinals_allow(&rule->weekdays, day->weekday + 1, 7))
        return true;
    int before = (rule->numbers_of_month ? day->day : day->year_day) - 1;
    int after = rule->numbers_of_month ? day->month_length - day->day : day->year_length - day->year_day;
    const struct ordinals *numbers = &rule->numbered[day->weekday];
    return numbers->given && ordinals_allow(numbers, before / 7 + 1, before / 7 + 1 + after / 7);
}

static bool is_meant(const struct recurrence_rule *rule, const struct calendar_day *day)
{
    return ordinals_allow(&rule->months, day->month, 12) &&
           ordinals_allow(&rule->month_days, day->day, day->month_length) &&
           ordinals_allow(&rule->year_days, day->year_day, day->year_length) && is_weekday_meant(rule, day);
}

// ---- intervals ----------------------------------------------------------------------------------------------------

// The first day of the year's first week: the week with at least four days in the year, which is the one with 4
// January.
static int64_t first_week(int64_t year, int week_starts)
{
    struct local_time fourth = clock_from_day_number(clock_day_number((int)year, 1, 4));
    return day_of(fourth) - (fourth.weekday - week_starts + 7) % 7;
}

// The interval that a day is in, by a number as `base` is: its day, the first day of its week, its month counted from the
// year 0, or its year.
// Years of weeks are from their first week to that of the next one, so that each day is in one of them.
static int64_t interval_of(const struct recurrence_rule *rule, struct local_time date)
{
    int64_t day = day_of(date);
    switch (rule->frequency) {
    case RECURRENCE_DAILY:
        return day;
    case RECURRENCE_WEEKLY:
        return day - (date.weekday - rule->week_starts + 7) % 7;
    case RECURRENCE_MONTHLY:
        return date.year * 12L + date.month - 1;
    default:
        if (rule->weeks.given && day < first_week(date.year, rule->week_starts))
            return date.year - 1L;
        return date.year + (rule->weeks.given && day >= first_week(date.year + 1L, rule->week_starts) ? 1L : 0L);
    }
}

// The first day of an interval, and of the next one whether it counts or not. False behind the end of time.
static bool days_of_interval(const struct recurrence_rule *rule, int64_t interval, int64_t *first, int64_t *behind)
{
    bool in_days = rule->frequency == RECURRENCE_DAILY || rule->frequency == RECURRENCE_WEEKLY;
    int64_t last = in_days                                 ? clock_day_number(YEAR_LAST, 12, 1)
                   : rule->frequency == RECURRENCE_MONTHLY ? YEAR_LAST * 12L
                                                           : YEAR_LAST;
    if (interval >= last)
        return false;
    if (in_days) {
        *first = interval;
        *behind = interval + (rule->frequency == RECURRENCE_DAILY ? 1 : 7);
    } else if (rule->frequency == RECURRENCE_MONTHLY) {
        int year = (int)(interval / 12), month = (int)(interval % 12) + 1;
        *first = clock_day_number(year, month, 1);
        *behind = *first + length_of_month(year, month);
    } else if (rule->weeks.given) {
        *first = first_week(interval, rule->week_starts);
        *behind = first_week(interval + 1, rule->week_starts);
    } else {
        *first = clock_day_number((int)interval, 1, 1);
        *behind = clock_day_number((int)interval + 1, 1, 1);
    }
    return true;
}

static void choose_positions(struct recurrence_days *days)
{
    int kept = 0;
    for (int i = 0; i < days->found_count; i++) {
        if (ordinals_allow(&days->rule.positions, i + 1, days->found_count))
            days->found[kept++] = days->found[i];
    }
    days->found_count = kept;
}

// Finds the days of the next interval that counts.
static bool find_next_interval(struct recurrence_days *days)
{
    const struct recurrence_rule *rule = &days->rule;
    int64_t step = rule->interval * (rule->frequency == RECURRENCE_WEEKLY ? 7L : 1L);
    int64_t first, behind;
    if (days->looked_at >= RECURRENCE_LOOKED_AT_MAX ||
        !days_of_interval(rule, days->base + days->turn++ * step, &first, &behind))
        return false;
    struct calendar_day day = calendar_day(first);
    days->found_count = days->found_next = 0;
    for (int64_t number = first; number < behind; number++, go_to_next_day(&day)) {
        if (ordinals_allow(&rule->weeks, (int)(number - first) / 7 + 1, (int)(behind - first) / 7) &&
            is_meant(rule, &day))
            days->found[days->found_count++] = number;
    }
    days->looked_at += behind - first;
    if (rule->positions.given)
        choose_positions(days);
    return true;
}

// What the rule does not say is as at the start (RFC 5545, 3.3.10: "information necessary to determine the various
// recurrence instance start times and dates are derived from the Start Time"). So "yearly on the 29th" is in the month
// of the start; others read it as each month's, which has a frequency of its own.
static void take_from_start(struct recurrence_rule *rule, struct local_time starts)
{
    bool by_day = rule->weekdays.given || rule->has_numbers || rule->month_days.given || rule->year_days.given;
    if (rule->frequency == RECURRENCE_DAILY)
        return;
    if (rule->frequency == RECURRENCE_WEEKLY || rule->weeks.given) {
        if (!by_day)
            ordinals_add(&rule->weekdays, starts.weekday + 1);
        return;
    }
    bool of_start_month = !by_day || (rule->month_days.given && !rule->year_days.given);
    if (rule->frequency == RECURRENCE_YEARLY && !rule->months.given && of_start_month)
        ordinals_add(&rule->months, starts.month);
    if (!by_day)
        ordinals_add(&rule->month_days, starts.day);
}

// Whether the interval of the start has a date from there on.
static bool has_date_left(const struct recurrence_days *days)
{
    struct recurrence_days first = *days;
    return find_next_interval(&first) && first.found_count > 0 && first.found[first.found_count - 1] >= first.first;
}

bool recurrence_days_begin(struct recurrence_days *days, const struct recurrence *recurrence, struct local_time from)
{
    struct problem ignored;
    struct recurrence_rule *rule = &days->rule;
    *days = (struct recurrence_days){.starts = clock_from_day_number(day_of(recurrence->starts))};
    days->starts.hour = recurrence->starts.hour;
    days->starts.minute = recurrence->starts.minute;
    days->first = day_of(days->starts);
    if (recurrence->rule == NULL || recurrence_rule_read(recurrence->rule, rule, &ignored) != STATUS_OK ||
        rule->until_kind == RECURRENCE_UNTIL_UTC)
        return false;
    take_from_start(rule, days->starts);
    days->base = interval_of(rule, days->starts);
    // A year of weeks that has no date left when the start is in it is not the one to count from.
    if (rule->weeks.given && rule->interval > 1 && !has_date_left(days))
        days->base = days->starts.year;
    // Years that are over need not be counted through, unless they are counted.
    if (rule->count == 0 && day_of(from) > days->first)
        days->turn = (interval_of(rule, clock_from_day_number(day_of(from))) - days->base) /
                     (rule->interval * (rule->frequency == RECURRENCE_WEEKLY ? 7L : 1L));
    return true;
}

bool recurrence_days_next(struct recurrence_days *days, int64_t *day)
{
    const struct recurrence_rule *rule = &days->rule;
    for (;;) {
        while (days->found_next < days->found_count) {
            *day = days->found[days->found_next++];
            if (*day < days->first)
                continue;
            struct local_time begins = clock_from_day_number(*day);
            begins.hour = days->starts.hour;
            begins.minute = days->starts.minute;
            return (rule->until_kind == RECURRENCE_NO_UNTIL || recurrence_minutes(begins, rule->until) >= 0) &&
                   (rule->count == 0 || ++days->counted <= rule->count);
        }
        if (!find_next_interval(days))
            return false;
    }
}

// ---- times --------------------------------------------------------------------------------------------------------

bool recurrence_is_rule(const char *text)
{
    struct recurrence_rule rule;
    struct problem ignored;
    return text != NULL && recurrence_rule_read(text, &rule, &ignored) == STATUS_OK &&
           rule.until_kind != RECURRENCE_UNTIL_UTC;
}

enum status recurrence_check(const struct recurrence *recurrence, struct problem *problem)
{
    struct recurrence_rule rule;
    struct recurrence_days days;
    int64_t first;
    const struct local_time *starts = &recurrence->starts;
    enum status status = recurrence_rule_read(recurrence->rule, &rule, problem);
    if (status != STATUS_OK)
        return status;
    if (rule.until_kind == RECURRENCE_UNTIL_UTC)
        return problem_set(problem, STATUS_INVALID, recurrence->rule,
                           "write the last day or moment by the city's clock, without Z", "UNTIL is in UTC");
    if (rule.until_kind != RECURRENCE_NO_UNTIL && recurrence_minutes(*starts, rule.until) < 0)
        return problem_set(problem, STATUS_INVALID, recurrence->rule, "correct UNTIL, or the start",
                           "UNTIL is before the start");
    if (!recurrence_days_begin(&days, recurrence, *starts) || !recurrence_days_next(&days, &first) ||
        first > clock_day_number(starts->year + RECURRENCE_YEARS_TO_FIRST, starts->month, starts->day))
        return problem_set(problem, STATUS_INVALID, recurrence->rule, "correct the rule, or the start",
                           "no date of this rule is within %d years of its start", RECURRENCE_YEARS_TO_FIRST);
    return STATUS_OK;
}

// Whether the occurrence has ended by `now`; one whose end nobody stated, when the minute in which it begins is over.
static bool is_over(const struct occurrence *occurrence, struct local_time now)
{
    long left = recurrence_minutes(now, occurrence->ends);
    return left < 0 || (left == 0 && recurrence_minutes(occurrence->begins, occurrence->ends) > 0);
}

static struct occurrence occurrence_at(const struct recurrence *recurrence, struct local_time begins)
{
    return (struct occurrence){begins, recurrence_later(begins, recurrence->minutes)};
}

static bool is_excepted(const struct recurrence *recurrence, const struct local_time *begins)
{
    char day[CLOCK_DAY_BYTES];
    return recurrence->except != NULL && strstr(recurrence->except, clock_format_day(*begins, day)) != NULL;
}

// The times of an event in their order: what its rule says, or its first time where it has none, and the extra ones.
struct times {
    const struct recurrence *recurrence;
    struct recurrence_days days;
    struct local_time planned;                     // the next one that the rule says
    bool has_planned;
    struct local_time extra[RECURRENCE_EXTRA_MAX]; // rising
    size_t extra_count, extra_next;
};

static int compare_times(const void *a, const void *b)
{
    long minutes = recurrence_minutes(*(const struct local_time *)b, *(const struct local_time *)a);
    return (minutes > 0) - (minutes < 0);
}

// False when there are too many; what is no time is none.
static bool read_extra(struct times *times, const char *text)
{
    for (size_t length; text != NULL && text[0] != '\0'; text += length + strspn(text + length, " ")) {
        char one[CLOCK_TIME_BYTES] = "";
        struct problem ignored;
        length = strcspn(text, " ");
        if (length >= sizeof one)
            continue;
        memcpy(one, text, length);
        if (clock_parse(one, &times->extra[times->extra_count], &ignored) != STATUS_OK)
            continue;
        if (++times->extra_count == RECURRENCE_EXTRA_MAX && text[length] != '\0')
            return false;
    }
    qsort(times->extra, times->extra_count, sizeof *times->extra, compare_times);
    return true;
}

static void go_to_planned(struct times *times)
{
    int64_t day;
    times->has_planned = false;
    while (times->recurrence->rule != NULL && !times->has_planned && recurrence_days_next(&times->days, &day)) {
        times->planned = clock_from_day_number(day);
        times->planned.hour = times->days.starts.hour;
        times->planned.minute = times->days.starts.minute;
        times->has_planned = !is_excepted(times->recurrence, &times->planned);
    }
}

// False when there are none, or the rule cannot be followed.
static bool times_begin(struct times *times, const struct recurrence *recurrence, struct local_time from)
{
    enum { BYTES_MAX = RECURRENCE_EXCEPTIONS_MAX * EXCEPTION_BYTES };
    *times = (struct times){.recurrence = recurrence, .planned = recurrence->starts, .has_planned = true};
    if ((recurrence->except != NULL && strnlen(recurrence->except, BYTES_MAX + 1) > BYTES_MAX) ||
        !read_extra(times, recurrence->extra))
        return false;
    if (recurrence->rule == NULL)
        return true;
    if (!recurrence_days_begin(&times->days, recurrence, from))
        return false;
    go_to_planned(times);
    return true;
}

static bool times_next(struct times *times, struct local_time *begins)
{
    bool has_extra = times->extra_next < times->extra_count;
    if (!has_extra && !times->has_planned)
        return false;
    const struct local_time *extra = &times->extra[times->extra_next];
    *begins = has_extra && (!times->has_planned || compare_times(extra, &times->planned) < 0) ? *extra : times->planned;
    while (times->extra_next < times->extra_count && compare_times(&times->extra[times->extra_next], begins) == 0)
        times->extra_next++;
    if (times->has_planned && compare_times(&times->planned, begins) == 0)
        go_to_planned(times);
    return true;
}

size_t recurrence_list(const struct recurrence *recurrence, struct local_time now, struct occurrence *occurrences,
                       size_t room)
{
    struct times times;
    struct local_time begins;
    size_t count = 0;
    if (room == 0 || !times_begin(&times, recurrence, recurrence_later(now, -recurrence->minutes)))
        return 0;
    while (count < room && times_next(&times, &begins)) {
        occurrences[count] = occurrence_at(recurrence, begins);
        count += !is_over(&occurrences[count], now);
    }
    return count;
}

bool recurrence_is_on(const struct recurrence *recurrence, struct local_time day)
{
    struct recurrence_days days;
    int64_t wanted = day_of(day), found;
    if (recurrence->rule == NULL)
        return wanted == day_of(recurrence->starts);
    if (!recurrence_days_begin(&days, recurrence, day))
        return false;
    do {
        if (!recurrence_days_next(&days, &found))
            return false;
    } while (found < wanted);
    return found == wanted;
}
