// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The keyboard on the screen: every letter of the reader's script, by arrows, Enter and touch, on screens of every size.
#include "tests/support/kiosk_fixture.h"
#include "tui/kiosk/screens.h"
#include "tui/kit/keyboard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#include <cmocka.h>

static const char *const languages[] = {"de", "en", "ar", "uk"};
enum { LANGUAGES = sizeof languages / sizeof *languages };

static void open_search(struct kiosk_fixture *fixture, const char *language, const char *script)
{
    kiosk_fixture_open(fixture, language, 24, 80, NULL);
    kiosk_fixture_type(fixture, "Enter Enter F3");
    kiosk_fixture_type(fixture, script);
}

static struct grid_cell *cell_at(const struct kiosk_fixture *fixture, int row, int column)
{
    return grid_at(&fixture->terminal->shown, row, column);
}

// Whether a key of the keyboard, or the focused one, stands there.
static bool is_key(const struct grid_cell *cell)
{
    return cell->role == ROLE_BUTTON || cell->role == ROLE_FOCUS;
}

// The place of the key with that letter on its cap; the keys of the footer are none.
static bool find_letter(const struct kiosk_fixture *fixture, uint32_t letter, int *row, int *column)
{
    const struct canvas *body = &fixture->loop.frame.body;
    for (*row = body->top; *row < body->top + body->rows; ++*row)
        for (*column = body->left; *column < body->left + body->columns; ++*column)
            if (cell_at(fixture, *row, *column)->base == letter && is_key(cell_at(fixture, *row, *column)))
                return true;
    return false;
}

static bool is_open(const struct kiosk_fixture *fixture)
{
    const struct canvas *body = &fixture->loop.frame.body;
    int letters = 0;
    for (int row = body->top; row < body->top + body->rows; row++)
        for (int column = body->left; column < body->left + body->columns; column++)
            letters += cell_at(fixture, row, column)->role == ROLE_BUTTON;
    return letters > 30;
}

// The text in the field: the row on top of the page.
static const char *typed(struct kiosk_fixture *fixture)
{
    return grid_row_text(&fixture->arena, &fixture->terminal->shown, fixture->loop.frame.body.top);
}

static void touch(struct kiosk_fixture *fixture, int row, int column)
{
    char click[32];
    snprintf(click, sizeof click, "Click(%d,%d)", row, column);
    kiosk_fixture_type(fixture, click);
}

static void touch_letter(struct kiosk_fixture *fixture, uint32_t letter)
{
    int row, column;
    if (!find_letter(fixture, letter, &row, &column))
        fail_msg("no key U+%04X:\n%s", (unsigned)letter, kiosk_fixture_text(fixture));
    touch(fixture, row, column);
}

static bool has_letter(const struct keyboard_layout *layout, uint32_t letter)
{
    for (const char *const *row = layout->rows; *row != NULL; row++)
        for (const char *at = *row; *at != '\0'; at += strspn(at, " ")) {
            ucs4_t character;
            int bytes = u8_strmbtouc(&character, (const uint8_t *)at);
            at += bytes;
            assert_true(*at == ' ' || *at == '\0'); // a key types one character
            if (character == letter)
                return true;
        }
    return false;
}

