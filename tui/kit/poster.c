// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A word is drawn whole and not letter by letter, so letters join as their script wants it. Two dots in a cell, as on pictograms.
#include "tui/kit/poster.h"

#include <string.h>

enum { SIZES = 3, DOTS_IN_ROW = 2 };

struct poster_word {
    int size; // 1: the largest
    const char *text;
    int width, height; // dots
    const char *dots;  // row by row: '#' and '.'
};

static const struct poster_word drawn[] = {
#include "generated/greetings.inc"
};

static const struct poster_word *find(int size, const char *text, size_t length)
{
    for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++)
        if (drawn[i].size == size && strncmp(drawn[i].text, text, length) == 0 && drawn[i].text[length] == '\0')
            return &drawn[i];
    return NULL;
}

static bool try_size(struct poster *poster, const char *text, int size, int rows, int columns)
{
    *poster = (struct poster){.line_count = 1};
    for (const char *at = text + strspn(text, " "); *at != '\0';) {
        size_t length = strcspn(at, " ");
        const struct poster_word *word = find(size, at, length);
        if (word == NULL || word->width > columns || poster->count == POSTER_WORDS_MAX)
            return false;
        int gap = (word->height + 2) / 3;
        int *width = &poster->widths[poster->line_count - 1];
        if (*width > 0 && *width + gap + word->width > columns)
            width = &poster->widths[poster->line_count++];
        int start = *width > 0 ? *width + gap : 0;
        poster->words[poster->count] = word;
        poster->lines[poster->count] = poster->line_count - 1;
        poster->starts[poster->count++] = start;
        *width = start + word->width;
        int word_rows = (word->height + DOTS_IN_ROW - 1) / DOTS_IN_ROW;
        poster->line_rows = word_rows > poster->line_rows ? word_rows : poster->line_rows;
        at += length + strspn(at + length, " ");
    }
    return poster->count > 0 && poster_rows(poster) <= rows;
}

bool poster_lay_out(struct poster *poster, const char *text, int rows, int columns)
{
    for (int size = 1; size <= SIZES; size++)
        if (try_size(poster, text, size, rows, columns))
            return true;
    return false;
}

int poster_rows(const struct poster *poster)
{
    return poster->line_count * poster->line_rows + poster->line_count - 1; // a blank row between lines
}

static bool has_dot(const struct poster_word *word, int line, int column)
{
    return line < word->height && word->dots[line * word->width + column] == '#';
}

// From left to right, whatever the canvas' direction: it is a picture.
static void paint_word(const struct poster_word *word, const struct canvas *canvas)
{
    struct canvas picture = *canvas;
    picture.direction = TEXT_LEFT_TO_RIGHT;
    for (int row = 0; row < picture.rows; row++)
        for (int column = 0; column < picture.columns; column++)
            canvas_dots(&picture, row, column, has_dot(word, DOTS_IN_ROW * row, column),
                        has_dot(word, DOTS_IN_ROW * row + 1, column), ROLE_PICTURE + PICTURE_STRONG);
}

void poster_paint(const struct poster *poster, const struct canvas *canvas)
{
    for (int i = 0; i < poster->count; i++) {
        int line = poster->lines[i];
        int start = (canvas->columns - poster->widths[line]) / 2 + poster->starts[i];
        const struct canvas part = canvas_part(canvas, line * (poster->line_rows + 1), start, poster->line_rows, poster->words[i]->width);
        paint_word(poster->words[i], &part);
    }
}
