// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The staff's door: people log in through a real sshd, and nobody gets anything else there but the program.
#include "core/base/sys.h"
#include "tests/support/sshd.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <string.h>
#include <unistd.h>

struct house {
    struct arena arena;
    const char *folder;
    const char *editorial;
    struct sshd *sshd;
};

static int set_up(void **state)
{
    static struct house house;
    struct arena *arena = &house.arena;
    house.folder = program_scratch(arena, "staff_ssh");
    house.editorial = arena_format(arena, "%s/data/editorial.db", house.folder);
    const char *make = arena_format(arena, "mkdir '%s/data' && cp '%s' '%s'", house.folder,
                                    program_built(arena, "default/editorial.db"), house.editorial);
    const char *const people[] = {"anna", "ben", NULL};
    assert_int_equal(program_run(arena, "/bin/sh", (const char *const[]){"-c", make, NULL}).exit_status, 0);
    house.sshd = sshd_start(house.folder, people,
                            arena_format(arena, "'%s' --now 2026-11-23T10:15 --editorial '%s'",
                                         program_built(arena, "kompass-staff"), house.editorial));
    *state = &house;
    return 0;
}

static int tear_down(void **state)
{
    struct house *house = *state;
    sshd_stop(&house->sshd);
    arena_free(&house->arena);
    return 0;
}

static const char first_page[] = "Meine Arbeit";

static struct pty *log_in(struct house *house, const char *person, const struct pty_options *more)
{
    static const struct pty_options usual = {.rows = 24, .columns = 80};
    struct pty *pty = sshd_log_in(house->sshd, person, more == NULL ? &usual : more);
    pty_expect(pty, first_page);
    return pty;
}

static void test_a_person_logs_in_and_leaves(void **state)
{
    struct house *house = *state;
    struct pty *pty = log_in(house, "anna", NULL);
    pid_t program = sshd_program(house->sshd, "anna");
    pty_press(pty, "F10");
    sshd_wait_ended(program);
    assert_int_equal(pty_wait_exit(pty), 0);
    assert_true(pty_modes_restored(pty));
    pty_free(&pty);
}

// Asks for something by ssh, scp or sftp and gets nothing but, where the client hands it on, one line.
static void expect_no_way(struct house *house, const char *line, const char *client, const char *const *arguments)
{
    struct arena arena = {0};
    struct program_result result = sshd_run(house->sshd, &arena, "anna", client, arguments);
    sshd_program(house->sshd, "anna");
    if (strstr(result.errors, line) == NULL)
        fail_msg("%s %s: \"%s\" \"%s\"", client, arguments[0], result.output, result.errors);
    assert_int_not_equal(result.exit_status, 0);
    if (strcmp(client, "ssh") == 0)
        assert_int_equal(result.exit_status, 2);
    assert_string_equal(result.output, "");
    arena_free(&arena);
}
#define EXPECT_NO_WAY(line, client, ...) expect_no_way(house, line, client, (const char *const[]){__VA_ARGS__, NULL})

static void test_no_way_to_anything_else(void **state)
{
    struct house *house = *state;
    struct arena *arena = &house->arena;
    const char *mine = arena_format(arena, "%s/mine", house->folder);
    static const char command[] = "kompass-staff: command: no commands and no file transfers are to be had here";
    EXPECT_NO_WAY(command, "ssh", "HOST", "id");
    EXPECT_NO_WAY(command, "ssh", "HOST", "/bin/sh -c 'touch /tmp/kompass-evil'");
    EXPECT_NO_WAY(command, "ssh", "HOST", "kompass-staff --help");
    EXPECT_NO_WAY(command, "scp", "-O", house->editorial, "HOST:mine");
    EXPECT_NO_WAY("kompass-staff: terminal: there is none", "ssh", "-T", "HOST");
    EXPECT_NO_WAY("", "ssh", "-s", "HOST", "sftp"); // of a subsystem, sshd keeps to itself what it says to people
    EXPECT_NO_WAY("", "sftp", "-b", "/dev/null", "HOST");
    EXPECT_NO_WAY("", "scp", house->editorial, "HOST:mine");
    EXPECT_NO_WAY("", "scp", arena_format(arena, "HOST:%s", house->editorial), mine);
    assert_int_not_equal(access(mine, F_OK), 0);
    assert_int_not_equal(access("/tmp/kompass-evil", F_OK), 0);
}

static void test_a_shell_in_a_terminal_is_none_either(void **state)
{
    struct house *house = *state;
    const struct pty_options options = {
        .rows = 24, .columns = 80, .arguments = (const char *const[]){"-t", "-o", "RemoteCommand=sh", NULL}};
    struct pty *pty = sshd_log_in(house->sshd, "anna", &options);
    pty_expect(pty, "kompass-staff: command: no commands");
    sshd_program(house->sshd, "anna");
    assert_int_equal(pty_wait_exit(pty), 2);
    pty_free(&pty);
}

