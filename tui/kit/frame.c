// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The frame gives way before the page does: on a low screen it loses its blank rows and the path, on a narrow one the
// least useful keys of the footer. Only a title too long for its row takes more rows: it must be read whole. Keys stand in
// columns, each in the same place on every page.
#include "tui/kit/frame.h"

#include "core/text/isolate.h"

#include <stdio.h>
#include <string.h>

enum {
    ROWS_WITH_PATH = 16,  // from this height on there is a path,
    ROWS_WITH_SPACE = 20, // blank rows around the page, and a second row of keys
    COLUMNS_WITH_MARGIN = 60,
    // A narrow screen has its second row of keys sooner: large letters leave few columns.
    NARROW_ROWS_WITH_SPACE = 16,
    FOOTER_ROWS_MAX = 2, // of keys
    KEYS_LEAST = 6,      // that are on every screen, as the context names them
    TALL = 3,            // rows of the bar in the largest size
    TITLE_PART = 4,      // of the screen's rows, a title takes at most
    TOUCH_ROWS = 2,      // of a key for fingers
    KEY_GAP = 2,         // columns between two keys of the footer at least,
    KEY_GAP_MAX = 12,    // and at most
};

// One key of the footer: its cap, a blank, and what it does.
struct footer_key {
    int action;
    const char *cap;
    const char *text;
    int cap_columns;
    int least;               // columns of its place: as many as the widest key needs that has it on some page
    int row, start, columns; // its place; `row` counts rows of keys
};

struct footer {
    struct footer_key keys[FRAME_TARGETS_MAX];
    size_t count;
    int key_rows; // rows of the screen that a row of keys takes
    int rows;     // of the screen
};

static int footer_rows_max(const struct grid *grid)
{
    int enough = grid->columns >= COLUMNS_WITH_MARGIN ? ROWS_WITH_SPACE : NARROW_ROWS_WITH_SPACE;
    return grid->rows >= enough ? FOOTER_ROWS_MAX : 1;
}

static bool has_buttons(const struct footer *footer)
{
    return footer->key_rows > 1;
}

// Columns of a key: as a button it has a blank on both sides.
static int columns_of(const struct footer *footer, const char *cap, const char *text)
{
    return text_measure(cap) + 1 + text_measure(text) + (has_buttons(footer) ? 2 : 0);
}

// The action at the footer's place in the context; ACTION_NONE behind its last one.
static int footer_action(const struct program *program, size_t context, size_t place)
{
    for (size_t i = 0; i < place; i++)
        if (program->contexts[context].footer[i] == ACTION_NONE)
            return ACTION_NONE;
    return program->contexts[context].footer[place];
}

// All keys of the context. A place is as wide as the widest key that has it, on whatever page.
static void collect_keys(struct footer *footer, const struct view *view, int context)
{
    const struct program *program = view->program;
    for (size_t i = 0; i < FRAME_TARGETS_MAX && footer_action(program, (size_t)context, i) != ACTION_NONE; i++) {
        struct footer_key *key = &footer->keys[footer->count++];
        for (size_t c = 0; program->contexts[c].footer != NULL; c++) {
            int action = footer_action(program, c, i);
            if (action == ACTION_NONE)
                continue;
            const char *cap = program_keys(program, action, (int)c, view->key_print);
            const char *text = message_text(view->messages, program_words(program, action)->footer);
            int columns = columns_of(footer, cap, text);
            key->least = columns > key->least ? columns : key->least;
            if ((int)c == context)
                *key = (struct footer_key){.action = action, .cap = cap, .text = text, .least = key->least,
                                           .cap_columns = text_measure(cap)};
        }
    }
}

// The columns that `per_row` columns of keys take in so many rows, and in *widths those of each.
static int measure_keys(const struct footer *footer, int per_row, int rows, int widths[FRAME_TARGETS_MAX])
{
    int sum = KEY_GAP * (per_row - 1);
    for (int column = 0; column < per_row; column++) {
        widths[column] = 0;
        for (int row = 0; row < rows; row++) {
            size_t i = (size_t)row * (size_t)per_row + (size_t)column;
            if (i < footer->count && footer->keys[i].least > widths[column])
                widths[column] = footer->keys[i].least;
        }
        sum += widths[column];
    }
    return sum;
}

