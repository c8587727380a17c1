// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of the way of a closure: from the content files through the editorial database and a release to what a kiosk reads.
#include "tests/core/station.h"

#include "core/catalog/catalog.h"

#define SOURCED(reason) "\"texts\": {\"de\": {\"reason\": \"" reason "\"}}, \"source\": {\"url\": \"https://www.example.org/\"}"

// Of all offices each year, of an organization for long, of an offer other hours, and one that is over.
static const char closures[] =
    "{\"format\": \"kompass-content-1\", \"closures\": ["
    "{\"slug\": \"christmas-eve\", \"from\": \"2025-12-24\", \"until\": \"2025-12-24\", \"every_year\": true, \"texts\": {\"de\": {\"reason\":"
    " \"Heiligabend\"}, \"uk\": {\"reason\": \"Святвечір\"}}, \"source\": {\"url\": \"https://www.example.org/\", \"date\": \"2026\"}},"
    "{\"slug\": \"moving\", \"organization\": \"Stadt Musterstadt\", \"from\": \"2027-02-01\", " SOURCED("Umzug") "},"
    "{\"slug\": \"winter\", \"offer\": \"office\", \"from\": \"2026-12-07\", \"until\": \"2026-12-13\", \"schedule\": ["
    "{\"days\": [\"tu\", \"su\"], \"opens\": \"10:00\", \"closes\": \"11:00\"}, {\"opens\": \"13:00\", \"closes\": \"13:30\", \"by_appointment\": true}], "
    SOURCED("Winter") "},"
    "{\"slug\": \"yesterday\", \"offer\": \"office\", \"from\": \"2026-11-16\", \"until\": \"2026-11-17\", " SOURCED("Gestern") "},"
    "{\"slug\": \"over\", \"offer\": \"office\", \"from\": \"2026-11-09\", \"until\": \"2026-11-15\", " SOURCED("Vorbei") "},"
    "{\"slug\": \"each-year\", \"offer\": \"doctor-search\", \"from\": \"2020-01-02\", \"until\": \"2020-01-03\", \"every_year\": true, "
    SOURCED("Jedes Jahr") "}]}";

// By telephone on Mondays; in Arabic and Kurmanji in even weeks; in summer; what never holds; what overlaps.
static const char restricted[] =
    "{\"format\": \"kompass-content-1\", \"offers\": [{\"slug\": \"phone\", \"kind\": \"advice\", \"name\": \"Beratung\", \"organization\": \"Verein\","
    " \"topics\": [\"first\"], \"texts\": {\"de\": {\"summary\": \"Beratung.\"}}, \"source\": {\"url\": \"https://www.example.org/\", \"date\": \"2026-11\"},"
    " \"confidence\": \"high\", \"contacts\": [{\"phone\": \"+493401234567\", \"role\": \"Anmeldung\"}], \"schedule\": ["
    "{\"days\": [\"mo\"], \"opens\": \"09:00\", \"closes\": \"11:00\", \"by_phone\": true, \"contact\": \"Chefin\"},"
    "{\"days\": [\"tu\"], \"opens\": \"14:00\", \"closes\": \"16:00\", \"weeks\": \"even\", \"languages\": [\"ar\", \"kmr\"]},"
    "{\"days\": [\"we\"], \"opens\": \"10:00\", \"closes\": \"12:00\", \"from\": \"03-01\", \"until\": \"10-31\"},"
    "{\"days\": [\"fr\"], \"opens\": \"10:00\", \"closes\": \"12:00\", \"from\": \"2026-12-01\", \"until\": \"2026-12-03\"},"
    "{\"days\": [\"th\"], \"opens\": \"10:00\", \"closes\": \"12:00\"}, {\"days\": [\"th\"], \"opens\": \"11:00\", \"closes\": \"13:00\"}]}]}";

static int set_up(void **state)
{
    struct content_report report;
    station_set_up(state);
    struct station *station = *state;
    fixture_write(arena_format(&station->arena, "%s/closures.json", station->content), closures, strlen(closures));
    station_expect(station, station_import(station, false, &report), STATUS_OK);
    assert_int_equal(report.closures, 6);
    return 0;
}

