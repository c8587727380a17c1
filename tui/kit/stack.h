// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The pages of a visit, the newest on top. Opening, going back and home happen here and nowhere else.
#ifndef KOMPASS_TUI_KIT_STACK_H
#define KOMPASS_TUI_KIT_STACK_H

#include "tui/kit/page.h"

enum { STACK_PAGES_MAX = 16 }; // beyond it, the oldest page above the second is forgotten

struct stack {
    struct view *view;
    struct page *pages[STACK_PAGES_MAX]; // owned
    size_t depth;
    int rows, columns; // of the page's canvas
};

void stack_init(struct stack *stack, struct view *view);

// Opens a page on top: loads it and lays it out.
void stack_open(struct stack *stack, const struct screen *screen, const struct page_argument *argument);

// Closes the top page and overwrites its memory; the one below is laid out again if the size changed. Not the last one.
void stack_back(struct stack *stack);

// Closes pages until `depth` are left.
void stack_cut(struct stack *stack, size_t depth);

// Closes and overwrites everything.
void stack_clear(struct stack *stack);

struct page *stack_top(const struct stack *stack);

// Nothing is laid out any more: every page is laid out anew before it is seen again.
void stack_invalidate(struct stack *stack);

// Loads every page again (language or catalog changed), or lays the top out for another size.
void stack_reload(struct stack *stack);
void stack_resize(struct stack *stack, int rows, int columns);

#endif
