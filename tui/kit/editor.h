// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A box to write into: many lines, wrapped as they are read, or a single line that scrolls sideways. Text of any script, in
// its own direction, whichever way the page runs.
#ifndef KOMPASS_TUI_KIT_EDITOR_H
#define KOMPASS_TUI_KIT_EDITOR_H

#include "core/edit/edit.h"
#include "tui/kit/page.h"

// A part of the text that is painted in another role than ROLE_FIELD.
struct editor_mark {
    size_t start, end; // bytes
    enum role role;
};

// The text is in `edit`: edit_load(), edit_keep() and so on are called there, and editor_lay_out() after them.
struct editor {
    struct edit edit;
    enum text_direction direction; // of what is written, by its language
    bool full;          // what was typed or pasted last had no room
    bool written;       // the last thing done was to write
    size_t dropped;     // characters of what was pasted last that no text may have
    const struct editor_mark *marks; // one behind the other, in order; borrowed, of the text as it is
    size_t mark_count;
    // How it is laid out.
    struct arena lines_arena;
    const struct text_line *lines;
    size_t line_count;
    int rows, columns;  // of the box
    int scroll;         // lines before the first one shown; columns of a single line
    int goal;           // the column that up and down keep to; -1: that of the cursor
};

// Makes it ready and empty; editor_free() overwrites what was written. Zero-initialised may be freed.
void editor_init(struct editor *editor, const struct edit_limits *limits, enum text_direction direction);
void editor_free(struct editor *editor);

// Arranges the text in a box of rows x columns, the cursor in sight. One column is left to the cursor, and of many lines two to the
// scroll marks.
void editor_lay_out(struct editor *editor, int rows, int columns);

enum editor_result {
    EDITOR_IGNORED, // it means nothing here, such as up in the first line
    EDITOR_MOVED,   // paint again
    EDITOR_CHANGED, // the text did; it is laid out again
};

// Writes, moves, selects, cuts, copies, undoes. The input's start and end are told by the view's direction; it is placed on the
// box. Left and right are those of the glass, the start and end of a line are those of the text (UAX #9). A single line leaves
// up, down and Enter to others.
enum editor_result editor_act(struct editor *editor, const struct view *view, const struct input *input);

// Paints the box on the canvas, which is as large; with the hardware cursor when it has the focus. `hint` shows while nothing
// is written; NULL: nothing.
void editor_paint(const struct editor *editor, const struct canvas *canvas, bool focused, const char *hint);

// What is to be said below the box, in the reader's language: that there was no room, that something was left out, how much is
// selected, or how much room is left where it is little. In the arena; NULL: nothing.
const char *editor_saying(const struct editor *editor, struct arena *arena, const struct view *view);

#endif
