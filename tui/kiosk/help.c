// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Help: what this is, whom to ask, what the keys do, and for staff, what is known of the terminal.
#include "core/text/isolate.h"
#include "tui/kiosk/kiosk.h"
#include "tui/kiosk/phrases.h"
#include "tui/kiosk/reading.h"
#include "tui/kiosk/screens.h"
#include "tui/kit/key_help.h"

#include <stdio.h>

enum { SIZE_BYTES = 160 };

struct help {
    struct reading reading; // the first member, for reading.h
    char size[SIZE_BYTES];  // of the terminal, in words; it may change while the page is read
};

// Whom to ask who stands here alone.
static void add_phone(struct reading *reading, struct page *page)
{
    const char *phone = kiosk_of(page)->configuration.phone;
    if (phone[0] == '\0')
        return;
    document_field(&reading->document, &page->data, message_text(page->view->messages, MESSAGE_FIELD_PHONE), ROLE_TEXT,
                   text_isolate(&page->data, TEXT_FIELD_PHONE, phone));
    document_gap(&reading->document, &page->data);
}

// When one can come back: the building's hours, for who does not get through now.
static void add_opening(struct reading *reading, struct page *page)
{
    const struct configuration *configuration = &kiosk_of(page)->configuration;
    const struct catalog_offer building = {
        .spans = configuration->spans, .span_count = configuration->span_count, .hours_known = true};
    if (configuration->span_count == 0)
        return;
    week_add(&reading->document, page, &building);
    document_gap(&reading->document, &page->data);
}

// The languages that the terminal has no letters for, by their names in the reader's.
static void add_undrawn(struct reading *reading, struct page *page)
{
    struct messages *messages = page->view->messages;
    struct kiosk *kiosk = kiosk_of(page);
    size_t count;
    const struct language *languages = language_table(&count);
    char *names = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!language_is_offered(&languages[i], PROGRAM_KIOSK) || !kiosk_wants(kiosk, &languages[i]) || kiosk_offers(kiosk, &languages[i]))
            continue;
        const char *name = message_language_name(messages, &page->data, languages[i].tag);
        names = names == NULL ? arena_copy_text(&page->data, name) : arena_format(&page->data, "%s, %s", names, name);
    }
    if (names == NULL)
        return;
    document_paragraph(&reading->document, &page->data, ROLE_TEXT,
                       message_format(messages, &page->data, MESSAGE_HELP_UNDRAWN, (const char *[]){names, NULL}));
    document_paragraph(&reading->document, &page->data, ROLE_QUIET, message_text(messages, MESSAGE_HELP_UNDRAWN_STAFF));
    document_gap(&reading->document, &page->data);
}

// ---- for staff -----------------------------------------------------------------------------------------------------

static char *number_text(struct page *page, int number)
{
    return arena_format(&page->data, "%d", number);
}

static void add_fact(struct page *page, enum kiosk_message label, const char *text)
{
    struct help *help = page->state;
    document_field(&help->reading.document, &page->data, message_text(page->view->messages, label), ROLE_TEXT, text);
}

static const char *order_text(const struct page *page, enum probe_order order)
{
    static const enum kiosk_message orders[PROBE_ORDER_COUNT] = {
        [PROBE_ORDER_KEPT] = MESSAGE_STAFF_ORDER_KEPT,       [PROBE_ORDER_EXPLICIT] = MESSAGE_STAFF_ORDER_TOLD,
        [PROBE_ORDER_IMPLICIT] = MESSAGE_STAFF_ORDER_TURNED, [PROBE_ORDER_WORDS] = MESSAGE_STAFF_ORDER_TURNED,
        [PROBE_ORDER_OUTER] = MESSAGE_STAFF_ORDER_OUTER,
    };
    return message_text(page->view->messages, orders[order]);
}

