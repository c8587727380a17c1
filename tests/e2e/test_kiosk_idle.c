// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A visitor walks away: warning, countdown, and nothing of the visit is left. The only test whose time is real, as the
// 20 seconds of the warning are a promise (WCAG 2.2.1).
#include "tests/support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void test_idle_visitor(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *arguments[] = {"--locked", "--idle", "2", NULL};
    struct pty *pty = program_start_kiosk(&(struct pty_options){.arguments = arguments});
    pty_type(pty, "Enter '3'"); // English
    char *home = pty_text(pty, &arena);
    pty_expect(pty, "20 seconds");
    pty_type(pty, "Enter");                          // stays, and opens nothing
    while (strcmp(pty_text(pty, &arena), home) != 0) // a second of the countdown may have come between
        pty_settle(pty);

    pty_type(pty, "F3 'geheim'");
    assert_true(pty_shows(pty, "geheim"));
    double left = pty_ready_time(pty);
    pty_expect(pty, "20 seconds");
    pty_expect(pty, "In 1 second ");
    pty_expect(pty, "Drücken Sie eine Taste.");
    assert_true(pty_ready_time(pty) - left >= 20000);
    assert_false(pty_shows(pty, "geheim"));
    pty_type(pty, "Enter Enter F3"); // the next visitor finds German and an empty field
    assert_true(pty_shows(pty, "Suchen"));
    assert_false(pty_shows(pty, "geheim"));
    pty_free(&pty);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_idle_visitor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
