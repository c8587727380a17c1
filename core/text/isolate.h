// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Keeps typed fields whole inside text of the other direction: a phone number must not be turned round or broken. For
// what is in the middle of free text, see find_fields in layout.h.
#ifndef KOMPASS_CORE_TEXT_ISOLATE_H
#define KOMPASS_CORE_TEXT_ISOLATE_H

#include "core/base/arena.h"
#include "core/text/layout.h"

enum text_field {
    TEXT_FIELD_NAME,    // a name in a language of its own: own direction, may wrap
    TEXT_FIELD_ADDRESS, // left to right; may wrap at spaces, the house number stays with its street
    TEXT_FIELD_PHONE,   // left to right, never wrapped
    TEXT_FIELD_TIME,    // a time or a span of times: left to right, never wrapped
    TEXT_FIELD_DATE,    // own direction, never wrapped
    TEXT_FIELD_URL,     // left to right; may wrap after a slash when it is longer than a line
    TEXT_FIELD_EMAIL,   // left to right, never wrapped unless longer than a line
    TEXT_FIELD_PRICE,   // left to right, never wrapped
};

// The field's text between LRI (or FSI) and PDI (UAX #9, 2.4), with no-break characters inside as its kind asks; in
// the arena. NULL gives NULL. To be used where a field enters a message or a line, never in stored text.
char *text_isolate(struct arena *arena, enum text_field field, const char *text);

// The text for a device that is not ours, in a paragraph of that direction: without isolates and what keeps lines together, as old
// telephones draw these as boxes. In a text from right to left the two marks of Unicode 1.1, which all know, keep the order where it
// would be another (UAX #9, P2, W7 and N1): before a number, between two fields, and where a line begins with a foreign letter. In the
// arena; NULL gives NULL.
char *text_release(struct arena *arena, const char *text, enum text_direction direction);

#endif
