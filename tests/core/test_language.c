// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of the table of languages against ICU's own knowledge, and of the order in which a reader reads.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/language/language.h"

#include <string.h>
#include <unicode/ucal.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>

static void test_german_comes_first(void **state)
{
    (void)state;
    size_t count;
    const struct language *table = language_table(&count);
    assert_true(count >= 15);
    assert_string_equal(table[0].tag, "de");
    assert_true(language_is_offered(&table[0], PROGRAM_KIOSK));
}

static void test_lists_have_the_comma_of_the_language(void **state)
{
    (void)state;
    assert_string_equal(language_by_tag("de")->list_separator, ", ");
    assert_string_equal(language_by_tag("fa")->list_separator, "، ");
    assert_string_equal(language_by_tag("ti")->list_separator, "፡ ");
}

static void test_programs_are_known_by_their_whole_name(void **state)
{
    (void)state;
    static const struct language language = {.programs = " kiosk-wall kiosk staff "};
    assert_true(language_is_offered(&language, "kiosk"));
    assert_true(language_is_offered(&language, "staff"));
    assert_false(language_is_offered(&language, "wall"));
    assert_false(language_is_offered(&language, "kios"));
    assert_false(language_is_offered(&(struct language){.programs = " "}, "kiosk"));
}

static void test_tags_and_names_are_unique(void **state)
{
    (void)state;
    size_t count;
    const struct language *table = language_table(&count);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < i; j++) {
            assert_string_not_equal(table[i].tag, table[j].tag);
            assert_string_not_equal(table[i].autonym, table[j].autonym);
            assert_string_not_equal(table[i].german, table[j].german);
        }
    }
}

static void test_direction_and_script_are_those_of_icu(void **state)
{
    (void)state;
    size_t count;
    const struct language *table = language_table(&count);
    for (size_t i = 0; i < count; i++) {
        UErrorCode error = U_ZERO_ERROR;
        char whole[ULOC_FULLNAME_CAPACITY];
        char script[ULOC_SCRIPT_CAPACITY];
        uloc_addLikelySubtags(table[i].tag, whole, sizeof whole, &error);
        uloc_getScript(whole, script, sizeof script, &error);
        assert_true(U_SUCCESS(error));
        if (strcmp(table[i].tag, "kmr") != 0) // ICU 72 has no likely script for it
            assert_string_equal(script, table[i].script);
        assert_int_equal(uloc_isRightToLeft(table[i].tag), table[i].direction == TEXT_RIGHT_TO_LEFT);
    }
}

static void test_locales_have_european_digits_and_the_gregorian_calendar(void **state)
{
    (void)state;
    size_t count;
    const struct language *table = language_table(&count);
    for (size_t i = 0; i < count; i++) {
        UErrorCode error = U_ZERO_ERROR;
        UNumberFormat *format = unum_open(UNUM_DECIMAL, NULL, 0, table[i].locale, NULL, &error);
        UChar digits[16] = {0};
        int32_t length = unum_format(format, 7, digits, 16, NULL, &error);
        unum_close(format);
        UCalendar *calendar = ucal_open(NULL, 0, table[i].locale, UCAL_DEFAULT, &error);
        assert_true(U_SUCCESS(error));
        assert_int_equal(length, 1);
        assert_int_equal(digits[0], '7');
        assert_string_equal(ucal_getType(calendar, &error), "gregorian");
        ucal_close(calendar);
    }
}

static void test_tags_are_found_without_regard_to_case(void **state)
{
    (void)state;
    assert_string_equal(language_by_tag("ar")->autonym, "العربية");
    assert_ptr_equal(language_by_tag("UK"), language_by_tag("uk"));
    assert_string_equal(language_by_tag("KMR")->german, "Kurdisch (Kurmandschi)");
    assert_null(language_by_tag(""));
    assert_null(language_by_tag("a"));
    assert_null(language_by_tag("ara"));
    assert_null(language_by_tag("tlh"));
}

static void assert_reads(const char *tag, const char *const expected[LANGUAGE_CHOICES_MAX])
{
    struct reader reader = reader_of(language_by_tag(tag));
    for (size_t i = 0; i < LANGUAGE_CHOICES_MAX; i++) {
        if (expected[i] == NULL)
            assert_null(reader.languages[i]);
        else
            assert_string_equal(reader.languages[i]->tag, expected[i]);
    }
}

