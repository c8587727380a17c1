// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The bidirectional algorithm is ICU's. A mark has the level of its base, so that it never leaves it; and what ICU does
// in quadratic time is kept from it.
#include "core/text/paragraph.h"

#include "core/text/codepoints.h"

#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

// UAX #9, BD16 lets no more than 63 brackets be open at a time. ICU has no such limit; and for each letter it goes
// through all brackets since none was open, and for an FSI up to its end, however deep. Beyond the last two numbers,
// which no text for people reaches, brackets are punctuation and isolates have no effect.
enum { OPEN_MAX = 63, OPENINGS_MAX = 128, ISOLATES_MAX = 16 };

enum {
    SEPARATOR = 0x2029,     // of paragraphs; that any of their ends is seen as
    PLAIN_ISOLATE = 0xFFFC, // OBJECT REPLACEMENT CHARACTER; that a plain isolate is seen as
    LEVEL_OF_PLAIN = 2,     // of all in one, be the paragraph's own level 0 or 1
};

// An isolating run sequence (UAX #9, BD13). As there are no embeddings, that is all between the ends of one isolate, or
// of a paragraph, without the isolates in it.
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
        else if (codepoint_opens_isolate(unit))
            depth--;
        else if (depth == 0 && codepoint_bracket_of(unit) != CODEPOINT_NO_BRACKET)
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
    enum codepoint_bracket bracket = codepoint_bracket_of(character);
    bool initiates = codepoint_opens_isolate(character);
    if (bracket != CODEPOINT_NO_BRACKET) {
        character = limit_bracket(text, character, bracket == CODEPOINT_OPENS);
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

// Ends the isolates open now, as ICU does not find the direction of one that the text's end does not end.
static void end_paragraph(struct limited *text)
{
    for (; text->isolates > 0; text->isolates--)
        text->units[text->length++] = CODEPOINT_PDI;
    text->units[text->length++] = SEPARATOR;
    text->ignored = 0;
    begin_sequence(text);
}

// One object for the life of the process: opening one costs more than ordering a short line.
static UBiDi *shared_bidi(void)
{
    static UBiDi *bidi;
    if (bidi == NULL)
        bidi = codepoint_require(ubidi_open());
    return bidi;
}

// The UTF-16 units that the algorithm sees of the characters, at most: each isolate may need an end.
static size_t count_units(const uint32_t *characters, size_t count)
{
    size_t units = count;
    for (size_t i = 0; i < count; i++)
        units += characters[i] > 0xFFFF || codepoint_opens_isolate(characters[i]);
    return units;
}

// The length of the isolate that begins with the character `at`, if it is plain: closed, and nothing in it stands right
// to left or is an isolate. It is one neutral to what is around it, and all in it has the same level, so there is no
// need to do for each phone number and foreign word what ICU does for an isolate. 0 if it is not plain.
static size_t plain_isolate(const struct text_prepared *prepared, size_t at, size_t end)
{
    const uint32_t *characters = prepared->characters;
    if (characters[at] != CODEPOINT_LRI && characters[at] != CODEPOINT_FSI)
        return 0;
    for (size_t i = at + 1; i < end && prepared->traits[i] != TEXT_END; i++) {
        if (characters[i] == CODEPOINT_PDI)
            return i + 1 - at;
        if (codepoint_opens_isolate(characters[i]) || text_is_right_to_left(characters[i]))
            break;
    }
    return 0;
}

// From levels of UTF-16 units to levels of characters.
static void assign_levels(const UBiDiLevel *of_units, const UChar *units, const uint32_t *characters,
                          const uint8_t *traits, size_t count, uint8_t *levels)
{
    size_t unit = 0;
    uint8_t level_of_base = 0;
    for (size_t i = 0; i < count; i++) {
        bool is_mark = (traits[i] & (TEXT_MARK | TEXT_VANISHES)) == TEXT_MARK;
        while (traits[i] == TEXT_END && units[unit] != SEPARATOR)
            unit++;
        if (units[unit] == PLAIN_ISOLATE && codepoint_opens_isolate(characters[i])) {
            for (levels[i++] = of_units[unit]; characters[i] != CODEPOINT_PDI; i++)
                levels[i] = level_of_base = LEVEL_OF_PLAIN;
            levels[i] = of_units[unit++];
            continue;
        }
        levels[i] = is_mark ? level_of_base : of_units[unit];
        if ((traits[i] & TEXT_COLUMNS) != 0)
            level_of_base = levels[i];
        unit += U16_LENGTH(characters[i]);
    }
}

uint8_t *text_find_levels(struct arena *scratch, struct text_ordering *ordering, const struct text_prepared *prepared,
                          size_t first, size_t end, enum text_direction direction)
{
    size_t count = end - first;
    if (count >= ordering->levels_capacity) {
        ordering->levels_capacity = count + 1; // for an ellipsis at the end
        ordering->levels = arena_allocate(scratch, ordering->levels_capacity, sizeof *ordering->levels);
    }
    size_t units = count_units(prepared->characters + first, count);
    if (units >= ordering->units_capacity) {
        ordering->units_capacity = units + 1;
        ordering->units = arena_allocate(scratch, ordering->units_capacity, sizeof *ordering->units);
    }
    struct limited text = {.units = ordering->units};
    begin_sequence(&text);
    for (size_t i = first; i < end; i++) {
        size_t plain = text.isolates == 0 ? plain_isolate(prepared, i, end) : 0;
        if (plain > 0) {
            text.units[text.length++] = PLAIN_ISOLATE;
            i += plain - 1;
        } else if (prepared->traits[i] == TEXT_END) {
            end_paragraph(&text);
        } else {
            add_limited(&text, prepared->characters[i]);
        }
    }

    if (text.length == 0)
        return ordering->levels;
    UBiDi *bidi = shared_bidi();
    UErrorCode error = U_ZERO_ERROR;
    ubidi_setPara(bidi, text.units, text.length, direction == TEXT_RIGHT_TO_LEFT ? UBIDI_RTL : UBIDI_LTR, NULL, &error);
    const UBiDiLevel *of_units = ubidi_getLevels(bidi, &error);
    codepoint_require(U_SUCCESS(error) ? text.units : NULL); // memory is all that can be wanting
    assign_levels(of_units, text.units, prepared->characters + first, prepared->traits + first, count,
                  ordering->levels);
    return ordering->levels;
}

const int32_t *text_order_line(struct arena *scratch, struct text_ordering *ordering,
                               const struct text_paragraph *paragraph, size_t first, size_t end)
{
    size_t count = end - first;
    uint8_t met = 0;
    for (size_t i = first; i < end && paragraph->levels != NULL; i++)
        met |= paragraph->levels[i];
    if ((met & 1) == 0) // nothing is reversed but what is reversed once more
        return NULL;
    if (count > ordering->order_capacity) {
        ordering->order_capacity = 2 * count;
        ordering->order = arena_allocate(scratch, ordering->order_capacity, sizeof *ordering->order);
    }
    ubidi_reorderVisual(paragraph->levels + first, (int32_t)count, ordering->order);
    return ordering->order;
}
