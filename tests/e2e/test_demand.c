// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What visitors of a locked kiosk look for in vain: told to staff after three days, and on no disk before.
#include "core/base/sys.h"
#include "tests/support/program.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// A visit on a day, after which the machine is switched off. What --now said first is replaced by what it says last.
static void visit(struct arena *arena, const char *state, const char *day, const char *script)
{
    const char *const arguments[] = {"--locked", "--state", state, "--now", arena_format(arena, "%sT10:15", day), NULL};
    struct pty *pty = program_start_kiosk(&(struct pty_options){.arguments = arguments});
    pty_type(pty, script);
    pty_signal(pty, SIGTERM);
    assert_int_equal(pty_wait_exit(pty), 0);
    pty_free(&pty);
}

static bool is_on_disk(struct arena *arena, const char *state, const char *word)
{
    return system(arena_format(arena, "grep -rqi '%s' '%s'", word, state)) == 0;
}

static char *report(struct arena *arena, const char *state, const char *format)
{
    struct program_result result = program_run(
        arena, "kompass", (const char *const[]){"report", "demand", "--from", state, "--format", format, NULL});
    if (result.exit_status != 0)
        fail_msg("%s", result.errors);
    return result.output;
}

static void test_three_days_make_a_demand(void **state)
{
    (void)state;
    struct arena arena = {0};
    char *folder = program_scratch(&arena, "demand");
    visit(&arena, folder, "2026-11-23", "Enter Enter F3 'Qwzxmok' Esc");
    visit(&arena, folder, "2026-11-23", "Enter Enter F3 'qwzxmok'");
    // erased again, and something else found: it was looked for all the same
    visit(&arena, folder, "2026-11-24", "Enter Enter F3 'qwzxmok' Backspace*7 'arzt'");
    assert_false(is_on_disk(&arena, folder, "wzxm"));
    assert_null(strstr(report(&arena, folder, "table"), "qwzxmok"));
    // what is found by typing on, or has a result, was not looked for in vain
    for (int day = 25; day < 29; day++)
        visit(&arena, folder, arena_format(&arena, "2026-11-%d", day), "Enter Enter F3 'arzt' Enter");
    visit(&arena, folder, "2026-11-30", "Enter Enter F3 'QWZXMOK'");
    assert_non_null(strstr(report(&arena, folder, "table"), "       3  2026-11   qwzxmok\n"));
    assert_non_null(strstr(report(&arena, folder, "json"), "\"word\": \"qwzxmok\""));
    assert_false(is_on_disk(&arena, folder, "arzt"));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_three_days_make_a_demand)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
