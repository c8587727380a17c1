// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// From what terminals answer to what they are: recorded answers, answers in pieces, none, too many and hostile ones;
// and the key decoder passes over all of them.
#include "tui/terminal/keys.h"
#include "tui/terminal/probe.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>
#include <uniwidth.h>

#include <cmocka.h>

#define WIDTHS "\033[2;2R\033[2;2R\033[2;2R\033[2;2R\033[2;2R\033[2;2R\033[2;3R\033[2;2R"

static const char *const variables[] = {"KIOSK_TERM", "TERM",   "TMUX", "STY",       "VTE_VERSION",    "KONSOLE_VERSION",
                                        "MLTERM",     "XTERM_VERSION", "KITTY_WINDOW_ID", "COLORTERM", "SSH_CONNECTION"};

static int clear_environment(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++)
        unsetenv(variables[i]);
    setenv("TERM", "xterm-256color", 1);
    return 0;
}

static struct probe read_bytes(const char *bytes, size_t size)
{
    struct probe_replies replies = {0};
    struct probe probe;
    for (size_t i = 0; i < size; i++)
        probe_take(&replies, (unsigned char)bytes[i]);
    probe_conclude(&probe, &replies);
    return probe;
}

static struct probe read_text(const char *text)
{
    return read_bytes(text, strlen(text));
}

// What these terminals answer (docs/terminals.md).
static const struct {
    const char *replies;
    enum probe_kind kind;
    const char *version;
    enum probe_order order;
} recorded[] = {
    {WIDTHS "\033P>|XTerm(379)\033\\\033[>41;379;0c\033[8;0$y\033P!|00000000\033\\\033[?64;1;2;6;9;15;16;17;18;21;22;28c",
     PROBE_XTERM, "XTerm(379)", PROBE_ORDER_KEPT},
    {WIDTHS "\033P>|foot(1.13.1)\033\\\033[>1;011301;0c\033P!|464f4f54\033\\\033[?62;4;22c", PROBE_FOOT,
     "foot(1.13.1)", PROBE_ORDER_KEPT},
    {WIDTHS "\033[>65;7006;1c\033[8;2$y\033P!|7E565445\033\\\033[?65;1;9c", PROBE_VTE, "", PROBE_ORDER_EXPLICIT},
    {WIDTHS "\033[>24;279;0c\033[8;0$y\033P!|000000\033\\\033[?63;1;2;3;4;7;29c", PROBE_MLTERM, "",
     PROBE_ORDER_EXPLICIT},
    {WIDTHS "\033P>|Konsole 22.12.3\033\\\033[>1;115;0c\033P!|7E4B4445\033\\\033[?62;1;4c", PROBE_KONSOLE,
     "Konsole 22.12.3", PROBE_ORDER_IMPLICIT},
    {WIDTHS "\033P>|kitty(0.26.5)\033\\\033[>1;4000;26c\033[8;0$y\033[?62;c", PROBE_KITTY, "kitty(0.26.5)",
     PROBE_ORDER_WORDS},
    {WIDTHS "\033P>|tmux 3.3a\033\\\033[>84;0;0c\033[?1;2;4c", PROBE_TMUX, "tmux 3.3a", PROBE_ORDER_OUTER},
    {WIDTHS "\033[>83;40900;0c\033[?1;2c", PROBE_SCREEN, "", PROBE_ORDER_OUTER},
    {WIDTHS "\033[>1;1;0c\033[?60;1;6;9;15c\033[?60;1;6;9;15c", PROBE_KMSCON, "", PROBE_ORDER_KEPT},
    {WIDTHS "\033P>|libvterm(0.3)\033\\\033[>0;100;0c\033[?1;2c", PROBE_UNKNOWN, "libvterm(0.3)", PROBE_ORDER_KEPT},
    {WIDTHS "\033P>|WezTerm 20240203\033\\\033[>1;277;0c\033[8;3$y\033[?65;4;6c", PROBE_UNKNOWN, "WezTerm 20240203",
     PROBE_ORDER_IMPLICIT},
};
enum { RECORDED = sizeof recorded / sizeof *recorded };

