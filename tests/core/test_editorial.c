// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of the editorial database's checks: good content passes, and each thing wrong with it is told once.
#include "tests/core/station.h"

static int set_up(void **state)
{
    struct content_report report;
    station_set_up(state);
    station_expect(*state, station_import(*state, false, &report), STATUS_OK);
    return 0;
}

static size_t check(struct station *station)
{
    sqlite3 *editorial;
    size_t problems = 0;
    station_forget(station);
    station_expect(station, editorial_open(&editorial, station->editorial, &station->problem), STATUS_OK);
    station_expect(station, editorial_check(editorial, station_sink, &station->found, &problems, &station->problem),
                   STATUS_OK);
    database_close(&editorial);
    assert_int_equal(problems, station->found.count);
    return problems;
}

static void test_good_content_passes(void **state)
{
    struct station *station = *state;
    if (check(station) != 0)
        fail_msg("%s", station->found.text);
}

#define THING(kind, slug) "(SELECT id FROM thing WHERE kind = '" kind "' AND slug = '" slug "')"
#define OFFICE THING("offer", "office")
#define NOWHERE "'00000000-0000-4000-8000-000000000000'"
#define NO_CHECKS "PRAGMA ignore_check_constraints = ON; "

// Texts of a thing.
#define OF(kind, slug) " WHERE thing = " THING(kind, slug) " AND language = "
#define NEW_TEXT(thing, language, field, text)                                                                          \
    "INSERT INTO text VALUES (" thing ", '" language "', '" field "', '" text "', 'human', NULL,"                        \
    " '0123456789abcdef0123456789abcdef')"

#define MEETING "'00000000-0000-4000-8000-000000000001'"
#define EVENT(starts, rule)                                                                                            \
    "INSERT INTO thing VALUES (" MEETING ", 'event', 'meeting', 1, 1);"                                                 \
    "INSERT INTO event VALUES (" MEETING ", NULL, NULL, " starts ", 60, 0, " rule ", NULL);"                             \
    "INSERT INTO source (thing, url) VALUES (" MEETING ", 'https://example.org/');"
#define TITLE NEW_TEXT(MEETING, "de", "title", "Treffen")

#define ANY_ORGANIZATION "(SELECT min(id) FROM organization)"
#define CLOSURE(offer, organization, first, last, yearly)                                                              \
    "INSERT INTO thing VALUES (" MEETING ", 'closure', 'move', 1, 1);"                                                  \
    "INSERT INTO closure VALUES (" MEETING ", " offer ", " organization ", " first ", " last ", " yearly ");"           \
    "INSERT INTO source (thing, url) VALUES (" MEETING ", 'https://example.org/');"
#define REASON NEW_TEXT(MEETING, "de", "reason", "Umzug")

