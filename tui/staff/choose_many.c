// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The values of a list of the record under edit, marked among all that there are: topics, audiences, languages, offers of a step. Its
// argument is the path of the list. What was there keeps its order; what is new comes behind it.
#include "core/desk/listing.h"
#include "core/text/fold.h"
#include "tui/kit/table.h"
#include "tui/staff/screens.h"
#include "tui/staff/staff.h"

#include <string.h>

struct markable {
    const char *value, *label, *detail;
    bool chosen;
};

struct marking {
    struct listing listing; // where they are things
    struct markable *options; // in the page's data
    size_t count, room;
    struct table table;
    struct table_column columns[2];
    json_t *chosen;         // the list as it will be; owned
    bool changed;
};

static const struct model_part *part_of(const struct page *page)
{
    return model_part_of(sheet_kind(staff_of(page)->sheet), page->argument.id);
}

static const char *title(struct page *page)
{
    return staff_label(page->view, "field_", page->argument.id);
}

// ---- options -----------------------------------------------------------------------------------------------------

static size_t place_in(const json_t *list, const char *value)
{
    size_t place = 0;
    while (place < json_array_size(list) && strcmp(json_string_value(json_array_get(list, place)), value) != 0)
        place++;
    return place;
}

static void add(struct page *page, const char *value, const char *label, const char *detail)
{
    struct marking *choosing = page->state;
    choosing->options = arena_grow(&page->data, choosing->options, choosing->count, &choosing->room, sizeof *choosing->options);
    choosing->options[choosing->count++] =
        (struct markable){value, label, detail, place_in(choosing->chosen, value) < json_array_size(choosing->chosen)};
}

static void add_things(struct page *page, enum kind kind)
{
    struct marking *choosing = page->state;
    struct problem problem;
    listing_free(&choosing->listing);
    if (listing_read(&choosing->listing, staff_of(page)->editorial, kind, roster_review_months(staff_of(page)->roster, kind), page->view->tick.now, &problem) != STATUS_OK)
        staff_say_problem(page->view, &problem);
    for (size_t i = 0; i < choosing->listing.count; i++)
        add(page, choosing->listing.rows[i].id, choosing->listing.rows[i].title, choosing->listing.rows[i].owner);
}

static void add_languages(struct page *page)
{
    struct marking *choosing = page->state;
    size_t count;
    const struct language *languages = language_table(&count);
    for (size_t i = 0; i < count; i++)
        add(page, languages[i].tag, message_language_name(page->view->messages, &page->data, languages[i].tag), languages[i].tag);
    for (size_t i = 0; i < json_array_size(choosing->chosen); i++) { // those that the program does not speak
        const char *tag = json_string_value(json_array_get(choosing->chosen, i));
        if (language_by_tag(tag) == NULL)
            add(page, tag, message_language_name(page->view->messages, &page->data, tag), tag);
    }
}

static void add_choices(struct page *page, const char *const *values)
{
    for (size_t i = 0; values[i] != NULL; i++)
        add(page, values[i], staff_label(page->view, "choice_", values[i]), NULL);
}

// ---- the table ---------------------------------------------------------------------------------------------------

static const char *cell(void *context, size_t row, size_t column, struct arena *arena)
{
    const struct marking *choosing = context;
    (void)arena;
    return column == 0 ? choosing->options[row].label : choosing->options[row].detail;
}

static bool is_marked(void *context, size_t row)
{
    const struct marking *choosing = context;
    return choosing->options[row].chosen;
}

static void mark(void *context, size_t row, bool marked)
{
    struct marking *choosing = context;
    struct markable *option = &choosing->options[row];
    if (option->chosen == marked)
        return;
    option->chosen = marked;
    choosing->changed = true;
    choosing->table.marked += marked ? 1 : (size_t)-1;
    if (marked)
        json_array_append_new(choosing->chosen, json_string(option->value));
    else
        json_array_remove(choosing->chosen, place_in(choosing->chosen, option->value));
}

static size_t find(void *context, const char *typed, size_t from)
{
    const struct marking *choosing = context;
    struct arena arena = {0};
    const char *folded = text_fold(&arena, typed);
    size_t found = choosing->count;
    for (size_t i = 0; i < choosing->count && found == choosing->count; i++) {
        size_t row = (from + i) % choosing->count;
        if (strncmp(text_fold(&arena, choosing->options[row].label), folded, strlen(folded)) == 0)
            found = row;
    }
    arena_free(&arena);
    return found;
}

static const struct table_rows rows = {.cell = cell, .is_marked = is_marked, .mark = mark, .find = find};

// ---- the page ----------------------------------------------------------------------------------------------------

static void load(struct page *page)
{
    struct marking *choosing = page->state;
    const struct model_column *column = &part_of(page)->columns[0];
    if (choosing->chosen == NULL) {
        choosing->chosen = json_deep_copy(sheet_get(staff_of(page)->sheet, page->argument.id));
        choosing->chosen = choosing->chosen == NULL ? json_array() : choosing->chosen;
    }
    choosing->options = NULL;
    choosing->count = choosing->room = 0;
    if (column->type == MODEL_THING)
        add_things(page, column->leads_to);
    else if (column->choices != NULL)
        add_choices(page, column->choices);
    else
        add_languages(page);
    choosing->columns[0] = (struct table_column){.heading = title(page), .least = 20, .weight = 2};
    choosing->columns[1] = (struct table_column){.heading = "", .least = 12, .weight = 1, .rank = 1};
    choosing->table.columns = choosing->columns;
    choosing->table.column_count = column->choices == NULL ? 2 : 1;
    choosing->table.rows = &rows;
    choosing->table.context = choosing;
    choosing->table.count = choosing->count;
    choosing->table.sorted = choosing->table.column_count;
    choosing->table.marked = json_array_size(choosing->chosen);
}

static void layout(struct page *page)
{
    struct marking *choosing = page->state;
    table_lay_out(&choosing->table, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct marking *choosing = page->state;
    table_paint(&choosing->table, page->view, canvas);
}

static struct request finish(struct page *page)
{
    struct marking *choosing = page->state;
    json_t *chosen = json_array_size(choosing->chosen) == 0 ? NULL : json_incref(choosing->chosen);
    sheet_set(staff_of(page)->sheet, page->argument.id, chosen);
    return (struct request){.kind = REQUEST_BACK, .result = {.answer = STAFF_ANSWER_CHANGED}};
}

static struct request act(struct page *page, const struct input *input)
{
    struct marking *choosing = page->state;
    if (input->action == ACTION_BACK || input->action == STAFF_ACTION_SAVE) // what was marked counts, as it is seen
        return finish(page);
    enum table_result result = table_act(&choosing->table, page->view, input);
    if (result == TABLE_OPENED && !choosing->changed) // whoever marks nothing means the row that he opens
        mark(choosing, choosing->table.focus, true);
    if (result == TABLE_OPENED)
        return finish(page);
    return (struct request){.kind = result == TABLE_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
}

static void close_page(struct page *page)
{
    struct marking *choosing = page->state;
    json_decref(choosing->chosen);
    listing_free(&choosing->listing);
}

const struct screen screen_choose_many = {
    .name = "choose-many",
    .context = STAFF_CONTEXT_MARKS,
    .state_size = sizeof(struct marking),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .close = close_page,
};
