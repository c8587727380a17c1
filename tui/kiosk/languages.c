// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The languages by their own names; this screen must be understood before any language is chosen. Later it also leads to
// the same list for a second language, which texts are shown in that do not exist in the first.
#include "tui/kiosk/kiosk.h"
#include "tui/kiosk/phrases.h"
#include "tui/kiosk/screens.h"
#include "tui/kit/list.h"

#include <string.h>

enum { CLOCK_COLUMNS = 15 }; // that the bar's clock takes at most, with what parts it from the title

struct languages {
    struct list list;
    struct list_text texts[LANGUAGE_TABLE_MAX + 1];
    const struct language *languages[LANGUAGE_TABLE_MAX + 1]; // NULL: what follows the languages
    size_t count;
    bool opened; // the focus has been set to the present language
    const char *titles[LANGUAGE_TABLE_MAX]; // from short to long; NULL ends them, if there are fewer
    const char *title;
};

// "Language" in the first of the languages, in the first two, and so on.
static void load_titles(struct page *page)
{
    struct languages *state = page->state;
    const char *words = "";
    size_t count = 0;
    memset(state->titles, 0, sizeof state->titles);
    for (size_t i = 0; i < state->count && count < LANGUAGE_TABLE_MAX; i++) {
        const char *word = message_text(kiosk_messages(kiosk_of(page), state->languages[i]), MESSAGE_LANGUAGE_TITLE);
        if (strstr(words, word) != NULL) // forms of one language have the same word
            continue;
        words = arena_format(&page->data, "%s%s%s", words, count == 0 ? "" : " · ", word);
        state->titles[count++] = words;
    }
    state->title = state->titles[0]; // until it is laid out
}

static void load(struct page *page)
{
    struct languages *state = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    memset(state->languages, 0, sizeof state->languages);
    state->count = kiosk_languages(kiosk, state->languages);
    for (size_t i = 0; i < state->count; i++) {
        const struct language *language = state->languages[i];
        if (!state->opened && language == kiosk->reader.languages[0])
            state->list.focus = i;
        state->texts[i] = (struct list_text){.title = language->autonym, .role = ROLE_TEXT};
    }
    state->opened = true;
    load_titles(page);
    if (kiosk->chosen)
        state->texts[state->count++] = (struct list_text){.title = phrase_second_language(page), .role = ROLE_TEXT};
}

// All but the reader's own.
static void load_second(struct page *page)
{
    struct languages *state = page->state;
    const struct kiosk *kiosk = kiosk_of(page);
    const struct language *offered[LANGUAGE_TABLE_MAX];
    size_t count = kiosk_languages(kiosk, offered);
    state->count = 0;
    state->title = message_text(page->view->messages, MESSAGE_SECOND_TITLE);
    for (size_t i = 0; i < count; i++) {
        if (offered[i] == kiosk->reader.languages[0])
            continue;
        if (!state->opened && offered[i] == kiosk->second)
            state->list.focus = state->count;
        state->texts[state->count] = (struct list_text){
            .title = offered[i]->autonym, .role = ROLE_TEXT, .number = (int)i + 1, // as in the first list
        };
        state->languages[state->count++] = offered[i];
    }
    state->opened = true;
    state->texts[state->count] = (struct list_text){
        .title = message_text(page->view->messages, MESSAGE_SECOND_NONE), .role = ROLE_TEXT, .number = (int)count + 1,
    };
    state->languages[state->count++] = NULL;
}

static const char *title(struct page *page)
{
    const struct languages *state = page->state;
    return state->title;
}

// In the path, where a list of words would be taken for the way.
static const char *crumb(struct page *page)
{
    return message_text(page->view->messages, MESSAGE_LANGUAGE_TITLE);
}

static void layout(struct page *page)
{
    struct languages *state = page->state;
    // As many as fit in the bar beside the clock, each whole.
    for (size_t i = 0; i < LANGUAGE_TABLE_MAX && state->titles[i] != NULL; i++)
        if (i == 0 || text_measure(state->titles[i]) <= page->columns - CLOCK_COLUMNS)
            state->title = state->titles[i];
    static const struct list_shape shape = {.columns_max = 3, .column_least = 24, .numbered = true, .air = LIST_AIRY_IF_IT_FITS};
    struct list_shape arranged = shape;
    if ((int)state->count <= page->rows / 2)
        arranged.columns_max = 1;
    list_lay_out(&state->list, &page->lines, page->view, state->texts, state->count, &arranged, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct languages *state = page->state;
    list_paint(&state->list, canvas);
}

// What is asked for when the focused entry is opened.
static struct request open_language(struct page *page)
{
    const struct languages *state = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    const struct language *language = state->languages[state->list.focus];
    if (page->screen == &screen_second) {
        kiosk->second = language;
        language = kiosk->reader.languages[0];
    } else if (language == NULL) {
        return (struct request){.kind = REQUEST_OPEN, .screen = &screen_second};
    }
    return (struct request){.kind = REQUEST_LANGUAGE, .language = language};
}

static struct request act(struct page *page, const struct input *input)
{
    struct languages *state = page->state;
    switch (list_act(&state->list, input)) {
    case LIST_OPENED:
        return open_language(page);
    case LIST_MOVED:
        return (struct request){.kind = REQUEST_PAINT};
    case LIST_IGNORED:
        break;
    }
    return (struct request){.kind = REQUEST_NONE};
}

const struct screen screen_languages = {
    .name = "languages",
    .context = KIOSK_CONTEXT_LIST,
    .state_size = sizeof(struct languages),
    .title = title,
    .crumb = crumb,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
};

const struct screen screen_second = {
    .name = "second",
    .context = KIOSK_CONTEXT_LIST,
    .state_size = sizeof(struct languages),
    .title = title,
    .load = load_second,
    .layout = layout,
    .paint = paint,
    .act = act,
};
