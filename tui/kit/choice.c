// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The signs are of width 1 on every terminal measured, and are in the console fonts.
#include "tui/kit/choice.h"

#include <stdio.h>

enum {
    SIGN_COLUMNS = 2,
    MARKS_COLUMNS = 2, // of the scroll marks, and a blank before them
    TITLE_LEAST = 8, // columns
    SIGN_TO_RIGHT = 0x25B6,
    SIGN_TO_LEFT = 0x25C0,
    SIGN_ABOVE = 0x25B2,
    SIGN_BELOW = 0x25BC,
    SIGN_BOTH = 0x2195,
    SIGN_SEEN = 0x2588,   // █
    SIGN_UNSEEN = 0x2502, // │
    ROWS_WITH_BAR = 5, // that a place has at least which shows a bar between its marks
};

int choice_columns(int columns)
{
    return columns > MARKS_COLUMNS ? columns - MARKS_COLUMNS : columns;
}

struct choice_gutter choice_gutter(int columns, size_t count)
{
    struct choice_gutter gutter = {.sign = SIGN_COLUMNS, .indent = SIGN_COLUMNS};
    if (count > 0)
        gutter.indent++; // the blank behind the number
    for (size_t rest = count; rest > 0; rest /= 10)
        gutter.indent++;
    if (columns - gutter.indent < TITLE_LEAST)
        return (struct choice_gutter){0};
    return gutter;
}

const struct text_line *choice_number(struct arena *arena, const struct view *view, size_t number)
{
    char text[24];
    snprintf(text, sizeof text, "%zu", number);
    struct text_options options = view_text_options(view, (int)sizeof text);
    struct text_layout layout;
    text_lay_out(arena, text, &options, &layout);
    return layout.lines; // the first, and only one
}

void choice_paint_gutter(const struct canvas *canvas, int row, int start, const struct choice_gutter *gutter,
                         const struct text_line *number, enum role role)
{
    if (gutter->indent == 0)
        return;
    uint32_t sign = canvas->direction == TEXT_RIGHT_TO_LEFT ? SIGN_TO_LEFT : SIGN_TO_RIGHT;
    if (role == ROLE_FOCUS)
        canvas_sign(canvas, row, start, sign, ROLE_FOCUS);
    if (number == NULL)
        return;
    int number_start = start + gutter->indent - 1 - number->width; // it ends before the blank
    canvas_line(canvas, row, number_start, number, role);
}

static int number_at(const struct choice_numbers *numbers, size_t index)
{
    return numbers->numbers == NULL ? (int)index + 1 : numbers->numbers[index];
}

bool choice_goes_on(const struct choice_numbers *numbers, int typed)
{
    for (size_t i = 0; i < numbers->count && typed > 0; i++) {
        for (int begun = number_at(numbers, i) / 10; begun >= typed; begun /= 10) {
            if (begun == typed)
                return true;
        }
    }
    return false;
}

enum choice_result choice_type(int *typed, size_t *focus, const struct choice_numbers *numbers, int digit)
{
    int number = digit == NUMBER_ENDS ? *typed : *typed * 10 + digit;
    bool longer = digit != NUMBER_ENDS && choice_goes_on(numbers, number);
    size_t index = 0;
    while (index < numbers->count && number_at(numbers, index) != number)
        index++;
    if (index == numbers->count && !longer)
        return CHOICE_IGNORED;
    if (index < numbers->count)
        *focus = index;
    *typed = longer ? number : 0;
    return longer ? CHOICE_FOCUSED : CHOICE_OPENED;
}

// The bar from row `top` on, as far as the marks leave it: of it, as much is filled as what is seen is of the whole.
// It has the ink of the quiet text beside it, so that a row is sent in one colour less.
static void paint_bar(const struct canvas *canvas, int top, int length, int first, int total)
{
    int thumb = length * canvas->rows / total;
    thumb = thumb > 0 ? thumb : 1;
    int before = (int)((long)(length - thumb) * first / (total - canvas->rows));
    for (int row = 0; row < length; row++) {
        bool seen = row >= before && row < before + thumb;
        canvas_sign(canvas, top + row, canvas->columns - 1, seen ? SIGN_SEEN : SIGN_UNSEEN, ROLE_QUIET);
    }
}

void choice_paint_scroll(const struct canvas *canvas, int first, int total)
{
    bool above = first > 0;
    bool below = first + canvas->rows < total;
    if (canvas->columns < 2 || canvas->rows < 1)
        return;
    int last = canvas->rows - 1;
    int end = canvas->columns - 1;
    if (above && below && last == 0) {
        canvas_sign(canvas, 0, end, SIGN_BOTH, ROLE_NUMBER);
        return;
    }
    if ((above || below) && canvas->rows >= ROWS_WITH_BAR)
        paint_bar(canvas, above ? 1 : 0, canvas->rows - (above ? 1 : 0) - (below ? 1 : 0), first, total);
    if (above)
        canvas_sign(canvas, 0, end, SIGN_ABOVE, ROLE_NUMBER);
    if (below)
        canvas_sign(canvas, last, end, SIGN_BELOW, ROLE_NUMBER);
}

int choice_scroll_at(int rows, int columns, bool above, bool below, const struct input *input)
{
    if (columns < 2 || input->start < choice_columns(columns) || input->start >= columns)
        return ACTION_NONE;
    bool upper = input->row < rows / 2;
    if (above && (upper || !below))
        return ACTION_PAGE_UP;
    return below ? ACTION_PAGE_DOWN : ACTION_NONE;
}
