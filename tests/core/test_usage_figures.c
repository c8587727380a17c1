// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Figures that are shown, attacked by who has all of them, of all levels and of every day: nothing under five can be told.
#include "tests/core/usage_fixture.h"

#include <limits.h>

enum { OVER = USAGE_LEAST - 1 };

static sqlite3 *open_counts(struct counters_place *place)
{
    sqlite3 *database;
    struct problem problem;
    assert_int_equal(usage_file_open(&database, place->path, &problem), STATUS_OK);
    fixture_run(database, "INSERT INTO epoch VALUES ('00112233445566778899aabbccddeeff', '00112233445566778899aabbccddeeff', '')");
    return database;
}

static void set(struct arena *arena, sqlite3 *database, const char *measure, const char *period, const char *key, long count)
{
    fixture_run(database, arena_format(arena, "DELETE FROM count WHERE measure = '%s' AND period = '%s' AND key = '%s'", measure, period, key));
    if (count > 0)
        fixture_run(database, arena_format(arena, "INSERT INTO count VALUES ('%s', '%s', '%s', '00112233445566778899aabbccddeeff', %ld, '')", measure, period, key, count));
}

static const char *figures_of(struct arena *arena, sqlite3 *database, enum usage_level level, struct local_time today)
{
    struct usage_figures figures;
    struct problem problem;
    const char *text = "";
    assert_int_equal(usage_figures_read(&figures, arena, database, level, today, &problem), STATUS_OK);
    for (size_t i = 0; i < figures.count; i++)
        text = arena_format(arena, "%s%s%s %s %s %ld", text, i == 0 ? "" : "; ", usage_measure_name(figures.items[i].measure),
                            figures.items[i].period, figures.items[i].key, figures.items[i].least);
    return text;
}

static void test_figures_are_rounded_and_small_ones_not_there(void **state)
{
    struct counters_place *place = *state;
    sqlite3 *database = open_counts(place);
    struct local_time today = day_of(2027, 1, 11, 9);
    set(&place->arena, database, "offer", "2026-11-29", "a", 4);
    set(&place->arena, database, "offer", "2026-11-30", "a", 9);
    set(&place->arena, database, "offer", "2026-11-30", "b", 14);
    set(&place->arena, database, "offer", "2026-12-01", "a", 3);
    set(&place->arena, database, "offer", "2027-01-10", "a", 6);
    set(&place->arena, database, "offer", "2027-01-11", "a", 60); // today
    set(&place->arena, database, "language", "2026-W53", "ar", 8); // whose Thursday is in December
    set(&place->arena, database, "hour", "2026-12", "08-10", 5);
    set(&place->arena, database, "hour", "2027-01", "08-10", 50); // goes on
    set(&place->arena, database, "hour", "", "unknown", 500);
    assert_string_equal(figures_of(&place->arena, database, USAGE_FINEST, today),
                        "offer 2026-11-30 b 10; offer 2026-11-30 a 5; offer 2027-01-10 a 5; language 2026-W53 ar 5; hour 2026-12 08-10 5");
    assert_string_equal(figures_of(&place->arena, database, USAGE_BY_MONTH, today),
                        "offer 2026-11 a 10; offer 2026-11 b 10; language 2026-12 ar 5; hour 2026-12 08-10 5");
    assert_string_equal(figures_of(&place->arena, database, USAGE_BY_YEAR, today), "offer 2026 a 15; offer 2026 b 10; language 2026 ar 5; hour 2026 08-10 5");
    database_close(&database);
}

// Of all that may have happened in a month of four weeks, up to nine visits in each (ten would be shown as another figure): who sees both
// levels of figures must hold every count from none to four possible wherever a week is hidden.
static void test_every_hidden_week_stays_open_to_who_tries_all(void **state)
{
    enum { WEEKS = 4, MOST = 9, CASES = 10 * 10 * 10 * 10 };
    static const char *const weeks[WEEKS] = {"2026-W45", "2026-W46", "2026-W47", "2026-W48"};
    struct counters_place *place = *state;
    sqlite3 *database = open_counts(place);
    static unsigned char possible[1 << WEEKS][256][WEEKS]; // by what is shown: bits of counts
    static unsigned short seen[CASES];
    struct local_time today = day_of(2026, 12, 10, 9);
    struct problem problem;
    fixture_run(database, "BEGIN");
    for (int which = 0; which < CASES; which++) {
        struct usage_figures fine, month;
        struct arena arena = {0};
        int counts[WEEKS];
        int rest = which, shown = 0;
        for (int week = 0; week < WEEKS; week++, rest /= MOST + 1) {
            counts[week] = rest % (MOST + 1);
            set(&arena, database, "language", weeks[week], "ti", counts[week]);
        }
        assert_int_equal(usage_figures_read(&fine, &arena, database, USAGE_FINEST, today, &problem), STATUS_OK);
        assert_int_equal(usage_figures_read(&month, &arena, database, USAGE_BY_MONTH, today, &problem), STATUS_OK);
        for (size_t i = 0; i < fine.count; i++)
            for (int week = 0; week < WEEKS; week++)
                shown |= strcmp(fine.items[i].period, weeks[week]) == 0 ? 1 << week : 0;
        long whole = month.count == 0 ? 0 : month.items[0].least;
        assert_int_equal(whole % USAGE_LEAST, 0);
        seen[which] = (unsigned short)(shown << 8 | whole);
        for (int week = 0; week < WEEKS; week++)
            if ((shown & 1 << week) == 0)
                possible[shown][whole][week] |= (unsigned char)(1 << counts[week]);
        arena_free(&arena);
    }
    for (int which = 0; which < CASES; which++)
        for (int week = 0; week < WEEKS; week++) {
            int shown = seen[which] >> 8, whole = seen[which] & 0xff;
            if ((shown & 1 << week) == 0)
                assert_int_equal(possible[shown][whole][week], 0x1f);
        }
    fixture_run(database, "COMMIT");
    database_close(&database);
}

