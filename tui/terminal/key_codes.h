// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Which key a number, a letter or a name stands for that terminals send or describe, and what is held with it.
#ifndef KOMPASS_TUI_TERMINAL_KEY_CODES_H
#define KOMPASS_TUI_TERMINAL_KEY_CODES_H

#include "tui/kit/terminal.h"

#include <stdbool.h>

// The key of ESC [ or ESC O with a letter. TERMINAL_KEY_OTHER for one that is not known.
enum terminal_key key_of_letter(unsigned char letter);

// The key of ESC [ number ~, as the VT220 numbers them. TERMINAL_KEY_OTHER likewise.
enum terminal_key key_of_number(int number);

// The function key that is held with Shift where ESC [ number ~ says so by a number of its own, as on the Linux console and
// the VT220: F13 is Shift and F1. TERMINAL_KEY_OTHER for other numbers.
enum terminal_key key_of_shifted_number(int number);

// What is held, as xterm counts it: 1 more than the sum of 1 for Shift, 2 Alt, 4 Control, 8 Meta, which is Alt to us; what
// others add beyond is nothing that a person means. 0 and 1: nothing.
unsigned modifiers_of_number(int number);

// The event of a character's code that comes with modifiers (xterm's modifyOtherKeys, CSI u): a key for those that are keys, a
// letter in lower case where Control or Alt is held with it.
struct event event_of_character(int code, unsigned modifiers);

// The key of an extended capability of terminfo, such as "kLFT5" (user_caps(5)). False for another name.
bool event_of_capability(const char *name, struct event *event);

// The event of curses' function key of that number, from 1: beyond the twelve, the same with Shift, Control, both, Alt, Alt and
// Shift, as xterm's description counts them.
struct event event_of_function(int number);

#endif
