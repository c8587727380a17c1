// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of counting what exists in a language: whole things only, each in the state of its worst text; and of opening
// content wherever it lies.
#include "tests/core/fixture.h"

#include "core/database/database.h"
#include "core/insight/content_coverage.h"
#include "core/insight/content_open.h"

struct town {
    struct arena arena;
    char *folder, *path;
};

static int set_up(void **state)
{
    struct town *town = calloc(1, sizeof *town);
    town->folder = fixture_folder(&town->arena);
    town->path = arena_format(&town->arena, "%s/7.db", town->folder);
    *state = town;
    return 0;
}

static int tear_down(void **state)
{
    struct town *town = *state;
    fixture_remove_folder(town->folder);
    arena_free(&town->arena);
    free(town);
    return 0;
}

static void assert_counts(struct town *town, const char *tag, enum kind kind, struct content_coverage expected)
{
    struct content_coverage found[KIND_COUNT];
    struct problem problem;
    sqlite3 *database;
    assert_int_equal(content_open(&database, town->path, NULL, NULL, &problem), STATUS_OK);
    assert_int_equal(content_coverage_count(database, language_by_tag(tag), found, &problem), STATUS_OK);
    database_close(&database);
    if (memcmp(&found[kind], &expected, sizeof expected) != 0)
        fail_msg("%s, %s: of %ld, have %ld, current %ld, machine %ld, outdated %ld", tag, model_kind(kind)->name,
                 found[kind].of, found[kind].have, found[kind].current, found[kind].machine, found[kind].outdated);
}
#define COUNTS(...) ((struct content_coverage){__VA_ARGS__})

static void test_each_text_counts_and_duplicates_do_not(void **state)
{
    struct town *town = *state;
    fixture_catalog(town->path, "");
    assert_counts(town, "de", KIND_AREA, COUNTS(4, 4, 4, 0, 0));
    assert_counts(town, "en", KIND_AREA, COUNTS(4, 2, 2, 0, 0));
    assert_counts(town, "ar", KIND_AREA, COUNTS(4, 1, 0, 1, 0));
    assert_counts(town, "ar", KIND_TOPIC, COUNTS(5, 2, 1, 1, 0));
    assert_counts(town, "de", KIND_OFFER, COUNTS(4, 4, 4, 0, 0));
    assert_counts(town, "en", KIND_OFFER, COUNTS(4, 0, 0, 0, 0)); // the next step of the only one is missing
    assert_counts(town, "ti", KIND_OFFER, COUNTS(4, 0, 0, 0, 0));
    assert_counts(town, "de-simple", KIND_OFFER, COUNTS(4, 0, 0, 0, 0));
    assert_counts(town, "de", KIND_GUIDE_STEP, COUNTS(3, 3, 3, 0, 0));
    assert_counts(town, "de", KIND_EMERGENCY, COUNTS(2, 2, 2, 0, 0));
}

static void test_a_thing_is_in_the_state_of_its_worst_text(void **state)
{
    struct town *town = *state;
    fixture_catalog(town->path,
                    "INSERT INTO text VALUES"
                    " ('00000000-0000-4000-8000-000000000301', 'en', 'next_step', 'Go there.', 'machine', NULL,"
                    "  '0123456789abcdef0123456789abcdef')");
    assert_counts(town, "en", KIND_OFFER, COUNTS(4, 1, 0, 1, 0));
    static const struct {
        const char *sql;
        struct content_coverage offers;
    } steps[] = {
        {"UPDATE text SET reviewed_on = '2026-10-01' WHERE language = 'en'", {4, 1, 1, 0, 0}},
        {"UPDATE text SET source_hash = 'ffffffffffffffffffffffffffffffff' WHERE language = 'en'"
         " AND field = 'bring'", {4, 1, 0, 0, 1}},
        {"UPDATE text SET reviewed_on = NULL WHERE language = 'en'", {4, 1, 0, 0, 1}},
        {"DELETE FROM text WHERE language = 'en' AND field = 'gloss'", {4, 0, 0, 0, 0}},
    };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        sqlite3 *database;
        assert_int_equal(sqlite3_open(town->path, &database), SQLITE_OK);
        fixture_run(database, steps[i].sql);
        sqlite3_close(database);
        assert_counts(town, "en", KIND_OFFER, steps[i].offers);
    }
}

