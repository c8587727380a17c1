// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of closures: which holds, what the hours are then, and a comparison with a slow reader of the same rules.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/base/arena.h"
#include "core/time/hours.h"
#include "tests/core/slow_bounds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAY = 1440, OFFICE = 6 };

// Monday and Tuesday, Thursday in the morning and by appointment, Friday, and Saturday night.
static const struct opening_span office[] = {
    {.weekday = 0, .open_minute = 480, .close_minute = 720},
    {.weekday = 1, .open_minute = 480, .close_minute = 1080},
    {.weekday = 3, .open_minute = 480, .close_minute = 720},
    {.weekday = 3, .open_minute = 780, .close_minute = 960, .by_appointment = true},
    {.weekday = 4, .open_minute = 480, .close_minute = 720},
    {.weekday = 5, .open_minute = 1200, .close_minute = 1620},
};
static const struct holiday holidays[] = {
    {.month = 1, .day = 1, .name = "Neujahr"},
    {.month = 10, .day = 31, .name = "Reformationstag"},
    {.month = 12, .day = 25, .name = "1. Weihnachtstag"},
    {.month = 12, .day = 26, .name = "2. Weihnachtstag"},
};
enum { HOLIDAYS = sizeof holidays / sizeof *holidays };

static struct local_time at(const char *text)
{
    struct local_time time;
    struct problem problem;
    assert_int_equal(clock_parse(text, &time, &problem), STATUS_OK);
    return time;
}

static int64_t day(const char *text)
{
    struct local_time midnight;
    assert_true(clock_parse_day(text, &midnight));
    return clock_day_number(midnight.year, midnight.month, midnight.day);
}

// `last` NULL: until further notice.
static struct closure closed(enum closure_scope scope, const char *first, const char *last, const char *reason)
{
    return (struct closure){.scope = scope, .days = {day(first), last == NULL ? CLOSURE_NO_END : day(last)}, .reason = reason};
}

static struct closure changed(struct closure closure, const struct opening_span *spans, size_t count)
{
    closure.spans = spans;
    closure.span_count = count;
    return closure;
}

static struct closure yearly(struct closure closure)
{
    closure.every_year = true;
    return closure;
}

static struct opening_rules rules_with(const struct closure *closures, size_t count)
{
    return (struct opening_rules){office, OFFICE, holidays, HOLIDAYS, closures, count};
}

struct expected {
    const char *now;
    enum opening_state state;
    enum opening_reason reason;
    const char *next; // NULL: no next change
};

static void expect(const struct opening_rules *rules, const struct expected *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct opening opening;
        char next[CLOCK_TIME_BYTES] = "";
        hours_at(rules, at(cases[i].now), &opening);
        if (opening.changes)
            clock_format(opening.next_change, next);
        if (opening.state != cases[i].state || opening.reason != cases[i].reason ||
            strcmp(next, cases[i].next == NULL ? "" : cases[i].next) != 0)
            fail_msg("%s: state %d, reason %d, next change %s", cases[i].now, opening.state, opening.reason, next);
        assert_true((opening.holiday != NULL) == (opening.reason == OPENING_REASON_HOLIDAY));
        assert_true(opening.reason != OPENING_REASON_CLOSURE || opening.closure != NULL);
    }
}

#define EXPECT(closures, ...)                                                                                          \
    do {                                                                                                               \
        const struct expected cases_[] = {__VA_ARGS__};                                                                \
        const struct opening_rules rules_ = rules_with(closures, sizeof closures / sizeof *closures);                  \
        expect(&rules_, cases_, sizeof cases_ / sizeof *cases_);                                                       \
    } while (0)