static void expect_no_forwarding(struct house *house, const char *option, const char *what)
{
    struct arena arena = {0};
    const char *const arguments[] = {"-o", "ExitOnForwardFailure=yes", option, what, "HOST", NULL};
    struct program_result result = sshd_run(house->sshd, &arena, "anna", "ssh", arguments);
    if (result.exit_status != 255 || strcmp(result.output, "") != 0)
        fail_msg("%s %s: %d \"%s\" \"%s\"", option, what, result.exit_status, result.output, result.errors);
    arena_free(&arena);
}

// What would be reached is there: this sshd itself, which would say so.
static void test_nothing_is_forwarded(void **state)
{
    struct house *house = *state;
    struct arena *arena = &house->arena;
    const char *here = arena_format(arena, "127.0.0.1:%d", sshd_port(house->sshd));
    const char *socket = arena_format(arena, "%s/socket", house->folder);
    expect_no_forwarding(house, "-W", here);
    expect_no_forwarding(house, "-NR", arena_format(arena, "0:%s", here));
    expect_no_forwarding(house, "-NR", arena_format(arena, "%s:%s", socket, here));
    assert_int_not_equal(access(socket, F_OK), 0);
}

// ---- what a client may send ---------------------------------------------------------------------------------------

static void leave(struct house *house, struct pty **pty, const char *person)
{
    pid_t program = sshd_program(house->sshd, person);
    pty_press(*pty, "F10");
    sshd_wait_ended(program);
    assert_int_equal(pty_wait_exit(*pty), 0);
    pty_free(pty);
}

