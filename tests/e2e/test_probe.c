// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Which terminal is this, asked of terminals that answer, answer late, in pieces, wrongly or not at all.
#include "tests/support/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

#include <jansson.h>

#include <cmocka.h>

#define WIDTHS "\033[2;2R\033[2;2R\033[2;2R\033[2;2R\033[2;2R\033[2;2R\033[2;3R\033[2;2R"
#define XTERM WIDTHS "\033P>|XTerm(379)\033\\\033[>41;379;0c\033P!|00000000\033\\\033[?64;1;2c"
#define KITTY WIDTHS "\033P>|kitty(0.26.5)\033\\\033[>1;4000;26c\033[8;0$y\033[?62;c"
#define MLTERM WIDTHS "\033[>24;279;0c\033[8;0$y\033P!|000000\033\\\033[?63;1;2;3;4;7;29c"
#define KONSOLE WIDTHS "\033P>|Konsole 22.12.3\033\\\033[>1;115;0c\033P!|7E4B4445\033\\\033[?62;1;4c"

static const char last_question[] = "\033[c";
static const char last_line[] = "Stand: "; // of the first screen

static bool sent(const struct pty *pty, const char *bytes)
{
    size_t size;
    const char *output = pty_output(pty, &size);
    return size > 0 && memmem(output, size, bytes, strlen(bytes)) != NULL;
}

static void test_kiosk_asks_with_its_first_frame(void **state)
{
    (void)state;
    struct pty *pty = program_start_kiosk(&(struct pty_options){0});
    size_t size;
    const char *output = pty_output(pty, &size);
    const char *screen = memmem(output, size, "\033[?1049h", 8);
    const char *asked = memmem(output, size, last_question, strlen(last_question));
    assert_non_null(screen);
    assert_non_null(asked);
    assert_true(screen < asked); // the shell's screen is not written to
    size_t rest = size - (size_t)(asked - output);
    assert_true(memmem(asked, rest, "\033[2J", 4) != NULL || memmem(asked, rest, "\033[J", 3) != NULL);
    assert_true(pty_shows(pty, "Drücken Sie eine Taste."));
    pty_type(pty, "Enter"); // the emulator's answers were read before it and had no effect
    assert_true(pty_shows(pty, "Deutsch"));
    pty_free(&pty);
}

static void test_terminals_that_are_not_asked(void **state)
{
    (void)state;
    static const char *const environments[][3] = {
        {"TERM=linux", NULL}, {"TERM=vt52", NULL}, {"KIOSK_TERM=xterm", NULL}, {"KIOSK_TERM=konsole", NULL}};
    for (size_t i = 0; i < sizeof environments / sizeof *environments; i++) {
        struct pty *pty = program_start_kiosk(&(struct pty_options){.environment = environments[i]});
        assert_false(sent(pty, last_question));
        assert_false(sent(pty, "\033[6n"));
        pty_free(&pty);
    }
}

// Names of terminals that can do little: the program is plain but whole, or refuses with a sentence (test_terminal.c).
static void test_terminals_that_can_do_little(void **state)
{
    (void)state;
    static const char *const terms[] = {"TERM=vt100",        "TERM=vt220",  "TERM=ansi",
                                        "TERM=xterm-mono", "TERM=xterm-color", "TERM=screen"};
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        const char *const environment[] = {terms[i], NULL};
        struct pty *pty = program_start_kiosk(&(struct pty_options){.environment = environment});
        assert_true(pty_shows(pty, "Drücken Sie eine Taste."));
        pty_type(pty, "Enter Down");
        assert_true(pty_shows(pty, "English"));
        pty_free(&pty);
    }
}

