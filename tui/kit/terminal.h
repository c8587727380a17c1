// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What the program needs of a terminal. There are two: tui/terminal on curses, and one in memory for tests.
#ifndef KOMPASS_TUI_KIT_TERMINAL_H
#define KOMPASS_TUI_KIT_TERMINAL_H

#include "core/language/language.h"
#include "tui/kit/grid.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Keys that are not characters.
enum terminal_key {
    TERMINAL_KEY_NONE,
    TERMINAL_KEY_UP, TERMINAL_KEY_DOWN, TERMINAL_KEY_LEFT, TERMINAL_KEY_RIGHT,
    TERMINAL_KEY_PAGE_UP, TERMINAL_KEY_PAGE_DOWN, TERMINAL_KEY_HOME, TERMINAL_KEY_END,
    TERMINAL_KEY_ENTER, TERMINAL_KEY_ESCAPE, TERMINAL_KEY_BACKSPACE, TERMINAL_KEY_DELETE, TERMINAL_KEY_TAB,
    TERMINAL_KEY_F1, TERMINAL_KEY_F2, TERMINAL_KEY_F3, TERMINAL_KEY_F4, TERMINAL_KEY_F5, TERMINAL_KEY_F6,
    TERMINAL_KEY_F7, TERMINAL_KEY_F8, TERMINAL_KEY_F9, TERMINAL_KEY_F10, TERMINAL_KEY_F11, TERMINAL_KEY_F12,
    TERMINAL_KEY_OTHER, // a key that we know nothing about: it wakes, and does nothing else
};

// Held with a key.
enum terminal_modifier { TERMINAL_SHIFT = 1, TERMINAL_ALT = 2, TERMINAL_CONTROL = 4 };

enum event_kind {
    EVENT_KEY,       // `key` with `modifiers`
    EVENT_CHARACTER, // `character` with `modifiers`, without Shift: that makes another character
    EVENT_PASTE,     // `text`, pasted
    EVENT_POINTER,   // a tap or click at `row`, `column`
    EVENT_WHEEL_UP,  // a wheel, or a finger that drags, by `rows`, at `row`, `column`
    EVENT_WHEEL_DOWN,
    EVENT_RESIZE,    // ask size() again
    EVENT_NOTICE,    // what is watched beside the visitor is readable: no input
    EVENT_INTERRUPT, // SIGINT; Ctrl-C, too, where the program does not ask for what is held with a key
    EVENT_END,       // the terminal is gone, or SIGTERM: the program must end
};

struct event {
    enum event_kind kind;
    enum terminal_key key;
    uint32_t character;
    unsigned modifiers; // enum terminal_modifier
    int row, column; // physical, from 0
    int rows;        // dragged, at least 1; 0: a notch of a wheel
    // `length` bytes of valid UTF-8, with \n between lines and no other control character but \t; borrowed until the next wait().
    const char *text;
    size_t length;
    bool cut_short;  // there was more of it than a terminal takes at once
    size_t dropped;  // characters, and bytes that are none, that were left out of it
};

// How large the reader wants to read: what is normal here, and two steps up (EN 301 549, 5.1.4).
enum text_size { TEXT_SIZE_NORMAL, TEXT_SIZE_LARGE, TEXT_SIZE_LARGEST, TEXT_SIZE_COUNT };

struct terminal {
    const struct terminal_operations *operations;
};

struct terminal_operations {
    void (*size)(struct terminal *terminal, int *rows, int *columns);
    // Draws with these styles (theme_of()) from the next present() on.
    void (*set_theme)(struct terminal *terminal, enum theme_id theme);
    // Optional, NULL where no letter ever changes: draws letters of that size from now on; EVENT_RESIZE follows when other
    // rows and columns fit then. False when it cannot, with nothing changed. close() leaves the letters as they were.
    bool (*set_text_size)(struct terminal *terminal, enum text_size size);
    // Optional, NULL where that changes nothing: draws the letters of that language from now on, as far as it can. Other
    // rows and columns may fit then: size() tells.
    void (*set_language)(struct terminal *terminal, const struct language *language);
    // Optional, NULL where nobody knows: whether it can draw the character once that language is set.
    bool (*draws)(struct terminal *terminal, const struct language *language, uint32_t character);
    // Shows the grid. Only what changed is sent.
    void (*present)(struct terminal *terminal, const struct grid *grid);
    // Waits up to `timeout_ms` (-1: for ever, 0: not at all) for an event. False when none came.
    bool (*wait)(struct terminal *terminal, int timeout_ms, struct event *event);
    // Restores the terminal and frees it; *terminal becomes NULL.
    void (*close)(struct terminal **terminal);
};

#endif
