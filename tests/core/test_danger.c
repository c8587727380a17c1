// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What people in danger type (danger.txt) leads to the number to call now; what others look for (harmless.txt, questions.txt)
// does not.
//
// KOMPASS_MISSED=1 prints each sentence that leads elsewhere.
#include "core/catalog/catalog.h"
#include "core/search/danger.h"
#include "core/search/search.h"
#include "tests/support/today.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LINE_BYTES = 1024, KINDS_MAX = 32, OTHERS_MAX = 4, LIMIT = 5 };

// Of a hundred sentences, over all languages and in each: just below what is found now. docs/search.md.
enum { FIRST_MIN = 99, FIRST_MIN_OF_LANGUAGE = 97 };

struct expected {
    char kind[16], first[64], others[OTHERS_MAX][64];
    int other_count;
};

struct sentences {
    struct catalog *catalog;
    struct expected kinds[KINDS_MAX];
    int kind_count;
};

static FILE *open_file(const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/tests/core/%s", getenv("KOMPASS_SOURCE"), name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    return file;
}

static int set_up(void **state)
{
    char path[4096];
    struct problem problem;
    struct sentences *sentences = calloc(1, sizeof *sentences);
    snprintf(path, sizeof path, "%s/golden/catalog/1.db", getenv("KOMPASS_BUILD"));
    assert_int_equal(catalog_open(&sentences->catalog, path, &problem), STATUS_OK);
    *state = sentences;
    return 0;
}

static int tear_down(void **state)
{
    struct sentences *sentences = *state;
    catalog_close(&sentences->catalog);
    free(sentences);
    return 0;
}

// "= kind number / others"
static void read_expected(struct sentences *sentences, const char *line)
{
    struct expected *expected = &sentences->kinds[sentences->kind_count++];
    assert_true(sentences->kind_count < KINDS_MAX);
    expected->other_count = sscanf(line, "= %15s %63s / %63s %63s %63s", expected->kind, expected->first, expected->others[0],
                                   expected->others[1], expected->others[2]) - 2;
    assert_true(expected->other_count >= 0);
}

static const struct expected *expected_of(const struct sentences *sentences, const char *kind)
{
    for (int i = 0; i < sentences->kind_count; i++) {
        if (strcmp(sentences->kinds[i].kind, kind) == 0)
            return &sentences->kinds[i];
    }
    fail_msg("no kind %s", kind);
    return NULL;
}

// Whether the entry has the slug, as an emergency number or as anything else.
static bool has_slug(struct catalog *catalog, struct arena *arena, const struct catalog_entry *entry, const char *slug)
{
    const char *id = catalog_id_of_slug(catalog, arena, entry->kind, slug);
    return id != NULL && strcmp(id, entry->id) == 0;
}

static bool leads(struct sentences *sentences, const struct expected *expected, const struct language *language,
                  const char *sentence)
{
    struct arena arena = {0};
    struct reader reader = reader_of(language);
    struct search_results results = search_catalog(sentences->catalog, &arena, &reader, TODAY, sentence, LIMIT);
    bool right = results.count > 0 && results.did_you_mean == NULL && results.items[0].entry.kind == KIND_EMERGENCY &&
                 has_slug(sentences->catalog, &arena, &results.items[0].entry, expected->first);
    for (int i = 0; right && i < expected->other_count; i++) {
        bool there = false;
        for (size_t j = 0; j < results.count; j++)
            there = there || has_slug(sentences->catalog, &arena, &results.items[j].entry, expected->others[i]);
        right = there;
    }
    if (!right && getenv("KOMPASS_MISSED") != NULL)
        printf("  MISSED   %s %s: %s -> %s\n", language->tag, expected->kind, sentence,
               results.count == 0 ? "nothing" : results.items[0].entry.title.value);
    arena_free(&arena);
    return right;
}

static void test_danger_leads_to_its_number(void **state)
{
    struct sentences *sentences = *state;
    char line[LINE_BYTES];
    size_t count;
    const struct language *languages = language_table(&count);
    long *asked = calloc(count, sizeof *asked);
    long *found = calloc(count, sizeof *found);
    long all_asked = 0, all_found = 0;
    FILE *file = open_file("danger.txt");
    while (fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '=')
            read_expected(sentences, line);
        if (line[0] == '=' || line[0] == '#' || line[0] == '\0')
            continue;
        char *rest = NULL;
        const struct language *language = language_by_tag(strtok_r(line, "\t", &rest));
        const char *kind = strtok_r(NULL, "\t", &rest);
        assert_non_null(language);
        assert_non_null(kind);
        asked[language - languages]++;
        found[language - languages] += leads(sentences, expected_of(sentences, kind), language, rest);
    }
    fclose(file);
    for (size_t i = 0; i < count; i++) {
        if (!language_is_offered(&languages[i], PROGRAM_KIOSK))
            continue;
        assert_true(asked[i] >= 49);
        printf("  DANGER   %-9s %3ld of %3ld\n", languages[i].tag, found[i], asked[i]);
        all_asked += asked[i];
        all_found += found[i];
        if (found[i] * 100 < asked[i] * FIRST_MIN_OF_LANGUAGE)
            fail_msg("%s: too few are led to the right number", languages[i].tag);
    }
    printf("  DANGER   all       %3ld of %3ld\n", all_found, all_asked);
    free(asked);
    free(found);
    assert_true(all_found * 100 >= all_asked * FIRST_MIN);
}

