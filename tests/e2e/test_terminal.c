// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The kiosk and its terminal: whatever happens, the screen is right while it runs and the terminal is as before when it
// ends.
#include "tests/support/program.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

static const char *const locked[] = {"--locked", NULL};

static bool sent(const struct pty *pty, const char *bytes)
{
    size_t size;
    const char *output = pty_output(pty, &size);
    return size > 0 && memmem(output, size, bytes, strlen(bytes)) != NULL;
}

static void assert_restored(struct pty *pty)
{
    assert_true(pty_modes_restored(pty));
    assert_true(sent(pty, "\033[?1049l"));
    assert_true(sent(pty, "\033[8h"));
    assert_true(sent(pty, "\033[?1006;1000l") || sent(pty, "\033[?1000l\033[?1006l"));
}

static void test_terms_of_entering(void **state)
{
    (void)state;
    struct pty *pty = program_start_kiosk(&(struct pty_options){0});
    assert_true(sent(pty, "\033[8l"));
    assert_false(sent(pty, "\033[?2004h")); // bracketed paste
    assert_false(pty_modes_restored(pty));
    pty_press(pty, "'q'");
    assert_int_equal(pty_wait_exit(pty), 0);
    assert_restored(pty);
    assert_false(pty_shows(pty, "Drücken Sie eine Taste."));
    pty_free(&pty);
}

static void test_signals_that_end(void **state)
{
    (void)state;
    static const int numbers[] = {SIGTERM, SIGHUP, SIGQUIT};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct pty *pty = program_start_kiosk(&(struct pty_options){.arguments = i % 2 == 0 ? locked : NULL});
        pty_type(pty, "Enter");
        pty_signal(pty, numbers[i]);
        assert_int_equal(pty_wait_exit(pty), 0);
        assert_restored(pty);
        pty_free(&pty);
    }
}

static void test_crash(void **state)
{
    (void)state;
    static const int numbers[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct pty *pty = program_start_kiosk(&(struct pty_options){.arguments = locked});
        pty_type(pty, "Enter");
        pty_signal(pty, numbers[i]);
        int status = pty_wait_exit(pty);
        assert_true(status != 0);
        assert_restored(pty);
        assert_true(sent(pty, "\033[3J"));
        pty_free(&pty);
    }
}

static void test_hang_up(void **state)
{
    (void)state;
    struct pty *pty = program_start_kiosk(&(struct pty_options){.arguments = locked});
    pty_type(pty, "Enter");
    pty_press(pty, "Hangup");
    assert_int_equal(pty_wait_exit(pty), 0);
    pty_free(&pty);
}

static void test_quitting(void **state)
{
    (void)state;
    struct pty *pty = program_start_kiosk(&(struct pty_options){0});
    pty_press(pty, "Interrupt");
    assert_int_equal(pty_wait_exit(pty), 0);
    assert_restored(pty);
    pty_free(&pty);

    pty = program_start_kiosk(&(struct pty_options){0});
    pty_type(pty, "Enter");
    pty_press(pty, "'q'"); // means nothing here
    pty_type(pty, "Down Esc");
    assert_true(pty_shows(pty, "Drücken Sie eine Taste."));
    pty_signal(pty, SIGINT);
    assert_int_equal(pty_wait_exit(pty), 0);
    pty_free(&pty);
}

static char *row_of_cursor(const struct pty *pty, struct arena *arena)
{
    int row, column;
    pty_cursor(pty, &row, &column);
    return pty_row(pty, arena, row);
}