static void test_a_day_is_closed_and_the_next_opening_lies_behind_it(void **state)
{
    (void)state;
    const struct closure closures[] = {closed(CLOSURE_OF_OFFER, "2026-12-21", "2026-12-22", "Betriebsversammlung")};
    EXPECT(closures, {"2026-12-20T23:59", OPENING_CLOSED, OPENING_REASON_NONE, "2026-12-24T08:00"},
           {"2026-12-21T00:00", OPENING_CLOSED, OPENING_REASON_CLOSURE, "2026-12-24T08:00"},
           {"2026-12-22T09:00", OPENING_CLOSED, OPENING_REASON_CLOSURE, "2026-12-24T08:00"},
           {"2026-12-23T00:00", OPENING_CLOSED, OPENING_REASON_NONE, "2026-12-24T08:00"},
           {"2026-12-24T08:00", OPENING_OPEN, OPENING_REASON_NONE, "2026-12-24T12:00"});
    const struct opening_rules rules = rules_with(closures, 1);
    struct closure_days days;
    assert_string_equal(hours_closure(&rules, at("2026-12-22T23:59"), &days)->reason, "Betriebsversammlung");
    assert_int_equal(days.first, day("2026-12-21"));
    assert_int_equal(days.last, day("2026-12-22"));
    assert_null(hours_closure(&rules, at("2026-12-23T00:00"), NULL));
}

// The two weeks of the horizon do not count what is closed; two years do.
static void test_the_end_of_a_long_closure_is_seen(void **state)
{
    (void)state;
    const struct closure closures[] = {closed(CLOSURE_OF_ORGANIZATION, "2026-07-01", "2026-08-31", "Sommerpause")};
    EXPECT(closures, {"2026-06-30T18:00", OPENING_CLOSED, OPENING_REASON_NONE, "2026-09-01T08:00"},
           {"2026-07-02T09:00", OPENING_CLOSED, OPENING_REASON_CLOSURE, "2026-09-01T08:00"});
    const struct closure years[] = {closed(CLOSURE_OF_OFFER, "2026-01-01", "2027-12-31", "Umbau")};
    EXPECT(years, {"2026-01-05T09:00", OPENING_CLOSED, OPENING_REASON_CLOSURE, "2028-01-03T08:00"});
    const struct closure ages[] = {closed(CLOSURE_OF_OFFER, "2026-01-01", "2028-12-31", "Umbau")};
    EXPECT(ages, {"2026-01-05T09:00", OPENING_CLOSED, OPENING_REASON_CLOSURE, NULL});
    const struct closure ever[] = {closed(CLOSURE_OF_OFFER, "2026-01-01", NULL, "Umbau")};
    EXPECT(ever, {"2026-01-05T09:00", OPENING_CLOSED, OPENING_REASON_CLOSURE, NULL},
           {"9999-12-31T09:00", OPENING_CLOSED, OPENING_REASON_CLOSURE, NULL});
}

static void test_other_hours_hold_instead(void **state)
{
    (void)state;
    static const struct opening_span summer[] = {
        {.weekday = 0, .open_minute = 600, .close_minute = 660},
        {.weekday = 2, .open_minute = 840, .close_minute = 900},
        {.weekday = 4, .open_minute = 540, .close_minute = 600, .by_appointment = true}};
    const struct closure closures[] = {changed(closed(CLOSURE_OF_OFFER, "2026-07-01", "2026-07-31", "Sommer"), summer, 3)};
    EXPECT(closures, {"2026-06-30T17:59", OPENING_OPEN, OPENING_REASON_NONE, "2026-06-30T18:00"},
           {"2026-07-01T09:00", OPENING_CLOSED, OPENING_REASON_CLOSURE, "2026-07-01T14:00"},
           {"2026-07-06T10:59", OPENING_OPEN, OPENING_REASON_NONE, "2026-07-06T11:00"},
           {"2026-07-07T09:00", OPENING_CLOSED, OPENING_REASON_CLOSURE, "2026-07-08T14:00"},
           {"2026-07-10T09:30", OPENING_BY_APPOINTMENT, OPENING_REASON_NONE, "2026-07-13T10:00"},
           {"2026-07-31T12:00", OPENING_BY_APPOINTMENT, OPENING_REASON_NONE, "2026-08-01T20:00"});
}

