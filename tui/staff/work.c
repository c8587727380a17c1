// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The first page: what there is to do.
#include "tui/kit/document.h"
#include "tui/staff/screens.h"
#include "tui/staff/staff.h"

static const char *title(struct page *page)
{
    return staff_text(page->view, MESSAGE_WORK_TITLE);
}

static void load(struct page *page)
{
    struct document *document = page->state;
    document_begin(document);
    document_paragraph(document, &page->data, ROLE_TEXT, staff_text(page->view, MESSAGE_WORK_NONE));
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

const struct screen screen_work = {
    .name = "work",
    .context = STAFF_CONTEXT_LIST,
    .state_size = sizeof(struct document),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
};
