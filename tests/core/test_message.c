// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of messages as screens get them: plurals, inserted texts, dates, names of languages. That they are whole is tested in
// test_message_check.c.
#include "core/language/date_words.h"
#include "core/language/message.h"
#include "generated/kiosk_messages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/ustring.h>

#include <cmocka.h>

static char folder[4096];

static struct messages *open_messages(const struct language *language)
{
    struct messages *messages;
    struct problem problem;
    if (messages_open(&messages, message_set_of(PROGRAM_KIOSK), folder, language, &problem) != STATUS_OK)
        fail_msg("%s: %s", problem.what, problem.why);
    return messages;
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
        const char *tag, *weekday, *day_and_month, *month, *year;
    } expected[] = {
        {"de", "Montag", "23. November", "November", "2026"},
        {"en", "Monday", "November 23", "November", "2026"},
        {"ar", "الاثنين", "23 نوفمبر", "نوفمبر", "2026"},
        {"uk", "понеділок", "23 листопада", "листопад", "2026"},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct messages *messages = open_messages(language_by_tag(expected[i].tag));
        char *full = message_date(messages, &arena, date, DATE_STYLE_FULL);
        char *brief = message_date(messages, &arena, date, DATE_STYLE_LONG);
        char *month = message_date(messages, &arena, date, DATE_STYLE_MONTH);
        assert_non_null(strstr(full, expected[i].weekday));
        assert_non_null(strstr(full, expected[i].day_and_month));
        assert_non_null(strstr(full, expected[i].year));
        assert_non_null(strstr(brief, expected[i].day_and_month));
        assert_null(strstr(brief, expected[i].weekday));
        assert_non_null(strstr(month, expected[i].month));
        assert_non_null(strstr(month, expected[i].year));
        assert_null(strstr(month, "23"));
        assert_string_equal(message_weekday(messages, 0, false), expected[i].weekday);
        messages_close(&messages);
    }
    arena_free(&arena);
}

// Dates and weekdays of every language on offer: words of its own, and the digits that are printed on doors and papers.
static void test_every_language_has_dates(void **state)
{
    (void)state;
    struct arena arena = {0};
    size_t count;
    const struct language *table = language_table(&count);
    struct local_time date = clock_from_day_number(clock_day_number(2026, 11, 23));
    const char *english = "Monday, November 23, 2026";
    for (size_t i = 0; i < count; i++) {
        if (!language_is_offered(&table[i], PROGRAM_KIOSK))
            continue;
        struct messages *messages = open_messages(&table[i]);
        const char *full = message_date(messages, &arena, date, DATE_STYLE_FULL);
        if (strstr(full, "23") == NULL || strstr(full, "2026") == NULL || strstr(full, "2026-11-23") != NULL ||
            (strcmp(full, english) == 0) != (strcmp(table[i].tag, "en") == 0))
            fail_msg("%s: %s", table[i].tag, full);
        for (int day = 0; day < 7; day++) {
            for (int other = 0; other < day; other++)
                assert_string_not_equal(message_weekday(messages, day, false), message_weekday(messages, other, false));
            assert_string_not_equal(message_weekday(messages, day, true), "");
        }
        for (size_t k = 0; k < count; k++)
            assert_string_not_equal(message_language_name(messages, &arena, table[k].tag), table[k].tag);
        messages_close(&messages);
    }
    arena_free(&arena);
}

// What ICU says of a day.
static char *by_icu(struct arena *arena, UDateFormat *format, struct local_time date)
{
    UChar units[256];
    char text[1024];
    UErrorCode error = U_ZERO_ERROR;
    UDate instant = (double)clock_day_number(date.year, date.month, date.day) * 86400000.0;
    int32_t length = udat_format(format, instant, units, 256, NULL, &error);
    u_strToUTF8(text, sizeof text, NULL, units, length, &error);
    assert_true(U_SUCCESS(error));
    return arena_copy_text(arena, text);
}

