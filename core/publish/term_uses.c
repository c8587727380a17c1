// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One statement gives all German texts, those of a thing together, as they follow each other on its page.
#include "core/publish/term_uses.h"

#include "core/catalog/glossary.h"
#include "core/database/statement.h"

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

static enum status write_uses(struct statement *insert, const struct glossary *glossary, const char *kind, const char *id,
                              const struct glossary_found *found)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < found->count; i++) {
        statement_bind_text(insert, 1, id);
        statement_bind_text(insert, 2, kind);
        statement_bind_text(insert, 3, glossary->terms[found->terms[i]].id);
        statement_bind_number(insert, 4, (int64_t)i + 1);
        status = statement_run(insert);
    }
    return status;
}

static enum status find_all(struct statement *rows, struct statement *insert, const struct glossary *glossary)
{
    struct arena arena = {0}; // of the present thing
    const char *kind = "";
    const char *id = "";
    struct glossary_found found = glossary_nothing(glossary, &arena);
    enum status status = STATUS_OK;
    while (status == STATUS_OK && statement_next(rows)) {
        if (strcmp(id, statement_text(rows, 1)) != 0) {
            status = write_uses(insert, glossary, kind, id, &found);
            arena_reset(&arena);
            kind = statement_copy(&arena, rows, 0);
            id = statement_copy(&arena, rows, 1);
            found = glossary_nothing(glossary, &arena);
        }
        glossary_find(glossary, statement_text(rows, 4), &found);
    }
    if (status == STATUS_OK)
        status = write_uses(insert, glossary, kind, id, &found);
    arena_free(&arena);
    return status;
}

enum status term_uses_fill(sqlite3 *catalog, struct problem *problem)
{
    struct arena arena = {0};
    struct glossary glossary;
    enum status status = glossary_read(&glossary, &arena, catalog, problem);
    if (status == STATUS_OK) {
        struct statement *rows = database_query(catalog, german_texts, problem);
        struct statement *insert = database_query(
            catalog, "INSERT INTO term_use (thing_id, kind, term_id, position) VALUES (?, ?, ?, ?)", problem);
        status = find_all(rows, insert, &glossary);
        enum status read = statement_end(&rows);
        enum status written = statement_end(&insert);
        if (status == STATUS_OK)
            status = read != STATUS_OK ? read : written;
    }
    arena_free(&arena);
    return status;
}
