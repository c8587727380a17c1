// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What reaches a cell, and how wide it is there. Decided from what terminals were measured to do, not from what they
// should do.
#include "core/text/codepoints.h"

#include "core/base/memory.h"
#include "core/text/layout.h"

#include <assert.h>
#include <stdbool.h>
#include <unicode/uchar.h>
#include <unictype.h>
#include <unistr.h>
#include <uniwidth.h>

// Harakat and other marks on Arabic letters. Consoles show them as "?", some terminals let the letter below vanish.
static bool is_arabic_mark(uint32_t character)
{
    bool arabic = (character >= 0x0600 && character <= 0x06FF) || (character >= 0x0750 && character <= 0x077F) ||
                  (character >= 0x0870 && character <= 0x08FF);
    return arabic && uc_is_general_category_withtable(character, UC_CATEGORY_MASK_Mn);
}

// Pictures in colour, flags and skin tones: no two terminals agree on their widths. Signs such as U+260E and U+2713,
// which are black unless asked for otherwise, take one column everywhere.
static bool is_emoji(uint32_t character)
{
    if (character < 0x10000)
        return character >= 0x231A && character <= 0x2B55 && uc_is_property_emoji_presentation(character);
    return (character >= 0x1F1E6 && character <= 0x1F1FF) || (character >= 0x1F3FB && character <= 0x1F3FF) ||
           uc_is_property_extended_pictographic(character);
}

static bool is_steering(uint32_t character)
{
    switch (character) {
    case CODEPOINT_ZWSP:
    case CODEPOINT_WORD_JOINER:
    case CODEPOINT_LRI:
    case CODEPOINT_RLI:
    case CODEPOINT_FSI:
    case CODEPOINT_PDI:
    case 0x061C: // ARABIC LETTER MARK
    case CODEPOINT_LRM:
    case 0x200F: // RIGHT-TO-LEFT MARK
        return true;
    default:
        return false;
    }
}

static enum codepoint_role find_role(uint32_t character)
{
    if (character < CODEPOINT_LIMIT_PLAIN) {
        if (character == '\n')
            return CODEPOINT_END;
        if (character == CODEPOINT_SOFT_HYPHEN)
            return CODEPOINT_STEERING;
        bool control = character < 0x20 || (character >= 0x7F && character < 0xA0);
        return control ? CODEPOINT_HIDDEN : CODEPOINT_SPACING;
    }
    if (character == 0x2028 || character == 0x2029)
        return CODEPOINT_END;
    if (is_steering(character))
        return CODEPOINT_STEERING;
    if (uc_is_general_category_withtable(character, UC_CATEGORY_MASK_Cf | UC_CATEGORY_MASK_Cs) ||
        uc_is_property_default_ignorable_code_point(character) || is_arabic_mark(character) || is_emoji(character))
        return CODEPOINT_HIDDEN;
    return uc_width(character, "UTF-8") > 0 ? CODEPOINT_SPACING : CODEPOINT_MARK;
}

static int find_width(uint32_t character, enum codepoint_role role)
{
    if (role != CODEPOINT_SPACING)
        return 0;
    return character < CODEPOINT_LIMIT_PLAIN ? 1 : uc_width(character, "UTF-8");
}

static enum codepoint_bracket find_bracket(uint32_t character)
{
    switch (u_getIntPropertyValue((UChar32)character, UCHAR_BIDI_PAIRED_BRACKET_TYPE)) {
    case U_BPT_OPEN:
        return CODEPOINT_OPENS;
    case U_BPT_CLOSE:
        return CODEPOINT_CLOSES;
    default:
        return CODEPOINT_NO_BRACKET;
    }
}

// What is known of a code point, in one byte: role, width, bracket. The libraries look it up in six tables, so that is
// done when one is first met. What no text has needed yet takes no memory.
enum {
    CODEPOINTS = 0x110000,
    ROLE = 0x07,
    WIDTH_SHIFT = 3,
    WIDTH = 0x03,
    BRACKET_SHIFT = 5,
    BRACKET = 0x03,
    MET = 0x80
};

static uint8_t knowledge[CODEPOINTS];

// Apart from know(), which is to be inlined wherever it is called.
static __attribute__((noinline)) int meet(uint32_t character)
{
    enum codepoint_role role = find_role(character);
    int width = find_width(character, role);
    int bracket = (int)find_bracket(character);
    return knowledge[character] = (uint8_t)(MET | (int)role | width << WIDTH_SHIFT | bracket << BRACKET_SHIFT);
}

static inline int know(uint32_t character)
{
    assert(character < CODEPOINTS);
    int known = knowledge[character];
    return known != 0 ? known : meet(character);
}

enum codepoint_role codepoint_role_of(uint32_t character)
{
    return (enum codepoint_role)(know(character) & ROLE);
}

int text_width_of(uint32_t character)
{
    return know(character) >> WIDTH_SHIFT & WIDTH;
}

enum codepoint_bracket codepoint_bracket_of(uint32_t character)
{
    return (enum codepoint_bracket)(know(character) >> BRACKET_SHIFT & BRACKET);
}

uint32_t *codepoint_decode(struct arena *arena, const char *bytes, size_t length, size_t *count)
{
    uint32_t *characters = arena_allocate(arena, length, sizeof *characters);
    const uint8_t *at = (const uint8_t *)bytes;
    const uint8_t *end = at + length;
    size_t written = 0;
    while (at < end) {
        if (*at < 0x80)
            characters[written++] = *at++;
        else
            at += u8_mbtouc(&characters[written++], at, (size_t)(end - at));
    }
    *count = written;
    return characters;
}

size_t codepoint_write(char *bytes, uint32_t character)
{
    if (character < 0x80) {
        *bytes = (char)character;
        return 1;
    }
    int written = u8_uctomb((uint8_t *)bytes, character, 4);
    assert(written > 0); // only what was decoded is written
    return (size_t)written;
}

char *codepoint_encode(struct arena *arena, const uint32_t *characters, size_t count)
{
    char *text = arena_allocate(arena, count * 4 + 1, 1);
    char *end = text;
    for (size_t i = 0; i < count; i++)
        end += codepoint_write(end, characters[i]);
    *end = '\0';
    return text;
}

void *codepoint_require(void *result)
{
    return result != NULL ? result : memory_allocate(SIZE_MAX, 2);
}
