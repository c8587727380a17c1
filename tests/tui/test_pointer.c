// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Raw reports of mouse and touch become taps and scrolling, whatever comes between and however they are cut.
#include "tui/terminal/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// What the bytes mean, in short: "tap 4,9", "up 3 at 4,9", "key", events separated by semicolons.
static const char *decode(struct keys *keys, const char *bytes)
{
    static char text[4096];
    size_t length = 0;
    text[0] = '\0';
    for (; *bytes != '\0'; bytes++) {
        struct event event;
        if (!keys_take(keys, (unsigned char)*bytes, &event))
            continue;
        if (length > 0)
            text[length++] = ';';
        size_t room = sizeof text - length;
        if (event.kind == EVENT_POINTER)
            length += (size_t)snprintf(text + length, room, "tap %d,%d", event.row, event.column);
        else if (event.kind == EVENT_WHEEL_UP || event.kind == EVENT_WHEEL_DOWN)
            length += (size_t)snprintf(text + length, room, "%s %d at %d,%d",
                                       event.kind == EVENT_WHEEL_UP ? "up" : "down", event.rows, event.row, event.column);
        else
            length += (size_t)snprintf(text + length, room, "key");
    }
    return text;
}

static const char *decode_alone(const char *bytes)
{
    struct keys keys = {0};
    const char *text = decode(&keys, bytes);
    assert_false(keys_pending(&keys));
    return text;
}

static void test_taps(void **state)
{
    (void)state;
    assert_string_equal(decode_alone("\033[<0;10;5M\033[<0;10;5m"), "tap 4,9");
    assert_string_equal(decode_alone("\033[<0;10;5M"), ""); // not lifted yet
    assert_string_equal(decode_alone("\033[<0;10;5m"), ""); // never pressed
    assert_string_equal(decode_alone("\033[<16;10;5M\033[<16;10;5m"), "tap 4,9"); // with Ctrl
    assert_string_equal(decode_alone("\033[<2;10;5M\033[<2;10;5m"), "");          // the other button
    assert_string_equal(decode_alone("\033[<0;1;1M\033[<0;1;1m\033[<0;2;2M\033[<0;2;2m"), "tap 0,0;tap 1,1");
    assert_string_equal(decode_alone("\033[<0;1;1M\033[<0;7;7M\033[<0;7;7m"), "tap 6,6"); // a release was lost
    // A finger that rolls a little taps where it came down; one that slides aside has changed its mind.
    assert_string_equal(decode_alone("\033[<0;10;5M\033[<32;11;6M\033[<32;12;5M\033[<0;12;6m"), "tap 4,9");
    assert_string_equal(decode_alone("\033[<0;10;5M\033[<32;30;5M\033[<0;30;5m"), "");
    assert_string_equal(decode_alone("\033[M *%\033[M#*%"), "tap 4,9"); // the old form
}

// No tap is lost among hundreds that come at once.
static void test_quick_taps(void **state)
{
    (void)state;
    enum { TAPS = 500 };
    struct keys keys = {0};
    for (int i = 0; i < TAPS; i++) {
        char bytes[64], expected[32];
        snprintf(bytes, sizeof bytes, "\033[<0;%d;%dM\033[<0;%d;%dm", i % 80 + 1, i % 24 + 1, i % 80 + 1, i % 24 + 1);
        snprintf(expected, sizeof expected, "tap %d,%d", i % 24, i % 80);
        assert_string_equal(decode(&keys, bytes), expected);
    }
}

static void test_dragging(void **state)
{
    (void)state;
    assert_string_equal(decode_alone("\033[<0;10;9M\033[<32;10;8M\033[<32;10;7M\033[<32;11;6M\033[<0;11;6m"),
                        "down 2 at 6,9;down 1 at 5,10");
    assert_string_equal(decode_alone("\033[<0;10;5M\033[<32;10;9M\033[<32;10;7M\033[<0;10;7m"),
                        "up 4 at 8,9;down 2 at 6,9"); // and back
    assert_string_equal(decode_alone("\033[<0;10;5M\033[<0;10;9m"), "up 4 at 8,9"); // no reports between
    assert_string_equal(decode_alone("\033[M *)\033[M@*%\033[M#*%"), "down 4 at 4,9"); // the old form
    // Back where it began it is no tap.
    assert_string_equal(decode_alone("\033[<0;10;9M\033[<32;10;5M\033[<32;10;9M\033[<0;10;9m"),
                        "down 4 at 4,9;up 4 at 8,9");
    assert_string_equal(decode_alone("\033[<35;10;9M\033[<32;10;5M"), ""); // moved without a button
}

static void test_wheels(void **state)
{
    (void)state;
    assert_string_equal(decode_alone("\033[<64;10;5M\033[<65;10;5M\033[<81;10;5M"), "up 0 at 4,9;down 0 at 4,9;down 0 at 4,9");
    assert_string_equal(decode_alone("\033[<66;10;5M\033[<67;10;5M\033[<64;10;5m"), ""); // sideways; lifted
    assert_string_equal(decode_alone("\033[M`*%\033[Ma*%"), "up 0 at 4,9;down 0 at 4,9");
}

static void test_nonsense(void **state)
{
    (void)state;
    assert_string_equal(decode_alone("\033[<M\033[<m\033[<0M\033[<0;0;0M\033[<0;0;0m\033[<;;M\033[<;;m"), "");
    assert_string_equal(decode_alone("\033[<0;10;5;7;8M\033[<0;10;5m"), "tap 4,9"); // more numbers than there are
    assert_string_equal(decode_alone("\033[<99999999999;5;5M\033[<0;99999999999;5M\033[<0;99999999999;5m"), "tap 4,9998");
    assert_string_equal(decode_alone("\033[?0;10;5M\033[0;10;5M"), "key"); // other reports; an unknown key
    assert_string_equal(decode_alone("\033[<0;10;5Mx\033[A\033[<0;10;5m"), "key;key;tap 4,9"); // keys between
    struct keys keys = {0};
    static const char *const pieces[] = {"\033", "[", "<", "0;1", "0;", "5M\033[<", "0;10;5"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        assert_string_equal(decode(&keys, pieces[i]), "");
    assert_int_equal(keys_patience(&keys), 500); // the network may still bring the rest
    assert_string_equal(decode(&keys, "m"), "tap 4,9");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_taps),    cmocka_unit_test(test_quick_taps), cmocka_unit_test(test_dragging),
        cmocka_unit_test(test_wheels), cmocka_unit_test(test_nonsense),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
