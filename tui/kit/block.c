// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Five dots high, as on the displays of trams.
#include "tui/kit/block.h"

#include <string.h>

enum { HEIGHT = 5, GAP = 1, WIDTH_MAX = 3 };
_Static_assert(BLOCK_ROWS == (HEIGHT + 1) / 2, "two dots in a cell");

static const struct glyph {
    char character;
    char dots[HEIGHT][WIDTH_MAX + 1];
} glyphs[] = {
    {'0', {"###", "# #", "# #", "# #", "###"}},
    {'1', {"## ", " # ", " # ", " # ", "###"}},
    {'2', {"###", "  #", "###", "#  ", "###"}},
    {'3', {"###", "  #", "###", "  #", "###"}},
    {'4', {"# #", "# #", "###", "  #", "  #"}},
    {'5', {"###", "#  ", "###", "  #", "###"}},
    {'6', {"###", "#  ", "###", "# #", "###"}},
    {'7', {"###", "  #", "  #", "  #", "  #"}},
    {'8', {"###", "# #", "###", "# #", "###"}},
    {'9', {"###", "# #", "###", "  #", "###"}},
    {' ', {" ", " ", " ", " ", " "}},
    {'-', {"  ", "  ", "##", "  ", "  "}},
    {'+', {"   ", " # ", "###", " # ", "   "}},
    {'/', {"  #", "  #", " # ", "#  ", "#  "}},
    {'(', {" #", "# ", "# ", "# ", " #"}},
    {')', {"# ", " #", " #", " #", "# "}},
};

static const struct glyph *glyph_of(char character)
{
    for (size_t i = 0; i < sizeof glyphs / sizeof *glyphs; i++)
        if (glyphs[i].character == character)
            return &glyphs[i];
    return NULL;
}

int block_columns(const char *number)
{
    int columns = 0;
    for (const char *at = number; *at != '\0'; at++) {
        const struct glyph *glyph = glyph_of(*at);
        if (glyph == NULL)
            return 0;
        columns += (columns > 0 ? GAP : 0) + (int)strlen(glyph->dots[0]);
    }
    return columns;
}

static bool has_dot(const struct glyph *glyph, int line, int column)
{
    return line < HEIGHT && glyph->dots[line][column] == '#';
}

void block_paint(const struct canvas *canvas, int row, int start, const char *number)
{
    struct canvas part = canvas_part(canvas, row, start, BLOCK_ROWS, block_columns(number));
    part.direction = TEXT_LEFT_TO_RIGHT;
    int left = 0;
    for (const char *at = number; *at != '\0'; at++) {
        const struct glyph *glyph = glyph_of(*at);
        if (glyph == NULL)
            return;
        int width = (int)strlen(glyph->dots[0]);
        for (int line = 0; line < part.rows; line++)
            for (int column = 0; column < width; column++)
                canvas_dots(&part, line, left + column, has_dot(glyph, 2 * line, column), has_dot(glyph, 2 * line + 1, column),
                            ROLE_PICTURE + PICTURE_STRONG);
        left += width + GAP;
    }
}
