// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The one place that knows which screen shows which kind of entry.
#include "tui/kiosk/entries.h"

#include "core/text/isolate.h"
#include "tui/kiosk/kinds.h"
#include "tui/kiosk/phrases.h"
#include "tui/kiosk/screens.h"

#include <string.h>

enum { NARROW = 60 }; // below so many columns a German name or where a word was found seldom fits into one row

// Of each kind that is listed.
static const struct screen *const screens[KIND_COUNT] = {
    [KIND_AREA] = &screen_area,   [KIND_TOPIC] = &screen_topic,         [KIND_OFFER] = &screen_offer,
    [KIND_ARTICLE] = &screen_article, [KIND_GUIDE] = &screen_guide, [KIND_EMERGENCY] = &screen_emergency,
    [KIND_EVENT] = &screen_event, [KIND_TERM] = &screen_words,
};

struct request entry_request_by_id(enum kind kind, const char *id)
{
    struct request request = {.kind = REQUEST_OPEN, .screen = screens[kind]};
    memccpy(request.argument.id, id, '\0', sizeof request.argument.id - 1);
    return request;
}

struct request entry_request(const struct catalog_entry *entry)
{
    return entry_request_by_id(entry->kind, entry->id);
}

// Closed for the time being, or by a closure today.
static bool is_shut(const struct catalog_entry *entry, struct page *page)
{
    struct catalog *catalog = kiosk_of(page)->catalog;
    return entry->temporarily_closed || (entry->kind == KIND_OFFER && catalog != NULL &&
                                         catalog_is_shut(catalog, &page->data, entry->id, page->view->tick.now));
}

static struct list_text text_of(const struct catalog_entry *entry, struct page *page)
{
    struct list_text text = {
        .title = phrase_text(page, &entry->title), .detail = phrase_text(page, &entry->detail), .role = ROLE_TEXT};
    if (entry->german != NULL)
        text.detail = text_isolate(&page->data, TEXT_FIELD_NAME, entry->german);
    else if (entry->kind == KIND_OFFER && text.title != NULL)
        text.title = text_isolate(&page->data, TEXT_FIELD_NAME, text.title);
    if (entry->unreachable) {
        const char *information = message_text(page->view->messages, MESSAGE_GROUP_ARTICLES);
        text.detail = text.detail == NULL ? information : arena_format(&page->data, "%s · %s", information, text.detail);
    }
    if (text.title == NULL)
        text.title = "";
    return text;
}

struct list_text entry_text(const struct catalog_entry *entry, struct page *page)
{
    struct list_text text = text_of(entry, page);
    if (is_shut(entry, page)) { // comes first: what follows may be cut
        const char *closed = message_text(page->view->messages, MESSAGE_CLOSED_FOR_NOW);
        text.detail = text.detail == NULL ? closed : arena_format(&page->data, "%s · %s", closed, text.detail);
    }
    return text;
}

static void add_chips(const struct catalog_entry *entry, struct page *page, struct list_text *text)
{
    struct kiosk *kiosk = kiosk_of(page);
    struct catalog_offer offer;
    struct problem problem;
    if (entry->kind != KIND_OFFER || kiosk->catalog == NULL ||
        catalog_offer_state(kiosk->catalog, &page->data, &kiosk->reader, entry->id, &offer, &problem) != STATUS_OK)
        return;
    struct chips chips = phrase_chips(page, &offer, !entry->unreachable);
    text->chips = chips.items;
    text->chip_count = chips.count;
    text->pictogram = kind_picture_of_offer(offer.type, !entry->unreachable);
}

struct list_text entry_card(const struct catalog_entry *entry, struct page *page)
{
    struct list_text text = text_of(entry, page); // a chip says whether it is closed
    text.pictogram = entry->kind == KIND_AREA ? pictogram_named(entry->pictogram) : kind_picture(entry->kind);
    add_chips(entry, page, &text);
    text.role = ROLE_STRONG;
    return text;
}

struct list_text event_card(const struct catalog_event_line *line, struct page *page)
{
    struct list_text text = entry_text(&line->entry, page);
    struct chips chips = phrase_event_chips(page, line);
    text.chips = chips.items;
    text.chip_count = chips.count;
    text.detail = phrase_event_time(page, &line->next);
    text.pictogram = kind_picture(KIND_EVENT);
    text.role = ROLE_STRONG;
    return text;
}

void entries_begin(struct entries *entries, struct page *page, size_t capacity)
{
    entries->entries = arena_allocate(&page->data, capacity, sizeof *entries->entries);
    entries->texts = arena_allocate(&page->data, capacity, sizeof *entries->texts);
    entries->count = 0;
    entries->saying = NULL;
    entries->capacity = capacity;
}

void entries_add(struct entries *entries, struct page *page, const struct catalog_list *list, enum kiosk_message group)
{
    for (size_t i = 0; i < list->count && entries->count < entries->capacity; i++) {
        struct list_text text = entry_card(&list->entries[i], page);
        if (i == 0)
            text.group = message_text(page->view->messages, group);
        entries->entries[entries->count] = list->entries[i];
        entries->texts[entries->count++] = text;
    }
}

int entries_detail_lines(const struct page *page)
{
    return page->columns < NARROW ? 2 : 1;
}

// The rows above the list.
static int rows_said(const struct entries *entries)
{
    return entries->said.count == 0 ? 0 : (int)entries->said.count + 1;
}

void entries_lay_out(struct entries *entries, struct page *page)
{
    const struct list_shape shape = {.columns_max = 1,
                                     .detail_lines = entries_detail_lines(page),
                                     .numbered = true,
                                     .air = LIST_CARDS,
                                     .sentences = true};
    struct messages *messages = page->view->messages;
    const char *saying = entries->saying;
    if (saying == NULL && entries->count == 0)
        saying = arena_format(&page->lines, "%s\n%s", message_text(messages, MESSAGE_LIST_EMPTY), message_text(messages, MESSAGE_NEXT_ASK));
    entries->said = (struct text_layout){0};
    if (saying != NULL) {
        struct text_options options = view_text_options(page->view, page->columns);
        text_lay_out(&page->lines, saying, &options, &entries->said);
    }
    int rows = page->rows - rows_said(entries);
    list_lay_out(&entries->list, &page->lines, page->view, entries->texts, entries->count, &shape, rows > 1 ? rows : 1,
                 page->columns);
}

void entries_paint(const struct entries *entries, const struct canvas *canvas)
{
    for (size_t i = 0; i < entries->said.count; i++)
        canvas_line(canvas, (int)i, 0, &entries->said.lines[i], ROLE_NOTICE);
    struct canvas part = canvas_part(canvas, rows_said(entries), 0, canvas->rows - rows_said(entries), canvas->columns);
    if (entries->count > 0)
        list_paint(&entries->list, &part);
}

struct request entries_act(struct entries *entries, const struct input *input)
{
    struct input placed = *input;
    placed.row -= rows_said(entries);
    switch (list_act(&entries->list, &placed)) {
    case LIST_OPENED:
        return entry_request(&entries->entries[entries->list.focus]);
    case LIST_MOVED:
        return (struct request){.kind = REQUEST_PAINT};
    case LIST_IGNORED:
        break;
    }
    return (struct request){.kind = REQUEST_NONE};
}
