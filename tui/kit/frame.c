// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The frame gives way before the page does: on a low screen it loses its quiet rows and the path, on a narrow one the least
// useful keys of the footer, which has one row. Only a title too long for its row takes more rows: it must be read whole. Keys
// keep their places from page to page where their footers are the same but for one key.
#include "tui/kit/frame.h"

#include "core/text/isolate.h"

#include <stdio.h>
#include <string.h>

enum {
    ROWS_WITH_PATH = 16,  // from this height on there is a path,
    ROWS_WITH_SPACE = 20, // a blank row above the page and a quiet one below it
    COLUMNS_WITH_MARGIN = 60,
    TALL = 3,            // rows of the bar in the largest size
    TITLE_PART = 4,      // of the screen's rows, a title takes at most
    TOUCH_ROWS = 2,      // of a key for fingers
    KEY_GAP = 2,         // columns between two keys of the footer at least,
    KEY_GAP_MAX = 6,     // and at most
};

// One key of the footer: its cap with a blank on both sides, and what it does.
struct footer_key {
    int action;
    const char *cap;
    const char *text;
    int cap_columns;
    int least;          // columns of its place: as many as the widest key needs that stands there in such footers
    bool shown;
    int start, columns; // its place
};

struct footer {
    struct footer_key keys[FRAME_TARGETS_MAX];
    size_t count;
    int rows;     // of the screen, that the row of keys takes
    bool buttons; // to be touched
    bool tight;   // no blanks around caps: the words need the columns
};

// Columns of a key. A button has its blanks around the whole, a cap around itself.
static int columns_of(const struct footer *footer, const char *cap, const char *text)
{
    int blanks = footer->tight ? 1 : footer->buttons ? 3 : 2;
    return text_measure(cap) + text_measure(text) + blanks;
}

// Whether two footers have the same keys but for the one at the place.
static bool differ_only_at(const int *one, const int *other, size_t place)
{
    size_t i = 0;
    for (; one[i] != ACTION_NONE && other[i] != ACTION_NONE; i++)
        if (i != place && one[i] != other[i])
            return false;
    return one[i] == other[i];
}

static struct footer_key key_of(const struct footer *footer, const struct view *view, int context, size_t place)
{
    const struct program *program = view->program;
    const int *actions = program->contexts[context].footer;
    struct footer_key key = {.action = actions[place]};
    for (int c = 0; program->contexts[c].footer != NULL; c++) {
        const int *others = program->contexts[c].footer;
        if (!differ_only_at(actions, others, place))
            continue;
        const char *cap = program_keys(program, others[place], c, view->key_print);
        const char *text = message_text(view->messages, program_words(program, others[place])->footer);
        int columns = columns_of(footer, cap, text);
        key.least = columns > key.least ? columns : key.least;
        if (c == context) {
            key.cap = cap;
            key.text = text;
            key.cap_columns = text_measure(cap);
        }
    }
    return key;
}

static void collect_keys(struct footer *footer, const struct view *view, int context)
{
    const int *actions = view->program->contexts[context].footer;
    footer->count = 0;
    for (size_t i = 0; i < FRAME_TARGETS_MAX && actions[i] != ACTION_NONE; i++)
        footer->keys[footer->count++] = key_of(footer, view, context, i);
}

// Shows the key if it has room beside those shown; *left is the columns that are left.
static bool show_key(struct footer_key *key, int *left)
{
    if (!key->shown && key->least + KEY_GAP > *left)
        return false;
    if (!key->shown)
        *left -= key->least + KEY_GAP;
    key->shown = true;
    return true;
}

static bool is_kept(const struct program *program, int action)
{
    for (const int *kept = program->kept_keys; kept != NULL && *kept != ACTION_NONE; kept++)
        if (*kept == action)
            return true;
    return false;
}

// Shows the keys that no footer is without and then, most useful first, as many as have room; the others are left to the
// help page. Returns whether all that are to be kept have room.
static bool choose_keys(struct footer *footer, const struct program *program, int *left)
{
    bool all = true;
    for (size_t i = 0; i < footer->count; i++)
        if (is_kept(program, footer->keys[i].action))
            all = show_key(&footer->keys[i], left) && all;
    for (size_t i = 0; i < footer->count && show_key(&footer->keys[i], left);)
        i++;
    return all;
}

