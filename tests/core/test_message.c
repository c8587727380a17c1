// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The interface is whole in every language offered: every message is there, takes the arguments that German takes, has the
// plural forms that CLDR asks for, is written in the language's script, and can be formatted.
#include "core/language/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unicode/uchar.h>
#include <unicode/uenum.h>
#include <unicode/upluralrules.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

enum { ARGUMENTS_MAX = 4 };

static char folder[4096];

static struct messages *open_messages(const struct language *language)
{
    struct messages *messages;
    struct problem problem;
    if (messages_open(&messages, folder, language, &problem) != STATUS_OK)
        fail_msg("%s: %s", problem.what, problem.why);
    return messages;
}

// Calls `test` for every offered language with German beside it.
static void for_each_language(void (*test)(struct messages *messages, struct messages *german))
{
    size_t count;
    const struct language *languages = language_table(&count);
    struct messages *german = open_messages(language_by_tag("de"));
    size_t offered = 0;
    for (size_t i = 0; i < count; i++) {
        if (!languages[i].offered)
            continue;
        struct messages *messages = open_messages(&languages[i]);
        test(messages, german);
        messages_close(&messages);
        offered++;
    }
    assert_true(offered >= 4);
    messages_close(&german);
}

// The numbers of the arguments that a pattern uses at any depth, as bits; bit 8 when {0} is a plural.
static unsigned arguments_of(const char *pattern)
{
    unsigned arguments = 0;
    for (const char *brace = strchr(pattern, '{'); brace != NULL; brace = strchr(brace + 1, '{')) {
        if (brace[1] < '0' || brace[1] > '9')
            continue;
        arguments |= 1u << (brace[1] - '0');
        if (strncmp(brace + 2, ",plural,", 8) == 0)
            arguments |= 1u << 8;
    }
    return arguments;
}

static void check_arguments(struct messages *messages, struct messages *german)
{
    for (enum message_id id = 0; id < MESSAGE_COUNT; id++) {
        unsigned expected = arguments_of(message_text(german, id));
        unsigned found = arguments_of(message_text(messages, id));
        if (expected != found)
            fail_msg("%s: %s: other arguments than in German: %s", messages_language(messages)->tag, message_key(id),
                     message_text(messages, id));
    }
}

static void test_arguments_are_those_of_german(void **state)
{
    (void)state;
    for_each_language(check_arguments);
}

static void check_plurals(struct messages *messages, struct messages *german)
{
    (void)german;
    UErrorCode error = U_ZERO_ERROR;
    UPluralRules *rules = uplrules_open(messages_language(messages)->locale, &error);
    UEnumeration *keywords = uplrules_getKeywords(rules, &error);
    assert_true(U_SUCCESS(error));
    for (const char *keyword = uenum_next(keywords, NULL, &error); keyword != NULL; keyword = uenum_next(keywords, NULL, &error)) {
        char branch[32];
        snprintf(branch, sizeof branch, "%s{", keyword);
        for (enum message_id id = 0; id < MESSAGE_COUNT; id++) {
            const char *text = message_text(messages, id);
            if (strstr(text, ",plural,") != NULL && strstr(text, branch) == NULL)
                fail_msg("%s: %s: the plural form %s is missing", messages_language(messages)->tag, message_key(id), keyword);
        }
    }
    uenum_close(keywords);
    uplrules_close(rules);
}

static void test_plural_forms_are_those_of_cldr(void **state)
{
    (void)state;
    for_each_language(check_plurals);
}

// A message's letters that are written in the language's script, and all of them. Pattern syntax does not count.
static void count_letters(const char *text, UScriptCode script, int *own, int *all)
{
    int32_t length = (int32_t)strlen(text);
    int depth = 0;
    *own = *all = 0;
    for (int32_t i = 0; i < length;) {
        UChar32 character;
        U8_NEXT(text, i, length, character);
        assert_true(character >= 0);
        depth += character == '{' ? 1 : character == '}' ? -1 : 0;
        if (!u_isalpha(character) || depth % 2 != 0)
            continue; // odd depth: keywords of the pattern, not its words
        UErrorCode error = U_ZERO_ERROR;
        *all += 1;
        *own += uscript_getScript(character, &error) == script;
    }
}

