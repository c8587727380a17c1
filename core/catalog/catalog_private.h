// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What the files of the catalog share: its queries, their rows, and the one place where a text's language is chosen.
#ifndef KOMPASS_CORE_CATALOG_CATALOG_PRIVATE_H
#define KOMPASS_CORE_CATALOG_CATALOG_PRIVATE_H

#include "core/catalog/catalog.h"
#include "core/catalog/catalog_extend.h"
#include "core/database/statement.h"

// How to mend a catalog that is not whole.
#define CATALOG_MEND "get it again with `kompass sync`"

// Every query of a catalog; its SQL is in queries.c.
enum query {
    QUERY_RELEASE,
    QUERY_AREAS, QUERY_TOPICS, QUERY_TOPIC_ENTRIES, QUERY_GUIDES,
    QUERY_LINE, QUERY_TEXTS, QUERY_SLUG,
    QUERY_OFFER, QUERY_OFFER_CONTACTS, QUERY_OFFER_SPANS, QUERY_OFFER_CLOSURES, QUERY_CLOSURE_HOURS, QUERY_NO_CLOSURE, QUERY_OFFER_LANGUAGES, QUERY_OFFER_AUDIENCES,
    QUERY_OFFER_GUIDES, QUERY_OFFER_POINT,
    QUERY_ARTICLE, QUERY_GUIDE, QUERY_GUIDE_STEPS, QUERY_STEP_OFFERS,
    QUERY_EMERGENCIES, QUERY_HOLIDAYS,
    QUERY_EVENTS, QUERY_EVENT, QUERY_EVENT_TIMES, QUERY_EVENT_CANCELLED, QUERY_MEETING_PLACES,
    QUERY_TERMS, QUERY_TERM_PLACES,
    QUERY_SITUATIONS, QUERY_SITUATION_ROWS,
    QUERY_COUNT,
};

// In units of BUDGET_UNIT: 60 million instructions for a query, some seconds of a slow computer; no more for all queries of a
// turn, which a watchdog waits for; some 80 times as many for looking through the whole of a large catalog.
enum {
    QUERY_BUDGET = 6000,
    TURN_BUDGET = QUERY_BUDGET,
    VERIFY_BUDGET = 500000,
};

struct catalog {
    sqlite3 *database;
    struct budget budget;
    struct statements *queries;
    struct arena arena; // what `release` points to
    struct catalog_release release;
    bool opens_as_written; // no closure is in it, so that nobody asks of each offer
    void *attached; // catalog_extend.h
    void (*close_attached)(void *attached);
};

// Makes the queries of a catalog that has just been opened, and bounds them by the budgets above.
void queries_open(struct catalog *catalog);

// Begins a query with `text` as its ?1, which must stay valid until statement_end(); NULL: it stays SQL NULL. Failures are
// logged: in a catalog that is not whole a query may have no rows.
struct statement *query_begin(struct catalog *catalog, enum query query, const char *text);

// The reader's texts of a thing: for each of the `count` fields the text in the first of the reader's languages that it
// exists in.
void texts_read(struct catalog *catalog, struct arena *arena, const struct reader *reader, const char *id,
                const char *const *fields, struct catalog_text *texts, size_t count);

// The rows of a query that has begun, whose first column is an id, as list lines; ends it.
struct catalog_list entries_read(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                 struct statement *statement);

// The closures of the offer that has this id, with their reasons unless the reader is NULL.
// A row of opening hours: QUERY_OFFER_SPANS, QUERY_CLOSURE_HOURS. Without a weekday it is CLOSURE_EACH_DAY.
struct opening_span span_read(struct arena *arena, struct statement *statement);

void closures_read(struct catalog *catalog, struct arena *arena, const struct reader *reader, struct catalog_offer *offer);

// The gloss of an offer if the reader is to see one, rather than the German name alone.
bool gloss_serves(const struct reader *reader, const struct catalog_text *gloss);

// What the words and flags of an offer's columns mean; a word may be NULL, one that is not known means nothing.
enum confidence confidence_parse(const char *name);
enum offer_cost cost_parse(const char *name);
unsigned audience_bit(const char *name); // 1 << enum audience; 0: none
enum three_valued three_valued_of(struct statement *statement, int column);

// STATUS_NOT_FOUND for an id.
enum status problem_no_such_id(struct problem *problem, const char *id);

#endif
