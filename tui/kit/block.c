// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Five dots high, as on the displays of trams. Blocks and half blocks are in every font, the console's too.
#include "tui/kit/block.h"

#include <ctype.h>
#include <string.h>

enum { HEIGHT = 5, GAP = 1, WIDTH_MAX = 5 };

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
    {'A', {" ## ", "#  #", "####", "#  #", "#  #"}},
    {'K', {"#  #", "# # ", "##  ", "# # ", "#  #"}},
    {'M', {"#   #", "## ##", "# # #", "#   #", "#   #"}},
    {'O', {" ## ", "#  #", "#  #", "#  #", " ## "}},
    {'P', {"### ", "#  #", "### ", "#   ", "#   "}},
    {'S', {" ###", "#   ", " ## ", "   #", "### "}},
};

static const struct glyph *glyph_of(char character)
{
    for (size_t i = 0; i < sizeof glyphs / sizeof *glyphs; i++)
        if (glyphs[i].character == toupper((unsigned char)character))
            return &glyphs[i];
    return NULL;
}

int block_rows(enum block_size size)
{
    return size == BLOCK_LARGE ? HEIGHT : (HEIGHT + 1) / 2;
}

static int dot_columns(enum block_size size)
{
    return size == BLOCK_LARGE ? 2 : 1;
}

int block_columns(const char *text, enum block_size size)
{
    int dots = 0;
    for (const char *at = text; *at != '\0'; at++) {
        const struct glyph *glyph = glyph_of(*at);
        if (glyph == NULL)
            return 0;
        dots += (dots > 0 ? GAP : 0) + (int)strlen(glyph->dots[0]);
    }
    return dots * dot_columns(size);
}

static bool has_dot(const struct glyph *glyph, int line, int column)
{
    return line < HEIGHT && glyph->dots[line][column] == '#';
}

static void put(const struct canvas *canvas, int row, int column, uint32_t block, enum role role)
{
    struct text_cell cell = {.base = block, .width = 1};
    if (block != ' ' && row < canvas->rows && column < canvas->columns)
        grid_put(canvas->grid, canvas->top + row, canvas->left + column, &cell, role);
}

static void paint_glyph(const struct canvas *canvas, int left, const struct glyph *glyph, enum block_size size,
                        enum role role, enum role solid)
{
    static const uint32_t halves[] = {' ', 0x2580, 0x2584, 0x2588}; // none, upper, lower, both
    int width = (int)strlen(glyph->dots[0]);
    for (int row = 0; row < block_rows(size); row++)
        for (int column = 0; column < width; column++) {
            if (size == BLOCK_SMALL) {
                int which = has_dot(glyph, 2 * row, column) + 2 * has_dot(glyph, 2 * row + 1, column);
                put(canvas, row, left + column, halves[which], which == 3 ? solid : role);
            } else if (has_dot(glyph, row, column)) {
                put(canvas, row, left + 2 * column, halves[3], solid);
                put(canvas, row, left + 2 * column + 1, halves[3], solid);
            }
        }
}

void block_paint(const struct canvas *canvas, int row, int start, const char *text, enum block_size size, enum role role,
                 enum role solid)
{
    struct canvas part = canvas_part(canvas, row, start, block_rows(size), block_columns(text, size));
    int left = 0;
    for (const char *at = text; *at != '\0'; at++) {
        const struct glyph *glyph = glyph_of(*at);
        if (glyph == NULL)
            return;
        paint_glyph(&part, left, glyph, size, role, solid);
        left += ((int)strlen(glyph->dots[0]) + GAP) * dot_columns(size);
    }
}
