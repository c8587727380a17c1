// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// When events happen: their rules are followed once, when a release is made, so that no kiosk follows any.
#ifndef KOMPASS_CORE_PUBLISH_EVENT_TIMES_H
#define KOMPASS_CORE_PUBLISH_EVENT_TIMES_H

#include "core/base/status.h"

#include <sqlite3.h>

// EVENT_TIMES_DAYS: as far ahead times are listed. What comes later is there only when nothing comes before.
enum { EVENT_TIMES_DAYS = 400, EVENT_TIMES_OF_ONE = 500 };

// Fills the table event_time of a catalog whose other tables are filled: what is not over on the day of `created` (RFC 3339,
// UTC), at most EVENT_TIMES_OF_ONE times an event.
enum status event_times_fill(sqlite3 *catalog, const char *created, struct problem *problem);

#endif
