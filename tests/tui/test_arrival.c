// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of what somebody brings along who logs in: only what is known to be good is left of it.
#include "tui/staff/arrival.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void test_terminals_by_known_names_only(void **state)
{
    (void)state;
    static const struct {
        const char *name, *accepted;
    } cases[] = {
        {NULL, "vt100"},
        {"", "vt100"},
        {"dumb", "vt100"},
        {"vt100", "vt100"},
        {"xterm", "xterm"},
        {"linux", "linux"},
        {"tmux-256color", "tmux-256color"},
        {"xterm-kitty", "xterm-256color"},
        {"XTERM", "xterm-256color"},
        {"xterm ", "xterm-256color"},
        {"xterm-256color/../../../../tmp/evil", "xterm-256color"},
        {"../../../../tmp/evil$(id)", "xterm-256color"},
        {"/tmp/evil", "xterm-256color"},
        {"xterm\n", "xterm-256color"},
        {"\033]0;x\a", "xterm-256color"},
        {"xterm:tc=evil:", "xterm-256color"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(arrival_terminal(cases[i].name), cases[i].accepted);
}

static void take(struct arrival *arrival, struct arena *arena, const char *const *variables)
{
    clearenv();
    for (; *variables != NULL; variables++)
        putenv((char *)(uintptr_t)*variables);
    arrival_take(arrival, arena);
}
#define TAKE(...) take(&arrival, &arena, (const char *const[]){__VA_ARGS__, NULL})

static void test_nothing_that_was_sent_is_left(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct arrival arrival;
    TAKE("TERM=../../x", "TERMINFO=/tmp", "TERMINFO_DIRS=/tmp", "TERMCAP=x", "HOME=/tmp", "PATH=/tmp", "LANG=uk_UA.UTF-8",
         "LC_ALL=../../../etc/passwd", "LC_KOMPASS=x", "LINES=99999", "COLUMNS=-1", "TMPDIR=/tmp", "SQLITE_TMPDIR=/tmp",
         "ICU_DATA=/tmp", "LD_PRELOAD=/tmp/x.so", "MALLOC_CONF=x", "TZ=/tmp/x", "SSH_TTY=/dev/pts/9", "NO_COLOR=$(id)",
         "COLORTERM=truecolor\n", "KOMPASS_XTERM_FONTS=1", "SSH_USER_AUTH=/tmp/sshauth.1", "SSH_CONNECTION=192.0.2.7 5022 192.0.2.1 22");
    extern char **environ;
    assert_string_equal(environ[0], "TERM=xterm-256color");
    assert_string_equal(environ[1], "NO_COLOR=1");
    assert_null(environ[2]);
    assert_string_equal(arrival.authentication, "/tmp/sshauth.1");
    assert_string_equal(arrival.address, "192.0.2.7");
    assert_string_equal(arrival.language, "en");
    assert_false(arrival.wants_command);
    TAKE("TERM=xterm", "COLORTERM=24bit");
    assert_string_equal(environ[0], "TERM=xterm");
    assert_string_equal(environ[1], "COLORTERM=truecolor");
    assert_null(environ[2]);
    TAKE("NO_COLOR=");
    assert_string_equal(environ[0], "TERM=vt100");
    assert_null(environ[1]);
    assert_null(arrival.authentication);
    assert_null(arrival.address);
    arena_free(&arena);
}

static void test_the_language_somebody_reads(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct arrival arrival;
    static const struct {
        const char *variables[4], *language;
    } cases[] = {
        {{"LANG=de_DE.UTF-8"}, "de"},
        {{"LANG=en_GB.UTF-8"}, "en"},
        {{"LANG=tr_TR.UTF-8"}, "en"},
        {{"LANG=C.UTF-8"}, "de"}, // says nothing
        {{"LANG=POSIX"}, "de"},
        {{"X=1"}, "de"},
        {{"LANG=en_GB", "LC_MESSAGES=de_AT"}, "de"},
        {{"LANG=de_DE", "LC_MESSAGES=", "LC_ALL=en_US"}, "en"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        take(&arrival, &arena, cases[i].variables);
        assert_string_equal(arrival.language, cases[i].language);
    }
    arena_free(&arena);
}

static void test_whoever_wants_something_else_is_told_so(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct arrival arrival;
    struct problem problem;
    TAKE("SSH_ORIGINAL_COMMAND=scp -t .");
    assert_int_equal(arrival_check(&arrival, &problem), STATUS_UNSUPPORTED);
    assert_string_equal(problem.what, "command");
    TAKE("SSH_ORIGINAL_COMMAND=");
    assert_int_equal(arrival_check(&arrival, &problem), STATUS_UNSUPPORTED);
    TAKE("TERM=xterm");
    int before = dup(STDIN_FILENO);
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    dup2(ends[0], STDIN_FILENO);
    assert_int_equal(arrival_check(&arrival, &problem), STATUS_UNSUPPORTED);
    assert_string_equal(problem.what, "terminal");
    dup2(before, STDIN_FILENO);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_terminals_by_known_names_only),
        cmocka_unit_test(test_nothing_that_was_sent_is_left),
        cmocka_unit_test(test_the_language_somebody_reads),
        cmocka_unit_test(test_whoever_wants_something_else_is_told_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
