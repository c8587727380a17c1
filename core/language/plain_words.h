// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The lists of data/plain-language.txt, compiled in.
#ifndef KOMPASS_CORE_LANGUAGE_PLAIN_WORDS_H
#define KOMPASS_CORE_LANGUAGE_PLAIN_WORDS_H

#include "core/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum plain_list {
    PLAIN_AUXILIARIES, PLAIN_PARTICIPLES, PLAIN_NO_PARTICIPLES, PLAIN_SEPARABLE, PLAIN_GENITIVE_PREPOSITIONS,
    PLAIN_BEFORE_DER, PLAIN_NEGATIONS, PLAIN_SUBJUNCTIVES, PLAIN_ABBREVIATIONS, PLAIN_KNOWN_ABBREVIATIONS,
    PLAIN_AFTER_ORDINALS, PLAIN_NUMERALS, PLAIN_LARGE_NUMERALS, PLAIN_NO_COMPOUNDS,
    PLAIN_LISTS,
};

struct plain_words {
    struct {
        char **words;
        char **instead; // of the same number; NULL where the file names nothing
        size_t count;
    } lists[PLAIN_LISTS];
};

// Reads the lists; all is in the arena.
void plain_words_read(struct arena *arena, struct plain_words *words);

// Whether a word in lower case is in the list; *instead, unless it is NULL, becomes what to write in its place, or
// NULL.
bool plain_words_have(const struct plain_words *words, enum plain_list list, const char *word, const char **instead);

#endif
