// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Opening and closing a catalog, finding the newest good one in a folder, and running its queries.
#include "core/catalog/catalog_private.h"

#include "core/base/log.h"
#include "core/base/memory.h"
#include "core/base/sys.h"
#include "core/catalog/database.h"
#include "core/catalog/schema.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char mend[] = "get it again with `kompass sync`";

// A query of ours takes far less; one that takes more goes round in circles in a file that was made to do that, and no
// screen waits for it.
static int spend(void *context)
{
    struct catalog *catalog = context;
    return --catalog->budget <= 0 || --catalog->turn <= 0;
}

void catalog_begin_turn(struct catalog *catalog)
{
    catalog->turn = TURN_BUDGET;
}

// Prepares the query unless it is: at its first use, as a kiosk's first frame needs none of them.
enum status query_prepare(struct catalog *catalog, enum query query, struct problem *problem)
{
    if (catalog->statements[query] != NULL)
        return STATUS_OK;
    int code = sqlite3_prepare_v3(catalog->database, query_sql(query), -1, SQLITE_PREPARE_PERSISTENT,
                                  &catalog->statements[query], NULL);
    if (code == SQLITE_OK)
        return STATUS_OK;
    return problem_set(problem, STATUS_CORRUPT, sqlite3_db_filename(catalog->database, "main"), mend,
                       "not a whole catalog: %s", sqlite3_errmsg(catalog->database));
}

sqlite3_stmt *query_begin(struct catalog *catalog, enum query query, const char *text)
{
    struct problem problem;
    if (query_prepare(catalog, query, &problem) != STATUS_OK)
        log_problem(LOG_LEVEL_ERROR, &problem);
    sqlite3_stmt *statement = catalog->statements[query];
    catalog->budget = QUERY_BUDGET;
    sqlite3_reset(statement);
    if (text != NULL)
        sqlite3_bind_text(statement, 1, text, -1, SQLITE_STATIC);
    else if (sqlite3_bind_parameter_count(statement) > 0)
        sqlite3_bind_null(statement, 1);
    return statement;
}

bool query_step(sqlite3_stmt *statement)
{
    int code = statement == NULL ? SQLITE_DONE : sqlite3_step(statement);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE) {
        struct problem problem;
        database_problem(sqlite3_db_handle(statement), &problem);
        log_problem(LOG_LEVEL_ERROR, &problem);
    }
    sqlite3_reset(statement);
    return false;
}

// The date of an RFC 3339 stamp, whose form the schema has checked only roughly.
static bool parse_date(const char *stamp, struct local_time *date)
{
    char text[] = "YYYY-MM-DDT00:00";
    struct problem ignored;
    if (strlen(stamp) < 10)
        return false;
    memcpy(text, stamp, 10);
    return clock_parse(text, date, &ignored) == STATUS_OK;
}

static enum status read_release(struct catalog *catalog, const char *path, struct problem *problem)
{
    struct catalog_release *release = &catalog->release;
    sqlite3_stmt *statement = query_begin(catalog, QUERY_RELEASE, NULL);
    if (!query_step(statement))
        return problem_set(problem, STATUS_CORRUPT, path, mend,
                           "not a whole catalog: it does not say which release it is");
    release->number = (long)sqlite3_column_int64(statement, 0);
    release->city = database_text(&catalog->arena, statement, 1);
    release->name = database_text(&catalog->arena, statement, 2);
    release->zone = database_text(&catalog->arena, statement, 3);
    release->created = database_text(&catalog->arena, statement, 4);
    sqlite3_reset(statement);
    if (release->city == NULL || release->name == NULL || release->zone == NULL || release->created == NULL ||
        !parse_date(release->created, &release->created_date))
        return problem_set(problem, STATUS_CORRUPT, path, mend, "not a whole catalog: its release is not readable");
    return STATUS_OK;
}

enum status catalog_open(struct catalog **catalog, const char *path, struct problem *problem)
{
    *catalog = NULL;
    struct catalog *opened = memory_allocate(1, sizeof *opened);
    opened->turn = LONG_MAX;
    enum status status = database_open_reading(&opened->database, path, SCHEMA_CATALOG_ID, problem);
    if (status == STATUS_OK) {
        sqlite3_progress_handler(opened->database, QUERY_BUDGET_UNIT, spend, opened);
        status = read_release(opened, path, problem);
    }
    if (status == STATUS_OK)
        *catalog = opened;
    else
        catalog_close(&opened);
    return status;
}

void catalog_close(struct catalog **catalog)
{
    if (*catalog == NULL)
        return;
    for (int query = 0; query < QUERY_COUNT; query++)
        sqlite3_finalize((*catalog)->statements[query]);
    searcher_close(&(*catalog)->searcher);
    database_close(&(*catalog)->database);
    arena_free(&(*catalog)->arena);
    memory_free(catalog);
}

const struct catalog_release *catalog_release(const struct catalog *catalog)
{
    return &catalog->release;
}

struct counts catalog_counts(const struct catalog *catalog)
{
    struct counts counts;
    struct problem problem;
    if (counts_read(catalog->database, &counts, &problem) != STATUS_OK)
        log_problem(LOG_LEVEL_ERROR, &problem);
    return counts;
}

// The number of "<number>.db"; -1 for any other name.
static long release_of_name(const char *name)
{
    char *end;
    if (name[0] < '1' || name[0] > '9')
        return -1;
    long number = strtol(name, &end, 10);
    return strcmp(end, ".db") == 0 && number < LONG_MAX ? number : -1;
}

static int newest_first(const void *a, const void *b)
{
    long first = release_of_name(*(char *const *)a);
    long second = release_of_name(*(char *const *)b);
    return (first < second) - (first > second);
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
        for (size_t i = 0; i < count && *catalog == NULL && release_of_name(names[i]) > 0; i++) {
            struct problem refused;
            if (release_of_name(names[i]) >= below)
                continue;
            status = catalog_open(catalog, arena_format(&arena, "%s/%s", folder, names[i]), &refused);
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