// On each day that has hours otherwise, also those by appointment, and on no other: the 24th may be a Sunday.
static void test_hours_without_a_weekday_open_nothing_that_is_closed(void **state)
{
    (void)state;
    static const struct opening_span morning[] = {
        {.weekday = CLOSURE_EACH_DAY, .open_minute = 540, .close_minute = 600}};
    const struct closure closures[] = {
        yearly(changed(closed(CLOSURE_OF_OFFICES, "2025-12-24", "2025-12-24", "Heiligabend"), morning, 1))};
    EXPECT(closures, {"2026-12-24T09:30", OPENING_OPEN, OPENING_REASON_NONE, "2026-12-24T10:00"},   // a Thursday
           {"2026-12-24T10:00", OPENING_CLOSED, OPENING_REASON_CLOSURE, "2026-12-28T08:00"},
           {"2025-12-24T09:30", OPENING_CLOSED, OPENING_REASON_CLOSURE, "2025-12-27T20:00"},        // a Wednesday
           {"2028-12-24T09:30", OPENING_CLOSED, OPENING_REASON_CLOSURE, "2028-12-28T08:00"},        // a Sunday
           {"2024-12-24T09:30", OPENING_OPEN, OPENING_REASON_NONE, "2024-12-24T18:00"},             // the year before
           {"2027-12-24T09:30", OPENING_OPEN, OPENING_REASON_NONE, "2027-12-24T10:00"});
    struct opening_rules unknown = rules_with(closures, 1);
    unknown.spans = NULL;
    unknown.span_count = 0;
    const struct expected cases[] = {{"2026-12-24T09:30", OPENING_OPEN, OPENING_REASON_NONE, "2026-12-24T10:00"},
                                     {"2026-12-24T08:00", OPENING_CLOSED, OPENING_REASON_CLOSURE, "2026-12-24T09:00"},
                                     {"2026-12-24T11:00", OPENING_CLOSED, OPENING_REASON_CLOSURE, NULL},
                                     {"2026-12-23T11:00", OPENING_UNKNOWN, OPENING_REASON_NO_HOURS, NULL}};
    expect(&unknown, cases, 4);
}

static void test_unknown_hours_are_closed_in_a_closure_and_unknown_after_it(void **state)
{
    (void)state;
    const struct closure closures[] = {closed(CLOSURE_OF_OFFER, "2026-12-21", "2026-12-22", "Umzug")};
    const struct opening_rules rules = {.closures = closures, .closure_count = 1};
    const struct expected cases[] = {{"2026-12-21T09:00", OPENING_CLOSED, OPENING_REASON_CLOSURE, NULL},
                                     {"2026-12-23T09:00", OPENING_UNKNOWN, OPENING_REASON_NO_HOURS, NULL}};
    expect(&rules, cases, 2);
}

static void test_the_narrower_holds(void **state)
{
    (void)state;
    static const struct opening_span noon[] = {{.weekday = CLOSURE_EACH_DAY, .open_minute = 720, .close_minute = 780}};
    struct closure closures[] = {
        closed(CLOSURE_OF_OFFICES, "2026-12-20", "2026-12-31", "offices"),
        closed(CLOSURE_OF_ORGANIZATION, "2026-12-10", "2027-01-10", "organization"),
        changed(closed(CLOSURE_OF_OFFER, "2026-12-21", "2026-12-28", "offer"), noon, 1),
        closed(CLOSURE_OF_OFFER, "2026-12-24", "2026-12-27", "later"),
        closed(CLOSURE_OF_OFFER, "2026-12-24", "2026-12-24", "shorter"),
        closed(CLOSURE_OF_OFFER, "2026-12-24", "2026-12-24", "listed after"),
    };
    static const struct {
        const char *day, *reason;
    } cases[] = {
        {"2026-12-09T00:00", NULL},      {"2026-12-10T00:00", "organization"}, {"2026-12-20T00:00", "organization"},
        {"2026-12-21T00:00", "offer"},   {"2026-12-23T23:59", "offer"},        {"2026-12-24T12:00", "shorter"},
        {"2026-12-25T12:00", "later"},   {"2026-12-27T12:00", "later"},        {"2026-12-28T12:00", "offer"},
        {"2026-12-29T12:00", "organization"}, {"2027-01-11T00:00", NULL},
    };
    const struct opening_rules rules = rules_with(closures, 6);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct closure *found = hours_closure(&rules, at(cases[i].day), NULL);
        assert_string_equal(found == NULL ? "none" : found->reason, cases[i].reason == NULL ? "none" : cases[i].reason);
    }
    // Hours of two are never mixed.
    EXPECT(closures, {"2026-12-21T12:30", OPENING_OPEN, OPENING_REASON_NONE, "2026-12-21T13:00"},
           {"2026-12-24T12:30", OPENING_CLOSED, OPENING_REASON_CLOSURE, "2026-12-28T12:00"});
}

