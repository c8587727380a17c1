// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Events in the kiosk: where a visitor looks for them, the next date first, nothing that is over.
#include "core/base/sys.h"
#include "core/database/database.h"
#include "core/editorial/editorial.h"
#include "core/exchange/integreat/integreat.h"
#include "core/publish/build.h"
#include "core/search/search.h"
#include "tests/support/code_reader.h"
#include "tests/support/kiosk_fixture.h"
#include "tui/kiosk/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

// A catalog of the region of tests/fixtures/integreat; one Thursday of its weekly event is cancelled. `change` is SQL, or NULL.
static char *make_catalog(struct arena *arena, const char *change)
{
    const char *source = getenv("KOMPASS_SOURCE");
    char *path = arena_copy_text(arena, "/tmp/kompass-test-XXXXXX.db");
    struct integreat_report report;
    struct problem problem;
    sqlite3 *editorial;
    unsigned char *bytes;
    size_t size;
    int fd = mkstemps(path, 3);
    assert_true(fd >= 0 && close(fd) == 0);
    assert_int_equal(editorial_open(&editorial, ":memory:", &problem), STATUS_OK);
    const char *region = arena_format(arena, "%s/tests/fixtures/integreat/musterkreis", source == NULL ? "." : source);
    assert_int_equal(integreat_import(editorial, region, false, &(struct content_listener){0}, &report, &problem), STATUS_OK);
    assert_int_equal(database_run(editorial, "INSERT INTO event_exception SELECT thing, '2026-12-03' FROM text"
                                             " WHERE language = 'de' AND text = 'Sprachcafé'", &problem), STATUS_OK);
    if (change != NULL)
        assert_int_equal(database_run(editorial, change, &problem), STATUS_OK);
    assert_int_equal(build_catalog(editorial, 1, "2026-11-20T00:00:00Z", &bytes, &size, &problem), STATUS_OK);
    database_close(&editorial);
    assert_int_equal(sys_write_file(path, bytes, size, 0644, &problem), STATUS_OK);
    sqlite3_free(bytes);
    return path;
}

static int set_up(void **state)
{
    struct kiosk_fixture *fixture = calloc(1, sizeof *fixture);
    struct arena arena = {0};
    char *path = make_catalog(&arena, NULL);
    kiosk_fixture_open(fixture, "de", 40, 80, path);
    assert_int_equal(unlink(path), 0);
    arena_free(&arena);
    loop_open(&fixture->loop, &screen_home, NULL);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    kiosk_fixture_close(*state);
    free(*state);
    return 0;
}

static void open_thing(struct kiosk_fixture *fixture, const struct screen *screen, enum kind kind, const char *query)
{
    struct page_argument argument = {0};
    struct search_results found = search_catalog(fixture->kiosk.catalog, &fixture->arena, &fixture->kiosk.reader,
                                                  fixture->loop.view.tick.now, query, 5);
    for (size_t i = 0; i < found.count; i++) {
        if (found.items[i].entry.kind == kind) {
            strcpy(argument.id, found.items[i].entry.id);
            loop_open(&fixture->loop, screen, &argument);
            assert_true(kiosk_fixture_type(fixture, ""));
            return;
        }
    }
    fail_msg("%s is not found", query);
}

static void test_the_next_event_comes_first_and_none_is_over(void **state)
{
    struct kiosk_fixture *fixture = *state;
    assert_true(kiosk_fixture_type(fixture, ""));
    assert_order(fixture, (const char *const[]){"Suchen", "Veranstaltungen", NULL});
    loop_open(&fixture->loop, &screen_events, NULL);
    assert_true(kiosk_fixture_type(fixture, ""));
    assert_order(fixture, (const char *const[]){
                              "Sprachcafé", "Donnerstag, 26. November 2026, 01:00–02:30", "Nähkurs",
                              "Montag, 30. November 2026, 18:00–20:00", "Elternabend", "Sprechstunde", "Tag der offenen Tür",
                              "Samstag, 5. Dezember 2026", "Ferienprogramm", NULL});
    assert_null(strstr(kiosk_fixture_text(fixture), "Sommerfest"));
}

