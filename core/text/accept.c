// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Both gates walk the bytes once by the same rule; one reports what it meets, the other leaves it out.
#include "core/text/accept.h"

#include "core/text/codepoints.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

// Why a code point is refused, or NULL when it passes.
static const char *refusal_of(uint32_t character)
{
    if (character == '\n')
        return NULL;
    if (character < 0x20 || (character >= 0x7F && character < 0xA0))
        return "is a control character";
    if (character < CODEPOINT_LIMIT_PLAIN)
        return NULL;
    if (character >= 0x202A && character <= 0x202E)
        return "changes the direction of the text around it";
    if ((character & 0xFFFE) == 0xFFFE || (character >= 0xFDD0 && character <= 0xFDEF))
        return "is not a character";
    if (uc_is_general_category_withtable(character, UC_CATEGORY_MASK_Cn))
        return "is not assigned in the version of Unicode known here";
    return NULL;
}

bool text_stands_alone(uint32_t character)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        {0x0400, 0x0482}, {0x0620, 0x064A}, {0x0671, 0x06D3}, {0x1200, 0x135A}, {0x2010, 0x2027}, {0x2030, 0x205E},
    };
    bool alone = character < CODEPOINT_LIMIT_PLAIN;
    for (size_t i = 0; !alone && i < sizeof ranges / sizeof *ranges && character >= ranges[i].first; i++)
        alone = character <= ranges[i].last;
    return alone;
}

// The text in NFC; what is made of such characters alone is so already.
static char *compose(struct arena *arena, const char *bytes, size_t length, bool alone)
{
    if (alone)
        return arena_copy(arena, bytes, length);
    size_t composed_length = 0;
    uint8_t *composed =
        codepoint_require(u8_normalize(UNINORM_NFC, (const uint8_t *)bytes, length, NULL, &composed_length));
    char *text = arena_copy(arena, (const char *)composed, composed_length);
    explicit_bzero(composed, composed_length); // a visitor's words may stand in it
    free(composed);
    return text;
}

enum status text_accept(struct arena *arena, const char *bytes, size_t length, const char *what, char **accepted,
                        struct problem *problem)
{
    bool alone = true;
    for (size_t offset = 0; offset < length;) {
        ucs4_t character = 0;
        int taken = u8_mbtoucr(&character, (const uint8_t *)bytes + offset, length - offset);
        if (taken <= 0)
            return problem_set(problem, STATUS_INVALID, what, "save the text as UTF-8",
                               "byte 0x%02X at offset %zu is not UTF-8", (unsigned char)bytes[offset], offset);
        const char *refusal = refusal_of(character);
        if (refusal != NULL)
            return problem_set(problem, STATUS_INVALID, what, "remove the character", "U+%04X at byte %zu %s",
                               (unsigned)character, offset, refusal);
        alone = alone && text_stands_alone(character);
        offset += (size_t)taken;
    }
    *accepted = compose(arena, bytes, length, alone);
    return STATUS_OK;
}

char *text_clean(struct arena *arena, const char *bytes, size_t length)
{
    struct arena scratch = {0};
    // A malformed byte becomes the three bytes of U+FFFD.
    char *kept = arena_allocate(&scratch, length, 3);
    size_t kept_length = 0;
    bool alone = true;
    for (size_t offset = 0; offset < length;) {
        ucs4_t character = 0;
        offset += (size_t)u8_mbtouc(&character, (const uint8_t *)bytes + offset, length - offset);
        if (character == '\t')
            character = ' ';
        if (refusal_of(character) != NULL)
            continue;
        alone = alone && text_stands_alone(character);
        kept_length += codepoint_write(kept + kept_length, character);
    }
    char *text = compose(arena, kept, kept_length, alone);
    arena_free(&scratch);
    return text;
}

size_t text_count_dropped(const char *bytes, size_t length)
{
    size_t dropped = 0;
    for (size_t offset = 0; offset < length;) {
        ucs4_t character = 0;
        offset += (size_t)u8_mbtouc(&character, (const uint8_t *)bytes + offset, length - offset);
        dropped += character != '\t' && refusal_of(character) != NULL;
    }
    return dropped;
}
