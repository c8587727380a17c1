// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What is typed: digits choose, letters begin a search, and each result says why it is one.
#include "tests/support/kiosk_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const char *const languages[] = {"de", "de-simple", "en", "ar", "uk", "ru",  "fa", "tr",
                                        "fr", "es",        "ro", "pl", "vi", "kmr", "ti"};
enum { LANGUAGES = sizeof languages / sizeof *languages };

static void test_search_as_you_type(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "uk", 24, 80, NULL);
    kiosk_fixture_type(&fixture, "Enter Enter F3 'Integrationsb'");
    assert_shows(&fixture, "Integrationsbüro der Stadt Dessau-Roßlau");
    kiosk_fixture_type(&fixture, "Backspace*13"); // empty: the life areas
    assert_top(&fixture, "search");
    kiosk_fixture_type(&fixture, "Enter");
    assert_top(&fixture, "area");
    kiosk_fixture_type(&fixture, "Esc 'xqzw' Enter"); // nothing found: the areas again
    assert_top(&fixture, "area");
    kiosk_fixture_type(&fixture, "Esc Backspace*99 Delete*9"); // a key that is held erases, and does not leave
    assert_top(&fixture, "search");
    kiosk_fixture_type(&fixture, "F7 Backspace*9"); // nor from the keyboard on the screen
    assert_top(&fixture, "search");
    kiosk_fixture_type(&fixture, "Esc Esc");
    assert_top(&fixture, "home");
    kiosk_fixture_close(&fixture);
}

// A number that may go on is shown and waits: no time, and no key that means something else, makes another of it.
static void test_a_number_waits_in_sight(void **state)
{
    (void)state;
    static const int sizes[][2] = {{24, 80}, {22, 64}, {33, 120}, {12, 40}};
    for (size_t l = 0; l < LANGUAGES; l++)
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            struct kiosk_fixture fixture;
            kiosk_fixture_open(&fixture, languages[l], sizes[i][0], sizes[i][1], NULL);
            kiosk_fixture_type(&fixture, "Enter '1'"); // of fifteen languages
            assert_shows(&fixture, "1_");
            kiosk_fixture_wait(&fixture, 80 * 1000);
            assert_shows(&fixture, "1_");
            assert_top(&fixture, "languages");
            kiosk_fixture_type(&fixture, "'9'"); // there is no 19
            assert_shows(&fixture, "1_");
            kiosk_fixture_type(&fixture, "Esc"); // gives the number up, and stays
            assert_top(&fixture, "languages");
            assert_false(virtual_terminal_shows(fixture.terminal, "1_"));
            kiosk_fixture_type(&fixture, "'1' Backspace");
            assert_top(&fixture, "languages");
            assert_false(virtual_terminal_shows(fixture.terminal, "1_"));
            kiosk_fixture_type(&fixture, "'1' Down"); // then 2 is 2
            assert_false(virtual_terminal_shows(fixture.terminal, "1_"));
            kiosk_fixture_type(&fixture, "'2'");
            assert_top(&fixture, "home");
            assert_string_equal(fixture.kiosk.reader.languages[0]->tag, "de-simple");
            kiosk_fixture_type(&fixture, "F2 '12'");
            assert_top(&fixture, "home");
            assert_string_equal(fixture.kiosk.reader.languages[0]->tag, "pl");
            kiosk_fixture_type(&fixture, "F2 '1'");
            assert_shows(&fixture, "1_");
            kiosk_fixture_type(&fixture, "Enter");
            assert_string_equal(fixture.kiosk.reader.languages[0]->tag, "de");
            kiosk_fixture_type(&fixture, "'1' F1"); // a key does what it does, without the number
            assert_top(&fixture, "help");
            assert_false(virtual_terminal_shows(fixture.terminal, "1_"));
            kiosk_fixture_type(&fixture, "Esc '1' 'a'"); // letters begin a search
            assert_top(&fixture, "search");
            kiosk_fixture_close(&fixture);
        }
}

// Nor does the next visitor find it, or what was said of the last key.
static void test_a_number_ends_with_the_visit(void **state)
{
    (void)state;
    static const char *const ways[] = {"Enter '1'", "Enter Enter F2 '1'", "Enter Enter Enter F6"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct kiosk_fixture fixture;
        kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
        kiosk_fixture_type(&fixture, ways[i]);
        assert_true(fixture.loop.view.typed == 1 || fixture.loop.view.saying != NULL);
        kiosk_fixture_wait(&fixture, 95 * 1000);
        kiosk_fixture_wait(&fixture, 20 * 1000);
        assert_top(&fixture, "attract");
        assert_int_equal(fixture.loop.view.typed, 0);
        assert_null(fixture.loop.view.saying);
        assert_false(virtual_terminal_shows(fixture.terminal, "1_"));
        assert_false(virtual_terminal_shows(fixture.terminal, "F6"));
        kiosk_fixture_type(&fixture, "Enter");
        assert_false(virtual_terminal_shows(fixture.terminal, "1_"));
        kiosk_fixture_close(&fixture);
    }
}

