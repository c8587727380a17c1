// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A terminal in memory, and a clock that stands still: a test scripts what a person does and reads what the screen
// shows.
#ifndef KOMPASS_TESTS_SUPPORT_VIRTUAL_TERMINAL_H
#define KOMPASS_TESTS_SUPPORT_VIRTUAL_TERMINAL_H

#include "core/base/clock.h"
#include "tui/kit/loop.h"
#include "tui/kit/terminal.h"

#include <stdbool.h>
#include <stddef.h>

struct virtual_terminal {
    struct terminal terminal; // give &virtual->terminal to the program
    int rows, columns;
    struct event *events; // what was scripted and not yet taken; owned
    size_t event_count, next_event;
    struct grid shown; // a copy of what was presented last; owned
    enum theme_id theme;
    bool has_sizes;           // its letters can change; to be set by the test
    enum text_size text_size; // of its letters
    int whole_rows, whole_columns; // with letters of normal size
    long presents;       // frames presented
    int last_timeout_ms; // of the last wait(), which came back at once
};

// The terminal's close() frees it too.
struct virtual_terminal *virtual_terminal_new(int rows, int columns);
void virtual_terminal_free(struct virtual_terminal **virtual);

// Queues a script (tests/support/script.h). wait() hands out one event after another; when none is left it returns
// false at once, whatever the timeout: time passes only where the test says so.
void virtual_terminal_type(struct virtual_terminal *virtual, const char *script);

// Lets the loop take turns until every event is taken and the frame after it is painted. False when the program ended.
bool virtual_terminal_run(struct virtual_terminal *virtual, struct loop *loop);

// The screen as UTF-8, one line a row without trailing blanks, visual order; in the arena.
char *virtual_terminal_text(const struct virtual_terminal *virtual, struct arena *arena);

// Whether some row shows the text (as it stands on the glass: shaped, in visual order).
bool virtual_terminal_shows(const struct virtual_terminal *virtual, const char *text);

// A clock for struct loop: loop.sample = fake_clock_sample, loop.clock = &fake.
struct fake_clock {
    struct tick tick;
    int64_t into_minute_ms; // since tick.now's minute began
};

// Stands at that time until it is advanced; the monotonic clock begins at 1000 s.
struct fake_clock fake_clock_at(int year, int month, int day, int hour, int minute);

// Moves both clocks.
void fake_clock_advance(struct fake_clock *clock, int64_t milliseconds);

void fake_clock_sample(void *clock, struct tick *tick);

#endif
