// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// All changes, the newest first, found by person, kind, field or door. Read as far as one looks, as there may be years of them.
#include "core/base/memory.h"
#include "tui/kit/table.h"
#include "tui/staff/history_words.h"
#include "tui/staff/screens.h"

#include <string.h>

enum { FILTER_BYTES = 200, CHUNK = 200 };
enum { HISTORY_WHEN, HISTORY_WHO, HISTORY_WHAT, HISTORY_DOOR, HISTORY_COLUMNS };

struct history_page {
    struct view *view;
    struct table table;
    struct table_column columns[HISTORY_COLUMNS];
    struct editor filter;
    struct arena arena; // of what was read
    struct history_filter wanted;
    struct history_entry *entries; // owned
    size_t count, capacity;
    bool known; // whether the filter is understood
};

static const char *title(struct page *page)
{
    return staff_text(page->view, MESSAGE_ALL_HISTORY_TITLE);
}

// ---- rows --------------------------------------------------------------------------------------------------------

static const char *what(const struct history_page *history, const struct history_entry *entry, struct arena *arena)
{
    const char *text;
    if (entry->things == 1)
        text = history_thing_name(arena, history->view, entry->kind, entry->title, entry->slug);
    else
        text = message_count(history->view->messages, arena, MESSAGE_HISTORY_THINGS, (long)entry->things, NULL);
    if (entry->undone_by != 0)
        text = arena_format(arena, "%s: %s", staff_text(history->view, MESSAGE_HISTORY_UNDONE), text);
    return entry->reason[0] == '\0' ? text : arena_format(arena, "%s – %s", text, entry->reason);
}

static const char *cell(void *context, size_t row, size_t column, struct arena *arena)
{
    const struct history_page *history = context;
    if (row >= history->count)
        return "…";
    const struct history_entry *entry = &history->entries[row];
    switch (column) {
    case HISTORY_WHEN:
        return history_when(arena, entry->at);
    case HISTORY_WHO:
        return entry->author;
    case HISTORY_DOOR:
        return history_door(history->view, entry->door);
    default:
        return what(history, entry, arena);
    }
}

static const struct table_rows rows = {.cell = cell};

static void describe(struct history_page *history)
{
    const struct view *view = history->view;
    history->columns[HISTORY_WHEN] = (struct table_column){.heading = staff_text(view, MESSAGE_COLUMN_WHEN), .least = 16};
    history->columns[HISTORY_WHO] = (struct table_column){.heading = staff_text(view, MESSAGE_COLUMN_WHO), .least = 10, .weight = 1};
    history->columns[HISTORY_WHAT] = (struct table_column){.heading = staff_text(view, MESSAGE_COLUMN_WHAT), .least = 18, .weight = 4};
    history->columns[HISTORY_DOOR] = (struct table_column){.heading = staff_text(view, MESSAGE_COLUMN_DOOR), .least = 12, .weight = 1, .rank = 1};
    history->table.columns = history->columns;
    history->table.column_count = HISTORY_COLUMNS;
    history->table.sorted = HISTORY_COLUMNS;
    history->table.rows = &rows;
    history->table.context = history;
    history->table.filter = &history->filter;
    history->table.filter_hint = staff_text(view, MESSAGE_HISTORY_HINT);
}

// ---- the filter --------------------------------------------------------------------------------------------------

// Takes one word of the filter, "person:anna" or, of a name with blanks, "person:Anna_Muster". False when it is not known.
static bool take_word(struct history_page *history, char *word)
{
    const struct {
        const char *name, **value;
    } fields[] = {{"person:", &history->wanted.author}, {"kind:", &history->wanted.kind}, {"field:", &history->wanted.path},
                  {"door:", &history->wanted.door}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        size_t length = strlen(fields[i].name);
        if (strncmp(word, fields[i].name, length) != 0)
            continue;
        for (char *at = word + length; fields[i].value == &history->wanted.author && *at != '\0'; at++)
            *at = *at == '_' ? ' ' : *at;
        if (word[length] != '\0')
            *fields[i].value = word + length;
        return true;
    }
    return false;
}

