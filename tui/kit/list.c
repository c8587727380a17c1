// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Items stand in lines, as words on a page: a line holds as many items as there are columns and is as high as its
// highest item; a group's heading begins a new line. Rows are rows of cells, counted from the top of the whole list.
#include "tui/kit/list.h"

#include "core/text/sentence.h"
#include "tui/kit/block.h"
#include "tui/kit/choice.h"

#include <string.h>

enum {
    COLUMN_GAP = 2, // cells between two columns of items
    TITLE_ROWS_MAX = 3,
    HEADING_ROWS_MAX = 2,
    TOUCH_ROWS = 2, // of an item for fingers
    FIGURE_GAP = 2, // cells behind a large figure
    FIGURE_PART = 4, // of an item's cells, a large figure takes this part at most
    CHIP_ROWS_MAX = 4, // of an item
};

struct list_item {
    struct text_layout heading; // count is 0 when none stands above this item's line
    struct text_layout title;
    struct text_layout detail;  // count is 0 when there is none
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

// What laying out needs to know of the whole list.
struct list_plan {
    struct arena *arena;
    const struct view *view;
    const struct list_shape *shape;
    int detail_lines;   // of an item at most
    int rows, columns;  // cells that may be used: without the column of the scroll marks
    int item_columns;   // width of an item
    struct choice_gutter gutter;
    int figure_columns; // of the column of large figures with the gap behind it; 0 when there is none
};

static struct text_layout lay_out_text(const struct list_plan *plan, const char *text, int columns, int rows_max)
{
    struct text_layout layout = {0};
    if (text == NULL || text[0] == '\0' || rows_max < 1)
        return layout;
    struct text_options options = view_text_options(plan->view, columns);
    options.max_lines = rows_max;
    text_lay_out(plan->arena, text, &options, &layout);
    return layout;
}

// As many whole parts of a detail as fit in the columns; NULL when not even the first does.
static const char *whole_parts(const struct list_plan *plan, const char *text, int columns)
{
    const char *separator = plan->shape->parts;
    if (separator == NULL || text == NULL || text_measure(text) <= columns)
        return text;
    char *whole = arena_copy_text(plan->arena, text);
    for (char *end = NULL;; end = NULL) {
        for (char *at = strstr(whole, separator); at != NULL; at = strstr(at + 1, separator))
            end = at;
        if (end == NULL)
            return NULL;
        *end = '\0';
        if (text_measure(whole) <= columns)
            return whole;
    }
}

static struct text_layout lay_out_detail(const struct list_plan *plan, const char *text, int columns, int rows_max)
{
    text = whole_parts(plan, text, columns);
    if (text == NULL || !plan->shape->sentences || rows_max < 1)
        return lay_out_text(plan, text, columns, rows_max);
    char *whole = arena_copy_text(plan->arena, text);
    struct text_layout layout;
    do {
        layout = lay_out_text(plan, whole, columns, rows_max + 1);
    } while ((int)layout.count > rows_max && text_drop_sentence(whole));
    return (int)layout.count > rows_max ? lay_out_text(plan, text, columns, rows_max) : layout;
}

// `rows_max` keeps the item within the screen, so that what is focused can be seen whole.
static void lay_out_item(const struct list_plan *plan, struct list_item *item, const struct list_text *text,
                         int rows_max)
{
    item->role = text->role == ROLE_TEXT && plan->view->layout_size != TEXT_SIZE_NORMAL ? ROLE_STRONG : text->role;
    item->gutter = plan->gutter;
    item->columns = plan->item_columns;
    item->start = item->column * (plan->item_columns + COLUMN_GAP);
    item->figure_columns = plan->figure_columns;
    int columns = item->columns - item->figure_columns - item->gutter.indent;
    if (columns > view_measure(plan->view))
        columns = view_measure(plan->view);
    item->title = lay_out_text(plan, text->title, columns, rows_max < TITLE_ROWS_MAX ? rows_max : TITLE_ROWS_MAX);
    int title_rows = item->title.count > 0 ? (int)item->title.count : 1;
    item->figure = NULL;
    if (text->figure != NULL && block_columns(text->figure) > 0 && rows_max >= BLOCK_ROWS &&
        block_columns(text->figure) + FIGURE_GAP <= plan->figure_columns)
        item->figure = text->figure;
    int beside = item->figure != NULL && plan->detail_lines > 0 ? BLOCK_ROWS - title_rows : 0;
    int detail_rows = rows_max - title_rows;
    if (detail_rows > plan->detail_lines) // but rows beside a large figure cost none
        detail_rows = beside > plan->detail_lines ? beside : plan->detail_lines;
    item->detail = lay_out_detail(plan, text->detail, columns, detail_rows);
    item->rows = title_rows + (int)item->detail.count;
    int chip_rows = rows_max - item->rows < CHIP_ROWS_MAX ? rows_max - item->rows : CHIP_ROWS_MAX;
    chips_lay_out(plan->arena, plan->view, text->chips, text->chip_count, chip_rows, columns, &item->chips);
    item->rows += item->chips.rows;
    if (item->figure != NULL && item->rows < BLOCK_ROWS)
        item->rows = BLOCK_ROWS;
    if (plan->view->touch && item->rows < TOUCH_ROWS && rows_max >= TOUCH_ROWS)
        item->rows = TOUCH_ROWS;
}

static void lay_out_items(const struct list_plan *plan, struct list *list, const struct list_text *texts)
{
    int heading_rows = 0;
    for (size_t i = 0; i < list->count; i++) {
        struct list_item *item = &list->items[i];
        bool group = texts[i].group != NULL && texts[i].group[0] != '\0';
        if (i == 0) {
            item->line = item->column = 0;
        } else if (group || item[-1].column + 1 >= list->columns) {
            item->line = item[-1].line + 1;
        } else {
            item->line = item[-1].line;
            item->column = item[-1].column + 1;
        }
        if (item->column == 0) {
            int rows_max = plan->rows - 1 < HEADING_ROWS_MAX ? plan->rows - 1 : HEADING_ROWS_MAX;
            item->heading = lay_out_text(plan, texts[i].group, plan->columns, rows_max);
            heading_rows = (int)item->heading.count;
        }
        lay_out_item(plan, item, &texts[i], plan->rows - heading_rows);
        if (plan->shape->numbered)
            item->number = choice_number(plan->arena, plan->view, (size_t)list->numbers[i]);
    }
}

// The number of items of the line that begins at item `first`.
static size_t count_of_line(const struct list *list, size_t first)
{
    size_t end = first;
    while (end < list->count && list->items[end].line == list->items[first].line)
        end++;
    return end - first;
}

static void make_lines_even(struct list *list)
{
    for (size_t first = 0, count; first < list->count; first += count) {
        struct list_item *items = &list->items[first];
        count = count_of_line(list, first);
        for (size_t i = 0; i < count; i++)
            items[0].rows = items[i].rows > items[0].rows ? items[i].rows : items[0].rows;
        for (size_t i = 1; i < count; i++)
            items[i].rows = items[0].rows;
    }
}

// Gives every line its row; returns the rows of all. A blank row parts groups, and in the first `airy` items lines too.
static int place_lines(struct list *list, size_t airy)
{
    int row = 0;
    for (size_t first = 0, count; first < list->count; first += count) {
        struct list_item *items = &list->items[first];
        count = count_of_line(list, first);
        if (first > 0 && (first < airy || items[0].heading.count > 0))
            row++;
        row += (int)items[0].heading.count;
        for (size_t i = 0; i < count; i++)
            items[i].top = row;
        row += items[0].rows;
    }
    return row;
}

// Where the last group begins: its first item; 0 when there is only one group.
static size_t last_group(const struct list *list)
{
    size_t first = list->count;
    while (first > 0 && list->items[first - 1].heading.count == 0)
        first--;
    return first > 0 ? first - 1 : 0;
}

// With as much air between the lines as there is room for.
static void place_with_air(struct list *list, const struct list_shape *shape, bool roomy)
{
    enum list_air air = roomy ? LIST_AIRY : shape->air;
    list->total_rows = place_lines(list, air == LIST_TIGHT ? 0 : list->count);
    if (air != LIST_AIRY_IF_IT_FITS || list->total_rows <= list->rows)
        return;
    list->total_rows = place_lines(list, shape->last_is_second ? last_group(list) : 0);
    if (list->total_rows > list->rows)
        list->total_rows = place_lines(list, 0);
}

int list_rows_up_to(const struct list *list, size_t index)
{
    return list->items[index].top + list->items[index].rows;
}

static void clamp_scroll(struct list *list)
{
    int most = list->total_rows > list->rows ? list->total_rows - list->rows : 0;
    list->scroll = list->scroll > most ? most : list->scroll < 0 ? 0 : list->scroll;
}

static size_t first_of_line(const struct list *list, size_t index)
{
    return index - (size_t)list->items[index].column;
}

// Scrolls as little as possible until the focused item is seen, and the heading above it where there is room for both.
static void reveal_focus(struct list *list)
{
    if (list->count > 0) {
        const struct list_item *item = &list->items[list->focus];
        int bottom = item->top + item->rows;
        int top = item->top - (int)list->items[first_of_line(list, list->focus)].heading.count;
        if (bottom - top > list->rows)
            top = item->top;
        if (list->scroll < bottom - list->rows)
            list->scroll = bottom - list->rows;
        if (list->scroll > top)
            list->scroll = top;
    }
    clamp_scroll(list);
}

static int count_columns(const struct list_shape *shape, int columns, size_t count)
{
    int least = shape->column_least > 0 ? shape->column_least : 1;
    int fit = (columns + COLUMN_GAP) / (least + COLUMN_GAP);
    if (fit > shape->columns_max)
        fit = shape->columns_max;
    if ((size_t)(fit > 0 ? fit : 0) > count)
        fit = (int)count;
    return fit > 1 ? fit : 1;
}

// Columns of the widest figure that is not too wide to be large, and the gap behind it.
static int widest_figure(const struct list_plan *plan, const struct list_text *texts, size_t count)
{
    int widest = 0;
    for (size_t i = 0; i < count; i++) {
        int columns = texts[i].figure == NULL ? 0 : block_columns(texts[i].figure);
        if (columns > 0 && columns <= plan->item_columns / FIGURE_PART && columns + FIGURE_GAP > widest)
            widest = columns + FIGURE_GAP;
    }
    return widest;
}

static void arrange_with(struct list_plan *plan, struct list *list, const struct list_text *texts, bool roomy,
                         int detail_lines)
{
    plan->detail_lines = detail_lines;
    list->items = arena_allocate(plan->arena, list->count, sizeof *list->items);
    lay_out_items(plan, list, texts);
    make_lines_even(list);
    place_with_air(list, plan->shape, roomy);
}

// A detail that would be cut takes a second line where rows would stay empty otherwise.
static void arrange(struct list_plan *plan, struct list *list, const struct list_text *texts, bool roomy)
{
    const struct list_shape *shape = plan->shape;
    if (shape->detail_lines == 1 && shape->parts == NULL && list->count < (size_t)plan->rows) {
        arrange_with(plan, list, texts, roomy, 2);
        if (list->total_rows <= list->rows)
            return;
    }
    arrange_with(plan, list, texts, roomy, shape->detail_lines);
}

static void number_items(struct list *list, struct arena *arena, const struct list_text *texts, bool numbered)
{
    list->numbers = numbered && list->count > 0 ? arena_allocate(arena, list->count, sizeof *list->numbers) : NULL;
    for (size_t i = 0; i < list->count && list->numbers != NULL; i++)
        list->numbers[i] = texts[i].number != 0 ? texts[i].number : (int)i + 1;
}

void list_lay_out(struct list *list, struct arena *arena, struct view *view, const struct list_text *texts,
                  size_t count, const struct list_shape *shape, int rows, int columns)
{
    struct list_plan plan = {
        .arena = arena,
        .view = view,
        .shape = shape,
        .rows = rows > 1 ? rows : 1,
        .columns = choice_columns(columns > 1 ? columns : 1),
    };
    if (list->rows != plan.rows || list->width != columns || list->layout_size != view->layout_size)
        list->scroll = 0; // whatever the way here: equal arrangements show the same
    list->layout_size = view->layout_size;
    list->count = count;
    list->rows = plan.rows;
    list->width = columns > 1 ? columns : 1;
    bool roomy = view->layout_size != TEXT_SIZE_NORMAL;
    list->columns = count_columns(shape, plan.columns, count);
    if (list->focus >= count)
        list->focus = count > 0 ? count - 1 : 0;
    number_items(list, arena, texts, shape->numbered);
    list->view = view;
    if (!choice_goes_on(&(struct choice_numbers){list->numbers, list->numbers == NULL ? 0 : count}, view->typed))
        view->typed = 0;
    plan.item_columns = (plan.columns - (list->columns - 1) * COLUMN_GAP) / list->columns;
    plan.gutter = choice_gutter(plan.item_columns, list->numbers == NULL ? 0 : (size_t)list->numbers[count - 1]);
    plan.figure_columns = widest_figure(&plan, texts, count);
    arrange(&plan, list, texts, roomy);
    reveal_focus(list);
}

// The item in the line above (`lines` is -1) or below (1), in that column or the last one before it; `index` itself at
// the list's edge.
static size_t neighbour(const struct list *list, size_t index, int lines, int column)
{
    size_t first = first_of_line(list, index);
    if (lines < 0) {
        if (first == 0)
            return index;
        first = first_of_line(list, first - 1);
    } else {
        first += count_of_line(list, first);
        if (first == list->count)
            return index;
    }
    size_t last = count_of_line(list, first) - 1;
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
    reveal_focus(list);
    return LIST_MOVED;
}

static enum list_result type_digit(struct list *list, int digit)
{
    if (list->numbers == NULL)
        return LIST_IGNORED;
    const struct choice_numbers numbers = {list->numbers, list->count};
    enum choice_result result = choice_type(&list->view->typed, &list->focus, &numbers, digit);
    reveal_focus(list);
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
static void paint_layout(const struct canvas *canvas, int row, int start, const struct text_layout *layout,
                         enum role role)
{
    if (row < 0 || row + (int)layout->count > canvas->rows)
        return;
    for (size_t i = 0; i < layout->count; i++)
        canvas_line(canvas, row + (int)i, start, &layout->lines[i], role);
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
    paint_layout(canvas, row, text_start, &item->title, role);
    paint_layout(canvas, row + title_rows, text_start, &item->detail, focused ? ROLE_FOCUS_QUIET : ROLE_QUIET);
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
