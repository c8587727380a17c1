// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// An offer: what it is, whether it is open, what to do next, how to get there, and how sure all this is.
#include "core/text/isolate.h"
#include "tui/kiosk/entries.h"
#include "tui/kiosk/kinds.h"
#include "tui/kiosk/phrases.h"
#include "tui/kiosk/reading.h"
#include "tui/kiosk/screens.h"

#include <string.h>

#define OFFICE_SLUG "integrationsbuero"

enum { EVENTS_MAX = 20 };

// Adds a field unless there is nothing to say.
static void field(struct page *page, enum kiosk_message label, enum role role, const char *text)
{
    struct reading *reading = page->state;
    if (text != NULL)
        document_field(&reading->document, &page->data, message_text(page->view->messages, label), role, text);
}

// The first number is the one to call, so it is there in large digits, too.
static void add_phone(struct page *page, const char *number, bool first)
{
    struct reading *reading = page->state;
    const char *label = message_text(page->view->messages, MESSAGE_FIELD_PHONE);
    document_figure(&reading->document, &page->data, label, first ? number : NULL,
                    text_isolate(&page->data, TEXT_FIELD_PHONE, number));
}

static void add_contacts(struct page *page, const struct catalog_offer *offer)
{
    struct reading *reading = page->state;
    for (size_t i = 0; i < offer->contact_count; i++) {
        const struct catalog_contact *contact = &offer->contacts[i];
        const char *number = contact->printed != NULL ? contact->printed : contact->phone;
        add_phone(page, number, i == 0);
        if (number != NULL)
            document_field(&reading->document, &page->data, NULL, ROLE_TEXT,
                           text_isolate(&page->data, TEXT_FIELD_NAME, contact->role));
        field(page, MESSAGE_FIELD_EMAIL, ROLE_TEXT, text_isolate(&page->data, TEXT_FIELD_EMAIL, contact->email));
        field(page, MESSAGE_FIELD_WEB, ROLE_TEXT, phrase_web(page, contact->url));
    }
}

static const char *say_cost(const struct page *page, enum offer_cost cost)
{
    switch (cost) {
    case COST_PAID:
        return message_text(page->view->messages, MESSAGE_COST_PAID);
    case COST_DEPENDS:
        return message_text(page->view->messages, MESSAGE_COST_DEPENDS);
    case COST_FREE: // a chip says it
    case COST_UNKNOWN:
        break;
    }
    return NULL;
}

// Where to make one, or that none is needed: that one is needed is said by a chip.
static const char *say_appointment(struct page *page, const struct catalog_offer *offer)
{
    if (offer->by_appointment == VALUE_NO)
        return message_text(page->view->messages, MESSAGE_APPOINTMENT_NOT_NEEDED);
    return phrase_web(page, offer->appointment_url);
}

// What it is, with its German name, for the reader's is on top of the page.
static void add_name(struct page *page, const struct catalog_offer *offer, bool reachable)
{
    struct reading *reading = page->state;
    const char *german = offer->gloss.value == NULL ? NULL : text_isolate(&page->data, TEXT_FIELD_NAME, offer->name);
    const char *kind = kind_words_of_offer(page, offer->type, reachable);
    struct chip *chips = arena_allocate(&page->data, 2, sizeof *chips);
    size_t count = 0;
    if (german != NULL)
        chips[count++] = (struct chip){.text = german, .role = ROLE_STRONG};
    chips[count++] = (struct chip){.text = kind, .role = ROLE_QUIET};
    document_chips(&reading->document, &page->data, chips, count);
}

// What is not as it always is: the content is old, it is closed, or will be.
static void add_notices(struct page *page, const struct catalog_offer *offer)
{
    struct document *document = &((struct reading *)page->state)->document;
    if (kiosk_of(page)->outdated)
        document_paragraph(document, &page->data, ROLE_NOTICE, message_text(page->view->messages, MESSAGE_OUTDATED_TEXT));
    document_paragraph(document, &page->data, ROLE_NOTICE, phrase_closure_besides(page, offer));
    document_paragraph(document, &page->data, ROLE_NOTICE, phrase_closure(page, offer, true));
    document_gap(document, &page->data);
}

static void add_summary(struct page *page, const struct catalog_offer *offer)
{
    struct reading *reading = page->state;
    notice_text(&reading->document, page, &offer->summary);
    reading_second(reading, page, offer->summary.language);
    reading->document.waits = true; // where few rows are: what to do is said first
    phrase_paragraph(&reading->document, page, &offer->summary);
    reading->document.waits = false;
}

