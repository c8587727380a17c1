// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A page that is a text to read: what offer, article, guide, help and the like have in common.
#ifndef KOMPASS_TUI_KIOSK_READING_H
#define KOMPASS_TUI_KIOSK_READING_H

#include "tui/kiosk/kiosk.h"
#include "tui/kit/document.h"

// Begins the state of every reading screen; the document comes first, for document_page_layout().
struct reading {
    struct document document;
    const char *title;
    const char *as_of; // how old the facts on the page are; NULL: as all the content
    struct request *links; // what each link of the document asks for; in the page's data
    size_t link_count, link_room;
};

// Begins the document anew; the screen then adds its blocks.
void reading_begin(struct reading *reading);

// Begins the head of an article, a guide or an event with what it is. The screen adds the summary and ends it: no links stand in a head.
void reading_head(struct reading *reading, struct page *page, enum kind kind);

// Adds a link and what it asks for.
void reading_link(struct reading *reading, struct page *page, const char *title, const char *detail,
                  struct request request);
void reading_entry(struct reading *reading, struct page *page, const struct catalog_entry *entry);

// Adds the link to the words on the page, the German ones that its argument's texts are about; nothing when there are none.
void reading_words(struct reading *reading, struct page *page);

// Adds the link to choosing a second language where a text is in another language than the reader's.
void reading_second(struct reading *reading, struct page *page, const struct language *language);

// Adds the link to taking along what the page is about.
void reading_take(struct reading *reading, struct page *page);

// Says that the thing is gone; for load() when the catalog no longer has it.
void reading_gone(struct reading *reading, struct page *page);

// The offer that the page is about, in the page's data. False when it is gone; the page then says so.
bool reading_offer(struct reading *reading, struct page *page, struct catalog_offer *offer);

// For the screen's table.
const char *reading_title(struct page *page);
const char *reading_note(struct page *page);
struct request reading_act(struct page *page, const struct input *input);
struct request reading_returned(struct page *page, const struct page_result *result);

// A reading screen's table entry: its name, its context and its loader; the state is struct reading. On pages of a thing the key
// for taking along opens what can be taken of the page's argument.
#define READING_SCREEN(screen_name, loader) READING_SCREEN_IN(KIOSK_CONTEXT_DOCUMENT, screen_name, loader)
#define READING_THING(screen_name, loader) READING_SCREEN_IN(KIOSK_CONTEXT_THING, screen_name, loader)
#define READING_SCREEN_IN(screen_context, screen_name, loader)                                                        \
    {                                                                                                                 \
        .name = screen_name, .context = screen_context, .state_size = sizeof(struct reading),                   \
        .title = reading_title, .load = loader, .layout = document_page_layout, .paint = document_page_paint, .act = reading_act, \
        .note = reading_note, .returned = reading_returned,                                                                 \
    }

#endif
