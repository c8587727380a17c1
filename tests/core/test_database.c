// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of opening databases: every kind of wrong file is told apart, none is changed, and nothing in a file runs.
#include "tests/core/fixture.h"

#include "core/database/database.h"
#include "core/editorial/editorial.h"

#include <errno.h>
#include <sys/stat.h>

struct place {
    struct arena arena;
    char *folder;
    char *path; // a good catalog
    struct problem problem;
};

static int set_up(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    place->folder = fixture_folder(&place->arena);
    place->path = arena_format(&place->arena, "%s/7.db", place->folder);
    fixture_catalog(place->path, "");
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

// Opening for reading fails with this status, a text in its reason, and a way to mend it.
static void assert_refused(struct place *place, const char *path, enum status expected, const char *why)
{
    sqlite3 *database;
    memset(&place->problem, 0, sizeof place->problem);
    assert_int_equal(database_open_reading(&database, path, &catalog_format, &place->problem), expected);
    assert_null(database);
    assert_string_equal(place->problem.what, path);
    assert_non_null(strstr(place->problem.why, why));
    assert_true(place->problem.mend[0] != '\0');
}

static sqlite3 *open_reading(struct place *place)
{
    sqlite3 *database;
    if (database_open_reading(&database, place->path, &catalog_format, &place->problem) != STATUS_OK)
        fail_msg("%s", place->problem.why);
    return database;
}

// Runs SQL on the good catalog as another program would.
static void tamper(struct place *place, const char *sql)
{
    sqlite3 *database;
    assert_int_equal(sqlite3_open(place->path, &database), SQLITE_OK);
    fixture_run(database, sql);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
}

static void test_a_good_file_opens_and_cannot_be_written(void **state)
{
    struct place *place = *state;
    sqlite3 *database = open_reading(place);
    assert_int_equal(database_check(database, place->path, &place->problem), STATUS_OK);
    assert_int_equal(database_run(database, "DELETE FROM offer", &place->problem), STATUS_IO);
    assert_int_not_equal(database_run(database, "ATTACH ':memory:' AS other", &place->problem), STATUS_OK);
    database_close(&database);
    assert_null(database);
    database_close(&database);
}

// A pipe would keep whoever opens it waiting, and a device is no database.
static void test_only_regular_files_are_opened(void **state)
{
    struct place *place = *state;
    sqlite3 *database;
    const char *pipe = arena_format(&place->arena, "%s/pipe", place->folder);
    assert_int_equal(mkfifo(pipe, 0600), 0);
    assert_refused(place, pipe, STATUS_INVALID, "no regular file");
    assert_refused(place, "/dev/null", STATUS_INVALID, "no regular file");
    assert_int_equal(database_open_writing(&database, pipe, &editorial_format, &place->problem), STATUS_INVALID);
    assert_null(database);
}

static void test_each_wrong_file_has_its_message(void **state)
{
    struct place *place = *state;
    char *path = arena_format(&place->arena, "%s/wrong", place->folder);
    assert_refused(place, path, STATUS_NOT_FOUND, "No such file");
    assert_refused(place, place->folder, STATUS_IO, "directory");
    fixture_write(path, "", 0);
    assert_refused(place, path, STATUS_CORRUPT, "empty");
    fixture_write(path, "{}", 2);
    assert_refused(place, path, STATUS_INVALID, "this is not a catalog");
    char page[4096] = "SQLite format 3";
    fixture_write(path, page, 16);
    assert_refused(place, path, STATUS_CORRUPT, "cut off");
    fixture_write(path, page, sizeof page);
    assert_refused(place, path, STATUS_INVALID, "another program");
}

static void test_marks_decide_what_a_file_is(void **state)
{
    struct place *place = *state;
    tamper(place, arena_format(&place->arena, "PRAGMA user_version = %d", CATALOG_VERSION + 1));
    assert_refused(place, place->path, STATUS_UNSUPPORTED, "newer Kompass");
    tamper(place, "PRAGMA user_version = 1");
    assert_refused(place, place->path, STATUS_UNSUPPORTED, "older Kompass");
    tamper(place, "PRAGMA user_version = 0");
    assert_refused(place, place->path, STATUS_CORRUPT, "version");
    tamper(place, "PRAGMA user_version = -1");
    assert_refused(place, place->path, STATUS_CORRUPT, "version");
    tamper(place, arena_format(&place->arena, "PRAGMA user_version = %d; PRAGMA application_id = 7", CATALOG_VERSION));
    assert_refused(place, place->path, STATUS_INVALID, "another program");
    tamper(place, arena_format(&place->arena, "PRAGMA application_id = %d", SCHEMA_EDITORIAL_ID));
    assert_refused(place, place->path, STATUS_INVALID, "an editorial database, not a catalog");
    tamper(place, arena_format(&place->arena, "PRAGMA application_id = %d", SCHEMA_CATALOG_ID));
    sqlite3 *database = open_reading(place);
    database_close(&database);
}

static void test_a_file_cut_at_any_length_is_refused(void **state)
{
    struct place *place = *state;
    size_t size;
    char *bytes = fixture_read(&place->arena, place->path, &size);
    char *path = arena_format(&place->arena, "%s/cut", place->folder);
    for (size_t length = 0; length < size; length += length < 200 ? 7 : 1 + size / 97) {
        fixture_write(path, bytes, length);
        sqlite3 *database;
        enum status status = database_open_reading(&database, path, &catalog_format, &place->problem);
        assert_true(status == STATUS_CORRUPT || status == STATUS_INVALID);
        assert_null(database);
    }
    fixture_write(path, bytes, size - 1);
    assert_refused(place, path, STATUS_CORRUPT, "cut off");
    fixture_write(path, bytes, size);
    sqlite3 *database;
    assert_int_equal(database_open_reading(&database, path, &catalog_format, &place->problem), STATUS_OK);
    database_close(&database);
}

static void test_a_damaged_page_is_found_by_the_check(void **state)
{
    struct place *place = *state;
    size_t size;
    char *bytes = fixture_read(&place->arena, place->path, &size);
    sqlite3 *database = open_reading(place);
    sqlite3_stmt *row;
    assert_int_equal(sqlite3_prepare_v2(database, "SELECT rootpage FROM sqlite_schema WHERE name = 'offer'", -1, &row, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(row), SQLITE_ROW);
    memset(bytes + (sqlite3_column_int(row, 0) - 1) * 1024, 0xA5, 64); // the head of a page
    sqlite3_finalize(row);
    database_close(&database);
    fixture_write(place->path, bytes, size);
    database = open_reading(place);
    assert_int_equal(database_check(database, place->path, &place->problem), STATUS_CORRUPT);
    assert_string_equal(place->problem.what, place->path);
    database_close(&database);
}

static void test_a_broken_reference_is_found_by_the_check(void **state)
{
    struct place *place = *state;
    tamper(place, "PRAGMA foreign_keys = OFF; DELETE FROM organization");
    sqlite3 *database = open_reading(place);
    assert_int_equal(database_check(database, place->path, &place->problem), STATUS_CORRUPT);
    assert_non_null(strstr(place->problem.why, "a row of offer leads to no row of organization"));
    database_close(&database);
}

static void test_views_and_triggers_in_a_file_do_not_run(void **state)
{
    struct place *place = *state;
    tamper(place, "CREATE VIEW trap AS SELECT * FROM offer;"
                  "CREATE TRIGGER spring AFTER INSERT ON offer BEGIN SELECT raise(ABORT, 'caught'); END");
    sqlite3 *database = open_reading(place);
    assert_int_not_equal(database_run(database, "SELECT * FROM trap", &place->problem), STATUS_OK);
    assert_int_equal(database_run(database, "SELECT * FROM offer", &place->problem), STATUS_OK);
    database_close(&database);
}

static void test_a_name_with_signs_of_a_uri_is_only_a_name(void **state)
{
    struct place *place = *state;
    static const char *const names[] = {"a?mode=memory", "b#c", "d%41", "e&f=g", "ä ö.db", "x'\"y"};
    size_t size;
    char *bytes = fixture_read(&place->arena, place->path, &size);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *path = arena_format(&place->arena, "%s/%s", place->folder, names[i]);
        fixture_write(path, bytes, size);
        sqlite3 *database;
        assert_int_equal(database_open_reading(&database, path, &catalog_format, &place->problem), STATUS_OK);
        assert_int_equal(database_run(database, "SELECT id FROM offer", &place->problem), STATUS_OK);
        assert_string_equal(sqlite3_db_filename(database, "main"), path);
        database_close(&database);
    }
}

static void test_relative_paths_open_too(void **state)
{
    struct place *place = *state;
    char *here = getcwd(NULL, 0);
    assert_int_equal(chdir(place->folder), 0);
    sqlite3 *database;
    enum status status = database_open_reading(&database, "7.db", &catalog_format, &place->problem);
    assert_int_equal(chdir(here), 0);
    free(here);
    assert_int_equal(status, STATUS_OK);
    database_close(&database);
}

static void test_a_new_file_gets_schema_and_marks_once(void **state)
{
    struct place *place = *state;
    char *path = arena_format(&place->arena, "%s/editorial.db", place->folder);
    sqlite3 *database;
    for (int i = 0; i < 2; i++) {
        enum status status = database_open_writing(&database, path, &editorial_format, &place->problem);
        assert_int_equal(status, STATUS_OK);
        fixture_run(database,
                    "INSERT INTO thing SELECT printf('%036d', count(*)), 'organization', NULL, count(*), 1 FROM thing");
        if (i == 1) // what the first round wrote is still there
            fixture_run(database, "CREATE TEMP TABLE two (n CHECK (n = 2)); INSERT INTO two SELECT count(*) FROM thing");
        database_close(&database);
    }
    assert_refused(place, path, STATUS_INVALID, "an editorial database, not a catalog");
    assert_int_equal(database_open_reading(&database, path, &editorial_format, &place->problem), STATUS_OK);
    assert_int_equal(database_check(database, path, &place->problem), STATUS_OK);
    database_close(&database);
}

static mode_t mode_of(const char *path)
{
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    return about.st_mode & 0777;
}

static void test_in_a_folder_of_a_group_new_files_are_the_groups(void **state)
{
    struct place *place = *state;
    static const struct {
        mode_t folder, mask, file;
    } cases[] = {{02770, 077, 0660}, {02770, 022, 0660}, {02750, 022, 0644}, {0770, 022, 0644}, {0700, 077, 0600}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sqlite3 *database;
        const char *folder = arena_format(&place->arena, "%s/%zu", place->folder, i);
        const char *path = arena_format(&place->arena, "%s/editorial.db", folder);
        assert_int_equal(mkdir(folder, 0700), 0);
        assert_int_equal(chmod(folder, cases[i].folder), 0);
        mode_t before = umask(cases[i].mask);
        if (i % 2 == 1) // somebody has claimed the name
            fixture_write(path, "", 0);
        assert_int_equal(editorial_open(&database, path, &place->problem), STATUS_OK);
        fixture_run(database, "UPDATE thing SET position = 1");
        umask(before);
        assert_int_equal(mode_of(path), cases[i].file);
        assert_int_equal(mode_of(arena_format(&place->arena, "%s-wal", path)), cases[i].file);
        assert_int_equal(mode_of(arena_format(&place->arena, "%s-shm", path)), cases[i].file);
        database_close(&database);
    }
}

static void test_two_may_make_the_same_file(void **state)
{
    struct place *place = *state;
    char *path = arena_format(&place->arena, "%s/editorial.db", place->folder);
    sqlite3 *first;
    sqlite3 *second;
    assert_int_equal(database_open_writing(&first, path, &editorial_format, &place->problem), STATUS_OK);
    assert_int_equal(database_open_writing(&second, path, &editorial_format, &place->problem),
                     STATUS_OK);
    fixture_run(first, "BEGIN IMMEDIATE; INSERT INTO thing VALUES (printf('%036d', 1), 'organization', NULL, 0, 1)");
    sqlite3_busy_timeout(second, 0);
    assert_int_equal(database_run(second, "BEGIN IMMEDIATE", &place->problem), STATUS_IO);
    assert_non_null(strstr(place->problem.mend, "try again"));
    fixture_run(first, "COMMIT");
    assert_int_equal(database_run(second, "BEGIN IMMEDIATE; COMMIT", &place->problem), STATUS_OK);
    database_close(&first);
    database_close(&second);
}

static void test_writing_holds_the_rules_of_the_schema(void **state)
{
    struct place *place = *state;
    char *path = arena_format(&place->arena, "%s/editorial.db", place->folder);
    sqlite3 *database;
    assert_int_equal(database_open_writing(&database, path, &editorial_format, &place->problem),
                     STATUS_OK);
    fixture_run(
        database,
        "INSERT INTO thing VALUES (printf('%036d', 1), 'area', 'a', 1, 1); INSERT INTO area (id) VALUES (printf('%036d', 1));"
        "INSERT INTO thing VALUES (printf('%036d', 4), 'holiday', 'h', 1, 1);"
        "INSERT INTO text VALUES (printf('%036d', 1), 'de', 'name', 'A', 'human', NULL, hex(zeroblob(16)))");
    static const char *const wrong[] = {
        "INSERT INTO thing VALUES ('short', 'area', 'b', 1, 1)",
        "INSERT INTO thing VALUES (printf('%036d', 2), 'something', 'b', 1, 1)",
        "INSERT INTO thing VALUES (printf('%036d', 2), 'area', 'B', 1, 1)",
        "INSERT INTO thing VALUES (printf('%036d', 2), 'area', '', 1, 1)",
        "INSERT INTO thing VALUES (printf('%036d', 2), 'area', 'a', 1, 1)",
        "INSERT INTO thing VALUES (printf('%036d', 2), 'area', 'b', 'first', 1)",
        "INSERT INTO thing VALUES (printf('%036d', 2), 'area', 'b', 1, 0)",
        "INSERT INTO area (id) VALUES (printf('%036d', 9))",
        "UPDATE area SET pictogram = ''",
        "INSERT INTO topic VALUES (printf('%036d', 1), printf('%036d', 9))",
        "INSERT INTO text VALUES (printf('%036d', 9), 'en', 'name', 'A', 'human', NULL, hex(zeroblob(16)))",
        "INSERT INTO text VALUES (printf('%036d', 1), 'en', 'name', '', 'human', NULL, hex(zeroblob(16)))",
        "INSERT INTO text VALUES (printf('%036d', 1), 'en', 'name', 'A', 'robot', NULL, hex(zeroblob(16)))",
        "INSERT INTO text VALUES (printf('%036d', 1), 'en', 'name', 'A', 'human', '2026-02-30', hex(zeroblob(16)))",
        "INSERT INTO text VALUES (printf('%036d', 1), 'en', 'name', 'A', 'human', NULL, 'x')",
        "INSERT INTO link VALUES (printf('%036d', 1), printf('%036d', 9))",
        "INSERT INTO holiday VALUES (printf('%036d', 4), 1, 1, 1)",
        "INSERT INTO holiday VALUES (printf('%036d', 4), 1, NULL, NULL)",
        "INSERT INTO holiday VALUES (printf('%036d', 4), NULL, NULL, NULL)",
        "INSERT INTO holiday VALUES (printf('%036d', 4), 13, 1, NULL)",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        if (database_run(database, wrong[i], &place->problem) != STATUS_INVALID)
            fail_msg("accepted: %s", wrong[i]);
    }
    fixture_run(database, "DELETE FROM thing; CREATE TEMP TABLE none (n CHECK (n = 0));"
                          "INSERT INTO none SELECT count(*) FROM text; INSERT INTO none SELECT count(*) FROM area"); // go with it
    database_close(&database);
}

static void test_writing_refuses_and_keeps_a_foreign_file(void **state)
{
    struct place *place = *state;
    char *path = arena_format(&place->arena, "%s/foreign", place->folder);
    sqlite3 *database;
    fixture_write(path, "a letter", 8);
    enum status status = database_open_writing(&database, path, &editorial_format, &place->problem);
    assert_int_equal(status, STATUS_INVALID);
    assert_null(database);
    size_t size;
    assert_string_equal(fixture_read(&place->arena, path, &size), "a letter");

    char *before = fixture_read(&place->arena, place->path, &size);
    status = database_open_writing(&database, place->path, &editorial_format, &place->problem);
    assert_int_equal(status, STATUS_INVALID);
    assert_non_null(strstr(place->problem.why, "a catalog, not an editorial database"));
    size_t size_after;
    char *after = fixture_read(&place->arena, place->path, &size_after);
    assert_int_equal(size_after, size);
    assert_memory_equal(after, before, size);

    status = database_open_writing(&database, arena_format(&place->arena, "%s/no/e.db", place->folder), &editorial_format, &place->problem);
    assert_int_equal(status, STATUS_IO);
    assert_true(place->problem.mend[0] != '\0');
}

static const char *wrong_sql(void)
{
    return "CREATE TABLE (";
}

static void test_a_schema_that_fails_leaves_no_half_file(void **state)
{
    struct place *place = *state;
    char *path = arena_format(&place->arena, "%s/half.db", place->folder);
    struct database_format broken = editorial_format;
    broken.schema[1] = wrong_sql;
    sqlite3 *database;
    assert_int_not_equal(database_open_writing(&database, path, &broken, &place->problem),
                         STATUS_OK);
    assert_null(database);
    // It is as if it had not been tried.
    assert_int_equal(database_open_writing(&database, path, &editorial_format, &place->problem),
                     STATUS_OK);
    assert_int_equal(database_run(database, "SELECT * FROM imported", &place->problem), STATUS_OK);
    database_close(&database);
}

static void test_every_failing_call_of_opening_is_told(void **state)
{
    struct place *place = *state;
    long failures = 0;
    for (enum status status = STATUS_IO; status != STATUS_OK; failures++) {
        sqlite3 *database;
        sys_fail_after(failures, EIO);
        status = database_open_reading(&database, place->path, &catalog_format, &place->problem);
        sys_fail_after(-1, 0);
        assert_true(status == STATUS_OK || (status == STATUS_IO && database == NULL));
        database_close(&database);
    }
    assert_true(failures >= 3); // open, read
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_good_file_opens_and_cannot_be_written),
        TEST(test_each_wrong_file_has_its_message),
        TEST(test_only_regular_files_are_opened),
        TEST(test_marks_decide_what_a_file_is),
        TEST(test_a_file_cut_at_any_length_is_refused),
        TEST(test_a_damaged_page_is_found_by_the_check),
        TEST(test_a_broken_reference_is_found_by_the_check),
        TEST(test_views_and_triggers_in_a_file_do_not_run),
        TEST(test_a_name_with_signs_of_a_uri_is_only_a_name),
        TEST(test_relative_paths_open_too),
        TEST(test_a_new_file_gets_schema_and_marks_once),
        TEST(test_in_a_folder_of_a_group_new_files_are_the_groups),
        TEST(test_two_may_make_the_same_file),
        TEST(test_writing_holds_the_rules_of_the_schema),
        TEST(test_writing_refuses_and_keeps_a_foreign_file),
        TEST(test_a_schema_that_fails_leaves_no_half_file),
        TEST(test_every_failing_call_of_opening_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