// Nothing of this ends the locked kiosk, leads away from the list of languages or stops it answering.
static void test_locked(void **state)
{
    (void)state;
    static const char *const junk[] = {
        "\003",
        "\032",
        "\034",
        "\023",
        "\021",
        "\004",
        "q",
        "\033O2k",
        "\033[25;5~",
        "\033[1;5A~",
        "\033[[A",
        "\033[200~q\033[201~",
        "\033]0;title\a",
        "\033P1$r0m\033\\",
        "\033[?62;1c",
        "\033[>0;276;0c",
        "\033[24;80R",
        "\033[M !!",
        "\033[<0;500;500M",
        "\xff\xfe",
        "\xc3",
        "\xe2\x82",
        "\xf0\x9f\x98\x80",
        "\xed\xa0\x80",
        "\xc2\x9b",
        "\xe2\x80\xae",
        "\033q",
        "\033[I\033[O",
    };
    struct arena arena = {0};
    struct pty *pty = program_start_kiosk(&(struct pty_options){.arguments = locked});
    pty_type(pty, "Enter");
    const char *keys[] = {"Down", "Up"};
    for (size_t i = 0; i < sizeof junk / sizeof *junk; i++) {
        pty_send(pty, junk[i], strlen(junk[i]));
        pty_signal(pty, i % 2 == 0 ? SIGINT : SIGTSTP);
        pty_type(pty, keys[i % 2]);
        const char *row = row_of_cursor(pty, &arena);
        if (strstr(row, i % 2 == 0 ? "Українська" : "Deutsch") == NULL)
            fail_msg("junk %zu had an effect: %s", i, pty_text(pty, &arena));
    }
    pty_signal(pty, SIGTERM);
    assert_int_equal(pty_wait_exit(pty), 0);
    arena_free(&arena);
    pty_free(&pty);
}

static void test_unknown_key_is_not_escape(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct pty *pty = program_start_kiosk(&(struct pty_options){0});
    pty_type(pty, "Enter");
    static const char keys[] = "\033O2k\033[25;5~\033[B"; // Shift and keypad +, Ctrl-F13, Down of another mode
    pty_send(pty, keys, sizeof keys - 1);
    pty_settle(pty);
    assert_non_null(strstr(row_of_cursor(pty, &arena), "Українська"));
    pty_free(&pty);
    arena_free(&arena);
}

static void expect_in_field(const char *bytes, const char *shown)
{
    struct pty *pty = program_start_kiosk(&(struct pty_options){.rows = 24, .columns = 80});
    pty_type(pty, "Enter Enter");
    pty_send(pty, bytes, strlen(bytes));
    pty_settle(pty);
    struct arena arena = {0};
    const char *row = pty_row(pty, &arena, 3); // the field
    if (strstr(row, shown) == NULL || strlen(row) > strlen(shown) + 4)
        fail_msg("%s became: %s", shown, row);
    arena_free(&arena);
    pty_free(&pty);
}

// From the first key on home, whatever is typed at once: all of it stands in the field, and once.
static void test_no_key_is_lost(void **state)
{
    (void)state;
    expect_in_field("Arzt", "Arzt");
    expect_in_field("лікар", "лікар");
    expect_in_field("a\xCC\x88rztin", "ärztin"); // composed
    expect_in_field("\033[200~Arzt\033[201~", "Arzt");
    expect_in_field("\033OPArzt", "Arzt");       // help opens, then a search from there
    expect_in_field("\033OP\033Arzt", "Arzt");   // Esc and a letter in one breath
    expect_in_field("\033OP\033Polizei", "Polizei");
    expect_in_field("\033OR\x7F\x7F\x7F" "Arzt", "Arzt"); // Backspace in an empty field
    expect_in_field("Arztx\x7F", "Arzt");
}

// The same while the window changes its size, and with the bytes of a letter apart.
static void test_no_key_is_lost_between_sizes(void **state)
{
    (void)state;
    struct pty *pty = program_start_kiosk(&(struct pty_options){.rows = 24, .columns = 80});
    pty_type(pty, "Enter Enter");
    static const char bytes[] = "ärztin лікар";
    for (size_t i = 0; bytes[i] != '\0'; i++) {
        pty_resize(pty, 20 + (int)i % 9, 60 + (int)i % 30);
        pty_send(pty, &bytes[i], 1);
    }
    pty_expect(pty, bytes);
    pty_free(&pty);
}

