// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "tests/support/slate.h"

#include "core/text/accept.h"
#include "tui/kit/field.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <string.h>
#include <unistr.h>

static void type(struct field *field, const char *text)
{
    const uint8_t *next = (const uint8_t *)text;
    ucs4_t character;
    while ((next = u8_next(&character, next)) != NULL)
        field_insert(field, character);
}

static void test_erases_by_clusters(void **state)
{
    (void)state;
    struct field field = {0};
    assert_false(field_erase(&field));
    type(&field, "aäq\u0323\u0302न\u093Fلا");
    static const char *const left[] = {
        "aäq\u0323\u0302न\u093Fل", "aäq\u0323\u0302न\u093F", "aäq\u0323\u0302", "aä", "a", "",
    };
    for (size_t i = 0; i < sizeof left / sizeof left[0]; i++) {
        assert_true(field_erase(&field));
        assert_string_equal(field.text, left[i]);
        assert_int_equal(field.length, strlen(left[i]));
    }
    assert_false(field_erase(&field));
    for (size_t i = 0; i < sizeof field.text; i++)
        assert_int_equal(field.text[i], 0); // what was erased is gone
}

static void test_composes(void **state)
{
    (void)state;
    struct field field = {0};
    type(&field, "u\u0308ber");
    assert_string_equal(field.text, "über");
}

static void test_takes_only_what_can_be_shown(void **state)
{
    (void)state;
    struct field field = {0};
    static const uint32_t refused[] = {
        0, '\t', '\n', '\r', 0x1B, 0x7F, 0x85, 0x2028, 0x2029, 0x202E, 0xD800, 0xFFFE, 0xFFFF, 0x110000, 0xFFFFFFFF,
    };
    field_insert(&field, 'a');
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        field_insert(&field, refused[i]);
        assert_string_equal(field.text, "a");
    }
    field_insert(&field, ' ');
    field_insert(&field, 0x0456);
    assert_string_equal(field.text, "a і");
}

// Never beyond its bytes, never half a character, always accepted text.
static void test_full(void **state)
{
    (void)state;
    static const uint32_t characters[] = {'a', 0xE4, 0x0645, 0x65E5, 0x1F600, 0x0301};
    for (size_t i = 0; i < sizeof characters / sizeof characters[0]; i++) {
        struct field field = {0};
        for (int times = 0; times < 300; times++) {
            field_insert(&field, characters[i]);
            assert_int_equal(strlen(field.text), field.length);
            assert_true(field.length < FIELD_BYTES);
        }
        struct arena arena = {0};
        assert_string_equal(text_clean(&arena, field.text, field.length), field.text);
        arena_free(&arena);
        while (field_erase(&field)) {
        }
        assert_int_equal(field.length, 0);
    }
}

static void test_wipe(void **state)
{
    (void)state;
    struct field field = {0};
    static const struct field empty = {0};
    type(&field, "Frauenhaus");
    field_wipe(&field);
    assert_memory_equal(&field, &empty, sizeof field);
}

static void test_paints_end_and_cursor(void **state)
{
    (void)state;
    struct slate slate;
    struct field field = {0};
    slate_open(&slate, 1, 12, TEXT_LEFT_TO_RIGHT);
    field_paint(&field, &slate.canvas, 0, 2, 8, "Suchen");
    assert_string_equal(slate_row(&slate, 0), "   Suchen"); // not under the cursor
    assert_int_equal(slate.grid.cursor_column, 2);
    assert_int_equal(grid_at(&slate.grid, 0, 3)->role, ROLE_FIELD_QUIET);
    type(&field, "Amt ");
    field_paint(&field, &slate.canvas, 0, 2, 8, "Suchwort");
    assert_string_equal(slate_row(&slate, 0), "  Amt");
    assert_int_equal(slate.grid.cursor_column, 6); // behind the blank
    for (int column = 0; column < 12; column++)
        assert_int_equal(grid_at(&slate.grid, 0, column)->role, column >= 2 && column < 10 ? ROLE_FIELD : ROLE_TEXT);
    type(&field, "Wohn");
    field_paint(&field, &slate.canvas, 0, 2, 8, NULL);
    assert_string_equal(slate_row(&slate, 0), "  mt Wohn");
    assert_int_equal(slate.grid.cursor_column, 9);
    type(&field, "日本");
    field_paint(&field, &slate.canvas, 0, 2, 8, NULL);
    assert_string_equal(slate_row(&slate, 0), "  ohn日本");
    assert_int_equal(slate.grid.cursor_column, 9);
    slate_close(&slate);
}

static void test_paints_right_to_left(void **state)
{
    (void)state;
    struct slate slate;
    struct field field = {0};
    slate_open(&slate, 1, 12, TEXT_RIGHT_TO_LEFT);
    field_paint(&field, &slate.canvas, 0, 2, 8, "Wort");
    assert_string_equal(slate_row(&slate, 0), "     Wort");
    assert_int_equal(slate.grid.cursor_column, 9);
    type(&field, "مكتب");
    field_paint(&field, &slate.canvas, 0, 2, 8, "Wort");
    assert_string_equal(slate_row(&slate, 0), "      \uFE90\uFE98\uFEDC\uFEE3");
    assert_int_equal(slate.grid.cursor_column, 5);
    type(&field, " السكن");
    field_paint(&field, &slate.canvas, 0, 2, 8, "Wort");
    assert_string_equal(slate_row(&slate, 0), "   \uFEE6\uFEDC\uFEB4\uFEDF\uFE8D \uFE8F");
    assert_int_equal(slate.grid.cursor_column, 2);
    slate_close(&slate);
}

static void test_any_words_in_any_place(void **state)
{
    (void)state;
    uint32_t seed = 5;
    for (int round = 0; round < 300; round++) {
        struct slate slate;
        struct field field = {0};
        int columns = 1 + (int)slate_random(&seed, round % 10 == 0 ? 240 : 20);
        slate_open(&slate, 1, columns, (enum text_direction)(round % 2));
        type(&field, slate_random_text(&slate.arena, &seed, 20));
        int start = (int)slate_random(&seed, (unsigned)columns + 2) - 1;
        int place = (int)slate_random(&seed, (unsigned)columns + 4) - 1;
        field_paint(&field, &slate.canvas, 0, start, place, "日本 Suche");
        slate_expect_whole(&slate.grid);
        for (int column = 0; column < columns; column++) {
            int row, inner_start;
            assert_true(canvas_hit(&slate.canvas, 0, column, &row, &inner_start));
            bool inside = inner_start >= start && inner_start < start + place;
            assert_int_equal(grid_at(&slate.grid, 0, column)->role == ROLE_TEXT, !inside);
        }
        slate_close(&slate);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_erases_by_clusters),
        cmocka_unit_test(test_composes),
        cmocka_unit_test(test_takes_only_what_can_be_shown),
        cmocka_unit_test(test_full),
        cmocka_unit_test(test_wipe),
        cmocka_unit_test(test_paints_end_and_cursor),
        cmocka_unit_test(test_paints_right_to_left),
        cmocka_unit_test(test_any_words_in_any_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
