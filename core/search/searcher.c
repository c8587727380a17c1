// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What a search keeps between queries, attached to its catalog, and all SQL by which it asks. ?1 is what is looked for.
#include "core/search/search_private.h"

#include "core/base/memory.h"
#include "core/catalog/catalog_extend.h"
#include "core/language/function_words.h"
#include "core/search/danger.h"
#include "core/text/fold.h"

#include <string.h>

static const char *const queries[SEARCH_QUERY_COUNT] = {
    [SEARCH_CITY_POINT] = // and whether that of any place is known
        "SELECT latitude, longitude, EXISTS (SELECT 1 FROM place WHERE latitude IS NOT NULL) FROM city",
    [SEARCH_CITY_NAMES] = "SELECT language, text FROM city JOIN text ON text.thing = city.id WHERE field = 'name'",
    [SEARCH_OFFER_POINT] =
        "SELECT latitude, longitude FROM offer JOIN place ON place.id = place_id WHERE offer.id = ?1",
    [SEARCH_HITS] = "SELECT doc, col FROM search_hit WHERE term = ?1",
    [SEARCH_WORD] = "SELECT languages FROM search_word WHERE word = ?1",
    [SEARCH_BEGINNING] = // ?2 is the first text that does not begin so
        "SELECT word FROM search_word WHERE word > ?1 AND word < ?2 AND languages & ?3 ORDER BY things DESC, word LIMIT 24",
    [SEARCH_INITIAL] = "SELECT word, things, shown, languages FROM search_word WHERE word >= ?1 AND word < ?2",
    [SEARCH_THING] = "SELECT thing FROM search_thing WHERE number = ?1",
    [SEARCH_LANGUAGES] = "SELECT number, tag FROM search_language ORDER BY number",
    [SEARCH_SIZE] = // names the index, because a missing one would not be noticed through search_hit; terms are last
        "SELECT coalesce((SELECT max(number) FROM search_thing), 0), coalesce((SELECT number + 1 FROM search_thing JOIN thing"
        "  ON thing.id = search_thing.thing WHERE kind <> 'term' ORDER BY number DESC LIMIT 1), 1), (SELECT rowid FROM search LIMIT 0)",
    // What is indexed of a thing: its own texts, and what else finds it.
    [SEARCH_TEXTS] = "SELECT field, text FROM text WHERE thing = ?1 AND language = ?2 ORDER BY field",
    [SEARCH_OTHERS] =
        "SELECT text FROM guide_step JOIN text ON text.thing = guide_step.id WHERE guide_id = ?1 AND language = ?2"
        " UNION ALL SELECT organization.name FROM offer JOIN organization ON organization.id = organization_id WHERE offer.id = ?1"
        " UNION ALL SELECT name FROM offer WHERE duplicate_of = ?1"
        " UNION ALL SELECT text FROM topic JOIN text ON text.thing = topic.id WHERE area_id = ?1 AND language = ?2",
    [SEARCH_SOURCE_PATH] = "SELECT path FROM source_path WHERE thing = ?1 AND language = ?2",
};

struct statement *search_begin(const struct searcher *searcher, enum search_query query, const char *text)
{
    struct statement *statement = statements_begin(searcher->queries, query, NULL);
    if (text != NULL)
        statement_bind_text(statement, 1, text);
    return statement;
}

enum status search_verify(struct catalog *catalog, struct problem *problem)
{
    struct statements *statements = catalog_statements(catalog, queries, SEARCH_QUERY_COUNT);
    enum status status = catalog_try(catalog, statements, problem);
    statements_close(&statements);
    return status;
}

// The city's name says nothing, as all that is found is in it.
static void add_city_names(struct searcher *searcher)
{
    struct statement *names = search_begin(searcher, SEARCH_CITY_NAMES, NULL);
    while (statement_next(names)) {
        const char *tag = statement_text(names, 0);
        const char *text = statement_text(names, 1);
        if (tag == NULL || text == NULL)
            continue; // the catalog is damaged
        const char *name = text_fold(&searcher->arena, text);
        for (int i = 0; i < searcher->language_count; i++) {
            const char **words = &searcher->weak_words[i];
            if (searcher->languages[i] != NULL && strcmp(searcher->languages[i]->tag, tag) == 0)
                *words = arena_format(&searcher->arena, "%s %s ", *words == NULL ? "" : *words, name);
        }
    }
    statement_end(&names);
}

static void read_languages(struct searcher *searcher)
{
    struct statement *rows = search_begin(searcher, SEARCH_LANGUAGES, NULL);
    while (statement_next(rows)) {
        int number = (int)statement_number(rows, 0);
        const char *tag = statement_text(rows, 1);
        if (number < 0 || number >= SEARCH_LANGUAGES_MAX || tag == NULL)
            continue;
        const struct language *language = language_by_tag(tag);
        searcher->languages[number] = language;
        searcher->function_words[number] = function_words_of(&searcher->arena, tag);
        searcher->weak_words[number] = weak_words_of(&searcher->arena, tag);
        if (language != NULL && form_joins(language))
            searcher->german |= UINT64_C(1) << number;
        searcher->has_latin = searcher->has_latin || (language != NULL && strcmp(language->script, "Latn") != 0);
        if (number >= searcher->language_count)
            searcher->language_count = number + 1;
    }
    statement_end(&rows);
}

static void read_facts(struct searcher *searcher)
{
    struct statement *size = search_begin(searcher, SEARCH_SIZE, NULL);
    if (statement_next(size)) {
        searcher->things = (long)statement_number(size, 0);
        searcher->first_term = statement_number(size, 1);
    }
    statement_end(&size);
    struct statement *city = search_begin(searcher, SEARCH_CITY_POINT, NULL);
    if (statement_next(city)) {
        searcher->city = (struct coordinates){statement_real(city, 0), statement_real(city, 1)};
        searcher->has_points = statement_number(city, 2) != 0;
    }
    statement_end(&city);
}

static void close_searcher(void *attached)
{
    struct searcher *searcher = attached;
    statements_close(&searcher->queries);
    related_close(&searcher->related);
    danger_close(&searcher->danger);
    latin_close(&searcher->latin);
    stems_close(&searcher->stems);
    arena_free(&searcher->arena);
    memory_free(&searcher);
}

struct searcher *searcher_of(struct catalog *catalog)
{
    struct searcher *searcher = catalog_attached(catalog);
    if (searcher != NULL)
        return searcher;
    searcher = memory_allocate(1, sizeof *searcher);
    searcher->queries = catalog_statements(catalog, queries, SEARCH_QUERY_COUNT);
    searcher->stems = stems_open();
    searcher->related = related_open(searcher->stems);
    searcher->danger = danger_open();
    read_languages(searcher);
    read_facts(searcher);
    add_city_names(searcher);
    catalog_attach(catalog, searcher, close_searcher);
    return searcher;
}
