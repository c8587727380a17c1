// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The German words of offices and papers that stand on a page: what each is called in the reader's language, in German as
// doors and letters print it, and what it means. Opened with a word itself it shows that one and where it stands.
#include "core/text/isolate.h"
#include "tui/kiosk/phrases.h"
#include "tui/kiosk/reading.h"
#include "tui/kiosk/screens.h"

// One notice of each kind for all words.
static void add_notices(struct reading *reading, struct page *page, const struct catalog_list *words)
{
    const struct language *wanted = kiosk_of(page)->reader.languages[0];
    const struct language *foreign = NULL;
    bool machine = false;
    for (size_t i = 0; i < words->count; i++) {
        const struct catalog_text *explanation = &words->entries[i].detail;
        if (foreign == NULL && explanation->value != NULL && explanation->language != wanted)
            foreign = explanation->language;
        machine = machine || explanation->origin == TEXT_ORIGIN_MACHINE;
    }
    notice_language(&reading->document, page, foreign);
    if (machine)
        notice_machine(&reading->document, page);
    reading_second(reading, page, foreign);
}

// A word under its own heading; the title has said the name of a word that stands alone.
static void add_word(struct reading *reading, struct page *page, const struct catalog_entry *word, bool alone)
{
    struct document *document = &reading->document;
    if (!alone) {
        phrase_language(document, page, word->title.language);
        document_heading(document, &page->data, phrase_text(page, &word->title));
    }
    phrase_paragraph(document, page, &word->detail);
    document_field(document, &page->data, message_text(page->view->messages, MESSAGE_FIELD_GERMAN), ROLE_STRONG,
                   text_isolate(&page->data, TEXT_FIELD_NAME, word->german));
    document_gap(document, &page->data);
}

static void add_places(struct reading *reading, struct page *page, const char *term_id)
{
    struct kiosk *kiosk = kiosk_of(page);
    struct catalog_list places = catalog_term_places(kiosk->catalog, &page->data, &kiosk->reader, term_id);
    if (places.count == 0)
        return;
    document_heading(&reading->document, &page->data, message_text(page->view->messages, MESSAGE_HEADING_MORE));
    for (size_t i = 0; i < places.count; i++)
        reading_entry(reading, page, &places.entries[i]);
}

static void load(struct page *page)
{
    struct reading *reading = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    const char *id = page->argument.id;
    struct catalog_entry word;
    struct catalog_list words = {.entries = &word, .count = 1};
    reading_begin(reading);
    bool alone = kiosk->catalog != NULL && catalog_entry(kiosk->catalog, &page->data, &kiosk->reader, id, &word) &&
                 word.kind == KIND_TERM;
    if (!alone && kiosk->catalog != NULL)
        words = catalog_terms(kiosk->catalog, &page->data, &kiosk->reader, id);
    if (kiosk->catalog == NULL || words.count == 0) {
        reading_gone(reading, page);
        return;
    }
    reading->title = alone ? phrase_text(page, &word.title) : message_text(page->view->messages, MESSAGE_WORDS_TITLE);
    add_notices(reading, page, &words);
    for (size_t i = 0; i < words.count; i++)
        add_word(reading, page, &words.entries[i], alone);
    if (alone)
        add_places(reading, page, id);
}

const struct screen screen_words = READING_SCREEN("words", load);