// Answers of every kind while the list of languages stands there: none opens or moves anything.
static void test_answers_do_nothing(void **state)
{
    (void)state;
    static const char *const answers[] = {
        XTERM,
        KONSOLE,
        "\033[2;3R",
        "\033P>|\033\\",
        "\033P!|7E565445\033\\\033[?65;1;9c",
        "\033[>1;1;0c\033[?60;1;6;9;15c\033[?60;1;6;9;15c",
        "\033[8;1$y\033[?c",
    };
    struct arena arena = {0};
    struct pty *pty = program_start_kiosk(&(struct pty_options){0});
    pty_type(pty, "Enter");
    char *before = pty_text(pty, &arena);
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        pty_send(pty, answers[i], strlen(answers[i]));
        pty_type(pty, "Down Up");
        assert_string_equal(pty_text(pty, &arena), before);
    }
    char *much = arena_allocate(&arena, 8192, 1);
    memset(much, '7', 8192);
    memcpy(much, "\033P>|", 4);
    memcpy(much + 8190, "\033\\", 2);
    pty_send(pty, much, 8192);
    pty_type(pty, "Down Up");
    assert_string_equal(pty_text(pty, &arena), before);
    pty_free(&pty);
    arena_free(&arena);
}

// Nothing waits for the answers: the first frame comes as soon as where nothing is asked.
static void test_start_does_not_wait(void **state)
{
    (void)state;
    enum { STARTS = 9, MOST_MS = 5 };
    static const char *const known[] = {"KIOSK_TERM=xterm", NULL};
    double best[2] = {1e9, 1e9};
    for (int i = 0; i < 2 * STARTS; i++) {
        struct pty *pty = program_start_kiosk(&(struct pty_options){.environment = i % 2 == 0 ? known : NULL});
        double took = pty_ready_time(pty) - pty_start_time(pty);
        best[i % 2] = took < best[i % 2] ? took : best[i % 2];
        pty_free(&pty);
    }
    if (best[1] > best[0] + MOST_MS)
        fail_msg("start with questions %.2f ms, without %.2f ms", best[1], best[0]);
}

// ---- a terminal of our own, which answers what it is told to -----------------------------------------------------

struct terminal_run {
    const char *answer;       // sent after the last question; NULL is none
    const char *variable;     // "NAME=value" beside TERM, or NULL
    const char *arguments[4]; // up to NULL
    const char *until;        // the program is ended when it has sent this twice; NULL: it ends by itself
    const char *other;        // what another terminal answers, to which the program is then handed over; NULL is none
};

struct terminal_result {
    int exit_status;
    bool modes_restored;
    char *output;
};

enum { OUTPUT_MAX = 1 << 18 };

static _Noreturn void become_kiosk(const char *program, int slave, const struct terminal_run *run)
{
    const char *environment[] = {"TERM=xterm-256color", "TZ=Europe/Berlin", "LC_ALL=C.UTF-8", run->variable, NULL};
    const char *arguments[6] = {program};
    for (size_t i = 0; run->arguments[i] != NULL; i++)
        arguments[i + 1] = run->arguments[i];
    login_tty(slave);
    execve(program, (char *const *)(uintptr_t)arguments, (char *const *)(uintptr_t)environment);
    _exit(127);
}

static bool came_twice(const char *output, const char *what)
{
    const char *first = strstr(output, what);
    return first != NULL && strstr(first + 1, what) != NULL;
}

