// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Large letters: every greeting is drawn, and stands where it should.
#include "tests/support/slate.h"

#include "core/language/message.h"
#include "generated/kiosk_messages.h"
#include "tui/kit/poster.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

// Of every language that is offered, at least five rows high, from 64 columns on.
static void test_every_greeting_is_drawn(void **state)
{
    (void)state;
    static const int sizes[][2] = {{14, 62}, {14, 78}, {24, 118}};
    const char *build = getenv("KOMPASS_BUILD");
    struct arena arena = {0};
    size_t count, drawn = 0;
    const struct language *languages = language_table(&count);
    for (size_t l = 0; l < count; l++) {
        struct messages *messages = NULL;
        struct problem problem;
        if (!language_is_offered(&languages[l], PROGRAM_KIOSK))
            continue;
        const char *folder = arena_format(&arena, "%s/share/kompass/locales", build == NULL ? "build" : build);
        assert_int_equal(messages_open(&messages, message_set_of(PROGRAM_KIOSK), folder, &languages[l], &problem), STATUS_OK);
        int before = 0;
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
            struct poster poster;
            if (!poster_lay_out(&poster, message_text(messages, MESSAGE_ATTRACT_GREETING), sizes[s][0], sizes[s][1]))
                fail_msg("%s: the greeting is not drawn for %d columns", languages[l].tag, sizes[s][1]);
            assert_true(poster.line_rows >= 5);
            assert_true(poster.line_rows >= before);
            before = poster.line_rows;
        }
        drawn++;
        messages_close(&messages);
    }
    assert_true(drawn >= 2);
    arena_free(&arena);
}

static void test_what_nobody_has_drawn_is_none(void **state)
{
    (void)state;
    struct poster poster;
    assert_false(poster_lay_out(&poster, "Welcome Qwzx", 30, 200));
    assert_false(poster_lay_out(&poster, "", 30, 200));
    assert_false(poster_lay_out(&poster, "Welcome", 30, 20)); // too wide
    assert_false(poster_lay_out(&poster, "Welcome", 3, 200)); // too high
    assert_true(poster_lay_out(&poster, " Welcome  Welcome ", 30, 200));
    assert_int_equal(poster.count, 2);
}

// The column of the first cell that is not blank in any row of the half of the slate.
static int first_column(const struct slate *slate, int from, int to)
{
    for (int column = from; column < to; column++)
        for (int row = 0; row < slate->grid.rows; row++)
            if (grid_at(&slate->grid, row, column)->base != ' ')
                return column;
    return -1;
}

static void test_words_stand_in_the_readers_order(void **state)
{
    (void)state;
    for (int leftward = 0; leftward < 2; leftward++) {
        struct slate slate;
        struct poster poster;
        slate_open(&slate, 9, 90, leftward ? TEXT_RIGHT_TO_LEFT : TEXT_LEFT_TO_RIGHT);
        assert_true(poster_lay_out(&poster, "Bi hatin", 9, 90));
        assert_int_equal(poster.line_count, 1);
        poster_paint(&poster, &slate.canvas);
        slate_expect_whole(&slate.grid);
        // The words are not equally long, so what is blank between them tells which comes first.
        int start = first_column(&slate, 0, 90);
        assert_in_range(start, (90 - poster.widths[0]) / 2, (90 - poster.widths[0]) / 2 + 1);
        int gap = start;
        bool blank = false;
        while (!blank && ++gap < 90) {
            blank = true;
            for (int next = gap; next < gap + 4; next++)
                blank = blank && first_column(&slate, next, next + 1) < 0;
        }
        assert_int_equal(gap - start > poster.widths[0] / 2, leftward);
        slate_close(&slate);
    }
}

static void test_lines_break_between_words(void **state)
{
    (void)state;
    struct poster poster;
    assert_true(poster_lay_out(&poster, "Le damos la bienvenida", 14, 78));
    assert_int_equal(poster.line_count, 2);
    assert_int_equal(poster.lines[2], 0);
    assert_int_equal(poster.lines[3], 1);
    assert_int_equal(poster_rows(&poster), 2 * poster.line_rows + 1);
}

// ---- spelled -------------------------------------------------------------------------------------------------------

static void test_letters_stand_as_they_are_drawn(void **state)
{
    (void)state;
    struct slate slate;
    struct poster poster;
    slate_open(&slate, 5, 20, TEXT_LEFT_TO_RIGHT);
    assert_true(poster_spell(&poster, "Rüß", 1, 20));
    poster_paint(&poster, &slate.canvas);
    slate_expect(&slate, (const char *const[]){"   █▀▀▄ ▀  ▀ ▄▀▀▄", "   █▄▄▀ █  █ █ ▄▀", "   █ ▀▄ █  █ █  █", "   ▀  ▀  ▀▀▀ ▀ ▀", NULL});
    slate_close(&slate);
    slate_open(&slate, 9, 30, TEXT_LEFT_TO_RIGHT);
    assert_true(poster_spell(&poster, "i-i", 2, 30)); // twice as large: four dots for each
    poster_paint(&poster, &slate.canvas);
    slate_expect(&slate, (const char *const[]){"        ██          ██", "", "        ██          ██", "        ██          ██",
                                               "        ██  ██████  ██", "        ██          ██", "        ██          ██", NULL});
    slate_close(&slate);
}

static void test_spelled_words_break_where_they_may(void **state)
{
    (void)state;
    struct poster whole, broken;
    assert_true(poster_spell(&whole, "Dessau-Roßlau", 1, 200));
    assert_int_equal(whole.line_count, 1);
    assert_true(poster_spell(&broken, "Dessau-Roßlau", 1, whole.widths[0] - 1));
    assert_int_equal(broken.line_count, 2);
    assert_int_equal(broken.count, whole.count);
    assert_int_equal(poster_rows(&broken), 2 * poster_rows(&whole));
    assert_true(poster_spell(&broken, " Am  Markt ", 1, 24));
    assert_int_equal(broken.line_count, 2);
    assert_int_equal(broken.count, 7);
    for (int columns = 0; columns < 200; columns++) // never wider than it may be
        if (poster_spell(&broken, "Kühnauer Straße 24 (TGZ) – a/b", 1, columns))
            for (int line = 0; line < broken.line_count; line++)
                assert_true(broken.widths[line] <= columns);
}

static void test_what_cannot_be_spelled_is_told(void **state)
{
    (void)state;
    struct poster poster;
    char long_text[POSTER_PIECES_MAX + 2];
    assert_false(poster_spell(&poster, "", 1, 200));
    assert_false(poster_spell(&poster, " ", 1, 200));
    assert_false(poster_spell(&poster, "Bürgeramt", 1, 20)); // too wide
    assert_false(poster_spell(&poster, "مكتب", 1, 200));     // joins
    assert_false(poster_spell(&poster, "a\xC3", 1, 200));    // no text
    memset(long_text, 'i', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = '\0';
    assert_false(poster_spell(&poster, long_text, 1, 10000));
    long_text[POSTER_PIECES_MAX] = '\0';
    assert_true(poster_spell(&poster, long_text, 1, 10000));
    assert_true(poster_spell(&poster, "- -/ /a", 1, 200));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_letters_stand_as_they_are_drawn),
        cmocka_unit_test(test_spelled_words_break_where_they_may),
        cmocka_unit_test(test_what_cannot_be_spelled_is_told),
        cmocka_unit_test(test_every_greeting_is_drawn),
        cmocka_unit_test(test_what_nobody_has_drawn_is_none),
        cmocka_unit_test(test_words_stand_in_the_readers_order),
        cmocka_unit_test(test_lines_break_between_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