// What it is and what a look should tell. Where that is nothing, the summary stands beside the picture, if no link belongs to it.
static void add_head(struct page *page, const struct catalog_offer *offer)
{
    struct document *document = &((struct reading *)page->state)->document;
    bool reachable = offer_is_reachable(offer);
    struct chips chips = phrase_chips(page, offer, reachable);
    document_head(document, &page->data, kind_picture_of_offer(offer->type, reachable));
    add_name(page, offer, reachable);
    document_chips(document, &page->data, chips.items, chips.count);
    bool within = chips.count == 0 && offer->summary.language == kiosk_of(page)->reader.languages[0];
    if (within)
        add_summary(page, offer);
    document_head_end(document, &page->data);
    add_notices(page, offer);
    if (!within)
        add_summary(page, offer);
}

static void add_when(struct page *page, const struct catalog_offer *offer)
{
    struct reading *reading = page->state;
    const char *doubt = phrase_doubt(page, offer);
    week_add(&reading->document, page, offer);
    const struct opening_rules rules = catalog_rules(offer, NULL, 0);
    if (hours_vary(&rules))
        document_field(&reading->document, &page->data, NULL, ROLE_QUIET, message_text(page->view->messages, MESSAGE_HOURS_OF_WEEK));
    if (kiosk_doubts_clock(kiosk_of(page)) && offer->span_count > 0)
        document_field(&reading->document, &page->data, NULL, ROLE_QUIET, message_text(page->view->messages, MESSAGE_CLOCK_DOUBTED));
    if (doubt != NULL && offer->span_count > 0)
        document_field(&reading->document, &page->data, NULL, ROLE_DOUBT, arena_format(&page->data, "(%s)", doubt));
    if (!offer->hours_known && !offer->temporarily_closed)
        field(page, MESSAGE_FIELD_HOURS, ROLE_NOTICE, phrase_unknown_hours(page, offer));
    field(page, MESSAGE_FIELD_APPOINTMENT, ROLE_TEXT, say_appointment(page, offer));
}

// The aside, in groups with a blank row between: where, how to reach it, when, and for whom.
static void add_facts(struct page *page, const struct catalog_offer *offer)
{
    struct reading *reading = page->state;
    struct document *document = &reading->document;
    document->aside = true;
    field(page, MESSAGE_FIELD_ADDRESS, ROLE_TEXT, phrase_address(page, offer->street, offer->postal_code, offer->city));
    document_gap(document, &page->data);
    add_contacts(page, offer);
    document_gap(document, &page->data);
    if (offer_is_reachable(offer)) // else there is nowhere to come to at any hour
        add_when(page, offer);
    document_gap(document, &page->data);
    field(page, MESSAGE_FIELD_COST, ROLE_TEXT, say_cost(page, offer->cost));
    field(page, MESSAGE_FIELD_SPOKEN, ROLE_TEXT, phrase_spoken(page, offer));
    field(page, MESSAGE_FIELD_AUDIENCE, ROLE_TEXT, phrase_audiences(page, offer));
    if (offer->organization != NULL && strcmp(offer->organization, offer->name) != 0)
        field(page, MESSAGE_FIELD_ORGANIZATION, ROLE_TEXT, text_isolate(&page->data, TEXT_FIELD_NAME, offer->organization));
    document->aside = false;
}

static void add_heading(struct page *page, enum kiosk_message heading)
{
    struct reading *reading = page->state;
    document_heading(&reading->document, &page->data, message_text(page->view->messages, heading));
}

// Where somebody knows more: the office that the kiosk stands in, if the catalog has it.
static void add_office(struct page *page, const struct catalog_offer *offer)
{
    struct kiosk *kiosk = kiosk_of(page);
    struct catalog_entry office;
    const char *id = catalog_id_of_slug(kiosk->catalog, &page->data, KIND_OFFER, OFFICE_SLUG);
    if (id != NULL && strcmp(id, offer->id) != 0 &&
        catalog_entry(kiosk->catalog, &page->data, &kiosk->reader, id, &office))
        reading_entry(page->state, page, &office);
}

