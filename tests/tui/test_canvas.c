// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "tests/support/slate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <limits.h>

static void test_text_at_its_places(void **state)
{
    (void)state;
    struct slate slate;
    slate_open(&slate, 4, 20, TEXT_LEFT_TO_RIGHT);
    assert_int_equal(canvas_text(&slate.canvas, 0, 2, 10, "Wohnen", ROLE_TEXT), 6);
    assert_int_equal(canvas_text(&slate.canvas, 1, 0, 8, "Anmeldung", ROLE_TEXT), 8);
    assert_int_equal(canvas_text_at_end(&slate.canvas, 2, 1, 10, "08:30", ROLE_TEXT), 5);
    assert_int_equal(canvas_text_centred(&slate.canvas, 3, "Hallo", ROLE_TEXT), 5);
    slate_expect(&slate, (const char *const[]){"  Wohnen", "Anmeldu…", "              08:30", "       Hallo", NULL});
    slate_close(&slate);
}

static void test_right_to_left_mirrors(void **state)
{
    (void)state;
    struct slate slate;
    slate_open(&slate, 5, 20, TEXT_RIGHT_TO_LEFT);
    assert_int_equal(canvas_text(&slate.canvas, 0, 2, 10, "Wohnen", ROLE_TEXT), 6);
    assert_int_equal(canvas_text(&slate.canvas, 1, 0, 8, "שלום עולם", ROLE_TEXT), 5);
    assert_int_equal(canvas_text_at_end(&slate.canvas, 2, 1, 10, "08:30", ROLE_TEXT), 5);
    assert_int_equal(canvas_text_centred(&slate.canvas, 3, "Hallo", ROLE_TEXT), 5);
    assert_int_equal(canvas_text(&slate.canvas, 4, 0, 20, "مكتب", ROLE_TEXT), 4);
    slate_expect(&slate, (const char *const[]){
                             "            Wohnen",
                             "               \u2026\u05DD\u05D5\u05DC\u05E9", // cut after a whole word
                             " 08:30",
                             "        Hallo",
                             "                \uFE90\uFE98\uFEDC\uFEE3",
                             NULL,
                         });
    slate_close(&slate);
}

static void test_text_without_room(void **state)
{
    (void)state;
    struct slate slate;
    slate_open(&slate, 1, 5, TEXT_LEFT_TO_RIGHT);
    assert_int_equal(canvas_text(&slate.canvas, 0, 5, 5, "a", ROLE_TEXT), 0);
    assert_int_equal(canvas_text(&slate.canvas, 0, 0, 0, "a", ROLE_TEXT), 0);
    assert_int_equal(canvas_text(&slate.canvas, 0, 0, 5, "", ROLE_TEXT), 0);
    assert_int_equal(canvas_text(&slate.canvas, 0, 0, 5, NULL, ROLE_TEXT), 0);
    assert_int_equal(canvas_text(&slate.canvas, 1, 0, 5, "a", ROLE_TEXT), 0);
    assert_int_equal(canvas_text(&slate.canvas, 0, -1, 5, "a", ROLE_TEXT), 0);
    assert_int_equal(canvas_text_at_end(&slate.canvas, 0, 5, 5, "a", ROLE_TEXT), 0);
    slate_expect(&slate, (const char *const[]){NULL});
    assert_int_equal(canvas_text(&slate.canvas, 0, 3, 50, "日本", ROLE_TEXT), 1);
    slate_expect(&slate, (const char *const[]){"   …", NULL});
    slate_close(&slate);
}

static void test_parts(void **state)
{
    (void)state;
    for (int direction = TEXT_LEFT_TO_RIGHT; direction <= TEXT_RIGHT_TO_LEFT; direction++) {
        struct slate slate;
        slate_open(&slate, 10, 20, direction);
        struct canvas part = canvas_part(&slate.canvas, 2, 3, 4, 5);
        assert_int_equal(part.top, 2);
        assert_int_equal(part.left, direction == TEXT_LEFT_TO_RIGHT ? 3 : 12);
        assert_int_equal(part.rows, 4);
        assert_int_equal(part.columns, 5);
        struct canvas inner = canvas_part(&part, 1, 1, 99, 99);
        assert_int_equal(inner.top, 3);
        assert_int_equal(inner.left, direction == TEXT_LEFT_TO_RIGHT ? 4 : 12);
        assert_int_equal(inner.rows, 3);
        assert_int_equal(inner.columns, 4);
        struct canvas before = canvas_part(&part, -2, -1, 3, 3);
        assert_int_equal(before.top, 2);
        assert_int_equal(before.left, direction == TEXT_LEFT_TO_RIGHT ? 3 : 15);
        assert_int_equal(before.rows, 1);
        assert_int_equal(before.columns, 2);
        struct canvas none = canvas_part(&part, 9, 9, INT_MAX, INT_MAX);
        assert_int_equal(none.rows, 0);
        assert_int_equal(none.columns, 0);
        canvas_cursor(&none, 0, 0);
        assert_int_equal(slate.grid.cursor_row, 9);
        slate_close(&slate);
    }
}

