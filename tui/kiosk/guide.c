// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A guide: one step after the other, each with the offers that help with it.
#include "tui/kiosk/phrases.h"
#include "tui/kiosk/reading.h"
#include "tui/kiosk/screens.h"

// One notice for the whole guide, not one a step: the first text that needs it speaks for all.
static void add_notices(struct reading *reading, struct page *page, const struct catalog_guide *guide)
{
    const struct language *wanted = kiosk_of(page)->reader.languages[0];
    const struct catalog_text *foreign = NULL;
    bool machine = guide->title.origin == TEXT_ORIGIN_MACHINE;
    for (size_t i = 0; i < guide->step_count; i++) {
        const struct catalog_text *text = &guide->steps[i].text;
        if (foreign == NULL && text->value != NULL && text->language != wanted)
            foreign = text;
        machine = machine || text->origin == TEXT_ORIGIN_MACHINE;
    }
    if (foreign != NULL)
        notice_language(&reading->document, page, foreign->language);
    if (machine)
        notice_machine(&reading->document, page);
    if (foreign != NULL)
        reading_second(reading, page, foreign->language);
}

// The offers of a step that can be reached, or those that are only to be read about.
static void add_offers(struct reading *reading, struct page *page, const struct catalog_step *step, bool unreachable)
{
    enum kiosk_message heading = unreachable ? MESSAGE_GROUP_ARTICLES : MESSAGE_GUIDE_OFFERS;
    for (size_t i = 0, count = 0; i < step->offers.count; i++) {
        struct catalog_entry entry = step->offers.entries[i];
        if (entry.unreachable != unreachable)
            continue;
        if (count++ == 0)
            document_paragraph(&reading->document, &page->data, ROLE_QUIET, message_text(page->view->messages, heading));
        entry.unreachable = false; // the heading says it of all
        reading_entry(reading, page, &entry);
        document_gap(&reading->document, &page->data);
    }
}

static void add_step(struct reading *reading, struct page *page, const struct catalog_step *step, size_t number)
{
    struct messages *messages = page->view->messages;
    char *digits = arena_format(&page->data, "%zu", number);
    document_heading(&reading->document, &page->data,
                     message_format(messages, &page->data, MESSAGE_GUIDE_STEP, (const char *[]){digits, NULL}));
    phrase_paragraph(&reading->document, page, &step->text);
    document_gap(&reading->document, &page->data);
    add_offers(reading, page, step, false);
    add_offers(reading, page, step, true);
}

static void load(struct page *page)
{
    struct reading *reading = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    struct catalog_guide guide;
    struct problem problem;
    reading_begin(reading);
    if (kiosk->catalog == NULL ||
        catalog_guide(kiosk->catalog, &page->data, &kiosk->reader, page->argument.id, &guide, &problem) != STATUS_OK) {
        reading_gone(reading, page);
        return;
    }
    reading->title = phrase_text(page, &guide.title);
    add_notices(reading, page, &guide);
    phrase_paragraph(&reading->document, page, &guide.summary);
    for (size_t i = 0; i < guide.step_count; i++)
        add_step(reading, page, &guide.steps[i], i + 1);
    document_gap(&reading->document, &page->data);
    reading_take(reading, page);
    reading_words(reading, page);
}

const struct screen screen_guide = READING_THING("guide", load);
