// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The stages in their order, line by line; the end of a text that is cut; and the promise about widths.
#include "core/text/layout.h"

#include "core/text/codepoints.h"
#include "core/text/paragraph.h"

#include <assert.h>
#include <string.h>
#include <unictype.h>

// ICU counts UTF-16 units, and we columns, in 32 bits with a sign; a longer paragraph is laid out in parts.
enum { PARAGRAPH_MAX = 1 << 28 };

// A layout in the making.
struct work {
    struct arena *arena; // of the result
    struct arena scratch;
    const struct text_options *options;
    int width;
    struct text_prepared prepared;
    struct text_turning turning;
    struct text_line *lines; // in scratch
    size_t count;
    size_t capacity;
    bool full; // all lines allowed are there
};

// Adds a line of these cells, which are in logical order and become the line's own.
static void add_line(struct work *work, struct text_cell *cells, const uint8_t *levels, size_t count, int measured)
{
    if (levels != NULL)
        text_reorder_cells(&work->scratch, &work->turning, cells, levels, count);
    struct text_line line = {.cells = cells};
    for (size_t i = 0; i < count; i++) {
        if (cells[i].width == 0)
            continue; // has done its steering
        struct text_cell cell = cells[i];
        // Fonts of consoles have one space.
        if (cell.width == 1 && cell.base >= CODEPOINT_NBSP &&
            uc_is_general_category_withtable(cell.base, UC_CATEGORY_MASK_Zs))
            cell.base = ' ';
        line.width += cell.width;
        cells[line.count++] = cell;
    }
    assert(line.width == measured && measured <= work->width);
    if (work->count == work->capacity) {
        size_t capacity = work->capacity == 0 ? 4 : work->capacity * 2;
        struct text_line *lines = arena_allocate(&work->scratch, capacity, sizeof *lines);
        if (work->count > 0)
            memcpy(lines, work->lines, work->count * sizeof *lines);
        work->lines = lines;
        work->capacity = capacity;
    }
    work->lines[work->count++] = line;
    work->full = work->options->max_lines > 0 && work->count == (size_t)work->options->max_lines;
}

// Adds the last line allowed, from `first` as far as it goes, with an ellipsis where the text goes on.
static void add_cut_line(struct work *work, const struct text_paragraph *paragraph, size_t first)
{
    size_t end = first;
    while (end < paragraph->count && paragraph->columns[end + 1] - paragraph->columns[first] < work->width)
        end++;
    end = text_trim(paragraph, first, text_whole_clusters(paragraph, first, end));
    size_t count = end - first;
    struct text_cell *cells = arena_allocate(work->arena, count + 1, sizeof *cells);
    memcpy(cells, paragraph->cells + first, count * sizeof *cells);
    cells[count] = (struct text_cell){.base = CODEPOINT_ELLIPSIS, .width = 1};
    uint8_t *levels = NULL;
    if (paragraph->levels != NULL) {
        levels = arena_allocate(&work->scratch, count + 1, 1);
        memcpy(levels, paragraph->levels + first, count);
        levels[count] = work->options->direction == TEXT_RIGHT_TO_LEFT;
    }
    add_line(work, cells, levels, count + 1, paragraph->columns[end] - paragraph->columns[first] + 1);
}

// Is there anything to see after the cell `first` of the paragraph, or after the text's character `next`?
static bool has_more(const struct work *work, const struct text_paragraph *paragraph, size_t first, size_t next)
{
    if (text_trim(paragraph, first, paragraph->count) > first)
        return true;
    for (size_t i = next; i < work->prepared.count; i++) {
        struct text_cell cell = {.base = work->prepared.characters[i]};
        if (text_width_of(cell.base) > 0 && !text_is_space(&cell))
            return true;
    }
    return false;
}

// Adds the line of the cells from `first` to `end`; `next` begins the line after it. A soft hyphen between the two is
// shown, unless the line had to be ended there without room for it.
static void add_whole_line(struct work *work, const struct text_paragraph *paragraph, size_t first, size_t end,
                           size_t next)
{
    int columns = paragraph->columns[end] - paragraph->columns[first];
    bool hyphen = end > first && end < next && paragraph->cells[end].base == CODEPOINT_SOFT_HYPHEN;
    if (hyphen && columns < work->width && text_ends_in_hyphen(paragraph, next)) {
        paragraph->cells[end] = (struct text_cell){.base = '-', .width = 1};
        end++;
        columns++;
    }
    add_line(work, paragraph->cells + first, paragraph->levels == NULL ? NULL : paragraph->levels + first, end - first,
             columns);
}

// Lays out the text's characters from `first` to `end`, which are one paragraph.
static void lay_out_paragraph(struct work *work, size_t first, size_t end)
{
    const struct text_options *options = work->options;
    struct text_paragraph paragraph = {.characters = work->prepared.characters + first, .length = end - first};
    text_form_cells(work->arena, &work->scratch, &paragraph, work->width);
    text_find_chances(&work->scratch, &paragraph, work->width);
    if (!options->logical_order && (work->prepared.right_to_left || options->direction == TEXT_RIGHT_TO_LEFT))
        text_find_levels(&work->scratch, &paragraph, options->direction);

    size_t start = 0;
    do {
        size_t next = text_end_line(&paragraph, start, work->width);
        size_t trimmed = text_trim(&paragraph, start, next);
        bool last = options->max_lines > 0 && work->count + 1 == (size_t)options->max_lines;
        if (trimmed == start && next < paragraph.count) {
            // Spaces before a word that fills the line are no line of their own.
        } else if (last && has_more(work, &paragraph, next, end)) {
            add_cut_line(work, &paragraph, start);
        } else {
            add_whole_line(work, &paragraph, start, trimmed, next);
        }
        start = next;
    } while (start < paragraph.count && !work->full);
}

void text_lay_out(struct arena *arena, const char *text, const struct text_options *options, struct text_layout *layout)
{
    struct work work = {.arena = arena, .options = options, .width = options->width < 1 ? 1 : options->width};
    text_prepare(&work.scratch, text, options, &work.prepared);
    const uint32_t *characters = work.prepared.characters;
    size_t at = 0;
    do {
        size_t end = at;
        while (end < work.prepared.count && end - at < PARAGRAPH_MAX &&
               codepoint_role_of(characters[end]) != CODEPOINT_END)
            end++;
        lay_out_paragraph(&work, at, end);
        at = end;
        if (at < work.prepared.count && codepoint_role_of(characters[at]) == CODEPOINT_END)
            at++;
    } while (at < work.prepared.count && !work.full);

    struct text_line *lines = arena_allocate(arena, work.count, sizeof *lines);
    memcpy(lines, work.lines, work.count * sizeof *lines);
    layout->lines = lines;
    layout->count = work.count;
    arena_free(&work.scratch);
}

char *text_line_to_utf8(struct arena *arena, const struct text_line *line)
{
    char *text = arena_allocate(arena, line->count * 4 * (1 + TEXT_MARKS_MAX) + 1, 1);
    char *end = text;
    for (size_t i = 0; i < line->count; i++) {
        end += codepoint_write(end, line->cells[i].base);
        for (size_t mark = 0; mark < TEXT_MARKS_MAX && line->cells[i].marks[mark] != 0; mark++)
            end += codepoint_write(end, line->cells[i].marks[mark]);
    }
    return text;
}
