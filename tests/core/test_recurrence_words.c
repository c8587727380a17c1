// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Rules of recurrence in words: what is chosen is the rule, a rule that words can say comes back to them and means the same
// days, and any other is kept.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/time/recurrence_words.h"

#include <string.h>

enum { TIMES = 40, CHOSEN = 20000 };

static const struct local_time tuesday = {.year = 2026, .month = 12, .day = 8, .hour = 17, .minute = 30, .weekday = 1};

static struct recurrence_words words_of(const char *rule)
{
    struct recurrence_words words;
    recurrence_words_read(rule, tuesday, &words);
    return words;
}

static void assert_rule(const struct recurrence_words *words, const char *rule)
{
    struct arena arena = {0};
    assert_string_equal(recurrence_words_write(&arena, words, tuesday), rule);
    arena_free(&arena);
}

// Both begin on the same days.
static void assert_same_days(const char *rule, const char *other)
{
    struct occurrence times[TIMES], others[TIMES];
    const struct recurrence one = {tuesday, 60, rule, NULL, NULL}, two = {tuesday, 60, other, NULL, NULL};
    size_t count = recurrence_list(&one, tuesday, times, TIMES);
    assert_int_equal(recurrence_list(&two, tuesday, others, TIMES), count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(recurrence_minutes(times[i].begins, others[i].begins), 0);
}

static void test_words_of_rules(void **state)
{
    (void)state;
    static const struct {
        const char *rule;
        enum recurrence_choice choice;
        int interval;
        unsigned weekdays, ordinals;
        int month_day, until_day, count;
        const char *written;
    } rules[] = {
        {"FREQ=DAILY", RECURRENCE_EVERY_DAY, 1, 0, 0, 0, 0, 0, "FREQ=DAILY"},
        {"FREQ=WEEKLY", RECURRENCE_EVERY_WEEK, 1, 2, 0, 0, 0, 0, "FREQ=WEEKLY;BYDAY=TU"},
        {"FREQ=WEEKLY;BYDAY=FR,MO;INTERVAL=2", RECURRENCE_EVERY_WEEK, 2, 17, 0, 0, 0, 0, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR"},
        {"FREQ=WEEKLY;WKST=SU;BYDAY=TU", RECURRENCE_EVERY_WEEK, 1, 2, 0, 0, 0, 0, "FREQ=WEEKLY;BYDAY=TU"},
        {"FREQ=MONTHLY;BYDAY=2TU", RECURRENCE_MONTH_WEEKDAY, 1, 2, 2, 0, 0, 0, "FREQ=MONTHLY;BYDAY=2TU"},
        {"FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", RECURRENCE_MONTH_WEEKDAY, 1, 2, 2, 0, 0, 0, "FREQ=MONTHLY;BYDAY=2TU"},
        {"FREQ=MONTHLY;BYDAY=-1FR;COUNT=5", RECURRENCE_MONTH_WEEKDAY, 1, 16, 32, 0, 0, 5, "FREQ=MONTHLY;BYDAY=-1FR;COUNT=5"},
        {"FREQ=MONTHLY;BYDAY=1SA,3SA", RECURRENCE_MONTH_WEEKDAY, 1, 32, 5, 0, 0, 0, "FREQ=MONTHLY;BYDAY=1SA,3SA"},
        {"FREQ=MONTHLY;BYMONTHDAY=15", RECURRENCE_MONTH_DAY, 1, 0, 0, 15, 0, 0, "FREQ=MONTHLY;BYMONTHDAY=15"},
        {"FREQ=MONTHLY;BYMONTHDAY=-1", RECURRENCE_MONTH_DAY, 1, 0, 0, -1, 0, 0, "FREQ=MONTHLY;BYMONTHDAY=-1"},
        {"FREQ=MONTHLY", RECURRENCE_MONTH_DAY, 1, 0, 0, 8, 0, 0, "FREQ=MONTHLY;BYMONTHDAY=8"},
        {"FREQ=YEARLY", RECURRENCE_EVERY_YEAR, 1, 0, 0, 0, 0, 0, "FREQ=YEARLY"},
        {"FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=8", RECURRENCE_EVERY_YEAR, 1, 0, 0, 0, 0, 0, "FREQ=YEARLY"},
        {"FREQ=WEEKLY;UNTIL=20270131", RECURRENCE_EVERY_WEEK, 1, 2, 0, 0, 31, 0, "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270131"},
        {"FREQ=DAILY;UNTIL=20270131T235900", RECURRENCE_EVERY_DAY, 1, 0, 0, 0, 31, 0, "FREQ=DAILY;UNTIL=20270131"},
        {"FREQ=DAILY;UNTIL=20270131T120000", RECURRENCE_EVERY_DAY, 1, 0, 0, 0, 30, 0, "FREQ=DAILY;UNTIL=20270130"},
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        struct recurrence_words words = words_of(rules[i].rule);
        assert_int_equal(words.choice, rules[i].choice);
        assert_int_equal(words.interval, rules[i].interval);
        assert_int_equal(words.weekdays, rules[i].weekdays);
        assert_int_equal(words.ordinals, rules[i].ordinals);
        assert_int_equal(words.month_day, rules[i].month_day);
        assert_int_equal(words.has_until, rules[i].until_day > 0);
        assert_int_equal(words.until.day, rules[i].until_day);
        assert_int_equal(words.count, rules[i].count);
        assert_rule(&words, rules[i].written);
        assert_same_days(rules[i].rule, rules[i].written);
    }
    assert_int_equal(words_of(NULL).choice, RECURRENCE_ONCE);
}

static void test_what_words_cannot_say_is_kept(void **state)
{
    (void)state;
    static const char *const rules[] = {
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,TU",
        "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=2",
        "FREQ=MONTHLY;BYDAY=1MO,2TU",
        "FREQ=MONTHLY;BYMONTHDAY=1,15",
        "FREQ=MONTHLY;BYMONTHDAY=-2",
        "FREQ=MONTHLY;BYDAY=-2FR",
        "FREQ=MONTHLY;BYDAY=TU",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=YEARLY;BYMONTH=3,9",
        "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "FREQ=YEARLY;BYWEEKNO=20",
        "FREQ=DAILY;BYMONTH=1",
        "FREQ=DAILY;INTERVAL=100",
        "FREQ=DAILY;COUNT=1000",
        "FREQ=DAILY;UNTIL=20270131T120000Z",
        "FREQ=HOURLY",
        "every Tuesday",
        "",
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        struct recurrence_words words = words_of(rules[i]);
        assert_int_equal(words.choice, RECURRENCE_OTHER);
        assert_rule(&words, rules[i]);
    }
}

static void test_a_start_suggests(void **state)
{
    (void)state;
    struct recurrence_words words = {.choice = RECURRENCE_EVERY_WEEK, .interval = 1};
    assert_rule(&words, "FREQ=WEEKLY;BYDAY=TU");
    words = recurrence_words_suggest(RECURRENCE_MONTH_WEEKDAY, tuesday);
    assert_rule(&words, "FREQ=MONTHLY;BYDAY=2TU");
    words = recurrence_words_suggest(RECURRENCE_MONTH_DAY, tuesday);
    assert_rule(&words, "FREQ=MONTHLY;BYMONTHDAY=8");
    words = recurrence_words_suggest(RECURRENCE_EVERY_YEAR, tuesday);
    assert_rule(&words, "FREQ=YEARLY");
    struct arena arena = {0};
    words = recurrence_words_suggest(RECURRENCE_ONCE, tuesday);
    assert_null(recurrence_words_write(&arena, &words, tuesday));
    arena_free(&arena);
}

static unsigned seed = 1;

static unsigned random_below(unsigned count)
{
    seed = seed * 1103515245U + 12345U;
    return (seed >> 16) % count;
}

// Whatever is chosen, its rule is read back to the same words.
static void test_all_that_can_be_chosen_comes_back(void **state)
{
    (void)state;
    struct arena arena = {0};
    for (int i = 0; i < CHOSEN; i++) {
        struct recurrence_words chosen = {.choice = 1 + random_below(RECURRENCE_EVERY_YEAR), .interval = (int)(1 + random_below(4))};
        struct recurrence_words words;
        if (chosen.choice == RECURRENCE_EVERY_WEEK)
            chosen.weekdays = 1 + random_below(127);
        if (chosen.choice == RECURRENCE_MONTH_WEEKDAY) {
            chosen.weekdays = 1U << random_below(7);
            chosen.ordinals = 1 + random_below(63);
        }
        if (chosen.choice == RECURRENCE_MONTH_DAY)
            chosen.month_day = random_below(5) == 0 ? RECURRENCE_LAST_DAY : (int)(1 + random_below(31));
        if (random_below(3) == 0)
            chosen.count = (int)(1 + random_below(RECURRENCE_COUNT_MAX));
        else if (random_below(2) == 0) {
            chosen.has_until = true;
            chosen.until = clock_from_day_number(clock_day_number(2026, 12, 8) + random_below(4000));
        }
        const char *rule = recurrence_words_write(&arena, &chosen, tuesday);
        recurrence_words_read(rule, tuesday, &words);
        assert_int_equal(words.choice, chosen.choice);
        assert_int_equal(words.interval, chosen.interval);
        assert_int_equal(words.weekdays, chosen.weekdays);
        assert_int_equal(words.ordinals, chosen.ordinals);
        assert_int_equal(words.month_day, chosen.month_day);
        assert_int_equal(words.count, chosen.count);
        assert_int_equal(words.has_until, chosen.has_until);
        assert_memory_equal(&words.until, &chosen.until, sizeof words.until);
        arena_reset(&arena);
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_of_rules),
        cmocka_unit_test(test_what_words_cannot_say_is_kept),
        cmocka_unit_test(test_a_start_suggests),
        cmocka_unit_test(test_all_that_can_be_chosen_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
