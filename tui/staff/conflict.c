// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The fields of the record under edit that somebody else has changed meanwhile: for each, one's own or the other's. Both are
// kept until one is chosen, and nothing is saved before.
#include "core/desk/sheet.h"
#include "tui/kit/list.h"
#include "tui/staff/history_words.h"
#include "tui/staff/record_form.h"
#include "tui/staff/screens.h"

enum { CHOICES = 2 }; // ours, theirs

struct conflict_page {
    struct list list;
    const char **authors; // who changed each field last; in the page's data
};

static const char *title(struct page *page)
{
    return staff_text(page->view, MESSAGE_CONFLICT_TITLE);
}

static const char *author_of(struct page *page, const char *path)
{
    struct history_field *fields;
    size_t count;
    struct problem ignored;
    const struct staff *staff = staff_of(page);
    if (history_fields(staff->editorial, sheet_id(staff->sheet), path, &page->data, &fields, &count, &ignored) != STATUS_OK || count == 0)
        return "";
    return arena_format(&page->data, "%s, %s", fields[0].author, history_when(&page->data, fields[0].at));
}

static void load(struct page *page)
{
    struct conflict_page *own = page->state;
    const struct sheet *sheet = staff_of(page)->sheet;
    own->authors = arena_allocate(&page->data, sheet->conflict_count + 1, sizeof *own->authors);
    for (size_t i = 0; i < sheet->conflict_count; i++)
        own->authors[i] = author_of(page, sheet->conflicts[i].path);
}

static const char *value(struct page *page, const char *path, json_t *json)
{
    const struct staff *staff = staff_of(page);
    return history_value_of(&page->lines, page->view, staff, sheet_kind(staff->sheet), path, json);
}

static void layout(struct page *page)
{
    struct conflict_page *own = page->state;
    const struct sheet *sheet = staff_of(page)->sheet;
    struct list_text *texts = arena_allocate(&page->lines, CHOICES * sheet->conflict_count + 1, sizeof *texts);
    for (size_t i = 0; i < sheet->conflict_count; i++) {
        const struct sheet_conflict *conflict = &sheet->conflicts[i];
        struct list_text *ours = &texts[CHOICES * i], *theirs = ours + 1;
        ours->group = message_format(page->view->messages, &page->lines, MESSAGE_CONFLICT_FIELD,
                                     (const char *[]){record_field_label(&page->lines, page->view, conflict->path),
                                                      value(page, conflict->path, conflict->opened), NULL});
        ours->title = staff_text(page->view, MESSAGE_CONFLICT_OURS);
        ours->detail = value(page, conflict->path, conflict->ours);
        theirs->title = message_format(page->view->messages, &page->lines, MESSAGE_CONFLICT_THEIRS,
                                       (const char *[]){own->authors[i], NULL});
        theirs->detail = value(page, conflict->path, conflict->theirs);
    }
    const struct list_shape shape = {.columns_max = 1, .detail_lines = 4, .numbered = true, .air = LIST_AIRY_IF_IT_FITS};
    list_lay_out(&own->list, &page->lines, page->view, texts, CHOICES * sheet->conflict_count, &shape, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct conflict_page *own = page->state;
    list_paint(&own->list, canvas);
}

static struct request act(struct page *page, const struct input *input)
{
    struct conflict_page *own = page->state;
    struct sheet *sheet = staff_of(page)->sheet;
    enum list_result result = list_act(&own->list, input);
    if (result != LIST_OPENED)
        return (struct request){.kind = result == LIST_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
    sheet_settle(sheet, own->list.focus / CHOICES, own->list.focus % CHOICES == 0);
    own->list.focus = own->list.focus / CHOICES * CHOICES;
    if (sheet->conflict_count == 0)
        return (struct request){.kind = REQUEST_BACK, .result = {.answer = STAFF_ANSWER_SETTLED}};
    return (struct request){.kind = REQUEST_LOAD};
}

const struct screen screen_conflict = {
    .name = "conflict",
    .context = STAFF_CONTEXT_LIST,
    .state_size = sizeof(struct conflict_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
};
