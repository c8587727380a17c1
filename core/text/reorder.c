// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The bidirectional algorithm is ICU's. Lines are reordered cell by cell, so that a mark never leaves its base; and
// what ICU does in quadratic time is kept from it.
#include "core/text/paragraph.h"

#include "core/text/codepoints.h"

#include <string.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

// ICU seeks a bracket's partner among all open ones, and the direction of an FSI up to its end, however deep. Beyond
// these numbers, which no text for people reaches, brackets are punctuation (UAX #9, BD16 has a like limit) and
// isolates have no effect.
enum { BRACKETS_MAX = 256, ISOLATES_MAX = 16 };

struct limits {
    int brackets; // opened so far
    int isolates; // open now
    int ignored;  // open now beyond the limit
};

// The character as the algorithm may see it.
static uint32_t limit(struct limits *limits, uint32_t character)
{
    if (character >= CODEPOINT_LRI && character <= CODEPOINT_FSI) {
        if (limits->isolates < ISOLATES_MAX) {
            limits->isolates++;
            return character;
        }
        limits->ignored++;
        return CODEPOINT_ZWSP;
    }
    if (character == CODEPOINT_PDI) {
        if (limits->ignored > 0) {
            limits->ignored--;
            return CODEPOINT_ZWSP;
        }
        if (limits->isolates > 0)
            limits->isolates--;
        return character;
    }
    switch (u_getIntPropertyValue((UChar32)character, UCHAR_BIDI_PAIRED_BRACKET_TYPE)) {
    case U_BPT_OPEN:
        limits->brackets++;
        return limits->brackets > BRACKETS_MAX ? CODEPOINT_REPLACEMENT : character;
    case U_BPT_CLOSE:
        return limits->brackets > BRACKETS_MAX ? CODEPOINT_REPLACEMENT : character;
    default:
        return character;
    }
}

// One object for the life of the process: opening one costs more than ordering a short line.
static UBiDi *shared_bidi(void)
{
    static UBiDi *bidi;
    if (bidi == NULL)
        bidi = codepoint_require(ubidi_open());
    return bidi;
}

void text_find_levels(struct arena *scratch, struct text_paragraph *paragraph, enum text_direction direction)
{
    if (paragraph->count == 0)
        return;
    UChar *units = arena_allocate(scratch, paragraph->length, 2 * sizeof *units);
    struct limits limits = {0};
    int32_t length = 0;
    for (size_t i = 0; i < paragraph->length; i++) {
        uint32_t character = limit(&limits, paragraph->characters[i]);
        U16_APPEND_UNSAFE(units, length, character);
    }

    UBiDi *bidi = shared_bidi();
    UErrorCode error = U_ZERO_ERROR;
    ubidi_setPara(bidi, units, length, direction == TEXT_RIGHT_TO_LEFT ? UBIDI_RTL : UBIDI_LTR, NULL, &error);
    const UBiDiLevel *of_units = ubidi_getLevels(bidi, &error);
    codepoint_require(U_SUCCESS(error) ? units : NULL); // memory is all that can be wanting

    uint8_t *levels = arena_allocate(scratch, paragraph->count, 1);
    size_t unit = 0;
    size_t at = 0;
    for (size_t cell = 0; cell < paragraph->count; cell++) {
        for (; at < paragraph->positions[cell]; at++)
            unit += U16_LENGTH(paragraph->characters[at]);
        levels[cell] = of_units[unit];
    }
    paragraph->levels = levels;
}

void text_reorder_cells(struct arena *scratch, struct text_cell *cells, const uint8_t *levels, size_t count)
{
    uint8_t met = 0;
    for (size_t i = 0; i < count; i++)
        met |= levels[i];
    if ((met & 1) == 0) // nothing is reversed but what is reversed once more
        return;
    struct text_cell *logical = arena_allocate(scratch, count, sizeof *logical);
    int32_t *order = arena_allocate(scratch, count, sizeof *order);
    memcpy(logical, cells, count * sizeof *cells);
    ubidi_reorderVisual(levels, (int32_t)count, order);
    for (size_t i = 0; i < count; i++) {
        cells[i] = logical[order[i]];
        if ((levels[order[i]] & 1) != 0)
            cells[i].base = (uint32_t)u_charMirror((UChar32)cells[i].base);
    }
}
