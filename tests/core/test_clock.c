// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of dates and clocks against the C library's own calendar.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/base/clock.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static void test_times_are_parsed(void **state)
{
    (void)state;
    struct problem problem;
    struct local_time time;
    assert_int_equal(clock_parse("2026-11-23T10:15", &time, &problem), STATUS_OK);
    const struct local_time expected = {2026, 11, 23, 10, 15, 0};
    assert_memory_equal(&time, &expected, sizeof expected);
    assert_int_equal(clock_parse("2024-02-29T00:00", &time, &problem), STATUS_OK);
    assert_int_equal(time.weekday, 3);
    assert_int_equal(clock_parse("0001-01-01T00:00", &time, &problem), STATUS_OK);
    assert_int_equal(clock_parse("9999-12-31T23:59", &time, &problem), STATUS_OK);
    assert_int_equal(time.weekday, 4);
}

static void test_what_is_no_time_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "", "2026", "2026-11-23", "2026-11-23 10:15", "2026-11-23T10:15:00", "2026-11-23T10:15Z", "2026-11-23T24:00",
        "2026-11-23T10:60", "2026-13-01T10:15", "2026-00-01T10:15", "2026-11-31T10:15", "2025-02-29T10:15",
        "1900-02-29T10:15", "2026-11-00T10:15", "0000-01-01T00:00", "2026-1-23T010:15", "+026-11-23T10:15",
        "2026-11-23T-1:15", "２026-11-23T1:15", "                ",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct problem problem = {0};
        struct local_time time;
        assert_int_equal(clock_parse(wrong[i], &time, &problem), STATUS_INVALID);
        assert_string_equal(problem.what, wrong[i]);
        assert_true(problem.mend[0] != '\0');
    }
}

static void test_day_numbers_agree_with_the_c_library(void **state)
{
    (void)state;
    for (int64_t day = -719162; day <= 2932896; day += 13) { // 0001-01-01 to 9999-12-31
        struct local_time date = clock_from_day_number(day);
        time_t seconds = (time_t)day * 86400;
        struct tm parts;
        assert_non_null(gmtime_r(&seconds, &parts));
        assert_int_equal(date.year, parts.tm_year + 1900);
        assert_int_equal(date.month, parts.tm_mon + 1);
        assert_int_equal(date.day, parts.tm_mday);
        assert_int_equal(date.weekday, (parts.tm_wday + 6) % 7);
        assert_int_equal(clock_day_number(date.year, date.month, date.day), day);
    }
}

static void test_zones_are_those_of_iana(void **state)
{
    (void)state;
    struct clock clock;
    struct problem problem;
    static const char *const wrong[] = {"", "Europe", "Europe/Dessau", "../../../etc/passwd", "Europe/../Europe/Berlin"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        enum status status = clock_open(&clock, wrong[i], &problem);
        assert_int_equal(status, STATUS_NOT_FOUND);
        assert_true(problem.mend[0] != '\0');
    }
    char *name = malloc(10001);
    memset(name, 'x', 10000);
    name[10000] = '\0';
    assert_int_equal(clock_open(&clock, name, &problem), STATUS_NOT_FOUND);
    free(name);
    assert_int_equal(clock_open(&clock, "Europe/Berlin", &problem), STATUS_OK);
}

static void test_a_sample_is_the_wall_clock_of_the_zone(void **state)
{
    (void)state;
    struct clock clock;
    struct problem problem;
    struct tick tick;
    assert_int_equal(clock_open(&clock, "Asia/Kolkata", &problem), STATUS_OK); // half an hour off all others
    time_t before = time(NULL);
    clock_sample(&clock, &tick);
    time_t after = time(NULL);
    int64_t sampled =
        clock_day_number(tick.now.year, tick.now.month, tick.now.day) * 1440 + tick.now.hour * 60 + tick.now.minute;
    assert_in_range(sampled, before / 60 + 330, after / 60 + 330);
    assert_int_equal(clock_open(&clock, "Europe/Berlin", &problem), STATUS_OK);
}

static void test_a_pinned_clock_stands_still_but_time_passes(void **state)
{
    (void)state;
    struct clock clock;
    struct problem problem;
    struct local_time pin;
    assert_int_equal(clock_open(&clock, "Europe/Berlin", &problem), STATUS_OK);
    assert_int_equal(clock_parse("2026-11-23T10:15", &pin, &problem), STATUS_OK);
    clock_pin(&clock, pin);
    struct tick first;
    struct tick second;
    clock_sample(&clock, &first);
    do
        clock_sample(&clock, &second);
    while (second.elapsed_ms == first.elapsed_ms);
    assert_true(second.elapsed_ms > first.elapsed_ms);
    assert_memory_equal(&first.now, &pin, sizeof pin);
    assert_memory_equal(&second.now, &pin, sizeof pin);
}