// What the kiosk lists as information is told, as is an appointment that nobody can make; neither is a problem.
static void test_what_nobody_can_reach_is_warned_of(void **state)
{
    struct station *station = *state;
    static const struct {
        const char *sql, *warning; // NULL: none of the office
    } cases[] = {
        {"SELECT 1", NULL},
        {"UPDATE offer SET place_id = NULL WHERE id = " OFFICE, NULL},
        {"DELETE FROM contact WHERE offer_id = " OFFICE, "offer office: needs an appointment and names no way to make one ("},
        {"UPDATE offer SET place_id = NULL WHERE id = " OFFICE "; DELETE FROM contact WHERE offer_id = " OFFICE,
         "offer office: can be neither called, written to, looked up nor visited, so it is listed as information ("},
        {"UPDATE offer SET place_id = NULL, appointment_url = 'https://example.org/' WHERE id = " OFFICE
         "; DELETE FROM contact WHERE offer_id = " OFFICE, NULL},
        {"UPDATE text SET text = 'Anders.' WHERE language = 'de' AND field = 'summary' AND thing = " OFFICE,
         "offer office: was changed by other means than Kompass, so that old translations of it count as current: summary ("},
        {"UPDATE offer SET name = 'Anders' WHERE id = " OFFICE,
         "offer office: was changed by other means than Kompass, so that old translations of it count as current: name ("},
        {"UPDATE text SET text = 'Other.' WHERE language <> 'de' AND thing = " OFFICE, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sqlite3 *editorial;
        size_t found = 0, problems = 0;
        station_forget(station);
        station_expect(station, editorial_open(&editorial, station->editorial, &station->problem), STATUS_OK);
        fixture_run(editorial, "BEGIN; UPDATE offer SET by_appointment = 1, appointment_url = NULL WHERE id = " OFFICE);
        fixture_run(editorial, cases[i].sql);
        station_expect(station, editorial_warn(editorial, station_sink, &station->found, &found, &station->problem), STATUS_OK);
        const char *told = station->found.text == NULL ? "" : station->found.text;
        if (cases[i].warning == NULL ? strstr(told, "offer office:") != NULL : strstr(told, cases[i].warning) == NULL)
            fail_msg("case %zu: %s", i, told);
        station_expect(station, editorial_check(editorial, NULL, NULL, &problems, &station->problem), STATUS_OK);
        assert_int_equal(problems, 0);
        database_close(&editorial);
    }
}

static void test_each_thing_wrong_is_told(void **state)
{
    struct station *station = *state;
    static const struct {
        const char *sql, *problem;
    } cases[] = {
        {"DELETE FROM thing WHERE kind = 'city'", "city: there must be exactly one city ("},
        {"DELETE FROM thing WHERE kind = 'emergency'", "emergency numbers: there is none ("},
        {"DELETE FROM text" OF("area", "health") "'de'", "area health: has no German name ("},
        {"DELETE FROM text" OF("topic", "moving") "'de'", "topic moving: has no German name ("},
        {"DELETE FROM text" OF("offer", "doctor-search") "'de' AND field = 'summary'",
         "offer doctor-search: has no German summary ("},
        {"DELETE FROM text" OF("article", "registering") "'de' AND field = 'summary'",
         "article registering: has no German summary ("},
        {"DELETE FROM text" OF("guide", "first-week") "'de' AND field = 'summary'", "guide first-week: has no German summary ("},
        {"DELETE FROM text WHERE language = 'de' AND text = 'Suchen Sie einen Arzt.'",
         "guide first-week, step 2: has no German text ("},
        {"DELETE FROM text WHERE thing = " THING("holiday", "new-year"), "holiday new-year: has no German name ("},
        {"DELETE FROM text WHERE language = 'de' AND field = 'body'", "article registering: has no German body ("},
        {NEW_TEXT(THING("offer", "doctor-search"), "en", "bring", "x"),
         "offer doctor-search: is translated from a German text that is not there: en bring ("},
        {NEW_TEXT(THING("area", "health"), "de", "summary", "x"),
         "area health: has a text that nothing of its kind has: de summary ("},
        {NEW_TEXT("(SELECT id FROM organization WHERE name = 'Stadt Musterstadt')", "de", "name", "x"),
         "organization Stadt Musterstadt: has a text that nothing of its kind has: de name ("},
        {"UPDATE text SET text = 'a' || char(10) || 'b'" OF("topic", "moving") "'de'",
         "topic moving: has a text of several lines where there is room for one: de name ("},
        {"UPDATE text SET text = printf('%0501d', 0)" OF("topic", "moving") "'de'",
         "topic moving: has a text of more than 500 bytes: de name ("},
        {"INSERT INTO thing VALUES (" MEETING ", 'topic', 'nothing', 1, 1)", "topic nothing: has nothing but its name ("},
        {NO_CHECKS "UPDATE thing SET slug = NULL WHERE id = " THING("holiday", "new-year"), "holiday "},
        {"DELETE FROM offer_topic WHERE offer_id = " OFFICE, "offer office: stands under no topic"},
        {"UPDATE offer SET duplicate_of = " THING("offer", "office-twin") " WHERE id = " THING("offer", "doctor-search"),
         "offer doctor-search: repeats an offer that is a duplicate itself: office-twin ("},
        {"UPDATE contact SET phone = NULL, printed = NULL, email = NULL, url = NULL WHERE printed = '116117'",
         "offer doctor-search: has a contact without number and address ("},
        {NO_CHECKS "UPDATE offer SET type = 'shop' WHERE id = " OFFICE,
         "offer office: has a value that is none of those there are: type shop ("},
        {NO_CHECKS "INSERT INTO offer_audience VALUES (" OFFICE ", 'martians')",
         "offer office: has a value that is none of those there are: audience martians ("},
        {NO_CHECKS "UPDATE source SET verified_on = '2026-02-31' WHERE thing = " OFFICE,
         "offer office: was verified on a day that does not exist ("},
        {NO_CHECKS "UPDATE source SET review_after = '2026-02-31' WHERE thing = " OFFICE,
         "offer office: is to be looked at again on a day that does not exist ("},
        {"UPDATE source SET confidence = NULL WHERE thing = " OFFICE, "offer office: does not say how sure its facts are ("},
        {CLOSURE("NULL", "NULL", "'2026-12-24'", "'2026-12-24'", "1"), "closure move: has no German reason ("},
        {NO_CHECKS CLOSURE(OFFICE, ANY_ORGANIZATION, "'2026-12-24'", "NULL", "0") REASON,
         "closure move: is of an offer and of an organization ("},
        {NO_CHECKS CLOSURE(OFFICE, "NULL", "'2026-12-24'", "'2026-12-23'", "0") REASON,
         "closure move: ends before it begins: 2026-12-24 to 2026-12-23 ("},
        {NO_CHECKS CLOSURE(OFFICE, "NULL", "'2026-02-30'", "'2026-12-23'", "0") REASON,
         "closure move: begins or ends on a day that does not exist: 2026-02-30 ("},
        {NO_CHECKS CLOSURE("NULL", "NULL", "'2026-12-24'", "NULL", "1") REASON,
         "closure move: holds every year and lasts for a year or more ("},
        {NO_CHECKS CLOSURE("NULL", "NULL", "'2026-12-24'", "'2027-12-24'", "1") REASON,
         "closure move: holds every year and lasts for a year or more ("},
        {NO_CHECKS CLOSURE("NULL", "NULL", "'2026-12-24'", "'2026-12-24'", "1") REASON
         "; INSERT INTO closure_schedule VALUES (" MEETING ", 1, NULL, 600, 600, 0, NULL, NULL, NULL, NULL, NULL, NULL)",
         "closure move: has opening hours that cannot be ("},
        {NO_CHECKS "UPDATE schedule SET open_minute = 1500 WHERE weekday = 0",
         "offer office: has opening hours that cannot be ("},
        {"DELETE FROM thing WHERE kind = 'guide_step'", "guide first-week: has no step ("},
        {"UPDATE holiday SET month = 2, day = 30 WHERE id = " THING("holiday", "new-year"),
         "holiday new-year: is on a day that does not exist ("},
        {EVENT("'2026-12-01T18:00'", "'FREQ=WEEKLY;BYHOUR=3'") TITLE,
         "event meeting: has a recurrence that cannot be followed: FREQ=WEEKLY;BYHOUR=3: a rule has no part \"BYHOUR\" here ("},
        {EVENT("'2026-12-01T18:00'", "'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'") TITLE,
         "event meeting: has a recurrence that cannot be followed: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30: no date of this rule is"
         " within 5 years of its start ("},
        {EVENT("'2026-12-01T18:00'", "'FREQ=DAILY;UNTIL=20270101T120000Z'") TITLE,
         "event meeting: has a recurrence that cannot be followed: FREQ=DAILY;UNTIL=20270101T120000Z: UNTIL is in UTC ("},
        {EVENT("'2026-12-01T18:00'", "'FREQ=DAILY'") TITLE
         "; WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 200) INSERT INTO event_exception"
         " SELECT event.id, date('2026-12-01', '+' || i || ' days') FROM event, n",
         "event meeting: has more exceptions than can be followed ("},
        {EVENT("'2026-02-30T18:00'", "NULL") TITLE, "event meeting: begins at a time that does not exist: 2026-02-30T18:00 ("},
        {EVENT("'2026-12-01T24:30'", "NULL") TITLE, "event meeting: begins at a time that does not exist: 2026-12-01T24:30 ("},
        {EVENT("'2026-12-01T18:00'", "NULL"), "event meeting: has no German title ("},
        {"UPDATE source SET url = 'mailto:x@example.org' WHERE thing = " OFFICE,
         "offer office: has no source that can be looked up: mailto:x@example.org ("},
        {"DELETE FROM source WHERE thing = " OFFICE, "offer office: has no source that can be looked up ("},
        {"UPDATE source SET date = '2026-13' WHERE thing = (SELECT id FROM thing WHERE kind = 'guide_step' AND position = 1)",
         "guide first-week, step 1: is not a date: 2026-13 ("},
        {EVENT("'2026-12-03T10:00'", "NULL") TITLE "; INSERT INTO event_exception SELECT id, '2026-12-03' FROM event",
         "event meeting: names an exception, but does not repeat, or not on this day: 2026-12-03 ("},
        {NO_CHECKS EVENT("'2026-12-03T10:00'", "'FREQ=DAILY'") TITLE
         "; INSERT INTO event_exception SELECT id, '2026-02-30' FROM event",
         "event meeting: names an exception, but does not repeat, or not on this day: 2026-02-30 ("},
        {EVENT("'2026-12-03T10:00'", "NULL") TITLE "; INSERT INTO event_extra SELECT id, '2026-12-32T10:00' FROM event",
         "event meeting: has an extra time that does not exist, or is no whole day as its others are: 2026-12-32T10:00 ("},
        {EVENT("'2026-12-03T10:00'", "NULL") TITLE
         "; WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 200) INSERT INTO event_extra"
         " SELECT event.id, date('2026-12-01', '+' || i || ' days') || 'T10:00' FROM event, n",
         "event meeting: has more extra times than can be followed ("},
        {NO_CHECKS "UPDATE place SET latitude = 100, longitude = 101",
         "place Lange Straße 4: is at a place that cannot be: 100.0 101.0 ("},
        {NO_CHECKS "UPDATE place SET longitude = 12.2", "place Lange Straße 4: is at a place that cannot be: ? 12.2 ("},
        {"UPDATE place SET latitude = 0, longitude = 0", "place Lange Straße 4: is at a place that cannot be: 0.0 0.0 ("},
        {NO_CHECKS "UPDATE city SET latitude = 51, longitude = 1e999",
         "city musterstadt: is at a place that cannot be: 51.0 Inf ("},
        {"UPDATE text SET text = replace(text, " OFFICE ", " NOWHERE ") WHERE field = 'body'",
         "article registering: has a link that leads nowhere: offer 00000000"},
        {"UPDATE text SET language = 'xq' WHERE language = 'ar' AND thing IN (SELECT id FROM area)", "area: this language is not known here: xq ("},
        {"UPDATE text SET language = 'AR' WHERE language = 'ar' AND thing IN (SELECT id FROM area)", "area: this language is not known here: AR ("},
        {"INSERT INTO thing VALUES (" MEETING ", 'term', 'word', 1, 1); INSERT INTO term VALUES (" MEETING ");"
         NEW_TEXT(MEETING, "de", "name", "Wort") ";" NEW_TEXT(MEETING, "de", "explanation", "Was man sagt.") ";"
         NEW_TEXT(MEETING, "xq", "name", "x"),
         "term: this language is not known here: xq ("},
        {"DELETE FROM text WHERE language = 'uk' AND field = 'when' AND thing = " THING("emergency", "rescue"),
         "emergency rescue: does not say its name and when to call in this language of the interface: uk ("},
        {"UPDATE offer SET name = 'A' || char(0x202e) WHERE id = " THING("offer", "doctor-search"), "offer.name: U+202E"},
        {"UPDATE text SET text = 'A' || char(27) WHERE field = 'bring' AND language = 'de'", "text.text: U+001B"},
        {"UPDATE organization SET name = CAST(x'42ff' AS TEXT) WHERE name = 'Stadt Musterstadt'",
         "organization.name: "},
    };
    const char *copy = arena_format(&station->arena, "%s/good.db", station->folder);
    station_copy(&station->arena, station->editorial, copy);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(unlink(station->editorial), 0);
        station_copy(&station->arena, copy, station->editorial);
        station_sql(station, cases[i].sql);
        check(station);
        if (station->found.count != 1 || strncmp(station->found.text, cases[i].problem, strlen(cases[i].problem)) != 0)
            fail_msg("%s\nsaid: %s", cases[i].sql, station->found.text == NULL ? "nothing" : station->found.text);
    }
}