// Runs the kiosk in a pseudo-terminal that shows nothing, only answers.
static struct terminal_result run_in_terminal(struct arena *arena, const struct terminal_run *run)
{
    struct winsize size = {.ws_row = 30, .ws_col = 100};
    const char *program = program_built(arena, "kompass-kiosk");
    struct terminal_result result = {.output = arena_allocate(arena, OUTPUT_MAX, 1)};
    struct termios before, after;
    int master, slave, process_slave;
    char name[64];
    if (openpty(&master, &slave, name, NULL, &size) != 0 || (process_slave = dup(slave)) < 0)
        abort();
    tcgetattr(slave, &before);
    fcntl(master, F_SETFD, FD_CLOEXEC);
    fcntl(slave, F_SETFD, FD_CLOEXEC); // kept open so that what was sent last can be read after the end
    fflush(NULL);
    pid_t process = fork();
    if (process == 0)
        become_kiosk(program, process_slave, run);
    close(process_slave);
    bool answered = run->answer == NULL;
    bool told = run->until == NULL;
    bool handed_over = true;
    bool ended = false;
    int status = 0;
    int idle_ms = 0;
    for (size_t got = 0; got + 1 < OUTPUT_MAX;) {
        struct pollfd source = {.fd = master, .events = POLLIN};
        if (idle_ms++ == PTY_PATIENCE_MS)
            kill(process, SIGKILL);
        if (poll(&source, 1, ended ? 0 : 1) > 0) {
            ssize_t count = read(master, result.output + got, OUTPUT_MAX - 1 - got);
            got += count > 0 ? (size_t)count : 0;
        } else if (ended) {
            break;
        } else {
            ended = waitpid(process, &status, WNOHANG) == process;
        }
        if (!answered && strstr(result.output, last_question) != NULL) {
            answered = write(master, run->answer, strlen(run->answer)) > 0;
            handed_over = run->other == NULL || kill(process, SIGWINCH) != 0; // of the same size
        }
        if (!handed_over && came_twice(result.output, last_question))
            handed_over = write(master, run->other, strlen(run->other)) > 0;
        if (!told && came_twice(result.output, run->until))
            told = kill(process, SIGTERM) == 0;
    }
    tcgetattr(slave, &after);
    result.modes_restored = after.c_lflag == before.c_lflag && after.c_iflag == before.c_iflag;
    result.exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    close(slave);
    close(master);
    return result;
}

// The terminal as `--check --json` tells it.
static json_t *checked(struct arena *arena, const char *answer, const char *variable)
{
    struct terminal_result result =
        run_in_terminal(arena, &(struct terminal_run){answer, variable, {"--check", "--json", NULL}, NULL, NULL});
    assert_int_equal(result.exit_status, 0);
    assert_true(result.modes_restored);
    const char *json = strstr(result.output, "{\r\n");
    assert_non_null(json);
    json_t *report = json_loads(json, 0, NULL);
    assert_non_null(report);
    assert_int_equal(json_array_size(json_object_get(report, "languages")), 15);
    assert_true(json_integer_value(json_object_get(json_object_get(report, "catalog"), "offers")) > 0);
    json_t *terminal = json_incref(json_object_get(report, "terminal"));
    assert_true(json_is_object(terminal));
    json_decref(report);
    return terminal;
}

static const char *text_of(const json_t *terminal, const char *name)
{
    return json_string_value(json_object_get(terminal, name));
}

static void test_check_tells_the_terminal(void **state)
{
    (void)state;
    struct arena arena = {0};
    json_t *terminal = checked(&arena, XTERM, NULL);
    assert_string_equal(text_of(terminal, "kind"), "xterm");
    assert_string_equal(text_of(terminal, "version"), "XTerm(379)");
    assert_string_equal(text_of(terminal, "known_by"), "replies");
    assert_string_equal(text_of(terminal, "order"), "kept");
    assert_int_equal(json_integer_value(json_object_get(terminal, "colours")), 256);
    assert_true(json_is_true(json_object_get(terminal, "pointer")));
    assert_int_equal(json_integer_value(json_object_get(terminal, "rows")), 30);
    assert_int_equal(json_integer_value(json_object_get(terminal, "columns")), 100);
    assert_true(json_is_true(json_object_get(terminal, "utf8")));
    assert_true(json_is_true(json_object_get(terminal, "marks")));
    assert_int_equal(json_array_size(json_object_get(terminal, "notices")), 0);
    const json_t *width = json_array_get(json_object_get(terminal, "widths"), 6);
    assert_int_equal(json_integer_value(json_object_get(width, "measured")), 2);
    json_decref(terminal);

    terminal = checked(&arena, KONSOLE, NULL);
    assert_string_equal(text_of(terminal, "order"), "implicit");
    assert_int_equal(json_array_size(json_object_get(terminal, "notices")), 0);
    json_decref(terminal);

    terminal = checked(&arena, KITTY, NULL);
    assert_string_equal(text_of(terminal, "order"), "words");
    assert_int_equal(json_array_size(json_object_get(terminal, "notices")), 1);
    json_decref(terminal);

    terminal = checked(&arena, "\033P>|\033\\\033[1;1R\033[?c", "VTE_VERSION=7006"); // says nothing of use
    assert_string_equal(text_of(terminal, "kind"), "vte");
    assert_string_equal(text_of(terminal, "known_by"), "environment");
    json_decref(terminal);

    terminal = checked(&arena, NULL, NULL); // says nothing at all
    assert_true(json_is_false(json_object_get(terminal, "answered")));
    assert_string_equal(text_of(terminal, "kind"), "unknown");
    assert_int_equal(json_array_size(json_object_get(terminal, "notices")), 1);
    json_decref(terminal);

    terminal = checked(&arena, NULL, "KIOSK_TERM=foot");
    assert_string_equal(text_of(terminal, "kind"), "foot");
    assert_string_equal(text_of(terminal, "known_by"), "setting");
    json_decref(terminal);
    arena_free(&arena);
}

