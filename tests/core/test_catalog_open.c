// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of opening catalogs: what is not whole is refused with a message, and no damage to a file does more than that.
#include "tests/core/fixture.h"

#include "core/base/log.h"
#include "core/catalog/catalog.h"
#include "core/search/search.h"
#include "tests/support/today.h"

struct place {
    struct arena arena;
    char *folder;
    char *path; // where the catalog is made
    struct problem problem;
};

static int set_up(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    place->folder = fixture_folder(&place->arena);
    place->path = arena_format(&place->arena, "%s/7.db", place->folder);
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

// What a catalog goes through before it is adopted.
static enum status open_and_verify(struct place *place)
{
    struct catalog *catalog;
    enum status status = catalog_open(&catalog, place->path, &place->problem);
    if (status != STATUS_OK)
        assert_null(catalog);
    if (status == STATUS_OK)
        status = catalog_verify(catalog, &place->problem);
    if (status == STATUS_OK)
        status = search_verify(catalog, &place->problem);
    catalog_close(&catalog);
    return status;
}

// Adopting a catalog on which this SQL was run fails with this text in its reason.
static void assert_refused(struct place *place, const char *sql, const char *why)
{
    unlink(place->path);
    fixture_catalog(place->path, sql);
    assert_int_equal(open_and_verify(place), STATUS_CORRUPT);
    assert_string_equal(place->problem.what, place->path);
    if (strstr(place->problem.why, why) == NULL)
        fail_msg("%s", place->problem.why);
    assert_true(place->problem.mend[0] != '\0');
}

static void test_what_is_not_whole_is_refused(void **state)
{
    struct place *place = *state;
    assert_refused(place, "DROP TABLE guide_step_offer", "guide_step_offer");
    assert_refused(place, "DROP TABLE search", "search");
    assert_refused(place, "ALTER TABLE offer RENAME COLUMN cost TO price", "cost");
    assert_refused(place, "ALTER TABLE place RENAME COLUMN latitude TO north", "latitude"); // of an earlier form
    assert_refused(place, "DELETE FROM release", "which release");
    assert_refused(place, "COMMIT; PRAGMA foreign_keys = OFF; BEGIN; DELETE FROM city", "which release");
    assert_refused(place, "UPDATE release SET created = '2026-13-41T99:99:99Z'", "not readable");
    assert_refused(place, "UPDATE release SET created = 'xxxx-xx-xxTxx:xx:xxZ'", "not readable");
}

static void test_views_in_place_of_tables_are_refused(void **state)
{
    struct place *place = *state;
    assert_refused(
        place,
        "DROP TABLE text; CREATE VIEW text AS"
        " SELECT printf('%036d', 1) AS id, 'de' AS language, 'name' AS field, 'x' AS text, 'human' AS origin",
        "view");
}

static void test_a_file_with_more_in_it_opens(void **state)
{
    struct place *place = *state;
    fixture_catalog(place->path, "CREATE TABLE later (id TEXT); ALTER TABLE offer ADD COLUMN later TEXT");
    struct catalog *catalog;
    assert_int_equal(catalog_open(&catalog, place->path, &place->problem), STATUS_OK);
    assert_int_equal(catalog_verify(catalog, &place->problem), STATUS_OK);
    catalog_close(&catalog);
    catalog_close(&catalog); // NULL may be closed
}

// What could do something by itself opens, because nothing runs it, but is never adopted.
static void test_what_acts_by_itself_is_found(void **state)
{
    static const struct {
        const char *sql, *why;
    } cases[] = {
        {"CREATE VIEW v AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n", "view v"},
        {"CREATE TRIGGER t AFTER INSERT ON offer BEGIN SELECT raise(ABORT, 'x'); END", "trigger t"},
        {"CREATE VIRTUAL TABLE other USING fts5 (x)", "table other"},
        {"CREATE VIRTUAL TABLE box USING rtree (id, a, b)", "table box"},
        {"DROP TABLE search; CREATE VIRTUAL TABLE search USING fts4 (kind, id, language, title, summary, body)",
         "table search"},
        {"DROP TABLE search; CREATE TABLE search (kind, id, language, title, summary, body)", "table search"},
        {"PRAGMA foreign_keys = OFF; DELETE FROM emergency", "no emergency numbers"},
    };
    struct place *place = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct catalog *catalog;
        fixture_catalog(place->path, cases[i].sql);
        assert_int_equal(catalog_open(&catalog, place->path, &place->problem), STATUS_OK);
        assert_int_equal(catalog_verify(catalog, &place->problem), STATUS_CORRUPT);
        if (strstr(place->problem.why, cases[i].why) == NULL)
            fail_msg("%s\nsaid: %s", cases[i].sql, place->problem.why);
        catalog_close(&catalog);
        assert_int_equal(unlink(place->path), 0);
    }
}

