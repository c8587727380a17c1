// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The record as a visitor would see it, with words that are not saved. Its argument is the id of the thing. The keys are the kiosk's, but
// for those that lead back and that change the language and the size of the visitor's screen.
#include "core/model/record.h"
#include "core/publish/preview.h"
#include "tui/staff/problem_words.h"
#include "tui/staff/screens.h"
#include "tui/staff/staff.h"
#include "tui/staff/visitor.h"

#include <stdio.h>
#include <string.h>

// Of the visitor's screen; the last one is all that there is here.
static const struct {
    int rows, columns;
} sizes[] = {{24, 80}, {22, 64}, {12, 40}, {0, 0}};
enum { SIZES = sizeof sizes / sizeof *sizes, WHOLE = SIZES - 1, EDGE = 1 };

struct preview_page {
    struct visitor *visitor; // NULL: nothing can be shown, and why is told
    const char *problem;
    int size;        // of `sizes`, as it was asked for
    int rows, columns; // of the visitor's screen,
    int top, start;    // and where it stands on the page
    bool framed;
    char title[160];
};

static const char *title(struct page *page)
{
    struct preview_page *preview = page->state;
    if (preview->visitor == NULL)
        return staff_text(page->view, MESSAGE_PREVIEW_TITLE);
    struct arena arena = {0};
    snprintf(preview->title, sizeof preview->title, "%s: %s, %d×%d", staff_text(page->view, MESSAGE_PREVIEW_TITLE),
             message_language_name(page->view->messages, &arena, visitor_language(preview->visitor)->tag), preview->columns, preview->rows);
    arena_free(&arena);
    return preview->title;
}

// ---- opening ------------------------------------------------------------------------------------------------------

// The record under edit, if it is this one, or as the database has it; the caller ends it.
static enum status find_record(const struct page *page, json_t **record, struct problem *problem)
{
    const struct staff *staff = staff_of(page);
    if (staff->sheet != NULL && strcmp(sheet_id(staff->sheet), page->argument.id) == 0) {
        *record = json_incref(staff->sheet->working);
        return STATUS_OK;
    }
    enum status status = records_read_one(staff->editorial, page->argument.id, record, NULL, problem);
    if (status == STATUS_OK && *record == NULL)
        status = problem_set(problem, STATUS_NOT_FOUND, page->argument.id, "", "%s", staff_text(page->view, MESSAGE_RECORD_NONE));
    return status;
}

static enum status open_visitor(struct page *page, struct problem *problem)
{
    struct preview_page *state = page->state;
    const struct staff *staff = staff_of(page);
    const struct local_time *now = &page->view->tick.now;
    char created[CLOCK_STAMP_BYTES];
    struct preview preview;
    json_t *record = NULL;
    enum status status = find_record(page, &record, problem);
    clock_format_utc(clock_day_number(now->year, now->month, now->day) * 86400, created);
    if (status == STATUS_OK)
        status = preview_build(staff->editorial, record, NULL, created, &preview, problem);
    json_decref(record);
    if (status != STATUS_OK)
        return status;
    const struct visitor_sight sight = {.id = preview.page, .bytes = preview.bytes, .size = preview.size, .locales = staff->locales,
                                        .language = language_by_tag("de"), .view = page->view,
                                        .words = staff_text(page->view, MESSAGE_PREVIEW_NO_SEARCH),
                                        .rows = sizes[0].rows, .columns = sizes[0].columns};
    return visitor_open(&state->visitor, &sight, problem);
}

static void load(struct page *page)
{
    struct preview_page *preview = page->state;
    struct problem problem;
    if (preview->visitor != NULL)
        return;
    preview->problem = NULL;
    if (open_visitor(page, &problem) != STATUS_OK)
        preview->problem = message_format(page->view->messages, &page->data, MESSAGE_PREVIEW_NOT_YET,
                                          (const char *[]){arena_copy_text(&page->data, problem.what), problem_words(&page->data, page->view, &problem), NULL});
}

