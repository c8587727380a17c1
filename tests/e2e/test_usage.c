// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Counts of the real programs: a locked kiosk that is killed, one whose folder is gone, and what `kompass collect` and `kompass report
// usage` make of exports.
#include "core/base/clock.h"
#include "core/database/database.h"
#include "core/database/statement.h"
#include "core/insight/usage.h"
#include "core/insight/usage_export.h"
#include "tests/support/program.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define OFFER "00000000-0000-4000-8000-000000000001"
#define RUN(arena, ...) program_run(arena, "kompass", (const char *const[]){__VA_ARGS__, NULL})

static long counted(struct arena *arena, const char *folder, const char *measure, const char *key)
{
    sqlite3 *database;
    struct problem problem;
    assert_int_equal(usage_file_read(&database, arena_format(arena, "%s/" USAGE_FILE, folder), &problem), STATUS_OK);
    struct statement *row = database_query(database, "SELECT total(count) FROM count WHERE measure = ?1 AND key = ?2", &problem);
    statement_bind_text(row, 1, measure);
    statement_bind_text(row, 2, key);
    assert_true(statement_next(row));
    long count = (long)statement_number(row, 0);
    assert_int_equal(statement_end(&row), STATUS_OK);
    database_close(&database);
    return count;
}

static struct pty *start_locked(const char *folder)
{
    return program_start_kiosk(&(struct pty_options){.arguments = (const char *const[]){"--locked", "--state", folder, NULL}});
}

// A greeting, the languages, home, the emergency numbers, and back to the greeting.
static void visit(struct pty *pty)
{
    pty_type(pty, "Enter Enter F9 Esc Esc");
}

// In the sandbox, between two visits, and without waiting for the end of the program.
static void test_a_locked_kiosk_keeps_its_counts(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *folder = program_scratch(&arena, "usage");
    struct pty *pty = start_locked(folder);
    for (int i = 0; i < USAGE_VISITS_TOGETHER; i++)
        visit(pty);
    visit(pty); // is lost: it is one of the next five
    pty_signal(pty, SIGKILL);
    pty_wait_exit(pty);
    pty_free(&pty);
    assert_int_equal(counted(&arena, folder, "screen", "emergency"), USAGE_VISITS_TOGETHER);
    pty = start_locked(folder);
    visit(pty);
    pty_signal(pty, SIGTERM); // loses nothing
    assert_int_equal(pty_wait_exit(pty), 0);
    pty_free(&pty);
    assert_int_equal(counted(&arena, folder, "screen", "emergency"), USAGE_VISITS_TOGETHER + 1);
    assert_int_equal(counted(&arena, folder, "language", "de"), USAGE_VISITS_TOGETHER + 1);
    arena_free(&arena);
}

// The disk is gone: nobody who stands before the screen is told, and no key waits.
static void test_without_a_disk_visits_go_on(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *folder = program_scratch(&arena, "usage-gone");
    struct pty *pty = start_locked(folder);
    assert_int_equal(system(arena_format(&arena, "rm -rf '%s'", folder)), 0);
    for (int i = 0; i < 3 * USAGE_VISITS_TOGETHER; i++)
        visit(pty);
    pty_type(pty, "Enter Enter F9");
    assert_true(pty_shows(pty, "112"));
    pty_signal(pty, SIGTERM);
    assert_int_equal(pty_wait_exit(pty), 0);
    pty_free(&pty);
    arena_free(&arena);
}

// ---- collecting ---------------------------------------------------------------------------------------------------

// The middle of the month before the present one, as the commands go by the clock of the machine.
static struct local_time last_month(void)
{
    struct local_time day;
    assert_true(clock_local(clock_utc_seconds(), &day));
    day.month = day.month == 1 ? 12 : day.month - 1;
    day.year -= day.month == 12;
    day.day = 15;
    return day;
}

// A kiosk's folder with an export: an offer that was opened in so many visits, one of which said that its times are wrong.
static void make_export(struct arena *arena, const char *folder, long visits)
{
    char *machine = arena_format(arena, "%s/machine-id", folder);
    struct local_time day = last_month();
    struct local_time next = clock_from_day_number(clock_day_number(day.year, day.month, day.day) + 40);
    FILE *file = fopen(machine, "w");
    assert_non_null(file);
    fprintf(file, "%s\n", folder);
    fclose(file);
    struct usage *usage = usage_open(folder, machine);
    for (long i = 0; i < visits; i++) {
        usage_count(usage, USAGE_OFFER, OFFER, &day);
        if (i == 0)
            usage_hear(usage, OFFER, USAGE_WRONG_TIMES, &day);
        usage_end_visit(usage);
    }
    usage_pause(usage, 0, 0, &next);
    usage_pause(usage, USAGE_REST_MS, USAGE_HOUR_MS, &next);
    usage_close(&usage);
}

