// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What people look for in vain: kept after three days, unreadable on disk before, whatever the file holds.
#include "tests/core/fixture.h"

#include "core/insight/demand.h"

#include <errno.h>

struct place {
    struct arena arena;
    char *folder, *path;
};

static int set_up(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    place->folder = fixture_folder(&place->arena);
    place->path = arena_format(&place->arena, "%s/" DEMAND_FILE, place->folder);
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    sys_fail_after(-1, 0);
    fixture_remove_folder(place->folder);
    arena_free(&place->arena);
    free(place);
    return 0;
}

// A visit on a day of November 2026, or days later, with these queries in vain; the list ends with NULL.
static enum status visit(struct place *place, int day, const char *const *queries)
{
    struct demand_visit words = {0};
    struct problem problem;
    for (; *queries != NULL; queries++)
        demand_note(&words, *queries);
    struct local_time today = clock_from_day_number(clock_day_number(2026, 11, 1) + day - 1);
    enum status status = demand_add(place->folder, today, &words, &problem);
    for (size_t i = 0; i < sizeof words; i++)
        assert_int_equal(((const char *)&words)[i], 0);
    return status;
}

static void visit_fine(struct place *place, int day, const char *query)
{
    assert_int_equal(visit(place, day, (const char *const[]){query, NULL}), STATUS_OK);
}

// The words that are kept: "word 3 2026-11, other 4 2026-12".
static const char *kept(struct place *place)
{
    struct demand_word *words;
    size_t count;
    struct problem problem;
    const char *text = "";
    assert_int_equal(demand_read(&place->arena, place->folder, &words, &count, &problem), STATUS_OK);
    for (size_t i = 0; i < count; i++)
        text = arena_format(&place->arena, "%s%s%s %ld %s", text, i == 0 ? "" : ", ", words[i].word, words[i].visits,
                            words[i].month);
    return text;
}

static bool file_has(struct place *place, const char *text)
{
    size_t size;
    char *bytes = fixture_read(&place->arena, place->path, &size);
    return memmem(bytes, size, text, strlen(text)) != NULL;
}

static void test_a_word_is_kept_on_the_third_day(void **state)
{
    struct place *place = *state;
    visit_fine(place, 1, "Kindergeldantrag");
    visit_fine(place, 1, "kindergeldantrag"); // another visit of the same day
    visit_fine(place, 2, "KINDERGELDANTRAG");
    assert_string_equal(kept(place), "");
    assert_false(file_has(place, "indergeld"));
    visit_fine(place, 2, "kindergeldantrag");
    visit_fine(place, 1, "kindergeldantrag"); // a clock that went back
    assert_string_equal(kept(place), "");
    visit_fine(place, 20, "kindergeldantrag");
    assert_string_equal(kept(place), "kindergeldantrag 3 2026-11");
    visit_fine(place, 31, "kindergeldantrag");
    visit_fine(place, 31, "kindergeldantrag");
    assert_string_equal(kept(place), "kindergeldantrag 5 2026-12");
}

static void test_one_visit_counts_a_word_once_and_few_words(void **state)
{
    struct place *place = *state;
    const char *const many[] = {"eins zwei", "zwei eins", "drei vier fuenf", "sechs", NULL};
    for (int day = 1; day <= 3; day++)
        assert_int_equal(visit(place, day, many), STATUS_OK);
    assert_string_equal(kept(place), "drei 3 2026-11, eins 3 2026-11, vier 3 2026-11, zwei 3 2026-11");
}

static void test_numbers_and_scraps_are_never_counted(void **state)
{
    struct place *place = *state;
    char lengthy[200];
    memset(lengthy, 'x', sizeof lengthy);
    lengthy[199] = '\0';
    const char *const queries[] = {"0340 12345", "ab", "a1b2c3", "?!", "", lengthy, "\xff\xfe", NULL};
    for (int day = 1; day <= 4; day++)
        assert_int_equal(visit(place, day, queries), STATUS_OK);
    assert_int_equal(access(place->path, F_OK), -1); // there was nothing to write
    visit_fine(place, 1, "عمل");
    visit_fine(place, 2, "عَمَل");
    visit_fine(place, 3, "عمل");
    assert_string_equal(kept(place), "عمل 3 2026-11");
}