static void test_a_reader_reads_no_language_twice(void **state)
{
    (void)state;
    assert_reads("ar", (const char *const[LANGUAGE_CHOICES_MAX]){"ar", "en", "de"});
    assert_reads("en", (const char *const[LANGUAGE_CHOICES_MAX]){"en", "de"});
    assert_reads("de", (const char *const[LANGUAGE_CHOICES_MAX]){"de", "en"});
}

static void test_a_second_language_comes_before_english(void **state)
{
    (void)state;
    static const char *const expected[][2 + LANGUAGE_CHOICES_MAX] = {
        {"uk", "ru", "uk", "ru", "en", "de"}, {"uk", "uk", "uk", "en", "de", NULL},
        {"uk", "en", "uk", "en", "de", NULL}, {"uk", "de", "uk", "de", "en", NULL},
        {"de", "tr", "de", "tr", "en", NULL}, {"de-simple", "tr", "de-simple", "de", "tr", "en"},
        {"tr", "de-simple", "tr", "de-simple", "de", "en"}, {"de-simple", "de-simple", "de-simple", "de", "en", NULL},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct reader reader = reader_of_two(language_by_tag(expected[i][0]), language_by_tag(expected[i][1]));
        for (size_t k = 0; k < LANGUAGE_CHOICES_MAX; k++) {
            if (expected[i][2 + k] == NULL)
                assert_null(reader.languages[k]);
            else
                assert_string_equal(reader.languages[k]->tag, expected[i][2 + k]);
        }
    }
}

// Forms of a language that is not in the table and of one that is, tags of three letters, more than one subtag.
static void test_a_form_of_an_unknown_language_loses_no_other(void **state)
{
    (void)state;
    static const struct language brazilian = {.tag = "pt-BR"};
    static const struct language filipino = {.tag = "fil-PH"}; // "fi" is another language
    static const struct language central = {.tag = "kmr-Latn-TR"};
    static const struct language other = {.tag = "FR-x-easy"};
    static const struct {
        const struct language *first, *second;
        const char *expected[LANGUAGE_CHOICES_MAX];
    } readers[] = {
        {&brazilian, NULL, {"pt-BR", "en", "de"}},
        {&filipino, &brazilian, {"fil-PH", "pt-BR", "en", "de"}},
        {&brazilian, &central, {"pt-BR", "kmr-Latn-TR", "kmr", "en", "de"}},
        {&central, &other, {"kmr-Latn-TR", "kmr", "FR-x-easy", "fr", "en", "de"}},
        {&other, &brazilian, {"FR-x-easy", "fr", "pt-BR", "en", "de"}},
    };
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        struct reader reader = reader_of_two(readers[i].first, readers[i].second);
        for (size_t k = 0; k < LANGUAGE_CHOICES_MAX; k++) {
            if (readers[i].expected[k] == NULL)
                assert_null(reader.languages[k]);
            else
                assert_string_equal(reader.languages[k]->tag, readers[i].expected[k]);
        }
    }
}

static void test_forms_of_one_language_are_told_by_the_whole_first_subtag(void **state)
{
    (void)state;
    static const struct {
        struct language first, second;
        bool same;
    } pairs[] = {
        {{.tag = "de"}, {.tag = "de-simple"}, true}, {{.tag = "pt-PT"}, {.tag = "PT-br"}, true},
        {{.tag = "de"}, {.tag = "den"}, false},      {{.tag = "fi"}, {.tag = "fil-PH"}, false},
        {{.tag = "kmr"}, {.tag = "kmr"}, true},      {{.tag = "kmr"}, {.tag = "kmb"}, false},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        assert_int_equal(language_is_same(&pairs[i].first, &pairs[i].second), pairs[i].same);
        assert_int_equal(language_is_same(&pairs[i].second, &pairs[i].first), pairs[i].same);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_german_comes_first),
        cmocka_unit_test(test_lists_have_the_comma_of_the_language),
        cmocka_unit_test(test_programs_are_known_by_their_whole_name),
        cmocka_unit_test(test_tags_and_names_are_unique),
        cmocka_unit_test(test_direction_and_script_are_those_of_icu),
        cmocka_unit_test(test_locales_have_european_digits_and_the_gregorian_calendar),
        cmocka_unit_test(test_tags_are_found_without_regard_to_case),
        cmocka_unit_test(test_a_reader_reads_no_language_twice),
        cmocka_unit_test(test_a_second_language_comes_before_english),
        cmocka_unit_test(test_a_form_of_an_unknown_language_loses_no_other),
        cmocka_unit_test(test_forms_of_one_language_are_told_by_the_whole_first_subtag),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
