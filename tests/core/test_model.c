// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The model and data/schema.sql say the same: every table, column and condition that the one names, the other has.
#include "core/base/arena.h"
#include "core/model/model.h"
#include "core/model/schema.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct database {
    sqlite3 *sqlite;
    struct arena arena;
};

static int open_schema(void **state)
{
    struct database *database = calloc(1, sizeof *database);
    if (sqlite3_open(":memory:", &database->sqlite) != SQLITE_OK)
        return -1;
    *state = database;
    return sqlite3_exec(database->sqlite, schema_sql(), NULL, NULL, NULL) == SQLITE_OK ? 0 : -1;
}

static int close_schema(void **state)
{
    struct database *database = *state;
    sqlite3_close(database->sqlite);
    arena_free(&database->arena);
    free(database);
    return 0;
}

// The only value of a query, "" for NULL or no row.
static const char *ask(struct database *database, const char *sql)
{
    sqlite3_stmt *row;
    if (sqlite3_prepare_v2(database->sqlite, sql, -1, &row, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(database->sqlite));
    const char *text = sqlite3_step(row) == SQLITE_ROW ? (const char *)sqlite3_column_text(row, 0) : NULL;
    char *copy = arena_copy_text(&database->arena, text == NULL ? "" : text);
    sqlite3_finalize(row);
    return copy;
}

#define ASK(database, ...) ask(database, arena_format(&(database)->arena, __VA_ARGS__))

static const char *type_name(const struct model_column *column)
{
    switch (column->type) {
    case MODEL_NUMBER:
    case MODEL_FLAG:
        return "INTEGER";
    case MODEL_REAL:
        return "REAL";
    default:
        return "TEXT";
    }
}

static void check_column(struct database *database, const char *table, const struct model_column *column)
{
    const char *found = ASK(database, "SELECT type || ' ' || \"notnull\" FROM pragma_table_info('%s') WHERE name = '%s'",
                            table, column->name);
    const char *expected = arena_format(&database->arena, "%s %d", type_name(column), column->needed);
    if (strcmp(found, expected) != 0)
        fail_msg("%s.%s is \"%s\" in the schema, \"%s\" in the model", table, column->name, found, expected);
    const char *target = ASK(database, "SELECT \"table\" FROM pragma_foreign_key_list('%s') WHERE \"from\" = '%s'", table,
                             column->name);
    assert_string_equal(target, column->type == MODEL_THING ? model_kind(column->leads_to)->name : "");
}

// All columns but the id, the owner and the position are the model's.
static void check_table(struct database *database, const char *table, const struct model_column *columns, size_t count,
                        const char *others)
{
    for (size_t i = 0; i < count; i++)
        check_column(database, table, &columns[i]);
    const char *all = ASK(database, "SELECT count(*) FROM pragma_table_info('%s') WHERE name NOT IN (%s)", table, others);
    if ((size_t)atoi(all) != count)
        fail_msg("%s has %s columns in the schema, %zu in the model", table, all, count);
}

static void every_kind_has_its_table(void **state)
{
    struct database *database = *state;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        assert_int_equal(model_kind_of(model->name), kind);
        check_table(database, model->name, model->columns, model->column_count, "'id'");
        for (size_t i = 0; i < model->part_count; i++) {
            const struct model_part *part = &model->parts[i];
            check_table(database, part->table, part->columns, part->column_count,
                        arena_format(&database->arena, "'%s', 'position'", part->owner));
            assert_string_equal(ASK(database, "SELECT count(*) FROM pragma_table_info('%s') WHERE name = 'position'", part->table),
                                part->ordered ? "1" : "0");
            assert_ptr_equal(model_part_of((enum kind)kind, part->name), part);
        }
    }
    size_t count;
    const struct model_column *columns = model_source(&count);
    check_table(database, "source", columns, count, "'thing'");
    assert_int_equal(model_kind_of("nothing"), KIND_NONE);
    assert_int_equal(model_kind_of(NULL), KIND_NONE);
}

// thing.kind admits the kinds of the model and no other, and every table of the schema is a kind's, a part's, or one of the
// few that all kinds share.
static void the_schema_has_nothing_else(void **state)
{
    struct database *database = *state;
    const char *known = "'thing', 'text', 'source', 'link', 'source_path'";
    const char *check = ASK(database, "SELECT sql FROM sqlite_schema WHERE name = 'thing'");
    const char *list = strstr(check, "kind IN (");
    assert_non_null(list);
    size_t quotes = 0;
    for (const char *at = list; *at != ')'; at++)
        quotes += *at == '\'';
    assert_int_equal(quotes, 2 * KIND_COUNT);
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        assert_non_null(strstr(list, arena_format(&database->arena, "'%s'", model->name)));
        known = arena_format(&database->arena, "%s, '%s'", known, model->name);
        for (size_t i = 0; i < model->part_count; i++)
            known = arena_format(&database->arena, "%s, '%s'", known, model->parts[i].table);
    }
    assert_string_equal(
        ASK(database, "SELECT group_concat(name) FROM sqlite_schema WHERE type = 'table' AND name NOT IN (%s)", known), "");
}

