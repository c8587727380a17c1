// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What the system itself knows of the terminal of standard input and output, and the clock for waiting for it.
#ifndef KOMPASS_TUI_TERMINAL_TTY_H
#define KOMPASS_TUI_TERMINAL_TTY_H

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>

// Larger windows are used in part: no screen is larger, and a window's size is whatever its owner claims.
enum { TTY_ROWS_MAX = 400, TTY_COLUMNS_MAX = 1000 };

// Milliseconds of a clock that nobody sets; where it began means nothing.
int64_t tty_milliseconds(void);

// Writes the text past curses. A terminal that is gone shows itself when it is read.
void tty_send(const char *text);

// The window's size, within the limits above; false when it is not known.
bool tty_size(int *rows, int *columns);

// Whether poll(2) says of the terminal that nothing will ever come again.
bool tty_is_gone(const struct pollfd *tty);

#endif
