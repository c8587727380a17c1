// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Greetings are drawn word by word and not letter by letter, so letters join as their script wants it. Two dots in a cell, as on
// pictograms.
#include "tui/kit/poster.h"

#include <string.h>

enum { SIZES = 3, DOTS_IN_ROW = 2 };

struct poster_piece {
    int size; // 1: the largest
    const char *text;
    int width, height; // dots
    const char *dots;  // row by row: '#' and '.'
};

static const struct poster_piece drawn[] = {
#include "generated/letters-greetings.inc"
};
static const struct poster_piece letters[] = {
#include "generated/letters-german.inc"
};

static const struct poster_piece *find(int size, const char *text, size_t length)
{
    for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++)
        if (drawn[i].size == size && strncmp(drawn[i].text, text, length) == 0 && drawn[i].text[length] == '\0')
            return &drawn[i];
    return NULL;
}

// Puts a piece behind what stands in the last line.
static void put_piece(struct poster *poster, const struct poster_piece *piece, int gap)
{
    int *width = &poster->widths[poster->line_count - 1];
    int start = *width > 0 ? *width + gap : 0;
    poster->pieces[poster->count] = piece;
    poster->lines[poster->count] = poster->line_count - 1;
    poster->starts[poster->count++] = start;
    *width = start + piece->width * poster->scale;
    int rows = (piece->height * poster->scale + DOTS_IN_ROW - 1) / DOTS_IN_ROW;
    poster->line_rows = rows > poster->line_rows ? rows : poster->line_rows;
}

static bool try_size(struct poster *poster, const char *text, int size, int rows, int columns)
{
    *poster = (struct poster){.line_count = 1, .scale = 1, .gap_rows = 1};
    for (const char *at = text + strspn(text, " "); *at != '\0';) {
        size_t length = strcspn(at, " ");
        const struct poster_piece *word = find(size, at, length);
        if (word == NULL || word->width > columns || poster->count == POSTER_PIECES_MAX)
            return false;
        int gap = (word->height + 2) / 3;
        int width = poster->widths[poster->line_count - 1];
        if (width > 0 && width + gap + word->width > columns)
            poster->line_count++;
        put_piece(poster, word, gap);
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

// ---- spelled -------------------------------------------------------------------------------------------------------

enum { LETTER_GAP = 1, WORD_GAP = 3 }; // dots

// The letter at the text's beginning, and its bytes; NULL when it is not drawn.
static const struct poster_piece *letter_at(const char *text, size_t *bytes)
{
    *bytes = 1;
    while (((unsigned char)text[*bytes] & 0xC0) == 0x80)
        ++*bytes;
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (strncmp(letters[i].text, text, *bytes) == 0 && letters[i].text[*bytes] == '\0')
            return &letters[i];
    return NULL;
}

// Bytes of the text up to where a line may end: a blank, or behind a hyphen or a stroke with a letter on both sides.
static size_t unbroken_bytes(const char *text)
{
    size_t length = strcspn(text, " -/");
    if (length > 0 && text[length] != '\0' && text[length] != ' ' && text[length + 1] != ' ' && text[length + 1] != '\0')
        return length + 1;
    return strcspn(text, " ");
}

// Columns of so many bytes of the text; -1 when a letter is not drawn.
static int spelled_columns(const char *text, size_t length, int scale)
{
    int dots = 0;
    size_t bytes;
    for (size_t at = 0; at < length; at += bytes) {
        const struct poster_piece *letter = letter_at(text + at, &bytes);
        if (letter == NULL)
            return -1;
        dots += letter->width + (at > 0 ? LETTER_GAP : 0);
    }
    return dots * scale;
}

bool poster_spell(struct poster *poster, const char *text, int scale, int columns)
{
    *poster = (struct poster){.line_count = 1, .scale = scale};
    int gap = 0;
    for (const char *at = text + strspn(text, " "); *at != '\0';) {
        size_t length = unbroken_bytes(at), bytes;
        int width = poster->widths[poster->line_count - 1];
        int spelled = spelled_columns(at, length, scale);
        if (spelled < 0 || spelled > columns || poster->count + (int)length > POSTER_PIECES_MAX)
            return false;
        if (width > 0 && width + gap + spelled > columns)
            poster->line_count++;
        for (const char *end = at + length; at < end; at += bytes, gap = LETTER_GAP * scale)
            put_piece(poster, letter_at(at, &bytes), gap);
        gap = (*at == ' ' ? WORD_GAP : LETTER_GAP) * scale;
        at += strspn(at, " ");
    }
    return poster->count > 0;
}

// ---- both ----------------------------------------------------------------------------------------------------------

int poster_rows(const struct poster *poster)
{
    return poster->line_count * poster->line_rows + (poster->line_count - 1) * poster->gap_rows;
}

static bool has_dot(const struct poster_piece *piece, int scale, int line, int column)
{
    line /= scale;
    return line < piece->height && piece->dots[line * piece->width + column / scale] == '#';
}

// From left to right, whatever the canvas' direction: it is a picture.
static void paint_piece(const struct poster_piece *piece, int scale, const struct canvas *canvas)
{
    struct canvas picture = *canvas;
    picture.direction = TEXT_LEFT_TO_RIGHT;
    for (int row = 0; row < picture.rows; row++)
        for (int column = 0; column < picture.columns; column++)
            canvas_dots(&picture, row, column, has_dot(piece, scale, DOTS_IN_ROW * row, column),
                        has_dot(piece, scale, DOTS_IN_ROW * row + 1, column), ROLE_PICTURE + PICTURE_STRONG);
}

void poster_paint(const struct poster *poster, const struct canvas *canvas)
{
    for (int i = 0; i < poster->count; i++) {
        int line = poster->lines[i];
        int start = (canvas->columns - poster->widths[line]) / 2 + poster->starts[i];
        const struct canvas part = canvas_part(canvas, line * (poster->line_rows + poster->gap_rows), start, poster->line_rows,
                                               poster->pieces[i]->width * poster->scale);
        paint_piece(poster->pieces[i], poster->scale, &part);
    }
}
