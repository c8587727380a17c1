// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of bringing an editorial database of an older version to that of today: every fact stays, or the whole file does.
#include "tests/core/station.h"

#include "core/editorial/upgrade.h"
#include "core/model/model.h"

struct place {
    struct arena arena;
    char *folder;
    char *path; // a database of version 1
    struct problem problem;
    sqlite3 *database;
};

// hash(n) of the fixture: 32 digits that end in n.
static void sql_hash(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    char hash[33];
    snprintf(hash, sizeof hash, "%032d", sqlite3_value_int(values[0]));
    sqlite3_result_text(context, hash, -1, SQLITE_TRANSIENT);
}

// The file is opened as SQLite's own shell would, with foreign keys as the program has them.
static void open_file(struct place *place)
{
    assert_int_equal(sqlite3_open(place->path, &place->database), SQLITE_OK);
    sqlite3_create_function(place->database, "id", 1, SQLITE_UTF8, NULL, fixture_sql_id, NULL, NULL);
    fixture_run(place->database, "PRAGMA foreign_keys = ON");
}

static void close_file(struct place *place)
{
    assert_int_equal(sqlite3_close(place->database), SQLITE_OK);
    place->database = NULL;
}

static void run_file(struct place *place, const char *name)
{
    size_t size;
    fixture_run(place->database,
                fixture_read(&place->arena, station_source(&place->arena, arena_format(&place->arena, "tests/%s", name)), &size));
}

// A database of version 1 or 2 with the rows of a file.
static void make_file(struct place *place, int version, const char *rows)
{
    open_file(place);
    sqlite3_create_function(place->database, "hash", 1, SQLITE_UTF8, NULL, sql_hash, NULL, NULL);
    fixture_run(place->database, "PRAGMA synchronous = OFF; BEGIN");
    run_file(place, version == 1 ? "fixtures/editorial-1.sql" : "../data/upgrades/2-tables.sql");
    run_file(place, rows);
    fixture_run(place->database, "COMMIT");
    close_file(place);
}

static int set_up(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    place->folder = fixture_folder(&place->arena);
    place->path = arena_format(&place->arena, "%s/editorial.db", place->folder);
    make_file(place, 1, "fixtures/editorial-1-rows.sql");
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    fixture_remove_folder(place->folder);
    arena_free(&place->arena);
    free(place);
    return 0;
}

typedef enum status upgrade_step(sqlite3 *editorial, struct problem *problem);