// The values that a column admits are those of the model.
static void choices_are_those_of_the_schema(void **state)
{
    struct database *database = *state;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        for (size_t p = 0; p <= model->part_count; p++) {
            const struct model_column *columns = p == 0 ? model->columns : model->parts[p - 1].columns;
            size_t count = p == 0 ? model->column_count : model->parts[p - 1].column_count;
            const char *table = p == 0 ? model->name : model->parts[p - 1].table;
            const char *sql = ASK(database, "SELECT sql FROM sqlite_schema WHERE name = '%s'", table);
            for (size_t i = 0; i < count; i++) {
                const char *list = strstr(sql, arena_format(&database->arena, "CHECK (%s IN ('", columns[i].name));
                assert_true((list != NULL) == (columns[i].choices != NULL));
                size_t choices = 0;
                for (; list != NULL && columns[i].choices[choices] != NULL; choices++)
                    assert_non_null(strstr(list, arena_format(&database->arena, "'%s'", columns[i].choices[choices])));
                size_t quotes = 0;
                for (const char *at = list; at != NULL && *at != ')'; at++)
                    quotes += *at == '\'';
                assert_int_equal(quotes, 2 * choices);
            }
        }
    }
}

// In a record columns and parts stand beside these.
static void no_column_is_called_as_what_every_record_has(void **state)
{
    (void)state;
    static const char *const taken[] = {"kind", "id", "slug", "position", "source", "staff_note", "withheld", "paths", "texts"};
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        for (size_t i = 0; i < sizeof taken / sizeof *taken; i++) {
            assert_null(model_column_of((enum kind)kind, taken[i]));
            assert_null(model_part_of((enum kind)kind, taken[i]));
        }
        for (size_t i = 0; i < model_kind((enum kind)kind)->part_count; i++)
            assert_null(model_column_of((enum kind)kind, model_kind((enum kind)kind)->parts[i].name));
    }
}

static bool is_column_or_text(enum kind kind, const char *name)
{
    return model_column_of(kind, name) != NULL || model_text_of(kind, name) != NULL;
}

static void the_model_fits_itself(void **state)
{
    struct database *database = *state;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        assert_true(is_column_or_text((enum kind)kind, model->title));
        assert_true(model->detail == NULL || model_text_of((enum kind)kind, model->detail) != NULL);
        assert_true((model->parent == KIND_NONE) == (model->parent_column == NULL));
        if (model->parent != KIND_NONE) {
            assert_int_equal(model_column_of((enum kind)kind, model->parent_column)->leads_to, model->parent);
            assert_true((int)model->parent < kind);
        }
        assert_true(model->sourced || !model->confident);
        assert_true(!model->within || model->parent != KIND_NONE);
        for (size_t i = 0; i < model->column_count; i++)
            assert_true(model->columns[i].type != MODEL_THING || (int)model->columns[i].leads_to <= kind);
        for (size_t i = 0; i < model->text_count; i++) {
            const struct model_text *text = &model->texts[i];
            assert_ptr_equal(model_text_of((enum kind)kind, text->name), text);
            assert_true(text->bytes_max > 0);
            assert_true((text->of == NULL) == (text->of_hash == NULL));
            if (text->of != NULL) {
                assert_non_null(model_column_of((enum kind)kind, text->of));
                assert_true(model_column_of((enum kind)kind, text->of_hash)->derived);
            }
        }
        if (model->hidden != NULL)
            ASK(database, "SELECT count(*) FROM %s WHERE %s", model->name, model->hidden);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_kind_has_its_table, open_schema, close_schema),
        cmocka_unit_test_setup_teardown(the_schema_has_nothing_else, open_schema, close_schema),
        cmocka_unit_test_setup_teardown(choices_are_those_of_the_schema, open_schema, close_schema),
        cmocka_unit_test(no_column_is_called_as_what_every_record_has),
        cmocka_unit_test_setup_teardown(the_model_fits_itself, open_schema, close_schema),
    };
    return cmocka_run_group_tests_name("model/model", tests, NULL, NULL);
}
