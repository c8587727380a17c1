// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Links are kept as requests, so that a document need not know what it leads to.
#include "tui/kiosk/reading.h"

#include "tui/kiosk/entries.h"
#include "tui/kiosk/kinds.h"
#include "tui/kiosk/phrases.h"
#include "tui/kiosk/screens.h"

#include <string.h>

void reading_begin(struct reading *reading)
{
    document_begin(&reading->document);
    reading->links = NULL; // the page's data is made anew, too
    reading->link_count = reading->link_room = 0;
    reading->as_of = NULL;
}

void reading_head(struct reading *reading, struct page *page, enum kind kind)
{
    document_head(&reading->document, &page->data, kind_picture(kind));
    document_paragraph(&reading->document, &page->data, ROLE_QUIET, kind_words(page, kind));
}

void reading_link(struct reading *reading, struct page *page, const char *title, const char *detail,
                  struct request request)
{
    if (reading->link_count == reading->link_room) {
        size_t room = reading->link_room == 0 ? 16 : 2 * reading->link_room;
        struct request *links = arena_allocate(&page->data, room, sizeof *links);
        if (reading->link_count > 0)
            memcpy(links, reading->links, reading->link_count * sizeof *links);
        reading->links = links;
        reading->link_room = room;
    }
    document_link(&reading->document, &page->data, title, detail);
    reading->links[reading->link_count++] = request;
}

void reading_entry(struct reading *reading, struct page *page, const struct catalog_entry *entry)
{
    struct list_text text = entry_text(entry, page);
    reading_link(reading, page, text.title, text.detail, entry_request(entry));
}

void reading_words(struct reading *reading, struct page *page)
{
    struct request words = {.kind = REQUEST_OPEN, .screen = &screen_words, .argument = page->argument};
    if (!catalog_has_terms(kiosk_of(page)->catalog, page->argument.id))
        return;
    reading_link(reading, page, message_text(page->view->messages, MESSAGE_WORDS_TITLE), NULL, words);
}

static struct request taking(const struct page *page)
{
    return (struct request){.kind = REQUEST_OPEN, .screen = &screen_take, .argument = page->argument};
}

void reading_take(struct reading *reading, struct page *page)
{
    reading_link(reading, page, message_text(page->view->messages, MESSAGE_TAKE_TITLE), NULL, taking(page));
}

void reading_second(struct reading *reading, struct page *page, const struct language *language)
{
    if (language == NULL || language == kiosk_of(page)->reader.languages[0])
        return;
    reading_link(reading, page, phrase_second_language(page), NULL,
                 (struct request){.kind = REQUEST_OPEN, .screen = &screen_second});
    document_gap(&reading->document, &page->data);
}

void reading_gone(struct reading *reading, struct page *page)
{
    reading->title = "";
    document_paragraph(&reading->document, &page->data, ROLE_NOTICE,
                       message_text(page->view->messages, MESSAGE_ENTRY_GONE));
}

bool reading_offer(struct reading *reading, struct page *page, struct catalog_offer *offer)
{
    struct kiosk *kiosk = kiosk_of(page);
    struct problem problem;
    if (kiosk->catalog != NULL &&
        catalog_offer(kiosk->catalog, &page->data, &kiosk->reader, page->argument.id, offer, &problem) == STATUS_OK)
        return true;
    reading_gone(reading, page);
    return false;
}

const char *reading_title(struct page *page)
{
    const struct reading *reading = page->state;
    return reading->title;
}

const char *reading_note(struct page *page)
{
    const struct reading *reading = page->state;
    return reading->as_of;
}

struct request reading_act(struct page *page, const struct input *input)
{
    struct reading *reading = page->state;
    if (input->action == KIOSK_ACTION_TAKE)
        return taking(page);
    switch (document_act(&reading->document, input)) {
    case DOCUMENT_OPENED:
        return reading->links[reading->document.focus];
    case DOCUMENT_MOVED:
        return (struct request){.kind = REQUEST_PAINT};
    case DOCUMENT_IGNORED:
        break;
    }
    return (struct request){.kind = REQUEST_NONE};
}

// The page above has changed what this one offers.
struct request reading_returned(struct page *page, const struct page_result *result)
{
    (void)page;
    (void)result;
    return (struct request){.kind = REQUEST_LOAD};
}
