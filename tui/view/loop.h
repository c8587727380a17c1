// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The one loop: wait, act, lay out, paint. One blocking call; idle times end a visit whatever page is open.
#ifndef KOMPASS_TUI_VIEW_LOOP_H
#define KOMPASS_TUI_VIEW_LOOP_H

#include "tui/view/frame.h"

struct loop;

// What differs between the programs.
struct loop_program {
    // Handles requests and actions that concern the whole program: home, language, search, help, emergency, display,
    // quit. Returns false to end the loop.
    bool (*act)(struct loop *loop, enum action action);
    void (*language)(struct loop *loop, const struct language *language);
    // The visit is over: wipe everything and show the first page. Called with an idle visitor and after EVENT_END.
    void (*reset)(struct loop *loop);
    // Paints the warning before a reset, `seconds` before it.
    void (*warn)(struct loop *loop, const struct canvas *canvas, int seconds);
    // Whether an idle reset is due at all: not on the first page.
    bool (*visiting)(const struct loop *loop);
    const char *brand; // for the bar
};

struct loop {
    struct terminal *terminal;
    struct view view;
    struct stack stack;
    struct frame frame;
    struct grid grid;
    struct arena frame_arena;
    const struct loop_program *program;
    void (*sample)(void *clock, struct tick *tick); // the clock; tests have their own
    void *clock;
    int idle_ms;        // until the warning; 0: never
    int warning_ms;     // from the warning to the reset, at least 20 s (WCAG 2.2.1)
    int ready_fd;       // a byte after each frame with no event waiting; -1: none
    int64_t last_input_ms;
    bool warned;
    int shown_seconds;
    bool dirty;         // something must be painted
    bool running;
};

// Takes one turn: paints if something changed, waits for one event or the next moment at which something is due, acts.
// Returns false when the program shall end.
bool loop_turn(struct loop *loop);

// Turns until the end.
void loop_run(struct loop *loop);

#endif
