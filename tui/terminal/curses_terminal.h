// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The terminal in front of a person, by ncurses, which its source alone knows.
//
// Text comes here in visual order with joined letters, so terminals that order text themselves are told not to (BDSM,
// CSI 8 l; terminal-wg.pages.freedesktop.org/bidi), and those that do not obey get rows turned for them (order.h). The
// terminal is asked who it is (probe.h), but nothing waits for its answers: the first frame follows the questions at
// once.
#ifndef KOMPASS_TUI_TERMINAL_CURSES_TERMINAL_H
#define KOMPASS_TUI_TERMINAL_CURSES_TERMINAL_H

#include "core/base/status.h"
#include "tui/terminal/probe.h"
#include "tui/kit/terminal.h"

#include <stdbool.h>

struct curses_options {
    bool locked;       // nobody may stop the program from the terminal; what it showed is wiped at the end
    bool pointer;      // report mouse and touch
    bool modifiers;    // tell keys apart by what is held with them: Alt and a letter is not Escape and that letter
    bool pastes;       // tell what is pasted from what is typed
    int watch;         // a descriptor that gives EVENT_NOTICE while it is readable; -1: none
    const char *fonts; // folder of the console's fonts
};

// Takes over the terminal of standard input and output, described by TERM; NO_COLOR (no-color.org) is respected. There
// is at most one at a time. Also takes over the signals of the process: SIGTERM, SIGHUP, SIGQUIT become EVENT_END,
// SIGINT EVENT_INTERRUPT; after a crash the terminal is restored. STATUS_UNSUPPORTED: no terminal, or one that cannot
// place its cursor; then nothing was changed.
enum status curses_terminal_open(struct terminal **terminal, const struct curses_options *options,
                                 struct problem *problem);

// The theme that suits it, until somebody chooses: light in our own xterm, whose screen is seen from afar and by day; dark
// elsewhere, as consoles and the terminals of those who work in them are.
enum theme_id curses_terminal_theme(const struct terminal *terminal);

// What is known of it now; as long as it is open. More becomes known when it answers.
const struct probe *curses_terminal_probe(const struct terminal *terminal);

// Restores the terminal when the process must end at once; for memory_on_exhausted(). Safe at any moment, also twice.
void curses_terminal_restore(void);

// What is known of the terminal of standard input and output, which both must be one; asks it and waits for its answers
// (probe_patience()). For reports: not while a terminal is open.
void curses_terminal_report(struct probe *probe);

#endif
