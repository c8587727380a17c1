// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Counting at a kiosk: sums and nobody, whatever happens to the disk, and never at the cost of a key.
#include "tests/core/usage_fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

enum { REST = USAGE_REST_MS, HOUR = USAGE_HOUR_MS };

static void count_offer(struct usage *usage, const char *offer, struct local_time now)
{
    usage_count(usage, USAGE_OFFER, offer, &now);
}

// So many visits that look at the offer.
static void visits(struct usage *usage, int count, const char *offer, struct local_time now)
{
    for (int i = 0; i < count; i++) {
        count_offer(usage, offer, now);
        usage_end_visit(usage);
    }
}

static void test_a_thing_counts_once_in_a_visit_and_in_its_span(void **state)
{
    struct counters_place *place = *state;
    struct usage *usage = usage_open(place->folder, place->machine);
    struct local_time monday = day_of(2026, 11, 30, 9), sunday = day_of(2027, 1, 3, 16);
    count_offer(usage, "x", monday);
    count_offer(usage, "x", monday);
    usage_count(usage, USAGE_HOUR, "", &monday);
    usage_count(usage, USAGE_HOUR, "", &monday);
    usage_count_two(usage, USAGE_AREA, "y", "ar", &monday);
    usage_count(usage, USAGE_LANGUAGE, "ar", &sunday);
    usage_end_visit(usage);
    count_offer(usage, "x", monday);
    count_offer(usage, "x", sunday); // the day of its first look holds for a visit
    usage_count(usage, USAGE_SCREEN, "search", NULL);
    usage_count(usage, USAGE_HOUR, "", NULL);
    usage_close(&usage);
    assert_null(usage);
    assert_string_equal(counted(&place->arena, place->path),
                        "area 2026-11 y ar 1; hour  unknown 1; hour 2026-11 08-10 2; language 2026-W53 ar 1; offer 2026-11-30 x 2; screen  search 1");
}

static void test_nobody_counts_without_a_folder(void **state)
{
    (void)state;
    struct usage *none = NULL;
    struct local_time now = day_of(2026, 11, 30, 9);
    usage_count(none, USAGE_OFFER, "x", &now);
    usage_hear(none, "x", USAGE_HELPFUL, &now);
    assert_false(usage_hears(none, "x"));
    usage_end_visit(none);
    usage_pause(none, REST, REST, &now);
    usage_close(&none);
}

static void test_feedback_is_heard_once_an_offer_and_not_for_ever(void **state)
{
    struct counters_place *place = *state;
    struct usage *usage = usage_open(place->folder, place->machine);
    struct local_time now = day_of(2026, 11, 30, 9);
    usage_hear(usage, "a", USAGE_WRONG_PHONE, &now);
    assert_false(usage_hears(usage, "a"));
    usage_hear(usage, "a", USAGE_HELPFUL, &now);
    for (const char *offer = "bcdefg"; *offer != '\0'; offer++)
        usage_hear(usage, (const char[]){*offer, '\0'}, USAGE_HELPFUL, &now);
    assert_false(usage_hears(usage, "z"));
    usage_end_visit(usage);
    assert_true(usage_hears(usage, "a"));
    usage_close(&usage);
    assert_string_equal(counted(&place->arena, place->path),
                        "feedback 2026-11 a wrong-phone 1; feedback 2026-11 b helpful 1; feedback 2026-11 c helpful 1;"
                        " feedback 2026-11 d helpful 1; feedback 2026-11 e helpful 1");
}

static bool is_there(const char *path)
{
    return access(path, F_OK) == 0;
}

// The log of a database tells one transaction from the next.
static void test_visits_are_written_several_together(void **state)
{
    struct counters_place *place = *state;
    struct usage *usage = usage_open(place->folder, place->machine);
    struct local_time now = day_of(2026, 11, 30, 9);
    for (int i = 1; i < USAGE_VISITS_TOGETHER; i++) {
        visits(usage, 1, "x", now);
        usage_pause(usage, 1000, i * 1000, &now);
        assert_false(is_there(place->path));
    }
    visits(usage, 1, "x", now);
    usage_pause(usage, 1000, 9000, &now);
    assert_string_equal(counted(&place->arena, place->path), "offer 2026-11-30 x 5");
    visits(usage, 1, "x", now);
    usage_pause(usage, 1000, 10000, &now);
    usage_pause(usage, 1000, 10000 + HOUR - 1, &now);
    assert_string_equal(counted(&place->arena, place->path), "offer 2026-11-30 x 5");
    usage_pause(usage, 1000, 10000 + HOUR, &now);
    assert_string_equal(counted(&place->arena, place->path), "offer 2026-11-30 x 6");
    usage_close(&usage);
}

