// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Where lines end: what is expected is written out line by line as it stands on the glass, left to right.
#include "tests/core/text_lines.h"

static void empty_text_is_one_empty_line(void **state)
{
    (void)state;
    expect_ltr("", 10, "");
    expect_rtl("", 10, "");
    expect_ltr("     ", 3, "");
    expect_rtl("   ", 10, "");
    expect_ltr("\u200B\u2060", 10, "");
    expect_ltr("\u0301", 10, "");
}

static void line_feeds_end_lines(void **state)
{
    (void)state;
    expect_ltr("\n", 10, "");
    expect_ltr("a\n", 10, "a");
    expect_ltr("a\n\nb", 10, "a||b");
    expect_ltr("\na\n\n", 10, "|a|");
    expect_ltr("a\u2028b\u2029c", 10, "a|b|c");
    expect_rtl(MAKTAB "\n" HATIF, 10, MAKTAB_SEEN "|" HATIF_SEEN);
}

static void lines_break_at_spaces(void **state)
{
    (void)state;
    expect_ltr("Das Amt hilft Ihnen", 20, "Das Amt hilft Ihnen");
    expect_ltr("Das Amt hilft Ihnen", 19, "Das Amt hilft Ihnen");
    expect_ltr("Das Amt hilft Ihnen", 18, "Das Amt hilft|Ihnen");
    expect_ltr("Das Amt hilft Ihnen", 7, "Das Amt|hilft|Ihnen");
    expect_ltr("Dessau-Roßlau", 8, "Dessau-|Roßlau");
    expect_ltr("ab\u200Bcd", 2, "ab|cd");
    expect_ltr("x ab c", 5, "x ab|c");
    expect_ltr("x ab \u2060c", 5, "x|ab c");
    expect_ltr("abc\u2060-\u2060d", 4, "abc-|d");
    // abbreviations and numbers stay whole
    expect_ltr("der Hilfe e.V.", 12, "der Hilfe|e.V.");
    expect_ltr("gilt z.B. hier", 7, "gilt|z.B.|hier");
    expect_ltr("um 8:30", 6, "um|8:30");
}

static void spaces_at_a_line_end_do_not_count(void **state)
{
    (void)state;
    expect_ltr("ab cd", 2, "ab|cd");
    expect_ltr("abc     def  ", 3, "abc|def");
    expect_ltr("abc \u3000\u2003def", 3, "abc|def");
    expect_ltr("  ab", 4, "  ab");
    expect_ltr("      ab", 4, "ab");
    expect_ltr("      ab", 1, "a|b");
    expect_ltr("abcd    \u200F", 4, "abcd");
    expect_rtl(MAKTAB "   ", 4, MAKTAB_SEEN);
}

static void soft_hyphens_are_seen_where_a_line_ends(void **state)
{
    (void)state;
    const char *permit = "Aufenthalts\u00ADerlaub\u00ADnis";
    expect_ltr(permit, 20, "Aufenthaltserlaubnis");
    expect_ltr(permit, 19, "Aufenthaltserlaub-|nis");
    expect_ltr(permit, 18, "Aufenthaltserlaub-|nis");
    expect_ltr(permit, 17, "Aufenthalts-|erlaubnis"); // the hyphen has no room
    expect_ltr(permit, 11, "Aufenthalts|erlaubnis");  // nor here, but there is no other place
    expect_ltr(permit, 5, "Aufen|thalt|s-|erlau|bnis");
    expect_ltr("ab\u00AD cd", 3, "ab|cd");
    expect_ltr("ab\u00AD", 2, "ab");
    expect_ltr("ab\u00AD\u00ADcd", 3, "ab-|cd");
    expect_ltr("\u0430\u0431\u00AD\u0432\u0433", 3, "\u0430\u0431-|\u0432\u0433");
    expect_cut(permit, TEXT_LEFT_TO_RIGHT, 17, 1, "Aufenthaltserlau\u2026");
    expect_cut(permit, TEXT_LEFT_TO_RIGHT, 12, 1, "Aufenthalts\u2026");
    // in a German word in Arabic the hyphen stands at the word's end; Arabic words have none
    expect_rtl(MAKTAB " Aufent\u00ADhalt", 12, "Aufent- " MAKTAB_SEEN "|halt");
    expect_rtl("\u0645\u0643\u00AD\u062A\u0628", 3, "\uFE98\uFEDC\uFEE3|\uFE90");
    assert_int_equal(text_measure(permit), 20);
}

