// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The dots of codes: what has room has a code, what has none is told so, and a library without memory is survived. That others read
// them is held where they are painted, in tests/tui/test_codes.
#include "core/output/qr.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <qrencode.h>

// ---- a library that fails ------------------------------------------------------------------------------------------

static int calls_left = -1; // negative: all succeed

static bool fails(void)
{
    if (calls_left != 0) {
        calls_left -= calls_left > 0;
        return false;
    }
    errno = ENOMEM;
    return true;
}

// The linker puts these before the library's (LIBS_test_qr).
QRinput *__real_QRinput_new2(int version, QRecLevel level);
QRinput *__wrap_QRinput_new2(int version, QRecLevel level);
int __real_QRinput_appendECIheader(QRinput *input, unsigned number);
int __wrap_QRinput_appendECIheader(QRinput *input, unsigned number);
int __real_QRinput_append(QRinput *input, QRencodeMode mode, int size, const unsigned char *data);
int __wrap_QRinput_append(QRinput *input, QRencodeMode mode, int size, const unsigned char *data);
QRcode *__real_QRcode_encodeInput(QRinput *input);
QRcode *__wrap_QRcode_encodeInput(QRinput *input);

QRinput *__wrap_QRinput_new2(int version, QRecLevel level)
{
    return fails() ? NULL : __real_QRinput_new2(version, level);
}

int __wrap_QRinput_appendECIheader(QRinput *input, unsigned number)
{
    return fails() ? -1 : __real_QRinput_appendECIheader(input, number);
}

int __wrap_QRinput_append(QRinput *input, QRencodeMode mode, int size, const unsigned char *data)
{
    return fails() ? -1 : __real_QRinput_append(input, mode, size, data);
}

QRcode *__wrap_QRcode_encodeInput(QRinput *input)
{
    return fails() ? NULL : __real_QRcode_encodeInput(input);
}

static void test_a_library_without_memory_gives_no_code(void **state)
{
    (void)state;
    enum { CALLS_OF_ONE = 4 };
    static const char text[] = "Zerbster Straße 4";
    for (int calls = 0; calls < CALLS_OF_ONE; calls++) {
        struct qr_code code = {.side = 37};
        struct problem problem = {0};
        calls_left = calls;
        assert_int_equal(qr_encode(&code, text, strlen(text), 37, &problem), STATUS_IO);
        assert_int_equal(code.side, 0);
        assert_non_null(strstr(problem.what, "QR code"));
    }
    struct qr_code code;
    struct problem problem;
    calls_left = CALLS_OF_ONE; // one is made; what would be more robust is not
    assert_int_equal(qr_encode(&code, text, strlen(text), 37, &problem), STATUS_OK);
    assert_int_equal(code.side, 25);
    calls_left = -1;
}

// ---- room ----------------------------------------------------------------------------------------------------------

static void fill(char *text, size_t length, bool ascii)
{
    memset(text, 'x', length);
    for (size_t i = 0; !ascii && i + 1 < length; i += 2)
        memcpy(text + i, "ü", 2);
}

// Of every size: what the capacity says has room, and one byte more has not.
static void test_the_capacity_is_that_of_the_library(void **state)
{
    (void)state;
    char text[512];
    struct qr_code code;
    struct problem problem;
    for (int side = QR_SIDE_LEAST; side <= QR_SIDE_MAX; side += 4) {
        size_t capacity = qr_capacity(side);
        fill(text, capacity + 1, false);
        assert_int_equal(qr_encode(&code, text, capacity, side, &problem), STATUS_OK);
        assert_int_equal(code.side, side);
        assert_int_equal(qr_encode(&code, text, capacity + 1, side, &problem), STATUS_LIMIT);
        assert_int_equal(code.side, 0);
        assert_int_equal(qr_capacity(side + 3), capacity); // a size between two is that below
    }
    assert_int_equal(qr_capacity(QR_SIDE_LEAST - 1), 0);
    assert_int_equal(qr_capacity(37), 103); // of the 106 of version 5, three for the mark of UTF-8
    fill(text, 106, true);
    assert_int_equal(qr_encode(&code, text, 106, 37, &problem), STATUS_OK);
    assert_int_equal(qr_encode(&code, text, 0, 37, &problem), STATUS_LIMIT);
    assert_int_equal(qr_encode(&code, text, sizeof text, 4000, &problem), STATUS_LIMIT);
}

// Dark dots of the three squares by which readers find a code.
static void test_the_dots_are_those_of_a_code(void **state)
{
    (void)state;
    struct qr_code code;
    struct problem problem;
    assert_int_equal(qr_encode(&code, "Kompass", 7, 21, &problem), STATUS_OK);
    assert_int_equal(code.side, 21);
    for (int i = 0; i < 7; i++) {
        assert_true(code.dark[i]);                         // the first row of the first square
        assert_true(code.dark[i * code.side]);             // its first column
        assert_true(code.dark[code.side - 1 - i]);         // of the second
        assert_true(code.dark[(code.side - 1 - i) * code.side]);
        assert_false(code.dark[7 * code.side + i]);        // the light line beside it
    }
}

// More redundancy where the room has it: the same text in a larger room is a larger code, up to level M.
static void test_room_makes_a_code_more_robust(void **state)
{
    (void)state;
    char text[100];
    struct qr_code tight, roomy, roomier;
    struct problem problem;
    fill(text, sizeof text, true);
    assert_int_equal(qr_encode(&tight, text, sizeof text, 37, &problem), STATUS_OK);
    assert_int_equal(qr_encode(&roomy, text, sizeof text, 41, &problem), STATUS_OK);
    assert_int_equal(qr_encode(&roomier, text, sizeof text, 61, &problem), STATUS_OK);
    assert_int_equal(tight.side, 37);
    assert_int_equal(roomy.side, 41);
    assert_int_equal(roomier.side, 41);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_library_without_memory_gives_no_code),
        cmocka_unit_test(test_the_capacity_is_that_of_the_library),
        cmocka_unit_test(test_the_dots_are_those_of_a_code),
        cmocka_unit_test(test_room_makes_a_code_more_robust),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
