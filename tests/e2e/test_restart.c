// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The graphical kiosk is started again in its terminal (deploy/station/wayland/kiosk-in-xterm): at once, with nothing left of
// the last visit; but not when it lived so short that its next start would end the same way.
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
    assert_int_equal(sys_write_file(arena_format(arena, "%s/date", folder), date, strlen(date), 0755, &problem), STATUS_OK);
    set_clock(restarted, "1000\n");
    restarted->pty = pty_start(&(struct pty_options){
        .program = "/bin/sh",
        .arguments = (const char *const[]){"-c", "exec 3>/dev/null \"$0\" \"$@\"",
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

static void test_again_without_the_last_visit(void **state)
{
    (void)state;
    struct restarted restarted;
    start(&restarted);
    pty_type(restarted.pty, "Enter '2' F3 'qzjxwkvy'");
    pty_expect(restarted.pty, word);
    pid_t first = kiosk_of(&restarted);
    set_clock(&restarted, "1060\n");
    kill(first, SIGKILL);
    pty_expect(restarted.pty, "Willkommen");
    assert_false(pty_shows(restarted.pty, word));
    assert_int_not_equal(kiosk_of(&restarted), first);
    pty_type(restarted.pty, "Enter '2' F3 'abc'");
    assert_false(pty_shows(restarted.pty, word));
    pty_expect(restarted.pty, "abc");
    end(&restarted);
}

static void test_not_again_after_less_than_a_minute(void **state)
{
    (void)state;
    struct restarted restarted;
    start(&restarted);
    pty_type(restarted.pty, "Enter '2' F3 'qzjxwkvy'");
    pty_expect(restarted.pty, word);
    set_clock(&restarted, "1059\n");
    kill(kiosk_of(&restarted), SIGKILL);
    pty_wait_exit(restarted.pty);
    assert_false(pty_shows(restarted.pty, word));
    end(&restarted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_again_without_the_last_visit),
        cmocka_unit_test(test_not_again_after_less_than_a_minute),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