static void test_check_for_people(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct terminal_result result = run_in_terminal(&arena, &(struct terminal_run){KONSOLE, NULL, {"--check"}, NULL, NULL});
    assert_int_equal(result.exit_status, 0);
    assert_non_null(strstr(result.output, "terminal: konsole (Konsole 22.12.3), orders text by itself, 256 colours"));
    assert_non_null(strstr(result.output, "widths: 8 of 8 measured"));
    assert_null(strstr(result.output, "notice:"));
    result = run_in_terminal(&arena, &(struct terminal_run){KITTY, NULL, {"--check"}, NULL, NULL});
    assert_non_null(strstr(result.output, "notice: This terminal turns Arabic words round."));
    arena_free(&arena);
}

static void test_check_without_a_terminal(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct program_result result = program_run(&arena, "kompass-kiosk", (const char *const[]){"--check", "--json", NULL});
    assert_int_equal(result.exit_status, 0);
    assert_string_equal(result.errors, "");
    json_t *report = json_loads(result.output, 0, NULL);
    assert_non_null(report);
    assert_true(json_is_null(json_object_get(report, "terminal")));
    assert_true(json_is_null(json_object_get(report, "letters")));
    assert_int_equal(json_object_size(report), 4);
    json_decref(report);
    result = program_run(&arena, "kompass-kiosk", (const char *const[]){"--check", NULL});
    assert_null(strstr(result.output, "terminal:"));
    result = program_run(&arena, "kompass-kiosk", (const char *const[]){"--json", NULL});
    assert_int_equal(result.exit_status, 2);
    assert_non_null(strstr(result.errors, "add --check"));
    arena_free(&arena);
}

// A terminal that gives combining marks columns of their own gets everything drawn again without them.
static void test_marks(void **state)
{
    (void)state;
    static const char counting[] =
        "\033[2;2R\033[2;2R\033[2;2R\033[2;2R\033[2;2R\033[2;2R\033[2;3R\033[2;3R\033[>41;379;0c\033[?64c";
    struct arena arena = {0};
    struct terminal_result result =
        run_in_terminal(&arena, &(struct terminal_run){counting, NULL, {"--locked", NULL}, last_line, NULL});
    assert_int_equal(result.exit_status, 0);
    assert_true(result.modes_restored);
    assert_true(came_twice(result.output, "Drücken Sie eine Taste."));
    arena_free(&arena);
}

