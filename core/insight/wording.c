// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Statements join every German text with its translation; texts and forms are compared as search folds them.
#include "core/insight/wording.h"

#include "core/database/statement.h"
#include "core/model/body.h"
#include "core/model/model_sql.h"
#include "core/text/fold.h"
#include "core/translation/renderings.h"

#include <string.h>

// The texts of a kind in the language ?1 beside those that they were made of; NULL: it has none. From the things on (CROSS JOIN):
// SQLite would go through all texts for each kind.
static const char *texts_sql(struct arena *arena, enum kind kind)
{
    const char *fields = model_sql_fields(arena, kind, model_is_made_of_german);
    if (fields == NULL)
        return NULL;
    return arena_format(arena,
                        "SELECT %s, field, german.text, own.text FROM %s CROSS JOIN thing USING (id)"
                        " CROSS JOIN text AS german ON german.thing = thing.id AND german.language = 'de' AND german.field IN %s"
                        " CROSS JOIN text AS own USING (thing, field) WHERE own.language = ?1"
                        " AND own.source_hash = german.source_hash AND %s ORDER BY 1, 2",
                        model_sql_path(arena, kind), model_kind(kind)->name, fields, model_sql_shown(arena, kind));
}

struct language_name {
    const char *tag;
    struct language_name *next;
};

struct wording_check {
    sqlite3 *database;
    struct arena arena;              // of the glossary
    struct arena language_arena;     // of the renderings in the present language
    struct arena row;                // of the present text
    struct glossary glossary;
    struct language_name *languages; // that texts are in
    const char *language;            // the present one
    struct renderings renderings;    // in it
    wording_sink *sink;
    void *context;
    struct problem *problem;
};

static void check_text(struct wording_check *check, const char *thing, const char *field, const char *german, const char *own)
{
    struct glossary_found found = glossary_nothing(&check->glossary, &check->row);
    glossary_find(&check->glossary, german, &found);
    const char *folded = text_fold(&check->row, own);
    for (size_t i = 0; i < found.count; i++) {
        if (rendering_is_in(&check->renderings, found.terms[i], folded))
            continue;
        const struct wording_finding finding = {.language = check->language,
                                                .thing = thing,
                                                .field = field,
                                                .term = check->glossary.terms[found.terms[i]].name,
                                                .rendering = rendering_of(&check->renderings, found.terms[i])};
        check->sink(check->context, &finding);
    }
}

// Line by line. Translation files count those that have a text.
static void check_body(struct wording_check *check, const char *thing, const char *german, const char *own)
{
    const char *slug = strchr(thing, '/');
    size_t german_count, own_count, number = 0;
    const struct body_block *german_blocks = body_parse(&check->row, german, &german_count);
    const struct body_block *own_blocks = body_parse(&check->row, own, &own_count);
    for (size_t i = 0; slug != NULL && i < german_count && i < own_count; i++) {
        number += german_blocks[i].text != NULL;
        if (german_blocks[i].text != NULL && own_blocks[i].text != NULL)
            check_text(check, arena_format(&check->row, "block%s/%zu", slug, number), "text", german_blocks[i].text,
                       own_blocks[i].text);
    }
}

static enum status check_kind(struct wording_check *check, enum kind kind)
{
    const char *sql = texts_sql(&check->language_arena, kind);
    if (sql == NULL)
        return STATUS_OK;
    struct statement *rows = database_query(check->database, sql, check->problem);
    statement_bind_text(rows, 1, check->language);
    while (statement_next(rows)) {
        const char *thing = statement_text(rows, 0), *field = statement_text(rows, 1);
        if (thing != NULL && model_text_of(kind, field)->form == MODEL_BODY)
            check_body(check, thing, statement_text(rows, 2), statement_text(rows, 3));
        else if (thing != NULL)
            check_text(check, thing, field, statement_text(rows, 2), statement_text(rows, 3));
        arena_reset(&check->row);
    }
    return statement_end(&rows);
}

static enum status check_language(struct wording_check *check, const char *language)
{
    check->language = language;
    arena_reset(&check->language_arena);
    enum status status = renderings_read(&check->renderings, &check->glossary, &check->language_arena, check->database,
                                         language, check->problem);
    for (int kind = 0; status == STATUS_OK && kind < KIND_COUNT; kind++)
        status = check_kind(check, (enum kind)kind);
    return status;
}

static enum status read_languages(struct wording_check *check)
{
    struct statement *rows = database_query(check->database, "SELECT DISTINCT language FROM text WHERE language <> 'de' ORDER BY 1 DESC",
                                            check->problem);
    while (statement_next(rows)) {
        struct language_name *name = arena_allocate(&check->arena, 1, sizeof *name);
        name->tag = statement_copy(&check->arena, rows, 0);
        name->next = check->languages;
        check->languages = name;
    }
    return statement_end(&rows);
}

enum status wording_check(sqlite3 *database, wording_sink *sink, void *context, struct problem *problem)
{
    struct wording_check check = {.database = database, .sink = sink, .context = context, .problem = problem};
    enum status status = glossary_read(&check.glossary, &check.arena, database, problem);
    if (status == STATUS_OK)
        status = read_languages(&check);
    for (const struct language_name *name = check.languages; status == STATUS_OK && name != NULL; name = name->next)
        status = check_language(&check, name->tag);
    arena_free(&check.row);
    arena_free(&check.language_arena);
    arena_free(&check.arena);
    return status;
}