static void test_the_database_has_what_the_files_say(void **state)
{
    struct station *station = *state;
    struct content_report report;
    assert_answer(station, "SELECT group_concat(line, '; ') FROM (SELECT thing.slug || ' ' || coalesce(offer.name, organization.name, 'all')"
                           " || ' ' || first_day || ' ' || coalesce(last_day, '-') || ' ' || every_year AS line FROM closure JOIN thing USING (id)"
                           " LEFT JOIN offer ON offer.id = offer_id LEFT JOIN organization ON organization.id = closure.organization_id"
                           " WHERE thing.slug IN ('christmas-eve', 'moving', 'winter') ORDER BY thing.slug)",
                  "christmas-eve all 2025-12-24 2025-12-24 1; moving Stadt Musterstadt 2027-02-01 - 0;"
                  " winter Bürgeramt Musterstadt 2026-12-07 2026-12-13 0");
    assert_answer(station, "SELECT group_concat(coalesce(weekday, '-') || ' ' || open_minute || ' ' || close_minute || ' ' || by_appointment, '; ')"
                           " FROM (SELECT * FROM closure_schedule ORDER BY position)",
                  "1 600 660 0; 6 600 660 0; - 780 810 1");
    assert_answer(station, "SELECT group_concat(language || ' ' || text.text, '; ') FROM text JOIN thing ON thing.id = thing WHERE slug = 'christmas-eve'",
                  "de Heiligabend; uk Святвечір");
    station_expect(station, station_import(station, false, &report), STATUS_OK);
    assert_int_equal(report.added + report.changed + report.removed, 0);
    sqlite3 *editorial;
    size_t problems;
    station_expect(station, editorial_open(&editorial, station->editorial, &station->problem), STATUS_OK);
    station_expect(station, editorial_check(editorial, station_sink, &station->found, &problems, &station->problem), STATUS_OK);
    if (problems > 0)
        fail_msg("%s", station->found.text);
    database_close(&editorial);
}

static void test_a_change_is_told_in_the_words_of_the_files(void **state)
{
    struct station *station = *state;
    struct content_report report;
    sqlite3 *editorial;
    station_edit(station, "closures.json", "2026-12-13", "2026-12-14");
    station_edit(station, "closures.json", "\"opens\": \"13:00\"", "\"opens\": \"12:00\"");
    station_forget(station);
    station_expect(station, editorial_open(&editorial, station->editorial, &station->problem), STATUS_OK);
    const struct content_listener listener = {.change = station_note, .context = &station->found};
    station_expect(station, content_import(editorial, station->content, true, &listener, &report, &station->problem), STATUS_OK);
    database_close(&editorial);
    assert_string_equal(station->found.text,
                        "closure winter until: 2026-12-13 -> 2026-12-14\n"
                        "closure winter schedule: tu 10:00–11:00, su 10:00–11:00, 13:00–13:30 by appointment"
                        " -> tu 10:00–11:00, su 10:00–11:00, 12:00–13:30 by appointment\n");
}

// One that begins before another one of the same has ended cuts it off, which may not be meant.
static void test_closures_that_overlap_are_warned_of(void **state)
{
    struct station *station = *state;
    sqlite3 *editorial;
    size_t found;
    station_forget(station);
    station_expect(station, editorial_open(&editorial, station->editorial, &station->problem), STATUS_OK);
    station_expect(station, editorial_warn(editorial, station_sink, &station->found, &found, &station->problem), STATUS_OK);
    assert_true(station->found.text == NULL || strstr(station->found.text, "closure") == NULL);
    fixture_run(editorial, "UPDATE closure SET last_day = '2026-12-20' WHERE last_day = '2026-11-15'"); // around others
    station_expect(station, editorial_warn(editorial, station_sink, &station->found, &found, &station->problem), STATUS_OK);
    assert_true(station->found.text == NULL || strstr(station->found.text, "closure") == NULL);
    fixture_run(editorial, "UPDATE closure SET last_day = '2026-12-08' WHERE last_day = '2026-12-20'");
    station_expect(station, editorial_warn(editorial, station_sink, &station->found, &found, &station->problem), STATUS_OK);
    assert_non_null(strstr(station->found.text, "closure winter: begins before another one of the same has ended, and holds from that"
                                                " day on: 2026-12-07 (end the other one the day before)"));
    database_close(&editorial);
}

