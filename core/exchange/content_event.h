// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// When an event is, as the database writes it.
#ifndef KOMPASS_CORE_EXCHANGE_CONTENT_EVENT_H
#define KOMPASS_CORE_EXCHANGE_CONTENT_EVENT_H

#include "core/exchange/content_model.h"

// Sets the times of an event from its first time. With `all_day` only the days count, the last one to its end; what ends
// before it begins has no known end; more than a year is cut off.
void event_set_times(struct arena *arena, struct content_event *event, struct local_time begins, struct local_time ends,
                     bool all_day);

json_read event_read_when; // {"starts", "ends", "repeats", "except"}; place: the struct content_event

#endif
