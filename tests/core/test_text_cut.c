// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Text that does not fit: the last line allowed ends in an ellipsis, at the text's end side and between clusters.
#include "tests/core/text_lines.h"

static void a_text_too_long_ends_in_an_ellipsis(void **state)
{
    (void)state;
    enum text_direction ltr = TEXT_LEFT_TO_RIGHT;
    enum text_direction rtl = TEXT_RIGHT_TO_LEFT;
    expect_cut("Hallo Welt", ltr, 10, 1, "Hallo Welt");
    expect_cut("Hallo Welt  \n \n", ltr, 10, 1, "Hallo Welt");
    expect_cut("Hallo Welt", ltr, 9, 1, "Hallo We\u2026");
    expect_cut("Hallo Welt", ltr, 7, 1, "Hallo\u2026");
    expect_cut("Hallo Welt heute", ltr, 8, 2, "Hallo|Welt he\u2026");
    expect_cut("Hallo\nWelt", ltr, 8, 1, "Hallo\u2026");
    expect_cut("Hallo\nWelt", ltr, 5, 1, "Hall\u2026");
    expect_cut("Hallo\n\nWelt", ltr, 5, 2, "Hallo|\u2026");
    expect_cut("ab", ltr, 1, 1, "\u2026");
    expect_cut("\u65E5\u672C\u8A9E", ltr, 5, 1, "\u65E5\u672C\u2026");
    expect_cut("\u65E5\u672C\u8A9E", ltr, 4, 1, "\u65E5\u2026");
    expect_cut("ae\u0323bc", ltr, 3, 1, "ae\u0323\u2026");
    expect_cut(MAKTAB " " HATIF, rtl, 7, 1, "\u2026\uFEEB " MAKTAB_SEEN);
    expect_cut(MAKTAB " " HATIF, rtl, 5, 1, "\u2026" MAKTAB_SEEN);
    expect_cut(MAKTAB " " HATIF, ltr, 5, 1, MAKTAB_SEEN "\u2026");
    expect_cut(MAKTAB " Dessau", rtl, 8, 1, "\u2026De " MAKTAB_SEEN);
    expect_cut(MAKTAB " Dessau", rtl, 8, 3, MAKTAB_SEEN "|Dessau");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_text_too_long_ends_in_an_ellipsis, empty_arena),
    };
    return cmocka_run_group_tests_name("text/cut", tests, NULL, NULL);
}
