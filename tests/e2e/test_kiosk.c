// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The kiosk as operators meet it: its command line, what it says of bad catalogs, and that it never harms a good one.
#include "core/base/sys.h"
#include "core/insight/counters.h"
#include "core/insight/demand.h"
#include "tests/support/program.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { CATALOG_MOST = 64 << 20 };

static struct program_result kiosk(struct arena *arena, const char *const *arguments)
{
    return program_run(arena, "kompass-kiosk", arguments);
}

static void test_help_and_version(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct program_result result = kiosk(&arena, (const char *const[]){"--help", NULL});
    assert_int_equal(result.exit_status, 0);
    assert_int_equal(strncmp(result.output, "Usage: kompass-kiosk", 20), 0);
    assert_string_equal(result.errors, "");
    static const char *const options[] = {"--catalog", "--state",  "--language", "--now",
                                          "--idle",    "--locked", "--check",    "--ready-fd"};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        assert_non_null(strstr(result.output, options[i]));
    result = kiosk(&arena, (const char *const[]){"--version", NULL});
    assert_int_equal(result.exit_status, 0);
    assert_int_equal(strncmp(result.output, "kompass-kiosk ", 14), 0);
    arena_free(&arena);
}

// Each wrong use: exit status 2, nothing on standard output, one line that names what is wrong and how to mend it.
static void test_wrong_usage(void **state)
{
    (void)state;
    static const char *const uses[][4] = {
        {"--sideways", NULL},
        {"extra", NULL},
        {"--catalog", NULL},
        {"--language", "xx", NULL},
        {"--language", "tlh", NULL},
        {"--idle", "soon", NULL},
        {"--idle", "-1", NULL},
        {"--idle", "99999999999999999999", NULL},
        {"--ready-fd", "x", NULL},
        {"--now", "yesterday", NULL},
        {"--now", "2026-02-30T10:15", NULL},
    };
    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
        struct arena arena = {0};
        struct program_result result = kiosk(&arena, uses[i]);
        const char *wrong = uses[i][1] != NULL ? uses[i][1] : uses[i][0];
        if (result.exit_status != 2 || strstr(result.errors, wrong) == NULL ||
            strstr(result.errors, "kompass-kiosk: ") == NULL)
            fail_msg("%s %s: exit status %d, \"%s\"", uses[i][0], wrong, result.exit_status, result.errors);
        assert_string_equal(result.output, "");
        assert_non_null(strchr(result.errors, '('));
        arena_free(&arena);
    }
}

static char *read_file(struct arena *arena, const char *path, size_t *size)
{
    char *bytes;
    struct problem problem;
    assert_int_equal(sys_read_file(arena, path, CATALOG_MOST, &bytes, size, &problem), STATUS_OK);
    return bytes;
}

static void write_file(const char *path, const char *bytes, size_t size)
{
    struct problem problem;
    assert_int_equal(sys_write_file(path, bytes, size, 0644, &problem), STATUS_OK);
}

static char *good_catalog(struct arena *arena)
{
    return program_built(arena, "share/kompass/catalog/1.db");
}

// A big-endian number of four bytes in a file's head (sqlite.org/fileformat2.html, 1.3).
static void set_head(char *bytes, size_t offset, unsigned value)
{
    for (int i = 0; i < 4; i++)
        bytes[offset + (size_t)i] = (char)(value >> (24 - 8 * i));
}

enum damage { MISSING, EMPTY, TRUNCATED, NO_DATABASE, FOREIGN, NEWER, FLIPPED, DAMAGES };

// Makes a catalog with that damage; returns its path.
static char *damaged_catalog(struct arena *arena, const char *folder, enum damage damage)
{
    enum { USER_VERSION = 60, APPLICATION_ID = 68, PAGE = 4096 };
    char *path = arena_format(arena, "%s/%d.db", folder, (int)damage + 1);
    size_t size;
    char *bytes = read_file(arena, good_catalog(arena), &size);
    switch (damage) {
    case MISSING:
        return path;
    case EMPTY:
        size = 0;
        break;
    case TRUNCATED:
        size /= 2;
        break;
    case NO_DATABASE:
        memset(bytes, 'x', PAGE);
        break;
    case FOREIGN:
        set_head(bytes, APPLICATION_ID, 0x12345678);
        break;
    case NEWER:
        set_head(bytes, USER_VERSION, 999);
        break;
    case FLIPPED:
        memset(bytes + PAGE, 0xFF, size - PAGE < 8 * (size_t)PAGE ? size - PAGE : 8 * (size_t)PAGE);
        break;
    case DAMAGES:
        break;
    }
    write_file(path, bytes, size);
    return path;
}