// The language that a number means is the same in the list of second languages.
static void test_numbers_of_languages_stay(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 33, 120, NULL);
    kiosk_fixture_type(&fixture, "Enter Enter F2 '16'");
    assert_top(&fixture, "second");
    assert_shows(&fixture, "5 Українська");
    assert_false(virtual_terminal_shows(fixture.terminal, "1 Deutsch"));
    kiosk_fixture_type(&fixture, "'5'");
    assert_string_equal(fixture.kiosk.second->tag, "uk");
    kiosk_fixture_close(&fixture);
}

// Whoever types, looks for something: on each page that asks for no language, once one is chosen.
static void test_typing_begins_a_search(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
    kiosk_fixture_type(&fixture, "'xyz'");
    assert_top(&fixture, "languages");
    kiosk_fixture_type(&fixture, "F9 'x'");
    assert_top(&fixture, "emergency");
    kiosk_fixture_type(&fixture, "Esc Enter '!' '*'");
    assert_top(&fixture, "home");
    kiosk_fixture_type(&fixture, "'wohngeld'");
    assert_top(&fixture, "search");
    assert_shows(&fixture, "wohngeld");
    assert_shows(&fixture, "Wohngeld");
    kiosk_fixture_type(&fixture, "Enter"); // the first that was found
    assert_top(&fixture, "offer");
    kiosk_fixture_type(&fixture, "'кварт'");
    assert_top(&fixture, "search");
    assert_shows(&fixture, "кварт");
    assert_false(virtual_terminal_shows(fixture.terminal, "wohngeld"));
    kiosk_fixture_type(&fixture, "Esc");
    assert_top(&fixture, "offer");
    kiosk_fixture_type(&fixture, "F2 'x'");
    assert_top(&fixture, "languages");
    kiosk_fixture_close(&fixture);
}

// Whoever looks for a number has it in the line, and behind it the page with just that number in focus.
static void test_a_number_that_was_looked_for_is_in_focus(void **state)
{
    (void)state;
    static const char *const searches[][2] = {
        {"'polizei'", "110"}, {"'110'", "110"}, {"'feuerwehr'", "112"}, {"'giftnotruf'", "0361 730730"}, {"'116016'", "116 016"}};
    for (size_t i = 0; i < sizeof searches / sizeof *searches; i++) {
        struct kiosk_fixture fixture;
        kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
        kiosk_fixture_type(&fixture, "Enter Enter F3");
        kiosk_fixture_type(&fixture, searches[i][0]);
        assert_shows(&fixture, searches[i][1]);
        kiosk_fixture_type(&fixture, "Enter");
        assert_top(&fixture, "emergency");
        assert_shows(&fixture, searches[i][1]);
        kiosk_fixture_close(&fixture);
    }
}

// A line without the words that were found names them; that they are German is not said to who reads easy German.
static void test_a_line_says_what_was_found(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
    kiosk_fixture_type(&fixture, "Enter Enter F3 'inkasso'");
    assert_shows(&fixture, "Schulden");
    kiosk_fixture_type(&fixture, "Backspace*7 'beratung'");
    assert_shows(&fixture, "Mehr als 50 Treffer");
    kiosk_fixture_close(&fixture);
    kiosk_fixture_open(&fixture, "de-simple", 24, 80, NULL);
    kiosk_fixture_type(&fixture, "Enter Enter F3 'arzt'");
    assert_false(virtual_terminal_shows(fixture.terminal, "Gefunden in: Deutsch"));
    kiosk_fixture_close(&fixture);
}

static void test_what_was_meant_is_one_key_away(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
    kiosk_fixture_type(&fixture, "Enter Enter F3 'deutschkrus'");
    assert_shows(&fixture, "Meinten Sie: Deutschkurse?");
    kiosk_fixture_type(&fixture, "Enter");
    assert_top(&fixture, "search");
    assert_false(virtual_terminal_shows(fixture.terminal, "Meinten Sie"));
    assert_false(virtual_terminal_shows(fixture.terminal, "deutschkrus"));
    kiosk_fixture_type(&fixture, "Enter"); // the first result
    assert_top(&fixture, "topic");
    kiosk_fixture_type(&fixture, "Esc Backspace*12 'arbait' Down Enter"); // or a result at once
    assert_top(&fixture, "topic");
    kiosk_fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_search_as_you_type),
        cmocka_unit_test(test_a_number_waits_in_sight),
        cmocka_unit_test(test_a_number_ends_with_the_visit),
        cmocka_unit_test(test_numbers_of_languages_stay),
        cmocka_unit_test(test_typing_begins_a_search),
        cmocka_unit_test(test_a_number_that_was_looked_for_is_in_focus),
        cmocka_unit_test(test_a_line_says_what_was_found),
        cmocka_unit_test(test_what_was_meant_is_one_key_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
