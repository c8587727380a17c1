// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One event: when it is and when it is not, where, and whose it is.
#include "tui/kiosk/phrases.h"
#include "tui/kiosk/reading.h"
#include "tui/kiosk/screens.h"

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
        char *said = phrase_event_time(page, &event->times[i]);
        if (i == 0)
            field(page, MESSAGE_FIELD_WHEN, said);
        else
            more = more == NULL ? said : arena_format(&page->data, "%s\n%s", more, said);
    }
    if (event->time_count == 0)
        document_paragraph(&reading->document, &page->data, ROLE_NOTICE,
                           message_text(page->view->messages, MESSAGE_EVENT_OVER));
    field(page, MESSAGE_FIELD_MORE_DATES, more);
    const char *cancelled = NULL;
    for (size_t i = 0; i < event->cancelled_count; i++) {
        char *day = message_date(page->view->messages, &page->data, event->cancelled[i], DATE_STYLE_FULL);
        cancelled = cancelled == NULL ? day : arena_format(&page->data, "%s\n%s", cancelled, day);
    }
    field(page, MESSAGE_FIELD_CANCELLED, cancelled);
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
    reading_head(reading, page, KIND_EVENT);
    notice_text(document, page, event.summary.value != NULL ? &event.summary : &event.title);
    phrase_paragraph(document, page, &event.summary);
    document_head_end(document, &page->data);
    document->aside = true;
    add_times(page, &event);
    document_gap(document, &page->data);
    field(page, MESSAGE_FIELD_ADDRESS, phrase_address(page, event.street, event.postal_code, event.city));
    field(page, MESSAGE_FIELD_WEB, phrase_web(page, event.url));
    document->aside = false;
    document_gap(document, &page->data);
    phrase_paragraph(document, page, &event.description);
    document_gap(document, &page->data);
    reading_take(reading, page);
    if (event.has_offer)
        reading_entry(reading, page, &event.offer);
    provenance(document, page, event.source_url, event.source_date, NULL, CONFIDENCE_MEDIUM);
}

const struct screen screen_event = READING_THING("event", load);
