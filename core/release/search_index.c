// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One statement per kind of thing; SQL gathers the words, fold() brings them to the form that queries have.
#include "core/release/search_index.h"

#include "core/base/arena.h"
#include "core/catalog/database.h"
#include "core/text/fold.h"

// clang-format off

// Topics that lead to something; the others are not listed and so not found.
#define FULL_TOPICS \
    "WITH full_topic (id) AS (" \
    "  SELECT topic_id FROM article" \
    "  UNION SELECT topic_id FROM offer_topic JOIN offer ON offer.id = offer_id WHERE duplicate_of IS NULL) "

#define INTO_SEARCH "INSERT INTO search (kind, id, language, title, summary, body) "

static const char *const statements[] = {
    FULL_TOPICS INTO_SEARCH
    "SELECT 'area', area.id, name.language, fold(name.text), '',"
    "  fold((SELECT group_concat(text, ' ') FROM ("
    "    SELECT text FROM topic JOIN topic_text AS topic_name USING (id)"
    "    WHERE area_id = area.id AND topic_name.language = name.language ORDER BY position, id)))"
    " FROM area JOIN area_text AS name USING (id)"
    " WHERE EXISTS (SELECT 1 FROM topic JOIN full_topic USING (id) WHERE area_id = area.id)"
    "  OR EXISTS (SELECT 1 FROM guide WHERE area_id = area.id)"
    " ORDER BY position, area.id, name.language",

    FULL_TOPICS INTO_SEARCH
    "SELECT 'topic', topic.id, name.language, fold(name.text), '', fold(area_name.text)"
    " FROM topic JOIN full_topic USING (id) JOIN topic_text AS name USING (id)"
    " LEFT JOIN area_text AS area_name ON area_name.id = area_id AND area_name.language = name.language"
    " ORDER BY area_id, position, topic.id, name.language",

    INTO_SEARCH
    "SELECT 'guide', guide.id, listed.language, fold(title.text), fold(summary.text),"
    "  fold(area_name.text, (SELECT group_concat(text, ' ') FROM ("
    "    SELECT text FROM guide_step JOIN guide_step_text AS step USING (id)"
    "    WHERE guide_id = guide.id AND step.language = listed.language ORDER BY position, id)))"
    " FROM guide JOIN ("
    "  SELECT id, language FROM guide_text"
    "  UNION SELECT guide_id, language FROM guide_step JOIN guide_step_text USING (id)) AS listed USING (id)"
    " LEFT JOIN guide_text AS title"
    "  ON title.id = guide.id AND title.language = listed.language AND title.field = 'title'"
    " LEFT JOIN guide_text AS summary"
    "  ON summary.id = guide.id AND summary.language = listed.language AND summary.field = 'summary'"
    " LEFT JOIN area_text AS area_name ON area_name.id = area_id AND area_name.language = listed.language"
    " ORDER BY position, guide.id, listed.language",

    INTO_SEARCH
    "SELECT 'article', article.id, listed.language, fold(title.text), fold(summary.text),"
    "  fold(topic_name.text, area_name.text, (SELECT group_concat(text, ' ') FROM ("
    "    SELECT text FROM article_block AS block WHERE article_id = article.id"
    "    AND block.language = listed.language AND text IS NOT NULL ORDER BY position)))"
    " FROM article JOIN ("
    "  SELECT id, language FROM article_text UNION SELECT article_id, language FROM article_body) AS listed USING (id)"
    " JOIN topic ON topic.id = topic_id"
    " LEFT JOIN article_text AS title"
    "  ON title.id = article.id AND title.language = listed.language AND title.field = 'title'"
    " LEFT JOIN article_text AS summary"
    "  ON summary.id = article.id AND summary.language = listed.language AND summary.field = 'summary'"
    " LEFT JOIN topic_text AS topic_name ON topic_name.id = topic_id AND topic_name.language = listed.language"
    " LEFT JOIN area_text AS area_name ON area_name.id = topic.area_id AND area_name.language = listed.language"
    " ORDER BY topic_id, article.position, article.id, listed.language",

    // An offer has a row in every language that its topics have names in, so that somebody who reads none of its texts
    // finds it by what it is about. The names of its duplicates find it, too.
    INTO_SEARCH
    "SELECT 'offer', offer.id, listed.language, fold(gloss.text, offer.name), fold(summary.text),"
    "  fold(bring.text, next_step.text, organization.name, street, district,"
    "    (SELECT group_concat(text, ' ') FROM ("
    "      SELECT text FROM offer_topic JOIN topic_text AS topic_name ON topic_name.id = topic_id"
    "      WHERE offer_id = offer.id AND topic_name.language = listed.language ORDER BY position, topic_id)),"
    "    (SELECT group_concat(text, ' ') FROM ("
    "      SELECT DISTINCT text FROM offer_topic JOIN topic ON topic.id = topic_id"
    "      JOIN area_text AS area_name ON area_name.id = area_id"
    "      WHERE offer_id = offer.id AND area_name.language = listed.language ORDER BY text)),"
    "    (SELECT group_concat(name, ' ') FROM ("
    "      SELECT name FROM offer AS other WHERE other.duplicate_of = offer.id ORDER BY name)))"
    " FROM offer JOIN ("
    "  SELECT id, language FROM offer_text"
    "  UNION SELECT offer_id, language FROM offer_topic JOIN topic_text ON topic_text.id = topic_id"
    " ) AS listed USING (id)"
    " JOIN organization ON organization.id = organization_id"
    " LEFT JOIN place ON place.id = place_id"
    " LEFT JOIN offer_text AS gloss"
    "  ON gloss.id = offer.id AND gloss.language = listed.language AND gloss.field = 'gloss'"
    " LEFT JOIN offer_text AS summary"
    "  ON summary.id = offer.id AND summary.language = listed.language AND summary.field = 'summary'"
    " LEFT JOIN offer_text AS bring"
    "  ON bring.id = offer.id AND bring.language = listed.language AND bring.field = 'bring'"
    " LEFT JOIN offer_text AS next_step"
    "  ON next_step.id = offer.id AND next_step.language = listed.language AND next_step.field = 'next_step'"
    " WHERE offer.duplicate_of IS NULL"
    " ORDER BY offer.position, offer.id, listed.language",

    INTO_SEARCH
    "SELECT 'emergency', emergency.id, listed.language, fold(name.text), fold(said.text, number), ''"
    " FROM emergency JOIN (SELECT DISTINCT id, language FROM emergency_text) AS listed USING (id)"
    " LEFT JOIN emergency_text AS name"
    "  ON name.id = emergency.id AND name.language = listed.language AND name.field = 'name'"
    " LEFT JOIN emergency_text AS said"
    "  ON said.id = emergency.id AND said.language = listed.language AND said.field = 'when'"
    " ORDER BY rank, emergency.id, listed.language",

    "INSERT INTO search (search) VALUES ('optimize')",
};

// clang-format on

// The SQL function fold(text...): text_fold() of all that is not NULL.
static void fold_in_sql(sqlite3_context *context, int count, sqlite3_value **values)
{
    struct arena *arena = sqlite3_user_data(context);
    const char *joined = "";
    for (int i = 0; i < count; i++) {
        const char *text = (const char *)sqlite3_value_text(values[i]);
        if (text != NULL)
            joined = arena_format(arena, "%s %s", joined, text);
    }
    sqlite3_result_text(context, text_fold(arena, joined), -1, SQLITE_TRANSIENT);
    arena_reset(arena);
}

enum status search_index_fill(sqlite3 *catalog, struct problem *problem)
{
    struct arena arena = {0};
    enum status status = STATUS_OK;
    if (sqlite3_create_function_v2(catalog, "fold", -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, &arena,
                                   fold_in_sql, NULL, NULL, NULL) != SQLITE_OK)
        status = database_problem(catalog, problem);
    for (size_t i = 0; status == STATUS_OK && i < sizeof statements / sizeof *statements; i++)
        status = database_run(catalog, statements[i], problem);
    arena_free(&arena);
    return status;
}
