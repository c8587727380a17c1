// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Text that does not fit: the last line allowed ends in an ellipsis, at the text's end side and between clusters.
#include "tests/core/text_lines.h"

#include <unigbrk.h>

static void a_text_too_long_ends_in_an_ellipsis(void **state)
{
    (void)state;
    enum text_direction ltr = TEXT_LEFT_TO_RIGHT;
    enum text_direction rtl = TEXT_RIGHT_TO_LEFT;
    expect_cut("Hallo Welt", ltr, 10, 1, "Hallo Welt");
    expect_cut("Hallo Welt  \n \n", ltr, 10, 1, "Hallo Welt");
    expect_cut("Hallo Welt", ltr, 9, 1, "Hallo\u2026");
    expect_cut("Hallo Welt", ltr, 7, 1, "Hallo\u2026");
    expect_cut("Hallo Welt heute", ltr, 8, 2, "Hallo|Welt\u2026");
    expect_cut("Hallo\nWelt", ltr, 8, 1, "Hallo\u2026");
    expect_cut("Hallo\nWelt", ltr, 5, 1, "Hall\u2026");
    expect_cut("Hallo\n\nWelt", ltr, 5, 2, "Hallo|\u2026");
    expect_cut("ab", ltr, 1, 1, "\u2026");
    expect_cut("\u65E5\u672C\u8A9E", ltr, 5, 1, "\u65E5\u672C\u2026");
    expect_cut("\u65E5\u672C\u8A9E", ltr, 4, 1, "\u65E5\u2026");
    expect_cut("ae\u0323bc", ltr, 3, 1, "ae\u0323\u2026");
    expect_cut(MAKTAB " " HATIF, rtl, 7, 1, "\u2026" MAKTAB_SEEN);
    expect_cut(MAKTAB " " HATIF, rtl, 5, 1, "\u2026" MAKTAB_SEEN);
    expect_cut(MAKTAB " " HATIF, ltr, 5, 1, MAKTAB_SEEN "\u2026");
    expect_cut(MAKTAB " Dessau", rtl, 8, 1, "\u2026" MAKTAB_SEEN);
    expect_cut(MAKTAB " Dessau", rtl, 8, 3, MAKTAB_SEEN "|Dessau");
}

static void words_are_whole_before_the_ellipsis(void **state)
{
    (void)state;
    enum text_direction ltr = TEXT_LEFT_TO_RIGHT;
    expect_cut("Der Anruf ist kostenlos, Tag und Nacht.", ltr, 38, 1, "Der Anruf ist kostenlos, Tag und\u2026");
    expect_cut("kostenlos, Tag und Nacht und am Wochenende", ltr, 20, 2, "kostenlos, Tag und|Nacht und am\u2026");
    expect_cut("kostenlos, Tag und Nacht und", ltr, 19, 1, "kostenlos, Tag und\u2026");
    // what leads on to the word that is not there goes with it
    expect_cut("Gefunden auf Deutsch \u00B7 Arzt", ltr, 25, 1, "Gefunden auf Deutsch\u2026");
    expect_cut("Wohnung anmelden, Aufenthaltserlaubnis", ltr, 25, 1, "Wohnung anmelden\u2026");
    expect_cut("Medinetz Halle \u2013 (Anamnese)", ltr, 22, 1, "Medinetz Halle\u2026");
    // a part of a long word says more than nothing before it
    expect_cut("Die Bundesbeauftragte", ltr, 12, 1, "Die Bundesb\u2026");
    expect_cut("Bundesbeauftragte", ltr, 12, 1, "Bundesbeauf\u2026");
}

