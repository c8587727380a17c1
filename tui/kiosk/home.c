// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Home: the life areas as numbered tiles, and below them everything else that a visit can begin with.
#include "tui/kiosk/entries.h"
#include "tui/kiosk/kiosk.h"
#include "tui/kiosk/screens.h"

#include <string.h>

// What stands below the areas. Without function keys, this is the way to everything.
static const struct {
    enum kiosk_message title;
    enum role role;
    const struct screen *screen; // opens it, or
    int action;                  // asks for it
} doors[] = {
    {MESSAGE_HOME_EMERGENCY, ROLE_ALERT, &screen_emergency, ACTION_NONE},
    {MESSAGE_HOME_SEARCH, ROLE_TEXT, &screen_search, ACTION_NONE},
    {MESSAGE_HOME_GUIDES, ROLE_TEXT, &screen_guides, ACTION_NONE},
    {MESSAGE_EVENTS_TITLE, ROLE_TEXT, &screen_events, ACTION_NONE},
    {MESSAGE_HOME_LANGUAGE, ROLE_TEXT, &screen_languages, ACTION_NONE},
    {MESSAGE_HOME_HELP, ROLE_TEXT, &screen_help, ACTION_NONE},
    {MESSAGE_HOME_TEXT_SIZE, ROLE_TEXT, NULL, KIOSK_ACTION_TEXT_SIZE},
    {MESSAGE_HOME_DISPLAY, ROLE_TEXT, NULL, KIOSK_ACTION_DISPLAY},
    {MESSAGE_HOME_ABOUT, ROLE_TEXT, &screen_about, ACTION_NONE},
};
enum {
    DOOR_COUNT = sizeof doors / sizeof *doors,
    COLUMN_LEAST = 28,          // of a tile
    COLUMNS_WITH_DETAILS = 100, // from this width on, tiles say what is behind them
};

struct home {
    bool read; // what follows is there
    struct list list;
    struct catalog_list areas;
    struct list_text *texts; // areas, then doors
    size_t doors[DOOR_COUNT], door_count; // those that lead somewhere
    struct text_layout notice; // in place of the areas, when there is no catalog
};

// Home is below every other page: when these change their language, it is read only once it is seen again.
static void load(struct page *page)
{
    struct home *state = page->state;
    state->read = false;
}

static void read_home(struct page *page)
{
    struct home *state = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    state->read = true;
    state->areas = (struct catalog_list){0};
    if (kiosk->catalog != NULL)
        state->areas = catalog_areas(kiosk->catalog, &page->data, &kiosk->reader);
    state->texts = arena_allocate(&page->data, state->areas.count + DOOR_COUNT, sizeof *state->texts);
    for (size_t i = 0; i < state->areas.count; i++)
        state->texts[i] = entry_text(&state->areas.entries[i], page);
    bool events = kiosk->catalog != NULL && catalog_has_events(kiosk->catalog, page->view->tick.now);
    bool guides = kiosk->catalog != NULL && catalog_has_guides(kiosk->catalog);
    state->door_count = 0;
    for (size_t i = 0; i < DOOR_COUNT; i++) {
        if ((doors[i].screen == &screen_events && !events) || (doors[i].screen == &screen_guides && !guides))
            continue; // nobody is led to an empty page
        state->texts[state->areas.count + state->door_count] = (struct list_text){
            .title = message_text(page->view->messages, doors[i].title),
            .group = i == 0 && state->areas.count > 0 ? message_text(page->view->messages, MESSAGE_HOME_MORE) : NULL,
            .role = doors[i].role,
            .number = (int)(state->areas.count + i) + 1, // whichever others there are
        };
        state->doors[state->door_count++] = i;
    }
}

static const char *title(struct page *page)
{
    return message_text(page->view->messages, MESSAGE_HOME_TITLE);
}

// All tiles at one glance are worth more than their details, and air between them is worth more, too: details stand only
// where all fits with air, and where a line of them says enough.
static void lay_out_list(struct page *page, int rows)
{
    struct home *state = page->state;
    struct list_shape shape = {
        .columns_max = 2,
        .column_least = COLUMN_LEAST,
        // For fingers, details take no more room than none.
        .detail_lines = page->view->touch || page->columns >= COLUMNS_WITH_DETAILS ? 1 : 0,
        .numbered = true,
        .air = LIST_AIRY_IF_IT_FITS,
        .last_is_second = true,
        .parts = messages_language(page->view->messages)->list_separator,
    };
    size_t count = state->areas.count + state->door_count;
    list_lay_out(&state->list, &page->lines, page->view, state->texts, count, &shape, rows, page->columns);
    if (shape.detail_lines > 0 && state->list.total_rows > rows && !page->view->touch) {
        shape.detail_lines = 0;
        list_lay_out(&state->list, &page->lines, page->view, state->texts, count, &shape, rows, page->columns);
    }
}

static void layout(struct page *page)
{
    struct home *state = page->state;
    if (!state->read)
        read_home(page);
    state->notice = (struct text_layout){0};
    if (state->areas.count == 0) {
        struct text_options options = view_text_options(page->view, page->columns);
        text_lay_out(&page->lines, message_text(page->view->messages, MESSAGE_NO_CATALOG_TEXT), &options, &state->notice);
    }
    int above = state->notice.count == 0 ? 0 : (int)state->notice.count + 1;
    lay_out_list(page, page->rows > above ? page->rows - above : 1);
}

// The part of the canvas that the list has.
static struct canvas list_part(const struct home *state, const struct canvas *canvas)
{
    int above = state->notice.count == 0 ? 0 : (int)state->notice.count + 1;
    return canvas_part(canvas, above, 0, canvas->rows - above, canvas->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct home *state = page->state;
    for (size_t i = 0; i < state->notice.count; i++)
        canvas_line(canvas, (int)i, 0, &state->notice.lines[i], ROLE_NOTICE);
    struct canvas part = list_part(state, canvas);
    list_paint(&state->list, &part);
}

static struct request open_focused(const struct home *state)
{
    size_t focus = state->list.focus;
    if (focus < state->areas.count)
        return entry_request(&state->areas.entries[focus]);
    size_t door = state->doors[focus - state->areas.count];
    if (doors[door].screen != NULL)
        return (struct request){.kind = REQUEST_OPEN, .screen = doors[door].screen};
    return (struct request){.kind = REQUEST_ACTION, .action = doors[door].action};
}

static struct request act(struct page *page, const struct input *input)
{
    struct home *state = page->state;
    struct input placed = *input;
    if (state->notice.count > 0)
        placed.row -= (int)state->notice.count + 1;
    switch (list_act(&state->list, &placed)) {
    case LIST_OPENED:
        return open_focused(state);
    case LIST_MOVED:
        return (struct request){.kind = REQUEST_PAINT};
    case LIST_IGNORED:
        break;
    }
    return (struct request){.kind = REQUEST_NONE};
}

const struct screen screen_home = {
    .name = "home",
    .context = KIOSK_CONTEXT_LIST,
    .state_size = sizeof(struct home),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
};
