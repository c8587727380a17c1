// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The contacts of the record under edit: all of them, in the order of the kiosk. Enter opens one, Ctrl-N adds one, Delete removes
// one. Its argument is the path of the list.
#include "core/text/phone.h"
#include "tui/kit/table.h"
#include "tui/staff/field_words.h"
#include "tui/staff/screens.h"
#include "tui/staff/staff.h"

#include <stdlib.h>
#include <string.h>

enum { CONTACTS_MAX = 50 };

struct contacts_page {
    struct table table;
    struct table_column columns[4];
    json_t *list; // borrowed from the sheet; NULL: none
};

static const char *title(struct page *page)
{
    return staff_label(page->view, "field_", page->argument.id);
}

static const char *field_of(json_t *contact, const char *name)
{
    const char *text = json_string_value(json_object_get(contact, name));
    return text == NULL ? "" : text;
}

static const char *ways(struct arena *arena, json_t *contact)
{
    static const char *const names[] = {"email", "url"};
    const char *printed = field_of(contact, "printed"), *all = printed[0] != '\0' ? printed : field_of(contact, "phone");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *text = field_of(contact, names[i]);
        if (text[0] != '\0')
            all = all[0] == '\0' ? text : arena_format(arena, "%s, %s", all, text);
    }
    return all;
}

const char *contacts_words(struct arena *arena, const struct view *view, const struct sheet *sheet, json_t *value)
{
    const char *all = "";
    (void)view;
    (void)sheet;
    for (size_t i = 0; i < json_array_size(value); i++) {
        json_t *contact = json_array_get(value, i);
        const char *role = field_of(contact, "role");
        all = arena_format(arena, "%s%s%s%s%s", all, i > 0 ? "\n" : "", role, role[0] != '\0' ? ": " : "", ways(arena, contact));
    }
    return all;
}

// ---- the table ----------------------------------------------------------------------------------------------------

static const char *cell(void *context, size_t row, size_t column, struct arena *arena)
{
    static const char *const names[] = {"role", NULL, "phone", "languages"};
    const struct contacts_page *listing = context;
    json_t *contact = json_array_get(listing->list, row);
    return column == 1 ? ways(arena, contact) : field_of(contact, names[column]);
}

static const struct table_rows rows = {.cell = cell};

static void load(struct page *page)
{
    struct contacts_page *listing = page->state;
    const struct view *view = page->view;
    listing->list = sheet_get(staff_of(page)->sheet, page->argument.id);
    listing->columns[0] = (struct table_column){.heading = staff_label(view, "field_", "role"), .least = 14, .weight = 2};
    listing->columns[1] = (struct table_column){.heading = staff_text(view, MESSAGE_CONTACT_WAYS), .least = 20, .weight = 3, .rank = 1};
    listing->columns[2] = (struct table_column){.heading = staff_label(view, "field_", "phone"), .least = 16, .weight = 1, .rank = 2};
    listing->columns[3] = (struct table_column){.heading = staff_label(view, "field_", "languages"), .least = 10, .weight = 1, .rank = 3};
    listing->table.columns = listing->columns;
    listing->table.column_count = sizeof listing->columns / sizeof *listing->columns;
    listing->table.sorted = listing->table.column_count;
    listing->table.rows = &rows;
    listing->table.context = listing;
    listing->table.count = json_array_size(listing->list);
}

static void layout(struct page *page)
{
    struct contacts_page *listing = page->state;
    table_lay_out(&listing->table, page->rows - 1, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct contacts_page *listing = page->state;
    struct canvas part = canvas_part(canvas, 0, 0, canvas->rows - 1, canvas->columns);
    table_paint(&listing->table, page->view, &part);
    canvas_text(canvas, canvas->rows - 1, 6, canvas->columns - 6, staff_text(page->view, MESSAGE_CONTACTS_HINT), ROLE_QUIET);
}

// ---- acting -------------------------------------------------------------------------------------------------------

static struct request remove_row(struct page *page)
{
    struct contacts_page *listing = page->state;
    json_t *list = json_deep_copy(listing->list);
    json_array_remove(list, listing->table.focus);
    sheet_set(staff_of(page)->sheet, page->argument.id, json_array_size(list) > 0 ? json_incref(list) : NULL);
    json_decref(list);
    return (struct request){.kind = REQUEST_LOAD};
}

static struct request open_contact(struct page *page, size_t place)
{
    return staff_open_page(&screen_contact, "", arena_format(&page->data, "%zu", place));
}

static struct request act(struct page *page, const struct input *input)
{
    struct contacts_page *listing = page->state;
    if (input->action == ACTION_BACK)
        return (struct request){.kind = REQUEST_BACK, .result = {.answer = STAFF_ANSWER_CHANGED}};
    if (input->action == STAFF_ACTION_NEW && listing->table.count < CONTACTS_MAX)
        return open_contact(page, listing->table.count);
    if (input->action == ACTION_ERASE_FORTH && listing->table.count > 0)
        return remove_row(page);
    enum table_result result = table_act(&listing->table, page->view, input);
    if (result == TABLE_OPENED && listing->table.count > 0)
        return open_contact(page, listing->table.focus);
    return (struct request){.kind = result == TABLE_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
}

static struct request returned(struct page *page, const struct page_result *result)
{
    struct contacts_page *listing = page->state;
    if (result->argument.id[0] != '\0')
        listing->table.focus = strtoul(result->argument.id, NULL, 10);
    return (struct request){.kind = REQUEST_LOAD};
}

const struct screen screen_contacts = {
    .name = "contacts",
    .context = STAFF_CONTEXT_TABLE,
    .state_size = sizeof(struct contacts_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .returned = returned,
};