// The most columns of keys that have room beside each other, in so many rows.
static int count_columns(const struct footer *footer, int rows, int available)
{
    int widths[FRAME_TARGETS_MAX];
    int most = (int)footer->count;
    while (most > 1 && measure_keys(footer, most, rows, widths) > available)
        most--;
    return most;
}

// Places the keys in columns, most useful first; those that do not fit are left to the help page.
static void place_footer(struct footer *footer, const struct grid *grid, const struct view *view, int context)
{
    *footer = (struct footer){.key_rows = view->touch && grid->rows >= ROWS_WITH_SPACE ? TOUCH_ROWS : 1};
    collect_keys(footer, view, context);
    int widths[FRAME_TARGETS_MAX];
    int available = grid->columns - 2;
    int rows = footer_rows_max(grid);
    int most = count_columns(footer, rows, available);
    while (most * rows < KEYS_LEAST && rows < KEYS_LEAST && most < (int)footer->count)
        most = count_columns(footer, ++rows, available);
    if (most * rows < (int)footer->count)
        footer->count = (size_t)most * (size_t)rows;
    int per_row = ((int)footer->count + rows - 1) / rows; // rows of one length, if that fits too
    if (per_row < 1)
        per_row = 1; // no keys
    while (per_row < most && measure_keys(footer, per_row, rows, widths) > available)
        per_row++;
    int rest = available - measure_keys(footer, per_row, rows, widths);
    int gap = KEY_GAP + rest / per_row;
    gap = gap > KEY_GAP_MAX ? KEY_GAP_MAX : gap;
    for (size_t i = 0; i < footer->count; i++) {
        struct footer_key *key = &footer->keys[i];
        int column = (int)i % per_row;
        key->row = (int)i / per_row;
        key->columns = widths[column] + gap - KEY_GAP; // whoever aims at a key may miss it by a little
        key->start = 1;
        for (int before = 0; before < column; before++)
            key->start += widths[before] + gap;
    }
    footer->rows = (((int)footer->count + per_row - 1) / per_row) * footer->key_rows;
}

bool frame_fits(const struct grid *grid)
{
    return grid->rows >= FRAME_LEAST_ROWS && grid->columns >= FRAME_LEAST_COLUMNS;
}

// The bar above the page.
struct bar {
    struct text_layout title; // count is 0 when it fits in one row
    char *clock;
    int rows;
};

// Columns that the title has beside the clock.
static int title_columns(const struct grid *grid, const struct bar *bar)
{
    return grid->columns - text_measure(bar->clock) - 4;
}

static struct bar measure_bar(const struct grid *grid, struct arena *arena, const struct view *view, const char *title)
{
    const char *weekday = message_weekday(view->messages, view->tick.now.weekday, true);
    char *time = message_time(arena, view->tick.now.hour, view->tick.now.minute);
    struct bar bar = {.clock = arena_format(arena, "%s %s", weekday, time), .rows = 1};
    int columns = title_columns(grid, &bar);
    if (title != NULL && text_measure(title) > columns) {
        struct text_options options = view_text_options(view, columns);
        options.max_lines = grid->rows / TITLE_PART;
        text_lay_out(arena, title, &options, &bar.title);
        bar.rows = (int)bar.title.count;
    }
    if (bar.rows < TALL && view->layout_size == TEXT_SIZE_LARGEST && grid->rows >= ROWS_WITH_SPACE)
        bar.rows = TALL;
    return bar;
}

// Columns left free on both sides of the page.
static int margin_of(const struct grid *grid, const struct view *view)
{
    static const int margins[TEXT_SIZE_COUNT] = {2, 4, 6};
    return grid->columns >= COLUMNS_WITH_MARGIN ? margins[view->layout_size] : 1;
}

static struct canvas whole(struct grid *grid, struct arena *arena, const struct view *view)
{
    return (struct canvas){
        .grid = grid, .arena = arena, .direction = view->direction, .rows = grid->rows, .columns = grid->columns};
}

