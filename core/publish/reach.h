// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Which things others lead to: found a set at a time, a statement for each kind of link whatever the number of things, so that a topic
// with hundreds of offers costs no more statements than one offer does.
#ifndef KOMPASS_CORE_PUBLISH_REACH_H
#define KOMPASS_CORE_PUBLISH_REACH_H

#include "core/base/arena.h"
#include "core/base/status.h"

#include <jansson.h>
#include <sqlite3.h>

// Things of a database, and how they were found. Begins with all of these set; the caller ends `ids` and the arena.
struct reach {
    struct arena arena;
    sqlite3 *database;
    json_t *ids; // an object whose keys are the ids
    struct problem *problem;
    enum status status; // of the first failure; after it nothing is found
};

enum reach_direction {
    REACH_TO,         // where they lead
    REACH_TO_NEEDED,  // without what they cannot be
    REACH_FROM,       // what leads to them
    REACH_FROM_NEEDING, // what cannot be without them
    REACH_FROM_PARTS, // what is within them
};

// A list of ids as a text for SQL: json_each(). In the arena.
const char *reach_text(struct reach *reach, json_t *list);

// Adds the things of the first column, and to the list `added` those that are new. `wanted` is the statement's parameter; NULL: it
// has none.
void reach_add(struct reach *reach, const char *sql, const char *wanted, json_t *added);

// Adds what is found from the things of a list in a direction, and to the list `added`, which may be the same, what is new.
void reach_follow(struct reach *reach, json_t *from, enum reach_direction direction, json_t *added);

// The same again and again from what is new, until nothing is; all of it is added to `added`.
void reach_follow_all(struct reach *reach, json_t *from, enum reach_direction direction, json_t *added);

#endif