static void no_break_spaces_are_spaces_that_hold(void **state)
{
    (void)state;
    expect_ltr("a\u00A0b c", 3, "a b|c");
    expect_ltr("a\u202Fb\u2003c", 9, "a b c");
    expect_ltr("c a\u00A0b", 3, "c|a b");
    expect_ltr("a\u00A0", 3, "a ");
}

static void long_words_are_broken_between_clusters(void **state)
{
    (void)state;
    expect_ltr("abcdefgh", 3, "abc|def|gh");
    expect_ltr("x abcdefgh", 3, "x|abc|def|gh");
    expect_ltr("abc", 1, "a|b|c");
    expect_ltr("ae\u0323\u0302b", 1, "a|e\u0323\u0302|b");
    expect_rtl(MAKTAB, 2, "\uFEDC\uFEE3|\uFE90\uFE98");
    expect_ltr("https://a.de/bcd\u2060efg", 14, "https://a.de/|bcdefg");
}

static void clusters_of_more_cells_are_not_parted(void **state)
{
    (void)state;
    // Devanagari ki and kaa: a letter and a vowel sign that takes a column; Thai sara am
    expect_ltr("\u0915\u093F\u0915\u093E", 3, "\u0915\u093F|\u0915\u093E");
    expect_ltr("\u0915\u093F\u0915\u093E", 2, "\u0915\u093F|\u0915\u093E");
    expect_ltr("\u0E01\u0E33\u0E01\u0E33", 3, "\u0E01\u0E33|\u0E01\u0E33");
    expect_ltr("\u0915\u093F", 1, "\u0915|\u093F"); // the cluster alone is too wide
    expect_cut("\u0915\u093F\u0915\u093E", TEXT_LEFT_TO_RIGHT, 3, 1, "\u0915\u093F\u2026");
    expect_cut("a\u0915\u093F\u0915\u093E", TEXT_LEFT_TO_RIGHT, 3, 1, "a\u2026");
    expect_cut("\u0915\u093F\u0915\u093E", TEXT_LEFT_TO_RIGHT, 2, 1, "\u2026");
    expect_cut("\u0915\u093F\na", TEXT_LEFT_TO_RIGHT, 2, 1, "\u2026");
}

static void lines_are_filled_in_reading_order(void **state)
{
    (void)state;
    expect_rtl(MAKTAB " " HATIF " " MARHABA, 9, HATIF_SEEN " " MAKTAB_SEEN "|" MARHABA_SEEN);
    expect_rtl(MAKTAB " Amt Dessau", 8, "Amt " MAKTAB_SEEN "|Dessau");
    expect_rtl(MAKTAB " Amt Dessau am Park " HATIF, 11, "Amt " MAKTAB_SEEN "|Dessau am|" HATIF_SEEN " Park");
    // an isolate goes on in the next line: its level was found on the whole paragraph
    expect_ltr("a \u2067" MAKTAB "! " HATIF "!\u2069 b", 8, "a !" MAKTAB_SEEN "|!" HATIF_SEEN " b");
    expect_ltr("a " MAKTAB "! " HATIF "! b", 8, "a !" MAKTAB_SEEN "|" HATIF_SEEN "! b");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(empty_text_is_one_empty_line, empty_arena),
        cmocka_unit_test_teardown(line_feeds_end_lines, empty_arena),
        cmocka_unit_test_teardown(lines_break_at_spaces, empty_arena),
        cmocka_unit_test_teardown(spaces_at_a_line_end_do_not_count, empty_arena),
        cmocka_unit_test_teardown(soft_hyphens_are_seen_where_a_line_ends, empty_arena),
        cmocka_unit_test_teardown(no_break_spaces_are_spaces_that_hold, empty_arena),
        cmocka_unit_test_teardown(long_words_are_broken_between_clusters, empty_arena),
        cmocka_unit_test_teardown(clusters_of_more_cells_are_not_parted, empty_arena),
        cmocka_unit_test_teardown(lines_are_filled_in_reading_order, empty_arena),
    };
    return cmocka_run_group_tests_name("text/wrap", tests, NULL, NULL);
}
