// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// libFuzzer target for searching: whatever somebody types, there is an answer or nothing, and never an error of the
// database. The first byte chooses the reader's language.
#include "core/base/log.h"
#include "core/catalog/catalog.h"
#include "core/database/database.h"
#include "core/model/schema.h"
#include "core/search/index.h"
#include "core/search/search.h"
#include "tests/support/today.h"

#include <assert.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define HASH "'0123456789abcdef0123456789abcdef'"
#define ID(number) "'00000000-0000-4000-8000-00000000000" number "'"
#define NAME(id, language, text)                                                                                \
    "INSERT INTO text VALUES (" ID(id) ", '" language "', 'name', '" text "', 'human', NULL, " HASH ");"

static const char rows[] =
    "INSERT INTO thing VALUES (" ID("1") ", 'city', 'stadt', 1, 1), (" ID("2") ", 'area', 'arbeit', 1, 1),"
    " (" ID("3") ", 'area', 'gesundheit', 2, 1), (" ID("4") ", 'topic', 'deutschkurse', 1, 1), (" ID("5") ", 'topic', 'arzt', 1, 1),"
    " (" ID("6") ", 'article', 'a', 1, 1), (" ID("7") ", 'article', 'b', 1, 1);"
    "INSERT INTO city VALUES (" ID("1") ", 'Stadt', 'Europe/Berlin', 'DE', 'DE-ST', NULL, NULL);"
    "INSERT INTO release VALUES (1, " ID("1") ", '2026-11-23T00:00:00Z');"
    "INSERT INTO area (id) VALUES (" ID("2") "), (" ID("3") ");"
    "INSERT INTO topic VALUES (" ID("4") ", " ID("2") "), (" ID("5") ", " ID("3") ");"
    NAME("2", "de", "Arbeit und Deutschkurse") NAME("3", "de", "Gesundheit") NAME("3", "ar", "الصحة")
    NAME("4", "de", "Kurse und Prüfungen") NAME("5", "de", "Arzt oder Ärztin")
    NAME("5", "uk", "Лікар або лікарка") NAME("5", "ti", "ሓኪም")
    "INSERT INTO article VALUES (" ID("6") ", " ID("4") "), (" ID("7") ", " ID("5") ");"
    "INSERT INTO text VALUES (" ID("6") ", 'de', 'title', 'Deutsch lernen', 'human', NULL, " HASH "),"
    " (" ID("7") ", 'tr', 'title', 'Doktor', 'human', NULL, " HASH ");";

static struct catalog *catalog;
static int log_file;

static void run(sqlite3 *database, const char *sql)
{
    int code = sqlite3_exec(database, sql, NULL, NULL, NULL);
    assert(code == SQLITE_OK);
    (void)code;
}

// One small catalog for all inputs; its file is removed as soon as it is open.
static void open_catalog(void)
{
    struct problem problem;
    sqlite3 *database;
    char path[] = "/tmp/kompass-fuzz-XXXXXX";
    char mark[64];
    close(mkstemp(path));
    unlink(path);
    int code = sqlite3_open(path, &database);
    assert(code == SQLITE_OK);
    (void)code;
    run(database, schema_sql());
    run(database, schema_catalog_sql());
    run(database, rows);
    enum status status = search_index_fill(database, &problem);
    assert(status == STATUS_OK);
    sqlite3_snprintf(sizeof mark, mark, "PRAGMA application_id = %d", SCHEMA_CATALOG_ID);
    run(database, mark);
    sqlite3_snprintf(sizeof mark, mark, "PRAGMA user_version = %d", CATALOG_VERSION);
    run(database, mark);
    sqlite3_close(database);
    status = catalog_open(&catalog, path, &problem);
    assert(status == STATUS_OK);
    (void)status;
    char log_path[] = "/tmp/kompass-fuzz-log-XXXXXX";
    log_file = mkstemp(log_path);
    unlink(log_path);
    log_open(log_file, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (catalog == NULL)
        open_catalog();
    size_t count;
    struct arena arena = {0};
    const struct language *languages = language_table(&count);
    struct reader reader = reader_of(&languages[size == 0 ? 0 : data[0] % count]);
    char *query = arena_copy(&arena, (const char *)data + (size > 0), size - (size > 0));
    struct search_results results = search_catalog(catalog, &arena, &reader, TODAY, query, 20);
    for (size_t i = 0; i < results.count; i++) {
        assert(results.items[i].score > 0);
        assert(i == 0 || results.items[i].score <= results.items[i - 1].score);
        assert(results.items[i].entry.id != NULL);
    }
    assert(lseek(log_file, 0, SEEK_END) == 0);
    arena_free(&arena);
    return 0;
}
