// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Looking through a whole catalog before anybody relies on it. What a file could do to its reader is forbidden first.
#include "core/catalog/catalog_private.h"

#include "core/database/database.h"

#include <string.h>

static const char mend[] = "ask its publisher for a new release";

// Asks for one text and gives it in the arena; NULL when there is no row.
static enum status ask(struct catalog *catalog, struct arena *arena, const char *sql, const char **text,
                       struct problem *problem)
{
    sqlite3_stmt *row = NULL;
    int code = sqlite3_prepare_v2(catalog->database, sql, -1, &row, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(row);
    *text = code == SQLITE_ROW ? database_text(arena, row, 0) : NULL;
    enum status status =
        code == SQLITE_ROW || code == SQLITE_DONE ? STATUS_OK : database_problem(catalog->database, problem);
    sqlite3_finalize(row);
    return status;
}

// No reader runs a trigger or a view (database.c), and only the virtual tables of the search index are ours.
static enum status check_schema(struct catalog *catalog, const char *path, struct problem *problem)
{
    static const char strange[] = "SELECT type || ' ' || name FROM sqlite_schema WHERE type IN ('trigger', 'view')"
                                  " OR (sql LIKE 'CREATE VIRTUAL%' AND name NOT IN ('search', 'search_hit'))"
                                  " OR (name = 'search' AND sql NOT LIKE 'CREATE VIRTUAL TABLE search USING fts5 (%')"
                                  " OR (name = 'search_hit' AND sql NOT LIKE"
                                  " 'CREATE VIRTUAL TABLE search_hit USING fts5vocab (search, instance)')";
    struct arena arena = {0};
    const char *found;
    enum status status = ask(catalog, &arena, strange, &found, problem);
    if (status == STATUS_OK && found != NULL)
        status = problem_set(problem, STATUS_CORRUPT, path, mend, "it has a %s, which no catalog has", found);
    arena_free(&arena);
    return status;
}

// Runs a query that is ready with that id and the languages of a reader, to its end.
static enum status try_query(struct catalog *catalog, enum query query, const char *id, struct problem *problem)
{
    sqlite3_stmt *statement = query_begin(catalog, query, id);
    for (int i = 2; i <= sqlite3_bind_parameter_count(statement); i++)
        sqlite3_bind_text(statement, i, "de", -1, SQLITE_STATIC);
    int code = sqlite3_step(statement);
    while (code == SQLITE_ROW)
        code = sqlite3_step(statement);
    enum status status = code == SQLITE_DONE ? STATUS_OK : database_problem(catalog->database, problem);
    sqlite3_reset(statement);
    return status;
}

// Every question of the screens, about one thing of each kind: those about another kind have no answer, which must be
// one, too.
static enum status try_queries(struct catalog *catalog, struct problem *problem)
{
    static const char *const kinds[] = {"area", "topic", "offer", "article", "guide", "guide_step", "emergency",
                                       "event", "term"};
    struct arena arena = {0};
    enum status status = STATUS_OK;
    for (int query = 0; query < QUERY_COUNT && status == STATUS_OK; query++)
        status = query_prepare(catalog, query, problem);
    for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds && status == STATUS_OK; kind++) {
        const char *id;
        status = ask(catalog, &arena, arena_format(&arena, "SELECT max(id) FROM %s", kinds[kind]), &id, problem);
        for (int query = 0; query < QUERY_COUNT && status == STATUS_OK; query++)
            status = try_query(catalog, query, id == NULL ? "" : id, problem);
    }
    arena_free(&arena);
    return status;
}

enum status catalog_verify(struct catalog *catalog, struct problem *problem)
{
    const char *path = sqlite3_db_filename(catalog->database, "main");
    catalog->budget = VERIFY_BUDGET;
    enum status status = check_schema(catalog, path, problem);
    if (status == STATUS_OK)
        status = database_check(catalog->database, path, problem);
    if (status == STATUS_OK)
        status = try_queries(catalog, problem);
    struct counts counts = {0};
    if (status == STATUS_OK)
        status = counts_read(catalog->database, &counts, problem);
    for (int kind = 0; status == STATUS_OK && kind < KIND_COUNT; kind++) {
        if (model_kind((enum kind)kind)->wanted && counts.of[kind] == 0)
            status = problem_set(problem, STATUS_CORRUPT, path, mend, "it has no %s", model_kind((enum kind)kind)->plural);
    }
    return status;
}
