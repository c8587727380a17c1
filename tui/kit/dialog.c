// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// It is so small that it is laid out anew whenever it is painted or touched, and keeps nothing.
#include "tui/kit/dialog.h"

#include <limits.h>

enum {
    WIDTH_MAX = 64, // columns of the box
    MARGIN = 2,     // from the frame's columns to the words, the frame included
    GAP = 2,        // columns between two answers
    SIGN = 2,       // columns of the sign of focus and the blank behind it
    TOUCH_ROWS = 2, // of an answer for fingers
    SIGN_TO_RIGHT = 0x25B6,
    SIGN_TO_LEFT = 0x25C0,
};

// A place in the box.
struct button {
    int row, start, columns;
};

// Where everything is.
struct box {
    int top, start, rows, columns; // on the canvas
    bool framed;
    int margin; // from its edge to the words
    struct text_layout texts[DIALOG_TEXTS_MAX];
    int first_row; // of the texts, in the box
    struct button buttons[DIALOG_ANSWERS_MAX];
    size_t count;
    int button_rows;
};

static size_t count_answers(const struct dialog *dialog)
{
    size_t count = 0;
    while (count < DIALOG_ANSWERS_MAX && dialog->answers[count] != NULL)
        count++;
    return count;
}

// Puts the answers beside each other, or where they have no room, below each other; returns the rows that they take.
static int place_answers(struct box *box, const struct dialog *dialog)
{
    int inner = box->columns - 2 * box->margin;
    int sum = -GAP;
    for (size_t i = 0; i < box->count; i++) {
        int columns = SIGN + text_measure(dialog->answers[i]) + 1;
        box->buttons[i].columns = columns < inner ? columns : inner;
        sum += box->buttons[i].columns + GAP;
    }
    bool beside = sum <= inner;
    int start = box->margin;
    for (size_t i = 0; i < box->count; i++) {
        box->buttons[i].row = beside ? 0 : (int)i * box->button_rows;
        box->buttons[i].start = beside ? start : box->margin;
        start += box->buttons[i].columns + GAP;
        if (!beside)
            box->buttons[i].columns = inner;
    }
    return box->count == 0 ? 0 : (beside ? 1 : (int)box->count) * box->button_rows;
}

// Lays the texts out in at most so many rows, at least one each; returns those that they take.
static int lay_out_texts(struct box *box, const struct dialog *dialog, const struct view *view, struct arena *arena,
                         int rows)
{
    int taken = 0;
    for (size_t i = 0; i < DIALOG_TEXTS_MAX; i++) {
        if (dialog->texts[i].text == NULL)
            continue;
        struct text_options options = view_text_options(view, box->columns - 2 * box->margin);
        options.max_lines = rows > taken + 1 ? rows - taken : 1;
        text_lay_out(arena, dialog->texts[i].text, &options, &box->texts[i]);
        taken += (int)box->texts[i].count;
    }
    return taken;
}

// What the box does without where the page is low, step by step; last of all the ends of its texts.
enum air { AIRY, WITHOUT_AIR, WITHOUT_GAP, WITHOUT_FRAME };

static struct box arrange_with(enum air air, const struct dialog *dialog, const struct view *view, struct arena *arena,
                               int rows, int columns)
{
    struct box box = {.columns = columns < WIDTH_MAX ? columns : WIDTH_MAX, .count = count_answers(dialog),
                      .framed = air < WITHOUT_FRAME, .margin = air < WITHOUT_FRAME ? MARGIN : 1};
    box.button_rows = view->touch && air < WITHOUT_GAP ? TOUCH_ROWS : 1;
    int answers = place_answers(&box, dialog);
    int edge = (box.framed ? 1 : 0) + (air == AIRY ? 1 : 0);
    int gap = box.count > 0 && air < WITHOUT_GAP ? 1 : 0; // between texts and answers
    int texts = lay_out_texts(&box, dialog, view, arena, box.framed ? INT_MAX : rows - answers);
    box.rows = 2 * edge + texts + gap + answers;
    box.first_row = edge;
    box.top = rows > box.rows ? (rows - box.rows) / 2 : 0;
    box.start = (columns - box.columns) / 2;
    for (size_t i = 0; i < box.count; i++)
        box.buttons[i].row += edge + texts + gap;
    return box;
}

static struct box arrange(const struct dialog *dialog, const struct view *view, struct arena *arena, int rows, int columns)
{
    enum air air = AIRY;
    struct box box = arrange_with(air, dialog, view, arena, rows, columns);
    while (box.rows > rows && air < WITHOUT_FRAME)
        box = arrange_with(++air, dialog, view, arena, rows, columns);
    return box;
}