static void clusters_are_whole_before_the_ellipsis(void **state)
{
    (void)state;
    enum text_direction ltr = TEXT_LEFT_TO_RIGHT;
    enum text_direction rtl = TEXT_RIGHT_TO_LEFT;
    // Vietnamese, composed and not; Hebrew with points; Thai sara am; a Hangul syllable, and one of three letters
    expect_cut("Vi\u1EC7t", ltr, 3, 1, "Vi\u2026");
    expect_cut("Vi\u1EC7t N", ltr, 4, 1, "Vi\u1EC7\u2026");
    expect_cut("Vie\u0323\u0302t N", ltr, 4, 1, "Vie\u0323\u0302\u2026");
    expect_cut("\u05E9\u05C1\u05B8\u05DC\u05D5\u05DD", rtl, 3, 1, "\u2026\u05DC\u05E9\u05C1\u05B8");
    expect_cut("\u0E01\u0E33\u0E01\u0E33", ltr, 3, 1, "\u0E01\u0E33\u2026");
    expect_cut("\uD55C\uAD6D\uC5B4", ltr, 5, 1, "\uD55C\uAD6D\u2026");
    expect_cut("\u1112\u1161\u11AB\u1100", ltr, 3, 1, "\u1112\u1161\u11AB\u2026");
    // pictures are not there to be cut: families, flags, signs that ask for a picture or against one, keycaps
    expect_cut("a\U0001F468\u200D\U0001F469\u200D\U0001F467bc", ltr, 2, 1, "a\u2026");
    expect_cut("\U0001F1E9\U0001F1EAab", ltr, 1, 1, "\u2026");
    expect_cut("\u260E\uFE0E\u26A0\uFE0F\u2713", ltr, 2, 1, "\u260E\u2026");
    expect_cut("1\uFE0F\u20E32", ltr, 2, 1, "1\u20E32");
    // lam and alef are one, also with harakat between; ZWNJ leaves no hole
    expect_cut("\u0645\u0644\u064E\u0627\u0628\u0633", rtl, 3, 1, "\u2026\uFEFC\uFEE3");
    expect_cut("\u0645\u06CC\u200C\u062E\u0648\u0627", rtl, 3, 1, "\u2026\uFBFD\uFEE3");
    // an isolated number in Arabic is cut at its own end; the ellipsis stands where the Arabic line goes on
    expect_cut(MAKTAB " \u20660340 204-2133\u2069", rtl, 12, 1, "\u20260340 " MAKTAB_SEEN);
    expect_cut("12345678 " MAKTAB, ltr, 4, 1, "123\u2026");
}

// Random clusters of many scripts at every width: what is seen is a beginning of the text up to the end of a cluster;
// the ellipsis stands at the end side.
static void what_is_seen_of_a_cut_text_is_its_beginning(void **state)
{
    (void)state;
    static const char *const clusters[] = {
        "a",      "\u00DF",       "e\u0323\u0302",
        "\u1EC7", "\u0645",       "\u05E9\u05B8",
        "\u0E33", "\u0915\u093F", "\u0915\u094D",
        "\u1230", "\uAC00",       "\u65E5",
        "4",      "\u0664",       "(",
        "\u05D0", "\u0451",       " c",
    };
    seed = 0xA0761D6478BD642F;
    for (int round = 0; round < 4000; round++) {
        char *text = arena_copy_text(&arena, "");
        for (int i = 0; i < 12; i++)
            text = arena_format(&arena, "%s%s", text, clusters[random_below(COUNT(clusters))]);
        enum text_direction direction = random_below(2) == 0 ? TEXT_LEFT_TO_RIGHT : TEXT_RIGHT_TO_LEFT;
        struct text_options options = {.direction = direction, .width = 1000, .logical_order = true, .unshaped = true};
        const char *whole = see(text, &options);
        options.max_lines = 1;
        for (options.width = 1; options.width < 12; options.width++) {
            options.logical_order = true;
            char *seen = see(text, &options);
            char *ellipsis = strstr(seen, "\u2026");
            assert_non_null(ellipsis);
            assert_string_equal(ellipsis, "\u2026");
            assert_memory_equal(whole, seen, (size_t)(ellipsis - seen));
            const uint8_t *end = (const uint8_t *)whole + (ellipsis - seen);
            const uint8_t *before = u8_grapheme_prev(end, (const uint8_t *)whole);
            bool whole_cluster =
                before == NULL || *end == ' ' || u8_grapheme_next(before, end + strlen((const char *)end)) == end;
            assert_true(whole_cluster);
            options.logical_order = false;
            struct text_layout layout = lay_out(text, &options);
            const struct text_line *line = &layout.lines[0];
            size_t edge = direction == TEXT_LEFT_TO_RIGHT ? line->count - 1 : 0;
            assert_int_equal(line->cells[edge].base, 0x2026);
        }
        arena_reset(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_text_too_long_ends_in_an_ellipsis, empty_arena),
        cmocka_unit_test_teardown(words_are_whole_before_the_ellipsis, empty_arena),
        cmocka_unit_test_teardown(clusters_are_whole_before_the_ellipsis, empty_arena),
        cmocka_unit_test_teardown(what_is_seen_of_a_cut_text_is_its_beginning, empty_arena),
    };
    return cmocka_run_group_tests_name("text/cut", tests, NULL, NULL);
}
