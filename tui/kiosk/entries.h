// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Catalog entries as lines of a list and as links of a text, and which screen opens each.
#ifndef KOMPASS_TUI_KIOSK_ENTRIES_H
#define KOMPASS_TUI_KIOSK_ENTRIES_H

#include "tui/kiosk/kiosk.h"
#include "tui/kit/document.h"
#include "tui/kit/list.h"

// The request that opens the entry.
struct request entry_request(const struct catalog_entry *entry);
struct request entry_request_by_id(enum kind kind, const char *id);

// The texts of an entry's line, in the arena. First stands what the reader understands: offers show their German name below a
// translated one. Of what cannot be reached the line says that it is information.
struct list_text entry_text(const struct catalog_entry *entry, struct page *page);

// The same with chips, for a list of things to choose from: of an offer it then tells whether it is open, free, and the like.
struct list_text entry_card(const struct catalog_entry *entry, struct page *page);

// The same of an event: below its title stands its next date.
struct list_text event_card(const struct catalog_event_line *line, struct page *page);

// A page that is a list of entries in groups; embedded in a screen's state.
struct entries {
    struct list list;
    struct catalog_entry *entries; // in the page's data
    struct list_text *texts;       // as many
    size_t count, capacity;
    const char *saying;            // said above the list; NULL: only that it is empty, when it is
    struct text_layout said;
};

// Begins anew with room for `capacity` entries; keeps the list's focus.
void entries_begin(struct entries *entries, struct page *page, size_t capacity);

// Adds all of a list; `group` stands above the first of them.
void entries_add(struct entries *entries, struct page *page, const struct catalog_list *list, enum kiosk_message group);

// Rows of a detail at most: a second one where columns are few.
int entries_detail_lines(const struct page *page);

// An empty list says that it is, and where to ask.
void entries_lay_out(struct entries *entries, struct page *page);
void entries_paint(const struct entries *entries, const struct canvas *canvas);
struct request entries_act(struct entries *entries, const struct input *input);

#endif
