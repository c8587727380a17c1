// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Search: a field, and below it what was found so far, with each key. Never an empty page: without a result it offers the
// life areas.
#include "tui/kiosk/entries.h"
#include "tui/kiosk/screens.h"
#include "tui/view/field.h"

enum { RESULTS_MAX = 50, FIELD_ROW = 0, SAYING_ROW = 2 };

struct search {
    struct field field; // the visitor's words
    struct entries entries;
    const char *saying; // what stands between field and list
};

static void load(struct page *page)
{
    struct search *state = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    struct messages *messages = page->view->messages;
    struct catalog_list found = {0};
    entries_begin(&state->entries, page, RESULTS_MAX);
    state->saying = "";
    if (kiosk->catalog == NULL) {
        state->saying = message_text(messages, MESSAGE_NO_CATALOG_TITLE);
        return;
    }
    if (state->field.length > 0)
        found = catalog_search(kiosk->catalog, &page->data, &kiosk->reader, state->field.text, RESULTS_MAX);
    if (found.count > 0) {
        state->saying = message_count(messages, &page->data, MESSAGE_COUNT_RESULTS, (long)found.count, NULL);
        for (size_t i = 0; i < found.count; i++) {
            state->entries.entries[i] = found.entries[i];
            state->entries.texts[i] = entry_text(&found.entries[i], page);
        }
        state->entries.count = found.count;
        return;
    }
    if (state->field.length > 0)
        state->saying = message_text(messages, MESSAGE_SEARCH_NONE);
    found = catalog_areas(kiosk->catalog, &page->data, &kiosk->reader);
    entries_add(&state->entries, page, &found, MESSAGE_SEARCH_INSTEAD);
}

static const char *title(struct page *page)
{
    return message_text(page->view->messages, MESSAGE_SEARCH_TITLE);
}

// The row at which the list begins: further down when something is said above it.
static int list_row(const struct search *state)
{
    return state->saying[0] == '\0' ? SAYING_ROW : SAYING_ROW + 2;
}

static void layout(struct page *page)
{
    struct search *state = page->state;
    static const struct list_shape shape = {.columns_max = 1, .detail_lines = 1};
    int rows = page->rows > list_row(state) ? page->rows - list_row(state) : 1;
    list_lay_out(&state->entries.list, &page->lines, page->view, state->entries.texts, state->entries.count, &shape, rows,
                 page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct search *state = page->state;
    canvas_text(canvas, SAYING_ROW, 0, canvas->columns, state->saying, ROLE_QUIET);
    struct canvas part = canvas_part(canvas, list_row(state), 0, canvas->rows - list_row(state), canvas->columns);
    list_paint(&state->entries.list, &part);
    // Painted last: while somebody types, the cursor belongs into the field.
    field_paint(&state->field, canvas, FIELD_ROW, 0, canvas->columns, message_text(page->view->messages, MESSAGE_SEARCH_HINT));
}

// The words have changed: other results, the first of them focused.
static struct request find_again(struct page *page)
{
    struct search *state = page->state;
    state->entries.list = (struct list){0};
    arena_reset(&page->lines);
    arena_reset(&page->data);
    load(page);
    return (struct request){.kind = REQUEST_LAYOUT};
}

static struct request act(struct page *page, const struct input *input)
{
    struct search *state = page->state;
    if (input->action == ACTION_CHARACTER) {
        field_insert(&state->field, input->character);
        return find_again(page);
    }
    if (input->action == ACTION_ERASE) {
        if (!field_erase(&state->field))
            return (struct request){.kind = REQUEST_BACK};
        return find_again(page);
    }
    struct input placed = *input;
    placed.row -= list_row(state);
    return entries_act(&state->entries, &placed);
}

static void close_search(struct page *page)
{
    struct search *state = page->state;
    field_wipe(&state->field);
}

const struct screen screen_search = {
    .name = "search",
    .context = KEY_CONTEXT_FIELD,
    .state_size = sizeof(struct search),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .close = close_search,
};