static void test_fill_blanks_and_gives_the_role(void **state)
{
    (void)state;
    struct slate slate;
    slate_open(&slate, 2, 8, TEXT_RIGHT_TO_LEFT);
    canvas_text(&slate.canvas, 0, 0, 8, "abcdefgh", ROLE_TEXT);
    canvas_fill(&slate.canvas, 0, 1, 3, ROLE_FOCUS);
    canvas_fill(&slate.canvas, 1, 6, 99, ROLE_BAR);
    canvas_fill(&slate.canvas, 2, 0, 8, ROLE_BAR);
    assert_string_equal(slate_row(&slate, 0), "abcd   h");
    for (int column = 0; column < 8; column++) {
        assert_int_equal(grid_at(&slate.grid, 0, column)->role, column >= 4 && column < 7 ? ROLE_FOCUS : ROLE_TEXT);
        assert_int_equal(grid_at(&slate.grid, 1, column)->role, column < 2 ? ROLE_BAR : ROLE_TEXT);
    }
    slate_close(&slate);
}

static void test_box(void **state)
{
    (void)state;
    struct slate slate;
    slate_open(&slate, 4, 6, TEXT_RIGHT_TO_LEFT);
    struct canvas part = canvas_part(&slate.canvas, 0, 1, 3, 4);
    canvas_box(&part, ROLE_NOTICE);
    slate_expect(&slate, (const char *const[]){" ┌──┐", " │  │", " └──┘", NULL});
    part = canvas_part(&slate.canvas, 3, 0, 1, 6);
    canvas_box(&part, ROLE_NOTICE); // no room for a box
    assert_string_equal(slate_row(&slate, 3), "");
    slate_close(&slate);
}

static void test_cursor_and_hit_agree(void **state)
{
    (void)state;
    for (int direction = TEXT_LEFT_TO_RIGHT; direction <= TEXT_RIGHT_TO_LEFT; direction++) {
        struct slate slate;
        slate_open(&slate, 6, 9, direction);
        struct canvas part = canvas_part(&slate.canvas, 1, 2, 3, 4);
        int hits = 0;
        for (int row = 0; row < 6; row++) {
            for (int column = 0; column < 9; column++) {
                int inner_row, start;
                if (!canvas_hit(&part, row, column, &inner_row, &start))
                    continue;
                hits++;
                canvas_cursor(&part, inner_row, start);
                assert_int_equal(slate.grid.cursor_row, row);
                assert_int_equal(slate.grid.cursor_column, column);
            }
        }
        assert_int_equal(hits, 3 * 4);
        canvas_cursor(&part, 50, 50);
        assert_int_equal(slate.grid.cursor_row, 3);
        assert_int_equal(slate.grid.cursor_column, direction == TEXT_LEFT_TO_RIGHT ? 5 : 3);
        slate_close(&slate);
    }
}

// Whatever is painted into a part, nothing around it changes and no wide character is cut.
static void test_nothing_is_painted_outside(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 300; round++) {
        struct slate slate;
        slate_open(&slate, 5, 12, round % 2 == 0 ? TEXT_LEFT_TO_RIGHT : TEXT_RIGHT_TO_LEFT);
        struct canvas part = canvas_part(&slate.canvas, 1, 3, 3, 1 + (int)slate_random(&seed, 6));
        for (int i = 0; i < 20; i++) {
            int row = (int)slate_random(&seed, 5) - 1;
            int start = (int)slate_random(&seed, 12) - 4;
            int columns = (int)slate_random(&seed, 14) - 2;
            const char *text = slate_random_text(&slate.arena, &seed, 3);
            struct text_options options = {.direction = part.direction, .width = 1 + (int)slate_random(&seed, 9)};
            struct text_layout layout;
            text_lay_out(&slate.arena, text, &options, &layout);
            canvas_line(&part, row, start, &layout.lines[0], ROLE_ALERT);
            assert_in_range(canvas_text(&part, row, start, columns, text, ROLE_ALERT), 0, part.columns);
            assert_in_range(canvas_text_at_end(&part, row, start, columns, text, ROLE_ALERT), 0, part.columns);
            canvas_text_centred(&part, row, text, ROLE_ALERT);
            canvas_fill(&part, row, start, columns, ROLE_ALERT);
            slate_expect_whole(&slate.grid);
        }
        for (int row = 0; row < 5; row++) {
            for (int column = 0; column < 12; column++) {
                int inner_row, start;
                if (!canvas_hit(&part, row, column, &inner_row, &start))
                    assert_int_equal(grid_at(&slate.grid, row, column)->role, ROLE_TEXT);
            }
        }
        slate_close(&slate);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_at_its_places),
        cmocka_unit_test(test_right_to_left_mirrors),
        cmocka_unit_test(test_text_without_room),
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_fill_blanks_and_gives_the_role),
        cmocka_unit_test(test_box),
        cmocka_unit_test(test_cursor_and_hit_agree),
        cmocka_unit_test(test_nothing_is_painted_outside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
