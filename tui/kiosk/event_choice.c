// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The page offers only what some event to come is known for, so no choice leads to nothing by itself; of each sort one can be chosen,
// and chosen again it is given up.
#include "tui/kiosk/event_choice.h"

#include "tui/kiosk/screens.h"
#include "tui/kit/list.h"

#include <string.h>

enum {
    CHOICES_MAX = 64,
    ABOVE = 2, // what shows them, and what gives up all choices
    COLUMN_LEAST = 26,
};

enum choice_sort { BY_AREA, BY_LANGUAGE, BY_COST, BY_AUDIENCE };

struct choosable {
    enum choice_sort sort;
    const char *value; // an id or a tag
    unsigned audience;
    const char *words;
};

struct choice_page {
    struct list list;
    struct list_text *texts;
    struct choosable items[CHOICES_MAX]; // their texts in the page's data
    size_t count;
};

struct catalog_events event_choice_events(struct page *page)
{
    struct kiosk *kiosk = kiosk_of(page);
    struct event_span span = {.from = page->view->tick.now};
    if (kiosk->catalog == NULL)
        return (struct catalog_events){0};
    if (kiosk_doubts_clock(kiosk))
        span.from = catalog_release(kiosk->catalog)->created_date;
    return catalog_events(kiosk->catalog, &page->data, &kiosk->reader, &span, NULL);
}

static bool has_word(const char *const *words, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i], word) == 0)
            return true;
    return false;
}

static enum three_valued fits_words(const char *chosen, const char *const *words, size_t count)
{
    return chosen[0] == '\0' ? VALUE_YES : count == 0 ? VALUE_UNKNOWN : has_word(words, count, chosen) ? VALUE_YES : VALUE_NO;
}

static enum three_valued fits_audience(unsigned chosen, unsigned audiences)
{
    return chosen == 0 ? VALUE_YES : audiences == 0 ? VALUE_UNKNOWN : (audiences & (chosen | 1u << AUDIENCE_EVERYONE)) != 0 ? VALUE_YES : VALUE_NO;
}

static enum three_valued fits_cost(bool chosen, enum offer_cost cost)
{
    return !chosen || cost == COST_FREE ? VALUE_YES : cost == COST_PAID ? VALUE_NO : VALUE_UNKNOWN; // "depends" on the visitor
}

enum three_valued event_choice_fits(const struct event_choice *choice, const struct catalog_event_line *line)
{
    const enum three_valued each[] = {
        fits_words(choice->area, line->areas, line->area_count),
        fits_words(choice->spoken, line->spoken, line->spoken_count),
        fits_cost(choice->free, line->cost),
        fits_audience(choice->audience, line->audiences),
    };
    enum three_valued all = VALUE_YES;
    for (size_t i = 0; i < sizeof each / sizeof *each; i++)
        all = each[i] == VALUE_NO || all == VALUE_NO ? VALUE_NO : each[i] == VALUE_UNKNOWN ? VALUE_UNKNOWN : all;
    return all;
}

size_t event_choice_count(const struct event_choice *choice, const struct catalog_events *events)
{
    size_t count = 0;
    for (size_t i = 0; i < events->count; i++)
        count += event_choice_fits(choice, &events->items[i]) == VALUE_YES;
    return count;
}

static void offer_choice(struct choosable *items, size_t *count, enum choice_sort sort, const char *value, unsigned audience, const char *words)
{
    for (size_t i = 0; i < *count; i++)
        if (items[i].sort == sort && items[i].audience == audience && strcmp(items[i].value, value) == 0)
            return;
    if (words != NULL && *count < CHOICES_MAX)
        items[(*count)++] = (struct choosable){sort, value, audience, words};
}

