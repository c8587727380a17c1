// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Columns are placed once for a size; cells are asked for while they are painted. Nothing here walks over the rows.
#include "tui/kit/table.h"

#include "tui/kit/choice.h"

#include <string.h>
#include <unistr.h>

enum {
    GAP = 2,         // between two columns
    SIGN = 2,        // columns of the sign of focus, or of the mark, and the blank behind it
    SIGN_TO_RIGHT = 0x25B6,
    SIGN_TO_LEFT = 0x25C0,
    SIGN_MARKED = 0x25A0,
    SIGN_UP = 0x2191,
    SIGN_DOWN = 0x2193,
};

// ---- layout ------------------------------------------------------------------------------------------------------

static bool can_mark(const struct table *table)
{
    return table->rows->mark != NULL;
}

static int heading_row(const struct table *table)
{
    return table->filter == NULL ? 0 : 1;
}

static int first_body_row(const struct table *table)
{
    return heading_row(table) + 1;
}

// Columns before the first one.
static int gutter(const struct table *table)
{
    return can_mark(table) ? 2 * SIGN : SIGN;
}

// The column that vanishes next: of the highest rank, the last one. 0: none may.
static size_t least_needed(const struct table *table)
{
    size_t found = 0;
    for (size_t i = 1; i < table->column_count; i++)
        if (table->widths[i] > 0 && (found == 0 || table->columns[i].rank >= table->columns[found].rank))
            found = i;
    return found;
}

static int width_of_all(const struct table *table)
{
    int width = -GAP;
    for (size_t i = 0; i < table->column_count; i++)
        if (table->widths[i] > 0)
            width += table->widths[i] + GAP;
    return width;
}

// Shares the room among the columns that have a weight: each has its part of what the ones before it left.
static void share(struct table *table, int room)
{
    int weights = 0;
    for (size_t i = 0; i < table->column_count; i++)
        weights += table->widths[i] > 0 ? table->columns[i].weight : 0;
    for (size_t i = 0; i < table->column_count; i++) {
        int weight = table->columns[i].weight;
        if (table->widths[i] == 0 || weight == 0)
            continue;
        int part = room * weight / weights;
        table->widths[i] += part;
        room -= part;
        weights -= weight;
    }
}

static void place_columns(struct table *table)
{
    int available = choice_columns(table->screen_columns) - gutter(table);
    for (size_t i = 0; i < table->column_count; i++)
        table->widths[i] = table->columns[i].least > 0 ? table->columns[i].least : 1;
    size_t vanishing;
    while (width_of_all(table) > available && (vanishing = least_needed(table)) != 0)
        table->widths[vanishing] = 0;
    if (width_of_all(table) > available)
        table->widths[0] = available > 1 ? available : 1;
    else
        share(table, available - width_of_all(table));
    int start = gutter(table);
    for (size_t i = 0; i < table->column_count; i++) {
        table->starts[i] = start;
        start += table->widths[i] > 0 ? table->widths[i] + GAP : 0;
    }
}

static size_t rows_shown(const struct table *table)
{
    return table->body_rows > 0 ? (size_t)table->body_rows : 1;
}

static void show_focus(struct table *table)
{
    size_t shown = rows_shown(table);
    if (table->focus >= table->count)
        table->focus = table->count == 0 ? 0 : table->count - 1;
    if (table->scroll + shown > table->count)
        table->scroll = table->count > shown ? table->count - shown : 0;
    if (table->focus < table->scroll)
        table->scroll = table->focus;
    if (table->focus >= table->scroll + shown)
        table->scroll = table->focus - shown + 1;
}

void table_lay_out(struct table *table, int rows, int columns)
{
    table->screen_rows = rows;
    table->screen_columns = columns;
    table->body_rows = rows - first_body_row(table) - 1; // and the line at the bottom
    table->typed[0] = '\0';
    place_columns(table);
    if (table->filter != NULL)
        editor_lay_out(table->filter, 1, choice_columns(columns));
    show_focus(table);
}

// ---- deeds -------------------------------------------------------------------------------------------------------

static bool is_more_below(const struct table *table)
{
    return table->scroll + rows_shown(table) < table->count;
}

// Gives another row the focus; if asked, marks it and all rows between.
static enum table_result move_to(struct table *table, size_t row, bool mark)
{
    size_t before = table->focus;
    if (table->count == 0 || (row == before && !mark))
        return TABLE_IGNORED;
    table->focus = row;
    show_focus(table);
    if (!mark || !can_mark(table))
        return TABLE_MOVED;
    size_t first = row < before ? row : before;
    size_t last = row < before ? before : row;
    for (size_t i = first; i <= last; i++)
        table->rows->mark(table->context, i, true);
    return TABLE_MARKED;
}

