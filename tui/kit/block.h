// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Numbers to be called, in digits of half blocks that carry further than a terminal's own.
#ifndef KOMPASS_TUI_KIT_BLOCK_H
#define KOMPASS_TUI_KIT_BLOCK_H

#include "tui/kit/canvas.h"

enum { BLOCK_ROWS = 3 };

// Columns that the number takes; 0 when it has anything but digits, blanks and what stands between them in telephone
// numbers: - + / ( ).
int block_columns(const char *number);

// Paints it from left to right, whatever the canvas' direction, beginning `start` columns from the start edge.
void block_paint(const struct canvas *canvas, int row, int start, const char *number);

#endif