// The number before the entry of home, as it stands there.
static int number_of(struct kiosk_fixture *fixture, const char *title)
{
    const char *text = kiosk_fixture_text(fixture);
    const char *place = strstr(text, title);
    if (place == NULL)
        return 0;
    while (place > text && place[-1] == ' ')
        place--;
    for (; place > text && place[-1] >= '0' && place[-1] <= '9';)
        place--;
    return atoi(place);
}

// Events come and go; they and what stands behind them keep their numbers.
static void test_numbers_of_home_do_not_depend_on_events(void **state)
{
    struct kiosk_fixture *fixture = *state;
    kiosk_fixture_type(fixture, "F4");
    int events = number_of(fixture, "Veranstaltungen");
    int language = number_of(fixture, "Sprache");
    assert_true(events > 0);
    assert_int_equal(language, events + 1);

    struct kiosk_fixture without;
    char *path = make_catalog(&fixture->arena, "UPDATE event SET rule = NULL, starts = '2020-01-01T00:00'");
    kiosk_fixture_open(&without, "de", 40, 80, path);
    assert_int_equal(unlink(path), 0);
    kiosk_fixture_type(&without, "Enter Enter");
    assert_int_equal(number_of(&without, "Veranstaltungen"), events);
    assert_int_equal(number_of(&without, "Sprache"), language);
    assert_int_equal(number_of(&without, "Suchen"), events - 3); // the region has no situations and no guides, whose numbers are between
    kiosk_fixture_close(&without);
}

static void test_an_event_says_when_and_where(void **state)
{
    struct kiosk_fixture *fixture = *state;
    open_thing(fixture, &screen_event, KIND_EVENT, "Sprachcafé");
    assert_order(fixture, (const char *const[]){"Sprachcafé", "Hier üben wir Deutsch.", "Wann",
                                                "Donnerstag, 26. November 2026, 01:00–02:30", "Weitere Termine",
                                                "Donnerstag, 10. Dezember 2026", "Donnerstag, 17. Dezember 2026", "Adresse",
                                                "Ring 1", "06844 Musterstadt", "• Kaffee", "• Tee", "Treff am Ring", NULL});
    assert_order(fixture, (const char *const[]){"Fällt aus am", "Donnerstag, 3. Dezember 2026", NULL});
}

static void test_an_event_can_be_taken_along(void **state)
{
    struct kiosk_fixture *fixture = *state;
    open_thing(fixture, &screen_event, KIND_EVENT, "Sprachcafé");
    kiosk_fixture_type(fixture, "F8");
    assert_top(fixture, "take");
    struct grey_picture picture =
        code_picture_of_grid(&fixture->arena, &fixture->terminal->shown, theme_of(fixture->terminal->theme));
    assert_string_equal(code_read_by_zbar(&fixture->arena, &picture),
                        "Sprachcafé\nDonnerstag, 26. November 2026, 01:00–02:30\nRing 1\n06844 Musterstadt");
    kiosk_fixture_type(fixture, "Down");
    picture = code_picture_of_grid(&fixture->arena, &fixture->terminal->shown, theme_of(fixture->terminal->theme));
    static const char date[] = "BEGIN:VEVENT\nDTSTART:20261126T000000Z\nDTEND:20261126T013000Z\nSUMMARY:Sprachcafé\n"
                               "LOCATION:Ring 1\\, Musterstadt\nEND:VEVENT";
    assert_string_equal(code_read_by_zbar(&fixture->arena, &picture), date);
    assert_string_equal(code_read_by_zxing(&fixture->arena, &picture), date);
}

static void test_a_cancelled_day_is_never_the_next(void **state)
{
    struct kiosk_fixture *fixture = *state;
    struct local_time day = {2026, 12, 3, 0, 30, 3};
    struct catalog_events events =
        catalog_events(fixture->kiosk.catalog, &fixture->arena, &fixture->kiosk.reader, &(struct event_span){.from = day}, NULL);
    for (size_t i = 0; i < events.count; i++) {
        if (strcmp(events.items[i].entry.title.value, "Sprachcafé") != 0)
            continue;
        assert_int_equal(events.items[i].next.occurrence.begins.day, 10);
        return;
    }
    fail_msg("it is not listed");
}

