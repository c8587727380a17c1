// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Opening hours as the content files write them.
#ifndef KOMPASS_CORE_EXCHANGE_CONTENT_SCHEDULE_H
#define KOMPASS_CORE_EXCHANGE_CONTENT_SCHEDULE_H

#include "core/exchange/json/reader.h"

// A list of {"days", "opens", "closes", "by_appointment", "by_phone", "weeks", "from", "until", "languages", "contact"}, each spread over its days. place: struct json_items, of struct
// opening_span.
json_read schedule_read_weekly;
json_read schedule_read_changed; // "days" may be missing: CLOSURE_EACH_DAY

#endif
