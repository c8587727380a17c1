// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of statements: rows and values, ends, failures that are kept or logged, budgets; and that no statement is in use twice.
#include "tests/core/fixture.h"

#include "core/database/database.h"
#include "core/database/statement.h"

#include <limits.h>

enum { ALL, ABOVE, INSERT, WRONG, COUNT_OF_ALL };

static const char *const sql[COUNT_OF_ALL] = {
    [ALL] = "SELECT word, length, part FROM item ORDER BY word",
    [ABOVE] = "SELECT word FROM item WHERE length > ?1 ORDER BY word",
    [INSERT] = "INSERT INTO item (word, length, part) VALUES (?1, ?2, ?3)",
    [WRONG] = "SELECT word FROM elsewhere WHERE word = ?1",
};

struct bench {
    struct arena arena;
    sqlite3 *database;
    struct statements *statements;
    struct problem problem;
};

static const char *items_sql(void)
{
    return "CREATE TABLE item (word TEXT UNIQUE, length INTEGER, part REAL) STRICT";
}

static int set_up(void **state)
{
    static const struct database_format format = {.version = 1, .oldest = 1, .name = "a list", .schema = {items_sql}};
    struct bench *bench = calloc(1, sizeof *bench);
    if (database_open_writing(&bench->database, ":memory:", &format, &bench->problem) != STATUS_OK)
        return -1;
    bench->statements = statements_open(bench->database, sql, COUNT_OF_ALL, NULL);
    struct statement *insert = statements_begin(bench->statements, INSERT, &bench->problem);
    for (int i = 1; i <= 3; i++) {
        statement_bind_text(insert, 1, (const char *const[]){"", "eins", "zwei", "drei"}[i]);
        statement_bind_number(insert, 2, i);
        statement_bind_real(insert, 3, i / 2.0);
        assert_int_equal(statement_run(insert), STATUS_OK);
    }
    assert_int_equal(statement_end(&insert), STATUS_OK);
    assert_null(insert);
    *state = bench;
    return 0;
}

static int tear_down(void **state)
{
    struct bench *bench = *state;
    statements_close(&bench->statements);
    assert_null(bench->statements);
    database_close(&bench->database);
    arena_free(&bench->arena);
    free(bench);
    return 0;
}

static void test_rows_give_their_values(void **state)
{
    struct bench *bench = *state;
    static const char *const words[] = {"drei", "eins", "zwei"};
    struct statement *rows = statements_begin(bench->statements, ALL, &bench->problem);
    assert_int_equal(statement_columns(rows), 3);
    assert_string_equal(statement_column_name(rows, 2), "part");
    for (size_t i = 0; i < 3; i++) {
        assert_true(statement_next(rows));
        assert_string_equal(statement_text(rows, 0), words[i]);
        assert_string_equal(statement_copy(&bench->arena, rows, 0), words[i]);
        assert_int_equal(statement_bytes(rows, 0), 4);
        assert_true(statement_is_text(rows, 0) && !statement_is_text(rows, 1) && !statement_is_null(rows, 1));
        assert_true(statement_real(rows, 2) * 2 == (double)statement_number(rows, 1));
    }
    assert_false(statement_next(rows));
    assert_false(statement_next(rows)); // it does not begin anew by itself
    assert_int_equal(statement_end(&rows), STATUS_OK);
}

static void test_parameters_begin_as_null(void **state)
{
    struct bench *bench = *state;
    struct statement *rows = statements_begin(bench->statements, ABOVE, &bench->problem);
    statement_bind_number(rows, 1, 1);
    assert_true(statement_next(rows));
    assert_int_equal(statement_end(&rows), STATUS_OK);
    rows = statements_begin(bench->statements, ABOVE, &bench->problem);
    assert_false(statement_next(rows)); // more than NULL is nothing
    assert_int_equal(statement_end(&rows), STATUS_OK);
}

// The reader of the outer rows goes on with them, whatever a function that it calls begins by mistake.
static void assert_refused_in_use(struct bench *bench, struct problem *problem, bool stepped)
{
    struct statement *outer = statements_begin(bench->statements, ABOVE, &bench->problem);
    statement_bind_number(outer, 1, 1);
    if (stepped)
        assert_true(statement_next(outer) && strcmp(statement_text(outer, 0), "drei") == 0);
    struct statement *inner = statements_begin(bench->statements, ABOVE, problem);
    statement_bind_number(inner, 1, 0);
    assert_false(statement_next(inner));
    assert_int_equal(statement_run(inner), STATUS_INVALID);
    assert_int_equal(statement_columns(inner), 0);
    assert_int_equal(statement_end(&inner), STATUS_INVALID);
    if (!stepped)
        assert_true(statement_next(outer) && strcmp(statement_text(outer, 0), "drei") == 0);
    assert_true(statement_next(outer) && strcmp(statement_text(outer, 0), "zwei") == 0);
    assert_false(statement_next(outer));
    assert_int_equal(statement_end(&outer), STATUS_OK);
    outer = statements_begin(bench->statements, ABOVE, &bench->problem); // ended, it can be begun
    statement_bind_number(outer, 1, 2);
    assert_true(statement_next(outer));
    assert_int_equal(statement_end(&outer), STATUS_OK);
}

