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
    struct statement *row = database_query(catalog->database, sql, problem);
    *text = statement_next(row) ? statement_copy(arena, row, 0) : NULL;
    return statement_end(&row);
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

// Questions about another kind have no answer, which must be one, too.
enum status catalog_try(struct catalog *catalog, struct statements *statements, struct problem *problem)
{
    struct arena arena = {0};
    enum status status = STATUS_OK;
    for (int kind = 0; kind < KIND_COUNT && status == STATUS_OK; kind++) {
        const char *id;
        const char *sql = arena_format(&arena, "SELECT max(id) FROM %s", model_kind((enum kind)kind)->name);
        status = ask(catalog, &arena, sql, &id, problem);
        if (status == STATUS_OK)
            status = statements_try(statements, id == NULL ? "" : id, "de", problem);
    }
    arena_free(&arena);
    return status;
}

enum status catalog_verify(struct catalog *catalog, struct problem *problem)
{
    const char *path = sqlite3_db_filename(catalog->database, "main");
    catalog->budget.left = VERIFY_BUDGET;
    enum status status = check_schema(catalog, path, problem);
    if (status == STATUS_OK)
        status = database_check(catalog->database, path, problem);
    if (status == STATUS_OK)
        status = catalog_try(catalog, catalog->queries, problem);
    struct counts counts = {0};
    if (status == STATUS_OK)
        status = counts_read(catalog->database, &counts, problem);
    for (int kind = 0; status == STATUS_OK && kind < KIND_COUNT; kind++) {
        if (model_kind((enum kind)kind)->wanted && counts.of[kind] == 0)
            status = problem_set(problem, STATUS_CORRUPT, path, mend, "it has no %s", model_kind((enum kind)kind)->plural);
    }
    return status;
}
