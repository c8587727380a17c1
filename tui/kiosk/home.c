// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Home: the life areas as tiles, and around them everything else that a visit can begin with; a list where there is no room.
#include "core/catalog/situations.h"
#include "tui/kiosk/entries.h"
#include "tui/kiosk/kiosk.h"
#include "tui/kiosk/screens.h"
#include "tui/kit/tiles.h"

#include <string.h>

// What stands beside the areas. Without function keys, this is the way to everything.
static const struct {
    enum kiosk_message title, brief; // the same where there is no brief one
    enum role role;
    enum tile_kind kind;
    const struct screen *screen; // opens it, or
    int action;                  // asks for it
} doors[] = {
    {MESSAGE_HOME_EMERGENCY, MESSAGE_HOME_EMERGENCY, ROLE_ALERT, TILE_BAR, &screen_emergency, ACTION_NONE},
    {MESSAGE_HOME_SEARCH, MESSAGE_SEARCH_HINT, ROLE_TEXT, TILE_LINE, &screen_search, ACTION_NONE},
    {MESSAGE_PATH_TITLE, MESSAGE_PATH_TITLE, ROLE_TEXT, TILE_DOOR, &screen_situations, ACTION_NONE},
    {MESSAGE_HOME_GUIDES, MESSAGE_HOME_GUIDES, ROLE_TEXT, TILE_DOOR, &screen_guides, ACTION_NONE},
    {MESSAGE_EVENTS_TITLE, MESSAGE_EVENTS_TITLE, ROLE_TEXT, TILE_DOOR, &screen_events, ACTION_NONE},
    {MESSAGE_HOME_LANGUAGE, MESSAGE_KEY_LANGUAGE, ROLE_TEXT, TILE_QUIET, &screen_languages, ACTION_NONE},
    {MESSAGE_HOME_HELP, MESSAGE_KEY_HELP, ROLE_TEXT, TILE_QUIET, &screen_help, ACTION_NONE},
    {MESSAGE_HOME_TEXT_SIZE, MESSAGE_KEY_TEXT_SIZE, ROLE_TEXT, TILE_QUIET, NULL, KIOSK_ACTION_TEXT_SIZE},
    {MESSAGE_HOME_DISPLAY, MESSAGE_KEY_DISPLAY, ROLE_TEXT, TILE_QUIET, NULL, KIOSK_ACTION_DISPLAY},
    {MESSAGE_HOME_ABOUT, MESSAGE_HOME_ABOUT, ROLE_TEXT, TILE_QUIET, &screen_about, ACTION_NONE},
};
enum {
    DOOR_COUNT = sizeof doors / sizeof *doors,
    LINE_DOOR = 1,              // the place of the one that is a line to type into
    COLUMN_LEAST = 28,          // of an item of the list
    COLUMNS_WITH_DETAILS = 100, // from this width on, items say what is behind them
};

// Areas, then doors, in the list; the tiles have the line to type into before all.
struct home {
    bool read; // what follows is there
    bool tiled; // the screen has room for tiles
    bool shown; // a list or tiles have been laid out
    struct tiles tiles;
    struct list list;
    struct catalog_list areas;
    struct list_text *texts;      // of the list
    struct tile_text *tile_texts; // of the tiles, as many
    size_t doors[DOOR_COUNT], door_count; // those that lead somewhere
    struct text_layout notice; // in place of the areas, when there is no catalog
};

// Home is below every other page: when these change their language, it is read only once it is seen again.
static void load(struct page *page)
{
    struct home *state = page->state;
    state->read = false;
}

// Where the thing at a place of the tiles has its place in the list, and the other way round.
static size_t place_in_list(const struct home *state, size_t tile)
{
    size_t line = state->areas.count + LINE_DOOR;
    return tile == 0 ? line : tile <= line ? tile - 1 : tile;
}

static size_t place_in_tiles(const struct home *state, size_t item)
{
    size_t line = state->areas.count + LINE_DOOR;
    return item == line ? 0 : item < line ? item + 1 : item;
}

static void read_areas(struct page *page)
{
    struct home *state = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    state->areas = (struct catalog_list){0};
    if (kiosk->catalog != NULL)
        state->areas = catalog_areas(kiosk->catalog, &page->data, &kiosk->reader);
    state->texts = arena_allocate(&page->data, state->areas.count + DOOR_COUNT, sizeof *state->texts);
    state->tile_texts = arena_allocate(&page->data, state->areas.count + DOOR_COUNT, sizeof *state->tile_texts);
    for (size_t i = 0; i < state->areas.count; i++) {
        state->texts[i] = entry_text(&state->areas.entries[i], page);
        state->tile_texts[place_in_tiles(state, i)] = (struct tile_text){
            .kind = TILE_PICTURE, .title = state->texts[i].title,  .pictogram = pictogram_named(state->areas.entries[i].pictogram), .number = (int)i + 1};
    }
}