static void test_every_letter_of_the_language_is_there(void **state)
{
    (void)state;
    static const struct {
        const char *tag;
        uint32_t letters[48];
    } alphabets[] = {
        {"de", {'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v',
                'w', 'x', 'y', 'z', 0xE4, 0xF6, 0xFC, 0xDF}},
        {"ar", {0x621, 0x622, 0x623, 0x624, 0x625, 0x626, 0x627, 0x628, 0x629, 0x62A, 0x62B, 0x62C, 0x62D, 0x62E, 0x62F,
                0x630, 0x631, 0x632, 0x633, 0x634, 0x635, 0x636, 0x637, 0x638, 0x639, 0x63A, 0x641, 0x642, 0x643, 0x644,
                0x645, 0x646, 0x647, 0x648, 0x649, 0x64A}},
        {"uk", {0x430, 0x431, 0x432, 0x433, 0x491, 0x434, 0x435, 0x454, 0x436, 0x437, 0x438, 0x456, 0x457, 0x439, 0x43A,
                0x43B, 0x43C, 0x43D, 0x43E, 0x43F, 0x440, 0x441, 0x442, 0x443, 0x444, 0x445, 0x446, 0x447, 0x448, 0x449,
                0x44C, 0x44E, 0x44F, '\''}},
        {"fa", {0x622, 0x627, 0x628, 0x67E, 0x62A, 0x62B, 0x62C, 0x686, 0x62D, 0x62E, 0x62F, 0x630, 0x631, 0x632, 0x698,
                0x633, 0x634, 0x635, 0x636, 0x637, 0x638, 0x639, 0x63A, 0x641, 0x642, 0x6A9, 0x6AF, 0x644, 0x645, 0x646,
                0x648, 0x647, 0x6CC}},
        {"ru", {0x430, 0x431, 0x432, 0x433, 0x434, 0x435, 0x451, 0x436, 0x437, 0x438, 0x439, 0x43A, 0x43B, 0x43C, 0x43D,
                0x43E, 0x43F, 0x440, 0x441, 0x442, 0x443, 0x444, 0x445, 0x446, 0x447, 0x448, 0x449, 0x44A, 0x44B, 0x44C,
                0x44D, 0x44E, 0x44F}},
    };
    static const struct {
        const char *tag, *letters; // beside those from a to z
    } latin[] = {{"es", "ñáéíóú"}, {"ro", "ăâîșț"}, {"pl", "ąćęłńóśźż"}, {"vi", "ăâđêôơư"}, {"kmr", "çêîşû"}};
    for (size_t i = 0; i < sizeof latin / sizeof *latin; i++) {
        const struct keyboard_layout *layers[KEYBOARD_LAYERS_MAX];
        keyboard_layers(language_by_tag(latin[i].tag), layers);
        for (uint32_t letter = 'a'; letter <= 'z'; letter++)
            assert_true(has_letter(layers[0], letter));
        for (const char *at = latin[i].letters; *at != '\0';) {
            ucs4_t letter;
            at += u8_strmbtouc(&letter, (const uint8_t *)at);
            assert_true(has_letter(layers[0], letter));
        }
    }
    for (size_t i = 0; i < sizeof alphabets / sizeof *alphabets; i++) {
        const struct keyboard_layout *layers[KEYBOARD_LAYERS_MAX];
        size_t count = keyboard_layers(language_by_tag(alphabets[i].tag), layers);
        assert_int_equal(count, i == 0 ? 2 : 3); // who writes no Latin letters can write them too, as on doors
        for (const uint32_t *letter = alphabets[i].letters; *letter != 0; letter++)
            if (!has_letter(layers[0], *letter))
                fail_msg("%s: U+%04X is missing", alphabets[i].tag, (unsigned)*letter);
        for (uint32_t digit = '0'; digit <= '9'; digit++)
            assert_true(has_letter(layers[count - 1], digit));
        if (count == 3)
            assert_true(has_letter(layers[1], 0xFC));
    }
}

