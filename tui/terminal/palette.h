// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// How the colours of a theme come to the glass: what a terminal is asked for, and what our own devices are told of their
// colours. No terminal of somebody else's is ever given other colours.
#ifndef KOMPASS_TUI_TERMINAL_PALETTE_H
#define KOMPASS_TUI_TERMINAL_PALETTE_H

#include "tui/kit/theme.h"

// From the most that a terminal can do down.
enum palette {
    PALETTE_DIRECT,  // takes any colour (ISO 8613-6, 38:2)
    PALETTE_CONSOLE, // a Linux console of this machine: has sixteen, which are ours to say
    PALETTE_TABLE,   // 256, of which the last 240 are the same everywhere
    PALETTE_PLAIN,   // eight, of which only the names are known
    PALETTE_NONE,    // attributes only
};

struct palette_style {
    int ink, ground;    // as the terminal counts colours; -1: its own
    uint8_t attributes; // enum theme_attribute
};

// What to ask the terminal for to draw a role.
struct palette_style palette_style(enum palette palette, const struct theme *theme, enum role role);

// The bytes that give a Linux console the theme's colours (console_codes(4), OSC P), and those that give it back the ones with
// which consoles begin (OSC R). A theme without colours of its own gets those, too, but for cyan, in which the console draws what
// is underlined. It needs no end of these (ST) and passes over it; whatever else were sent them by mistake would wait for one.
enum { PALETTE_BYTES = 256 };
void palette_tell_console(char bytes[PALETTE_BYTES], const struct theme *theme);
#define PALETTE_CONSOLE_RESTORING "\033]R\033\\"

// The same of our own xterm (ctlseqs, OSC 11, 12, 111 and 112): its cells are drawn in any colour; what lies beside them, and
// the cursor, are drawn in those that it is told here.
void palette_tell_xterm(char bytes[PALETTE_BYTES], const struct theme *theme);
#define PALETTE_XTERM_RESTORING "\033]111\a\033]112\a"

#endif
