// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What people look for and do not find: words that were searched without result in visits of three different days.
// Until then a word is nowhere but in the memory of its visit; on disk stands only a slow salted hash of it
// (docs/security.md says what that is worth).
#ifndef KOMPASS_CORE_INSIGHT_DEMAND_H
#define KOMPASS_CORE_INSIGHT_DEMAND_H

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/status.h"

#include <stddef.h>

#define DEMAND_FILE "demand" // in the kiosk's own folder

enum {
    DEMAND_DAYS = 3,      // on which a word is searched before it is kept
    DEMAND_VISIT_MAX = 4, // words of one visit that count
    DEMAND_WORD_BYTES = 128,
};

// The words of a visit that found nothing; zeroed at its beginning and wiped at its end.
struct demand_visit {
    char words[DEMAND_VISIT_MAX][DEMAND_WORD_BYTES];
    size_t count;
};

// A word that is kept.
struct demand_word {
    const char *word;  // folded (core/text/fold.h)
    long visits;       // at least DEMAND_DAYS
    const char *month; // of the last one, "2026-11"
};

// Takes in the words of a query without result, each once a visit: 3 to 40 letters, no digits, as those could be
// somebody's number.
void demand_note(struct demand_visit *visit, const char *query);

// Adds the words of a visit that ends to those of a folder and wipes them. Takes some hundredths of a second for each.
// A damaged file is begun anew.
enum status demand_add(const char *folder, struct local_time today, struct demand_visit *visit, struct problem *problem);

// The words that are kept, the most wanted first. STATUS_NOT_FOUND when the kiosk has written none.
enum status demand_read(struct arena *arena, const char *folder, struct demand_word **words, size_t *count,
                        struct problem *problem);

#endif
