// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The card: what somebody who reads German must know, in letters that fill the screen, to be copied, photographed, or shown to the staff
// of the house; below, what it says. Where no such letters have room it is a text to read like any other.
#include "core/text/isolate.h"
#include "tui/kiosk/phrases.h"
#include "tui/kiosk/reading.h"
#include "tui/kiosk/screens.h"
#include "tui/kit/poster.h"

enum { SCALE_MAX = 6 }; // on 240 columns a short name takes so many for each dot

// From the first to the last, how much is said in the reader's language.
enum card_words { CARD_ALL, CARD_WITHOUT_PURPOSE, CARD_WITHOUT_WORDS, CARD_WORDS_COUNT };

struct card {
    struct reading reading;      // the first member, for reading.h
    const char *name;            // in German, as it is,
    const char *target;          // the street, or the number of who has none
    const char *facts[2];        // below it: town and number, or NULL
    const char *sentence;        // in German; NULL: there is no fact for one
    const char *words[CARD_WORDS_COUNT];
    bool large;                  // there is room for
    bool named;                  // letters of its name, and
    struct poster name_letters, target_letters;
    struct text_layout request, title, below;
    int start;                   // row at which the name begins
};

bool card_serves(const struct catalog_offer *offer)
{
    bool serves = offer->street != NULL;
    for (size_t i = 0; i < offer->contact_count; i++)
        serves = serves || offer->contacts[i].printed != NULL || offer->contacts[i].phone != NULL;
    return serves;
}

static const char *phone_of(const struct catalog_offer *offer)
{
    for (size_t i = 0; i < offer->contact_count; i++)
        if (offer->contacts[i].printed != NULL || offer->contacts[i].phone != NULL)
            return offer->contacts[i].printed != NULL ? offer->contacts[i].printed : offer->contacts[i].phone;
    return NULL;
}

// Without a street nobody can show the way, but somebody may help to call.
static enum kiosk_message sentence_of(const struct catalog_offer *offer)
{
    return offer->street != NULL ? MESSAGE_CARD_SENTENCE : MESSAGE_CARD_CALL_SENTENCE;
}

// As a text to read, for where large letters have no room.
static void add_text(struct page *page, const struct catalog_offer *offer)
{
    struct card *card = page->state;
    struct document *document = &card->reading.document;
    const char *address = phrase_address(page, offer->street, offer->postal_code, offer->city);
    phrase_language(document, page, language_by_tag("de"));
    document_paragraph(document, &page->data, ROLE_HEADING, card->sentence);
    document_gap(document, &page->data);
    document_paragraph(document, &page->data, ROLE_HEADING, text_isolate(&page->data, TEXT_FIELD_NAME, offer->name));
    document_paragraph(document, &page->data, ROLE_TEXT, address);
    document_paragraph(document, &page->data, ROLE_TEXT, text_isolate(&page->data, TEXT_FIELD_PHONE, phone_of(offer)));
    phrase_language(document, page, NULL);
    document_gap(document, &page->data);
    document_paragraph(document, &page->data, ROLE_QUIET, card->words[CARD_ALL]);
}

static void add_words(struct page *page, const struct catalog_offer *offer)
{
    struct card *card = page->state;
    struct messages *messages = page->view->messages;
    const char *purpose = message_text(messages, MESSAGE_CARD_PURPOSE);
    if (kiosk_of(page)->reader.languages[0] != language_by_tag("de")) {
        const char *name = phrase_text(page, &offer->gloss);
        card->words[CARD_WITHOUT_PURPOSE] =
            arena_format(&page->data, "%s\n%s%s%s", message_text(messages, MESSAGE_CARD_MEANING), name == NULL ? "" : name,
                         name == NULL ? "" : "\n", card->sentence == NULL ? "" : message_text(messages, sentence_of(offer)));
        purpose = arena_format(&page->data, "%s\n%s", card->words[CARD_WITHOUT_PURPOSE], purpose);
    }
    card->words[CARD_ALL] = purpose;
}

static void load(struct page *page)
{
    struct card *card = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    struct catalog_offer offer;
    reading_begin(&card->reading);
    card->name = NULL;
    if (!reading_offer(&card->reading, page, &offer))
        return;
    const char *town = offer.postal_code == NULL || offer.city == NULL
                           ? offer.city
                           : arena_format(&page->data, "%s %s", offer.postal_code, offer.city);
    card->reading.title = message_text(page->view->messages, MESSAGE_CARD_TITLE);
    card->name = offer.name;
    card->target = offer.street != NULL ? offer.street : phone_of(&offer);
    card->facts[0] = offer.street == NULL ? NULL : town;
    card->facts[1] = offer.street == NULL ? NULL : phone_of(&offer);
    card->sentence = !card_serves(&offer)
                         ? NULL
                         : text_isolate(&page->data, TEXT_FIELD_NAME, message_text(kiosk_messages(kiosk, language_by_tag("de")), sentence_of(&offer)));
    add_words(page, &offer);
    add_text(page, &offer);
}

