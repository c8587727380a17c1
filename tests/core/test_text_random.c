// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Random text: held against ICU's own reordering, the short way against the long one, and all against the promises of
// the header.
#include "tests/core/text_lines.h"

#include <stdlib.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unistr.h>

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

// The characters of a layout but spaces and hyphens, which may come of soft ones, sorted, a bracket and its mirror
// image being one; 0 is the last.
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
            if (at->base != ' ' && at->base != 0x3000 && at->base != '-')
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(the_fast_path_gives_what_the_slow_path_gives, empty_arena),
        cmocka_unit_test_teardown(each_line_is_ordered_as_icu_orders_it, empty_arena),
        cmocka_unit_test_teardown(promises_hold_for_random_text, empty_arena),
    };
    return cmocka_run_group_tests_name("text/random", tests, NULL, NULL);
}
