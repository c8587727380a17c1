// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One statement gives all German texts, those of a thing together, as they follow each other on its page.
#include "core/publish/term_uses.h"

#include "core/database/database.h"
#include "core/catalog/glossary.h"

#include <string.h>

static const char german_texts[] =
    "SELECT 'offer' AS kind, id, 0 AS part, 0 AS line, name AS text FROM offer WHERE duplicate_of IS NULL"
    " UNION ALL SELECT 'offer', id, CASE field WHEN 'summary' THEN 1 WHEN 'description' THEN 2 WHEN 'next_step' THEN 3 ELSE 4 END, 0, text"
    "  FROM offer_text WHERE language = 'de' AND field <> 'gloss'"
    "  AND id IN (SELECT id FROM offer WHERE duplicate_of IS NULL)"
    " UNION ALL SELECT 'article', id, CASE field WHEN 'title' THEN 0 ELSE 1 END, 0, text"
    "  FROM article_text WHERE language = 'de'"
    " UNION ALL SELECT 'article', article_id, 2, position, text"
    "  FROM article_block WHERE language = 'de' AND text IS NOT NULL"
    " UNION ALL SELECT 'guide', id, CASE field WHEN 'title' THEN 0 ELSE 1 END, 0, text"
    "  FROM guide_text WHERE language = 'de'"
    " UNION ALL SELECT 'guide', guide_id, 2, position, text"
    "  FROM guide_step JOIN guide_step_text USING (id) WHERE language = 'de'"
    " ORDER BY kind, id, part, line";

static enum status write_uses(sqlite3_stmt *insert, const struct glossary *glossary, const char *kind, const char *id,
                              const struct glossary_found *found, struct problem *problem)
{
    for (size_t i = 0; i < found->count; i++) {
        sqlite3_bind_text(insert, 1, id, -1, SQLITE_STATIC);
        sqlite3_bind_text(insert, 2, kind, -1, SQLITE_STATIC);
        sqlite3_bind_text(insert, 3, glossary->terms[found->terms[i]].id, -1, SQLITE_STATIC);
        sqlite3_bind_int64(insert, 4, (sqlite3_int64)i + 1);
        if (sqlite3_step(insert) != SQLITE_DONE)
            return database_problem(sqlite3_db_handle(insert), problem);
        sqlite3_reset(insert);
    }
    return STATUS_OK;
}

static enum status find_all(sqlite3_stmt *rows, sqlite3_stmt *insert, const struct glossary *glossary,
                            struct problem *problem)
{
    struct arena arena = {0}; // of the present thing
    const char *kind = "";
    const char *id = "";
    struct glossary_found found = glossary_nothing(glossary, &arena);
    enum status status = STATUS_OK;
    int code = sqlite3_step(rows);
    for (; status == STATUS_OK && code == SQLITE_ROW; code = sqlite3_step(rows)) {
        const char *text = (const char *)sqlite3_column_text(rows, 4);
        if (strcmp(id, (const char *)sqlite3_column_text(rows, 1)) != 0) {
            status = write_uses(insert, glossary, kind, id, &found, problem);
            arena_reset(&arena);
            kind = database_text(&arena, rows, 0);
            id = database_text(&arena, rows, 1);
            found = glossary_nothing(glossary, &arena);
        }
        glossary_find(glossary, text, &found);
    }
    if (status == STATUS_OK)
        status = code == SQLITE_DONE ? write_uses(insert, glossary, kind, id, &found, problem)
                                     : database_problem(sqlite3_db_handle(rows), problem);
    arena_free(&arena);
    return status;
}

enum status term_uses_fill(sqlite3 *catalog, struct problem *problem)
{
    struct arena arena = {0};
    struct glossary glossary;
    sqlite3_stmt *rows = NULL;
    sqlite3_stmt *insert = NULL;
    enum status status = glossary_read(&glossary, &arena, catalog, problem);
    if (status == STATUS_OK &&
        (sqlite3_prepare_v2(catalog, german_texts, -1, &rows, NULL) != SQLITE_OK ||
         sqlite3_prepare_v2(catalog, "INSERT INTO term_use (thing_id, kind, term_id, position) VALUES (?, ?, ?, ?)", -1,
                            &insert, NULL) != SQLITE_OK))
        status = database_problem(catalog, problem);
    if (status == STATUS_OK)
        status = find_all(rows, insert, &glossary, problem);
    sqlite3_finalize(rows);
    sqlite3_finalize(insert);
    arena_free(&arena);
    return status;
}
