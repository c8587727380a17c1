// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Events: all of them by their next date, and one of them.
#include "core/text/isolate.h"
#include "tui/kiosk/entries.h"
#include "tui/kiosk/phrases.h"
#include "tui/kiosk/reading.h"
#include "tui/kiosk/screens.h"

// ---- the list -----------------------------------------------------------------------------------------------------

static const char *list_title(struct page *page)
{
    return message_text(page->view->messages, MESSAGE_EVENTS_TITLE);
}

static void load_list(struct page *page)
{
    struct entries *state = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    struct catalog_events events = {0};
    if (kiosk->catalog != NULL)
        events = catalog_events(kiosk->catalog, &page->data, &kiosk->reader, page->view->tick.now, NULL);
    entries_begin(state, page, events.count);
    for (size_t i = 0; i < events.count; i++) {
        state->entries[i] = events.items[i].entry;
        state->texts[i] = event_text(&events.items[i], page);
    }
    state->count = events.count;
}

static void lay_out_list(struct page *page)
{
    entries_lay_out(page->state, page);
}

static void paint_list(struct page *page, const struct canvas *canvas)
{
    const struct entries *state = page->state;
    entries_paint(state, canvas);
}

static struct request act_on_list(struct page *page, const struct input *input)
{
    return entries_act(page->state, input);
}

const struct screen screen_events = {
    .name = "events",
    .context = KIOSK_CONTEXT_LIST,
    .state_size = sizeof(struct entries),
    .title = list_title,
    .load = load_list,
    .layout = lay_out_list,
    .paint = paint_list,
    .act = act_on_list,
};

// ---- one ----------------------------------------------------------------------------------------------------------

static void field(struct page *page, enum kiosk_message label, const char *text)
{
    struct reading *reading = page->state;
    if (text != NULL)
        document_field(&reading->document, &page->data, message_text(page->view->messages, label), ROLE_TEXT, text);
}

static void add_times(struct page *page, const struct catalog_event *event)
{
    struct reading *reading = page->state;
    const char *more = NULL;
    for (size_t i = 0; i < event->time_count; i++) {
        struct event_time time = {event->times[i], event->all_day};
        char *said = phrase_event_time(page, &time);
        if (i == 0)
            field(page, MESSAGE_FIELD_WHEN, said);
        else
            more = more == NULL ? said : arena_format(&page->data, "%s\n%s", more, said);
    }
    if (event->time_count == 0)
        document_paragraph(&reading->document, &page->data, ROLE_NOTICE,
                           message_text(page->view->messages, MESSAGE_EVENT_OVER));
    field(page, MESSAGE_FIELD_MORE_DATES, more);
}

static void load(struct page *page)
{
    struct reading *reading = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    struct document *document = &reading->document;
    struct catalog_event event;
    struct problem problem;
    reading_begin(reading);
    if (kiosk->catalog == NULL || catalog_event(kiosk->catalog, &page->data, &kiosk->reader, page->argument.id,
                                                page->view->tick.now, &event, &problem) != STATUS_OK) {
        reading_gone(reading, page);
        return;
    }
    reading->title = phrase_text(page, &event.title);
    reading->as_of = phrase_as_of(page, event.source_date, NULL);
    notice_text(document, page, event.summary.value != NULL ? &event.summary : &event.title);
    phrase_paragraph(document, page, &event.summary);
    document_gap(document, &page->data);
    add_times(page, &event);
    document_gap(document, &page->data);
    field(page, MESSAGE_FIELD_ADDRESS, phrase_address(page, event.street, event.postal_code, event.city));
    field(page, MESSAGE_FIELD_WEB, phrase_web(page, event.url));
    document_gap(document, &page->data);
    phrase_paragraph(document, page, &event.description);
    document_gap(document, &page->data);
    reading_take(reading, page);
    if (event.has_offer)
        reading_entry(reading, page, &event.offer);
    provenance(document, page, event.source_url, event.source_date, NULL, CONFIDENCE_MEDIUM);
}

const struct screen screen_event = READING_THING("event", load);
