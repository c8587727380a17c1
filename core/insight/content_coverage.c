// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One question for each kind. They differ in what a thing needs in the language, and in where that is.
#include "core/insight/content_coverage.h"

#include "core/database/statement.h"

// `needed` gives id, field and hash of every text that should be there, `own` what is there in the language ?1.
#define COUNT(needed, own)                                                                                             \
    "WITH needed (id, field, hash) AS (" needed "), own (id, field, hash, machine) AS (" own "),"                      \
    " thing AS (SELECT max(own.id IS NULL) AS missing, max(own.hash IS NOT needed.hash) AS outdated,"                  \
    " max(own.machine) AS machine FROM needed LEFT JOIN own USING (id, field) GROUP BY needed.id)"                     \
    " SELECT count(*), total(NOT missing), total(NOT missing AND NOT outdated AND NOT machine),"                       \
    " total(NOT missing AND NOT outdated AND machine), total(NOT missing AND outdated) FROM thing"

#define GERMAN(table) "SELECT id, field, source_hash FROM " table " WHERE language = 'de'"
#define MACHINE "origin = 'machine' AND reviewed_on IS NULL"
#define OWN(table) "SELECT id, field, source_hash, " MACHINE " FROM " table " WHERE language = ?1"
#define TEXTS(table) COUNT(GERMAN(table), OWN(table))

static const struct {
    const char *name, *sql;
} kinds[COVERAGE_KINDS] = {
    [COVERAGE_AREA] = {"area", TEXTS("area_text")},
    [COVERAGE_TOPIC] = {"topic", TEXTS("topic_text")},
    [COVERAGE_ARTICLE] = {"article",
                          COUNT(GERMAN("article_text") " UNION ALL SELECT article_id, 'body', source_hash"
                                                       " FROM article_body WHERE language = 'de'",
                                OWN("article_text") " UNION ALL SELECT article_id, 'body', source_hash, " MACHINE
                                                    " FROM article_body WHERE language = ?1")},
    [COVERAGE_OFFER] = {"offer",
                        COUNT("SELECT german.* FROM (" GERMAN("offer_text") " AND field <> 'gloss') AS german"
                              " JOIN offer USING (id) WHERE duplicate_of IS NULL"
                              " UNION ALL SELECT id, 'gloss', name_hash FROM offer WHERE duplicate_of IS NULL"
                              " AND (?1 || '-' NOT GLOB 'de-*' OR EXISTS (SELECT 1 FROM offer_text AS german"
                              " WHERE german.id = offer.id AND language = 'de' AND field = 'gloss'))",
                              OWN("offer_text"))},
    [COVERAGE_GUIDE] = {"guide", TEXTS("guide_text")},
    [COVERAGE_GUIDE_STEP] = {"guide_step", TEXTS("guide_step_text")},
    [COVERAGE_EMERGENCY] = {"emergency", TEXTS("emergency_text")},
};

const char *coverage_kind_name(enum coverage_kind kind)
{
    return kinds[kind].name;
}

static enum status count_kind(sqlite3 *database, const char *sql, const char *tag, struct content_coverage *coverage,
                              struct problem *problem)
{
    long *const counts[] = {&coverage->of, &coverage->have, &coverage->current, &coverage->machine,
                            &coverage->outdated};
    struct statement *row = database_query(database, sql, problem);
    statement_bind_text(row, 1, tag);
    bool there = statement_next(row);
    for (int i = 0; there && i < (int)(sizeof counts / sizeof *counts); i++)
        *counts[i] = (long)statement_number(row, i);
    return statement_end(&row);
}

enum status content_coverage_count(sqlite3 *database, const struct language *language,
                                   struct content_coverage coverage[COVERAGE_KINDS], struct problem *problem)
{
    enum status status = STATUS_OK;
    for (int kind = 0; status == STATUS_OK && kind < COVERAGE_KINDS; kind++)
        status = count_kind(database, kinds[kind].sql, language->tag, &coverage[kind], problem);
    return status;
}
