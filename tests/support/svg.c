// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A pass for the grounds, one for what is drawn, one for letters; runs of the same kind are one element.
#include "tests/support/svg.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

enum { CELL_WIDTH = 10, CELL_HEIGHT = 20, BASELINE = 15 }; // of letters of 16.6 units, whose advance in DejaVu Sans Mono is 10

struct drawing {
    FILE *out;
    const struct grid *grid;
    const struct theme *theme;
};

static struct rgb ink_of(const struct drawing *drawing, const struct grid_cell *cell)
{
    return drawing->theme->colours[drawing->theme->styles[cell->role].ink];
}

static struct rgb ground_of(const struct drawing *drawing, const struct grid_cell *cell)
{
    return drawing->theme->colours[drawing->theme->styles[cell->role].ground];
}

static bool same(struct rgb one, struct rgb other)
{
    return one.red == other.red && one.green == other.green && one.blue == other.blue;
}

static void rectangle(const struct drawing *drawing, int x, int y, int width, int height, struct rgb colour)
{
    fprintf(drawing->out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%02x%02x%02x\"/>\n", x, y, width, height,
            colour.red, colour.green, colour.blue);
}

// Column behind the cells from `column` on that `like` says are like the first.
static int run_end(const struct drawing *drawing, int row, int column,
                   bool (*like)(const struct drawing *, const struct grid_cell *, const struct grid_cell *))
{
    const struct grid_cell *first = grid_at(drawing->grid, row, column);
    int end = column + 1;
    while (end < drawing->grid->columns && like(drawing, first, grid_at(drawing->grid, row, end)))
        end++;
    return end;
}

// ---- grounds ------------------------------------------------------------------------------------------------------

static bool like_ground(const struct drawing *drawing, const struct grid_cell *one, const struct grid_cell *other)
{
    return same(ground_of(drawing, one), ground_of(drawing, other));
}

static void draw_grounds(const struct drawing *drawing, int row)
{
    for (int end, column = 0; column < drawing->grid->columns; column = end) {
        struct rgb ground = ground_of(drawing, grid_at(drawing->grid, row, column));
        end = run_end(drawing, row, column, like_ground);
        if (!same(ground, drawing->theme->colours[COLOUR_PAPER]))
            rectangle(drawing, column * CELL_WIDTH, row * CELL_HEIGHT, (end - column) * CELL_WIDTH, CELL_HEIGHT, ground);
    }
}

// ---- blocks and lines ---------------------------------------------------------------------------------------------

// What is drawn of a character of Unicode's blocks "Block Elements" and "Box Drawing", in units of the cell.
struct shape {
    uint32_t character;
    int x, y, width, height;
};

enum { THIN = 1, MIDDLE_X = CELL_WIDTH / 2, MIDDLE_Y = CELL_HEIGHT / 2 };
#define LEFT 0, MIDDLE_Y, MIDDLE_X + THIN, THIN
#define RIGHT MIDDLE_X, MIDDLE_Y, CELL_WIDTH - MIDDLE_X, THIN
#define UP MIDDLE_X, 0, THIN, MIDDLE_Y + THIN
#define DOWN MIDDLE_X, MIDDLE_Y, THIN, CELL_HEIGHT - MIDDLE_Y

static const struct shape shapes[] = {
    {U'▀', 0, 0, CELL_WIDTH, CELL_HEIGHT / 2},
    {U'▄', 0, CELL_HEIGHT / 2, CELL_WIDTH, CELL_HEIGHT / 2},
    {U'█', 0, 0, CELL_WIDTH, CELL_HEIGHT},
    {U'─', 0, MIDDLE_Y, CELL_WIDTH, THIN},
    {U'│', MIDDLE_X, 0, THIN, CELL_HEIGHT},
    {U'┌', RIGHT}, {U'┌', DOWN}, {U'┐', LEFT}, {U'┐', DOWN}, {U'└', RIGHT}, {U'└', UP}, {U'┘', LEFT}, {U'┘', UP},
    {U'├', UP}, {U'├', DOWN}, {U'├', RIGHT}, {U'┤', UP}, {U'┤', DOWN}, {U'┤', LEFT},
    {U'┬', LEFT}, {U'┬', RIGHT}, {U'┬', DOWN}, {U'┴', LEFT}, {U'┴', RIGHT}, {U'┴', UP},
    {U'┼', LEFT}, {U'┼', RIGHT}, {U'┼', UP}, {U'┼', DOWN},
};
enum { SHAPES = sizeof shapes / sizeof *shapes };

static bool is_drawn(const struct grid_cell *cell)
{
    for (size_t i = 0; i < SHAPES; i++) {
        if (shapes[i].character == cell->base)
            return true;
    }
    return false;
}

