// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// From bytes to keys: every byte sequence becomes what a person meant, or nothing; an unknown key never becomes
// letters.
#include "tui/terminal/key_codes.h"
#include "tui/terminal/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void add_word(char *words, size_t size, const struct event *event, const char *const *names)
{
    size_t length = strlen(words);
    const char *space = length > 0 ? " " : "";
    const char *shift = event->modifiers & TERMINAL_SHIFT ? "Shift+" : "";
    const char *alt = event->modifiers & TERMINAL_ALT ? "Alt+" : "";
    const char *control = event->modifiers & TERMINAL_CONTROL ? "Ctrl+" : "";
    if (event->kind == EVENT_CHARACTER && event->modifiers != 0 && event->character < 0x7F)
        snprintf(words + length, size - length, "%s%s%s%s%c", space, control, alt, shift, (char)event->character);
    else if (event->kind == EVENT_CHARACTER)
        snprintf(words + length, size - length, "%s%s%s%sU+%04X", space, control, alt, shift, (unsigned)event->character);
    else if (event->kind == EVENT_PASTE)
        snprintf(words + length, size - length, "%s<%.*s>%s", space, (int)event->length, event->text,
                 event->cut_short ? "..." : "");
    else
        snprintf(words + length, size - length, "%s%s%s%s%s", space, control, alt, shift,
                 event->kind == EVENT_INTERRUPT ? "Interrupt" : names[event->key]);
}

// Writes what the bytes become, as words; '|' in `bytes` stands for time that passes.
static const char *decode_as(struct keys keys, const char *bytes)
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
        [TERMINAL_KEY_F7] = "F7",
        [TERMINAL_KEY_F8] = "F8",
        [TERMINAL_KEY_F9] = "F9",
        [TERMINAL_KEY_F10] = "F10",
        [TERMINAL_KEY_F11] = "F11",
        [TERMINAL_KEY_F12] = "F12",
        [TERMINAL_KEY_OTHER] = "Other",
    };
    static char words[512];
    words[0] = '\0';
    for (const char *at = bytes; *at != '\0'; at++) {
        struct event event;
        bool given =
            *at == '|' ? keys_pending(&keys) && keys_end(&keys, &event) : keys_take(&keys, (unsigned char)*at, &event);
        for (; given; given = keys_more(&keys, &event))
            add_word(words, sizeof words, &event, names);
    }
    keys_close(&keys);
    return words;
}

// As the kiosk reads them.
static const char *decode(const char *bytes)
{
    return decode_as((struct keys){0}, bytes);
}