static void test_recorded_answers(void **state)
{
    (void)state;
    for (size_t i = 0; i < RECORDED; i++) {
        struct probe probe = read_text(recorded[i].replies);
        assert_int_equal(probe.kind, recorded[i].kind);
        assert_int_equal(probe.source, PROBE_BY_REPLIES);
        assert_int_equal(probe.order, recorded[i].order);
        assert_string_equal(probe.version, recorded[i].version);
        assert_true(probe.answered);
        for (size_t k = 0; k < PROBE_SAMPLES; k++)
            assert_int_equal(probe.widths[k], probe_samples[k].width);
    }
}

static void test_samples_are_as_wide_as_laid_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < PROBE_SAMPLES; i++) {
        const uint8_t *text = (const uint8_t *)probe_samples[i].text;
        assert_null(u8_check(text, strlen(probe_samples[i].text)));
        assert_int_equal(u8_strwidth(text, "UTF-8"), probe_samples[i].width);
    }
}

// The widths are asked first, so that all of a sample is gone before a name is; the last question ends it.
static void test_request(void **state)
{
    (void)state;
    char request[PROBE_REQUEST_BYTES];
    probe_request(request, false);
    assert_string_equal(request, "\033[>0q\033[>c\033[8$p\033[=c\033[c");
    probe_request(request, true);
    size_t length = strlen(request);
    assert_in_range(length, 1, PROBE_REQUEST_BYTES - 2);
    assert_string_equal(request + length - 7, "\r\033[K\033[c");
    const char *at = request;
    for (size_t i = 0; i < PROBE_SAMPLES; i++) {
        char expected[32];
        int size = snprintf(expected, sizeof expected, "\r%s\033[6n\r\033[K", probe_samples[i].text);
        assert_memory_equal(at, expected, (size_t)size);
        at += size;
    }
}

