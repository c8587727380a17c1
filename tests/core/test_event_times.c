// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// When events are is written at publishing: what a rule says, what is left out, how far ahead; and a reader leaves out what is
// over by then.
#include "tests/core/fixture.h"

#include "core/catalog/catalog.h"
#include "core/database/statement.h"
#include "core/editorial/editorial.h"
#include "core/publish/build.h"
#include "core/publish/event_times.h"

struct agenda {
    struct arena arena;
    char *folder, *path;
    sqlite3 *editorial;
    struct problem problem;
};

static int set_up(void **state)
{
    struct agenda *agenda = calloc(1, sizeof *agenda);
    agenda->folder = fixture_folder(&agenda->arena);
    agenda->path = arena_format(&agenda->arena, "%s/1.db", agenda->folder);
    assert_int_equal(editorial_open(&agenda->editorial, ":memory:", &agenda->problem), STATUS_OK);
    sqlite3_create_function(agenda->editorial, "id", 1, SQLITE_UTF8, NULL, fixture_sql_id, NULL, NULL);
    fixture_run(agenda->editorial, "INSERT INTO thing VALUES (id(901), 'city', 'stadt', 0, 1);"
                                   "INSERT INTO city VALUES (id(901), 'Stadt', 'Europe/Berlin', 'DE', 'DE-ST', NULL, NULL)");
    *state = agenda;
    return 0;
}

static int tear_down(void **state)
{
    struct agenda *agenda = *state;
    database_close(&agenda->editorial);
    fixture_remove_folder(agenda->folder);
    arena_free(&agenda->arena);
    free(agenda);
    return 0;
}

// An event that lasts so long; its rule is SQL.
static void add_event(struct agenda *agenda, int number, const char *starts, int minutes, const char *rule)
{
    fixture_run(agenda->editorial,
                arena_format(&agenda->arena,
                             "INSERT INTO thing VALUES (id(%d), 'event', 'event-%d', 0, 1);"
                             "INSERT INTO event VALUES (id(%d), NULL, NULL, '%s', %d, 0, %s, NULL);"
                             "INSERT INTO text VALUES (id(%d), 'de', 'title', 'Treffen', 'human', NULL, hex(zeroblob(16)))",
                             number, number, number, starts, minutes, rule, number));
}

// A release of that moment. The caller closes it.
static struct catalog *publish(struct agenda *agenda, const char *created)
{
    struct catalog *catalog;
    unsigned char *bytes;
    size_t size;
    assert_int_equal(build_catalog(agenda->editorial, 1, created, &bytes, &size, &agenda->problem), STATUS_OK);
    fixture_write(agenda->path, bytes, size);
    sqlite3_free(bytes);
    assert_int_equal(catalog_open(&catalog, agenda->path, &agenda->problem), STATUS_OK);
    return catalog;
}

// An answer of the release that was published last.
static const char *ask(struct agenda *agenda, const char *sql)
{
    sqlite3 *database;
    assert_int_equal(sqlite3_open(agenda->path, &database), SQLITE_OK);
    struct statement *row = database_query(database, sql, &agenda->problem);
    const char *answer = statement_next(row) ? statement_copy(&agenda->arena, row, 0) : NULL;
    assert_int_equal(statement_end(&row), STATUS_OK);
    sqlite3_close(database);
    return answer == NULL ? "" : answer;
}

static void test_each_rule_gives_its_times(void **state)
{
    struct agenda *agenda = *state;
    static const struct {
        const char *starts, *rule, *first; // the first three
        const char *count;
    } cases[] = {
        {"2026-12-24T18:00", "NULL", "2026-12-24T18:00", "1"},
        {"2026-01-05T09:00", "'FREQ=DAILY;INTERVAL=100'", "2027-02-09T09:00 2027-05-20T09:00 2027-08-28T09:00", "4"},
        {"2026-01-05T09:00", "'FREQ=WEEKLY'", "2026-11-23T09:00 2026-11-30T09:00 2026-12-07T09:00", "57"},
        {"2026-01-05T09:00", "'FREQ=MONTHLY;BYMONTHDAY=-1'", "2026-11-30T09:00 2026-12-31T09:00 2027-01-31T09:00", "13"},
        {"2026-03-01T09:00", "'FREQ=YEARLY'", "2027-03-01T09:00", "1"},
        {"2026-03-01T09:00", "'FREQ=YEARLY;INTERVAL=9'", "2035-03-01T09:00", "1"}, // the next one, however far it is
        {"2026-01-05T09:00", "'FREQ=WEEKLY;UNTIL=20261130'", "2026-11-23T09:00 2026-11-30T09:00", "2"},
        {"2026-01-05T09:00", "'FREQ=WEEKLY;COUNT=3'", "", "0"}, // it is over
    };
    for (int i = 0; i < (int)(sizeof cases / sizeof *cases); i++)
        add_event(agenda, i, cases[i].starts, 60, cases[i].rule);
    struct catalog *catalog = publish(agenda, "2026-11-23T08:00:00Z");
    for (int i = 0; i < (int)(sizeof cases / sizeof *cases); i++) {
        const char *of = arena_format(&agenda->arena, "FROM event_time WHERE event_id = '%s'", fixture_id(&agenda->arena, i));
        assert_string_equal(ask(agenda, arena_format(&agenda->arena, "SELECT count(*) %s", of)), cases[i].count);
        assert_string_equal(ask(agenda, arena_format(&agenda->arena,
                                                     "SELECT group_concat(starts, ' ') FROM (SELECT starts %s ORDER BY 1 LIMIT 3)", of)),
                            cases[i].first);
    }
    catalog_close(&catalog);
}