static void read_filter(struct history_page *history)
{
    char *rest = arena_copy_text(&history->arena, history->filter.edit.text);
    history->wanted = (struct history_filter){0};
    history->known = true;
    for (char *word; (word = strsep(&rest, " ")) != NULL;)
        history->known = (word[0] == '\0' || take_word(history, word)) && history->known;
}

// ---- reading -----------------------------------------------------------------------------------------------------

static void read_more(struct page *page)
{
    struct history_page *history = page->state;
    struct history_entry *more;
    size_t count;
    struct problem problem;
    int64_t before = history->count == 0 ? 0 : history->entries[history->count - 1].number;
    if (history_list(staff_of(page)->editorial, &history->wanted, before, CHUNK, &history->arena, &more, &count, &problem) != STATUS_OK) {
        staff_say_problem(page->view, &problem);
        return;
    }
    history->entries = memory_resize(history->entries, history->count + count + 1, sizeof *history->entries);
    if (count > 0)
        memcpy(history->entries + history->count, more, count * sizeof *more);
    history->count += count;
    if (count < CHUNK)
        history->table.count = history->count; // whatever was counted: these are all
}

// What is on the screen is read.
static void read_as_far_as_needed(struct page *page)
{
    struct history_page *history = page->state;
    size_t needed = history->table.focus + (size_t)page->rows + 1;
    size_t before;
    do {
        before = history->count;
        if (history->count < needed && history->count < history->table.count)
            read_more(page);
    } while (history->count > before);
}

static void find(struct page *page)
{
    struct history_page *history = page->state;
    struct problem problem;
    int64_t all = 0;
    arena_reset(&history->arena);
    history->count = 0;
    history->table.count = 0;
    read_filter(history);
    if (!history->known) {
        staff_say(page->view, staff_text(page->view, MESSAGE_HISTORY_HINT));
        return;
    }
    if (history_count(staff_of(page)->editorial, &history->wanted, &all, &problem) != STATUS_OK)
        staff_say_problem(page->view, &problem);
    history->table.count = (size_t)all;
    read_as_far_as_needed(page);
}

// ---- the page ----------------------------------------------------------------------------------------------------

static void load(struct page *page)
{
    struct history_page *history = page->state;
    if (history->filter.edit.text == NULL) {
        editor_init(&history->filter, &(struct edit_limits){.bytes = FILTER_BYTES, .lines = 1}, page->view->direction);
        edit_load(&history->filter.edit, "");
    }
    history->view = page->view;
    describe(history);
    find(page);
}

static void layout(struct page *page)
{
    struct history_page *history = page->state;
    read_as_far_as_needed(page);
    table_lay_out(&history->table, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct history_page *history = page->state;
    table_paint(&history->table, page->view, canvas);
}

static struct request open_change(const struct history_page *history)
{
    struct arena arena = {0};
    if (history->table.focus >= history->count)
        return (struct request){.kind = REQUEST_NONE};
    struct request request = staff_open_page(
        &screen_change, "", arena_format(&arena, "%lld", (long long)history->entries[history->table.focus].number));
    arena_free(&arena);
    return request;
}

static struct request act(struct page *page, const struct input *input)
{
    struct history_page *history = page->state;
    if (input->action == STAFF_ACTION_FILTER || (input->action == ACTION_BACK && history->filter.edit.length > 0)) {
        edit_load(&history->filter.edit, "");
        find(page);
        return (struct request){.kind = REQUEST_LAYOUT};
    }
    switch (table_act(&history->table, page->view, input)) {
    case TABLE_OPENED:
        return open_change(history);
    case TABLE_FILTERED:
        find(page);
        return (struct request){.kind = REQUEST_LAYOUT};
    case TABLE_MOVED:
        return (struct request){.kind = REQUEST_LAYOUT};
    case TABLE_MARKED:
    case TABLE_SORT: // they stand in the order in which they were made
        return (struct request){.kind = REQUEST_PAINT};
    case TABLE_IGNORED:
        break;
    }
    return (struct request){.kind = REQUEST_NONE};
}

static void close_page(struct page *page)
{
    struct history_page *history = page->state;
    editor_free(&history->filter);
    memory_free(&history->entries);
    arena_free(&history->arena);
}

const struct screen screen_history = {
    .name = "history",
    .context = STAFF_CONTEXT_TABLE,
    .state_size = sizeof(struct history_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .returned = staff_reload,
    .close = close_page,
};
