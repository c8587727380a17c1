// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Emergency numbers, the first of them large: from the catalog, or those compiled into the program when there is none. Digits
// choose nothing here: who types 112 into the kiosk shall still see whom to call. The first numbers are seen without scrolling,
// whatever that costs in words about them. Opened with a number, the page has the focus on it.
#include "core/catalog/emergency.h"

#include "core/text/isolate.h"
#include "tui/kiosk/entries.h"
#include "tui/kiosk/paper.h"
#include "tui/kiosk/phrases.h"
#include "tui/kiosk/screens.h"
#include "tui/kit/list.h"

#include <string.h>

enum {
    WHEN_LINES = 3,      // of what a number is for, at most
    FIRST_NUMBERS = 5,   // are seen at once: for life, police, a doctor, poison, violence against women
    ROWS_WITH_BAND = 24, // from this height on the first sentence has a blank row above and below in its ground
};

struct emergency {
    struct list list;
    const struct emergency_number *numbers;
    struct list_text *texts;
    struct list_text *bare;   // the same without German names in brackets, for where there is no room for them
    size_t count;             // of numbers; the list has one line more where they can be printed
    bool begun;               // the focus is the reader's
    struct text_layout first; // the first sentence; count is 0 where the numbers need its rows
    int gap;                  // rows between it and the list
};

// A name without what stands in brackets at its end.
static const char *bare_name(struct arena *arena, const char *name)
{
    const char *bracket = strstr(name, " (");
    bool ends = bracket != NULL && strchr(bracket, ')') == name + strlen(name) - 1;
    return ends ? arena_copy(arena, name, (size_t)(bracket - name)) : name;
}

static struct list_text text_of(struct page *page, const struct emergency_number *number, bool bare)
{
    struct arena *arena = &page->data;
    const char *phone = text_isolate(arena, TEXT_FIELD_PHONE, number->number);
    const char *name = number->name.value == NULL ? "" : number->name.value;
    if (bare)
        name = bare_name(arena, name);
    return (struct list_text){
        .title = arena_format(arena, "%s · %s", phone, text_isolate(arena, TEXT_FIELD_NAME, name)),
        .detail = phrase_text(page, &number->when),
        .figure = number->number,
        .role = ROLE_HEADING,
    };
}

const struct emergency_number *emergency_numbers(struct page *page, size_t *count)
{
    struct kiosk *kiosk = kiosk_of(page);
    const struct emergency_number *numbers = NULL;
    *count = 0;
    if (kiosk->catalog != NULL)
        numbers = catalog_emergency(kiosk->catalog, &page->data, &kiosk->reader, count);
    return *count > 0 ? numbers : emergency_compiled_in(&page->data, &kiosk->reader, count);
}

static void load(struct page *page)
{
    struct emergency *state = page->state;
    state->numbers = emergency_numbers(page, &state->count);
    state->texts = arena_allocate(&page->data, state->count + 1, sizeof *state->texts);
    state->bare = arena_allocate(&page->data, state->count + 1, sizeof *state->bare);
    state->texts[state->count] = state->bare[state->count] =
        (struct list_text){.title = message_text(page->view->messages, MESSAGE_TAKE_PAPER), .role = ROLE_TEXT};
    for (size_t i = 0; i < state->count; i++) {
        state->texts[i] = text_of(page, &state->numbers[i], false);
        state->bare[i] = text_of(page, &state->numbers[i], true);
        // Who looked for a number comes to it.
        if (!state->begun && state->numbers[i].id != NULL && strcmp(state->numbers[i].id, page->argument.id) == 0)
            state->list.focus = i;
    }
    state->begun = true;
}

static const char *title(struct page *page)
{
    return message_text(page->view->messages, MESSAGE_EMERGENCY_TITLE);
}

// Rows of the first sentence's ground above and below it.
static int band_margin(const struct page *page)
{
    return page->rows >= ROWS_WITH_BAND ? 1 : 0;
}

static int band_rows(const struct page *page)
{
    const struct emergency *state = page->state;
    return state->first.count == 0 ? 0 : (int)state->first.count + 2 * band_margin(page);
}

// The row at which the list begins.
static int list_row(const struct page *page)
{
    const struct emergency *state = page->state;
    return band_rows(page) + state->gap;
}

// Whether the first numbers are seen at once in this way, which is laid out.
static bool try_shape(struct page *page, const struct list_text *texts, const struct list_shape *shape)
{
    struct emergency *state = page->state;
    size_t last = state->count < FIRST_NUMBERS ? state->count : FIRST_NUMBERS;
    int rows = page->rows > list_row(page) ? page->rows - list_row(page) : 1;
    list_lay_out(&state->list, &page->lines, page->view, texts, state->count + printer_link_is_there(&kiosk_of(page)->printer), shape, rows,
                 page->columns);
    return last == 0 || list_rows_up_to(&state->list, last - 1) <= rows;
}

// The roomiest way in which the first numbers are seen: first air goes, then their words, German names, the blank row below
// the first sentence, and that.
static void layout(struct page *page)
{
    struct emergency *state = page->state;
    struct list_shape shape = {.columns_max = 1, .detail_lines = WHEN_LINES, .air = LIST_AIRY, .sentences = true};
    struct text_options options = view_text_options(page->view, page->columns - 2);
    text_lay_out(&page->lines, message_text(page->view->messages, MESSAGE_EMERGENCY_FIRST), &options, &state->first);
    state->gap = 1;
    bool seen = try_shape(page, state->texts, &shape);
    shape.air = LIST_TIGHT;
    for (int lines = WHEN_LINES; !seen && lines >= 0; lines--) {
        shape.detail_lines = lines;
        seen = try_shape(page, state->texts, &shape);
    }
    if (!seen)
        seen = try_shape(page, state->bare, &shape);
    if (!seen) {
        state->gap = 0;
        seen = try_shape(page, state->bare, &shape);
    }
    if (!seen) {
        state->first.count = 0;
        try_shape(page, state->bare, &shape);
    }
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct emergency *state = page->state;
    for (int row = 0; row < band_rows(page); row++)
        canvas_fill(canvas, row, 0, canvas->columns, ROLE_ALERT);
    for (size_t i = 0; i < state->first.count; i++)
        canvas_line(canvas, band_margin(page) + (int)i, 1, &state->first.lines[i], ROLE_ALERT);
    struct canvas part = canvas_part(canvas, list_row(page), 0, canvas->rows - list_row(page), canvas->columns);
    list_paint(&state->list, &part);
}

static struct request act(struct page *page, const struct input *input)
{
    struct emergency *state = page->state;
    struct input placed = *input;
    placed.row -= list_row(page);
    switch (list_act(&state->list, &placed)) {
    case LIST_OPENED:
        if (state->list.focus == state->count)
            return (struct request){.kind = REQUEST_OPEN, .screen = &screen_take, .argument.id = PAPER_OF_EMERGENCY};
        if (state->numbers[state->list.focus].offer_id == NULL)
            break;
        return entry_request_by_id(KIND_OFFER, state->numbers[state->list.focus].offer_id);
    case LIST_MOVED:
        return (struct request){.kind = REQUEST_PAINT};
    case LIST_IGNORED:
        break;
    }
    return (struct request){.kind = REQUEST_NONE};
}

const struct screen screen_emergency = {
    .name = "emergency",
    .context = KIOSK_CONTEXT_LIST,
    .state_size = sizeof(struct emergency),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
};
