// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// How much somebody has to translate, language by language, counted a little at a time: of ten thousand offers in fifteen languages
// that takes a quarter of a second, for which nobody who has just logged in should wait.
#ifndef KOMPASS_CORE_TRANSLATION_TALLY_H
#define KOMPASS_CORE_TRANSLATION_TALLY_H

#include "core/editorial/rights.h"
#include "core/translation/list.h"

struct tally_language {
    const struct language *language; // that the kiosk speaks and the person may write
    struct translation_counts counts;
};

// Zero before the first use.
struct tally {
    struct tally_language languages[LANGUAGE_TABLE_MAX]; // in the order of the table
    size_t count;
    struct tally_language counting[LANGUAGE_TABLE_MAX]; // of what is counted now; not whole yet
    size_t counted, next;          // next: place in the table
    struct translation_list *list; // owned; NULL: nothing is being counted
    bool wanted;
    bool known;                    // it was counted at least once
    int64_t change;                // what was counted is of this one
};

// Counts anew if anything was changed since; until it is done, `languages` is what it was.
void tally_want(struct tally *tally);

// Counts on, one language at most. True when there is more to be counted; *changed: `languages` is another now. Nothing is told of a
// failure: what is known stays.
bool tally_step(struct tally *tally, sqlite3 *editorial, const struct rights *rights, bool *changed);

void tally_close(struct tally *tally);

#endif
