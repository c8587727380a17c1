// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Typed fields: the characters put around and into them, and what that does to a line of Arabic.
#include "tests/core/text_lines.h"

#include "core/text/isolate.h"

// The marks of the expected texts: isolates, WORD JOINER, NO-BREAK SPACE.
#define LRI "\u2066"
#define RLI "\u2067"
#define FSI "\u2068"
#define PDI "\u2069"
#define WJ "\u2060"
#define NBSP "\u00A0"

static void expect_isolated(enum text_field field, const char *text, const char *expected)
{
    assert_string_equal(text_isolate(&arena, field, text), expected);
}

// Lays out `prefix`, the isolated field and `suffix` right to left and compares the lines.
static void expect_seen(const char *prefix, enum text_field field, const char *text, const char *suffix, int width,
                        const char *expected)
{
    char *whole = arena_format(&arena, "%s%s%s", prefix, text_isolate(&arena, field, text), suffix);
    struct text_options options = {.direction = TEXT_RIGHT_TO_LEFT, .width = width};
    assert_string_equal(see(whole, &options), expected);
}

static void nothing_stays_nothing(void **state)
{
    (void)state;
    assert_null(text_isolate(&arena, TEXT_FIELD_PHONE, NULL));
    expect_isolated(TEXT_FIELD_PHONE, "", "");
}

static void phones_are_whole(void **state)
{
    (void)state;
    expect_isolated(TEXT_FIELD_PHONE, "+49 340 204-2901", LRI "+49" NBSP "340" NBSP "204-2901" PDI);
    expect_isolated(TEXT_FIELD_PHONE, "0340/204 2901", LRI "0340/204" NBSP "2901" PDI);
    expect_isolated(TEXT_FIELD_PHONE, "(0340) 204 - 0", LRI "(0340)" NBSP "204" NBSP "-" WJ NBSP "0" PDI);
    expect_isolated(TEXT_FIELD_PHONE, "\u0661\u0661 \u0662-\u0663",
                    LRI "\u0661\u0661" NBSP "\u200E\u0662-\u200E\u0663" PDI);
    expect_isolated(TEXT_FIELD_PHONE, "115-Service", LRI "115-" WJ "Service" PDI);
}

static void times_and_prices_are_whole(void **state)
{
    (void)state;
    expect_isolated(TEXT_FIELD_TIME, "08:00\u201312:30", LRI "08:00\u2013" WJ "12:30" PDI);
    expect_isolated(TEXT_FIELD_TIME, "8 \u2013 12 Uhr", LRI "8" NBSP "\u2013" WJ NBSP "12" NBSP "Uhr" PDI);
    expect_isolated(TEXT_FIELD_PRICE, "12,50 \u20AC", LRI "12,50" NBSP "\u20AC" PDI);
}

// A no-break space between two numbers would make them one number, and turn a date's day and year round.
static void dates_are_whole_without_no_break_spaces(void **state)
{
    (void)state;
    expect_isolated(TEXT_FIELD_DATE, "23. November 2026", FSI "23. " WJ "November " WJ "2026" PDI);
}

static void addresses_wrap_but_not_before_the_house_number(void **state)
{
    (void)state;
    expect_isolated(TEXT_FIELD_ADDRESS, "Zerbster Straße 4, 06844 Dessau-Roßlau",
                    LRI "Zerbster Straße" NBSP "4, 06844 Dessau-" WJ "Roßlau" PDI);
    expect_isolated(TEXT_FIELD_ADDRESS, "Kavalierstr. 12 a", LRI "Kavalierstr." NBSP "12" NBSP "a" PDI);
    expect_isolated(TEXT_FIELD_ADDRESS, "Am Park 3 \u2013 5\n06844 Dessau",
                    LRI "Am Park" NBSP "3" NBSP "\u2013" WJ NBSP "5 06844 Dessau" PDI);
    expect_isolated(TEXT_FIELD_ADDRESS, "Markt 7 im Hof", LRI "Markt" NBSP "7 im Hof" PDI);
}

static void web_addresses_are_whole(void **state)
{
    (void)state;
    expect_isolated(TEXT_FIELD_URL, "https://www.dessau-rosslau.de/amt",
                    LRI "https://" WJ "www." WJ "dessau-" WJ "rosslau." WJ "de/" WJ "amt" PDI);
    expect_isolated(TEXT_FIELD_EMAIL, "amt-eins@dessau-rosslau.de",
                    LRI "amt-" WJ "eins@dessau-" WJ "rosslau." WJ "de" PDI);
}

static void names_wrap_in_their_own_direction(void **state)
{
    (void)state;
    expect_isolated(TEXT_FIELD_NAME, "Amt für Soziales", FSI "Amt für Soziales" PDI);
}

static void isolates_inside_stay_in_pairs(void **state)
{
    (void)state;
    expect_isolated(TEXT_FIELD_NAME, "a" PDI "b", FSI "ab" PDI);
    expect_isolated(TEXT_FIELD_NAME, "a" RLI "b", FSI "a" RLI "b" PDI PDI);
    expect_isolated(TEXT_FIELD_NAME, "a" RLI "b" PDI "c", FSI "a" RLI "b" PDI "c" PDI);
}

