// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What several tests need: a folder of their own, and a small catalog built from tests/fixtures/catalog.sql.
#ifndef KOMPASS_TESTS_CORE_FIXTURE_H
#define KOMPASS_TESTS_CORE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/base/arena.h"
#include "core/base/sys.h"
#include "core/database/database.h"
#include "core/model/schema.h"
#include "core/search/index.h"

#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// A new empty folder; fixture_remove_folder() removes it with all that is in it.
static inline char *fixture_folder(struct arena *arena)
{
    char *folder = arena_copy_text(arena, "/tmp/kompass-test-XXXXXX");
    assert_non_null(mkdtemp(folder));
    return folder;
}

static inline int fixture_remove_one(const char *path, const struct stat *about, int kind, struct FTW *place)
{
    (void)about;
    (void)kind;
    (void)place;
    return remove(path);
}

static inline void fixture_remove_folder(const char *folder)
{
    assert_int_equal(nftw(folder, fixture_remove_one, 8, FTW_DEPTH | FTW_PHYS), 0);
}

static inline char *fixture_read(struct arena *arena, const char *path, size_t *size)
{
    struct problem problem;
    char *bytes;
    assert_int_equal(sys_read_file(arena, path, SIZE_MAX / 2, &bytes, size, &problem), STATUS_OK);
    return bytes;
}

static inline void fixture_write(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

// The UUID that the fixture's id(number) gives.
static inline const char *fixture_id(struct arena *arena, int number)
{
    return arena_format(arena, "00000000-0000-4000-8000-%012d", number);
}

static inline void fixture_sql_id(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    struct arena arena = {0};
    sqlite3_result_text(context, fixture_id(&arena, sqlite3_value_int(values[0])), -1, SQLITE_TRANSIENT);
    arena_free(&arena);
}

static inline void fixture_sql_hash(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    (void)values;
    sqlite3_result_text(context, "0123456789abcdef0123456789abcdef", -1, SQLITE_STATIC);
}

static inline void fixture_run(sqlite3 *database, const char *sql)
{
    char *message = NULL;
    if (sqlite3_exec(database, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s", message);
}

// Writes a catalog to `path`, which must not exist, and runs `more` on it; small pages, so that a damaged byte hits
// much.
static inline void fixture_catalog(const char *path, const char *more)
{
    struct arena arena = {0};
    size_t size;
    const char *source = getenv("KOMPASS_SOURCE");
    char *rows = fixture_read(
        &arena, arena_format(&arena, "%s/tests/fixtures/catalog.sql", source != NULL ? source : "."), &size);
    sqlite3 *database;
    struct problem problem;
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    sqlite3_create_function(database, "id", 1, SQLITE_UTF8, NULL, fixture_sql_id, NULL, NULL);
    sqlite3_create_function(database, "hash", 0, SQLITE_UTF8, NULL, fixture_sql_hash, NULL, NULL);
    fixture_run(database, "PRAGMA page_size = 1024; PRAGMA foreign_keys = ON; PRAGMA synchronous = OFF; BEGIN");
    fixture_run(database, schema_sql());
    fixture_run(database, schema_catalog_sql());
    fixture_run(database, rows);
    assert_int_equal(search_index_fill(database, &problem), STATUS_OK);
    fixture_run(database, arena_format(&arena, "PRAGMA application_id = %d; PRAGMA user_version = %d",
                                       SCHEMA_CATALOG_ID, CATALOG_VERSION));
    fixture_run(database, more);
    fixture_run(database, "COMMIT");
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
    arena_free(&arena);
}

#endif