static struct canvas body_above(const struct canvas *screen, const struct view *view, const struct bar *bar,
                                const struct footer *footer, bool wide)
{
    int top = bar->rows + (screen->rows >= ROWS_WITH_PATH ? 1 : 0);
    int bottom = footer->rows;
    if (screen->rows >= ROWS_WITH_SPACE && !wide) {
        top++;
        bottom++;
    }
    int margin = wide ? 1 : margin_of(screen->grid, view);
    return canvas_part(screen, top, margin, screen->rows - top - bottom, screen->columns - 2 * margin);
}

struct canvas frame_body(struct grid *grid, struct arena *arena, const struct view *view, const struct screen *screen,
                         const char *title)
{
    struct canvas canvas = whole(grid, arena, view);
    if (screen->bare || !frame_fits(grid))
        return canvas;
    struct footer footer;
    place_footer(&footer, grid, view, screen->context);
    struct bar bar = measure_bar(grid, arena, view, title);
    return body_above(&canvas, view, &bar, &footer, screen->wide);
}

static void paint_too_small(const struct canvas *screen, const struct view *view)
{
    char size[32];
    snprintf(size, sizeof size, "%d×%d", FRAME_LEAST_COLUMNS, FRAME_LEAST_ROWS);
    int middle = screen->rows / 2;
    canvas_text_centred(screen, middle > 0 ? middle - 1 : 0, view_text(view, KIT_TEXT_TOO_SMALL), ROLE_TEXT);
    canvas_text_centred(screen, middle, text_isolate(screen->arena, TEXT_FIELD_TIME, size), ROLE_TEXT);
}

const char *frame_title(struct page *page)
{
    const char *title = page->screen->title == NULL ? NULL : page->screen->title(page);
    return title == NULL ? "" : title;
}

static void paint_bar(const struct canvas *screen, const struct bar *bar, const char *title)
{
    for (int row = 0; row < bar->rows; row++)
        canvas_fill(screen, row, 0, screen->columns, ROLE_BAR);
    int row = (bar->rows - 1) / 2;
    if (bar->title.count > 0)
        row = (bar->rows - (int)bar->title.count) / 2;
    canvas_text_at_end(screen, row, 1, screen->columns / 2, bar->clock, ROLE_BAR_QUIET);
    if (bar->title.count == 0)
        canvas_text(screen, row, 1, title_columns(screen->grid, bar), title, ROLE_BAR);
    for (size_t i = 0; i < bar->title.count; i++)
        canvas_line(screen, row + (int)i, 1, &bar->title.lines[i], ROLE_BAR);
}

// brand › page › page, without the page itself, whose title stands in the bar above. Pages of a long way are left out at
// its beginning, and at last the brand, as the page before is where Back leads. *whole says whether that one fits.
static char *path_of(struct arena *arena, const struct stack *stack, const char *brand, int columns, bool *whole)
{
    brand = text_isolate(arena, TEXT_FIELD_NAME, brand);
    char *path = arena_copy_text(arena, "");
    *whole = true;
    for (size_t i = stack->depth - 1; i-- > 1;) {
        const char *title = text_isolate(arena, TEXT_FIELD_NAME, frame_title(stack->pages[i]));
        char *longer = arena_format(arena, " › %s%s", title, path);
        int more = i > 1 ? 4 : 0; // " › …"
        if (text_measure(brand) + more + text_measure(longer) > columns) {
            if (path[0] != '\0')
                return arena_format(arena, "%s › …%s", brand, path);
            *whole = text_measure(longer) + 1 <= columns;
            return arena_format(arena, "…%s", longer);
        }
        path = longer;
    }
    return arena_format(arena, "%s%s", brand, path);
}

// The page's own note, where it has one; a warning is about all pages.
static const char *note_of(struct page *page, const struct program_bar *bar)
{
    const char *own = page->screen->note == NULL || bar->warns ? NULL : page->screen->note(page);
    return own != NULL ? own : bar->note != NULL ? bar->note : "";
}

// The note gives way to the path, unless it warns.
static void paint_path(const struct canvas *screen, const struct stack *stack, int row)
{
    const struct program_bar bar = stack->view->program->bar(stack->view);
    const char *note = note_of(stack_top(stack), &bar);
    int note_columns = text_measure(note);
    bool whole = false;
    char *path = path_of(screen->arena, stack, bar.brand, screen->columns - note_columns - 4, &whole);
    if (!whole && !bar.warns) {
        note_columns = 0;
        path = path_of(screen->arena, stack, bar.brand, screen->columns - 2, &whole);
    }
    canvas_fill(screen, row, 0, screen->columns, ROLE_QUIET);
    if (note_columns > 0)
        canvas_text_at_end(screen, row, 1, note_columns, note, bar.warns ? ROLE_NOTICE : ROLE_QUIET);
    canvas_text(screen, row, 1, screen->columns - (note_columns > 0 ? note_columns + 4 : 2), path, ROLE_QUIET);
}

