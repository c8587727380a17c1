// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Telephone numbers: as the sources of our content print them, what is wrong with others, and both forms in step.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/text/phone.h"

#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

// Printed, and in the form of E.164; NULL: dialled only here.
static const char *const printed[][2] = {
    {"(0340) 204-2347", "+493402042347"},
    {"(0345) 29 27 800", "+493452927800"},
    {"(034901) 82885", "+493490182885"},
    {"(0361) 730 730", "+49361730730"},
    {"+49 (0)340 882920 00", "+4934088292000"},
    {"+49 340 2042901", "+493402042901"},
    {"+49 340 – 87 05 88 32", "+4934087058832"},
    {"+49 911 943-0", "+499119430"},
    {"0 3 40/260 22-0", "+49340260220"},
    {"0151 57712943", "+4915157712943"},
    {"03 40–220 85 30", "+493402208530"},
    {"030 – 440 308 454", "+4930440308454"},
    {"0340 - 212 50 6", "+49340212506"},
    {"0340 / 204 20 50", "+493402042050"},
    {"0340 / 61 73 30", "+49340617330"},
    {"0340 204-0", "+493402040"},
    {"0340 6506 - 0", "+4934065060"},
    {"0340 850-50-40", "+493408505040"},
    {"0340/ 204-2800", "+493402042800"},
    {"0391 505 49 613", "+4939150549613"},
    {"0800 1110111", "+498001110111"},
    {"0800 4 5555 30", "+498004555530"},
    {"0800 – 899 25 00", "+498008992500"},
    {"0800/4 55 55 00", "+498004555500"},
    {"0340\u00A0204-0", "+493402040"},
    {"+49 (0340) 204-0", "+493402040"},
    {"(+49 340) 204-0", "+493402040"},
    {"0049 340 2040", "+493402040"},
    {"Tel.: 0340 204-0", "+493402040"},
    {"Mobil 0171 1234567", "+491711234567"},
    {"034901/82885", "+493490182885"},
    {"+49 34901/82885", "+493490182885"},
    {"0340.204.1234", "+493402041234"},
    {"(0340) 66 10 51", "+49340661051"},
    {"+90 (532) 123 45 67", "+905321234567"},
    {"+380 44 123-45-67", "+380441234567"},
    {"+1 800 345 5678", "+18003455678"},
    {"+39 06 12345", "+390612345"},
    {"110", NULL},
    {"112", NULL},
    {"115", NULL},
    {"116 006", NULL},
    {"116117", NULL},
    {"11 61 17", NULL},
    {"19222", NULL},
    {"118 33", NULL},
};

static void test_numbers_as_they_are_printed(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(printed); i++) {
        struct phone_number number;
        phone_read(printed[i][0], "DE", NULL, &number);
        if (number.fault != PHONE_GOOD)
            fail_msg("%s has the fault %d", printed[i][0], number.fault);
        assert_int_equal(number.only_here, printed[i][1] == NULL);
        assert_string_equal(number.international, printed[i][1] == NULL ? "" : printed[i][1]);
        if (printed[i][1] != NULL && !phone_is_printed_as(number.international, printed[i][0]))
            fail_msg("%s is not printed as %s", number.international, printed[i][0]);
        assert_int_equal(phone_is_international(number.international), printed[i][1] != NULL);
    }
}

static void test_what_is_no_number_is_told_with_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum phone_fault fault;
        size_t at, length;
        const char *international;
    } wrong[] = {
        {"", PHONE_EMPTY, 0, 0, ""},
        {"–", PHONE_EMPTY, 0, 3, ""},
        {"siehe Internet", PHONE_STRANGE, 0, 5, ""},
        {"0340 204-O", PHONE_STRANGE, 9, 1, ""},
        {"0340 204-213 Apparat 5", PHONE_STRANGE, 13, 7, ""},
        {"0340 ü", PHONE_STRANGE, 5, 2, ""},
        {"0340 204?", PHONE_STRANGE, 8, 1, ""},
        {"0340 1", PHONE_TOO_SHORT, 0, 6, ""},
        {"(0340) 1", PHONE_TOO_SHORT, 1, 7, ""},
        {"0340 204 204 204 204", PHONE_TOO_LONG, 0, 20, ""},
        {"0800 111011", PHONE_TOO_SHORT, 0, 11, ""},
        {"0800 11101111", PHONE_TOO_LONG, 0, 13, ""},
        {"0171 123456", PHONE_TOO_SHORT, 0, 11, ""},
        {"0171 123456789", PHONE_TOO_LONG, 0, 14, ""},
        {"+49 1", PHONE_TOO_SHORT, 0, 5, ""},
        {"+", PHONE_EMPTY, 0, 1, ""},
        {"+28 123456789", PHONE_NO_COUNTRY, 0, 13, ""},
        {"+0340 204", PHONE_NO_COUNTRY, 0, 9, ""},
        {"+48 1", PHONE_TOO_SHORT, 0, 5, ""},
        {"+48 1234567890123456", PHONE_TOO_LONG, 0, 20, ""},
        {"12", PHONE_TOO_SHORT, 0, 2, ""},
        {"204-2133", PHONE_NO_AREA, 0, 8, ""},
        {"+49 (00)340 204-0", PHONE_NO_AREA, 0, 17, ""},
        {"0340 204-2133/-2134", PHONE_SEVERAL, 13, 6, "+493402042133"},
        {"0340 204-1 oder 0340 204-2", PHONE_SEVERAL, 11, 15, "+493402041"},
        {"0340 204-1, -2", PHONE_SEVERAL, 10, 4, "+493402041"},
    };
    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct phone_number number;
        phone_read(wrong[i].text, "DE", NULL, &number);
        if (number.fault != wrong[i].fault || number.at != wrong[i].at || number.length != wrong[i].length)
            fail_msg("%s: fault %d at %zu+%zu", wrong[i].text, number.fault, number.at, number.length);
        assert_string_equal(number.international, wrong[i].international);
    }
}

