// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The screens that are nothing but a list of entries: the topics of an area, the entries of a topic, all guides.
#include "tui/kiosk/entries.h"
#include "tui/kiosk/phrases.h"
#include "tui/kiosk/screens.h"

struct list_page {
    struct entries entries;
    const char *title;
};

static const char *title(struct page *page)
{
    const struct list_page *state = page->state;
    return state->title;
}

static void layout(struct page *page)
{
    struct list_page *state = page->state;
    entries_lay_out(&state->entries, page);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct list_page *state = page->state;
    entries_paint(&state->entries, canvas);
}

static struct request act(struct page *page, const struct input *input)
{
    struct list_page *state = page->state;
    return entries_act(&state->entries, input);
}

// The title of the thing that the page is about; says so when it is gone, which leaves *entry empty.
static const char *title_of_argument(struct page *page, struct catalog_entry *entry)
{
    struct kiosk *kiosk = kiosk_of(page);
    *entry = (struct catalog_entry){0};
    if (kiosk->catalog != NULL && catalog_entry(kiosk->catalog, &page->data, &kiosk->reader, page->argument.id, entry))
        return phrase_text(page, &entry->title);
    return message_text(page->view->messages, MESSAGE_ENTRY_GONE);
}

static void load_area(struct page *page)
{
    struct list_page *state = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    struct catalog_entry area;
    state->title = title_of_argument(page, &area);
    struct catalog_list topics = {0}, guides = {0};
    if (kiosk->catalog != NULL) {
        topics = catalog_topics(kiosk->catalog, &page->data, &kiosk->reader, page->argument.id);
        guides = catalog_guides(kiosk->catalog, &page->data, &kiosk->reader, page->argument.id);
    }
    entries_begin(&state->entries, page, topics.count + guides.count);
    entries_add(&state->entries, page, &topics, MESSAGE_GROUP_TOPICS);
    for (size_t i = 0; i < state->entries.count; i++)
        state->entries.texts[i].pictogram = pictogram_named(area.pictogram); // topics have none of their own
    entries_add(&state->entries, page, &guides, MESSAGE_GROUP_GUIDES);
}

static void load_topic(struct page *page)
{
    struct list_page *state = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    struct catalog_entry topic;
    state->title = title_of_argument(page, &topic);
    struct catalog_list all = {0};
    if (kiosk->catalog != NULL)
        all = catalog_topic_entries(kiosk->catalog, &page->data, &kiosk->reader, page->argument.id);
    struct catalog_list offers = {arena_allocate(&page->data, all.count, sizeof *offers.entries), 0};
    struct catalog_list information = {arena_allocate(&page->data, all.count, sizeof *information.entries), 0};
    for (size_t i = 0; i < all.count; i++) {
        struct catalog_entry entry = all.entries[i];
        bool reachable = entry.kind == KIND_OFFER && !entry.unreachable;
        entry.unreachable = false; // the heading says it of all
        struct catalog_list *list = reachable ? &offers : &information;
        list->entries[list->count++] = entry;
    }
    entries_begin(&state->entries, page, all.count);
    entries_add(&state->entries, page, &offers, MESSAGE_GROUP_OFFERS);
    entries_add(&state->entries, page, &information, MESSAGE_GROUP_ARTICLES);
}

static void load_guides(struct page *page)
{
    struct list_page *state = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    state->title = message_text(page->view->messages, MESSAGE_GUIDES_TITLE);
    struct catalog_list guides = {0};
    if (kiosk->catalog != NULL)
        guides = catalog_guides(kiosk->catalog, &page->data, &kiosk->reader, NULL);
    entries_begin(&state->entries, page, guides.count);
    for (size_t i = 0; i < guides.count; i++) {
        state->entries.entries[i] = guides.entries[i];
        state->entries.texts[i] = entry_card(&guides.entries[i], page);
    }
    state->entries.count = guides.count;
}

#define LIST_SCREEN(screen_name, loader)                                                                              \
    {                                                                                                                 \
        .name = screen_name, .context = KIOSK_CONTEXT_LIST, .state_size = sizeof(struct list_page), .title = title,     \
        .load = loader, .layout = layout, .paint = paint, .act = act,                                                 \
    }

const struct screen screen_area = LIST_SCREEN("area", load_area);
const struct screen screen_topic = LIST_SCREEN("topic", load_topic);
const struct screen screen_guides = LIST_SCREEN("guides", load_guides);
