// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to the door: what edits and imports share.
#ifndef KOMPASS_CORE_EDITORIAL_PRIVATE_H
#define KOMPASS_CORE_EDITORIAL_PRIVATE_H

#include "core/base/clock.h"
#include "core/database/statement.h"
#include "core/editorial/lease.h"

enum change_statement {
    CHANGE_SAVE, CHANGE_TAKE_BACK, CHANGE_RELEASE,
    CHANGE_ADD, CHANGE_DROP_EMPTY, CHANGE_LAST_REVISION,
    CHANGE_THING_READ, CHANGE_THING_BEFORE, CHANGE_THING_ADD, CHANGE_THING_UPDATE, CHANGE_THING_REMOVE,
    IMPORTED_READ, IMPORTED_WRITE, IMPORTED_REMOVE, IMPORTED_OF_SOURCE,
    REMOVED_READ, REMOVED_WRITE, REMOVED_RESTORE, REMOVED_REMOVE, REMOVED_OF_SOURCE,
    OLDER_WRITE, OLDER_REMOVE,
    LEASES_OF_THING,
    VERIFICATION_ADD,
    CHANGE_STATEMENTS,
};

struct change {
    sqlite3 *database;
    struct change_author author;
    struct records *records;
    struct statements *statements;
    int64_t number;     // of the row of `change`; 0: nothing has changed yet
    struct arena arena; // of the present outcome
    size_t problem_capacity;
    json_t *current;    // of the present outcome
    json_t *noted;      // an object with the ids of the things that it has in the history; owned
    enum status status; // of the first failure
};

// From after when to when the end of a lease lies that holds at a time, and of one whose scope is a language: RFC 3339, UTC.
struct lease_span {
    char from[CLOCK_STAMP_BYTES], to[CLOCK_STAMP_BYTES], to_of_translation[CLOCK_STAMP_BYTES];
};
#define LEASE_HOLDS "until > ? AND until <= iif(scope = '', ?, ?)" // the three in this order
struct lease_span lease_span(int64_t now);

// A lease from a row that begins with these columns, in the arena.
#define LEASE_COLUMNS "thing, scope, holder, session, since"
struct lease lease_read(struct arena *arena, struct statement *row);

// As statements_begin().
struct statement *change_begin_statement(struct change *change, enum change_statement which, struct problem *problem);

// Writes `after`, whose hashes are complete, in place of `before` (NULL: it is new), of the present revision, and notes it
// in the history. *refused: a condition of a table was broken, told in `problem`; then nothing was written.
enum status change_write(struct change *change, json_t *before, json_t *after, int64_t *revision, bool *refused,
                         struct problem *problem);

record_lookup change_lookup; // context: the change

// Whether the author may bring a thing from `before` to `after`, either NULL, and nobody else works on what that changes. If not,
// the outcome says so: CHANGE_FORBIDDEN, CHANGE_LOCKED. In the change's arena.
enum status change_guard(struct change *change, json_t *before, json_t *after, struct change_outcome *outcome,
                         struct problem *problem);

// The same for who knows the fields in which the two differ; `whole`: the thing goes.
enum status change_guard_fields(struct change *change, const char *id, bool whole, const struct record_difference *differences,
                                size_t count, struct change_outcome *outcome, struct problem *problem);

// As change_put(), for who has read the thing in this transaction: it is `current`, NULL when it is not there, of `revision`.
enum status change_put_over(struct change *change, json_t *current, int64_t revision, json_t *record, struct change_outcome *outcome,
                            struct problem *problem);

// Removes the thing alone, and notes it.
enum status change_erase(struct change *change, json_t *before, int64_t revision, struct problem *problem);

#endif
