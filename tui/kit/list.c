// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Moving in a list that is laid out, and painting it.
#include "tui/kit/list_private.h"

#include "tui/kit/block.h"

int list_rows_up_to(const struct list *list, size_t index)
{
    return list->items[index].top + list->items[index].rows;
}

static void clamp_scroll(struct list *list)
{
    int most = list->total_rows > list->rows ? list->total_rows - list->rows : 0;
    list->scroll = list->scroll > most ? most : list->scroll < 0 ? 0 : list->scroll;
}

size_t list_first_of_line(const struct list *list, size_t index)
{
    return index - (size_t)list->items[index].column;
}

// Scrolls as little as possible until the focused item is seen, and the heading above it where there is room for both.
void list_reveal_focus(struct list *list)
{
    if (list->count > 0) {
        const struct list_item *item = &list->items[list->focus];
        int bottom = item->top + item->rows;
        int top = item->top - (int)list->items[list_first_of_line(list, list->focus)].heading.count;
        if (bottom - top > list->rows)
            top = item->top;
        if (list->scroll < bottom - list->rows)
            list->scroll = bottom - list->rows;
        if (list->scroll > top)
            list->scroll = top;
    }
    clamp_scroll(list);
}

// The item in the line above (`lines` is -1) or below (1), in that column or the last one before it; `index` itself at
// the list's edge.
static size_t neighbour(const struct list *list, size_t index, int lines, int column)
{
    size_t first = list_first_of_line(list, index);
    if (lines < 0) {
        if (first == 0)
            return index;
        first = list_first_of_line(list, first - 1);
    } else {
        first += list_count_of_line(list, first);
        if (first == list->count)
            return index;
    }
    size_t last = list_count_of_line(list, first) - 1;
    return first + ((size_t)column < last ? (size_t)column : last);
}

// As many lines up or down as a screen holds, at least one.
static size_t page_away(const struct list *list, int lines)
{
    const struct list_item *from = &list->items[list->focus];
    size_t target = neighbour(list, list->focus, lines, from->column);
    for (size_t next; (next = neighbour(list, target, lines, from->column)) != target; target = next) {
        const struct list_item *item = &list->items[next];
        int span = lines > 0 ? item->top + item->rows - from->top : from->top + from->rows - item->top;
        if (span > list->rows)
            break;
    }
    return target;
}

static size_t beside(const struct list *list, int step)
{
    const struct list_item *item = &list->items[list->focus];
    if (step < 0)
        return item->column > 0 ? list->focus - 1 : list->focus;
    bool more = list->focus + 1 < list->count && item[1].line == item->line;
    return more ? list->focus + 1 : list->focus;
}

static enum list_result move_to(struct list *list, size_t target)
{
    if (target == list->focus)
        return LIST_IGNORED;
    list->focus = target;
    list_reveal_focus(list);
    return LIST_MOVED;
}

static enum list_result type_digit(struct list *list, int digit)
{
    if (list->numbers == NULL)
        return LIST_IGNORED;
    const struct choice_numbers numbers = {list->numbers, list->count};
    enum choice_result result = choice_type(&list->view->typed, &list->focus, &numbers, digit);
    list_reveal_focus(list);
    return result == CHOICE_OPENED ? LIST_OPENED : result == CHOICE_FOCUSED ? LIST_MOVED : LIST_IGNORED;
}

static bool is_more_above(const struct list *list)
{
    return list->scroll > 0;
}

static bool is_more_below(const struct list *list)
{
    return list->scroll + list->rows < list->total_rows;
}

static bool is_shown(const struct list *list, const struct list_item *item)
{
    return item->top >= list->scroll && item->top + item->rows <= list->scroll + list->rows;
}

// Moves the list, not the focus; unless that would leave the screen.
static enum list_result scroll_by(struct list *list, int rows)
{
    int before = list->scroll;
    list->scroll += rows;
    clamp_scroll(list);
    if (list->scroll == before)
        return LIST_IGNORED;
    for (size_t i = 0; i < list->count && !is_shown(list, &list->items[list->focus]); i++) {
        size_t next = rows > 0 ? i : list->count - 1 - i;
        if (is_shown(list, &list->items[next]))
            list->focus = next;
    }
    return LIST_MOVED;
}

static enum list_result touch(struct list *list, const struct input *input)
{
    if (input->row < 0 || input->row >= list->rows)
        return LIST_IGNORED;
    switch (choice_scroll_at(list->rows, list->width, is_more_above(list), is_more_below(list), input)) {
    case ACTION_PAGE_UP:
        return move_to(list, page_away(list, -1));
    case ACTION_PAGE_DOWN:
        return move_to(list, page_away(list, 1));
    default:
        break;
    }
    int row = input->row + list->scroll;
    for (size_t i = 0; i < list->count; i++) {
        const struct list_item *item = &list->items[i];
        if (row < item->top || row >= item->top + item->rows)
            continue;
        if (input->start < item->start || input->start >= item->start + item->columns)
            continue;
        move_to(list, i);
        return LIST_OPENED;
    }
    return LIST_IGNORED;
}