static void test_environment(void **state)
{
    (void)state;
    static const struct {
        const char *name, *value;
        enum probe_kind kind;
    } hints[] = {
        {"VTE_VERSION", "7006", PROBE_VTE},     {"KONSOLE_VERSION", "221203", PROBE_KONSOLE},
        {"MLTERM", "3.9.0", PROBE_MLTERM},      {"XTERM_VERSION", "XTerm(379)", PROBE_XTERM},
        {"TMUX", "/tmp/x,1,0", PROBE_TMUX},     {"STY", "1.pts-0", PROBE_SCREEN},
        {"TERM", "foot", PROBE_FOOT},           {"TERM", "xterm-kitty", PROBE_KITTY},
        {"TERM", "screen.xterm", PROBE_SCREEN}, {"COLORTERM", "kmscon", PROBE_KMSCON},
        {"COLORTERM", "truecolor", PROBE_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
        clear_environment(NULL);
        setenv(hints[i].name, hints[i].value, 1);
        struct probe probe = read_text("");
        assert_int_equal(probe.kind, hints[i].kind);
        assert_int_equal(probe.source, PROBE_BY_ENVIRONMENT);
        assert_false(probe.answered);
        for (size_t k = 0; k < PROBE_SAMPLES; k++)
            assert_int_equal(probe.widths[k], -1);
        probe = read_text(recorded[0].replies); // the terminal knows better
        assert_int_equal(probe.kind, PROBE_XTERM);
    }
}

static void test_what_need_not_be_asked(void **state)
{
    (void)state;
    struct probe probe;
    clear_environment(NULL);
    assert_false(probe_is_known(&probe, -1));
    setenv("TERM", "linux-16color", 1);
    assert_true(probe_is_known(&probe, -1));
    assert_int_equal(probe.kind, PROBE_CONSOLE);
    assert_false(probe_keeps_marks(&probe));
    setenv("TERM", "dumb", 1);
    assert_true(probe_is_known(&probe, -1));
    assert_int_equal(probe.kind, PROBE_UNKNOWN);
    unsetenv("TERM");
    assert_true(probe_is_known(&probe, -1));
    for (int kind = 0; kind < PROBE_KIND_COUNT; kind++) {
        setenv("KIOSK_TERM", probe_kind_name((enum probe_kind)kind), 1);
        assert_true(probe_is_known(&probe, -1));
        assert_int_equal(probe.kind, kind);
        assert_int_equal(probe.source, PROBE_BY_SETTING);
    }
    setenv("TERM", "xterm", 1);
    setenv("KIOSK_TERM", "xtrem", 1); // no such kind: asked
    assert_false(probe_is_known(&probe, -1));
}

static void test_patience(void **state)
{
    (void)state;
    clear_environment(NULL);
    assert_int_equal(probe_patience(), 100);
    setenv("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22", 1);
    assert_int_equal(probe_patience(), 1500);
}

// The last byte of the last answer is told, and nothing after it counts.
static void test_end(void **state)
{
    (void)state;
    struct probe_replies replies = {0};
    struct probe probe;
    static const char bytes[] = "\033[>41;379;0c\033[?64;1c";
    for (size_t i = 0; i < sizeof bytes - 1; i++)
        assert_int_equal(probe_take(&replies, (unsigned char)bytes[i]), i == sizeof bytes - 2);
    static const char more[] = "\033P>|kitty(1)\033\\\033[?1c";
    for (size_t i = 0; i < sizeof more - 1; i++)
        assert_false(probe_take(&replies, (unsigned char)more[i]));
    probe_conclude(&probe, &replies);
    assert_int_equal(probe.kind, PROBE_XTERM);
    assert_string_equal(probe.version, "");
}

static void test_widths_that_differ(void **state)
{
    (void)state;
    const char *notices[PROBE_NOTICES_MAX];
    // bytes shown one by one
    struct probe probe = read_text("\033[2;3R\033[2;4R\033[2;4R\033[2;3R\033[2;4R\033[2;4R\033[2;4R\033[2;4R\033[?1c");
    probe.places_cursor = true;
    assert_int_equal(probe.widths[0], 2);
    assert_int_equal(probe_notices(&probe, notices), 1);
    assert_non_null(strstr(notices[0], "UTF-8"));
    // marks with columns of their own
    probe = read_text("\033[2;2R\033[2;2R\033[2;2R\033[2;2R\033[2;2R\033[2;2R\033[2;3R\033[2;3R\033[>41;1;0c\033[?1c");
    probe.places_cursor = true;
    assert_false(probe_keeps_marks(&probe));
    assert_int_equal(probe_notices(&probe, notices), 1);
    // one answer is missing, one too many, one absurd
    probe = read_text("\033[2;2R\033[2;2R\033[2;2R\033[2;2R\033[2;2R\033[2;2R\033[2;3R\033[?1c");
    assert_int_equal(probe.widths[0], -1);
    probe = read_text(WIDTHS "\033[2;2R\033[?1c");
    assert_int_equal(probe.widths[0], -1);
    probe = read_text("\033[2;99999999999999999R\033[2;0R\033[R\033[2;2R\033[2;2R\033[2;2R\033[2;3R\033[2;2R\033[?1c");
    assert_int_equal(probe.widths[0], -1);
    assert_int_equal(probe.widths[1], -1);
    assert_int_equal(probe.widths[2], -1);
    assert_int_equal(probe.widths[3], 1);
    assert_true(probe_keeps_marks(&probe));
}

static void test_hostile_answers(void **state)
{
    (void)state;
    clear_environment(NULL);
    struct probe probe = read_text("\033P>|\033\\\033[c\033[?c");
    assert_true(probe.answered);
    assert_int_equal(probe.kind, PROBE_UNKNOWN);
    probe = read_text("\033P>|XTerm(\0331)\033\\\033[?1c"); // broken off
    assert_string_equal(probe.version, "");
    probe = read_text("\033P>|a\tb\033\\\033[?1c"); // control characters
    assert_string_equal(probe.version, "");
    probe = read_text("\033P>|x\xE2\x80\xAEy\033\\\033[?1c");
    assert_string_equal(probe.version, "");
    probe = read_text("\033P!|zz\033\\\033P!|7\033\\\033P!|7E56544541414141414141414141414141414141414141\033\\\033[?1c");
    assert_int_equal(probe.kind, PROBE_UNKNOWN);
    probe = read_text("hello 1;2R \033[8;1$yq\033OP\033[A\033[?64c"); // keys between
    assert_int_equal(probe.order, PROBE_ORDER_EXPLICIT);
    static char much[100000];
    memset(much, 'x', sizeof much);
    memcpy(much, "\033P>|", 4);
    memcpy(much + sizeof much - 7, "\033\\\033[?1c", 7);
    probe = read_bytes(much, sizeof much);
    assert_true(probe.answered);
    assert_int_equal(strlen(probe.version), PROBE_VERSION_BYTES - 1);
    memset(much, '9', sizeof much);
    memcpy(much, "\033[?", 3);
    much[sizeof much - 1] = 'c';
    assert_true(read_bytes(much, sizeof much).answered);
}

// Gives the bytes to the key decoder.
static void assert_no_key(const char *bytes, size_t size)
{
    struct keys keys = {0};
    struct event event;
    for (size_t i = 0; i < size; i++)
        assert_false(keys_take(&keys, (unsigned char)bytes[i], &event));
    assert_false(keys_pending(&keys));
}

static void test_answers_are_no_keys(void **state)
{
    (void)state;
    enum { LONG = 20000 };
    char *much = malloc(LONG + 16);
    for (size_t i = 0; i < RECORDED; i++)
        assert_no_key(recorded[i].replies, strlen(recorded[i].replies));
    memset(much, '1', LONG + 16);
    memcpy(much, "\033P>|", 4);
    memcpy(much + LONG, "\033\\", 2);
    assert_no_key(much, LONG + 2);
    for (size_t i = 3; i < LONG; i += 2)
        much[i] = ';';
    memcpy(much, "\033[?", 3);
    much[LONG] = 'c';
    assert_no_key(much, LONG + 1);
    free(much);
}

// Answers that the network cut in two: the decoder waits longer than for a key, except right after ESC and its fellow.
static void test_answers_in_pieces(void **state)
{
    (void)state;
    static const char bytes[] = "\033P>|XTerm(379)\033\\\033[>41;379;0c\033[2;3R\033[8;0$y";
    struct keys keys = {0};
    struct event event;
    size_t since = 0; // the sequence's start
    for (size_t i = 0; i < sizeof bytes - 1; i++) {
        assert_false(keys_take(&keys, (unsigned char)bytes[i], &event));
        since = keys_pending(&keys) ? since + 1 : 0;
        assert_int_equal(keys_patience(&keys), since > 2 ? 500 : 50);
    }
}

// Whatever the terminal began, Enter and the arrows are understood at once.
static void test_unfinished_answers_do_not_lock_the_keys(void **state)
{
    (void)state;
    static const char *const begun[] = {"\033P>|XTe", "\033[?64;1", "\033]11;rgb:", "\033P>|XTe\033"};
    enum { BEGUN = sizeof begun / sizeof *begun };
    for (size_t i = 0; i < BEGUN; i++) {
        for (int arrow = i + 1 == BEGUN; arrow < 2; arrow++) { // Enter after ESC is Alt-Enter
            struct keys keys = {0};
            struct event event;
            for (const char *at = begun[i]; *at != '\0'; at++)
                assert_false(keys_take(&keys, (unsigned char)*at, &event));
            const char *key = arrow ? "\033[A" : "\r";
            bool given = false;
            for (; *key != '\0'; key++)
                given = keys_take(&keys, (unsigned char)*key, &event);
            assert_true(given);
            assert_int_equal(event.key, arrow ? TERMINAL_KEY_UP : TERMINAL_KEY_ENTER);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_recorded_answers, clear_environment),
        cmocka_unit_test(test_samples_are_as_wide_as_laid_out),
        cmocka_unit_test(test_request),
        cmocka_unit_test(test_environment),
        cmocka_unit_test(test_what_need_not_be_asked),
        cmocka_unit_test(test_patience),
        cmocka_unit_test_setup(test_end, clear_environment),
        cmocka_unit_test_setup(test_widths_that_differ, clear_environment),
        cmocka_unit_test(test_hostile_answers),
        cmocka_unit_test(test_answers_are_no_keys),
        cmocka_unit_test(test_answers_in_pieces),
        cmocka_unit_test(test_unfinished_answers_do_not_lock_the_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
