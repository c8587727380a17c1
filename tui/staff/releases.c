// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What was published until now: number, day, by whom, and what it changed.
#include "core/publish/published.h"
#include "tui/kit/document.h"
#include "tui/staff/problem_words.h"
#include "tui/staff/screens.h"
#include "tui/staff/staff.h"

enum { LISTED_MAX = 200 };

static const char *title(struct page *page)
{
    return staff_text(page->view, MESSAGE_RELEASES_TITLE);
}

static void add_release(struct page *page, const struct published *release, bool oldest)
{
    struct document *document = page->state;
    struct messages *messages = page->view->messages;
    struct local_time day;
    const char *date = clock_parse_day(release->at, &day) ? message_date(messages, &page->data, day, DATE_STYLE_LONG) : release->at;
    const char *number = arena_format(&page->data, "%ld", release->number);
    document_heading(document, &page->data,
                     message_format(messages, &page->data, MESSAGE_RELEASES_ONE, (const char *[]){number, date, release->author, NULL}));
    const char *counts = arena_format(&page->data, "%s, %s, %s", message_count(messages, &page->data, MESSAGE_PLAN_COUNT_NEW, release->added, NULL),
                                      message_count(messages, &page->data, MESSAGE_PLAN_COUNT_CHANGED, release->changed, NULL),
                                      message_count(messages, &page->data, MESSAGE_PLAN_COUNT_GONE, release->gone, NULL));
    document_paragraph(document, &page->data, ROLE_TEXT, oldest ? staff_text(page->view, MESSAGE_RELEASES_OLDEST) : counts);
    document_gap(document, &page->data);
}

static void load(struct page *page)
{
    struct document *document = page->state;
    const struct staff *staff = staff_of(page);
    struct published *list;
    struct problem problem;
    size_t count;
    document_begin(document);
    if (published_list(staff->editorial, &page->data, &list, &count, &problem) != STATUS_OK)
        document_paragraph(document, &page->data, ROLE_NOTICE, problem_words(&page->data, page->view, &problem));
    else if (count == 0)
        document_paragraph(document, &page->data, ROLE_TEXT, staff_text(page->view, MESSAGE_RELEASES_NONE));
    for (size_t i = 0; i < count && i < LISTED_MAX; i++)
        add_release(page, &list[i], i + 1 == count);
}

const struct screen screen_releases = {
    .name = "releases",
    .context = STAFF_CONTEXT_LIST,
    .state_size = sizeof(struct document),
    .title = title,
    .load = load,
    .layout = document_page_layout,
    .paint = document_page_paint,
    .act = document_page_act,
};
