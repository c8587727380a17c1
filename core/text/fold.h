// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Folds text for searching, the same for index and query, so that spelling variants meet.
#ifndef KOMPASS_CORE_TEXT_FOLD_H
#define KOMPASS_CORE_TEXT_FOLD_H

#include "core/base/arena.h"

// Lower case, without accents, harakat and tatweel; ß is ss; Arabic and Persian letter variants are one letter, and so are
// Ethiopic syllables that are read alike; decimal digits are ASCII; words are parted by single spaces and nothing else
// remains. Vowel signs that carry meaning in Indic scripts stay. Idempotent. In the arena.
char *text_fold(struct arena *arena, const char *text);

// The same words, one for one, with the marks and the own letters that Latin and Cyrillic words have: what they mean to
// who types them. In the arena.
char *text_fold_marked(struct arena *arena, const char *text);

// The text without the signs and endings that make a German word mean women, too, so that it is the word itself:
// Arbeiter*innen, Arbeiter:in, Arbeiter_innen, Arbeiter/-innen, Arbeiter(innen), ArbeiterInnen; Bürger*innenbüro is
// Bürgerbüro. In the arena; NULL when there are none.
char *text_without_gender(struct arena *arena, const char *text);

// The text with its words parted where they are only loosely joined: at the middle dots of easy language
// (Aufenthalts·erlaubnis) and at ZERO WIDTH NON-JOINER, which is also typed as a space or not at all. text_fold() joins
// them. In the arena; NULL when there is no such place.
char *text_part_joints(struct arena *arena, const char *text);

#endif