static void test_what_was_written_survives_the_end_by_force(void **state)
{
    struct counters_place *place = *state;
    struct local_time now = day_of(2026, 11, 30, 9);
    for (int round = 1; round <= 5; round++) {
        pid_t child = fork();
        if (child == 0) {
            struct usage *usage = usage_open(place->folder, place->machine);
            visits(usage, USAGE_VISITS_TOGETHER, "x", now);
            usage_pause(usage, round % 2 == 0 ? REST : 0, REST, &now);
            visits(usage, 2, "lost", now);
            kill(getpid(), SIGKILL);
        }
        int ended;
        assert_int_equal(waitpid(child, &ended, 0), child);
        assert_true(WIFSIGNALED(ended));
        assert_string_equal(counted(&place->arena, place->path), arena_format(&place->arena, "offer 2026-11-30 x %d", 5 * round));
    }
}

// Power is lost at any byte of the log: a whole number of transactions is there, the file is fine, and counting goes on.
static void test_a_log_that_was_cut_anywhere_is_no_harm(void **state)
{
    struct counters_place *place = *state;
    struct local_time now = day_of(2026, 11, 30, 9);
    const char *log = arena_format(&place->arena, "%s-wal", place->path);
    struct usage *usage = usage_open(place->folder, place->machine);
    for (int i = 0; i < 3; i++) {
        visits(usage, USAGE_VISITS_TOGETHER, "x", now);
        usage_pause(usage, i == 0 ? REST : 0, REST, &now);
    }
    size_t file_size, log_size;
    char *file = fixture_read(&place->arena, place->path, &file_size);
    char *bytes = fixture_read(&place->arena, log, &log_size);
    usage_close(&usage);
    assert_true(log_size > 0);
    for (size_t size = 0; size <= log_size; size += 4999) {
        unlink(arena_format(&place->arena, "%s-shm", place->path));
        fixture_write(place->path, file, file_size);
        fixture_write(log, bytes, size);
        usage = usage_open(place->folder, place->machine);
        visits(usage, 1, "y", now);
        usage_close(&usage);
        const char *text = counted(&place->arena, place->path);
        long count = strtol(strstr(text, " x ") + 3, NULL, 10);
        assert_true(count == 5 || count == 10 || count == 15);
        assert_non_null(strstr(text, "offer 2026-11-30 y 1"));
    }
}

// The log beside the file would grow for as long as the kiosk runs: it is emptied in each long pause, also when no day is known.
static void test_the_log_stays_small(void **state)
{
    struct counters_place *place = *state;
    struct usage *usage = usage_open(place->folder, place->machine);
    const char *log = arena_format(&place->arena, "%s-wal", place->path);
    struct stat about;
    struct local_time now = day_of(2026, 11, 30, 9);
    for (int i = 0; i < 6; i++) {
        const struct local_time *today = i % 2 == 0 ? NULL : &now;
        for (int visit = 0; visit < USAGE_VISITS_TOGETHER; visit++) {
            usage_count(usage, USAGE_SCREEN, "help", today);
            usage_end_visit(usage);
        }
        usage_pause(usage, REST - 1, i * HOUR, today);
        assert_int_equal(stat(log, &about), 0);
        assert_true(about.st_size > 0);
        usage_pause(usage, REST, i * HOUR, today);
        assert_int_equal(stat(log, &about), 0);
        assert_int_equal(about.st_size, 0);
    }
    usage_close(&usage);
    assert_string_equal(counted(&place->arena, place->path), "screen  help 15; screen 2026-11-30 help 15");
}

static void test_a_full_disk_keeps_the_counts_in_memory(void **state)
{
    struct counters_place *place = *state;
    struct usage *usage = usage_open(place->folder, place->machine);
    struct local_time now = day_of(2026, 11, 30, 9);
    const struct rlimit none = {0, RLIM_INFINITY}, any = {RLIM_INFINITY, RLIM_INFINITY};
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
    for (int i = 0; i < 4; i++) {
        visits(usage, USAGE_VISITS_TOGETHER, "x", now);
        usage_pause(usage, REST, (int64_t)i * HOUR, &now);
    }
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &any), 0);
    usage_pause(usage, REST, (int64_t)5 * HOUR, &now);
    assert_string_equal(counted(&place->arena, place->path), "offer 2026-11-30 x 20");
    usage_close(&usage);
}