static void test_what_is_pending_is_forgotten_with_its_salt(void **state)
{
    struct place *place = *state;
    visit_fine(place, 1, "hebamme");
    visit_fine(place, 2, "hebamme");
    visit_fine(place, 95, "hebamme"); // the salt is new
    assert_string_equal(kept(place), "");
    visit_fine(place, 96, "hebamme");
    visit_fine(place, 97, "hebamme");
    assert_string_equal(kept(place), "hebamme 3 2027-02");
}

static void test_hashes_differ_between_kiosks(void **state)
{
    struct place *place = *state;
    size_t first_size, second_size;
    visit_fine(place, 1, "hebamme");
    char *first = fixture_read(&place->arena, place->path, &first_size);
    assert_int_equal(unlink(place->path), 0);
    visit_fine(place, 1, "hebamme");
    char *second = fixture_read(&place->arena, place->path, &second_size);
    assert_string_not_equal(strstr(first, "pending"), strstr(second, "pending"));
    assert_string_not_equal(strstr(first, "salt"), strstr(second, "salt"));
}

static void test_damaged_files_are_begun_anew(void **state)
{
    struct place *place = *state;
    static const char *const bad[] = {
        "", "x", "kompass-kiosk-demand 1", "kompass-kiosk-demand 2\n", "kompass-kiosk-demand 1\nsalt 12 3\n",
        "kompass-kiosk-demand 1\nword secret 2 2026-11\n", "kompass-kiosk-demand 1\npending zz 1 2\n",
        "kompass-kiosk-demand 1\nsalt 00112233445566778899aabbccddeeff 20000 more\n", "kompass-kiosk-demand 1\n%n%n%n\n",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct demand_word *words;
        size_t count;
        struct problem problem;
        fixture_write(place->path, bad[i], strlen(bad[i]));
        assert_int_equal(demand_read(&place->arena, place->folder, &words, &count, &problem), STATUS_INVALID);
        assert_int_equal(count, 0);
        visit_fine(place, 1, "hebamme");
        assert_string_equal(kept(place), "");
    }
}

static void test_a_full_disk_costs_the_visit_and_no_more(void **state)
{
    struct place *place = *state;
    visit_fine(place, 1, "hebamme");
    visit_fine(place, 2, "hebamme");
    for (int call = 0; call < 12; call++) {
        sys_fail_after(call, ENOSPC);
        visit(place, 2, (const char *const[]){"hebamme", NULL});
        sys_fail_after(-1, 0);
        assert_string_equal(kept(place), "");
    }
    visit_fine(place, 3, "hebamme");
    assert_string_equal(kept(place), "hebamme 3 2026-11");
}

static void test_a_flood_of_words_stays_small(void **state)
{
    struct place *place = *state;
    const char *text = "kompass-kiosk-demand 1\nsalt 00112233445566778899aabbccddeeff 20758\n";
    for (int i = 0; i < 500; i++)
        text = arena_format(&place->arena, "%spending %016x 20758 0\n", text, i);
    fixture_write(place->path, text, strlen(text));
    visit_fine(place, 1, "hebamme");
    size_t size;
    fixture_read(&place->arena, place->path, &size);
    assert_true(size < strlen(text) + 64);
    assert_false(file_has(place, "pending 0000000000000000 ")); // the oldest makes room
    assert_true(file_has(place, "pending 00000000000001f3 "));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_word_is_kept_on_the_third_day),
        TEST(test_one_visit_counts_a_word_once_and_few_words),
        TEST(test_numbers_and_scraps_are_never_counted),
        TEST(test_what_is_pending_is_forgotten_with_its_salt),
        TEST(test_hashes_differ_between_kiosks),
        TEST(test_damaged_files_are_begun_anew),
        TEST(test_a_full_disk_costs_the_visit_and_no_more),
        TEST(test_a_flood_of_words_stays_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
