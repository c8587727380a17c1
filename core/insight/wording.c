// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Statements join every German text with its translation; texts and forms are compared as search folds them.
#include "core/insight/wording.h"

#include "core/database/statement.h"
#include "core/catalog/glossary.h"
#include "core/text/fold.h"

#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

// The texts of a table in the language ?1: `thing` is how translation files call what they belong to, from `tables`.
#define TEXTS(table, thing, tables)                                                                                    \
    "SELECT " thing ", own.field, german.text, own.text FROM " table "_text AS own JOIN " table "_text AS german"      \
    " ON german.id = own.id AND german.field = own.field AND german.language = 'de'"                                   \
    " AND german.source_hash = own.source_hash JOIN " tables " WHERE own.language = ?1 ORDER BY 1, 2"

static const char *const texts[] = {
    TEXTS("area", "'area/' || slug", "area ON area.id = own.id"),
    TEXTS("topic", "'topic/' || slug", "topic ON topic.id = own.id"),
    TEXTS("offer", "'offer/' || slug", "offer ON offer.id = own.id AND duplicate_of IS NULL AND own.field <> 'gloss'"),
    TEXTS("guide", "'guide/' || slug", "guide ON guide.id = own.id"),
    TEXTS("guide_step", "'guide_step/' || slug || '/' || guide_step.position",
          "guide_step ON guide_step.id = own.id JOIN guide ON guide.id = guide_id"),
    TEXTS("article", "'article/' || slug", "article ON article.id = own.id"),
    TEXTS("emergency", "'emergency/' || slug", "emergency ON emergency.id = own.id"),
    // Translation files count the blocks that have a text.
    "SELECT 'block/' || slug || '/' || (SELECT count(*) FROM article_block AS before"
    "  WHERE before.article_id = own.article_id AND before.language = 'de' AND before.text IS NOT NULL"
    "  AND before.position <= own.position), 'text', german.text, own.text"
    " FROM article_block AS own JOIN article_block AS german ON german.article_id = own.article_id"
    "  AND german.position = own.position AND german.language = 'de' JOIN article ON article.id = own.article_id"
    " JOIN article_body AS body ON body.article_id = own.article_id AND body.language = own.language"
    " JOIN article_body AS german_body ON german_body.article_id = own.article_id AND german_body.language = 'de'"
    "  AND german_body.source_hash = body.source_hash"
    " WHERE own.language = ?1 AND own.text IS NOT NULL AND german.text IS NOT NULL ORDER BY slug, own.position",
};

// The folded forms of a term.
struct forms {
    const char *name; // as it is written; NULL: not rendered
    const char **folded;
    size_t count, capacity;
};

struct language_name {
    const char *tag;
    struct language_name *next;
};

struct wording_check {
    sqlite3 *database;
    struct arena arena;              // of the glossary
    struct arena language_arena;     // of the forms in the present language
    struct arena row;                // of the present text
    struct glossary glossary;
    struct language_name *languages; // that have renderings
    const char *language;            // the present one
    struct forms *forms;             // of each term, in the present language and in German
    size_t term;                     // whose forms are being read
    wording_sink *sink;
    void *context;
    struct problem *problem;
};

static void add_form(struct wording_check *check, struct forms *forms, const char *text)
{
    struct arena *arena = &check->language_arena;
    const char *folded = text_fold(arena, text);
    if (folded[0] == '\0')
        return;
    if (forms->count == forms->capacity) {
        forms->capacity = forms->capacity == 0 ? 8 : forms->capacity * 2;
        const char **larger = arena_allocate(arena, forms->capacity, sizeof *larger);
        if (forms->count > 0)
            memcpy(larger, forms->folded, forms->count * sizeof *larger);
        forms->folded = larger;
    }
    forms->folded[forms->count++] = folded;
}

// The rows come in the order of glossary->terms.
static void take_forms(struct wording_check *check, struct statement *row)
{
    const char *slug = statement_text(row, 0);
    while (check->term < check->glossary.count && strcmp(check->glossary.terms[check->term].slug, slug) != 0)
        check->term++;
    if (check->term == check->glossary.count)
        return;
    struct forms *forms = &check->forms[check->term];
    const char *text = statement_copy(&check->language_arena, row, 3);
    if (strcmp(statement_text(row, 1), "de") != 0 &&
        strcmp(statement_text(row, 2), "name") == 0)
        forms->name = text;
    for (const char *form; (form = glossary_next_form(&check->language_arena, &text)) != NULL;)
        add_form(check, forms, form);
}

static bool has_a_form(const struct forms *forms, const char *folded)
{
    for (size_t i = 0; i < forms->count; i++) {
        if (strstr(folded, forms->folded[i]) != NULL)
            return true;
    }
    return false;
}

static void check_text(struct wording_check *check, struct statement *row)
{
    struct glossary_found found = glossary_nothing(&check->glossary, &check->row);
    glossary_find(&check->glossary, statement_text(row, 2), &found);
    const char *folded = text_fold(&check->row, statement_text(row, 3));
    for (size_t i = 0; i < found.count; i++) {
        const struct forms *forms = &check->forms[found.terms[i]];
        if (forms->name == NULL || has_a_form(forms, folded))
            continue;
        const struct wording_finding finding = {.language = check->language,
                                                .thing = statement_text(row, 0),
                                                .field = statement_text(row, 1),
                                                .term = check->glossary.terms[found.terms[i]].name,
                                                .rendering = forms->name};
        check->sink(check->context, &finding);
    }
    arena_reset(&check->row);
}

// Runs a statement whose ?1 is the language, and takes each row.
static enum status for_each_row(struct wording_check *check, const char *sql,
                                void (*take)(struct wording_check *, struct statement *))
{
    struct statement *rows = database_query(check->database, sql, check->problem);
    if (check->language != NULL)
        statement_bind_text(rows, 1, check->language);
    while (statement_next(rows))
        take(check, rows);
    return statement_end(&rows);
}

static enum status check_language(struct wording_check *check, const char *language)
{
    check->language = language;
    check->term = 0;
    arena_reset(&check->language_arena);
    check->forms = arena_allocate(&check->language_arena, check->glossary.count + 1, sizeof *check->forms);
    enum status status = for_each_row(check,
                                      "SELECT slug, language, field, text FROM term JOIN term_text USING (id)"
                                      " WHERE language IN ('de', ?1) AND field IN ('name', 'forms')"
                                      " ORDER BY slug, language, field",
                                      take_forms);
    for (size_t i = 0; status == STATUS_OK && i < COUNT_OF(texts); i++)
        status = for_each_row(check, texts[i], check_text);
    return status;
}

static void take_language(struct wording_check *check, struct statement *row)
{
    struct language_name *name = arena_allocate(&check->arena, 1, sizeof *name);
    name->tag = statement_copy(&check->arena, row, 0);
    name->next = check->languages;
    check->languages = name;
}

enum status wording_check(sqlite3 *database, wording_sink *sink, void *context, struct problem *problem)
{
    struct wording_check check = {.database = database, .sink = sink, .context = context, .problem = problem};
    enum status status = glossary_read(&check.glossary, &check.arena, database, problem);
    if (status == STATUS_OK)
        status = for_each_row(&check,
                              "SELECT DISTINCT language FROM term_text WHERE language <> 'de' ORDER BY language DESC",
                              take_language);
    for (const struct language_name *name = check.languages; status == STATUS_OK && name != NULL; name = name->next)
        status = check_language(&check, name->tag);
    arena_free(&check.row);
    arena_free(&check.language_arena);
    arena_free(&check.arena);
    return status;
}
