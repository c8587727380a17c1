// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to tiles*.c: what laying out leaves to moving and painting.
#ifndef KOMPASS_TUI_KIT_TILES_PRIVATE_H
#define KOMPASS_TUI_KIT_TILES_PRIVATE_H

#include "tui/kit/choice.h"
#include "tui/kit/tiles.h"

// Columns before what stands in one row: the sign of focus, a blank, a number of two digits, a blank.
enum { TILES_GUTTER = 5, TILES_SIGN = 2 };

struct tile {
    enum tile_kind kind;
    enum role role;
    const struct text_line *number;
    struct text_layout name; // of a tile without frame, the number is its first word
    const struct pictogram *pictogram;
    const char *title;
    int top, start, rows, columns;  // its place, with its frame
    int picture_top, picture_start; // inside it
    int name_top, name_start, name_columns;
};

#endif
