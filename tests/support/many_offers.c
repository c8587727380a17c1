// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The tables are asked for what belongs to an offer, so that one that comes later is copied, too.
#include "tests/support/many_offers.h"

#include "core/base/arena.h"
#include "core/database/copy.h"
#include "core/model/record.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void hash(sqlite3_context *context, int count, sqlite3_value **values)
{
    struct arena arena = {0};
    (void)count;
    sqlite3_result_text(context, record_hash(&arena, (const char *)sqlite3_value_text(values[0])), -1, SQLITE_TRANSIENT);
    arena_free(&arena);
}

static void run(sqlite3 *database, const char *sql)
{
    char *message = NULL;
    if (sqlite3_exec(database, sql, NULL, NULL, &message) == SQLITE_OK)
        return;
    fprintf(stderr, "many_offers: %s: %s\n", sql, message);
    abort();
}

static sqlite3_stmt *ask(sqlite3 *database, const char *sql)
{
    sqlite3_stmt *row;
    if (sqlite3_prepare_v2(database, sql, -1, &row, NULL) != SQLITE_OK) {
        fprintf(stderr, "many_offers: %s: %s\n", sql, sqlite3_errmsg(database));
        abort();
    }
    return row;
}

static long count_offers(sqlite3 *database)
{
    sqlite3_stmt *row = ask(database, "SELECT count(*) FROM offer");
    long count = sqlite3_step(row) == SQLITE_ROW ? (long)sqlite3_column_int64(row, 0) : 0;
    sqlite3_finalize(row);
    return count;
}

// The columns of a table with the first one, which leads to an offer, made that of the copy; and what is to be each one's own.
static const char *columns_of_copy(sqlite3 *database, struct arena *arena, const char *table)
{
    const char *columns = "";
    sqlite3_stmt *row = ask(database, arena_format(arena, "SELECT name FROM pragma_table_info('%s')", table));
    while (sqlite3_step(row) == SQLITE_ROW) {
        const char *name = arena_copy_text(arena, (const char *)sqlite3_column_text(row, 0));
        const char *value = columns[0] == '\0' ? arena_format(arena, "printf('%%08x', nth) || substr(%s, 9)", name) : name;
        if (strcmp(name, "slug") == 0)
            value = "slug || '-' || nth";
        else if (strcmp(name, "name") == 0 && strcmp(table, "offer") == 0)
            value = "name || ' ' || nth";
        else if (strcmp(name, "name_hash") == 0)
            value = "hash(name || ' ' || nth)";
        else if (strcmp(name, "source_hash") == 0)
            value = "CASE field WHEN 'gloss' THEN (SELECT hash(name || ' ' || nth) FROM offer WHERE offer.id = thing) ELSE source_hash END";
        columns = arena_format(arena, "%s%s%s", columns, columns[0] == '\0' ? "" : ", ", value);
    }
    sqlite3_finalize(row);
    return columns;
}

static void copy_rows(sqlite3 *database, struct arena *arena, const char *table, const char *column)
{
    run(database, arena_format(arena, "INSERT INTO \"%s\" SELECT %s FROM \"%s\", copy WHERE \"%s\" IN (SELECT id FROM original)", table,
                               columns_of_copy(database, arena, table), table, column));
}

void many_offers_make(const char *from, const char *to, long offers)
{
    struct arena arena = {0};
    struct problem problem = {0};
    sqlite3 *database;
    unlink(to);
    if (database_copy(from, to, &problem) != STATUS_OK || sqlite3_open(to, &database) != SQLITE_OK) {
        fprintf(stderr, "many_offers: %s: %s\n", problem.what, problem.why);
        abort();
    }
    sqlite3_create_function(database, "hash", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, hash, NULL, NULL);
    long there = count_offers(database);
    long copies = (offers - there + there - 1) / there;
    run(database, "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; BEGIN;"
                  "CREATE TEMP TABLE original AS SELECT id FROM offer; CREATE TEMP TABLE copy (nth INTEGER)");
    run(database, arena_format(&arena, "INSERT INTO copy WITH RECURSIVE n (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < %ld)"
                                       " SELECT n FROM n", copies));
    // Whatever leads to an offer or a thing by its first column is a part of it; what imports remember is not.
    sqlite3_stmt *row =
        ask(database, "SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c ON c.cid = 0"
                      " JOIN pragma_foreign_key_list(t.name) k ON k.\"from\" = c.name"
                      " WHERE t.type = 'table' AND k.\"table\" IN ('thing', 'offer') AND t.name NOT IN ('imported', 'link', 'note')");
    copy_rows(database, &arena, "thing", "id");
    while (sqlite3_step(row) == SQLITE_ROW)
        copy_rows(database, &arena, arena_copy_text(&arena, (const char *)sqlite3_column_text(row, 0)),
                  arena_copy_text(&arena, (const char *)sqlite3_column_text(row, 1)));
    sqlite3_finalize(row);
    run(database, "COMMIT");
    sqlite3_close(database);
    arena_free(&arena);
}
