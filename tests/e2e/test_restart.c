// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The graphical kiosk is started again in its terminal (deploy/station/wayland/kiosk-in-xterm): at once, with nothing
// left of the last visit; but not when it ended soon three times in a row, as the next start would end the same way.
#include "core/base/sys.h"
#include "tests/support/program.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char word[] = "qzjxwkvy";

struct restarted {
    struct arena arena;
    const char *clock; // a file: what date(1) says
    struct pty *pty;
};

static void set_clock(const struct restarted *restarted, const char *seconds)
{
    struct problem problem;
    assert_int_equal(sys_write_file(restarted->clock, seconds, strlen(seconds), 0644, &problem), STATUS_OK);
}

static void start(struct restarted *restarted)
{
    *restarted = (struct restarted){0};
    struct arena *arena = &restarted->arena;
    struct problem problem;
    char *folder = program_scratch(arena, "restart");
    restarted->clock = arena_format(arena, "%s/clock", folder);
    const char *date = arena_format(arena, "#!/bin/sh\nread -r seconds <%s\necho $seconds\n", restarted->clock);
    assert_int_equal(sys_write_file(arena_format(arena, "%s/date", folder), date, strlen(date), 0755, &problem),
                     STATUS_OK);
    set_clock(restarted, "1000\n");
    restarted->pty = pty_start(&(struct pty_options){
        .program = "/bin/sh",
        .arguments =
            (const char *const[]){"-c", "exec 3>/dev/null \"$0\" \"$@\"",
                                  program_source(arena, "deploy/station/wayland/kiosk-in-xterm"),
                                  program_built(arena, "kompass-kiosk"), "--now", "2026-11-23T10:15", "--locked", NULL},
        .environment = (const char *const[]){arena_format(arena, "PATH=%s:/usr/bin:/bin", folder), NULL},
        .rows = 24,
        .columns = 80,
    });
    pty_settle(restarted->pty);
}

static void end(struct restarted *restarted)
{
    pty_free(&restarted->pty);
    arena_free(&restarted->arena);
}

static pid_t kiosk_of(const struct restarted *restarted)
{
    char path[64];
    int kiosk = 0;
    int parent = (int)pty_process(restarted->pty);
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", parent, parent);
    FILE *children = fopen(path, "r");
    if (children == NULL)
        skip(); // the kernel was built without
    assert_int_equal(fscanf(children, "%d", &kiosk), 1);
    fclose(children);
    return kiosk;
}

// A visitor types a word, and the kiosk is killed. Answers which process it was.
static pid_t visit_and_kill(const struct restarted *restarted)
{
    pty_type(restarted->pty, "Enter '2' F3 'qzjxwkvy'");
    pty_expect(restarted->pty, word);
    pid_t kiosk = kiosk_of(restarted);
    kill(kiosk, SIGKILL);
    return kiosk;
}

static void expect_again(const struct restarted *restarted)
{
    pid_t first = visit_and_kill(restarted);
    pty_expect(restarted->pty, "Drücken Sie eine Taste.");
    assert_false(pty_shows(restarted->pty, word));
    assert_int_not_equal(kiosk_of(restarted), first);
}

static void expect_not_again(const struct restarted *restarted)
{
    visit_and_kill(restarted);
    assert_int_equal(pty_wait_exit(restarted->pty), 0);
    assert_false(pty_shows(restarted->pty, word));
}

static void test_again_until_three_short_lives(void **state)
{
    (void)state;
    struct restarted restarted;
    start(&restarted);
    expect_again(&restarted);
    expect_again(&restarted);
    expect_not_again(&restarted);
    end(&restarted);
}

static void test_a_minute_makes_up_for_short_lives(void **state)
{
    (void)state;
    struct restarted restarted;
    start(&restarted);
    set_clock(&restarted, "1059\n"); // 59 s
    expect_again(&restarted);
    expect_again(&restarted);
    set_clock(&restarted, "1119\n"); // 60 s
    expect_again(&restarted);
    expect_again(&restarted);
    expect_again(&restarted);
    expect_not_again(&restarted);
    end(&restarted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_again_until_three_short_lives),
        cmocka_unit_test(test_a_minute_makes_up_for_short_lives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
