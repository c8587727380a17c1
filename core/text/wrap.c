// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Greedy line filling in logical order, by the chances of UAX #14 and our own widths. Each cell is looked at twice at
// most: what a line leaves over is the beginning of the next.
#include "core/text/paragraph.h"

#include "core/text/codepoints.h"

#include <unicode/uchar.h>
#include <unigbrk.h>
#include <unilbrk.h>

static bool vanishes_at_line_ends(const struct text_cell *cell)
{
    return cell->width == 0 || text_is_space(cell);
}

size_t text_trim(const struct text_paragraph *paragraph, size_t first, size_t end)
{
    while (end > first && vanishes_at_line_ends(&paragraph->cells[end - 1]))
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

void text_find_chances(struct arena *scratch, struct text_paragraph *paragraph, int width)
{
    if (paragraph->columns[text_trim(paragraph, 0, paragraph->count)] <= width)
        return;
    const uint32_t *characters = paragraph->characters;
    char *chances = arena_allocate(scratch, paragraph->length, 1);
    u32_possible_linebreaks(characters, paragraph->length, "UTF-8", chances);
    // From characters to cells, in place; a chance before a mark is none.
    for (size_t cell = 0; cell < paragraph->count; cell++) {
        size_t at = paragraph->positions[cell];
        chances[cell] = at > 0 && chances[at] == UC_BREAK_POSSIBLE && !parts_abbreviation(characters, at);
    }
    paragraph->chances = chances;
}

size_t text_whole_clusters(const struct text_paragraph *paragraph, size_t first, size_t end)
{
    // The context that pairs of flags and joined pictures would need is not there: these are never shown.
    while (end > first && end < paragraph->count) {
        const uint32_t *character = &paragraph->characters[paragraph->positions[end]];
        if (uc_is_grapheme_break(character[-1], character[0]))
            break;
        end--;
    }
    return end;
}

// A line may end between the two cells when nothing better is found: after the slash of an address on the web.
static bool parts_address(const struct text_cell *before, const struct text_cell *after)
{
    return before->base == '/' && after->base != '/' && !text_is_space(after);
}

// Does a line that ends before the cell `at` end in a soft hyphen? That is shown and takes a column.
bool text_ends_in_hyphen(const struct text_paragraph *paragraph, size_t at)
{
    return at > 0 && at < paragraph->count && paragraph->cells[at - 1].base == CODEPOINT_SOFT_HYPHEN;
}

// Where the line that starts at `first` is full; `first` is never the answer.
static size_t fill_line(const struct text_paragraph *paragraph, size_t first, int width)
{
    size_t chance = first;
    size_t slash = first;
    for (size_t i = first; i < paragraph->count; i++) {
        const struct text_cell *cell = &paragraph->cells[i];
        int columns = paragraph->columns[i] - paragraph->columns[first];
        if (i > first && paragraph->chances[i] && !(columns >= width && text_ends_in_hyphen(paragraph, i)))
            chance = i;
        else if (i > first && parts_address(cell - 1, cell))
            slash = i;
        if (vanishes_at_line_ends(cell) || columns + cell->width <= width)
            continue;
        if (chance > first)
            return chance;
        if (slash > first)
            return slash;
        size_t whole = text_whole_clusters(paragraph, first, i);
        return whole > first ? whole : i;
    }
    return paragraph->count;
}

size_t text_end_line(const struct text_paragraph *paragraph, size_t first, int width)
{
    if (paragraph->chances == NULL)
        return paragraph->count;
    size_t end = fill_line(paragraph, first, width);
    // Something like a direction mark may stand between spaces, and the chance to break before it.
    while (end < paragraph->count && vanishes_at_line_ends(&paragraph->cells[end]))
        end++;
    return end;
}