static void paint_footer(struct frame *frame, const struct canvas *screen, const struct footer *footer)
{
    int top = screen->rows - footer->rows;
    for (int row = top; row < screen->rows && !has_buttons(footer); row++)
        canvas_fill(screen, row, 0, screen->columns, ROLE_FOOTER);
    for (size_t i = 0; i < footer->count; i++) {
        const struct footer_key *key = &footer->keys[i];
        struct canvas part =
            canvas_part(screen, top + key->row * footer->key_rows, key->start, footer->key_rows, key->columns);
        int margin = has_buttons(footer) ? 1 : 0;
        if (has_buttons(footer))
            canvas_button(&part, false);
        canvas_text(&part, 0, margin, key->cap_columns, key->cap, has_buttons(footer) ? ROLE_BUTTON : ROLE_KEY);
        canvas_text(&part, 0, margin + key->cap_columns + 1, part.columns, key->text,
                    has_buttons(footer) ? ROLE_BUTTON : ROLE_FOOTER);
        frame->targets[frame->target_count++] = (struct frame_target){.canvas = part, .action = key->action};
    }
}

// What is to be said just now.
static const char *saying_of(const struct view *view, struct arena *arena)
{
    if (view->typed == 0)
        return view->saying;
    const char *number = text_isolate(arena, TEXT_FIELD_TIME, arena_format(arena, "%d_", view->typed)); // from left to right
    return message_format(view->messages, arena, view->program->texts[KIT_TEXT_NUMBER_GOES_ON],
                          (const char *const[]){number, NULL});
}

// Above the footer, or where that would cover what has the focus, below the bar.
static void paint_saying(const struct canvas *screen, const struct view *view, int bar_rows, const struct footer *footer)
{
    enum { MARGIN = 2 };
    const char *saying = saying_of(view, screen->arena);
    if (saying == NULL)
        return;
    struct text_options options = view_text_options(view, screen->columns - 2 * MARGIN);
    struct text_layout layout;
    text_lay_out(screen->arena, saying, &options, &layout);
    int rows = (int)layout.count;
    int top = screen->rows - footer->rows - rows;
    if (screen->grid->cursor_row >= top)
        top = bar_rows;
    for (int row = 0; row < rows; row++) {
        canvas_fill(screen, top + row, 0, screen->columns, ROLE_BAR);
        canvas_line(screen, top + row, MARGIN, &layout.lines[row], ROLE_BAR);
    }
}

void frame_paint(struct frame *frame, struct grid *grid, struct arena *arena, const struct stack *stack)
{
    struct view *view = stack->view;
    struct page *page = stack_top(stack);
    struct canvas screen = whole(grid, arena, view);
    *frame = (struct frame){.body = screen};
    grid_clear(grid);
    if (!frame_fits(grid)) {
        paint_too_small(&screen, view);
        return;
    }
    struct footer footer = {0};
    struct bar bar = {0};
    if (!page->screen->bare) {
        const char *title = frame_title(page);
        bar = measure_bar(grid, arena, view, title);
        place_footer(&footer, grid, view, page->screen->context);
        frame->body = body_above(&screen, view, &bar, &footer, page->screen->wide);
        paint_bar(&screen, &bar, title);
        if (screen.rows >= ROWS_WITH_PATH)
            paint_path(&screen, stack, bar.rows);
        paint_footer(frame, &screen, &footer);
    }
    page->screen->paint(page, &frame->body);
    paint_saying(&screen, view, bar.rows, &footer);
}

int frame_hit(const struct frame *frame, int row, int column)
{
    for (size_t i = 0; i < frame->target_count; i++) {
        int inner_row, inner_start;
        if (canvas_hit(&frame->targets[i].canvas, row, column, &inner_row, &inner_start))
            return frame->targets[i].action;
    }
    return ACTION_NONE;
}
