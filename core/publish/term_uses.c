// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One statement gives all German texts, those of a thing together, as they follow each other on its page.
#include "core/publish/term_uses.h"

#include "core/catalog/glossary.h"
#include "core/database/statement.h"
#include "core/model/body.h"

#include <string.h>

static const char german_texts[] =
    "SELECT id, 0 AS part, 0 AS line, name AS text, 'name' FROM offer WHERE duplicate_of IS NULL"
    " UNION ALL SELECT id, CASE field WHEN 'title' THEN 0 WHEN 'summary' THEN 1 WHEN 'description' THEN 2 WHEN 'body' THEN 2"
    "  WHEN 'next_step' THEN 3 ELSE 4 END, 0, text, field"
    "  FROM thing JOIN text ON text.thing = id WHERE language = 'de' AND field <> 'gloss'"
    "  AND (kind IN ('article', 'guide') OR id IN (SELECT id FROM offer WHERE duplicate_of IS NULL))"
    " UNION ALL SELECT guide_id, 2, position, text, field"
    "  FROM guide_step JOIN thing USING (id) JOIN text ON text.thing = guide_step.id WHERE language = 'de'"
    " ORDER BY id, part, line";

// Each block of a body by itself: a term does not go on in the next one.
static void find_in_text(const struct glossary *glossary, struct arena *arena, const char *field, const char *text,
                         struct glossary_found *found)
{
    if (strcmp(field, "body") != 0) {
        glossary_find(glossary, text, found);
        return;
    }
    size_t count;
    const struct body_block *blocks = body_parse(arena, text, &count);
    for (size_t i = 0; i < count; i++) {
        if (blocks[i].text != NULL)
            glossary_find(glossary, blocks[i].text, found);
    }
}

static enum status write_uses(struct statement *insert, const struct glossary *glossary, const char *id,
                              const struct glossary_found *found)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < found->count; i++) {
        statement_bind_text(insert, 1, id);
        statement_bind_text(insert, 2, glossary->terms[found->terms[i]].id);
        statement_bind_number(insert, 3, (int64_t)i + 1);
        status = statement_run(insert);
    }
    return status;
}

static enum status find_all(struct statement *rows, struct statement *insert, const struct glossary *glossary)
{
    struct arena arena = {0}; // of the present thing
    const char *id = "";
    struct glossary_found found = glossary_nothing(glossary, &arena);
    enum status status = STATUS_OK;
    while (status == STATUS_OK && statement_next(rows)) {
        if (strcmp(id, statement_text(rows, 0)) != 0) {
            status = write_uses(insert, glossary, id, &found);
            arena_reset(&arena);
            id = statement_copy(&arena, rows, 0);
            found = glossary_nothing(glossary, &arena);
        }
        find_in_text(glossary, &arena, statement_text(rows, 4), statement_text(rows, 3), &found);
    }
    if (status == STATUS_OK)
        status = write_uses(insert, glossary, id, &found);
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
            catalog, "INSERT INTO term_use (thing, term_id, position) VALUES (?, ?, ?)", problem);
        status = find_all(rows, insert, &glossary);
        enum status read = statement_end(&rows);
        enum status written = statement_end(&insert);
        if (status == STATUS_OK)
            status = read != STATUS_OK ? read : written;
    }
    arena_free(&arena);
    return status;
}
