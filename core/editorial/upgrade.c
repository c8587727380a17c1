// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A step works on the tables as they were then and as they are after it, so it names them itself: data/upgrades has both.
#include "core/editorial/upgrade.h"

#include "core/base/arena.h"
#include "core/database/database.h"
#include "core/database/statement.h"

#include <sodium.h>
#include <stdbool.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static const unsigned char tables_2[] = {
#include "generated/upgrades/2-tables.inc"
    0
};

static const unsigned char copy_2[] = {
#include "generated/upgrades/2.inc"
    0
};

static const unsigned char step_3[] = {
#include "generated/upgrades/3.inc"
    0
};

static const unsigned char step_4[] = {
#include "generated/upgrades/4.inc"
    0
};

static const unsigned char step_5[] = {
#include "generated/upgrades/5.inc"
    0
};

static const unsigned char step_6[] = {
#include "generated/upgrades/6.inc"
    0
};

static const unsigned char step_7[] = {
#include "generated/upgrades/7.inc"
    0
};

static const unsigned char step_8[] = {
#include "generated/upgrades/8.inc"
    0
};

static const unsigned char step_9[] = {
#include "generated/upgrades/9.inc"
    0
};

// Of version 1, each before those that it refers to, so that they can be dropped in this order.
static const char *const tables_1[] = {
    "source_older",   "imported",        "source_path",    "term_text",     "term",           "event_text",
    "event_exception", "event",          "holiday_text",   "holiday",       "emergency_text", "emergency",
    "guide_step_offer", "guide_step_text", "guide_step",   "guide_audience", "guide_text",    "guide",
    "article_block",  "article_body",    "article_text",   "article",       "schedule",       "contact_language",
    "contact",        "offer_language",  "offer_audience", "offer_topic",   "offer_text",     "offer",
    "place",          "organization",    "topic_text",     "topic",         "area_text",      "area",
    "city_text",      "city",
};

// Databases had this table from the first time on that a program opened them which knew it.
static const char source_older_1[] =
    "CREATE TABLE IF NOT EXISTS source_older (kind TEXT NOT NULL, id TEXT NOT NULL, slug TEXT NOT NULL, fields TEXT NOT NULL,"
    " PRIMARY KEY (kind, id)) STRICT, WITHOUT ROWID";

// A row that comes back is a reason to leave the file as it is: its first column says what.
static const struct refusal {
    const char *sql, *why, *mend;
} refusals[] = {
    {"SELECT \"table\" || ' leads to ' || parent FROM pragma_foreign_key_check",
     "a row leads to another that is not there",
     "remove it (PRAGMA foreign_key_check lists such rows), or restore the file from a backup"},
    {"SELECT kinds || ' ' || id FROM (SELECT id, group_concat(kind, ' and ') AS kinds FROM ("
     "SELECT id, 'city' AS kind FROM city UNION ALL SELECT id, 'area' FROM area UNION ALL SELECT id, 'topic' FROM topic"
     " UNION ALL SELECT id, 'organization' FROM organization UNION ALL SELECT id, 'place' FROM place"
     " UNION ALL SELECT id, 'offer' FROM offer UNION ALL SELECT id, 'article' FROM article"
     " UNION ALL SELECT id, 'guide' FROM guide UNION ALL SELECT id, 'guide_step' FROM guide_step"
     " UNION ALL SELECT id, 'emergency' FROM emergency UNION ALL SELECT id, 'holiday' FROM holiday"
     " UNION ALL SELECT id, 'event' FROM event UNION ALL SELECT id, 'term' FROM term) GROUP BY id HAVING count(*) > 1)",
     "two things have this id", "give one of them another"},
    {"SELECT 'article ' || slug || ': ' || link_id FROM article_block JOIN article ON article.id = article_id"
     " WHERE link_id IS NOT NULL AND (length(link_id) <> 36 OR link_id GLOB '*[^0-9a-f-]*')",
     "this link is no id of anything",
     "remove the link, or choose another"},
};

static enum status refuse(sqlite3 *editorial, const struct refusal *refusal, struct problem *problem)
{
    struct arena arena = {0};
    struct statement *row = database_query(editorial, refusal->sql, problem);
    const char *what = statement_next(row) ? statement_copy(&arena, row, 0) : NULL;
    enum status status = statement_end(&row);
    if (status == STATUS_OK && what != NULL)
        status = problem_set(problem, STATUS_INVALID, what, refusal->mend, "%s", refusal->why);
    arena_free(&arena);
    return status;
}

// hash(text): text.source_hash of it, as data/schema.sql says.
static void sql_hash(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    unsigned char digest[16];
    char hash[2 * sizeof digest + 1];
    const unsigned char *text = sqlite3_value_text(values[0]);
    if (text == NULL)
        return;
    crypto_generichash(digest, sizeof digest, text, (size_t)sqlite3_value_bytes(values[0]), NULL, 0);
    sqlite3_result_text(context, sodium_bin2hex(hash, sizeof hash, digest, sizeof digest), -1, SQLITE_TRANSIENT);
}

// Gives the tables of version 1 other names, or drops them when they have those.
static enum status move_tables(sqlite3 *editorial, bool drop, struct problem *problem)
{
    enum status status = STATUS_OK;
    struct arena arena = {0};
    for (size_t i = 0; status == STATUS_OK && i < COUNT_OF(tables_1); i++)
        status = database_run(editorial,
                              drop ? arena_format(&arena, "DROP TABLE old_%s", tables_1[i])
                                   : arena_format(&arena, "ALTER TABLE %s RENAME TO old_%s", tables_1[i], tables_1[i]),
                              problem);
    arena_free(&arena);
    return status;
}

enum status upgrade_2(sqlite3 *editorial, struct problem *problem)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < COUNT_OF(refusals); i++)
        status = refuse(editorial, &refusals[i], problem);
    if (status == STATUS_OK)
        status = database_run(editorial, source_older_1, problem);
    if (status == STATUS_OK)
        status = move_tables(editorial, false, problem);
    if (status == STATUS_OK)
        status = database_run(editorial, (const char *)tables_2, problem);
    if (status != STATUS_OK)
        return status;
    if (sqlite3_create_function(editorial, "hash", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, sql_hash, NULL, NULL) != SQLITE_OK)
        return database_problem(editorial, problem);
    status = database_run(editorial, (const char *)copy_2, problem);
    sqlite3_create_function(editorial, "hash", 1, SQLITE_UTF8, NULL, NULL, NULL, NULL);
    return status == STATUS_OK ? move_tables(editorial, true, problem) : status;
}

enum status upgrade_3(sqlite3 *editorial, struct problem *problem)
{
    return database_run(editorial, (const char *)step_3, problem);
}

enum status upgrade_4(sqlite3 *editorial, struct problem *problem)
{
    return database_run(editorial, (const char *)step_4, problem);
}

enum status upgrade_5(sqlite3 *editorial, struct problem *problem)
{
    return database_run(editorial, (const char *)step_5, problem);
}

enum status upgrade_6(sqlite3 *editorial, struct problem *problem)
{
    return database_run(editorial, (const char *)step_6, problem);
}

enum status upgrade_7(sqlite3 *editorial, struct problem *problem)
{
    return database_run(editorial, (const char *)step_7, problem);
}

enum status upgrade_8(sqlite3 *editorial, struct problem *problem)
{
    return database_run(editorial, (const char *)step_8, problem);
}

enum status upgrade_9(sqlite3 *editorial, struct problem *problem)
{
    return database_run(editorial, (const char *)step_9, problem);
}
