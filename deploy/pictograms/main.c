// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// pictograms table FILE...: what the programs are compiled with. pictograms sheet FILE...: a picture of all, to be looked at, as
// PPM (netpbm), on a light and on a dark ground.
#include "deploy/pictograms/reader.h"

#include "core/base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// ---- table --------------------------------------------------------------------------------------------------------

static void write_pixels(const char *pixels, int width)
{
    for (; *pixels != '\0'; pixels += width)
        printf("     \"%.*s\"\n", width, pixels);
}

static void write_table(const struct pictogram *pictograms, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        printf("    {.name = \"%s\", .directed = %s,\n     .small =\n", pictograms[i].name,
               pictograms[i].directed ? "true" : "false");
        write_pixels(pictograms[i].small, PICTOGRAM_SMALL_WIDTH);
        printf("     , .large =\n");
        write_pixels(pictograms[i].large, PICTOGRAM_LARGE_WIDTH);
        printf("    },\n");
    }
}

// ---- sheet --------------------------------------------------------------------------------------------------------

enum {
    SCALE = 8,    // of a pixel
    BORDER = 2,   // pixels of a pictogram, as all below
    IN_ROW = 5,   // pictograms beside one another
    PLACE_WIDTH = BORDER + PICTOGRAM_LARGE_WIDTH + BORDER + PICTOGRAM_SMALL_WIDTH + BORDER,
    PLACE_HEIGHT = BORDER + PICTOGRAM_LARGE_HEIGHT + BORDER,
};

// Red, green and blue of ground, first and second tone: close to the themes by day and by night.
static const unsigned char palettes[][3][3] = {
    {{250, 246, 236}, {30, 40, 60}, {20, 105, 150}},
    {{24, 32, 44}, {235, 238, 240}, {125, 200, 240}},
};
enum { PALETTES = sizeof palettes / sizeof *palettes };

static char pixel_at(const char *pixels, int width, int height, int row, int column)
{
    return row < 0 || row >= height || column < 0 || column >= width ? '.' : pixels[row * width + column];
}

// The pixel of the sheet, and by which palette it is coloured.
static char sheet_pixel(const struct pictogram *pictograms, size_t count, int in_row, int row, int column, int *palette)
{
    size_t across = (size_t)(column / PLACE_WIDTH);
    *palette = (int)(across / (size_t)in_row);
    size_t which = (size_t)(row / PLACE_HEIGHT) * (size_t)in_row + across % (size_t)in_row;
    if (which >= count)
        return '.';
    row = row % PLACE_HEIGHT - BORDER;
    column = column % PLACE_WIDTH - BORDER;
    if (column < PICTOGRAM_LARGE_WIDTH)
        return pixel_at(pictograms[which].large, PICTOGRAM_LARGE_WIDTH, PICTOGRAM_LARGE_HEIGHT, row, column);
    return pixel_at(pictograms[which].small, PICTOGRAM_SMALL_WIDTH, PICTOGRAM_SMALL_HEIGHT,
                    row - (PICTOGRAM_LARGE_HEIGHT - PICTOGRAM_SMALL_HEIGHT), column - PICTOGRAM_LARGE_WIDTH - BORDER);
}

static void write_sheet(const struct pictogram *pictograms, size_t count)
{
    int in_row = count < IN_ROW ? (int)count : IN_ROW;
    int width = PALETTES * in_row * PLACE_WIDTH;
    int height = (int)((count + (size_t)in_row - 1) / (size_t)in_row) * PLACE_HEIGHT;
    printf("P6\n%d %d\n255\n", width * SCALE, height * SCALE);
    for (int row = 0; row < height * SCALE; row++)
        for (int column = 0; column < width * SCALE; column++) {
            int palette;
            char pixel = sheet_pixel(pictograms, count, in_row, row / SCALE, column / SCALE, &palette);
            fwrite(palettes[palette][pixel == '#' ? 1 : pixel == '+' ? 2 : 0], 1, 3, stdout);
        }
}

// ---- program ------------------------------------------------------------------------------------------------------

static int by_name(const void *one, const void *other)
{
    return strcmp(((const struct pictogram *)one)->name, ((const struct pictogram *)other)->name);
}

int main(int argc, char **argv)
{
    bool sheet = argc > 2 && strcmp(argv[1], "sheet") == 0;
    if (!sheet && (argc < 3 || strcmp(argv[1], "table") != 0)) {
        fputs("usage: pictograms table|sheet FILE...\n", stderr);
        return 2;
    }
    size_t count = (size_t)argc - 2;
    int wrong = 0;
    struct pictogram *pictograms = memory_allocate(count, sizeof *pictograms);
    for (size_t i = 0; i < count; i++) {
        struct problem problem;
        char said[sizeof problem];
        if (pictogram_read(argv[i + 2], &pictograms[i], &problem) == STATUS_OK)
            continue;
        problem_format(&problem, said, sizeof said);
        fprintf(stderr, "pictograms: %s\n", said);
        wrong = 1;
    }
    if (wrong == 0) {
        qsort(pictograms, count, sizeof *pictograms, by_name);
        (sheet ? write_sheet : write_table)(pictograms, count);
        wrong = fflush(stdout) != 0;
    }
    memory_free(&pictograms);
    return wrong;
}
