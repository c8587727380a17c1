// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Emergency numbers, the first of them large: from the catalog, or those compiled into the program when there is none. Digits
// choose nothing here: who types 112 into the kiosk shall still see whom to call. The first numbers are seen without scrolling,
// whatever that costs in words about them. Opened with a number, the page has the focus on it.
#include "core/catalog/emergency.h"

#include "core/text/isolate.h"
#include "tui/kiosk/entries.h"
#include "tui/kiosk/phrases.h"
#include "tui/kiosk/screens.h"
#include "tui/view/list.h"

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
    size_t count;
    bool begun;               // the focus is the reader's
    struct text_layout first; // the first sentence
};

static struct list_text text_of(struct page *page, const struct emergency_number *number)
{
    struct arena *arena = &page->data;
    const char *phone = text_isolate(arena, TEXT_FIELD_PHONE, number->number);
    const char *name = number->name.value == NULL ? "" : number->name.value;
    return (struct list_text){
        .title = arena_format(arena, "%s · %s", phone, text_isolate(arena, TEXT_FIELD_NAME, name)),
        .detail = phrase_text(page, &number->when),
        .figure = number->number,
        .role = ROLE_HEADING,
    };
}

static void load(struct page *page)
{
    struct emergency *state = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    state->count = 0;
    if (kiosk->catalog != NULL)
        state->numbers = catalog_emergency(kiosk->catalog, &page->data, &kiosk->reader, &state->count);
    if (state->count == 0)
        state->numbers = emergency_compiled_in(&page->data, &kiosk->reader, &state->count);
    state->texts = arena_allocate(&page->data, state->count, sizeof *state->texts);
    for (size_t i = 0; i < state->count; i++) {
        state->texts[i] = text_of(page, &state->numbers[i]);
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
    return (int)state->first.count + 2 * band_margin(page);
}

// The row at which the list begins.
static int list_row(const struct page *page)
{
    return band_rows(page) + 1;
}

// The roomiest way in which the first numbers are seen: first words go, then air. Where not even the bare numbers fit, some
// rows of words are worth more than none.
static void lay_out_list(struct page *page, int rows)
{
    struct emergency *state = page->state;
    size_t last = state->count < FIRST_NUMBERS ? state->count : FIRST_NUMBERS;
    struct list_shape shape = {.columns_max = 1, .detail_lines = WHEN_LINES, .air = LIST_AIRY};
    list_lay_out(&state->list, &page->lines, page->view, state->texts, state->count, &shape, rows, page->columns);
    while (last > 0 && list_rows_up_to(&state->list, last - 1) > rows && (shape.detail_lines > 0 || shape.air == LIST_AIRY)) {
        if (shape.air == LIST_AIRY)
            shape.air = LIST_TIGHT;
        else
            shape.detail_lines--;
        list_lay_out(&state->list, &page->lines, page->view, state->texts, state->count, &shape, rows, page->columns);
    }
}

static void layout(struct page *page)
{
    struct emergency *state = page->state;
    struct text_options options = view_text_options(page->view, page->columns - 2);
    text_lay_out(&page->lines, message_text(page->view->messages, MESSAGE_EMERGENCY_FIRST), &options, &state->first);
    int rows = page->rows > list_row(page) ? page->rows - list_row(page) : 1;
    lay_out_list(page, rows);
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
        if (state->numbers[state->list.focus].offer_id == NULL)
            break;
        return entry_request_by_id(ENTRY_OFFER, state->numbers[state->list.focus].offer_id);
    case LIST_MOVED:
        return (struct request){.kind = REQUEST_PAINT};
    case LIST_IGNORED:
        break;
    }
    return (struct request){.kind = REQUEST_NONE};
}

const struct screen screen_emergency = {
    .name = "emergency",
    .context = KEY_CONTEXT_LIST,
    .state_size = sizeof(struct emergency),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
};
