// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Which events a visitor wants to see: by topic, language, cost and for whom. What nobody stated is unknown, and hides nothing.
#ifndef KOMPASS_TUI_KIOSK_EVENT_CHOICE_H
#define KOMPASS_TUI_KIOSK_EVENT_CHOICE_H

#include "tui/kiosk/phrases.h"

// All events to come, whatever is chosen; by a doubtful clock all of the release.
struct catalog_events event_choice_events(struct page *page);

// Whether an event is what was chosen.
enum three_valued event_choice_fits(const struct event_choice *choice, const struct catalog_event_line *line);

// How many are surely.
size_t event_choice_count(const struct event_choice *choice, const struct catalog_events *events);

// Whether there is anything to choose by.
bool event_choice_is_any(struct page *page, const struct catalog_events *events);

// What is chosen, in words; none when all are shown.
struct chips event_choice_chips(struct page *page);

#endif
