// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// All SQL that reads a catalog, and how it is run. ?1 is the id or what is looked for; ?2 to ?7 are the reader's languages.
#include "core/catalog/catalog_private.h"

#include "core/model/schema.h"

#include <limits.h>

_Static_assert(LANGUAGE_CHOICES_MAX == 6, "these are as many as a reader has");

// The offers that are listed under a topic, and whether there is anything under it.
#define OFFERS_OF_TOPIC(topic) \
    "FROM offer_topic JOIN offer ON offer.id = offer_id WHERE topic_id = " topic " AND duplicate_of IS NULL"
#define TOPIC_HAS_CONTENT \
    "(EXISTS (SELECT 1 FROM article WHERE topic_id = topic.id) OR EXISTS (SELECT 1 " OFFERS_OF_TOPIC("topic.id") "))"

// Whether an offer can be called, written to, looked up or visited: offer_is_reachable() in SQL.
#define REACHABLE "(" SCHEMA_OFFER_HAS_CONTACT " OR " SCHEMA_OFFER_HAS_STREET ")"

// The offer of an id, or the one that it repeats; any other id is that of itself. And all that lead to an offer.
#define LISTED(id) "coalesce((SELECT duplicate_of FROM offer WHERE id = " id "), " id ")"
#define REPEATED(id) "(SELECT " id " UNION ALL SELECT id FROM offer WHERE duplicate_of = " id ")"

// The earliest beginning of what is not over at ?2: what ends now is over, what has no end is not over in its minute.
#define NOT_OVER_FROM "strftime('%Y-%m-%dT%H:%M', ?2, '-' || max(minutes - 1, 0) || ' minutes')"

// Whether a row of event_time is beside the rule of its event.
#define UNUSUAL(time) "(SELECT 1 FROM event_extra AS extra WHERE extra.event_id = " time ".event_id AND extra.starts = " time ".starts)"

// Catalogs of older versions do not have these columns: joined naturally they are NULL there, and where they are this row is
// equal to none.
#define SPANS_WITHOUT                                                                                                  \
    "(SELECT NULL AS by_phone, NULL AS weeks, NULL AS valid_from, NULL AS valid_until, NULL AS languages, NULL AS contact)"

