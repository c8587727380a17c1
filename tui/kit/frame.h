// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What surrounds every page: the bar with title and clock, the path, and the footer made from the key table.
#ifndef KOMPASS_TUI_KIT_FRAME_H
#define KOMPASS_TUI_KIT_FRAME_H

#include "tui/kit/stack.h"

enum { FRAME_TARGETS_MAX = 16, FRAME_LEAST_ROWS = 12, FRAME_LEAST_COLUMNS = 40 };

// A place of the footer that can be touched.
struct frame_target {
    struct canvas canvas;
    int action;
};

struct frame {
    struct frame_target targets[FRAME_TARGETS_MAX];
    size_t target_count;
    struct canvas body; // the page's canvas
};

// Whether a grid of that size has room for a page at all.
bool frame_fits(const struct grid *grid);

// The part of the screen that a page of this screen has, on a grid of that size. The title may take rows of its own;
// NULL: it is not known yet, and fits in one.
struct canvas frame_body(struct grid *grid, struct arena *arena, const struct view *view, const struct screen *screen,
                         const char *title);

// The page's title, "" when it has none.
const char *frame_title(struct page *page);

// Paints everything: bar, path, page, footer; or, on a grid that is too small, a message that says so.
void frame_paint(struct frame *frame, struct grid *grid, struct arena *arena, const struct stack *stack);

// The action of a footer key at a physical place, or ACTION_NONE.
int frame_hit(const struct frame *frame, int row, int column);

#endif
