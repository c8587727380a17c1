// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// SQLite lets a statement that still gives rows be reset and begun anew, and whoever was reading them goes on with the wrong
// ones. So each statement remembers that it is in use, and is refused until it was ended.
#include "core/database/statement.h"

#include "core/base/log.h"
#include "core/base/memory.h"
#include "core/database/database.h"

struct statement {
    sqlite3 *database;
    const char *const *sql;
    sqlite3_stmt *prepared;  // NULL until the first use, and when it cannot be prepared
    struct problem *problem; // of the present use; NULL: failures are logged
    enum status status;      // of the present use
    bool in_use;
    bool done;  // the last row was read
    bool alone; // of no table: it is freed at its end
};

struct statements {
    struct budget *budget;
    size_t count;
    struct statement refused; // stands for any that is in use
    struct statement items[];
};

// ---- budgets ------------------------------------------------------------------------------------------------------

static int spend(void *context)
{
    struct budget *budget = context;
    return --budget->left <= 0 || --budget->turn <= 0;
}

void database_limit(sqlite3 *database, struct budget *budget)
{
    sqlite3_progress_handler(database, BUDGET_UNIT, spend, budget);
}

// ---- tables -------------------------------------------------------------------------------------------------------

struct statements *statements_open(sqlite3 *database, const char *const *sql, size_t count, struct budget *budget)
{
    struct statements *statements = memory_allocate(1, sizeof *statements + count * sizeof(struct statement));
    statements->budget = budget;
    statements->count = count;
    statements->refused = (struct statement){.database = database, .status = STATUS_INVALID};
    for (size_t i = 0; i < count; i++)
        statements->items[i] = (struct statement){.database = database, .sql = &sql[i]};
    return statements;
}

void statements_close(struct statements **statements)
{
    if (*statements == NULL)
        return;
    for (size_t i = 0; i < (*statements)->count; i++)
        sqlite3_finalize((*statements)->items[i].prepared);
    memory_free(statements);
}

// The first failure of a use is kept or logged; more would only follow from it.
static void fail(struct statement *statement)
{
    struct problem logged;
    if (statement->status != STATUS_OK)
        return;
    statement->status = database_problem(statement->database, statement->problem != NULL ? statement->problem : &logged);
    if (statement->problem == NULL)
        log_problem(LOG_LEVEL_ERROR, &logged);
}

static void refuse(const struct statement *statement, struct problem *problem)
{
    struct problem logged;
    problem_set(problem != NULL ? problem : &logged, STATUS_INVALID, "database", "report this fault of the program",
                "a statement is begun while it is in use: %s", *statement->sql);
    if (problem == NULL)
        log_problem(LOG_LEVEL_ERROR, &logged);
}

static void prepare(struct statement *statement, const char *sql, unsigned flags)
{
    if (sqlite3_prepare_v3(statement->database, sql, -1, flags, &statement->prepared, NULL) != SQLITE_OK)
        fail(statement);
}

struct statement *statements_begin(struct statements *statements, size_t which, struct problem *problem)
{
    struct statement *statement = &statements->items[which];
    if (statement->in_use) {
        refuse(statement, problem);
        return &statements->refused;
    }
    statement->problem = problem;
    statement->status = STATUS_OK;
    statement->in_use = true;
    statement->done = false;
    if (statements->budget != NULL)
        statements->budget->left = statements->budget->each;
    if (statement->prepared == NULL)
        prepare(statement, *statement->sql, SQLITE_PREPARE_PERSISTENT);
    return statement;
}

enum status statements_try(struct statements *statements, const char *first, const char *others, struct problem *problem)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < statements->count; i++) {
        struct statement *statement = statements_begin(statements, i, problem);
        for (int parameter = 1; parameter <= sqlite3_bind_parameter_count(statement->prepared); parameter++)
            statement_bind_text(statement, parameter, parameter == 1 ? first : others);
        while (statement_next(statement))
            continue;
        status = statement_end(&statement);
    }
    return status;
}