// ---- published ----------------------------------------------------------------------------------------------------

static struct catalog *publish_and_open(struct station *station)
{
    struct publish_result published;
    struct sync_result synced;
    struct catalog *catalog;
    station_expect(station, key_generate(station->public_key, station->secret_key, &station->problem), STATUS_OK);
    station_expect(station, station_publish(station, &published), STATUS_OK);
    station_expect(station, station_sync(station, &synced), STATUS_OK);
    station_expect(station, catalog_open(&catalog, catalog_path(&station->arena, station->catalogs, 1), &station->problem), STATUS_OK);
    return catalog;
}

// The release is of 18 November: what ended on the 17th may be today's in a zone behind UTC, what ended before is over.
static void test_what_is_over_for_good_is_not_published(void **state)
{
    struct station *station = *state;
    struct catalog *catalog = publish_and_open(station);
    const char *path = catalog_path(&station->arena, station->catalogs, 1);
    assert_string_equal(station_ask(station, path, "SELECT group_concat(slug) FROM (SELECT slug FROM thing WHERE kind = 'closure' ORDER BY slug)"),
                        "christmas-eve,each-year,moving,winter,yesterday");
    assert_string_equal(station_ask(station, path, "SELECT count(*) FROM text WHERE text = 'Vorbei'"), "0");
    assert_string_equal(station_ask(station, path, "SELECT count(*) FROM pragma_foreign_key_check"), "0");
    assert_answer(station, "SELECT count(*) FROM closure", "6");
    catalog_close(&catalog);
}

struct reading {
    struct catalog *catalog;
    struct arena *arena;
    struct catalog_offer offer;
    struct opening opening;
};

static void read_at(struct reading *reading, const char *slug, const char *tag, const char *time)
{
    struct problem problem;
    struct local_time now;
    size_t count;
    const struct reader reader = reader_of(language_by_tag(tag));
    const char *id = catalog_id_of_slug(reading->catalog, reading->arena, KIND_OFFER, slug);
    assert_int_equal(catalog_offer(reading->catalog, reading->arena, &reader, id, &reading->offer, &problem), STATUS_OK);
    assert_int_equal(clock_parse(time, &now, &problem), STATUS_OK);
    const struct holiday *holidays = catalog_holidays(reading->catalog, reading->arena, &reader, &count);
    catalog_opening(&reading->offer, holidays, count, now, &reading->opening);
    assert_int_equal(catalog_is_open(reading->catalog, reading->arena, reading->offer.id, holidays, count, now), reading->opening.state == OPENING_OPEN);
}

