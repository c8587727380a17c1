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
    static const int places[] = {STAFF_CONTEXT_LIST, STAFF_CONTEXT_TABLE, STAFF_CONTEXT_MARKS, STAFF_CONTEXT_FORM, STAFF_CONTEXT_RECORD,
                                 STAFF_CONTEXT_TEXT, STAFF_CONTEXT_TRANSLATION, STAFF_CONTEXT_PREVIEW};
    struct document *document = page->state;
    document_begin(document);
    document_paragraph(document, &page->data, ROLE_TEXT, staff_text(page->view, MESSAGE_HELP_INTRO));
    document_gap(document, &page->data);
    key_help_add(document, &page->data, page->view, places, sizeof places / sizeof *places);
}

const struct screen screen_staff_help = {
    .name = "help",
    .context = STAFF_CONTEXT_LIST,
    .state_size = sizeof(struct document),
    .title = title,
    .load = load,
    .layout = document_page_layout,
    .paint = document_page_paint,
    .act = document_page_act,
};