static const char *const queries[QUERY_COUNT] = {
    [QUERY_RELEASE] =
        "SELECT number, slug, name, zone, created FROM release JOIN city ON city.id = city_id JOIN thing ON thing.id = city_id",

    [QUERY_AREAS] =
        "SELECT thing.id, (SELECT pictogram FROM area AS own WHERE own.id = thing.id)"
        " FROM (SELECT NULL AS pictogram) AS older CROSS JOIN thing JOIN area USING (id) WHERE kind = 'area'"
        " AND (EXISTS (SELECT 1 FROM guide WHERE area_id = area.id)"
        "  OR EXISTS (SELECT 1 FROM topic WHERE area_id = area.id AND " TOPIC_HAS_CONTENT ")) ORDER BY position, thing.id",
    [QUERY_TOPICS] =
        "SELECT thing.id FROM topic JOIN thing USING (id) WHERE area_id = ?1 AND " TOPIC_HAS_CONTENT " ORDER BY position, thing.id",
    [QUERY_TOPIC_ENTRIES] = // what cannot be reached comes last
        "SELECT thing.id, position, 0 AS last, 0 AS after FROM article JOIN thing USING (id) WHERE topic_id = ?1"
        " UNION ALL SELECT thing.id, thing.position, NOT " REACHABLE ", 1"
        "  FROM offer_topic JOIN offer ON offer.id = offer_id JOIN thing ON thing.id = offer_id"
        "  WHERE topic_id = ?1 AND duplicate_of IS NULL"
        " ORDER BY last, after, position, 1",
    [QUERY_GUIDES] =
        "SELECT thing.id FROM thing JOIN guide USING (id) WHERE kind = 'guide' AND (?1 IS NULL OR area_id = ?1)"
        " ORDER BY position, thing.id",

    // And what a line has besides, of an offer, a topic, a term, an area. Catalogs are read that were published before areas had
    // a pictogram: in these the name means the column of `older`, as no nearer table has one.
    [QUERY_LINE] =
        "SELECT thing.id, kind, temporarily_closed, offer.id IS NOT NULL AND NOT " REACHABLE ","
        " CASE kind WHEN 'offer' THEN name"
        "  WHEN 'term' THEN (SELECT text FROM text WHERE thing = thing.id AND language = 'de' AND field = 'name')"
        "  WHEN 'event' THEN (SELECT text FROM text WHERE thing = thing.id AND language = 'de' AND field = 'title') END,"
        " CASE kind WHEN 'topic' THEN (SELECT count(*) FROM article WHERE topic_id = thing.id)"
        "  + (SELECT count(*) " OFFERS_OF_TOPIC("thing.id") ") END,"
        " CASE kind WHEN 'area' THEN (SELECT pictogram FROM area WHERE area.id = thing.id) END"
        " FROM (SELECT NULL AS pictogram) AS older CROSS JOIN thing LEFT JOIN offer USING (id) WHERE thing.id = " LISTED("?1"),
    [QUERY_TEXTS] = // a list of languages after IN would be made a table each time
        "SELECT field, text, language, origin FROM (VALUES (?2), (?3), (?4), (?5), (?6), (?7)) AS choice CROSS JOIN text"
        " ON thing = ?1 AND language = choice.column1",
    [QUERY_SLUG] = "SELECT id FROM thing WHERE slug = ?1 AND kind = ?2",

    [QUERY_OFFER] =
        "SELECT offer.id, slug, offer.name, organization.name, street, postal_code, city, district, hours_known,"
        " by_appointment, cost, source.url, source.date, verified_on, confidence,"
        " (SELECT topic_id FROM offer_topic WHERE offer_id = offer.id ORDER BY position, topic_id LIMIT 1),"
        " temporarily_closed, appointment_url, doubt IS NOT NULL, type"
        " FROM offer JOIN thing USING (id) JOIN organization ON organization.id = organization_id"
        " LEFT JOIN place ON place.id = place_id LEFT JOIN source ON source.thing = offer.id"
        " WHERE offer.id = " LISTED("?1"),
    [QUERY_OFFER_CONTACTS] = "SELECT role, phone, printed, email, url FROM contact WHERE offer_id = ?1 ORDER BY position",
    [QUERY_OFFER_SPANS] =
        "SELECT weekday, open_minute, close_minute, schedule.by_appointment, by_phone, weeks, valid_from, valid_until, languages, contact"
        " FROM schedule NATURAL LEFT JOIN " SPANS_WITHOUT " JOIN offer ON offer.id = offer_id"
        " WHERE offer_id = ?1 AND temporarily_closed IS NOT 1"
        " ORDER BY weekday, open_minute, schedule.position",
    [QUERY_OFFER_CLOSURES] = // the narrower first; more than so many are somebody's mistake, and each is looked at for each day
        "SELECT id, 2 AS scope, first_day, last_day, every_year FROM closure WHERE offer_id = ?1"
        " UNION ALL SELECT id, 1, first_day, last_day, every_year FROM closure WHERE offer_id IS NULL"
        "  AND organization_id = (SELECT organization_id FROM offer WHERE id = ?1)"
        " UNION ALL SELECT id, 0, first_day, last_day, every_year FROM closure WHERE offer_id IS NULL AND organization_id IS NULL"
        "  AND (SELECT type FROM offer WHERE id = ?1) = 'office'"
        " ORDER BY scope DESC, first_day DESC, id LIMIT 100",
    [QUERY_NO_CLOSURE] = "SELECT NOT EXISTS (SELECT 1 FROM closure)",
    [QUERY_CLOSURE_HOURS] =
        "SELECT weekday, open_minute, close_minute, by_appointment, by_phone, weeks, valid_from, valid_until, languages, contact"
        " FROM closure_schedule NATURAL LEFT JOIN " SPANS_WITHOUT " WHERE closure_id = ?1 ORDER BY position",
    [QUERY_OFFER_LANGUAGES] = "SELECT language FROM offer_language WHERE offer_id = ?1 ORDER BY position, language",
    [QUERY_OFFER_AUDIENCES] = "SELECT audience FROM offer_audience WHERE offer_id = ?1",
    [QUERY_OFFER_GUIDES] =
        "SELECT DISTINCT guide_id FROM guide_step_offer JOIN guide_step ON guide_step.id = step_id"
        " JOIN thing ON thing.id = guide_id WHERE offer_id IN " REPEATED("?1") " ORDER BY thing.position, guide_id",

    [QUERY_OFFER_POINT] = "SELECT latitude, longitude FROM offer JOIN place ON place.id = place_id WHERE offer.id = ?1 AND latitude IS NOT NULL",
    [QUERY_ARTICLE] =
        "SELECT article.id, topic_id, url, date, verified_on, confidence FROM article LEFT JOIN source ON source.thing = article.id"
        " WHERE article.id = ?1",
    [QUERY_GUIDE] = "SELECT id, area_id FROM guide WHERE id = ?1",
    [QUERY_GUIDE_STEPS] =
        "SELECT thing.id, url FROM guide_step JOIN thing USING (id) LEFT JOIN source ON source.thing = thing.id WHERE guide_id = ?1"
        " ORDER BY position, thing.id",
    [QUERY_STEP_OFFERS] = // several links may lead to one offer when some of them are duplicates
        "SELECT coalesce(duplicate_of, id) AS listed FROM guide_step_offer JOIN offer ON offer.id = offer_id"
        " WHERE step_id = ?1 GROUP BY listed ORDER BY min(guide_step_offer.position), listed",

    [QUERY_EMERGENCIES] =
        "SELECT thing.id, number, offer_id FROM thing JOIN emergency USING (id) WHERE kind = 'emergency'"
        " ORDER BY position, thing.id",
    [QUERY_HOLIDAYS] =
        "SELECT thing.id, month, day, days_after_easter FROM thing JOIN holiday USING (id) WHERE kind = 'holiday'"
        " ORDER BY position, thing.id",

    [QUERY_EVENTS] = // of an offer also those of what repeats it; what an offer states holds for its events
        "SELECT event.id, next.starts, minutes, all_day, EXISTS " UNUSUAL("next") ", offer.cost, offer.by_appointment,"
        " (SELECT group_concat(language) FROM offer_language WHERE offer_id = offer.id),"
        " (SELECT group_concat(audience) FROM offer_audience WHERE offer_id = offer.id),"
        " (SELECT group_concat(DISTINCT area_id) FROM offer_topic JOIN topic ON topic.id = topic_id WHERE offer_id = offer.id)"
        " FROM event CROSS JOIN event_time AS next ON next.event_id = event.id"
        " AND next.starts = (SELECT min(starts) FROM event_time WHERE event_id = event.id AND starts >= " NOT_OVER_FROM ")"
        " LEFT JOIN offer ON offer.id = " LISTED("event.offer_id")
        " WHERE (?1 IS NULL OR event.offer_id IN " REPEATED("?1") ") AND (?3 IS NULL OR next.starts < ?3)"
        " ORDER BY next.starts, event.id LIMIT 500",
    [QUERY_EVENT_TIMES] =
        "SELECT event.id, event_time.starts, minutes, all_day, EXISTS " UNUSUAL("event_time")
        " FROM event JOIN event_time ON event_id = event.id"
        " WHERE event.id = ?1 AND event_time.starts >= " NOT_OVER_FROM " ORDER BY event_time.starts",
    [QUERY_EVENT_CANCELLED] = // a time that was only moved within its day is not cancelled
        "SELECT day, starts, minutes, rule FROM event_exception JOIN event ON event.id = event_id WHERE event_id = ?1"
        " AND day >= substr(?2, 1, 10) AND (?3 IS NULL OR day < ?3) AND NOT EXISTS (SELECT 1 FROM event_time AS kept WHERE kept.event_id = event.id"
        "  AND substr(kept.starts, 1, 10) = day) ORDER BY day LIMIT 100",
    [QUERY_MEETING_PLACES] =
        "SELECT offer.id FROM offer JOIN thing USING (id) WHERE type IN ('event', 'group') AND duplicate_of IS NULL"
        " AND temporarily_closed IS NOT 1 AND " REACHABLE " ORDER BY type, position, offer.id LIMIT 12",
    [QUERY_EVENT] =
        "SELECT event.id, street, postal_code, city, offer_id, event.url, source.url, source.date FROM event"
        " LEFT JOIN place ON place.id = place_id LEFT JOIN source ON source.thing = event.id WHERE event.id = ?1",

    [QUERY_TERMS] = "SELECT term_id FROM term_use WHERE thing = ?1 ORDER BY position, term_id",
    [QUERY_TERM_PLACES] =
        "SELECT thing.id FROM term_use JOIN thing ON thing.id = term_use.thing WHERE term_id = ?1"
        " ORDER BY CASE kind WHEN 'guide' THEN 0 WHEN 'article' THEN 1 ELSE 2 END, thing.position, thing.id",

    [QUERY_SITUATIONS] =
        "SELECT thing.id, pictogram, urgent FROM thing JOIN situation USING (id) WHERE kind = 'situation'"
        " AND EXISTS (SELECT 1 FROM situation_row WHERE situation_id = thing.id) ORDER BY position, thing.id",
    [QUERY_SITUATION_ROWS] =
        "SELECT " LISTED("offer_id") ", reason, whom, status, age, district, language, time FROM situation_row"
        " WHERE situation_id = ?1 ORDER BY position",
};

// A query of ours takes far less than its budget, and no screen waits for one that takes more.
void queries_open(struct catalog *catalog)
{
    catalog->budget = (struct budget){.each = QUERY_BUDGET, .left = QUERY_BUDGET, .turn = LONG_MAX};
    database_limit(catalog->database, &catalog->budget);
    catalog->queries = catalog_statements(catalog, queries, QUERY_COUNT);
    struct statement *none = query_begin(catalog, QUERY_NO_CLOSURE, NULL);
    catalog->opens_as_written = statement_next(none) && statement_number(none, 0) != 0;
    statement_end(&none);
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
