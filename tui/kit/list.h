// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A list of things to choose from, in one column or more: numbered, focus by arrows, by number and by touch.
#ifndef KOMPASS_TUI_KIT_LIST_H
#define KOMPASS_TUI_KIT_LIST_H

#include "tui/kit/chip.h"

// Parts of a text that are marked, such as words that were looked for.
struct list_marks {
    const struct text_span *spans;
    size_t count;
};

// One thing. Texts are borrowed until the next layout.
struct list_text {
    const char *title;
    const char *detail;  // second-rank text below it, or NULL
    const struct chip *chips; // below all, in rows of their own; most important first
    size_t chip_count;
    const char *group;   // a heading above this item, or NULL: it begins a group
    const char *figure;  // digits to be painted large before the item, where there is room; or NULL
    enum role role;      // of the title: ROLE_TEXT, ROLE_ALERT ...
    struct list_marks title_marks, detail_marks;
    int number;          // where it is not the place in the list, so that it stays when others come and go; or 0
};

struct list_item; // laid out

struct list {
    size_t count;
    size_t focus;             // index of the focused item
    bool unfocused;           // the keys are elsewhere: shows no focus
    int scroll;               // first row shown
    struct view *view;        // that it was laid out for: what is typed of a number is there
    int *numbers;             // of the items; NULL when they have none
    int columns;              // of items
    int rows, width;          // what it was laid out for,
    enum text_size layout_size; // and for letters of which size
    int total_rows;
    struct list_item *items;  // in the page's lines
};

enum list_air {
    LIST_TIGHT,
    LIST_AIRY_IF_IT_FITS, // without scrolling: a blank row between items
    LIST_AIRY,
};

// How it is arranged.
struct list_shape {
    int columns_max;     // columns of items where there is room: each at least `column_least` cells wide
    int column_least;
    int detail_lines;    // at most so many lines of detail; fewer where an item would not fit on the screen; a second one
                         // beside 1 where the whole list fits with it, unless there are `parts`
    bool numbered;
    enum list_air air;
    bool last_is_second; // the last group is of second rank: it does without air before all do
    const char *parts;   // what stands between the parts of a detail: only whole parts are shown. NULL: cut by an ellipsis
    bool sentences;      // of a detail that is too long, as many whole sentences as its lines hold; at least a part of one
};

// Where the layout stands in for larger letters, there is a blank row between items, whatever the shape; for fingers every
// item is at least two rows high.
// Lays out `count` texts for rows x columns of cells; keeps the focus where it was, within the count, and visible.
void list_lay_out(struct list *list, struct arena *arena, struct view *view, const struct list_text *texts,
                  size_t count, const struct list_shape *shape, int rows, int columns);

enum list_result { LIST_IGNORED, LIST_MOVED, LIST_OPENED };

// Moves the focus or opens: arrows, pages, first, last, numbers (choice_type()), touch; Enter opens. A touch on the scroll
// marks' columns pages. Directions are logical, places are those of the canvas that the list is painted on.
enum list_result list_act(struct list *list, const struct input *input);

// The rows from the top of the list to the end of the item: as many are needed to see all up to it without scrolling.
int list_rows_up_to(const struct list *list, size_t index);

void list_paint(const struct list *list, const struct canvas *canvas);

#endif
