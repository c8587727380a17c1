// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of points on the earth: what is one, how it is written, how far apart two are.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/base/geography.h"

#include <math.h>

static void test_what_is_written_is_read(void **state)
{
    (void)state;
    static const char *const good[] = {"51.8335 12.243", "51.8335,12.243", "51.8335, 12.243", "+51.83350\t 12.2430"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct coordinates position = {0};
        if (!coordinates_parse(good[i], &position) || position.latitude != 51.8335 || position.longitude != 12.243)
            fail_msg("\"%s\" is not read", good[i]);
    }
    struct coordinates position;
    assert_true(coordinates_parse("-90 180", &position));
    assert_true(coordinates_parse("0 -0.5", &position));
}

static void test_what_is_none_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "", " ", ",", "51.8", "51.8,", ",51.8 12.2", "51.8 12.2 7", "51,8 12,2", "91 12", "-90.1 12", "51 180.1", "0 0", "0,0",
        "nan nan", "inf 0", "0x10 5", "1e1 5", "51.8N 12.2E", "51.8;12.2", "51.8,,12.2", "here", "51.8 -",
        "99999999999999999999999999999 1",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct coordinates position = {1, 2};
        if (coordinates_parse(bad[i], &position) || position.latitude != 1 || position.longitude != 2)
            fail_msg("\"%s\" is taken for a position", bad[i]);
    }
}

static void test_what_cannot_be_is_not_known(void **state)
{
    (void)state;
    const struct coordinates none[] = {{0, 0}, {-0.0, 0}, {90.01, 0}, {0, -180.01}, {NAN, 1}, {1, NAN}, {INFINITY, 1}, {1, -INFINITY}};
    const struct coordinates some[] = {{0, 1e-6}, {90, 0}, {-90, -180}, {51.8, 12.2}};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_false(coordinates_are_known(&none[i]));
    for (size_t i = 0; i < sizeof some / sizeof *some; i++)
        assert_true(coordinates_are_known(&some[i]));
}

static void test_distances_are_those_of_the_great_circle(void **state)
{
    (void)state;
    static const struct {
        struct coordinates from, to;
        double metres;
    } cases[] = {
        {{51.8, 12.2}, {51.8, 12.2}, 0},
        {{51, 12}, {52, 12}, 111195},         // a degree of latitude is the same everywhere
        {{60, 12}, {60, 13}, 55597},          // one of longitude is half as wide at 60 degrees
        {{51.8, 12.2}, {51.8, 12.2001}, 6.88}, // a few steps
        {{52.52, 13.405}, {48.8566, 2.3522}, 877464}, // Berlin to Paris
        {{10, 179.5}, {10, -179.5}, 109506},  // over the date line
        {{0, 10}, {0, -170}, 20015115},       // to the other side
        {{90, 0}, {-90, 77}, 20015115},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double there = coordinates_metres(&cases[i].from, &cases[i].to);
        double back = coordinates_metres(&cases[i].to, &cases[i].from);
        if (fabs(there - cases[i].metres) > 0.01 + cases[i].metres * 1e-5 || there != back)
            fail_msg("case %zu: %f and %f, not %f", i, there, back, cases[i].metres);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_written_is_read),
        cmocka_unit_test(test_what_is_none_is_refused),
        cmocka_unit_test(test_what_cannot_be_is_not_known),
        cmocka_unit_test(test_distances_are_those_of_the_great_circle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
