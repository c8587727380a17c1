// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// About: what this is, how old its content is, where it comes from, and what it does not remember.
#include "core/text/isolate.h"
#include "tui/kiosk/reading.h"
#include "tui/kiosk/screens.h"

static void field(struct page *page, enum kiosk_message label, const char *text)
{
    struct reading *reading = page->state;
    document_field(&reading->document, &page->data, message_text(page->view->messages, label), ROLE_TEXT, text);
}

static void section(struct page *page, enum kiosk_message heading, enum kiosk_message text)
{
    struct reading *reading = page->state;
    document_heading(&reading->document, &page->data, message_text(page->view->messages, heading));
    document_paragraph(&reading->document, &page->data, ROLE_TEXT, message_text(page->view->messages, text));
}

static void add_release(struct page *page, const struct catalog *catalog)
{
    const struct catalog_release *release = catalog_release(catalog);
    const struct counts counts = catalog_counts(catalog);
    struct messages *messages = page->view->messages;
    struct reading *reading = page->state;
    struct arena *arena = &page->data;
    if (kiosk_of(page)->outdated)
        document_paragraph(&reading->document, arena, ROLE_NOTICE, message_text(messages, MESSAGE_OUTDATED_TEXT));
    document_paragraph(&reading->document, arena, ROLE_TEXT,
                       message_format(messages, arena, MESSAGE_ABOUT_WHAT, (const char *[]){release->name, NULL}));
    document_gap(&reading->document, arena);
    char *date = message_date(messages, arena, release->created_date, DATE_STYLE_LONG);
    char *number = arena_format(arena, "%ld", release->number);
    field(page, MESSAGE_ABOUT_RELEASE,
          message_format(messages, arena, MESSAGE_ABOUT_RELEASE_VALUE, (const char *[]){number, date, NULL}));
    char *offers = message_count(messages, arena, MESSAGE_ABOUT_OFFERS, counts.of[KIND_OFFER], NULL);
    char *guides = message_count(messages, arena, MESSAGE_ABOUT_GUIDES, counts.of[KIND_GUIDE], NULL);
    char *articles = message_count(messages, arena, MESSAGE_ABOUT_ARTICLES, counts.of[KIND_ARTICLE], NULL);
    const char *separator = messages_language(messages)->list_separator;
    field(page, MESSAGE_ABOUT_CONTENT,
          arena_format(arena, "%s%s%s%s%s", offers, separator, guides, separator, articles));
}

static void load(struct page *page)
{
    struct reading *reading = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    reading_begin(reading);
    reading->title = message_text(page->view->messages, MESSAGE_ABOUT_TITLE);
    if (kiosk->catalog != NULL)
        add_release(page, kiosk->catalog);
    else
        document_paragraph(&reading->document, &page->data, ROLE_NOTICE,
                           message_text(page->view->messages, MESSAGE_NO_CATALOG_TEXT));
    field(page, MESSAGE_ABOUT_VERSION, text_isolate(&page->data, TEXT_FIELD_NAME, "Kompass " KOMPASS_VERSION));
    section(page, MESSAGE_ABOUT_PRIVACY, MESSAGE_ABOUT_PRIVACY_TEXT);
    document_paragraph(&reading->document, &page->data, ROLE_TEXT, message_text(page->view->messages, MESSAGE_ABOUT_COUNTED));
    section(page, MESSAGE_ABOUT_SOURCES, MESSAGE_ABOUT_SOURCES_TEXT);
    section(page, MESSAGE_ABOUT_LICENCE, MESSAGE_ABOUT_LICENCE_TEXT);
}

const struct screen screen_about = READING_SCREEN("about", load);
