// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Signals become marks that the terminal looks at when it waits; and whatever ends the process, the terminal is
// restored.
#ifndef KOMPASS_TUI_TERMINAL_SIGNALS_H
#define KOMPASS_TUI_TERMINAL_SIGNALS_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

enum signal_mark {
    SIGNAL_MARK_END,       // SIGTERM, SIGHUP, SIGQUIT
    SIGNAL_MARK_INTERRUPT, // SIGINT
    SIGNAL_MARK_RESIZE,    // SIGWINCH
    SIGNAL_MARK_STOP,      // SIGTSTP, unless locked
    SIGNAL_MARK_CONTINUE,  // SIGCONT
    SIGNAL_MARK_COUNT,
};

// Takes the signals over. The process has one terminal, so this is open at most once. False when the system has no
// descriptors left.
bool signals_open(bool locked);

// Gives the signals back as they were.
void signals_close(void);

// Readable when a mark may have been set; for poll(2).
int signals_fd(void);

// Empties signals_fd(), before the marks are looked at.
void signals_drain(void);

// Whether the mark was set since it was last asked for.
bool signals_take(enum signal_mark mark);

// What restores the terminal of `fd` at a moment when nothing else can be trusted: its modes, bytes to send, both copied,
// at most SIGNALS_RESTORE_BYTES of them, and a function that makes system calls only (signal-safety(7)).
enum { SIGNALS_RESTORE_BYTES = 768 };
void signals_prepare_restore(int fd, const struct termios *modes, const char *bytes, size_t size, void (*rescue)(void));

// Restores the terminal once, if that was prepared. Async-signal-safe (signal-safety(7)).
void signals_restore_terminal(void);

#endif
