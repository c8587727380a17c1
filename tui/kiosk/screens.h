// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// All screens of the kiosk, in the order in which a newcomer meets them. A screen knows the others only by this list.
#ifndef KOMPASS_TUI_KIOSK_SCREENS_H
#define KOMPASS_TUI_KIOSK_SCREENS_H

#include "core/catalog/catalog.h"
#include "tui/kit/page.h"

extern const struct screen screen_attract;   // greetings in all languages; any key goes on
extern const struct screen screen_languages; // the languages by their own names
extern const struct screen screen_second;    // the languages again: which one the visitor also reads
extern const struct screen screen_home;      // life areas, search, guides, emergency
extern const struct screen screen_area;      // argument: area; its topics and guides
extern const struct screen screen_topic;     // argument: topic; its articles and offers
extern const struct screen screen_offer;     // argument: offer
extern const struct screen screen_card;      // argument: offer; name and address for somebody who reads German
extern const struct screen screen_feedback;  // argument: offer; what a visitor has to say of it
extern const struct screen screen_article;   // argument: article
extern const struct screen screen_guides;    // all guides
extern const struct screen screen_guide;     // argument: guide; its steps with offers
extern const struct screen screen_situations; // what brings somebody here
extern const struct screen screen_question;   // argument: its number and a situation
extern const struct screen screen_result;     // the same; what helps
extern const struct screen screen_events;    // all events that are not over, or those that were chosen, the next one first
extern const struct screen screen_event_choice; // which of them are shown
extern const struct screen screen_event;     // argument: event
extern const struct screen screen_take;      // argument: offer, event or guide; what of it goes onto a telephone
extern const struct screen screen_words;     // argument: a page whose German words it explains, or one such word
extern const struct screen screen_search;
extern const struct screen screen_emergency;
extern const struct screen screen_help;
extern const struct screen screen_about;

// Whether the card has anything to say: a street to be shown the way to, or a number to be helped to call.
bool card_serves(const struct catalog_offer *offer);

// The numbers of the emergency page, in the page's data: of the catalog, or those that are compiled in.
const struct emergency_number *emergency_numbers(struct page *page, size_t *count);

#endif