// Every form of every consonant on the keys, and no other.
static void test_ethiopic_vowels_give_consonants_their_forms(void **state)
{
    (void)state;
    assert_int_equal(keyboard_compose(0x1235, 0x12A1), 0x1231); // ስ and ኡ: ሱ
    assert_int_equal(keyboard_compose(0x1235, 0x12A0), 0x1230); // ስ and አ: ሰ
    assert_int_equal(keyboard_compose(0x122D, 0x12A5), 0);      // ር and እ are two
    assert_int_equal(keyboard_compose(0x12A5, 0x12A1), 0);      // two vowels, too
    assert_int_equal(keyboard_compose(0x1231, 0x12A1), 0);      // what has its form keeps it
    assert_int_equal(keyboard_compose('s', 0x12A1), 0);
    assert_int_equal(keyboard_compose(0, 0x12A1), 0);
    for (uint32_t before = 0; before < 0x1400; before++)
        for (uint32_t typed = 0x1290; typed < 0x12B0; typed++) {
            uint32_t one = keyboard_compose(before, typed);
            assert_true(one == 0 || (one / 8 == before / 8 && one % 8 == typed % 8 && one % 8 != before % 8));
        }
    struct kiosk_fixture fixture;
    open_search(&fixture, "ti", "F7");
    static const uint32_t keys[] = {0x1235, 0x122D, 0x12A3, 0x1215}; // ስ ር ኣ ሕ
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        touch_letter(&fixture, keys[i]);
    assert_non_null(strstr(typed(&fixture), "ስራሕ")); // work
    assert_true(virtual_terminal_shows(fixture.terminal, "ስራሕ ምርካብ"));
    kiosk_fixture_close(&fixture);
}

static void test_touched_letters_are_typed(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    open_search(&fixture, "de", "");
    assert_false(is_open(&fixture));
    touch(&fixture, fixture.loop.frame.body.top, 20); // the field itself
    assert_true(is_open(&fixture));
    for (const char *letter = "arzt"; *letter != '\0'; letter++)
        touch_letter(&fixture, (uint32_t)*letter);
    assert_non_null(strstr(typed(&fixture), "arzt"));
    assert_true(virtual_terminal_shows(fixture.terminal, "Arztbesuch"));
    int row, column;
    assert_true(find_letter(&fixture, 'x', &row, &column));
    touch(&fixture, row + 1, column); // its second row, for fingers
    assert_non_null(strstr(typed(&fixture), "arztx"));
    kiosk_fixture_type(&fixture, "'y' Backspace");
    assert_non_null(strstr(typed(&fixture), "arztx"));
    kiosk_fixture_close(&fixture);
}

static void test_a_finger_finds_it_open(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "uk", 24, 80, NULL);
    kiosk_fixture_type(&fixture, "Click(5,5) Enter F3");
    assert_true(is_open(&fixture));
    kiosk_fixture_type(&fixture, "Esc");
    assert_string_equal(kiosk_fixture_top(&fixture), "search");
    assert_false(is_open(&fixture));
    kiosk_fixture_type(&fixture, "Esc");
    assert_string_equal(kiosk_fixture_top(&fixture), "home");
    kiosk_fixture_close(&fixture);
}

static void test_arrows_and_enter_type(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    open_search(&fixture, "de", "Up"); // above the results are the keys
    assert_true(is_open(&fixture));
    kiosk_fixture_type(&fixture, "Down Right*3 Enter Up Right*4 Enter"); // f, i
    assert_non_null(strstr(typed(&fixture), "fi"));
    kiosk_fixture_type(&fixture, "Down*3 Right Enter"); // from the long blank to the key that erases
    assert_null(strstr(typed(&fixture), "fi"));
    assert_non_null(strstr(typed(&fixture), "f"));
    kiosk_fixture_type(&fixture, "Down"); // below the last row of keys are the results
    assert_false(is_open(&fixture));
    assert_non_null(strstr(typed(&fixture), "f"));
    kiosk_fixture_type(&fixture, "Enter");
    assert_string_not_equal(kiosk_fixture_top(&fixture), "search");
    kiosk_fixture_close(&fixture);
}

static void test_other_letters_by_one_key(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    int row, column;
    open_search(&fixture, "uk", "F7");
    assert_true(find_letter(&fixture, 0x457, &row, &column)); // ї
    kiosk_fixture_type(&fixture, "Down*3 Enter");
    assert_true(find_letter(&fixture, 0xFC, &row, &column)); // ü
    kiosk_fixture_type(&fixture, "Enter"); // the same key again
    assert_true(find_letter(&fixture, '7', &row, &column));
    kiosk_fixture_type(&fixture, "Enter");
    assert_true(find_letter(&fixture, 0x457, &row, &column));
    kiosk_fixture_type(&fixture, "F7");
    assert_false(is_open(&fixture));
    kiosk_fixture_close(&fixture);
}