static UScriptCode script_of(const struct language *language)
{
    UScriptCode codes[4];
    UErrorCode error = U_ZERO_ERROR;
    int32_t count = uscript_getCode(language->script, codes, 4, &error);
    assert_true(U_SUCCESS(error) && count >= 1);
    return codes[0];
}

static void check_script(struct messages *messages, struct messages *german)
{
    (void)german;
    UScriptCode script = script_of(messages_language(messages));
    for (enum message_id id = 0; id < MESSAGE_COUNT; id++) {
        int own, all;
        count_letters(message_text(messages, id), script, &own, &all);
        if (own * 2 < all) // names such as Kompass and EUPL may stand in another script
            fail_msg("%s: %s: not in the script %s: %s", messages_language(messages)->tag, message_key(id),
                     messages_language(messages)->script, message_text(messages, id));
    }
}

static void test_messages_are_in_the_script_of_the_language(void **state)
{
    (void)state;
    for_each_language(check_script);
}

static void check_characters(struct messages *messages, struct messages *german)
{
    (void)german;
    for (enum message_id id = 0; id < MESSAGE_COUNT; id++) {
        const char *text = message_text(messages, id);
        int32_t length = (int32_t)strlen(text);
        for (int32_t i = 0; i < length;) {
            UChar32 character;
            U8_NEXT(text, i, length, character);
            int8_t type = u_charType(character);
            if (character == 0x200C && strcmp(messages_language(messages)->tag, "fa") == 0)
                continue; // the zero-width non-joiner is Persian spelling
            if (character == '\'' || character == '"' || type == U_UNASSIGNED || type == U_CONTROL_CHAR || type == U_FORMAT_CHAR)
                fail_msg("%s: %s: U+%04X is not allowed", messages_language(messages)->tag, message_key(id), (unsigned)character);
        }
    }
}

static void test_messages_have_no_doubtful_characters(void **state)
{
    (void)state;
    for_each_language(check_characters);
}

static void check_formatting(struct messages *messages, struct messages *german)
{
    (void)german;
    struct arena arena = {0};
    static const long numbers[] = {0, 1, 2, 3, 11, 21, 100, 1002};
    const char *const texts[] = {"alpha", "beta", "gamma", NULL};
    for (enum message_id id = 0; id < MESSAGE_COUNT; id++) {
        unsigned arguments = arguments_of(message_text(messages, id));
        if (arguments == 0)
            continue;
        for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
            char *text = (arguments & (1u << 8)) != 0 ? message_count(messages, &arena, id, numbers[i], texts)
                                                      : message_format(messages, &arena, id, texts);
            if (strchr(text, '{') != NULL || strchr(text, '#') != NULL || text[0] == '\0')
                fail_msg("%s: %s: cannot be formatted: %s", messages_language(messages)->tag, message_key(id), text);
        }
    }
    arena_free(&arena);
}

static void test_every_pattern_can_be_formatted(void **state)
{
    (void)state;
    for_each_language(check_formatting);
}

