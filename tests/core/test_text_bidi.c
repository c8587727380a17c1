// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Both directions on a line, as it stands on the glass, left to right.
#include "tests/core/text_lines.h"

#include <unicode/uchar.h>
#include <unistr.h>

static void arabic_is_joined_and_stands_right_to_left(void **state)
{
    (void)state;
    expect_rtl(MARHABA, 10, MARHABA_SEEN);
    expect_ltr(MARHABA, 10, MARHABA_SEEN);
    expect_rtl(MAKTAB " " HATIF, 10, HATIF_SEEN " " MAKTAB_SEEN);
    // harakat are dropped, lam and alef take one cell, ZWNJ parts and vanishes, hamza has its form
    expect_rtl("\u0645\u0631\u062D\u0628\u064B\u0627", 10, MARHABA_SEEN);
    expect_rtl("\u0644\u064E\u0627", 1, "\uFEFB");
    expect_rtl("\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645", 7, "\uFEE2\uFEEB\uFE8D\uFEEE\uFEA7\uFBFD\uFEE3");
    expect_rtl("\u0645\u0627\u0621", 3, "\uFE80\uFE8E\uFEE3");
    // tatweel stays, a soft hyphen does not part, a no-break space is a space
    expect_rtl("\u0645\u0640\u0646", 3, "\uFEE6\u0640\uFEE3");
    expect_rtl("\u0628\u00AD\u0628\u00A0\u0628", 4, "\uFE8F \uFE90\uFE91");
    // a lam-alef is one cell, and a cut never parts it
    expect_cut("\u0645\u0644\u0627\u0628\u0633", TEXT_RIGHT_TO_LEFT, 3, 1, "\u2026\uFEFC\uFEE3");
    assert_int_equal(text_measure("\u0644\u064E\u0627"), 1);
    assert_int_equal(text_measure("\u0645\u0631\u062D\u0628\u064B\u0627"), 5);
}

static void the_paragraph_has_the_direction_of_its_language(void **state)
{
    (void)state;
    expect_rtl("Dessau " MAKTAB, 20, MAKTAB_SEEN " Dessau");
    expect_ltr("Dessau " MAKTAB, 20, "Dessau " MAKTAB_SEEN);
    expect_rtl("Amt.", 20, ".Amt");
    expect_ltr(MAKTAB ".", 20, MAKTAB_SEEN ".");
    expect_rtl("12,50 " MAKTAB " \u0662\u0665\u066B\u0665\u0660", 20,
               "\u0662\u0665\u066B\u0665\u0660 " MAKTAB_SEEN " 12,50");
    // without isolates, the fields are turned round: why text_isolate() is there
    expect_rtl(HATIF " +49 761 201-4880", 30, "4880-201 761 49+ " HATIF_SEEN);
    expect_rtl(HATIF " 08:00\u201312:30", 30, "12:30\u201308:00 " HATIF_SEEN);
    expect_rtl("C++", 20, "++C");
    expect_rtl("\u2066C++\u2069 " MAKTAB, 20, MAKTAB_SEEN " C++");
}

// All paragraphs of a text are ordered in one go.
static void a_paragraph_ends_what_is_open(void **state)
{
    (void)state;
    expect_rtl("\u2068...\n\u2067a!\n(a\n\u2066" MAKTAB "\na)!", 20, "...|!a|a)|" MAKTAB_SEEN "|!(a");
    expect_ltr("\u2067a!\na!", 20, "!a|a!");
}

static void an_isolate_is_one_sign_to_what_is_around_it(void **state)
{
    (void)state;
    expect_rtl(MAKTAB " < \u2066b c\u2069 < \u2068d 1\u2069! " HATIF, 40, HATIF_SEEN " !d 1 > b c > " MAKTAB_SEEN);
    expect_rtl("a < \u2066b!\u2069 2 " MAKTAB, 40, MAKTAB_SEEN " a < b! 2");
    expect_ltr(MAKTAB " \u20661\u2069 " HATIF, 40, HATIF_SEEN " 1 " MAKTAB_SEEN);
    expect_rtl("\u2066a \u2067b!\u2069 c\u2069 d", 40, "d a !b c");
    expect_rtl("\u2066a " MAKTAB "\u2069!", 40, "!a " MAKTAB_SEEN);
    expect_rtl("a \u2066b", 40, "b a");
}

static void brackets_are_mirrored(void **state)
{
    (void)state;
    expect_rtl("(" MAKTAB ")", 20, "(" MAKTAB_SEEN ")");
    expect_rtl(MAKTAB " [1]", 20, "[1] " MAKTAB_SEEN);
    expect_rtl("\u00AB" MAKTAB "\u00BB <", 20, "> \u00AB" MAKTAB_SEEN "\u00BB");
    expect_rtl("Amt (Dessau) " MAKTAB, 40, MAKTAB_SEEN " Amt (Dessau)");
    expect_ltr("a (b) c", 20, "a (b) c");
}

