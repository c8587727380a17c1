// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The thing that a field of the record under edit leads to, chosen by searching. Its argument is the path of the field.
#include "tui/staff/screens.h"
#include "tui/staff/staff.h"
#include "tui/staff/things.h"

#include <string.h>

static enum kind wanted_kind(const struct page *page)
{
    const struct sheet *sheet = staff_of(page)->sheet;
    return model_column_of(sheet_kind(sheet), page->argument.id)->leads_to;
}

static const char *title(struct page *page)
{
    return staff_label(page->view, "field_", page->argument.id);
}

static void load(struct page *page)
{
    struct things *things = page->state;
    bool first = things->filter.edit.text == NULL;
    const char *chosen = json_string_value(sheet_get(staff_of(page)->sheet, page->argument.id));
    things_open(things, page, wanted_kind(page), "", false);
    if (first && chosen != NULL)
        things_focus(things, chosen);
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

static struct request choose(const struct page *page, const char *id)
{
    sheet_set(staff_of(page)->sheet, page->argument.id, json_string(id));
    return (struct request){.kind = REQUEST_BACK, .result = {.answer = STAFF_ANSWER_CHANGED}};
}

static struct request act(struct page *page, const struct input *input)
{
    struct things *things = page->state;
    if (input->action == STAFF_ACTION_NEW)
        return staff_open_page(&screen_record, "+", model_kind(things->kind)->name);
    enum things_result result = things_act(things, page, input);
    if (result == THINGS_OPENED)
        return choose(page, things_focused(things)->id);
    return (struct request){.kind = result == THINGS_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
}

// A new thing was made: it is what was wanted.
static struct request returned(struct page *page, const struct page_result *result)
{
    if (result->answer == STAFF_ANSWER_CHANGED && result->argument.id[0] != '\0')
        return choose(page, result->argument.id);
    return (struct request){.kind = REQUEST_LOAD};
}

static void close_page(struct page *page)
{
    things_close(page->state);
}

const struct screen screen_choose = {
    .name = "choose",
    .context = STAFF_CONTEXT_TABLE,
    .state_size = sizeof(struct things),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .returned = returned,
    .close = close_page,
};
