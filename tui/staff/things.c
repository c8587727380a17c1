// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// All things of a kind: found as one types, sorted, marked, opened. Its argument is the name of the kind, with ? and a filter behind it
// or without.
#include "tui/staff/things.h"

#include "core/base/memory.h"
#include "tui/staff/screens.h"
#include "tui/staff/staff.h"

#include <stdlib.h>
#include <string.h>

enum { FILTER_BYTES = 200, COMPLETIONS_MAX = 24 };

// ---- rows --------------------------------------------------------------------------------------------------------

static const struct listing_row *row_of(const struct things *things, size_t row)
{
    return &things->listing.rows[things->order[row]];
}

// What is the matter with it, in words; the first ones matter most.
static const char *state_text(const struct things *things, const struct listing_row *row, struct arena *arena)
{
    const char *all = NULL;
    for (int state = LISTING_STATES - 1; state >= 0; state--) {
        if ((row->states & 1u << state) == 0 || (state == LISTING_UNVERIFIED && (row->states & 1u << LISTING_OVERDUE) != 0))
            continue;
        const char *word = staff_label(things->view, "state_", listing_state_name((enum listing_state)state));
        all = all == NULL ? word : arena_format(arena, "%s, %s", all, word);
    }
    return all;
}

static const char *cell(void *context, size_t row, size_t column, struct arena *arena)
{
    const struct things *things = context;
    const struct listing_row *own = row_of(things, row);
    switch ((enum things_column)column) {
    case THINGS_TITLE:
        return own->title[0] != '\0' ? own->title : own->slug;
    case THINGS_OWNER:
        return own->owner;
    case THINGS_AS_OF:
        return own->as_of;
    case THINGS_STATE:
        return state_text(things, own, arena);
    case THINGS_COLUMNS:
        break;
    }
    return NULL;
}

static bool is_marked(void *context, size_t row)
{
    const struct things *things = context;
    return things->marks[things->order[row]];
}

static void mark(void *context, size_t row, bool marked)
{
    struct things *things = context;
    bool *mark = &things->marks[things->order[row]];
    things->table.marked += (size_t)marked - (size_t)*mark;
    *mark = marked;
}

static const struct table_rows rows = {.cell = cell};
static const struct table_rows marked_rows = {.cell = cell, .is_marked = is_marked, .mark = mark};

// ---- order and filter --------------------------------------------------------------------------------------------

static int compare_texts(const char *one, const char *other)
{
    if (one == NULL || other == NULL)
        return (one != NULL) - (other != NULL); // nothing comes first
    return strcoll(one, other);
}

static int compare(const void *one, const void *other, void *context)
{
    const struct things *things = context;
    size_t places[] = {*(const size_t *)one, *(const size_t *)other};
    const struct listing_row *a = &things->listing.rows[places[0]];
    const struct listing_row *b = &things->listing.rows[places[1]];
    int order = 0;
    switch ((enum things_column)things->table.sorted) {
    case THINGS_TITLE:
        order = compare_texts(a->title, b->title);
        break;
    case THINGS_OWNER:
        order = compare_texts(a->owner, b->owner);
        break;
    case THINGS_AS_OF:
        order = compare_texts(a->as_of, b->as_of);
        break;
    case THINGS_STATE:
        order = (a->states > b->states) - (a->states < b->states);
        break;
    case THINGS_COLUMNS:
        break;
    }
    if (order == 0)
        order = places[0] < places[1] ? -1 : 1;
    return things->table.descending ? -order : order;
}

static void find(struct things *things, const struct staff *staff)
{
    struct problem problem;
    const char *unknown;
    if (listing_filter(&things->listing, staff->editorial, things->filter.edit.text, things->order, &things->table.count, &unknown,
                       &problem) != STATUS_OK)
        staff_say_problem(things->view, &problem);
    else if (unknown != NULL)
        staff_say(things->view, staff_text(things->view, MESSAGE_THINGS_UNKNOWN_FIELD));
    if (things->table.sorted < THINGS_COLUMNS)
        qsort_r(things->order, things->table.count, sizeof *things->order, compare, things);
}

// ---- for pages that list -----------------------------------------------------------------------------------------

