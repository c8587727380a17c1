// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The chips of an offer, in a list and on its page: a list that promised more than the page would send people to closed doors.
#include "tui/kiosk/phrases.h"

#include "core/text/isolate.h"

#include <string.h>

enum { CHIPS_MAX = 7 };

static void add(struct chips *chips, const char *words, enum role role)
{
    chips->items[chips->count++] = (struct chip){.text = words, .role = role};
}

// Whether it is open, and bound to that the doubt about it, which is second; or that nobody knows, and the doubt alone.
static const char *add_opening(struct page *page, const struct catalog_offer *offer, bool reachable, struct chips *chips)
{
    const char *closure = phrase_closure(page, offer, false);
    const char *said = phrase_doubt(page, offer), *doubt;
    enum role role;
    bool told = !kiosk_doubts_clock(kiosk_of(page)) && (closure != NULL || (offer->hours_known && reachable));
    if (offer->temporarily_closed || told) {
        said = phrase_state(page, offer, &role, &doubt);
        add(chips, arena_format(&page->data, "%s %s", role == ROLE_OPEN ? "●" : "○", said), role == ROLE_TEXT ? ROLE_CLOSED : role);
        chips->items[chips->count - 1].bound = doubt != NULL;
        if (doubt != NULL)
            add(chips, doubt, ROLE_QUIET);
        return said;
    }
    if (!offer->hours_known && reachable)
        add(chips, phrase_unknown_hours_short(page, offer), ROLE_DOUBT);
    if (said != NULL)
        add(chips, said, ROLE_DOUBT);
    return said == NULL ? "" : said;
}

static bool is_spoken(const char *const *tags, size_t count, const struct language *language)
{
    for (size_t i = 0; i < count; i++) {
        const struct language *spoken = language_by_tag(tags[i]);
        if (spoken != NULL && language_is_same(spoken, language))
            return true;
    }
    return false;
}

// The reader's language, where it is spoken and no matter of course.
static void add_spoken(struct page *page, const char *const *tags, size_t count, struct chips *chips)
{
    const struct language *language = kiosk_of(page)->reader.languages[0];
    if (is_spoken(tags, count, language) && !language_is_same(language, language_by_tag("de")))
        add(chips, arena_format(&page->data, "✓ %s", message_language_name(page->view->messages, &page->data, language->tag)), ROLE_OPEN);
}

struct chips phrase_chips(struct page *page, const struct catalog_offer *offer, bool reachable)
{
    struct messages *messages = page->view->messages;
    struct chips chips = {.items = arena_allocate(&page->data, CHIPS_MAX, sizeof *chips.items)};
    const char *opening = add_opening(page, offer, reachable, &chips);
    if (offer->cost == COST_FREE)
        add(&chips, message_text(messages, MESSAGE_COST_FREE), ROLE_FREE);
    const char *appointment = message_text(messages, MESSAGE_APPOINTMENT_NEEDED);
    if (reachable && offer->by_appointment == VALUE_YES && strstr(opening, appointment) == NULL)
        add(&chips, appointment, ROLE_DOUBT);
    add_spoken(page, offer->spoken, offer->spoken_count, &chips);
    return chips;
}

// Whether it goes on now, and what of its dates is not as people know them.
static void add_dates(struct page *page, const struct catalog_event_line *line, struct chips *chips)
{
    struct kiosk *kiosk = kiosk_of(page);
    struct messages *messages = page->view->messages;
    const struct occurrence *next = &line->next.occurrence;
    struct local_time now = page->view->tick.now, cancelled;
    bool sure = !kiosk_doubts_clock(kiosk);
    if (sure && !line->next.all_day && recurrence_minutes(next->begins, now) >= 0 && recurrence_minutes(now, next->ends) > 0)
        add(chips, arena_format(&page->data, "● %s", message_text(messages, MESSAGE_EVENT_NOW)), ROLE_OPEN);
    if (line->next.unusual)
        add(chips, message_text(messages, MESSAGE_EVENT_UNUSUAL), ROLE_DOUBT);
    struct event_span until_next = {.from = now, .to = next->begins};
    if (sure && catalog_event_cancelled(kiosk->catalog, line->entry.id, &until_next, &cancelled, 1) > 0) {
        const char *date = message_date(messages, &page->data, cancelled, DATE_STYLE_LONG);
        add(chips, message_format(messages, &page->data, MESSAGE_EVENT_CANCELLED, (const char *const[]){date, NULL}), ROLE_DOUBT);
    }
}

struct chips phrase_event_chips(struct page *page, const struct catalog_event_line *line)
{
    struct messages *messages = page->view->messages;
    struct chips chips = {.items = arena_allocate(&page->data, CHIPS_MAX, sizeof *chips.items)};
    add_dates(page, line, &chips);
    if (line->cost == COST_FREE)
        add(&chips, message_text(messages, MESSAGE_COST_FREE), ROLE_FREE);
    if (line->by_appointment == VALUE_YES)
        add(&chips, message_text(messages, MESSAGE_APPOINTMENT_NEEDED), ROLE_DOUBT);
    add_spoken(page, line->spoken, line->spoken_count, &chips);
    if (line->entry.german != NULL)
        add(&chips, text_isolate(&page->data, TEXT_FIELD_NAME, line->entry.german), ROLE_QUIET);
    return chips;
}
