// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Each text is a block of its own language, so that a German sentence on an Arabic slip runs from left to right; names, numbers and
// addresses are isolated within the reader's.
#include "tui/kiosk/paper.h"

#include "core/text/isolate.h"
#include "tui/kiosk/path.h"
#include "tui/kiosk/phrases.h"
#include "tui/kiosk/screens.h"
#include "tui/kiosk/take.h"

#include <string.h>

enum { CODE_BYTES_MAX = 180 }; // so that a code needs no more paper than it is worth

static const char *say(const struct page *page, enum kiosk_message id)
{
    return message_text(page->view->messages, id);
}

// A text in the reader's language.
static void add(struct page *page, struct paper *paper, enum paper_kind kind, const char *text)
{
    paper_add(&page->data, paper, kind, paper->language, text);
}

static void add_labelled(struct page *page, struct paper *paper, enum kiosk_message label, enum paper_kind kind, const char *text)
{
    if (text == NULL)
        return;
    add(page, paper, PAPER_LABEL, say(page, label));
    add(page, paper, kind, text);
}

static void add_content(struct page *page, struct paper *paper, enum paper_kind kind, const struct catalog_text *text)
{
    paper_add(&page->data, paper, kind, text->language, text->value);
    paper->machine = paper->machine || (text->value != NULL && text->origin == TEXT_ORIGIN_MACHINE);
}

// ---- offers --------------------------------------------------------------------------------------------------------

// What it is called: what that means in the reader's language, and the German name that stands at the door.
static void add_names(struct page *page, struct paper *paper, const struct catalog_offer *offer, enum paper_kind kind)
{
    const char *german = text_isolate(&page->data, TEXT_FIELD_NAME, offer->name);
    if (offer->gloss.value == NULL) {
        add(page, paper, kind, german);
        return;
    }
    add_content(page, paper, kind, &offer->gloss);
    add(page, paper, PAPER_NAME, german);
}

// What to do and what to bring; brief: among others, where what to do needs no heading.
static void add_steps(struct page *page, struct paper *paper, const struct catalog_offer *offer, bool brief)
{
    if (!brief)
        add(page, paper, PAPER_HEADING, say(page, MESSAGE_HEADING_NEXT));
    if (offer->next_step.value != NULL && !phrase_is_shut(page, offer))
        add_content(page, paper, PAPER_TEXT, &offer->next_step);
    else
        add(page, paper, PAPER_TEXT, phrase_next_step(page, offer));
    if (offer->bring.value == NULL)
        return;
    add(page, paper, brief ? PAPER_LABEL : PAPER_HEADING, say(page, MESSAGE_HEADING_BRING));
    add_content(page, paper, PAPER_TEXT, &offer->bring);
}

static void add_contact_code(struct page *page, struct paper *paper, const struct catalog_offer *offer)
{
    struct vcard card;
    struct payload payload;
    take_contact(offer, &card);
    vcard_write(&page->data, &card, CODE_BYTES_MAX, &payload);
    if (payload.text == NULL)
        return;
    paper_add(&page->data, paper, PAPER_CODE, NULL, payload.text);
    add(page, paper, PAPER_NOTE, say(page, MESSAGE_TAKE_CONTACT_SHOWS));
}

static bool of_offer(struct page *page, struct paper *paper)
{
    struct kiosk *kiosk = kiosk_of(page);
    struct catalog_offer offer;
    struct problem problem;
    if (catalog_offer(kiosk->catalog, &page->data, &kiosk->reader, page->argument.id, &offer, &problem) != STATUS_OK)
        return false;
    add_names(page, paper, &offer, PAPER_TITLE);
    add_steps(page, paper, &offer, false);
    add_labelled(page, paper, MESSAGE_FIELD_ADDRESS, PAPER_TEXT, phrase_address(page, offer.street, offer.postal_code, offer.city));
    add_labelled(page, paper, MESSAGE_FIELD_PHONE, PAPER_NUMBER, phrase_phone(page, &offer));
    const char *hours = phrase_hours(page, &offer);
    add_labelled(page, paper, MESSAGE_FIELD_HOURS, PAPER_TEXT, hours);
    add(page, paper, PAPER_TEXT, phrase_closure(page, &offer, false));
    add(page, paper, PAPER_TEXT, phrase_closure(page, &offer, true));
    if (hours == NULL || phrase_doubt(page, &offer) == NULL) // else the hours say it
        add(page, paper, PAPER_NOTE, phrase_as_of(page, offer.source_date, offer.verified_on));
    add_labelled(page, paper, MESSAGE_FIELD_SOURCE, PAPER_NOTE, phrase_web(page, offer.source_url));
    add_contact_code(page, paper, &offer);
    return true;
}

