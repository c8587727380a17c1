// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Generated rules against a slow reader of RFC 5545 that shares nothing with ours: it counts a calendar day by day,
// lists what each part of a rule names ("the third Tuesday" is the third in a list of Tuesdays) and strikes out what is
// not in every list. Rules that go on looking for what never comes are here, too. KOMPASS_RULES and KOMPASS_SEED are
// for longer runs.
#include "tests/core/fixture.h"

#include "core/time/recurrence.h"

#include <stdlib.h>

enum {
    FIRST_YEAR = 1968,
    YEARS = 90,
    DAYS = YEARS * 366,
    START_YEARS = 40, // starts are in 1970 to 2009
    LIST_MAX = 24,
    RULES = 4000,
};

// ---- a calendar ---------------------------------------------------------------------------------------------------

struct day {
    int year, month, day, weekday; // weekday: 0 is Monday
};

static struct day calendar[DAYS];
static int day_count;
static int year_begins[YEARS + 1];                                     // the index of 1 January
static int month_begins[YEARS * 12 + 1];                               // and of each month's first day
static int week_of[7][DAYS], weeks_in[7][DAYS], week_year_of[7][DAYS]; // by the weekday that weeks begin on

static void count_calendar(void)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int weekday = 0; // 1 January 1968 was a Monday
    for (int year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year++) {
        year_begins[year - FIRST_YEAR] = day_count;
        for (int month = 1; month <= 12; month++) {
            int length =
                month == 2 && year % 4 == 0 ? 29 : lengths[month - 1]; // 2000 is a leap year, 2100 is not reached
            month_begins[(year - FIRST_YEAR) * 12 + month - 1] = day_count;
            for (int day = 1; day <= length; day++) {
                calendar[day_count++] = (struct day){year, month, day, weekday};
                weekday = (weekday + 1) % 7;
            }
        }
    }
    year_begins[YEARS] = month_begins[YEARS * 12] = day_count;
}

// A week belongs to the year that most of its days are in, and is counted there.
static void count_weeks(int starts)
{
    int first = 0;
    while (calendar[first].weekday != starts)
        first++;
    int number = 0, year = 0, year_first = first;
    for (int week = first; week + 7 <= day_count; week += 7) {
        int most = calendar[week + 3].year;
        if (most != year) {
            for (int i = year_first; i < week; i++)
                weeks_in[starts][i] = number;
            number = 0;
            year = most;
            year_first = week;
        }
        number++;
        for (int i = week; i < week + 7; i++) {
            week_of[starts][i] = number;
            week_year_of[starts][i] = year;
        }
    }
}

static int set_up_calendar(void **state)
{
    (void)state;
    count_calendar();
    for (int starts = 0; starts < 7; starts++)
        count_weeks(starts);
    return 0;
}

// ---- a rule -------------------------------------------------------------------------------------------------------

struct numbers {
    int items[6];
    int count;
};

struct generated {
    char frequency;             // 'D', 'W', 'M', 'Y'
    int interval, count, until; // until: index of a day, -1 for none
    int week_starts;
    struct numbers months, weeks, year_days, month_days, positions;
    struct {
        int number, weekday; // number 0: every one
    } by_day[5];
    int by_day_count;
    int start; // index of a day
};

static uint64_t seed;

static int below(int limit)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (int)((seed >> 33) % (uint64_t)limit);
}

static void some_numbers(struct numbers *numbers, int chance, int highest, bool negative)
{
    numbers->count = below(100) < chance ? 1 + below(below(3) == 0 ? 6 : 2) : 0;
    for (int i = 0; i < numbers->count; i++)
        numbers->items[i] = (1 + below(highest)) * (negative && below(2) ? -1 : 1);
}