static void test_plurals_choose_the_right_form(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct messages *messages = open_messages(language_by_tag("de"));
    assert_string_equal(message_count(messages, &arena, MESSAGE_COUNT_RESULTS, 1, NULL), "1 Treffer");
    assert_string_equal(message_count(messages, &arena, MESSAGE_ABOUT_OFFERS, 1, NULL), "1 Angebot");
    assert_string_equal(message_count(messages, &arena, MESSAGE_ABOUT_OFFERS, 2, NULL), "2 Angebote");
    messages_close(&messages);
    messages = open_messages(language_by_tag("uk"));
    char *one = message_count(messages, &arena, MESSAGE_COUNT_RESULTS, 21, NULL);
    char *few = message_count(messages, &arena, MESSAGE_COUNT_RESULTS, 22, NULL);
    char *many = message_count(messages, &arena, MESSAGE_COUNT_RESULTS, 11, NULL);
    assert_string_not_equal(one + 2, few + 2);
    assert_string_not_equal(few + 2, many + 2);
    messages_close(&messages);
    arena_free(&arena);
}

static void test_inserted_text_is_isolated_once(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct messages *messages = open_messages(language_by_tag("de"));
    assert_string_equal(message_format(messages, &arena, MESSAGE_OPEN_UNTIL, (const char *[]){"12:00", NULL}),
                        "Jetzt geöffnet, bis \u206812:00\u2069 Uhr");
    assert_string_equal(message_format(messages, &arena, MESSAGE_OPEN_UNTIL, (const char *[]){"\u206612:00\u2069", NULL}),
                        "Jetzt geöffnet, bis \u206612:00\u2069 Uhr");
    messages_close(&messages);
    arena_free(&arena);
}

static void test_dates_use_own_words_and_european_digits(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct local_time date = clock_from_day_number(clock_day_number(2026, 11, 23));
    // The parts that do not change between versions of CLDR: order and spaces do.
    static const struct {
        const char *tag, *weekday, *day_and_month, *year;
    } expected[] = {
        {"de", "Montag", "23. November", "2026"},
        {"en", "Monday", "November 23", "2026"},
        {"ar", "الاثنين", "23 نوفمبر", "2026"},
        {"uk", "понеділок", "23 листопада", "2026"},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct messages *messages = open_messages(language_by_tag(expected[i].tag));
        char *full = message_date(messages, &arena, date, DATE_STYLE_FULL);
        char *brief = message_date(messages, &arena, date, DATE_STYLE_LONG);
        assert_non_null(strstr(full, expected[i].weekday));
        assert_non_null(strstr(full, expected[i].day_and_month));
        assert_non_null(strstr(full, expected[i].year));
        assert_non_null(strstr(brief, expected[i].day_and_month));
        assert_null(strstr(brief, expected[i].weekday));
        assert_string_equal(message_weekday(messages, 0, false), expected[i].weekday);
        messages_close(&messages);
    }
    arena_free(&arena);
}

static void test_language_names_are_in_the_language(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct messages *messages = open_messages(language_by_tag("uk"));
    assert_string_equal(message_language_name(messages, &arena, "de"), "німецька");
    messages_close(&messages);
    arena_free(&arena);
}

static void test_a_missing_file_is_told(void **state)
{
    (void)state;
    struct messages *messages;
    struct problem problem;
    assert_int_equal(messages_open(&messages, "/nonexistent", language_by_tag("de"), &problem), STATUS_NOT_FOUND);
    assert_null(messages);
    assert_string_equal(problem.what, "/nonexistent/de.res");
}

int main(void)
{
    const char *build = getenv("KOMPASS_BUILD");
    snprintf(folder, sizeof folder, "%s/share/kompass/locales", build == NULL ? "build" : build);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arguments_are_those_of_german),
        cmocka_unit_test(test_plural_forms_are_those_of_cldr),
        cmocka_unit_test(test_messages_are_in_the_script_of_the_language),
        cmocka_unit_test(test_messages_have_no_doubtful_characters),
        cmocka_unit_test(test_every_pattern_can_be_formatted),
        cmocka_unit_test(test_plurals_choose_the_right_form),
        cmocka_unit_test(test_inserted_text_is_isolated_once),
        cmocka_unit_test(test_dates_use_own_words_and_european_digits),
        cmocka_unit_test(test_language_names_are_in_the_language),
        cmocka_unit_test(test_a_missing_file_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
