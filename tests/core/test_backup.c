// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of backups: what is in a copy, which are kept, and that nothing that goes wrong leaves half of one under its name.
#include "tests/core/station.h"

#include "core/editorial/backup.h"

#include <sys/resource.h>
#include <sys/stat.h>

enum { NOW = 1795000000, DAY = 24 * 60 * 60 }; // 2026-11-18T11:06:40Z
static const char name_now[] = "editorial-20261118T110640Z.db";

struct shelf {
    struct station *station;
    char *folder;
    struct backup_result result;
};

static int set_up(void **state)
{
    struct content_report report;
    struct shelf *shelf = calloc(1, sizeof *shelf);
    station_set_up((void **)&shelf->station);
    station_expect(shelf->station, station_import(shelf->station, false, &report), STATUS_OK);
    shelf->folder = arena_format(&shelf->station->arena, "%s/copies", shelf->station->folder);
    assert_int_equal(mkdir(shelf->folder, 0700), 0);
    *state = shelf;
    return 0;
}

static int tear_down(void **state)
{
    struct shelf *shelf = *state;
    sys_set_hooks(&(struct sys_hooks){0});
    station_tear_down((void **)&shelf->station);
    free(shelf);
    return 0;
}

static enum status back_up_at(struct shelf *shelf, int64_t now, long keep_days)
{
    struct station *station = shelf->station;
    const struct backup_options options = {
        .editorial = station->editorial, .folder = shelf->folder, .keep_days = keep_days, .now = now};
    return editorial_backup(&options, &station->arena, &shelf->result, &station->problem);
}

static enum status back_up(struct shelf *shelf)
{
    return back_up_at(shelf, NOW, 14);
}

// All names in the folder of copies, in byte order, with a blank behind each.
static const char *names(struct shelf *shelf)
{
    struct station *station = shelf->station;
    char **found;
    size_t count;
    const char *all = "";
    station_expect(station, sys_list_folder(&station->arena, shelf->folder, "", &found, &count, &station->problem), STATUS_OK);
    for (size_t i = 0; i < count; i++)
        all = arena_format(&station->arena, "%s%s ", all, found[i]);
    return all;
}

static const char *only_now(struct shelf *shelf)
{
    return arena_format(&shelf->station->arena, "%s ", name_now);
}

static void put_file(struct shelf *shelf, const char *name)
{
    fixture_write(arena_format(&shelf->station->arena, "%s/%s", shelf->folder, name), "x", 1);
}

static int64_t number(const char *path, const char *sql)
{
    sqlite3 *database;
    struct problem problem;
    int64_t number = -1;
    assert_int_equal(database_open_reading(&database, path, &editorial_format, &problem), STATUS_OK);
    assert_int_equal(database_number(database, sql, &number, &problem), STATUS_OK);
    database_close(&database);
    return number;
}

// ---- a copy -------------------------------------------------------------------------------------------------------

static const char office_sort[] = "SELECT position FROM thing WHERE kind = 'offer' AND slug = 'office'";

static void set_position(sqlite3 *editorial, int position)
{
    struct arena arena = {0};
    fixture_run(editorial, arena_format(&arena, "UPDATE thing SET position = %d WHERE kind = 'offer' AND slug = 'office'", position));
    arena_free(&arena);
}

