// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to core/text: UTF-8 to code points and back, and how each code point takes part in a layout.
#ifndef KOMPASS_CORE_TEXT_CODEPOINTS_H
#define KOMPASS_CORE_TEXT_CODEPOINTS_H

#include "core/base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    CODEPOINT_LIMIT_PLAIN = 0x300, // below it: no marks, no joining, no right-to-left, NFC as it stands
    CODEPOINT_ZWSP = 0x200B,
    CODEPOINT_LRM = 0x200E,
    CODEPOINT_RLM = 0x200F,
    CODEPOINT_LRI = 0x2066,
    CODEPOINT_RLI = 0x2067,
    CODEPOINT_FSI = 0x2068,
    CODEPOINT_PDI = 0x2069,
    CODEPOINT_NBSP = 0x00A0,
    CODEPOINT_SOFT_HYPHEN = 0x00AD,
    CODEPOINT_ELLIPSIS = 0x2026,
    CODEPOINT_WORD_JOINER = 0x2060,
    CODEPOINT_REPLACEMENT = 0xFFFD,
};

enum codepoint_role {
    CODEPOINT_SPACING,  // opens a cell
    CODEPOINT_MARK,     // stands in the cell of the character before it
    CODEPOINT_STEERING, // never shown, but orders (UAX #9) or breaks (UAX #14) the line
    CODEPOINT_HIDDEN,   // never shown: terminals disagree about it, or draw it badly
    CODEPOINT_END,      // ends a paragraph
};

enum codepoint_role codepoint_role_of(uint32_t character);

// Begins an isolate (UAX #9, BD8).
static inline bool codepoint_opens_isolate(uint32_t character)
{
    return character >= CODEPOINT_LRI && character <= CODEPOINT_FSI;
}

// Arabic-Indic (bidirectional type AN), not the digits of Persian and Urdu.
static inline bool codepoint_is_arabic_digit(uint32_t character)
{
    return character >= 0x0660 && character <= 0x0669;
}

// Of a pair (UAX #9, BD14 and BD15).
enum codepoint_bracket { CODEPOINT_NO_BRACKET, CODEPOINT_OPENS, CODEPOINT_CLOSES };

enum codepoint_bracket codepoint_bracket_of(uint32_t character);

// The code points of `length` bytes and their count; malformed bytes become U+FFFD, one for each maximal subpart (The
// Unicode Standard, 3.9). In the arena.
uint32_t *codepoint_decode(struct arena *arena, const char *bytes, size_t length, size_t *count);

// Writes one code point as UTF-8 to `bytes`, which has room for 4, and returns the bytes written.
size_t codepoint_write(char *bytes, uint32_t character);

// The code points as UTF-8, terminated; in the arena.
char *codepoint_encode(struct arena *arena, const uint32_t *characters, size_t count);

// `result` as it is. NULL, by which the Unicode libraries say that memory is exhausted, ends the process as our own
// allocations do.
void *codepoint_require(void *result);

#endif
