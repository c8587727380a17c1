// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A finger never stands still: a row up or down and a few columns belong to a tap. Whoever slides further aside has
// changed their mind.
#include "tui/terminal/pointer.h"

#include <stdlib.h>

enum {
    BUTTONS = 0xC3, // the bits that say which button; 0 is the first, and a finger
    MOTION = 0x20,
    WHEEL_UP = 0x40,
    WHEEL_DOWN = 0x41,
    TAP_ROWS = 1,
    TAP_COLUMNS = 4,
};

static bool scroll(int rows, int row, int column, struct event *event)
{
    // What is dragged downwards shows what is above.
    *event = (struct event){.kind = rows > 0 ? EVENT_WHEEL_UP : EVENT_WHEEL_DOWN, .row = row, .column = column,
                            .rows = abs(rows)};
    return rows != 0;
}

static bool drag(struct pointer *pointer, int row, int column, struct event *event)
{
    pointer->dragged = pointer->dragged || abs(row - pointer->row) > TAP_ROWS;
    if (!pointer->dragged)
        return false;
    int rows = row - pointer->last_row;
    pointer->last_row = row;
    return scroll(rows, row, column, event);
}

bool pointer_take(struct pointer *pointer, int code, int row, int column, bool lifted, struct event *event)
{
    if (code < 0 || row < 0 || column < 0)
        return false;
    int button = code & BUTTONS; // a held modifier changes nothing
    if (button == WHEEL_UP || button == WHEEL_DOWN) {
        *event = (struct event){.kind = button == WHEEL_UP ? EVENT_WHEEL_UP : EVENT_WHEEL_DOWN, .row = row,
                                .column = column};
        return !lifted;
    }
    if (button != 0)
        return false;
    if (!lifted && (code & MOTION) == 0) {
        *pointer = (struct pointer){.held = true, .row = row, .column = column, .last_row = row};
        return false;
    }
    if (!pointer->held)
        return false;
    bool scrolls = drag(pointer, row, column, event);
    if (!lifted || pointer->dragged) {
        pointer->held = !lifted;
        return scrolls;
    }
    pointer->held = false;
    *event = (struct event){.kind = EVENT_POINTER, .row = pointer->row, .column = pointer->column};
    return abs(column - pointer->column) <= TAP_COLUMNS;
}
