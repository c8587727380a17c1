// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Everything that a visit can begin with, at one glance: a line to type into, tiles with pictures, and below them doors of
// less and less weight. How the tiles stand is chosen by what fits whole; where nothing does, the page has a list.
#ifndef KOMPASS_TUI_KIT_TILES_H
#define KOMPASS_TUI_KIT_TILES_H

#include "tui/kit/page.h"
#include "tui/kit/pictogram.h"

// Where a thing stands; things come in this order.
enum tile_kind {
    TILE_LINE,    // above the tiles: looks like a field; `title` is its hint
    TILE_PICTURE, // a tile
    TILE_BAR,     // below them, over the full width, with a ground of its role
    TILE_DOOR,    // beside others of its kind, equally wide
    TILE_QUIET,   // in a row of second rank
    TILE_KINDS,
};

// One thing. Texts are borrowed until the next layout.
struct tile_text {
    enum tile_kind kind;
    const char *title;
    const char *brief;                 // what stands for the title of a quiet one where rows are narrow; or NULL
    const struct pictogram *pictogram; // of a picture tile, NULL: its first letter; of a bar, shown where it is high
    enum role role;                    // of a bar
    int number;                        // that opens it
};

struct tile; // laid out

// How the picture tiles stand.
struct tile_shape {
    int columns;  // of tiles
    bool pictured, large; // with pictures, with large ones
    bool above;   // the picture is above the name, not beside it
    bool framed;  // lines around each
};

struct tiles {
    size_t count;
    size_t focus;      // index of the focused thing; of the first picture tile at first
    bool begun;        // it has been laid out before
    int goal;          // columns from the start edge that moving up and down keeps to; -1: where the focus is
    struct view *view; // that it was laid out for: what is typed of a number is there
    int *numbers;
    struct tile *items; // in the page's lines
    struct tile_shape shape;
    int rows, columns; // of all picture tiles with their frames,
    int top, start;    // and their place
    int line_rows, line_columns; // of one of them, without frame
};

// Lays out `count` things, picture tiles among them, for rows x columns of cells: false when there is no way to show all at once
// with every name whole and no word of one broken. Keeps the focus.
bool tiles_lay_out(struct tiles *tiles, struct arena *arena, struct view *view, const struct tile_text *texts, size_t count,
                   int rows, int columns);

enum tiles_result { TILES_IGNORED, TILES_MOVED, TILES_OPENED };

// Moves the focus or opens: arrows in two dimensions, pages, first, last, numbers (choice_type()), touch; Enter opens. Directions
// are logical, places are those of the canvas that the tiles are painted on.
enum tiles_result tiles_act(struct tiles *tiles, const struct input *input);

void tiles_paint(const struct tiles *tiles, const struct canvas *canvas);

#endif
