// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The one loop: wait, act, lay out, paint. One blocking call; idle times end a visit whatever page is open.
#ifndef KOMPASS_TUI_KIT_LOOP_H
#define KOMPASS_TUI_KIT_LOOP_H

#include "tui/kit/frame.h"

struct loop {
    struct terminal *terminal;
    struct view view;
    struct stack stack;
    struct frame frame;
    struct grid grid;
    struct arena frame_arena;
    struct clipboard clipboard; // lasts as long as the visit
    void (*sample)(void *clock, struct tick *tick); // loop_sample(), or that of a clock in tests
    void *clock;
    void (*turned)(void *context); // called in each turn when the screen is up to date; may be NULL
    void *turned_context;
    int idle_ms;        // until the warning; 0: never
    int warning_ms;     // from the warning to the reset, at least 20 s (WCAG 2.2.1)
    int due_ms;         // the program wants another turn after so long at the latest, set in program->begin(); 0: whenever
    int ready_fd;       // a byte after each frame with no event waiting; -1: none
    bool painted;       // since the last byte
    const struct page *shown; // the page painted last; only to be compared
    int64_t last_input_ms;
    bool warned;
    int shown_seconds;
    int64_t cramped_ms; // since when larger letters leave too little room; 0: they do not
    bool dirty;         // something must be painted
    bool running;
};

// Samples a struct clock.
void loop_sample(void *clock, struct tick *tick);

// Gets ready: the caller has set terminal, clock and times, and in the view the program. It then opens its first page.
void loop_init(struct loop *loop);

// Takes one turn: paints if something changed, waits for events or the next moment at which something is due, acts.
// Returns false when the program shall end.
bool loop_turn(struct loop *loop);

// Wipes and frees what the loop owns; the terminal stays the caller's.
void loop_free(struct loop *loop);

// All below is for programs.
//
// Opens a page on top. False when too many are open and the program made no room.
bool loop_open(struct loop *loop, const struct screen *screen, const struct page_argument *argument);

// Whether all pages above `depth` may be closed. The topmost that may not is then on top, and what it asks for is done.
bool loop_may_close(struct loop *loop, size_t depth);

// Closes pages until `depth` are left, as far as they may be closed; whether all were.
bool loop_close(struct loop *loop, size_t depth);

// Ends the visit, whatever its pages would lose.
void loop_reset(struct loop *loop);

// Something that the page on top may show has changed, though nobody acted: it is asked as when a minute begins.
void loop_update(struct loop *loop);

// Goes to another theme.
void loop_set_theme(struct loop *loop, enum theme_id theme);

// The terminal's letters change where they can; else the layout makes room. The reader's place stays on the screen.
void loop_set_text_size(struct loop *loop, enum text_size size);

// The terminal gets the letters of the language; the caller sets the view's messages and loads all pages again.
void loop_set_language(struct loop *loop, const struct language *language);

// Whether pages are laid out for fingers: from the first touch of a visit on.
void loop_set_touch(struct loop *loop, bool touch);

// Everything was changed from outside (language, catalog): loads all pages again.
void loop_reload(struct loop *loop);

#endif
