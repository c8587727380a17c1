// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A program in which people write (tests/tools/show_events.c) has keys told apart by what is held with them, and pastes from
// typing, whatever the terminal's description knows; and the terminal forgets it on every way out.
#include "tests/support/program.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

static struct pty *start(const char *term)
{
    struct arena arena = {0};
    const char *const environment[] = {arena_format(&arena, "TERM=%s", term), NULL};
    struct pty_options options = {.program = program_built(&arena, "tools/show_events"), .environment = environment,
                                  .rows = 24, .columns = 100};
    struct pty *pty = pty_start(&options);
    pty_settle(pty);
    arena_free(&arena);
    return pty;
}

static bool sent(const struct pty *pty, const char *bytes)
{
    size_t size;
    const char *output = pty_output(pty, &size);
    return size > 0 && memmem(output, size, bytes, strlen(bytes)) != NULL;
}

// The second description knows no key with another, and few without.
static void test_keys_held_with_others(void **state)
{
    (void)state;
    static const char *const terms[] = {"xterm-256color", "vt100", "tmux-256color"};
    static const char *const words[] = {
        "Shift+Up",  "Ctrl+Down", "Ctrl+Shift+Left", "Alt+Right", "Shift+Home", "Ctrl+End",       "Shift+PageUp", "Ctrl+PageDown",
        "Ctrl+Delete", "Shift+Delete", "Shift+F1", "Ctrl+F5", "Shift+Tab", "Tab", "Ctrl+'z'", "Alt+'x'", "Ctrl+Alt+'a'",
        "Up", "Enter", "Backspace", "Esc", "'ß'",
    };
    for (size_t t = 0; t < sizeof terms / sizeof *terms; t++) {
        struct pty *pty = start(terms[t]);
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            pty_type(pty, words[i]);
            struct arena arena = {0};
            const char *row = pty_row(pty, &arena, (int)(i + 1) % 24);
            if (strcmp(row, words[i]) != 0)
                fail_msg("%s: %s is %s", terms[t], words[i], row);
            arena_free(&arena);
        }
        pty_free(&pty);
    }
}

static void test_pastes(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *text;
    } pastes[] = {
        {"\033[200~eins\rzwei\r\033[201~", "Paste'eins⏎zwei⏎'"},
        {"\033[200~a\033[201~\rq\r\033[201~", "Paste'a⏎q⏎'"},            // its end inside
        {"\033[200~b\033[201~\033OA\033[Bc\003\033[201~", "Paste'b[Bc'"}, // a key that curses knows, and others
        {"\033[200~d\033[20~\033[201~", "Paste'd'"},                    // what begins as the mark does
        {"\033[200~without an end", "Paste'without an end'"},
    };
    struct pty *pty = start("xterm-256color");
    assert_true(sent(pty, "\033[?2004h"));
    for (size_t i = 0; i < sizeof pastes / sizeof *pastes; i++) {
        pty_send(pty, pastes[i].bytes, strlen(pastes[i].bytes));
        pty_expect(pty, pastes[i].text);
        pty_type(pty, "F1");
    }
    pty_type(pty, "Paste'einfach'");
    assert_true(pty_shows(pty, "Paste'einfach'"));
    pty_free(&pty);
}

static void test_a_megabyte_is_cut(void **state)
{
    (void)state;
    enum { BYTES = 1 << 20 };
    struct pty *pty = start("xterm-256color");
    char *bytes = malloc(BYTES);
    memset(bytes, 'x', BYTES);
    pty_send(pty, "\033[200~", 6);
    pty_send(pty, bytes, BYTES);
    pty_send(pty, "\033[201~", 6);
    pty_expect(pty, "xxx'… cut");
    pty_type(pty, "F1 Ctrl+'z'");
    assert_true(pty_shows(pty, "Ctrl+'z'"));
    free(bytes);
    pty_free(&pty);
}

static void test_every_way_out_takes_it_back(void **state)
{
    (void)state;
    static const int numbers[] = {0, SIGTERM, SIGSEGV, SIGABRT};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct pty *pty = start("xterm-256color");
        assert_false(sent(pty, "\033[?2004l"));
        if (numbers[i] == 0)
            pty_press(pty, "'q'");
        else
            pty_signal(pty, numbers[i]);
        pty_wait_exit(pty);
        assert_true(sent(pty, "\033[?2004l"));
        assert_true(pty_modes_restored(pty));
        pty_free(&pty);
    }
}

static void test_stopping_takes_it_back_for_a_while(void **state)
{
    (void)state;
    int status;
    struct pty *pty = start("xterm-256color");
    pty_signal(pty, SIGTSTP);
    assert_int_equal(waitpid(pty_process(pty), &status, WUNTRACED), pty_process(pty));
    assert_true(WIFSTOPPED(status));
    pty_forget_output(pty);
    pty_restore_modes(pty);
    pty_signal(pty, SIGCONT);
    pty_settle(pty);
    assert_true(sent(pty, "\033[?2004h"));
    pty_free(&pty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys_held_with_others),
        cmocka_unit_test(test_pastes),
        cmocka_unit_test(test_a_megabyte_is_cut),
        cmocka_unit_test(test_every_way_out_takes_it_back),
        cmocka_unit_test(test_stopping_takes_it_back_for_a_while),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
