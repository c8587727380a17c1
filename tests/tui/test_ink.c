// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "tui/terminal/ink.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { COLUMNS = 12 };

static struct ink inks[ROLE_COUNT]; // all on one ground, but for the focus and what is underlined

static int set_up(void **state)
{
    (void)state;
    inks[ROLE_FOCUS].ground = 1;
    inks[ROLE_LINK].marks_blanks = true;
    return 0;
}

// A row of these characters, all in ROLE_TEXT.
static void make_row(struct grid_cell cells[COLUMNS], const char *text)
{
    for (int i = 0; i < COLUMNS; i++)
        cells[i] = (struct grid_cell){.base = (unsigned char)text[i], .width = 1, .role = ROLE_TEXT};
}

static void assert_roles(const struct grid_cell cells[COLUMNS], const uint8_t roles[COLUMNS])
{
    for (int i = 0; i < COLUMNS; i++)
        assert_int_equal(cells[i].role, roles[i]);
}

static void test_blanks_have_the_ink_beside_them(void **state)
{
    (void)state;
    const uint8_t none[COLUMNS] = {0};
    struct grid_cell cells[COLUMNS];
    make_row(cells, "  7 ab  |   ");
    cells[2].role = ROLE_NUMBER;
    cells[4].role = cells[5].role = ROLE_STRONG;
    cells[8].role = ROLE_QUIET;
    ink_share(inks, cells, none, COLUMNS);
    assert_roles(cells, (const uint8_t[]){ROLE_NUMBER, ROLE_NUMBER, ROLE_NUMBER, ROLE_NUMBER, ROLE_STRONG, ROLE_STRONG, ROLE_STRONG, ROLE_STRONG,
                                          ROLE_QUIET, ROLE_QUIET, ROLE_QUIET, ROLE_QUIET});
}

static void test_what_gives_none(void **state)
{
    (void)state;
    static const uint8_t givers[] = {ROLE_RULE, ROLE_PICTURE, ROLE_FOCUS_PICTURE, ROLE_FOCUS, ROLE_LINK};
    const uint8_t none[COLUMNS] = {0};
    for (size_t i = 0; i < sizeof givers; i++) {
        struct grid_cell cells[COLUMNS];
        make_row(cells, "      |     ");
        cells[6].role = givers[i];
        ink_share(inks, cells, none, COLUMNS);
        for (int column = 0; column < COLUMNS; column++)
            assert_int_equal(cells[column].role, column == 6 ? givers[i] : ROLE_TEXT);
    }
}

// Of no random row anything changes that is seen.
static void test_nothing_that_is_seen_changes(void **state)
{
    (void)state;
    srand(1);
    for (int run = 0; run < 20000; run++) {
        struct grid_cell cells[COLUMNS], before[COLUMNS];
        uint8_t contrast[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            cells[i] = (struct grid_cell){.base = rand() % 2 == 0 ? ' ' : 'x', .width = 1, .role = (uint8_t)(rand() % ROLE_COUNT)};
            cells[i].marks[0] = rand() % 8 == 0 ? 0x301 : 0;
            contrast[i] = rand() % 6 == 0;
        }
        memcpy(before, cells, sizeof before);
        ink_share(inks, cells, contrast, COLUMNS);
        for (int i = 0; i < COLUMNS; i++) {
            const struct ink *is = &inks[cells[i].role], *was = &inks[before[i].role];
            bool blank = before[i].base == ' ' && before[i].marks[0] == 0;
            assert_int_equal(cells[i].base, before[i].base);
            if (!blank || contrast[i] != 0 || was->marks_blanks)
                assert_int_equal(cells[i].role, before[i].role);
            assert_int_equal(is->ground, was->ground);
            assert_int_equal(is->marks_blanks, was->marks_blanks);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blanks_have_the_ink_beside_them),
        cmocka_unit_test(test_what_gives_none),
        cmocka_unit_test(test_nothing_that_is_seen_changes),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
