// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A small language for what a person does at a terminal, so that tests read like instructions.
//
// Words, separated by blanks: the keys Up Down Left Right PageUp PageDown Home End Enter Esc Backspace Delete Tab F1
// ... F12 Other; 'text' in quotes, typed character by character; Click(row,column) WheelUp(row,column)
// WheelDown(row,column) from 0; Resize(rows,columns); Interrupt; Hangup; Paste'text' at once, which may have line feeds in
// it and is borrowed. Ctrl+ Alt+ Shift+ (in this order) before a key or a text hold these: "Ctrl+Shift+Left Ctrl+'z'". A word followed by *N
// is done N times: "Down*3 Enter".
#ifndef KOMPASS_TESTS_SUPPORT_SCRIPT_H
#define KOMPASS_TESTS_SUPPORT_SCRIPT_H

#include "core/base/arena.h"
#include "tui/kit/terminal.h"

#include <stddef.h>

struct script {
    struct event *events; // owned; of EVENT_RESIZE, row and column are the new size
    size_t count;
};

// Reads a script; ends the test program with a message when it has a word that is not of the language.
struct script script_read(const char *text);
void script_free(struct script *script);

// The words for an event, to be shown: line feeds are written as ⏎, of a long paste stands the beginning. In the arena.
char *script_write(struct arena *arena, const struct event *event);

#endif
