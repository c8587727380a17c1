// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The events that are not over by their next date: today, in the rest of the week, later. First stands what chooses among them; where
// there is none to come, it says so and who may know more.
#include "tui/kiosk/entries.h"
#include "tui/kiosk/event_choice.h"
#include "tui/kiosk/phrases.h"
#include "tui/kiosk/screens.h"

#include <string.h>

struct events {
    struct entries entries;
    struct event_choice read_for; // that the entries were read for
    bool chooses;                 // the first one chooses among the others
    const char *headed;           // the heading that was set last
};

static const char *title(struct page *page)
{
    return message_text(page->view->messages, MESSAGE_EVENTS_TITLE);
}

static void add(struct page *page, const struct catalog_entry *entry, struct list_text text, const char *heading)
{
    struct events *state = page->state;
    struct entries *entries = &state->entries;
    if (state->headed != heading)
        text.group = heading;
    state->headed = heading;
    entries->entries[entries->count] = *entry;
    entries->texts[entries->count++] = text;
}

// By a doubtful clock nobody knows what is today: dates alone tell.
static const char *heading_of(struct page *page, const struct event_time *next)
{
    struct local_time now = page->view->tick.now, begins = next->occurrence.begins;
    int64_t today = clock_day_number(now.year, now.month, now.day);
    int64_t day = clock_day_number(begins.year, begins.month, begins.day);
    if (kiosk_doubts_clock(kiosk_of(page)))
        return NULL;
    return message_text(page->view->messages, day <= today                     ? MESSAGE_EVENTS_TODAY
                                              : day < today + 7 - now.weekday ? MESSAGE_EVENTS_WEEK // it ends on Sunday (ISO 8601)
                                                                              : MESSAGE_EVENTS_LATER);
}

static void add_choice(struct page *page, bool any_fits)
{
    struct events *state = page->state;
    struct messages *messages = page->view->messages;
    struct chips chips = event_choice_chips(page);
    struct list_text text = {.title = message_text(messages, MESSAGE_EVENTS_CHOOSE),
                             .detail = any_fits ? NULL : message_text(messages, MESSAGE_EVENTS_NONE_FIT),
                             .chips = chips.items,
                             .chip_count = chips.count,
                             .role = ROLE_LINK};
    add(page, &(struct catalog_entry){.id = ""}, text, NULL);
    state->chooses = true;
}

// Those that fit by their dates, then those of which nobody knows whether they do: unknown hides nothing.
static void add_events(struct page *page, const struct catalog_events *events)
{
    const struct event_choice *choice = &kiosk_of(page)->events;
    for (size_t i = 0; i < events->count; i++)
        if (event_choice_fits(choice, &events->items[i]) == VALUE_YES)
            add(page, &events->items[i].entry, event_card(&events->items[i], page), heading_of(page, &events->items[i].next));
    const char *unsure = message_text(page->view->messages, MESSAGE_EVENTS_UNSURE);
    for (size_t i = 0; i < events->count; i++)
        if (event_choice_fits(choice, &events->items[i]) == VALUE_UNKNOWN)
            add(page, &events->items[i].entry, event_card(&events->items[i], page), unsure);
}

static void add_places(struct page *page)
{
    struct events *state = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    struct messages *messages = page->view->messages;
    struct catalog_list places = {0};
    if (kiosk->catalog != NULL)
        places = catalog_meeting_places(kiosk->catalog, &page->data, &kiosk->reader);
    entries_begin(&state->entries, page, places.count);
    state->entries.saying = arena_format(&page->data, "%s %s", message_text(messages, MESSAGE_EVENTS_NONE), message_text(messages, MESSAGE_NEXT_ASK));
    entries_add(&state->entries, page, &places, MESSAGE_EVENTS_PLACES);
}

static void load(struct page *page)
{
    struct events *state = page->state;
    struct kiosk *kiosk = kiosk_of(page);
    struct catalog_events events = event_choice_events(page);
    state->read_for = kiosk->events;
    state->chooses = false;
    state->headed = NULL;
    if (events.count == 0) {
        add_places(page);
        return;
    }
    entries_begin(&state->entries, page, events.count + 1);
    if (kiosk_doubts_clock(kiosk))
        state->entries.saying = message_text(page->view->messages, MESSAGE_CLOCK_DOUBTED);
    if (event_choice_is_any(page, &events))
        add_choice(page, event_choice_count(&kiosk->events, &events) > 0);
    add_events(page, &events);
}

// Coming back from choosing, it is read anew.
static void layout(struct page *page)
{
    struct events *state = page->state;
    if (memcmp(&state->read_for, &kiosk_of(page)->events, sizeof state->read_for) != 0) {
        arena_reset(&page->data);
        load(page);
    }
    entries_lay_out(&state->entries, page);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct events *state = page->state;
    entries_paint(&state->entries, canvas);
}

static struct request act(struct page *page, const struct input *input)
{
    struct events *state = page->state;
    struct request request = entries_act(&state->entries, input);
    if (request.kind == REQUEST_OPEN && state->chooses && state->entries.list.focus == 0)
        return (struct request){.kind = REQUEST_OPEN, .screen = &screen_event_choice};
    return request;
}

const struct screen screen_events = {
    .name = "events",
    .context = KIOSK_CONTEXT_LIST,
    .state_size = sizeof(struct events),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
};
