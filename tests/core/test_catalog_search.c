// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of searching: spelling, order, duplicates, and words that try to be something else than words.
#include "tests/core/fixture.h"

#include "core/base/log.h"
#include "core/catalog/catalog.h"
#include "core/search/search.h"
#include "tests/support/today.h"

struct library {
    struct arena arena;
    char *folder;
    struct catalog *catalog;
    struct reader german, arabic, ukrainian;
    int log[2]; // a pipe that receives the log: nothing may be in it
};

static int set_up(void **state)
{
    struct library *library = calloc(1, sizeof *library);
    struct problem problem;
    library->folder = fixture_folder(&library->arena);
    char *path = arena_format(&library->arena, "%s/7.db", library->folder);
    fixture_catalog(path, "");
    assert_int_equal(catalog_open(&library->catalog, path, &problem), STATUS_OK);
    library->german = reader_of(language_by_tag("de"));
    library->arabic = reader_of(language_by_tag("ar"));
    library->ukrainian = reader_of(language_by_tag("uk"));
    assert_int_equal(pipe(library->log), 0);
    log_open(library->log[1], 0);
    *state = library;
    return 0;
}

static int tear_down(void **state)
{
    struct library *library = *state;
    log_open(-1, 0);
    close(library->log[1]);
    char byte;
    assert_int_equal(read(library->log[0], &byte, 1), 0); // no search was an error
    close(library->log[0]);
    catalog_close(&library->catalog);
    fixture_remove_folder(library->folder);
    arena_free(&library->arena);
    free(library);
    return 0;
}

// The query finds the things of these numbers first, in this order, ended by 0; none of them: nothing.
static void assert_finds(struct library *library, const struct reader *reader, const char *query, const int *numbers)
{
    struct search_results list = search_catalog(library->catalog, &library->arena, reader, TODAY, query, 50);
    size_t count = 0;
    while (numbers[count] != 0)
        count++;
    if (list.count < count || (count == 0 && list.count > 0))
        fail_msg("\"%s\" finds %zu", query, list.count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(list.items[i].entry.id, fixture_id(&library->arena, numbers[i]));
}
#define finds(library, reader, query, ...) assert_finds(library, reader, query, (const int[]){__VA_ARGS__, 0})
#define finds_nothing(library, reader, query) assert_finds(library, reader, query, (const int[]){0})

static void test_words_are_found_however_they_are_written(void **state)
{
    struct library *library = *state;
    static const char *const spellings[] = {
        "Bürgeramt", "burgeramt",       "BÜRGERAMT",     "  bürgeramt!?",
        "Bürger",    "bu\u0308rgeramt", "\"bürgeramt\"", "bürgeramt*",
    };
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
        finds(library, &library->german, spellings[i], 301);
    finds(library, &library->arabic, "مَكْتَب", 301);
    finds(library, &library->arabic, "مـكـتب", 301);
    finds(library, &library->arabic, "١١٢", 702);
}

static void test_names_count_more_than_summaries_and_bodies(void **state)
{
    struct library *library = *state;
    finds(library, &library->german, "sprache", 202);   // its whole name
    finds(library, &library->german, "sich", 401, 501); // title, then a step of a guide
    finds(library, &library->german, "beratung", 305);
}

static void test_the_parts_of_a_compound_are_found(void **state)
{
    struct library *library = *state;
    finds(library, &library->german, "sprachkurse", 302);
    finds(library, &library->german, "nachtdienste", 304);
    finds(library, &library->german, "nacht", 304);
    finds(library, &library->german, "wohnungsberatung", 305); // no text has it, but two have a part
}

static void test_what_was_perhaps_meant(void **state)
{
    struct library *library = *state;
    static const char *const typed[] = {"burgermat", "bürgramt", "bürgeranmt", "bprgeramt"};
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        struct search_results found = search_catalog(library->catalog, &library->arena, &library->german, TODAY, typed[i], 5);
        assert_true(found.count > 0);
        assert_string_equal(found.items[0].entry.id, fixture_id(&library->arena, 301));
        assert_string_equal(found.did_you_mean, "Bürgeramt");
    }
    struct search_results found =
        search_catalog(library->catalog, &library->arena, &library->german, TODAY, "wo ist das bürgramt", 5);
    assert_string_equal(found.did_you_mean, "wo ist das Bürgeramt");
    found = search_catalog(library->catalog, &library->arena, &library->german, TODAY, "bürgeramt", 5);
    assert_null(found.did_you_mean);
}

