// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// From bytes to characters and what is to be known of each. Most texts of a screen are plain Latin: what they do not
// need is found out and then left out.
#include "core/text/paragraph.h"

#include "core/text/codepoints.h"
#include "core/text/shape.h"

#include <string.h>
#include <unictype.h>
#include <unistr.h>

static bool is_plain(uint32_t character)
{
    return (character >= 0x20 && character < 0x7F) || character == '\n' ||
           (character >= CODEPOINT_NBSP && character < CODEPOINT_LIMIT_PLAIN && character != CODEPOINT_SOFT_HYPHEN);
}

bool text_is_right_to_left(uint32_t character)
{
    if (character < 0x0590)
        return false;
    return character <= 0x08FF || character == 0x200F || character == CODEPOINT_RLI ||
           (character >= 0xFB1D && character <= 0xFDFF) || (character >= 0xFE70 && character <= 0xFEFF) ||
           (character >= 0x10800 && character <= 0x10FFF) || (character >= 0x1E800 && character <= 0x1EFFF);
}

bool text_is_space(uint32_t character)
{
    switch (character) {
    case ' ':
    case 0x1680: // OGHAM SPACE MARK
    case 0x205F: // MEDIUM MATHEMATICAL SPACE
    case 0x3000: // IDEOGRAPHIC SPACE
        return true;
    default:
        return character >= 0x2000 && character <= 0x200A && character != 0x2007; // U+2007 is a no-break space
    }
}

static uint8_t trait_of_spacing(uint32_t character, int width)
{
    int columns = text_width_of(character);
    if (columns > width)
        return 1 | TEXT_TOO_WIDE;
    return (uint8_t)(columns | (text_is_space(character) ? TEXT_VANISHES : 0));
}

// Finds the traits of the text's characters and drops those that are never shown.
static void find_traits(struct text_prepared *prepared, int width)
{
    uint32_t *characters = prepared->characters;
    uint8_t *traits = prepared->traits;
    size_t base = SIZE_MAX; // what opened the last cell of the paragraph
    size_t kept = 0;
    for (size_t i = 0; i < prepared->count; i++) {
        uint32_t character = characters[i];
        uint8_t trait = 0;
        switch (is_plain(character) && character != '\n' ? CODEPOINT_SPACING : codepoint_role_of(character)) {
        case CODEPOINT_SPACING:
            trait =
                is_plain(character) ? (character == ' ' ? 1 | TEXT_VANISHES : 1) : trait_of_spacing(character, width);
            base = kept;
            break;
        case CODEPOINT_MARK:
            trait = base == SIZE_MAX ? TEXT_MARK | TEXT_VANISHES : TEXT_MARK; // without a cell to stand in, or with one
            if (base != SIZE_MAX)
                traits[base] &= (uint8_t)~TEXT_VANISHES;
            break;
        case CODEPOINT_STEERING:
            // Words in Arabic and Hebrew are not hyphenated.
            if (character == CODEPOINT_SOFT_HYPHEN && kept > 0 && text_is_right_to_left(characters[kept - 1]))
                continue;
            trait = TEXT_VANISHES;
            break;
        case CODEPOINT_HIDDEN:
            continue;
        case CODEPOINT_END:
            trait = TEXT_END;
            base = SIZE_MAX;
            break;
        }
        if (prepared->places != NULL)
            prepared->places[kept] = prepared->places[i];
        characters[kept] = character;
        traits[kept++] = trait;
    }
    if (prepared->places != NULL)
        prepared->places[kept] = prepared->places[prepared->count];
    prepared->count = kept;
}

// Where each of the characters that were decoded begins in the text, whose malformed bytes are each as long as they are.
static uint32_t *find_places(struct arena *scratch, const char *text, size_t count)
{
    uint32_t *places = arena_allocate(scratch, count + 1, sizeof *places);
    size_t length = strlen(text);
    size_t byte = 0;
    for (size_t i = 0; i < count; i++) {
        ucs4_t character;
        places[i] = (uint32_t)byte;
        byte += (size_t)u8_mbtouc(&character, (const uint8_t *)text + byte, length - byte);
    }
    places[count] = (uint32_t)byte;
    return places;
}

// Does what was written stand for that character? What keeps fields whole turns spaces into others.
static bool stands_for(uint32_t written, uint32_t character)
{
    return written == character || (written == CODEPOINT_NBSP && character == ' ');
}

// The places of characters between which others were put, and of which some marks were left out. What was put there steers order and
// breaks alone, so it takes the place of what follows.
static uint32_t *find_places_of_written(struct arena *scratch, const uint32_t *written, size_t written_count,
                                        const uint32_t *characters, const uint32_t *places, size_t count)
{
    uint32_t *found = arena_allocate(scratch, written_count + 1, sizeof *found);
    size_t at = 0;
    for (size_t i = 0; i < written_count; i++) {
        bool put = codepoint_role_of(written[i]) == CODEPOINT_STEERING;
        while (!put && at < count && !stands_for(written[i], characters[at]))
            at++;
        found[i] = places[at];
        at += at < count && stands_for(written[i], characters[at]);
    }
    found[written_count] = places[count];
    return found;
}

void text_prepare(struct arena *scratch, const char *text, const struct text_options *options,
                  struct text_prepared *prepared)
{
    size_t count;
    uint32_t *characters = codepoint_decode(scratch, text, strlen(text), &count);
    uint32_t *places = options->places ? find_places(scratch, text, count) : NULL;
    if (options->find_fields) {
        size_t written_count = count;
        uint32_t *written = text_isolate_found(scratch, characters, &written_count, options->direction);
        if (places != NULL)
            places = find_places_of_written(scratch, written, written_count, characters, places, count);
        characters = written;
        count = written_count;
    }
    bool right_to_left = false;
    for (size_t i = 0; i < count; i++)
        right_to_left = right_to_left || text_is_right_to_left(characters[i]);
    if (right_to_left && !options->unshaped) {
        size_t whole = count;
        count = text_shape(characters, places, count);
        if (places != NULL)
            places[count] = places[whole];
    }
    *prepared = (struct text_prepared){
        .characters = characters,
        .traits = arena_allocate(scratch, count, 1),
        .count = count,
        .places = places,
        .right_to_left = right_to_left,
    };
    find_traits(prepared, options->width);
}

int text_measure(const char *text)
{
    struct arena scratch = {0};
    struct text_prepared prepared;
    text_prepare(&scratch, text, &(struct text_options){.width = TEXT_COLUMNS}, &prepared);
    int widest = 0;
    int width = 0;
    for (size_t i = 0; i < prepared.count; i++) {
        width = prepared.traits[i] == TEXT_END ? 0 : width + (prepared.traits[i] & TEXT_COLUMNS);
        if (width > widest)
            widest = width;
    }
    arena_free(&scratch);
    return widest;
}
