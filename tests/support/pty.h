// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A real program in a pseudo-terminal, its screen read back through an emulator (libvterm).
//
// Nothing here waits for time: the program writes a byte to --ready-fd after each frame, and that byte is waited for.
// Only when a byte, a text or an exit does not come within PTY_PATIENCE_MS, the test program ends with the screen in
// its message.
#ifndef KOMPASS_TESTS_SUPPORT_PTY_H
#define KOMPASS_TESTS_SUPPORT_PTY_H

#include "core/base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { PTY_PATIENCE_MS = 60000, PTY_READY_FD = 9 };

struct pty; // opaque

struct pty_options {
    const char *program;          // path
    const char *const *arguments; // behind the program's name, up to NULL; NULL is none
    const char *const
        *environment; // "NAME=value" up to NULL, instead of or beside the pinned ones; "NAME" alone takes it away
    int rows, columns; // 0 x 0: the terminal does not tell its size, which is 24 x 80
    bool without_ready; // the program has no --ready-fd or is not to have one
};

// Starts the program. Its environment is TERM=xterm-256color, TZ=Europe/Berlin, LC_ALL=C.UTF-8, HOME and PATH only.
struct pty *pty_start(const struct pty_options *options);

// Kills the program if it still runs, and frees everything.
void pty_free(struct pty **pty);

pid_t pty_process(const struct pty *pty);

// Waits until the program has painted a frame and no event waits; then the screen is what that frame shows.
void pty_settle(struct pty *pty);

// Does a script (tests/support/script.h), waiting for a frame after each event. Interrupt is Ctrl-C.
void pty_type(struct pty *pty, const char *script);

// Does a script without waiting: for events after which no frame comes.
void pty_press(struct pty *pty, const char *script);

// Sends bytes as if typed, without waiting.
void pty_send(struct pty *pty, const char *bytes, size_t size);

// Changes the window's size without waiting.
void pty_resize(struct pty *pty, int rows, int columns);

void pty_signal(struct pty *pty, int number);

// Takes the terminal away, as when a connection breaks.
void pty_hang_up(struct pty *pty);

// Waits for frames until a row shows the text; fails the test program if it never does. Without --ready-fd, whatever comes is
// looked at as it comes.
void pty_expect(struct pty *pty, const char *text);

// The same until no row shows it.
void pty_expect_gone(struct pty *pty, const char *text);

// For who waits for many programs at once: the descriptor that is readable when something has come, and reading that; true when
// there was something.
int pty_fd(const struct pty *pty);
bool pty_look(struct pty *pty);

// The screen as it is now: whether a row has the text, a row, all rows (one a line, without trailing blanks), the
// cursor.
bool pty_shows(const struct pty *pty, const char *text);
char *pty_row(const struct pty *pty, struct arena *arena, int row);
char *pty_text(const struct pty *pty, struct arena *arena);
void pty_cursor(const struct pty *pty, int *row, int *column);

// Waits until the program stops or ends: its exit status, or 128 and the signal that ended it.
int pty_wait_exit(struct pty *pty);

// Everything that the program sent so far.
const char *pty_output(const struct pty *pty, size_t *size);

// Whether the program asked for a colour (ECMA-48, SGR 30 to 48) other than the terminal's own.
bool pty_sent_colour(const struct pty *pty);

// Lets go of what pty_output() gives, so that a program can send for long.
void pty_forget_output(struct pty *pty);

// Whether the terminal's modes (termios(3)) are those before the program started.
bool pty_modes_restored(const struct pty *pty);

// Sets those modes, as a shell does that takes the terminal back from a stopped program.
void pty_restore_modes(const struct pty *pty);

// Milliseconds of the monotonic clock at which the program started and at which the last ready byte was seen.
double pty_start_time(const struct pty *pty);
double pty_ready_time(const struct pty *pty);

// Peak resident memory in KiB of the running program (VmHWM of proc(5)).
long pty_peak_memory(const struct pty *pty);

#endif
