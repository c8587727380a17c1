// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// When something happens again: rules of RFC 5545 in local wall time, which summer time does not move.
#ifndef KOMPASS_CORE_CATALOG_RECURRENCE_H
#define KOMPASS_CORE_CATALOG_RECURRENCE_H

#include "core/base/clock.h"

#include <stdbool.h>
#include <stddef.h>

// All times of an event.
struct recurrence {
    struct local_time starts; // the first time, or from when on the rule holds
    long minutes;             // how long each time lasts, by the wall clock; 0: only its beginning is known
    const char *rule;         // RECUR of RFC 5545, section 3.3.10, UNTIL in local time too; NULL: it happens once
    const char *except;       // days on which it does not begin though the rule says so: "2026-12-24 2026-12-31", in any
                              // order; NULL: none
};

// One of them.
struct occurrence {
    struct local_time begins;
    struct local_time ends; // the same as `begins` when nobody said how long it lasts
};

// Whether recurrence_list() understands the rule: of days and longer (no FREQ=HOURLY, BYHOUR and the like), in the
// Gregorian calendar, with COUNT or UNTIL or neither.
bool recurrence_is_rule(const char *rule);

// The first `room` occurrences that are not over at `now`, the next one first; gives how many there are. None for a rule
// that is not understood. What has a rule happens only when the rule says so, even at its start. A rule is followed for
// 4,000 times at most.
size_t recurrence_list(const struct recurrence *recurrence, struct local_time now, struct occurrence *occurrences,
                       size_t room);

// Whether it begins on the day, as if there were no exceptions.
bool recurrence_is_on(const struct recurrence *recurrence, struct local_time day);

// The local time `minutes` later, or earlier when they are negative.
struct local_time recurrence_later(struct local_time time, long minutes);

// Minutes of the wall clock from `from` to `to`.
long recurrence_minutes(struct local_time from, struct local_time to);

#endif
