// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The programs as built, run as people run them.
#ifndef KOMPASS_TESTS_SUPPORT_PROGRAM_H
#define KOMPASS_TESTS_SUPPORT_PROGRAM_H

#include "tests/support/pty.h"

// A path below the build folder (KOMPASS_BUILD, or "build") or the source folder (KOMPASS_SOURCE, or "."); in the
// arena.
char *program_built(struct arena *arena, const char *path);
char *program_source(struct arena *arena, const char *path);

// What a program that needs no terminal said; texts in the arena.
struct program_result {
    int exit_status; // or 128 and the signal
    char *output;
    char *errors;
};

// Runs build/<name>, or a program of the system by its path, with the arguments, up to NULL, and no input; ends the test program when it takes too long.
struct program_result program_run(struct arena *arena, const char *name, const char *const *arguments);

// Starts build/kompass-kiosk in a pseudo-terminal at 23 November 2026, 10:15, and waits for its first frame. The
// arguments, up to NULL, come behind --now; NULL is none.
struct pty *program_start_kiosk(const struct pty_options *more);

// An empty folder for a test to write in, below the build folder; in the arena.
char *program_scratch(struct arena *arena, const char *name);

#endif