// A terminal that shows the bytes of UTF-8 one by one is switched over, and back at the end.
static void test_other_coding(void **state)
{
    (void)state;
    static const char counting[] =
        "\033[2;3R\033[2;4R\033[2;4R\033[2;3R\033[2;4R\033[2;4R\033[2;4R\033[2;4R\033[>41;379;0c\033[?64c";
    struct arena arena = {0};
    struct terminal_result result =
        run_in_terminal(&arena, &(struct terminal_run){counting, NULL, {NULL}, last_line, NULL});
    assert_int_equal(result.exit_status, 0);
    const char *on = strstr(result.output, "\033%G");
    assert_non_null(on);
    assert_non_null(strstr(on, "Drücken Sie eine Taste.")); // drawn again
    assert_non_null(strstr(on, "\033%@"));
    result = run_in_terminal(&arena, &(struct terminal_run){.answer = XTERM "\003"});
    assert_null(strstr(result.output, "\033%"));
    arena_free(&arena);
}

// Terminals that order text get it so that they turn it into our order, or are told not to, and otherwise at the end.
static void test_terminals_that_order_text(void **state)
{
    (void)state;
    static const char visual[] = "\xEF\xBA\x94\xEF\xBB\xB4\xEF\xBA\x91\xEF\xBA\xAE\xEF\xBB\x8C\xEF\xBB\x9F\xEF\xBA\x8D";  // a word of the first screen
    static const char logical[] = "\xEF\xBA\x8D\xEF\xBB\x9F\xEF\xBB\x8C\xEF\xBA\xAE\xEF\xBA\x91\xEF\xBB\xB4\xEF\xBA\x94"; // its letters the other way round
    static const char mark[] = "\xE2\x80\x8E";
    struct arena arena = {0};
    struct terminal_run run = {XTERM "\003", NULL, {NULL}, NULL, NULL};
    struct terminal_result result = run_in_terminal(&arena, &run);
    assert_non_null(strstr(result.output, visual));
    assert_null(strstr(result.output, mark));
    run = (struct terminal_run){KONSOLE, NULL, {"--locked", NULL}, last_line, NULL};
    result = run_in_terminal(&arena, &run);
    assert_non_null(strstr(result.output, arena_format(&arena, "%s%s", logical, mark)));
    run.answer = KITTY;
    result = run_in_terminal(&arena, &run);
    assert_non_null(strstr(result.output, logical));
    assert_null(strstr(result.output, mark));
    run.answer = MLTERM;
    result = run_in_terminal(&arena, &run);
    const char *told = strstr(result.output, "\033]5379;use_ctl=false\a");
    assert_non_null(told);
    assert_non_null(strstr(told, visual)); // drawn again
    assert_null(strstr(result.output, logical));
    assert_non_null(strstr(told, "\033]5379;use_ctl=true\a"));
    arena_free(&arena);
}

// Handed over to another terminal, as by a program that detaches and attaches it: it asks again, and learns.
static void test_another_terminal(void **state)
{
    (void)state;
    static const char mark[] = "\xE2\x80\x8E";
    struct arena arena = {0};
    struct terminal_result result =
        run_in_terminal(&arena, &(struct terminal_run){XTERM, NULL, {"--locked", NULL}, mark, KONSOLE});
    assert_int_equal(result.exit_status, 0);
    assert_true(result.modes_restored);
    assert_true(came_twice(result.output, mark));
    arena_free(&arena);
}

// Ended before the terminal has answered: the answers are waited for and dropped, not echoed or left to the shell.
static void test_answers_after_the_end(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct terminal_result result = run_in_terminal(&arena, &(struct terminal_run){.answer = "\003" XTERM});
    assert_int_equal(result.exit_status, 0);
    assert_true(result.modes_restored);
    assert_null(strstr(result.output, "XTerm"));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kiosk_asks_with_its_first_frame),
        cmocka_unit_test(test_terminals_that_are_not_asked),
        cmocka_unit_test(test_terminals_that_can_do_little),
        cmocka_unit_test(test_answers_do_nothing),
        cmocka_unit_test(test_start_does_not_wait),
        cmocka_unit_test(test_check_tells_the_terminal),
        cmocka_unit_test(test_check_for_people),
        cmocka_unit_test(test_check_without_a_terminal),
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_other_coding),
        cmocka_unit_test(test_terminals_that_order_text),
        cmocka_unit_test(test_another_terminal),
        cmocka_unit_test(test_answers_after_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
