// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The gallery in a real terminal: somebody writes, takes back, pastes, is asked before it is lost, and leaves.
#include "tests/support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <string.h>

static struct pty *start(const char *tag)
{
    struct arena arena = {0};
    const char *const arguments[] = {"--now", "2026-11-23T10:15", "--language", tag, NULL};
    struct pty_options options = {.program = program_built(&arena, "kit-gallery"), .arguments = arguments, .rows = 24,
                                  .columns = 80};
    struct pty *pty = pty_start(&options);
    pty_settle(pty);
    arena_free(&arena);
    return pty;
}

static void test_writes_takes_back_pastes_and_leaves(void **state)
{
    (void)state;
    struct pty *pty = start("de");
    assert_true(pty_shows(pty, "▶ 1 Text schreiben"));
    pty_type(pty, "Enter 'Guten Tag '");
    pty_expect(pty, "Guten Tag In der Werkstatt");
    pty_type(pty, "Ctrl+'z'");
    pty_expect(pty, "Guten In der Werkstatt");
    pty_type(pty, "Paste'eins\nzwei' Shift+Left Shift+Left");
    pty_expect(pty, "2 Zeichen markiert");
    pty_expect(pty, "zweiIn der Werkstatt");
    pty_type(pty, "Ctrl+'c' Ctrl+End Ctrl+'v'"); // does not end the program here
    pty_expect(pty, "ei");
    pty_type(pty, "Ctrl+'z' Ctrl+Home Esc");
    pty_expect(pty, "Seite verlassen?");
    pty_type(pty, "Esc");
    assert_false(pty_shows(pty, "Seite verlassen?"));
    assert_true(pty_shows(pty, "zweiIn der Werkstatt"));
    pty_type(pty, "Esc Right Right");
    pty_expect(pty, "▶ Verwerfen");
    pty_type(pty, "Enter");
    pty_expect(pty, "▶ 1 Text schreiben");
    pty_press(pty, "F10");
    assert_int_equal(pty_wait_exit(pty), 0);
    assert_true(pty_modes_restored(pty));
    pty_free(&pty);
}

static void test_fills_in_a_form_from_right_to_left(void **state)
{
    (void)state;
    struct pty *pty = start("ar");
    pty_type(pty, "Down Enter Ctrl+'a' Backspace F8");
    pty_expect(pty, "\uFEF0\uFE9F\uFEAE\uFEF3"); // what is missing is said, joined and in visual order
    pty_type(pty, "'A1' Tab ' ' F8 Esc");
    pty_expect(pty, "2 ◀"); // nothing was to be asked: it was saved
    pty_resize(pty, 12, 40);
    pty_expect(pty, "2 ◀");
    pty_press(pty, "Interrupt"); // where nothing is written, that is the end
    assert_int_equal(pty_wait_exit(pty), 0);
    pty_free(&pty);
}

static void test_wrong_usage(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct program_result result = program_run(&arena, "kit-gallery", (const char *const[]){"--language", "tlh", NULL});
    assert_int_equal(result.exit_status, 2);
    assert_non_null(strstr(result.errors, "kit-gallery: tlh: there is no content in it (use de, ar, uk, ti or mixed)"));
    result = program_run(&arena, "kit-gallery", (const char *const[]){"--help", NULL});
    assert_int_equal(result.exit_status, 0);
    assert_int_equal(strncmp(result.output, "Usage: kit-gallery", 18), 0);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_writes_takes_back_pastes_and_leaves),
        cmocka_unit_test(test_fills_in_a_form_from_right_to_left),
        cmocka_unit_test(test_wrong_usage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
