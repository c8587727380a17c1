// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The words that hold a question together and say nothing of what is asked for: "how", "can", "I", "the".
#ifndef KOMPASS_CORE_LANGUAGE_FUNCTION_WORDS_H
#define KOMPASS_CORE_LANGUAGE_FUNCTION_WORDS_H

#include "core/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

// The function words of a language as one folded text, single spaces between and around them; NULL when none are known
// here. In the arena.
const char *function_words_of(struct arena *arena, const char *tag);

// The same of the words that every question has and that say little of what is asked for: good, near, requirements, in
// Germany.
const char *weak_words_of(struct arena *arena, const char *tag);

// Whether the folded word is in such a text.
bool function_words_have(const char *words, const char *word);

#endif
