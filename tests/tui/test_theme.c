// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Every pair of colours can be read (WCAG 2.2, 1.4.3 and 1.4.6), and no meaning is carried by colour alone.
#include "tui/kit/theme.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <math.h>
#include <stdbool.h>

struct rgb {
    int red, green, blue;
};

// The eight colours as the Linux console draws them, with their bright companions, and as xterm does, which is taken not
// to draw bold bright.
static const struct rgb console[16] = {
    {0, 0, 0},    {170, 0, 0},   {0, 170, 0},   {170, 85, 0},
    {0, 0, 170},  {170, 0, 170}, {0, 170, 170}, {170, 170, 170},
    {85, 85, 85}, {255, 85, 85}, {85, 255, 85}, {255, 255, 85},
    {85, 85, 255}, {255, 85, 255}, {85, 255, 255}, {255, 255, 255},
};
static const struct rgb xterm[8] = {
    {0, 0, 0}, {205, 0, 0}, {0, 205, 0}, {205, 205, 0}, {0, 0, 238}, {205, 0, 205}, {0, 205, 205}, {229, 229, 229},
};

// Colours 16 to 255 of xterm's table: a cube of six levels, then greys.
static struct rgb rgb_of(int colour)
{
    static const int levels[6] = {0, 95, 135, 175, 215, 255};
    assert_in_range(colour, 16, 255);
    if (colour >= 232) {
        int grey = 8 + 10 * (colour - 232);
        return (struct rgb){grey, grey, grey};
    }
    int cube = colour - 16;
    return (struct rgb){levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6]};
}

// x to the power of 2.4, for x between 0 and 1: the fifth root of its twelfth power, by Newton's method.
static double power_2_4(double x)
{
    double square = x * x;
    double twelfth = square * square * square * square * square * square;
    double root = 1.0;
    for (int i = 0; i < 100; i++)
        root -= (root - twelfth / (root * root * root * root)) / 5.0;
    return root;
}

static double linear(int channel)
{
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : power_2_4((value + 0.055) / 1.055);
}

static double luminance(struct rgb colour)
{
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

static double contrast_of(struct rgb one, struct rgb other)
{
    double a = luminance(one);
    double b = luminance(other);
    return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05);
}

static void expect_contrast(enum theme_id theme, int role, const char *palette, struct rgb one, struct rgb other)
{
    double least = theme == THEME_CONTRAST ? 7.0 : 4.5;
    double contrast = contrast_of(one, other);
    if (contrast >= least)
        return;
    print_error("theme %d, role %d, %s: %.2f is less than %.1f\n", theme, role, palette, contrast, least);
    fail();
}

static void test_contrast_formula(void **state)
{
    (void)state;
    double most = contrast_of((struct rgb){0, 0, 0}, (struct rgb){255, 255, 255});
    assert_true(fabs(most - 21.0) < 0.001);
    assert_true(fabs(contrast_of((struct rgb){119, 119, 119}, (struct rgb){255, 255, 255}) - 4.478) < 0.001);
}

static void test_256_colours_can_be_read(void **state)
{
    (void)state;
    for (int theme = 0; theme < THEME_MONOCHROME; theme++) {
        const struct theme_style *styles = theme_styles(theme);
        for (int role = 0; role < ROLE_PICTURE; role++) {
            const struct theme_style *ground = &styles[role == ROLE_BAR_SOLID ? ROLE_BAR : role];
            expect_contrast(theme, role, "256", rgb_of(styles[role].foreground), rgb_of(ground->background));
        }
    }
}

static void test_8_colours_can_be_read(void **state)
{
    (void)state;
    for (int theme = 0; theme < THEME_MONOCHROME; theme++) {
        for (int role = 0; role < ROLE_PICTURE; role++) {
            const struct theme_style *style = &theme_styles(theme)[role];
            assert_in_range(style->plain_foreground, 0, 7);
            assert_in_range(style->plain_background, 0, 7);
            int bright = (style->attributes & THEME_BOLD) != 0 ? 8 : 0;
            struct rgb ground = console[style->plain_background];
            expect_contrast(theme, role, "console", console[style->plain_foreground + bright], ground);
            expect_contrast(theme, role, "xterm", xterm[style->plain_foreground], xterm[style->plain_background]);
        }
    }
}

