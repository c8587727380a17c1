// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Searching over words that are written in several ways: easy language, joined Persian words, Ethiopic homophones, German
// words that other languages quote; and what is open or near comes first.
#include "tests/core/search_fixture.h"

#define TEXT(number, language, field, text)                                                                            \
    "INSERT INTO text VALUES (id(" number "), '" language "', '" field "', '" text "', 'human', NULL, hash());"
#define OFFER(number, slug, name, place)                                                                               \
    "INSERT INTO thing VALUES (id(" number "), 'offer', '" slug "', 9, 1);"                                            \
    "INSERT INTO offer VALUES (id(" number "), 'office', '" name "', hash(), id(902), " place ", 1, NULL, 0, NULL, NULL, NULL);" \
    "INSERT INTO offer_topic VALUES (id(" number "), id(204), 1);" TEXT(number, "de", "summary", "Hier wird geholfen.")

// What is added to the fixture.
static const char rows[] =
    TEXT("201", "de-simple", "name", "Aufenthalts·erlaubnis")
        TEXT("201", "fa", "name", "کتابخانه‌ها") TEXT("201", "ti", "name", "ፀሓይ")
            TEXT("301", "tr", "summary", "Buraya (Wohnung) gidin, wohnung wohnung wohnung.")
                OFFER("306", "stelle-zu", "Fundstelle", "NULL") OFFER("307", "stelle-offen", "Fundstelle", "NULL")
    "INSERT INTO schedule (offer_id, position, weekday, open_minute, close_minute, by_appointment) VALUES (id(306), 1, 1, 480, 960, 0), (id(307), 1, 0, 480, 960, 0);" // Tuesday; Monday
    // On one street: 1, 5 and 20 km from 51.8, 12.2; and one that nobody knows the place of.
    "INSERT INTO thing VALUES (id(921), 'place', NULL, 0, 1), (id(922), 'place', NULL, 0, 1), (id(923), 'place', NULL, 0, 1),"
    " (id(924), 'place', NULL, 0, 1);"
    "INSERT INTO place VALUES (id(921), 'Weg 1', NULL, NULL, NULL, NULL, 51.8089932, 12.2),"
    " (id(922), 'Weg 5', NULL, NULL, NULL, NULL, 51.844966, 12.2), (id(923), 'Weg 20', NULL, NULL, NULL, NULL, 51.979864, 12.2),"
    " (id(924), 'Weg', NULL, NULL, NULL, NULL, NULL, NULL);"
    OFFER("311", "tafel-20", "Tafelladen", "id(923)") OFFER("312", "tafel-5", "Tafelladen", "id(922)")
    OFFER("313", "tafel", "Tafelladen", "id(924)") OFFER("314", "tafel-1", "Tafelladen", "id(921)")
    OFFER("315", "tafel-fern", "Spielzeug", "id(923)") OFFER("316", "tafel-nah", "Spielzeugtauschladen", "id(921)");

// Words whose letters have bytes of quotation marks and dashes, at their ends and between them.
static const char letters[] =
    OFFER("317", "worte", "Wortsammlung", "NULL")
    TEXT("317", "ru", "summary", "Сила, «Цыплёнок», Новые отказ. Мышонок Ослик-")
    TEXT("317", "ar", "summary", "غثاء «طلبئ» (فلاح).")
    TEXT("317", "pl", "summary", "Dom „źdźbło”, BISTRÓ.")
    TEXT("317", "fr", "summary", "La \u00ADmi\u00ADdinette : « œuvré ».");

static int set_up(void **state)
{
    struct arena arena = {0};
    *state = search_fixture_open(arena_format(&arena, "%s%s", rows, letters));
    arena_free(&arena);
    return 0;
}

static void assert_order(struct library *library, struct coordinates here, const char *query, size_t count, const int *numbers)
{
    struct reader reader = reader_of(language_by_tag("de"));
    reader.here = here;
    struct search_results found = search_catalog(library->catalog, &library->arena, &reader, TODAY, query, 20);
    assert_true(found.count >= count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(found.items[i].entry.id, fixture_id(&library->arena, numbers[i])) != 0)
            fail_msg("\"%s\" from %f, %f: %s stands where %d should", query, here.latitude, here.longitude,
                     found.items[i].entry.id, numbers[i]);
    }
}

static void test_easy_language_is_found_with_and_without_dots(void **state)
{
    static const char *const queries[] = {"Aufenthalts·erlaubnis", "Aufenthaltserlaubnis", "aufenthaltserlaub", "Erlaubnis",
                                          "Aufenthalts‧erlaubnis", "Aufenthalts erlaubnis"};
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
        assert_first(*state, "de-simple", queries[i], 201);
}

static void test_persian_words_are_found_joined_parted_and_half_joined(void **state)
{
    static const char *const queries[] = {"کتابخانه‌ها", "کتابخانه ها", "کتابخانهها", "کتابخانه"};
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
        assert_first(*state, "fa", queries[i], 201);
}

static void test_ethiopic_words_are_found_in_any_spelling(void **state)
{
    static const char *const queries[] = {"ፀሓይ", "ጸሐይ", "ጸሃይ", "ፀሀይ", "tsehay", "tzehay", "Sehay", "tsahai"};
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
        assert_first(*state, "ti", queries[i], 201);
}

