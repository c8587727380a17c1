// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// From text to cells: shape, measure, wrap in logical order, reorder each line (UAX #9, #14, #29).
//
// The heart of the program, in one order for every script. What leaves here are lines of cells in visual order, left to
// right on the glass; the sum of a line's cell widths is its measured width, on every terminal we know.
#ifndef KOMPASS_CORE_TEXT_LAYOUT_H
#define KOMPASS_CORE_TEXT_LAYOUT_H

#include "core/base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum text_direction { TEXT_LEFT_TO_RIGHT, TEXT_RIGHT_TO_LEFT };

enum { TEXT_MARKS_MAX = 4 }; // zero-width characters that a terminal's cell keeps beside its base (CCHARW_MAX less one)

// What stands in one cell, or in two for a wide character.
struct text_cell {
    uint32_t base;                  // a spacing character
    uint32_t marks[TEXT_MARKS_MAX]; // zero-width characters on it, 0 where unused
    uint8_t width;                  // 1 or 2 columns
};

struct text_line {
    const struct text_cell *cells; // visual order, leftmost first
    uint32_t count;                // cells
    int width;                     // columns: the sum of the cells' widths
    const uint32_t *places;        // of each cell, the byte of the text where what it shows begins; NULL unless asked for
    const uint8_t *levels;         // then: of each cell, by UAX #9: what is odd runs right to left
    uint32_t start, end;           // then: the bytes from which on it shows the text, and up to which
};

// A part of a text: its bytes from `start` on, up to `end`.
struct text_span {
    uint32_t start, end;
};

struct text_options {
    enum text_direction direction; // of the paragraph: that of the language, never guessed (UAX #9, HL1)
    int width;                     // columns a line may take, at least 1
    int max_lines;                 // more text than this ends in an ellipsis on the last line, after a whole word; 0 is unlimited
    bool logical_order;            // leave order and joining to the terminal (docs/terminals.md)
    bool unshaped;                 // leave Arabic letters in their nominal form; harakat are dropped all the same
    bool find_fields;              // keep order and lines of what free text holds: phone numbers, names (see isolate.h)
    bool places;                   // tell what of the text stands where, for who writes or marks it
};

struct text_layout {
    const struct text_line *lines;
    size_t count; // at least 1: empty text is one empty line
};

// Lays out accepted UTF-8. A line feed ends a paragraph's line; after the last one no empty line follows. Spaces at a
// line's end are dropped. A soft hyphen is seen where a line ends at it, but not in right-to-left words. A word longer
// than a line is broken after a slash, else between clusters; a cluster wider than a line is replaced by U+2026. All in
// the arena. Linear in the text's length. Not for threads.
void text_lay_out(struct arena *arena, const char *text, const struct text_options *options,
                  struct text_layout *layout);

// Columns that the text takes on one line, after shaping, with the spaces at its end; of more paragraphs the widest.
int text_measure(const char *text);

// Columns of one code point on a terminal: 0, 1 or 2. The only place that decides widths.
int text_width_of(uint32_t character);

// The text of a line in UTF-8, cell after cell; in the arena.
char *text_line_to_utf8(struct arena *arena, const struct text_line *line);

#endif
