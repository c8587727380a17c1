// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Many small statements on one database: each is prepared once, and after the first error nothing more is done, so that
// the code between begin and end need not ask after every step.
#ifndef KOMPASS_CORE_EXCHANGE_CONTENT_STORE_H
#define KOMPASS_CORE_EXCHANGE_CONTENT_STORE_H

#include "core/base/arena.h"
#include "core/base/status.h"
#include "core/database/statement.h"

#include <stdbool.h>
#include <stddef.h>

enum { STORE_STATEMENTS_MAX = 160 };

struct store {
    struct arena arena;      // for texts that live until store_end()
    enum status status;      // of the first failure
    struct problem *problem; // filled by the first failure
    struct statements *statements;
    const char *sql[STORE_STATEMENTS_MAX]; // the text of each
    size_t count;
};

struct store_value {
    enum { STORE_TEXT, STORE_NUMBER, STORE_REAL } kind;
    long number;
    double real;
    const char *text; // NULL is SQL NULL
};

struct store_value store_text(const char *text);
struct store_value store_number(long number);
struct store_value store_real(double real);

// The values of a statement's parameters, in order: STORE_VALUES(store_text(id), store_number(3)).
#define STORE_VALUES(...)                                                                                              \
    (const struct store_value[]){__VA_ARGS__},                                                                         \
        sizeof((const struct store_value[]){__VA_ARGS__}) / sizeof(struct store_value)

void store_begin(struct store *store, sqlite3 *database, struct problem *problem);

// Finalises all statements and frees the arena; gives the status of the first failure.
enum status store_end(struct store *store);

// Runs a statement that gives no rows. Whether one gives any.
void store_run(struct store *store, const char *sql, const struct store_value *values, size_t count);
bool store_has(struct store *store, const char *sql, const struct store_value *values, size_t count);

// Begins a query; store_close() ends it. NULL, a statement without rows, after a failure.
struct statement *store_query(struct store *store, const char *sql, const struct store_value *values, size_t count);
void store_close(struct store *store, struct statement **statement);

#endif