static void test_a_german_word_that_is_quoted_is_german(void **state)
{
    struct library *library = *state;
    struct search_results found = search_at(library, "de", TODAY, "Wohnung");
    assert_true(found.count > 0);
    assert_string_equal(found.items[0].matched->tag, "de");
    found = search_at(library, "ar", TODAY, "Wohnung"); // which the Turkish text has most often
    assert_string_equal(found.items[0].matched->tag, "de");
    found = search_at(library, "tr", TODAY, "Wohnung"); // a reader of Turkish sees it in Turkish
    assert_string_equal(found.items[0].matched->tag, "tr");
    found = search_at(library, "de", TODAY, "gidin");
    assert_string_equal(found.items[0].matched->tag, "tr");
}

static void test_of_equals_the_open_one_comes_first(void **state)
{
    struct library *library = *state;
    static const struct {
        struct local_time now;
        int first;
    } days[] = {{{2026, 11, 23, 10, 15, 0}, 307}, {{2026, 11, 24, 10, 15, 1}, 306}};
    for (size_t i = 0; i < 2; i++) {
        struct search_results found = search_at(library, "de", days[i].now, "Fundstelle");
        assert_int_equal(found.count, 2);
        assert_string_equal(found.items[0].entry.id, fixture_id(&library->arena, days[i].first));
        assert_true(found.items[0].score > found.items[1].score);
    }
}

static void test_of_equals_the_near_one_comes_first(void **state)
{
    struct library *library = *state;
    // What is too far and what nobody knows stay in the order that they had.
    assert_order(library, (struct coordinates){51.8, 12.2}, "Tafelladen", 4, (const int[]){314, 312, 311, 313});
    assert_order(library, (struct coordinates){51.99, 12.2}, "Tafelladen", 4, (const int[]){311, 312, 313, 314});
    assert_order(library, (struct coordinates){51.979864, 12.2}, "Tafelladen", 1, (const int[]){311}); // just there
    const int as_listed[] = {311, 312, 313, 314};
    assert_order(library, (struct coordinates){0}, "Tafelladen", 4, as_listed);
    assert_order(library, (struct coordinates){-51.8, -12.2}, "Tafelladen", 4, as_listed);
}

static void test_near_does_not_pass_what_fits_better(void **state)
{
    assert_order(*state, (struct coordinates){51.8, 12.2}, "Spielzeug", 2, (const int[]){315, 316});
}

static void test_without_a_place_of_its_own_it_stands_in_its_city(void **state)
{
    struct library *library = *state;
    sqlite3 *database;
    struct problem problem;
    char *path = arena_format(&library->arena, "%s/7.db", library->folder);
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    fixture_run(database, "UPDATE city SET latitude = 51.844966, longitude = 12.2");
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
    catalog_close(&library->catalog);
    assert_int_equal(catalog_open(&library->catalog, path, &problem), STATUS_OK);
    assert_order(library, (struct coordinates){0}, "Tafelladen", 2, (const int[]){312, 314});
    assert_order(library, (struct coordinates){51.8, 12.2}, "Tafelladen", 2, (const int[]){314, 312});
}

static void test_words_found_are_named_as_they_stand(void **state)
{
    static const struct {
        const char *language, *query, *named;
    } cases[] = {
        {"ru", "цыпленок", "Цыплёнок"}, {"ru", "сила", "Сила"},       {"ru", "отказ", "отказ"},
        {"ru", "мышонок", "Мышонок"},   {"ru", "новые", "Новые"},     {"ru", "ослик", "Ослик"},
        {"ar", "غثاء", "غثاء"},         {"ar", "طلبئ", "طلبئ"},       {"ar", "فلاح", "فلاح"},
        {"pl", "źdźbło", "źdźbło"},     {"pl", "bistró", "BISTRÓ"},   {"fr", "midinette", "\u00ADmi\u00ADdinette"},
        {"fr", "œuvré", "œuvré"},
    };
    struct library *library = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct search_results found = search_at(library, cases[i].language, TODAY, cases[i].query);
        assert_true(found.count > 0);
        assert_string_equal(found.items[0].entry.id, fixture_id(&library->arena, 317));
        const char *words = search_found_words(library->catalog, &library->arena, &found, &found.items[0], "");
        assert_non_null(words);
        assert_string_equal(words, cases[i].named);
    }
}

static void test_broken_input_is_harmless(void **state)
{
    static const char *const queries[] = {"\xff\xfe", "\xc3", "\xed\xa0\x80 wohnung", "\xf4\x90\x80\x80", "😀🏠", "👨‍👩‍👧",
                                          "‌", "·", "· ‌ ‧", "a‌‌‌b", "\x01\x02", "wohnung\xc3"};
    struct library *library = *state;
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
        assert_true(search_at(library, "fa", TODAY, queries[i]).count <= 20);
    assert_true(search_at(library, "de", TODAY, "\xed\xa0\x80 wohnung").count > 0);
    assert_int_equal(search_at(library, "de", TODAY, "😀🏠").count, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, search_fixture_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_easy_language_is_found_with_and_without_dots),
        TEST(test_persian_words_are_found_joined_parted_and_half_joined),
        TEST(test_ethiopic_words_are_found_in_any_spelling),
        TEST(test_a_german_word_that_is_quoted_is_german),
        TEST(test_of_equals_the_open_one_comes_first),
        TEST(test_of_equals_the_near_one_comes_first),
        TEST(test_near_does_not_pass_what_fits_better),
        TEST(test_without_a_place_of_its_own_it_stands_in_its_city),
        TEST(test_words_found_are_named_as_they_stand),
        TEST(test_broken_input_is_harmless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
