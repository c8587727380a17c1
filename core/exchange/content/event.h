// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// When an event is, as the database writes it.
#ifndef KOMPASS_CORE_EXCHANGE_CONTENT_EVENT_H
#define KOMPASS_CORE_EXCHANGE_CONTENT_EVENT_H

#include "core/exchange/content/model.h"

// Sets the times of an event from its first time. With `all_day` only the days count, the last one to its end; what
// ends before it begins has no known end; more than a year is cut off.
void event_set_times(struct arena *arena, struct content_event *event, struct local_time begins, struct local_time ends,
                     bool all_day);

json_read event_read_when; // {"starts", "ends", "repeats", "except"}; place: the struct content_event

// What can only be checked when all files were read: whether its rule can be followed and has dates, and whether
// exceptions are of such dates. UNTIL becomes wall time of the IANA zone; NULL: no zone is known, and UNTIL in UTC is
// refused.
void event_check(struct json_reader *reader, struct content_event *event, const char *zone);

// The rule with its UNTIL, if it is in UTC or a day, in wall time of the zone (its last second); otherwise as it is.
const char *event_local_rule(struct arena *arena, const char *rule, const char *zone);

// What the clocks of an IANA zone show at a moment of UTC. False when ICU does not know it.
bool event_time_in_zone(const char *zone, struct local_time utc, struct local_time *local);

#endif