static void test_stamps_follow_source_date_epoch(void **state)
{
    (void)state;
    setenv("SOURCE_DATE_EPOCH", "1795421700", 1);
    assert_int_equal(clock_utc_seconds(), 1795421700);
    static const char *const wrong[] = {"", "x", "-5", "12x", "99999999999999999999"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        setenv("SOURCE_DATE_EPOCH", wrong[i], 1);
        time_t now = time(NULL);
        assert_in_range(clock_utc_seconds(), now, now + 60);
    }
    unsetenv("SOURCE_DATE_EPOCH");
}

static void test_stamps_are_rfc_3339(void **state)
{
    (void)state;
    static const struct {
        int64_t seconds;
        const char *stamp;
    } stamps[] = {
        {0, "1970-01-01T00:00:00Z"},          {-1, "1969-12-31T23:59:59Z"},
        {951782399, "2000-02-28T23:59:59Z"},  {951782400, "2000-02-29T00:00:00Z"},
        {1795428903, "2026-11-23T10:15:03Z"}, {253402300799, "9999-12-31T23:59:59Z"},
    };
    for (size_t i = 0; i < sizeof stamps / sizeof *stamps; i++) {
        char stamp[21];
        clock_format_utc(stamps[i].seconds, stamp);
        assert_string_equal(stamp, stamps[i].stamp);
    }
}

static void test_days_and_times_as_text(void **state)
{
    (void)state;
    struct local_time time, midnight;
    struct problem problem;
    char text[CLOCK_TIME_BYTES];
    assert_int_equal(clock_parse("2024-02-29T07:05", &time, &problem), STATUS_OK);
    assert_string_equal(clock_format(time, text), "2024-02-29T07:05");
    assert_true(clock_parse_day("2024-02-29T07:05:00Z", &midnight));
    assert_string_equal(clock_format(midnight, text), "2024-02-29T00:00");
    static const char *const none[] = {"", "2024-02-2", "2023-02-29", "2024-13-01", "24-02-29  ", "x024-02-29"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        assert_false(clock_parse_day(none[i], &midnight));
        assert_false(clock_is_day(none[i]));
        assert_false(clock_is_date(none[i]));
    }
    assert_string_equal(clock_format_day(time, text), "2024-02-29");
    assert_true(clock_is_day("2024-02-29") && clock_is_date("2024-02-29") && clock_is_date("2024-02") && clock_is_date("2024"));
    static const char *const no_dates[] = {"2024-13", "2024-1", "20244", "2024-02-29T07:05", "2023-02-29", "0000"};
    for (size_t i = 0; i < sizeof no_dates / sizeof *no_dates; i++)
        assert_false(clock_is_day(no_dates[i]) || clock_is_date(no_dates[i]));
    assert_false(clock_is_day("2024-02") || clock_is_day("2024"));
}

static void test_seconds_are_wall_time_in_the_zone(void **state)
{
    (void)state;
    struct clock clock;
    struct problem problem;
    struct local_time time;
    char text[CLOCK_TIME_BYTES];
    static const struct {
        const char *local;
        int64_t seconds;
    } cases[] = {{"2026-11-23T10:15", 1795425300}, {"2026-07-01T10:15", 1782893700}, {"1970-01-01T01:00", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(clock_open_at(&clock, "Europe/Berlin", cases[i].local, &problem), STATUS_OK);
        assert_int_equal(clock_seconds(&clock), cases[i].seconds);
        assert_true(clock_local(cases[i].seconds, &time));
        assert_string_equal(clock_format(time, text), cases[i].local);
    }
    assert_false(clock_local(INT64_MAX, &time));
    assert_int_equal(clock_open(&clock, "Europe/Berlin", &problem), STATUS_OK);
    setenv("SOURCE_DATE_EPOCH", "1795421700", 1);
    assert_int_equal(clock_seconds(&clock), 1795421700);
    unsetenv("SOURCE_DATE_EPOCH");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days_and_times_as_text),
        cmocka_unit_test(test_seconds_are_wall_time_in_the_zone),
        cmocka_unit_test(test_times_are_parsed),
        cmocka_unit_test(test_what_is_no_time_is_refused),
        cmocka_unit_test(test_day_numbers_agree_with_the_c_library),
        cmocka_unit_test(test_zones_are_those_of_iana),
        cmocka_unit_test(test_a_sample_is_the_wall_clock_of_the_zone),
        cmocka_unit_test(test_a_pinned_clock_stands_still_but_time_passes),
        cmocka_unit_test(test_stamps_follow_source_date_epoch),
        cmocka_unit_test(test_stamps_are_rfc_3339),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