static bool like_shape(const struct drawing *drawing, const struct grid_cell *one, const struct grid_cell *other)
{
    return one->base == other->base && same(ink_of(drawing, one), ink_of(drawing, other));
}

// A run of what fills its cells from side to side is one rectangle.
static void draw_shapes(const struct drawing *drawing, int row)
{
    for (int end, column = 0; column < drawing->grid->columns; column = end) {
        const struct grid_cell *cell = grid_at(drawing->grid, row, column);
        end = column + 1;
        for (size_t i = 0; i < SHAPES; i++) {
            const struct shape *shape = &shapes[i];
            if (shape->character != cell->base)
                continue;
            if (shape->width == CELL_WIDTH)
                end = run_end(drawing, row, column, like_shape);
            rectangle(drawing, column * CELL_WIDTH + shape->x, row * CELL_HEIGHT + shape->y,
                      (end - column - 1) * CELL_WIDTH + shape->width, shape->height, ink_of(drawing, cell));
        }
    }
}

// ---- letters ------------------------------------------------------------------------------------------------------

static bool is_letter(const struct grid_cell *cell)
{
    return cell->base != ' ' && cell->width > 0 && !is_drawn(cell);
}

// A run ends before a blank, as blanks at the edges of a text are lost.
static bool like_letter(const struct drawing *drawing, const struct grid_cell *one, const struct grid_cell *other)
{
    (void)drawing;
    return one->role == other->role && (is_letter(other) || other->width == 0);
}

static void write_character(const struct drawing *drawing, uint32_t character)
{
    uint8_t bytes[6];
    int length = u8_uctomb(bytes, character, sizeof bytes);
    if (character == '<' || character == '&')
        fputs(character == '<' ? "&lt;" : "&amp;", drawing->out);
    else if (length > 0)
        fwrite(bytes, 1, (size_t)length, drawing->out);
}

static void write_letters(const struct drawing *drawing, int row, int column, int end)
{
    const struct grid_cell *cell = grid_at(drawing->grid, row, column);
    struct rgb ink = ink_of(drawing, cell);
    uint8_t attributes = drawing->theme->styles[cell->role].attributes;
    fprintf(drawing->out, "<text x=\"%d\" y=\"%d\" textLength=\"%d\" lengthAdjust=\"spacingAndGlyphs\" fill=\"#%02x%02x%02x\"%s%s>", column * CELL_WIDTH,
            row * CELL_HEIGHT + BASELINE, (end - column) * CELL_WIDTH, ink.red, ink.green, ink.blue,
            (attributes & THEME_BOLD) != 0 ? " font-weight=\"bold\"" : "",
            (attributes & THEME_UNDERLINE) != 0 ? " text-decoration=\"underline\"" : "");
    for (; column < end; column++) {
        cell = grid_at(drawing->grid, row, column);
        if (cell->width == 0)
            continue;
        write_character(drawing, cell->base);
        for (size_t i = 0; i < TEXT_MARKS_MAX && cell->marks[i] != 0; i++)
            write_character(drawing, cell->marks[i]);
    }
    fputs("</text>\n", drawing->out);
}

static void draw_letters(const struct drawing *drawing, int row)
{
    for (int end, column = 0; column < drawing->grid->columns; column = end) {
        end = column + 1;
        if (!is_letter(grid_at(drawing->grid, row, column)))
            continue;
        end = run_end(drawing, row, column, like_letter);
        write_letters(drawing, row, column, end);
    }
}

// ---- the whole ----------------------------------------------------------------------------------------------------

char *svg_of_grid(struct arena *arena, const struct grid *grid, enum theme_id theme, const char *title)
{
    char *text = NULL;
    size_t size = 0;
    const struct drawing drawing = {.out = open_memstream(&text, &size), .grid = grid, .theme = theme_of(theme)};
    int width = grid->columns * CELL_WIDTH, height = grid->rows * CELL_HEIGHT;
    fprintf(drawing.out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" font-family=\"DejaVu Sans Mono, monospace\" "
            "font-size=\"16.6\">\n<!-- SPDX-License-Identifier: EUPL-1.2 -->\n<title>%s</title>\n"
            "<style>text { direction: ltr; unicode-bidi: bidi-override }</style>\n",
            width, height, width, title);
    rectangle(&drawing, 0, 0, width, height, drawing.theme->colours[COLOUR_PAPER]);
    for (int row = 0; row < grid->rows; row++) {
        draw_grounds(&drawing, row);
        draw_shapes(&drawing, row);
        draw_letters(&drawing, row);
    }
    fputs("</svg>\n", drawing.out);
    fclose(drawing.out);
    char *copy = arena_copy(arena, text, size);
    free(text);
    return copy;
}
