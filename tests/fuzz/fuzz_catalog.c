// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// libFuzzer target for opening a catalog: a small good one with bytes changed where the input says. Whatever comes of
// it is read to its end or refused with a reason.
#include "core/catalog/catalog.h"
#include "core/database/database.h"
#include "core/model/schema.h"
#include "core/search/search.h"
#include "tests/support/today.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHANGE_BYTES = 4 }; // three for the place, one for the value

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *count, char ***arguments);

static unsigned char *good;
static size_t good_size;

static const char rows[] =
    "PRAGMA page_size = 512; BEGIN;"
    "%s %s"
    "INSERT INTO thing VALUES ('00000000-0000-4000-8000-000000000901', 'city', 'm', 1, 1),"
    " ('00000000-0000-4000-8000-000000000101', 'area', 'a', 1, 1), ('00000000-0000-4000-8000-000000000201', 'topic', 't', 1, 1),"
    " ('00000000-0000-4000-8000-000000000902', 'organization', NULL, 0, 1),"
    " ('00000000-0000-4000-8000-000000000301', 'offer', 'o', 1, 1), ('00000000-0000-4000-8000-000000000701', 'emergency', 'e', 1, 1),"
    " ('00000000-0000-4000-8000-000000000401', 'article', 'r', 1, 1), ('00000000-0000-4000-8000-000000000801', 'event', 'v', 1, 1);"
    "INSERT INTO city VALUES ('00000000-0000-4000-8000-000000000901', 'M', 'Europe/Berlin', 'DE', 'DE-ST', NULL, NULL);"
    "INSERT INTO release VALUES (1, '00000000-0000-4000-8000-000000000901', '2026-11-20T08:30:00Z');"
    "INSERT INTO area (id) VALUES ('00000000-0000-4000-8000-000000000101');"
    "INSERT INTO topic VALUES ('00000000-0000-4000-8000-000000000201', '00000000-0000-4000-8000-000000000101');"
    "INSERT INTO organization VALUES ('00000000-0000-4000-8000-000000000902', 'O');"
    "INSERT INTO offer VALUES ('00000000-0000-4000-8000-000000000301', 'office', 'Amt', hex(zeroblob(16)),"
    " '00000000-0000-4000-8000-000000000902', NULL, 0, NULL, NULL, NULL, NULL, NULL);"
    "INSERT INTO source VALUES ('00000000-0000-4000-8000-000000000301', 'a:b', NULL, NULL, NULL, 'low', NULL);"
    "INSERT INTO offer_topic VALUES ('00000000-0000-4000-8000-000000000301', '00000000-0000-4000-8000-000000000201', "
    "1);"
    "INSERT INTO emergency VALUES ('00000000-0000-4000-8000-000000000701', '112', NULL);"
    "INSERT INTO article VALUES ('00000000-0000-4000-8000-000000000401', '00000000-0000-4000-8000-000000000201');"
    "INSERT INTO text VALUES ('00000000-0000-4000-8000-000000000401', 'de', 'body',"
    " '* a' || char(10) || '> offer 00000000-0000-4000-8000-000000000301', 'human', NULL, hex(zeroblob(16)));"
    "INSERT INTO event VALUES ('00000000-0000-4000-8000-000000000801', NULL, NULL, '2026-11-23T10:00', 60, 0, 'FREQ=DAILY', NULL);"
    "INSERT INTO event_time VALUES ('00000000-0000-4000-8000-000000000801', '2026-11-23T10:00');"
    "INSERT INTO search_thing VALUES (1, '00000000-0000-4000-8000-000000000301');"
    "INSERT INTO search_language VALUES (0, 'de');"
    "INSERT INTO search_word VALUES ('amt', NULL, 0, 1);"
    "INSERT INTO search (rowid, title, summary, context, body, often) VALUES (16400, 'amt a', 'ab', '', 'ac', '');"
    "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT; VACUUM;";

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    (void)count;
    (void)arguments;
    struct arena arena = {0};
    sqlite3 *database;
    sqlite3_int64 length = 0;
    char *message = NULL;
    sqlite3_open(":memory:", &database);
    sqlite3_exec(database,
                 arena_format(&arena, rows, schema_sql(), schema_catalog_sql(), SCHEMA_CATALOG_ID, CATALOG_VERSION),
                 NULL, NULL, &message);
    if (message != NULL)
        fprintf(stderr, "%s\n", message);
    assert(message == NULL);
    good = sqlite3_serialize(database, "main", &length, 0);
    good_size = (size_t)length;
    sqlite3_close(database);
    arena_free(&arena);
    return 0;
}

static void read_all(const char *path, bool changed)
{
    struct arena arena = {0};
    struct catalog *catalog;
    struct problem problem;
    const struct reader reader = reader_of(language_by_tag("de"));
    if (catalog_open(&catalog, path, &problem) != STATUS_OK) {
        assert(changed && catalog == NULL && problem.why[0] != '\0');
        return;
    }
    struct catalog_offer offer;
    enum status status = catalog_verify(catalog, &problem);
    assert(changed || status == STATUS_OK);
    status = search_verify(catalog, &problem);
    assert(changed || status == STATUS_OK);
    catalog_areas(catalog, &arena, &reader);
    search_catalog(catalog, &arena, &reader, TODAY, "amt", 20);
    catalog_offer(catalog, &arena, &reader, "00000000-0000-4000-8000-000000000301", &offer, &problem);
    catalog_close(&catalog);
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[] = "/tmp/kompass-fuzz-XXXXXX"; // SQLite opens by name
    int file = mkstemp(path);
    bool changed = size >= CHANGE_BYTES;
    assert(file >= 0 && write(file, good, good_size) == (ssize_t)good_size);
    for (; size >= CHANGE_BYTES; data += CHANGE_BYTES, size -= CHANGE_BYTES) {
        size_t place = ((size_t)data[0] << 16 | (size_t)data[1] << 8 | data[2]) % good_size;
        assert(pwrite(file, &data[3], 1, (off_t)place) == 1);
    }
    close(file);
    read_all(path, changed);
    unlink(path);
    return 0;
}
