// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Opening and closing a catalog, and finding the newest good one in a folder.
#include "core/catalog/catalog_private.h"

#include "core/base/log.h"
#include "core/base/memory.h"
#include "core/base/sys.h"
#include "core/database/database.h"
#include "core/model/schema.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum status read_release(struct catalog *catalog, const char *path, struct problem *problem)
{
    struct catalog_release *release = &catalog->release;
    struct statement *statement = query_begin(catalog, QUERY_RELEASE, NULL);
    bool there = statement_next(statement);
    release->number = (long)statement_number(statement, 0);
    release->city = statement_copy(&catalog->arena, statement, 1);
    release->name = statement_copy(&catalog->arena, statement, 2);
    release->zone = statement_copy(&catalog->arena, statement, 3);
    release->created = statement_copy(&catalog->arena, statement, 4);
    statement_end(&statement);
    if (!there)
        return problem_set(problem, STATUS_CORRUPT, path, CATALOG_MEND,
                           "not a whole catalog: it does not say which release it is");
    if (release->city == NULL || release->name == NULL || release->zone == NULL || release->created == NULL ||
        !clock_parse_day(release->created, &release->created_date))
        return problem_set(problem, STATUS_CORRUPT, path, CATALOG_MEND, "not a whole catalog: its release is not readable");
    return STATUS_OK;
}

// Makes the tables that a catalog published before there were any does not have, empty. A name in the schema of the connection goes
// before that of the file, so all questions have an answer there.
static enum status add_newer_tables(sqlite3 *database, struct problem *problem)
{
    static const struct {
        const char *asked, *made; // whether one is there, and all that came with it
    } tables[] = {
        {"SELECT count(*) FROM sqlite_schema WHERE name = 'situation_row'",
         "CREATE TEMP TABLE situation (id, pictogram, urgent);"
         "CREATE TEMP TABLE situation_row (situation_id, position, offer_id, reason, whom, status, age, district, language, time)"},
        {"SELECT count(*) FROM sqlite_schema WHERE name = 'event_extra'", "CREATE TEMP TABLE event_extra (event_id, starts)"},
    };
    enum status status = STATUS_OK;
    for (size_t i = 0; i < sizeof tables / sizeof *tables && status == STATUS_OK; i++) {
        int64_t there = 0;
        status = database_number(database, tables[i].asked, &there, problem);
        if (status != STATUS_OK || there != 0)
            continue;
        status = database_run(database, "PRAGMA query_only = OFF; PRAGMA temp_store = MEMORY", problem);
        if (status == STATUS_OK)
            status = database_run(database, tables[i].made, problem);
        if (status == STATUS_OK)
            status = database_run(database, "PRAGMA query_only = ON", problem);
    }
    return status;
}

// Takes the database over, when it could be opened.
static enum status begin(struct catalog **catalog, sqlite3 *database, const char *path, enum status status, struct problem *problem)
{
    *catalog = NULL;
    struct catalog *opened = memory_allocate(1, sizeof *opened);
    opened->database = database;
    if (status == STATUS_OK)
        status = add_newer_tables(database, problem);
    if (status == STATUS_OK) {
        queries_open(opened);
        status = read_release(opened, path, problem);
    }
    if (status == STATUS_OK)
        *catalog = opened;
    else
        catalog_close(&opened);
    return status;
}

enum status catalog_open(struct catalog **catalog, const char *path, struct problem *problem)
{
    sqlite3 *database;
    enum status status = database_open_reading(&database, path, &catalog_format, problem);
    return begin(catalog, database, path, status, problem);
}

enum status catalog_open_bytes(struct catalog **catalog, unsigned char *bytes, size_t size, struct problem *problem)
{
    static const char name[] = "catalog in memory";
    sqlite3 *database;
    enum status status = database_open_bytes(&database, bytes, size, name, &catalog_format, problem);
    return begin(catalog, database, name, status, problem);
}

void catalog_close(struct catalog **catalog)
{
    if (*catalog == NULL)
        return;
    if ((*catalog)->attached != NULL)
        (*catalog)->close_attached((*catalog)->attached);
    statements_close(&(*catalog)->queries);
    database_close(&(*catalog)->database);
    arena_free(&(*catalog)->arena);
    memory_free(catalog);
}

void catalog_attach(struct catalog *catalog, void *attached, void (*close)(void *attached))
{
    catalog->attached = attached;
    catalog->close_attached = close;
}

void *catalog_attached(const struct catalog *catalog)
{
    return catalog->attached;
}

const struct catalog_release *catalog_release(const struct catalog *catalog)
{
    return &catalog->release;
}

struct counts catalog_counts(const struct catalog *catalog)
{
    struct counts counts = {0};
    struct problem problem;
    if (counts_read(catalog->database, &counts, &problem) != STATUS_OK)
        log_problem(LOG_LEVEL_ERROR, &problem);
    return counts;
}

long catalog_number(const char *text, const char *rest)
{
    enum { DIGITS = 9 }; // of CATALOG_RELEASE_MAX, so that no longer number need be looked at
    size_t length = strspn(text, "0123456789");
    if (length == 0 || length > DIGITS || text[0] == '0' || strcmp(text + length, rest) != 0)
        return 0;
    return strtol(text, NULL, 10);
}

char *catalog_path(struct arena *arena, const char *folder, long release)
{
    return arena_format(arena, "%s/%ld.db", folder, release);
}

static int newest_first(const void *a, const void *b)
{
    long first = catalog_number(*(char *const *)a, ".db");
    long second = catalog_number(*(char *const *)b, ".db");
    return (first < second) - (first > second);
}

// A file under another's name would be taken for newer or older than it is, again and again.
static enum status open_numbered(struct catalog **catalog, const char *path, long number, struct problem *problem)
{
    enum status status = catalog_open(catalog, path, problem);
    if (status == STATUS_OK && (*catalog)->release.number != number) {
        status = problem_set(problem, STATUS_INVALID, path, CATALOG_MEND,
                             "this is release %ld; the file's name says another", (*catalog)->release.number);
        catalog_close(catalog);
    }
    return status;
}

enum status catalog_open_below(struct catalog **catalog, const char *folder, long below, problem_sink *sink,
                               void *context, struct problem *problem)
{
    struct arena arena = {0};
    char **names;
    size_t count;
    *catalog = NULL;
    enum status status = sys_list_folder(&arena, folder, ".db", &names, &count, problem);
    if (status == STATUS_OK) {
        qsort(names, count, sizeof *names, newest_first);
        status = problem_set(problem, STATUS_NOT_FOUND, folder, "run `kompass sync` with --catalog and this folder",
                             "no catalog that can be read in this folder");
        for (size_t i = 0; i < count && *catalog == NULL; i++) {
            struct problem refused;
            long number = catalog_number(names[i], ".db");
            if (number == 0 || number >= below)
                continue;
            status = open_numbered(catalog, catalog_path(&arena, folder, number), number, &refused);
            if (status != STATUS_OK) {
                sink(context, &refused);
                status = STATUS_NOT_FOUND;
            }
        }
    }
    arena_free(&arena);
    return status;
}

enum status catalog_open_newest(struct catalog **catalog, const char *folder_or_file, problem_sink *sink, void *context,
                                struct problem *problem)
{
    if (sys_is_folder(folder_or_file))
        return catalog_open_below(catalog, folder_or_file, LONG_MAX, sink, context, problem);
    return catalog_open(catalog, folder_or_file, problem);
}
