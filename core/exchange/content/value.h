// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The values that content files write as texts: dates, times, addresses, telephone numbers, languages.
#ifndef KOMPASS_CORE_EXCHANGE_CONTENT_VALUE_H
#define KOMPASS_CORE_EXCHANGE_CONTENT_VALUE_H

#include "core/exchange/json/reader.h"

#include <stdbool.h>

// All read a JSON text; place: const char *, if nothing else is said.
json_read value_read_day;  // YYYY-MM-DD, a day that exists
json_read value_read_date; // YYYY, YYYY-MM or YYYY-MM-DD
json_read value_read_url;  // http:// or https://, RFC 3986
json_read value_read_email;
json_read value_read_phone;       // E.164 (ITU): +, country, number, 15 digits at most
json_read value_read_dialled;     // what is dialled in an emergency: digits, with blanks between
json_read value_read_spoken;      // a BCP 47 tag of a language that Unicode's CLDR knows a name for
json_read value_read_zone;        // an IANA time zone
json_read value_read_country;     // ISO 3166-1 alpha-2
json_read value_read_subdivision; // ISO 3166-2
json_read value_read_flag;        // true or false; place: enum three_valued

// Minutes since midnight of "HH:MM" from 00:00 to 24:00, -1 and a problem for anything else.
int value_read_minutes(struct json_reader *reader, json_t *value);

// A language that texts can be shown in: the tag as core/language spells it, NULL and a problem for any other.
const char *value_language(struct json_reader *reader, const char *tag);

// Tags (const char *) parted by blanks, in the arena; those that could not be read are left out. NULL: none.
const char *value_joined(struct arena *arena, const struct json_items *tags);

#endif
