// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Exceptions from weekly hours: days on which something is closed or open at other hours, and which of several holds.
#ifndef KOMPASS_CORE_TIME_CLOSURE_H
#define KOMPASS_CORE_TIME_CLOSURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct opening_span; // hours.h

// Of whom it is, the wider first.
enum closure_scope {
    CLOSURE_OF_OFFICES,      // all offices of the city
    CLOSURE_OF_ORGANIZATION, // all that an organization offers
    CLOSURE_OF_OFFER,        // this alone
};

enum {
    CLOSURE_EACH_DAY = -1, // opening_span.weekday of changed hours: on each day that has hours otherwise
};
#define CLOSURE_NO_END INT64_MAX // until further notice

// Whole days, as day numbers (clock_day_number), the first and the last of them included.
struct closure_days {
    int64_t first, last; // last may be CLOSURE_NO_END
};

struct closure {
    enum closure_scope scope;
    struct closure_days days; // of the first year, if it holds every year
    bool every_year;          // again on the same days of each year that follows; 29 February only where there is one
    const struct opening_span *spans; // the hours that hold instead of the weekly ones
    size_t span_count;                // 0: it is closed
    const char *reason;               // in the reader's language
};

// The one of them that holds on a day, NULL when none does: the narrower by `scope`, of these the one that begins later,
// of these the one that ends first, of these the first in the list. *days are its days around that one; may be NULL.
const struct closure *closure_on(const struct closure *closures, size_t count, int64_t day, struct closure_days *days);

#endif
