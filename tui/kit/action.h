// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What a person can ask a page to do. Here stands what the kit's own widgets and its loop understand; each program has
// further actions of its own behind them, and says which keys ask for which (program.h).
#ifndef KOMPASS_TUI_KIT_ACTION_H
#define KOMPASS_TUI_KIT_ACTION_H

#include "tui/kit/terminal.h"

enum action {
    ACTION_NONE,
    ACTION_UP, ACTION_DOWN,
    ACTION_TO_START, ACTION_TO_END, // along the line, as the reader reads
    ACTION_PAGE_UP, ACTION_PAGE_DOWN,
    ACTION_FIRST, ACTION_LAST,      // of everything: items, lines of a text
    ACTION_WORD_BACK, ACTION_WORD_FORTH,
    ACTION_LINE_START, ACTION_LINE_END,
    ACTION_OPEN,           // what has the focus; a new line where lines are written
    ACTION_NUMBER,         // a digit where nothing is typed
    ACTION_CHARACTER,      // one typed into a field, or a letter elsewhere
    ACTION_ERASE,          // the character before the cursor
    ACTION_ERASE_FORTH,    // the one behind it
    ACTION_PASTE,          // a text at once
    ACTION_SELECT_ALL,
    ACTION_CUT, ACTION_COPY, // what is selected, to be put in elsewhere in the program by
    ACTION_INSERT,
    ACTION_MARK,           // the row that has the focus, or takes its mark away
    ACTION_UNDO, ACTION_REDO,
    ACTION_NEXT_FIELD, ACTION_PREVIOUS_FIELD,
    ACTION_KEYBOARD,       // the keyboard on the screen
    ACTION_POINT,          // touched or clicked a place of the page
    ACTION_BACK,
    ACTION_QUIT,           // the program shall end, as Ctrl-C asks
    ACTION_PROGRAM,        // the first of the program's own
};

enum { NUMBER_ENDS = -1 }; // what has been typed is the whole number

// What the page is asked to do.
struct input {
    int action;         // enum action, or one of the program's own
    int number;         // ACTION_NUMBER: the digit, 0 to 9, or NUMBER_ENDS
    uint32_t character; // ACTION_CHARACTER
    int row, start;     // ACTION_POINT: place in the page's canvas
    bool wheel;         // ACTION_UP, ACTION_DOWN: by a wheel or a finger that drags, which only scroll
    int rows;           // then: how far
    bool select;        // actions that move: the selection is drawn along
    // ACTION_PASTE, as the event has it; borrowed until act() returns. A paste is never keys: a line's end in it opens nothing.
    const char *text;
    size_t length;
    bool cut_short;
    size_t dropped;
    const struct event *event; // what the terminal gave, for a page that has a terminal within; borrowed until act() returns
};

#endif