static struct generated some_rule(void)
{
    struct generated rule = {.frequency = "DWMY"[below(4)], .until = -1};
    bool yearly = rule.frequency == 'Y';
    rule.interval = below(3) == 0 ? 1 : 1 + below(below(4) == 0 ? 40 : 4);
    rule.week_starts = below(3) == 0 ? below(7) : 0;
    rule.start = year_begins[2 + below(START_YEARS)] + (below(3) == 0 ? below(10) - 5 : below(365));
    some_numbers(&rule.months, 35, 12, false);
    some_numbers(&rule.weeks, yearly ? 35 : 0, 53, true);
    for (int i = 0; i < rule.weeks.count; i++) { // those that reach into another year
        if (below(2) == 0)
            rule.weeks.items[i] = (below(2) == 0 ? 1 : 52 + below(2)) * (below(2) == 0 ? -1 : 1);
    }
    some_numbers(&rule.year_days, yearly ? 20 : 0, 366, true);
    some_numbers(&rule.month_days, rule.frequency == 'W' ? 0 : 35, 31, true);
    rule.by_day_count = below(2) == 0 ? 0 : 1 + below(5);
    bool numbered = (rule.frequency == 'M' || (yearly && rule.weeks.count == 0)) && below(2) == 0;
    for (int i = 0; i < rule.by_day_count; i++) {
        rule.by_day[i].weekday = below(7);
        if (numbered && below(4) > 0)
            rule.by_day[i].number = (1 + below(yearly && rule.months.count == 0 ? 53 : 5)) * (below(2) ? -1 : 1);
    }
    bool any =
        rule.months.count + rule.weeks.count + rule.year_days.count + rule.month_days.count + rule.by_day_count > 0;
    some_numbers(&rule.positions, any ? 30 : 0, below(2) ? 3 : 60, true);
    if (below(3) == 0)
        rule.count = 1 + below(30);
    else if (below(3) == 0)
        rule.until = rule.start + below(3000);
    return rule;
}

static void write_numbers(char *text, const char *name, const struct numbers *numbers)
{
    for (int i = 0; i < numbers->count; i++)
        sprintf(text + strlen(text), "%s%s%d", i == 0 ? name : ",",
                numbers->items[i] > 0 && i % 2 == 1 && strcmp(name, ";BYMONTH=") != 0 ? "+" : "", numbers->items[i]);
}