// As whoever opens a database does it (core/database/versions.h).
static enum status run_step(struct place *place, upgrade_step *step)
{
    fixture_run(place->database, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE");
    enum status status = step(place->database, &place->problem);
    if (status == STATUS_OK)
        status = database_run(place->database, "COMMIT", &place->problem);
    if (status != STATUS_OK && sqlite3_get_autocommit(place->database) == 0)
        fixture_run(place->database, "ROLLBACK");
    return status;
}

static void expect_step(struct place *place, upgrade_step *step)
{
    if (run_step(place, step) != STATUS_OK)
        fail_msg("%s: %s", place->problem.what, place->problem.why);
}

// All steps from version 1.
static void expect_upgrade(struct place *place)
{
    expect_step(place, upgrade_2);
    expect_step(place, upgrade_3);
    expect_step(place, upgrade_4);
    expect_step(place, upgrade_5);
    expect_step(place, upgrade_6);
    expect_step(place, upgrade_7);
    expect_step(place, upgrade_8);
    expect_step(place, upgrade_9);
}

// All rows of a query, parted by line feeds and their columns by "|"; NULL is "-".
static const char *ask(struct place *place, const char *sql)
{
    sqlite3_stmt *rows;
    struct arena_text all = {0};
    if (sqlite3_prepare_v2(place->database, sql, -1, &rows, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(place->database));
    arena_append(&place->arena, &all, "");
    while (sqlite3_step(rows) == SQLITE_ROW) {
        for (int column = 0; column < sqlite3_column_count(rows); column++) {
            const char *text = (const char *)sqlite3_column_text(rows, column);
            arena_append(&place->arena, &all, column > 0 ? "|" : all.length > 0 ? "\n" : "");
            arena_append(&place->arena, &all, text == NULL ? "-" : text);
        }
    }
    assert_int_equal(sqlite3_finalize(rows), SQLITE_OK);
    return all.bytes;
}

struct fact {
    const char *sql, *answer;
};

static void assert_facts(struct place *place, const struct fact *facts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *answer = ask(place, facts[i].sql);
        if (strcmp(answer, facts[i].answer) != 0)
            fail_msg("%s\nis\n%s\nnot\n%s", facts[i].sql, answer, facts[i].answer);
    }
}

#define NUMBER(thing) "substr(" thing ", -3)"

static void test_every_thing_stays(void **state)
{
    struct place *place = *state;
    static const struct fact facts[] = {
        {"SELECT kind, group_concat(" NUMBER("id") " || ' ' || coalesce(slug, '-') || ' ' || position, ', ') FROM"
         " (SELECT * FROM thing ORDER BY kind, id) GROUP BY kind ORDER BY kind",
         "area|101 ankommen 2, 102 gesundheit 1\n"
         "article|401 anmelden 4, 402 kranksein 1\n"
         "city|901 musterstadt 0\n"
         "emergency|701 police 2, 702 fire 1\n"
         "event|921 fest 0, 922 sprachcafe 0\n"
         "guide|501 erste-woche 5, 502 leer 6\n"
         "guide_step|601 - 1, 602 - 2\n"
         "holiday|801 new-year 0, 802 good-friday 0\n"
         "offer|301 buergeramt 7, 302 buergerbuero 8, 303 treff 9\n"
         "organization|902 - 0\n"
         "place|903 - 0, 904 - 0\n"
         "term|931 anmeldung 0\n"
         "topic|201 erste-wege 3, 202 arzt 1"},
        {"SELECT DISTINCT revision FROM thing", "1"},
        {"SELECT name, zone, country, subdivision, latitude, longitude FROM city",
         "Musterstadt|Europe/Berlin|DE|DE-ST|51.5|12.25"},
        {"SELECT count(*) FROM area JOIN thing USING (id) WHERE kind = 'area'", "2"},
        {"SELECT " NUMBER("id") ", " NUMBER("area_id") " FROM topic", "201|101\n202|102"},
        {"SELECT name FROM organization", "Stadt Musterstadt"},
        {"SELECT street, postal_code, city, district, note, latitude, longitude FROM place ORDER BY id",
         "Musterweg 1|01234|Musterstadt|Mitte|Hof, 2. Stock|51.5|12.25\n-|-|Musterstadt|-|-|-|-"},
        {"SELECT type, name, substr(name_hash, -2), " NUMBER("organization_id") ", " NUMBER("place_id") ", hours_known,"
         " temporarily_closed, by_appointment, appointment_url, cost, " NUMBER("duplicate_of") " FROM offer ORDER BY id",
         "office|Bürgeramt|10|902|903|1|0|1|https://example.org/termin|depends|-\n"
         "info|Bürgerbüro|11|902|-|0|-|-|-|-|301\n"
         "group|Treff|12|902|904|1|1|0|-|free|-"},
        {"SELECT " NUMBER("id") ", " NUMBER("topic_id") " FROM article", "401|201\n402|202"},
        {"SELECT " NUMBER("id") ", " NUMBER("area_id") " FROM guide", "501|101\n502|102"},
        {"SELECT " NUMBER("id") ", " NUMBER("guide_id") " FROM guide_step", "601|501\n602|501"},
        {"SELECT number, " NUMBER("offer_id") " FROM emergency ORDER BY id", "110|301\n112|-"},
        {"SELECT month, day, days_after_easter FROM holiday ORDER BY id", "1|1|-\n-|-|-2"},
        {"SELECT " NUMBER("offer_id") ", " NUMBER("place_id") ", starts, minutes, all_day, rule, url FROM event ORDER BY id",
         "301|904|2026-12-24T00:00|1440|1|FREQ=YEARLY|https://example.org/fest\n-|-|2026-12-01T15:30|90|0|-|-"},
        {"SELECT count(*) FROM term JOIN thing USING (id) WHERE kind = 'term'", "1"},
    };
    open_file(place);
    expect_upgrade(place);
    assert_facts(place, facts, sizeof facts / sizeof *facts);
    close_file(place);
}

static void test_every_part_stays(void **state)
{
    struct place *place = *state;
    static const struct fact facts[] = {
        {"SELECT " NUMBER("offer_id") ", " NUMBER("topic_id") ", position FROM offer_topic ORDER BY 1, 3",
         "301|202|1\n301|201|2\n302|201|1\n303|202|1"},
        {"SELECT " NUMBER("offer_id") ", audience FROM offer_audience", "303|families\n303|women"},
        {"SELECT " NUMBER("offer_id") ", language FROM offer_language ORDER BY position", "301|de\n301|ar"},
        {"SELECT " NUMBER("offer_id") ", position, role, phone, printed, email, url, languages FROM contact ORDER BY 1, 2",
         "301|1|-|-|115|-|-|-\n301|2|Anmeldung|+49123456|0123 456|-|-|en\n301|3|-|-|-|amt@example.org|https://example.org/|ar ru"},
        {"SELECT " NUMBER("offer_id") ", position, weekday, open_minute, close_minute, by_appointment FROM schedule ORDER BY 2",
         "301|1|0|480|720|0\n301|2|3|1320|1500|1"},
        {"SELECT " NUMBER("guide_id") ", audience FROM guide_audience", "501|refugees"},
        {"SELECT " NUMBER("step_id") ", " NUMBER("offer_id") " FROM guide_step_offer ORDER BY position", "601|301\n601|303"},
        {"SELECT " NUMBER("event_id") ", day FROM event_exception ORDER BY 2", "921|2027-12-24\n921|2028-12-24"},
        {"SELECT " NUMBER("thing") ", url, date, verified_on, review_after, confidence, doubt FROM source ORDER BY 1",
         "301|https://example.org/a|2025-12|2026-01-05|2027-01-05|high|hours: call before\n"
         "302|https://example.org/b|-|-|-|low|-\n"
         "303|https://example.org/c|2024|-|-|medium|-\n"
         "401|https://example.org/d|2025|2026-03-01|-|medium|-\n"
         "402|https://example.org/e|-|-|-|low|-\n"
         "601|https://example.org/f|2025-11-30|-|-|-|-\n"
         "602|https://example.org/g|-|-|-|-|-\n"
         "701|https://example.org/h|-|-|-|-|-\n"
         "702|https://example.org/i|2026-01|-|-|-|-\n"
         "801|https://example.org/j|2026|-|-|-|-\n"
         "802|https://example.org/k|-|-|-|-|-\n"
         "921|https://example.org/l|2026-10|-|-|-|-\n"
         "922|https://example.org/m|-|-|-|-|-"},
        {"SELECT " NUMBER("thing") ", text FROM note ORDER BY 1",
         "301|Asked on the phone.\n401|Needs a check.\n501|Short."},
        {"SELECT " NUMBER("thing") ", language, path FROM source_path ORDER BY 1, 2",
         "101|de|/muster/de/\n301|de|/muster/de/amt/\n301|en|/muster/en/office/"},
        {"SELECT " NUMBER("thing") ", fields FROM source_older", "303|cost, summary"},
        {"SELECT " NUMBER("thing") ", source, record FROM imported ORDER BY 1",
         "101|content|{}\n301|content|{}\n401|integreat|{}\n501|content|{}\n601|content|{}\n602|content|{}\n901|content|{}\n"
         "931|content|{}"},
        {"SELECT " NUMBER("id") ", source, record FROM removed", "398|content|{}"},
        {"SELECT (SELECT count(*) FROM change) + (SELECT count(*) FROM change_thing)", "0"},
    };
    open_file(place);
    expect_upgrade(place);
    assert_facts(place, facts, sizeof facts / sizeof *facts);
    close_file(place);
}

#define OLD_TEXTS(table) "SELECT id, language, field, text, origin, reviewed_on, source_hash FROM " table "_text"

// Word for word, with who wrote them, who read them and of what they were made.
static void test_every_text_stays(void **state)
{
    struct place *place = *state;
    open_file(place);
    fixture_run(place->database,
                "CREATE TEMP TABLE expected AS " OLD_TEXTS("city") " UNION ALL " OLD_TEXTS("area") " UNION ALL " OLD_TEXTS("topic")
                " UNION ALL " OLD_TEXTS("offer") " UNION ALL " OLD_TEXTS("article") " UNION ALL " OLD_TEXTS("guide") " UNION ALL "
                OLD_TEXTS("guide_step") " UNION ALL " OLD_TEXTS("emergency") " UNION ALL " OLD_TEXTS("holiday") " UNION ALL "
                OLD_TEXTS("event") " UNION ALL " OLD_TEXTS("term"));
    expect_upgrade(place);
    assert_string_equal(ask(place, "SELECT count(*) FROM expected"), "43");
    assert_string_equal(ask(place, "SELECT * FROM expected EXCEPT SELECT * FROM text"), "");
    assert_string_equal(ask(place, "SELECT * FROM text WHERE field <> 'body' EXCEPT SELECT * FROM expected"), "");
    close_file(place);
}

// What was current stays current, what was outdated outdated; hashes of German bodies are those of `b2sum -l 128`.
static void test_bodies_keep_their_blocks_and_states(void **state)
{
    struct place *place = *state;
    static const struct fact facts[] = {
        {"SELECT text FROM text WHERE thing = id(401) AND language = 'de' AND field = 'body'",
         "# Zuerst\nSie brauchen:\n* einen Pass\n*2. einen Termin\n> offer 00000000-0000-4000-8000-000000000301\n"
         "> article 00000000-0000-4000-8000-000000000402"},
        {"SELECT text FROM text WHERE thing = id(401) AND language = 'en' AND field = 'body'",
         "# First\n> guide 00000000-0000-4000-8000-000000000501\n> topic 00000000-0000-4000-8000-000000000201"},
        {"SELECT text FROM text WHERE thing = id(402) AND field = 'body' ORDER BY language",
         "\\# zuerst zum Arzt\n*a\u00a01. mit Karte\n> offer 00000000-0000-4000-8000-000000000399\n\\> see a doctor"},
        {"SELECT " NUMBER("own.thing") ", own.language, own.source_hash = german.source_hash, own.origin, own.reviewed_on"
         " FROM text AS own JOIN text AS german ON german.thing = own.thing AND german.field = own.field AND german.language = 'de'"
         " WHERE own.field = 'body' ORDER BY 1, 2",
         "401|de|1|human|-\n401|en|1|human|2026-04-01\n401|uk|0|machine|-\n402|de|1|human|-\n402|en|1|machine|-"},
        {"SELECT substr(source_hash, -2) FROM text WHERE field = 'body' AND language = 'uk'", "31"},
        {"SELECT source_hash FROM text WHERE field = 'body' AND language = 'de' ORDER BY thing",
         "c7d44d042c79ae0d700b340290958aa4\nf4da76236aa59e27ff2f7ca231255e1d"},
        {"SELECT " NUMBER("thing") ", " NUMBER("target") " FROM link ORDER BY 1, 2", "401|201\n401|301\n401|402\n401|501"},
    };
    open_file(place);
    expect_upgrade(place);
    assert_facts(place, facts, sizeof facts / sizeof *facts);
    close_file(place);
}

// The tables and indexes of the file, in one line each, without the comments that stand in them.
static const char *schema_of(struct place *place)
{
    const char *schema = ask(place, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name");
    struct arena_text told = {0};
    for (const char *at = schema; *at != '\0'; at++) {
        if (strncmp(at, "--", 2) == 0)
            at += strcspn(at, "\n");
        if (*at != ' ' && *at != '\n')
            arena_append(&place->arena, &told, arena_copy(&place->arena, at, 1));
    }
    return told.bytes;
}

static void assert_as_new(struct place *place)
{
    sqlite3 *upgraded, *fresh;
    assert_string_equal(ask(place, "PRAGMA foreign_key_check"), "");
    assert_string_equal(ask(place, "PRAGMA integrity_check"), "ok");
    const char *schema = schema_of(place);
    upgraded = place->database;
    assert_int_equal(sqlite3_open(":memory:", &fresh), SQLITE_OK);
    fixture_run(fresh, schema_sql());
    fixture_run(fresh, schema_editorial_sql());
    place->database = fresh;
    assert_string_equal(schema_of(place), schema);
    close_file(place);
    place->database = upgraded;
}

static void test_the_file_is_as_a_new_one(void **state)
{
    struct place *place = *state;
    open_file(place);
    expect_upgrade(place);
    assert_as_new(place);
    close_file(place);
}

// Every row of the version before stays as it is, and nothing comes to it; what led to a thing leads to it.
static void test_version_2_stays_row_by_row(void **state)
{
    struct place *place = *state;
    assert_int_equal(unlink(place->path), 0);
    make_file(place, 2, "fixtures/editorial-2-rows.sql");
    open_file(place);
    const char *names = ask(place, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
    const char *questions[64], *before[64];
    size_t count = 0;
    for (char *rest, *name = strtok_r(arena_copy_text(&place->arena, names), "\n", &rest); name != NULL; name = strtok_r(NULL, "\n", &rest)) {
        assert_true(count < sizeof before / sizeof *before);
        questions[count] = arena_format(&place->arena, "SELECT %s FROM %s",
                                        ask(place, arena_format(&place->arena, "SELECT group_concat('\"' || name || '\"')"
                                                                " FROM pragma_table_info('%s')", name)), name);
        before[count] = ask(place, questions[count]);
        count++;
        assert_string_not_equal(before[count - 1], "");
    }
    expect_step(place, upgrade_3);
    expect_step(place, upgrade_4);
    expect_step(place, upgrade_5);
    expect_step(place, upgrade_6);
    expect_step(place, upgrade_7);
    expect_step(place, upgrade_8);
    expect_step(place, upgrade_9);
    assert_string_equal(ask(place, "SELECT DISTINCT pictogram FROM area"), "-");
    for (size_t i = 0; i < count; i++)
        assert_string_equal(ask(place, questions[i]), before[i]);
    assert_as_new(place);
    fixture_run(place->database, "PRAGMA foreign_keys = ON; DELETE FROM thing WHERE kind = 'event'");
    assert_string_equal(ask(place, "SELECT count(*) FROM event, event_exception"), "0");
    close_file(place);
}

// The same rows are in the table of both databases.
static void assert_same_rows(struct place *place, const char *columns, const char *table)
{
    struct arena *arena = &place->arena;
    const char *here = arena_format(arena, "SELECT %s FROM main.%s", columns, table);
    const char *there = arena_format(arena, "SELECT %s FROM fresh.%s", columns, table);
    assert_string_equal(ask(place, arena_format(arena, "%s EXCEPT %s", here, there)), "");
    assert_string_equal(ask(place, arena_format(arena, "%s EXCEPT %s", there, here)), "");
}

// Of a thing how often it was changed is left out, and of what an import remembers the record, which no upgrade can know.
static const struct {
    const char *columns, *table;
} shared[] = {
    {"id, kind, slug, position", "thing"}, {"thing, source", "imported"}, {"*", "text"}, {"*", "source"}, {"*", "link"},
    {"*", "note"}, {"*", "source_path"}, {"*", "removed"}, {"*", "source_older"},
};

// What was wrong in a way that version 1 allowed is in the file, and told by the checks.
static void test_what_stays_wrong_is_told(void **state)
{
    struct place *place = *state;
    struct found found = {.count = 0};
    size_t problems;
    open_file(place);
    expect_upgrade(place);
    assert_int_equal(editorial_check(place->database, station_sink, &found, &problems, &place->problem), STATUS_OK);
    assert_non_null(strstr(found.text, "offer: this language is not known here: xx ("));
    assert_non_null(strstr(found.text, "article kranksein: has a link that leads nowhere: offer 00000000-0000-4000-8000-000000000399 ("));
    assert_non_null(strstr(found.text, "guide leer: has no step ("));
    close_file(place);
    arena_free(&found.arena);
}

// Opening a file for writing upgrades it; what cannot be upgraded stays as it is, with a message of both.
static void test_opening_upgrades(void **state)
{
    struct place *place = *state;
    struct station station = {.editorial = place->path};
    sqlite3 *editorial;
    open_file(place);
    fixture_run(place->database, "PRAGMA foreign_keys = OFF; DELETE FROM offer WHERE id = id(302)");
    close_file(place);
    assert_int_equal(editorial_open(&editorial, place->path, &place->problem), STATUS_INVALID);
    assert_null(editorial);
    assert_string_equal(place->problem.what, place->path);
    assert_non_null(strstr(place->problem.why, "cannot be upgraded from version 1 to 9: offer_topic leads to offer: a row leads"));
    assert_string_equal(station_ask(&station, place->path, "PRAGMA user_version"), "1");
    open_file(place);
    fixture_run(place->database, "PRAGMA foreign_keys = OFF; DELETE FROM offer_topic WHERE offer_id = id(302);"
                                 "DELETE FROM offer_text WHERE id = id(302)");
    close_file(place);
    station_expect(&station, editorial_open(&editorial, place->path, &station.problem), STATUS_OK);
    database_close(&editorial);
    assert_string_equal(station_ask(&station, place->path, "PRAGMA user_version"), "9");
    assert_string_equal(station_ask(&station, place->path, "SELECT count(*) FROM thing WHERE kind = 'offer'"), "2");
    assert_string_equal(station_ask(&station, arena_format(&station.arena, "%s.1.backup", place->path), "SELECT count(*) FROM offer_text"),
                        "11");
    arena_free(&station.arena);
}

// Imported by the program of version 1, upgraded and imported again it is what a new import makes, row by row.
static void test_an_imported_file_becomes_a_freshly_imported_one(void **state)
{
    struct place *place = *state;
    struct station station = {.arena = {0}, .editorial = place->path};
    struct content_report report;
    assert_int_equal(unlink(place->path), 0);
    make_file(place, 1, "fixtures/editorial-1-imported.sql");
    station.content = arena_copy_text(&place->arena, station_source(&place->arena, "tests/fixtures/content/good"));
    station_expect(&station, station_import(&station, false, &report), STATUS_OK);
    assert_int_equal(report.added + report.changed + report.removed, 0);
    station.editorial = arena_format(&place->arena, "%s/new.db", place->folder);
    station_expect(&station, station_import(&station, false, &report), STATUS_OK);
    open_file(place);
    fixture_run(place->database, arena_format(&place->arena, "ATTACH '%s' AS fresh", station.editorial));
    for (size_t i = 0; i < sizeof shared / sizeof *shared; i++)
        assert_same_rows(place, shared[i].columns, shared[i].table);
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        assert_same_rows(place, "*", model->name);
        for (size_t i = 0; i < model->part_count; i++)
            assert_same_rows(place, "*", model->parts[i].table);
    }
    close_file(place);
    station_forget(&station);
    arena_free(&station.arena);
}

// A file of a program that did not know some column yet, too.
static void test_what_cannot_stay_is_refused(void **state)
{
    struct place *place = *state;
    static const struct {
        const char *sql, *what, *why;
    } cases[] = {
        {"DELETE FROM offer WHERE id = id(302)", "offer_topic leads to offer", "a row leads to another that is not there"},
        {"INSERT INTO article VALUES (id(301), id(201), 'same', 1, 'low', 'https://example.org/', NULL, NULL, NULL)",
         "offer and article 00000000-0000-4000-8000-000000000301", "two things have this id"},
        {"UPDATE article_block SET link_id = 'office' WHERE link_id = id(399)", "article kranksein: office",
         "this link is no id of anything"},
        {"ALTER TABLE offer DROP COLUMN appointment_url", "editorial.db", "no such column: appointment_url"},
        {"DROP TABLE event_text", "editorial.db", "no such table: event_text"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t size, size_after;
        open_file(place);
        fixture_run(place->database, "PRAGMA foreign_keys = OFF");
        fixture_run(place->database, cases[i].sql);
        fixture_run(place->database, "PRAGMA foreign_keys = ON");
        close_file(place);
        const char *before = fixture_read(&place->arena, place->path, &size);
        open_file(place);
        assert_int_not_equal(run_step(place, upgrade_2), STATUS_OK);
        if (strstr(place->problem.what, cases[i].what) == NULL || strstr(place->problem.why, cases[i].why) == NULL)
            fail_msg("case %zu: %s: %s", i, place->problem.what, place->problem.why);
        assert_true(place->problem.mend[0] != '\0');
        close_file(place);
        const char *after = fixture_read(&place->arena, place->path, &size_after);
        assert_int_equal(size, size_after);
        assert_memory_equal(before, after, size);
        tear_down(state);
        set_up(state);
        place = *state;
    }
}

struct patience {
    long left; // instructions of SQLite's machine, in units of the handler
};

static int lose_patience(void *context)
{
    if (--((struct patience *)context)->left < 0)
        kill(getpid(), SIGKILL);
    return 0;
}

// Upgrades by a step in a process of its own that is killed after so many units. True when it was done before that.
static bool upgrade_until_killed(struct place *place, upgrade_step *step, long units)
{
    int status;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct patience patience = {units};
        open_file(place);
        fixture_run(place->database, "PRAGMA foreign_keys = OFF; PRAGMA cache_size = 10; BEGIN IMMEDIATE");
        sqlite3_progress_handler(place->database, 100, lose_patience, &patience);
        _exit(step(place->database, &place->problem) == STATUS_OK ? 0 : 9);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    if (WIFSIGNALED(status)) {
        assert_int_equal(WTERMSIG(status), SIGKILL);
        return false;
    }
    assert_int_equal(WEXITSTATUS(status), 0);
    return true;
}

// Wherever it is killed, nothing is done; and then it goes as if nothing had been.
static void test_it_is_done_whole_or_not_at_all(void **state)
{
    struct place *place = *state;
    size_t size, size_after;
    const char *before = fixture_read(&place->arena, place->path, &size);
    long killed = 0;
    while (!upgrade_until_killed(place, upgrade_2, 60 * killed)) {
        killed++;
        open_file(place);
        assert_string_equal(ask(place, "SELECT count(*) FROM offer_text"), "11"); // SQLite takes back what was begun
        close_file(place);
        const char *after = fixture_read(&place->arena, place->path, &size_after);
        assert_int_equal(size, size_after);
        assert_memory_equal(before, after, size);
    }
    assert_true(killed > 10);
    open_file(place);
    expect_upgrade(place);
    assert_string_equal(ask(place, "SELECT count(*) FROM thing"), "24");
    close_file(place);
}

// A file of version 4 with changes of all sorts: 50 in bulk, then one each changed, added and removed.
static void make_history(struct place *place)
{
    assert_int_equal(unlink(place->path), 0);
    make_file(place, 2, "fixtures/editorial-2-rows.sql");
    open_file(place);
    expect_step(place, upgrade_3);
    expect_step(place, upgrade_4);
    fixture_run(place->database,
                "INSERT INTO change (number, at, author, reason, door) VALUES (10, '2026-11-01T08:00:00Z', 'anna', '', 'bulk'),"
                " (11, '2026-11-02T08:00:00Z', 'bert', 'gone', 'form');"
                "WITH RECURSIVE n (i) AS (VALUES (50) UNION ALL SELECT i - 1 FROM n WHERE i > 1) INSERT INTO change_thing"
                " SELECT 10, id(i), 'offer', 'o-' || i, i, '{\"was\":\"' || hex(zeroblob(9000)) || i || '\"}', '{\"is\":' || i || '}' FROM n;"
                "INSERT INTO change_thing VALUES (11, id(1), 'offer', 'o-1', 2, '{\"is\":1}', NULL),"
                " (11, id(2), 'offer', NULL, 1, NULL, '{\"text\":\"ü\"}'); PRAGMA user_version = 4");
    close_file(place);
}

#define ALL_HISTORY "SELECT change, thing, kind, slug, revision, before, after FROM change_thing ORDER BY change, thing"

static void test_history_of_version_4_stays_row_by_row(void **state)
{
    struct place *place = *state;
    make_history(place);
    open_file(place);
    const char *before = ask(place, ALL_HISTORY);
    expect_step(place, upgrade_5);
    assert_string_equal(ask(place, ALL_HISTORY), before);
    assert_string_equal(ask(place, "SELECT count(*), count(before), count(after) FROM change_thing WHERE change >= 10"), "52|51|51");
    expect_step(place, upgrade_6);
    expect_step(place, upgrade_7);
    expect_step(place, upgrade_8);
    fixture_run(place->database, "INSERT INTO closure_schedule VALUES (id(1), 1, NULL, 540, 600, 0), (id(1), 2, 3, 840, 960, 1)");
    expect_step(place, upgrade_9);
    assert_string_equal(ask(place, "SELECT * FROM closure_schedule"), "00000000-0000-4000-8000-000000000001|1|-|540|600|0|-|-|-|-|-|-\n"
                                                                      "00000000-0000-4000-8000-000000000001|2|3|840|960|1|-|-|-|-|-|-");
    fixture_run(place->database, "DELETE FROM closure_schedule");
    assert_as_new(place);
    assert_int_not_equal(sqlite3_exec(place->database, "INSERT INTO change_thing SELECT * FROM change_thing", NULL, NULL, NULL), SQLITE_OK);
    close_file(place);
}

// Wherever it is killed, also when rows are in the file already that memory had no room for, all is of version 4.
static void test_history_moves_whole_or_not_at_all(void **state)
{
    struct place *place = *state;
    long killed = 0;
    make_history(place);
    open_file(place);
    fixture_run(place->database, "PRAGMA journal_mode = WAL");
    const char *before = ask(place, ALL_HISTORY);
    close_file(place);
    while (!upgrade_until_killed(place, upgrade_5, killed)) {
        killed++;
        open_file(place);
        assert_string_equal(ask(place, "PRAGMA user_version"), "4");
        assert_string_equal(ask(place, "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'old%' OR name = 'change_addition'"), "0");
        assert_string_equal(ask(place, ALL_HISTORY), before);
        assert_string_equal(ask(place, "PRAGMA integrity_check"), "ok");
        close_file(place);
    }
    assert_true(killed > 5);
}

// The disk has room for a part of the second copy only.
static void test_a_full_disk_leaves_history_where_it_was(void **state)
{
    struct place *place = *state;
    make_history(place);
    open_file(place);
    const char *before = ask(place, ALL_HISTORY);
    int pages = atoi(ask(place, "PRAGMA page_count"));
    for (int more = 0; more < 40; more += 8) {
        fixture_run(place->database, arena_format(&place->arena, "PRAGMA max_page_count = %d", pages + more));
        assert_int_not_equal(run_step(place, upgrade_5), STATUS_OK);
        assert_non_null(strstr(place->problem.why, "full"));
        assert_string_equal(ask(place, ALL_HISTORY), before);
        assert_string_equal(ask(place, "PRAGMA user_version"), "4");
    }
    fixture_run(place->database, "PRAGMA max_page_count = 1000000");
    expect_step(place, upgrade_5);
    assert_string_equal(ask(place, ALL_HISTORY), before);
    close_file(place);
}

// Opening a file of version 4 for writing brings it to that of today, with a copy of it beside it.
static void test_opening_moves_history(void **state)
{
    struct place *place = *state;
    struct station station = {.editorial = place->path};
    sqlite3 *editorial;
    make_history(place);
    open_file(place);
    fixture_run(place->database, arena_format(&place->arena, "PRAGMA application_id = %d", SCHEMA_EDITORIAL_ID));
    const char *before = ask(place, ALL_HISTORY);
    close_file(place);
    station_expect(&station, editorial_open(&editorial, place->path, &station.problem), STATUS_OK);
    database_close(&editorial);
    open_file(place);
    assert_string_equal(ask(place, "PRAGMA user_version"), "9");
    assert_string_equal(ask(place, ALL_HISTORY), before);
    close_file(place);
    place->path = arena_format(&place->arena, "%s.4.backup", place->path);
    open_file(place);
    assert_string_equal(ask(place, "PRAGMA user_version"), "4");
    assert_string_equal(ask(place, ALL_HISTORY), before);
    close_file(place);
    arena_free(&station.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_every_thing_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_every_part_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_every_text_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bodies_keep_their_blocks_and_states, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_file_is_as_a_new_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_version_2_stays_row_by_row, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_stays_wrong_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_opening_upgrades, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_an_imported_file_becomes_a_freshly_imported_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_cannot_stay_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_it_is_done_whole_or_not_at_all, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_history_of_version_4_stays_row_by_row, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_history_moves_whole_or_not_at_all, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_full_disk_leaves_history_where_it_was, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_opening_moves_history, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("editorial/upgrade", tests, NULL, NULL);
}
