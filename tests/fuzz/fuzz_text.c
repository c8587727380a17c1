// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// libFuzzer target for the text pipeline. Four bytes of options, then text: it is accepted or cleaned, isolated, laid
// out and folded, and what the headers promise is asserted.
#include "core/text/accept.h"
#include "core/text/codepoints.h"
#include "core/text/fold.h"
#include "core/text/isolate.h"
#include "core/text/layout.h"

#include <assert.h>
#include <string.h>
#include <unicode/uchar.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// A number for a cell, the same for a bracket and its mirror image; 0 for a space, which a line's end may swallow, and
// for a hyphen, which may be a soft one at a line's end.
static uint64_t number_of_cell(const struct text_cell *cell, bool marked)
{
    uint32_t mirror = (uint32_t)u_charMirror((UChar32)cell->base);
    uint64_t number = mirror < cell->base ? mirror : cell->base;
    bool may_vanish = cell->base == '-' || u_charType((UChar32)cell->base) == U_SPACE_SEPARATOR;
    if (may_vanish && (!marked || cell->marks[0] == 0))
        return 0;
    for (size_t mark = 0; marked && mark < TEXT_MARKS_MAX; mark++)
        number = number * 0x9E3779B97F4A7C15 + cell->marks[mark];
    number *= 0xD1B54A32D192ED03;
    return number ^ number >> 29;
}

// A sum that is the same for the same cells in any order.
static uint64_t sum_of_cells(const struct text_layout *layout, bool marked)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < layout->count; i++)
        for (size_t cell = 0; cell < layout->lines[i].count; cell++)
            sum += number_of_cell(&layout->lines[i].cells[cell], marked);
    return sum;
}

// Wrapping and ordering lose no cell and make none; without shaping, the cells' characters are those of the text.
static void check_kept(struct arena *arena, const char *text, const struct text_options *options,
                       const struct text_layout *layout)
{
    if (options->max_lines > 0 || options->width < 2)
        return;
    struct text_options wide = *options;
    wide.width = text_measure(text) * 2 + 2; // lam and alef may be one or two
    wide.logical_order = true;
    struct text_layout logical;
    text_lay_out(arena, text, &wide, &logical);
    assert(sum_of_cells(layout, true) == sum_of_cells(&logical, true));
    if (!options->unshaped)
        return;
    size_t count;
    const uint32_t *characters = codepoint_decode(arena, text, strlen(text), &count);
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        if (text_width_of(characters[i]) > 0)
            sum += number_of_cell(&(struct text_cell){.base = characters[i]}, false);
    assert(sum_of_cells(layout, false) == sum);
}

// Lines follow each other in the text, and what is in a line's cells is between its ends.
static void check_places(const struct text_line *line, size_t length, size_t before)
{
    assert(line->start >= before && line->end >= line->start && line->end <= length);
    for (size_t cell = 0; cell < line->count; cell++)
        assert(line->places[cell] >= line->start && line->places[cell] <= line->end);
}

static void check_layout(struct arena *arena, const char *text, const struct text_options *options)
{
    struct text_layout layout;
    text_lay_out(arena, text, options, &layout);
    assert(layout.count > 0);
    assert(options->max_lines == 0 || layout.count <= (size_t)options->max_lines);
    for (size_t i = 0; i < layout.count; i++) {
        const struct text_line *line = &layout.lines[i];
        int width = 0;
        for (size_t cell = 0; cell < line->count; cell++) {
            assert(line->cells[cell].width == text_width_of(line->cells[cell].base));
            assert(line->cells[cell].width == 1 || line->cells[cell].width == 2);
            width += line->cells[cell].width;
            for (size_t mark = 0; mark < TEXT_MARKS_MAX; mark++)
                assert(text_width_of(line->cells[cell].marks[mark]) == 0);
        }
        assert(width == line->width && width <= options->width);
        text_line_to_utf8(arena, line);
        if (options->places)
            check_places(line, strlen(text), i == 0 ? 0 : layout.lines[i - 1].end);
    }
    check_kept(arena, text, options, &layout);
    if (options->unshaped || options->width < 2)
        return;
    // On lines as wide as it measures, nothing has to be wrapped; characters that are never shown make no last line.
    struct text_options wide = *options;
    wide.width = text_measure(text) + 1;
    wide.max_lines = 0;
    size_t lines = 1;
    for (const char *at = text; *at != '\0'; at++) {
        bool separator = strncmp(at, "\u2028", 3) == 0 || strncmp(at, "\u2029", 3) == 0;
        lines += (*at == '\n' && at[1] != '\0') || (separator && at[3] != '\0');
    }
    text_lay_out(arena, text, &wide, &layout);
    assert(layout.count == lines || layout.count + 1 == lines);
}

static void check_gates(struct arena *arena, const char *bytes, size_t length, const char *cleaned)
{
    struct problem problem = {0};
    char *accepted = NULL;
    enum status status = text_accept(arena, bytes, length, "fuzz", &accepted, &problem);
    if (status == STATUS_OK)
        assert(strcmp(accepted, cleaned) == 0);
    else
        assert(status == STATUS_INVALID && problem.why[0] != '\0' && problem.mend[0] != '\0');
    assert(text_accept(arena, cleaned, strlen(cleaned), "fuzz", &accepted, &problem) == STATUS_OK);
    assert(strcmp(accepted, cleaned) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct arena arena;
    if (size < 4)
        return 0;
    struct text_options options = {
        .direction = data[0] & 1 ? TEXT_RIGHT_TO_LEFT : TEXT_LEFT_TO_RIGHT,
        .width = 1 + data[1] % 80,
        .max_lines = data[2] % 4 == 0 ? 1 + data[2] / 4 : 0,
        .logical_order = (data[0] & 2) != 0,
        .unshaped = (data[0] & 4) != 0,
        .find_fields = (data[0] & 8) != 0,
        .places = (data[0] & 16) != 0,
    };
    const char *bytes = (const char *)data + 4;
    size_t length = size - 4;
    char *cleaned = text_clean(&arena, bytes, length);
    check_gates(&arena, bytes, length, cleaned);
    check_layout(&arena, cleaned, &options);
    check_layout(&arena, arena_copy(&arena, bytes, length), &options);
    check_layout(&arena, text_isolate(&arena, (enum text_field)(data[3] % (TEXT_FIELD_PRICE + 1)), cleaned), &options);
    char *folded = text_fold(&arena, cleaned);
    assert(strcmp(text_fold(&arena, folded), folded) == 0);
    arena_reset(&arena);
    return 0;
}
