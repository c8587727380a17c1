// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// build-font RECIPES FONT SIZE OUTPUT: writes one PSF version 2 file with its unicode table (psf(5), kbd's psf.h),
// always of 512 glyphs, and says how many of them are used.
#include "deploy/console-font/font_builder.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistr.h>

enum {
    GLYPHS = 512,
    SPACE = 0x20, // the kernel clears the screen with glyph 32, whatever the unicode table says
};

struct font {
    struct cell cell;
    struct picture glyphs[GLYPHS];
    bool used[GLYPHS];
    int slots[CHARACTERS_MAX]; // of each character of the recipe
    int count;
};

static void draw(const struct sources *sources, uint32_t character, struct cell cell, struct picture *picture)
{
    bool drawn = draw_block(character, cell, picture);
    for (size_t i = 0; !drawn && i < sources->count; i++) {
        const struct source *source = &sources->list[i];
        if (character < source->first || character > source->last)
            continue;
        drawn = source->kind == SOURCE_HEX ? draw_hex(source, character, cell, picture)
                                           : draw_outline(source, character, cell, picture);
    }
    if (!drawn)
        builder_fail("sources.txt", "no font has U+%04X", (unsigned)character);
    static const struct picture blank;
    if (character != SPACE && memcmp(picture, &blank, sizeof blank) == 0)
        builder_fail("sources.txt", "U+%04X is blank", (unsigned)character);
}

// Characters that look alike share a glyph.
static int slot_for(struct font *font, uint32_t character, const struct picture *picture)
{
    int free_slot = -1;
    for (int i = 0; i < GLYPHS; i++) {
        if (font->used[i] && memcmp(&font->glyphs[i], picture, sizeof *picture) == 0)
            return i;
        if (!font->used[i] && i != SPACE && free_slot < 0)
            free_slot = i;
    }
    if (character == SPACE)
        free_slot = SPACE;
    if (free_slot < 0)
        return -1;
    font->glyphs[free_slot] = *picture;
    font->used[free_slot] = true;
    font->count++;
    return free_slot;
}

static void make_font(struct font *font, const struct recipe *recipe, const struct sources *sources, const char *name)
{
    struct picture tatweel, picture;
    size_t left_out = 0;
    draw(sources, TATWEEL, font->cell, &tatweel);
    for (size_t i = 0; i < recipe->count; i++) {
        const struct wanted *wanted = &recipe->wanted[i];
        draw(sources, wanted->drawn_as, font->cell, &picture);
        if (!draw_joins(wanted->drawn_as, font->cell, &tatweel, &picture))
            builder_fail(name, "U+%04X does not reach the edge where it joins", (unsigned)wanted->drawn_as);
        font->slots[i] = slot_for(font, wanted->drawn_as, &picture);
        left_out += font->slots[i] < 0;
    }
    if (left_out != 0)
        builder_fail(name, "%zu characters too many for %d glyphs", left_out, GLYPHS);
    if (!font->used[SPACE])
        builder_fail(name, "there is no space");
}

static void write_number(FILE *file, uint32_t number)
{
    for (int i = 0; i < 4; i++)
        fputc((int)(number >> (8 * i) & 0xFF), file);
}

static void write_font(const struct font *font, const struct recipe *recipe, const char *path)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL)
        builder_fail(path, "%s", strerror(errno));
    int row_bytes = (font->cell.width + 7) / 8;
    const uint32_t header[] = {0x864AB572,
                               0,
                               32,
                               1,
                               GLYPHS,
                               (uint32_t)(row_bytes * font->cell.height),
                               (uint32_t)font->cell.height,
                               (uint32_t)font->cell.width};
    for (size_t i = 0; i < sizeof header / sizeof *header; i++)
        write_number(file, header[i]);
    for (int i = 0; i < GLYPHS; i++) {
        for (int y = 0; y < font->cell.height; y++) {
            fputc(font->glyphs[i].rows[y] >> 8, file);
            if (row_bytes == 2)
                fputc(font->glyphs[i].rows[y] & 0xFF, file);
        }
    }
    for (int i = 0; i < GLYPHS; i++) {
        for (size_t j = 0; j < recipe->count; j++) {
            uint8_t bytes[6];
            if (font->slots[j] == i)
                fwrite(bytes, 1, (size_t)u8_uctomb(bytes, recipe->wanted[j].character, sizeof bytes), file);
        }
        fputc(0xFF, file);
    }
    if (ferror(file) != 0 || fclose(file) != 0)
        builder_fail(path, "%s", strerror(errno));
}

int main(int argument_count, char **arguments)
{
    static struct font font;
    static struct recipe recipe;
    static struct sources sources;
    if (argument_count != 5)
        builder_fail("usage", "build-font RECIPES FONT SIZE OUTPUT");
    const char *folder = arguments[1];
    const char *name = arguments[2];
    const char *size = arguments[3];
    if (sscanf(size, "%dx%d", &font.cell.width, &font.cell.height) != 2 || font.cell.width < 1 ||
        font.cell.width > CELL_WIDTH_MAX || font.cell.height < 1 || font.cell.height > CELL_HEIGHT_MAX)
        builder_fail(size, "no size such as 8x16, at most %dx%d", CELL_WIDTH_MAX, CELL_HEIGHT_MAX);
    recipe_read(&recipe, folder, name);
    sources_read(&sources, folder, name, size);
    make_font(&font, &recipe, &sources, name);
    write_font(&font, &recipe, arguments[4]);
    printf("  %-12s %-6s %3d of %d glyphs, %3zu characters, %3d free\n", name, size, font.count, GLYPHS, recipe.count,
           GLYPHS - font.count);
    return 0;
}
