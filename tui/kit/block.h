// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Letters of blocks that carry further than a terminal's own: the program's name, and numbers to be called.
#ifndef KOMPASS_TUI_KIT_BLOCK_H
#define KOMPASS_TUI_KIT_BLOCK_H

#include "tui/kit/canvas.h"

enum block_size {
    BLOCK_SMALL, // of half blocks
    BLOCK_LARGE, // of whole blocks, two columns each
};

// Rows of such letters.
int block_rows(enum block_size size);

// Columns that the text takes; 0 when it has a character that is not drawn: digits, blanks and the letters of KOMPASS are,
// without regard to case.
int block_columns(const char *text, enum block_size size);

// Paints the text from left to right, whatever the canvas' direction, beginning `start` columns from the start edge. Whole blocks
// are of the role `solid`, which has one colour only.
void block_paint(const struct canvas *canvas, int row, int start, const char *text, enum block_size size, enum role role,
                 enum role solid);

#endif
