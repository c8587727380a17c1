// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Greedy line filling in logical order, by the chances of UAX #14 and our own widths. Each character is looked at
// twice at most: what a line leaves over is the beginning of the next.
#include "core/text/paragraph.h"

#include "core/text/codepoints.h"

#include <unicode/uchar.h>
#include <unigbrk.h>
#include <unilbrk.h>

int text_columns(const struct text_paragraph *paragraph, size_t first, size_t end)
{
    int columns = 0;
    for (size_t i = first; i < end; i++)
        columns += paragraph->traits[i] & TEXT_COLUMNS;
    return columns;
}

size_t text_trim(const struct text_paragraph *paragraph, size_t first, size_t end)
{
    while (end > first && (paragraph->traits[end - 1] & TEXT_VANISHES) != 0)
        end--;
    return end;
}

// Is the chance before `at` one between a full stop or the like and a letter? "e.V." and "z.B." stay whole (UAX #14,
// LB29); the breaker, which thinks of long file names, would part them.
static bool parts_abbreviation(const uint32_t *characters, size_t at)
{
    size_t before = at - 1;
    while (before > 0 && codepoint_role_of(characters[before]) == CODEPOINT_MARK)
        before--;
    if (u_getIntPropertyValue((UChar32)characters[before], UCHAR_LINE_BREAK) != U_LB_INFIX_NUMERIC)
        return false;
    switch (u_getIntPropertyValue((UChar32)characters[at], UCHAR_LINE_BREAK)) {
    case U_LB_ALPHABETIC:
    case U_LB_HEBREW_LETTER:
    case U_LB_AMBIGUOUS:
    case U_LB_COMPLEX_CONTEXT:
    case U_LB_UNKNOWN:
        return true;
    default:
        return false;
    }
}

static bool fits(const struct text_paragraph *paragraph, int width)
{
    size_t end = text_trim(paragraph, 0, paragraph->length);
    int columns = 0;
    for (size_t i = 0; i < end && columns <= width; i++)
        columns += paragraph->traits[i] & TEXT_COLUMNS;
    return columns <= width;
}

void text_find_chances(struct text_paragraph *paragraph, int width, char *room)
{
    if (fits(paragraph, width))
        return;
    const uint32_t *characters = paragraph->characters;
    u32_possible_linebreaks(characters, paragraph->length, "UTF-8", room);
    room[0] = 0;
    for (size_t i = 1; i < paragraph->length; i++)
        room[i] = room[i] == UC_BREAK_POSSIBLE && (paragraph->traits[i] & TEXT_MARK) == 0 &&
                  !parts_abbreviation(characters, i);
    paragraph->chances = room;
}

size_t text_whole_clusters(const struct text_paragraph *paragraph, size_t first, size_t end)
{
    // The context that pairs of flags and joined pictures would need is not there: these are never shown.
    while (end > first && end < paragraph->length) {
        const uint32_t *character = &paragraph->characters[end];
        if ((paragraph->traits[end] & TEXT_MARK) == 0 && uc_is_grapheme_break(character[-1], character[0]))
            break;
        end--;
    }
    return end;
}

// The character before `at` that is no mark; 0 for none.
static uint32_t character_before(const struct text_paragraph *paragraph, size_t at)
{
    while (at > 0 && (paragraph->traits[at - 1] & TEXT_MARK) != 0)
        at--;
    return at == 0 ? 0 : paragraph->characters[at - 1];
}

// A line may end between the two characters when nothing better is found: after the slash of an address on the web.
static bool parts_address(uint32_t before, uint32_t after)
{
    return before == '/' && after != '/' && !text_is_space(after);
}

bool text_ends_in_hyphen(const struct text_paragraph *paragraph, size_t at)
{
    return at < paragraph->length && character_before(paragraph, at) == CODEPOINT_SOFT_HYPHEN;
}

// Where the line that starts at `first` is full; `first` is never the answer.
static size_t fill_line(const struct text_paragraph *paragraph, size_t first, int width)
{
    const uint32_t *characters = paragraph->characters;
    size_t chance = first;
    size_t slash = first;
    int columns = 0; // before the character
    for (size_t i = first; i < paragraph->length; i++) {
        uint8_t trait = paragraph->traits[i];
        if (i > first && paragraph->chances[i] && !(columns >= width && text_ends_in_hyphen(paragraph, i)))
            chance = i;
        else if (i > first && (trait & TEXT_MARK) == 0 && parts_address(character_before(paragraph, i), characters[i]))
            slash = i;
        columns += trait & TEXT_COLUMNS;
        if ((trait & TEXT_VANISHES) != 0 || columns <= width)
            continue;
        if (chance > first)
            return chance;
        if (slash > first)
            return slash;
        size_t whole = text_whole_clusters(paragraph, first, i);
        return whole > first ? whole : i;
    }
    return paragraph->length;
}

size_t text_end_line(const struct text_paragraph *paragraph, size_t first, int width)
{
    if (paragraph->chances == NULL)
        return paragraph->length;
    size_t end = fill_line(paragraph, first, width);
    // Something like a direction mark may stand between spaces, and the chance to break before it. A mark behind that
    // stands in the line's last cell.
    while (end < paragraph->length && (paragraph->traits[end] & (TEXT_VANISHES | TEXT_MARK)) != 0)
        end++;
    return end;
}
