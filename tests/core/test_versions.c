// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of versions: files of older ones are made by SQL and opened; what is upgraded, what is kept, what a failure or a kill leaves.
// And of reading what others write.
#include "tests/core/fixture.h"

#include "core/base/sys.h"
#include "core/database/database.h"
#include "core/database/statement.h"
#include "core/database/versions.h"
#include "core/editorial/editorial.h"
#include "core/insight/content_open.h"
#include "core/insight/inspect.h"
#include "core/search/search.h"

#include <errno.h>
#include <sys/stat.h>
#include <sys/wait.h>

enum { FORMAT_ID = 0x4C495354 };

static const char version_1[] = "CREATE TABLE word (text TEXT NOT NULL PRIMARY KEY); INSERT INTO word VALUES ('eins'), ('zwei');"
                                "PRAGMA application_id = 0x4C495354; PRAGMA user_version = 1";

static const char *version_3(void)
{
    return "CREATE TABLE word (text TEXT NOT NULL PRIMARY KEY, length INTEGER, first TEXT REFERENCES word (text))";
}

static enum status step_that_fails(sqlite3 *database, struct problem *problem)
{
    enum status status = database_run(database, "DELETE FROM word", problem);
    return status != STATUS_OK ? status : problem_set(problem, STATUS_INVALID, "word 'eins'", "choose another", "means nothing");
}

static enum status fill_first(sqlite3 *database, struct problem *problem)
{
    return database_run(database, "UPDATE word SET first = 'eins'", problem);
}

static const struct database_upgrade steps[] = {
    {.from = 1, .sql = "ALTER TABLE word ADD COLUMN length INTEGER; UPDATE word SET length = length(text)"},
    {.from = 2, .sql = "ALTER TABLE word ADD COLUMN first TEXT REFERENCES word (text)", .run = fill_first},
};

static const struct database_format format = {
    .application_id = FORMAT_ID,
    .version = 3,
    .oldest = 3,
    .changes = true,
    .name = "a list of words",
    .mend = "write it again",
    .upgrading = "run `words --upgrade`",
    .schema = {version_3},
    .upgrades = steps,
    .upgrade_count = 2,
};

struct place {
    struct arena arena;
    char *folder;
    char *path;
    struct problem problem;
};

static void make_file(const char *path, const char *sql)
{
    sqlite3 *database;
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    fixture_run(database, sql);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
}

