// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// How a word of another script is commonly written on a Latin keyboard: "likar" for лікар, "tabib" for طبيب.
#ifndef KOMPASS_CORE_TEXT_LATIN_H
#define KOMPASS_CORE_TEXT_LATIN_H

#include "core/base/arena.h"

#include <stdbool.h>

struct latin; // ICU's transliterator

struct latin *latin_open(void);
void latin_close(struct latin **latin);

// Whether the folded word is written in letters that have a Latin spelling here: Cyrillic, Arabic, Ethiopic, Greek.
bool latin_is_foreign(const char *word);

// Whether the word's script writes no short vowels.
bool latin_is_consonantal(const char *word);

// Whether the word is written in Ethiopic letters, whose sixth vowel people write in Latin ones as i, e or nothing.
bool latin_is_ethiopic(const char *word);

// A folded word of another script in Latin letters, a to z only; "" when it has none. In the arena.
const char *latin_spelling(struct latin *latin, struct arena *arena, const char *word);

// What all common ways of writing a Latin spelling have in common: "dytyachyy" and "ditacij" are one. With `vowels`
// false nothing of the vowels is left but the y and w that Arabic letters stand for, and with `loose` not even these.
const char *latin_key(struct arena *arena, const char *spelling, bool vowels, bool loose);

// The same of an Ethiopic word, as people type it or as ICU spells it: its consonants, of which each is one however it is
// written (q or kh, ts, tz or x, kwa, qua or qa), with the o and u between them or without.
const char *latin_ethiopic_key(struct arena *arena, const char *spelling, bool rounded);

#endif
