// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Names of offers and organizations are official, and the words of the glossary are explained
// where they stand, so these are not held against a text.
#include "core/insight/language_quality.h"

#include "core/catalog/glossary.h"
#include "core/database/statement.h"
#include "core/model/body.h"
#include "core/model/model_sql.h"

#include <stdlib.h>
#include <string.h>

// The texts of a kind that are held to plain language, in both kinds of German; NULL: it has none.
static const char *texts_sql(struct arena *arena, enum kind kind)
{
    const char *fields = model_sql_fields(arena, kind, model_is_linted);
    if (fields == NULL)
        return NULL;
    return arena_format(arena,
                        "SELECT %s, field, language, text FROM %s AS own CROSS JOIN thing USING (id) CROSS JOIN text ON text.thing = thing.id"
                        " WHERE language IN ('de', 'de-simple') AND field IN %s",
                        model_sql_name(arena, kind), model_kind(kind)->name, fields);
}

// ---- names --------------------------------------------------------------------------------------------------------

// Marks that touch a word are no part of it.
static void add_name(struct arena *arena, struct arena_text *names, const char *name)
{
    char *words = arena_copy_text(arena, name == NULL ? "" : name);
    for (char *at = words; *at != '\0'; at++)
        *at = strchr("(),.;:/\"", *at) != NULL ? ' ' : *at;
    arena_append(arena, names, words);
    arena_append(arena, names, " ");
}

static enum status add_official_names(sqlite3 *database, struct arena *arena, struct arena_text *names,
                                      struct problem *problem)
{
    enum status status = STATUS_OK;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        for (size_t i = 0; status == STATUS_OK && i < model->column_count; i++) {
            if (!model->columns[i].official)
                continue;
            struct statement *rows = database_query(
                database, arena_format(arena, "SELECT DISTINCT %s FROM %s", model->columns[i].name, model->name), problem);
            while (statement_next(rows))
                add_name(arena, names, statement_text(rows, 0));
            status = statement_end(&rows);
        }
    }
    return status;
}

static enum status add_terms(sqlite3 *database, struct arena *arena, struct arena_text *names, struct problem *problem)
{
    struct glossary glossary;
    struct glossary_rendering *german = NULL;
    enum status status = glossary_read(&glossary, arena, database, problem);
    if (status == STATUS_OK)
        status = glossary_read_renderings(&german, &glossary, arena, database, "de", problem);
    for (size_t i = 0; status == STATUS_OK && i < glossary.count; i++) {
        add_name(arena, names, german[i].name);
        add_name(arena, names, german[i].forms);
    }
    return status;
}

enum status language_quality_names(sqlite3 *database, struct arena *arena, const char **names, struct problem *problem)
{
    struct arena_text all = {0};
    arena_append(arena, &all, " ");
    enum status status = add_official_names(database, arena, &all, problem);
    if (status == STATUS_OK)
        status = add_terms(database, arena, &all, problem);
    *names = all.bytes;
    return status;
}

// ---- looking ------------------------------------------------------------------------------------------------------

// The worst first; equally bad ones in the order of their places.
static int compare(const void *a, const void *b)
{
    const struct quality_text *first = a, *second = b;
    if (first->report.score != second->report.score)
        return first->report.score < second->report.score ? 1 : -1;
    if (first->report.count != second->report.count)
        return first->report.count < second->report.count ? 1 : -1;
    int order = strcmp(first->thing, second->thing);
    order = order != 0 ? order : strcmp(first->field, second->field);
    return order != 0 ? order : strcmp(first->language, second->language);
}

// What is looked at, and what was found.
struct look {
    struct arena *arena;
    const struct plain_lint *lint;
    struct quality *quality;
    size_t capacity;
};

static void look_at(struct look *look, const char *thing, const char *field, const char *language, const char *text)
{
    struct quality *quality = look->quality;
    struct plain_report report;
    plain_check(look->lint, look->arena, text, strcmp(language, "de") == 0 ? PLAIN_GERMAN : PLAIN_EASY, &report);
    quality->looked_at++;
    quality->findings += report.count;
    if (report.count == 0)
        return;
    quality->texts = arena_grow(look->arena, quality->texts, quality->count, &look->capacity, sizeof *quality->texts);
    quality->texts[quality->count++] = (struct quality_text){thing, field, language, report};
}

// A body is looked at line by line, as it is read: its headings and entries of lists are no sentences of one text.
static void look_at_row(struct look *look, enum kind kind, struct statement *row)
{
    struct arena *arena = look->arena;
    const char *thing = statement_copy(arena, row, 0), *field = statement_copy(arena, row, 1);
    const char *language = statement_copy(arena, row, 2), *text = statement_copy(arena, row, 3);
    size_t count;
    if (model_text_of(kind, field)->form != MODEL_BODY) {
        look_at(look, thing, field, language, text);
        return;
    }
    const struct body_block *blocks = body_parse(arena, text, &count);
    for (size_t i = 0; i < count; i++) {
        if (blocks[i].text != NULL)
            look_at(look, arena_format(arena, "%s, line %zu", thing, i + 1), field, language, blocks[i].text);
    }
}

enum status language_quality_look(sqlite3 *database, struct arena *arena, struct quality *quality,
                                  struct problem *problem)
{
    struct plain_lint lint = {.names = NULL};
    struct look look = {.arena = arena, .lint = &lint, .quality = quality};
    *quality = (struct quality){0};
    plain_words_read(arena, &lint.words);
    enum status status = language_quality_names(database, arena, &lint.names, problem);
    for (int kind = 0; status == STATUS_OK && kind < KIND_COUNT; kind++) {
        const char *sql = texts_sql(arena, (enum kind)kind);
        if (sql == NULL)
            continue;
        struct statement *rows = database_query(database, sql, problem);
        while (statement_next(rows))
            look_at_row(&look, (enum kind)kind, rows);
        status = statement_end(&rows);
    }
    if (quality->count > 1)
        qsort(quality->texts, quality->count, sizeof *quality->texts, compare);
    return status;
}
