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

// UAX #9, BD16 lets no more than 63 brackets be open at a time. ICU has no such limit; and for each letter it goes
// through all brackets since none was open, and for an FSI up to its end, however deep. Beyond the last two numbers,
// which no text for people reaches, brackets are punctuation and isolates have no effect.
enum { OPEN_MAX = 63, OPENINGS_MAX = 128, ISOLATES_MAX = 16 };

// An isolating run sequence (UAX #9, BD13). As there are no embeddings, that is all between the ends of one isolate, or
// of the paragraph, without the isolates in it.
struct sequence {
    int32_t start; // where it begins
    int open;      // brackets open now
    int openings;  // brackets opened since none was open
    bool unpaired; // has too many: all its brackets are punctuation
    uint32_t closers[OPEN_MAX];
};

// What the algorithm may see of the text, in UTF-16, and where it stands in it.
struct limited {
    UChar *units;
    int32_t length;
    int isolates; // open now
    int ignored;  // isolates open now beyond the limit
    struct sequence sequences[ISOLATES_MAX + 1];
};

static void begin_sequence(struct limited *text)
{
    struct sequence *sequence = &text->sequences[text->isolates];
    sequence->start = text->length;
    sequence->open = 0;
    sequence->unpaired = false;
}

static int bracket_type(uint32_t character)
{
    bool possible = character < 0x80 ? strchr("()[]{}", (int)character) != NULL : character >= 0x0F3A;
    return possible ? u_getIntPropertyValue((UChar32)character, UCHAR_BIDI_PAIRED_BRACKET_TYPE) : U_BPT_NONE;
}

// The angle brackets that are canonically equivalent to others count as these.
static uint32_t canonical_closer(uint32_t character)
{
    return character == 0x232A ? 0x3009 : character;
}

// Makes punctuation of the brackets that the sequence has so far.
static void unpair(struct limited *text, struct sequence *sequence)
{
    sequence->unpaired = true;
    int depth = 0;
    for (int32_t at = text->length - 1; at >= sequence->start; at--) {
        UChar unit = text->units[at];
        if (unit == CODEPOINT_PDI)
            depth++;
        else if (unit >= CODEPOINT_LRI && unit <= CODEPOINT_FSI)
            depth--;
        else if (depth == 0 && bracket_type(unit) != U_BPT_NONE)
            text->units[at] = CODEPOINT_REPLACEMENT;
    }
}

static uint32_t limit_bracket(struct limited *text, uint32_t character, bool opens)
{
    struct sequence *sequence = &text->sequences[text->isolates];
    if (opens && !sequence->unpaired) {
        sequence->openings = sequence->open == 0 ? 1 : sequence->openings + 1;
        if (sequence->open == OPEN_MAX || sequence->openings > OPENINGS_MAX)
            unpair(text, sequence);
        else
            sequence->closers[sequence->open++] =
                canonical_closer((uint32_t)u_getBidiPairedBracket((UChar32)character));
    }
    if (sequence->unpaired)
        return CODEPOINT_REPLACEMENT;
    for (int i = opens ? 0 : sequence->open; i > 0; i--) {
        if (sequence->closers[i - 1] == canonical_closer(character)) {
            sequence->open = i - 1;
            break;
        }
    }
    return character;
}

static void add_limited(struct limited *text, uint32_t character)
{
    int type = bracket_type(character);
    bool initiates = character >= CODEPOINT_LRI && character <= CODEPOINT_FSI;
    if (type != U_BPT_NONE) {
        character = limit_bracket(text, character, type == U_BPT_OPEN);
    } else if (initiates && text->isolates == ISOLATES_MAX) {
        text->ignored++;
        character = CODEPOINT_ZWSP;
    } else if (character == CODEPOINT_PDI && text->ignored > 0) {
        text->ignored--;
        character = CODEPOINT_ZWSP;
    } else if (character == CODEPOINT_PDI && text->isolates == 0) {
        character = CODEPOINT_REPLACEMENT; // ends nothing: a neutral like others
    } else if (character == CODEPOINT_PDI) {
        text->isolates--;
    }
    U16_APPEND_UNSAFE(text->units, text->length, character);
    if (initiates && character != CODEPOINT_ZWSP) {
        text->isolates++;
        begin_sequence(text);
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
    struct limited text = {.units = arena_allocate(scratch, paragraph->length, 2 * sizeof(UChar))};
    begin_sequence(&text);
    for (size_t i = 0; i < paragraph->length; i++)
        add_limited(&text, paragraph->characters[i]);

    UBiDi *bidi = shared_bidi();
    UErrorCode error = U_ZERO_ERROR;
    ubidi_setPara(bidi, text.units, text.length, direction == TEXT_RIGHT_TO_LEFT ? UBIDI_RTL : UBIDI_LTR, NULL, &error);
    const UBiDiLevel *of_units = ubidi_getLevels(bidi, &error);
    codepoint_require(U_SUCCESS(error) ? text.units : NULL); // memory is all that can be wanting

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

void text_reorder_cells(struct arena *scratch, struct text_turning *turning, struct text_cell *cells,
                        const uint8_t *levels, size_t count)
{
    uint8_t met = 0;
    for (size_t i = 0; i < count; i++)
        met |= levels[i];
    if ((met & 1) == 0) // nothing is reversed but what is reversed once more
        return;
    if (count > turning->capacity) {
        turning->capacity = 2 * count;
        turning->logical = arena_allocate(scratch, turning->capacity, sizeof *turning->logical);
        turning->order = arena_allocate(scratch, turning->capacity, sizeof *turning->order);
    }
    const int32_t *order = turning->order;
    memcpy(turning->logical, cells, count * sizeof *cells);
    ubidi_reorderVisual(levels, (int32_t)count, turning->order);
    for (size_t i = 0; i < count; i++) {
        cells[i] = turning->logical[order[i]];
        if ((levels[order[i]] & 1) != 0)
            cells[i].base = (uint32_t)u_charMirror((UChar32)cells[i].base);
    }
}
