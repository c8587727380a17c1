// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// libical counts; all its times are floating here, so it looks no zone up. What it would take long for is refused first.
#include "core/catalog/recurrence.h"

#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RULE_BYTES_MAX = 400, STEPS_MAX = 4000, DAY_MINUTES = 1440 };

struct local_time recurrence_later(struct local_time time, long minutes)
{
    int64_t minute = clock_day_number(time.year, time.month, time.day) * DAY_MINUTES + time.hour * 60 + time.minute + minutes;
    int64_t day = minute >= 0 ? minute / DAY_MINUTES : (minute - DAY_MINUTES + 1) / DAY_MINUTES;
    struct local_time later = clock_from_day_number(day);
    later.hour = (int)(minute - day * DAY_MINUTES) / 60;
    later.minute = (int)(minute - day * DAY_MINUTES) % 60;
    return later;
}

long recurrence_minutes(struct local_time from, struct local_time to)
{
    int64_t days = clock_day_number(to.year, to.month, to.day) - clock_day_number(from.year, from.month, from.day);
    return (long)days * DAY_MINUTES + (to.hour - from.hour) * 60L + to.minute - from.minute;
}

static struct icaltimetype floating(struct local_time time)
{
    return (struct icaltimetype){
        .year = time.year, .month = time.month, .day = time.day, .hour = time.hour, .minute = time.minute};
}

// The rule as libical reads it. False when it is none, or one of parts of a day or of another calendar.
static bool read_rule(const char *text, struct icalrecurrencetype *rule)
{
    if (text == NULL || strlen(text) > RULE_BYTES_MAX)
        return false;
    *rule = icalrecurrencetype_from_string(text);
    bool other_calendar = rule->rscale != NULL;
    free(rule->rscale);
    rule->rscale = NULL;
    return !other_calendar && rule->freq >= ICAL_DAILY_RECURRENCE && rule->freq <= ICAL_YEARLY_RECURRENCE &&
           rule->interval > 0 && rule->count >= 0 && rule->by_second[0] == ICAL_RECURRENCE_ARRAY_MAX &&
           rule->by_minute[0] == ICAL_RECURRENCE_ARRAY_MAX && rule->by_hour[0] == ICAL_RECURRENCE_ARRAY_MAX;
}

bool recurrence_is_rule(const char *text)
{
    struct icalrecurrencetype rule;
    return read_rule(text, &rule);
}

// Whether the occurrence is still to come or going on; one without an end counts until the minute in which it begins.
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
    char day[3 * 12];
    snprintf(day, sizeof day, "%04d-%02d-%02d", begins->year, begins->month, begins->day);
    return recurrence->except != NULL && strstr(recurrence->except, day) != NULL;
}

static size_t follow_rule(const struct recurrence *recurrence, struct local_time now, struct icalrecur_iterator_impl *times,
                          struct occurrence *occurrences, size_t room)
{
    size_t count = 0;
    for (int step = 0; step < STEPS_MAX && count < room; step++) {
        struct icaltimetype time = icalrecur_iterator_next(times);
        if (icaltime_is_null_time(time) || time.year > 9999)
            break;
        struct local_time begins = clock_from_day_number(clock_day_number(time.year, time.month, time.day));
        begins.hour = time.hour;
        begins.minute = time.minute;
        occurrences[count] = occurrence_at(recurrence, begins);
        count += !is_over(&occurrences[count], now) && !is_excepted(recurrence, &begins);
    }
    return count;
}

size_t recurrence_list(const struct recurrence *recurrence, struct local_time now, struct occurrence *occurrences,
                       size_t room)
{
    struct icalrecurrencetype rule;
    if (room == 0)
        return 0;
    if (recurrence->rule == NULL) {
        occurrences[0] = occurrence_at(recurrence, recurrence->starts);
        return !is_over(&occurrences[0], now);
    }
    if (!read_rule(recurrence->rule, &rule))
        return 0;
    icalrecur_iterator *times = icalrecur_iterator_new(rule, floating(recurrence->starts));
    if (times == NULL)
        return 0;
    // Years that are over need not be counted through, unless they are counted.
    struct local_time from = recurrence_later(now, -recurrence->minutes);
    bool later = recurrence_minutes(recurrence->starts, from) > 0;
    if (rule.count == 0 && later && icalrecur_iterator_set_start(times, floating(from)) == 0) {
        icalrecur_iterator_free(times); // it lies behind the end
        return 0;
    }
    size_t count = follow_rule(recurrence, now, times, occurrences, room);
    icalrecur_iterator_free(times);
    return count;
}

bool recurrence_is_on(const struct recurrence *recurrence, struct local_time day)
{
    struct recurrence begins = {.starts = recurrence->starts, .rule = recurrence->rule};
    struct occurrence next;
    day.hour = day.minute = 0;
    return recurrence_list(&begins, day, &next, 1) == 1 && recurrence_minutes(day, next.begins) < DAY_MINUTES;
}