static enum table_result move_by(struct table *table, size_t rows, bool down, bool mark)
{
    size_t last = table->count == 0 ? 0 : table->count - 1;
    size_t room = down ? last - table->focus : table->focus;
    rows = rows < room ? rows : room;
    return move_to(table, down ? table->focus + rows : table->focus - rows, mark);
}

// The focus stays where it can be seen.
static enum table_result scroll(struct table *table, const struct input *input)
{
    size_t shown = rows_shown(table);
    size_t most = table->count > shown ? table->count - shown : 0;
    size_t rows = (size_t)input->rows;
    size_t before = table->scroll;
    if (input->action == ACTION_UP)
        table->scroll -= rows < table->scroll ? rows : table->scroll;
    else
        table->scroll = table->scroll + rows < most ? table->scroll + rows : most;
    if (table->focus < table->scroll)
        table->focus = table->scroll;
    if (table->focus >= table->scroll + shown)
        table->focus = table->scroll + shown - 1;
    return table->scroll == before ? TABLE_IGNORED : TABLE_MOVED;
}

static enum table_result mark_row(struct table *table, size_t row)
{
    if (!can_mark(table) || row >= table->count)
        return TABLE_IGNORED;
    table->rows->mark(table->context, row, !table->rows->is_marked(table->context, row));
    return TABLE_MARKED;
}

static enum table_result sort_at(struct table *table, int start)
{
    for (size_t i = 0; i < table->column_count; i++) {
        if (table->widths[i] == 0 || start < table->starts[i] || start >= table->starts[i] + table->widths[i])
            continue;
        table->asked = i;
        return TABLE_SORT;
    }
    return TABLE_IGNORED;
}

static enum table_result point(struct table *table, const struct view *view, const struct input *input)
{
    int row = input->row - first_body_row(table);
    if (table->filter != NULL && input->row == 0)
        return editor_act(table->filter, view, input) == EDITOR_IGNORED ? TABLE_IGNORED : TABLE_MOVED;
    if (input->row == heading_row(table))
        return sort_at(table, input->start);
    struct input body = {.action = ACTION_POINT, .row = row, .start = input->start};
    bool above = table->scroll > 0;
    int page = choice_scroll_at(table->body_rows, table->screen_columns, above, is_more_below(table), &body);
    if (page != ACTION_NONE)
        return move_by(table, rows_shown(table), page == ACTION_PAGE_DOWN, false);
    size_t pointed = table->scroll + (size_t)row;
    if (row < 0 || row >= table->body_rows || pointed >= table->count)
        return TABLE_IGNORED;
    if (can_mark(table) && input->start >= SIGN && input->start < 2 * SIGN) {
        move_to(table, pointed, false);
        return mark_row(table, pointed);
    }
    return pointed == table->focus ? TABLE_OPENED : move_to(table, pointed, false);
}

// Adds a character to what is looked for; where nothing begins with that, it is the first of something else.
static enum table_result find(struct table *table, uint32_t character)
{
    uint8_t bytes[4];
    int added = u8_uctomb(bytes, character, sizeof bytes);
    size_t length = strlen(table->typed);
    if (table->rows->find == NULL || table->count == 0 || added <= 0)
        return TABLE_IGNORED;
    for (int again = 0; again < 2; again++) {
        if (length + (size_t)added < sizeof table->typed) {
            memcpy(table->typed + length, bytes, (size_t)added);
            table->typed[length + (size_t)added] = '\0';
            // The first letter looks behind the row that has the focus, so that it goes through all that begin with it.
            size_t from = length == 0 ? (table->focus + 1) % table->count : table->focus;
            size_t found = table->rows->find(table->context, table->typed, from);
            if (found < table->count) {
                move_to(table, found, false);
                return TABLE_MOVED;
            }
        }
        length = 0;
    }
    table->typed[0] = '\0';
    return TABLE_IGNORED;
}

static enum table_result write_filter(struct table *table, const struct view *view, const struct input *input)
{
    if (table->filter == NULL)
        return TABLE_IGNORED;
    switch (editor_act(table->filter, view, input)) {
    case EDITOR_CHANGED:
        table->focus = table->scroll = 0;
        return TABLE_FILTERED;
    case EDITOR_MOVED:
        return TABLE_MOVED;
    case EDITOR_IGNORED:
        break;
    }
    return TABLE_IGNORED;
}

