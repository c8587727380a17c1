// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A code on its plate: how large it may be, and that it is never mirrored nor painted beside its place.
#include "tests/support/slate.h"
#include "tui/kit/code.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_the_rim_gives_way_before_what_a_code_can_hold(void **state)
{
    (void)state;
    static const struct {
        int rows, columns, side, rim;
    } rooms[] = {
        {23, 57, 37, 4}, {21, 41, 37, 2}, {22, 60, 37, 3}, {20, 60, 33, 3}, {29, 77, 49, 4}, {32, 97, 53, 4}, {12, 60, 0, 0}, {13, 60, 21, 2}, {40, 20, 0, 0}, {0, 0, 0, 0},
    };
    static const bool dark[1];
    for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++) {
        assert_int_equal(code_side_max(rooms[i].rows, rooms[i].columns), rooms[i].side);
        if (rooms[i].side == 0)
            continue;
        const struct code_picture picture = code_picture_of(rooms[i].side, dark, rooms[i].rows, rooms[i].columns);
        assert_int_equal(picture.rim, rooms[i].rim);
        assert_true(code_rows(&picture) <= rooms[i].rows && code_columns(&picture) <= rooms[i].columns);
    }
}

static void test_dots_are_painted_in_both_directions_alike(void **state)
{
    (void)state;
    static const bool dark[] = {true, false, false, true, true, false, false, true, true};
    for (enum text_direction direction = TEXT_LEFT_TO_RIGHT; direction <= TEXT_RIGHT_TO_LEFT; direction++) {
        struct slate slate;
        const struct code_picture picture = {.side = 3, .dark = dark, .rim = 1};
        slate_open(&slate, 3, 5, direction);
        code_paint(&slate.canvas, &picture);
        slate_expect(&slate, (const char *const[]){" ▄", " ▀█▄", NULL});
        slate_close(&slate);
    }
}

static void test_nothing_is_painted_beside_the_canvas(void **state)
{
    (void)state;
    static const bool dark[21 * 21] = {true};
    struct slate slate;
    const struct code_picture picture = {.side = 21, .dark = dark, .rim = 4};
    slate_open(&slate, 20, 40, TEXT_LEFT_TO_RIGHT);
    struct canvas part = canvas_part(&slate.canvas, 2, 3, 5, 7);
    code_paint(&part, &picture);
    for (int row = 0; row < 20; row++)
        for (int column = 0; column < 40; column++) {
            bool inside = row >= 2 && row < 7 && column >= 3 && column < 10;
            bool painted = grid_at(&slate.grid, row, column)->role == ROLE_CODE || grid_at(&slate.grid, row, column)->role == ROLE_CODE_SOLID;
            assert_int_equal(painted, inside);
        }
    slate_close(&slate);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_rim_gives_way_before_what_a_code_can_hold),
        cmocka_unit_test(test_dots_are_painted_in_both_directions_alike),
        cmocka_unit_test(test_nothing_is_painted_beside_the_canvas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