static void a_phone_in_arabic_keeps_its_order(void **state)
{
    (void)state;
    expect_seen(HATIF ": ", TEXT_FIELD_PHONE, "+49 340 204-2901", "", 60, "+49 340 204-2901 :" HATIF_SEEN);
    expect_seen(HATIF " ", TEXT_FIELD_PHONE, "(0340) 2042901", " " MAKTAB, 60,
                MAKTAB_SEEN " (0340) 2042901 " HATIF_SEEN);
    // not broken: it goes to the next line whole
    expect_seen(HATIF " ", TEXT_FIELD_PHONE, "0340 204 2901", "", 17, HATIF_SEEN "|0340 204 2901");
    // broken only where nothing else is left
    expect_seen("", TEXT_FIELD_PHONE, "0340 204 2901", "", 10, "0340 204 2|901");
}

static void times_in_arabic_keep_their_order(void **state)
{
    (void)state;
    expect_seen(MAKTAB " ", TEXT_FIELD_TIME, "08:00\u201312:30", "", 60, "08:00\u201312:30 " MAKTAB_SEEN);
    expect_seen(MAKTAB " ", TEXT_FIELD_TIME, "08:00\u201312:30", "", 12, MAKTAB_SEEN "|08:00\u201312:30");
}

static void a_german_name_and_address_in_arabic_stay_readable(void **state)
{
    (void)state;
    expect_seen(MAKTAB " ", TEXT_FIELD_NAME, "Amt (Soziales)", ".", 60, ".Amt (Soziales) " MAKTAB_SEEN);
    expect_seen(MAKTAB ": ", TEXT_FIELD_ADDRESS, "Zerbster Straße 4, 06844 Dessau-Roßlau", ".", 60,
                ".Zerbster Straße 4, 06844 Dessau-Roßlau :" MAKTAB_SEEN);
    expect_seen(MAKTAB ": ", TEXT_FIELD_ADDRESS, "Zerbster Straße 4, 06844 Dessau-Roßlau", "", 20,
                "Zerbster :" MAKTAB_SEEN "|Straße 4, 06844|Dessau-Roßlau");
    expect_seen(MAKTAB " ", TEXT_FIELD_NAME, "C++", "!", 60, "!C++ " MAKTAB_SEEN);
}

static void a_web_address_is_broken_after_a_slash_when_longer_than_a_line(void **state)
{
    (void)state;
    expect_seen(MAKTAB " ", TEXT_FIELD_URL, "https://dessau.de/amt", "", 22, MAKTAB_SEEN "|https://dessau.de/amt");
    expect_seen(MAKTAB " ", TEXT_FIELD_URL, "https://dessau.de/amt", "", 19, MAKTAB_SEEN "|https://dessau.de/|amt");
    expect_seen(MAKTAB " ", TEXT_FIELD_URL, "https://dessau.de/amt", "", 9, MAKTAB_SEEN "|https://|dessau.de|/amt");
}

// Nothing stands between the two but what is not shown, and still each keeps its place.
static void neighbours_do_not_change_places(void **state)
{
    (void)state;
    char *time = arena_format(&arena, "%s " HATIF, text_isolate(&arena, TEXT_FIELD_TIME, "08:00"));
    expect_seen(MAKTAB " ", TEXT_FIELD_NAME, "Amt", time, 60, HATIF_SEEN " 08:00Amt " MAKTAB_SEEN);
}

static void an_arabic_date_reads_from_the_right(void **state)
{
    (void)state;
    // 23 maktab 2026: the day is rightmost
    expect_seen("", TEXT_FIELD_DATE, "23 " MAKTAB " 2026", "", 60, "2026 " MAKTAB_SEEN " 23");
    expect_seen("", TEXT_FIELD_DATE, MAKTAB " \u0662\u0663 \u0661\u0661", "", 60,
                "\u0661\u0661 \u0662\u0663 " MAKTAB_SEEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(nothing_stays_nothing, empty_arena),
        cmocka_unit_test_teardown(phones_are_whole, empty_arena),
        cmocka_unit_test_teardown(times_and_prices_are_whole, empty_arena),
        cmocka_unit_test_teardown(dates_are_whole_without_no_break_spaces, empty_arena),
        cmocka_unit_test_teardown(addresses_wrap_but_not_before_the_house_number, empty_arena),
        cmocka_unit_test_teardown(web_addresses_are_whole, empty_arena),
        cmocka_unit_test_teardown(names_wrap_in_their_own_direction, empty_arena),
        cmocka_unit_test_teardown(isolates_inside_stay_in_pairs, empty_arena),
        cmocka_unit_test_teardown(a_phone_in_arabic_keeps_its_order, empty_arena),
        cmocka_unit_test_teardown(times_in_arabic_keep_their_order, empty_arena),
        cmocka_unit_test_teardown(a_german_name_and_address_in_arabic_stay_readable, empty_arena),
        cmocka_unit_test_teardown(a_web_address_is_broken_after_a_slash_when_longer_than_a_line, empty_arena),
        cmocka_unit_test_teardown(neighbours_do_not_change_places, empty_arena),
        cmocka_unit_test_teardown(an_arabic_date_reads_from_the_right, empty_arena),
    };
    return cmocka_run_group_tests_name("text/isolate", tests, NULL, NULL);
}
