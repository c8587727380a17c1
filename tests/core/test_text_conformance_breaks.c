// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The ends of lines and of clusters against Unicode's own test files (UAX #14 and #29). Each sample is counted; where
// we differ on purpose, a table says why and how often.
#include "tests/core/unicode_files.h"

#include "core/text/codepoints.h"
#include "core/text/paragraph.h"

#include <stdlib.h>
#include <unicode/uchar.h>

enum { SAMPLE_MAX = 200 };

// A sample of the files: characters, and whether a break is allowed before each.
struct sample {
    uint32_t characters[SAMPLE_MAX];
    size_t count;
};

// ---- UAX #14: where lines may end --------------------------------------------------------------------------------

// Reads "× 0061 ÷ 0308 ÷": the characters, and whether the file allows a break before each.
static void read_breaks(struct sample *sample, bool *breaks, char *line)
{
    sample->count = 0;
    bool allowed = false;
    for (char *word = strtok(line, " \t"); word != NULL; word = strtok(NULL, " \t")) {
        if (strcmp(word, "÷") == 0 || strcmp(word, "×") == 0) {
            allowed = strcmp(word, "÷") == 0;
            continue;
        }
        assert_true(sample->count < SAMPLE_MAX);
        breaks[sample->count] = allowed;
        sample->characters[sample->count++] = (uint32_t)strtoul(word, NULL, 16);
    }
}

// Is there a character that a layout drops before lines are broken, or that ends a paragraph?
static bool has_dropped(const struct sample *sample)
{
    for (size_t i = 0; i < sample->count; i++) {
        enum codepoint_role role = codepoint_role_of(sample->characters[i]);
        if (role == CODEPOINT_HIDDEN || role == CODEPOINT_END)
            return true;
    }
    return false;
}

static int line_class(uint32_t character)
{
    return u_getIntPropertyValue((UChar32)character, UCHAR_LINE_BREAK);
}

static bool is_one_of(int class, int first, int second, int third)
{
    return class == first || class == second || class == third;
}

// Why our chance differs from the file's, before the character `at`.
enum break_reason {
    BREAK_IN_CELL,        // LB8, LB10
    BREAK_LEADING_SPACE,  // LB18
    BREAK_CLOSED_THEN_NS, // LB16
    BREAK_NUMBERS,        // LB25
    BREAK_OBJECT,         // LB20
    BREAK_UNEXPLAINED,
    BREAK_REASON_COUNT,
};

static const char *const break_reasons[] = {
    [BREAK_IN_CELL] = "a character without width stands in the cell before it, and a cell is never cut",
    [BREAK_LEADING_SPACE] = "libunistring does not end a line that is nothing but spaces",
    [BREAK_CLOSED_THEN_NS] = "libunistring does not look through spaces between a bracket and a Japanese or Khmer sign",
    [BREAK_NUMBERS] =
        "libunistring keeps signs of numbers with digits by pairs (LB25), the file's tailoring by patterns",
    [BREAK_OBJECT] = "libunistring does not break before what cannot begin a line, after U+FFFC too",
};

static enum break_reason break_reason_of(const struct sample *sample, size_t at, bool expected)
{
    if (codepoint_role_of(sample->characters[at]) == CODEPOINT_MARK)
        return expected ? BREAK_IN_CELL : BREAK_UNEXPLAINED;
    size_t before = at - 1;
    while (before > 0 && codepoint_role_of(sample->characters[before]) == CODEPOINT_MARK)
        before--;
    size_t word = at;
    while (word > 0 && sample->characters[word - 1] == ' ')
        word--;
    if (word == 0)
        return BREAK_LEADING_SPACE;
    int after = line_class(sample->characters[at]);
    int left = line_class(sample->characters[before]);
    if (!expected)
        return left == U_LB_SPACE && is_one_of(after, U_LB_NONSTARTER, U_LB_CONDITIONAL_JAPANESE_STARTER, -1)
                   ? BREAK_CLOSED_THEN_NS
                   : BREAK_UNEXPLAINED;
    if (left == U_LB_CONTINGENT_BREAK || after == U_LB_CONTINGENT_BREAK)
        return BREAK_OBJECT;
    bool digits = is_one_of(left, U_LB_INFIX_NUMERIC, U_LB_BREAK_SYMBOLS, -1) && after == U_LB_NUMERIC;
    bool sign_after = is_one_of(left, U_LB_CLOSE_PUNCTUATION, U_LB_CLOSE_PARENTHESIS, -1) &&
                      is_one_of(after, U_LB_PREFIX_NUMERIC, U_LB_POSTFIX_NUMERIC, -1);
    bool sign_before = is_one_of(left, U_LB_PREFIX_NUMERIC, U_LB_POSTFIX_NUMERIC, -1) && after == U_LB_OPEN_PUNCTUATION;
    return digits || sign_after || sign_before ? BREAK_NUMBERS : BREAK_UNEXPLAINED;
}

