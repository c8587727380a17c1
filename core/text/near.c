// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Three rows of the usual table are enough; it ends early where a whole row is beyond what is allowed.
#include "core/text/near.h"

#include <string.h>
#include <unistr.h>

size_t near_characters(const char *word, uint32_t characters[NEAR_CHARACTERS_MAX])
{
    size_t count = 0;
    size_t length = strlen(word);
    for (size_t at = 0; at < length; count++) {
        ucs4_t character = 0;
        if (count == NEAR_CHARACTERS_MAX)
            return 0;
        at += (size_t)u8_mbtouc(&character, (const uint8_t *)word + at, length - at);
        characters[count] = character;
    }
    return count;
}

int near_allowed(size_t length)
{
    return length < 4 ? 0 : length < 8 ? 1 : 2;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

int near_distance(const uint32_t *first, size_t first_length, const uint32_t *second, size_t second_length, int most)
{
    int rows[3][NEAR_CHARACTERS_MAX + 1];
    int *before = rows[0];
    int *last = rows[1];
    int *row = rows[2];
    size_t difference = first_length > second_length ? first_length - second_length : second_length - first_length;
    if (difference > (size_t)most)
        return NEAR_TOO_FAR;
    memset(rows, 0, sizeof rows);
    for (size_t j = 0; j <= second_length; j++)
        last[j] = (int)j;
    for (size_t i = 1; i <= first_length; i++) {
        int best = row[0] = (int)i;
        for (size_t j = 1; j <= second_length; j++) {
            int wrong = last[j - 1] + (first[i - 1] != second[j - 1]);
            row[j] = least(wrong, least(last[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && first[i - 1] == second[j - 2] && first[i - 2] == second[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
            best = least(best, row[j]);
        }
        if (best > most)
            return NEAR_TOO_FAR;
        int *oldest = before;
        before = last;
        last = row;
        row = oldest;
    }
    return last[second_length] > most ? NEAR_TOO_FAR : last[second_length];
}