static void test_verifying_finds_what_opening_does_not(void **state)
{
    struct place *place = *state;
    fixture_catalog(place->path, "COMMIT; PRAGMA foreign_keys = OFF; BEGIN; DELETE FROM organization");
    struct catalog *catalog;
    assert_int_equal(catalog_open(&catalog, place->path, &place->problem), STATUS_OK);
    assert_int_equal(catalog_verify(catalog, &place->problem), STATUS_CORRUPT);
    catalog_close(&catalog);
}

struct refused {
    size_t count;
    char what[8][512];
};

static void note_refused(void *context, const struct problem *problem)
{
    struct refused *refused = context;
    assert_true(refused->count < 8);
    memcpy(refused->what[refused->count++], problem->what, sizeof problem->what);
}

// The index tells its languages apart by number; one too many must not be taken for another.
static void test_more_languages_than_an_index_tells_apart_are_refused(void **state)
{
    struct place *place = *state;
    struct problem problem;
    sqlite3 *database;
    fixture_catalog(place->path,
                    "INSERT INTO search (search) VALUES ('delete-all'); DELETE FROM search_thing; DELETE FROM search_word;"
                    "DELETE FROM search_language;"
                    "WITH RECURSIVE n (n) AS (VALUES (10) UNION ALL SELECT n + 1 FROM n WHERE n < 74)"
                    " INSERT INTO text (thing, language, field, text, origin, source_hash)"
                    " SELECT thing, 'x' || n, field, text, origin, source_hash FROM text, n"
                    " WHERE language = 'de' AND field = 'title'");
    assert_int_equal(sqlite3_open(place->path, &database), SQLITE_OK);
    fixture_run(database, "BEGIN");
    assert_int_equal(search_index_fill(database, &problem), STATUS_LIMIT);
    assert_non_null(strstr(problem.why, "more than 64 languages"));
    fixture_run(database, "ROLLBACK; DELETE FROM text WHERE language BETWEEN 'x30' AND 'x74'; BEGIN");
    assert_int_equal(search_index_fill(database, &problem), STATUS_OK);
    fixture_run(database, "COMMIT");
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
}

static void test_names_of_releases_are_read_by_one_rule(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        long number;
    } names[] = {
        {"1.db", 1},     {"10.db", 10},  {"999999999.db", CATALOG_RELEASE_MAX}, {"1000000000.db", 0}, {"005.db", 0}, {"0.db", 0},
        {"00.db", 0},    {"-1.db", 0},   {"+1.db", 0}, {" 1.db", 0}, {"1 .db", 0}, {"1.DB", 0}, {"1.db.zst", 0}, {".db", 0},
        {"1", 0},        {"", 0},        {"0x1.db", 0}, {"1e3.db", 0}, {"99999999999999999999999.db", 0}, {"1.db ", 0},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(catalog_number(names[i].text, ".db"), names[i].number);
    assert_int_equal(catalog_number("17.db.zst", ".db.zst"), 17);
    assert_int_equal(catalog_number("17", ""), 17);
    assert_int_equal(catalog_number("017", ""), 0);
}

// As newer it would be shown in place of the right one; asked for the next older one, it would come again for ever.
static void test_a_catalog_under_the_name_of_another_is_passed_over(void **state)
{
    struct place *place = *state;
    struct refused refused = {0};
    struct catalog *catalog;
    fixture_catalog(arena_format(&place->arena, "%s/5.db", place->folder), "UPDATE release SET number = 5");
    fixture_catalog(arena_format(&place->arena, "%s/6.db", place->folder), "UPDATE release SET number = 900");
    fixture_catalog(arena_format(&place->arena, "%s/007.db", place->folder), "UPDATE release SET number = 7");
    assert_int_equal(catalog_open_newest(&catalog, place->folder, note_refused, &refused, &place->problem), STATUS_OK);
    assert_int_equal(catalog_release(catalog)->number, 5);
    assert_int_equal(refused.count, 1);
    assert_non_null(strstr(refused.what[0], "/6.db"));
    catalog_close(&catalog);
}

