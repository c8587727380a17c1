// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Items stand in lines, as words on a page: a line holds as many items as there are columns and is as high as its
// highest item; a group's heading begins a new line. Rows are rows of cells, counted from the top of the whole list.
#include "tui/kit/list_private.h"

#include "core/text/sentence.h"
#include "tui/kit/block.h"

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

static struct text_layout lay_out_marked(const struct list_plan *plan, const char *text, const struct list_marks *marks, int columns,
                                         int rows_max)
{
    struct text_layout layout = {0};
    if (text == NULL || text[0] == '\0' || rows_max < 1)
        return layout;
    struct text_options options = view_text_options(plan->view, columns);
    options.max_lines = rows_max;
    options.places = marks->count > 0;
    text_lay_out(plan->arena, text, &options, &layout);
    return layout;
}

static struct text_layout lay_out_text(const struct list_plan *plan, const char *text, int columns, int rows_max)
{
    return lay_out_marked(plan, text, &(struct list_marks){0}, columns, rows_max);
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

static struct text_layout lay_out_detail(const struct list_plan *plan, const struct list_text *of, int columns, int rows_max)
{
    const char *text = whole_parts(plan, of->detail, columns);
    if (text == NULL || !plan->shape->sentences || rows_max < 1)
        return lay_out_marked(plan, text, &of->detail_marks, columns, rows_max);
    char *whole = arena_copy_text(plan->arena, text);
    struct text_layout layout;
    do {
        layout = lay_out_marked(plan, whole, &of->detail_marks, columns, rows_max + 1);
    } while ((int)layout.count > rows_max && text_drop_sentence(whole));
    return (int)layout.count > rows_max ? lay_out_marked(plan, text, &of->detail_marks, columns, rows_max) : layout;
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
    item->title_marks = text->title_marks;
    item->detail_marks = text->detail_marks;
    item->title = lay_out_marked(plan, text->title, &text->title_marks, columns, rows_max < TITLE_ROWS_MAX ? rows_max : TITLE_ROWS_MAX);
    int title_rows = item->title.count > 0 ? (int)item->title.count : 1;
    item->figure = NULL;
    if (text->figure != NULL && block_columns(text->figure) > 0 && rows_max >= BLOCK_ROWS &&
        block_columns(text->figure) + FIGURE_GAP <= plan->figure_columns)
        item->figure = text->figure;
    int beside = item->figure != NULL && plan->detail_lines > 0 ? BLOCK_ROWS - title_rows : 0;
    int detail_rows = rows_max - title_rows;
    if (detail_rows > plan->detail_lines) // but rows beside a large figure cost none
        detail_rows = beside > plan->detail_lines ? beside : plan->detail_lines;
    item->detail = lay_out_detail(plan, text, columns, detail_rows);
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

size_t list_count_of_line(const struct list *list, size_t first)
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
        count = list_count_of_line(list, first);
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
        count = list_count_of_line(list, first);
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
    list_reveal_focus(list);
}
