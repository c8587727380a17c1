// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// ISO/IEC 18004 asks for a rim of four dots. Readers find a code with two as well, so where the rows are few the rim gives way before
// what the code can hold, down to two and up to the 37 dots that have 106 bytes; beyond that the rim is whole.
#include "tui/kit/code.h"

enum { RIM = 4, RIM_LEAST = 2, SIDE_LEAST = 21, SIDE_STEP = 4, SIDE_WITH_LESS_RIM = 37, DOTS_IN_ROW = 2 };

static int smaller(int one, int other)
{
    return one < other ? one : other;
}

static int dots_of(int rows, int columns)
{
    return smaller(DOTS_IN_ROW * rows, columns);
}

int code_side_max(int rows, int columns)
{
    int dots = dots_of(rows, columns);
    int narrow = smaller(dots - 2 * RIM_LEAST, SIDE_WITH_LESS_RIM);
    int side = dots - 2 * RIM > narrow ? dots - 2 * RIM : narrow;
    return side < SIDE_LEAST ? 0 : side - (side - SIDE_LEAST) % SIDE_STEP;
}

struct code_picture code_picture_of(int side, const bool *dark, int rows, int columns)
{
    return (struct code_picture){.side = side, .dark = dark, .rim = smaller((dots_of(rows, columns) - side) / 2, RIM)};
}

int code_columns(const struct code_picture *picture)
{
    return picture->side + 2 * picture->rim;
}

int code_rows(const struct code_picture *picture)
{
    return (code_columns(picture) + DOTS_IN_ROW - 1) / DOTS_IN_ROW;
}

static bool is_dark(const struct code_picture *picture, int line, int column)
{
    line -= picture->rim;
    column -= picture->rim;
    return line >= 0 && line < picture->side && column >= 0 && column < picture->side &&
           picture->dark[line * picture->side + column];
}

void code_paint(const struct canvas *canvas, const struct code_picture *picture)
{
    struct canvas plate = canvas_part(canvas, 0, 0, code_rows(picture), code_columns(picture));
    plate.direction = TEXT_LEFT_TO_RIGHT;
    for (int row = 0; row < plate.rows; row++) {
        for (int column = 0; column < plate.columns; column++) {
            bool upper = is_dark(picture, DOTS_IN_ROW * row, column);
            bool lower = is_dark(picture, DOTS_IN_ROW * row + 1, column);
            uint32_t sign = upper && lower ? 0x2588 : upper ? 0x2580 : lower ? 0x2584 : ' ';
            canvas_sign(&plate, row, column, sign, upper && lower ? ROLE_CODE_SOLID : ROLE_CODE);
        }
    }
}
