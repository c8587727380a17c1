// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Painting into a rectangle of the grid by start and end, never left and right: a right-to-left screen mirrors itself.
#ifndef KOMPASS_TUI_KIT_CANVAS_H
#define KOMPASS_TUI_KIT_CANVAS_H

#include "tui/kit/grid.h"

#include <stdbool.h>

// A rectangle of a grid. Columns count from its start edge: left for left-to-right, right for right-to-left. Copied freely.
struct canvas {
    struct grid *grid;    // borrowed
    struct arena *arena;  // for this frame only
    enum text_direction direction;
    int top, left;        // physical place in the grid
    int first;            // rows before this one are not painted: they lie above the place that is seen
    int rows, columns;
};

// A part of the canvas, `start` columns from its start edge; clipped to it.
struct canvas canvas_part(const struct canvas *canvas, int row, int start, int rows, int columns);

// Gives a row of the canvas a role from `start` on for `columns`, and blanks it.
void canvas_fill(const struct canvas *canvas, int row, int start, int columns, enum role role);

// Paints a laid-out line so that it begins `start` columns from the start edge.
void canvas_line(const struct canvas *canvas, int row, int start, const struct text_line *line, enum role role);

// Gives those cells of a painted line the role that show some of these parts of its text. The line knows its places.
void canvas_mark(const struct canvas *canvas, int row, int start, const struct text_line *line, const struct text_span *spans,
                 size_t count, enum role role);

// Paints one sign of width 1, which needs no layout.
void canvas_sign(const struct canvas *canvas, int row, int start, uint32_t sign, enum role role);

// Paints the dots of a picture in one cell, one above the other, or leaves it as it is where there is none. `tone` is PICTURE_STRONG or
// PICTURE_QUIET of ROLE_PICTURE or its like.
void canvas_dots(const struct canvas *canvas, int row, int start, bool upper, bool lower, enum role tone);

// Paints text on one line of at most `columns`, with an ellipsis at its end if need be; returns the columns taken.
int canvas_text(const struct canvas *canvas, int row, int start, int columns, const char *text, enum role role);

// The same, ending at `end` columns from the end edge.
int canvas_text_at_end(const struct canvas *canvas, int row, int end, int columns, const char *text, enum role role);

// Centred in the canvas.
int canvas_text_centred(const struct canvas *canvas, int row, const char *text, enum role role);

// The ground of a key on the screen, to be written on its first row. A higher one ends with half a row, so that keys that
// stand on each other stay apart; the focused one fills its whole place.
void canvas_button(const struct canvas *canvas, bool focused);

// A frame of light lines around the canvas' edge.
void canvas_box(const struct canvas *canvas, enum role role);

// Lets all that is painted on the canvas stand back, behind what comes on top of it.
void canvas_dim(const struct canvas *canvas);

// Puts the cells of another grid, and its cursor, from the canvas' top left corner on, whatever the direction: they are laid out.
// What does not fit is left out.
void canvas_grid(const struct canvas *canvas, const struct grid *grid);

// Puts the hardware cursor.
void canvas_cursor(const struct canvas *canvas, int row, int start);

// True when a physical place lies in the canvas; then *row and *start are its place there.
bool canvas_hit(const struct canvas *canvas, int grid_row, int grid_column, int *row, int *start);

#endif