static void test_stop_and_continue(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct pty *pty = program_start_kiosk(&(struct pty_options){0});
    pty_type(pty, "Enter");
    char *before = pty_text(pty, &arena);
    pty_signal(pty, SIGTSTP);
    int status;
    assert_int_equal(waitpid(pty_process(pty), &status, WUNTRACED), pty_process(pty));
    assert_true(WIFSTOPPED(status));
    assert_true(pty_modes_restored(pty));
    pty_signal(pty, SIGCONT);
    pty_settle(pty);
    assert_string_equal(pty_text(pty, &arena), before);
    assert_false(pty_modes_restored(pty));

    pty_signal(pty, SIGSTOP); // cannot be seen coming
    assert_int_equal(waitpid(pty_process(pty), &status, WUNTRACED), pty_process(pty));
    size_t size, size_after;
    pty_output(pty, &size);
    pty_restore_modes(pty);
    pty_signal(pty, SIGCONT);
    pty_settle(pty);
    assert_false(pty_modes_restored(pty));
    const char *output = pty_output(pty, &size_after);
    assert_non_null(memmem(output + size, size_after - size, "\033[2J", 4)); // all is painted anew
    assert_string_equal(pty_text(pty, &arena), before);
    pty_free(&pty);
    arena_free(&arena);
}

// The text of the languages' screen in a window that had this size from the start.
static char *text_at(struct arena *arena, int rows, int columns)
{
    struct pty *pty = program_start_kiosk(&(struct pty_options){.rows = rows, .columns = columns});
    pty_type(pty, "Enter");
    char *text = pty_text(pty, arena);
    pty_free(&pty);
    return text;
}

static void test_resize_storm(void **state)
{
    (void)state;
    struct arena arena = {0};
    static const int sizes[][2] = {{1, 1},   {3, 10},  {12, 40}, {67, 240}, {0, 0},
                                   {24, 80}, {2, 300}, {200, 1}, {30, 0},   {22, 64}};
    enum { SIZES = sizeof sizes / sizeof *sizes };
    char *expected = text_at(&arena, 33, 120);
    struct pty *pty = program_start_kiosk(&(struct pty_options){0});
    pty_type(pty, "Enter");
    for (int i = 0; i < 200; i++) {
        int which = (i * 7 + i / SIZES) % SIZES;
        pty_resize(pty, sizes[which][0], sizes[which][1]);
        if (i % 5 == 0)
            pty_press(pty, "Other");
    }
    pty_resize(pty, 33, 120);
    while (strcmp(pty_text(pty, &arena), expected) != 0)
        pty_settle(pty);
    pty_free(&pty);
    arena_free(&arena);
}

// Each size in turn, waited for: nothing of the size before is left.
static void test_sizes(void **state)
{
    (void)state;
    static const int sizes[][2] = {{24, 80}, {12, 40}, {67, 240}, {1, 1}, {22, 64}, {8, 30}, {33, 120}};
    struct arena arena = {0};
    struct pty *pty = program_start_kiosk(&(struct pty_options){0});
    pty_type(pty, "Enter");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char *expected = text_at(&arena, sizes[i][0], sizes[i][1]);
        pty_type(pty, arena_format(&arena, "Resize(%d,%d)", sizes[i][0], sizes[i][1]));
        assert_string_equal(pty_text(pty, &arena), expected);
    }
    pty_free(&pty);
    arena_free(&arena);
}

// The same size again means that everything is to be drawn anew, in the size that it has now.
static void test_same_size(void **state)
{
    (void)state;
    struct arena arena = {0};
    char *expected = text_at(&arena, 33, 120);
    struct pty *pty = program_start_kiosk(&(struct pty_options){0});
    pty_type(pty, "Enter Resize(33,120)");
    assert_string_equal(pty_text(pty, &arena), expected);
    for (int i = 0; i < 3; i++) {
        pty_signal(pty, SIGWINCH);
        pty_settle(pty);
        assert_string_equal(pty_text(pty, &arena), expected);
    }
    pty_free(&pty);
    arena_free(&arena);
}

static void test_tiny(void **state)
{
    (void)state;
    struct pty *pty = program_start_kiosk(&(struct pty_options){.rows = 3, .columns = 10});
    pty_type(pty, "Enter");
    assert_true(pty_shows(pty, "Zu klein"));
    pty_type(pty, "Resize(30,100)");
    assert_true(pty_shows(pty, "Deutsch"));
    pty_free(&pty);
}

// Bytes sent since the keys before, after which there was nothing more to come.
static size_t bytes_for(struct pty *pty, const char *keys)
{
    size_t before, after;
    pty_output(pty, &before);
    pty_type(pty, keys);
    pty_output(pty, &after);
    return after - before;
}

