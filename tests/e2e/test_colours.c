// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The bytes by which colours come to each kind of terminal, and that no other terminal's colours are touched: whatever ends the
// program, what was told is taken back.
#include "core/base/sys.h"
#include "tests/support/program.h"

#include <limits.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static bool sent(const struct pty *pty, const char *bytes)
{
    size_t size;
    const char *output = pty_output(pty, &size);
    return size > 0 && memmem(output, size, bytes, strlen(bytes)) != NULL;
}

// Where the bytes were sent last; -1: never.
static long last_sent(const struct pty *pty, const char *bytes)
{
    size_t size;
    long last = -1;
    const char *output = pty_output(pty, &size);
    for (size_t i = 0; i + strlen(bytes) <= size; i++) {
        if (memcmp(output + i, bytes, strlen(bytes)) == 0)
            last = (long)i;
    }
    return last;
}

static void end(struct pty **pty)
{
    pty_signal(*pty, SIGTERM);
    assert_int_equal(pty_wait_exit(*pty), 0);
    pty_free(pty);
}

// Nothing that changes the colours of the terminal itself (OSC 4, 10 to 19, 104, 110 to 119, P and R, or by terminfo's initc and oc).
static void assert_colours_are_left_alone(const struct pty *pty)
{
    static const char *const changes[] = {"\033]4;", "\033]10;", "\033]11;", "\033]12;", "\033]P", "\033]R", "\033]104", "\033]11"};
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        if (sent(pty, changes[i]))
            fail_msg("%s was sent", changes[i] + 1);
    }
}

// The ground of night's page, #161F28, on each kind of terminal of somebody else's, its nearest of 256 and of eight.
static void test_what_each_kind_is_sent(void **state)
{
    (void)state;
    static const struct {
        const char *environment[4];
        const char *ground, *not_ground;
    } terminals[] = {
        {{"TERM=xterm-256color", "COLORTERM=truecolor", NULL}, "48:2::22:31:40", "48;5;"},
        {{"TERM=xterm-256color", "COLORTERM=24bit", NULL}, "48:2::22:31:40", "48;5;"},
        {{"TERM=xterm-direct", NULL}, "48:2::22:31:40", "48;5;"},
        {{"TERM=tmux-256color", "COLORTERM=truecolor", "TMUX=/tmp/x,1,0", NULL}, "48:2::22:31:40", "48;5;"},
        {{"TERM=xterm-256color", NULL}, "48;5;234", "48:2:"},
        {{"TERM=xterm-256color", "COLORTERM=perhaps", NULL}, "48;5;234", "48:2:"},
        {{"TERM=screen-256color", "COLORTERM=truecolor", "STY=1.x", NULL}, "48;5;234", "48:2:"}, // screen takes no others
        {{"TERM=rxvt-unicode-256color", "COLORTERM=truecolor", NULL}, "48;5;234", "48:2:"},      // nothing describes it so
        {{"TERM=xterm-256color", "SSH_CONNECTION=192.0.2.1 1 192.0.2.2 22", NULL}, "48;5;234", "48:2:"},
        {{"TERM=screen", "COLORTERM=truecolor", NULL}, "\033[37m\033[40m", "48;"},
        {{"TERM=xterm", NULL}, "\033[37m\033[40m", "48;"},
        {{"TERM=linux", NULL}, "\033[37m\033[40m", "48;"}, // by name alone: no console of this machine
    };
    for (size_t i = 0; i < sizeof terminals / sizeof *terminals; i++) {
        struct pty *pty = program_start_kiosk(&(struct pty_options){.environment = terminals[i].environment});
        pty_type(pty, "Enter F5 F5 F5 F5"); // all themes, and the first again
        if (!sent(pty, terminals[i].ground) || sent(pty, terminals[i].not_ground))
            fail_msg("%s %s: not as %s", terminals[i].environment[0],
                     terminals[i].environment[1] == NULL ? "" : terminals[i].environment[1], terminals[i].ground);
        pty_signal(pty, SIGTERM);
        assert_int_equal(pty_wait_exit(pty), 0);
        assert_colours_are_left_alone(pty);
        pty_free(&pty);
    }
}

static void test_no_colour_is_no_colour(void **state)
{
    (void)state;
    static const char *const environments[][4] = {{"TERM=xterm-256color", "COLORTERM=truecolor", "NO_COLOR=1", NULL},
                                                  {"TERM=linux", "KIOSK_TERM=linux", "NO_COLOR=1", NULL},
                                                  {"TERM=vt220", "COLORTERM=truecolor", NULL}};
    for (size_t i = 0; i < sizeof environments / sizeof *environments; i++) {
        struct pty *pty = program_start_kiosk(&(struct pty_options){.environment = environments[i]});
        pty_type(pty, "Enter F5 F5");
        assert_false(pty_sent_colour(pty));
        pty_signal(pty, SIGTERM);
        assert_int_equal(pty_wait_exit(pty), 0);
        assert_colours_are_left_alone(pty);
        pty_free(&pty);
    }
}

