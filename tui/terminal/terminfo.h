// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What the system's description of a terminal says of it (terminfo(5)). All but the first function speak of the
// terminal that curses has taken over, or that setupterm(3) was called for.
#ifndef KOMPASS_TUI_TERMINAL_TERMINFO_H
#define KOMPASS_TUI_TERMINAL_TERMINFO_H

#include "tui/terminal/probe.h"

#include <stdbool.h>
#include <stddef.h>

// Why a terminal of that name will not do; NULL if it will. Nothing is sent to it, and no terminal is set up
// afterwards.
const char *terminfo_refusal(const char *name);

// Sets up the terminal that TERM names, until terminfo_end(); false when nothing describes it.
bool terminfo_begin(void);
void terminfo_end(void);

// Whether it speaks of its screen as the standard does (ECMA-48), so that it can be asked.
bool terminfo_is_standard(void);

// Whether it tells of a mouse.
bool terminfo_has_pointer(void);

// Whether the cursor is said to go to the next row at once when the last column is written.
bool terminfo_wraps_at_once(void);

// How many colours it has; 0 when it has none, or fewer pairs of them than eight colours make.
int terminfo_colours(void);

// The name of a description of the terminal of that name by which it takes any colour, if COLORTERM says that it does and the
// system has one (ncurses-term): "xterm-256color" is "xterm-direct" then, too. Otherwise `name`. Static.
const char *terminfo_with_any_colour(const char *name);

// Whether it takes any colour, so described (user_caps(5), RGB).
bool terminfo_has_any_colour(void);

// Whether it is described as a Linux console.
bool terminfo_is_console(void);

// Adds to *probe what the description says, and the window's size.
void terminfo_describe(struct probe *probe);

// Appends the string capability of that name to the text in `bytes`, which has room for `size`, without its pauses,
// $<...>, which only hardware of the time needs. Nothing when it has none.
void terminfo_append(char *bytes, size_t size, const char *name);

#endif