// ---- the visitor's screen -----------------------------------------------------------------------------------------

static bool fits(const struct page *page, int size)
{
    return sizes[size].rows + 2 * EDGE <= page->rows && sizes[size].columns + 2 * EDGE <= page->columns;
}

static void layout(struct page *page)
{
    struct preview_page *preview = page->state;
    int size = preview->size;
    while (size < WHOLE && !fits(page, size))
        size++;
    preview->size = size;
    preview->framed = size < WHOLE;
    preview->rows = size < WHOLE ? sizes[size].rows : page->rows;
    preview->columns = size < WHOLE ? sizes[size].columns : page->columns;
    preview->top = (page->rows - preview->rows) / 2;
    preview->start = (page->columns - preview->columns) / 2;
    if (preview->visitor != NULL)
        visitor_resize(preview->visitor, preview->rows, preview->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    struct preview_page *preview = page->state;
    if (preview->visitor == NULL) {
        canvas_text(canvas, 0, 0, canvas->columns, preview->problem, ROLE_NOTICE);
        return;
    }
    if (preview->framed) {
        struct canvas frame = canvas_part(canvas, preview->top - EDGE, preview->start - EDGE, preview->rows + 2 * EDGE,
                                          preview->columns + 2 * EDGE);
        canvas_box(&frame, ROLE_QUIET);
    }
    struct canvas part = canvas_part(canvas, preview->top, preview->start, preview->rows, preview->columns);
    canvas_grid(&part, visitor_screen(preview->visitor));
}

// ---- acting -------------------------------------------------------------------------------------------------------

static void next_language(struct preview_page *preview)
{
    size_t count;
    const struct language *table = language_table(&count);
    size_t place = (size_t)(visitor_language(preview->visitor) - table);
    do
        place = (place + 1) % count;
    while (!language_is_offered(&table[place], PROGRAM_KIOSK));
    visitor_set_language(preview->visitor, &table[place]);
}

// What the visitor points at is counted from the corner of that screen.
static bool take(struct preview_page *preview, const struct input *input)
{
    struct event event = *input->event;
    if (event.kind == EVENT_POINTER) {
        event.row = input->row - preview->top;
        event.column = input->start - preview->start;
    }
    return visitor_take(preview->visitor, &event);
}

static struct request act(struct page *page, const struct input *input)
{
    struct preview_page *preview = page->state;
    if (preview->visitor == NULL)
        return (struct request){.kind = input->action == STAFF_ACTION_SEEN_KEY ? REQUEST_BACK : REQUEST_NONE};
    switch (input->action) {
    case STAFF_ACTION_SEEN_LANGUAGE:
        next_language(preview);
        return (struct request){.kind = REQUEST_LAYOUT};
    case STAFF_ACTION_SEEN_SIZE:
        do
            preview->size = (preview->size + 1) % SIZES;
        while (preview->size < WHOLE && !fits(page, preview->size));
        return (struct request){.kind = REQUEST_LAYOUT};
    case STAFF_ACTION_SEEN_KEY:
    case ACTION_POINT:
    case ACTION_UP:
    case ACTION_DOWN:
        if (!take(preview, input))
            return (struct request){.kind = REQUEST_BACK};
        if (visitor_theme(preview->visitor) != page->view->theme)
            return (struct request){.kind = REQUEST_ACTION, .action = STAFF_ACTION_SEEN_THEME};
        return (struct request){.kind = REQUEST_LAYOUT};
    default:
        return (struct request){.kind = REQUEST_NONE};
    }
}

static struct request update(struct page *page)
{
    (void)page; // the visitor's clock
    return (struct request){.kind = REQUEST_PAINT};
}

static void close_page(struct page *page)
{
    struct preview_page *preview = page->state;
    visitor_close(&preview->visitor);
}

const struct screen screen_preview = {
    .name = "preview",
    .context = STAFF_CONTEXT_PREVIEW,
    .state_size = sizeof(struct preview_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .update = update,
    .close = close_page,
};