// Compares the chances of one sample with the file's; counts what differs by its reason.
static void compare_breaks(const struct sample *sample, const bool *breaks, size_t *differences, size_t *equal)
{
    struct text_prepared prepared;
    const struct text_options options = {.width = 2, .unshaped = true};
    text_prepare(&arena, codepoint_encode(&arena, sample->characters, sample->count), &options, &prepared);
    assert_int_equal(prepared.count, sample->count);
    struct text_paragraph paragraph = {
        .characters = prepared.characters, .traits = prepared.traits, .length = prepared.count};
    char found[SAMPLE_MAX];
    text_find_chances(&paragraph, -1, found);
    for (size_t i = 1; i < sample->count; i++) {
        if ((found[i] != 0) == breaks[i]) {
            ++*equal;
            continue;
        }
        enum break_reason reason = break_reason_of(sample, i, breaks[i]);
        differences[reason]++;
        if (reason == BREAK_UNEXPLAINED)
            print_error("U+%04X %s U+%04X\n", (unsigned)sample->characters[i - 1], breaks[i] ? "÷" : "×",
                        (unsigned)sample->characters[i]);
    }
    arena_reset(&arena);
}

static void lines_end_as_in_line_break_test(void **state)
{
    (void)state;
    struct sample sample;
    bool breaks[SAMPLE_MAX];
    struct file file;
    size_t differences[BREAK_REASON_COUNT] = {0}, equal = 0, samples = 0, dropped = 0;
    open_file(&file, "auxiliary/LineBreakTest.txt");
    while (read_line(&file)) {
        read_breaks(&sample, breaks, file.line);
        if (has_dropped(&sample)) {
            dropped++;
            continue;
        }
        samples++;
        compare_breaks(&sample, breaks, differences, &equal);
    }
    print_message("LineBreakTest.txt: %zu samples with %zu equal places, %zu samples left out (controls, joiners, "
                  "emoji: dropped before lines are broken)\n",
                  samples, equal, dropped);
    for (int reason = 0; reason < BREAK_UNEXPLAINED; reason++)
        print_message("  %3zu differ: %s\n", differences[reason], break_reasons[reason]);
    assert_int_equal(differences[BREAK_UNEXPLAINED], 0);
    assert_in_range(samples, 4000, 10000);
    assert_in_range(equal, 9000, 20000);
}

// ---- UAX #29: what is never cut ----------------------------------------------------------------------------------

// Cuts the sample to each width and asks where the ellipsis stands: only where the file has a boundary, and at the last
// one that fits.
static size_t compare_cuts(const struct sample *sample, const bool *breaks)
{
    char *text = codepoint_encode(&arena, sample->characters, sample->count);
    struct text_options options = {.width = 4 * SAMPLE_MAX, .max_lines = 1, .unshaped = true, .logical_order = true};
    struct text_layout layout;
    text_lay_out(&arena, text, &options, &layout);
    int columns = layout.lines[0].width;
    size_t cuts = 0;
    for (int width = 1; width < columns; width++) {
        options.width = width;
        text_lay_out(&arena, text, &options, &layout);
        assert_int_equal(layout.count, 1);
        // Without the space that a line's end swallows, all may fit.
        bool swallowed = sample->characters[0] == ' ' && layout.lines[0].width == columns - 1;
        if (swallowed && layout.lines[0].cells[layout.lines[0].count - 1].base != CODEPOINT_ELLIPSIS)
            continue;
        assert_int_equal(layout.lines[0].cells[layout.lines[0].count - 1].base, CODEPOINT_ELLIPSIS);
        int expected = 0;
        int before = 0;
        bool boundary = true; // between two cells, with something between that is not shown
        for (size_t i = 0; i < sample->count; i++) {
            struct text_cell cell = {.base = sample->characters[i]};
            boundary = boundary || breaks[i] || cell.base == 0x200D; // without their joiner, pictures are two
            if (codepoint_role_of(cell.base) != CODEPOINT_SPACING)
                continue;
            if (boundary && before < width && !(i > 0 && sample->characters[i - 1] == ' '))
                expected = before;
            before += text_width_of(cell.base);
            boundary = false;
        }
        if (layout.lines[0].width - 1 != expected)
            fail_msg("%s: at width %d cut after %d columns, not %d", text, width, layout.lines[0].width - 1, expected);
        cuts++;
    }
    arena_reset(&arena);
    return cuts;
}

static void clusters_are_cut_as_in_grapheme_break_test(void **state)
{
    (void)state;
    struct sample sample;
    bool breaks[SAMPLE_MAX];
    struct file file;
    size_t samples = 0, cuts = 0, ended = 0;
    open_file(&file, "auxiliary/GraphemeBreakTest.txt");
    while (read_line(&file)) {
        read_breaks(&sample, breaks, file.line);
        bool whole = true;
        for (size_t i = 0; i < sample.count; i++)
            whole = whole && codepoint_role_of(sample.characters[i]) != CODEPOINT_END;
        if (whole)
            cuts += compare_cuts(&sample, breaks);
        samples += whole;
        ended += !whole;
    }
    print_message(
        "GraphemeBreakTest.txt: %zu samples cut at %zu widths, %zu left out (controls that end a paragraph)\n", samples,
        cuts, ended);
    assert_in_range(samples, 500, 1000);
    assert_in_range(cuts, 100, 10000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(lines_end_as_in_line_break_test, empty_arena),
        cmocka_unit_test_teardown(clusters_are_cut_as_in_grapheme_break_test, empty_arena),
    };
    return cmocka_run_group_tests_name("text/conformance_breaks", tests, NULL, NULL);
}
