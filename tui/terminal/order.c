// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Words are turned one by one: whatever the terminal then makes of the row, it has nothing to do but to turn them back.
#include "tui/terminal/order.h"

#include <stdbool.h>
#include <string.h>
#include <unicode/uchar.h>

enum {
    LEFT_TO_RIGHT_MARK = 0x200E,
    ARABIC_COMMA = 0x060C,
    EXTENDED_DIGIT_ZERO = 0x06F0, // of Persian and Urdu
    EXTENDED_DIGIT_NINE = 0x06F9,
};

enum piece {
    PIECE_OTHER,
    PIECE_LETTERS, // strong from right to left
    PIECE_DIGITS,  // Arabic-Indic ones
    PIECE_COMMA,   // in the script of none, in the font of the Arabic letters
    PIECE_BLANK,
};

static enum piece piece_of(const struct grid_cell *cell)
{
    if (cell->base == ' ' && cell->width == 1)
        return PIECE_BLANK;
    if (cell->width != 1 || cell->base < 0x80)
        return PIECE_OTHER;
    if (cell->base == ARABIC_COMMA)
        return PIECE_COMMA;
    if (cell->base >= EXTENDED_DIGIT_ZERO && cell->base <= EXTENDED_DIGIT_NINE)
        return PIECE_DIGITS;
    switch (u_charDirection((UChar32)cell->base)) {
    case U_RIGHT_TO_LEFT:
    case U_RIGHT_TO_LEFT_ARABIC:
        return PIECE_LETTERS;
    case U_ARABIC_NUMBER:
        return PIECE_DIGITS;
    default:
        return PIECE_OTHER;
    }
}

static void turn(struct grid_cell *cells, int begin, int end)
{
    while (begin < --end) {
        struct grid_cell cell = cells[begin];
        cells[begin++] = cells[end];
        cells[end] = cell;
    }
}

// ---- terminals that order a row ----------------------------------------------------------------------------------

// Ends a run of the bidirectional algorithm behind the cell. A mark that has no room displaces one of the cell's own.
static void add_mark(struct grid_cell *cells, int column)
{
    if (column >= 0 && cells[column].width == 0)
        column--; // from the second column of a wide character to the first
    if (column < 0)
        return;
    struct grid_cell *cell = &cells[column];
    int at = 0;
    while (at < TEXT_MARKS_MAX - 1 && cell->marks[at] != 0 && cell->marks[at] != LEFT_TO_RIGHT_MARK)
        at++;
    cell->marks[at] = LEFT_TO_RIGHT_MARK;
}

// A mark before the row's first word also makes the row one from left to right.
static void order_paragraph(struct grid_cell *cells, int columns)
{
    for (int begin = 0, end; begin < columns; begin = end) {
        enum piece piece = piece_of(&cells[begin]);
        for (end = begin + 1; end < columns && piece_of(&cells[end]) == piece; end++)
            continue;
        if (piece != PIECE_LETTERS && piece != PIECE_DIGITS)
            continue;
        if (piece == PIECE_LETTERS)
            turn(cells, begin, end);
        add_mark(cells, begin - 1);
        add_mark(cells, end - 1);
    }
}

// ---- terminals that turn words -----------------------------------------------------------------------------------

// Whether from `begin` on there are Arabic letters or digits with commas between; *end is then behind them.
static bool find_letters(const struct grid_cell *cells, int begin, int limit, int *end)
{
    bool letters = false;
    for (*end = begin; *end < limit; ++*end) {
        enum piece piece = piece_of(&cells[*end]);
        if (piece != PIECE_LETTERS && piece != PIECE_DIGITS && piece != PIECE_COMMA)
            break;
        letters = letters || piece != PIECE_COMMA;
    }
    return letters;
}

// What is between two blanks.
static void order_word(struct grid_cell *cells, uint8_t *contrast, int begin, int end)
{
    int role = -1; // of the letters
    for (int at = begin, next; at < end; at = next) {
        if (find_letters(cells, at, end, &next)) {
            role = role < 0 ? cells[at].role : role;
            turn(cells, at, next);
        } else {
            next = next > at ? next : at + 1;
        }
    }
    for (int at = begin; role >= 0 && at < end; at++) {
        enum piece piece = piece_of(&cells[at]);
        if (piece == PIECE_OTHER)
            contrast[at] = (uint8_t)(role + 1);
    }
}

static void order_words(struct grid_cell *cells, uint8_t *contrast, int columns)
{
    for (int begin = 0, end; begin < columns; begin = end) {
        bool blank = piece_of(&cells[begin]) == PIECE_BLANK;
        for (end = begin + 1; end < columns && (piece_of(&cells[end]) == PIECE_BLANK) == blank; end++)
            continue;
        if (!blank)
            order_word(cells, contrast, begin, end);
    }
}

void order_row(enum probe_order order, struct grid_cell *cells, uint8_t *contrast, int columns)
{
    memset(contrast, 0, columns > 0 ? (size_t)columns : 0);
    if (order == PROBE_ORDER_IMPLICIT)
        order_paragraph(cells, columns);
    else if (order == PROBE_ORDER_WORDS)
        order_words(cells, contrast, columns);
}

int order_column(enum probe_order order, const struct grid_cell *cells, int columns, int column)
{
    if (order != PROBE_ORDER_IMPLICIT || column < 0 || column >= columns || piece_of(&cells[column]) != PIECE_LETTERS)
        return column; // where words are turned the cursor stands on the glass
    int begin = column;
    int end = column + 1;
    while (begin > 0 && piece_of(&cells[begin - 1]) == PIECE_LETTERS)
        begin--;
    while (end < columns && piece_of(&cells[end]) == PIECE_LETTERS)
        end++;
    return begin + end - 1 - column;
}
