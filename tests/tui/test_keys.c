// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// From bytes to keys: every byte sequence becomes what a person meant, or nothing; an unknown key never becomes
// letters.
#include "tui/terminal/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

// Writes what the bytes become, as words; '|' in `bytes` stands for time that passes.
static const char *decode(const char *bytes)
{
    static const char *const names[] = {
        [TERMINAL_KEY_UP] = "Up",
        [TERMINAL_KEY_DOWN] = "Down",
        [TERMINAL_KEY_LEFT] = "Left",
        [TERMINAL_KEY_RIGHT] = "Right",
        [TERMINAL_KEY_PAGE_UP] = "PageUp",
        [TERMINAL_KEY_PAGE_DOWN] = "PageDown",
        [TERMINAL_KEY_HOME] = "Home",
        [TERMINAL_KEY_END] = "End",
        [TERMINAL_KEY_ENTER] = "Enter",
        [TERMINAL_KEY_ESCAPE] = "Esc",
        [TERMINAL_KEY_BACKSPACE] = "Backspace",
        [TERMINAL_KEY_DELETE] = "Delete",
        [TERMINAL_KEY_TAB] = "Tab",
        [TERMINAL_KEY_F1] = "F1",
        [TERMINAL_KEY_F2] = "F2",
        [TERMINAL_KEY_F3] = "F3",
        [TERMINAL_KEY_F4] = "F4",
        [TERMINAL_KEY_F5] = "F5",
        [TERMINAL_KEY_F6] = "F6",
        [TERMINAL_KEY_F10] = "F10",
        [TERMINAL_KEY_F11] = "F11",
        [TERMINAL_KEY_F12] = "F12",
        [TERMINAL_KEY_OTHER] = "Other",
    };
    static char words[256];
    struct keys keys = {0};
    words[0] = '\0';
    for (const char *at = bytes; *at != '\0'; at++) {
        struct event event;
        bool given =
            *at == '|' ? keys_pending(&keys) && keys_end(&keys, &event) : keys_take(&keys, (unsigned char)*at, &event);
        for (; given; given = keys_more(&keys, &event)) {
            size_t length = strlen(words);
            if (event.kind == EVENT_CHARACTER)
                snprintf(words + length, sizeof words - length, "%sU+%04X", length > 0 ? " " : "",
                         (unsigned)event.character);
            else
                snprintf(words + length, sizeof words - length, "%s%s", length > 0 ? " " : "",
                         event.kind == EVENT_INTERRUPT ? "Interrupt" : names[event.key]);
        }
    }
    return words;
}

static void test_characters(void **state)
{
    (void)state;
    assert_string_equal(decode("a1"), "U+0061 U+0031");
    assert_string_equal(decode("ü"), "U+00FC");
    assert_string_equal(decode("ش"), "U+0634");
    assert_string_equal(decode("ї中😀"), "U+0457 U+4E2D U+1F600");
    assert_string_equal(decode("\xC3|a"), "U+0061"); // cut short by time
    assert_string_equal(decode("\xC3"
                               "a"),
                        "U+0061"); // cut short by another
    assert_string_equal(decode("\xE4\xB8ü"), "U+00FC");
    assert_string_equal(decode("\xFF\x80"
                               "a"),
                        "U+0061");
    assert_string_equal(decode("\xC0\xAF\xE0\x80\xAF"
                               "a"),
                        "U+0061"); // overlong
    assert_string_equal(decode("\xED\xA0\x80"
                               "a"),
                        "U+0061"); // half of a surrogate pair
    assert_string_equal(decode("\xF4\x90\x80\x80"
                               "a"),
                        "U+0061"); // beyond Unicode
    assert_string_equal(decode("\xC2\x9B"
                               "a"),
                        "U+0061"); // a control character of eight bits
}

static void test_control_characters(void **state)
{
    (void)state;
    assert_string_equal(decode("\r\n\t\b\x7F"), "Enter Enter Tab Backspace Backspace");
    assert_string_equal(decode("\x03"), "Interrupt");
    assert_string_equal(decode("\x1A\x1C\x13\x11\x04"), "Other Other Other Other Other");
}

static void test_escape(void **state)
{
    (void)state;
    assert_string_equal(decode("\033"), "");
    assert_string_equal(decode("\033|"), "Esc");
    assert_string_equal(decode("\033|q"), "Esc U+0071");
    assert_string_equal(decode("\033\033|"), "Esc Esc");
    assert_string_equal(decode("\033\033[A"), "Esc Up");
    assert_string_equal(decode("\033[|q"), "Esc U+005B U+0071");
    assert_string_equal(decode("\033O|q"), "Esc U+004F U+0071");
    assert_string_equal(decode("\033]|q"), "Esc U+005D U+0071");
}

