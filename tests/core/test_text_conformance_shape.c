// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Joining and forms against ArabicShaping.txt and UnicodeData.txt, widths against the C library.
#include "tests/core/unicode_files.h"

#include "core/text/codepoints.h"
#include "core/text/shape.h"

#include <locale.h>
#include <stdlib.h>
#include <unictype.h>
#include <wchar.h>

// ---- joining -----------------------------------------------------------------------------------------------------

// Each character between two letters beh: their forms tell how it joined.
static void letters_join_as_in_arabic_shaping(void **state)
{
    (void)state;
    enum { BEH = 0x628, BEH_ISOLATED = 0xFE8F, BEH_FINAL = 0xFE90, BEH_INITIAL = 0xFE91 };
    struct file file;
    size_t letters = 0;
    open_file(&file, "ArabicShaping.txt");
    while (read_line(&file)) {
        char *at = file.line;
        uint32_t character = (uint32_t)strtoul(next_field(&at), NULL, 16);
        next_field(&at);
        char type = *next_field(&at);
        uint32_t word[] = {BEH, character, BEH};
        size_t count = text_shape(word, NULL, 3);
        assert_int_equal(count, 3);
        bool joins_back = strchr("RDCT", type) != NULL;
        bool joins_on = strchr("LDCT", type) != NULL;
        if (word[0] != (joins_back ? BEH_INITIAL : BEH_ISOLATED) || word[2] != (joins_on ? BEH_FINAL : BEH_ISOLATED))
            fail_msg("U+%04X is %c in ArabicShaping.txt", (unsigned)character, type);
        letters++;
    }
    print_message("ArabicShaping.txt: %zu letters join as listed\n", letters);
    assert_in_range(letters, 800, 2000);
}

// Every presentation form of one letter that a word can ask for is used; the forms are read from UnicodeData.txt here.
static void forms_are_those_of_the_character_database(void **state)
{
    (void)state;
    enum { BEH = 0x628 };
    static const char *const tags[] = {"<isolated>", "<final>", "<initial>", "<medial>"};
    struct file file;
    size_t forms = 0;
    open_file(&file, "UnicodeData.txt");
    while (read_line(&file)) {
        char *at = file.line;
        uint32_t form = (uint32_t)strtoul(next_field(&at), NULL, 16);
        for (int skipped = 0; skipped < 4; skipped++)
            next_field(&at);
        char *decomposition = next_field(&at);
        if (form < 0xFB50 || form > 0xFEFC)
            continue;
        for (size_t tag = 0; tag < COUNT(tags); tag++) {
            size_t length = strlen(tags[tag]);
            if (strncmp(decomposition, tags[tag], length) != 0 || strchr(decomposition + length + 1, ' ') != NULL)
                continue;
            uint32_t letter = (uint32_t)strtoul(decomposition + length, NULL, 16);
            uint32_t word[] = {tag == 1 || tag == 3 ? BEH : ' ', letter, tag == 2 || tag == 3 ? BEH : ' '};
            text_shape(word, NULL, 3);
            if (word[1] != form)
                fail_msg("U+%04X %s is U+%04X, not U+%04X", (unsigned)letter, tags[tag], (unsigned)word[1],
                         (unsigned)form);
            forms++;
        }
    }
    print_message("UnicodeData.txt: %zu presentation forms are used\n", forms);
    assert_in_range(forms, 200, 400);
}

// ---- widths ------------------------------------------------------------------------------------------------------

// The terminal library counts by the C library's table. What differs is listed, and no language of ours needs it.
static void widths_are_those_of_the_c_library(void **state)
{
    (void)state;
    assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
    static const struct {
        uint32_t first, last;
        const char *reason;
    } known[] = {
        {0x0CBF, 0x0CBF, "Kannada vowel sign, a mark in later versions of Unicode"},
        {0x0CC6, 0x0CC6, "Kannada vowel sign, a mark in later versions of Unicode"},
        {0x3248, 0x324F, "numbers in circles on black squares, ambiguous"},
        {0x4DC0, 0x4DFF, "hexagrams of the I Ching, narrow in Unicode 15"},
        {0x11A07, 0x11A08, "Zanabazar Square vowel signs"},
        {0x11C3F, 0x11C3F, "Marchen subjoined letters"},
    };
    size_t compared = 0;
    for (uint32_t character = 0x20; character < 0x30000; character++) {
        enum codepoint_role role = codepoint_role_of(character);
        if ((role != CODEPOINT_SPACING && role != CODEPOINT_MARK) ||
            uc_is_general_category_withtable(character, UC_CATEGORY_MASK_Cn | UC_CATEGORY_MASK_Co))
            continue;
        bool listed = false;
        for (size_t i = 0; i < COUNT(known); i++)
            listed = listed || (character >= known[i].first && character <= known[i].last);
        if ((wcwidth((wchar_t)character) != text_width_of(character)) != listed)
            fail_msg("U+%04X: %d columns, the C library says %d", (unsigned)character, text_width_of(character),
                     wcwidth((wchar_t)character));
        compared++;
    }
    print_message("widths: %zu characters as in the C library, %zu ranges differ\n", compared, COUNT(known));
    for (size_t i = 0; i < COUNT(known); i++)
        print_message("  U+%04X to U+%04X: %s\n", (unsigned)known[i].first, (unsigned)known[i].last, known[i].reason);
    assert_in_range(compared, 100000, 300000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(letters_join_as_in_arabic_shaping, empty_arena),
        cmocka_unit_test_teardown(forms_are_those_of_the_character_database, empty_arena),
        cmocka_unit_test_teardown(widths_are_those_of_the_c_library, empty_arena),
    };
    return cmocka_run_group_tests_name("text/conformance_shape", tests, NULL, NULL);
}
