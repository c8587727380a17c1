// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "tests/support/slate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

static const struct text_cell letter = {.base = 'a', .width = 1};
static const struct text_cell wide = {.base = 0x65E5, .width = 2}; // 日

static void test_empty(void **state)
{
    (void)state;
    struct grid grid = {0};
    struct arena arena = {0};
    grid_clear(&grid);
    assert_null(grid_at(&grid, 0, 0));
    grid_put(&grid, 0, 0, &wide, ROLE_TEXT);
    assert_string_equal(grid_row_text(&arena, &grid, 0), "");
    grid_resize(&grid, -3, 7);
    assert_int_equal(grid.rows, 0);
    assert_null(grid_at(&grid, 0, 0));
    arena_free(&arena);
    grid_free(&grid);
    assert_null(grid.cells);
}

static void test_resize_empties(void **state)
{
    (void)state;
    struct slate slate;
    slate_open(&slate, 2, 3, TEXT_LEFT_TO_RIGHT);
    grid_put(&slate.grid, 1, 2, &letter, ROLE_ALERT);
    assert_string_equal(slate_row(&slate, 1), "  a");
    grid_resize(&slate.grid, 4, 5);
    for (int row = 0; row < 4; row++) {
        for (int column = 0; column < 5; column++) {
            assert_int_equal(grid_at(&slate.grid, row, column)->base, ' ');
            assert_int_equal(grid_at(&slate.grid, row, column)->role, ROLE_TEXT);
        }
    }
    assert_int_equal(slate.grid.cursor_row, 3);
    assert_int_equal(slate.grid.cursor_column, 4);
    grid_put(&slate.grid, 0, 0, &letter, ROLE_TEXT);
    grid_resize(&slate.grid, 4, 5);
    assert_string_equal(slate_row(&slate, 0), "");
    slate_close(&slate);
}

static void test_outside_is_ignored(void **state)
{
    (void)state;
    struct slate slate;
    slate_open(&slate, 2, 2, TEXT_LEFT_TO_RIGHT);
    static const int places[][2] = {{-1, 0}, {2, 0}, {0, -1}, {0, 2}, {0, -2}};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        assert_null(grid_at(&slate.grid, places[i][0], places[i][1]));
        grid_put(&slate.grid, places[i][0], places[i][1], &letter, ROLE_ALERT);
    }
    slate_expect(&slate, (const char *const[]){NULL});
    slate_close(&slate);
}

static void test_marks_stay_on_their_base(void **state)
{
    (void)state;
    struct slate slate;
    slate_open(&slate, 1, 4, TEXT_LEFT_TO_RIGHT);
    struct text_cell cell = {.base = 'e', .marks = {0x302, 0x323}, .width = 1};
    grid_put(&slate.grid, 0, 1, &cell, ROLE_LINK);
    assert_string_equal(slate_row(&slate, 0), " e\xCC\x82\xCC\xA3");
    assert_int_equal(grid_at(&slate.grid, 0, 1)->role, ROLE_LINK);
    grid_put(&slate.grid, 0, 1, &letter, ROLE_LINK);
    assert_string_equal(slate_row(&slate, 0), " a");
    struct text_cell nothing = {.width = 1};
    grid_put(&slate.grid, 0, 1, &nothing, ROLE_LINK);
    assert_string_equal(slate_row(&slate, 0), "");
    slate_close(&slate);
}

static void test_wide_is_never_cut(void **state)
{
    (void)state;
    struct slate slate;
    slate_open(&slate, 1, 4, TEXT_LEFT_TO_RIGHT);
    grid_put(&slate.grid, 0, 3, &wide, ROLE_FOCUS); // no room for its second half
    assert_string_equal(slate_row(&slate, 0), "");
    assert_int_equal(grid_at(&slate.grid, 0, 3)->role, ROLE_FOCUS);
    grid_put(&slate.grid, 0, -1, &wide, ROLE_FOCUS);
    assert_string_equal(slate_row(&slate, 0), "");

    grid_put(&slate.grid, 0, 1, &wide, ROLE_TEXT);
    assert_string_equal(slate_row(&slate, 0), " 日");
    grid_put(&slate.grid, 0, 1, &letter, ROLE_TEXT); // its first half
    assert_string_equal(slate_row(&slate, 0), " a");
    grid_put(&slate.grid, 0, 1, &wide, ROLE_TEXT);
    grid_put(&slate.grid, 0, 2, &letter, ROLE_TEXT); // its second half
    assert_string_equal(slate_row(&slate, 0), "  a");
    grid_put(&slate.grid, 0, 0, &wide, ROLE_TEXT);
    grid_put(&slate.grid, 0, 2, &wide, ROLE_TEXT);
    assert_string_equal(slate_row(&slate, 0), "日日");
    grid_put(&slate.grid, 0, 1, &wide, ROLE_TEXT); // half of both
    assert_string_equal(slate_row(&slate, 0), " 日");
    slate_expect_whole(&slate.grid);
    slate_close(&slate);
}

static void test_any_order_of_puts_keeps_wide_whole(void **state)
{
    (void)state;
    uint32_t seed = 1;
    for (int columns = 1; columns <= 6; columns++) {
        struct slate slate;
        slate_open(&slate, 2, columns, TEXT_LEFT_TO_RIGHT);
        for (int i = 0; i < 2000; i++) {
            int row = (int)slate_random(&seed, 4) - 1;
            int column = (int)slate_random(&seed, (unsigned)columns + 4) - 2;
            const struct text_cell *cell = slate_random(&seed, 2) == 0 ? &letter : &wide;
            grid_put(&slate.grid, row, column, cell, (enum role)slate_random(&seed, ROLE_COUNT));
            for (int at = 0; at < 2 * columns; at++) {
                const struct grid_cell *here = &slate.grid.cells[at];
                if (here->width == 2)
                    assert_true((at + 1) % columns != 0 && here[1].width == 0);
                else if (here->width == 0)
                    assert_true(at % columns != 0 && here[-1].width == 2);
            }
        }
        slate_close(&slate);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_resize_empties),
        cmocka_unit_test(test_outside_is_ignored),
        cmocka_unit_test(test_marks_stay_on_their_base),
        cmocka_unit_test(test_wide_is_never_cut),
        cmocka_unit_test(test_any_order_of_puts_keeps_wide_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
