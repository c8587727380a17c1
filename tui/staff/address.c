// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The place of the record under edit: a street is typed, and what is known like it is there to be chosen, so that no address is
// written twice. A new one begins as a copy of the one that has the focus: same street, postal code and town. Its argument is the
// path of the field.
#include "core/desk/addresses.h"
#include "tui/kit/table.h"
#include "tui/staff/screens.h"
#include "tui/staff/staff.h"

#include <string.h>

struct address_page {
    struct addresses addresses;
    struct editor filter;
    struct table table;
    struct table_column columns[4];
    const struct view *view;
    size_t *found;                // in the page's data
    enum address_match *matches;
};

static const struct edit_limits limits = {.bytes = 200};

static const char *title(struct page *page)
{
    return staff_label(page->view, "field_", page->argument.id);
}

// ---- the table ----------------------------------------------------------------------------------------------------

static const char *match_text(const struct address_page *choosing, size_t row)
{
    static const enum staff_message texts[ADDRESS_NONE] = {
        [ADDRESS_SAME] = MESSAGE_ADDRESS_SAME, [ADDRESS_NEAR] = MESSAGE_ADDRESS_NEAR, [ADDRESS_STREET] = MESSAGE_ADDRESS_STREET,
    };
    enum address_match match = choosing->matches[row];
    return match == ADDRESS_BEGUN ? NULL : staff_text(choosing->view, texts[match]);
}

static const char *cell(void *context, size_t row, size_t column, struct arena *arena)
{
    const struct address_page *choosing = context;
    const struct address *address = &choosing->addresses.items[choosing->found[row]];
    switch (column) {
    case 0:
        return address->street;
    case 1:
        return arena_format(arena, "%s%s%s", address->postal_code == NULL ? "" : address->postal_code,
                            address->postal_code == NULL ? "" : " ", address->city == NULL ? "" : address->city);
    case 2:
        return address->note != NULL ? address->note : address->district;
    default:
        return choosing->filter.edit.length == 0 ? NULL : match_text(choosing, row);
    }
}

static const struct table_rows rows = {.cell = cell};

static void find(struct address_page *choosing)
{
    choosing->table.count = addresses_find(&choosing->addresses, choosing->filter.edit.text, choosing->found, choosing->matches,
                                           choosing->addresses.count);
    choosing->table.focus = 0;
}

// ---- the page -----------------------------------------------------------------------------------------------------

static void focus(struct address_page *choosing, const char *id)
{
    for (size_t i = 0; id != NULL && i < choosing->table.count; i++) {
        if (strcmp(choosing->addresses.items[choosing->found[i]].id, id) == 0)
            choosing->table.focus = i;
    }
}

static void load(struct page *page)
{
    struct address_page *choosing = page->state;
    struct staff *staff = staff_of(page);
    const struct view *view = page->view;
    struct problem problem;
    bool first = choosing->filter.edit.text == NULL;
    choosing->view = view;
    addresses_free(&choosing->addresses);
    if (addresses_read(&choosing->addresses, staff->editorial, &problem) != STATUS_OK)
        staff_say_problem(page->view, &problem);
    choosing->found = arena_allocate(&page->data, choosing->addresses.count + 1, sizeof *choosing->found);
    choosing->matches = arena_allocate(&page->data, choosing->addresses.count + 1, sizeof *choosing->matches);
    if (first)
        editor_init(&choosing->filter, &limits, TEXT_LEFT_TO_RIGHT);
    choosing->columns[0] = (struct table_column){.heading = staff_label(view, "field_", "street"), .least = 30, .weight = 3};
    choosing->columns[1] = (struct table_column){.heading = staff_label(view, "field_", "city"), .least = 20, .weight = 2, .rank = 1};
    choosing->columns[2] = (struct table_column){.heading = staff_label(view, "field_", "note"), .least = 14, .weight = 2, .rank = 3};
    choosing->columns[3] = (struct table_column){.heading = "", .least = 16, .weight = 1, .rank = 2};
    choosing->table.columns = choosing->columns;
    choosing->table.column_count = sizeof choosing->columns / sizeof *choosing->columns;
    choosing->table.sorted = choosing->table.column_count;
    choosing->table.rows = &rows;
    choosing->table.context = choosing;
    choosing->table.filter = &choosing->filter;
    choosing->table.filter_hint = staff_text(view, MESSAGE_ADDRESS_HINT);
    find(choosing);
    if (first)
        focus(choosing, json_string_value(sheet_get(staff->sheet, page->argument.id)));
}

static void layout(struct page *page)
{
    struct address_page *choosing = page->state;
    table_lay_out(&choosing->table, page->rows - 1, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct address_page *choosing = page->state;
    struct canvas part = canvas_part(canvas, 0, 0, canvas->rows - 1, canvas->columns);
    table_paint(&choosing->table, page->view, &part);
    canvas_text(canvas, canvas->rows - 1, 6, canvas->columns - 6,
                staff_text(page->view, choosing->table.count > 0 ? MESSAGE_ADDRESS_NEW_LIKE : MESSAGE_ADDRESS_NEW), ROLE_QUIET);
}

static struct request choose(const struct page *page, const char *id)
{
    sheet_set(staff_of(page)->sheet, page->argument.id, json_string(id));
    return (struct request){.kind = REQUEST_BACK, .result = {.answer = STAFF_ANSWER_CHANGED}};
}

static const struct address *focused(const struct address_page *choosing)
{
    return choosing->table.count == 0 ? NULL : &choosing->addresses.items[choosing->found[choosing->table.focus]];
}

static struct request act(struct page *page, const struct input *input)
{
    struct address_page *choosing = page->state;
    const struct address *address = focused(choosing);
    if (input->action == STAFF_ACTION_NEW)
        return staff_open_page(&screen_record, "+", address == NULL ? model_kind(KIND_PLACE)->name : address->id);
    enum table_result result = table_act(&choosing->table, page->view, input);
    if (result == TABLE_OPENED && focused(choosing) != NULL)
        return choose(page, focused(choosing)->id);
    if (result == TABLE_FILTERED) {
        find(choosing);
        return (struct request){.kind = REQUEST_LAYOUT};
    }
    return (struct request){.kind = result == TABLE_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
}

// A new place was made: it is what was wanted.
static struct request returned(struct page *page, const struct page_result *result)
{
    if (result->answer == STAFF_ANSWER_CHANGED && result->argument.id[0] != '\0')
        return choose(page, result->argument.id);
    return (struct request){.kind = REQUEST_LOAD};
}

static void close_page(struct page *page)
{
    struct address_page *choosing = page->state;
    editor_free(&choosing->filter);
    addresses_free(&choosing->addresses);
}

const struct screen screen_address = {
    .name = "address",
    .context = STAFF_CONTEXT_TABLE,
    .state_size = sizeof(struct address_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .returned = returned,
    .close = close_page,
};
