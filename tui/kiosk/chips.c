// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The chips of an offer, in a list and on its page: a list that promised more than the page would send people to closed doors.
#include "tui/kiosk/phrases.h"

#include <string.h>

enum { CHIPS_MAX = 5 };

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

static bool is_spoken(const struct catalog_offer *offer, const struct language *language)
{
    for (size_t i = 0; i < offer->spoken_count; i++) {
        const struct language *spoken = language_by_tag(offer->spoken[i]);
        if (spoken != NULL && language_is_same(spoken, language))
            return true;
    }
    return false;
}

struct chips phrase_chips(struct page *page, const struct catalog_offer *offer, bool reachable)
{
    struct messages *messages = page->view->messages;
    const struct language *language = kiosk_of(page)->reader.languages[0];
    struct chips chips = {.items = arena_allocate(&page->data, CHIPS_MAX, sizeof *chips.items)};
    const char *opening = add_opening(page, offer, reachable, &chips);
    if (offer->cost == COST_FREE)
        add(&chips, message_text(messages, MESSAGE_COST_FREE), ROLE_FREE);
    const char *appointment = message_text(messages, MESSAGE_APPOINTMENT_NEEDED);
    if (reachable && offer->by_appointment == VALUE_YES && strstr(opening, appointment) == NULL)
        add(&chips, appointment, ROLE_DOUBT);
    if (is_spoken(offer, language) && !language_is_same(language, language_by_tag("de")))
        add(&chips, arena_format(&page->data, "✓ %s", message_language_name(messages, &page->data, language->tag)), ROLE_OPEN);
    return chips;
}
