// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Spelling variants that must meet when searching, and meanings that must not be lost.
#include "core/text/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistr.h>

#include <cmocka.h>

static struct arena arena;

static int empty_arena(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static void expect_folded(const char *text, const char *expected)
{
    char *folded = text_fold(&arena, text);
    assert_string_equal(folded, expected);
    assert_string_equal(text_fold(&arena, folded), expected);
}

static void words_are_parted_by_single_spaces(void **state)
{
    (void)state;
    expect_folded("", "");
    expect_folded(" \n-\u2013. ", "");
    expect_folded("  E-Mail:\u00A0amt@dessau.de,\n(neu) ", "e mail amt dessau de neu");
    expect_folded("a\u200Bb", "a b");
    expect_folded("C++ & \u20AC 5", "c 5");
    expect_folded("l'amt d\u2019abord", "l amt d abord");
}

static void latin_letters_lose_case_and_accents(void **state)
{
    (void)state;
    expect_folded("Straße STRASSE STRA\u1E9EE", "strasse strasse strasse");
    expect_folded("Büro BU\u0308RO", "buro buro");
    expect_folded("\u0110\u00E0 N\u1EB5ng Ti\u1EBFng Vi\u1EC7t", "da nang tieng viet");
    expect_folded("\u0141\u00F3d\u017A \u00D8st \u0152uvre \u00C6r\u00F8", "lodz ost oeuvre aero");
    expect_folded("\u0130stanbul Diyarbak\u0131r", "istanbul diyarbakir");
    expect_folded("\uFB01 \u00B2 \uFF21", "fi 2 a");
    expect_folded("Ar\u00ADbeit", "arbeit");
}

static void easy_language_is_joined_and_can_be_parted(void **state)
{
    (void)state;
    expect_folded("Aufenthalts\u00B7erlaubnis Kranken\u2027haus", "aufenthaltserlaubnis krankenhaus");
    expect_folded("Mo \u00B7 Di", "mo di");
    assert_string_equal(text_part_joints(&arena, "Aufenthalts\u00B7erlaubnis"), "Aufenthalts  erlaubnis");
    assert_string_equal(text_part_joints(&arena, "a\u200Cb\u2027c"), "a   b   c");
    assert_null(text_part_joints(&arena, "Aufenthaltserlaubnis"));
    assert_null(text_part_joints(&arena, ""));
}

static void marks_can_be_kept(void **state)
{
    (void)state;
    assert_string_equal(text_fold_marked(&arena, "Đi CHỢ, nuôi chó"), "đi chợ nuôi chó");
    assert_string_equal(text_fold_marked(&arena, "Łódź, Ёж, Sıfır"), "łódź ёж sıfır");
    assert_string_equal(text_fold_marked(&arena, "\u015E\u0163"), text_fold_marked(&arena, "\u0218\u021B")); // ŞţȘț
    assert_string_equal(text_fold_marked(&arena, "\u0130\u015F"), "i\u0219"); // İş: any small i has its dot
    assert_string_equal(text_fold_marked(&arena, "مَكْتَب"), "مكتب");          // nobody need type these
    assert_string_equal(text_fold_marked(&arena, "п'ять"), "пять");
    assert_string_equal(text_fold_marked(&arena, ""), "");
}

static void gender_can_be_left_out(void **state)
{
    (void)state;
    static const char *const forms[] = {"Arbeiter*innen",   "Arbeiter:in",     "Arbeiter_innen",  "Arbeiter/-innen",
                                        "Arbeiter/in",      "Arbeiter(innen)", "ArbeiterInnen",   "ArbeiterIn"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        assert_string_equal(text_without_gender(&arena, forms[i]), "Arbeiter");
    assert_string_equal(text_without_gender(&arena, "Rat für Ärzt*innen und Bürger*innenbüro"), "Rat für Ärzt und Bürgerbüro");
    static const char *const others[] = {"", "*innen", "innen", "in", "Berlin", "Arbeiterinnen", "a*in", "Hof (innen 5)", "Kind/Eltern",
                                         "Dies: in der Stadt", "Wohnung (in Dessau)"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_null(text_without_gender(&arena, others[i]));
}

// Rows that are read alike, and a and ä after h and the stops of the throat.
static void ethiopic_homophones_meet(void **state)
{
    (void)state;
    const char *sun = text_fold(&arena, "\u1340\u1210\u12ED"); // ፀሐይ
    expect_folded("\u1338\u1200\u12ED", sun);                  // ጸሀይ
    expect_folded("\u1338\u1283\u12ED", sun);                  // ጸኃይ
    expect_folded("\u1220\u122B\u1215", text_fold(&arena, "\u1230\u122B\u1205")); // ሠራሕ, ሰራህ
    expect_folded("\u12D3\u12F2", text_fold(&arena, "\u12A0\u12F2"));             // ዓዲ, አዲ
    expect_folded("\u12E8", "\u12E8");
    assert_string_not_equal(text_fold(&arena, "\u12B8"), text_fold(&arena, "\u1200")); // ኸ is another sound
}

static void cyrillic_variants_meet(void **state)
{
    (void)state;
    expect_folded("\u0490\u0430\u043D\u043E\u043A \u0413\u0430\u043D\u043E\u043A",
                  "\u0433\u0430\u043D\u043E\u043A \u0433\u0430\u043D\u043E\u043A");
    expect_folded("\u0401\u043B\u043A\u0430", "\u0435\u043B\u043A\u0430");
    expect_folded("\u0407\u0436\u0430", "\u0456\u0436\u0430");
}

// Zdorov'ya (health) is written with any of three apostrophes, or with none.
static void an_apostrophe_inside_a_ukrainian_word_does_not_part_it(void **state)
{
    (void)state;
    const char *health = "\u0437\u0434\u043E\u0440\u043E\u0432\u044F";
    expect_folded("\u0437\u0434\u043E\u0440\u043E\u0432'\u044F", health);
    expect_folded("\u0437\u0434\u043E\u0440\u043E\u0432\u2019\u044F", health);
    expect_folded("\u0437\u0434\u043E\u0440\u043E\u0432\u02BC\u044F", health);
    expect_folded(health, health);
    expect_folded("'\u0432\u0456\u043D' \u2018\u0456\u2019", "\u0432\u0456\u043D \u0456");
    expect_folded("\u0432'' \u044F '\u0432 \u0432'a \u0432''\u044F", "\u0432 \u044F \u0432 \u0432 a \u0432 \u044F");
}

static void arabic_variants_meet(void **state)
{
    (void)state;
    expect_folded("\u0645\u0631\u062D\u0628\u064B\u0627", "\u0645\u0631\u062D\u0628\u0627"); // harakat
    expect_folded("\u0645\u0640\u0640\u0643\u062A\u0628", "\u0645\u0643\u062A\u0628");       // tatweel
    expect_folded("\u0623 \u0625 \u0622 \u0671 \u0627", "\u0627 \u0627 \u0627 \u0627 \u0627");
    expect_folded("\u0649 \u06CC \u0626 \u064A", "\u064A \u064A \u064A \u064A");
    expect_folded("\u06A9 \u0643", "\u0643 \u0643");
    expect_folded("\u0629 \u06C0 \u0647\u0654 \u0647", "\u0647 \u0647 \u0647 \u0647");
    expect_folded("\uFEFB \uFEE3", "\u0644\u0627 \u0645"); // presentation forms
    expect_folded("\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
                  "\u0645\u064A\u062E\u0648\u0627\u0647\u0645"); // ZWNJ
    expect_folded("\u0627\u0644\u0623\u0633\u0628\u0648\u0639\u060C", "\u0627\u0644\u0627\u0633\u0628\u0648\u0639");
}

static void digits_are_ascii(void **state)
{
    (void)state;
    expect_folded("\u0661\u0662\u0663 \u06F4\u06F5 \u0966 \uFF17 8", "123 45 0 7 8");
}

static void hebrew_and_greek_lose_their_points(void **state)
{
    (void)state;
    expect_folded("\u05E9\u05C1\u05B8\u05DC\u05D5\u05B9\u05DD", "\u05E9\u05DC\u05D5\u05DD");
    expect_folded("\u0391\u03B8\u03AE\u03BD\u03B1\u03C2", "\u03B1\u03B8\u03B7\u03BD\u03B1\u03C3");
}

static void other_scripts_keep_their_vowels(void **state)
{
    (void)state;
    // Hindi, with vowel signs of both kinds (Mc, Mn), virama and nukta
    expect_folded("\u0939\u093F\u0928\u094D\u0926\u0940 \u0915\u0941\u0930\u0938\u0940",
                  "\u0939\u093F\u0928\u094D\u0926\u0940 \u0915\u0941\u0930\u0938\u0940");
    expect_folded("\u0E01\u0E34\u0E19", "\u0E01\u0E34\u0E19");
    expect_folded("\u304C\u30AC", "\u304C\u30AC");
    expect_folded("\uD55C\uAD6D", "\uD55C\uAD6D");
    expect_folded("\u4F60\u597D\u3002", "\u4F60\u597D");
    expect_folded("\u12A5\u1295\u12F0\u121D\u1295\u1361\u1290", "\u12A5\u1295\u12F0\u121D\u1295 \u1290");
}

static void folding_twice_is_folding_once(void **state)
{
    (void)state;
    static const uint32_t starts[] = {0x20,   0xA0,   0x300,  0x370,  0x400,  0x590,  0x600,  0x900,  0x1100,
                                      0x1F00, 0x2000, 0x2100, 0x3040, 0xA660, 0xAC00, 0xFB00, 0xFE20, 0x1D400};
    uint64_t seed = 0xD1B54A32D192ED03;
    for (int round = 0; round < 5000; round++) {
        char text[4 * 12 + 1];
        size_t length = 0;
        for (int i = 0; i < 12; i++) {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            uint32_t character = starts[(seed >> 32) % (sizeof starts / sizeof *starts)] + (seed & 0x7F);
            length += (size_t)u8_uctomb((uint8_t *)text + length, character, 4);
        }
        text[length] = '\0';
        char *once = text_fold(&arena, text);
        assert_string_equal(text_fold(&arena, once), once);
        assert_null(strstr(once, "  "));
        arena_reset(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(words_are_parted_by_single_spaces, empty_arena),
        cmocka_unit_test_teardown(latin_letters_lose_case_and_accents, empty_arena),
        cmocka_unit_test_teardown(easy_language_is_joined_and_can_be_parted, empty_arena),
        cmocka_unit_test_teardown(marks_can_be_kept, empty_arena),
        cmocka_unit_test_teardown(gender_can_be_left_out, empty_arena),
        cmocka_unit_test_teardown(ethiopic_homophones_meet, empty_arena),
        cmocka_unit_test_teardown(cyrillic_variants_meet, empty_arena),
        cmocka_unit_test_teardown(an_apostrophe_inside_a_ukrainian_word_does_not_part_it, empty_arena),
        cmocka_unit_test_teardown(arabic_variants_meet, empty_arena),
        cmocka_unit_test_teardown(digits_are_ascii, empty_arena),
        cmocka_unit_test_teardown(hebrew_and_greek_lose_their_points, empty_arena),
        cmocka_unit_test_teardown(other_scripts_keep_their_vowels, empty_arena),
        cmocka_unit_test_teardown(folding_twice_is_folding_once, empty_arena),
    };
    return cmocka_run_group_tests_name("text/fold", tests, NULL, NULL);
}