static void test_any_name_of_a_terminal_will_do(void **state)
{
    struct house *house = *state;
    static const struct {
        const char *term;
        bool coloured;
    } cases[] = {
        {"TERM=../../../../tmp/evil$(id)", true}, {"TERM=xterm-kitty", true}, {"TERM=;reboot", true},
        {"TERM=linux", true},                     {"TERM=vt100", false},      {"TERM=dumb", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct pty_options options = {.rows = 24, .columns = 80, .environment = (const char *const[]){cases[i].term, NULL}};
        struct pty *pty = log_in(house, "anna", &options);
        assert_int_equal(pty_sent_colour(pty), cases[i].coloured);
        leave(house, &pty, "anna");
    }
}

static void test_variables_choose_the_language_and_nothing_else(void **state)
{
    struct house *house = *state;
    static const struct {
        const char *variable, *page;
    } cases[] = {
        {"SetEnv=LANG=en_GB.UTF-8", "My work"},
        {"SetEnv=LC_ALL=../../../tmp/$(id)", "My work"},
        {"SetEnv=LC_ALL=de_DE.UTF-8", "Meine Arbeit"},
        {"SetEnv=LD_PRELOAD=/nonexistent.so", "Meine Arbeit"},
        {"SetEnv=LC_ALL=de_DE.UTF-8 COLUMNS=1 LINES=99999999", "Meine Arbeit"},
        {"SetEnv=LC_ALL=%n%n%n%s EDITOR=sh VISUAL=sh PAGER=sh LESSOPEN=|/nonexistent", "My work"},
        {"SetEnv=TERMINFO=/nonexistent LC_MESSAGES=de_DE LC_TIME=tlh", "Meine Arbeit"},
        {"SetEnv=SSH_USER_AUTH=/etc/passwd", "Meine Arbeit"},
        {"SetEnv=KOMPASS_SESSION=/dev/null", "Meine Arbeit"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct pty_options options = {
            .rows = 24, .columns = 80, .arguments = (const char *const[]){"-o", cases[i].variable, NULL}};
        struct pty *pty = sshd_log_in(house->sshd, "anna", &options);
        pty_expect(pty, cases[i].page);
        assert_false(pty_shows(pty, "nonexistent"));
        leave(house, &pty, "anna");
    }
}

static void test_windows_of_any_size(void **state)
{
    struct house *house = *state;
    static const struct {
        int rows, columns;
        bool shows; // as much as a page
    } cases[] = {{0, 0, true}, {1, 1, false}, {200, 500, true}, {24, 80, true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct pty_options options = {.rows = cases[i].rows, .columns = cases[i].columns};
        struct pty *pty = sshd_log_in(house->sshd, "anna", &options);
        if (cases[i].shows)
            pty_expect(pty, first_page);
        pty_resize(pty, 1, 1);
        pty_resize(pty, 33, 120);
        pty_expect(pty, first_page);
        leave(house, &pty, "anna");
    }
}

// ---- lines that break ---------------------------------------------------------------------------------------------

static void test_the_program_ends_with_the_connection(void **state)
{
    struct house *house = *state;
    struct pty *pty = log_in(house, "anna", NULL);
    pid_t program = sshd_program(house->sshd, "anna");
    pty_signal(pty, SIGKILL); // the client; as far as the server can see the same as a cable that was cut
    sshd_wait_ended(program);
    pty_free(&pty);
    pty = log_in(house, "anna", NULL);
    program = sshd_program(house->sshd, "anna");
    kill(program, SIGKILL);
    assert_int_not_equal(pty_wait_exit(pty), 0);
    pty_free(&pty);
}

// ---- backup and restore -------------------------------------------------------------------------------------------

// The one place of `old` becomes `new`.
static char *replace(struct arena *arena, const char *text, const char *old, const char *new)
{
    const char *place = strstr(text, old);
    if (place == NULL)
        fail_msg("not there: %s", old);
    return arena_format(arena, "%.*s%s%s", (int)(place - text), text, new, place + strlen(old));
}

static struct program_result shell(struct arena *arena, const char *script)
{
    return program_run(arena, "/bin/sh", (const char *const[]){"-euc", script, NULL});
}

// The steps of the handbook as they stand there, with the paths of this house.
static const char *restore_steps(struct house *house, const char *copy, pid_t program)
{
    struct arena *arena = &house->arena;
    struct problem problem;
    char *handbook;
    size_t size;
    assert_int_equal(sys_read_file(arena, program_source(arena, "docs/operator.md"), 1 << 20, &handbook, &size, &problem), STATUS_OK);
    char *steps = strstr(strstr(handbook, "### Restore"), "```") + strlen("```");
    *strstr(steps, "```") = '\0';
    steps = replace(arena, steps, "/var/lib/kompass-editorial", arena_format(arena, "'%s/data'", house->folder));
    steps = replace(arena, steps, "pkill -HUP -x kompass-staff", arena_format(arena, "kill -HUP %ld", (long)program));
    steps = replace(arena, steps, "pgrep -x kompass-staff; do sleep 1;", arena_format(arena, "kill -0 %ld 2>&-; do :;", (long)program));
    steps = replace(arena, steps, "-g kompass-staff ", "");
    steps = replace(arena, steps, "/var/backups/kompass/editorial-20261130T020000Z.db", arena_format(arena, "'%s'", copy));
    return replace(arena, steps, "kompass check", arena_format(arena, "'%s' check", program_built(arena, "kompass")));
}

static void test_a_backup_is_restored_by_the_steps_of_the_handbook(void **state)
{
    struct house *house = *state;
    struct arena *arena = &house->arena;
    const char *kompass = program_built(arena, "kompass");
    const char *copies = arena_format(arena, "%s/copies", house->folder);
    struct program_result backup = shell(arena, arena_format(arena, "mkdir '%s'; '%s' backup --from '%s' --to '%s'", copies, kompass,
                                                             house->editorial, copies));
    assert_int_equal(backup.exit_status, 0);
    const char *copy = arena_copy(arena, backup.output, strcspn(backup.output, ":"));
    struct pty *pty = log_in(house, "anna", NULL);
    pid_t program = sshd_program(house->sshd, "anna");
    // A disk that lost 200 pages in the middle.
    assert_int_equal(shell(arena, arena_format(arena, "dd if=/dev/urandom of='%s' bs=8192 seek=300 count=200 conv=notrunc status=none",
                                               house->editorial)).exit_status, 0);
    assert_int_equal(program_run(arena, "kompass", (const char *const[]){"check", house->editorial, NULL}).exit_status, 1);

    struct program_result restored = shell(arena, restore_steps(house, copy, program));
    if (restored.exit_status != 0)
        fail_msg("%s%s", restored.output, restored.errors);
    assert_int_equal(pty_wait_exit(pty), 0);
    pty_free(&pty);
    assert_int_equal(program_run(arena, "kompass", (const char *const[]){"check", house->editorial, NULL}).exit_status, 0);
    pty = log_in(house, "anna", NULL);
    leave(house, &pty, "anna");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_person_logs_in_and_leaves),
        cmocka_unit_test(test_no_way_to_anything_else),
        cmocka_unit_test(test_a_shell_in_a_terminal_is_none_either),
        cmocka_unit_test(test_nothing_is_forwarded),
        cmocka_unit_test(test_any_name_of_a_terminal_will_do),
        cmocka_unit_test(test_variables_choose_the_language_and_nothing_else),
        cmocka_unit_test(test_windows_of_any_size),
        cmocka_unit_test(test_the_program_ends_with_the_connection),
        cmocka_unit_test(test_a_backup_is_restored_by_the_steps_of_the_handbook),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