static const char *widths_text(struct page *page, const struct probe *probe)
{
    int measured = 0;
    int other = 0;
    for (size_t i = 0; i < PROBE_SAMPLES; i++) {
        measured += probe->widths[i] >= 0;
        other += probe_differs(probe, i);
    }
    const char *texts[] = {number_text(page, measured), number_text(page, PROBE_SAMPLES), number_text(page, other), NULL};
    return message_format(page->view->messages, &page->data, MESSAGE_STAFF_WIDTHS_VALUE, texts);
}

// What is known of the terminal, as `kompass-kiosk --check` tells it.
static void add_terminal(struct page *page, const struct probe *probe)
{
    struct help *help = page->state;
    struct messages *messages = page->view->messages;
    const char *answers[] = {message_text(messages, MESSAGE_STAFF_NO), message_text(messages, MESSAGE_STAFF_YES)};
    const char *name = probe->version[0] != '\0' ? probe->version : probe_kind_name(probe->kind);
    document_gap(&help->reading.document, &page->data);
    document_heading(&help->reading.document, &page->data, message_text(messages, MESSAGE_STAFF_TITLE));
    add_fact(page, MESSAGE_STAFF_KIND, text_isolate(&page->data, TEXT_FIELD_NAME, name));
    add_fact(page, MESSAGE_STAFF_ORDER, order_text(page, probe->order));
    add_fact(page, MESSAGE_STAFF_COLOURS, number_text(page, probe->colours));
    add_fact(page, MESSAGE_STAFF_POINTER, answers[probe->pointer]);
    snprintf(help->size, sizeof help->size, " "); // layout() fills it in
    add_fact(page, MESSAGE_STAFF_SIZE, help->size);
    add_fact(page, MESSAGE_STAFF_WIDTHS, widths_text(page, probe));
    add_fact(page, MESSAGE_STAFF_MARKS, answers[probe_keeps_marks(probe)]);
}

static void layout(struct page *page)
{
    struct help *help = page->state;
    const struct probe *probe = kiosk_of(page)->terminal;
    if (probe != NULL) {
        const char *texts[] = {arena_format(&page->lines, "%d", probe->rows),
                               arena_format(&page->lines, "%d", probe->columns), NULL};
        snprintf(help->size, sizeof help->size, "%s",
                 message_format(page->view->messages, &page->lines, MESSAGE_STAFF_SIZE_VALUE, texts));
    }
    document_page_layout(page);
}

// ---- the page ------------------------------------------------------------------------------------------------------

static void load(struct page *page)
{
    struct reading *reading = page->state;
    struct messages *messages = page->view->messages;
    struct document *document = &reading->document;
    static const enum kiosk_message paragraphs[] = {MESSAGE_HELP_INTRO, MESSAGE_HELP_TOUCH, MESSAGE_HELP_STUCK,
                                                 MESSAGE_HELP_PRIVACY};
    reading_begin(reading);
    reading->title = message_text(messages, MESSAGE_HELP_TITLE);
    for (size_t i = 0; i < sizeof paragraphs / sizeof *paragraphs; i++) {
        document_paragraph(document, &page->data, ROLE_TEXT, message_text(messages, paragraphs[i]));
        document_gap(document, &page->data);
    }
    add_phone(reading, page);
    add_opening(reading, page);
    add_undrawn(reading, page);
    document_heading(document, &page->data, message_text(messages, MESSAGE_HELP_KEYS));
    static const int contexts[] = {KIOSK_CONTEXT_LIST, KIOSK_CONTEXT_FIELD, KIOSK_CONTEXT_THING};
    key_help_add(document, &page->data, page->view, contexts, sizeof contexts / sizeof *contexts);
    if (kiosk_of(page)->terminal != NULL)
        add_terminal(page, kiosk_of(page)->terminal);
}

const struct screen screen_help = {
    .name = "help",
    .context = KIOSK_CONTEXT_DOCUMENT,
    .state_size = sizeof(struct help),
    .title = reading_title,
    .load = load,
    .layout = layout,
    .paint = document_page_paint,
    .act = reading_act,
};