static void test_the_newest_good_catalog_of_a_folder(void **state)
{
    struct place *place = *state;
    struct refused refused = {0};
    struct catalog *catalog;
    enum status status = catalog_open_newest(&catalog, place->folder, note_refused, &refused, &place->problem);
    assert_int_equal(status, STATUS_NOT_FOUND); // an empty folder
    assert_int_equal(refused.count, 0);
    fixture_catalog(arena_format(&place->arena, "%s/9.db", place->folder), "UPDATE release SET number = 9");
    fixture_catalog(arena_format(&place->arena, "%s/10.db", place->folder), "UPDATE release SET number = 10");
    fixture_write(arena_format(&place->arena, "%s/11.db", place->folder), "not this", 8);
    fixture_write(arena_format(&place->arena, "%s/100.db", place->folder), "", 0);
    static const char *const others[] = {"x.db",     "12x.db", "012.db", "-13.db", " 14.db", "99999999999999999999.db",
                                         "15.db.tmp"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        fixture_write(arena_format(&place->arena, "%s/%s", place->folder, others[i]), "x", 1);
    status = catalog_open_newest(&catalog, place->folder, note_refused, &refused, &place->problem);
    assert_int_equal(status, STATUS_OK);
    assert_int_equal(catalog_release(catalog)->number, 10); // by number, not by letters
    catalog_close(&catalog);
    assert_int_equal(refused.count, 2);
    assert_non_null(strstr(refused.what[0], "/100.db"));
    assert_non_null(strstr(refused.what[1], "/11.db"));
    // A path to a file opens just that.
    status = catalog_open_newest(&catalog, arena_format(&place->arena, "%s/9.db", place->folder), note_refused,
                                 &refused, &place->problem);
    assert_int_equal(status, STATUS_OK);
    assert_int_equal(catalog_release(catalog)->number, 9);
    catalog_close(&catalog);
    status = catalog_open_newest(&catalog, arena_format(&place->arena, "%s/8.db", place->folder), note_refused,
                                 &refused, &place->problem);
    assert_int_equal(status, STATUS_NOT_FOUND);
    assert_null(catalog);
}

static void test_a_folder_of_bad_catalogs_is_told(void **state)
{
    struct place *place = *state;
    struct refused refused = {0};
    struct catalog *catalog;
    fixture_write(arena_format(&place->arena, "%s/1.db", place->folder), "bad", 3);
    enum status status = catalog_open_newest(&catalog, place->folder, note_refused, &refused, &place->problem);
    assert_int_equal(status, STATUS_NOT_FOUND);
    assert_int_equal(refused.count, 1);
    assert_string_equal(place->problem.what, place->folder);
    assert_true(place->problem.mend[0] != '\0');
    assert_null(catalog);
}

// Asks a catalog for everything that screens ask for. It must come back, whatever is in the file.
static void ask_everything(struct catalog *catalog, struct arena *arena)
{
    struct reader reader = reader_of(language_by_tag("ar"));
    struct problem problem;
    struct catalog_list areas = catalog_areas(catalog, arena, &reader);
    for (size_t i = 0; i < areas.count; i++) {
        struct catalog_list topics = catalog_topics(catalog, arena, &reader, areas.entries[i].id);
        for (size_t j = 0; j < topics.count; j++)
            catalog_topic_entries(catalog, arena, &reader, topics.entries[j].id);
    }
    catalog_guides(catalog, arena, &reader, NULL);
    search_catalog(catalog, arena, &reader, TODAY, "a", 50);
    search_catalog(catalog, arena, &reader, TODAY, "bürgeramt wohnung", 50);
    catalog_id_of_slug(catalog, arena, KIND_OFFER, "beratung");
    size_t count;
    catalog_emergency(catalog, arena, &reader, &count);
    assert_true(count > 0); // in the worst case those that are compiled in
    const struct holiday *holidays = catalog_holidays(catalog, arena, &reader, &count);
    for (int number = 301; number <= 305; number++) {
        struct catalog_offer offer;
        struct opening opening;
        if (catalog_offer(catalog, arena, &reader, fixture_id(arena, number), &offer, &problem) == STATUS_OK)
            catalog_opening(&offer, holidays, count, clock_from_day_number(20780), &opening);
    }
    struct catalog_article article;
    struct catalog_guide guide;
    catalog_article(catalog, arena, &reader, fixture_id(arena, 401), &article, &problem);
    catalog_guide(catalog, arena, &reader, fixture_id(arena, 501), &guide, &problem);
}

// Opens the bytes as a catalog and asks it for everything. Returns whether it opened.
static bool survive(struct place *place, const char *path, const char *bytes, size_t size)
{
    struct arena arena = {0};
    struct catalog *catalog;
    fixture_write(path, bytes, size);
    bool opened = catalog_open(&catalog, path, &place->problem) == STATUS_OK;
    if (opened) {
        ask_everything(catalog, &arena);
        catalog_verify(catalog, &place->problem);
        search_verify(catalog, &place->problem);
    } else {
        assert_null(catalog);
        assert_true(place->problem.why[0] != '\0');
    }
    catalog_close(&catalog);
    arena_free(&arena);
    return opened;
}

static void test_random_damage_does_no_more_than_empty_lists(void **state)
{
    struct place *place = *state;
    fixture_catalog(place->path, "");
    size_t size;
    char *whole = fixture_read(&place->arena, place->path, &size);
    char *bytes = arena_allocate(&place->arena, size, 1);
    char *path = arena_format(&place->arena, "%s/damaged", place->folder);
    srand(7);
    int opened = 0;
    enum { ROUNDS = 400 };
    for (int round = 0; round < ROUNDS; round++) {
        memcpy(bytes, whole, size);
        int flips = 1 << rand() % 8;
        for (int i = 0; i < flips; i++) {
            // Every other round spares the first pages with the schema, so that it is the content that is hurt.
            size_t from = round % 2 == 0 ? 0 : size / 4;
            bytes[from + (size_t)rand() % (size - from)] ^= (char)(1 << rand() % 8);
        }
        opened += survive(place, path, bytes, size);
    }
    assert_in_range(opened, ROUNDS / 4, ROUNDS - 1); // both ways were tried
}

static void test_zeroed_and_swapped_pages_do_no_more_either(void **state)
{
    struct place *place = *state;
    enum { PAGE = 1024 };
    fixture_catalog(place->path, "");
    size_t size;
    char *whole = fixture_read(&place->arena, place->path, &size);
    char *bytes = arena_allocate(&place->arena, size, 1);
    char *path = arena_format(&place->arena, "%s/damaged", place->folder);
    size_t pages = size / PAGE;
    for (size_t page = 1; page < pages; page += 3) {
        memcpy(bytes, whole, size);
        memset(bytes + page * PAGE, 0, PAGE);
        survive(place, path, bytes, size);
        memcpy(bytes + page * PAGE, whole + (page * 7 % pages) * PAGE, PAGE);
        survive(place, path, bytes, size);
    }
}

static void test_errors_while_reading_are_logged(void **state)
{
    struct place *place = *state;
    fixture_catalog(place->path, "DELETE FROM search_data WHERE id > 10");
    struct catalog *catalog;
    struct reader reader = reader_of(language_by_tag("de"));
    assert_int_equal(catalog_open(&catalog, place->path, &place->problem), STATUS_OK);
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    log_open(ends[1], 0);
    assert_int_equal(search_catalog(catalog, &place->arena, &reader, TODAY, "bürgeramt", 5).count, 0);
    log_open(-1, 0);
    close(ends[1]);
    char line[1024] = "";
    assert_true(read(ends[0], line, sizeof line - 1) > 0);
    assert_non_null(strstr(line, place->path));
    assert_null(strstr(line, "rgeramt")); // never a visitor's words
    close(ends[0]);
    catalog_close(&catalog);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_what_is_not_whole_is_refused),
        TEST(test_views_in_place_of_tables_are_refused),
        TEST(test_a_file_with_more_in_it_opens),
        TEST(test_what_acts_by_itself_is_found),
        TEST(test_verifying_finds_what_opening_does_not),
        TEST(test_more_languages_than_an_index_tells_apart_are_refused),
        TEST(test_names_of_releases_are_read_by_one_rule),
        TEST(test_a_catalog_under_the_name_of_another_is_passed_over),
        TEST(test_the_newest_good_catalog_of_a_folder),
        TEST(test_a_folder_of_bad_catalogs_is_told),
        TEST(test_random_damage_does_no_more_than_empty_lists),
        TEST(test_zeroed_and_swapped_pages_do_no_more_either),
        TEST(test_errors_while_reading_are_logged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