// The life areas in the order of the first page.
static void offer_areas(struct page *page, const struct catalog_events *events, struct choosable *items, size_t *count)
{
    struct kiosk *kiosk = kiosk_of(page);
    struct catalog_list areas = catalog_areas(kiosk->catalog, &page->data, &kiosk->reader);
    for (size_t a = 0; a < areas.count; a++)
        for (size_t i = 0; i < events->count; i++)
            if (has_word(events->items[i].areas, events->items[i].area_count, areas.entries[a].id))
                offer_choice(items, count, BY_AREA, areas.entries[a].id, 0, phrase_text(page, &areas.entries[a].title));
}

// Either the reader's language, which comes first, or any.
static void offer_languages(struct page *page, const struct catalog_events *events, bool own, struct choosable *items, size_t *count)
{
    const char *reader = kiosk_of(page)->reader.languages[0]->tag;
    for (size_t i = 0; i < events->count; i++)
        for (size_t s = 0; s < events->items[i].spoken_count; s++) {
            const char *tag = events->items[i].spoken[s];
            if ((!own || strcmp(tag, reader) == 0) && strlen(tag) < sizeof kiosk_of(page)->events.spoken)
                offer_choice(items, count, BY_LANGUAGE, tag, 0, message_language_name(page->view->messages, &page->data, tag));
        }
}

static size_t offer_choices(struct page *page, const struct catalog_events *events, struct choosable *items)
{
    struct messages *messages = page->view->messages;
    size_t count = 0;
    offer_areas(page, events, items, &count);
    offer_languages(page, events, true, items, &count);
    offer_languages(page, events, false, items, &count);
    for (size_t i = 0; i < events->count; i++)
        if (events->items[i].cost == COST_FREE)
            offer_choice(items, &count, BY_COST, "", 0, message_text(messages, MESSAGE_COST_FREE));
    for (int audience = AUDIENCE_EVERYONE + 1; audience < AUDIENCE_COUNT; audience++)
        for (size_t i = 0; i < events->count; i++)
            if ((events->items[i].audiences & 1u << audience) != 0)
                offer_choice(items, &count, BY_AUDIENCE, "", 1u << audience, phrase_audience(page, (enum audience)audience));
    return count;
}

static bool is_chosen(const struct event_choice *choice, const struct choosable *item)
{
    return item->sort == BY_AREA       ? strcmp(choice->area, item->value) == 0
           : item->sort == BY_LANGUAGE ? strcmp(choice->spoken, item->value) == 0
           : item->sort == BY_COST     ? choice->free
                                       : choice->audience == item->audience;
}

bool event_choice_is_any(struct page *page, const struct catalog_events *events)
{
    struct choosable items[CHOICES_MAX];
    return offer_choices(page, events, items) > 0;
}

struct chips event_choice_chips(struct page *page)
{
    struct kiosk *kiosk = kiosk_of(page);
    struct messages *messages = page->view->messages;
    const struct event_choice *choice = &kiosk->events;
    struct chips chips = {.items = arena_allocate(&page->data, BY_AUDIENCE + 1, sizeof *chips.items)};
    struct catalog_entry area;
    if (choice->area[0] != '\0' && catalog_entry(kiosk->catalog, &page->data, &kiosk->reader, choice->area, &area) && area.title.value != NULL)
        chips.items[chips.count++] = (struct chip){.text = phrase_text(page, &area.title), .role = ROLE_TEXT};
    if (choice->spoken[0] != '\0')
        chips.items[chips.count++] = (struct chip){.text = message_language_name(messages, &page->data, choice->spoken), .role = ROLE_TEXT};
    if (choice->free)
        chips.items[chips.count++] = (struct chip){.text = message_text(messages, MESSAGE_COST_FREE), .role = ROLE_FREE};
    for (int audience = 0; audience < AUDIENCE_COUNT; audience++)
        if (choice->audience == 1u << audience)
            chips.items[chips.count++] = (struct chip){.text = phrase_audience(page, (enum audience)audience), .role = ROLE_TEXT};
    return chips;
}

// ---- the page -----------------------------------------------------------------------------------------------------

static const char *title(struct page *page)
{
    return message_text(page->view->messages, MESSAGE_EVENTS_CHOOSE);
}