static void a_terminal_may_order_and_join_by_itself(void **state)
{
    (void)state;
    struct text_options options = {
        .direction = TEXT_RIGHT_TO_LEFT, .width = 20, .logical_order = true, .unshaped = true};
    assert_string_equal(see("(" MAKTAB "\u064B) \u2066+49\u2069", &options), "(" MAKTAB ") +49");
    options.unshaped = false;
    assert_string_equal(see("\u0628\u0628 a", &options), "\uFE91\uFE90 a");
    options.logical_order = false;
    options.unshaped = true;
    assert_string_equal(see("\u0628\u062A a", &options), "a \u062A\u0628");
}

// Whatever can turn a bracket in a left-to-right paragraph must not be taken for plain.
static void no_right_to_left_character_takes_the_fast_path(void **state)
{
    (void)state;
    size_t tried = 0;
    for (uint32_t character = 0x80; character < 0x110000; character++) {
        UCharDirection type = u_charDirection((UChar32)character);
        bool turns = type == U_RIGHT_TO_LEFT || type == U_RIGHT_TO_LEFT_ARABIC || type == U_ARABIC_NUMBER;
        if (!turns || text_width_of(character) != 1)
            continue;
        const uint32_t text[] = {character, '(', character};
        uint8_t bytes[16];
        size_t length = sizeof bytes;
        assert_non_null(u32_to_u8(text, COUNT(text), bytes, &length));
        bytes[length] = '\0';
        struct text_options options = {.direction = TEXT_LEFT_TO_RIGHT, .width = 3};
        struct text_layout layout = lay_out((char *)bytes, &options);
        if (layout.lines[0].count != 3 || layout.lines[0].cells[1].base != ')')
            fail_msg("U+%04X", (unsigned)character);
        arena_reset(&arena);
        tried++;
    }
    assert_in_range(tried, 1500, 20000);
}

// Beyond the limits that keep time linear, order is still sane: the text between is not lost and not turned.
static void deep_isolates_and_many_brackets_are_harmless(void **state)
{
    (void)state;
    // the twelfth still counts
    char *text = arena_format(&arena, "%s\u2067ab!", repeat("\u2066", 11 * 3));
    expect_ltr(text, 20, "!ab");
    text = arena_format(&arena, "%sab%s " MAKTAB, repeat("\u2067", 40 * 3), repeat("\u2069", 40 * 3));
    expect_ltr(text, 20, "ab " MAKTAB_SEEN);
    text = arena_format(&arena, "%s (ab) " MAKTAB, repeat("()", 600));
    char *expected = arena_format(&arena, "%s (ab) " MAKTAB_SEEN, repeat("()", 600));
    expect_ltr(text, 1000, expected);
    // pairs that were closed are forgotten: the three hundredth is still a pair, the one with a lost bracket before it
    // too
    text = arena_format(&arena, "%s(\nAmt (Dessau) " MAKTAB, repeat("(\u05D0) ", 300 * 5));
    struct text_layout layout = lay_out(text, &(struct text_options){.direction = TEXT_RIGHT_TO_LEFT, .width = 2000});
    assert_string_equal(text_line_to_utf8(&arena, &layout.lines[1]), MAKTAB_SEEN " Amt (Dessau)");
    text = arena_format(&arena, "%sAmt (Dessau) " MAKTAB, repeat("(\u05D0) ", 300 * 5));
    layout = lay_out(text, &(struct text_options){.direction = TEXT_RIGHT_TO_LEFT, .width = 2000});
    assert_memory_equal(text_line_to_utf8(&arena, &layout.lines[0]), MAKTAB_SEEN " Amt (Dessau) ",
                        strlen(MAKTAB_SEEN " Amt (Dessau) "));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(arabic_is_joined_and_stands_right_to_left, empty_arena),
        cmocka_unit_test_teardown(the_paragraph_has_the_direction_of_its_language, empty_arena),
        cmocka_unit_test_teardown(a_paragraph_ends_what_is_open, empty_arena),
        cmocka_unit_test_teardown(an_isolate_is_one_sign_to_what_is_around_it, empty_arena),
        cmocka_unit_test_teardown(brackets_are_mirrored, empty_arena),
        cmocka_unit_test_teardown(a_terminal_may_order_and_join_by_itself, empty_arena),
        cmocka_unit_test_teardown(no_right_to_left_character_takes_the_fast_path, empty_arena),
        cmocka_unit_test_teardown(deep_isolates_and_many_brackets_are_harmless, empty_arena),
    };
    return cmocka_run_group_tests_name("text/bidi", tests, NULL, NULL);
}