static void test_a_number_within_a_town_needs_its_area(void **state)
{
    (void)state;
    struct phone_number number;
    phone_read("204-2133", "DE", "340", &number);
    assert_int_equal(number.fault, PHONE_GOOD);
    assert_string_equal(number.international, "+493402042133");
    phone_read("0345 204-2133", "DE", "340", &number);
    assert_string_equal(number.international, "+493452042133");
    phone_read("112", "DE", "340", &number);
    assert_true(number.only_here);
    phone_read("0340 204-2133", "FR", NULL, &number);
    assert_int_equal(number.fault, PHONE_NO_COUNTRY);
    phone_read("+49 340 204-2133", NULL, NULL, &number);
    assert_string_equal(number.international, "+493402042133");
}

static void test_both_forms_are_in_step(void **state)
{
    (void)state;
    static const char *const same[][2] = {
        {"+493402042133", "0340 204-2133"},
        {"+493402042133", "(03 40) 2 04-21 33"},
        {"+493402042133", "+49 (0)340 204-2133"},
        {"+493402042133", "+49 (0340) 204-2133"},
        {"+493402042133", "0049 340 2042133"},
        {"+493402042133", "204-2133"},
        {"+493402042133", "Tel. 0340/204-2133, Apparat 5"},
        {"+493402042133", "0340 204-2133/-2134"},
        {"+493402042133", "0340 204-2133 oder 0340 204-2134"},
        {"+498001110111", "0800 1110111"},
        {"+18003455678", "1 800 345 5678"},
        {"+390612345", "06 12345"},
        {"+380441234567", "044 123-45-67"},
    };
    static const char *const other[][2] = {
        {"+493402042133", "0340 204-2134"},   {"+493402042133", "0341 204-2133"},
        {"+493402042133", "0340 204-213"},    {"+4903402042133", "0340 204-2133"},
        {"+493402042133", "+43 340 2042133"}, {"+493402042133", "112"},
        {"+493402042133", "siehe Internet"},  {"+493402042133", "33"},
        {"+493402040", "0340 204-2133"},      {"+493402042133", "0340 204-0"},
    };
    for (size_t i = 0; i < COUNT(same); i++)
        if (!phone_is_printed_as(same[i][0], same[i][1]))
            fail_msg("%s is printed as %s", same[i][0], same[i][1]);
    for (size_t i = 0; i < COUNT(other); i++)
        if (phone_is_printed_as(other[i][0], other[i][1]))
            fail_msg("%s is not printed as %s", other[i][0], other[i][1]);
}

static void test_numbers_are_printed(void **state)
{
    (void)state;
    static const char *const written[][2] = {
        {"+493402042133", "0340 2042133"}, {"+493402040", "0340 2040"},       {"+498001110111", "0800 1110111"},
        {"+4915157712943", "0151 57712943"}, {"+4930440308454", "030 440308454"}, {"+493452927800", "03452927800"},
        {"+380441234567", "+380 441234567"}, {"+18003455678", "+1 8003455678"}, {"+390612345", "+39 0612345"},
    };
    struct arena arena = {0};
    char area[PHONE_AREA_BYTES];
    for (size_t i = 0; i < COUNT(written); i++) {
        struct phone_number number;
        assert_string_equal(phone_write(&arena, written[i][0], "340"), written[i][1]);
        phone_read(written[i][1], "DE", NULL, &number);
        assert_string_equal(number.international, written[i][0]);
    }
    assert_string_equal(phone_write(&arena, "+493402040", NULL), "03402040");
    assert_true(phone_area("0340 204-0", area));
    assert_string_equal(area, "340");
    assert_true(phone_area("(034901) 82885", area));
    assert_string_equal(area, "34901");
    assert_true(phone_area("0340/204-2800", area));
    assert_string_equal(area, "340");
    assert_false(phone_area("03402042800", area));
    assert_false(phone_area("+49 340 2040", area));
    assert_false(phone_area("116 117", area));
    assert_false(phone_area("0049 340 2040", area));
    assert_false(phone_area("", area));
    arena_free(&arena);
}

// Any number, printed in any grouping, is read back.
static void test_any_grouping_is_read(void **state)
{
    (void)state;
    static const char *const signs[] = {" ", "-", " - ", ".", "\u00A0", "–", ""};
    unsigned seed = 1;
    for (int i = 0; i < 20000; i++) {
        char international[PHONE_BYTES] = "+493", text[200] = "03";
        seed = seed * 1103515245U + 12345U;
        size_t digits = 5 + (seed >> 16) % 7;
        for (size_t d = 0; d < digits; d++) {
            char digit[] = {(char)('0' + (seed >> 20) % 10), '\0'};
            seed = seed * 1103515245U + 12345U;
            strcat(text, signs[(seed >> 16) % COUNT(signs)]);
            strcat(text, digit);
            strcat(international, digit);
        }
        struct phone_number number;
        phone_read(text, "DE", NULL, &number);
        if (strcmp(number.international, international) != 0)
            fail_msg("%s is read as %s (%d)", text, number.international, number.fault);
        assert_true(phone_is_printed_as(international, text));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_as_they_are_printed),
        cmocka_unit_test(test_what_is_no_number_is_told_with_its_place),
        cmocka_unit_test(test_a_number_within_a_town_needs_its_area),
        cmocka_unit_test(test_both_forms_are_in_step),
        cmocka_unit_test(test_numbers_are_printed),
        cmocka_unit_test(test_any_grouping_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