// xterm's letters reach over their cells: another page is sent whole there, what moves on one page is not.
static void test_pages_are_sent_whole_to_xterm(void **state)
{
    (void)state;
    static const char *const environments[][2] = {{"KIOSK_TERM=foot", NULL}, {"KIOSK_TERM=xterm", NULL}};
    size_t page[2], arrow[2];
    struct arena arena = {0};
    char *text[2];
    for (size_t i = 0; i < 2; i++) {
        struct pty *pty = program_start_kiosk(&(struct pty_options){.environment = environments[i]});
        pty_type(pty, "Enter Down Up"); // what the terminal answered late has been drawn by then
        page[i] = bytes_for(pty, "Enter");
        arrow[i] = bytes_for(pty, "Down");
        text[i] = pty_text(pty, &arena);
        pty_free(&pty);
    }
    assert_string_equal(text[0], text[1]);
    assert_true(page[1] > page[0]); // the footer's keys are the same on both pages
    assert_int_equal(arrow[1], arrow[0]);
    assert_true(arrow[1] < 1024);
    arena_free(&arena);
}

static void test_without_colour(void **state)
{
    (void)state;
    static const char *const environments[][2] = {{"TERM=vt100", NULL}, {"NO_COLOR=1", NULL}};
    for (size_t i = 0; i < 2; i++) {
        struct pty *pty = program_start_kiosk(&(struct pty_options){.environment = environments[i]});
        assert_true(pty_shows(pty, "Drücken Sie eine Taste."));
        pty_type(pty, "Enter Down");
        assert_true(pty_shows(pty, "English"));
        pty_type(pty, "F5"); // other colours
        assert_false(pty_sent_colour(pty));
        assert_true(sent(pty, "7m")); // the focus is seen nevertheless
        pty_press(pty, "Esc");
        pty_settle(pty);
        pty_press(pty, "'q'");
        assert_int_equal(pty_wait_exit(pty), 0);
        assert_true(pty_modes_restored(pty));
        pty_free(&pty);
    }
    struct pty *pty = program_start_kiosk(&(struct pty_options){0});
    assert_true(pty_sent_colour(pty));
    pty_free(&pty);
}

// The Linux console has no second screen: what a visitor saw is wiped. It also has no room for combining characters.
static void test_console(void **state)
{
    (void)state;
    static const char *const environment[] = {"TERM=linux", NULL};
    struct arena arena = {0};
    struct pty *pty = program_start_kiosk(&(struct pty_options){.environment = environment, .arguments = locked});
    pty_type(pty, "Enter");
    assert_true(pty_shows(pty, "Deutsch"));
    assert_false(sent(pty, "\033[8l"));
    pty_signal(pty, SIGTERM);
    assert_int_equal(pty_wait_exit(pty), 0);
    assert_true(sent(pty, "\033[3J"));
    assert_int_equal(strspn(pty_text(pty, &arena), " \n"), strlen(pty_text(pty, &arena)));
    pty_free(&pty);
    arena_free(&arena);
}

// How often the program sent the bytes.
static int times_sent(const struct pty *pty, const char *bytes)
{
    size_t size;
    int times = 0;
    const char *output = pty_output(pty, &size);
    for (size_t i = 0; i + strlen(bytes) <= size; i++)
        times += memcmp(output + i, bytes, strlen(bytes)) == 0;
    return times;
}

#define FONTS "KOMPASS_XTERM_FONTS=DejaVu Sans Mono:16,22,28"
#define SET_FONT(size) "\033]50;DejaVu Sans Mono:size=" size "\a"

// Letters that the environment allows to be changed follow the key, and are normal again after each visit, at the end, and
// after a crash.
static void test_letters_of_xterm(void **state)
{
    (void)state;
    static const char *const environment[] = {FONTS, NULL};
    static const int numbers[] = {SIGTERM, SIGSEGV};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct pty *pty = program_start_kiosk(&(struct pty_options){.arguments = locked, .environment = environment});
        assert_int_equal(times_sent(pty, SET_FONT("16")), 1); // another program may have left other letters
        pty_type(pty, "Enter Enter F6");
        assert_int_equal(times_sent(pty, SET_FONT("22")), 1);
        pty_type(pty, "Esc"); // the end of a visit
        assert_true(pty_shows(pty, "Drücken Sie eine Taste."));
        assert_int_equal(times_sent(pty, SET_FONT("16")), 2);
        pty_type(pty, "Enter Enter F6 F6");
        assert_int_equal(times_sent(pty, SET_FONT("28")), 1);
        pty_signal(pty, numbers[i]);
        pty_wait_exit(pty);
        assert_true(times_sent(pty, SET_FONT("16")) >= 3);
        pty_free(&pty);
    }
}

