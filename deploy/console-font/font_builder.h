// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Builds the fonts for the Linux console from the recipes in data/console. A tool of the build; the kiosk has no part
// of it.
#ifndef KOMPASS_DEPLOY_FONT_BUILDER_H
#define KOMPASS_DEPLOY_FONT_BUILDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    CELL_WIDTH_MAX = 16,
    CELL_HEIGHT_MAX = 32,
    CHARACTERS_MAX = 2048,
    SOURCES_MAX = 16,
    WORD_MAX = 256,
    TATWEEL = 0x0640,
};

struct cell {
    int width, height; // pixels
};

// One glyph: rows from the top, in each the leftmost pixel is the highest bit.
struct picture {
    uint16_t rows[CELL_HEIGHT_MAX];
};

// A character of the font, and the one whose picture it gets: mostly itself.
struct wanted {
    uint32_t character, drawn_as;
};

struct recipe {
    struct wanted wanted[CHARACTERS_MAX];
    size_t count;
};

enum source_kind {
    SOURCE_OUTLINE, // a scalable font
    SOURCE_HEX,     // GNU Unifont's text format
};

// Where pictures come from: the first source of a size that has the character draws it.
struct source {
    enum source_kind kind;
    char path[WORD_MAX];
    int across, down;     // pixels of the em, outlines only
    int baseline;         // rows above the baseline, outlines only
    uint32_t first, last; // the characters it is used for
};

struct sources {
    struct source list[SOURCES_MAX];
    size_t count;
};

// Says on standard error what is wrong with `what`, and ends the program with status 1.
_Noreturn void builder_fail(const char *what, const char *why, ...) __attribute__((format(printf, 2, 3)));

// Reads <folder>/<name>.txt with what it includes. A character named twice is taken once.
void recipe_read(struct recipe *recipe, const char *folder, const char *name);

// The lines of <folder>/sources.txt for a font and a size ("8x16").
void sources_read(struct sources *sources, const char *folder, const char *font, const char *size);

// Box drawing and block elements, exact to the pixel so that neighbours meet; false for other characters.
bool draw_block(uint32_t character, struct cell cell, struct picture *picture);

// Sharp black-and-white pictures from scalable fonts, narrowed where a glyph is wider or higher than the cell; false
// when the font has no such character.
bool draw_outline(const struct source *source, uint32_t character, struct cell cell, struct picture *picture);

// From a file in Unifont's format; false when it has no such character, or has it wider than the cell.
bool draw_hex(const struct source *source, uint32_t character, struct cell cell, struct picture *picture);

// Whether the Arabic form is joined to its neighbour on the left or on the right of the glass.
bool joins_left(uint32_t character);
bool joins_right(uint32_t character);

// Lengthens the strokes of an Arabic form to the edges where it joins, in the rows in which `tatweel` crosses the cell.
// Keeps the left edge clear after letters that join on the right only. False when there is no stroke near an edge where
// the form joins.
bool draw_joins(uint32_t character, struct cell cell, const struct picture *tatweel, struct picture *picture);

#endif