// As a program that knows modifiers and pastes.
static const char *decode_all(const char *bytes)
{
    return decode_as((struct keys){.modifiers = true, .pastes = true}, bytes);
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

// ---- what is held --------------------------------------------------------------------------------------------------

static void expect_all(const char *const table[][2], size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_string_equal(decode_all(table[i][0]), table[i][1]);
}
#define EXPECT_ALL(table) expect_all(table, sizeof(table) / sizeof *(table))

static void test_keys_held_with_others(void **state)
{
    (void)state;
    static const char *const table[][2] = {
        // xterm, VTE, foot, kitty, Konsole, tmux
        {"\033[1;2A\033[1;3B\033[1;5C\033[1;6D", "Shift+Up Alt+Down Ctrl+Right Ctrl+Shift+Left"},
        {"\033[1;2H\033[1;5F\033[1;8F", "Shift+Home Ctrl+End Ctrl+Alt+Shift+End"},
        {"\033[1;9A\033[1;10A", "Alt+Up Alt+Shift+Up"}, // Meta
        {"\033[1;65A\033[1;129B\033[1;1C", "Up Down Right"}, // locks of kitty, and nothing
        {"\033[3;5~\033[5;2~\033[6;3~", "Ctrl+Delete Shift+PageUp Alt+PageDown"},
        {"\033[1;2P\033[15;5~\033[24;6~", "Shift+F1 Ctrl+F5 Ctrl+Shift+F12"},
        {"\033[1;2R", "Shift+F3"},
        {"\033O5A\033O2P\033O1;5Q", "Ctrl+Up Shift+F1 Ctrl+F2"}, // of older ones
        {"\033[Z", "Shift+Tab"},
        // the Linux console
        {"\033\t\033[25~\033[26~\033[34~", "Shift+Tab Shift+F1 Shift+F2 Shift+F8"},
        // rxvt
        {"\033[a\033[b\033[c\033[d", "Shift+Up Shift+Down Shift+Right Shift+Left"},
        {"\033Oa\033Ob\033Oc\033Od", "Ctrl+Up Ctrl+Down Ctrl+Right Ctrl+Left"},
        {"\033[7$\033[8^\033[3@q", "Shift+Home Ctrl+End Ctrl+Shift+Delete U+0071"},
        // without anything, as ever
        {"\033[A\033[3~\033OP\t\r\033|\x7F", "Up Delete F1 Tab Enter Esc Backspace"},
    };
    EXPECT_ALL(table);
}

static void test_characters_held_with_others(void **state)
{
    (void)state;
    static const char *const table[][2] = {
        {"\x01\x1A\x13\x11\x04", "Ctrl+a Ctrl+z Ctrl+s Ctrl+q Ctrl+d"},
        {"\x1C\x1D\x1E\x1F", "Ctrl+\\ Ctrl+] Ctrl+^ Ctrl+_"},
        {"\x03", "Ctrl+c"}, // the program says what it means
        {"\b\t\n\r\x7F", "Backspace Tab Enter Enter Backspace"}, // not Ctrl and H, I, J, M
        {"\033q\033Q\0331", "Alt+q Alt+Shift+q Alt+1"},
        {"\033ش\033\x1A\033\r\033\x7F", "Alt+U+0634 Ctrl+Alt+z Alt+Enter Alt+Backspace"},
        {"\033O|\033[|\033P|\033]|", "Alt+Shift+o Alt+[ Alt+Shift+p Alt+]"},
        {"\033\xD8|a", "U+0061"}, // cut short
        {"\033\xD8" "a", "U+0061"},
        {"\033|q", "Esc U+0071"}, // time lies between them
        // xterm's modifyOtherKeys, and CSI u
        {"\033[27;5;97~\033[27;6;90~\033[27;2;13~\033[27;5;9~", "Ctrl+a Ctrl+Shift+z Shift+Enter Ctrl+Tab"},
        {"\033[97;5u\033[122;6u\033[13;2u\033[127;5u\033[27;1u", "Ctrl+a Ctrl+Shift+z Shift+Enter Ctrl+Backspace Esc"},
        {"\033[97u\033[97;2u\033[252;3u", "U+0061 U+0041 Alt+U+00FC"},
        {"\033[43;6u", "Ctrl++"}, // Shift made the plus
        {"\033[27;5;90~", "Ctrl+z"}, // with a lock of capitals
        {"\033[57358u\033[55296;5u\033[27;5;1~\033[;u", "Other Ctrl+Other Ctrl+Other Other"}, // no characters
    };
    EXPECT_ALL(table);
}

// Answers of a terminal are none the less no keys, and what cannot be known is eaten whole.
static void test_answers_are_no_keys_held(void **state)
{
    (void)state;
    static const char *const table[][2] = {
        {"\033[8;1$yq", "U+0071"},
        {"\033[?8;1$y\033[?62;22c\033[>41;379;0c\033[24;80Rq", "U+0071"},
        {"\033[<0;10;10M\033[M !!q", "U+0071"},
        {"\033[?1u\033[?2004;1$yq", "U+0071"},
        {"\033[2~\033[99~\033[99;5~\033[1;5zq", "Other Other Ctrl+Other Ctrl+Other U+0071"},
        {"\033P1$r0m\033\\q", "U+0071"},
    };
    EXPECT_ALL(table);
}

static void test_keys_of_descriptions(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum terminal_key key; // TERMINAL_KEY_NONE: none that is known
        unsigned modifiers;
    } table[] = {
        {"kLFT5", TERMINAL_KEY_LEFT, TERMINAL_CONTROL},
        {"kUP", TERMINAL_KEY_UP, TERMINAL_SHIFT},
        {"kDN3", TERMINAL_KEY_DOWN, TERMINAL_ALT},
        {"kNXT6", TERMINAL_KEY_PAGE_DOWN, TERMINAL_CONTROL | TERMINAL_SHIFT},
        {"kDC7", TERMINAL_KEY_DELETE, TERMINAL_CONTROL | TERMINAL_ALT},
        {"kHOM", TERMINAL_KEY_HOME, TERMINAL_SHIFT},
        {"kHOM9", TERMINAL_KEY_NONE, 0},
        {"kHOM55", TERMINAL_KEY_NONE, 0},
        {"kUPS", TERMINAL_KEY_NONE, 0},
        {"kxIN", TERMINAL_KEY_NONE, 0},
        {"", TERMINAL_KEY_NONE, 0},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct event event = {0};
        assert_int_equal(event_of_capability(table[i].name, &event), table[i].key != TERMINAL_KEY_NONE);
        assert_int_equal(event.key, table[i].key);
        assert_int_equal(event.modifiers, table[i].modifiers);
    }
    static const struct {
        int number;
        enum terminal_key key;
        unsigned modifiers;
    } functions[] = {
        {1, TERMINAL_KEY_F1, 0},
        {12, TERMINAL_KEY_F12, 0},
        {13, TERMINAL_KEY_F1, TERMINAL_SHIFT},
        {25, TERMINAL_KEY_F1, TERMINAL_CONTROL},
        {48, TERMINAL_KEY_F12, TERMINAL_CONTROL | TERMINAL_SHIFT},
        {49, TERMINAL_KEY_F1, TERMINAL_ALT},
        {63, TERMINAL_KEY_F3, TERMINAL_ALT | TERMINAL_SHIFT},
        {73, TERMINAL_KEY_OTHER, 0},
        {0, TERMINAL_KEY_OTHER, 0},
        {-1, TERMINAL_KEY_OTHER, 0},
    };
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        struct event event = event_of_function(functions[i].number);
        assert_int_equal(event.key, functions[i].key);
        assert_int_equal(event.modifiers, functions[i].modifiers);
    }
}