static void test_contrast_is_black_white_and_yellow(void **state)
{
    (void)state;
    for (int role = 0; role < ROLE_PICTURE; role++) {
        const struct theme_style *style = &theme_styles(THEME_CONTRAST)[role];
        for (int i = 0; i < 2; i++) {
            int colour = i == 0 ? style->foreground : style->background;
            assert_true(colour == 16 || colour == 226 || colour == 231);
        }
    }
}

static void test_monochrome_has_no_colours(void **state)
{
    (void)state;
    for (int role = 0; role < ROLE_PICTURE; role++) {
        const struct theme_style *style = &theme_styles(THEME_MONOCHROME)[role];
        assert_int_equal(style->foreground, -1);
        assert_int_equal(style->background, -1);
        assert_int_equal(style->plain_foreground, -1);
        assert_int_equal(style->plain_background, -1);
    }
}

static void test_bold_is_never_black(void **state)
{
    (void)state;
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        for (int role = 0; role < ROLE_PICTURE; role++) {
            const struct theme_style *style = &theme_styles(theme)[role];
            if ((style->attributes & THEME_BOLD) == 0)
                continue;
            assert_int_not_equal(style->foreground, 16);
            assert_int_not_equal(style->plain_foreground, 0);
            assert_int_equal(style->attributes & THEME_REVERSE, 0);
        }
    }
}

// Roles that mean something differ from plain text by an attribute, or are told apart by a word or sign beside them.
static void test_meaning_is_not_colour_alone(void **state)
{
    (void)state;
    static const enum role meaning[] = {ROLE_LINK, ROLE_NOTICE, ROLE_ALERT, ROLE_OPEN, ROLE_HEADING};
    for (int theme = 0; theme < THEME_COUNT; theme++)
        for (size_t i = 0; i < sizeof meaning / sizeof meaning[0]; i++)
            assert_int_not_equal(theme_styles(theme)[meaning[i]].attributes, 0);
}

// The focus is a bar of another ground in every theme, also with eight colours.
// Told from the rest of what is written by more than colour, in each theme.
static void test_what_is_selected_cannot_be_missed(void **state)
{
    (void)state;
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        const struct theme_style *styles = theme_styles((enum theme_id)theme);
        assert_int_not_equal(styles[ROLE_SELECTED].attributes, styles[ROLE_FIELD].attributes);
    }
}

static void test_focus_cannot_be_missed(void **state)
{
    (void)state;
    for (int theme = 0; theme < THEME_COUNT; theme++) {
        const struct theme_style *styles = theme_styles(theme);
        for (int role = ROLE_FOCUS; role <= ROLE_FOCUS_QUIET; role++) {
            assert_int_equal(styles[role].background, styles[ROLE_FOCUS].background);
            assert_int_equal(styles[role].plain_background, styles[ROLE_FOCUS].plain_background);
        }
        if (theme == THEME_MONOCHROME) {
            assert_true((styles[ROLE_FOCUS].attributes & THEME_REVERSE) != 0);
            assert_true((styles[ROLE_TEXT].attributes & THEME_REVERSE) == 0);
            continue;
        }
        // 3:1 between the grounds (WCAG 2.2, 1.4.11).
        const struct theme_style *focus = &styles[ROLE_FOCUS];
        const struct theme_style *text = &styles[ROLE_TEXT];
        assert_true(contrast_of(rgb_of(focus->background), rgb_of(text->background)) >= 3.0);
        assert_true(contrast_of(console[focus->plain_background], console[text->plain_background]) >= 3.0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_contrast_formula),
        cmocka_unit_test(test_256_colours_can_be_read),
        cmocka_unit_test(test_8_colours_can_be_read),
        cmocka_unit_test(test_contrast_is_black_white_and_yellow),
        cmocka_unit_test(test_monochrome_has_no_colours),
        cmocka_unit_test(test_bold_is_never_black),
        cmocka_unit_test(test_meaning_is_not_colour_alone),
        cmocka_unit_test(test_what_is_selected_cannot_be_missed),
        cmocka_unit_test(test_focus_cannot_be_missed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
