// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Words that people use for one another, whatever the content says: "Kita" and "Kindertagesstätte". They are in
// data/related-words.txt.
#ifndef KOMPASS_CORE_LANGUAGE_RELATED_H
#define KOMPASS_CORE_LANGUAGE_RELATED_H

#include "core/language/stem.h"

#include <stdbool.h>
#include <stddef.h>

struct related; // the groups, and where each word is

struct related_group {
    const struct language *language;
    const char **words; // folded (core/text/fold.h), ending in NULL
    bool alone;         // stand for the word only when nothing else is asked for, and rather than it: a cry for help
};

// A word of a group, or the stem of one.
struct related_entry {
    const char *word;
    const struct language *stem_language; // NULL: the word itself
    const struct related_group *group;
};

// `stems` are used while opening only.
struct related *related_open(struct stems *stems);
void related_close(struct related **related);

// The entries of a folded word, or with a language, of a stem in that language: `*count` of them, valid until closing.
const struct related_entry *related_find(const struct related *related, const char *word,
                                         const struct language *stem_language, size_t *count);

#endif