static void test_a_reader_sees_whom_it_is_of_and_why(void **state)
{
    struct station *station = *state;
    struct reading reading = {.catalog = publish_and_open(station), .arena = &station->arena};
    static const struct {
        const char *slug, *tag, *time;
        enum opening_state state;
        const char *reason; // of the closure that holds; NULL: none
        enum closure_scope scope;
    } cases[] = {
        {"office", "de", "2026-12-01T09:00", OPENING_OPEN, NULL, CLOSURE_OF_OFFER},
        {"office", "de", "2026-12-07T09:00", OPENING_BY_APPOINTMENT, "Winter", CLOSURE_OF_OFFER},
        {"office", "de", "2026-12-08T10:30", OPENING_OPEN, "Winter", CLOSURE_OF_OFFER},
        {"office", "de", "2026-12-09T10:30", OPENING_CLOSED, "Winter", CLOSURE_OF_OFFER}, // a Wednesday has no hours otherwise
        {"office", "de", "2026-12-24T09:00", OPENING_CLOSED, "Heiligabend", CLOSURE_OF_OFFICES},
        {"office", "uk", "2027-12-24T09:00", OPENING_CLOSED, "Umzug", CLOSURE_OF_ORGANIZATION},
        {"office", "uk", "2026-12-24T09:00", OPENING_CLOSED, "Святвечір", CLOSURE_OF_OFFICES},
        {"office", "en", "2026-12-24T09:00", OPENING_CLOSED, "Heiligabend", CLOSURE_OF_OFFICES},
        {"office-twin", "de", "2026-12-08T10:30", OPENING_OPEN, "Winter", CLOSURE_OF_OFFER}, // leads to the office
        {"doctor-search", "de", "2026-12-24T09:00", OPENING_CLOSED, NULL, CLOSURE_OF_OFFICES}, // no office, and no Thursday
        {"doctor-search", "de", "2027-01-02T09:00", OPENING_CLOSED, "Jedes Jahr", CLOSURE_OF_OFFER},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_at(&reading, cases[i].slug, cases[i].tag, cases[i].time);
        const struct closure *closure = reading.opening.closure;
        if (reading.opening.state != cases[i].state || (closure == NULL) != (cases[i].reason == NULL))
            fail_msg("case %zu: state %d, %s", i, reading.opening.state, closure == NULL ? "no closure" : closure->reason);
        if (closure != NULL) {
            assert_string_equal(closure->reason, cases[i].reason);
            assert_int_equal(closure->scope, cases[i].scope);
        }
    }
    catalog_close(&reading.catalog);
}

// A closure of others is not the office's; what is closed for the time being stays so.
static void test_other_marks_of_an_offer_stay(void **state)
{
    struct station *station = *state;
    station_sql(station, "UPDATE offer SET temporarily_closed = 1 WHERE " STATION_IS_OFFICE);
    struct reading reading = {.catalog = publish_and_open(station), .arena = &station->arena};
    read_at(&reading, "office", "de", "2026-12-24T09:00");
    assert_int_equal(reading.opening.reason, OPENING_REASON_TEMPORARY);
    catalog_close(&reading.catalog);
}

// Somebody's mistake, or malice: so many that each look would take long. The narrower ones are read.
static void test_no_more_are_read_than_can_be_looked_at(void **state)
{
    struct station *station = *state;
    station_sql(station,
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) INSERT INTO thing"
                " SELECT printf('00000000-0000-4000-8000-%012d', i), 'closure', 'many-' || i, 1, 1 FROM n;"
                "INSERT INTO closure SELECT id, NULL, NULL, '2026-12-01', '2026-12-31', 0 FROM thing WHERE slug GLOB 'many-*';"
                "INSERT INTO source (thing, url) SELECT id, 'https://example.org/' FROM thing WHERE slug GLOB 'many-*';"
                "INSERT INTO text SELECT id, 'de', 'reason', 'Viel', 'human', NULL, printf('%032d', 0) FROM thing WHERE slug GLOB 'many-*'");
    struct reading reading = {.catalog = publish_and_open(station), .arena = &station->arena};
    read_at(&reading, "office", "de", "2026-12-08T10:30");
    assert_int_equal(reading.offer.closure_count, 100);
    assert_string_equal(reading.opening.closure->reason, "Winter");
    catalog_close(&reading.catalog);
}