// What who has all figures knows of a part: between which bounds it must be.
struct bounds {
    long least, most;
};

static long figure_of(const struct usage_figures *figures, const char *period)
{
    for (size_t i = 0; i < figures->count; i++)
        if (strcmp(figures->items[i].period, period) == 0)
            return figures->items[i].least;
    return 0;
}

// The attack of differencing, over all three levels: year less months, month less days.
static void test_no_difference_gives_away_a_hidden_part(void **state)
{
    enum { MONTHS = 12, DAYS = 31 };
    struct counters_place *place = *state;
    struct local_time today = day_of(2027, 2, 1, 9);
    struct problem problem;
    sqlite3 *database = open_counts(place);
    fixture_run(database, "BEGIN");
    for (unsigned seed = 1; seed <= 40; seed++) {
        struct arena arena = {0};
        struct usage_figures levels[USAGE_LEVELS];
        const char *measure = seed % 2 == 0 ? "offer" : "hour"; // by day, by month
        int most = seed % 4 < 2 ? 5 : 12;
        bool brimful = seed % 8 < 4; // each figure as much as its range holds
        srand(seed);
        fixture_run(database, "DELETE FROM count");
        for (int month = 1; month <= MONTHS; month++) {
            bool full = rand() % 3 == 0; // a month of which most days are shown
            for (int day = 1; day <= (seed % 2 == 0 ? (int)(clock_day_number(2026 + month / 12, month % 12 + 1, 1) - clock_day_number(2026, month, 1)) : 1); day++) {
                long count = full ? 5 + rand() % 5 - (rand() % 25 == 0 ? 5 : 0) : rand() % most;
                if (brimful)
                    count = full ? 9 - (rand() % 25 == 0 ? 5 : 0) : 4;
                char period[USAGE_PERIOD_BYTES];
                usage_period(seed % 2 == 0 ? USAGE_DAY : USAGE_MONTH, day_of(2026, month, day, 0), period);
                set(&arena, database, measure, period, "x", count);
            }
        }
        for (int level = 0; level < USAGE_LEVELS; level++)
            assert_int_equal(usage_figures_read(&levels[level], &arena, database, (enum usage_level)level, today, &problem), STATUS_OK);
        long year = figure_of(&levels[USAGE_BY_YEAR], "2026");
        struct bounds months[MONTHS + 1];
        long sum_least = 0, sum_most = 0;
        for (int month = 1; month <= MONTHS; month++) {
            char period[USAGE_PERIOD_BYTES];
            usage_period(USAGE_MONTH, day_of(2026, month, 1, 0), period);
            long shown = figure_of(&levels[USAGE_BY_MONTH], period);
            months[month] = (struct bounds){shown, shown + OVER};
            sum_least += shown;
            sum_most += shown + OVER;
        }
        for (int month = 1; month <= MONTHS; month++) {
            struct bounds *whole = &months[month];
            long from_year = year - (sum_most - whole->most);
            long at_least = from_year > whole->least ? from_year : whole->least;
            long at_most = year + OVER - (sum_least - whole->least);
            at_most = at_most < whole->most ? at_most : whole->most;
            if (whole->least < USAGE_LEAST) {
                assert_true(at_least <= 0);
                assert_true(at_most >= OVER);
            }
            long days_least = 0, days_most = 0, shown[DAYS + 1] = {0};
            int days = seed % 2 == 0 ? (int)(clock_day_number(2026 + month / 12, month % 12 + 1, 1) - clock_day_number(2026, month, 1)) : 0;
            for (int day = 1; day <= days; day++) {
                char period[USAGE_PERIOD_BYTES];
                usage_period(USAGE_DAY, day_of(2026, month, day, 0), period);
                shown[day] = figure_of(&levels[USAGE_FINEST], period);
                days_least += shown[day];
                days_most += shown[day] + OVER;
            }
            for (int day = 1; day <= days; day++)
                if (shown[day] < USAGE_LEAST) {
                    assert_true(at_least - (days_most - OVER) <= 0);
                    assert_true(at_most - days_least >= OVER);
                }
        }
        arena_free(&arena);
    }
    fixture_run(database, "COMMIT");
    database_close(&database);
}

// A kiosk that comes late changes a figure by nothing or by five at least, whatever the report's day.
static void test_two_reports_never_differ_by_less_than_five(void **state)
{
    struct counters_place *place = *state;
    struct problem problem;
    sqlite3 *database = open_counts(place);
    for (int level = 0; level < USAGE_LEVELS; level++) {
        long before = 0;
        for (long count = 0; count < 40; count++) {
            struct usage_figures figures;
            set(&place->arena, database, "offer", "2026-11-30", "x", count);
            set(&place->arena, database, "offer", "2026-11-29", "x", count / 2);
            assert_int_equal(usage_figures_read(&figures, &place->arena, database, (enum usage_level)level, day_of(2027, 1, 1 + (int)count % 20, 9), &problem), STATUS_OK);
            long now = figures.count == 0 ? 0 : figures.items[figures.count - 1].least;
            assert_true(now - before == 0 || now - before >= USAGE_LEAST);
            before = now;
        }
    }
    database_close(&database);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, counters_set_up, counters_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_figures_are_rounded_and_small_ones_not_there),
        TEST(test_every_hidden_week_stays_open_to_who_tries_all),
        TEST(test_no_difference_gives_away_a_hidden_part),
        TEST(test_two_reports_never_differ_by_less_than_five),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
