// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The stages in their order, line by line; the end of a text that is cut; and the promise about widths.
#include "core/text/layout.h"

#include "core/base/memory.h"
#include "core/text/codepoints.h"
#include "core/text/paragraph.h"

#include <assert.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unictype.h>

enum {
    PART = 4096, // characters that are ordered together at least, as short paragraphs one by one take longer
    // ICU counts UTF-16 units, and we columns, in 32 bits with a sign; a longer paragraph is laid out in parts.
    PART_MAX = 1 << 28,
};

// A layout in the making.
struct work {
    struct arena *arena; // of the result
    struct arena scratch;
    struct text_options options;
    struct text_prepared prepared;
    char *chances; // room for those of each character
    struct text_ordering ordering;
    struct text_line *lines; // not in an arena, as they are moved when there are more
    size_t count;
    size_t capacity;
    bool full; // all lines allowed are there
};

// Forms the cell that the character `at` opens, with the marks on it, in zeroed memory.
static void form_cell(const struct text_paragraph *paragraph, size_t at, struct text_cell *cell)
{
    const uint8_t *traits = paragraph->traits;
    uint32_t base = (traits[at] & TEXT_TOO_WIDE) != 0 ? CODEPOINT_ELLIPSIS : paragraph->characters[at];
    size_t marks = 0;
    for (size_t i = at + 1; i < paragraph->length && (traits[i] & TEXT_COLUMNS) == 0 && marks < TEXT_MARKS_MAX; i++)
        if ((traits[i] & TEXT_MARK) != 0 && base != CODEPOINT_ELLIPSIS)
            cell->marks[marks++] = paragraph->characters[i];
    cell->width = traits[at] & TEXT_COLUMNS;
    // Fonts of consoles have one space.
    if (cell->width == 1 && base >= CODEPOINT_NBSP && uc_is_general_category_withtable(base, UC_CATEGORY_MASK_Zs))
        base = ' ';
    // UAX #9, L4.
    bool mirrored = paragraph->levels != NULL && (paragraph->levels[at] & 1) != 0;
    cell->base = mirrored ? (uint32_t)u_charMirror((UChar32)base) : base;
}

// Adds a line of the characters from `first` to `end`.
static void add_line(struct work *work, const struct text_paragraph *paragraph, size_t first, size_t end)
{
    size_t count = 0;
    for (size_t i = first; i < end; i++)
        count += (paragraph->traits[i] & TEXT_COLUMNS) != 0;
    struct text_cell *cells = arena_allocate(work->arena, count, sizeof *cells);
    const int32_t *order = text_order_line(&work->scratch, &work->ordering, paragraph, first, end);
    struct text_line line = {.cells = cells};
    uint32_t *places = NULL;
    uint8_t *levels = NULL;
    if (paragraph->places != NULL) {
        line.places = places = arena_allocate(work->arena, count, sizeof *places);
        line.levels = levels = arena_allocate(work->arena, count, sizeof *levels);
        line.start = paragraph->places[first];
        line.end = paragraph->places[end];
    }
    for (size_t i = 0; i < end - first; i++) {
        size_t at = first + (order == NULL ? i : (size_t)order[i]);
        if ((paragraph->traits[at] & TEXT_COLUMNS) == 0)
            continue;
        form_cell(paragraph, at, &cells[line.count]);
        if (places != NULL) {
            places[line.count] = paragraph->places[at];
            levels[line.count] = paragraph->levels == NULL ? 0 : paragraph->levels[at];
        }
        line.width += cells[line.count++].width;
    }
    assert(line.width == text_columns(paragraph, first, end) && line.width <= work->options.width);
    if (work->count == work->capacity) {
        work->capacity = work->capacity == 0 ? 4 : work->capacity * 2;
        work->lines = memory_resize(work->lines, work->capacity, sizeof *work->lines);
    }
    work->lines[work->count++] = line;
    work->full = work->options.max_lines > 0 && work->count == (size_t)work->options.max_lines;
}

// What stands between words and says nothing without the second: a comma, a bracket, a dot or dash in the middle.
static bool leads_on(uint32_t character)
{
    static const uint32_t between[] = {',', 0x60C, '(', 0xB7, 0x2013};
    bool leads = text_is_space(character);
    for (size_t i = 0; i < sizeof between / sizeof *between; i++)
        leads = leads || character == between[i];
    return leads;
}

// The end of the last whole word of a line that has room for the characters from `first` to `end`. Of a word that takes
// more than half of it, a part says more than nothing.
static size_t end_of_word(const struct text_paragraph *paragraph, size_t first, size_t end, int width)
{
    size_t word = end;
    while (word > first && !text_is_space(paragraph->characters[word]))
        word--;
    while (word > first && leads_on(paragraph->characters[word - 1]))
        word--;
    return text_columns(paragraph, first, word) * 2 >= width ? word : end;
}