static void test_a_copy_has_what_was_written_and_nothing_that_was_not(void **state)
{
    struct shelf *shelf = *state;
    struct station *station = shelf->station;
    sqlite3 *editor;
    station_expect(station, editorial_open(&editor, station->editorial, &station->problem), STATUS_OK);
    set_position(editor, 41); // it is in the log beside the file, and in no file when that is copied plainly
    fixture_run(editor, "BEGIN IMMEDIATE");
    set_position(editor, 42);
    assert_int_equal(chmod(station->editorial, 0660), 0);
    station_expect(station, back_up(shelf), STATUS_OK);
    fixture_run(editor, "COMMIT");
    database_close(&editor);

    assert_string_equal(names(shelf), only_now(shelf));
    assert_string_equal(strrchr(shelf->result.path, '/') + 1, name_now);
    assert_int_equal(number(shelf->result.path, office_sort), 41);
    assert_string_equal(names(shelf), only_now(shelf)); // to be read it needs no file beside it
    struct stat about;
    assert_int_equal(stat(shelf->result.path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0660);
    assert_int_equal(shelf->result.bytes, about.st_size);
    assert_int_equal(shelf->result.removed, 0);
}

// The night after an upgrade of the program, before anybody has opened the database with it.
static void test_a_database_that_waits_for_its_upgrade_is_copied_as_it_is(void **state)
{
    struct shelf *shelf = *state;
    struct station *station = shelf->station;
    sqlite3 *editor, *copy;
    int64_t version = 0;
    station_expect(station, editorial_open(&editor, station->editorial, &station->problem), STATUS_OK);
    fixture_run(editor, "PRAGMA user_version = 2");
    database_close(&editor);
    station_expect(station, back_up(shelf), STATUS_OK);
    assert_int_equal(sqlite3_open_v2(shelf->result.path, &copy, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    station_expect(station, database_number(copy, "PRAGMA user_version", &version, &station->problem), STATUS_OK);
    assert_int_equal(version, 2);
    database_close(&copy);
}

// Each transaction moves a thing up and another one down; a copy of two moments would have one without the other.
static _Noreturn void write_for_ever(const char *path, int begun)
{
    sqlite3 *editor;
    struct problem problem;
    if (editorial_open(&editor, path, &problem) != STATUS_OK)
        _exit(1);
    for (;;) {
        fixture_run(editor, "BEGIN IMMEDIATE; UPDATE thing SET position = position + 1 WHERE kind = 'offer' AND slug = 'office';"
                            "UPDATE thing SET position = position - 1 WHERE kind = 'topic'; COMMIT");
        if (write(begun, "x", 1) != 1)
            _exit(1);
    }
}

static void test_a_copy_is_of_one_moment_whoever_writes(void **state)
{
    struct shelf *shelf = *state;
    struct station *station = shelf->station;
    static const char sum[] = "SELECT (SELECT sum(position) FROM thing WHERE kind = 'topic') + (SELECT count(*) FROM thing WHERE"
                              " kind = 'topic') * (SELECT position FROM thing WHERE kind = 'offer' AND slug = 'office')";
    int64_t before = number(station->editorial, sum);
    int begun[2];
    assert_int_equal(pipe2(begun, O_CLOEXEC), 0);
    pid_t writer = fork();
    if (writer == 0)
        write_for_ever(station->editorial, begun[1]);
    close(begun[1]);
    int64_t last = -1;
    int moved = 0;
    for (int i = 0; i < 20; i++) {
        char written;
        assert_int_equal(read(begun[0], &written, 1), 1); // at least one transaction more
        station_expect(station, back_up_at(shelf, NOW + i, 14), STATUS_OK);
        assert_int_equal(number(shelf->result.path, sum), before);
        int64_t position = number(shelf->result.path, office_sort);
        moved += position != last;
        last = position;
    }
    kill(writer, SIGKILL);
    waitpid(writer, NULL, 0);
    close(begun[0]);
    assert_true(moved > 1);
}

static void test_a_copy_takes_the_place_of_what_was_lost(void **state)
{
    struct shelf *shelf = *state;
    struct station *station = shelf->station;
    size_t problems;
    sqlite3 *editor;
    station_expect(station, back_up(shelf), STATUS_OK);
    fixture_write(station->editorial, "lost", 4);
    station_copy(&station->arena, shelf->result.path, station->editorial);
    station_expect(station, editorial_open(&editor, station->editorial, &station->problem), STATUS_OK);
    station_expect(station, editorial_check(editor, station_sink, &station->found, &problems, &station->problem), STATUS_OK);
    assert_int_equal(problems, 0);
    set_position(editor, 43);
    database_close(&editor);
    assert_int_equal(number(station->editorial, office_sort), 43);
}

// ---- which are kept -----------------------------------------------------------------------------------------------

static void test_old_copies_go_and_nothing_else(void **state)
{
    struct shelf *shelf = *state;
    struct station *station = shelf->station;
    static const char *const others[] = {"editorial-20200101T000000Z.db.gz", "editorial-2020.db", "editorial-20200132T000000Z.db",
                                         "editorial-20200101T000000Z", "editorials-20200101T000000Z.db", "notes.txt",
                                         "editorial-20200101 000000Z.db"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        put_file(shelf, others[i]);
    for (int day = 0; day < 20; day++)
        station_expect(station, back_up_at(shelf, NOW + day * DAY, 14), STATUS_OK);
    assert_int_equal(shelf->result.removed, 1);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_non_null(strstr(names(shelf), others[i]));
    // Of the 20th day and 14 days before it.
    assert_null(strstr(names(shelf), "editorial-20261122T110640Z.db "));
    assert_non_null(strstr(names(shelf), "editorial-20261123T110640Z.db "));
    assert_non_null(strstr(names(shelf), "editorial-20261207T110640Z.db "));
}

static void test_the_last_copies_stay_whatever_the_clock_says(void **state)
{
    struct shelf *shelf = *state;
    for (int day = 0; day < 5; day++)
        station_expect(shelf->station, back_up_at(shelf, NOW + day * DAY, 3), STATUS_OK);
    station_expect(shelf->station, back_up_at(shelf, NOW + (int64_t)4000 * DAY, 3), STATUS_OK); // in 2037
    assert_int_equal(shelf->result.removed, 2);
    assert_string_equal(names(shelf), "editorial-20261121T110640Z.db editorial-20261122T110640Z.db editorial-20371031T110640Z.db ");
    station_expect(shelf->station, back_up_at(shelf, NOW + (int64_t)5 * DAY, 3), STATUS_OK); // and right again
    assert_string_equal(names(shelf), "editorial-20261121T110640Z.db editorial-20261122T110640Z.db "
                                      "editorial-20261123T110640Z.db editorial-20371031T110640Z.db ");
}

// ---- what goes wrong ----------------------------------------------------------------------------------------------

static void expect_refused(struct shelf *shelf, enum status expected, const char *why)
{
    struct station *station = shelf->station;
    const char *before = names(shelf);
    station_expect(station, back_up_at(shelf, NOW + 100 * DAY, 1), expected);
    if (strstr(station->problem.why, why) == NULL)
        fail_msg("not \"%s\" but \"%s: %s\"", why, station->problem.what, station->problem.why);
    assert_string_equal(names(shelf), before);
}

static void test_what_is_no_whole_editorial_database_is_not_copied(void **state)
{
    struct shelf *shelf = *state;
    struct station *station = shelf->station;
    size_t size;
    station_expect(station, back_up(shelf), STATUS_OK);
    station_expect(station, back_up_at(shelf, NOW + DAY, 14), STATUS_OK);
    const char *good = fixture_read(&station->arena, station->editorial, &size);
    char *bad = arena_copy(&station->arena, good, size);

    for (size_t i = size / 2; i < size; i++) // as after a disk that failed
        bad[i] = (char)(i * 7);
    fixture_write(station->editorial, bad, size);
    expect_refused(shelf, STATUS_CORRUPT, "");
    assert_string_equal(station->problem.what, station->editorial);
    fixture_write(station->editorial, good, size / 2);
    expect_refused(shelf, STATUS_CORRUPT, "cut off");
    fixture_write(station->editorial, "", 0);
    expect_refused(shelf, STATUS_CORRUPT, "empty");
    fixture_write(station->editorial, "words", 5);
    expect_refused(shelf, STATUS_INVALID, "not an editorial database");
    unlink(station->editorial);
    fixture_catalog(station->editorial, NULL);
    expect_refused(shelf, STATUS_INVALID, "a catalog");
    unlink(station->editorial);
    expect_refused(shelf, STATUS_NOT_FOUND, "cannot open");
    fixture_write(station->editorial, good, size);
    sqlite3 *editor;
    assert_int_equal(sqlite3_open(station->editorial, &editor), SQLITE_OK);
    fixture_run(editor, "PRAGMA user_version = 9999");
    database_close(&editor);
    expect_refused(shelf, STATUS_UNSUPPORTED, "newer Kompass");
}

static void test_a_folder_that_is_not_there_is_not_made(void **state)
{
    struct shelf *shelf = *state;
    rmdir(shelf->folder);
    station_expect(shelf->station, back_up(shelf), STATUS_NOT_FOUND);
    assert_non_null(strstr(shelf->station->problem.mend, "mount"));
    assert_int_not_equal(access(shelf->folder, F_OK), 0);
    fixture_write(shelf->folder, "x", 1);
    station_expect(shelf->station, back_up(shelf), STATUS_NOT_FOUND);
}

// Runs a backup in a process of its own that can write files of so many bytes only. Further bytes are an error, as on a full
// disk, or the end of the process in the middle of its work.
static int back_up_within(struct shelf *shelf, rlim_t bytes, bool killed)
{
    fflush(NULL);
    pid_t process = fork();
    if (process == 0) {
        const struct rlimit room = {bytes, bytes};
        const struct rlimit no_core = {0, 0};
        setrlimit(RLIMIT_CORE, &no_core);
        signal(SIGXFSZ, killed ? SIG_DFL : SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &room);
        _exit(back_up(shelf) == STATUS_OK ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(process, &status, 0), process);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static void test_a_full_disk_leaves_nothing(void **state)
{
    struct shelf *shelf = *state;
    struct stat about;
    assert_int_equal(stat(shelf->station->editorial, &about), 0);
    for (off_t room = 0; room < about.st_size; room += 5 * 8192) {
        assert_int_equal(back_up_within(shelf, (rlim_t)room, false), 1);
        assert_string_equal(names(shelf), "");
    }
    assert_int_equal(back_up_within(shelf, (rlim_t)about.st_size, false), 0);
    assert_string_equal(names(shelf), only_now(shelf));
}

static void test_a_kill_while_it_writes_leaves_what_the_next_one_removes(void **state)
{
    struct shelf *shelf = *state;
    struct stat about;
    int begun = 0;
    assert_int_equal(stat(shelf->station->editorial, &about), 0);
    for (off_t room = 0; room < about.st_size; room += 5 * 8192) {
        assert_int_equal(back_up_within(shelf, (rlim_t)room, true), 128 + SIGXFSZ);
        const char *left = names(shelf); // one file, with no other beside it, or none yet
        const char *end = strstr(left, ".new ");
        assert_true(end == NULL ? left[0] == '\0' : strchr(left, ' ') + 1 == left + strlen(left));
        begun += end != NULL;
        if (room % (4 * 5 * 8192) == 0) {
            station_expect(shelf->station, back_up(shelf), STATUS_OK);
            assert_string_equal(names(shelf), only_now(shelf));
            unlink(shelf->result.path);
        }
    }
    assert_true(begun > 4);
}

static void end_process(void)
{
    _exit(3);
}

// Each call of ours fails, and at each the process ends.
static void test_every_call_may_fail_or_be_the_last(void **state)
{
    struct shelf *shelf = *state;
    bool done[2] = {false, false};
    for (int killed = 0; killed < 2; killed++) {
        for (int successes = 0; !done[killed]; successes++) {
            fflush(NULL);
            pid_t process = fork();
            if (process == 0) {
                sys_set_hooks(&(struct sys_hooks){.fault = killed ? end_process : NULL});
                sys_fail_after(successes, EIO);
                enum status status = back_up(shelf);
                _exit(sys_fault_is_left() ? 0 : status == STATUS_OK ? 2 : 1);
            }
            int status;
            assert_int_equal(waitpid(process, &status, 0), process);
            assert_true(WIFEXITED(status));
            done[killed] = WEXITSTATUS(status) == 0;
            // A copy that has its name is a whole one, also when it was not told that it is.
            if (access(arena_format(&shelf->station->arena, "%s/%s", shelf->folder, name_now), F_OK) == 0)
                assert_int_equal(number(arena_format(&shelf->station->arena, "%s/%s", shelf->folder, name_now), "PRAGMA user_version"),
                                 editorial_format.version);
            if (!killed)
                assert_true(WEXITSTATUS(status) != 3 && strstr(names(shelf), ".new ") == NULL);
            unlink(arena_format(&shelf->station->arena, "%s/%s", shelf->folder, name_now));
        }
    }
    station_expect(shelf->station, back_up(shelf), STATUS_OK);
    assert_string_equal(names(shelf), only_now(shelf));
}

#define BACKUP_TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BACKUP_TEST(test_a_copy_has_what_was_written_and_nothing_that_was_not),
        BACKUP_TEST(test_a_database_that_waits_for_its_upgrade_is_copied_as_it_is),
        BACKUP_TEST(test_a_copy_is_of_one_moment_whoever_writes),
        BACKUP_TEST(test_a_copy_takes_the_place_of_what_was_lost),
        BACKUP_TEST(test_old_copies_go_and_nothing_else),
        BACKUP_TEST(test_the_last_copies_stay_whatever_the_clock_says),
        BACKUP_TEST(test_what_is_no_whole_editorial_database_is_not_copied),
        BACKUP_TEST(test_a_folder_that_is_not_there_is_not_made),
        BACKUP_TEST(test_a_full_disk_leaves_nothing),
        BACKUP_TEST(test_a_kill_while_it_writes_leaves_what_the_next_one_removes),
        BACKUP_TEST(test_every_call_may_fail_or_be_the_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