static void describe(struct things *things)
{
    const struct view *view = things->view;
    const struct table_column columns[THINGS_COLUMNS] = {
        [THINGS_TITLE] = {.heading = staff_text(view, MESSAGE_COLUMN_TITLE), .least = 20, .weight = 3},
        [THINGS_OWNER] = {.heading = staff_text(view, MESSAGE_COLUMN_OWNER), .least = 14, .weight = 2, .rank = 2},
        [THINGS_AS_OF] = {.heading = staff_text(view, MESSAGE_COLUMN_AS_OF), .least = 10, .rank = 1},
        [THINGS_STATE] = {.heading = staff_text(view, MESSAGE_COLUMN_STATE), .least = 14, .weight = 1, .rank = 0},
    };
    memcpy(things->columns, columns, sizeof columns);
    things->filter.direction = view->direction;
    things->table.columns = things->columns;
    things->table.column_count = THINGS_COLUMNS;
    things->table.context = things;
    things->table.filter = &things->filter;
    things->table.filter_hint = staff_text(view, MESSAGE_THINGS_HINT);
}

// The rows that were marked are again, by their ids.
static void read_rows(struct things *things, struct page *page)
{
    struct listing before = things->listing;
    bool *marks = things->marks;
    struct problem problem;
    struct staff *staff = staff_of(page);
    if (listing_read(&things->listing, staff->editorial, things->kind, roster_review_months(staff->roster, things->kind),
                     page->view->tick.now, &problem) != STATUS_OK)
        staff_say_problem(page->view, &problem);
    memory_free(&things->order);
    things->order = memory_allocate(things->listing.count + 1, sizeof *things->order);
    things->marks = memory_allocate(things->listing.count + 1, sizeof *things->marks);
    things->table.marked = 0;
    for (size_t i = 0, at = 0; i < before.count && things->table.rows == &marked_rows; i++) {
        for (size_t k = 0; marks[i] && k < things->listing.count; k++, at = (at + 1) % things->listing.count) {
            if (strcmp(before.rows[i].id, things->listing.rows[at].id) != 0)
                continue;
            things->marks[at] = true;
            things->table.marked++;
            break;
        }
    }
    memory_free(&marks);
    listing_free(&before);
}

void things_open(struct things *things, struct page *page, enum kind kind, const char *filter, bool may_mark)
{
    bool first = things->filter.edit.text == NULL;
    things->view = page->view;
    things->kind = kind;
    if (first) {
        editor_init(&things->filter, &(struct edit_limits){.bytes = FILTER_BYTES, .lines = 1}, page->view->direction);
        edit_load(&things->filter.edit, filter);
        things->table.sorted = THINGS_COLUMNS;
        things->table.rows = may_mark ? &marked_rows : &rows;
    }
    describe(things);
    arena_reset(&things->words);
    read_rows(things, page);
    find(things, staff_of(page));
    staff_of(page)->unread = &things->listing;
}

void things_close(struct things *things)
{
    struct staff *staff = things->view == NULL ? NULL : things->view->context;
    if (staff != NULL && staff->unread == &things->listing)
        staff->unread = NULL;
    editor_free(&things->filter);
    listing_free(&things->listing);
    memory_free(&things->order);
    memory_free(&things->marks);
    arena_free(&things->words);
}

const struct listing_row *things_focused(const struct things *things)
{
    return things->table.focus < things->table.count ? row_of(things, things->table.focus) : NULL;
}

void things_focus(struct things *things, const char *id)
{
    for (size_t row = 0; row < things->table.count; row++)
        if (strcmp(row_of(things, row)->id, id) == 0)
            things->table.focus = row;
}

static void sort(struct things *things, const struct staff *staff)
{
    bool again = things->table.sorted == things->table.asked;
    things->table.descending = again && !things->table.descending;
    things->table.sorted = things->table.asked;
    find(things, staff);
}