// Adds the last line allowed, from `first` as far as it goes in whole words, with an ellipsis where the text goes on.
static void add_cut_line(struct work *work, const struct text_paragraph *paragraph, size_t first)
{
    size_t end = first;
    int columns = 0;
    while (end < paragraph->length) {
        columns += paragraph->traits[end] & TEXT_COLUMNS;
        if (columns >= work->options.width)
            break;
        end++;
    }
    if (end < paragraph->length)
        end = end_of_word(paragraph, first, end, work->options.width);
    end = text_trim(paragraph, first, text_whole_clusters(paragraph, first, end));
    // After this nothing is laid out: what stands there is no longer needed.
    paragraph->characters[end] = CODEPOINT_ELLIPSIS;
    paragraph->traits[end] = 1;
    if (paragraph->levels != NULL)
        paragraph->levels[end] = work->options.direction == TEXT_RIGHT_TO_LEFT;
    add_line(work, paragraph, first, end + 1);
}

// Is there anything to see after the character `first` of the paragraph, or after the text's character `next`?
static bool has_more(const struct work *work, const struct text_paragraph *paragraph, size_t first, size_t next)
{
    if (text_trim(paragraph, first, paragraph->length) > first)
        return true;
    for (size_t i = next; i < work->prepared.count; i++) {
        uint8_t trait = work->prepared.traits[i];
        if ((trait & TEXT_COLUMNS) != 0 && (trait & TEXT_VANISHES) == 0)
            return true;
    }
    return false;
}

// Adds the line of the characters from `first` to `end`; `next` begins the line after it. A soft hyphen between the two
// is shown, unless the line had to be ended there without room for it.
static void add_whole_line(struct work *work, const struct text_paragraph *paragraph, size_t first, size_t end,
                           size_t next)
{
    bool hyphen = end > first && end < next && paragraph->characters[end] == CODEPOINT_SOFT_HYPHEN;
    if (hyphen && text_columns(paragraph, first, end) < work->options.width && text_ends_in_hyphen(paragraph, next)) {
        paragraph->characters[end] = '-';
        paragraph->traits[end] = 1;
        end++;
    }
    add_line(work, paragraph, first, end);
}

// Lays out a paragraph, behind which the text's character `next` stands.
static void lay_out_paragraph(struct work *work, const struct text_paragraph *paragraph, size_t next)
{
    const struct text_options *options = &work->options;
    size_t start = 0;
    do {
        size_t line_end = text_end_line(paragraph, start, options->width);
        size_t trimmed = text_trim(paragraph, start, line_end);
        bool last = options->max_lines > 0 && work->count + 1 == (size_t)options->max_lines;
        if (trimmed == start && line_end < paragraph->length) {
            // Spaces before a word that fills the line are no line of their own.
        } else if (last && has_more(work, paragraph, line_end, next)) {
            add_cut_line(work, paragraph, start);
        } else {
            add_whole_line(work, paragraph, start, trimmed, line_end);
        }
        start = line_end;
    } while (start < paragraph->length && !work->full);
}

// The end of the paragraph that begins at `first`, where `limit` characters are read.
static size_t end_paragraph(const struct text_prepared *prepared, size_t first, size_t limit)
{
    const uint8_t *end = memchr(prepared->traits + first, TEXT_END, limit - first);
    return end == NULL ? limit : (size_t)(end - prepared->traits);
}

// The end of the part that begins at `first`: whole paragraphs.
static size_t end_part(const struct text_prepared *prepared, size_t first)
{
    size_t left = prepared->count - first;
    if (left <= PART)
        return prepared->count;
    size_t end = end_paragraph(prepared, first + PART - 1, first + (left < PART_MAX ? left : PART_MAX));
    return end < prepared->count && prepared->traits[end] == TEXT_END ? end + 1 : end;
}

// Lays out the text's characters from `first` to `end`, which are whole paragraphs.
static void lay_out_part(struct work *work, size_t first, size_t end)
{
    const struct text_prepared *prepared = &work->prepared;
    uint8_t *levels = NULL;
    if (!work->options.logical_order && (prepared->right_to_left || work->options.direction == TEXT_RIGHT_TO_LEFT))
        levels = text_find_levels(&work->scratch, &work->ordering, prepared, first, end, work->options.direction);
    size_t at = first;
    do {
        size_t paragraph_end = end_paragraph(prepared, at, end);
        struct text_paragraph paragraph = {
            .characters = prepared->characters + at,
            .traits = prepared->traits + at,
            .length = paragraph_end - at,
            .places = prepared->places == NULL ? NULL : prepared->places + at,
            .levels = levels == NULL ? NULL : levels + (at - first),
        };
        text_find_chances(&paragraph, work->options.width, work->chances + at);
        lay_out_paragraph(work, &paragraph, paragraph_end);
        at = paragraph_end + 1;
    } while (at < end && !work->full);
}

void text_lay_out(struct arena *arena, const char *text, const struct text_options *options, struct text_layout *layout)
{
    struct work work = {.arena = arena, .options = *options};
    if (work.options.width < 1)
        work.options.width = 1;
    text_prepare(&work.scratch, text, &work.options, &work.prepared);
    work.chances = arena_allocate(&work.scratch, work.prepared.count, 1);
    size_t at = 0;
    do {
        size_t end = end_part(&work.prepared, at);
        lay_out_part(&work, at, end);
        at = end;
    } while (at < work.prepared.count && !work.full);

    struct text_line *lines = arena_allocate(arena, work.count, sizeof *lines);
    memcpy(lines, work.lines, work.count * sizeof *lines);
    layout->lines = lines;
    layout->count = work.count;
    memory_free(&work.lines);
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
