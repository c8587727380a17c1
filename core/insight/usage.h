// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Counting at a kiosk: what is used, and by nobody. A key adds to sums in memory; they are written between visits, several visits
// together, so that no screen waits for a disk and the file does not tell one visit from another. What cannot be written is kept in memory,
// as far as that goes, and tried again.
#ifndef KOMPASS_CORE_INSIGHT_USAGE_H
#define KOMPASS_CORE_INSIGHT_USAGE_H

#include "core/insight/usage_file.h"

#include <stdint.h>

#define USAGE_FILE "usage.db"                 // in the kiosk's own folder,
#define USAGE_EXPORT "usage-export"           // beside it, for others (core/insight/usage_export.h)
#define USAGE_MACHINE_FILE "/etc/machine-id"  // machine-id(5)

enum {
    USAGE_VISIT_MAX = 64,       // things of one visit that are counted
    USAGE_FEEDBACK_MAX = 5,     // of them what is said of offers,
    USAGE_VISITS_TOGETHER = 5,  // that are written at once; or those of
    USAGE_HOUR_MS = 3600000,
    USAGE_REST_MS = 600000,     // nobody has come for so long: there is time for the disk
    USAGE_SUMS_MAX = 512,       // in memory; more are lost
    USAGE_ROWS_MAX = 12000,     // in the file, so that an export stays below 1 MB; the oldest days make room
    USAGE_DAYS_KEPT = 120,      // then a kiosk forgets
};

struct usage;

// Begins to count for a folder. `machine` is a file with an id of the machine; without one it is another machine with each start.
// Touches nothing on the disk yet. Never fails; the caller closes.
struct usage *usage_open(const char *folder, const char *machine);

// Writes what there is and ends. NULL is fine.
void usage_close(struct usage **usage);

// Counts a thing on a day, once in a visit; `USAGE_HOUR` each time. `now` NULL: the clock cannot be believed. `usage` may be NULL:
// nobody counts. The key is cut to USAGE_KEY_BYTES.
void usage_count(struct usage *usage, enum usage_measure measure, const char *key, const struct local_time *now);

// The same for a key of two parts, with a blank between them.
void usage_count_two(struct usage *usage, enum usage_measure measure, const char *first, const char *second, const struct local_time *now);

// Whether this visit may still say something of the offer: once, and of USAGE_FEEDBACK_MAX offers. False when nobody counts.
bool usage_hears(const struct usage *usage, const char *offer);

// Counts what is said of an offer, if the visit may.
void usage_hear(struct usage *usage, const char *offer, enum usage_feedback feedback, const struct local_time *now);

// The visit is over: what it did is forgotten, but for the sums.
void usage_end_visit(struct usage *usage);

// Nobody has visited for `waited_ms`; `elapsed_ms` is of a clock that nobody sets, `today` NULL when the clock cannot be believed. Writes
// if something is due; after USAGE_REST_MS waits until that is on the disk, and once a day puts out the export and forgets what is old. A
// failure is logged once until it is over.
void usage_pause(struct usage *usage, int64_t waited_ms, int64_t elapsed_ms, const struct local_time *today);

#endif
