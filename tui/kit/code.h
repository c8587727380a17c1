// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Codes for a telephone's camera: squares of dark and light dots in half blocks, on a plate of their own that is light in every theme.
#ifndef KOMPASS_TUI_KIT_CODE_H
#define KOMPASS_TUI_KIT_CODE_H

#include "tui/kit/canvas.h"

// A code as it is painted: dots row by row, borrowed.
struct code_picture {
    int side; // dots
    const bool *dark;
    int rim;  // light dots around it
};

// Dots a side of the largest code that has room there with its rim; 0 when hardly any has.
int code_side_max(int rows, int columns);

// The picture of the dots for that room, where they fit.
struct code_picture code_picture_of(int side, const bool *dark, int rows, int columns);

int code_rows(const struct code_picture *picture);
int code_columns(const struct code_picture *picture);

// Paints it from the canvas' first row and start edge on. It is the same from right to left, as a mirrored code is another.
void code_paint(const struct canvas *canvas, const struct code_picture *picture);

#endif
