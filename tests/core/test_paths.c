// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Conditions, three-valued tables, and the city's own tables asked with thousands of answers: with an answer less nothing goes away
// and nothing changes its place, whatever was answered.
#include "core/catalog/situations.h"
#include "tests/core/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 2000, SITUATIONS = 12 };

// ---- conditions ---------------------------------------------------------------------------------------------------

static const struct {
    enum path_question question;
    const char *text;
    path_values values; // 0: refused
    const char *why;
} conditions[] = {
    {PATH_WHOM, "me", 1, NULL},
    {PATH_WHOM, " child ,young", 6, NULL},
    {PATH_WHOM, "not(me)", 0x3e, NULL},
    {PATH_STATUS, "not(eu, none)", 0x17, NULL},
    {PATH_AGE, "4", 1 << 4, NULL},
    {PATH_AGE, "3..6", 0x78, NULL},
    {PATH_AGE, "<3", 7, NULL},
    {PATH_AGE, "<=3, none", 0xf | 1 << PATH_NO_CHILD, NULL},
    {PATH_AGE, ">=16", 3 << 16, NULL},
    {PATH_AGE, ">16", 1 << 17, NULL},
    {PATH_AGE, "not(<17)", 3 << 17, NULL},
    {PATH_TIME, "evening, weekend", 0xc, NULL},
    {PATH_DISTRICT, "Roßlau", 1, NULL},
    {PATH_DISTRICT, "not(Roßlau)", ~(path_values)1, NULL},
    {PATH_WHOM, "nobody", 0, "\"nobody\" is no answer to \"whom\""},
    {PATH_WHOM, "", 0, "has an answer that is empty"},
    {PATH_DISTRICT, "", 0, "has an answer that is empty"},
    {PATH_DISTRICT, "Nord, ", 0, "has an answer that is empty"},
    {PATH_WHOM, "me,,child", 0, "has an answer that is empty"},
    {PATH_WHOM, "not(me", 0, "has no closing bracket"},
    {PATH_WHOM, "open", 0, "\"open\" is no answer to \"whom\""},
    {PATH_AGE, "6..3", 0, "\"6..3\" is no answer to \"age\""},
    {PATH_AGE, "18", 0, "\"18\" is no answer to \"age\""},
    {PATH_AGE, "<0", 0, "\"<0\" is no answer to \"age\""},
    {PATH_AGE, ">17", 0, "\">17\" is no answer to \"age\""},
    {PATH_AGE, "3..", 0, "\"3..\" is no answer to \"age\""},
    {PATH_AGE, "99999999999999999999", 0, "\"99999999999999999999\" is no answer to \"age\""},
    {PATH_AGE, "<=17, none", 0, "is met by every answer"},
    {PATH_TIME, "not(morning, afternoon, evening, weekend)", 0, "is met by no answer"},
};

static void test_conditions_mean_what_they_say(void **state)
{
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        struct path_districts districts = {0};
        struct path_condition condition;
        const char *why;
        const char *mend;
        bool read = path_condition_read(&arena, conditions[i].question, &districts, conditions[i].text, &condition, &why, &mend);
        if (read != (conditions[i].values != 0))
            fail_msg("\"%s\" is %s", conditions[i].text, read ? "read" : why);
        if (read && (!condition.matters || condition.own || condition.values != conditions[i].values))
            fail_msg("\"%s\" is %" PRIx64, conditions[i].text, condition.values);
        if (!read)
            assert_string_equal(why, conditions[i].why);
        assert_true(read || strlen(mend) > 0);
    }
    arena_free(&arena);
}