static void test_kiosks_are_brought_together(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *folder = program_scratch(&arena, "usage-collect");
    const char *into = arena_format(&arena, "%s/all.db", folder);
    const char *kiosks = arena_format(&arena, "%s/kiosks", folder);
    const char *told = arena_format(&arena, "%s/complaints", folder);
    struct local_time day = last_month();
    static const long visits[] = {9, 4, 1};
    assert_int_equal(mkdir(kiosks, 0700), 0);
    for (size_t i = 0; i < sizeof visits / sizeof *visits; i++) {
        const char *own = arena_format(&arena, "%s/%zu", kiosks, i);
        assert_int_equal(mkdir(own, 0700), 0);
        make_export(&arena, own, visits[i]);
    }
    struct program_result result = {0};
    for (int times = 0; times < 2; times++) {
        result = RUN(&arena, "collect", "--from", kiosks, "--into", into, "--complaints", told);
        assert_string_equal(result.errors, "");
        assert_int_equal(result.exit_status, 0);
        assert_non_null(strstr(result.output, "3 exports taken in"));
    }
    const char *period = arena_format(&arena, "%04d-%02d-15", day.year, day.month);
    result = RUN(&arena, "report", "--usage", into, "--by", "finest", "--format", "csv", "usage");
    assert_int_equal(result.exit_status, 0);
    assert_string_equal(result.output, arena_format(&arena, "measure,period,key,name,least\r\noffer,%s,\"" OFFER "\",\"" OFFER "\",10\r\n", period));
    result = RUN(&arena, "report", "--usage", into, "--by", "finest", "usage");
    assert_non_null(strstr(result.output, arena_format(&arena, "%s       10  " OFFER "\n", period)));
    assert_null(strstr(result.output, "wrong")); // three are nobody's to see
    result = RUN(&arena, "report", "--usage", into, "--by", "finest", "--format", "json", "usage");
    assert_non_null(strstr(result.output, "\"least\": 10"));
    // That something is wrong is for staff, and not how often.
    result = program_run(&arena, "/bin/cat", (const char *const[]){told, NULL});
    assert_memory_equal(result.output, "kompass-complaints 1\n" OFFER " wrong-times ", strlen("kompass-complaints 1\n" OFFER " wrong-times "));
    assert_int_equal(strlen(result.output), strlen("kompass-complaints 1\n" OFFER " wrong-times YYYY-MM-DD\n"));
    arena_free(&arena);
}

static void test_what_cannot_be_taken_in_is_told(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *folder = program_scratch(&arena, "usage-wrong");
    const char *into = arena_format(&arena, "%s/all.db", folder);
    const char *export = arena_format(&arena, "%s/" USAGE_EXPORT, folder);
    struct program_result result = RUN(&arena, "collect", "--from", folder, "--into", into);
    assert_int_equal(result.exit_status, 1);
    assert_non_null(strstr(result.errors, folder)); // there is none
    make_export(&arena, folder, 9);
    assert_int_equal(truncate(export, 100), 0);
    result = RUN(&arena, "collect", "--from", folder, "--into", into);
    assert_int_equal(result.exit_status, 1);
    assert_non_null(strstr(result.errors, "not an export"));
    result = RUN(&arena, "collect", "--from", folder, "--into", into, "--complaints", arena_format(&arena, "%s/none/complaints", folder));
    assert_int_equal(result.exit_status, 1);
    assert_non_null(strstr(result.errors, "none/complaints"));
    result = RUN(&arena, "report", "--usage", arena_format(&arena, "%s/none.db", folder), "usage");
    assert_int_equal(result.exit_status, 1);
    assert_non_null(strstr(result.errors, "none.db"));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_locked_kiosk_keeps_its_counts),
        cmocka_unit_test(test_without_a_disk_visits_go_on),
        cmocka_unit_test(test_kiosks_are_brought_together),
        cmocka_unit_test(test_what_cannot_be_taken_in_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
