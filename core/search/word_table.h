// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A table of words in memory, for building the search index.
#ifndef KOMPASS_CORE_SEARCH_WORD_TABLE_H
#define KOMPASS_CORE_SEARCH_WORD_TABLE_H

#include "core/base/arena.h"

#include <stddef.h>
#include <stdint.h>

struct word {
    const char *word;  // NULL: an empty place of the table
    const char *text;  // what belongs to it, borrowed
    const char *marked; // the same with its marks, borrowed; NULL: it has none
    int spellings;      // how many ways with marks there are of writing it
    long count;        // as the user of the table counts
    uint64_t languages; // bit 1 << number of each language that has it
    int64_t last;       // the last thing that was counted
};

// Zero-initialised is empty. The words are kept in `arena`, which must be set.
struct word_table {
    struct arena *arena;
    struct word *words; // a power of two of places
    size_t room, count;
};

// The entry of the word, added with zeroes when it is new; valid until the next is added.
struct word *word_table_add(struct word_table *table, const char *word);

// NULL when it is not there.
struct word *word_table_find(const struct word_table *table, const char *word);

void word_table_free(struct word_table *table);

#endif
