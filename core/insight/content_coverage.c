// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One question for each kind, as a reader of foreign files lets few be joined into one.
#include "core/insight/content_coverage.h"

#include "core/database/statement.h"
#include "core/model/model_sql.h"

bool content_is_translated(enum kind kind)
{
    struct arena arena = {0};
    bool translated = model_sql_fields(&arena, kind, model_is_translated) != NULL;
    arena_free(&arena);
    return translated;
}

// The id, field and hash of every text that should be there in the language ?1. What German has is needed in every language; what
// is made of another field has no German text to be needed by.
static const char *needed_sql(struct arena *arena, enum kind kind)
{
    const struct model_kind *model = model_kind(kind);
    const char *shown = model_sql_shown(arena, kind);
    const char *fields = model_sql_fields(arena, kind, model_is_made_of_german);
    const char *sql = arena_format(arena,
                                   "SELECT %s.id, field, source_hash FROM %s CROSS JOIN text ON text.thing = %s.id"
                                   " WHERE language = 'de' AND field IN %s AND %s",
                                   model->name, model->name, model->name, fields == NULL ? "()" : fields, shown);
    for (size_t i = 0; i < model->text_count; i++) {
        const struct model_text *text = &model->texts[i];
        if (text->translated && text->of != NULL)
            sql = arena_format(arena,
                               "%s UNION ALL SELECT id, '%s', %s FROM %s WHERE %s AND (?1 || '-' NOT GLOB 'de-*' OR EXISTS"
                               " (SELECT 1 FROM text WHERE thing = %s.id AND language = 'de' AND field = '%s'))",
                               sql, text->name, text->of_hash, model->name, shown, model->name, text->name);
    }
    return sql;
}

static enum status count_kind(sqlite3 *database, enum kind kind, const char *tag, struct content_coverage *coverage,
                              struct problem *problem)
{
    long *const counts[] = {&coverage->of, &coverage->have, &coverage->current, &coverage->machine,
                            &coverage->outdated};
    struct arena arena = {0};
    struct statement *row = database_query(
        database,
        arena_format(&arena,
                     "WITH needed (id, field, hash) AS (%s),"
                     " state AS (SELECT max(own.thing IS NULL) AS missing, max(own.source_hash IS NOT needed.hash) AS outdated,"
                     " max(own.origin = 'machine' AND own.reviewed_on IS NULL) AS machine FROM needed LEFT JOIN text AS own"
                     " ON own.thing = needed.id AND own.language = ?1 AND own.field = needed.field GROUP BY needed.id)"
                     " SELECT count(*), total(NOT missing), total(NOT missing AND NOT outdated AND NOT machine),"
                     " total(NOT missing AND NOT outdated AND machine), total(NOT missing AND outdated) FROM state",
                     needed_sql(&arena, kind)),
        problem);
    statement_bind_text(row, 1, tag);
    if (statement_next(row)) {
        for (int i = 0; i < (int)(sizeof counts / sizeof *counts); i++)
            *counts[i] = (long)statement_number(row, i);
    }
    enum status status = statement_end(&row);
    arena_free(&arena);
    return status;
}

enum status content_coverage_count(sqlite3 *database, const struct language *language,
                                   struct content_coverage coverage[KIND_COUNT], struct problem *problem)
{
    enum status status = STATUS_OK;
    for (int kind = 0; status == STATUS_OK && kind < KIND_COUNT; kind++) {
        coverage[kind] = (struct content_coverage){0};
        if (content_is_translated((enum kind)kind))
            status = count_kind(database, (enum kind)kind, language->tag, &coverage[kind], problem);
    }
    return status;
}
