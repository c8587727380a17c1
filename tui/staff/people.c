// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Who may do what, and who works on what just now.
#include "core/desk/listing.h"
#include "tui/kit/document.h"
#include "tui/staff/history_words.h"
#include "tui/staff/problem_words.h"
#include "tui/staff/screens.h"

#include <string.h>

static const char *title(struct page *page)
{
    return staff_text(page->view, MESSAGE_PEOPLE_TITLE);
}

// "Autor, Übersetzer (Ukrainisch, Russisch)"
static const char *roles_text(struct page *page, const struct rights *rights)
{
    struct arena *arena = &page->data;
    const char *all = "";
    for (int role = 0; role < RIGHTS_ROLE_COUNT; role++) {
        if ((rights->roles & 1u << role) == 0)
            continue;
        const char *name = staff_label(page->view, "role_", rights_role_name((enum rights_role)role));
        all = arena_format(arena, "%s%s%s", all, all[0] == '\0' ? "" : ", ", name);
        for (size_t i = 0; role == RIGHTS_TRANSLATOR && i < rights->language_count; i++)
            all = arena_format(arena, "%s%s%s%s", all, i == 0 ? " (" : ", ",
                               message_language_name(page->view->messages, arena, rights->languages[i]),
                               i + 1 == rights->language_count ? ")" : "");
    }
    return all[0] == '\0' ? staff_text(page->view, MESSAGE_PEOPLE_READS) : all;
}

static void add_lines(struct page *page)
{
    struct document *document = page->state;
    const struct staff *staff = staff_of(page);
    size_t count = 0;
    const struct roster_line *lines = staff->roster == NULL ? NULL : roster_lines(staff->roster, &count);
    for (size_t i = 0; i < count; i++) {
        const struct rights *rights = &lines[i].rights;
        const char *who = rights->name != NULL ? rights->name
                                               : message_format(page->view->messages, &page->data, MESSAGE_PEOPLE_GROUP,
                                                                (const char *[]){lines[i].who + 1, NULL});
        document_field(document, &page->data, who, ROLE_TEXT, roles_text(page, rights));
    }
    if (count == 0)
        document_paragraph(document, &page->data, ROLE_TEXT, staff_text(page->view, MESSAGE_PEOPLE_NOBODY));
}

static void add_lease(struct page *page, const struct lease *lease)
{
    struct document *document = page->state;
    struct arena *arena = &page->data;
    const char *name = NULL;
    struct problem ignored;
    listing_title(staff_of(page)->editorial, arena, lease->thing, &name, &ignored);
    name = name == NULL ? staff_text(page->view, MESSAGE_PEOPLE_NEW) : name;
    if (lease->scope[0] != '\0')
        name = arena_format(arena, "%s (%s)", name, message_language_name(page->view->messages, arena, lease->scope));
    document_field(document, arena, lease->holder, ROLE_TEXT, arena_format(arena, "%s · %s", name, history_when(arena, lease->since)));
}

static void load(struct page *page)
{
    struct document *document = page->state;
    const struct staff *staff = staff_of(page);
    struct lease *leases;
    size_t count;
    struct problem problem;
    document_begin(document);
    document_heading(document, &page->data, staff_text(page->view, MESSAGE_PEOPLE_HERE));
    enum status status = lease_list(staff->editorial, staff->now, &page->data, &leases, &count, &problem);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        add_lease(page, &leases[i]);
    if (status != STATUS_OK || count == 0)
        document_paragraph(document, &page->data, ROLE_TEXT,
                           status != STATUS_OK ? problem_words(&page->data, page->view, &problem) : staff_text(page->view, MESSAGE_PEOPLE_NONE));
    document_heading(document, &page->data, staff_text(page->view, MESSAGE_PEOPLE_ROLES));
    add_lines(page);
    document_gap(document, &page->data);
    document_paragraph(document, &page->data, ROLE_QUIET, staff_text(page->view, MESSAGE_PEOPLE_FILE));
}

// Who is here changes while one looks.
static struct request update(struct page *page)
{
    (void)page;
    return (struct request){.kind = REQUEST_LOAD};
}

const struct screen screen_people = {
    .name = "people",
    .context = STAFF_CONTEXT_LIST,
    .state_size = sizeof(struct document),
    .title = title,
    .load = load,
    .layout = document_page_layout,
    .paint = document_page_paint,
    .act = document_page_act,
    .update = update,
};
