// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Events as a calendar that every program reads (RFC 5545).
#ifndef KOMPASS_CORE_EXCHANGE_ICAL_EXPORT_H
#define KOMPASS_CORE_EXCHANGE_ICAL_EXPORT_H

#include "core/base/arena.h"
#include "core/base/status.h"

#include <sqlite3.h>

// All events of a catalog or an editorial database with their German texts, in the arena: lines end in CR LF and are folded at 75 bytes
// between characters. UID is the event's id, SEQUENCE counts its changes, a date that does not happen is a component of its own that is
// cancelled. *count is how many events there are. STATUS_UNSUPPORTED when the city's clocks are not those of Berlin.
enum status ical_export(sqlite3 *database, struct arena *arena, char **calendar, long *count, struct problem *problem);

#endif