static void write_rule(char *text, const struct generated *rule)
{
    static const char *const weekdays[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    const char *frequency = rule->frequency == 'D'   ? "DAILY"
                            : rule->frequency == 'W' ? "WEEKLY"
                            : rule->frequency == 'M' ? "MONTHLY"
                                                     : "YEARLY";
    sprintf(text, "FREQ=%s;INTERVAL=%d", frequency, rule->interval);
    write_numbers(text, ";BYMONTH=", &rule->months);
    write_numbers(text, ";BYWEEKNO=", &rule->weeks);
    write_numbers(text, ";BYYEARDAY=", &rule->year_days);
    write_numbers(text, ";BYMONTHDAY=", &rule->month_days);
    write_numbers(text, ";BYSETPOS=", &rule->positions);
    for (int i = 0; i < rule->by_day_count; i++) {
        sprintf(text + strlen(text), "%s", i == 0 ? ";BYDAY=" : ",");
        if (rule->by_day[i].number != 0)
            sprintf(text + strlen(text), "%d", rule->by_day[i].number);
        strcat(text, weekdays[rule->by_day[i].weekday]);
    }
    if (rule->week_starts != 0)
        sprintf(text + strlen(text), ";WKST=%s", weekdays[rule->week_starts]);
    if (rule->count > 0)
        sprintf(text + strlen(text), ";COUNT=%d", rule->count);
    if (rule->until >= 0)
        sprintf(text + strlen(text), ";UNTIL=%04d%02d%02d", calendar[rule->until].year, calendar[rule->until].month,
                calendar[rule->until].day);
}

// ---- its days -----------------------------------------------------------------------------------------------------

static bool struck[DAYS], listed[DAYS]; // struck out; in the list of the present part

static void begin_list(void)
{
    memset(listed, 0, sizeof listed);
}

static void strike_what_is_not_listed(void)
{
    for (int i = 0; i < day_count; i++)
        struck[i] = struck[i] || !listed[i];
}

// Lists the n-th of the days from `first` to before `behind` that are of the weekday; any day when it is -1. With
// `number` 0 all of them.
static void list_of(int first, int behind, int weekday, int number)
{
    int found[366];
    int count = 0;
    for (int i = first; i < behind; i++) {
        if (weekday < 0 || calendar[i].weekday == weekday)
            found[count++] = i;
    }
    for (int i = 0; i < count; i++) {
        if (number == 0 || number == i + 1 || number == i - count)
            listed[found[i]] = true;
    }
}

static void list_of_each(const int *begins, int periods, const struct numbers *numbers)
{
    begin_list();
    for (int period = 0; period < periods; period++) {
        for (int i = 0; i < numbers->count; i++)
            list_of(begins[period], begins[period + 1], -1, numbers->items[i]);
    }
    strike_what_is_not_listed();
}

static void list_weeks(const struct generated *rule)
{
    begin_list();
    for (int day = 0; day < day_count; day++) {
        for (int i = 0; i < rule->weeks.count; i++) {
            int week = rule->weeks.items[i];
            int number = week > 0 ? week : weeks_in[rule->week_starts][day] + 1 + week;
            listed[day] = listed[day] || week_of[rule->week_starts][day] == number;
        }
    }
    strike_what_is_not_listed();
}

static void list_weekdays(const struct generated *rule, bool in_months)
{
    begin_list();
    for (int i = 0; i < rule->by_day_count; i++) {
        const int *begins = in_months ? month_begins : year_begins;
        for (int period = 0; period < (in_months ? YEARS * 12 : YEARS); period++)
            list_of(begins[period], begins[period + 1], rule->by_day[i].weekday, rule->by_day[i].number);
    }
    strike_what_is_not_listed();
}

static void strike_months(const struct generated *rule)
{
    for (int day = 0; day < day_count; day++) {
        bool named = false;
        for (int i = 0; i < rule->months.count; i++)
            named = named || rule->months.items[i] == calendar[day].month;
        struck[day] = struck[day] || !named;
    }
}

// The rule with what it takes from the start.
static struct generated completed(struct generated rule)
{
    const struct day *start = &calendar[rule.start];
    bool no_day = rule.by_day_count == 0 && rule.month_days.count == 0 && rule.year_days.count == 0;
    bool same_month = rule.frequency == 'Y' && rule.weeks.count == 0 && rule.months.count == 0 &&
                      rule.year_days.count == 0 && rule.by_day_count == 0;
    same_month = same_month || (rule.frequency == 'Y' && rule.weeks.count == 0 && rule.months.count == 0 &&
                                rule.year_days.count == 0 && rule.month_days.count > 0);
    if (rule.frequency != 'D' && no_day) {
        if (rule.frequency == 'W' || rule.weeks.count > 0)
            rule.by_day[rule.by_day_count++].weekday = start->weekday;
        else
            rule.month_days = (struct numbers){{start->day}, 1};
    }
    if (same_month)
        rule.months = (struct numbers){{start->month}, 1};
    return rule;
}

// What counts intervals: the same number in each day of an interval, the next one in the next.
static int interval_number(const struct generated *rule, int day)
{
    switch (rule->frequency) {
    case 'D':
        return day;
    case 'W':
        return (day + 7 - (rule->week_starts - calendar[0].weekday + 7) % 7) / 7;
    case 'M':
        return calendar[day].year * 12 + calendar[day].month;
    default:
        return rule->weeks.count > 0 ? week_year_of[rule->week_starts][day] : calendar[day].year;
    }
}

static bool is_chosen(const struct generated *rule, int position, int count)
{
    bool chosen = rule->positions.count == 0;
    for (int i = 0; i < rule->positions.count; i++)
        chosen = chosen || rule->positions.items[i] == position + 1 || rule->positions.items[i] == position - count;
    return chosen;
}

// The first days of the rule, LIST_MAX at most; those of the calendar's last years are not sure and not asked for.
static int slow_days(const struct generated *generated, int *days)
{
    const struct generated rule = completed(*generated);
    memset(struck, 0, sizeof struck);
    if (rule.months.count > 0)
        strike_months(&rule);
    if (rule.weeks.count > 0)
        list_weeks(&rule);
    if (rule.year_days.count > 0)
        list_of_each(year_begins, YEARS, &rule.year_days);
    if (rule.month_days.count > 0)
        list_of_each(month_begins, YEARS * 12, &rule.month_days);
    if (rule.by_day_count > 0)
        list_weekdays(&rule, rule.frequency == 'M' || generated->months.count > 0);
    int base = interval_number(&rule, rule.start);
    if (rule.weeks.count > 0) { // a year of weeks with no date left does not count
        bool left = false;
        for (int day = rule.start; day < day_count && interval_number(&rule, day) == base; day++) {
            int first = day, behind = day, position = 0, count = 0;
            while (interval_number(&rule, first - 1) == base)
                first--;
            while (interval_number(&rule, behind) == base)
                behind++;
            for (int i = first; i < behind; i++) {
                position += !struck[i] && i < day;
                count += !struck[i];
            }
            left = left || (!struck[day] && is_chosen(&rule, position, count));
        }
        base = left ? base : calendar[rule.start].year;
    }
    int listed_count = 0, found = 0;
    int first = rule.start;
    while (first > 0 && interval_number(&rule, first - 1) == interval_number(&rule, rule.start))
        first--;
    for (int behind; first < day_count - 800; first = behind) {
        int meant[371], count = 0;
        for (behind = first; interval_number(&rule, behind) == interval_number(&rule, first); behind++) {
            if (!struck[behind])
                meant[count++] = behind;
        }
        int away = interval_number(&rule, first) - base;
        for (int i = 0; i < count && away >= 0 && away % rule.interval == 0; i++) {
            if (!is_chosen(&rule, i, count) || meant[i] < rule.start || (rule.until >= 0 && meant[i] > rule.until) ||
                (rule.count > 0 && listed_count >= rule.count))
                continue;
            listed_count++;
            days[found++] = meant[i];
            if (found == LIST_MAX)
                return found;
        }
    }
    return found;
}

// ---- both ---------------------------------------------------------------------------------------------------------

static struct local_time time_of(int index)
{
    const struct day *day = &calendar[index];
    struct local_time time = clock_from_day_number(clock_day_number(day->year, day->month, day->day));
    assert_int_equal(time.weekday, day->weekday);
    time.hour = 18;
    return time;
}

static int64_t number_of(int index)
{
    return clock_day_number(calendar[index].year, calendar[index].month, calendar[index].day);
}

// From a day between the first and the last one found: what recurrence_list() jumps to is what comes when nothing is
// jumped.
static void compare_from_the_middle(const struct recurrence *recurrence, const int *days, int count)
{
    int from = days[below(count)] - below(40);
    int next = 0;
    while (next < count && days[next] < from)
        next++;
    if (from < 0 || next + 2 > count)
        return;
    struct occurrence found[2];
    size_t listed_count = recurrence_list(recurrence, time_of(from), found, 2);
    for (int i = 0; i < 2; i++) {
        if (listed_count < 2 || clock_day_number(found[i].begins.year, found[i].begins.month, found[i].begins.day) !=
                                    number_of(days[next + i]))
            fail_msg("%s: the times from %d-%02d-%02d on are wrong", recurrence->rule, calendar[from].year,
                     calendar[from].month, calendar[from].day);
    }
    if (recurrence_is_on(recurrence, time_of(from)) != (days[next] == from))
        fail_msg("%s: wrong whether it is on %d-%02d-%02d", recurrence->rule, calendar[from].year, calendar[from].month,
                 calendar[from].day);
}

static void compare(const struct generated *rule)
{
    char text[600];
    int slow[LIST_MAX];
    struct recurrence_days days;
    int64_t fast;
    write_rule(text, rule);
    int count = slow_days(rule, slow);
    const struct recurrence recurrence = {time_of(rule->start), 60, text, NULL, NULL};
    const struct day *start = &calendar[rule->start];
    if (!recurrence_days_begin(&days, &recurrence, recurrence.starts))
        fail_msg("%s is refused", text);
    for (int i = 0; i < count; i++) {
        bool found = recurrence_days_next(&days, &fast);
        const struct local_time wrong = clock_from_day_number(found ? fast : 0);
        const struct day *right = &calendar[slow[i]];
        if (!found || fast != number_of(slow[i]))
            fail_msg("%s from %d-%02d-%02d: the %d. is %d-%02d-%02d, not %d-%02d-%02d", text, start->year, start->month,
                     start->day, i + 1, wrong.year, wrong.month, wrong.day, right->year, right->month, right->day);
    }
    if (count < LIST_MAX && recurrence_days_next(&days, &fast) && fast < number_of(day_count - 801))
        fail_msg("%s from %d-%02d-%02d has more than %d days", text, start->year, start->month, start->day, count);
    if (count > 0)
        compare_from_the_middle(&recurrence, slow, count);
}

static void test_generated_rules(void **state)
{
    (void)state;
    const char *wanted = getenv("KOMPASS_RULES");
    const char *given = getenv("KOMPASS_SEED");
    long rules = wanted == NULL ? RULES : strtol(wanted, NULL, 10);
    seed = given == NULL ? 5545 : strtoull(given, NULL, 10);
    print_message("%ld rules, seed %llu\n", rules, (unsigned long long)seed);
    for (long i = 0; i < rules; i++) {
        const struct generated rule = some_rule();
        compare(&rule);
    }
}

// However a rule is made, what one call looks at is bounded; a start long ago costs nothing unless it is counted from
// there.
static void test_looking_is_bounded(void **state)
{
    (void)state;
    static const char *const hostile[] = {
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO;BYSETPOS=2",
        "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=3",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=MONTHLY;INTERVAL=999999;BYMONTHDAY=31;BYMONTH=2",
        "FREQ=YEARLY;BYWEEKNO=20;BYMONTH=12",
        "FREQ=YEARLY;BYYEARDAY=1;BYMONTHDAY=2",
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO;COUNT=999999",
        "FREQ=DAILY;COUNT=999999",
    };
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        struct recurrence_days days;
        struct occurrence found;
        int64_t day;
        const struct recurrence old = {{.year = 1, .month = 1, .day = 1}, 60, hostile[i], NULL, NULL};
        assert_true(recurrence_days_begin(&days, &old, old.starts));
        while (recurrence_days_next(&days, &day))
            ;
        assert_in_range(days.looked_at, 1, RECURRENCE_LOOKED_AT_MAX + 371);
        assert_int_equal(recurrence_list(&old, time_of(20000), &found, 1), 0);
        assert_int_equal(recurrence_list(&old, (struct local_time){.year = 9999, .month = 12, .day = 31}, &found, 1),
                         0);
    }
    const struct recurrence long_ago = {
        {.year = 1, .month = 1, .day = 1}, 60, "FREQ=DAILY;INTERVAL=3;BYMONTHDAY=-1", NULL, NULL};
    struct recurrence_days days;
    int64_t day;
    assert_true(recurrence_days_begin(&days, &long_ago, time_of(20000)));
    assert_true(recurrence_days_next(&days, &day) && day >= number_of(20000));
    assert_in_range(days.looked_at, 1, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_generated_rules),
        cmocka_unit_test(test_looking_is_bounded),
    };
    return cmocka_run_group_tests(tests, set_up_calendar, NULL);
}