// A form of German needs a name explained only where German explains it.
static void test_forms_of_german_need_the_glosses_of_german(void **state)
{
    struct town *town = *state;
    fixture_catalog(town->path,
                    "INSERT INTO text SELECT thing, 'de-simple', field, text, 'human', NULL, source_hash"
                    " FROM text WHERE language = 'de' AND thing IN (SELECT id FROM offer)");
    assert_counts(town, "de-simple", KIND_OFFER, COUNTS(4, 4, 4, 0, 0));
    sqlite3 *database;
    assert_int_equal(sqlite3_open(town->path, &database), SQLITE_OK);
    fixture_run(database, "INSERT INTO text SELECT id, 'de', 'gloss', 'Hilfe', 'human', NULL, name_hash"
                          " FROM offer JOIN thing USING (id) WHERE slug = 'nachtdienst'");
    sqlite3_close(database);
    assert_counts(town, "de", KIND_OFFER, COUNTS(4, 4, 4, 0, 0));
    assert_counts(town, "de-simple", KIND_OFFER, COUNTS(4, 3, 3, 0, 0));
}

static void test_an_article_needs_its_body(void **state)
{
    struct town *town = *state;
    fixture_catalog(town->path,
                    "DELETE FROM text WHERE language = 'en' AND thing IN (SELECT id FROM article);"
                    " INSERT INTO text SELECT thing, 'en', field, text, 'human', NULL, source_hash"
                    " FROM text WHERE language = 'de' AND field <> 'body' AND thing IN (SELECT id FROM article)");
    assert_counts(town, "en", KIND_ARTICLE, COUNTS(2, 0, 0, 0, 0));
    sqlite3 *database;
    assert_int_equal(sqlite3_open(town->path, &database), SQLITE_OK);
    fixture_run(database, "INSERT INTO text SELECT thing, 'en', field, text, 'machine', NULL, source_hash"
                          " FROM text WHERE language = 'de' AND field = 'body'");
    sqlite3_close(database);
    assert_counts(town, "en", KIND_ARTICLE, COUNTS(2, 2, 0, 2, 0));
}

static size_t problems;

static void count_problem(void *context, const struct problem *problem)
{
    (void)context;
    (void)problem;
    problems++;
}

static void test_content_is_opened_wherever_it_lies(void **state)
{
    struct town *town = *state;
    sqlite3 *database;
    struct problem problem;
    const char *source = getenv("KOMPASS_SOURCE");
    const char *good = arena_format(&town->arena, "%s/tests/fixtures/content/good", source == NULL ? "." : source);
    const char *bad = arena_format(&town->arena, "%s/tests/fixtures/content/bad", source == NULL ? "." : source);
    struct content_coverage found[KIND_COUNT];
    assert_int_equal(content_open(&database, good, count_problem, NULL, &problem), STATUS_OK);
    assert_int_equal(content_coverage_count(database, language_by_tag("de"), found, &problem), STATUS_OK);
    assert_true(found[KIND_OFFER].of > 0);
    assert_int_equal(found[KIND_OFFER].have, found[KIND_OFFER].of);
    database_close(&database);
    assert_int_equal(problems, 0);
    fixture_catalog(town->path, "");
    fixture_write(arena_format(&town->arena, "%s/8.db", town->folder), "no catalog", 10);
    assert_int_equal(content_open(&database, town->folder, count_problem, NULL, &problem), STATUS_OK);
    database_close(&database);
    assert_int_equal(problems, 1); // the newer one that is none
    assert_int_not_equal(content_open(&database, bad, count_problem, NULL, &problem), STATUS_OK);
    assert_null(database);
    const char *empty = arena_format(&town->arena, "%s/empty", town->folder);
    assert_int_equal(sys_make_folder(empty, &problem), STATUS_OK);
    assert_int_equal(content_open(&database, empty, count_problem, NULL, &problem), STATUS_NOT_FOUND);
    assert_null(database);
    assert_int_not_equal(content_open(&database, "/nonexistent", count_problem, NULL, &problem), STATUS_OK);
    assert_null(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_each_text_counts_and_duplicates_do_not, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_thing_is_in_the_state_of_its_worst_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_forms_of_german_need_the_glosses_of_german, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_an_article_needs_its_body, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_content_is_opened_wherever_it_lies, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
