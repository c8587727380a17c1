// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A table of any number of rows, of which it never knows more than those on the screen: a key costs the same in a hundred
// rows and in a hundred thousand.
//
// From the top: the filter, if there is one; headings; rows; and a line that says where the reader is.
#ifndef KOMPASS_TUI_KIT_TABLE_H
#define KOMPASS_TUI_KIT_TABLE_H

#include "tui/kit/editor.h"

enum { TABLE_COLUMNS_MAX = 12, TABLE_FIND_BYTES = 64 };

struct table_column {
    const char *heading; // borrowed, in the reader's language
    int least;           // columns of cells; where there is no room for as many, a column vanishes
    int weight;          // of its part in the room that is left; 0: none
    int rank;            // those of the highest vanish first; the first column never does
    bool at_end;         // figures: aligned to the end of the column
};

// Where the rows come from. `context` is the table's.
struct table_rows {
    // What stands in a cell; borrowed, or in the arena, which lives for the frame. NULL: nothing.
    const char *(*cell)(void *context, size_t row, size_t column, struct arena *arena);
    // Optional: whether the row is marked; marks it, or takes the mark away.
    bool (*is_marked)(void *context, size_t row);
    void (*mark)(void *context, size_t row, bool marked);
    // Optional: the first row that begins with what was typed, looked for from `from` on and then from the beginning; the
    // number of rows where none does. Without it, or where a filter is shown, letters find nothing.
    size_t (*find)(void *context, const char *typed, size_t from);
};

struct table {
    // To be set by the page, which tells with table_lay_out() that something changed.
    const struct table_column *columns;
    size_t column_count;       // at most TABLE_COLUMNS_MAX
    const struct table_rows *rows;
    void *context;
    size_t count;              // rows
    size_t marked;             // of them, those that are marked, for the line at the bottom
    size_t sorted;             // column by which they are sorted; column_count: by none
    bool descending;
    struct editor *filter;     // shown above and typed into; NULL: no filter
    const char *filter_hint;   // shown while nothing is typed
    // To be read.
    size_t focus;              // the row that has the focus; meaningless without rows
    size_t asked;              // TABLE_SORT: the column
    // How it is laid out.
    size_t scroll;             // first row shown
    int body_rows;             // of the screen, for rows of the table
    int screen_rows, screen_columns;
    int starts[TABLE_COLUMNS_MAX], widths[TABLE_COLUMNS_MAX]; // width 0: vanished
    char typed[TABLE_FIND_BYTES]; // to be found
};

// Arranges it for rows x columns of cells, the focus within the rows that there are and in sight.
void table_lay_out(struct table *table, int rows, int columns);

enum table_result {
    TABLE_IGNORED,
    TABLE_MOVED,    // paint again
    TABLE_OPENED,   // the row that has the focus
    TABLE_MARKED,   // the page was told to mark rows, or not: it counts them
    TABLE_SORT,     // the reader asks for another order: column `asked`
    TABLE_FILTERED, // the filter says something else: the page finds its rows and lays the table out
};

// Arrows, pages, first and last move; with Shift held they mark what they pass, if rows can be marked. ACTION_MARK marks, Enter
// opens. A touch gives a row the focus, and opens that which has it; touches before a row mark it, those on headings sort.
enum table_result table_act(struct table *table, const struct view *view, const struct input *input);

// Asks for the cells of the rows on the screen and no others. Puts the hardware cursor on the row that has the focus, or into
// the filter.
void table_paint(const struct table *table, const struct view *view, const struct canvas *canvas);

#endif