static void test_what_does_not_matter_and_what_an_offer_states(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct path_districts districts = {0};
    struct path_condition condition;
    const char *why;
    const char *mend;
    assert_true(path_condition_read(&arena, PATH_AGE, &districts, "-", &condition, &why, &mend));
    assert_false(condition.matters);
    assert_true(path_condition_read(&arena, PATH_LANGUAGE, &districts, "spoken", &condition, &why, &mend));
    assert_true(condition.own);
    assert_true(path_condition_read(&arena, PATH_TIME, &districts, "open", &condition, &why, &mend));
    assert_true(condition.own);
    for (int i = 0; i <= PATH_DISTRICTS_MAX; i++) {
        bool fits = path_condition_read(&arena, PATH_DISTRICT, &districts, arena_format(&arena, "Ort %d", i), &condition, &why, &mend);
        assert_int_equal(fits, i < PATH_DISTRICTS_MAX);
    }
    assert_int_equal(path_value_count(PATH_DISTRICT, &districts), PATH_DISTRICTS_MAX + 1);
    assert_null(path_value_word(&arena, PATH_DISTRICT, &districts, PATH_DISTRICTS_MAX));
    arena_free(&arena);
}

// Every value has a word, which means it and nothing else.
static void test_each_value_has_its_word(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct path_districts districts = {.names = {"Nord", "Süd"}, .count = 2};
    for (int question = 0; question < PATH_QUESTIONS; question++) {
        assert_int_equal(path_question_of(path_question_name((enum path_question)question)), question);
        size_t count = path_value_count((enum path_question)question, &districts);
        for (size_t i = 0; i < count; i++) {
            struct path_condition condition;
            const char *why;
            const char *mend;
            const char *word = path_value_word(&arena, (enum path_question)question, &districts, i);
            assert_true(word != NULL || (question == PATH_DISTRICT && i == districts.count));
            assert_true(word == NULL ||
                        path_condition_read(&arena, (enum path_question)question, &districts, word, &condition, &why, &mend));
            assert_true(word == NULL || condition.values == (path_values)1 << i);
        }
    }
    assert_int_equal(path_question_of("reason"), PATH_QUESTIONS);
    arena_free(&arena);
}

// ---- tables -------------------------------------------------------------------------------------------------------

// A table of rows "offer whom status age", and what offers state of their times.
static struct path_table *make_table(struct arena *arena, const char *const *rows, size_t count)
{
    struct path_table *table = arena_allocate(arena, 1, sizeof *table);
    *table = (struct path_table){.row_count = count};
    for (size_t i = 0; i < count; i++) {
        char *rest = NULL;
        char *row = arena_copy_text(arena, rows[i]);
        table->rows[i] = (struct path_row){.offer = strtok_r(row, " ", &rest), .reason = "advice"};
        for (char *cell; (cell = strtok_r(NULL, " ", &rest)) != NULL;) {
            const char *why;
            const char *mend;
            char *text = strchr(cell, '=');
            *text++ = '\0';
            enum path_question question = path_question_of(cell);
            if (!path_condition_read(arena, question, &table->districts, text, &table->rows[i].conditions[question], &why, &mend))
                fail_msg("%s: %s", rows[i], why);
        }
    }
    return table;
}

