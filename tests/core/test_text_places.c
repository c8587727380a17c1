// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What of a text stands in which cell, for who writes it: in any order, joined, composed and wrapped.
#include "tests/core/text_lines.h"

#include <stdbool.h>
#include <stdlib.h>
#include <unicode/uchar.h>
#include <unistr.h>

static const struct text_options wide = {.width = 200, .places = true};
static const struct text_options wide_right_to_left = {.direction = TEXT_RIGHT_TO_LEFT, .width = 200, .places = true};

// The cells' places with blanks between, and the line's bytes before and behind: "0: 0 1 2 :3".
static const char *places(const char *text, const struct text_options *options, size_t line)
{
    struct text_layout layout = lay_out(text, options);
    assert_in_range(line, 0, layout.count - 1);
    const struct text_line *seen = &layout.lines[line];
    struct arena_text all = {0};
    arena_append(&arena, &all, arena_format(&arena, "%u:", seen->start));
    for (size_t i = 0; i < seen->count; i++)
        arena_append(&arena, &all, arena_format(&arena, " %u", seen->places[i]));
    arena_append(&arena, &all, arena_format(&arena, " :%u", seen->end));
    return all.bytes;
}

static void test_of_plain_text(void **state)
{
    (void)state;
    assert_string_equal(places("", &wide, 0), "0: :0");
    assert_string_equal(places("aäb ", &wide, 0), "0: 0 1 3 :4"); // the blank at the end is not shown
    assert_string_equal(places("a\n\nbc", &wide, 0), "0: 0 :1");
    assert_string_equal(places("a\n\nbc", &wide, 1), "2: :2");
    assert_string_equal(places("a\n\nbc", &wide, 2), "3: 3 4 :5");
    assert_string_equal(places("日本", &wide, 0), "0: 0 3 :6");
    assert_string_equal(places("q\u0323\u0302x", &wide, 0), "0: 0 5 :6"); // marks are in the cell of their letter
    struct text_line plain = lay_out("a", &(struct text_options){.width = 9}).lines[0];
    assert_null(plain.places);
}

static void test_of_wrapped_text(void **state)
{
    (void)state;
    const struct text_options narrow = {.width = 4, .places = true};
    assert_string_equal(places("ab  cd efghij", &narrow, 0), "0: 0 1 :2");
    assert_string_equal(places("ab  cd efghij", &narrow, 1), "4: 4 5 :6");
    assert_string_equal(places("ab  cd efghij", &narrow, 2), "7: 7 8 9 10 :11");
    assert_string_equal(places("ab  cd efghij", &narrow, 3), "11: 11 12 :13");
    assert_string_equal(places("abc\u00ADdef", &narrow, 0), "0: 0 1 2 3 :5"); // a hyphen is seen
}

static void test_of_text_from_right_to_left(void **state)
{
    (void)state;
    assert_string_equal(places(MAKTAB, &wide_right_to_left, 0), "0: 6 4 2 0 :8");
    assert_string_equal(places("a " MAKTAB " b", &wide, 0), "0: 0 1 8 6 4 2 10 11 :12");
    // سلام: lam and alef are one cell; what is between them and not seen changes nothing.
    assert_string_equal(places("\u0633\u0644\u0627\u0645", &wide_right_to_left, 0), "0: 6 2 0 :8");
    assert_string_equal(places("\u0633\u0644\u064E\u0627\u0645", &wide_right_to_left, 0), "0: 8 2 0 :10");
    // At the end of a word heh takes the hamza above it into its form.
    assert_string_equal(places("\u0628\u0647\u0654 \u0628", &wide_right_to_left, 0), "0: 7 6 2 0 :9");
}

// What keeps a number whole and in order is put between characters, whose places stay their own.
static void test_of_fields_in_text(void **state)
{
    (void)state;
    const struct text_options found = {.direction = TEXT_RIGHT_TO_LEFT, .width = 200, .places = true, .find_fields = true};
    assert_string_equal(places(MAKTAB " 0340 2 " MAKTAB, &found, 0), "0: 22 20 18 16 15 9 10 11 12 13 14 8 6 4 2 0 :24");
    assert_string_equal(places("\u2068a\u2069 0340 2", &found, 0), "0: 8 9 10 11 12 13 7 3 :14");
}

// Without joining every cell shows the character at its place, and every character that takes a cell has one.
static void test_of_any_text(void **state)
{
    (void)state;
    static const char *const letters[] = {"a", "b", " ", " ", "1", "\n", "ä", "(", "م", "ل", "ا", "\u064E", "א", "日",
                                          "\u0301", "\u200F", "\u2067", "\u2069", "\u00AD", "-", "/", "ላ", "😀", "\u3000"};
    seed = 77;
    for (int round = 0; round < 3000; round++) {
        char text[200] = "";
        for (uint32_t count = random_below(40); count > 0; count--)
            strcat(text, letters[random_below(COUNT(letters))]);
        struct text_options options = {.direction = (enum text_direction)(round % 2), .width = 2 + (int)random_below(30),
                                       .places = true, .unshaped = round % 4 < 2, .find_fields = true};
        struct text_layout layout = lay_out(text, &options);
        char seen[sizeof text] = {0};
        uint32_t last = 0;
        for (size_t i = 0; i < layout.count; i++) {
            const struct text_line *line = &layout.lines[i];
            assert_true(line->start >= last && line->end >= line->start && line->end <= strlen(text));
            last = line->end;
            for (size_t cell = 0; cell < line->count; cell++) {
                assert_in_range(line->places[cell], line->start, line->end - 1);
                assert_false(seen[line->places[cell]]++);
                ucs4_t character;
                u8_strmbtouc(&character, (const uint8_t *)text + line->places[cell]);
                uint32_t base = line->cells[cell].base;
                bool same = base == character || base == (uint32_t)u_charMirror((UChar32)character) ||
                            (character == 0xAD && base == '-') || (character == 0x3000 && base == 0x3000);
                assert_true(same || !options.unshaped);
            }
        }
        for (size_t i = 0; text[i] != '\0' && options.unshaped;) { // but for blanks at the ends of lines
            ucs4_t character;
            int bytes = u8_strmbtouc(&character, (const uint8_t *)text + i);
            assert_true(seen[i] || text_width_of(character) == 0 || character == ' ' || character == 0x3000);
            i += (size_t)bytes;
        }
        arena_reset(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_of_plain_text, empty_arena),
        cmocka_unit_test_teardown(test_of_wrapped_text, empty_arena),
        cmocka_unit_test_teardown(test_of_text_from_right_to_left, empty_arena),
        cmocka_unit_test_teardown(test_of_fields_in_text, empty_arena),
        cmocka_unit_test_teardown(test_of_any_text, empty_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
