// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Terminals that answer with garbage, without end, in halves, too late, byte by byte, or with what looks like keys: the
// locked kiosk goes on, shows what it showed, and understands the next key.
#include "tests/support/program.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const locked[] = {"--locked", NULL};

static void send_text(struct pty *pty, const char *bytes)
{
    pty_send(pty, bytes, strlen(bytes));
}

// The list of languages is as it was, whatever came since, and follows the next keys.
static void assert_unharmed(struct pty *pty, struct arena *arena, const char *before, const char *what)
{
    pty_type(pty, "Down Up");
    const char *now = pty_text(pty, arena);
    if (strcmp(now, before) != 0)
        fail_msg("%s changed the screen to\n%s", what, now);
}

static void test_garbage(void **state)
{
    (void)state;
    static const struct {
        const char *name, *bytes;
    } answers[] = {
        {"control characters", "\001\002\004\005\006\016\017\020\022\024\025\026\027\030\031\035\036\037"},
        {"broken UTF-8", "\xff\xfe\xc3\xc3\x28\xe2\x82\xf0\x9f\x98\xed\xa0\x80\x80\xbf"},
        {"numbers beyond all bounds", "\033[99999999999999999999;99999999999999999999R\033[?99999999999999999999c"},
        {"more parameters than there are", "\033[?1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22;23;24;25c"},
        {"intermediate bytes", "\033[ !\"#$%&'()*+,-./c\033[8$$$y\033[<>=?c"},
        {"strings within strings", "\033P>|\033P!|\033]0;\033_\033^x\033\\\033\\\033\\"},
        {"answers to what was not asked",
         "\033]11;rgb:0000/0000/0000\033\\\033[8;24;80t\033P1+r436f=323536\033\\\033[?2026;2$y"},
        {"positions on end", "\033[2;2R\033[2;2R\033[2;2R\033[2;2R\033[2;2R\033[2;2R\033[2;2R\033[2;2R\033[2;2R"},
        {"the same again", "\033P>|XTerm(379)\033\\\033[>41;379;0c\033[?64c\033P>|kitty(1)\033\\\033[>1;4000;1c\033[?62c"},
    };
    struct arena arena = {0};
    struct pty *pty = program_start_kiosk(&(struct pty_options){.arguments = locked});
    pty_type(pty, "Enter");
    const char *before = pty_text(pty, &arena);
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        send_text(pty, answers[i].bytes);
        assert_unharmed(pty, &arena, before, answers[i].name);
    }
    pty_free(&pty);
    arena_free(&arena);
}

// Cut short anywhere, and cut in pieces anywhere.
static void test_halves_and_pieces(void **state)
{
    (void)state;
    static const char answer[] =
        "\033[2;3R\033P>|XTerm(379)\033\\\033[>41;379;0c\033[8;0$y\033P!|00000000\033\\\033[?64;1;2c";
    struct arena arena = {0};
    struct pty *pty = program_start_kiosk(&(struct pty_options){.arguments = locked});
    pty_type(pty, "Enter");
    const char *before = pty_text(pty, &arena);
    for (size_t i = 0; i < sizeof answer - 1; i++)
        pty_send(pty, answer + i, 1);
    assert_unharmed(pty, &arena, before, "an answer byte by byte");
    for (size_t i = 1; i < sizeof answer - 1; i++) {
        bool within_escape = answer[i - 1] == '\033';
        if (within_escape)
            continue; // ESC alone is a key, and what follows it is Alt and a key
        pty_send(pty, answer, i);
        assert_unharmed(pty, &arena, before, "half an answer");
    }
    pty_free(&pty);
    arena_free(&arena);
}

// Long strings that never end do not keep the next key from being understood, nor do they take memory.
static void test_endless(void **state)
{
    (void)state;
    enum { PIECE = 1024, PIECES = 512 };
    static const char *const begun[] = {"\033P>|", "\033]52;c;", "\033[?1", "\033_", "\033P!|"};
    struct arena arena = {0};
    struct pty *pty = program_start_kiosk(&(struct pty_options){.arguments = locked});
    pty_type(pty, "Enter");
    const char *before = pty_text(pty, &arena);
    long memory = pty_peak_memory(pty);
    char piece[PIECE];
    for (size_t i = 0; i < sizeof begun / sizeof *begun; i++) {
        send_text(pty, begun[i]);
        memset(piece, i % 2 == 0 ? '7' : ';', sizeof piece);
        for (int k = 0; k < PIECES; k++)
            pty_send(pty, piece, sizeof piece);
        assert_unharmed(pty, &arena, before, begun[i] + 1);
    }
#ifdef __SANITIZE_ADDRESS__ // it keeps what was freed
    enum { MORE_KIB = 1 << 20 };
#else
    enum { MORE_KIB = 512 };
#endif
    assert_true(pty_peak_memory(pty) <= memory + MORE_KIB);
    pty_signal(pty, SIGTERM);
    assert_int_equal(pty_wait_exit(pty), 0);
    pty_free(&pty);
    arena_free(&arena);
}

// A terminal can type whatever it likes, and no more than a person: nothing ends the locked kiosk, and a way leads back.
static void test_forged_keys(void **state)
{
    (void)state;
    static const char *const forged[] = {
        "\033P>|\r\r\rq\003\032\034\033\\",
        "\033[?64;1c\r\033OP\033[15~q",
        "\033[200~\003\003q\r\033[201~",
        "\033[<0;5;5M\033[<0;5;5m\033[<64;5;5M\033[M !!\033[M#!!",
        "\033[21~\033[24~\033[1;5A\033[1;3D\033\033\033\003",
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof forged / sizeof *forged; i++) {
        struct pty *pty = program_start_kiosk(&(struct pty_options){.arguments = locked});
        send_text(pty, forged[i]);
        send_text(pty, "\033[20~"); // F9
        pty_expect(pty, "112");
        pty_signal(pty, SIGTERM);
        assert_int_equal(pty_wait_exit(pty), 0);
        pty_free(&pty);
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_garbage),
        cmocka_unit_test(test_halves_and_pieces),
        cmocka_unit_test(test_endless),
        cmocka_unit_test(test_forged_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
