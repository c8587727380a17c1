// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Names of offers and organizations are official, and the words of the glossary are explained
// where they stand, so these are not held against a text.
#include "core/insight/language_quality.h"

#include "core/database/statement.h"

#include <stdlib.h>
#include <string.h>

#define OF_GERMAN " AND language IN ('de', 'de-simple')"
#define TEXTS(table, where)                                                                                            \
    "SELECT '" table " ' || slug, field, language, text FROM " table "_text JOIN " table " USING (id)"                 \
    " WHERE " where OF_GERMAN

// One for each table: a reader of foreign files lets few be joined into one.
static const char *const questions[] = {
    TEXTS("area", "true"),
    TEXTS("topic", "true"),
    TEXTS("offer", "true"),
    TEXTS("article", "true"),
    TEXTS("guide", "true"),
    TEXTS("emergency", "true"),
    TEXTS("term", "field = 'explanation'"),
    "SELECT 'guide ' || slug || ', step ' || (guide_step.position + 1), field, language, text FROM guide_step_text"
    " JOIN guide_step USING (id) JOIN guide ON guide.id = guide_id WHERE true" OF_GERMAN,
    "SELECT 'article ' || slug || ', block ' || (article_block.position + 1), kind, language, text FROM article_block"
    " JOIN article ON article.id = article_id WHERE text IS NOT NULL" OF_GERMAN,
};

// Between blanks, each.
static enum status read_names(sqlite3 *database, struct arena *arena, const char **names, struct problem *problem)
{
    struct statement *row = database_query(database,
                                           "SELECT ' ' || group_concat(name, ' ') || ' ' FROM"
                                           " (SELECT name FROM offer UNION SELECT name FROM organization UNION"
                                           " SELECT text FROM term_text WHERE language = 'de' AND field IN ('name', 'forms'))",
                                           problem);
    char *all = statement_next(row) ? statement_copy(arena, row, 0) : NULL;
    for (char *at = all; at != NULL && *at != '\0'; at++)
        *at = strchr("(),.;:/\"", *at) != NULL ? ' ' : *at;
    *names = all;
    return statement_end(&row);
}

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

static void look(struct quality *quality, size_t *capacity, const struct plain_lint *lint, struct arena *arena,
                 struct statement *row)
{
    const char *language = statement_copy(arena, row, 2);
    struct plain_report report;
    plain_check(lint, arena, statement_copy(arena, row, 3),
                strcmp(language, "de") == 0 ? PLAIN_GERMAN : PLAIN_EASY, &report);
    quality->looked_at++;
    quality->findings += report.count;
    if (report.count == 0)
        return;
    if (quality->count == *capacity) {
        *capacity = *capacity == 0 ? 64 : *capacity * 2;
        struct quality_text *longer = arena_allocate(arena, *capacity, sizeof *longer);
        if (quality->count > 0)
            memcpy(longer, quality->texts, quality->count * sizeof *longer);
        quality->texts = longer;
    }
    quality->texts[quality->count++] =
        (struct quality_text){statement_copy(arena, row, 0), statement_copy(arena, row, 1), language, report};
}

enum status language_quality_look(sqlite3 *database, struct arena *arena, struct quality *quality,
                                  struct problem *problem)
{
    struct plain_lint lint = {.names = NULL};
    size_t capacity = 0;
    *quality = (struct quality){0};
    plain_words_read(arena, &lint.words);
    enum status status = read_names(database, arena, &lint.names, problem);
    for (size_t i = 0; status == STATUS_OK && i < sizeof questions / sizeof *questions; i++) {
        struct statement *rows = database_query(database, questions[i], problem);
        while (statement_next(rows))
            look(quality, &capacity, &lint, arena, rows);
        status = statement_end(&rows);
    }
    if (quality->count > 1)
        qsort(quality->texts, quality->count, sizeof *quality->texts, compare);
    return status;
}