static void test_check_bad_catalogs(void **state)
{
    (void)state;
    struct arena arena = {0};
    char *folder = program_scratch(&arena, "bad-catalogs");
    for (int damage = 0; damage < DAMAGES; damage++) {
        char *path = damaged_catalog(&arena, folder, (enum damage)damage);
        size_t before_size = 0, after_size = 0;
        char *before = damage == MISSING ? NULL : read_file(&arena, path, &before_size);
        struct program_result result = kiosk(&arena, (const char *const[]){"--check", "--catalog", path, NULL});
        if (result.exit_status != 1 || strstr(result.errors, path) == NULL || strchr(result.errors, '(') == NULL)
            fail_msg("damage %d: exit status %d, \"%s\"", damage, result.exit_status, result.errors);
        if (before == NULL) {
            FILE *made = fopen(path, "r");
            assert_null(made);
            continue;
        }
        char *after = read_file(&arena, path, &after_size);
        assert_int_equal(after_size, before_size);
        assert_memory_equal(after, before, before_size);
    }
    struct program_result result =
        kiosk(&arena, (const char *const[]){"--check", "--catalog", good_catalog(&arena), NULL});
    assert_int_equal(result.exit_status, 0);
    assert_string_equal(result.errors, "");
    arena_free(&arena);
}

// Whatever the catalog is, the kiosk stands there and knows the emergency numbers.
static void test_kiosk_on_bad_catalogs(void **state)
{
    (void)state;
    struct arena arena = {0};
    char *folder = program_scratch(&arena, "bad-kiosk");
    for (int damage = 0; damage < DAMAGES; damage++) {
        char *path = damaged_catalog(&arena, folder, (enum damage)damage);
        const char *arguments[] = {"--locked", "--catalog", path, NULL};
        struct pty *pty = program_start_kiosk(&(struct pty_options){.arguments = arguments});
        assert_true(pty_shows(pty, "Drücken Sie eine Taste."));
        pty_type(pty, "F9");
        assert_true(pty_shows(pty, "112"));
        pty_type(pty, "Esc Enter Enter");
        pty_signal(pty, SIGTERM);
        assert_int_equal(pty_wait_exit(pty), 0);
        pty_free(&pty);
    }
    arena_free(&arena);
}

// Whoever names a catalog that cannot be shown is told at once, before the screen is taken.
static void test_a_wrong_catalog_is_told_at_once(void **state)
{
    (void)state;
    struct arena arena = {0};
    char *folder = program_scratch(&arena, "wrong-catalog");
    char *empty = program_scratch(&arena, "empty-catalog");
    const char *paths[] = {arena_format(&arena, "%s/none", folder), empty, program_source(&arena, "README.md"),
                           damaged_catalog(&arena, folder, (enum damage)0), ""};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct program_result result = kiosk(&arena, (const char *const[]){"--catalog", paths[i], NULL});
        assert_int_equal(result.exit_status, 1);
        assert_string_equal(result.output, "");
        const char *prefix = arena_format(&arena, "kompass-kiosk: %s: ", paths[i]);
        assert_int_equal(strncmp(result.errors, prefix, strlen(prefix)), 0); // where,
        assert_non_null(strchr(result.errors, '('));                         // and how to mend it
        assert_string_equal(strchr(result.errors, '\n'), "\n");              // once
    }
    arena_free(&arena);
}

