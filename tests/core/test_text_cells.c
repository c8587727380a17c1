// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What stands in a cell and how wide it is.
#include "tests/core/text_lines.h"

static void wide_characters_take_two_columns(void **state)
{
    (void)state;
    expect_ltr("\u65E5\u672C\u8A9E", 6, "\u65E5\u672C\u8A9E");
    expect_ltr("\u65E5\u672C\u8A9E", 5, "\u65E5\u672C|\u8A9E");
    expect_ltr("a\u65E5", 2, "a|\u65E5");
    expect_ltr("a\u65E5\u0301", 1, "a|\u2026");
    assert_int_equal(text_measure("a\u65E5"), 3);
}

static void marks_stand_in_the_cell_of_their_base(void **state)
{
    (void)state;
    const char *viet = "Vie\u0323\u0302t";
    struct text_options options = {.width = 10};
    for (int direction = TEXT_LEFT_TO_RIGHT; direction <= TEXT_RIGHT_TO_LEFT; direction++) {
        options.direction = (enum text_direction)direction;
        struct text_layout layout = lay_out(viet, &options);
        assert_int_equal(layout.lines[0].count, 4);
        assert_int_equal(layout.lines[0].cells[2].base, 'e');
        assert_int_equal(layout.lines[0].cells[2].marks[0], 0x323);
        assert_int_equal(layout.lines[0].cells[2].marks[1], 0x302);
        assert_int_equal(layout.lines[0].cells[2].marks[2], 0);
    }
    assert_int_equal(text_measure(viet), 4);
    // Hebrew with points, right to left; Devanagari with a virama
    expect_rtl("\u05E9\u05C1\u05B8\u05DC", 10, "\u05DC\u05E9\u05C1\u05B8");
    expect_rtl("\u0928\u094D\u0926", 10, "\u0928\u094D\u0926");
    // a mark on a space holds the space
    expect_ltr("a \u0301b", 2, "a \u0301|b");
    // more marks than a cell keeps
    expect_ltr("a\u0301\u0302\u0303\u0304\u0305", 2, "a\u0301\u0302\u0303\u0304");
}

static void what_terminals_disagree_about_is_not_shown(void **state)
{
    (void)state;
    expect_ltr("a\u00ADb\uFE0Fc\u200Dd\u200Ce\u034Ff\u2064g", 10, "abcdefg");
    expect_ltr("a\U0001F600b\U0001F468\u200D\U0001F469c\U0001F1E9\U0001F1EAd\U0001F44D\U0001F3FDe", 10, "abcde");
    expect_ltr("a\xC2\x85\x1B[0m\tb\rc\x7F", 10, "a[0mbc");
    expect_ltr("\u0600a\u06DDb\uFEFFc\u202Ed", 10, "abcd");
    // pictures by nature are dropped, black signs stay, also when a picture of them is asked for
    expect_ltr("a\u231Ab\u2705c\u274Cd\u2B50e", 10, "abcde");
    expect_ltr("\u260E \u2713 \u25B6", 10, "\u260E \u2713 \u25B6");
    expect_ltr("\u260E\uFE0F\u26A0\uFE0E", 10, "\u260E\u26A0");
    expect_ltr("\xFF\xC3", 10, "\uFFFD\uFFFD");
    static const uint32_t unseen[] = {0, 9, 0x7F, 0xAD, 0x300, 0x64B, 0x200B, 0x200D, 0x2066, 0xFE0F, 0x1F600, 0xE0061};
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
        assert_int_equal(text_width_of(unseen[i]), 0);
    assert_int_equal(text_width_of('a'), 1);
    assert_int_equal(text_width_of(0xA0), 1);
    assert_int_equal(text_width_of(0xFEFB), 1);
    assert_int_equal(text_width_of(0x93F), 1); // a vowel sign that takes a column
    assert_int_equal(text_width_of(0x65E5), 2);
}

static void ethiopic_takes_one_column_a_letter(void **state)
{
    (void)state;
    // Tigrinya: "hello, how are you"; the word space of old print is a sign, and lines may end after it
    expect_ltr("\u1230\u120B\u121D \u12A8\u1218\u12ED", 4, "\u1230\u120B\u121D|\u12A8\u1218\u12ED");
    expect_ltr("\u1230\u120B\u1361\u12A8\u1218", 4, "\u1230\u120B\u1361|\u12A8\u1218");
    expect_cut("\u1230\u120B\u121D\u12A8", TEXT_LEFT_TO_RIGHT, 3, 1, "\u1230\u120B\u2026");
    for (uint32_t letter = 0x1200; letter <= 0x1248; letter++)
        assert_int_equal(text_width_of(letter), 1);
}

static void measuring_is_laying_out_on_one_line(void **state)
{
    (void)state;
    assert_int_equal(text_measure(""), 0);
    assert_int_equal(text_measure("ab "), 3);
    assert_int_equal(text_measure("ab\nabcd\nabc"), 4);
    assert_int_equal(text_measure("\u2066+49\u00A0340\u2069"), 7);
}

static void a_line_as_utf8_is_its_cells(void **state)
{
    (void)state;
    struct text_cell cells[] = {{.base = 'a', .width = 1}, {.base = 0x65E5, .marks = {0x301, 0x302}, .width = 2}};
    struct text_line line = {.cells = cells, .count = 2, .width = 3};
    assert_string_equal(text_line_to_utf8(&arena, &line), "a\u65E5\u0301\u0302");
    assert_string_equal(text_line_to_utf8(&arena, &(struct text_line){0}), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(wide_characters_take_two_columns, empty_arena),
        cmocka_unit_test_teardown(marks_stand_in_the_cell_of_their_base, empty_arena),
        cmocka_unit_test_teardown(what_terminals_disagree_about_is_not_shown, empty_arena),
        cmocka_unit_test_teardown(ethiopic_takes_one_column_a_letter, empty_arena),
        cmocka_unit_test_teardown(measuring_is_laying_out_on_one_line, empty_arena),
        cmocka_unit_test_teardown(a_line_as_utf8_is_its_cells, empty_arena),
    };
    return cmocka_run_group_tests_name("text/cells", tests, NULL, NULL);
}
