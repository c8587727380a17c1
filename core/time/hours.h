// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Is it open? Weekly hours in local wall time, public holidays, and the honest answer "nobody told us".
#ifndef KOMPASS_CORE_TIME_HOURS_H
#define KOMPASS_CORE_TIME_HOURS_H

#include "core/base/clock.h"

#include <stdbool.h>
#include <stddef.h>

// One span of a weekly schedule (schema.org openingHoursSpecification).
struct opening_span {
    int weekday;      // 0 is Monday
    int open_minute;  // since midnight, 0 to 1439
    int close_minute; // since the midnight of the same day; above 1440 it ends on the next day, up to 2880
    bool by_appointment; // only: nobody is let in who has none; a whole day of it says that no hours are stated
};

// A public holiday: on it, weekly hours do not hold, but for what is open day and night.
struct holiday {
    int month, day;     // a fixed date, or
    bool moves;         // a date that moves with Easter:
    int days_after_easter; // -80 to 250: within the year of that Easter
    const char *name;   // in the reader's language
};

enum opening_state {
    OPENING_OPEN,
    OPENING_CLOSED,
    OPENING_BY_APPOINTMENT, // only: nobody can just go there, and nobody said that it is closed
    OPENING_UNKNOWN,
};

enum opening_reason {
    OPENING_REASON_NONE,
    OPENING_REASON_NO_HOURS, // nobody told us when it is open
    OPENING_REASON_HOLIDAY,  // closed or unsure because of a public holiday
    OPENING_REASON_TEMPORARY, // closed for the time being: nobody knows until when
};

struct opening {
    enum opening_state state;
    enum opening_reason reason;
    const struct holiday *holiday;  // with OPENING_REASON_HOLIDAY; borrowed
    bool changes;                   // a next change within two weeks is known:
    struct local_time next_change;  // when it closes, if open; when it opens without appointment, if not
};

// The state at `now`. `spans` NULL means that nobody told us: unknown, never closed. No span at all in known hours (not
// NULL, count 0) is closed without a next change: only by appointment, say. Spans may overlap and touch; touching spans
// are one. On a public holiday spans that begin on it fall away and one from the evening before ends at midnight; only
// spans of a whole day, midnight to midnight, hold on it too: they are those of help lines and emergency services. Spans
// out of range count as absent. On a day with spans by appointment that is no holiday it is by appointment when it is not
// open and does not open later that day.
void hours_at(const struct opening_span *spans, size_t span_count, const struct holiday *holidays, size_t holiday_count,
              struct local_time now, struct opening *opening);

// The holiday on that date, or NULL.
const struct holiday *hours_holiday(const struct holiday *holidays, size_t count, struct local_time date);

// Easter Sunday of a Gregorian year as a day number (clock_day_number); the anonymous Gregorian algorithm.
long hours_easter(int year);

#endif