// A folder with a bad newest catalog and a good one before it: the good one is shown.
static void test_falls_back_to_last_good(void **state)
{
    (void)state;
    struct arena arena = {0};
    char *folder = program_scratch(&arena, "last-good");
    size_t size;
    char *bytes = read_file(&arena, good_catalog(&arena), &size);
    write_file(arena_format(&arena, "%s/1.db", folder), bytes, size);
    write_file(arena_format(&arena, "%s/2.db", folder), bytes, size / 2);
    struct program_result result = kiosk(&arena, (const char *const[]){"--check", "--catalog", folder, NULL});
    assert_int_equal(result.exit_status, 0);
    assert_non_null(strstr(result.errors, "2.db"));
    assert_non_null(strstr(result.output, "catalog: release 1 "));
    arena_free(&arena);
}

static void test_kill_leaves_the_catalog_unharmed(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct problem problem;
    char *folder = program_scratch(&arena, "killed");
    char *path = arena_format(&arena, "%s/1.db", folder);
    size_t size, size_after, count;
    char *bytes = read_file(&arena, good_catalog(&arena), &size);
    write_file(path, bytes, size);
    for (int i = 0; i < 5; i++) {
        const char *arguments[] = {"--locked", "--catalog", folder, NULL};
        struct pty *pty = program_start_kiosk(&(struct pty_options){.arguments = arguments});
        static const char *const scripts[] = {"Enter", "Enter*2", "Enter*3", "Enter*4", "Enter*2 F3 'arzt'"};
        pty_type(pty, scripts[i]);
        pty_signal(pty, SIGKILL);
        assert_int_equal(pty_wait_exit(pty), 128 + SIGKILL);
        pty_free(&pty);
    }
    char *after = read_file(&arena, path, &size_after);
    assert_int_equal(size_after, size);
    assert_memory_equal(after, bytes, size);
    char **names;
    assert_int_equal(sys_list_folder(&arena, folder, "", &names, &count, &problem), STATUS_OK);
    assert_int_equal(count, 1); // no journal, no lock, nothing of a session
    arena_free(&arena);
}

// A kiosk counts what it must answer for, and nothing else: no time, no language, no word.
static void test_starts_and_visits_are_counted(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct counters counters = {0};
    struct problem problem;
    size_t size, count;
    char **names;
    char *folder = program_scratch(&arena, "counted");
    pid_t killed = fork(); // in the middle of two writes
    if (killed == 0)
        _exit(0);
    assert_int_equal(waitpid(killed, NULL, 0), killed);
    const char *const left[] = {arena_format(&arena, "%s/" DEMAND_FILE ".%ld.new", folder, (long)killed),
                                arena_format(&arena, "%s/" COUNTERS_FILE ".new", folder)};
    for (size_t i = 0; i < sizeof left / sizeof *left; i++)
        assert_int_equal(sys_write_file(left[i], "half", 4, 0600, &problem), STATUS_OK);
    for (int i = 0; i < 2; i++) {
        const char *arguments[] = {"--locked", "--state", folder, NULL};
        struct pty *pty = program_start_kiosk(&(struct pty_options){.arguments = arguments});
        pty_type(pty, i == 0 ? "Enter" : "Enter Down Enter F3 'geheim' F2 Enter"); // looks only; visits, changes language
        pty_signal(pty, SIGKILL);
        pty_wait_exit(pty);
        pty_free(&pty);
    }
    assert_int_equal(counters_read(folder, &counters, &problem), STATUS_OK);
    assert_int_equal(counters.starts, 2);
    assert_int_equal(counters.sessions, 1);
    char *text = read_file(&arena, arena_format(&arena, "%s/" COUNTERS_FILE, folder), &size);
    assert_string_equal(text, "kompass-kiosk-counters 1\nstarts 2\nsessions 1\n");
    assert_int_equal(sys_list_folder(&arena, folder, "", &names, &count, &problem), STATUS_OK);
    assert_int_equal(count, 1);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_help_and_version),        cmocka_unit_test(test_wrong_usage),
        cmocka_unit_test(test_check_bad_catalogs),      cmocka_unit_test(test_kiosk_on_bad_catalogs),
        cmocka_unit_test(test_a_wrong_catalog_is_told_at_once),
        cmocka_unit_test(test_falls_back_to_last_good), cmocka_unit_test(test_kill_leaves_the_catalog_unharmed),
        cmocka_unit_test(test_starts_and_visits_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