struct statement *database_query(sqlite3 *database, const char *sql, struct problem *problem)
{
    struct statement *statement = memory_allocate(1, sizeof *statement);
    *statement = (struct statement){.database = database, .problem = problem, .in_use = true, .alone = true};
    prepare(statement, sql, 0);
    return statement;
}

// ---- running ------------------------------------------------------------------------------------------------------

static sqlite3_stmt *prepared(const struct statement *statement)
{
    return statement == NULL ? NULL : statement->prepared;
}

static void bound(struct statement *statement, int code)
{
    if (code != SQLITE_OK && prepared(statement) != NULL)
        fail(statement);
}

void statement_bind_text(struct statement *statement, int parameter, const char *text)
{
    bound(statement, sqlite3_bind_text(prepared(statement), parameter, text, -1, SQLITE_STATIC));
}

void statement_bind_number(struct statement *statement, int parameter, int64_t number)
{
    bound(statement, sqlite3_bind_int64(prepared(statement), parameter, number));
}

void statement_bind_real(struct statement *statement, int parameter, double real)
{
    bound(statement, sqlite3_bind_double(prepared(statement), parameter, real));
}

void statement_bind_column(struct statement *statement, int parameter, struct statement *row, int column)
{
    bound(statement, sqlite3_bind_value(prepared(statement), parameter, sqlite3_column_value(prepared(row), column)));
}

bool statement_next(struct statement *statement)
{
    if (statement == NULL || statement->status != STATUS_OK || statement->done)
        return false;
    int code = sqlite3_step(statement->prepared);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        fail(statement);
    statement->done = true;
    sqlite3_reset(statement->prepared);
    return false;
}

enum status statement_run(struct statement *statement)
{
    while (statement_next(statement))
        continue;
    if (statement == NULL)
        return STATUS_OK;
    statement->done = false;
    return statement->status;
}

enum status statement_end(struct statement **statement)
{
    struct statement *ended = *statement;
    *statement = NULL;
    if (ended == NULL)
        return STATUS_OK;
    enum status status = ended->status;
    if (ended->alone) {
        sqlite3_finalize(ended->prepared);
        memory_free(&ended);
    } else {
        sqlite3_reset(ended->prepared);
        if (ended->prepared != NULL)
            sqlite3_clear_bindings(ended->prepared);
        ended->in_use = false;
    }
    return status;
}

// ---- rows ---------------------------------------------------------------------------------------------------------

const char *statement_text(struct statement *row, int column)
{
    return (const char *)sqlite3_column_text(prepared(row), column);
}

char *statement_copy(struct arena *arena, struct statement *row, int column)
{
    const char *text = statement_text(row, column);
    return text == NULL ? NULL : arena_copy(arena, text, statement_bytes(row, column));
}

int64_t statement_number(struct statement *row, int column)
{
    return sqlite3_column_int64(prepared(row), column);
}

double statement_real(struct statement *row, int column)
{
    return sqlite3_column_double(prepared(row), column);
}

bool statement_is_null(struct statement *row, int column)
{
    return sqlite3_column_type(prepared(row), column) == SQLITE_NULL;
}

bool statement_is_text(struct statement *row, int column)
{
    return sqlite3_column_type(prepared(row), column) == SQLITE_TEXT;
}

size_t statement_bytes(struct statement *row, int column)
{
    return (size_t)sqlite3_column_bytes(prepared(row), column);
}

int statement_columns(const struct statement *statement)
{
    return sqlite3_column_count(prepared(statement));
}

const char *statement_column_name(const struct statement *statement, int column)
{
    return sqlite3_column_name(prepared(statement), column);
}

enum status database_number(sqlite3 *database, const char *sql, int64_t *number, struct problem *problem)
{
    struct statement *row = database_query(database, sql, problem);
    *number = statement_next(row) ? statement_number(row, 0) : 0;
    return statement_end(&row);
}
