// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A few words in letters that carry across a room (data/letters): in every script that somebody has drawn them in, or spelled.
#ifndef KOMPASS_TUI_KIT_POSTER_H
#define KOMPASS_TUI_KIT_POSTER_H

#include "tui/kit/canvas.h"

enum { POSTER_PIECES_MAX = 120 };

struct poster_piece; // drawn: a word, or a letter of one

// Words laid out in lines.
struct poster {
    const struct poster_piece *pieces[POSTER_PIECES_MAX];
    int lines[POSTER_PIECES_MAX];  // of each piece,
    int starts[POSTER_PIECES_MAX]; // and its columns from its line's start
    int count;
    int scale; // columns of a dot
    int line_count, line_rows, gap_rows;
    int widths[POSTER_PIECES_MAX]; // columns of each line
};

// Lays the words of `text`, with blanks between them, out in the largest letters in which all have room. False when there are none:
// a word is not drawn, or is too large even in the smallest.
bool poster_lay_out(struct poster *poster, const char *text, int rows, int columns);

// Lays out words that nobody has drawn, letter by letter, as German lets it: `scale` columns a dot, seven dots a capital. A word may
// be parted behind a hyphen or a stroke. False when a letter is not drawn, a word is wider than `columns`, or the text is too long.
bool poster_spell(struct poster *poster, const char *text, int scale, int columns);

int poster_rows(const struct poster *poster);

// Paints it from the canvas' first row on, each line in the middle, words in the canvas' direction. What is spelled wants a canvas
// from left to right.
void poster_paint(const struct poster *poster, const struct canvas *canvas);

#endif
