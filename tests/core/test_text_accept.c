// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The gates for text: what passes, what is refused and how that is told, what is mended.
#include "tests/core/text_lines.h"

#include "core/text/accept.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

static void expect_accepted(const char *bytes, const char *expected)
{
    struct problem problem;
    char *accepted = NULL;
    assert_int_equal(text_accept(&arena, bytes, strlen(bytes), "title", &accepted, &problem), STATUS_OK);
    assert_string_equal(accepted, expected);
    assert_string_equal(text_clean(&arena, bytes, strlen(bytes)), expected);
}

static void expect_refused(const char *bytes, size_t length, const char *why, const char *cleaned)
{
    struct problem problem = {0};
    char *accepted = NULL;
    assert_int_equal(text_accept(&arena, bytes, length, "title", &accepted, &problem), STATUS_INVALID);
    assert_null(accepted);
    assert_int_equal(problem.status, STATUS_INVALID);
    assert_string_equal(problem.what, "title");
    assert_string_equal(problem.why, why);
    assert_string_not_equal(problem.mend, "");
    assert_string_equal(text_clean(&arena, bytes, length), cleaned);
}

static void good_text_passes_as_it_is(void **state)
{
    (void)state;
    expect_accepted("", "");
    expect_accepted("Zerbster Straße 4\n06844 Dessau-Roßlau", "Zerbster Straße 4\n06844 Dessau-Roßlau");
    expect_accepted("\u0645\u0643\u062A\u0628", "\u0645\u0643\u062A\u0628");
    expect_accepted("\u2066+49 340\u2069", "\u2066+49 340\u2069");
    expect_accepted("\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
                    "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645");
}

static void text_becomes_nfc(void **state)
{
    (void)state;
    expect_accepted("a\u0308", "\u00E4");
    expect_accepted("Tie\u0302\u0301ng Vie\u0323\u0302t", "Ti\u1EBFng Vi\u1EC7t");
    expect_accepted("\u0627\u0654", "\u0623");
    expect_accepted("\u212B", "\u00C5");
    expect_accepted("\u1112\u1161\u11AB", "\uD55C");
}

static void controls_are_refused(void **state)
{
    (void)state;
    expect_refused("a\tb", 3, "U+0009 at byte 1 is a control character", "a b");
    expect_refused("a\r\nb", 4, "U+000D at byte 1 is a control character", "a\nb");
    expect_refused("a\0b", 3, "U+0000 at byte 1 is a control character", "ab");
    expect_refused("\x1B[31m", 5, "U+001B at byte 0 is a control character", "[31m");
    expect_refused("a\x7F", 2, "U+007F at byte 1 is a control character", "a");
    expect_refused("\xC3\xA4\xC2\x9B", 4, "U+009B at byte 2 is a control character", "\u00E4");
}

static void overrides_are_refused_and_isolates_are_not(void **state)
{
    (void)state;
    expect_refused("ab\u202Ecd", 7, "U+202E at byte 2 changes the direction of the text around it", "abcd");
    expect_refused("\u202A", 3, "U+202A at byte 0 changes the direction of the text around it", "");
    expect_accepted("\u2068a\u2069\u200E\u200F", "\u2068a\u2069\u200E\u200F");
}

static void what_is_no_character_is_refused(void **state)
{
    (void)state;
    expect_refused("\xEF\xB7\x90", 3, "U+FDD0 at byte 0 is not a character", "");
    expect_refused("a\xEF\xBF\xBF", 4, "U+FFFF at byte 1 is not a character", "a");
    expect_refused("\xF4\x8F\xBF\xBE", 4, "U+10FFFE at byte 0 is not a character", "");
    expect_refused("\xCD\xB8", 2, "U+0378 at byte 0 is not assigned in the version of Unicode known here", "");
}

static void malformed_bytes_are_refused(void **state)
{
    (void)state;
    expect_refused("ab\xC3(", 4, "byte 0xC3 at offset 2 is not UTF-8", "ab\uFFFD(");
    expect_refused("\x80", 1, "byte 0x80 at offset 0 is not UTF-8", "\uFFFD");
    expect_refused("\xC0\xAF", 2, "byte 0xC0 at offset 0 is not UTF-8", "\uFFFD\uFFFD");
    expect_refused("\xED\xA0\x80", 3, "byte 0xED at offset 0 is not UTF-8", "\uFFFD");
    expect_refused("\xF4\x90\x80\x80", 4, "byte 0xF4 at offset 0 is not UTF-8", "\uFFFD");
    expect_refused("a\xE2\x82", 3, "byte 0xE2 at offset 1 is not UTF-8", "a\uFFFD");
    expect_refused("\xF0\x9F\x92x", 4, "byte 0xF0 at offset 0 is not UTF-8", "\uFFFDx");
    expect_refused("\xFF\xFE", 2, "byte 0xFF at offset 0 is not UTF-8", "\uFFFD\uFFFD");
}

// Whatever the bytes, what is cleaned is accepted, and cleaning it again changes nothing.
static void cleaned_text_is_accepted(void **state)
{
    (void)state;
    seed = 0x9E3779B97F4A7C15;
    for (int round = 0; round < 20000; round++) {
        char bytes[24];
        size_t length = (size_t)round % sizeof bytes;
        for (size_t i = 0; i < length; i++) {
            // Half of them lead and trail bytes that come near to being characters.
            bytes[i] = (char)(random_below(2) == 0 ? random_below(256) : 0x80 + random_below(0x80));
        }
        struct problem problem;
        char *accepted = NULL;
        char *cleaned = text_clean(&arena, bytes, length);
        assert_int_equal(text_accept(&arena, cleaned, strlen(cleaned), "text", &accepted, &problem), STATUS_OK);
        assert_string_equal(accepted, cleaned);
        assert_string_equal(text_clean(&arena, cleaned, strlen(cleaned)), cleaned);
        arena_reset(&arena);
    }
}

// By the data of ICU, which is another library than the one that composes.
static void test_what_stands_alone_is_in_nfc(void **state)
{
    (void)state;
    size_t alone = 0;
    for (uint32_t character = 0; character <= 0x10FFFF; character++) {
        if (!text_stands_alone(character))
            continue;
        alone++;
        assert_int_equal(u_getIntPropertyValue((UChar32)character, UCHAR_NFC_QUICK_CHECK), UNORM_YES);
        assert_int_equal(u_getCombiningClass((UChar32)character), 0);
    }
    assert_in_range(alone, 1000, 2000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(good_text_passes_as_it_is, empty_arena),
        cmocka_unit_test_teardown(text_becomes_nfc, empty_arena),
        cmocka_unit_test_teardown(controls_are_refused, empty_arena),
        cmocka_unit_test_teardown(overrides_are_refused_and_isolates_are_not, empty_arena),
        cmocka_unit_test_teardown(what_is_no_character_is_refused, empty_arena),
        cmocka_unit_test_teardown(malformed_bytes_are_refused, empty_arena),
        cmocka_unit_test_teardown(cleaned_text_is_accepted, empty_arena),
        cmocka_unit_test(test_what_stands_alone_is_in_nfc),
    };
    return cmocka_run_group_tests_name("text/accept", tests, NULL, NULL);
}
