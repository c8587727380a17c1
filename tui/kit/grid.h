// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The screen as a grid of cells: what screens paint into and terminals present. Physical: column 0 is the leftmost.
#ifndef KOMPASS_TUI_KIT_GRID_H
#define KOMPASS_TUI_KIT_GRID_H

#include "core/base/arena.h"
#include "core/text/layout.h"
#include "tui/kit/theme.h"

struct grid_cell {
    uint32_t base;                  // a spacing character, ' ' when empty
    uint32_t marks[TEXT_MARKS_MAX]; // zero-width characters on it
    uint8_t width;                  // 1, 2, or 0 for the second column of a wide character
    uint8_t role;                   // enum role
};

struct grid {
    int rows, columns;
    struct grid_cell *cells;        // rows * columns, owned
    bool fresh;                     // another page than the grid presented before: nothing of that may stay
    int cursor_row, cursor_column;  // where the hardware cursor stands: on the focused thing (braille, screen readers)
};

// Makes the grid that size, empty. Zero-initialised is 0 x 0.
void grid_resize(struct grid *grid, int rows, int columns);
void grid_free(struct grid *grid);

// Fills everything with blanks of ROLE_TEXT and puts the cursor in the last cell.
void grid_clear(struct grid *grid);

// The cell, or NULL outside.
struct grid_cell *grid_at(const struct grid *grid, int row, int column);

// Puts one laid-out cell; a wide one that does not fit becomes a blank, and half of a wide one that is overwritten is
// blanked, so that no character is ever cut. Outside is ignored.
void grid_put(struct grid *grid, int row, int column, const struct text_cell *cell, enum role role);

// One row as UTF-8 without trailing blanks, visual order; in the arena. For tests and pictures.
char *grid_row_text(struct arena *arena, const struct grid *grid, int row);

#endif
