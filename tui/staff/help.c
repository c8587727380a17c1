// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Help: what this program is for, and what the keys do.
#include "tui/kit/key_help.h"
#include "tui/staff/screens.h"
#include "tui/staff/staff.h"

static const char *title(struct page *page)
{
    return staff_text(page->view, MESSAGE_HELP_TITLE);
}

static void load(struct page *page)
{
    static const int places[] = {STAFF_CONTEXT_LIST, STAFF_CONTEXT_TABLE, STAFF_CONTEXT_FORM, STAFF_CONTEXT_TEXT};
    struct document *document = page->state;
    document_begin(document);
    document_paragraph(document, &page->data, ROLE_TEXT, staff_text(page->view, MESSAGE_HELP_INTRO));
    document_gap(document, &page->data);
    key_help_add(document, &page->data, page->view, places, sizeof places / sizeof *places);
}

static void layout(struct page *page)
{
    document_lay_out(page->state, &page->lines, page->view, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    document_paint(page->state, canvas);
}

static struct request act(struct page *page, const struct input *input)
{
    enum document_result result = document_act(page->state, input);
    return (struct request){.kind = result == DOCUMENT_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
}

const struct screen screen_staff_help = {
    .name = "help",
    .context = STAFF_CONTEXT_LIST,
    .state_size = sizeof(struct document),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
};