// ---- what is pasted ------------------------------------------------------------------------------------------------

static void test_a_paste_is_a_text(void **state)
{
    (void)state;
    static const char *const table[][2] = {
        {"\033[200~Aü\033[201~|b", "<Aü> U+0062"},
        {"a\033[200~\033[201~|\033[A", "U+0061 <> Up"},
        {"\033[200~eins\rzwei\r\ndrei\nvier\r\r\n\tx\033[201~|\r", "<eins\nzwei\ndrei\nvier\n\n\tx> Enter"},
        {"\033[200~a\x01\x03\x04\b\x7F" "b\033[Ac\xC2\x9B" "d\033[201~|", "<ab[Acd>"},     // no controls
        {"\033[200~\xC3\xFF\xED\xA0\x80z\xE4\xB8\033[201~|", "<z>"},                 // broken UTF-8
        {"\033[200~a\033[201~\rrm -rf\r\033[201~|q", "<a\nrm -rf\n> U+0071"},          // an end inside
        {"\033[200~a\033[201~\033[A\033[201~|q", "<a[A> U+0071"},
        {"\033[200~a\033[200~b\033[201~|", "<ab>"},                                      // a beginning inside
        {"\033[200~a\033[201~\033[200~b\033[201~|", "<ab>"},                             // two in one
        {"\033[200~a\033[20\033[201~|", "<a[20>"},                                       // marks that are none
        {"\033[200~a\033[202~\033[201\033[201~|", "<a[202~[201>"},
        {"\033[200~a\033\033[201~|", "<a>"},
        {"\033[200~abc|q", "<abc> U+0071"},                                               // that never ends
        {"\033[200~abc\033[20|q", "<abc[20> U+0071"},
        {"\033[201~q", "U+0071"},                                                         // that never began
    };
    EXPECT_ALL(table);
}

