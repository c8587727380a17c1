// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What there is to do, of what somebody may do; and how much there is to translate, counted a little at a time.
#include "tests/core/record.h"

#include "core/database/statement.h"
#include "core/desk/tasks.h"
#include "core/translation/tally.h"

#include <string.h>

static const struct local_time today = {2026, 11, 23, 10, 15, 0};

static int fill_house(void **state)
{
    open_house(state);
    put_one_of_each(*state);
    return 0;
}

// Each task as "what/kind/state:count", parted by blanks.
static const char *show(struct house *house, const struct rights *rights, struct local_time day)
{
    static const char *const whats[TASK_WHATS] = {"draft", "danger", "complaints", "overdue", "unverified", "expiring", "unreachable", "proposals", "broken", "withheld"};
    const struct worker worker = {.person = "anna", .rights = rights};
    struct tasks tasks;
    const char *shown = "";
    expect(house, tasks_read(&tasks, &house->arena, house->editorial, &worker, day, &house->problem));
    for (size_t i = 0; i < tasks.count; i++) {
        const struct task *task = &tasks.items[i];
        const char *kind = task->kind == KIND_NONE ? "-" : model_kind(task->kind)->name;
        shown = arena_format(&house->arena, "%s%s%s/%s/%s:%ld", shown, i == 0 ? "" : " ", whats[task->what], kind,
                             task->kind == KIND_NONE ? "-" : listing_state_name(task->state), task->count);
    }
    return shown;
}

static void test_the_most_urgent_comes_first(void **state)
{
    assert_string_equal(show(*state, NULL, today),
                        "danger/emergency/unverified:1 danger/emergency/overdue:1"
                        " overdue/article/overdue:1 overdue/guide_step/overdue:1 overdue/holiday/overdue:1 overdue/event/overdue:1"
                        " overdue/closure/overdue:2"
                        " unverified/article/unverified:1 unverified/guide_step/unverified:1 unverified/holiday/unverified:1"
                        " unverified/event/unverified:1 unverified/closure/unverified:2"
                        " withheld/closure/withheld:1");
}

// An offer may be half a year old, or as old as the file of the staff says; what repeats another is nobody's task.
static void test_each_kind_has_its_interval(void **state)
{
    struct house *house = *state;
    const struct local_time may = {2027, 5, 10, 10, 0, 0}, june = {2027, 6, 1, 10, 0, 0};
    assert_null(strstr(show(house, NULL, today), "/offer/"));
    assert_non_null(strstr(show(house, NULL, may), "expiring/offer/expiring:1"));
    assert_non_null(strstr(show(house, NULL, june), "overdue/offer/overdue:1"));
}

static void test_nobody_is_told_what_he_may_not_do(void **state)
{
    struct house *house = *state;
    static const char *const languages[] = {"uk"};
    const struct rights reader = {.name = "otto"}, publisher = {.name = "eva", .roles = 1u << RIGHTS_PUBLISHER};
    const struct rights translator = {"ira", 1u << RIGHTS_TRANSLATOR, languages, 1}, author = {.name = "ada", .roles = 1u << RIGHTS_AUTHOR};
    assert_string_equal(show(house, &reader, today), "");
    assert_string_equal(show(house, &publisher, today), "");
    assert_string_equal(show(house, &translator, today), "");
    assert_string_equal(show(house, &author, today), show(house, NULL, today));
}

// ---- how much there is to translate ------------------------------------------------------------------------------

static size_t count_all(struct house *house, struct tally *tally, const struct rights *rights)
{
    bool changed = false;
    size_t steps = 0;
    tally_want(tally);
    while (tally_step(tally, house->editorial, rights, &changed)) {
        assert_false(changed); // all at once, at the end
        steps++;
    }
    assert_int_equal(changed, steps > 0);
    return steps;
}

static void test_languages_are_counted_one_after_the_other(void **state)
{
    struct house *house = *state;
    struct tally tally = {0};
    static const char *const languages[] = {"uk"};
    const struct rights translator = {"ira", 1u << RIGHTS_TRANSLATOR, languages, 1};
    size_t known, offered = 0;
    const struct language *table = language_table(&known);
    for (size_t i = 0; i < known; i++)
        offered += language_is_offered(&table[i], PROGRAM_KIOSK) && strcmp(table[i].tag, "de") != 0;
    assert_int_equal(count_all(house, &tally, NULL), 1 + offered); // the list, and each language
    assert_int_equal(tally.count, offered);
    assert_int_equal(count_all(house, &tally, NULL), 0); // nothing was changed since
    tally_close(&tally);
    tally = (struct tally){0};
    assert_int_equal(count_all(house, &tally, &translator), 2);
    assert_int_equal(tally.count, 1);
    assert_string_equal(tally.languages[0].language->tag, "uk");
    assert_int_equal(tally.languages[0].counts.of[TRANSLATION_MACHINE], 1);
    assert_int_equal(tally.languages[0].counts.of[TRANSLATION_CURRENT], 1);
    assert_int_equal(tally.languages[0].counts.of[TRANSLATION_MISSING], 19);
    tally_close(&tally);
}

static void test_what_was_counted_stays_until_it_is_counted_anew(void **state)
{
    struct house *house = *state;
    struct tally tally = {0};
    bool changed;
    static const char *const languages[] = {"uk"};
    const struct rights translator = {"ira", 1u << RIGHTS_TRANSLATOR, languages, 1};
    count_all(house, &tally, &translator);
    put(house, THING("term", "00000000-0000-4000-8000-0000000000aa", "amt-wort",
                     ", 'texts': {'de': {'name': " TEXT("Amt") ", 'explanation': " TEXT("Ein Haus.") "}}"), 0);
    tally_want(&tally);
    assert_true(tally_step(&tally, house->editorial, &translator, &changed));
    assert_int_equal(tally.languages[0].counts.of[TRANSLATION_MISSING], 19);
    while (tally_step(&tally, house->editorial, &translator, &changed))
        continue;
    assert_true(changed);
    assert_int_equal(tally.languages[0].counts.of[TRANSLATION_MISSING], 21);
    tally_want(&tally);
    expect(house, database_run(house->editorial, "INSERT INTO change (number, at, author, reason) VALUES (1000, '2026-11-23T09:00:00Z', 'x', '');"
                                                 "ALTER TABLE text RENAME TO lost", &house->problem));
    assert_false(tally_step(&tally, house->editorial, &translator, &changed));
    assert_int_equal(tally.languages[0].counts.of[TRANSLATION_MISSING], 21); // what cannot be read is not told as nothing
    tally_close(&tally);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fill_house, close_house)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_most_urgent_comes_first),
        TEST(test_each_kind_has_its_interval),
        TEST(test_nobody_is_told_what_he_may_not_do),
        TEST(test_languages_are_counted_one_after_the_other),
        TEST(test_what_was_counted_stays_until_it_is_counted_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
