// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// All SQL that reads a catalog, and how it is run. ?1 is the id or what is looked for; ?2 to ?7 are the reader's languages.
#include "core/catalog/catalog_private.h"

#include "core/model/schema.h"

#include <limits.h>

_Static_assert(LANGUAGE_CHOICES_MAX == 6, "these are as many as a reader has");
#define LANGUAGES "(?2, ?3, ?4, ?5, ?6, ?7)"
#define TEXTS(table) "SELECT field, text, language, origin FROM " table " WHERE id = ?1 AND language IN " LANGUAGES
#define SLUG(table) "SELECT id FROM " table " WHERE slug = ?1"

// The offers that are listed under a topic, and whether there is anything under it.
#define OFFERS_OF_TOPIC(topic) \
    "FROM offer_topic JOIN offer ON offer.id = offer_id WHERE topic_id = " topic " AND duplicate_of IS NULL"
#define TOPIC_HAS_CONTENT \
    "(EXISTS (SELECT 1 FROM article WHERE topic_id = topic.id) OR EXISTS (SELECT 1 " OFFERS_OF_TOPIC("topic.id") "))"

// Whether an offer can be called, written to, looked up or visited: offer_is_reachable() in SQL.
#define REACHABLE "(" SCHEMA_OFFER_HAS_CONTACT " OR " SCHEMA_OFFER_HAS_STREET ")"

// When an event is, with the days on which it is not.
#define EVENT_TIMES \
    "starts, minutes, rule, (SELECT group_concat(day, ' ') FROM event_exception WHERE event_id = event.id), all_day"

// The offer of an id, or the one that it repeats.
#define LISTED(id) "(SELECT coalesce(duplicate_of, id) FROM offer WHERE id = " id ")"

