// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of a catalog that was made to keep its reader busy: every screen answers long before the watchdog, the emergency
// numbers are there, and a sync would have refused it.
#include "tests/core/fixture.h"
#include "tests/support/kiosk_fixture.h"

#include <time.h>

enum { MOST_SECONDS = 10 }; // of the processor for one turn; the watchdog waits for 20

struct stage {
    struct arena arena;
    char *folder;
    const char *catalog;
    struct kiosk_fixture kiosk;
};

// Without its index, each life area looks through all guides for one of its own, and there is none: a row of the first
// list costs a million instructions, and there are many.
static const char endless_list[] =
    "DROP INDEX guide_of_area; DROP INDEX topic_of_area;"
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)"
    " INSERT INTO thing SELECT printf('00000000-0000-4000-9000-%012d', i), 'area', 'made-' || i, -i, 1 FROM n"
    " UNION ALL SELECT printf('00000000-0000-4000-9001-%012d', i), 'guide', 'made-' || i, i, 1 FROM n;"
    "INSERT INTO guide SELECT thing.id, max(area.id) FROM thing, area WHERE kind = 'guide' AND slug GLOB 'made-*' GROUP BY 1;"
    "INSERT INTO area (id) SELECT id FROM thing WHERE kind = 'area' AND slug GLOB 'made-*'";

// Each query by itself is within its bounds, but there is one for each of many rows: the names of life areas are in a
// table without a key.
static const char many_slow_queries[] =
    "DROP TABLE text;"
    "CREATE TABLE text (thing TEXT, language TEXT, field TEXT, text TEXT, origin TEXT, reviewed_on TEXT, source_hash TEXT);"
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)"
    " INSERT INTO text SELECT 'x', 'de', 'name', 'Nichts', 'human', NULL, 'x' FROM n;"
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
    " INSERT INTO thing SELECT printf('00000000-0000-4000-9000-%012d', i), 'area', 'made-' || i, i, 1 FROM n"
    " UNION ALL SELECT printf('00000000-0000-4000-9001-%012d', i), 'guide', 'made-' || i, i, 1 FROM n;"
    "INSERT INTO area (id) SELECT id FROM thing WHERE kind = 'area' AND slug GLOB 'made-*';"
    "INSERT INTO guide SELECT id, replace(id, '-9001-', '-9000-') FROM thing WHERE kind = 'guide' AND slug GLOB 'made-*'";

static int set_up(void **state)
{
    struct stage *stage = calloc(1, sizeof *stage);
    stage->folder = fixture_folder(&stage->arena);
    stage->catalog = arena_format(&stage->arena, "%s/1.db", stage->folder);
    *state = stage;
    return 0;
}

static int tear_down(void **state)
{
    struct stage *stage = *state;
    kiosk_fixture_close(&stage->kiosk);
    fixture_remove_folder(stage->folder);
    arena_free(&stage->arena);
    free(stage);
    return 0;
}

static double seconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void press(struct stage *stage, const char *key)
{
    double start = seconds();
    assert_true(kiosk_fixture_type(&stage->kiosk, key));
    double taken = seconds() - start;
    if (taken > MOST_SECONDS)
        fail_msg("%s took %.1f s", key, taken);
}

static void expect_refusal(struct stage *stage)
{
    struct catalog *catalog;
    struct problem problem;
    assert_int_equal(catalog_open(&catalog, stage->catalog, &problem), STATUS_OK);
    assert_int_equal(catalog_verify(catalog, &problem), STATUS_CORRUPT);
    catalog_close(&catalog);
}

static void walk(struct stage *stage)
{
    static const char *const keys[] = {"Enter", "Enter", "F3", "'a'", "F1", "F9"};
    kiosk_fixture_open(&stage->kiosk, "de", 40, 100, stage->catalog);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        press(stage, keys[i]);
    assert_true(virtual_terminal_shows(stage->kiosk.terminal, "112"));
}

static void test_a_list_that_never_ends(void **state)
{
    struct stage *stage = *state;
    fixture_catalog(stage->catalog, endless_list);
    walk(stage);
    expect_refusal(stage);
}

static void test_many_slow_queries_are_bounded_together(void **state)
{
    struct stage *stage = *state;
    fixture_catalog(stage->catalog, many_slow_queries);
    walk(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_list_that_never_ends, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_many_slow_queries_are_bounded_together, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
