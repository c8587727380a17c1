// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A short list of prepared statements, found by their text; there are a few dozen at most.
#include "core/exchange/content/store.h"

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
    *store = (struct store){.problem = problem};
    store->statements = statements_open(database, store->sql, STORE_STATEMENTS_MAX, NULL);
}

enum status store_end(struct store *store)
{
    statements_close(&store->statements);
    arena_free(&store->arena);
    return store->status;
}

static void bind(struct statement *statement, int parameter, const struct store_value *value)
{
    switch (value->kind) {
    case STORE_NUMBER:
        statement_bind_number(statement, parameter, value->number);
        break;
    case STORE_REAL:
        statement_bind_real(statement, parameter, value->real);
        break;
    default:
        statement_bind_copy(statement, parameter, value->text);
    }
}

// The place of the statement in the table, which is filled as statements are asked for.
static size_t place_of(struct store *store, const char *sql)
{
    size_t place = 0;
    while (place < store->count && strcmp(store->sql[place], sql) != 0)
        place++;
    if (place == store->count && place < STORE_STATEMENTS_MAX)
        store->sql[store->count++] = arena_copy_text(&store->arena, sql);
    return place;
}

struct statement *store_query(struct store *store, const char *sql, const struct store_value *values, size_t count)
{
    if (store->status != STATUS_OK)
        return NULL;
    size_t place = place_of(store, sql);
    if (place == STORE_STATEMENTS_MAX) {
        store->status = problem_set(store->problem, STATUS_LIMIT, "database", "", "too many different statements");
        return NULL;
    }
    struct statement *statement = statements_begin(store->statements, place, store->problem);
    for (size_t i = 0; i < count; i++)
        bind(statement, (int)i + 1, &values[i]);
    return statement;
}

void store_close(struct store *store, struct statement **statement)
{
    enum status status = statement_end(statement);
    if (store->status == STATUS_OK)
        store->status = status;
}

void store_run(struct store *store, const char *sql, const struct store_value *values, size_t count)
{
    struct statement *statement = store_query(store, sql, values, count);
    statement_run(statement);
    store_close(store, &statement);
}

bool store_has(struct store *store, const char *sql, const struct store_value *values, size_t count)
{
    struct statement *statement = store_query(store, sql, values, count);
    bool has = statement_next(statement);
    store_close(store, &statement);
    return has;
}
