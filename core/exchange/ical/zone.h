// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What calendars call zones, and what the city's clocks show at their times.
#ifndef KOMPASS_CORE_EXCHANGE_ICAL_ZONE_H
#define KOMPASS_CORE_EXCHANGE_ICAL_ZONE_H

#include "core/base/arena.h"
#include "core/base/clock.h"

#include <stdbool.h>

// The IANA name of a zone: it may be that already, behind the path of whoever wrote it ("/example.org/Europe/Berlin"), or what Windows
// calls it ("W. Europe Standard Time"). NULL when ICU knows none. In the arena.
const char *ical_zone_name(struct arena *arena, const char *name);

// What the clocks of the zone `to` show when those of `from` show `time`; both IANA names. Of an hour that comes twice the first one is
// meant (RFC 5545, 3.3.5). False when the time does not exist in `from`, as the clocks were put forward over it.
bool ical_zone_convert(const char *from, const char *to, struct local_time time, struct local_time *converted);

// The same from UTC, which has all times.
bool ical_zone_from_utc(const char *to, struct local_time utc, struct local_time *converted);

// Whether clocks of both zones show the same around that time, in summer and in winter.
bool ical_zone_is_like(const char *one, const char *other, struct local_time time);

// Minutes that the zone is ahead of UTC in January and in July of a year.
bool ical_zone_offsets(const char *zone, int year, int *january, int *july);

#endif
