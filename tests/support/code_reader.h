// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Codes on a screen read as a telephone does: the cells become pixels, and programs that know nothing of ours look for a code in them.
#ifndef KOMPASS_TESTS_SUPPORT_CODE_READER_H
#define KOMPASS_TESTS_SUPPORT_CODE_READER_H

#include "tui/kit/grid.h"

// A screen in shades of grey.
struct grey_picture {
    int width, height;
    unsigned char *pixels; // in the arena
};

// The screen in the colours of the theme: half blocks as they are, whatever else stands in a cell as its ground.
struct grey_picture code_picture_of_grid(struct arena *arena, const struct grid *grid, const struct theme *theme);

// The bytes of the code in the picture, terminated; "" where none is found. In the arena.
char *code_read_by_zbar(struct arena *arena, const struct grey_picture *picture);
char *code_read_by_zxing(struct arena *arena, const struct grey_picture *picture);

#endif