// The clock is put back on 25 October 2026 and forward on 28 March 2027: an evening stays an evening.
static void test_summer_time_moves_nothing(void **state)
{
    struct agenda *agenda = *state;
    add_event(agenda, 1, "2026-10-24T19:30", 90, "'FREQ=DAILY'");
    struct catalog *catalog = publish(agenda, "2026-10-24T08:00:00Z");
    assert_string_equal(ask(agenda, "SELECT count(*) FROM event_time WHERE starts NOT GLOB '*T19:30'"), "0");
    assert_string_equal(ask(agenda, "SELECT count(*) FROM event_time WHERE starts GLOB '2026-10-2[4-6]*' OR starts GLOB '2027-03-2[7-9]*'"),
                        "6");
    catalog_close(&catalog);
}

static void test_excepted_days_are_left_out_and_extra_times_are_there(void **state)
{
    struct agenda *agenda = *state;
    add_event(agenda, 1, "2026-11-02T09:00", 60, "'FREQ=WEEKLY'");
    fixture_run(agenda->editorial, "INSERT INTO event_exception VALUES (id(1), '2026-11-30'), (id(1), '2026-12-07');"
                                   "INSERT INTO event_extra VALUES (id(1), '2026-12-08T10:00'), (id(1), '2026-01-01T09:00')");
    struct catalog *catalog = publish(agenda, "2026-11-23T08:00:00Z");
    assert_string_equal(ask(agenda, "SELECT group_concat(starts, ' ') FROM (SELECT starts FROM event_time ORDER BY 1 LIMIT 3)"),
                        "2026-11-23T09:00 2026-12-08T10:00 2026-12-14T09:00");
    catalog_close(&catalog);
}

// What goes on longer than a day and began before the release is not over; a rule without times has no row.
static void test_what_goes_on_is_there_and_what_never_is_costs_nothing(void **state)
{
    struct agenda *agenda = *state;
    add_event(agenda, 1, "2026-11-10T09:00", 14 * 1440, "NULL");
    add_event(agenda, 2, "2026-11-10T09:00", 1440, "NULL");
    add_event(agenda, 3, "2026-11-02T09:00", 366 * 1440, "'FREQ=DAILY'"); // from the day on which it began
    for (int i = 10; i < 40; i++)
        add_event(agenda, i, "2026-11-02T09:00", 60, "'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6'");
    struct catalog *catalog = publish(agenda, "2026-11-23T08:00:00Z");
    assert_string_equal(ask(agenda, "SELECT group_concat(events) FROM (SELECT substr(event_id, -1) || ':' || count(*) AS events"
                                    " FROM event_time GROUP BY event_id)"),
                        "1:1,3:420");
    struct local_time now = {2026, 11, 23, 10, 0, 0};
    const struct reader reader = reader_of(language_by_tag("de"));
    assert_int_equal(catalog_events(catalog, &agenda->arena, &reader, &(struct event_span){.from = now}, NULL).count, 2);
    catalog_close(&catalog);
}

// A kiosk goes on with a release for as long as there is no other one.
static void test_a_reader_leaves_out_what_is_over(void **state)
{
    struct agenda *agenda = *state;
    struct catalog_event event;
    const struct reader reader = reader_of(language_by_tag("de"));
    add_event(agenda, 1, "2026-11-02T09:00", 60, "'FREQ=WEEKLY'");
    add_event(agenda, 2, "2026-12-01T20:00", 0, "NULL");
    struct catalog *catalog = publish(agenda, "2026-11-23T08:00:00Z");
    static const struct {
        struct local_time now;
        size_t events;
        int day; // on which the weekly one is next
    } moments[] = {
        {{2026, 11, 23, 9, 59, 0}, 2, 23}, {{2026, 11, 23, 10, 0, 0}, 2, 30}, {{2026, 12, 1, 20, 0, 1}, 2, 7},
        {{2026, 12, 1, 20, 1, 1}, 1, 7},   {{2027, 6, 1, 12, 0, 1}, 1, 7},
    };
    const char *id = fixture_id(&agenda->arena, 1);
    for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
        struct catalog_events events = catalog_events(catalog, &agenda->arena, &reader, &(struct event_span){.from = moments[i].now}, NULL);
        assert_int_equal(events.count, moments[i].events);
        assert_int_equal(catalog_event(catalog, &agenda->arena, &reader, id, moments[i].now, &event, &agenda->problem), STATUS_OK);
        assert_int_equal(event.time_count, EVENT_TIMES_MAX);
        assert_int_equal(event.times[0].occurrence.begins.day, moments[i].day);
        assert_int_equal(event.times[0].occurrence.ends.hour, 10);
    }
    struct local_time late = {2028, 6, 1, 12, 0, 3}; // the release is over
    assert_int_equal(catalog_events(catalog, &agenda->arena, &reader, &(struct event_span){.from = late}, NULL).count, 0);
    assert_int_equal(catalog_event(catalog, &agenda->arena, &reader, id, late, &event, &agenda->problem), STATUS_OK);
    assert_int_equal(event.time_count, 0);
    catalog_close(&catalog);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_each_rule_gives_its_times),
        TEST(test_summer_time_moves_nothing),
        TEST(test_excepted_days_are_left_out_and_extra_times_are_there),
        TEST(test_what_goes_on_is_there_and_what_never_is_costs_nothing),
        TEST(test_a_reader_leaves_out_what_is_over),
    };
    return cmocka_run_group_tests_name("publish/event_times", tests, NULL, NULL);
}
