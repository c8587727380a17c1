// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What the files of the catalog share: its queries, their rows, and the one place where a text's language is chosen.
#ifndef KOMPASS_CORE_CATALOG_CATALOG_PRIVATE_H
#define KOMPASS_CORE_CATALOG_CATALOG_PRIVATE_H

#include "core/catalog/catalog.h"

#include <sqlite3.h>

// How to mend a catalog that is not whole.
#define CATALOG_MEND "get it again with `kompass sync`"

// Every query of a catalog; its SQL is in queries.c.
enum query {
    QUERY_RELEASE,
    QUERY_AREAS, QUERY_TOPICS, QUERY_TOPIC_ENTRIES, QUERY_GUIDES,
    QUERY_AREA, QUERY_TOPIC, QUERY_OFFER_LINE, QUERY_ARTICLE, QUERY_GUIDE, QUERY_EMERGENCY, QUERY_EVENT_LINE,
    QUERY_TERM,
    QUERY_AREA_TEXTS, QUERY_TOPIC_TEXTS, QUERY_OFFER_TEXTS, QUERY_ARTICLE_TEXTS, QUERY_GUIDE_TEXTS, QUERY_STEP_TEXTS,
    QUERY_EMERGENCY_TEXTS, QUERY_HOLIDAY_TEXTS, QUERY_EVENT_TEXTS, QUERY_TERM_TEXTS,
    QUERY_AREA_SLUG, QUERY_TOPIC_SLUG, QUERY_OFFER_SLUG, QUERY_ARTICLE_SLUG, QUERY_GUIDE_SLUG, QUERY_EMERGENCY_SLUG,
    QUERY_EVENT_SLUG, QUERY_TERM_SLUG,
    QUERY_OFFER, QUERY_OFFER_CONTACTS, QUERY_OFFER_SPANS, QUERY_OFFER_LANGUAGES, QUERY_OFFER_AUDIENCES,
    QUERY_OFFER_GUIDES,
    QUERY_ARTICLE_BODIES, QUERY_ARTICLE_BLOCKS,
    QUERY_GUIDE_STEPS, QUERY_STEP_OFFERS,
    QUERY_EMERGENCIES, QUERY_HOLIDAYS, QUERY_CITY_POSITION, QUERY_OFFER_POSITION,
    QUERY_EVENTS, QUERY_EVENT, QUERY_EVENT_TIMES,
    QUERY_TERMS, QUERY_TERM_PLACES,
    QUERY_SEARCH_HITS, QUERY_SEARCH_WORD, QUERY_SEARCH_BEGINNING, QUERY_SEARCH_INITIAL, QUERY_SEARCH_THING,
    QUERY_SEARCH_LANGUAGES, QUERY_SEARCH_SIZE, QUERY_SEARCH_TEXTS,
    QUERY_SEARCH_BODIES, QUERY_SEARCH_NAMES, QUERY_CITY_NAMES, QUERY_SOURCE_PATH,
    QUERY_COUNT,
};

struct searcher; // what searching keeps between queries (search.c)

// In units of so many instructions of SQLite's machine: 60 million for a query, some seconds of a slow computer; no
// more for all queries of a turn, which a watchdog waits for; some 80 times as many for looking through the whole of a large
// catalog.
enum {
    QUERY_BUDGET_UNIT = 10000,
    QUERY_BUDGET = 6000,
    TURN_BUDGET = QUERY_BUDGET,
    VERIFY_BUDGET = 500000,
};

struct catalog {
    sqlite3 *database;
    long budget; // what is left for the present query
    long turn;   // what is left for the present turn; LONG_MAX: nobody counts turns
    sqlite3_stmt *statements[QUERY_COUNT];
    struct arena arena; // what `release` points to
    struct catalog_release release;
    struct searcher *searcher; // NULL until the first search
};

// Bounds all queries of a catalog that has just been opened, by the budgets above.
void queries_limit(struct catalog *catalog);

// Makes the query ready, unless it is. STATUS_CORRUPT when the catalog lacks what it asks for.
enum status query_prepare(struct catalog *catalog, enum query query, struct problem *problem);

// Begins a query with `text` as its ?1, which must stay valid until the query ends. It ends when query_step() returned
// false, or when the same query begins again. In a catalog that is not whole a query may be impossible: that is logged,
// and the statement is NULL, which SQLite's bindings and query_step() take for a query without rows.
sqlite3_stmt *query_begin(struct catalog *catalog, enum query query, const char *text);

// The next row. False after the last one and after an error, which is logged.
bool query_step(sqlite3_stmt *statement);

// Room for one more thing in a growing array in the arena: returns the array, moved if it was full. `*capacity` and the
// array begin as 0 and NULL.
void *array_grow(struct arena *arena, void *array, size_t count, size_t *capacity, size_t size);

// The reader's texts of a thing: for each of the `count` fields the text in the first of the reader's languages that it
// exists in. `query` is one of the QUERY_..._TEXTS.
void texts_read(struct catalog *catalog, struct arena *arena, const struct reader *reader, enum query query,
                const char *id, const char *const *fields, struct catalog_text *texts, size_t count);

// The place of the language in the reader's order, LANGUAGE_CHOICES_MAX when it is not in it. `tag` may be NULL.
size_t reader_rank(const struct reader *reader, const char *tag);

// Binds the reader's languages to the parameters from `first` on; those that the reader does not use stay NULL.
void reader_bind(const struct reader *reader, sqlite3_stmt *statement, int first);

// The enum of a name as the database writes it ("offer"). False when it is not known.
bool entry_kind_parse(const char *name, enum entry_kind *kind);

// The rows of a query that has begun, whose columns are kind and id, as list lines.
struct catalog_list entries_read(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                 sqlite3_stmt *statement);

// The gloss of an offer if the reader is to see one, rather than the German name alone.
bool gloss_serves(const struct reader *reader, const struct catalog_text *gloss);

// The next time of an event that is not over at `now`. False when there is none.
bool event_next(struct catalog *catalog, const char *id, struct local_time now, struct event_time *next);

// Whether the offer is open at `now` by the hours that are known.
bool offer_is_open(struct catalog *catalog, struct arena *arena, const char *id, const struct holiday *holidays,
                   size_t holiday_count, struct local_time now);

// Lets open offers and near ones pass others that fit as well. `here` is where the reader stands; NULL: nothing is near.
void results_favour(struct catalog *catalog, struct arena *scratch, const struct reader *reader, struct local_time now,
                    const struct coordinates *here, struct catalog_results *results);

void searcher_close(struct searcher **searcher);

enum confidence confidence_parse(const char *name);

// STATUS_NOT_FOUND for an id.
enum status problem_no_such_id(struct problem *problem, const char *id);

#endif