// It has eight colours, but only in eight pairs: of the others nothing were seen. Reverse (ESC ] there) shows the focus.
static void test_few_pairs_are_no_colours(void **state)
{
    (void)state;
    static const char *const environment[] = {"TERM=minitel1", NULL};
    struct pty *pty = program_start_kiosk(&(struct pty_options){.environment = environment});
    pty_type(pty, "Enter Down");
    assert_true(sent(pty, "\033]"));
    end(&pty);
}

static const char *const console[] = {"TERM=linux", "KIOSK_TERM=linux", NULL};
static const char night_paper[] = "\033]P0161f28", day_paper[] = "\033]P0fdfaf2", restoring[] = "\033]R";

// A console of ours has the theme's sixteen colours while the program runs; monochrome has those of the console.
static void test_the_console_has_our_colours(void **state)
{
    (void)state;
    struct pty *pty = program_start_kiosk(&(struct pty_options){.environment = console});
    assert_true(sent(pty, night_paper));
    assert_true(sent(pty, "\033]PFffffff"));
    assert_true(sent(pty, "\033[37m\033[40m")); // ink and paper are the console's own, so that what is erased is paper
    pty_type(pty, "Enter F5");
    assert_false(sent(pty, day_paper)); // the order of the themes is day, night, contrast, monochrome
    assert_true(sent(pty, "\033]P0000000"));
    assert_true(last_sent(pty, restoring) < last_sent(pty, night_paper));
    pty_type(pty, "F5");
    assert_true(last_sent(pty, restoring) > last_sent(pty, night_paper));
    pty_type(pty, "F5");
    assert_true(last_sent(pty, day_paper) > last_sent(pty, restoring));
    assert_true(last_sent(pty, "\033[2J") > last_sent(pty, day_paper) || last_sent(pty, "\033[J") > last_sent(pty, day_paper)); // what stood there is sent again
    end(&pty);
}

// An end, a key, signals, a crash, which is the way of a process without memory, too: the console has its colours back, before it is wiped in them.
static void test_the_console_gets_its_colours_back(void **state)
{
    (void)state;
    static const int numbers[] = {0, SIGTERM, SIGHUP, SIGABRT, SIGSEGV, SIGTRAP, SIGXCPU, SIGXFSZ, SIGALRM, SIGUSR1, SIGUSR2};
    static const char *const locked[] = {"--locked", NULL};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct pty *pty = program_start_kiosk(
            &(struct pty_options){.environment = console, .arguments = numbers[i] == 0 ? NULL : locked});
        assert_true(last_sent(pty, restoring) < last_sent(pty, night_paper));
        if (numbers[i] == 0)
            pty_press(pty, "'q'");
        else
            pty_signal(pty, numbers[i]);
        pty_wait_exit(pty);
        assert_true(last_sent(pty, restoring) > last_sent(pty, night_paper));
        assert_true(last_sent(pty, "\033[J") > last_sent(pty, restoring) || last_sent(pty, "\033[2J") > last_sent(pty, restoring));
        assert_true(pty_modes_restored(pty));
        pty_free(&pty);
    }
}

// Stopped, it has given them back; going on, it takes them again.
static void test_a_stopped_program_gives_them_back(void **state)
{
    (void)state;
    struct pty *pty = program_start_kiosk(&(struct pty_options){.environment = console});
    pty_type(pty, "Enter");
    long shown = last_sent(pty, night_paper);
    assert_true(shown > last_sent(pty, restoring));
    pty_signal(pty, SIGTSTP);
    int status;
    assert_int_equal(waitpid(pty_process(pty), &status, WUNTRACED), pty_process(pty));
    assert_true(WIFSTOPPED(status));
    pty_signal(pty, SIGCONT);
    pty_settle(pty);
    assert_true(last_sent(pty, restoring) > shown);
    assert_true(last_sent(pty, night_paper) > last_sent(pty, restoring));
    end(&pty);
}

// Our own xterm begins in daylight, and is told what lies beside its cells; at the end it has its own again.
static void test_our_own_xterm(void **state)
{
    (void)state;
    static const char *const environment[] = {"TERM=xterm-256color", "COLORTERM=truecolor",
                                              "KOMPASS_XTERM_FONTS=DejaVu Sans Mono:16,22,28", NULL};
    static const int numbers[] = {SIGTERM, SIGABRT};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct pty *pty = program_start_kiosk(&(struct pty_options){.environment = environment});
        assert_true(sent(pty, "\033]11;#fdfaf2\a\033]12;#1e242e\a"));
        assert_true(sent(pty, "48:2::253:250:242"));
        pty_type(pty, "Enter F5");
        assert_true(sent(pty, "\033]11;#161f28\a"));
        assert_false(sent(pty, "\033]111"));
        pty_signal(pty, numbers[i]);
        pty_wait_exit(pty);
        assert_true(last_sent(pty, "\033]111\a\033]112\a") > last_sent(pty, "\033]11;#161f28\a"));
        pty_free(&pty);
    }
}