// Arabic letters stand as on Arabic keyboards; commands run as the reader reads; arrows point where they point.
static void test_arabic_letters_stand_as_on_keyboards(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    int row, left, right;
    open_search(&fixture, "ar", "F7");
    assert_true(find_letter(&fixture, 0xFEB9, &row, &right)); // ص
    assert_true(find_letter(&fixture, 0xFEBD, &row, &left)); // ض
    assert_true(left < right);
    int start = fixture.terminal->shown.cursor_column; // the first key, at the right
    kiosk_fixture_type(&fixture, "Right");
    assert_int_equal(fixture.terminal->shown.cursor_column, start);
    kiosk_fixture_type(&fixture, "Left");
    assert_true(fixture.terminal->shown.cursor_column < start);
    kiosk_fixture_close(&fixture);
}

static void test_a_wheel_does_not_open_it(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    open_search(&fixture, "de", "WheelUp(10,20)*3");
    assert_false(is_open(&fixture));
    kiosk_fixture_type(&fixture, "F7");
    const char *before = typed(&fixture);
    kiosk_fixture_type(&fixture, "WheelDown(20,20) WheelDown(20,20)*2 Enter");
    assert_true(is_open(&fixture));
    assert_string_not_equal(typed(&fixture), before); // Enter pressed the key that had the focus
    kiosk_fixture_close(&fixture);
}

// Every key whole on the glass, with a result below: whatever the size.
static void test_it_fits_every_screen(void **state)
{
    (void)state;
    static const char *const sizes[] = {"Resize(12,40)", "Resize(16,45)", "Resize(18,60)", "Resize(22,64)",
                                        "Resize(24,80)", "Resize(33,120)", "Resize(67,240)"};
    for (size_t l = 0; l < LANGUAGES; l++)
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
            struct kiosk_fixture fixture;
            const struct keyboard_layout *layers[KEYBOARD_LAYERS_MAX];
            size_t count = keyboard_layers(language_by_tag(languages[l]), layers);
            open_search(&fixture, languages[l], sizes[s]);
            kiosk_fixture_type(&fixture, "F7");
            for (size_t layer = 0; layer < count; layer++) {
                int keys = 0;
                kiosk_fixture_type(&fixture, "Left*12 Right*12 Up*9 Left*12 Right*12");
                kiosk_fixture_type(&fixture, "Up*9");
                const struct canvas *body = &fixture.loop.frame.body;
                for (int row = body->top; row < body->top + body->rows; row++)
                    for (int column = body->left; column < body->left + body->columns; column++)
                        keys += is_key(cell_at(&fixture, row, column)) && cell_at(&fixture, row, column)->base > ' ';
                assert_in_range(keys, 25, 90); // letters, brackets, words of the commands
                assert_int_not_equal(cell_at(&fixture, body->top + body->rows - 1, body->left + 2)->role, ROLE_BUTTON);
                kiosk_fixture_type(&fixture, "Down*3");
                kiosk_fixture_type(&fixture, fixture.loop.view.direction == TEXT_RIGHT_TO_LEFT ? "Right*9" : "Left*9");
                kiosk_fixture_type(&fixture, "Enter"); // the next letters
                assert_true(is_open(&fixture));
            }
            kiosk_fixture_close(&fixture);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_letter_of_the_language_is_there),
        cmocka_unit_test(test_ethiopic_vowels_give_consonants_their_forms),
        cmocka_unit_test(test_touched_letters_are_typed),
        cmocka_unit_test(test_a_finger_finds_it_open),
        cmocka_unit_test(test_arrows_and_enter_type),
        cmocka_unit_test(test_other_letters_by_one_key),
        cmocka_unit_test(test_arabic_letters_stand_as_on_keyboards),
        cmocka_unit_test(test_a_wheel_does_not_open_it),
        cmocka_unit_test(test_it_fits_every_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
