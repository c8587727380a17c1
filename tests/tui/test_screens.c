// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The drawings of docs/screens are those of the screens as they are; `make screens` writes them anew. And what a drawing has of a
// grid.
#include "tests/support/golden.h"
#include "tests/support/kiosk_fixture.h"
#include "tests/support/slate.h"
#include "tests/support/svg.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

static const struct {
    const char *name, *title, *language;
    int rows, columns;
    enum theme_id theme;
    const char *script, *page; // what is typed from the first screen on, and the page that it leads to
} pictured[] = {
    {"attract", "The first screen greets in Arabic", "ar", 24, 80, THEME_NIGHT, "", "attract"},
    {"home", "Home in German: twelve life areas as tiles with pictures", "de", 30, 100, THEME_DAY, "Enter Enter", "home"},
    {"offer", "An office: what it is, whether it is open, how to reach it", "de", 30, 100, THEME_DAY, "Enter Enter Enter Down Down Enter Enter", "offer"},
    {"results", "What is found for a word, in Ukrainian", "uk", 24, 80, THEME_DAY, "Enter Enter F3 'arzt'", "search"},
    {"guide", "The first week, step by step, in Tigrinya", "ti", 24, 80, THEME_NIGHT, "Enter Enter '15' Enter", "guide"},
    {"emergency", "Whom to call in an emergency", "en", 24, 80, THEME_NIGHT, "F9", "emergency"},
};

static void test_drawings_are_those_of_the_screens(void **state)
{
    (void)state;
    int differences = 0;
    for (size_t i = 0; i < sizeof pictured / sizeof *pictured; i++) {
        struct kiosk_fixture fixture;
        kiosk_fixture_open(&fixture, pictured[i].language, pictured[i].rows, pictured[i].columns, NULL);
        kiosk_fixture_type(&fixture, pictured[i].script);
        assert_top(&fixture, pictured[i].page);
        const char *file = arena_format(&fixture.arena, "docs/screens/%s.svg", pictured[i].name);
        differences += golden_file_differs(
            file, svg_of_grid(&fixture.arena, &fixture.terminal->shown, pictured[i].theme, pictured[i].title));
        kiosk_fixture_close(&fixture);
    }
    assert_int_equal(differences, 0);
}

static void put(struct slate *slate, int column, uint32_t character, enum role role)
{
    const struct text_cell cell = {.base = character, .width = 1};
    grid_put(&slate->grid, 0, column, &cell, role);
}

// Letters, blocks and lines come as what they are, in the colours of their roles; runs are one element.
static void test_a_drawing_has_what_the_grid_has(void **state)
{
    (void)state;
    struct slate slate;
    struct arena arena = {0};
    slate_open(&slate, 1, 12, TEXT_LEFT_TO_RIGHT);
    put(&slate, 0, '<', ROLE_HEADING);
    put(&slate, 1, '&', ROLE_HEADING);
    put(&slate, 2, 'a', ROLE_TEXT);
    for (int column = 4; column < 7; column++)
        put(&slate, column, U'▀', ROLE_PICTURE);
    put(&slate, 8, U'┌', ROLE_RULE);
    put(&slate, 10, 'x', ROLE_FOCUS);
    const struct text_cell marked = {.base = 'e', .marks = {0x301}, .width = 1};
    grid_put(&slate.grid, 0, 11, &marked, ROLE_LINK);
    const char *drawn = svg_of_grid(&arena, &slate.grid, THEME_DAY, "t");
    static const char *const expected[] = {
        "viewBox=\"0 0 120 20\"",
        "<title>t</title>",
        "<rect x=\"0\" y=\"0\" width=\"120\" height=\"20\" fill=\"#fdfaf2\"/>",
        "<text x=\"0\" y=\"15\" textLength=\"20\" lengthAdjust=\"spacingAndGlyphs\" fill=\"#10507a\" font-weight=\"bold\">&lt;&amp;</text>",
        "<text x=\"20\" y=\"15\" textLength=\"10\" lengthAdjust=\"spacingAndGlyphs\" fill=\"#1e242e\">a</text>",
        "<rect x=\"40\" y=\"0\" width=\"30\" height=\"10\" fill=\"#10507a\"/>",
        "<rect x=\"85\" y=\"10\" width=\"5\" height=\"1\" fill=\"#857a6b\"/>",
        "<rect x=\"85\" y=\"10\" width=\"1\" height=\"10\" fill=\"#857a6b\"/>",
        "<rect x=\"100\" y=\"0\" width=\"10\" height=\"20\" fill=\"#10507a\"/>",
        "fill=\"#10507a\" text-decoration=\"underline\">e\xCC\x81</text>",
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        if (strstr(drawn, expected[i]) == NULL)
            fail_msg("%s is not in\n%s", expected[i], drawn);
    }
    arena_free(&arena);
    slate_close(&slate);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_drawings_are_those_of_the_screens),
        cmocka_unit_test(test_a_drawing_has_what_the_grid_has),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
