// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What widgets have in common: things that are numbered, focused and opened, as lists and documents have them, and the marks
// of a place that scrolls, as every widget has them.
#ifndef KOMPASS_TUI_KIT_CHOICE_H
#define KOMPASS_TUI_KIT_CHOICE_H

#include "tui/kit/page.h"

// Columns of `columns` that are left beside the scroll marks, which have the last column at the end edge and touch nothing.
int choice_columns(int columns);

// How much of a thing's width its sign and number take: the title begins behind them. Where hardly any room would be
// left for the title, they are left out and all is 0.
struct choice_gutter {
    int sign;   // columns of the sign of focus and the blank behind it
    int indent; // columns before the title
};

// `count` is the largest number, 0 when the things have none.
struct choice_gutter choice_gutter(int columns, size_t count);

// A thing's number, laid out in the arena.
const struct text_line *choice_number(struct arena *arena, const struct view *view, size_t number);

// Paints the sign of focus and the number into the gutter. `number` may be NULL; `role` is that of its ground.
void choice_paint_gutter(const struct canvas *canvas, int row, int start, const struct choice_gutter *gutter,
                         const struct text_line *number, enum role role);

enum choice_result { CHOICE_IGNORED, CHOICE_FOCUSED, CHOICE_OPENED };

// The numbers of `count` things, rising; NULL: 1, 2, 3 and so on.
struct choice_numbers {
    const int *numbers;
    size_t count;
};

// Takes a typed digit, or NUMBER_ENDS; *typed is what has been typed of the number before, 0 at first. CHOICE_OPENED when a
// thing has the number and no longer number begins with it, or when it ends; then *typed is 0 and *focus the thing's index.
// A number that may go on stays in *typed and gives the focus, if a thing has it, but opens nothing, however long it
// stays. A digit that leads to no number is ignored.
enum choice_result choice_type(int *typed, size_t *focus, const struct choice_numbers *numbers, int digit);

// Whether some longer number begins with `typed`.
bool choice_goes_on(const struct choice_numbers *numbers, int typed);

// Paints in the last column at the end edge where in `total` rows the canvas is, which shows them from `first` on: marks where
// there is more above or below, and between them, where there is room, a bar. Nothing when it shows all.
void choice_paint_scroll(const struct canvas *canvas, int first, int total);

// The action of a touch on the column of the marks: ACTION_PAGE_UP, ACTION_PAGE_DOWN, or ACTION_NONE.
int choice_scroll_at(int rows, int columns, bool above, bool below, const struct input *input);

#endif
