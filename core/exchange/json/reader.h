// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Reading JSON by tables: one row says what a field is called, whether it must be there, how it is read and where it
// goes. Reading never stops at a problem; it reports each one with its file and place and goes on.
#ifndef KOMPASS_CORE_EXCHANGE_JSON_READER_H
#define KOMPASS_CORE_EXCHANGE_JSON_READER_H

#include "core/base/arena.h"
#include "core/base/status.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

struct json_reader {
    struct arena *arena; // holds everything read
    const char *file;    // as named in problems
    const char *manual;  // where the fields are described; NULL: data/content/README.md
    problem_sink *sink;  // may be NULL: problems are only counted
    void *context;
    long problems;  // so far
    size_t length;  // of path
    char path[256]; // the place being read: "offers[3].contacts[0].phone"
};

// Reads `value`, which is not NULL and not JSON null, to `place`; `detail` is whatever the row of the table gives.
typedef void json_read(struct json_reader *reader, json_t *value, const void *detail, void *place);

enum json_need { JSON_OPTIONAL, JSON_REQUIRED };

struct json_field {
    const char *name;
    enum json_need need; // optional: may be missing or null, and its place then stays zero
    json_read *read;
    const void *detail;
    size_t offset; // of its place in the struct
};

// An object with these fields and no others; read by json_read_object(). For json_read_open() others may be there, too.
struct json_shape {
    const struct json_field *fields;
    size_t count;
};

// A list of things of `size` bytes, at least one of them if `filled`; read by json_read_list() to a struct json_items.
struct json_list {
    json_read *read;
    const void *detail;
    size_t size;
    bool filled;
};

struct json_items {
    void *items; // `count` of them, in the arena
    size_t count;
};

// Numbers from `lowest` to `highest`; read by json_read_real() to a double.
struct json_real_range {
    double lowest, highest;
};

// Whole numbers from `lowest` to `highest`; read by json_read_number() to a long.
struct json_range {
    long lowest, highest;
};

// Parses the bytes and gives the root, which the caller ends with json_decref(). NULL, and one problem reported at
// "file:line:column", when they are not JSON in UTF-8 without double keys, whose root is an object or a list as `type` says.
json_t *json_parse(struct json_reader *reader, json_type type, const char *bytes, size_t size);

// Reports a problem at the present place.
void json_report(struct json_reader *reader, const char *mend, const char *why, ...)
    __attribute__((format(printf, 3, 4)));

// The place as reported: "offers/arrival.json: offers[3].phone"; in the arena.
const char *json_place(const struct json_reader *reader);

// A text from a file made safe to be shown in a message: without control characters, shortened; in the arena.
const char *json_quote(const struct json_reader *reader, const char *text);

// Enters a field or an element of a list, and leaves it again with the length that entering gave back.
size_t json_enter_field(struct json_reader *reader, const char *name);
size_t json_enter_element(struct json_reader *reader, size_t index);
void json_leave(struct json_reader *reader, size_t length);

// Reports and gives false when the value is of another type.
bool json_expect(struct json_reader *reader, json_t *value, json_type type);

json_read json_read_object; // detail: struct json_shape; place: the struct
json_read json_read_open;   // the same
json_read json_read_list;   // detail: struct json_list; place: struct json_items
json_read json_read_set;    // the same, of texts (const char *) of which none stands twice; 200 of them at most
json_read json_read_text;   // place: const char *, one line of accepted text, not empty, without blanks at its ends
json_read json_read_slug;   // place: const char *
json_read json_read_choice; // detail: const char *const *, ends in NULL; place: const char *, one of them
json_read json_read_number; // detail: struct json_range; place: long
json_read json_read_real;   // detail: struct json_real_range, or NULL for any; place: double

#endif