static UDateFormat *format_of(const char *locale, bool with_day)
{
    static const UChar utc[] = {'U', 'T', 'C', 0};
    static const UChar year_and_month[] = {'y', 'M', 'M', 'M', 'M', 0};
    UChar pattern[256];
    UErrorCode error = U_ZERO_ERROR;
    UDateTimePatternGenerator *generator = udatpg_open(locale, &error);
    int32_t length = udatpg_getBestPattern(generator, year_and_month, -1, pattern, 256, &error);
    udatpg_close(generator);
    UDateFormat *format = with_day ? udat_open(UDAT_NONE, UDAT_LONG, locale, utc, -1, NULL, 0, &error)
                                   : udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, utc, -1, pattern, length, &error);
    assert_true(U_SUCCESS(error));
    return format;
}

// What was written down at the build is what ICU writes, of each day of a leap year and of some years.
static void test_dates_are_those_of_icu(void **state)
{
    (void)state;
    struct arena arena = {0};
    size_t count;
    const struct language *table = language_table(&count);
    for (size_t i = 0; i < count; i++) {
        UDateFormat *formats[] = {format_of(table[i].locale, false), format_of(table[i].locale, true)};
        for (int64_t day = clock_day_number(2028, 1, 1); day <= clock_day_number(2028, 12, 31); day++)
            for (int style = 0; style < 2; style++)
                assert_string_equal(date_words(&arena, table[i].locale, clock_from_day_number(day), style == 1),
                                    by_icu(&arena, formats[style], clock_from_day_number(day)));
        for (int year = 1970; year < 2100; year++)
            assert_string_equal(date_words(&arena, table[i].locale, (struct local_time){.year = year, .month = 5, .day = 5}, true),
                                by_icu(&arena, formats[1], (struct local_time){.year = year, .month = 5, .day = 5}));
        arena_reset(&arena);
        udat_close(formats[0]);
        udat_close(formats[1]);
    }
    assert_null(date_words(&arena, "xx", (struct local_time){.year = 2028, .month = 1, .day = 1}, true));
    assert_null(date_words(&arena, table[0].locale, (struct local_time){.year = 2028, .month = 0, .day = 1}, true));
    assert_null(date_words(&arena, table[0].locale, (struct local_time){.year = 2028, .month = 13, .day = 1}, false));
    arena_free(&arena);
}

static void test_months_have_names(void **state)
{
    (void)state;
    struct arena arena = {0};
    size_t count;
    const struct language *table = language_table(&count);
    const char *names[2][DATE_MONTHS];
    for (size_t i = 0; i < count; i++) {
        date_month_names(&arena, table[i].locale, names);
        for (int month = 0; month < DATE_MONTHS; month++) {
            bool numbers = strcmp(table[i].tag, "vi") == 0; // "tháng 12"
            assert_true((names[0][month] == NULL) == numbers && (names[1][month] == NULL) == numbers);
        }
    }
    date_month_names(&arena, language_by_tag("uk")->locale, names);
    assert_string_equal(names[0][11], "грудень");
    assert_string_equal(names[1][11], "грудня");
    date_month_names(&arena, "xx", names);
    assert_null(names[0][0]);
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
    assert_int_equal(messages_open(&messages, message_set_of(PROGRAM_KIOSK), "/nonexistent", language_by_tag("de"), &problem), STATUS_NOT_FOUND);
    assert_null(messages);
    assert_string_equal(problem.what, "/nonexistent/kiosk/de.res");
}

int main(void)
{
    const char *build = getenv("KOMPASS_BUILD");
    snprintf(folder, sizeof folder, "%s/share/kompass/locales", build == NULL ? "build" : build);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plurals_choose_the_right_form),
        cmocka_unit_test(test_inserted_text_is_isolated_once),
        cmocka_unit_test(test_dates_use_own_words_and_european_digits),
        cmocka_unit_test(test_every_language_has_dates),
        cmocka_unit_test(test_dates_are_those_of_icu),
        cmocka_unit_test(test_months_have_names),
        cmocka_unit_test(test_language_names_are_in_the_language),
        cmocka_unit_test(test_a_missing_file_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