// Who leaves a page and types on at once means these keys, not Alt and a letter, nor a string of the terminal's.
static void test_what_is_typed_behind_escape_is_not_lost(void **state)
{
    (void)state;
    assert_string_equal(decode("\033q"), "Esc U+0071");
    assert_string_equal(decode("\033\033q"), "Esc Esc U+0071");
    assert_string_equal(decode("\033ش"), "Esc U+0634");
    assert_string_equal(decode("\033\xD8|\xB4"), "Esc"); // cut short
    assert_string_equal(decode("\0331"), "Esc U+0031");
    assert_string_equal(decode("\033\r"), "Esc Enter");
    assert_string_equal(decode("\033\x7F\x7F"), "Esc Backspace Backspace");
    assert_string_equal(decode("\033Pol"), "Esc U+0050 U+006F U+006C");
    assert_string_equal(decode("\033P|ol"), "Esc U+0050 U+006F U+006C");
    assert_string_equal(decode("\033Pö"), "Esc U+0050 U+00F6");
    assert_string_equal(decode("\033P\033[A"), "Esc U+0050 Up");
    assert_string_equal(decode("\033Xa\033^b"), "Esc U+0058 U+0061 Esc U+005E U+0062");
    assert_string_equal(decode("\033O\r"), "Esc U+004F Enter");
    assert_string_equal(decode("\033Oö"), "Esc U+004F U+00F6");
    assert_string_equal(decode("\033O\033[A"), "Esc U+004F Up");
}

// However the bytes are cut, time that does not pass between them changes nothing.
static void test_sequences_in_parts(void **state)
{
    (void)state;
    struct keys keys = {0};
    struct event event;
    static const char bytes[] = "\033[1;5A";
    for (size_t i = 0; i + 1 < sizeof bytes - 1; i++) {
        assert_false(keys_take(&keys, (unsigned char)bytes[i], &event));
        assert_true(keys_pending(&keys));
        assert_false(keys_more(&keys, &event));
    }
    assert_true(keys_take(&keys, 'A', &event));
    assert_int_equal(event.key, TERMINAL_KEY_UP);
    // Half a letter is nothing that anybody has typed: the line is slow.
    assert_false(keys_take(&keys, 0xD8, &event));
    assert_int_equal(keys_patience(&keys), 500);
    assert_true(keys_take(&keys, 0xB4, &event));
    assert_int_equal(event.character, 0x0634);
}

// Nobody asks for the marks around what is pasted; a shell before us may have.
static void test_what_is_pasted_is_typed(void **state)
{
    (void)state;
    assert_string_equal(decode("\033[200~Aü\033[201~b"), "Other U+0041 U+00FC Other U+0062");
}

static void test_known_sequences(void **state)
{
    (void)state;
    assert_string_equal(decode("\033[A\033[B\033[C\033[D"), "Up Down Right Left");
    assert_string_equal(decode("\033OA\033OB\033OC\033OD"), "Up Down Right Left");
    assert_string_equal(decode("\033[1;5A\033[1;2B"), "Up Down"); // with Ctrl, with Shift
    assert_string_equal(decode("\033[H\033[F\033[1~\033[4~\033[7~\033[8~"), "Home End Home End Home End");
    assert_string_equal(decode("\033[3~\033[5~\033[6~"), "Delete PageUp PageDown");
    assert_string_equal(decode("\033[11~\033[12~\033[15~\033[17~\033[21~\033[23~\033[24~"), "F1 F2 F5 F6 F10 F11 F12");
    assert_string_equal(decode("\033OP\033OQ\033OR\033OS\033[1;2P"), "F1 F2 F3 F4 F1");
    assert_string_equal(decode("\033Op\033Oy\033OM"), "U+0030 U+0039 Enter"); // keypad
}

static void test_unknown_sequences_are_eaten_whole(void **state)
{
    (void)state;
    assert_string_equal(decode("\033O2kq"), "Other U+0071");
    assert_string_equal(decode("\033[25;5~q"), "Other U+0071");
    assert_string_equal(decode("\033[2~\033[9~\033[16~\033[99~q"), "Other Other Other Other U+0071");
    assert_string_equal(decode("\033[99999999999999999999~q"), "Other U+0071");
    assert_string_equal(decode("\033[[Aq"), "Other U+0071");   // F1 of the Linux console
    assert_string_equal(decode("\033[M !!q"), "U+0071");       // a mouse of the old kind
    assert_string_equal(decode("\033[12\rq"), "Enter U+0071"); // cut short
    assert_string_equal(decode("\033[12\033[A"), "Up");
}

static void test_reports_mean_nothing(void **state)
{
    (void)state;
    assert_string_equal(decode("\033[?62;22cq"), "U+0071");
    assert_string_equal(decode("\033[>41;379;0cq"), "U+0071");
    assert_string_equal(decode("\033[?8;1$yq"), "U+0071");
    assert_string_equal(decode("\033[24;80Rq"), "U+0071");
    assert_string_equal(decode("\033[<0;10;10Mq"), "U+0071");
    assert_string_equal(decode("\033]11;rgb:0000/0000/0000\aq"), "U+0071");
    assert_string_equal(decode("\033]52;c;cQ==\033\\q"), "U+0071");
    assert_string_equal(decode("\033P1$r0m\033\\q"), "U+0071");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_characters),
        cmocka_unit_test(test_control_characters),
        cmocka_unit_test(test_escape),
        cmocka_unit_test(test_what_is_typed_behind_escape_is_not_lost),
        cmocka_unit_test(test_sequences_in_parts),
        cmocka_unit_test(test_what_is_pasted_is_typed),
        cmocka_unit_test(test_known_sequences),
        cmocka_unit_test(test_unknown_sequences_are_eaten_whole),
        cmocka_unit_test(test_reports_mean_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
