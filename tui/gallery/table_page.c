// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A hundred thousand rows, each made up from its number when it is asked for. Only sorting and filtering go through all.
#include "core/base/memory.h"
#include "core/text/fold.h"
#include "tui/gallery/gallery.h"
#include "tui/kit/table.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS = 100000, DAYS = 2000, FILTER_BYTES = 200 };
enum column { NUMBER, NAME, PLACE, DAY, STATE, COLUMN_COUNT };

struct table_page {
    struct table table;
    struct table_column columns[COLUMN_COUNT];
    struct editor filter;
    uint32_t *order; // the rows that are shown, by their numbers from 0; owned
    bool *marks;     // of all rows; owned
    const struct gallery_content *content;
};

static const char *title(struct page *page)
{
    return gallery_text(page->view, MESSAGE_TABLE);
}

// ---- rows --------------------------------------------------------------------------------------------------------

static size_t name_of(uint32_t row)
{
    return row * 7u / 3u % CONTENT_NAMES;
}

static size_t place_of(uint32_t row)
{
    return row * 5u / 2u % CONTENT_PLACES;
}

static const char *cell(void *context, size_t row, size_t column, struct arena *arena)
{
    const struct table_page *listing = context;
    uint32_t number = listing->order[row];
    switch ((enum column)column) {
    case NUMBER:
        return arena_format(arena, "%u", number + 1);
    case NAME:
        return listing->content->names[name_of(number)];
    case PLACE:
        return listing->content->places[place_of(number)];
    case DAY: {
        struct local_time day = clock_from_day_number(clock_day_number(2021, 1, 1) + number * 13 % DAYS);
        return arena_format(arena, "%04d-%02d-%02d", day.year, day.month, day.day);
    }
    case STATE:
        return listing->content->states[number % CONTENT_STATES];
    case COLUMN_COUNT:
        break;
    }
    return NULL;
}

static bool is_marked(void *context, size_t row)
{
    const struct table_page *listing = context;
    return listing->marks[listing->order[row]];
}

static void mark(void *context, size_t row, bool marked)
{
    struct table_page *listing = context;
    bool *mark = &listing->marks[listing->order[row]];
    listing->table.marked += (size_t)marked - (size_t)*mark;
    *mark = marked;
}

// Which of some words begin with, or have in them, what was typed; both without regard to case and accents.
static void look_in(const char *const *words, size_t count, const char *typed, bool anywhere, bool *found)
{
    struct arena arena = {0};
    const char *folded = text_fold(&arena, typed);
    for (size_t i = 0; i < count; i++) {
        const char *word = text_fold(&arena, words[i]);
        const char *at = strstr(word, folded);
        found[i] = at != NULL && (anywhere || at == word);
    }
    arena_free(&arena);
}

static size_t find(void *context, const char *typed, size_t from)
{
    const struct table_page *listing = context;
    bool names[CONTENT_NAMES];
    look_in(listing->content->names, CONTENT_NAMES, typed, false, names);
    for (size_t i = 0; i < listing->table.count; i++) {
        size_t row = (from + i) % listing->table.count;
        if (names[name_of(listing->order[row])])
            return row;
    }
    return listing->table.count;
}

static const struct table_rows rows = {.cell = cell, .is_marked = is_marked, .mark = mark, .find = find};

// ---- order and filter --------------------------------------------------------------------------------------------

static int compare(const void *a, const void *b, void *context)
{
    const struct table_page *listing = context;
    uint32_t one = *(const uint32_t *)a;
    uint32_t other = *(const uint32_t *)b;
    int order = 0;
    switch ((enum column)listing->table.sorted) {
    case NAME:
        order = strcmp(listing->content->names[name_of(one)], listing->content->names[name_of(other)]);
        break;
    case PLACE:
        order = strcmp(listing->content->places[place_of(one)], listing->content->places[place_of(other)]);
        break;
    case DAY:
        order = (int)(one * 13 % DAYS) - (int)(other * 13 % DAYS);
        break;
    case STATE:
        order = (int)(one % CONTENT_STATES) - (int)(other % CONTENT_STATES);
        break;
    default:
        break;
    }
    if (order == 0)
        order = one < other ? -1 : 1;
    return listing->table.descending ? -order : order;
}