static enum table_result act_on_rows(struct table *table, const struct view *view, const struct input *input)
{
    size_t page = rows_shown(table) > 1 ? rows_shown(table) - 1 : 1; // a row of the page before stays in sight
    switch (input->action) {
    case ACTION_UP:
    case ACTION_DOWN:
        return input->wheel ? scroll(table, input) : move_by(table, 1, input->action == ACTION_DOWN, input->select);
    case ACTION_PAGE_UP:
    case ACTION_PAGE_DOWN:
        return move_by(table, page, input->action == ACTION_PAGE_DOWN, input->select);
    case ACTION_FIRST: // which marks nothing: it could pass a hundred thousand rows
        return move_to(table, 0, false);
    case ACTION_LAST:
        return move_to(table, table->count == 0 ? 0 : table->count - 1, false);
    case ACTION_OPEN:
        return table->count == 0 ? TABLE_IGNORED : TABLE_OPENED;
    case ACTION_MARK:
        return mark_row(table, table->focus);
    case ACTION_POINT:
        return point(table, view, input);
    default:
        return write_filter(table, view, input);
    }
}

enum table_result table_act(struct table *table, const struct view *view, const struct input *input)
{
    if (table->filter == NULL && input->action == ACTION_CHARACTER)
        return find(table, input->character);
    table->typed[0] = '\0';
    return act_on_rows(table, view, input);
}

// ---- painting ----------------------------------------------------------------------------------------------------

static void paint_headings(const struct table *table, const struct canvas *canvas)
{
    for (size_t i = 0; i < table->column_count; i++) {
        const struct table_column *column = &table->columns[i];
        struct canvas part = canvas_part(canvas, heading_row(table), table->starts[i], 1, table->widths[i]);
        int sign = table->sorted == i ? SIGN : 0;
        int taken = text_measure(column->heading);
        int start = column->at_end && taken + sign < part.columns ? part.columns - taken - sign : 0;
        taken = canvas_text(&part, 0, start, part.columns - sign, column->heading, ROLE_HEADING);
        if (sign > 0 && part.columns > SIGN)
            canvas_sign(&part, 0, start + taken + 1, table->descending ? SIGN_DOWN : SIGN_UP, ROLE_HEADING);
    }
}

static void paint_row(const struct table *table, const struct canvas *canvas, int at, size_t row)
{
    bool focused = row == table->focus;
    enum role role = focused ? ROLE_FOCUS : ROLE_TEXT;
    uint32_t sign = canvas->direction == TEXT_RIGHT_TO_LEFT ? SIGN_TO_LEFT : SIGN_TO_RIGHT;
    canvas_fill(canvas, at, 0, choice_columns(canvas->columns), role);
    if (focused)
        canvas_sign(canvas, at, 0, sign, role);
    if (can_mark(table) && table->rows->is_marked(table->context, row))
        canvas_sign(canvas, at, SIGN, SIGN_MARKED, role);
    for (size_t i = 0; i < table->column_count; i++) {
        if (table->widths[i] == 0)
            continue;
        const char *text = table->rows->cell(table->context, row, i, canvas->arena);
        struct canvas part = canvas_part(canvas, at, table->starts[i], 1, table->widths[i]);
        if (table->columns[i].at_end)
            canvas_text_at_end(&part, 0, 0, part.columns, text, role);
        else
            canvas_text(&part, 0, 0, part.columns, text, role);
    }
}

// "17 of 100,000", and how many are marked.
static void paint_position(const struct table *table, const struct view *view, const struct canvas *canvas)
{
    int row = canvas->rows - 1;
    const char *text = view_work_text(view, WORK_TEXT_NOTHING);
    if (table->count > 0) {
        const char *place = view_work_count(view, canvas->arena, WORK_TEXT_NUMBER, table->focus + 1);
        const char *all = view_work_count(view, canvas->arena, WORK_TEXT_NUMBER, table->count);
        text = message_format(view->messages, canvas->arena, view->program->work_texts[WORK_TEXT_POSITION],
                              (const char *const[]){place, all, NULL});
    }
    int taken = canvas_text(canvas, row, gutter(table), canvas->columns, text, ROLE_QUIET);
    if (table->marked > 0)
        canvas_text(canvas, row, gutter(table) + taken + GAP, canvas->columns,
                    view_work_count(view, canvas->arena, WORK_TEXT_MARKED, table->marked), ROLE_NOTICE);
}

void table_paint(const struct table *table, const struct view *view, const struct canvas *canvas)
{
    int top = first_body_row(table);
    paint_headings(table, canvas);
    size_t behind = table->scroll + (table->body_rows > 0 ? (size_t)table->body_rows : 0);
    for (size_t row = table->scroll; row < table->count && row < behind; row++)
        paint_row(table, canvas, top + (int)(row - table->scroll), row);
    struct canvas body = canvas_part(canvas, top, 0, table->body_rows, canvas->columns);
    choice_paint_scroll(&body, (int)table->scroll, (int)table->count);
    paint_position(table, view, canvas);
    if (table->count > 0)
        canvas_cursor(&body, (int)(table->focus - table->scroll), 1);
    if (table->filter == NULL)
        return;
    struct canvas filter = canvas_part(canvas, 0, 0, 1, choice_columns(canvas->columns));
    editor_paint(table->filter, &filter, true, table->filter_hint);
}
