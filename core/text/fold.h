// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Folds text for searching, the same for index and query, so that spelling variants meet.
#ifndef KOMPASS_CORE_TEXT_FOLD_H
#define KOMPASS_CORE_TEXT_FOLD_H

#include "core/base/arena.h"

// Lower case, without accents, harakat and tatweel; ß is ss; Arabic and Persian letter variants are one letter, and so are
// Ethiopic syllables that are read alike; decimal
// digits are ASCII; words are parted by single spaces and nothing else remains. Vowel signs that carry meaning in Indic
// scripts stay. Idempotent. In the arena.
char *text_fold(struct arena *arena, const char *text);

// The text with its words parted where they are only loosely joined: at the middle dots of easy language
// (Aufenthalts·erlaubnis) and at ZERO WIDTH NON-JOINER, which is also typed as a space or not at all. text_fold() joins
// them. In the arena; NULL when there is no such place.
char *text_part_joints(struct arena *arena, const char *text);

#endif
