// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// jansson keeps no places, and keeping them for each of 20,000 texts would cost more than reading the file once more for
// the few problems that are told.
#include "core/exchange/json/line.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct line_walk {
    const char *bytes;
    size_t size, at;
};

static int peek(const struct line_walk *walk)
{
    return walk->at < walk->size ? (unsigned char)walk->bytes[walk->at] : -1;
}

// Goes on to the next sign that is neither a blank nor one of `also`.
static void skip(struct line_walk *walk, const char *also)
{
    while (peek(walk) > 0 && (strchr(" \t\r\n", peek(walk)) != NULL || strchr(also, peek(walk)) != NULL))
        walk->at++;
}

static void skip_text(struct line_walk *walk)
{
    for (walk->at++; peek(walk) >= 0 && peek(walk) != '"'; walk->at++)
        walk->at += peek(walk) == '\\';
    walk->at++;
}

// Behind the value that begins here, however deep it is.
static void skip_value(struct line_walk *walk)
{
    long open = 0;
    do {
        int sign = peek(walk);
        if (sign == '"') {
            skip_text(walk);
        } else {
            open += sign == '{' || sign == '[';
            open -= sign == '}' || sign == ']';
            walk->at++;
        }
        skip(walk, open > 0 ? ",:" : "");
        if (open == 0 && (sign == '"' || sign == '}' || sign == ']'))
            return;
    } while (peek(walk) >= 0 && (open > 0 || strchr(",}]", peek(walk)) == NULL));
}

// Enters the member of that name in the object that begins here; false when it has none.
static bool enter_member(struct line_walk *walk, const char *name, size_t length)
{
    if (peek(walk) != '{')
        return false;
    walk->at++;
    for (skip(walk, ","); peek(walk) == '"'; skip(walk, ",")) {
        size_t first = walk->at;
        skip_text(walk);
        bool found = walk->at <= walk->size && walk->at - first == length + 2 &&
                     memcmp(walk->bytes + first + 1, name, length) == 0;
        skip(walk, ":");
        if (found) {
            // A value may begin on a later line than its name; people look for the name.
            if (peek(walk) != '{' && peek(walk) != '[')
                walk->at = first;
            return true;
        }
        skip_value(walk);
    }
    return false;
}

static bool enter_element(struct line_walk *walk, unsigned long index)
{
    if (peek(walk) != '[')
        return false;
    walk->at++;
    for (skip(walk, ","); peek(walk) >= 0 && peek(walk) != ']'; skip(walk, ",")) {
        if (index-- == 0)
            return true;
        skip_value(walk);
    }
    return false;
}

size_t json_line_of(const char *bytes, size_t size, const char *path)
{
    struct line_walk walk = {bytes, size, 0};
    size_t found = 0;
    bool entered = true;
    skip(&walk, "");
    while (entered) {
        found = walk.at < size ? walk.at : size;
        path += *path == '.';
        size_t length = strcspn(path, ".[");
        if (*path == '[') {
            char *end;
            unsigned long index = strtoul(path + 1, &end, 10);
            entered = *end == ']' && enter_element(&walk, index);
            path = end + 1;
        } else {
            entered = length > 0 && enter_member(&walk, path, length);
            path += length;
        }
    }
    size_t line = 1;
    for (size_t i = 0; i < found; i++)
        line += bytes[i] == '\n';
    return line;
}