static void read_home(struct page *page)
{
    struct home *state = page->state;
    struct messages *messages = page->view->messages;
    const struct kiosk *kiosk = kiosk_of(page);
    state->read = true;
    read_areas(page);
    bool events = kiosk->catalog != NULL; // none to come is something to know, too: its page says whom to ask
    bool guides = kiosk->catalog != NULL && catalog_has_guides(kiosk->catalog);
    bool situations = kiosk->catalog != NULL && catalog_has_situations(kiosk->catalog);
    state->door_count = 0;
    for (size_t i = 0; i < DOOR_COUNT; i++) {
        if ((doors[i].screen == &screen_events && !events) || (doors[i].screen == &screen_guides && !guides) ||
            (doors[i].screen == &screen_situations && !situations))
            continue; // nobody is led to a page that has nothing to say
        size_t item = state->areas.count + state->door_count;
        const char *title = message_text(messages, doors[i].title);
        const char *brief = message_text(messages, doors[i].brief);
        int number = (int)(state->areas.count + i) + 1; // whichever others there are
        state->texts[item] = (struct list_text){
            .title = title,
            .group = i == 0 && state->areas.count > 0 ? message_text(messages, MESSAGE_HOME_MORE) : NULL,
            .role = doors[i].role,
            .number = number,
        };
        state->tile_texts[place_in_tiles(state, item)] = (struct tile_text){
            .kind = doors[i].kind, .title = i == LINE_DOOR ? brief : title, .brief = brief,
            .pictogram = doors[i].kind == TILE_BAR ? pictogram_named("emergency") : NULL, .role = doors[i].role, .number = number};
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

// The focus stays on the same thing when tiles take the place of a list, or a list theirs.
static void layout(struct page *page)
{
    struct home *state = page->state;
    if (!state->read)
        read_home(page);
    size_t count = state->areas.count + state->door_count;
    size_t focus = !state->shown ? 0 : state->tiled ? place_in_list(state, state->tiles.focus) : state->list.focus;
    state->shown = true;
    state->notice = (struct text_layout){0};
    if (state->areas.count == 0) {
        struct text_options options = view_text_options(page->view, page->columns);
        text_lay_out(&page->lines, message_text(page->view->messages, MESSAGE_NO_CATALOG_TEXT), &options, &state->notice);
    }
    state->tiles.focus = place_in_tiles(state, focus < count ? focus : 0);
    state->tiled = tiles_lay_out(&state->tiles, &page->lines, page->view, state->tile_texts, count, page->rows, page->columns);
    if (state->tiled)
        return;
    int above = state->notice.count == 0 ? 0 : (int)state->notice.count + 1;
    state->list.focus = focus;
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
    if (state->tiled) {
        tiles_paint(&state->tiles, canvas);
        return;
    }
    for (size_t i = 0; i < state->notice.count; i++)
        canvas_line(canvas, (int)i, 0, &state->notice.lines[i], ROLE_NOTICE);
    struct canvas part = list_part(state, canvas);
    list_paint(&state->list, &part);
}

static struct request open_item(const struct home *state, size_t item)
{
    if (item < state->areas.count)
        return entry_request(&state->areas.entries[item]);
    size_t door = state->doors[item - state->areas.count];
    if (doors[door].screen != NULL)
        return (struct request){.kind = REQUEST_OPEN, .screen = doors[door].screen};
    return (struct request){.kind = REQUEST_ACTION, .action = doors[door].action};
}

static struct request act_on_list(struct home *state, const struct input *input)
{
    struct input placed = *input;
    if (state->notice.count > 0)
        placed.row -= (int)state->notice.count + 1;
    switch (list_act(&state->list, &placed)) {
    case LIST_OPENED:
        return open_item(state, state->list.focus);
    case LIST_MOVED:
        return (struct request){.kind = REQUEST_PAINT};
    case LIST_IGNORED:
        break;
    }
    return (struct request){.kind = REQUEST_NONE};
}

static struct request act(struct page *page, const struct input *input)
{
    struct home *state = page->state;
    if (!state->tiled)
        return act_on_list(state, input);
    switch (tiles_act(&state->tiles, input)) {
    case TILES_OPENED:
        return open_item(state, place_in_list(state, state->tiles.focus));
    case TILES_MOVED:
        return (struct request){.kind = REQUEST_PAINT};
    case TILES_IGNORED:
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
    .wide = true,
};
