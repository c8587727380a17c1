// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Emergency numbers: from the catalog, or those compiled into the program when there is none.
#include "core/catalog/emergency.h"

#include "core/text/isolate.h"
#include "tui/kiosk/entries.h"
#include "tui/kiosk/phrases.h"
#include "tui/kiosk/reading.h"
#include "tui/kiosk/screens.h"

static void add_number(struct reading *reading, struct page *page, const struct emergency_number *number)
{
    struct arena *arena = &page->data;
    const char *phone = text_isolate(arena, TEXT_FIELD_PHONE, number->number);
    const char *name = number->name.value == NULL ? "" : number->name.value;
    document_heading(&reading->document, arena, arena_format(arena, "%s · %s", phone, text_isolate(arena, TEXT_FIELD_NAME, name)));
    if (number->when.value != NULL)
        document_paragraph(&reading->document, arena, ROLE_TEXT, phrase_text(page, &number->when));
    if (number->offer_id != NULL)
        reading_link(reading, page, message_text(page->view->messages, MESSAGE_EMERGENCY_DETAILS), NULL,
                     entry_request_by_id(ENTRY_OFFER, number->offer_id));
}

static void load(struct page *page)
{
    struct reading *reading = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    const struct emergency_number *numbers = NULL;
    size_t count = 0;
    reading_begin(reading);
    reading->title = message_text(page->view->messages, MESSAGE_EMERGENCY_TITLE);
    document_paragraph(&reading->document, &page->data, ROLE_ALERT,
                       message_text(page->view->messages, MESSAGE_EMERGENCY_FIRST));
    if (kiosk->catalog != NULL)
        numbers = catalog_emergency(kiosk->catalog, &page->data, &kiosk->reader, &count);
    if (count == 0)
        numbers = emergency_compiled_in(&page->data, &kiosk->reader, &count);
    for (size_t i = 0; i < count; i++)
        add_number(reading, page, &numbers[i]);
}

const struct screen screen_emergency = READING_SCREEN("emergency", load);
