// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A running kiosk and what comes into its folder, with the real watch: nobody presses a key, and the new date stands
// there.
#include "tests/support/program.h"
#include "tests/support/pty.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

// Puts a copy of the city's catalog into the folder as that release, made at that time; by rename, as sync does.
static void bring(struct arena *arena, const char *folder, int release, const char *created)
{
    const char *aside = arena_format(arena, "%s/aside", folder);
    sqlite3 *database;
    assert_int_equal(
        system(arena_format(arena, "cp '%s' '%s'", program_built(arena, "share/kompass/catalog/1.db"), aside)), 0);
    assert_int_equal(sqlite3_open(aside, &database), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(database, arena_format(arena, "UPDATE release SET number = %d, created = '%s'", release, created),
                     NULL, NULL, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
    assert_int_equal(rename(aside, arena_format(arena, "%s/%d.db", folder, release)), 0);
}

static void test_a_new_release_is_shown_without_a_key(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *folder = program_scratch(&arena, "follow");
    bring(&arena, folder, 1, "2026-11-01T08:00:00Z");
    const char *const arguments[] = {"--catalog", folder, NULL};
    struct pty *pty = program_start_kiosk(&(struct pty_options){.arguments = arguments});
    pty_expect(pty, "1. November 2026");
    bring(&arena, folder, 2, "2026-11-02T08:00:00Z");
    pty_expect(pty, "2. November 2026");
    // A visitor keeps what the visit began with, and no key is lost while another one comes.
    pty_type(pty, "Enter Enter");
    bring(&arena, folder, 3, "2026-11-03T08:00:00Z");
    pty_type(pty, "F1 F1");
    assert_true(pty_shows(pty, "2. November 2026"));
    pty_type(pty, "Esc");
    pty_expect(pty, "3. November 2026");
    // One that is taken away again, by an operator.
    assert_int_equal(unlink(arena_format(&arena, "%s/3.db", folder)), 0);
    pty_expect(pty, "2. November 2026");
    pty_free(&pty);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_new_release_is_shown_without_a_key)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
