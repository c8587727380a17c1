// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What newcomers look for in our own content (questions.txt): in each language the first five results have it.
//
// KOMPASS_MISSED=1 prints each query that is not answered so.
#include "core/catalog/catalog.h"
#include "core/search/search.h"
#include "tests/support/tally.h"
#include "tests/support/today.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LINE_BYTES = 1024, ANSWERS_MAX = 64, LIMIT = 20 };

// Least of a hundred queries, over all languages and in each: just below what is found now. docs/search.md.
enum { FIRST_MIN = 84, FIVE_MIN = 97, NOTHING_MAX = 1, FIVE_MIN_OF_LANGUAGE = 91 };

struct need {
    char *answers[ANSWERS_MAX]; // ids
    size_t count;
};

// The ids of the slugs of a line; each must be of something.
static void read_need(struct catalog *catalog, struct arena *arena, char *line, struct need *need)
{
    char *rest = NULL;
    need->count = 0;
    for (char *slug = strtok_r(line, " \n", &rest); slug != NULL; slug = strtok_r(NULL, " \n", &rest)) {
        size_t before = need->count;
        for (enum kind kind = KIND_AREA; kind <= KIND_EMERGENCY; kind++) {
            char *id = catalog_id_of_slug(catalog, arena, kind, slug);
            if (id == NULL)
                continue;
            assert_true(need->count < ANSWERS_MAX);
            need->answers[need->count++] = id;
        }
        if (need->count == before)
            fail_msg("nothing has the slug %s", slug);
    }
}

static bool answers(const struct need *need, const char *id)
{
    bool found = false;
    for (size_t i = 0; i < need->count; i++)
        found = found || strcmp(need->answers[i], id) == 0;
    return found;
}

static void ask(struct catalog *catalog, const struct need *need, const struct language *language, const char *query,
                struct tally *tally)
{
    struct arena arena = {0};
    struct reader reader = reader_of(language);
    struct search_results results = search_catalog(catalog, &arena, &reader, TODAY, query, LIMIT);
    size_t place = 0;
    while (place < results.count && !answers(need, results.items[place].entry.id))
        place++;
    tally_count(tally, place, results.count);
    if (getenv("KOMPASS_MISSED") != NULL && (place == results.count || place >= 5))
        printf("  MISSED   %s: %s\n", language->tag, query);
    arena_free(&arena);
}

static void add(struct tally *sum, const struct tally *tally)
{
    sum->asked += tally->asked;
    sum->first += tally->first;
    sum->among_five += tally->among_five;
    sum->nothing += tally->nothing;
}

static void print(const char *what, const struct tally *tally)
{
    printf("  FOUND    %-9s %4ld asked, first %5.1f %%, among five %5.1f %%, nothing %.1f %%\n", what, tally->asked,
           tally_percent(tally, tally->first), tally_percent(tally, tally->among_five),
           tally_percent(tally, tally->nothing));
}

static void ask_all(struct catalog *catalog, FILE *file, struct tally *tallies)
{
    struct arena arena = {0};
    struct need need = {0};
    char line[LINE_BYTES];
    size_t count;
    const struct language *languages = language_table(&count);
    while (fgets(line, sizeof line, file) != NULL) {
        char *query = strchr(line, '\t');
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '>')
            read_need(catalog, &arena, line + 1, &need);
        if (line[0] == '>' || line[0] == '#' || line[0] == '\0')
            continue;
        assert_non_null(query);
        *query = '\0';
        const struct language *language = language_by_tag(line);
        assert_non_null(language);
        ask(catalog, &need, language, query + 1, &tallies[language - languages]);
    }
    assert_int_equal(ferror(file), 0);
    arena_free(&arena);
}

static void test_needs_are_answered_in_every_language(void **state)
{
    (void)state;
    char path[4096];
    struct catalog *catalog;
    struct problem problem;
    size_t count;
    const struct language *languages = language_table(&count);
    snprintf(path, sizeof path, "%s/golden/catalog/1.db", getenv("KOMPASS_BUILD"));
    assert_int_equal(catalog_open(&catalog, path, &problem), STATUS_OK);
    snprintf(path, sizeof path, "%s/tests/core/questions.txt", getenv("KOMPASS_SOURCE"));
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    struct tally *tallies = calloc(count, sizeof *tallies);
    struct tally all = {0};
    ask_all(catalog, file, tallies);
    fclose(file);
    catalog_close(&catalog);
    for (size_t i = 0; i < count; i++) {
        if (!language_is_offered(&languages[i], PROGRAM_KIOSK))
            continue;
        assert_true(tallies[i].asked > 0);
        print(languages[i].tag, &tallies[i]);
        add(&all, &tallies[i]);
        if (tally_percent(&tallies[i], tallies[i].among_five) < FIVE_MIN_OF_LANGUAGE)
            fail_msg("%s: too little is among the first five", languages[i].tag);
    }
    free(tallies);
    print("all", &all);
    assert_true(tally_percent(&all, all.first) >= FIRST_MIN);
    assert_true(tally_percent(&all, all.among_five) >= FIVE_MIN);
    assert_true(tally_percent(&all, all.nothing) <= NOTHING_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_needs_are_answered_in_every_language)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