static void test_other_scripts_on_a_latin_keyboard(void **state)
{
    struct library *library = *state;
    finds(library, &library->ukrainian, "sluzhba", 304);
    finds(library, &library->ukrainian, "nichna", 304);
    finds(library, &library->arabic, "maktab", 301);
    struct search_results found = search_catalog(library->catalog, &library->arena, &library->german, TODAY, "likar", 5);
    assert_true(found.count > 0);
    assert_string_equal(found.items[0].matched->tag, "uk");
    assert_string_equal(found.items[0].entry.title.value, "Arzt");
}

static void test_what_is_in_the_readers_language_comes_first(void **state)
{
    struct library *library = *state;
    struct search_results list = search_catalog(library->catalog, &library->arena, &library->arabic, TODAY, "Bürgeramt", 50);
    assert_int_equal(list.count, 1); // once, though three languages have it
    assert_string_equal(list.items[0].entry.title.value, "مكتب المواطنين");
    assert_string_equal(list.items[0].entry.german, "Bürgeramt");
    finds(library, &library->ukrainian, "nacht", 304);
    finds(library, &library->ukrainian, "служба", 304);
}

static void test_all_words_or_else_any(void **state)
{
    struct library *library = *state;
    finds(library, &library->german, "bürgeramt wohnung", 301);
    finds(library, &library->german, "wohnung bürgeramt", 301);
    finds(library, &library->german, "xyzzy nachtdienst", 304);
}

static void test_at_most_as_many_as_asked_for(void **state)
{
    struct library *library = *state;
    for (size_t limit = 0; limit < 4; limit++) {
        struct search_results list =
            search_catalog(library->catalog, &library->arena, &library->german, TODAY, "amt stadt beratung", limit);
        assert_int_equal(list.count, limit < 3 ? limit : 3);
    }
}

static void test_a_duplicate_never_comes_out(void **state)
{
    struct library *library = *state;
    finds(library, &library->german, "meldestelle", 301); // its row leads to the offer that it repeats
}

static void test_nothing_is_found_by_no_words(void **state)
{
    struct library *library = *state;
    static const char *const empty[] = {"",  " ", "\t\n", "\"",  "\"\"",         "*", "-", "()", "^",
                                        ":", "+", ",",    "...", "\u0301\u0301", "ـ"};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        finds_nothing(library, &library->german, empty[i]);
}

static void test_operators_are_words(void **state)
{
    struct library *library = *state;
    static const char *const hostile[] = {
        "NOT bürgeramt OR",
        "bürgeramt AND",
        "NEAR(bürgeramt",
        "title:bürgeramt",
        "{title summary}:bürgeramt",
        "^bürgeramt",
        "bürgeramt\"",
        "\"bürgeramt",
        "\"\"bürgeramt\"\"",
        "bürgeramt' OR '1'='1",
        "bürgeramt; DROP TABLE offer",
        "-bürgeramt",
        "bürgeramt + NEAR/2",
        "bürgeramt**",
        "((bürgeramt",
        "bürgeramt\\",
    };
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        struct search_results list = search_catalog(library->catalog, &library->arena, &library->german, TODAY, hostile[i], 50);
        bool found = false;
        for (size_t j = 0; j < list.count; j++)
            found = found || strcmp(list.items[j].entry.id, fixture_id(&library->arena, 301)) == 0;
        assert_true(found);
    }
    finds_nothing(library, &library->german, "xyzzy\" OR title:\"qqqqqqqqqq");
}

static void test_long_input_is_harmless(void **state)
{
    struct library *library = *state;
    enum { LONG = 10000 };
    static const char *const units[] = {"a",      "\"",       "ä", "€", "😀",  "a ", "\" ",
                                        "\u0301", "a\u0301 ", "مَ", "*", "( ", "क्"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t unit = strlen(units[i]);
        char *query = arena_allocate(&library->arena, LONG * unit + 1, 1);
        for (size_t j = 0; j < LONG; j++)
            memcpy(query + j * unit, units[i], unit);
        assert_true(search_catalog(library->catalog, &library->arena, &library->german, TODAY, query, 50).count <= 12);
    }
    // The words after the first twenty-four are not looked for; the first still are.
    char *many = arena_copy_text(&library->arena, "bürgeramt");
    for (int i = 0; i < 100; i++)
        many = arena_format(&library->arena, "%s bürger", many);
    finds(library, &library->german, many, 301);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_words_are_found_however_they_are_written),
        TEST(test_names_count_more_than_summaries_and_bodies),
        TEST(test_the_parts_of_a_compound_are_found),
        TEST(test_what_was_perhaps_meant),
        TEST(test_other_scripts_on_a_latin_keyboard),
        TEST(test_what_is_in_the_readers_language_comes_first),
        TEST(test_all_words_or_else_any),
        TEST(test_at_most_as_many_as_asked_for),
        TEST(test_a_duplicate_never_comes_out),
        TEST(test_nothing_is_found_by_no_words),
        TEST(test_operators_are_words),
        TEST(test_long_input_is_harmless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