static void test_an_unknown_language_is_told_wherever_it_is(void **state)
{
    struct station *station = *state;
    const char *copy = arena_format(&station->arena, "%s/good.db", station->folder);
    station_copy(&station->arena, station->editorial, copy);
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        const char *some = arena_format(&station->arena, "SELECT count(*) > 0 FROM %s", model->name);
        if (model->text_count == 0 || strcmp(station_ask(station, copy, some), "0") == 0)
            continue;
        station_copy(&station->arena, copy, station->editorial);
        station_add_text(station, (enum kind)kind, "xq");
        check(station);
        if (station->found.count == 0 || strstr(station->found.text, ": this language is not known here: xq (") == NULL)
            fail_msg("%s: %s", model->name, station->found.count == 0 ? "nothing" : station->found.text);
    }
}

static void test_only_editorial_databases_are_opened(void **state)
{
    struct station *station = *state;
    sqlite3 *editorial;
    const char *catalog = arena_format(&station->arena, "%s/7.db", station->folder);
    fixture_catalog(catalog, "");
    assert_int_equal(editorial_open(&editorial, catalog, &station->problem), STATUS_INVALID);
    assert_non_null(strstr(station->problem.why, "this is a catalog, not an editorial database"));
    assert_null(editorial);
    station_sql(station, "PRAGMA user_version = 99");
    assert_int_equal(editorial_open(&editorial, station->editorial, &station->problem), STATUS_UNSUPPORTED);
}

static void test_a_damaged_database_is_no_clean_one(void **state)
{
    struct station *station = *state;
    sqlite3 *editorial;
    size_t problems;
    station_sql(station, "DROP TABLE emergency");
    station_expect(station, editorial_open(&editorial, station->editorial, &station->problem), STATUS_OK);
    assert_int_not_equal(editorial_check(editorial, NULL, NULL, &problems, &station->problem), STATUS_OK);
    assert_non_null(strstr(station->problem.why, "emergency"));
    database_close(&editorial);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, station_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_good_content_passes),
        TEST(test_what_nobody_can_reach_is_warned_of),
        TEST(test_each_thing_wrong_is_told),
        TEST(test_an_unknown_language_is_told_wherever_it_is),
        TEST(test_only_editorial_databases_are_opened),
        TEST(test_a_damaged_database_is_no_clean_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
