// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The pages of a visit, the newest on top. Pages are opened and closed here and nowhere else.
#ifndef KOMPASS_TUI_KIT_STACK_H
#define KOMPASS_TUI_KIT_STACK_H

#include "tui/kit/page.h"

enum { STACK_PAGES_MAX = 32 }; // and one more, for what a page asks before it is closed

struct stack {
    struct view *view;
    struct page *pages[STACK_PAGES_MAX + 1]; // owned
    size_t depth;
    int rows, columns; // of the page's canvas
};

void stack_init(struct stack *stack, struct view *view);

bool stack_is_full(const struct stack *stack);

// Opens a page on top of at most STACK_PAGES_MAX: loads it and lays it out.
void stack_open(struct stack *stack, const struct screen *screen, const struct page_argument *argument);

// Closing asks no page (loop_may_close() does) and overwrites its memory.
//
// Closes the top page; the one below is laid out again if the size changed. Not the last one.
void stack_back(struct stack *stack);

// Closes pages until `depth` are left.
void stack_cut(struct stack *stack, size_t depth);

// Closes the page at `place`, counted from 0, which is not the top one: a program makes room with it.
void stack_remove(struct stack *stack, size_t place);

// Closes and overwrites everything.
void stack_clear(struct stack *stack);

struct page *stack_top(const struct stack *stack);

// Nothing is laid out any more: every page is laid out anew before it is seen again.
void stack_invalidate(struct stack *stack);

// Loads every page again (language or catalog changed), or lays the top out for another size.
void stack_reload(struct stack *stack);
void stack_resize(struct stack *stack, int rows, int columns);

#endif