static void test_letters_of_others_are_left_alone(void **state)
{
    (void)state;
    static const char *const wrong[] = {"KOMPASS_XTERM_FONTS=DejaVu Sans Mono\033[2J:16,22,28", NULL};
    static const char *const *const environments[] = {NULL, wrong};
    for (size_t i = 0; i < sizeof environments / sizeof *environments; i++) {
        struct pty *pty = program_start_kiosk(&(struct pty_options){.environment = environments[i]});
        pty_type(pty, "Enter Enter F6 F6 F6");
        pty_signal(pty, SIGTERM);
        assert_int_equal(pty_wait_exit(pty), 0);
        assert_false(sent(pty, "\033]50"));
        pty_free(&pty);
    }
}

// xterm in full screen is of one row and one column for a moment.
static void test_a_size_that_passes(void **state)
{
    (void)state;
    static const char *const environment[] = {FONTS, NULL};
    struct pty *pty = program_start_kiosk(&(struct pty_options){.environment = environment, .rows = 36, .columns = 120});
    pty_type(pty, "Enter Enter F6 Resize(1,1) Resize(24,80)");
    pty_type(pty, "Down");
    assert_true(pty_shows(pty, "Was brauchen Sie?"));
    assert_int_equal(times_sent(pty, SET_FONT("16")), 1);
    pty_free(&pty);
}

static void assert_refused(const char *term, const char *what)
{
    // curses itself leaks a little when it refuses, which a sanitizer would tell on the terminal.
    const char *const environment[] = {term, "ASAN_OPTIONS=detect_leaks=0", NULL};
    struct arena arena = {0};
    struct pty *pty = pty_start(&(struct pty_options){
        .program = program_built(&arena, "kompass-kiosk"), .environment = environment, .rows = 24, .columns = 80});
    assert_int_equal(pty_wait_exit(pty), 1);
    assert_true(pty_shows(pty, what));
    assert_true(sent(pty, "set TERM"));
    assert_false(sent(pty, "\033["));
    assert_true(pty_modes_restored(pty));
    pty_free(&pty);
    arena_free(&arena);
}

static void test_terminals_that_will_not_do(void **state)
{
    (void)state;
    assert_refused("TERM=dumb", "TERM=dumb: it cannot place its cursor");
    assert_refused("TERM=unheard-of", "TERM=unheard-of: no such terminal is known");
    assert_refused("TERM", "TERM=: not set");
    struct arena arena = {0};
    struct program_result result = program_run(&arena, "kompass-kiosk", (const char *const[]){NULL});
    assert_int_equal(result.exit_status, 1);
    assert_string_equal(result.output, "");
    assert_non_null(strstr(result.errors, "kompass-kiosk: terminal: standard input and output are not one"));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_terms_of_entering),
        cmocka_unit_test(test_signals_that_end),
        cmocka_unit_test(test_crash),
        cmocka_unit_test(test_hang_up),
        cmocka_unit_test(test_quitting),
        cmocka_unit_test(test_locked),
        cmocka_unit_test(test_unknown_key_is_not_escape),
        cmocka_unit_test(test_no_key_is_lost),
        cmocka_unit_test(test_no_key_is_lost_between_sizes),
        cmocka_unit_test(test_stop_and_continue),
        cmocka_unit_test(test_resize_storm),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_same_size),
        cmocka_unit_test(test_tiny),
        cmocka_unit_test(test_pages_are_sent_whole_to_xterm),
        cmocka_unit_test(test_without_colour),
        cmocka_unit_test(test_console),
        cmocka_unit_test(test_letters_of_xterm),
        cmocka_unit_test(test_letters_of_others_are_left_alone),
        cmocka_unit_test(test_a_size_that_passes),
        cmocka_unit_test(test_terminals_that_will_not_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
