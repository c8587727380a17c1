// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Help: made from the action list and the key table, so that it can never say what is not so.
#include "tui/kiosk/kiosk.h"
#include "tui/kiosk/reading.h"
#include "tui/kiosk/screens.h"

static void add_keys(struct reading *reading, struct page *page)
{
    struct messages *messages = page->view->messages;
    const char *said = NULL; // the caps of the row before: two actions on one pair of keys are one row
    for (enum action action = ACTION_NONE + 1; action <= ACTION_QUIT; action++) {
        const char *caps = action_keys(action, KEY_CONTEXT_LIST);
        if (caps == NULL)
            caps = action_keys(action, KEY_CONTEXT_FIELD);
        if (caps == NULL || caps == said)
            continue;
        said = caps;
        document_field(&reading->document, &page->data, caps, ROLE_TEXT,
                       message_text(messages, action_help_message(action)));
    }
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
        if (!languages[i].offered || kiosk_offers(kiosk, &languages[i]))
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

static void load(struct page *page)
{
    struct reading *reading = page->state;
    struct messages *messages = page->view->messages;
    struct document *document = &reading->document;
    static const enum message_id paragraphs[] = {MESSAGE_HELP_INTRO, MESSAGE_HELP_TOUCH, MESSAGE_HELP_STUCK,
                                                 MESSAGE_HELP_PRIVACY};
    reading_begin(reading);
    reading->title = message_text(messages, MESSAGE_HELP_TITLE);
    for (size_t i = 0; i < sizeof paragraphs / sizeof *paragraphs; i++) {
        document_paragraph(document, &page->data, ROLE_TEXT, message_text(messages, paragraphs[i]));
        document_gap(document, &page->data);
    }
    add_undrawn(reading, page);
    document_heading(document, &page->data, message_text(messages, MESSAGE_HELP_KEYS));
    add_keys(reading, page);
}

const struct screen screen_help = READING_SCREEN("help", load);