static void place_footer(struct footer *footer, const struct grid *grid, const struct view *view, int context)
{
    bool buttons = view->touch && grid->rows >= ROWS_WITH_SPACE;
    *footer = (struct footer){.buttons = buttons};
    int left;
    for (int tight = 0; tight < 2; tight++) {
        footer->tight = tight == 1;
        collect_keys(footer, view, context);
        left = grid->columns - 2 + KEY_GAP;
        if (choose_keys(footer, view->program, &left))
            break;
    }
    int shown = 0;
    for (size_t i = 0; i < footer->count; i++)
        shown += footer->keys[i].shown;
    int gap = KEY_GAP + (shown > 0 ? left / shown : 0);
    gap = gap > KEY_GAP_MAX ? KEY_GAP_MAX : gap;
    int start = 1;
    for (size_t i = 0; i < footer->count; i++) {
        struct footer_key *key = &footer->keys[i];
        if (!key->shown)
            continue;
        key->start = start;
        key->columns = key->least + gap - KEY_GAP; // whoever aims at a key may miss it by a little
        start += key->least + gap;
    }
    footer->rows = shown == 0 ? 0 : buttons ? TOUCH_ROWS : 1;
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
                                const struct footer *footer, const struct screen *page)
{
    if (page->tall)
        return canvas_part(screen, 0, 1, screen->rows - footer->rows, screen->columns - 2);
    bool wide = page->wide;
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
    return body_above(&canvas, view, &bar, &footer, screen);
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

// What the path calls a page.
static const char *crumb_of(struct page *page)
{
    return page->screen->crumb != NULL ? page->screen->crumb(page) : frame_title(page);
}

// brand › page › page, without the page itself, whose title stands in the bar above. The beginning of a long way is left out, as
// the page before is where Back leads. *whole says whether that one fits.
static char *path_of(struct arena *arena, const struct stack *stack, const char *brand, int columns, bool *whole)
{
    brand = text_isolate(arena, TEXT_FIELD_NAME, brand);
    char *path = arena_copy_text(arena, "");
    *whole = true;
    for (size_t i = stack->depth - 1; i-- > 1;) {
        const char *title = text_isolate(arena, TEXT_FIELD_NAME, crumb_of(stack->pages[i]));
        char *longer = arena_format(arena, " › %s%s", title, path);
        int before = i > 1 ? 1 : text_measure(brand); // "…"
        if (before + text_measure(longer) > columns) {
            if (path[0] != '\0')
                return arena_format(arena, "…%s", path);
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

// Beside the path where the screen has no quiet row for the note, which then gives way to the path, unless it warns.
static void paint_path(const struct canvas *screen, const struct stack *stack, int row, const char *note, bool warns)
{
    const struct program_bar bar = stack->view->program->bar(stack->view);
    int note_columns = text_measure(note);
    bool whole = false;
    int taken = note_columns > 0 ? note_columns + 4 : 2;
    char *path = path_of(screen->arena, stack, bar.brand, screen->columns - taken, &whole);
    if (!whole && !warns && note_columns > 0) {
        note_columns = 0;
        taken = 2;
        path = path_of(screen->arena, stack, bar.brand, screen->columns - taken, &whole);
    }
    canvas_fill(screen, row, 0, screen->columns, ROLE_QUIET);
    if (note_columns > 0)
        canvas_text_at_end(screen, row, 1, note_columns, note, warns ? ROLE_NOTICE : ROLE_QUIET);
    canvas_text(screen, row, 1, screen->columns - taken, path, ROLE_QUIET);
}

// The way here, and how old what the page shows is: on the quiet row above the keys, where there is one that the page leaves.
static void paint_quiet(const struct canvas *screen, const struct stack *stack, int path_row, const struct footer *footer)
{
    const struct program_bar bar = stack->view->program->bar(stack->view);
    const char *note = note_of(stack_top(stack), &bar);
    bool has_row = screen->rows >= ROWS_WITH_SPACE && !stack_top(stack)->screen->wide;
    if (has_row)
        canvas_text_at_end(screen, screen->rows - footer->rows - 1, 1, screen->columns - 2, note,
                           bar.warns ? ROLE_NOTICE : ROLE_QUIET);
    if (screen->rows >= ROWS_WITH_PATH)
        paint_path(screen, stack, path_row, has_row ? "" : note, bar.warns);
}

static void paint_key(const struct footer *footer, const struct footer_key *key, const struct canvas *part)
{
    int margin = footer->tight ? 0 : 1;
    int text_start = margin + key->cap_columns + (footer->tight || footer->buttons ? 1 : margin);
    if (footer->buttons)
        canvas_button(part, false);
    else
        canvas_fill(part, 0, 0, key->cap_columns + 2 * margin, ROLE_KEY);
    canvas_text(part, 0, margin, key->cap_columns, key->cap, footer->buttons ? ROLE_BUTTON : ROLE_KEY);
    canvas_text(part, 0, text_start, part->columns, key->text, footer->buttons ? ROLE_BUTTON : ROLE_FOOTER);
}

static void paint_footer(struct frame *frame, const struct canvas *screen, const struct footer *footer)
{
    int top = screen->rows - footer->rows;
    for (int row = top; row < screen->rows && !footer->buttons; row++)
        canvas_fill(screen, row, 0, screen->columns, ROLE_FOOTER);
    for (size_t i = 0; i < footer->count; i++) {
        const struct footer_key *key = &footer->keys[i];
        if (!key->shown)
            continue;
        struct canvas part = canvas_part(screen, top, key->start, footer->rows, key->columns);
        paint_key(footer, key, &part);
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
        frame->body = body_above(&screen, view, &bar, &footer, page->screen);
        if (page->screen->tall) {
            bar.rows = 0;
        } else {
            paint_bar(&screen, &bar, title);
            paint_quiet(&screen, stack, bar.rows, &footer);
        }
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
