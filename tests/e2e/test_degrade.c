// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Terminals that can do little: either every screen says the same there as on a good terminal, with a focus that is seen
// without colour, or one sentence says what is wrong and how to mend it.
#include "core/base/sys.h"
#include "tests/support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

// ---- the walk ----------------------------------------------------------------------------------------------------

// Every screen, and what a screen can look like: its keys lead from each to the next.
static const char *const steps[] = {
    "Enter",     // languages
    "Enter",     // home
    "Enter",     // area
    "Enter",     // what it leads to
    "PageDown",  //
    "Esc",       //
    "F3",        // search
    "'arzt'",    //
    "Enter",     // an offer
    "Esc F7",    // the keyboard on the screen
    "Down",
    "F9",        // emergency
    "F1",        // help, whose end tells what the terminal is
    "F4",        // home
    "End Enter", // about
    "F4 '16'",   // all guides
    "Enter",     // one of them
    "F5 F5",     // other colours
    "F6",        // larger
    "F4 F6 F6",  // and back to what was
    "Esc",       // the visit is over
};
enum { COLUMNS = 80, STEPS = sizeof steps / sizeof *steps, PICTURES = STEPS + 1 };

struct walk {
    char *pictures[PICTURES];
    char *focused[PICTURES]; // the row that the cursor stands in
    bool coloured;
};

static void see(const struct pty *pty, struct arena *arena, struct walk *walk, size_t step)
{
    int row, column;
    pty_cursor(pty, &row, &column);
    walk->pictures[step] = pty_text(pty, arena);
    walk->focused[step] = pty_row(pty, arena, row);
}

static struct walk walk_through(struct arena *arena, const char *language, const char *const *environment, int columns)
{
    const char *arguments[] = {"--language", language, NULL};
    struct walk walk = {0};
    struct pty *pty = program_start_kiosk(
        &(struct pty_options){.environment = environment, .arguments = arguments, .rows = 24, .columns = columns});
    see(pty, arena, &walk, 0);
    for (size_t i = 0; i < STEPS; i++) {
        pty_type(pty, steps[i]);
        see(pty, arena, &walk, i + 1);
    }
    walk.coloured = pty_sent_colour(pty);
    pty_press(pty, "'q'");
    assert_int_equal(pty_wait_exit(pty), 0);
    assert_true(pty_modes_restored(pty));
    pty_free(&pty);
    return walk;
}

// ---- descriptions of terminals that no package has -----------------------------------------------------------------

static const char descriptions[] =
    "kompass-two|two colours, colors#2, pairs#4, use=xterm-256color,\n"
    "kompass-eight|eight colours, colors#8, pairs#64, use=xterm-256color,\n"
    "kompass-sixteen|sixteen colours, colors#16, pairs#256, use=xterm-256color,\n"
    "kompass-few|256 colours and fewer pairs of them than a theme has, which has attributes instead, colors#256, pairs#8, use=xterm-256color,\n"
    "kompass-liar|256 colours and no way to ask for one, colors#256, pairs#32767, setaf@, setab@, setf@, setb@, use=xterm-256color,\n"
    "kompass-plain|no attribute at all, colors@, pairs@, setaf@, setab@, op@, bold@, rev@, smso@, rmso@, smul@,\n"
    "\trmul@, dim@, sgr@, sgr0@, use=xterm-256color,\n"
    "kompass-bound|no cursor addressing, cup@, hpa@, vpa@, use=xterm-256color,\n";

// Compiles them; the variable that tells curses of them, in the arena.
static const char *compile_descriptions(struct arena *arena)
{
    struct problem problem;
    const char *folder = program_scratch(arena, "terminfo");
    const char *source = arena_format(arena, "%s/source", folder);
    assert_int_equal(sys_write_file(source, descriptions, sizeof descriptions - 1, 0600, &problem), STATUS_OK);
    fflush(NULL);
    pid_t process = fork();
    if (process == 0) {
        execlp("tic", "tic", "-x", "-o", folder, source, (char *)NULL);
        _exit(127);
    }
    int status;
    assert_int_equal(waitpid(process, &status, 0), process);
    assert_int_equal(status, 0);
    return arena_format(arena, "TERMINFO=%s", folder);
}

// ---- tests -------------------------------------------------------------------------------------------------------

// What a list or a text has in the focus bears the sign before it, on the glass at the left or at the right.
static void assert_focus_is_seen(const struct walk *walk, const char *what)
{
    static const size_t lists[] = {1, 2, 3, 6, 14};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const char *row = walk->focused[lists[i]];
        if (strstr(row, "\xE2\x96\xB6") == NULL && strstr(row, "\xE2\x97\x80") == NULL)
            fail_msg("%s: the focus is not seen in \"%s\"\n%s", what, row, walk->pictures[lists[i]]);
    }
}