// Whoever names the one day knows that it is a holiday; whoever names a season does not think of it.
static void test_holidays_and_closures(void **state)
{
    (void)state;
    static const struct opening_span noon[] = {{.weekday = 0, .open_minute = 720, .close_minute = 780},
                                               {.weekday = 4, .open_minute = 720, .close_minute = 780},
                                               {.weekday = 5, .open_minute = 720, .close_minute = 780},
                                               {.weekday = 3, .open_minute = 0, .close_minute = DAY}};
    const struct closure season[] = {changed(closed(CLOSURE_OF_OFFER, "2026-10-01", "2026-12-31", "Winter"), noon, 3)};
    EXPECT(season, {"2026-10-31T12:30", OPENING_CLOSED, OPENING_REASON_HOLIDAY, "2026-11-02T12:00"},
           {"2026-10-24T12:30", OPENING_OPEN, OPENING_REASON_NONE, "2026-10-24T13:00"});
    const struct closure single[] = {changed(closed(CLOSURE_OF_OFFER, "2026-12-25", "2026-12-25", "Weihnachtsessen"), noon, 3)};
    EXPECT(single, {"2026-12-25T12:30", OPENING_OPEN, OPENING_REASON_NONE, "2026-12-25T13:00"},
           {"2026-12-25T13:00", OPENING_CLOSED, OPENING_REASON_CLOSURE, "2026-12-28T08:00"},
           {"2026-12-26T12:00", OPENING_CLOSED, OPENING_REASON_HOLIDAY, "2026-12-28T08:00"});
    // What closes anyway says until when, rather than which holiday it is.
    const struct closure between[] = {closed(CLOSURE_OF_OFFER, "2026-12-24", "2027-01-03", "Betriebsferien")};
    EXPECT(between, {"2026-12-25T09:00", OPENING_CLOSED, OPENING_REASON_CLOSURE, "2027-01-04T08:00"});
    const struct closure always[] = {changed(closed(CLOSURE_OF_OFFER, "2026-12-20", "2027-01-03", "Notdienst"), noon + 3, 1)};
    EXPECT(always, {"2026-12-31T03:00", OPENING_OPEN, OPENING_REASON_NONE, "2027-01-01T00:00"});
}

static void test_nights_end_where_a_closure_begins(void **state)
{
    (void)state;
    static const struct opening_span nights[] = {
        {.weekday = CLOSURE_EACH_DAY, .open_minute = 1320, .close_minute = 1560}};
    const struct closure sunday[] = {closed(CLOSURE_OF_OFFER, "2026-12-06", "2026-12-06", "Reinigung")};
    EXPECT(sunday, {"2026-12-05T23:59", OPENING_OPEN, OPENING_REASON_NONE, "2026-12-06T00:00"},
           {"2026-12-06T01:00", OPENING_CLOSED, OPENING_REASON_CLOSURE, "2026-12-07T08:00"},
           {"2026-12-13T01:00", OPENING_OPEN, OPENING_REASON_NONE, "2026-12-13T03:00"});
    // Its own last night goes on to its end; from one of its days to the next as well.
    const struct closure own[] = {changed(closed(CLOSURE_OF_OFFER, "2026-12-03", "2026-12-05", "Fest"), nights, 1)};
    EXPECT(own, {"2026-12-03T23:00", OPENING_OPEN, OPENING_REASON_NONE, "2026-12-04T02:00"},
           {"2026-12-06T01:00", OPENING_OPEN, OPENING_REASON_NONE, "2026-12-06T02:00"},
           {"2026-12-04T12:00", OPENING_CLOSED, OPENING_REASON_CLOSURE, "2026-12-04T22:00"});
}