// An offer in few lines, where there are several on one paper: what an address and a number are is seen without words.
static void add_brief(struct page *page, struct paper *paper, const char *id, bool steps)
{
    struct kiosk *kiosk = kiosk_of(page);
    struct catalog_offer offer;
    struct problem problem;
    if (catalog_offer(kiosk->catalog, &page->data, &kiosk->reader, id, &offer, &problem) != STATUS_OK)
        return;
    add_names(page, paper, &offer, steps ? PAPER_HEADING : offer.gloss.value != NULL ? PAPER_LABEL : PAPER_NAME);
    if (steps)
        add_steps(page, paper, &offer, true);
    add(page, paper, PAPER_TEXT, phrase_address(page, offer.street, offer.postal_code, offer.city));
    add(page, paper, PAPER_NUMBER, phrase_phone(page, &offer));
}

// ---- what has several ----------------------------------------------------------------------------------------------

static bool of_guide(struct page *page, struct paper *paper)
{
    struct kiosk *kiosk = kiosk_of(page);
    struct catalog_guide guide;
    struct problem problem;
    if (catalog_guide(kiosk->catalog, &page->data, &kiosk->reader, page->argument.id, &guide, &problem) != STATUS_OK)
        return false;
    add_content(page, paper, PAPER_TITLE, &guide.title);
    for (size_t i = 0; i < guide.step_count; i++) {
        const struct catalog_list *offers = &guide.steps[i].offers;
        const char *number = arena_format(&page->data, "%zu", i + 1);
        add(page, paper, PAPER_HEADING,
            message_format(page->view->messages, &page->data, MESSAGE_GUIDE_STEP, (const char *[]){number, NULL}));
        add_content(page, paper, PAPER_TEXT, &guide.steps[i].text);
        for (size_t k = 0; k < offers->count; k++)
            if (!offers->entries[k].unreachable)
                add_brief(page, paper, offers->entries[k].id, false);
    }
    return true;
}

static bool of_emergency(struct page *page, struct paper *paper)
{
    size_t count;
    const struct emergency_number *numbers = emergency_numbers(page, &count);
    add(page, paper, PAPER_TITLE, say(page, MESSAGE_EMERGENCY_TITLE));
    add(page, paper, PAPER_TEXT, say(page, MESSAGE_EMERGENCY_FIRST));
    for (size_t i = 0; i < count; i++) {
        add_content(page, paper, PAPER_LABEL, &numbers[i].name);
        add(page, paper, PAPER_NUMBER, text_isolate(&page->data, TEXT_FIELD_PHONE, numbers[i].number));
        add_content(page, paper, PAPER_TEXT, &numbers[i].when);
    }
    return count > 0;
}

// What helps in a situation, without why: that tells what somebody said of themselves.
static bool of_result(struct page *page, struct paper *paper)
{
    struct kiosk *kiosk = kiosk_of(page);
    struct path_stage stage;
    struct path_result results[PATH_ROWS_MAX];
    if (!path_stage(page, page->argument.id, &stage))
        return false;
    size_t count = path_evaluate(stage.table, &kiosk->path.answers,
                                 catalog_path_stated(kiosk->catalog, &page->data, &kiosk->reader, stage.table), results);
    add(page, paper, PAPER_TITLE, say(page, MESSAGE_RESULT_TITLE));
    for (size_t i = 0; i < count && i < PATH_RESULTS_MAX; i++)
        add_brief(page, paper, stage.table->rows[results[i].row].offer, true);
    return count > 0;
}

static bool add_all(struct page *page, struct paper *paper)
{
    struct kiosk *kiosk = kiosk_of(page);
    struct catalog_entry entry;
    if (strcmp(page->argument.id, PAPER_OF_EMERGENCY) == 0)
        return of_emergency(page, paper);
    if (kiosk->catalog == NULL)
        return false;
    if (!catalog_entry(kiosk->catalog, &page->data, &kiosk->reader, page->argument.id, &entry))
        return of_result(page, paper);
    return entry.kind == KIND_OFFER ? of_offer(page, paper) : entry.kind == KIND_GUIDE && of_guide(page, paper);
}

bool paper_of_page(struct page *page, struct paper *paper)
{
    *paper = (struct paper){.language = messages_language(page->view->messages)};
    if (!add_all(page, paper))
        return false;
    if (paper->machine)
        add(page, paper, PAPER_NOTE, say(page, MESSAGE_MACHINE_NOTICE));
    if (kiosk_of(page)->outdated)
        add(page, paper, PAPER_NOTE, say(page, MESSAGE_OUTDATED_TEXT));
    return true;
}
