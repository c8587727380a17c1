// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A short list of prepared statements, found by their text; there are a few dozen at most.
#include "core/exchange/content/store.h"

#include "core/database/database.h"

#include <string.h>

struct store_value store_text(const char *text)
{
    return (struct store_value){.text = text};
}

struct store_value store_number(long number)
{
    return (struct store_value){.kind = STORE_NUMBER, .number = number};
}

struct store_value store_real(double real)
{
    return (struct store_value){.kind = STORE_REAL, .real = real};
}

void store_begin(struct store *store, sqlite3 *database, struct problem *problem)
{
    *store = (struct store){.database = database, .problem = problem};
}

enum status store_end(struct store *store)
{
    for (size_t i = 0; i < store->count; i++)
        sqlite3_finalize(store->prepared[i].statement);
    store->count = 0;
    arena_free(&store->arena);
    return store->status;
}

static int bind(sqlite3_stmt *statement, int parameter, const struct store_value *value)
{
    switch (value->kind) {
    case STORE_NUMBER:
        return sqlite3_bind_int64(statement, parameter, value->number);
    case STORE_REAL:
        return sqlite3_bind_double(statement, parameter, value->real);
    default:
        return sqlite3_bind_text(statement, parameter, value->text, -1, SQLITE_TRANSIENT);
    }
}

static void fail(struct store *store)
{
    if (store->status == STATUS_OK)
        store->status = database_problem(store->database, store->problem);
}

static sqlite3_stmt *prepare(struct store *store, const char *sql)
{
    for (size_t i = 0; i < store->count; i++) {
        if (strcmp(store->prepared[i].sql, sql) == 0)
            return store->prepared[i].statement;
    }
    if (store->count == STORE_STATEMENTS_MAX) {
        store->status = problem_set(store->problem, STATUS_LIMIT, "database", "", "too many different statements");
        return NULL;
    }
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v3(store->database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK) {
        fail(store);
        return NULL;
    }
    store->prepared[store->count].sql = arena_copy_text(&store->arena, sql);
    store->prepared[store->count++].statement = statement;
    return statement;
}

sqlite3_stmt *store_query(struct store *store, const char *sql, const struct store_value *values, size_t count)
{
    sqlite3_stmt *statement = store->status == STATUS_OK ? prepare(store, sql) : NULL;
    if (statement == NULL)
        return NULL;
    sqlite3_reset(statement);
    for (size_t i = 0; i < count; i++) {
        if (bind(statement, (int)i + 1, &values[i]) != SQLITE_OK)
            fail(store);
    }
    return statement;
}

bool store_next(struct store *store, sqlite3_stmt *statement)
{
    if (store->status != STATUS_OK || statement == NULL)
        return false;
    int code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        fail(store);
    sqlite3_reset(statement);
    return false;
}

void store_run(struct store *store, const char *sql, const struct store_value *values, size_t count)
{
    sqlite3_stmt *statement = store_query(store, sql, values, count);
    while (store_next(store, statement))
        continue;
}