// Help lines: closed by a closure of their own alone.
static void test_what_is_open_day_and_night_keeps_its_own_closures_only(void **state)
{
    (void)state;
    struct opening_span always[7];
    for (int weekday = 0; weekday < 7; weekday++)
        always[weekday] = (struct opening_span){.weekday = weekday, .open_minute = 0, .close_minute = DAY};
    struct closure closures[] = {closed(CLOSURE_OF_ORGANIZATION, "2026-12-21", "2026-12-22", "Versammlung"),
                                 closed(CLOSURE_OF_OFFICES, "2026-12-24", "2026-12-24", "Heiligabend"),
                                 closed(CLOSURE_OF_OFFER, "2026-12-29", "2026-12-29", "Umbau")};
    const struct opening_rules rules = {always, 7, holidays, HOLIDAYS, closures, 3};
    const struct expected cases[] = {{"2026-12-10T12:00", OPENING_OPEN, OPENING_REASON_NONE, NULL},
                                     {"2026-12-21T12:00", OPENING_OPEN, OPENING_REASON_NONE, "2026-12-29T00:00"},
                                     {"2026-12-29T12:00", OPENING_CLOSED, OPENING_REASON_CLOSURE, "2026-12-30T00:00"}};
    expect(&rules, cases, 3);
    assert_null(hours_closure(&rules, at("2026-12-24T12:00"), NULL));
    struct closure_days days;
    assert_string_equal(hours_coming_closure(&rules, at("2026-12-20T12:00"), &days)->reason, "Umbau");
    assert_int_equal(days.first, day("2026-12-29"));
}

static void test_what_comes_is_announced_for_two_weeks(void **state)
{
    (void)state;
    struct closure closures[] = {closed(CLOSURE_OF_OFFER, "2026-12-24", "2026-12-31", "Ferien"),
                                 closed(CLOSURE_OF_OFFER, "2026-12-28", "2026-12-28", "Umzug")};
    const struct opening_rules rules = rules_with(closures, 2);
    struct closure_days days;
    assert_null(hours_coming_closure(&rules, at("2026-12-09T23:59"), &days));
    assert_string_equal(hours_coming_closure(&rules, at("2026-12-10T00:00"), &days)->reason, "Ferien");
    assert_int_equal(days.last, day("2026-12-31"));
    assert_string_equal(hours_coming_closure(&rules, at("2026-12-24T00:00"), &days)->reason, "Umzug");
    assert_string_equal(hours_coming_closure(&rules, at("2026-12-28T00:00"), &days)->reason, "Ferien");
    assert_null(hours_coming_closure(&rules, at("2026-12-31T00:00"), NULL));
}