// Colours that are told in full take no more than a thousand bytes for the key that is pressed most; between tiles with
// pictures, twice as many.
static void test_an_arrow_costs_few_bytes_in_any_colour(void **state)
{
    (void)state;
    static const char *const environment[] = {"TERM=xterm-256color", "COLORTERM=truecolor", NULL};
    static const int sizes[][2] = {{22, 64}, {24, 80}, {30, 100}, {33, 120}};
    static const char *const keys[] = {"Down", "Right", "Up", "Left", "Up", "Down"};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        struct pty *pty = program_start_kiosk(
            &(struct pty_options){.rows = sizes[s][0], .columns = sizes[s][1], .environment = environment});
        size_t before, after;
        pty_type(pty, "Enter Enter");
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
            pty_output(pty, &before);
            pty_type(pty, keys[k]);
            pty_output(pty, &after);
            assert_in_range(after - before, 1, 2048);
        }
        pty_type(pty, "Enter Down");
        pty_output(pty, &before);
        pty_type(pty, "Down");
        pty_output(pty, &after);
        assert_in_range(after - before, 1, 1023);
        end(&pty);
    }
}

// The program with the data that it is built with, but themes of its own: its path, in the arena.
static char *program_with_themes(struct arena *arena, const char *night)
{
    static const char *const kept[] = {"locales", "catalog", "catalog.state"};
    struct problem problem;
    char *folder = program_scratch(arena, "colours");
    char *share = arena_format(arena, "%s/share/kompass", folder);
    char *program = arena_format(arena, "%s/kompass-kiosk", folder);
    assert_int_equal(mkdir(arena_format(arena, "%s/share", folder), 0755), 0);
    assert_int_equal(mkdir(share, 0755), 0);
    assert_int_equal(mkdir(arena_format(arena, "%s/themes", share), 0755), 0);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        char target[PATH_MAX];
        assert_non_null(realpath(program_built(arena, arena_format(arena, "share/kompass/%s", kept[i])), target));
        assert_int_equal(symlink(target, arena_format(arena, "%s/%s", share, kept[i])), 0);
    }
    assert_int_equal(link(program_built(arena, "kompass-kiosk"), program), 0);
    assert_int_equal(sys_write_file(arena_format(arena, "%s/themes/night.theme", share), night, strlen(night), 0644, &problem),
                     STATUS_OK);
    return program;
}

// A theme of the installed folder is drawn; one that nobody could read is told with its line, and the built-in one is drawn.
static void test_themes_of_the_installed_folder(void **state)
{
    (void)state;
    static const char *const papers[] = {"#001018", "#E0E0E0"};
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
        struct arena arena = {0};
        struct problem problem;
        char *night;
        size_t size;
        assert_int_equal(sys_read_file(&arena, program_source(&arena, "data/themes/night.theme"), 1 << 16, &night, &size, &problem), STATUS_OK);
        night = arena_copy(&arena, night, size);
        memcpy(strstr(night, "#161F28"), papers[i], strlen(papers[i]));
        char *program = program_with_themes(&arena, night);
        const char *const checking[] = {"--check", NULL};
        struct program_result result = program_run(&arena, program, checking);
        assert_int_equal(result.exit_status, i == 0 ? 0 : 1);
        if (i == 0)
            assert_string_equal(result.errors, "");
        else
            assert_non_null(strstr(result.errors, "night.theme:25: ink on paper has a contrast of 1.0"));
        const char *const arguments[] = {"--now", "2026-11-23T10:15", "--ready-fd", "9", NULL};
        static const char *const environment[] = {"TERM=xterm-256color", "COLORTERM=truecolor", NULL};
        struct pty *pty = pty_start(&(struct pty_options){
            .program = program, .arguments = arguments, .environment = environment, .rows = 24, .columns = 80});
        pty_settle(pty);
        assert_true(sent(pty, i == 0 ? "48:2::0:16:24" : "48:2::22:31:40"));
        end(&pty);
        arena_free(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_each_kind_is_sent),
        cmocka_unit_test(test_no_colour_is_no_colour),
        cmocka_unit_test(test_few_pairs_are_no_colours),
        cmocka_unit_test(test_the_console_has_our_colours),
        cmocka_unit_test(test_the_console_gets_its_colours_back),
        cmocka_unit_test(test_a_stopped_program_gives_them_back),
        cmocka_unit_test(test_our_own_xterm),
        cmocka_unit_test(test_themes_of_the_installed_folder),
        cmocka_unit_test(test_an_arrow_costs_few_bytes_in_any_colour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