static void test_the_place_of_an_event_has_it(void **state)
{
    struct kiosk_fixture *fixture = *state;
    open_thing(fixture, &screen_offer, KIND_OFFER, "Treff am Ring");
    assert_true(kiosk_fixture_type(fixture, "End"));
    assert_order(fixture, (const char *const[]){"Veranstaltungen", "Sprachcafé", "Donnerstag, 26. November 2026", NULL});
}

static void test_events_are_found_with_their_date_until_they_are_over(void **state)
{
    struct kiosk_fixture *fixture = *state;
    loop_open(&fixture->loop, &screen_search, NULL);
    assert_true(kiosk_fixture_type(fixture, "'nahkurs'"));
    assert_order(fixture, (const char *const[]){"Nähkurs", "Montag, 30. November 2026, 18:00–20:00", NULL});
    assert_int_equal(search_catalog(fixture->kiosk.catalog, &fixture->arena, &fixture->kiosk.reader,
                                    fixture->loop.view.tick.now, "Sommerfest", 5).count, 0);
    struct local_time later = {2027, 1, 4, 10, 0, 0};
    assert_int_equal(
        catalog_events(fixture->kiosk.catalog, &fixture->arena, &fixture->kiosk.reader, &(struct event_span){.from = later}, NULL).count, 1);
}

// How often an event of the catalog with this rule happens, as its page lists it; -1 when it is not on the page of events.
static int times_with_rule(struct kiosk_fixture *fixture, const char *rule, struct catalog_event *event)
{
    struct kiosk_fixture other;
    struct problem problem;
    char *path = make_catalog(&fixture->arena, arena_format(&fixture->arena, "UPDATE event SET rule = '%s', starts = "
                                                            "'2024-01-01T15:00' WHERE id = (SELECT thing FROM text WHERE text"
                                                            " = 'Sprachcafé')", rule));
    kiosk_fixture_open(&other, "de", 40, 80, path);
    assert_int_equal(unlink(path), 0);
    const struct local_time now = {2026, 11, 23, 10, 15, 0};
    struct catalog_events events =
        catalog_events(other.kiosk.catalog, &fixture->arena, &other.kiosk.reader, &(struct event_span){.from = now}, NULL);
    int times = -1;
    for (size_t i = 0; i < events.count; i++) {
        if (strcmp(events.items[i].entry.title.value, "Sprachcafé") != 0)
            continue;
        assert_int_equal(catalog_event(other.kiosk.catalog, &fixture->arena, &other.kiosk.reader, events.items[i].entry.id, now,
                                       event, &problem), STATUS_OK);
        times = (int)event->time_count;
    }
    kiosk_fixture_close(&other);
    return times;
}

static void test_rules_of_a_foreign_catalog_are_followed_or_left_out(void **state)
{
    struct kiosk_fixture *fixture = *state;
    struct catalog_event event;
    static const char *const wrong[] = {
        "FREQ=YEARLY;BYMONTH=13",     "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=SECONDLY;COUNT=999999999",
        "FREQ=DAILY;UNTIL=20301126T090000Z", "FREQ=DAILY;COUNT=100", "nonsense",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(times_with_rule(fixture, wrong[i], &event), -1);
    // The year's first Monday in a week of its own; more is not listed than the release has.
    assert_int_equal(times_with_rule(fixture, "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO", &event), 1);
    const struct local_time *begins = &event.times[0].occurrence.begins;
    assert_true(begins->year == 2027 && begins->month == 1 && begins->day == 4 && begins->hour == 15);
    // The next one is, however far it is.
    assert_int_equal(times_with_rule(fixture, "FREQ=YEARLY;INTERVAL=9;COUNT=2", &event), 1);
    assert_int_equal(event.times[0].occurrence.begins.year, 2033);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_next_event_comes_first_and_none_is_over),
        TEST(test_numbers_of_home_do_not_depend_on_events),
        TEST(test_an_event_says_when_and_where),
        TEST(test_an_event_can_be_taken_along),
        TEST(test_a_cancelled_day_is_never_the_next),
        TEST(test_the_place_of_an_event_has_it),
        TEST(test_events_are_found_with_their_date_until_they_are_over),
        TEST(test_rules_of_a_foreign_catalog_are_followed_or_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