#define TABLE(arena, ...)                                                                                              \
    make_table(arena, (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

// "a! b?": a fits, b may.
static const char *ask(struct arena *arena, const struct path_table *table, const struct path_answers *answers,
                       const struct path_answers *stated)
{
    struct path_result results[PATH_ROWS_MAX];
    struct arena_text text = {0};
    arena_append(arena, &text, "");
    size_t count = path_evaluate(table, answers, stated, results);
    for (size_t i = 0; i < count; i++)
        arena_append(arena, &text, arena_format(arena, "%s%s%s", i == 0 ? "" : " ", table->rows[results[i].row].offer,
                                                results[i].fits == PATH_TRUE ? "!" : "?"));
    return text.bytes;
}

static void test_unknown_hides_nothing(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct path_table *table = TABLE(&arena, "all", "eu status=eu", "both status=eu whom=young", "two status=asylum", "two whom=young", "kid age=3..6");
    struct path_answers answers = {{0}};
    assert_string_equal(ask(&arena, table, &answers, NULL), "all! eu? both? two? kid?");
    answers.values[PATH_STATUS] = 1 << 3; // eu
    assert_string_equal(ask(&arena, table, &answers, NULL), "all! eu! both? two? kid?");
    answers.values[PATH_WHOM] = 1; // me: false and unknown is false
    assert_string_equal(ask(&arena, table, &answers, NULL), "all! eu! kid?");
    answers.values[PATH_WHOM] = 1 << 2; // young
    assert_string_equal(ask(&arena, table, &answers, NULL), "all! eu! both! two! kid?");
    answers.values[PATH_AGE] = 1 << 8 | 1 << 4; // two children, one of them four
    assert_string_equal(ask(&arena, table, &answers, NULL), "all! eu! both! two! kid!");
    answers.values[PATH_AGE] = 1 << PATH_NO_CHILD;
    assert_string_equal(ask(&arena, table, &answers, NULL), "all! eu! both! two!");
    arena_free(&arena);
}

static void test_reasons_are_the_answers_that_count(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct path_table *table = TABLE(&arena, "kid status=eu age=3..6", "kid age=4 whom=me");
    struct path_result results[PATH_ROWS_MAX];
    struct path_answers answers = {.values = {[PATH_AGE] = 1 << 4}};
    assert_int_equal(path_evaluate(table, &answers, NULL, results), 1);
    assert_int_equal(results[0].because, 1u << PATH_AGE);
    assert_int_equal(results[0].open, 1u << PATH_STATUS);
    answers.values[PATH_WHOM] = 1;
    assert_int_equal(path_evaluate(table, &answers, NULL, results), 1);
    assert_int_equal(results[0].row, 1); // holds, the one before may
    assert_int_equal(results[0].because, 1u << PATH_AGE | 1u << PATH_WHOM);
    assert_int_equal(results[0].open, 0);
    arena_free(&arena);
}

static void test_what_an_offer_does_not_state_is_unknown(void **state)
{
    (void)state;
    struct arena arena = {0};
    const struct path_table *table = TABLE(&arena, "open time=open", "shut time=open", "silent time=open");
    const struct path_answers stated[] = {{.values = {[PATH_TIME] = 3}}, {.values = {[PATH_TIME] = 1}}, {.values = {0}}};
    struct path_answers answers = {.values = {[PATH_TIME] = 2}}; // in the afternoon
    assert_string_equal(ask(&arena, table, &answers, stated), "open! silent?");
    answers.values[PATH_TIME] = 0;
    assert_string_equal(ask(&arena, table, &answers, stated), "open? shut? silent?");
    arena_free(&arena);
}

// ---- what is wrong with a table -----------------------------------------------------------------------------------

struct told {
    struct arena arena;
    struct arena_text text;
};

static void tell(void *context, size_t row, const char *why, const char *mend)
{
    struct told *told = context;
    assert_true(strlen(mend) > 0);
    arena_append(&told->arena, &told->text, arena_format(&told->arena, "%s%d: %s", told->text.length == 0 ? "" : "; ",
                                                         row == PATH_ROWS_MAX ? -1 : (int)row, why));
}

static void expect_faults(struct told *told, const struct path_table *table, bool urgent, const char *expected)
{
    told->text = (struct arena_text){0};
    arena_append(&told->arena, &told->text, "");
    path_check(&told->arena, table, urgent, tell, told);
    assert_string_equal(told->text.bytes, expected);
}

static void test_tables_that_answer_nobody_are_told(void **state)
{
    (void)state;
    struct told told = {0};
    struct arena *arena = &told.arena;
    expect_faults(&told, TABLE(arena, "all", "eu status=eu"), false, "");
    expect_faults(&told, TABLE(arena, "all", "all status=eu"), false, "1: never counts, as row 1 has this offer for all whom it is for");
    expect_faults(&told, TABLE(arena, "all", "eu status=eu", "eu status=eu"), false,
                  "2: never counts, as row 2 has this offer for all whom it is for");
    expect_faults(&told, TABLE(arena, "all", "eu status=eu", "eu status=eu,none"), false, "");
    expect_faults(&told, TABLE(arena, "eu status=eu", "kid age=4"), false, "-1: has nothing for: status asylum, age 0");
    expect_faults(&told, TABLE(arena, "a", "b", "c", "d", "e", "f", "g", "h whom=child"), false,
                  "-1: has 8 offers for: whom child, and 7 are as many as somebody can do something with");
    expect_faults(&told, TABLE(arena, "all", "a whom=me", "b status=eu", "c age=1", "d time=morning", "e language=ar"), false,
                  "-1: asks 5 questions, and nobody answers more than 4");
    expect_faults(&told, TABLE(arena, "all", "a whom=me"), true, "-1: is urgent and asks something");
    expect_faults(&told, TABLE(arena, "all"), true, "");
    arena_free(&told.arena);
}

// ---- the city's tables --------------------------------------------------------------------------------------------

struct city {
    struct arena arena;
    struct catalog *catalog;
    struct catalog_situations situations;
    struct path_table *tables;
};

static int open_city(void **state)
{
    struct city *city = calloc(1, sizeof *city);
    struct problem problem;
    struct reader reader = reader_of(language_by_tag("de"));
    assert_int_equal(catalog_open(&city->catalog, arena_format(&city->arena, "%s/golden/catalog/1.db", getenv("KOMPASS_BUILD")), &problem),
                     STATUS_OK);
    city->situations = catalog_situations(city->catalog, &city->arena, &reader);
    city->tables = arena_allocate(&city->arena, city->situations.count, sizeof *city->tables);
    for (size_t i = 0; i < city->situations.count; i++)
        catalog_path_table(city->catalog, &city->arena, city->situations.items[i].id, &city->tables[i]);
    *state = city;
    return 0;
}

static int close_city(void **state)
{
    struct city *city = *state;
    catalog_close(&city->catalog);
    arena_free(&city->arena);
    free(city);
    return 0;
}

static void test_twelve_situations_in_every_language(void **state)
{
    struct city *city = *state;
    size_t count;
    const struct language *languages = language_table(&count);
    assert_int_equal(city->situations.count, SITUATIONS);
    for (size_t l = 0; l < count; l++) {
        struct reader reader = reader_of(&languages[l]);
        struct catalog_situations all = catalog_situations(city->catalog, &city->arena, &reader);
        for (size_t i = 0; i < all.count && language_is_offered(&languages[l], PROGRAM_KIOSK); i++) {
            assert_ptr_equal(all.items[i].name.language, &languages[l]);
            assert_non_null(all.items[i].pictogram);
            assert_int_equal(all.items[i].urgent, i == 7);
        }
    }
}

// The same numbers in every run: from 0 to `limit` - 1.
static unsigned random_below(uint32_t *seed, unsigned limit)
{
    *seed = *seed * 1103515245 + 12345;
    return (*seed >> 8) % limit;
}

static struct path_answers random_answers(const struct path_table *table, uint32_t *seed)
{
    struct path_answers answers = {{0}};
    for (int question = 0; question < PATH_QUESTIONS; question++) {
        size_t count = path_value_count((enum path_question)question, &table->districts);
        for (unsigned more = random_below(seed, 3); more > 0; more--)
            answers.values[question] |= (path_values)1 << random_below(seed, (unsigned)count);
    }
    return answers;
}

// The second list has all that the first has, in its order.
static void assert_within(const struct path_table *table, const struct path_result *less, size_t less_count, const struct path_result *more,
                          size_t more_count)
{
    size_t at = 0;
    for (size_t i = 0; i < more_count && at < less_count; i++)
        at += strcmp(table->rows[more[i].row].offer, table->rows[less[at].row].offer) == 0;
    assert_int_equal(at, less_count);
}

static void test_an_answer_less_takes_nothing_away(void **state)
{
    struct city *city = *state;
    uint32_t seed = 20261130;
    for (int round = 0; round < ROUNDS; round++) {
        const struct path_table *table = &city->tables[random_below(&seed, SITUATIONS)];
        struct path_result all[PATH_ROWS_MAX], fewer[PATH_ROWS_MAX], again[PATH_ROWS_MAX];
        struct path_answers answers = random_answers(table, &seed);
        struct path_answers stated[PATH_ROWS_MAX];
        for (size_t i = 0; i < table->row_count; i++)
            stated[i] = random_answers(table, &seed);
        size_t count = path_evaluate(table, &answers, stated, all);
        assert_int_equal(path_evaluate(table, &answers, stated, again), count);
        assert_within(table, all, count, again, count);
        for (int question = 0; question < PATH_QUESTIONS; question++) {
            struct path_answers less = answers;
            less.values[question] = 0;
            assert_within(table, all, count, fewer, path_evaluate(table, &less, stated, fewer));
            struct path_answers more = answers; // a second child, another language
            more.values[question] |= answers.values[question] == 0 ? 0 : 2;
            assert_within(table, all, count, fewer, path_evaluate(table, &more, stated, fewer));
        }
    }
}

// For each row there is somebody for whom it is the reason.
static void test_every_row_is_reached(void **state)
{
    struct city *city = *state;
    for (size_t i = 0; i < city->situations.count; i++) {
        const struct path_table *table = &city->tables[i];
        for (size_t row = 0; row < table->row_count; row++) {
            struct path_answers answers = {{0}};
            struct path_answers stated[PATH_ROWS_MAX] = {0};
            struct path_result results[PATH_ROWS_MAX];
            for (int question = 0; question < PATH_QUESTIONS; question++) {
                const struct path_condition *condition = &table->rows[row].conditions[question];
                path_values met = condition->own ? 1 : condition->values;
                answers.values[question] = met & ~(met - 1);
                stated[row].values[question] = condition->own ? 1 : 0;
            }
            bool reached = false;
            size_t count = path_evaluate(table, &answers, stated, results);
            for (size_t k = 0; k < count; k++)
                reached = reached || (results[k].row == row && results[k].fits == PATH_TRUE);
            assert_true(reached);
        }
        assert_int_equal(path_check(&city->arena, table, city->situations.items[i].urgent, NULL, NULL), 0);
    }
}

// A catalog from before there were situations has none, and is read all the same.
static void test_an_older_catalog_has_none(void **state)
{
    struct city *city = *state;
    struct catalog *older;
    struct problem problem;
    struct reader reader = reader_of(language_by_tag("de"));
    char *folder = fixture_folder(&city->arena);
    char *path = arena_format(&city->arena, "%s/1.db", folder);
    fixture_catalog(path, "DROP TABLE situation_row; DROP TABLE situation");
    assert_int_equal(catalog_open(&older, path, &problem), STATUS_OK);
    assert_false(catalog_has_situations(older));
    assert_int_equal(catalog_situations(older, &city->arena, &reader).count, 0);
    assert_int_equal(catalog_verify(older, &problem), STATUS_OK);
    catalog_close(&older);
    fixture_remove_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_conditions_mean_what_they_say),
        cmocka_unit_test(test_what_does_not_matter_and_what_an_offer_states),
        cmocka_unit_test(test_each_value_has_its_word),
        cmocka_unit_test(test_unknown_hides_nothing),
        cmocka_unit_test(test_reasons_are_the_answers_that_count),
        cmocka_unit_test(test_what_an_offer_does_not_state_is_unknown),
        cmocka_unit_test(test_tables_that_answer_nobody_are_told),
        cmocka_unit_test_setup_teardown(test_twelve_situations_in_every_language, open_city, close_city),
        cmocka_unit_test_setup_teardown(test_an_answer_less_takes_nothing_away, open_city, close_city),
        cmocka_unit_test_setup_teardown(test_every_row_is_reached, open_city, close_city),
        cmocka_unit_test_setup_teardown(test_an_older_catalog_has_none, open_city, close_city),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
