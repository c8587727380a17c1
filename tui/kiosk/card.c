// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The card to show to somebody who reads German: a request, the name, the address, the phone number; nothing else.
#include "core/text/isolate.h"
#include "tui/kiosk/phrases.h"
#include "tui/kiosk/reading.h"
#include "tui/kiosk/screens.h"

bool card_serves(const struct catalog_offer *offer)
{
    bool serves = offer->street != NULL;
    for (size_t i = 0; i < offer->contact_count; i++)
        serves = serves || offer->contacts[i].printed != NULL || offer->contacts[i].phone != NULL;
    return serves;
}

static const char *phone_of(struct page *page, const struct catalog_offer *offer)
{
    for (size_t i = 0; i < offer->contact_count; i++) {
        const struct catalog_contact *contact = &offer->contacts[i];
        const char *number = contact->printed != NULL ? contact->printed : contact->phone;
        if (number != NULL)
            return text_isolate(&page->data, TEXT_FIELD_PHONE, number);
    }
    return NULL;
}

static void load(struct page *page)
{
    struct reading *reading = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    struct messages *messages = page->view->messages;
    struct document *document = &reading->document;
    struct catalog_offer offer;
    reading_begin(reading);
    if (!reading_offer(reading, page, &offer))
        return;
    const struct language *german = language_by_tag("de");
    char *address = phrase_address(page, offer.street, offer.postal_code, offer.city);
    // Without a street nobody can show the way, but somebody may help to call.
    enum kiosk_message sentence = offer.street != NULL ? MESSAGE_CARD_SENTENCE : MESSAGE_CARD_CALL_SENTENCE;
    reading->title = message_text(messages, MESSAGE_CARD_TITLE);
    phrase_language(document, page, german);
    document_paragraph(document, &page->data, ROLE_HEADING,
                       text_isolate(&page->data, TEXT_FIELD_NAME, message_text(kiosk_messages(kiosk, german), sentence)));
    document_gap(document, &page->data);
    document_paragraph(document, &page->data, ROLE_HEADING, text_isolate(&page->data, TEXT_FIELD_NAME, offer.name));
    if (address != NULL)
        document_paragraph(document, &page->data, ROLE_TEXT, address);
    if (phone_of(page, &offer) != NULL)
        document_paragraph(document, &page->data, ROLE_TEXT, phone_of(page, &offer));
    phrase_language(document, page, NULL);
    if (kiosk->reader.languages[0] != german) {
        document_gap(document, &page->data);
        document_paragraph(document, &page->data, ROLE_QUIET, message_text(messages, MESSAGE_CARD_MEANING));
        document_paragraph(document, &page->data, ROLE_QUIET, message_text(messages, sentence));
    }
}

const struct screen screen_card = READING_SCREEN("card", load);