static void collect(struct table_page *listing)
{
    bool names[CONTENT_NAMES], places[CONTENT_PLACES];
    const char *filter = listing->filter.edit.text;
    look_in(listing->content->names, CONTENT_NAMES, filter, true, names);
    look_in(listing->content->places, CONTENT_PLACES, filter, true, places);
    listing->table.count = 0;
    for (uint32_t row = 0; row < ROWS; row++)
        if (names[name_of(row)] || places[place_of(row)])
            listing->order[listing->table.count++] = row;
    if (listing->table.sorted != NUMBER || listing->table.descending)
        qsort_r(listing->order, listing->table.count, sizeof *listing->order, compare, listing);
}

// ---- page --------------------------------------------------------------------------------------------------------

static void load(struct page *page)
{
    struct table_page *listing = page->state;
    const struct gallery *gallery = gallery_of(page);
    const struct view *view = page->view;
    listing->content = gallery->content;
    const struct table_column columns[COLUMN_COUNT] = {
        [NUMBER] = {.heading = gallery_text(view, MESSAGE_COLUMN_NUMBER), .least = 6, .at_end = true},
        [NAME] = {.heading = gallery_text(view, MESSAGE_LABEL_NAME), .least = 14, .weight = 2},
        [PLACE] = {.heading = gallery_text(view, MESSAGE_COLUMN_PLACE), .least = 12, .weight = 1, .rank = 1},
        [DAY] = {.heading = gallery_text(view, MESSAGE_COLUMN_DAY), .least = 10, .rank = 2},
        [STATE] = {.heading = gallery_text(view, MESSAGE_COLUMN_STATE), .least = 10, .rank = 3},
    };
    memcpy(listing->columns, columns, sizeof columns);
    if (listing->order == NULL) {
        listing->order = memory_allocate(ROWS, sizeof *listing->order);
        listing->marks = memory_allocate(ROWS, sizeof *listing->marks);
        editor_init(&listing->filter, &(struct edit_limits){.bytes = FILTER_BYTES, .lines = 1}, view->direction);
        listing->table.sorted = NUMBER;
    }
    listing->filter.direction = view->direction;
    listing->table.columns = listing->columns;
    listing->table.column_count = COLUMN_COUNT;
    listing->table.rows = &rows;
    listing->table.context = listing;
    listing->table.filter_hint = gallery_text(view, MESSAGE_HINT_FILTER);
    collect(listing);
}

static void layout(struct page *page)
{
    struct table_page *listing = page->state;
    table_lay_out(&listing->table, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct table_page *listing = page->state;
    table_paint(&listing->table, page->view, canvas);
}

static struct request switch_filter(struct table_page *listing)
{
    bool shown = listing->table.filter != NULL;
    listing->table.filter = shown ? NULL : &listing->filter;
    edit_load(&listing->filter.edit, "");
    collect(listing);
    return (struct request){.kind = REQUEST_LAYOUT};
}

static struct request sort(struct table_page *listing)
{
    bool again = listing->table.sorted == listing->table.asked;
    listing->table.descending = again && !listing->table.descending;
    listing->table.sorted = listing->table.asked;
    collect(listing);
    return (struct request){.kind = REQUEST_LAYOUT};
}

static struct request act(struct page *page, const struct input *input)
{
    struct table_page *listing = page->state;
    if (input->action == GALLERY_ACTION_FILTER)
        return switch_filter(listing);
    if (input->action == ACTION_BACK && listing->table.filter != NULL)
        return switch_filter(listing);
    switch (table_act(&listing->table, page->view, input)) {
    case TABLE_SORT:
        return sort(listing);
    case TABLE_FILTERED:
        collect(listing);
        return (struct request){.kind = REQUEST_LAYOUT};
    case TABLE_OPENED: {
        const char *name = cell(listing, listing->table.focus, NAME, &page->lines);
        page->view->saying = name; // there is nothing to be opened
        return (struct request){.kind = REQUEST_PAINT};
    }
    case TABLE_MOVED:
    case TABLE_MARKED:
        return (struct request){.kind = REQUEST_PAINT};
    case TABLE_IGNORED:
        break;
    }
    return (struct request){.kind = REQUEST_NONE};
}

static void close_page(struct page *page)
{
    struct table_page *listing = page->state;
    editor_free(&listing->filter);
    memory_free(&listing->order);
    memory_free(&listing->marks);
}

const struct screen screen_table = {
    .name = "table",
    .context = GALLERY_CONTEXT_TABLE,
    .state_size = sizeof(struct table_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .close = close_page,
};
