// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Pictures for who does not read: data/pictograms, which the build makes a table of. Drawn with half blocks, two pixels in a
// cell, as console fonts and terminals of every kind have them.
#ifndef KOMPASS_TUI_KIT_PICTOGRAM_H
#define KOMPASS_TUI_KIT_PICTOGRAM_H

#include "tui/kit/canvas.h"

enum pictogram_size { PICTOGRAM_SMALL, PICTOGRAM_LARGE };

enum { // pixels
    PICTOGRAM_SMALL_WIDTH = 12,
    PICTOGRAM_SMALL_HEIGHT = 8,
    PICTOGRAM_LARGE_WIDTH = 16,
    PICTOGRAM_LARGE_HEIGHT = 16,
};
enum { PICTOGRAM_NAME_BYTES = 33 };

struct pictogram {
    char name[PICTOGRAM_NAME_BYTES];
    bool directed; // it points or goes somewhere: mirrored from right to left
    // Row by row, each from its left pixel: '.' the ground, '#' the strong tone, '+' the quiet one. A cell has no more than one tone.
    char small[PICTOGRAM_SMALL_WIDTH * PICTOGRAM_SMALL_HEIGHT + 1];
    char large[PICTOGRAM_LARGE_WIDTH * PICTOGRAM_LARGE_HEIGHT + 1];
};

// Rows and columns that one takes.
int pictogram_rows(enum pictogram_size size);
int pictogram_columns(enum pictogram_size size);

// The one of that name; NULL when there is none. `name` may be NULL.
const struct pictogram *pictogram_named(const char *name);

// All, by their names; static.
const struct pictogram *pictogram_all(size_t *count);

// Paints one from the canvas' first row and start edge on, whose ground says the colours: ROLE_PICTURE or its like. NULL: a frame with
// the first letter of `title`, which may be NULL.
void pictogram_paint(const struct canvas *canvas, const struct pictogram *pictogram, const char *title,
                     enum pictogram_size size, enum role colours);

#endif