// From the files to what a kiosk reads, and in a catalog that says whom it can be read by.
static void test_restricted_hours_go_the_same_way(void **state)
{
    struct station *station = *state;
    struct content_report report;
    sqlite3 *editorial;
    size_t problems;
    struct reading reading = {.catalog = publish_and_open(station), .arena = &station->arena};
    const char *path = catalog_path(&station->arena, station->catalogs, 1);
    assert_string_equal(station_ask(station, path, "PRAGMA user_version"), "2");
    catalog_close(&reading.catalog);
    fixture_write(arena_format(&station->arena, "%s/offers/phone.json", station->content), restricted, strlen(restricted));
    station_expect(station, station_import(station, false, &report), STATUS_OK);
    station_expect(station, station_import(station, false, &report), STATUS_OK);
    assert_int_equal(report.added + report.changed + report.removed, 0);
    station_expect(station, editorial_open(&editorial, station->editorial, &station->problem), STATUS_OK);
    station_expect(station, editorial_check(editorial, station_sink, &station->found, &problems, &station->problem), STATUS_OK);
    assert_non_null(strstr(station->found.text, "offer phone: has opening hours of a contact that it has not: Chefin"));
    assert_int_equal(problems, 1);
    station_forget(station);
    station_expect(station, editorial_warn(editorial, station_sink, &station->found, &problems, &station->problem), STATUS_OK);
    assert_non_null(strstr(station->found.text, "offer phone: has opening hours of a weekday that is not among their days, so they"
                                                " never hold: 2026-12-01 to 2026-12-03"));
    assert_non_null(strstr(station->found.text, "offer phone: has opening hours that overlap on the same day"));
    database_close(&editorial);
    station_edit(station, "offers/phone.json", "Chefin", "Anmeldung");
    station_expect(station, station_import(station, false, &report), STATUS_OK);
    struct publish_result published;
    struct sync_result synced;
    station_expect(station, station_publish(station, &published), STATUS_OK);
    station_expect(station, station_sync(station, &synced), STATUS_OK);
    path = catalog_path(&station->arena, station->catalogs, 2);
    station_expect(station, catalog_open(&reading.catalog, path, &station->problem), STATUS_OK);
    assert_string_equal(station_ask(station, path, "PRAGMA user_version"), "3");
    static const struct {
        const char *time;
        enum opening_state state;
    } cases[] = {{"2026-11-30T09:30", OPENING_BY_PHONE}, {"2026-12-01T14:30", OPENING_CLOSED}, {"2026-12-08T14:30", OPENING_OPEN},
                 {"2026-12-02T10:30", OPENING_CLOSED},   {"2027-03-03T10:30", OPENING_OPEN}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_at(&reading, "phone", "de", cases[i].time);
        assert_int_equal(reading.opening.state, cases[i].state);
    }
    assert_string_equal(reading.offer.spans[0].contact, "Anmeldung");
    assert_string_equal(reading.offer.spans[1].languages, "ar kmr");
    catalog_close(&reading.catalog);
}

// The hours of a closure are restricted like those of the week; whoever does not know that does not read the catalog.
static void test_restricted_hours_of_a_closure_go_the_same_way(void **state)
{
    struct station *station = *state;
    struct content_report report;
    station_edit(station, "closures.json", "\"opens\": \"10:00\", \"closes\": \"11:00\"}",
                 "\"opens\": \"10:00\", \"closes\": \"11:00\", \"by_phone\": true, \"languages\": [\"ar\"]}");
    station_edit(station, "closures.json", "\"by_appointment\": true}", "\"weeks\": \"odd\", \"from\": \"2026-12-10\", \"contact\": \"Chefin\"}");
    station_expect(station, station_import(station, false, &report), STATUS_OK);
    station_expect(station, station_import(station, false, &report), STATUS_OK);
    assert_int_equal(report.added + report.changed + report.removed, 0);
    sqlite3 *editorial;
    size_t problems;
    station_expect(station, editorial_open(&editorial, station->editorial, &station->problem), STATUS_OK);
    station_expect(station, editorial_check(editorial, station_sink, &station->found, &problems, &station->problem), STATUS_OK);
    assert_non_null(strstr(station->found.text, "closure winter: has opening hours of a contact that none of its offers has: Chefin"));
    database_close(&editorial);
    station_edit(station, "closures.json", ", \"contact\": \"Chefin\"}", "}");
    station_expect(station, station_import(station, false, &report), STATUS_OK);
    struct reading reading = {.catalog = publish_and_open(station), .arena = &station->arena};
    assert_string_equal(station_ask(station, catalog_path(&station->arena, station->catalogs, 1), "PRAGMA user_version"), "4");
    static const struct {
        const char *time;
        enum opening_state state;
    } cases[] = {{"2026-12-08T10:30", OPENING_BY_PHONE}, {"2026-12-08T13:15", OPENING_CLOSED}, {"2026-12-10T13:15", OPENING_CLOSED}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) { // the week from 7 December 2026 is an even one
        read_at(&reading, "office", "de", cases[i].time);
        assert_int_equal(reading.opening.state, cases[i].state);
    }
    assert_string_equal(reading.opening.closure->spans[0].languages, "ar");
    catalog_close(&reading.catalog);
}

