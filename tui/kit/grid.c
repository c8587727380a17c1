// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Cells and nothing else. A wide character is one cell of width 2 and one of width 0 behind it, always both.
#include "tui/kit/grid.h"

#include "core/base/memory.h"

#include <string.h>
#include <unistr.h>

enum { UTF8_BYTES_MAX = 4 };

static void blank(struct grid_cell *cell, enum role role)
{
    *cell = (struct grid_cell){.base = ' ', .width = 1, .role = (uint8_t)role};
}

void grid_resize(struct grid *grid, int rows, int columns)
{
    rows = rows > 0 ? rows : 0;
    columns = columns > 0 ? columns : 0;
    if (grid->cells == NULL || rows != grid->rows || columns != grid->columns) {
        grid_free(grid); // where realloc(3) moves them, the old ones would stay
        grid->cells = memory_allocate((size_t)rows * (size_t)columns, sizeof *grid->cells);
    }
    grid->rows = rows;
    grid->columns = columns;
    grid_clear(grid);
}

void grid_free(struct grid *grid)
{
    if (grid->cells != NULL) // a visitor's words may stand in it
        explicit_bzero(grid->cells, (size_t)grid->rows * (size_t)grid->columns * sizeof *grid->cells);
    memory_free(&grid->cells);
    *grid = (struct grid){0};
}

void grid_clear(struct grid *grid)
{
    size_t count = (size_t)grid->rows * (size_t)grid->columns;
    for (size_t i = 0; i < count; i++)
        blank(&grid->cells[i], ROLE_TEXT);
    grid->cursor_row = grid->rows > 0 ? grid->rows - 1 : 0;
    grid->cursor_column = grid->columns > 0 ? grid->columns - 1 : 0;
}

struct grid_cell *grid_at(const struct grid *grid, int row, int column)
{
    if (row < 0 || row >= grid->rows || column < 0 || column >= grid->columns)
        return NULL;
    return &grid->cells[(size_t)row * (size_t)grid->columns + (size_t)column];
}

// Blanks the other half of a wide character one half of which is about to be overwritten.
static void clear_other_half(const struct grid *grid, int row, int column)
{
    struct grid_cell *cell = grid_at(grid, row, column);
    if (cell == NULL || cell->width == 1)
        return;
    struct grid_cell *other = cell->width == 2 ? cell + 1 : cell - 1;
    blank(other, other->role);
}

void grid_put(struct grid *grid, int row, int column, const struct text_cell *cell, enum role role)
{
    struct grid_cell *first = grid_at(grid, row, column);
    struct grid_cell *second = cell->width == 2 ? grid_at(grid, row, column + 1) : NULL;
    bool whole = first != NULL && (cell->width != 2 || second != NULL);
    clear_other_half(grid, row, column);
    if (cell->width == 2)
        clear_other_half(grid, row, column + 1);
    if (!whole) {
        if (first != NULL)
            blank(first, role);
        if (second != NULL)
            blank(second, role);
        return;
    }
    blank(first, role);
    if (cell->base == 0)
        return;
    first->base = cell->base;
    memcpy(first->marks, cell->marks, sizeof first->marks);
    if (second != NULL) {
        *second = (struct grid_cell){.width = 0, .role = (uint8_t)role};
        first->width = 2;
    }
}

char *grid_row_text(struct arena *arena, const struct grid *grid, int row)
{
    enum { CELL_BYTES_MAX = UTF8_BYTES_MAX * (1 + TEXT_MARKS_MAX) };
    size_t columns = grid->columns > 0 ? (size_t)grid->columns : 0;
    char *text = arena_allocate(arena, columns * CELL_BYTES_MAX + 1, 1);
    char *end = text;
    char *inked = text; // behind the last cell that is not blank
    for (int column = 0; column < grid->columns; column++) {
        const struct grid_cell *cell = grid_at(grid, row, column);
        if (cell == NULL || cell->width == 0)
            continue;
        end += u8_uctomb((uint8_t *)end, cell->base, UTF8_BYTES_MAX);
        for (int i = 0; i < TEXT_MARKS_MAX && cell->marks[i] != 0; i++)
            end += u8_uctomb((uint8_t *)end, cell->marks[i], UTF8_BYTES_MAX);
        if (cell->base != ' ' || cell->marks[0] != 0)
            inked = end;
    }
    *inked = '\0';
    return text;
}
