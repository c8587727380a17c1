// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to the door: what edits and imports share.
#ifndef KOMPASS_CORE_EDITORIAL_PRIVATE_H
#define KOMPASS_CORE_EDITORIAL_PRIVATE_H

#include "core/database/statement.h"
#include "core/editorial/change.h"

enum change_statement {
    CHANGE_SAVE, CHANGE_TAKE_BACK, CHANGE_RELEASE,
    CHANGE_ADD, CHANGE_DROP_EMPTY, CHANGE_LAST_REVISION,
    CHANGE_THING_BEFORE, CHANGE_THING_ADD, CHANGE_THING_UPDATE, CHANGE_THING_REMOVE,
    IMPORTED_READ, IMPORTED_WRITE, IMPORTED_REMOVE, IMPORTED_OF_SOURCE,
    REMOVED_READ, REMOVED_WRITE, REMOVED_RESTORE, REMOVED_REMOVE, REMOVED_OF_SOURCE,
    OLDER_WRITE, OLDER_REMOVE,
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
    enum status status; // of the first failure
};

// As statements_begin().
struct statement *change_begin_statement(struct change *change, enum change_statement which, struct problem *problem);

// Writes `after`, whose hashes are complete, in place of `before` (NULL: it is new), of the present revision, and notes it
// in the history. *refused: a condition of a table was broken, told in `problem`; then nothing was written.
enum status change_write(struct change *change, json_t *before, json_t *after, int64_t *revision, bool *refused,
                         struct problem *problem);

record_lookup change_lookup; // context: the change

// Removes the thing alone, and notes it.
enum status change_erase(struct change *change, json_t *before, int64_t revision, struct problem *problem);

#endif
