// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Lines of cells: what is expected is written out as it stands on the glass, left to right; random text is held against
// ICU's own reordering and against the promises of the header.
#include "core/text/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unistr.h>

#include <cmocka.h>

// Arabic words in logical order and as they stand on the glass.
#define MAKTAB "\u0645\u0643\u062A\u0628" // an office
#define MAKTAB_SEEN "\uFE90\uFE98\uFEDC\uFEE3"
#define HATIF "\u0647\u0627\u062A\u0641" // a telephone
#define HATIF_SEEN "\uFED2\uFE97\uFE8E\uFEEB"
#define MARHABA "\u0645\u0631\u062D\u0628\u0627" // hello
#define MARHABA_SEEN "\uFE8E\uFE92\uFEA3\uFEAE\uFEE3"

static struct arena arena;

static int empty_arena(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static struct text_layout lay_out(const char *text, const struct text_options *options)
{
    struct text_layout layout;
    text_lay_out(&arena, text, options, &layout);
    assert_true(layout.count > 0);
    if (options->max_lines > 0)
        assert_true(layout.count <= (size_t)options->max_lines);
    for (size_t i = 0; i < layout.count; i++) {
        int width = 0;
        for (size_t cell = 0; cell < layout.lines[i].count; cell++) {
            assert_int_equal(layout.lines[i].cells[cell].width, text_width_of(layout.lines[i].cells[cell].base));
            width += layout.lines[i].cells[cell].width;
        }
        assert_int_equal(width, layout.lines[i].width);
        assert_in_range(width, 0, options->width);
    }
    return layout;
}

// All lines as UTF-8, each but the last followed by "|".
static char *see(const char *text, const struct text_options *options)
{
    struct text_layout layout = lay_out(text, options);
    char *seen = text_line_to_utf8(&arena, &layout.lines[0]);
    for (size_t i = 1; i < layout.count; i++)
        seen = arena_format(&arena, "%s|%s", seen, text_line_to_utf8(&arena, &layout.lines[i]));
    return seen;
}

static void expect_ltr(const char *text, int width, const char *expected)
{
    assert_string_equal(see(text, &(struct text_options){.direction = TEXT_LEFT_TO_RIGHT, .width = width}), expected);
}

static void expect_rtl(const char *text, int width, const char *expected)
{
    assert_string_equal(see(text, &(struct text_options){.direction = TEXT_RIGHT_TO_LEFT, .width = width}), expected);
}

static void expect_cut(const char *text, enum text_direction direction, int width, int max_lines, const char *expected)
{
    struct text_options options = {.direction = direction, .width = width, .max_lines = max_lines};
    assert_string_equal(see(text, &options), expected);
}

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

static void wide_characters_take_two_columns(void **state)
{
    (void)state;
    expect_ltr("\u65E5\u672C\u8A9E", 6, "\u65E5\u672C\u8A9E");
    expect_ltr("\u65E5\u672C\u8A9E", 5, "\u65E5\u672C|\u8A9E");
    expect_ltr("a\u65E5", 2, "a|\u65E5");
    expect_ltr("a\u65E5\u0301", 1, "a|\u2026");
    assert_int_equal(text_measure("a\u65E5"), 3);
}

static void marks_stand_in_the_cell_of_their_base(void **state)
{
    (void)state;
    const char *viet = "Vie\u0323\u0302t";
    struct text_options options = {.width = 10};
    for (int direction = TEXT_LEFT_TO_RIGHT; direction <= TEXT_RIGHT_TO_LEFT; direction++) {
        options.direction = (enum text_direction)direction;
        struct text_layout layout = lay_out(viet, &options);
        assert_int_equal(layout.lines[0].count, 4);
        assert_int_equal(layout.lines[0].cells[2].base, 'e');
        assert_int_equal(layout.lines[0].cells[2].marks[0], 0x323);
        assert_int_equal(layout.lines[0].cells[2].marks[1], 0x302);
        assert_int_equal(layout.lines[0].cells[2].marks[2], 0);
    }
    assert_int_equal(text_measure(viet), 4);
    // Hebrew with points, right to left; Devanagari with a virama
    expect_rtl("\u05E9\u05C1\u05B8\u05DC", 10, "\u05DC\u05E9\u05C1\u05B8");
    expect_rtl("\u0928\u094D\u0926", 10, "\u0928\u094D\u0926");
    // a mark on a space holds the space
    expect_ltr("a \u0301b", 2, "a \u0301|b");
    // more marks than a cell keeps
    expect_ltr("a\u0301\u0302\u0303\u0304\u0305", 2, "a\u0301\u0302\u0303\u0304");
}

static void what_terminals_disagree_about_is_not_shown(void **state)
{
    (void)state;
    expect_ltr("a\u00ADb\uFE0Fc\u200Dd\u200Ce\u034Ff\u2064g", 10, "abcdefg");
    expect_ltr("a\U0001F600b\U0001F468\u200D\U0001F469c\U0001F1E9\U0001F1EAd\U0001F44D\U0001F3FDe", 10, "abcde");
    expect_ltr("a\xC2\x85\x1B[0m\tb\rc\x7F", 10, "a[0mbc");
    expect_ltr("\u0600a\u06DDb\uFEFFc\u202Ed", 10, "abcd");
    // pictures by nature are dropped, black signs stay, also when a picture of them is asked for
    expect_ltr("a\u231Ab\u2705c\u274Cd\u2B50e", 10, "abcde");
    expect_ltr("\u260E \u2713 \u25B6", 10, "\u260E \u2713 \u25B6");
    expect_ltr("\u260E\uFE0F\u26A0\uFE0E", 10, "\u260E\u26A0");
    expect_ltr("\xFF\xC3", 10, "\uFFFD\uFFFD");
    static const uint32_t unseen[] = {0, 9, 0x7F, 0xAD, 0x300, 0x64B, 0x200B, 0x200D, 0x2066, 0xFE0F, 0x1F600, 0xE0061};
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
        assert_int_equal(text_width_of(unseen[i]), 0);
    assert_int_equal(text_width_of('a'), 1);
    assert_int_equal(text_width_of(0xA0), 1);
    assert_int_equal(text_width_of(0xFEFB), 1);
    assert_int_equal(text_width_of(0x93F), 1); // a vowel sign that takes a column
    assert_int_equal(text_width_of(0x65E5), 2);
}

static void ethiopic_takes_one_column_a_letter(void **state)
{
    (void)state;
    // Tigrinya: "hello, how are you"; the word space of old print is a sign, and lines may end after it
    expect_ltr("\u1230\u120B\u121D \u12A8\u1218\u12ED", 4, "\u1230\u120B\u121D|\u12A8\u1218\u12ED");
    expect_ltr("\u1230\u120B\u1361\u12A8\u1218", 4, "\u1230\u120B\u1361|\u12A8\u1218");
    expect_cut("\u1230\u120B\u121D\u12A8", TEXT_LEFT_TO_RIGHT, 3, 1, "\u1230\u120B\u2026");
    for (uint32_t letter = 0x1200; letter <= 0x1248; letter++)
        assert_int_equal(text_width_of(letter), 1);
}

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

static void brackets_are_mirrored(void **state)
{
    (void)state;
    expect_rtl("(" MAKTAB ")", 20, "(" MAKTAB_SEEN ")");
    expect_rtl(MAKTAB " [1]", 20, "[1] " MAKTAB_SEEN);
    expect_rtl("\u00AB" MAKTAB "\u00BB <", 20, "> \u00AB" MAKTAB_SEEN "\u00BB");
    expect_rtl("Amt (Dessau) " MAKTAB, 40, MAKTAB_SEEN " Amt (Dessau)");
    expect_ltr("a (b) c", 20, "a (b) c");
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

static void a_text_too_long_ends_in_an_ellipsis(void **state)
{
    (void)state;
    enum text_direction ltr = TEXT_LEFT_TO_RIGHT;
    enum text_direction rtl = TEXT_RIGHT_TO_LEFT;
    expect_cut("Hallo Welt", ltr, 10, 1, "Hallo Welt");
    expect_cut("Hallo Welt  \n \n", ltr, 10, 1, "Hallo Welt");
    expect_cut("Hallo Welt", ltr, 9, 1, "Hallo We\u2026");
    expect_cut("Hallo Welt", ltr, 7, 1, "Hallo\u2026");
    expect_cut("Hallo Welt heute", ltr, 8, 2, "Hallo|Welt he\u2026");
    expect_cut("Hallo\nWelt", ltr, 8, 1, "Hallo\u2026");
    expect_cut("Hallo\nWelt", ltr, 5, 1, "Hall\u2026");
    expect_cut("Hallo\n\nWelt", ltr, 5, 2, "Hallo|\u2026");
    expect_cut("ab", ltr, 1, 1, "\u2026");
    expect_cut("\u65E5\u672C\u8A9E", ltr, 5, 1, "\u65E5\u672C\u2026");
    expect_cut("\u65E5\u672C\u8A9E", ltr, 4, 1, "\u65E5\u2026");
    expect_cut("ae\u0323bc", ltr, 3, 1, "ae\u0323\u2026");
    expect_cut(MAKTAB " " HATIF, rtl, 7, 1, "\u2026\uFEEB " MAKTAB_SEEN);
    expect_cut(MAKTAB " " HATIF, rtl, 5, 1, "\u2026" MAKTAB_SEEN);
    expect_cut(MAKTAB " " HATIF, ltr, 5, 1, MAKTAB_SEEN "\u2026");
    expect_cut(MAKTAB " Dessau", rtl, 8, 1, "\u2026De " MAKTAB_SEEN);
    expect_cut(MAKTAB " Dessau", rtl, 8, 3, MAKTAB_SEEN "|Dessau");
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

static void measuring_is_laying_out_on_one_line(void **state)
{
    (void)state;
    assert_int_equal(text_measure(""), 0);
    assert_int_equal(text_measure("ab "), 3);
    assert_int_equal(text_measure("ab\nabcd\nabc"), 4);
    assert_int_equal(text_measure("\u2066+49\u00A0340\u2069"), 7);
}

static void a_line_as_utf8_is_its_cells(void **state)
{
    (void)state;
    struct text_cell cells[] = {{.base = 'a', .width = 1}, {.base = 0x65E5, .marks = {0x301, 0x302}, .width = 2}};
    struct text_line line = {.cells = cells, .count = 2, .width = 3};
    assert_string_equal(text_line_to_utf8(&arena, &line), "a\u65E5\u0301\u0302");
    assert_string_equal(text_line_to_utf8(&arena, &(struct text_line){0}), "");
}

// ---- random text -------------------------------------------------------------------------------------------------

static uint64_t seed;

static uint32_t random_below(uint32_t limit)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)((seed >> 32) % limit);
}

// What random text is made of. Each string is a set of characters.
static const char *const latin[] = {"abcdefgh \u00E4\u00DF", "ABC-/.,:;!?'\"", "0123456789 +%\u20AC",
                                    "()[]{}<>\u00AB\u00BB", "   "};
static const char *const mixed[] = {
    "abcdefgh \u00E4\u00DF",
    "0123456789 +-/:,.\u20AC",
    "()[]{}<>\u00AB\u00BB!",
    "    ",
    "\u05D0\u05D1\u05D2\u05D3 ",
    "\u0645\u0631\u062D\u0628\u0627\u0644\u0623\u0621\u0640 ",
    "\u0661\u0662\u066B\u06F4\u060C\u061F",
    "\u0410\u0431\u0456\u0491 ",
    "\u65E5\u672C\u3002",
    "\u2066\u2067\u2068\u2069\u200E\u200F\u061C",
    "\u2060\u200B\u2013",
    "\u0915\u093F",
    "\u1200\u1213\u1361",
    "\u0E01\u0E33",
};
static const char *const dirty[] = {"\u0301\u0323\u05B8\u0947\u094D\u0E34",
                                    "\u064B\u0651\u0654\u0670",
                                    "\u00AD\u200C\u200D\uFE0F\uFEFF",
                                    "\u00A0\u202F\u2009\u3000",
                                    "\n\n\u2028",
                                    "\U0001F600\U0001F1E9\u260E",
                                    "\U00010400\U00010800\U0001E900"};

static void add_random(char *text, const char *const *sets, size_t count)
{
    const uint8_t *set = (const uint8_t *)sets[random_below((uint32_t)count)];
    size_t characters = u8_mbsnlen(set, u8_strlen(set));
    for (uint32_t skip = random_below((uint32_t)characters); skip > 0; skip--)
        set += u8_mblen(set, 4);
    strncat(text, (const char *)set, (size_t)u8_mblen(set, 4));
}

enum { RANDOM_CHARACTERS = 60, RANDOM_BYTES = RANDOM_CHARACTERS * 4 + 1 };

#define COUNT(array) (sizeof(array) / sizeof *(array))

// Plain text leaves out the bidirectional algorithm. A direction mark at its end, which is not shown, brings it back.
static void the_fast_path_gives_what_the_slow_path_gives(void **state)
{
    (void)state;
    seed = 0x2545F4914F6CDD1D;
    static const char *const corpus[] = {
        "Das Integrationsbüro hilft. Telefon: +49 (340) 204-2901, C++ [1] <2>",
        "08:00\u201312:30 Uhr, 12,50 \u20AC.",
        "\u041E\u0444\u0456\u0441 (\u0414\u0435\u0441\u0441\u0430\u0443)",
        "Ti\u1EBFng Vi\u1EC7t",
        "\u65E5\u672C\u8A9E (a)",
        "1 2-3",
        "...",
        "\u2066a)\u2069(b",
    };
    for (int round = 0; round < 3000; round++) {
        char text[RANDOM_BYTES + 4] = "";
        if (round < (int)COUNT(corpus))
            strcpy(text, corpus[round]);
        else
            for (int i = 0; i < RANDOM_CHARACTERS; i++)
                add_random(text, latin, COUNT(latin));
        struct text_options options = {.direction = TEXT_LEFT_TO_RIGHT, .width = 1 + (int)random_below(70)};
        char *fast = see(text, &options);
        strcat(text, "\u200F");
        assert_string_equal(see(text, &options), fast);
        arena_reset(&arena);
    }
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

// The characters of a line that ICU's ubidi makes of text from `start` to `end`, without what is not shown.
static char *reorder_by_icu(UBiDi *bidi, int32_t start, int32_t end)
{
    UErrorCode error = U_ZERO_ERROR;
    UBiDi *line = ubidi_open();
    ubidi_setLine(bidi, start, end, line, &error);
    UChar units[2 * RANDOM_CHARACTERS];
    int32_t length = ubidi_writeReordered(line, units, (int32_t)COUNT(units), UBIDI_DO_MIRRORING, &error);
    assert_true(U_SUCCESS(error));
    ubidi_close(line);
    char *text = arena_allocate(&arena, COUNT(units) * 4, 1);
    size_t written = 0;
    for (int32_t at = 0; at < length;) {
        UChar32 character;
        U16_NEXT(units, at, length, character);
        if (u_charType(character) == U_SPACE_SEPARATOR && text_width_of((uint32_t)character) == 1)
            character = ' ';
        if (text_width_of((uint32_t)character) > 0)
            written += (size_t)u8_uctomb((uint8_t *)text + written, (ucs4_t)character, 4);
    }
    return text;
}

// Finds where the line's characters stand in the text, at or after *start: all of the text that is shown is in some
// line, but for spaces at a line's end. Returns their end.
static int32_t find_line(const struct text_line *line, const UChar *units, int32_t *start)
{
    int32_t end = *start;
    for (size_t cell = 0; cell < line->count; end++) {
        uint32_t base = line->cells[cell].base;
        bool space = base == ' ' && u_charType(units[end]) == U_SPACE_SEPARATOR;
        if (text_width_of(units[end]) == 0)
            continue;
        if (cell == 0 && units[end] != base && !space) {
            *start = end + 1;
            continue;
        }
        assert_true(units[end] == base || space);
        cell++;
    }
    return end;
}

static void each_line_is_ordered_as_icu_orders_it(void **state)
{
    (void)state;
    seed = 0x9E3779B97F4A7C15;
    for (int round = 0; round < 20000; round++) {
        char text[RANDOM_BYTES] = "";
        for (uint32_t i = random_below(RANDOM_CHARACTERS); i > 0; i--)
            add_random(text, mixed, COUNT(mixed));
        struct text_options options = {.direction = round % 2 == 0 ? TEXT_RIGHT_TO_LEFT : TEXT_LEFT_TO_RIGHT,
                                       .width = 2 + (int)random_below(40),
                                       .unshaped = true};
        struct text_layout visual = lay_out(text, &options);
        options.logical_order = true;
        struct text_layout logical = lay_out(text, &options);
        assert_int_equal(visual.count, logical.count);

        UChar units[2 * RANDOM_CHARACTERS];
        int32_t length;
        UErrorCode error = U_ZERO_ERROR;
        UBiDi *bidi = ubidi_open();
        u_strFromUTF8(units, (int32_t)COUNT(units), &length, text, -1, &error);
        ubidi_setPara(bidi, units, length, options.direction == TEXT_RIGHT_TO_LEFT ? UBIDI_RTL : UBIDI_LTR, NULL,
                      &error);
        assert_true(U_SUCCESS(error));
        int32_t start = 0;
        for (size_t i = 0; i < logical.count; i++) {
            int32_t end = find_line(&logical.lines[i], units, &start);
            if (end > start)
                assert_string_equal(text_line_to_utf8(&arena, &visual.lines[i]), reorder_by_icu(bidi, start, end));
            start = end;
            while (start < length && u_charType(units[start]) == U_SPACE_SEPARATOR)
                start++;
        }
        ubidi_close(bidi);
        arena_reset(&arena);
    }
}

static int compare_characters(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left;
    uint32_t b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

// The characters of a layout but the spaces, sorted, a bracket and its mirror image being one; 0 is the last.
static uint32_t *characters_of(const struct text_layout *layout)
{
    size_t count = 0;
    for (size_t i = 0; i < layout->count; i++)
        count += layout->lines[i].count * (1 + TEXT_MARKS_MAX);
    uint32_t *characters = arena_allocate(&arena, count + 1, sizeof *characters);
    count = 0;
    for (size_t i = 0; i < layout->count; i++) {
        for (size_t cell = 0; cell < layout->lines[i].count; cell++) {
            const struct text_cell *at = &layout->lines[i].cells[cell];
            uint32_t mirror = (uint32_t)u_charMirror((UChar32)at->base);
            if (at->base != ' ' && at->base != 0x3000)
                characters[count++] = mirror < at->base ? mirror : at->base;
            for (size_t mark = 0; mark < TEXT_MARKS_MAX && at->marks[mark] != 0; mark++)
                characters[count++] = at->marks[mark];
        }
    }
    qsort(characters, count, sizeof *characters, compare_characters);
    return characters;
}

// lay_out() checks widths. No character is lost or made by wrapping and reordering; cut text fits; one line is enough
// for the measured width.
static void promises_hold_for_random_text(void **state)
{
    (void)state;
    seed = 0xD1B54A32D192ED03;
    for (int round = 0; round < 20000; round++) {
        char text[RANDOM_BYTES] = "";
        for (uint32_t i = random_below(RANDOM_CHARACTERS); i > 0; i--)
            if (random_below(4) == 0)
                add_random(text, dirty, COUNT(dirty));
            else
                add_random(text, mixed, COUNT(mixed));
        struct text_options options = {
            .direction = (enum text_direction)(round % 2), .width = 1000, .logical_order = true};
        struct text_layout whole = lay_out(text, &options);
        int measured = text_measure(text);
        for (size_t i = 0; i < whole.count; i++)
            assert_in_range(whole.lines[i].width, 0, measured);
        uint32_t *expected = characters_of(&whole);

        options.logical_order = round % 8 == 7;
        options.width = measured > 0 ? measured : 1;
        struct text_layout fitting = lay_out(text, &options);
        if (options.width > 1)
            assert_int_equal(fitting.count, whole.count);

        options.width = 2 + (int)random_below(30);
        struct text_layout wrapped = lay_out(text, &options);
        uint32_t *found = characters_of(&wrapped);
        size_t at = 0;
        while (expected[at] != 0 && expected[at] == found[at])
            at++;
        assert_int_equal(expected[at], found[at]);

        options.max_lines = 1 + (int)random_below(4);
        struct text_layout cut = lay_out(text, &options);
        if (wrapped.count <= (size_t)options.max_lines)
            assert_int_equal(cut.count, wrapped.count);
        arena_reset(&arena);
    }
}

// ---- long text ---------------------------------------------------------------------------------------------------

static char *repeat(const char *text, size_t bytes)
{
    size_t length = strlen(text);
    char *repeated = arena_allocate(&arena, bytes + length + 1, 1);
    for (size_t at = 0; at < bytes; at += length)
        memcpy(repeated + at, text, length);
    return repeated;
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
    // pairs that were closed are forgotten: the three hundredth is still a pair, the one with a lost bracket before it too
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
        cmocka_unit_test_teardown(empty_text_is_one_empty_line, empty_arena),
        cmocka_unit_test_teardown(line_feeds_end_lines, empty_arena),
        cmocka_unit_test_teardown(lines_break_at_spaces, empty_arena),
        cmocka_unit_test_teardown(spaces_at_a_line_end_do_not_count, empty_arena),
        cmocka_unit_test_teardown(no_break_spaces_are_spaces_that_hold, empty_arena),
        cmocka_unit_test_teardown(long_words_are_broken_between_clusters, empty_arena),
        cmocka_unit_test_teardown(clusters_of_more_cells_are_not_parted, empty_arena),
        cmocka_unit_test_teardown(wide_characters_take_two_columns, empty_arena),
        cmocka_unit_test_teardown(marks_stand_in_the_cell_of_their_base, empty_arena),
        cmocka_unit_test_teardown(what_terminals_disagree_about_is_not_shown, empty_arena),
        cmocka_unit_test_teardown(ethiopic_takes_one_column_a_letter, empty_arena),
        cmocka_unit_test_teardown(arabic_is_joined_and_stands_right_to_left, empty_arena),
        cmocka_unit_test_teardown(the_paragraph_has_the_direction_of_its_language, empty_arena),
        cmocka_unit_test_teardown(brackets_are_mirrored, empty_arena),
        cmocka_unit_test_teardown(lines_are_filled_in_reading_order, empty_arena),
        cmocka_unit_test_teardown(a_text_too_long_ends_in_an_ellipsis, empty_arena),
        cmocka_unit_test_teardown(a_terminal_may_order_and_join_by_itself, empty_arena),
        cmocka_unit_test_teardown(measuring_is_laying_out_on_one_line, empty_arena),
        cmocka_unit_test_teardown(a_line_as_utf8_is_its_cells, empty_arena),
        cmocka_unit_test_teardown(the_fast_path_gives_what_the_slow_path_gives, empty_arena),
        cmocka_unit_test_teardown(no_right_to_left_character_takes_the_fast_path, empty_arena),
        cmocka_unit_test_teardown(each_line_is_ordered_as_icu_orders_it, empty_arena),
        cmocka_unit_test_teardown(promises_hold_for_random_text, empty_arena),
        cmocka_unit_test_teardown(deep_isolates_and_many_brackets_are_harmless, empty_arena),
    };
    return cmocka_run_group_tests_name("text/layout", tests, NULL, NULL);
}
