// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// From what a finger or a mouse does to events: a tap counts when it is lifted where it began (WCAG 2.5.2), what is dragged
// scrolls with it.
#ifndef KOMPASS_TUI_TERMINAL_POINTER_H
#define KOMPASS_TUI_TERMINAL_POINTER_H

#include "tui/kit/terminal.h"

#include <stdbool.h>

// Zero-initialised is ready.
struct pointer {
    bool held;       // pressed, and not lifted yet
    bool dragged;    // since then
    int row, column; // where it was pressed
    int last_row;    // up to which it has scrolled
};

// Takes a report of xterm's mouse tracking (ctlseqs, "SGR (1006)"): `code` is its first number, `row` and `column` are
// from 0, `lifted` is true for a release. True when that is an event: EVENT_POINTER where it was pressed, or
// EVENT_WHEEL_UP or EVENT_WHEEL_DOWN. Reports that make no sense are passed over.
bool pointer_take(struct pointer *pointer, int code, int row, int column, bool lifted, struct event *event);

#endif
