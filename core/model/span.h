// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Opening hours as entries of a record's list "schedule" (core/model/record.h), and back.
#ifndef KOMPASS_CORE_MODEL_SPAN_H
#define KOMPASS_CORE_MODEL_SPAN_H

#include "core/base/arena.h"
#include "core/time/hours.h"

#include <jansson.h>

// The entry of a span; the caller's. What restricts nothing is not in it. CLOSURE_EACH_DAY is no weekday.
json_t *span_to_entry(const struct opening_span *span);

// The span of an entry; texts in the arena. What is no season or no weeks is passed over.
struct opening_span span_from_entry(struct arena *arena, json_t *entry);

// What the table `schedule` has for `weeks`: NULL, "odd" or "even"; and back, OPENING_EACH_WEEK for any other text and NULL.
const char *span_weeks_name(enum opening_weeks weeks);
enum opening_weeks span_weeks_of(const char *name);

// The bounds of a span as that table has them: "2027-03-01", or "03-01" of each year; either may be NULL. False when they are no
// days, of two sorts, of each year with one alone, or the last before the first; the span is then without any.
bool span_set_season(struct opening_span *span, const char *from, const char *until);

// One of them, NULL when there is none; in the arena.
const char *span_valid_from(struct arena *arena, const struct opening_span *span);
const char *span_valid_until(struct arena *arena, const struct opening_span *span);

#endif