static int set_up(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    place->folder = fixture_folder(&place->arena);
    place->path = arena_format(&place->arena, "%s/words", place->folder);
    make_file(place->path, version_1);
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

static char *beside(struct place *place, const char *ending)
{
    return arena_format(&place->arena, "%s%s", place->path, ending);
}

static bool is_there(struct place *place, const char *ending)
{
    return access(beside(place, ending), F_OK) == 0;
}

static int64_t number_in(const char *path, const char *sql)
{
    sqlite3 *database;
    struct problem problem;
    int64_t number;
    assert_int_equal(sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    if (database_number(database, sql, &number, &problem) != STATUS_OK)
        fail_msg("%s: %s", sql, problem.why);
    sqlite3_close(database);
    return number;
}

static enum status open_with(struct place *place, const struct database_format *wanted)
{
    sqlite3 *database;
    enum status status = database_open_writing(&database, place->path, wanted, &place->problem);
    assert_true((status == STATUS_OK) == (database != NULL));
    database_close(&database);
    return status;
}

static void assert_version_1(const char *path)
{
    assert_int_equal(number_in(path, "PRAGMA user_version"), 1);
    assert_int_equal(number_in(path, "SELECT count(*) FROM word"), 2);
    assert_int_equal(number_in(path, "SELECT count(*) FROM pragma_table_info('word')"), 1);
}

static void assert_version_3(const char *path)
{
    assert_int_equal(number_in(path, "PRAGMA user_version"), 3);
    assert_int_equal(number_in(path, "SELECT count(*) FROM word WHERE length = 4 AND first = 'eins'"), 2);
}

static void test_an_old_file_is_upgraded_and_kept(void **state)
{
    struct place *place = *state;
    assert_int_equal(open_with(place, &format), STATUS_OK);
    assert_version_3(place->path);
    assert_version_1(beside(place, ".1.backup"));
    assert_false(is_there(place, ".2.backup") || is_there(place, ".1.backup.new"));
    assert_int_equal(open_with(place, &format), STATUS_OK); // there is nothing more to be done
    assert_false(is_there(place, ".3.backup") || is_there(place, ".1.2.backup"));
}

// What was written last is only in the log beside the file, as its writer was killed.
static void test_what_is_in_the_log_is_upgraded_and_kept(void **state)
{
    struct place *place = *state;
    pid_t child = fork();
    if (child == 0) {
        sqlite3 *database;
        sqlite3_open(place->path, &database);
        sqlite3_exec(database, "PRAGMA journal_mode = WAL; INSERT INTO word VALUES ('drei')", NULL, NULL, NULL);
        _exit(0);
    }
    int ended;
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_true(is_there(place, "-wal"));
    assert_int_equal(open_with(place, &format), STATUS_OK);
    assert_int_equal(number_in(place->path, "SELECT count(*) FROM word WHERE first = 'eins'"), 3);
    assert_int_equal(number_in(beside(place, ".1.backup"), "SELECT count(*) FROM word"), 3);
}

static void test_a_step_that_fails_leaves_the_file_as_it_was(void **state)
{
    struct place *place = *state;
    static const struct database_upgrade failing[] = {{.from = 1, .run = step_that_fails}};
    struct database_format wanted = format;
    wanted.upgrades = failing;
    wanted.upgrade_count = 1;
    for (int i = 0; i < 3; i++) { // trying again and again makes no more copies of the same
        assert_int_equal(open_with(place, &wanted), STATUS_INVALID);
        assert_string_equal(place->problem.what, place->path);
        assert_string_equal(place->problem.why, "cannot be upgraded from version 1 to 3: word 'eins': means nothing");
        assert_non_null(strstr(place->problem.mend, "choose another; the file is as it was"));
        assert_non_null(strstr(place->problem.mend, beside(place, ".1.backup")));
        assert_version_1(place->path);
    }
    assert_version_1(beside(place, ".1.backup"));
    assert_false(is_there(place, ".1.2.backup") || is_there(place, ".1.backup.new"));
    assert_int_equal(open_with(place, &format), STATUS_OK);
    assert_version_3(place->path);
}

static void test_a_step_may_not_break_references(void **state)
{
    struct place *place = *state;
    static const struct database_upgrade breaking[] = {
        {.from = 1, .sql = "CREATE TABLE form (word TEXT REFERENCES word (text)); INSERT INTO form VALUES ('vier')"}};
    struct database_format wanted = format;
    wanted.upgrades = breaking;
    wanted.upgrade_count = 1;
    assert_int_equal(open_with(place, &wanted), STATUS_CORRUPT);
    assert_non_null(strstr(place->problem.why, "1 rows would lead to nothing"));
    assert_version_1(place->path);
}

static void test_a_later_step_that_fails_leaves_what_the_one_before_it_made(void **state)
{
    struct place *place = *state;
    const struct database_upgrade failing[] = {steps[0], {.from = 2, .run = step_that_fails}};
    struct database_format wanted = format;
    wanted.upgrades = failing;
    assert_int_equal(open_with(place, &wanted), STATUS_INVALID);
    assert_int_equal(number_in(place->path, "PRAGMA user_version"), 2);
    assert_int_equal(number_in(place->path, "SELECT count(*) FROM word WHERE length = 4"), 2);
    assert_version_1(beside(place, ".1.backup"));
    assert_int_equal(open_with(place, &format), STATUS_OK);
    assert_version_3(place->path);
    assert_int_equal(number_in(beside(place, ".2.backup"), "PRAGMA user_version"), 2);
}

static void test_a_way_that_nobody_knows(void **state)
{
    struct place *place = *state;
    struct database_format wanted = format;
    wanted.upgrade_count = 0;
    assert_int_equal(open_with(place, &wanted), STATUS_UNSUPPORTED);
    assert_non_null(strstr(place->problem.why, "knows no way"));
    assert_version_1(place->path);
    assert_false(is_there(place, ".1.backup"));
    make_file(place->path, "PRAGMA user_version = 0");
    assert_int_equal(open_with(place, &format), STATUS_CORRUPT);
    assert_non_null(strstr(place->problem.why, "version is missing"));
    make_file(place->path, "PRAGMA user_version = 4");
    assert_int_equal(open_with(place, &format), STATUS_UNSUPPORTED);
    assert_non_null(strstr(place->problem.why, "newer"));
}

static void test_no_copy_is_overwritten(void **state)
{
    struct place *place = *state;
    size_t size;
    fixture_write(beside(place, ".1.backup"), "precious", 8);
    fixture_write(beside(place, ".1.backup.new"), "unfinished", 10); // of one that was killed
    assert_int_equal(open_with(place, &format), STATUS_OK);
    assert_string_equal(fixture_read(&place->arena, beside(place, ".1.backup"), &size), "precious");
    assert_version_1(beside(place, ".1.2.backup"));
    assert_false(is_there(place, ".1.backup.new"));
    assert_int_equal(unlink(place->path), 0);
    make_file(place->path, version_1);
    make_file(place->path, "INSERT INTO word VALUES ('drei')"); // so that no copy is of this one
    for (int i = 3; i <= 9; i++)
        fixture_write(beside(place, arena_format(&place->arena, ".1.%d.backup", i)), "precious", 8);
    assert_int_equal(open_with(place, &format), STATUS_LIMIT);
    assert_int_equal(number_in(place->path, "PRAGMA user_version"), 1);
    assert_false(is_there(place, ".1.backup.new"));
}

static void test_only_who_writes_upgrades(void **state)
{
    struct place *place = *state;
    size_t size, size_after;
    sqlite3 *database;
    char *before = fixture_read(&place->arena, place->path, &size);
    assert_int_equal(database_open_reading(&database, place->path, &format, &place->problem), STATUS_UNSUPPORTED);
    assert_null(database);
    assert_string_equal(place->problem.why, "made by an older Kompass: version 1, and this program reads from 3 on");
    assert_string_equal(place->problem.mend, "run `words --upgrade`");
    char *after = fixture_read(&place->arena, place->path, &size_after);
    assert_int_equal(size_after, size);
    assert_memory_equal(after, before, size);
    assert_false(is_there(place, ".1.backup") || is_there(place, "-wal") || is_there(place, "-shm"));
    make_file(place->path, "PRAGMA user_version = 4");
    assert_int_equal(database_open_reading(&database, place->path, &format, &place->problem), STATUS_UNSUPPORTED);
    assert_string_equal(place->problem.mend, "install a newer Kompass");
}

// After a failure at any call the file is of the old version or of the new one, whole, and what is called a copy is one.
static void assert_whole(struct place *place)
{
    if (number_in(place->path, "PRAGMA user_version") == 1)
        assert_version_1(place->path);
    else
        assert_version_3(place->path);
    if (is_there(place, ".1.backup"))
        assert_version_1(beside(place, ".1.backup"));
    assert_int_equal(open_with(place, &format), STATUS_OK);
    assert_version_3(place->path);
    assert_version_1(beside(place, ".1.backup"));
    assert_false(is_there(place, ".1.backup.new") || is_there(place, ".1.2.backup"));
}

static void begin_anew(struct place *place)
{
    unlink(place->path);
    unlink(beside(place, ".1.backup"));
    make_file(place->path, version_1);
}

static void test_every_call_may_fail(void **state)
{
    struct place *place = *state;
    int failed = 0;
    for (bool left = false; !left; failed++) {
        sqlite3 *database;
        begin_anew(place);
        sys_fail_after(failed, EIO);
        enum status status = database_open_writing(&database, place->path, &format, &place->problem);
        left = sys_fault_is_left();
        sys_fail_after(-1, 0);
        database_close(&database);
        assert_true(left ? status == STATUS_OK : true);
        if (status != STATUS_OK)
            assert_int_equal(status, STATUS_IO);
        assert_whole(place);
    }
    assert_true(failed >= 7); // the header, the copy and its folder
}

static void end_at_once(void)
{
    _exit(7);
}

static void test_a_kill_at_any_call_leaves_all_whole(void **state)
{
    struct place *place = *state;
    int killed = 0;
    for (int ended = -1; ended != 0; killed++) {
        begin_anew(place);
        pid_t child = fork();
        if (child == 0) {
            sqlite3 *database;
            sys_set_hooks(&(struct sys_hooks){.fault = end_at_once});
            sys_fail_after(killed, EIO);
            _exit(database_open_writing(&database, place->path, &format, &place->problem) == STATUS_OK ? 0 : 1);
        }
        assert_int_equal(waitpid(child, &ended, 0), child);
        assert_true(ended == 0 || WEXITSTATUS(ended) == 7);
        assert_whole(place);
    }
    assert_true(killed >= 7);
}

// ---- the files of Kompass -----------------------------------------------------------------------------------------

// A catalog of a later release that has more than is known here is read as ever.
static void test_a_catalog_that_only_adds_is_read(void **state)
{
    struct place *place = *state;
    struct catalog *catalog;
    const char *path = arena_format(&place->arena, "%s/9.db", place->folder);
    fixture_catalog(path, "CREATE TABLE ticket (id TEXT NOT NULL PRIMARY KEY, price REAL) STRICT; ALTER TABLE offer ADD COLUMN colour TEXT;"
                          "INSERT INTO ticket VALUES ('a', 2.5); UPDATE offer SET colour = 'blue'");
    if (catalog_open(&catalog, path, &place->problem) != STATUS_OK ||
        catalog_verify(catalog, &place->problem) != STATUS_OK || search_verify(catalog, &place->problem) != STATUS_OK)
        fail_msg("%s", place->problem.why);
    catalog_close(&catalog);
    make_file(path, arena_format(&place->arena, "PRAGMA user_version = %d", CATALOG_VERSION + 1));
    assert_int_equal(catalog_open(&catalog, path, &place->problem), STATUS_UNSUPPORTED);
}

static void open_editorial(struct place *place, sqlite3 **writer)
{
    place->path = arena_format(&place->arena, "%s/editorial.db", place->folder);
    assert_int_equal(editorial_open(writer, place->path, &place->problem), STATUS_OK);
}

static void assert_versions(struct place *place, sqlite3 *database, int64_t expected)
{
    int64_t number;
    assert_int_equal(database_number(database, "SELECT count(*) FROM more", &number, &place->problem), STATUS_OK);
    assert_int_equal(number, expected);
}

static void test_reading_beside_a_writer(void **state)
{
    struct place *place = *state;
    sqlite3 *writer;
    sqlite3 *reader;
    open_editorial(place, &writer);
    fixture_run(writer, "CREATE TABLE more (number); INSERT INTO more VALUES (1); BEGIN IMMEDIATE; INSERT INTO more VALUES (2)");
    assert_int_equal(database_open_reading(&reader, place->path, &editorial_format, &place->problem), STATUS_OK);
    assert_versions(place, reader, 1);
    fixture_run(writer, "COMMIT");
    assert_versions(place, reader, 2);
    assert_int_not_equal(database_run(reader, "DELETE FROM more", &place->problem), STATUS_OK);
    assert_int_not_equal(database_run(reader, "PRAGMA user_version = 9", &place->problem), STATUS_OK);
    database_close(&writer);
    assert_versions(place, reader, 2);
    database_close(&reader);
    assert_int_equal(database_open_reading(&reader, place->path, &editorial_format, &place->problem), STATUS_OK);
    assert_versions(place, reader, 2);
    database_close(&reader);
    assert_true(is_there(place, "-wal")); // which is left to who writes next
    open_editorial(place, &writer);
    assert_versions(place, writer, 2);
    database_close(&writer);
    assert_false(is_there(place, "-wal") || is_there(place, "-shm"));
}

static void test_reading_changes_no_byte(void **state)
{
    struct place *place = *state;
    sqlite3 *database;
    size_t size, size_after;
    open_editorial(place, &database);
    database_close(&database);
    char *before = fixture_read(&place->arena, place->path, &size);
    assert_int_equal(database_open_reading(&database, place->path, &editorial_format, &place->problem), STATUS_OK);
    assert_int_equal(database_check(database, place->path, &place->problem), STATUS_OK);
    database_close(&database);
    struct inspection inspection; // `kompass check`
    assert_int_equal(inspect(&(struct inspect_places){.path = place->path}, NULL, NULL, &inspection, &place->problem), STATUS_OK);
    assert_true(inspection.kind == INSPECT_EDITORIAL && inspection.problems > 0);
    assert_int_equal(content_open(&database, place->path, NULL, NULL, &place->problem), STATUS_OK); // the reports
    database_close(&database);
    char *after = fixture_read(&place->arena, place->path, &size_after);
    assert_int_equal(size_after, size);
    assert_memory_equal(after, before, size);
    assert_false(is_there(place, "-wal") || is_there(place, "-shm"));
}

// As somebody who may read, but not write there; root may write everywhere, so it becomes somebody else.
static void test_reading_where_nobody_may_write(void **state)
{
    struct place *place = *state;
    sqlite3 *database;
    open_editorial(place, &database);
    database_close(&database);
    assert_int_equal(chmod(place->path, 0444), 0);
    assert_int_equal(chmod(place->folder, 0555), 0);
    bool root = geteuid() == 0;
    if (root)
        assert_int_equal(seteuid(65534), 0);
    enum status status = database_open_reading(&database, place->path, &editorial_format, &place->problem);
    enum status checked = status == STATUS_OK ? database_check(database, place->path, &place->problem) : status;
    bool left = is_there(place, "-wal") || is_there(place, "-shm");
    database_close(&database);
    if (root)
        assert_int_equal(seteuid(0), 0);
    assert_int_equal(chmod(place->folder, 0755), 0);
    if (checked != STATUS_OK)
        fail_msg("%s", place->problem.why);
    assert_false(left || is_there(place, "-wal") || is_there(place, "-shm"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_an_old_file_is_upgraded_and_kept),
        TEST(test_what_is_in_the_log_is_upgraded_and_kept),
        TEST(test_a_step_that_fails_leaves_the_file_as_it_was),
        TEST(test_a_step_may_not_break_references),
        TEST(test_a_later_step_that_fails_leaves_what_the_one_before_it_made),
        TEST(test_a_way_that_nobody_knows),
        TEST(test_no_copy_is_overwritten),
        TEST(test_only_who_writes_upgrades),
        TEST(test_every_call_may_fail),
        TEST(test_a_kill_at_any_call_leaves_all_whole),
        TEST(test_a_catalog_that_only_adds_is_read),
        TEST(test_reading_beside_a_writer),
        TEST(test_reading_changes_no_byte),
        TEST(test_reading_where_nobody_may_write),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
