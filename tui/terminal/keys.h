// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// From the bytes of a terminal that curses did not recognise as a key to events: UTF-8, control characters, and escape
// sequences (ECMA-48) whole, so that an unknown key is never taken for Escape and the letters after it. Also reports of
// the mouse, in the form 1006 of xterm and in the old one.
#ifndef KOMPASS_TUI_TERMINAL_KEYS_H
#define KOMPASS_TUI_TERMINAL_KEYS_H

#include "tui/terminal/paste.h"
#include "tui/terminal/pointer.h"

#include <stdbool.h>
#include <stdint.h>

enum keys_state {
    KEYS_GROUND,
    KEYS_UTF8,       // `missing` continuation bytes are to come
    KEYS_ESCAPE,     // after ESC
    KEYS_CSI,        // after ESC [: parameters, then a final byte
    KEYS_SS3,        // after ESC O: perhaps a modifier, then one byte
    KEYS_STRING,     // after ESC ] P _: up to BEL or ST (ESC and a backslash)
    KEYS_STRING_END, // ESC inside of such a string
    KEYS_SKIP,       // `missing` bytes belong to the sequence and mean nothing
    KEYS_MOUSE,      // of a mouse report of the old kind, `missing` bytes are to come
    KEYS_PASTE,      // between the marks of a paste
};

enum { KEYS_PARAMETERS = 3, KEYS_AGAIN = 2 };

// Zero-initialised is ready. What is held with a key, and what is pasted, is told apart only where the program asks for it:
// else Alt and a letter are Escape and that letter, and what is pasted is typed.
struct keys {
    bool modifiers, pastes; // to be set by the owner
    enum keys_state state;
    uint32_t character; // of KEYS_UTF8, what is known of it
    uint32_t least;     // the least character of its length, against overlong forms (RFC 3629)
    int missing;
    int parameters[KEYS_PARAMETERS]; // of a CSI or SS3, or the numbers of a mouse report
    int parameter;                   // which one comes now
    bool first;                      // no byte of the sequence has come yet
    unsigned char introducer;        // of the string: ] P _
    bool report;                     // the CSI is a terminal's report, not a key
    bool mouse;                      // ... of the mouse
    bool alt;                        // an ESC before what comes now was Alt
    struct pointer pointer;
    struct paste paste;
    unsigned char again[KEYS_AGAIN]; // bytes behind an ESC that began no sequence: they were typed,
    int again_count, again_taken;    // so many, of which so many have been taken again
};

// Takes a byte; true when it completes an event. The text of EVENT_PASTE is borrowed until the next byte, or keys_forget(). Reports of the
// terminal and broken UTF-8 are dropped. An ESC that begins no sequence is the Escape key, whatever follows it and however
// soon: what follows is had from keys_more(), which must be asked before the next byte.
bool keys_take(struct keys *keys, unsigned char byte, struct event *event);

// True when there is another event in the bytes that were taken.
bool keys_more(struct keys *keys, struct event *event);

// True while the next byte may belong to what has come before.
bool keys_pending(const struct keys *keys);

// Milliseconds that the next byte may take: 50 within a key, also over slow lines; 500 within what nobody can have typed
// so fast, such as a report or a letter that the network cut in two. A paste ends when nothing follows the mark of its end for
// 50, or nothing at all comes for 500.
int keys_patience(const struct keys *keys);

// A key came that is no bytes, in the middle of a paste: it means nothing there. False where there is none.
bool keys_pass_over(struct keys *keys);

// No further byte came in time: what was begun ends here. True when that is an event: ESC alone is the Escape key.
bool keys_end(struct keys *keys, struct event *event);

// Wipes and frees what was pasted and given as an event: before each wait, as the next byte may never come. And in the end,
// what of it there is.
void keys_forget(struct keys *keys);
void keys_close(struct keys *keys);

#endif