// ---- in large letters ----------------------------------------------------------------------------------------------

static int lines_of(struct page *page, const char *text, enum text_direction direction, struct text_layout *layout)
{
    struct text_options options = view_text_options(page->view, page->columns);
    options.direction = direction;
    *layout = (struct text_layout){0};
    if (text != NULL)
        text_lay_out(&page->lines, text, &options, layout);
    return (int)layout->count;
}

// The largest letters in which the target has so many rows, but no larger ones than `scale`.
static bool try_target(struct page *page, int rows, int scale)
{
    struct card *card = page->state;
    for (; scale > 0; scale--)
        if (poster_spell(&card->target_letters, card->target, scale, page->columns) && poster_rows(&card->target_letters) <= rows)
            return true;
    return false;
}

// The largest letters in which the name has so many rows together with the target, whose letters may be smaller; or the target alone,
// below the name in the terminal's own letters.
static bool try_letters(struct page *page, int rows, bool named)
{
    struct card *card = page->state;
    card->named = named;
    if (!named)
        return try_target(page, rows - (int)card->title.count - 1, SCALE_MAX);
    for (int scale = SCALE_MAX; scale > 0; scale--)
        if (poster_spell(&card->name_letters, card->name, scale, page->columns) &&
            try_target(page, rows - poster_rows(&card->name_letters) - 1, scale))
            return true;
    return false;
}

static void layout(struct page *page)
{
    struct card *card = page->state;
    document_page_layout(page);
    card->large = false;
    if (card->name == NULL || card->target == NULL)
        return;
    int facts = (card->facts[0] != NULL) + (card->facts[1] != NULL);
    int request = lines_of(page, card->sentence, TEXT_LEFT_TO_RIGHT, &card->request);
    lines_of(page, text_isolate(&page->lines, TEXT_FIELD_NAME, card->name), TEXT_LEFT_TO_RIGHT, &card->title);
    for (int named = 1; named >= 0; named--) {
        for (enum card_words words = CARD_ALL; words < CARD_WORDS_COUNT && !card->large; words++) {
            int below = lines_of(page, card->words[words], page->view->direction, &card->below);
            int rows = page->rows - facts - (request > 0 ? request + 1 : 0) - (below > 0 ? below + 1 : 0);
            card->large = try_letters(page, rows, named == 1);
            int taken = (card->named ? poster_rows(&card->name_letters) : (int)card->title.count) + 1 + poster_rows(&card->target_letters);
            card->start = (request > 0 ? request + 1 : 0) + (rows - taken) / 2;
        }
    }
}

static void paint_lines(const struct canvas *canvas, int row, const struct text_layout *layout, enum role role)
{
    for (size_t i = 0; i < layout->count; i++)
        canvas_line(canvas, row + (int)i, 0, &layout->lines[i], role);
}

static int paint_letters(const struct canvas *canvas, int row, const struct poster *poster)
{
    struct canvas part = canvas_part(canvas, row, 0, poster_rows(poster), canvas->columns);
    poster_paint(poster, &part);
    return row + poster_rows(poster);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct card *card = page->state;
    if (!card->large) {
        document_page_paint(page, canvas);
        return;
    }
    struct canvas german = *canvas;
    german.direction = TEXT_LEFT_TO_RIGHT;
    int row = card->start;
    paint_lines(&german, 0, &card->request, ROLE_STRONG);
    if (card->named)
        row = paint_letters(&german, row, &card->name_letters);
    for (size_t i = 0; i < card->title.count && !card->named; i++, row++)
        canvas_line(&german, row, (german.columns - card->title.lines[i].width) / 2, &card->title.lines[i], ROLE_STRONG);
    row = paint_letters(&german, row + 1, &card->target_letters);
    for (size_t i = 0; i < sizeof card->facts / sizeof *card->facts; i++)
        if (card->facts[i] != NULL)
            canvas_text_centred(&german, row++, card->facts[i], ROLE_STRONG);
    paint_lines(canvas, canvas->rows - (int)card->below.count, &card->below, ROLE_TEXT);
}

static struct request act(struct page *page, const struct input *input)
{
    const struct card *card = page->state;
    return card->large ? (struct request){.kind = REQUEST_NONE} : reading_act(page, input);
}

const struct screen screen_card = {
    .name = "card",
    .context = KIOSK_CONTEXT_DOCUMENT,
    .state_size = sizeof(struct card),
    .title = reading_title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .tall = true,
};