// The content's own words, or what follows from the facts. Whom nobody can reach, or not to make the appointment that is
// needed, is asked about here.
static void add_next_step(struct page *page, const struct catalog_offer *offer)
{
    struct reading *reading = page->state;
    const char *ask = message_text(page->view->messages, MESSAGE_NEXT_ASK);
    const char *step = phrase_next_step(page, offer);
    bool stuck = !offer_is_reachable(offer) || (offer->by_appointment == VALUE_YES && !offer_has_contact(offer));
    add_heading(page, MESSAGE_HEADING_NEXT);
    if (offer->next_step.value != NULL && !phrase_is_shut(page, offer))
        phrase_language(&reading->document, page, offer->next_step.language);
    document_paragraph(&reading->document, &page->data, ROLE_TEXT, step);
    phrase_language(&reading->document, page, NULL);
    if (!stuck)
        return;
    if (strcmp(step, ask) != 0)
        document_paragraph(&reading->document, &page->data, ROLE_TEXT, ask);
    add_office(page, offer);
}

static void add_bring(struct page *page, const struct catalog_offer *offer)
{
    struct reading *reading = page->state;
    if (offer->bring.value == NULL)
        return;
    add_heading(page, MESSAGE_HEADING_BRING);
    phrase_paragraph(&reading->document, page, &offer->bring);
}

static void add_guides(struct page *page, const struct catalog_offer *offer)
{
    struct reading *reading = page->state;
    if (offer->guides.count == 0)
        return;
    add_heading(page, MESSAGE_HEADING_MORE);
    for (size_t i = 0; i < offer->guides.count; i++)
        reading_entry(reading, page, &offer->guides.entries[i]);
}

// The next of what happens there.
static void add_events(struct page *page, const struct catalog_offer *offer)
{
    struct reading *reading = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    struct catalog_events events =
        catalog_events(kiosk->catalog, &page->data, &kiosk->reader, &(struct event_span){.from = page->view->tick.now}, offer->id);
    if (events.count == 0)
        return;
    add_heading(page, MESSAGE_EVENTS_TITLE);
    for (size_t i = 0; i < events.count && i < EVENTS_MAX; i++) {
        struct list_text text = event_card(&events.items[i], page);
        reading_link(reading, page, text.title, text.detail, entry_request(&events.items[i].entry));
    }
}

// The card is no larger than this page: what it adds is a German sentence, for which it needs somewhere to go or to call.
static void add_card(struct page *page, const struct catalog_offer *offer)
{
    struct messages *messages = page->view->messages;
    const char *detail = offer->street == NULL ? NULL : message_text(messages, MESSAGE_CARD_PURPOSE);
    if (card_serves(offer))
        reading_link(page->state, page, message_text(messages, offer->street == NULL ? MESSAGE_CARD_TITLE : MESSAGE_CARD_LINK),
                     detail, (struct request){.kind = REQUEST_OPEN, .screen = &screen_card, .argument = page->argument});
}

static void add_feedback(struct page *page, const struct catalog_offer *offer)
{
    struct reading *reading = page->state;
    if (!usage_hears(kiosk_of(page)->usage, offer->id))
        return;
    document_gap(&reading->document, &page->data);
    reading_link(reading, page, message_text(page->view->messages, MESSAGE_FEEDBACK_LINK), NULL,
                 (struct request){.kind = REQUEST_OPEN, .screen = &screen_feedback, .argument = page->argument});
}

static void load(struct page *page)
{
    struct reading *reading = page->state;
    struct catalog_offer offer;
    reading_begin(reading);
    if (!reading_offer(reading, page, &offer))
        return;
    const char *german = text_isolate(&page->data, TEXT_FIELD_NAME, offer.name);
    bool glossed = offer.gloss.value != NULL; // as in the list, so that what was chosen stands on the page that opens
    reading->title = glossed ? phrase_text(page, &offer.gloss) : german;
    if (!offer_is_reachable(&offer) && offer.by_appointment == VALUE_YES)
        offer.next_step = (struct catalog_text){0}; // its words are about an appointment that nobody can make
    reading->as_of = phrase_as_of(page, offer.source_date, offer.verified_on);
    add_head(page, &offer);
    add_next_step(page, &offer);
    add_bring(page, &offer);
    document_gap(&reading->document, &page->data);
    add_facts(page, &offer);
    document_gap(&reading->document, &page->data);
    phrase_paragraph(&reading->document, page, &offer.description);
    document_gap(&reading->document, &page->data);
    add_card(page, &offer);
    reading_take(reading, page);
    reading_words(reading, page);
    add_events(page, &offer);
    add_guides(page, &offer);
    provenance(&reading->document, page, offer.source_url, offer.source_date, offer.verified_on, offer.confidence);
    add_feedback(page, &offer);
}

const struct screen screen_offer = READING_THING("offer", load);
