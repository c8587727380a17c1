// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What besides its week says when an offer under edit is open, and whatever else its page says of that before it is saved.
#ifndef KOMPASS_CORE_DESK_OPENING_FACTS_H
#define KOMPASS_CORE_DESK_OPENING_FACTS_H

#include "core/desk/sheet.h"
#include "core/time/hours_text.h"

// In the arena that they were read into.
struct opening_facts {
    struct holiday *holidays;
    size_t holiday_count;
    struct closure *closures; // of the offer, of its organization, of all offices
    size_t closure_count;
};

// Those of the editorial database, with names and reasons in a language or else in German.
enum status opening_facts_read(struct opening_facts *facts, struct arena *arena, sqlite3 *editorial, const struct sheet *sheet,
                               const char *language, struct problem *problem);

// What the kiosk will say at a time if the record has these hours: catalog_opening().
void opening_facts_at(const struct opening_facts *facts, const struct sheet *sheet, const struct hours_text *hours,
                      struct local_time now, struct opening *opening);

// The week of an offer under edit as people write it, in the arena; "" when its hours are not known.
const char *opening_facts_text(struct arena *arena, const struct sheet *sheet, const char *language);

// Adds a fault for hours of a contact that the record does not have, where the text names it.
void opening_facts_check(const struct sheet *sheet, const char *text, struct hours_text *hours);

// The same of the entries of its list "schedule".
const char *opening_schedule_text(struct arena *arena, json_t *schedule, bool by_appointment, const char *language);

// Puts a week that was read without a fault into the record.
void opening_facts_put(struct sheet *sheet, const struct hours_text *hours);

#endif
