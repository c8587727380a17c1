// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What somebody takes along of a thing, as the text of a code: whole lines, as many as there is room for, the most useful first.
// What had no room is told, so that the page can say it; nothing is ever cut.
//
// All texts are UTF-8 in logical order and without isolates (text_release). They are borrowed; what is made is in the arena.
#ifndef KOMPASS_CORE_OUTPUT_TAKE_H
#define KOMPASS_CORE_OUTPUT_TAKE_H

#include "core/base/arena.h"

#include <stddef.h>

enum take_field {
    TAKE_NAME,    // in German, as it stands at the door
    TAKE_MEANING, // its name in the reader's language
    TAKE_ADDRESS,
    TAKE_TOWN,
    TAKE_PHONE,
    TAKE_EMAIL,
    TAKE_WEB,
    TAKE_WHEN,
    TAKE_HOURS,
    TAKE_STEP,  // what to do next
    TAKE_BRING, // what to bring
    TAKE_FIELD_COUNT,
};

// One line, or one property of a format with a property a line.
struct take_line {
    enum take_field field;
    const char *text; // NULL or "": there is none, and nothing is left out for it
    int rank;         // lines of a lower one get the room first
};

// The text of a code.
struct payload {
    char *text;        // NULL: nothing has room, or there is nothing to be taken along
    size_t length;     // bytes
    unsigned left_out; // 1 << enum take_field of each line that had no room
};

// Joins `opening`, the lines that have room, in their order, and `closing`, with a line feed between all, in at most `limit` bytes.
// `opening` and `closing`, which may be "", count too; without any line between them nothing is taken.
void take_join(struct arena *arena, const char *opening, const struct take_line *lines, size_t count, const char *closing,
               size_t limit, struct payload *payload);

// A property's line, `name` and then the value as RFC 2426 (5, text-value) and RFC 5545 (3.3.11) have it: \ ; , and line feeds
// are written \\ \; \, and \n. NULL when the value is NULL or "".
char *take_property(struct arena *arena, const char *name, const char *value);

// The same for an address of the web, which is not a text there but a URI, and is not escaped. NULL too where it has blanks or
// control characters, as these would end the line.
char *take_uri(struct arena *arena, const char *name, const char *uri);

#endif