static void test_a_statement_in_use_is_refused(void **state)
{
    struct bench *bench = *state;
    struct problem problem = {0};
    assert_refused_in_use(bench, &problem, true);
    assert_non_null(strstr(problem.why, sql[ABOVE]));
    assert_refused_in_use(bench, &problem, false);
    assert_refused_in_use(bench, NULL, true); // logged
}

static void test_a_failure_is_told_once_and_ends_the_rows(void **state)
{
    struct bench *bench = *state;
    struct statement *rows = statements_begin(bench->statements, WRONG, &bench->problem);
    statement_bind_text(rows, 1, "eins");
    assert_false(statement_next(rows));
    assert_null(statement_text(rows, 0));
    assert_int_equal(statement_end(&rows), STATUS_CORRUPT);
    assert_non_null(strstr(bench->problem.why, "elsewhere"));
    rows = statements_begin(bench->statements, WRONG, NULL);
    assert_int_equal(statement_end(&rows), STATUS_CORRUPT);
    struct statement *insert = statements_begin(bench->statements, INSERT, &bench->problem);
    statement_bind_text(insert, 1, "eins"); // is there already
    assert_int_equal(statement_run(insert), STATUS_INVALID);
    statement_bind_text(insert, 1, "vier");
    assert_int_equal(statement_run(insert), STATUS_INVALID); // nothing more is done
    assert_int_equal(statement_end(&insert), STATUS_INVALID);
    int64_t count;
    assert_int_equal(database_number(bench->database, "SELECT count(*) FROM item", &count, &bench->problem), STATUS_OK);
    assert_int_equal(count, 3);
}

static void test_a_value_for_no_parameter_is_a_failure(void **state)
{
    struct bench *bench = *state;
    struct statement *rows = statements_begin(bench->statements, ABOVE, &bench->problem);
    statement_bind_number(rows, 2, 1);
    assert_false(statement_next(rows));
    assert_int_not_equal(statement_end(&rows), STATUS_OK);
}

static void test_what_is_asked_once(void **state)
{
    struct bench *bench = *state;
    struct problem *problem = &bench->problem;
    struct statement *outer = database_query(bench->database, "SELECT word FROM item WHERE length >= ?", problem);
    struct statement *inner = database_query(bench->database, "INSERT INTO item (word, length) VALUES (?1 || '!', 0)", problem);
    statement_bind_number(outer, 1, 2);
    while (statement_next(outer)) {
        statement_bind_column(inner, 1, outer, 0);
        assert_int_equal(statement_run(inner), STATUS_OK);
    }
    assert_int_equal(statement_end(&outer), STATUS_OK);
    assert_int_equal(statement_end(&inner), STATUS_OK);
    int64_t count;
    assert_int_equal(database_number(bench->database, "SELECT count(*) FROM item WHERE word LIKE '%!'", &count, problem), STATUS_OK);
    assert_int_equal(count, 2);
    assert_int_equal(database_number(bench->database, "SELECT no such", &count, problem), STATUS_CORRUPT);
    struct statement *nothing = NULL;
    statement_bind_text(nothing, 1, "");
    assert_false(statement_next(nothing));
    assert_int_equal(statement_end(&nothing), STATUS_OK);
}

static void test_every_statement_can_be_tried(void **state)
{
    struct bench *bench = *state;
    struct statements *good = statements_open(bench->database, sql, 2, NULL);
    assert_int_equal(statements_try(good, "x", "y", &bench->problem), STATUS_OK);
    statements_close(&good);
    assert_int_not_equal(statements_try(bench->statements, "x", "y", &bench->problem), STATUS_OK);
}

static void test_nothing_goes_on_for_ever(void **state)
{
    struct bench *bench = *state;
    static const char *const endless[] = {
        "WITH RECURSIVE number (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM number) SELECT max(value) FROM number",
        "SELECT count(*) FROM item"};
    struct budget budget = {.each = 3, .left = 3, .turn = LONG_MAX};
    struct statements *statements = statements_open(bench->database, endless, 2, &budget);
    database_limit(bench->database, &budget);
    for (int i = 0; i < 2; i++) { // each beginning has all of its own
        struct statement *rows = statements_begin(statements, 0, &bench->problem);
        assert_false(statement_next(rows));
        assert_int_equal(statement_end(&rows), STATUS_CORRUPT);
        rows = statements_begin(statements, 1, &bench->problem);
        assert_true(statement_next(rows));
        assert_int_equal(statement_end(&rows), STATUS_OK);
    }
    budget.each = 1000;
    budget.turn = 2; // and all together what is left of the turn
    struct statement *rows = statements_begin(statements, 0, &bench->problem);
    assert_false(statement_next(rows));
    assert_int_equal(statement_end(&rows), STATUS_CORRUPT);
    assert_true(budget.left > 900);
    sqlite3_progress_handler(bench->database, 0, NULL, NULL);
    statements_close(&statements);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_rows_give_their_values),
        TEST(test_parameters_begin_as_null),
        TEST(test_a_statement_in_use_is_refused),
        TEST(test_a_failure_is_told_once_and_ends_the_rows),
        TEST(test_a_value_for_no_parameter_is_a_failure),
        TEST(test_what_is_asked_once),
        TEST(test_every_statement_can_be_tried),
        TEST(test_nothing_goes_on_for_ever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
