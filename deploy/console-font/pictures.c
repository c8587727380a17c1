// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Draws glyphs into cells: from outlines by FreeType, from Unifont's text format, and what must meet its neighbours
// exactly by hand.
#include "deploy/console-font/font_builder.h"

#include <ft2build.h>
#include FT_FREETYPE_H

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>

enum { NARROWEST = 3 }; // a glyph is made smaller down to this part of its size

static void set_pixel(struct picture *picture, int x, int y)
{
    picture->rows[y] |= (uint16_t)(0x8000u >> x);
}

static bool has_pixel(const struct picture *picture, int x, int y)
{
    return (picture->rows[y] & (0x8000u >> x)) != 0;
}

static void fill(struct picture *picture, int left, int top, int right, int bottom)
{
    for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++)
            set_pixel(picture, x, y);
    }
}

// ---- lines and blocks ----

enum arm { ARM_LEFT = 1, ARM_RIGHT = 2, ARM_UP = 4, ARM_DOWN = 8 };

static unsigned arms_of(uint32_t character)
{
    switch (character) {
    case 0x2500:
        return ARM_LEFT | ARM_RIGHT;
    case 0x2502:
        return ARM_UP | ARM_DOWN;
    case 0x250C:
        return ARM_RIGHT | ARM_DOWN;
    case 0x2510:
        return ARM_LEFT | ARM_DOWN;
    case 0x2514:
        return ARM_RIGHT | ARM_UP;
    case 0x2518:
        return ARM_LEFT | ARM_UP;
    case 0x251C:
        return ARM_UP | ARM_DOWN | ARM_RIGHT;
    case 0x2524:
        return ARM_UP | ARM_DOWN | ARM_LEFT;
    case 0x252C:
        return ARM_LEFT | ARM_RIGHT | ARM_DOWN;
    case 0x2534:
        return ARM_LEFT | ARM_RIGHT | ARM_UP;
    case 0x253C:
        return ARM_LEFT | ARM_RIGHT | ARM_UP | ARM_DOWN;
    default:
        return 0;
    }
}

static void draw_arms(unsigned arms, struct cell cell, struct picture *picture)
{
    int thick = cell.width < 12 ? 1 : 2;
    int left = (cell.width - thick) / 2;
    int top = (cell.height - thick) / 2;
    fill(picture, arms & ARM_LEFT ? 0 : left, top, arms & ARM_RIGHT ? cell.width : left + thick, top + thick);
    fill(picture, left, arms & ARM_UP ? 0 : top, left + thick, arms & ARM_DOWN ? cell.height : top + thick);
}

static void draw_shade(int quarters, struct cell cell, struct picture *picture)
{
    static const uint8_t order[2][2] = {{0, 2}, {3, 1}}; // pixels of a square of four, in the order they are set
    for (int y = 0; y < cell.height; y++) {
        for (int x = 0; x < cell.width; x++) {
            if (order[y % 2][x % 2] < quarters)
                set_pixel(picture, x, y);
        }
    }
}

bool draw_block(uint32_t character, struct cell cell, struct picture *picture)
{
    int width = cell.width;
    int height = cell.height;
    *picture = (struct picture){0};
    if (arms_of(character) != 0)
        draw_arms(arms_of(character), cell, picture);
    else if (character == 0x2580)
        fill(picture, 0, 0, width, height / 2);
    else if (character >= 0x2581 && character <= 0x2588)
        fill(picture, 0, height - height * (int)(character - 0x2580) / 8, width, height);
    else if (character >= 0x2589 && character <= 0x258F)
        fill(picture, 0, 0, width * (int)(0x2590 - character) / 8, height);
    else if (character == 0x2590)
        fill(picture, width / 2, 0, width, height);
    else if (character >= 0x2591 && character <= 0x2593)
        draw_shade((int)(character - 0x2590), cell, picture);
    else
        return false;
    return true;
}

// ---- outlines ----

static FT_Face face_of(const char *path)
{
    static struct {
        char path[WORD_MAX];
        FT_Face face;
    } open[SOURCES_MAX];
    static FT_Library library;

    if (library == NULL && FT_Init_FreeType(&library) != 0)
        builder_fail("FreeType", "does not start");
    for (size_t i = 0; i < SOURCES_MAX; i++) {
        if (open[i].face != NULL && strcmp(open[i].path, path) == 0)
            return open[i].face;
        if (open[i].face == NULL) {
            snprintf(open[i].path, sizeof open[i].path, "%s", path);
            if (FT_New_Face(library, path, 0, &open[i].face) != 0)
                builder_fail(path, "no font that FreeType can open");
            return open[i].face;
        }
    }
    builder_fail(path, "more than %d fonts", SOURCES_MAX);
}

static const FT_GlyphSlotRec *render(FT_Face face, const char *path, uint32_t character, int across, int down)
{
    if (FT_Set_Pixel_Sizes(face, (FT_UInt)across, (FT_UInt)down) != 0 ||
        FT_Load_Char(face, character, FT_LOAD_TARGET_MONO) != 0 ||
        FT_Render_Glyph(face->glyph, FT_RENDER_MODE_MONO) != 0)
        builder_fail(path, "U+%04X cannot be drawn at %dx%d pixels", (unsigned)character, across, down);
    return face->glyph;
}

