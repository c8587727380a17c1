// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The rows that the door has left, read only.
#include "core/editorial/change.h"

#include "core/database/statement.h"

static const char history_sql[] =
    "SELECT number, at, author, reason, door, undoes, revision, before, after FROM change_thing JOIN change ON number = change"
    " WHERE thing = ? ORDER BY number";

enum status editorial_history(sqlite3 *editorial, struct arena *arena, const char *id, struct change_history **changes,
                              size_t *count, struct problem *problem)
{
    size_t capacity = 0;
    *count = 0;
    *changes = NULL;
    struct statement *rows = database_query(editorial, history_sql, problem);
    statement_bind_text(rows, 1, id);
    while (statement_next(rows)) {
        *changes = arena_grow(arena, *changes, *count, &capacity, sizeof **changes);
        (*changes)[(*count)++] = (struct change_history){
            statement_number(rows, 0),      statement_copy(arena, rows, 1), statement_copy(arena, rows, 2),
            statement_copy(arena, rows, 3), statement_copy(arena, rows, 4), statement_number(rows, 5),
            statement_number(rows, 6),      statement_copy(arena, rows, 7), statement_copy(arena, rows, 8)};
    }
    return statement_end(&rows);
}