// The word at the end of the filter goes on as far as all that it may become agree.
static bool complete(struct things *things, const struct staff *staff)
{
    const char *completed[COMPLETIONS_MAX];
    struct problem problem;
    struct arena arena = {0};
    if (listing_read_on(&things->listing, staff->editorial, things->listing.count, &problem) != STATUS_OK) // areas are among them
        staff_say_problem(things->view, &problem);
    size_t count = listing_complete(&things->listing, &arena, things->filter.edit.text, completed, COMPLETIONS_MAX);
    size_t length = count == 0 ? 0 : strlen(completed[0]);
    for (size_t i = 1; i < count; i++)
        for (size_t k = 0; k < length; k++)
            if (completed[i][k] != completed[0][k])
                length = k;
    bool more = length > things->filter.edit.length;
    if (more) {
        edit_load(&things->filter.edit, arena_copy(&arena, completed[0], length));
        find(things, staff);
    } else if (count > 1) {
        const char *all = "";
        for (size_t i = 0; i < count; i++) {
            const char *word = strrchr(completed[i], ':');
            all = arena_format(&arena, "%s%s ", all, word == NULL || word[1] == '\0' ? completed[i] : word + 1);
        }
        staff_say(things->view, all);
    }
    arena_free(&arena);
    return count > 0;
}

enum things_result things_act(struct things *things, const struct page *page, const struct input *input)
{
    const struct staff *staff = staff_of(page);
    if (input->action == ACTION_NEXT_FIELD) {
        bool done = complete(things, staff);
        table_lay_out(&things->table, page->rows, page->columns);
        return done ? THINGS_MOVED : THINGS_IGNORED;
    }
    switch (table_act(&things->table, page->view, input)) {
    case TABLE_SORT:
        sort(things, staff);
        break;
    case TABLE_FILTERED:
        find(things, staff);
        break;
    case TABLE_OPENED:
        return THINGS_OPENED;
    case TABLE_MOVED:
    case TABLE_MARKED:
        return THINGS_MOVED;
    case TABLE_IGNORED:
        return THINGS_IGNORED;
    }
    table_lay_out(&things->table, page->rows, page->columns);
    return THINGS_MOVED;
}

// ---- the page ----------------------------------------------------------------------------------------------------

static const char *title(struct page *page)
{
    const struct things *things = page->state;
    return staff_label(page->view, "kinds_", model_kind(things->kind)->name);
}

static void load(struct page *page)
{
    const char *mark = strchr(page->argument.id, '?');
    size_t length = mark == NULL ? strlen(page->argument.id) : (size_t)(mark - page->argument.id);
    things_open(page->state, page, model_kind_of(arena_copy(&page->data, page->argument.id, length)), mark == NULL ? "" : mark + 1, true);
}

static void layout(struct page *page)
{
    struct things *things = page->state;
    table_lay_out(&things->table, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct things *things = page->state;
    table_paint(&things->table, page->view, canvas);
}

// What is done with many is done with those that are marked, in sight or not.
static struct request open_bulk(struct page *page)
{
    struct things *things = page->state;
    struct staff *staff = staff_of(page);
    if (things->table.marked == 0) {
        staff_say(page->view, staff_text(page->view, MESSAGE_BULK_NONE));
        return (struct request){.kind = REQUEST_PAINT};
    }
    const char **ids = arena_allocate(&page->data, things->table.marked, sizeof *ids);
    staff->marked_count = 0;
    for (size_t i = 0; i < things->listing.count; i++)
        if (things->marks[i])
            ids[staff->marked_count++] = things->listing.rows[i].id;
    staff->marked = ids;
    return (struct request){.kind = REQUEST_OPEN, .screen = &screen_bulk};
}

static struct request act(struct page *page, const struct input *input)
{
    struct things *things = page->state;
    if (input->action == STAFF_ACTION_NEW)
        return staff_open_thing(things->kind, NULL);
    if (input->action == STAFF_ACTION_FILTER || (input->action == ACTION_BACK && things->filter.edit.length > 0)) {
        edit_load(&things->filter.edit, "");
        find(things, staff_of(page));
        return (struct request){.kind = REQUEST_LAYOUT};
    }
    if (input->action == STAFF_ACTION_MORE)
        return open_bulk(page);
    enum things_result result = things_act(things, page, input);
    if (result == THINGS_OPENED)
        return staff_open_thing(things->kind, things_focused(things)->id);
    return (struct request){.kind = result == THINGS_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
}

static void close_page(struct page *page)
{
    things_close(page->state);
}

const struct screen screen_things = {
    .name = "things",
    .context = STAFF_CONTEXT_TABLE,
    .state_size = sizeof(struct things),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .returned = staff_reload,
    .close = close_page,
};