// The columns that restrict hours are not in a catalog of the version before.
static void test_a_catalog_of_before_is_read(void **state)
{
    struct station *station = *state;
    char path[] = "/tmp/kompass-older-XXXXXX";
    struct reading reading = {.arena = &station->arena};
    close(mkstemp(path));
    unlink(path);
    fixture_catalog(path, "ALTER TABLE schedule DROP COLUMN by_phone; ALTER TABLE schedule DROP COLUMN weeks;"
                          "ALTER TABLE schedule DROP COLUMN valid_from; ALTER TABLE schedule DROP COLUMN valid_until;"
                          "ALTER TABLE schedule DROP COLUMN languages; ALTER TABLE schedule DROP COLUMN contact;"
                          "ALTER TABLE closure_schedule DROP COLUMN by_phone; ALTER TABLE closure_schedule DROP COLUMN weeks;"
                          "ALTER TABLE closure_schedule DROP COLUMN valid_from; ALTER TABLE closure_schedule DROP COLUMN valid_until;"
                          "ALTER TABLE closure_schedule DROP COLUMN languages; ALTER TABLE closure_schedule DROP COLUMN contact;"
                          "PRAGMA user_version = 2");
    station_expect(station, catalog_open(&reading.catalog, path, &station->problem), STATUS_OK);
    station_expect(station, catalog_verify(reading.catalog, &station->problem), STATUS_OK);
    const struct reader reader = reader_of(language_by_tag("de"));
    const char *id = station_ask(station, path, "SELECT offer_id FROM schedule WHERE by_appointment = 0 LIMIT 1");
    station_expect(station, catalog_offer(reading.catalog, reading.arena, &reader, id, &reading.offer, &station->problem), STATUS_OK);
    assert_true(reading.offer.span_count > 0 && !reading.offer.spans[0].by_phone && reading.offer.spans[0].last_day == 0);
    id = station_ask(station, path, "SELECT offer_id FROM closure JOIN closure_schedule ON closure_id = id WHERE offer_id IS NOT NULL");
    station_expect(station, catalog_offer(reading.catalog, reading.arena, &reader, id, &reading.offer, &station->problem), STATUS_OK);
    const struct opening_span *span = reading.offer.closures[0].spans;
    assert_true(span->weekday == CLOSURE_EACH_DAY && span->open_minute == 540 && !span->by_phone && span->contact == NULL);
    catalog_close(&reading.catalog);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_database_has_what_the_files_say, set_up, station_tear_down),
        cmocka_unit_test_setup_teardown(test_restricted_hours_go_the_same_way, set_up, station_tear_down),
        cmocka_unit_test_setup_teardown(test_restricted_hours_of_a_closure_go_the_same_way, set_up, station_tear_down),
        cmocka_unit_test_setup_teardown(test_a_catalog_of_before_is_read, set_up, station_tear_down),
        cmocka_unit_test_setup_teardown(test_a_change_is_told_in_the_words_of_the_files, set_up, station_tear_down),
        cmocka_unit_test_setup_teardown(test_closures_that_overlap_are_warned_of, set_up, station_tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_over_for_good_is_not_published, set_up, station_tear_down),
        cmocka_unit_test_setup_teardown(test_a_reader_sees_whom_it_is_of_and_why, set_up, station_tear_down),
        cmocka_unit_test_setup_teardown(test_other_marks_of_an_offer_stay, set_up, station_tear_down),
        cmocka_unit_test_setup_teardown(test_no_more_are_read_than_can_be_looked_at, set_up, station_tear_down),
    };
    return cmocka_run_group_tests_name("content/closure", tests, NULL, NULL);
}