static void test_a_folder_that_is_gone_stops_nobody(void **state)
{
    struct counters_place *place = *state;
    struct usage *usage = usage_open(arena_format(&place->arena, "%s/none", place->folder), place->machine);
    struct local_time now = day_of(2026, 11, 30, 9);
    char key[16];
    for (int i = 0; i < 2 * USAGE_SUMS_MAX; i++) { // more than memory is for
        snprintf(key, sizeof key, "%d", i);
        visits(usage, 1, key, now);
        usage_pause(usage, REST, (int64_t)i * HOUR, &now);
    }
    usage_close(&usage);
}

static void test_damaged_files_are_begun_anew(void **state)
{
    struct counters_place *place = *state;
    struct local_time now = day_of(2026, 11, 30, 9);
    for (size_t at = 0; at < 40000; at += 3777) {
        struct usage *usage = usage_open(place->folder, place->machine);
        visits(usage, 1, "x", now);
        usage_close(&usage);
        int fd = open(place->path, O_WRONLY);
        assert_true(fd >= 0);
        assert_int_equal(pwrite(fd, "damaged damaged damaged damaged damaged damaged", 48, (off_t)at), 48);
        close(fd);
        usage = usage_open(place->folder, place->machine);
        visits(usage, 1, "y", now);
        usage_close(&usage);
        assert_non_null(strstr(counted(&place->arena, place->path), "offer 2026-11-30 y "));
    }
}

static void test_a_kiosk_forgets(void **state)
{
    struct counters_place *place = *state;
    struct usage *usage = usage_open(place->folder, place->machine);
    struct local_time first = day_of(2026, 1, 5, 9), later = day_of(2026, 5, 5, 9), last = day_of(2026, 5, 6, 9), summer = day_of(2026, 7, 1, 9);
    visits(usage, 5, "x", first);
    usage_count(usage, USAGE_SCREEN, "search", NULL);
    usage_pause(usage, REST, 1, &first);
    usage_pause(usage, REST, 2, &later);
    assert_string_equal(counted(&place->arena, place->path), "offer 2026-01-05 x 5; screen  search 1");
    usage_pause(usage, REST, 3, &last);
    assert_string_equal(counted(&place->arena, place->path), "screen  search 1");
    usage_pause(usage, REST, 4, &summer); // another quarter
    assert_string_equal(counted(&place->arena, place->path), "");
    usage_close(&usage);
}

static void test_a_flood_stays_small(void **state)
{
    struct counters_place *place = *state;
    struct usage *usage = usage_open(place->folder, place->machine);
    char key[USAGE_KEY_BYTES];
    struct local_time now = day_of(2026, 11, 1, 9);
    for (int i = 0; i < 30000; i++) {
        now = clock_from_day_number(clock_day_number(2026, 11, 1) + i / 1000);
        snprintf(key, sizeof key, "00000000-0000-4000-8000-%012d", i);
        visits(usage, 1, key, now);
        if (i % 500 == 499)
            usage_pause(usage, 0, i, &now);
    }
    usage_pause(usage, REST, 30000, &now);
    usage_close(&usage);
    size_t size;
    fixture_read(&place->arena, place->export, &size);
    assert_true(size < 1000 * 1000);
    sqlite3 *database;
    struct problem problem;
    int64_t oldest, newest;
    assert_int_equal(usage_file_read(&database, place->path, &problem), STATUS_OK);
    assert_int_equal(database_number(database, "SELECT count(*) FROM count WHERE period < '2026-11-19'", &oldest, &problem), STATUS_OK);
    assert_int_equal(database_number(database, "SELECT count(*) FROM count WHERE period = '2026-11-30'", &newest, &problem), STATUS_OK);
    database_close(&database);
    assert_int_equal(oldest, 0);
    assert_int_equal(newest, 1000);
}

