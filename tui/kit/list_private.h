// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to list*.c: what laying out leaves to moving and painting.
#ifndef KOMPASS_TUI_KIT_LIST_PRIVATE_H
#define KOMPASS_TUI_KIT_LIST_PRIVATE_H

#include "tui/kit/choice.h"
#include "tui/kit/list.h"

struct list_item {
    struct text_layout heading; // count is 0 when none stands above this item's line
    struct text_layout title;
    struct text_layout detail;  // count is 0 when there is none
    struct list_marks title_marks, detail_marks; // their lines know their places where these are
    struct chip_layout chips;   // below both
    const struct text_line *number; // NULL when the list has no numbers
    const char *figure;         // NULL: none, or none that is large
    struct choice_gutter gutter;
    enum role role;             // of the title
    int line, column;           // place among the items
    int start, columns;         // cells
    int figure_columns;         // before the gutter: where large figures stand
    int top, rows;              // cells, without the heading; as high as its line
};


// The number of items of the line that begins at item `first`, and the first item of the line in which one stands.
size_t list_count_of_line(const struct list *list, size_t first);
size_t list_first_of_line(const struct list *list, size_t index);

// Scrolls as little as possible until the focused item is seen, and the heading above it where there is room for both.
void list_reveal_focus(struct list *list);

#endif