static void test_plain_but_whole(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *terminfo = compile_descriptions(&arena);
    const struct {
        const char *const environment[4];
        bool coloured;
        bool narrower; // leaves the last column free
    } terminals[] = {
        {{"TERM=vt100", NULL}, false, false},
        {{"TERM=vt220", NULL}, false, false},
        {{"TERM=xterm-mono", NULL}, false, false},
        {{"TERM=xterm-256color", "NO_COLOR=1", NULL}, false, false},
        {{terminfo, "TERM=kompass-two", NULL}, false, false},
        {{terminfo, "TERM=kompass-plain", NULL}, false, false},
        {{terminfo, "TERM=kompass-few", NULL}, false, false},
        {{terminfo, "TERM=kompass-liar", NULL}, false, false},
        {{"TERM=ansi", NULL}, true, true},
        {{"TERM=linux", NULL}, true, false},
        {{terminfo, "TERM=kompass-eight", NULL}, true, false},
        {{terminfo, "TERM=kompass-sixteen", NULL}, true, false},
        {{"TERM=xterm-256color", "LC_ALL=C", NULL}, true, false},
        {{"TERM=xterm-256color", "LC_ALL=de_DE.ISO-8859-1", NULL}, true, false},
        {{"TERM=xterm-256color", "LC_ALL", "LANG", NULL}, true, false},
    };
    static const char *const languages[] = {"de", "ar"};
    for (size_t l = 0; l < 2; l++) {
        struct walk good = walk_through(&arena, languages[l], NULL, COLUMNS);
        assert_true(good.coloured);
        for (size_t i = 0; i < sizeof terminals / sizeof *terminals; i++) {
            const char *name = terminals[i].environment[terminals[i].environment[1] != NULL];
            struct walk walk = walk_through(&arena, languages[l], terminals[i].environment, COLUMNS + terminals[i].narrower);
            for (size_t k = 0; k < PICTURES; k++) {
                if (strcmp(walk.pictures[k], good.pictures[k]) != 0)
                    fail_msg("%s, %s: step %zu is\n%s\nand not\n%s", name, languages[l], k, walk.pictures[k],
                             good.pictures[k]);
            }
            assert_focus_is_seen(&walk, name);
            if (walk.coloured != terminals[i].coloured)
                fail_msg("%s: %s", name, walk.coloured ? "in colour" : "without colour");
        }
    }
    arena_free(&arena);
}

// Runs a command line in a terminal that must not be taken over; it says so, with how to mend it.
static void assert_refused(const char *const *environment, const char *command, const char *what)
{
    struct arena arena = {0};
    const char *program = program_built(&arena, "kompass-kiosk");
    const char *const arguments[] = {"-c", command, program, NULL}; // which is $0 there
    struct pty *pty = pty_start(&(struct pty_options){.program = "/bin/sh", .arguments = arguments,
                                                      .environment = environment, .rows = 24, .columns = 80,
                                                      .without_ready = true});
    int status = pty_wait_exit(pty);
    size_t size;
    const char *output = pty_output(pty, &size);
    if (status != 1 || !pty_shows(pty, what))
        fail_msg("%s: exit status %d\n%s", command, status, pty_text(pty, &arena));
    assert_null(memmem(output, size, "\033", 1));
    assert_true(pty_modes_restored(pty));
    pty_free(&pty);
    arena_free(&arena);
}

static void test_refused_in_plain_words(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *terminfo = compile_descriptions(&arena);
    const struct {
        const char *const environment[4]; // curses itself leaks when it refuses, which a sanitizer would tell
        const char *command, *what;
    } cases[] = {
        {{"TERM=dumb", "ASAN_OPTIONS=detect_leaks=0", NULL}, "exec \"$0\"", "TERM=dumb: it cannot place its cursor"},
        {{"TERM=unknown", "ASAN_OPTIONS=detect_leaks=0", NULL}, "exec \"$0\"", "TERM=unknown: no such terminal is known"},
        {{"TERM=", "ASAN_OPTIONS=detect_leaks=0", NULL}, "exec \"$0\"", "TERM=: not set"},
        {{"TERM", "ASAN_OPTIONS=detect_leaks=0", NULL}, "exec \"$0\"", "TERM=: not set"},
        {{"TERM=nothing-of-this-name", "ASAN_OPTIONS=detect_leaks=0", NULL}, "exec \"$0\"", "no such terminal is known"},
        {{terminfo, "TERM=kompass-bound", "ASAN_OPTIONS=detect_leaks=0", NULL}, "exec \"$0\"", "it cannot place its cursor"},
        {{NULL}, "\"$0\" </dev/null", "standard input and output are not one"},
        {{NULL}, "\"$0\" | cat; exit 1", "standard input and output are not one"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_refused(cases[i].environment, cases[i].command, cases[i].what);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_but_whole),
        cmocka_unit_test(test_refused_in_plain_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