static const char *heading_of(const struct page *page, enum choice_sort sort)
{
    static const enum kiosk_message headings[] = {
        [BY_AREA] = MESSAGE_GROUP_TOPICS, [BY_LANGUAGE] = MESSAGE_FIELD_SPOKEN, [BY_COST] = MESSAGE_FIELD_COST, [BY_AUDIENCE] = MESSAGE_FIELD_AUDIENCE};
    return message_text(page->view->messages, headings[sort]);
}

// A mark and bold letters, as answers have.
static struct list_text marked(struct page *page, const char *words, bool is)
{
    return (struct list_text){.title = is ? arena_format(&page->data, "✓ %s", words) : words, .role = is ? ROLE_STRONG : ROLE_TEXT};
}

static void load(struct page *page)
{
    static const struct event_choice nothing;
    struct choice_page *state = page->state;
    const struct event_choice *choice = &kiosk_of(page)->events;
    struct messages *messages = page->view->messages;
    struct catalog_events events = event_choice_events(page);
    state->count = kiosk_of(page)->catalog == NULL ? 0 : offer_choices(page, &events, state->items);
    state->texts = arena_allocate(&page->data, state->count + ABOVE, sizeof *state->texts);
    const char *count = arena_format(&page->data, "%zu", event_choice_count(choice, &events));
    state->texts[0] = (struct list_text){
        .title = message_format(messages, &page->data, MESSAGE_EVENTS_SHOW, (const char *const[]){count, NULL}), .role = ROLE_LINK};
    state->texts[1] = marked(page, message_text(messages, MESSAGE_EVENTS_ALL), memcmp(choice, &nothing, sizeof nothing) == 0);
    for (size_t i = 0; i < state->count; i++) {
        state->texts[i + ABOVE] = marked(page, state->items[i].words, is_chosen(choice, &state->items[i]));
        if (i == 0 || state->items[i].sort != state->items[i - 1].sort)
            state->texts[i + ABOVE].group = heading_of(page, state->items[i].sort);
    }
}

static void layout(struct page *page)
{
    struct choice_page *state = page->state;
    const struct list_shape shape = {.columns_max = 2, .column_least = COLUMN_LEAST, .numbered = true, .air = LIST_TIGHT};
    list_lay_out(&state->list, &page->lines, page->view, state->texts, state->count + ABOVE, &shape, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct choice_page *state = page->state;
    list_paint(&state->list, canvas);
}

static void choose(struct event_choice *choice, const struct choosable *item)
{
    bool was = is_chosen(choice, item);
    const char *value = was ? "" : item->value;
    if (item->sort == BY_COST)
        choice->free = !was;
    else if (item->sort == BY_AUDIENCE)
        choice->audience = was ? 0 : item->audience;
    else if (item->sort == BY_AREA)
        strncpy(choice->area, value, sizeof choice->area - 1); // what is left is filled with NUL, so choices can be compared
    else
        strncpy(choice->spoken, value, sizeof choice->spoken - 1);
}

static struct request act(struct page *page, const struct input *input)
{
    struct choice_page *state = page->state;
    struct event_choice *choice = &kiosk_of(page)->events;
    switch (list_act(&state->list, input)) {
    case LIST_OPENED:
        if (state->list.focus == 0)
            return (struct request){.kind = REQUEST_BACK};
        if (state->list.focus < ABOVE)
            explicit_bzero(choice, sizeof *choice);
        else
            choose(choice, &state->items[state->list.focus - ABOVE]);
        return (struct request){.kind = REQUEST_LOAD};
    case LIST_MOVED:
        return (struct request){.kind = REQUEST_PAINT};
    case LIST_IGNORED:
        break;
    }
    return (struct request){.kind = REQUEST_NONE};
}

const struct screen screen_event_choice = {
    .name = "event-choice",
    .context = KIOSK_CONTEXT_LIST,
    .state_size = sizeof(struct choice_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
};