// How many lines "language TAB query" of a file are taken for danger, but those under a need that `excepted` is a slug of.
// Words that the catalog has are not taken for misspelt ones, so an alarm is one only if the search shows it, too.
static long false_alarms(struct catalog *catalog, const char *name, const char *excepted, long *asked)
{
    struct danger *danger = danger_open();
    FILE *file = open_file(name);
    char line[LINE_BYTES];
    long alarms = 0;
    bool skipped = false;
    while (fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '>')
            skipped = excepted != NULL && strstr(line, excepted) != NULL;
        char *query = strchr(line, '\t');
        if (query == NULL || line[0] == '#' || skipped)
            continue;
        *query = '\0';
        struct reader reader = reader_of(language_by_tag(line));
        size_t count;
        ++*asked;
        const struct danger_lead *lead = danger_find(danger, &reader, query + 1, NULL, NULL, &count);
        struct arena arena = {0};
        struct search_results results = search_catalog(catalog, &arena, &reader, TODAY, query + 1, 1);
        if (lead != NULL && results.count > 0 && has_slug(catalog, &arena, &results.items[0].entry, lead[0].slug)) {
            alarms++;
            printf("  ALARM    %s: %s -> %s\n", line, query + 1, lead[0].slug);
        }
        arena_free(&arena);
    }
    fclose(file);
    danger_close(&danger);
    return alarms;
}

static void test_what_is_harmless_is_no_danger(void **state)
{
    struct sentences *sentences = *state;
    long asked = 0;
    assert_int_equal(false_alarms(sentences->catalog, "harmless.txt", NULL, &asked), 0);
    assert_true(asked >= 400);
}

static void test_other_questions_are_no_danger(void **state)
{
    struct sentences *sentences = *state;
    long asked = 0;
    long alarms = false_alarms(sentences->catalog, "questions.txt", "leave-violence", &asked);
    assert_true(asked >= 900);
    assert_int_equal(alarms, 0);
}

static void test_the_file_is_right_and_leads_somewhere(void **state)
{
    struct sentences *sentences = *state;
    struct arena arena = {0};
    struct danger *danger = danger_open();
    const char *mistakes = danger_mistakes(danger, &arena);
    if (mistakes != NULL)
        fail_msg("%s", mistakes);
    static const char *const typed[] = {"my husband beats me", "my wife beats me", "my father beats me", "she is unconscious",
                                        "i took too many pills", "my house is on fire", "my baby drank bleach",
                                        "i want to kill myself", "he raped me", "my husband has a knife", "i was robbed",
                                        "my child is missing"};
    struct reader reader = reader_of(language_by_tag("en"));
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        size_t count;
        const struct danger_lead *lead = danger_find(danger, &reader, typed[i], NULL, NULL, &count);
        assert_non_null(lead);
        assert_string_equal(lead[0].kind, "emergency");
        for (size_t j = 0; j < count; j++) {
            bool there = false;
            for (enum kind kind = KIND_AREA; kind <= KIND_EMERGENCY; kind++)
                there = there || (strcmp(model_kind(kind)->name, lead[j].kind) == 0 &&
                                  catalog_id_of_slug(sentences->catalog, &arena, kind, lead[j].slug) != NULL);
            if (!there)
                fail_msg("nothing is %s/%s", lead[j].kind, lead[j].slug);
        }
    }
    danger_close(&danger);
    arena_free(&arena);
}

// Words without end, one word without end, digits that stand for letters, nothing, signs only; for readers of every script.
static void test_hostile_sentences_end(void **state)
{
    (void)state;
    struct danger *danger = danger_open();
    static const char *const readers[] = {"de", "ar", "uk", "ti", "vi"};
    static const char pieces[] = "as75x";
    char many[8192], one[8192];
    size_t count;
    for (size_t i = 0; i + 2 < sizeof many; i += 2)
        memcpy(many + i, "a ", 3);
    for (size_t r = 0; r < sizeof readers / sizeof *readers; r++) {
        struct reader reader = reader_of(language_by_tag(readers[r]));
        assert_null(danger_find(danger, &reader, many, NULL, NULL, &count));
        for (const char *piece = pieces; *piece != '\0'; piece++) {
            memset(one, *piece, sizeof one - 1);
            one[sizeof one - 1] = '\0';
            assert_null(danger_find(danger, &reader, one, NULL, NULL, &count));
        }
        assert_null(danger_find(danger, &reader, "", NULL, NULL, &count));
        assert_null(danger_find(danger, &reader, "?! ***", NULL, NULL, &count));
        assert_null(danger_find(danger, &reader, "' '' a' 'b \xd9\x88 \xd8\xa7\xd9\x84", NULL, NULL, &count));
        assert_int_equal(count, 0);
    }
    danger_close(&danger);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_danger_leads_to_its_number),
        cmocka_unit_test(test_what_is_harmless_is_no_danger),
        cmocka_unit_test(test_other_questions_are_no_danger),
        cmocka_unit_test(test_the_file_is_right_and_leads_somewhere),
        cmocka_unit_test(test_hostile_sentences_end),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