static void take_all(struct keys *keys, const char *bytes)
{
    struct event event;
    for (; *bytes != '\0'; bytes++)
        assert_false(keys_take(keys, (unsigned char)*bytes, &event));
}

static void test_a_paste_waits_for_silence(void **state)
{
    (void)state;
    struct keys keys = {.pastes = true};
    struct event event;
    take_all(&keys, "\033[200~a");
    assert_int_equal(keys_patience(&keys), 500);
    take_all(&keys, "\033[201~");
    assert_true(keys_pending(&keys));
    assert_int_equal(keys_patience(&keys), 50);
    assert_true(keys_pass_over(&keys)); // a key that curses knows, in what is pasted
    assert_int_equal(keys_patience(&keys), 500);
    take_all(&keys, "b\033[201~");
    assert_true(keys_end(&keys, &event));
    assert_int_equal(event.kind, EVENT_PASTE);
    assert_string_equal(event.text, "ab");
    assert_false(keys_pending(&keys));
    assert_false(keys_pass_over(&keys));
    keys_close(&keys);
}

// What is left out of a paste is counted: control characters, and bytes that are no characters; ends of lines are not.
static void test_what_a_paste_may_not_have_is_counted(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *text;
        size_t size, dropped;
    } table[] = {
        {"a\tb\r\nc\rd\n", "a\tb\nc\nd\n", 9, 0},
        {"\033[31mrot\033[0m", "[31mrot[0m", 12, 2},
        {"a\0b\x7F" "c\xC2\x85" "d\a", "abcd", 9, 4},
        {"\xC3" "ab\xFF\xED\xA0\x80", "ab", 7, 5},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct keys keys = {.pastes = true};
        struct event event;
        take_all(&keys, "\033[200~");
        for (size_t byte = 0; byte < table[i].size; byte++)
            assert_false(keys_take(&keys, (unsigned char)table[i].bytes[byte], &event));
        take_all(&keys, "\033[201~");
        assert_true(keys_end(&keys, &event));
        assert_string_equal(event.text, table[i].text);
        assert_int_equal(event.dropped, table[i].dropped);
        keys_close(&keys);
    }
}

// However much is pasted, it is kept up to a bound, and what follows is understood.
static void test_a_long_paste_is_cut(void **state)
{
    (void)state;
    struct keys keys = {.pastes = true};
    struct event event;
    take_all(&keys, "\033[200~");
    for (int i = 0; i < 1 << 20; i++)
        assert_false(keys_take(&keys, i % 2 == 0 ? 0xC3 : 0xA4, &event)); // ä
    take_all(&keys, "\033[201~");
    assert_true(keys_end(&keys, &event));
    assert_true(event.cut_short);
    assert_int_equal(event.length, PASTE_BYTES_MAX);
    assert_memory_equal(event.text + event.length - 2, "ä", 3); // a whole character, and the end
    assert_true(keys_take(&keys, 'q', &event));
    assert_int_equal(event.character, 'q');
    assert_null(keys.paste.text); // has been forgotten
    take_all(&keys, "\033[200~");
    for (int i = 0; i < PASTE_BYTES_MAX; i++)
        assert_false(keys_take(&keys, i == 0 ? 'x' : i % 2 == 1 ? 0xC3 : 0xA4, &event));
    assert_true(keys_end(&keys, &event));
    assert_false(event.cut_short);
    assert_int_equal(event.length, PASTE_BYTES_MAX - 1); // the last character was half
    keys_close(&keys);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys_held_with_others),
        cmocka_unit_test(test_characters_held_with_others),
        cmocka_unit_test(test_answers_are_no_keys_held),
        cmocka_unit_test(test_keys_of_descriptions),
        cmocka_unit_test(test_a_paste_is_a_text),
        cmocka_unit_test(test_a_paste_waits_for_silence),
        cmocka_unit_test(test_what_a_paste_may_not_have_is_counted),
        cmocka_unit_test(test_a_long_paste_is_cut),
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
