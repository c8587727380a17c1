// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Whether somebody who types a sentence is in danger, and what they must see first: "my husband beats me". The words, the
// rules and where they lead are data/danger.txt, which explains itself.
#ifndef KOMPASS_CORE_SEARCH_DANGER_H
#define KOMPASS_CORE_SEARCH_DANGER_H

#include "core/base/arena.h"
#include "core/language/language.h"

#include <stdbool.h>
#include <stddef.h>

struct danger; // the words of all languages, and the rules

// What a kind of danger leads to, the most urgent first.
struct danger_lead {
    const char *kind, *slug; // "emergency", "notruf-112"
};

struct danger *danger_open(void);
void danger_close(struct danger **danger);

// Whether a folded word is one that is written so. Others may be misspelt ones.
typedef bool danger_is_word(void *context, const char *word);

// What the reader is to see before anything else that was found for `query`; NULL when no rule fits. Valid until closing.
// The languages of the reader are tried first, the first of them with misspelt words (but what `is_word` knows; NULL: it
// knows none) and Latin spellings, then all others. Only the first 24 words are looked at.
const struct danger_lead *danger_find(struct danger *danger, const struct reader *reader, const char *query,
                                      danger_is_word *is_word, void *context, size_t *count);

// Problems of data/danger.txt as one text, in the arena; NULL when there are none. For a test, as the file is compiled in.
const char *danger_mistakes(const struct danger *danger, struct arena *arena);

#endif
