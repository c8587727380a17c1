// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The ten tasks of a trial (tasks.txt): in each language one search of a few words has what answers among its first three
// results, so each is done with one search.
#include "core/catalog/catalog.h"
#include "core/search/search.h"
#include "tests/support/today.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LINE_BYTES = 2048, TASKS = 10, FIRST = 3, LANGUAGES_MAX = 64, ANSWERS_MAX = 96 };

struct task {
    char *answers[ANSWERS_MAX]; // ids
    size_t count;
};

// The ids of the slugs of a line; each must be of something.
static void read_task(struct catalog *catalog, struct arena *arena, char *line, struct task *task)
{
    char *rest = NULL;
    task->count = 0;
    for (char *slug = strtok_r(line, " ", &rest); slug != NULL; slug = strtok_r(NULL, " ", &rest)) {
        size_t before = task->count;
        for (enum kind kind = KIND_AREA; kind <= KIND_TERM; kind++) {
            char *id = catalog_id_of_slug(catalog, arena, kind, slug);
            if (id == NULL)
                continue;
            assert_true(task->count < ANSWERS_MAX);
            task->answers[task->count++] = id;
        }
        if (task->count == before)
            fail_msg("nothing has the slug %s", slug);
    }
}

static void search(struct catalog *catalog, const struct task *task, const struct language *language, const char *query)
{
    struct arena arena = {0};
    struct reader reader = reader_of(language);
    struct search_results results = search_catalog(catalog, &arena, &reader, TODAY, query, FIRST);
    bool found = false;
    for (size_t i = 0; i < results.count; i++) {
        for (size_t j = 0; j < task->count; j++)
            found = found || strcmp(task->answers[j], results.items[i].entry.id) == 0;
    }
    if (!found)
        fail_msg("%s: \"%s\" does not find what answers it", language->tag, query);
    arena_free(&arena);
}

static void test_each_task_is_one_search_in_every_language(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct catalog *catalog;
    struct problem problem;
    struct task task = {0};
    char line[LINE_BYTES];
    size_t count;
    size_t tasks = 0;
    size_t searched[LANGUAGES_MAX] = {0};
    const struct language *languages = language_table(&count);
    assert_true(count <= LANGUAGES_MAX);
    assert_int_equal(catalog_open(&catalog, arena_format(&arena, "%s/golden/catalog/1.db", getenv("KOMPASS_BUILD")), &problem),
                     STATUS_OK);
    FILE *file = fopen(arena_format(&arena, "%s/tests/core/tasks.txt", getenv("KOMPASS_SOURCE")), "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        char *query = strchr(line, '\t');
        line[strcspn(line, "\n")] = '\0';
        tasks += line[0] == '>';
        if (line[0] == '>')
            read_task(catalog, &arena, line + 1, &task);
        if (line[0] == '>' || line[0] == '#' || line[0] == '\0')
            continue;
        assert_non_null(query);
        *query = '\0';
        const struct language *language = language_by_tag(line);
        assert_non_null(language);
        search(catalog, &task, language, query + 1);
        searched[language - languages]++;
    }
    assert_int_equal(ferror(file), 0);
    fclose(file);
    catalog_close(&catalog);
    arena_free(&arena);
    assert_int_equal(tasks, TASKS);
    for (size_t i = 0; i < count; i++) {
        if (language_is_offered(&languages[i], PROGRAM_KIOSK))
            assert_int_equal(searched[i], TASKS);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_each_task_is_one_search_in_every_language)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