static const char *export_of(struct counters_place *place)
{
    size_t size;
    char *text = fixture_read(&place->arena, place->export, &size);
    struct stat about;
    assert_int_equal(stat(place->export, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    return text;
}

// Two exports of following days differ in whole days, weeks and months.
static void test_only_what_is_over_leaves(void **state)
{
    struct counters_place *place = *state;
    struct usage *usage = usage_open(place->folder, place->machine);
    struct local_time friday = day_of(2026, 11, 27, 9), saturday = day_of(2026, 11, 28, 9), monday = day_of(2026, 11, 30, 9), tuesday = day_of(2026, 12, 1, 9);
    count_offer(usage, "x", friday);
    usage_count(usage, USAGE_LANGUAGE, "ar", &friday);
    usage_count(usage, USAGE_HOUR, "", &friday);
    usage_hear(usage, "x", USAGE_HELPFUL, &friday);
    usage_end_visit(usage);
    for (int i = 0; i < 3; i++) {
        usage_hear(usage, "x", USAGE_WRONG_PHONE, &friday);
        usage_count(usage, USAGE_SCREEN, "help", NULL);
        usage_end_visit(usage);
    }
    visits(usage, 3, "none", friday);
    usage_pause(usage, REST - 1, 0, &friday);
    assert_false(is_there(place->export)); // a visitor may come any moment
    usage_pause(usage, REST, 0, &friday);
    const char *text = export_of(place);
    assert_null(strstr(text, "count offer"));
    assert_null(strstr(text, "count language"));
    assert_null(strstr(text, "count hour"));
    assert_null(strstr(text, "helpful"));
    assert_null(strstr(text, "help\n")); // three of no known day
    assert_non_null(strstr(text, "count feedback 2026-11 1 x wrong-phone\n")); // that, not how often
    usage_pause(usage, REST, 1, &saturday);
    assert_non_null(strstr(export_of(place), "count offer 2026-11-27 1 x\n"));
    assert_null(strstr(export_of(place), "count language"));
    usage_pause(usage, REST, 2, &monday);
    assert_non_null(strstr(export_of(place), "count language 2026-W48 1 ar\n"));
    assert_null(strstr(export_of(place), "count hour"));
    usage_pause(usage, REST, 3, &tuesday);
    assert_non_null(strstr(export_of(place), "count hour 2026-11 1 08-10\n"));
    assert_non_null(strstr(export_of(place), "count feedback 2026-11 3 x wrong-phone\n"));
    usage_close(&usage);
}

static void test_what_cannot_be_put_out_is_tried_again(void **state)
{
    struct counters_place *place = *state;
    struct local_time now = day_of(2026, 11, 30, 9), next = day_of(2026, 12, 1, 9);
    for (int call = 0; call < 6; call++) {
        struct usage *usage = usage_open(place->folder, place->machine);
        unlink(place->export);
        usage_pause(usage, REST, 0, &now);
        assert_true(is_there(place->export) || call > 0);
        unlink(place->export);
        sys_fail_after(call, ENOSPC);
        usage_pause(usage, REST, 1, &next);
        bool failed = !sys_fault_is_left();
        sys_fail_after(-1, 0);
        usage_pause(usage, REST, HOUR, &next);
        assert_true(is_there(place->export));
        usage_close(&usage);
        unlink(place->path);
        if (!failed)
            return;
    }
}

// The figure of the design: less than a tenth of a millisecond a key. Ten times that here, as others are at work.
static void test_a_key_does_not_feel_it(void **state)
{
    struct counters_place *place = *state;
    struct usage *usage = usage_open(place->folder, place->machine);
    struct local_time now = day_of(2026, 11, 30, 9);
    char key[USAGE_KEY_BYTES];
    struct timespec begin, end;
    for (int i = 0; i < USAGE_SUMS_MAX - 8; i++) {
        snprintf(key, sizeof key, "%d", i);
        visits(usage, 1, key, now);
    }
    clock_gettime(CLOCK_MONOTONIC, &begin);
    for (int i = 0; i < 1000; i++) {
        usage_count(usage, USAGE_HOUR, "", &now);
        count_offer(usage, "the last one", now);
        usage_end_visit(usage);
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    double microseconds = (double)(end.tv_sec - begin.tv_sec) * 1e3 + (double)(end.tv_nsec - begin.tv_nsec) / 1e6;
    print_message("a key with two counts: %.1f microseconds\n", microseconds);
    assert_true(microseconds < 1000);
    usage_close(&usage);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, counters_set_up, counters_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_thing_counts_once_in_a_visit_and_in_its_span),
        TEST(test_nobody_counts_without_a_folder),
        TEST(test_feedback_is_heard_once_an_offer_and_not_for_ever),
        TEST(test_visits_are_written_several_together),
        TEST(test_what_was_written_survives_the_end_by_force),
        TEST(test_a_log_that_was_cut_anywhere_is_no_harm),
        TEST(test_the_log_stays_small),
        TEST(test_a_full_disk_keeps_the_counts_in_memory),
        TEST(test_a_folder_that_is_gone_stops_nobody),
        TEST(test_damaged_files_are_begun_anew),
        TEST(test_a_kiosk_forgets),
        TEST(test_a_flood_stays_small),
        TEST(test_only_what_is_over_leaves),
        TEST(test_what_cannot_be_put_out_is_tried_again),
        TEST(test_a_key_does_not_feel_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