static const char *const queries[QUERY_COUNT] = {
    [QUERY_RELEASE] = "SELECT number, slug, name, zone, created FROM release JOIN city ON city.id = city_id",

    [QUERY_AREAS] =
        "SELECT 'area', id FROM area WHERE EXISTS (SELECT 1 FROM guide WHERE area_id = area.id)"
        " OR EXISTS (SELECT 1 FROM topic WHERE area_id = area.id AND " TOPIC_HAS_CONTENT ") ORDER BY position, id",
    [QUERY_TOPICS] =
        "SELECT 'topic', id FROM topic WHERE area_id = ?1 AND " TOPIC_HAS_CONTENT " ORDER BY position, id",
    [QUERY_TOPIC_ENTRIES] = // articles come first: 'article' < 'offer'
        "SELECT 'article' AS kind, id, position, 0 AS last FROM article WHERE topic_id = ?1"
        " UNION ALL SELECT 'offer', offer.id, offer.position, NOT " REACHABLE " " OFFERS_OF_TOPIC("?1")
        " ORDER BY last, kind, position, id",
    [QUERY_GUIDES] =
        "SELECT 'guide', id FROM guide WHERE ?1 IS NULL OR area_id = ?1 ORDER BY position, id",

    [QUERY_AREA] = "SELECT id FROM area WHERE id = ?1",
    [QUERY_TOPIC] =
        "SELECT id, (SELECT count(*) FROM article WHERE topic_id = ?1) + (SELECT count(*) " OFFERS_OF_TOPIC("?1") ")"
        " FROM topic WHERE id = ?1",
    [QUERY_OFFER_LINE] =
        "SELECT id, name, temporarily_closed, NOT " REACHABLE " FROM offer WHERE id = " LISTED("?1"),
    [QUERY_ARTICLE] =
        "SELECT id, topic_id, source_url, source_date, verified_on, confidence FROM article WHERE id = ?1",
    [QUERY_GUIDE] = "SELECT id, area_id FROM guide WHERE id = ?1",
    [QUERY_EMERGENCY] = "SELECT id FROM emergency WHERE id = ?1",
    [QUERY_TERM] =
        "SELECT term.id, text FROM term JOIN term_text AS german ON german.id = term.id"
        " WHERE term.id = ?1 AND language = 'de' AND field = 'name'",

    [QUERY_EVENT_LINE] = "SELECT id FROM event WHERE id = ?1",

    [QUERY_AREA_TEXTS] = TEXTS("area_text"),
    [QUERY_TOPIC_TEXTS] = TEXTS("topic_text"),
    [QUERY_OFFER_TEXTS] = TEXTS("offer_text"),
    [QUERY_ARTICLE_TEXTS] = TEXTS("article_text"),
    [QUERY_GUIDE_TEXTS] = TEXTS("guide_text"),
    [QUERY_STEP_TEXTS] = TEXTS("guide_step_text"),
    [QUERY_EMERGENCY_TEXTS] = TEXTS("emergency_text"),
    [QUERY_HOLIDAY_TEXTS] = TEXTS("holiday_text"),
    [QUERY_EVENT_TEXTS] = TEXTS("event_text"),
    [QUERY_TERM_TEXTS] = TEXTS("term_text"),

    [QUERY_AREA_SLUG] = SLUG("area"),
    [QUERY_TOPIC_SLUG] = SLUG("topic"),
    [QUERY_OFFER_SLUG] = SLUG("offer"),
    [QUERY_ARTICLE_SLUG] = SLUG("article"),
    [QUERY_GUIDE_SLUG] = SLUG("guide"),
    [QUERY_EMERGENCY_SLUG] = SLUG("emergency"),
    [QUERY_EVENT_SLUG] = SLUG("event"),
    [QUERY_TERM_SLUG] = SLUG("term"),

    [QUERY_OFFER] =
        "SELECT offer.id, slug, offer.name, organization.name, street, postal_code, city, district, hours_known,"
        " by_appointment, cost, source_url, source_date, verified_on, confidence,"
        " (SELECT topic_id FROM offer_topic WHERE offer_id = offer.id ORDER BY position, topic_id LIMIT 1),"
        " temporarily_closed, appointment_url, doubt IS NOT NULL"
        " FROM offer JOIN organization ON organization.id = organization_id LEFT JOIN place ON place.id = place_id"
        " WHERE offer.id = " LISTED("?1"),
    [QUERY_OFFER_CONTACTS] =
        "SELECT role, phone, printed, email, url FROM contact WHERE offer_id = ?1 ORDER BY position, id",
    [QUERY_OFFER_SPANS] =
        "SELECT weekday, open_minute, close_minute, schedule.by_appointment FROM schedule JOIN offer ON offer.id = offer_id"
        " WHERE offer_id = ?1 AND temporarily_closed IS NOT 1"
        " ORDER BY weekday, open_minute, schedule.position",
    [QUERY_OFFER_LANGUAGES] = "SELECT language FROM offer_language WHERE offer_id = ?1 ORDER BY position, language",
    [QUERY_OFFER_AUDIENCES] = "SELECT audience FROM offer_audience WHERE offer_id = ?1",
    [QUERY_OFFER_GUIDES] =
        "SELECT DISTINCT 'guide', guide.id FROM guide_step_offer JOIN guide_step ON guide_step.id = step_id"
        " JOIN guide ON guide.id = guide_id"
        " WHERE offer_id IN (SELECT ?1 UNION ALL SELECT id FROM offer WHERE duplicate_of = ?1)"
        " ORDER BY guide.position, guide.id",

    [QUERY_ARTICLE_BODIES] =
        "SELECT language, origin FROM article_body WHERE article_id = ?1 AND language IN " LANGUAGES,
    [QUERY_ARTICLE_BLOCKS] =
        "SELECT kind, text, link_kind, link_id, mark FROM article_block WHERE article_id = ?1 AND language = ?2"
        " ORDER BY position",

    [QUERY_GUIDE_STEPS] = "SELECT id, source_url FROM guide_step WHERE guide_id = ?1 ORDER BY position, id",
    [QUERY_STEP_OFFERS] = // several links may lead to one offer when some of them are duplicates
        "SELECT 'offer', coalesce(duplicate_of, id) AS listed FROM guide_step_offer JOIN offer ON offer.id = offer_id"
        " WHERE step_id = ?1 GROUP BY listed ORDER BY min(guide_step_offer.position), listed",

    [QUERY_EMERGENCIES] = "SELECT id, number, offer_id FROM emergency ORDER BY rank, id",
    [QUERY_HOLIDAYS] = "SELECT id, month, day, days_after_easter FROM holiday ORDER BY slug",

    [QUERY_EVENTS] = // of an offer also those of what repeats it
        "SELECT id FROM event WHERE ?1 IS NULL"
        " OR offer_id IN (SELECT ?1 UNION ALL SELECT id FROM offer WHERE duplicate_of = ?1) ORDER BY id",
    [QUERY_EVENT_TIMES] = "SELECT " EVENT_TIMES " FROM event WHERE id = ?1",
    [QUERY_EVENT] =
        "SELECT event.id, " EVENT_TIMES ", street, postal_code, city, offer_id, url, source_url,"
        " source_date FROM event LEFT JOIN place ON place.id = place_id WHERE event.id = ?1",
    [QUERY_TERMS] = "SELECT 'term', term_id FROM term_use WHERE thing_id = ?1 ORDER BY position, term_id",
    [QUERY_TERM_PLACES] =
        "SELECT kind, thing_id FROM term_use WHERE term_id = ?1"
        " ORDER BY CASE kind WHEN 'guide' THEN 0 WHEN 'article' THEN 1 ELSE 2 END, thing_id",
};

// A query of ours takes far less than its budget, and no screen waits for one that takes more.
void queries_open(struct catalog *catalog)
{
    catalog->budget = (struct budget){.each = QUERY_BUDGET, .left = QUERY_BUDGET, .turn = LONG_MAX};
    database_limit(catalog->database, &catalog->budget);
    catalog->queries = catalog_statements(catalog, queries, QUERY_COUNT);
}

void catalog_begin_turn(struct catalog *catalog)
{
    catalog->budget.turn = TURN_BUDGET;
}

struct statements *catalog_statements(struct catalog *catalog, const char *const *sql, size_t count)
{
    return statements_open(catalog->database, sql, count, &catalog->budget);
}

struct statement *query_begin(struct catalog *catalog, enum query query, const char *text)
{
    struct statement *statement = statements_begin(catalog->queries, query, NULL);
    if (text != NULL)
        statement_bind_text(statement, 1, text);
    return statement;
}