static void test_every_year_means_the_days_and_not_how_many(void **state)
{
    (void)state;
    struct closure turn = yearly(closed(CLOSURE_OF_OFFER, "2026-12-31", "2027-01-02", "Jahreswechsel"));
    struct closure february = yearly(closed(CLOSURE_OF_OFFER, "2027-02-01", "2027-02-28", "Februar"));
    struct closure leap = yearly(closed(CLOSURE_OF_OFFER, "2028-02-29", "2028-02-29", "Schalttag"));
    struct closure to_leap = yearly(closed(CLOSURE_OF_OFFER, "2028-02-20", "2028-02-29", "Ferien"));
    static const struct {
        const char *day;
        bool turn, february, leap, to_leap;
    } cases[] = {
        {"2026-12-30", false, false, false, false}, {"2026-12-31", true, false, false, false},
        {"2027-01-02", true, false, false, false},  {"2027-01-03", false, false, false, false},
        {"2027-12-31", true, false, false, false},  {"2028-01-01", true, false, false, false},
        {"2028-01-03", false, false, false, false}, {"2026-02-10", false, false, false, false},
        {"2027-02-28", false, true, false, false},  {"2028-02-28", false, true, false, true},
        {"2028-02-29", false, false, true, true},   {"2028-03-01", false, false, false, false},
        {"2029-02-28", false, true, false, true},   {"2029-03-01", false, false, false, false},
        {"2032-02-29", false, false, true, true},   {"9999-12-31", true, false, false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(closure_on(&turn, 1, day(cases[i].day), NULL) != NULL, cases[i].turn);
        assert_int_equal(closure_on(&february, 1, day(cases[i].day), NULL) != NULL, cases[i].february);
        assert_int_equal(closure_on(&leap, 1, day(cases[i].day), NULL) != NULL, cases[i].leap);
        assert_int_equal(closure_on(&to_leap, 1, day(cases[i].day), NULL) != NULL, cases[i].to_leap);
    }
    struct closure_days days;
    assert_non_null(closure_on(&turn, 1, day("2030-01-01"), &days));
    assert_int_equal(days.first, day("2029-12-31"));
    assert_int_equal(days.last, day("2030-01-02"));
}

// ---- a slow reader ------------------------------------------------------------------------------------------------

enum { CLOSURES = 5, STRETCH = 60, FIRST_YEAR = 2023, YEARS = 8 };

// Each minute of a stretch of days, open or not, by the words of the headers: every closure of every year is tried for
// every day.
static void paint(const struct opening_rules *rules, int64_t first, bool *open, const struct closure **governing)
{
    memset(open, 0, STRETCH * DAY * sizeof *open);
    for (int d = -1; d < STRETCH + 1; d++) {
        const struct closure *best = NULL;
        int64_t best_first = 0, best_last = 0;
        for (size_t i = 0; i < rules->closure_count; i++) {
            const struct closure *closure = &rules->closures[i];
            struct local_time from = clock_from_day_number(closure->days.first), to = from;
            if (closure->days.last != CLOSURE_NO_END)
                to = clock_from_day_number(closure->days.last);
            for (int year = 0; year < (closure->every_year ? YEARS : 1); year++) {
                int64_t begins = clock_day_number(from.year + year, from.month, from.day);
                int64_t ends = closure->days.last == CLOSURE_NO_END ? INT64_MAX : clock_day_number(to.year + year, to.month, to.day);
                if (begins > first + d || ends < first + d)
                    continue;
                if (best == NULL || closure->scope > best->scope ||
                    (closure->scope == best->scope &&
                     (begins > best_first || (begins == best_first && ends < best_last)))) {
                    best = closure;
                    best_first = begins;
                    best_last = ends;
                }
            }
        }
        bool whole = false, any = false;
        struct local_time date = clock_from_day_number(first + d);
        for (size_t i = 0; i < rules->span_count; i++) {
            bool of_day = rules->spans[i].weekday == date.weekday && slow_holds(&rules->spans[i], first + d);
            any = any || of_day;
            whole = whole || (of_day && rules->spans[i].open_minute == 0 &&
                              rules->spans[i].close_minute == DAY);
        }
        if (best != NULL && best->scope != CLOSURE_OF_OFFER && whole)
            best = NULL;
        governing[d + 1] = best;
        bool holiday = hours_holiday(rules->holidays, rules->holiday_count, date) != NULL;
        // The night before ends here.
        if (d >= 0 && d < STRETCH && (holiday || (best != NULL && best != governing[d])))
            memset(open + d * DAY, 0, DAY * sizeof *open);
        const struct opening_span *spans = best == NULL ? rules->spans : best->spans;
        for (size_t i = 0; i < (best == NULL ? rules->span_count : best->span_count); i++) {
            bool on = slow_holds(&spans[i], first + d) &&
                      (spans[i].weekday == date.weekday || (best != NULL && spans[i].weekday == CLOSURE_EACH_DAY && any));
            bool keeps = !holiday || (best != NULL && best_first == best_last) ||
                         (spans[i].open_minute == 0 && spans[i].close_minute == DAY);
            for (int m = spans[i].open_minute; on && keeps && m < spans[i].close_minute; m++) {
                if (d * DAY + m >= 0 && d * DAY + m < STRETCH * DAY)
                    open[d * DAY + m] = true;
            }
        }
    }
}

static size_t make_spans(struct opening_span *spans, size_t most, bool each_day)
{
    size_t count = (size_t)rand() % (most + 1);
    for (size_t i = 0; i < count; i++) {
        int begins = rand() % 5 == 0 ? 0 : rand() % 96 * 15;
        int length = rand() % 6 == 0 ? DAY : 15 + rand() % 50 * 15;
        spans[i] = (struct opening_span){.weekday = each_day && rand() % 3 == 0 ? CLOSURE_EACH_DAY : rand() % 7,
                                         .open_minute = begins,
                                         .close_minute = begins + length};
        spans[i].weeks = (enum opening_weeks)(rand() % 6 < 4 ? 0 : rand() % 3);
        if (rand() % 5 == 0) { // each year, also across its turn
            spans[i].every_year = true;
            spans[i].first_day = clock_day_number(2000, 1, 1) + rand() % 366;
            spans[i].last_day = clock_day_number(2000, 1, 1) + rand() % 366;
        } else if (rand() % 5 == 0) {
            spans[i].first_day = clock_day_number(FIRST_YEAR, 3, 1) + rand() % 1500;
            spans[i].last_day = rand() % 2 == 0 ? 0 : spans[i].first_day + rand() % 300;
        }
    }
    return count;
}

static void make_closures(struct closure *closures, struct opening_span spans[CLOSURES][3])
{
    for (int i = 0; i < CLOSURES; i++) {
        // February is left to the test above, as the reader knows nothing of leap days.
        int64_t first = clock_day_number(FIRST_YEAR, 3, 1) + rand() % 300 + (rand() % 3) * 366;
        closures[i] = (struct closure){.scope = (enum closure_scope)(rand() % 3), .days = {first, first + rand() % 30}};
        if (rand() % 4 == 0)
            closures[i].days.last = first;
        closures[i].every_year = rand() % 2 == 0;
        if (!closures[i].every_year && rand() % 8 == 0)
            closures[i].days.last = CLOSURE_NO_END;
        closures[i].spans = spans[i];
        closures[i].span_count = rand() % 2 == 0 ? 0 : make_spans(spans[i], 3, true);
    }
}

static void compare(const struct opening_rules *rules, int64_t first, int minute, const bool *open,
                    const struct closure *const *governing)
{
    struct local_time now = clock_from_day_number(first + minute / DAY);
    now.hour = minute % DAY / 60;
    now.minute = minute % 60;
    struct opening opening;
    hours_at(rules, now, &opening);
    assert_int_equal(opening.state, open[minute] ? OPENING_OPEN : OPENING_CLOSED);
    assert_ptr_equal(opening.closure, governing[minute / DAY + 1]);
    int horizon = minute + 14 * DAY;
    int change = minute;
    for (; change < STRETCH * DAY && open[change] == open[minute] && change <= horizon; change++) {
        const struct closure *closure = governing[change / DAY + 1];
        if (!open[minute] && closure != NULL && closure->span_count == 0 && (change == minute || change % DAY == 0))
            horizon += DAY;
    }
    if (change == STRETCH * DAY)
        return; // beyond what was painted
    assert_int_equal(opening.changes, change <= horizon);
    if (opening.changes) {
        const struct local_time *next = &opening.next_change;
        int64_t found = (clock_day_number(next->year, next->month, next->day) - first) * DAY + next->hour * 60 + next->minute;
        assert_int_equal(found, change);
    }
}

static void test_it_is_what_a_slow_reader_says(void **state)
{
    (void)state;
    static bool open[STRETCH * DAY];
    static const struct closure *governing[STRETCH + 2];
    srand(20261224);
    size_t closures_seen = 0;
    for (int round = 0; round < 600; round++) {
        struct opening_span week[8], changes[CLOSURES][3];
        struct closure closures[CLOSURES];
        make_closures(closures, changes);
        const struct opening_rules rules = {week, make_spans(week, 8, false), holidays, HOLIDAYS, closures, CLOSURES};
        int64_t first = clock_day_number(FIRST_YEAR, 3, 1) + rand() % 1500;
        paint(&rules, first, open, governing);
        for (int i = 0; i < 40; i++) {
            int minute = rand() % (25 * DAY);
            compare(&rules, first, minute, open, governing);
            closures_seen += governing[minute / DAY + 1] != NULL;
        }
    }
    assert_true(closures_seen > 5000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_day_is_closed_and_the_next_opening_lies_behind_it),
        cmocka_unit_test(test_the_end_of_a_long_closure_is_seen),
        cmocka_unit_test(test_other_hours_hold_instead),
        cmocka_unit_test(test_hours_without_a_weekday_open_nothing_that_is_closed),
        cmocka_unit_test(test_unknown_hours_are_closed_in_a_closure_and_unknown_after_it),
        cmocka_unit_test(test_the_narrower_holds),
        cmocka_unit_test(test_holidays_and_closures),
        cmocka_unit_test(test_nights_end_where_a_closure_begins),
        cmocka_unit_test(test_what_is_open_day_and_night_keeps_its_own_closures_only),
        cmocka_unit_test(test_what_comes_is_announced_for_two_weeks),
        cmocka_unit_test(test_every_year_means_the_days_and_not_how_many),
        cmocka_unit_test(test_it_is_what_a_slow_reader_says),
    };
    return cmocka_run_group_tests_name("time/closure", tests, NULL, NULL);
}
