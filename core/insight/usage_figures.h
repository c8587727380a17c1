// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Counts as people may see them. A figure is rounded down to a multiple of five, and one under five is not shown, nor whether it is
// none at all. Periods are those that a calendar has, days or weeks in months in years, never from one day to another; only what is over is
// shown; and a longer period says no more than leaves each shorter one under five as open as it is. So no two figures differ by
// one to four, and no sum gives away what is hidden (docs/privacy.md).
#ifndef KOMPASS_CORE_INSIGHT_USAGE_FIGURES_H
#define KOMPASS_CORE_INSIGHT_USAGE_FIGURES_H

#include "core/base/arena.h"
#include "core/insight/demand.h"
#include "core/insight/usage_file.h"

#include <stddef.h>

enum { USAGE_LEAST = 5 }; // that is shown, and the step of what is

enum usage_level { USAGE_FINEST, USAGE_BY_MONTH, USAGE_BY_YEAR, USAGE_LEVELS };

struct usage_figure {
    enum usage_measure measure;
    const char *key;
    const char *period; // "2026-11-30", "2026-W49", "2026-11", "2026"
    long least;         // so many at least, and 4 more at most: a multiple of USAGE_LEAST
};

struct usage_figures {
    struct usage_figure *items; // by measure, period, and the largest first; in the arena
    size_t count;
};

// Reads all figures of a level that may be shown on the day `today`. Of measures that are counted by month USAGE_FINEST is that.
enum status usage_figures_read(struct usage_figures *figures, struct arena *arena, sqlite3 *database, enum usage_level level,
                               struct local_time today, struct problem *problem);

// Words that were searched in vain, of all kiosks, the most wanted first (core/insight/demand.h); in the arena.
enum status usage_words_read(struct demand_word **words, size_t *count, struct arena *arena, sqlite3 *database, struct problem *problem);

// What is to be mended at offers, as visitors said.
struct usage_report {
    const char *offer;            // its id
    enum usage_feedback feedback; // what is wrong
    const char *seen;             // the day on which it was first heard of, the newest; "2026-11-30"
};

// The reports of each offer and kind, those of an offer together; in the arena.
enum status usage_reports_read(struct usage_report **reports, size_t *count, struct arena *arena, sqlite3 *database, struct problem *problem);

#endif
