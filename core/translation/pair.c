// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// History has whole records; the German text of then is found in one by its hash.
#include "core/translation/pair.h"

#include "core/database/statement.h"
#include "core/model/record.h"

#include <string.h>

// ---- as they are --------------------------------------------------------------------------------------------------

static enum status read_kind(sqlite3 *database, const char *thing, enum kind *kind, struct problem *problem)
{
    struct statement *row = database_query(database, "SELECT kind FROM thing WHERE id = ?", problem);
    statement_bind_text(row, 1, thing);
    *kind = statement_next(row) ? model_kind_of(statement_text(row, 0)) : KIND_NONE;
    return statement_end(&row);
}

static enum status read_german(sqlite3 *database, struct arena *arena, const char *thing, struct translation_pair *pair,
                               struct problem *problem)
{
    const struct model_text *model = pair->model;
    const char *sql = "SELECT text, source_hash FROM text WHERE thing = ?1 AND language = 'de' AND field = ?2";
    if (model->of != NULL)
        sql = arena_format(arena, "SELECT %s, %s FROM %s WHERE id = ?1 AND ?2 <> ''", model->of, model->of_hash,
                           model_kind(pair->kind)->name);
    struct statement *row = database_query(database, sql, problem);
    statement_bind_text(row, 1, thing);
    statement_bind_text(row, 2, model->name);
    if (statement_next(row)) {
        pair->german = statement_copy(arena, row, 0);
        pair->german_hash = statement_copy(arena, row, 1);
    }
    return statement_end(&row);
}

static enum status read_own(sqlite3 *database, struct arena *arena, const char *thing, const char *language,
                            struct translation_pair *pair, struct problem *problem)
{
    struct statement *row = database_query(database,
                                           "SELECT text, source_hash, origin, reviewed_on FROM text"
                                           " WHERE thing = ? AND language = ? AND field = ?",
                                           problem);
    statement_bind_text(row, 1, thing);
    statement_bind_text(row, 2, language);
    statement_bind_text(row, 3, pair->model->name);
    if (statement_next(row)) {
        pair->own = statement_copy(arena, row, 0);
        pair->source_hash = statement_copy(arena, row, 1);
        pair->origin = statement_copy(arena, row, 2);
        pair->reviewed_on = statement_copy(arena, row, 3);
    }
    return statement_end(&row);
}

enum status translation_pair_read(sqlite3 *database, struct arena *arena, const char *thing, const char *field,
                                  const struct language *language, struct translation_pair *pair, struct problem *problem)
{
    *pair = (struct translation_pair){.kind = KIND_NONE};
    enum status status = read_kind(database, thing, &pair->kind, problem);
    if (status != STATUS_OK)
        return status;
    pair->model = pair->kind == KIND_NONE ? NULL : model_text_of(pair->kind, field);
    if (pair->model == NULL || !pair->model->translated)
        return problem_set(problem, STATUS_NOT_FOUND, field, "choose another", "there is no such text to be translated");
    status = read_german(database, arena, thing, pair, problem);
    if (status == STATUS_OK)
        status = read_own(database, arena, thing, language->tag, pair, problem);
    pair->state = translation_state_of(pair->german_hash, pair->source_hash, pair->origin, pair->reviewed_on);
    return status;
}

// ---- as it was ----------------------------------------------------------------------------------------------------

// The text that the record has, when it is the one; copied.
static const char *find_in(struct arena *arena, const char *record_text, const struct model_text *model, const char *hash)
{
    struct arena own = {0};
    struct problem ignored;
    json_t *record = NULL;
    const char *found = NULL;
    if (record_text != NULL && record_read_text(record_text, &record, &ignored) == STATUS_OK) {
        const char *original = record_original(record, model);
        if (original != NULL && strcmp(record_hash(&own, original), hash) == 0)
            found = arena_copy_text(arena, original);
    }
    json_decref(record);
    arena_free(&own);
    return found;
}

// The newest first. What a change left is what the next one found, so that only the oldest needs to be asked for both.
enum status translation_source_of(sqlite3 *editorial, struct arena *arena, const char *thing, const struct model_text *model,
                                  const char *hash, const char **text, struct problem *problem)
{
    struct statement *rows = database_query(editorial,
                                            "SELECT after, iif(change = (SELECT min(change) FROM change_thing WHERE thing = ?1), before,"
                                            " NULL) FROM change_thing WHERE thing = ?1 ORDER BY change DESC",
                                            problem);
    statement_bind_text(rows, 1, thing);
    for (*text = NULL; *text == NULL && statement_next(rows);) {
        *text = find_in(arena, statement_text(rows, 0), model, hash);
        if (*text == NULL)
            *text = find_in(arena, statement_text(rows, 1), model, hash);
    }
    return statement_end(&rows);
}
