// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// An article: a longer text under a topic, with links to what it speaks of.
#include "tui/kiosk/phrases.h"
#include "tui/kiosk/reading.h"
#include "tui/kiosk/screens.h"

#include <string.h>

static void add_block(struct reading *reading, struct page *page, const struct catalog_block *block,
                      const struct language *language)
{
    struct catalog_text text = {.value = block->text, .language = language};
    switch (block->kind) {
    case BODY_HEADING:
        document_heading(&reading->document, &page->data, phrase_text(page, &text));
        break;
    case BODY_PARAGRAPH:
        document_paragraph(&reading->document, &page->data, ROLE_TEXT, phrase_text(page, &text));
        document_gap(&reading->document, &page->data);
        break;
    case BODY_ITEM:
        document_item(&reading->document, &page->data, block->mark == NULL ? "•" : block->mark, phrase_text(page, &text));
        break;
    case BODY_LINK:
        reading_entry(reading, page, &block->entry);
        break;
    case BODY_BLOCK_KINDS: // none
        break;
    }
}

// Whether the blocks say the summary, too: of imported pages it is their beginning, perhaps cut with an ellipsis.
static bool says_summary(const struct catalog_article *article)
{
    static const char ellipsis[] = " …";
    const char *summary = article->summary.value;
    size_t length = strlen(summary);
    size_t cut = sizeof ellipsis - 1;
    if (length > cut && strcmp(summary + length - cut, ellipsis) == 0)
        length -= cut;
    for (size_t i = 0; i < article->block_count; i++) {
        const char *text = article->blocks[i].text;
        if (text != NULL && memmem(text, strlen(text), summary, length) != NULL)
            return true;
    }
    return false;
}

// Who comes by the search or a link has not read it in a list.
static void add_summary(struct page *page, const struct catalog_article *article)
{
    struct reading *reading = page->state;
    const struct language *language = article->summary.language;
    bool other = article->language != NULL && article->language != language;
    if (article->summary.value == NULL || other || says_summary(article))
        return;
    phrase_paragraph(&reading->document, page, &article->summary);
}

static void load(struct page *page)
{
    struct reading *reading = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    struct catalog_article article;
    struct problem problem;
    reading_begin(reading);
    if (kiosk->catalog == NULL ||
        catalog_article(kiosk->catalog, &page->data, &kiosk->reader, page->argument.id, &article, &problem) != STATUS_OK) {
        reading_gone(reading, page);
        return;
    }
    reading->title = phrase_text(page, &article.title);
    reading->as_of = phrase_as_of(page, article.source_date, article.verified_on);
    reading_head(reading, page, KIND_ARTICLE);
    notice_language(&reading->document, page, article.language);
    add_summary(page, &article);
    document_head_end(&reading->document, &page->data);
    reading_second(reading, page, article.language);
    phrase_language(&reading->document, page, article.language);
    for (size_t i = 0; i < article.block_count; i++)
        add_block(reading, page, &article.blocks[i], article.language);
    phrase_language(&reading->document, page, NULL);
    document_gap(&reading->document, &page->data);
    reading_words(reading, page);
    provenance(&reading->document, page, article.source_url, article.source_date, article.verified_on,
               article.confidence);
}

const struct screen screen_article = READING_SCREEN("article", load);
