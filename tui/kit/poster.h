// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A few words in letters that carry across a room, in every script that somebody has drawn them in (data/letters).
#ifndef KOMPASS_TUI_KIT_POSTER_H
#define KOMPASS_TUI_KIT_POSTER_H

#include "tui/kit/canvas.h"

enum { POSTER_WORDS_MAX = 8 };

struct poster_word; // drawn

// Words laid out in lines.
struct poster {
    const struct poster_word *words[POSTER_WORDS_MAX];
    int lines[POSTER_WORDS_MAX];  // of each word,
    int starts[POSTER_WORDS_MAX]; // and its columns from its line's start
    int count;
    int line_count, line_rows;
    int widths[POSTER_WORDS_MAX]; // columns of each line
};

// Lays the words of `text`, with blanks between them, out in the largest letters in which all have room. False when there are none:
// a word is not drawn, or is too large even in the smallest.
bool poster_lay_out(struct poster *poster, const char *text, int rows, int columns);

int poster_rows(const struct poster *poster);

// Paints it from the canvas' first row on, each line in the middle, words in the canvas' direction.
void poster_paint(const struct poster *poster, const struct canvas *canvas);

#endif
