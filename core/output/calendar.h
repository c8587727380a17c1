// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A date for a telephone's calendar: one VEVENT of iCalendar (RFC 5545).
#ifndef KOMPASS_CORE_OUTPUT_CALENDAR_H
#define KOMPASS_CORE_OUTPUT_CALENDAR_H

#include "core/base/clock.h"
#include "core/output/take.h"

struct calendar_entry {
    const char *title;
    struct local_time begins, ends; // in the zone of this process; the end is exclusive
    bool all_day;                   // only their days count
    const char *place, *url;        // each may be NULL
};

// In at most `limit` bytes: when it is and its title, then place and web as there is room. Nothing is taken where the title has no
// room.
void calendar_write(struct arena *arena, const struct calendar_entry *entry, size_t limit, struct payload *payload);

#endif