static void paint_answers(const struct dialog *dialog, const struct box *box, const struct canvas *canvas)
{
    uint32_t sign = canvas->direction == TEXT_RIGHT_TO_LEFT ? SIGN_TO_LEFT : SIGN_TO_RIGHT;
    for (size_t i = 0; i < box->count; i++) {
        const struct button *button = &box->buttons[i];
        bool focused = i == dialog->focus;
        struct canvas part = canvas_part(canvas, button->row, button->start, box->button_rows, button->columns);
        canvas_button(&part, focused);
        canvas_text(&part, 0, SIGN, part.columns - SIGN, dialog->answers[i], focused ? ROLE_FOCUS : ROLE_BUTTON);
        if (!focused)
            continue;
        canvas_sign(&part, 0, 0, sign, ROLE_FOCUS);
        canvas_cursor(&part, 0, 1);
    }
}

void dialog_paint(const struct dialog *dialog, const struct view *view, const struct canvas *canvas)
{
    struct box box = arrange(dialog, view, canvas->arena, canvas->rows, canvas->columns);
    canvas_dim(canvas);
    struct canvas ground = canvas_part(canvas, box.top, 0, box.rows, canvas->columns); // leaves no half word beside it
    for (int row = 0; row < box.rows; row++)
        canvas_fill(&ground, row, 0, ground.columns, ROLE_TEXT);
    struct canvas part = canvas_part(canvas, box.top, box.start, box.rows, box.columns);
    if (box.framed)
        canvas_box(&part, ROLE_NOTICE);
    canvas_cursor(&part, box.first_row, box.margin - 1);
    int row = box.first_row;
    for (size_t i = 0; i < DIALOG_TEXTS_MAX; i++)
        for (size_t line = 0; line < box.texts[i].count; line++)
            canvas_line(&part, row++, box.margin, &box.texts[i].lines[line], dialog->texts[i].role);
    paint_answers(dialog, &box, &part);
    if (dialog->of > 0 && box.framed && row < box.rows - 1) // the words have said it already
        canvas_fill(&part, row, box.margin, (box.columns - 2 * box.margin) * dialog->left / dialog->of, ROLE_FOCUS);
}

// The answer at a place of the canvas; their count where there is none.
static size_t answer_at(const struct dialog *dialog, const struct view *view, int rows, int columns, int row, int start)
{
    struct arena arena = {0};
    struct box box = arrange(dialog, view, &arena, rows, columns);
    arena_free(&arena);
    size_t found = box.count;
    for (size_t i = 0; i < box.count; i++) {
        int down = row - box.top - box.buttons[i].row;
        int across = start - box.start - box.buttons[i].start;
        if (down >= 0 && down < box.button_rows && across >= 0 && across < box.buttons[i].columns)
            found = i;
    }
    return found;
}

enum dialog_result dialog_act(struct dialog *dialog, const struct view *view, int rows, int columns,
                              const struct input *input, size_t *answer)
{
    size_t count = count_answers(dialog);
    if (input->wheel || count == 0)
        return DIALOG_IGNORED;
    switch (input->action) {
    case ACTION_UP:
    case ACTION_TO_START:
    case ACTION_PREVIOUS_FIELD:
        dialog->focus = (dialog->focus + count - 1) % count;
        return DIALOG_MOVED;
    case ACTION_DOWN:
    case ACTION_TO_END:
    case ACTION_NEXT_FIELD:
        dialog->focus = (dialog->focus + 1) % count;
        return DIALOG_MOVED;
    case ACTION_OPEN:
        *answer = dialog->focus;
        return DIALOG_ANSWERED;
    case ACTION_NUMBER:
        *answer = (size_t)(input->number - 1);
        return input->number >= 1 && *answer < count ? DIALOG_ANSWERED : DIALOG_IGNORED;
    case ACTION_CHARACTER: // where digits are typed
        *answer = (size_t)input->character - '1';
        return *answer < count ? DIALOG_ANSWERED : DIALOG_IGNORED;
    case ACTION_POINT:
        *answer = answer_at(dialog, view, rows, columns, input->row, input->start);
        return *answer < count ? DIALOG_ANSWERED : DIALOG_IGNORED;
    case ACTION_BACK:
        return DIALOG_LEFT;
    default:
        return DIALOG_IGNORED;
    }
}
