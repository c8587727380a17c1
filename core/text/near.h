// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// How far two words are from each other.
#ifndef KOMPASS_CORE_TEXT_NEAR_H
#define KOMPASS_CORE_TEXT_NEAR_H

#include <stddef.h>
#include <stdint.h>

enum { NEAR_CHARACTERS_MAX = 40, NEAR_TOO_FAR = 99 };

// The characters of a word; gives their number, 0 when there are more than NEAR_CHARACTERS_MAX.
size_t near_characters(const char *word, uint32_t characters[NEAR_CHARACTERS_MAX]);

// How many mistakes are allowed in a word of so many characters.
int near_allowed(size_t length);

// The Damerau-Levenshtein distance (optimal string alignment): characters wrong, missing, too many, or two swapped;
// NEAR_TOO_FAR when it is more than `most`.
int near_distance(const uint32_t *first, size_t first_length, const uint32_t *second, size_t second_length, int most);

#endif
