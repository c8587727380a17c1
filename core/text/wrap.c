// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Greedy line filling in logical order, by the chances of UAX #14 and our own widths. Each cell is looked at twice at
// most: what a line leaves over is the beginning of the next.
#include "core/text/paragraph.h"

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

void text_find_chances(struct arena *scratch, struct text_paragraph *paragraph, int width)
{
    if (paragraph->columns[text_trim(paragraph, 0, paragraph->count)] <= width)
        return;
    char *chances = arena_allocate(scratch, paragraph->length, 1);
    u32_possible_linebreaks(paragraph->characters, paragraph->length, "UTF-8", chances);
    // From characters to cells, in place; a chance before a mark is none.
    for (size_t cell = 0; cell < paragraph->count; cell++)
        chances[cell] = chances[paragraph->positions[cell]] == UC_BREAK_POSSIBLE;
    paragraph->chances = chances;
}

// A line may end between the two cells when nothing better is found: after the slash of an address on the web.
static bool parts_address(const struct text_cell *before, const struct text_cell *after)
{
    return before->base == '/' && after->base != '/' && !text_is_space(after);
}

// Where the line that starts at `first` is full; `first` is never the answer.
static size_t fill_line(const struct text_paragraph *paragraph, size_t first, int width)
{
    size_t chance = first;
    size_t slash = first;
    for (size_t i = first; i < paragraph->count; i++) {
        const struct text_cell *cell = &paragraph->cells[i];
        if (i > first && paragraph->chances[i])
            chance = i;
        else if (i > first && parts_address(cell - 1, cell))
            slash = i;
        if (vanishes_at_line_ends(cell) || paragraph->columns[i + 1] - paragraph->columns[first] <= width)
            continue;
        if (chance > first)
            return chance;
        return slash > first ? slash : i;
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
