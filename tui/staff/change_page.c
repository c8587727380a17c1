// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One change with all that it did, and the way to take it back as a whole. Its argument is the number of the change.
#include "core/model/record.h"
#include "tui/kit/asking.h"
#include "tui/kit/document.h"
#include "tui/staff/history_words.h"
#include "tui/staff/problem_words.h"
#include "tui/staff/record_form.h"
#include "tui/staff/screens.h"

#include <stdlib.h>

enum { THINGS_SHOWN = 100 };

struct change_page {
    struct document document;
    struct asking asking; // whether it shall be taken back
    bool changed;
    int64_t number;
    size_t things; // that it changed
};

static const char *title(struct page *page)
{
    return staff_text(page->view, MESSAGE_CHANGE_TITLE);
}

// ---- in words ----------------------------------------------------------------------------------------------------

static void add_fields(struct page *page, const struct history_thing *thing)
{
    struct change_page *own = page->state;
    enum kind kind = model_kind_of(thing->kind);
    struct record_difference *differences;
    struct problem ignored; // of what cannot be read nothing is shown
    json_t *values;
    size_t count;
    if (record_compare_texts(&page->data, thing->before, thing->after, &differences, &count, &values, &ignored) != STATUS_OK)
        count = 0;
    for (size_t i = 0; i < count; i++) {
        const char *path = differences[i].path;
        const char *from = arena_copy_text(&page->data, history_value_of(&page->data, page->view, staff_of(page), kind, path, differences[i].before));
        const char *to = arena_copy_text(&page->data, history_value_of(&page->data, page->view, staff_of(page), kind, path, differences[i].after));
        document_field(&own->document, &page->data, record_field_label(&page->data, page->view, path), ROLE_TEXT,
                       arena_format(&page->data, "%s → %s", from, to));
    }
    json_decref(values);
}

static void add_thing(struct page *page, const struct history_thing *thing)
{
    struct change_page *own = page->state;
    document_heading(&own->document, &page->data,
                     history_thing_name(&page->data, page->view, thing->kind, thing->title, thing->slug));
    if (thing->before == NULL || thing->after == NULL)
        document_paragraph(&own->document, &page->data, ROLE_TEXT,
                           staff_text(page->view, thing->before == NULL ? MESSAGE_HISTORY_ADDED : MESSAGE_HISTORY_REMOVED));
    else
        add_fields(page, thing);
}

static void add_head(struct page *page, const struct history_entry *entry)
{
    struct change_page *own = page->state;
    struct document *document = &own->document;
    struct arena *arena = &page->data;
    document_field(document, arena, staff_text(page->view, MESSAGE_COLUMN_WHEN), ROLE_TEXT, history_when(arena, entry->at));
    document_field(document, arena, staff_text(page->view, MESSAGE_COLUMN_WHO), ROLE_TEXT, entry->author);
    document_field(document, arena, staff_text(page->view, MESSAGE_COLUMN_DOOR), ROLE_TEXT, history_door(page->view, entry->door));
    document_field(document, arena, staff_text(page->view, MESSAGE_COLUMN_WHY), ROLE_TEXT, entry->reason);
    if (entry->undone_by != 0)
        document_paragraph(document, arena, ROLE_NOTICE, staff_text(page->view, MESSAGE_HISTORY_UNDONE));
    document_gap(document, arena);
    document_link(document, arena, staff_text(page->view, MESSAGE_UNDO_DO), NULL);
}

static void load(struct page *page)
{
    struct change_page *own = page->state;
    sqlite3 *editorial = staff_of(page)->editorial;
    struct history_entry *entries;
    struct history_thing *things;
    size_t count = 0;
    struct problem problem;
    own->asking.open = false; // in words that may be of the other language
    own->number = atoll(page->argument.id);
    document_begin(&own->document);
    enum status status = history_list(editorial, &(struct history_filter){0}, own->number + 1, 1, &page->data, &entries, &count, &problem);
    own->things = status == STATUS_OK && count == 1 ? entries[0].things : 0;
    if (status == STATUS_OK && count == 1)
        add_head(page, &entries[0]);
    if (status == STATUS_OK)
        status = history_things(editorial, own->number, THINGS_SHOWN, &page->data, &things, &count, &problem);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        add_thing(page, &things[i]);
    if (status == STATUS_OK && own->things > count)
        document_paragraph(&own->document, &page->data, ROLE_QUIET,
                           message_count(page->view->messages, &page->data, MESSAGE_CHANGE_MORE, (long)(own->things - count), NULL));
    if (status != STATUS_OK)
        document_paragraph(&own->document, &page->data, ROLE_NOTICE, problem_words(&page->data, page->view, &problem));
}

static void layout(struct page *page)
{
    struct change_page *own = page->state;
    document_lay_out(&own->document, &page->lines, page->view, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct change_page *own = page->state;
    document_paint(&own->document, canvas);
    asking_paint(&own->asking, page->view, canvas);
}

// ---- taking back -------------------------------------------------------------------------------------------------

static struct request take_back(struct page *page)
{
    struct change_page *own = page->state;
    struct staff *staff = staff_of(page);
    struct change_author author = staff_author(staff, "");
    struct undo_report report;
    struct problem problem;
    author.door = NULL; // an undo says so itself
    if (undo_change(staff->editorial, &author, own->number, NULL, &page->lines, &report, &problem) == STATUS_OK)
        staff_say(page->view, history_undo(&page->lines, page->view, &report));
    else
        staff_say_problem(page->view, &problem);
    own->changed = true;
    return (struct request){.kind = REQUEST_LOAD};
}

static struct request ask(struct page *page)
{
    struct change_page *own = page->state;
    return asking_begin(&own->asking, (struct dialog){
        .texts = {{staff_text(page->view, MESSAGE_UNDO_TITLE), ROLE_HEADING},
                  {message_count(page->view->messages, &page->data, MESSAGE_HISTORY_THINGS, (long)own->things, NULL), ROLE_STRONG},
                  {staff_text(page->view, MESSAGE_UNDO_TEXT), ROLE_TEXT}},
        .answers = {staff_text(page->view, MESSAGE_UNDO_NOT), staff_text(page->view, MESSAGE_UNDO_DO)},
    });
}

static struct request act(struct page *page, const struct input *input)
{
    struct change_page *own = page->state;
    if (own->asking.open) {
        size_t answer;
        struct request request = asking_act(&own->asking, page, input, &answer);
        return answer == 0 ? request : take_back(page);
    }
    if (input->action == ACTION_BACK && own->changed)
        return (struct request){.kind = REQUEST_BACK, .result = {.answer = STAFF_ANSWER_STORED}};
    enum document_result result = document_act(&own->document, input);
    return result == DOCUMENT_OPENED ? ask(page) : (struct request){.kind = result == DOCUMENT_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
}

const struct screen screen_change = {
    .name = "change",
    .context = STAFF_CONTEXT_LIST,
    .state_size = sizeof(struct change_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
};