bool draw_outline(const struct source *source, uint32_t character, struct cell cell, struct picture *picture)
{
    FT_Face face = face_of(source->path);
    if (FT_Get_Char_Index(face, character) == 0)
        return false;
    bool joins = joins_left(character) || joins_right(character);
    int room = FT_IS_FIXED_WIDTH(face) ? cell.width : cell.width - (cell.width + 7) / 8; // such a font has no gaps
    int across = source->across;
    int down = source->down;
    const FT_GlyphSlotRec *glyph = render(face, source->path, character, across, down);
    // Strokes that join may cross the cell's edge; everything else must lie within it.
    while (!joins && (int)glyph->bitmap.width > room && across > source->across / NARROWEST)
        glyph = render(face, source->path, character, --across, down);
    while ((glyph->bitmap_top > source->baseline ||
            (int)glyph->bitmap.rows - glyph->bitmap_top > cell.height - source->baseline) &&
           down > source->down / NARROWEST)
        glyph = render(face, source->path, character, across, --down);

    int width = (int)glyph->bitmap.width;
    int left = glyph->bitmap_left;
    if (!joins && (across < source->across || !FT_IS_FIXED_WIDTH(face)))
        left = (room - width) / 2;
    else if (!joins)
        left = left < 0 ? 0 : left + width > cell.width ? cell.width - width : left;
    *picture = (struct picture){0};
    for (int y = 0; y < (int)glyph->bitmap.rows; y++) {
        const unsigned char *row = glyph->bitmap.buffer + (ptrdiff_t)y * glyph->bitmap.pitch;
        int to = y + source->baseline - glyph->bitmap_top;
        for (int x = 0; x < width; x++) {
            if ((row[x / 8] & (0x80 >> x % 8)) && left + x >= 0 && left + x < cell.width && to >= 0 && to < cell.height)
                set_pixel(picture, left + x, to);
        }
    }
    return true;
}

// ---- Unifont ----

bool draw_hex(const struct source *source, uint32_t character, struct cell cell, struct picture *picture)
{
    static const int height = 16;
    char line[128];
    FILE *file = fopen(source->path, "r");
    if (file == NULL)
        builder_fail(source->path, "%s", strerror(errno));
    bool found = false;
    *picture = (struct picture){0};
    while (!found && fgets(line, sizeof line, file) != NULL) {
        char *digits;
        if (strtoul(line, &digits, 16) != character || *digits != ':')
            continue;
        digits++;
        if ((int)strcspn(digits, "\n") != height * 2 || cell.height != height)
            break; // twice as wide as the cell
        for (int y = 0; y < height; y++) {
            char byte[3] = {digits[y * 2], digits[y * 2 + 1], '\0'};
            picture->rows[y] = (uint16_t)(strtoul(byte, NULL, 16) << 8);
        }
        found = true;
    }
    fclose(file);
    return found;
}

// ---- joining ----

// The form's place in a word and the letter, of a ligature the last one. Other characters are isolated.
static int form_of(uint32_t character, ucs4_t *letter)
{
    int tag = UC_DECOMP_CANONICAL;
    ucs4_t letters[UC_DECOMPOSITION_MAX_LENGTH];
    *letter = character;
    if (character == TATWEEL) // nothing but a stroke from edge to edge
        return UC_DECOMP_MEDIAL;
    bool arabic = (character >= 0xFB50 && character <= 0xFDFF) || (character >= 0xFE70 && character <= 0xFEFC);
    int count = arabic ? uc_decomposition(character, &tag, letters) : 0;
    if (count <= 0)
        return UC_DECOMP_ISOLATED;
    *letter = letters[count - 1];
    return tag;
}

// Whether another letter of the word may follow on the left without being joined, as after reh.
static bool ends_in_a_gap(uint32_t character)
{
    ucs4_t letter;
    form_of(character, &letter);
    return letter != character && uc_joining_type(letter) == UC_JOINING_TYPE_R;
}

bool joins_left(uint32_t character)
{
    ucs4_t letter;
    int form = form_of(character, &letter);
    return form == UC_DECOMP_INITIAL || form == UC_DECOMP_MEDIAL;
}

bool joins_right(uint32_t character)
{
    ucs4_t letter;
    int form = form_of(character, &letter);
    return form == UC_DECOMP_FINAL || form == UC_DECOMP_MEDIAL;
}

// Fills a row from the edge up to the first ink within reach.
static bool reach_edge(struct picture *picture, struct cell cell, int y, int edge, int step)
{
    for (int distance = 0; distance <= cell.width / 3; distance++) {
        if (!has_pixel(picture, edge + step * distance, y))
            continue;
        for (int i = 0; i < distance; i++)
            set_pixel(picture, edge + step * i, y);
        return true;
    }
    return false;
}

bool draw_joins(uint32_t character, struct cell cell, const struct picture *tatweel, struct picture *picture)
{
    bool joined = true;
    for (int y = 0; ends_in_a_gap(character) && y < cell.height; y++)
        picture->rows[y] &= 0x7FFF;
    for (int side = 0; side < 2; side++) {
        int edge = side == 0 ? 0 : cell.width - 1;
        bool reached = !(side == 0 ? joins_left(character) : joins_right(character));
        bool wanted = !reached;
        for (int y = 0; wanted && y < cell.height; y++) {
            if (has_pixel(tatweel, edge, y) && reach_edge(picture, cell, y, edge, side == 0 ? 1 : -1))
                reached = true;
        }
        joined = joined && reached;
    }
    return joined;
}