enum list_result list_act(struct list *list, const struct input *input)
{
    if (list->count == 0)
        return LIST_IGNORED;
    if (input->action == ACTION_NUMBER)
        return type_digit(list, input->number);
    if (input->wheel)
        return scroll_by(list, input->action == ACTION_DOWN ? input->rows : -input->rows);
    int column = list->items[list->focus].column;
    switch (input->action) {
    case ACTION_UP:
        return move_to(list, neighbour(list, list->focus, -1, column));
    case ACTION_DOWN:
        return move_to(list, neighbour(list, list->focus, 1, column));
    case ACTION_TO_START:
        return move_to(list, beside(list, -1));
    case ACTION_TO_END:
        return move_to(list, beside(list, 1));
    case ACTION_PAGE_UP:
        return move_to(list, page_away(list, -1));
    case ACTION_PAGE_DOWN:
        return move_to(list, page_away(list, 1));
    case ACTION_FIRST:
        return move_to(list, 0);
    case ACTION_LAST:
        return move_to(list, list->count - 1);
    case ACTION_OPEN:
        return LIST_OPENED;
    case ACTION_POINT:
        return touch(list, input);
    default:
        return LIST_IGNORED;
    }
}

// All of its lines, or none where not all are on the screen: what stops in the middle is read as all there is.
static bool paint_layout(const struct canvas *canvas, int row, int start, const struct text_layout *layout,
                         enum role role)
{
    if (row < 0 || row + (int)layout->count > canvas->rows)
        return false;
    for (size_t i = 0; i < layout->count; i++)
        canvas_line(canvas, row + (int)i, start, &layout->lines[i], role);
    return true;
}

static void paint_marked(const struct canvas *canvas, int row, int start, const struct text_layout *layout, enum role role,
                         const struct list_marks *marks, enum role marked)
{
    if (!paint_layout(canvas, row, start, layout, role) || marks->count == 0)
        return;
    for (size_t i = 0; i < layout->count; i++)
        canvas_mark(canvas, row + (int)i, start, &layout->lines[i], marks->spans, marks->count, marked);
}

static void paint_item(const struct canvas *canvas, const struct list_item *item, int row, bool focused)
{
    int start = item->start + item->figure_columns; // a large figure stands before all, on the page's own ground
    int columns = item->columns - item->figure_columns;
    int text_start = start + item->gutter.indent;
    int title_rows = item->title.count > 0 ? (int)item->title.count : 1;
    int ground_rows = focused ? item->rows : item->role == ROLE_ALERT ? title_rows : 0;
    enum role role = focused ? ROLE_FOCUS : item->role;
    if (row < 0 || row + title_rows > canvas->rows)
        return; // a detail says nothing without its title
    for (int i = 0; i < ground_rows; i++)
        canvas_fill(canvas, row + i, start, columns, role);
    if (focused) // before the title, not on its first letter, which the cursor would cover
        canvas_cursor(canvas, row, text_start - (item->gutter.indent > 0 ? 1 : 0));
    if (item->figure != NULL && row + BLOCK_ROWS <= canvas->rows)
        block_paint(canvas, row, item->start, item->figure);
    choice_paint_gutter(canvas, row, start, &item->gutter, item->number, ground_rows > 0 ? role : ROLE_NUMBER);
    enum role marked = focused ? ROLE_FOCUS_MATCH : ROLE_MATCH;
    paint_marked(canvas, row, text_start, &item->title, role, &item->title_marks, marked);
    paint_marked(canvas, row + title_rows, text_start, &item->detail, focused ? ROLE_FOCUS_QUIET : ROLE_QUIET, &item->detail_marks,
                 marked);
    for (size_t i = 0; i < item->chips.count; i++) {
        const struct placed_chip *chip = &item->chips.chips[i];
        paint_layout(canvas, row + title_rows + (int)item->detail.count + chip->row, text_start + chip->start, &chip->words,
                     focused ? ROLE_FOCUS_QUIET : chip->role);
    }
}

void list_paint(const struct list *list, const struct canvas *canvas)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct list_item *item = &list->items[i];
        int row = item->top - list->scroll;
        int heading_row = row - (int)item->heading.count;
        if (row >= list->rows) // nor does a heading with nothing below it
            break;
        if (row + item->rows <= 0)
            continue;
        paint_layout(canvas, heading_row, 0, &item->heading, ROLE_HEADING);
        paint_item(canvas, item, row, i == list->focus && !list->unfocused);
    }
    choice_paint_scroll(canvas, list->scroll, list->total_rows);
}
