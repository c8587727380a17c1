// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// When something happens again: rules of RFC 5545 in local wall time, which summer time does not move.
#ifndef KOMPASS_CORE_TIME_RECURRENCE_H
#define KOMPASS_CORE_TIME_RECURRENCE_H

#include "core/time/recurrence_rule.h"

// RECURRENCE_LOOKED_AT_MAX: days that a rule is followed for, more than a century. What comes later does not come.
enum { RECURRENCE_LOOKED_AT_MAX = 40000, RECURRENCE_EXCEPTIONS_MAX = 200, RECURRENCE_EXTRA_MAX = 200, RECURRENCE_YEARS_TO_FIRST = 5 };

// All times of an event.
struct recurrence {
    struct local_time starts; // the first time, or from when on the rule holds
    long minutes;             // how long each time lasts, by the wall clock; 0: only its beginning is known
    const char *rule;         // RECUR of RFC 5545, section 3.3.10, UNTIL in local time too; NULL: it happens once
    const char *except; // days on which it does not begin though the rule says so: "2026-12-24 2026-12-31", in any
                        // order; NULL: none
    const char *extra;  // times at which it happens besides, excepted or not: "2026-12-30T18:00 2027-01-05T09:00", in any order;
                        // NULL: none
};

// One of them.
struct occurrence {
    struct local_time begins;
    struct local_time ends; // the same as `begins` when nobody said how long it lasts
};

// Whether recurrence_list() can follow the rule: recurrence_rule_read() reads it, and its UNTIL is not in UTC. NULL is
// none.
bool recurrence_is_rule(const char *rule);

// Whether times with a rule are fit to be published: recurrence_is_rule(), its UNTIL not before the start, and a first
// date at most five years after it. STATUS_INVALID otherwise; the problem's `what` is the rule.
enum status recurrence_check(const struct recurrence *recurrence, struct problem *problem);

// The first `room` occurrences that are not over at `now`, the next one first; gives how many there are. None for a
// rule that cannot be followed, or has more than 200 exceptions or extra times. A time that is meant twice comes once. What has a rule happens only when the rule says so,
// even at its start; what COUNT counts are these times, also those that are excepted. However a rule is made, no more than
// 40,000 days and the rest of a year are looked at.
size_t recurrence_list(const struct recurrence *recurrence, struct local_time now, struct occurrence *occurrences,
                       size_t room);

// Whether it begins on the day, as if there were no exceptions.
bool recurrence_is_on(const struct recurrence *recurrence, struct local_time day);

// The days of a rule, one after the other.
struct recurrence_days {
    struct recurrence_rule rule; // with what it takes from its start
    struct local_time starts;
    int64_t first;      // number of the day of the start
    int64_t base;       // the day, month or year that intervals are counted from
    int64_t turn;       // the next interval to look at
    long counted;       // for COUNT
    long looked_at;     // days, at most RECURRENCE_LOOKED_AT_MAX and those of one year
    int64_t found[371]; // days of the present interval: at most those of 53 weeks
    int found_count, found_next;
};

// Begins with days not long before `from` or with the first one; the caller skips those before. With COUNT always with
// the first one. False when the rule cannot be followed.
bool recurrence_days_begin(struct recurrence_days *days, const struct recurrence *recurrence, struct local_time from);

// The next day as days since 1970-01-01. False when there are no more, or none within those that are looked at.
bool recurrence_days_next(struct recurrence_days *days, int64_t *day);

// The local time `minutes` later, or earlier when they are negative.
struct local_time recurrence_later(struct local_time time, long minutes);

// Minutes of the wall clock from `from` to `to`.
long recurrence_minutes(struct local_time from, struct local_time to);

#endif
