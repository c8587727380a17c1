// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The counts of a kiosk on their way: a small text file that it puts beside its own, and the taking in of such files elsewhere
// (core/insight/README.md has the format). What leaves the kiosk are periods that are over, so that two files of following days differ in whole days,
// weeks and months and never in one visit.
#ifndef KOMPASS_CORE_INSIGHT_USAGE_EXPORT_H
#define KOMPASS_CORE_INSIGHT_USAGE_EXPORT_H

#include "core/base/arena.h"
#include "core/insight/usage_file.h"

#include <stddef.h>

enum {
    USAGE_EXPORT_BYTES_MAX = 2 * 1024 * 1024,
    USAGE_UNKNOWN_STEP = 5,   // counts of no known day leave in steps of so many
    USAGE_MONTHS_KEPT = 37,   // by who collects: three years and the month that goes on
};

// Replaces the export in the folder of a kiosk, whole, by what its file of counts has of periods that are over on the day `today`, and the
// words that were searched in vain (core/insight/demand.h), which stand with the epoch `own`. Of what is to be mended at an offer goes at
// once that it was said, not how often.
enum status usage_export_write(sqlite3 *database, const char *own, const char *folder, struct local_time today, struct problem *problem);

// What was taken in of one export.
struct usage_taken {
    size_t rows;
    char day[USAGE_PERIOD_BYTES]; // of the export
};

// Takes an export in, whole or not at all; `name` is what problems call it. The bytes are overwritten, and one more byte behind them must
// be ours. A count of an epoch only grows: whatever comes twice, late, in another order or from a restored file is never counted
// twice.
enum status usage_export_take(sqlite3 *collected, const char *name, char *bytes, size_t size, struct usage_taken *taken, struct problem *problem);

// Removes what is older than USAGE_MONTHS_KEPT on the day `today`.
enum status usage_forget(sqlite3 *collected, struct local_time today, struct problem *problem);

#endif
