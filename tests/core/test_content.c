// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of importing content: what good files become, and that whatever fails leaves the database as it was.
#include "tests/core/station.h"

static void import_fine(struct station *station, struct content_report *report)
{
    station_expect(station, station_import(station, false, report), STATUS_OK);
    assert_int_equal(report->problems, 0);
    assert_int_equal(station->found.count, 0);
}

// All that the editorial database says, as text.
static const char *dump(struct station *station)
{
    const char *command =
        arena_format(&station->arena, "sqlite3 '%s' .dump > '%s/dump'", station->editorial, station->folder);
    size_t size;
    assert_int_equal(system(command), 0);
    return fixture_read(&station->arena, arena_format(&station->arena, "%s/dump", station->folder), &size);
}

static void test_good_content_is_all_there(void **state)
{
    struct station *station = *state;
    struct content_report report;
    import_fine(station, &report);
    assert_int_equal(report.areas, 2);
    assert_int_equal(report.topics, 3);
    assert_int_equal(report.offers, 3);
    assert_int_equal(report.articles, 1);
    assert_int_equal(report.guides, 1);
    assert_int_equal(report.guide_steps, 2);
    assert_int_equal(report.emergency_numbers, 1);
    assert_int_equal(report.holidays, 2);
    assert_int_equal(report.added, 17); // those, a city, two organizations, one place that two offers share
    assert_answer(station, "SELECT count(*) FROM imported", "19");
    assert_answer(station, "SELECT count(*) FROM organization", "2");
    assert_answer(station, "SELECT count(*) FROM place", "1");
    assert_answer(station, "SELECT group_concat(slug, ' ') FROM (SELECT slug FROM thing WHERE kind = 'area' ORDER BY position)",
                  "arrival health");
    assert_answer(station,
                  "SELECT group_concat(topic.slug, ' ') FROM offer_topic JOIN thing AS topic ON topic.id = topic_id"
                  " WHERE offer_id = (SELECT id FROM thing WHERE slug = 'office') ORDER BY offer_topic.position",
                  "first moving");
    assert_answer(station, "SELECT group_concat(slug, ' ') FROM (SELECT slug FROM thing WHERE kind = 'offer' ORDER BY position)",
                  "office office-twin doctor-search");
    assert_answer(station,
                  "SELECT verified_on || cost || by_appointment || hours_known FROM offer JOIN thing USING (id)"
                  " JOIN source ON source.thing = id WHERE slug = 'office'",
                  "2026-11-20free11");
    assert_answer(station,
                  "SELECT name FROM offer WHERE id = (SELECT duplicate_of FROM offer JOIN thing USING (id) WHERE slug = 'office-twin')",
                  "Bürgeramt Musterstadt");
    assert_answer(station,
                  "SELECT text FROM text WHERE origin = 'machine' AND field = 'gloss' AND language = 'ar'",
                  "مكتب المواطنين");
    assert_answer(station, "SELECT phone || printed || role FROM contact WHERE phone IS NOT NULL",
                  "+493400000010340 000001Anmeldung");
    assert_answer(station, "SELECT days_after_easter FROM holiday WHERE month IS NULL", "1");
    assert_answer(station, "SELECT month || '-' || day FROM holiday WHERE days_after_easter IS NULL", "1-1");
}

#define EVENT(slug, when, more)                                                                                        \
    "{\"slug\": \"" slug "\", \"when\": {" when "}, " more "\"texts\": {\"de\": {\"title\": \"Treffen\"},"             \
    " \"en\": {\"title\": \"Meeting\"}}, \"source\": {\"url\": \"https://www.example.org/\"}}"

static void test_events_have_times_and_a_place(void **state)
{
    struct station *station = *state;
    struct content_report report;
    const char *events = "{\"format\": \"kompass-content-1\", \"events\": [" EVENT(
        "often",
        "\"starts\": \"2026-12-03T18:00\", \"ends\": \"2026-12-03T20:00\", \"repeats\": "
        "\"FREQ=WEEKLY;BYDAY=TH\", "
        "\"except\": [\"2026-12-31\", \"2026-12-24\"]",
        "\"offer\": \"office\", ") "," EVENT("days", "\"starts\": \"2026-12-05\", \"ends\": \"2026-12-06\"",
                                             "\"place\": {\"street\": \"Weg 9\", \"city\": "
                                             "\"Musterstadt\"}, ") "," EVENT("moment",
                                                                             "\"starts\": "
                                                                             "\"2026-12-07T09:30\"",
                                                                             "\"url\": "
                                                                             "\"https://www.example.org/"
                                                                             "raum\", ") "]}";
    fixture_write(arena_format(&station->arena, "%s/events.json", station->content), events, strlen(events));
    import_fine(station, &report);
    assert_int_equal(report.events, 3);
    assert_answer(station,
                  "SELECT group_concat(line, '|') FROM (SELECT thing.slug || ' ' || starts || ' ' || minutes || ' '"
                  " || all_day || ' ' || coalesce(rule, '-') || ' ' || coalesce(offer.slug, street, url) AS line"
                  " FROM event JOIN thing USING (id) LEFT JOIN thing AS offer ON offer.id = offer_id"
                  " LEFT JOIN place ON place.id = event.place_id ORDER BY thing.slug)",
                  "days 2026-12-05T00:00 2880 1 - Weg 9|moment 2026-12-07T09:30 0 0 - https://www.example.org/raum|"
                  "often 2026-12-03T18:00 120 0 FREQ=WEEKLY;BYDAY=TH office");
    assert_answer(station, "SELECT count(*) FROM text JOIN event ON id = thing WHERE language = 'en'", "3");
    import_fine(station, &report);
    assert_int_equal(report.added + report.changed + report.removed, 0);
    assert_answer(
        station,
        "SELECT group_concat(slug || ' ' || day) FROM (SELECT * FROM event_exception JOIN thing ON id = event_id"
        " ORDER BY day)",
        "often 2026-12-24,often 2026-12-31");
    station_edit(station, "events.json", "BYDAY=TH", "BYDAY=TH,FR");
    station_edit(station, "events.json", "\"2026-12-31\", ", "");
    station_edit(station, "events.json", "\"except\"", "\"extra\": [\"2027-01-05T10:00\"], \"except\"");
    import_fine(station, &report);
    assert_int_equal(report.changed, 1);
    assert_answer(station, "SELECT group_concat(starts) FROM event_extra", "2027-01-05T10:00");
    assert_answer(station, "SELECT group_concat(day) FROM event_exception", "2026-12-24");
}

// RFC 5545: with a Z it is UTC, as a day it counts to the day's end. In the catalog it is wall time of the city.
static void test_until_becomes_wall_time(void **state)
{
    struct station *station = *state;
    struct content_report report;
    static const char *const untils[][2] = {
        {"20261126T090000Z", "20261126T100059"}, // winter
        {"20260730T220000Z", "20260731T000059"}, // summer, and the next day
        {"20260329T005959Z", "20260329T015959"}, // the last moment before the clocks change
        {"20260329T010000Z", "20260329T030059"}, {"20261231T233000Z", "20270101T003059"},
        {"20261126", "20261126T235959"},         {"20261126T100000", "20261126T100000"},
    };
    for (size_t i = 0; i < sizeof untils / sizeof *untils; i++) {
        const char *events = arena_format(
            &station->arena,
            "{\"format\": \"kompass-content-1\", \"events\": [" EVENT("often",
                                                                      "\"starts\": \"2026-01-08T10:00\", "
                                                                      "\"repeats\": \"FREQ=WEEKLY;UNTIL=%s;BYDAY=TH\"",
                                                                      "") "]}",
            untils[i][0]);
        fixture_write(arena_format(&station->arena, "%s/events.json", station->content), events, strlen(events));
        import_fine(station, &report);
        assert_answer(station, "SELECT rule FROM event",
                      arena_format(&station->arena, "FREQ=WEEKLY;UNTIL=%s;BYDAY=TH", untils[i][1]));
        import_fine(station, &report);
        assert_int_equal(report.added + report.changed + report.removed, 0);
    }
    // In another zone it is another time, though the event's file is the same.
    const char *events = "{\"format\": \"kompass-content-1\", \"events\": [" EVENT(
        "often", "\"starts\": \"2026-01-08T10:00\", \"repeats\": \"FREQ=WEEKLY;UNTIL=20261126T090000Z\"", "") "]}";
    fixture_write(arena_format(&station->arena, "%s/events.json", station->content), events, strlen(events));
    import_fine(station, &report);
    station_edit(station, "city.json", "Europe/Berlin", "Europe/Kyiv");
    import_fine(station, &report);
    assert_answer(station, "SELECT rule FROM event", "FREQ=WEEKLY;UNTIL=20261126T110059");
}

// Where doors are known to be apart, the same address is two places.
static void test_positions_go_through(void **state)
{
    struct station *station = *state;
    struct content_report report;
    import_fine(station, &report);
    assert_answer(station, "SELECT count(*) || coalesce(max(latitude), '-') FROM place", "1-");
    assert_answer(station, "SELECT latitude IS NULL AND longitude IS NULL FROM city", "1");
    station_edit(station, "offers/arrival.json", "\"note\": \"Hof\"",
                 "\"note\": \"Hof\", \"latitude\": 51.84, \"longitude\": 12");
    station_edit(station, "city.json", "\"slug\"", "\"latitude\": -0.5, \"longitude\": -180, \"slug\"");
    import_fine(station, &report);
    assert_int_equal(report.changed, 2); // city and offer
    assert_int_equal(report.added, 1);
    assert_answer(
        station,
        "SELECT group_concat(slug || ' ' || street || ' ' || coalesce(latitude || ' ' || longitude, '?'), '|')"
        " FROM (SELECT * FROM offer JOIN thing USING (id) JOIN place ON place.id = place_id ORDER BY slug)",
        "office Lange Straße 4 51.84 12.0|office-twin Lange Straße 4 ?");
    assert_answer(station, "SELECT latitude || ' ' || longitude FROM city", "-0.5 -180.0");
    import_fine(station, &report);
    assert_int_equal(report.added + report.changed + report.removed, 0);
    station_edit(station, "offers/arrival.json", "51.84", "51.85");
    import_fine(station, &report);
    assert_int_equal(report.removed, 1); // the place that nobody has any more
    assert_answer(station, "SELECT max(latitude) FROM place", "51.85");
}

// A file of translations, and whatever it says of the state of each text (data/schema.sql).
static void write_translations(struct station *station, const char *german, const char *text)
{
    const char *file = arena_format(
        &station->arena,
        "{\"format\": \"kompass-content-1\", \"translation\": {\"language\": \"uk\", \"texts\": ["
        "{\"of\": \"guide_step/first-week/2\", \"field\": \"text\", \"german\": \"%s\", \"text\": \"%s\"},"
        "{\"of\": \"offer/office\", \"field\": \"gloss\", \"german\": \"Bürgeramt Musterstadt\","
        " \"text\": \"Відділ для громадян\", \"origin\": \"human\"},"
        "{\"of\": \"block/registering/1\", \"field\": \"text\", \"german\": \"Wann?\", \"text\": \"Коли?\"},"
        "{\"of\": \"block/registering/2\", \"field\": \"text\","
        " \"german\": \"In den ersten zwei Wochen.\", \"text\": \"У перші два тижні.\"},"
        "{\"of\": \"block/registering/3\", \"field\": \"text\", \"german\": \"Pass\", \"text\": \"Паспорт\"}"
        "]}}",
        german, text);
    fixture_write(arena_format(&station->arena, "%s/uk.json", station->content), file, strlen(file));
}

#define STEP_IN_UKRAINIAN                                                                                              \
    "FROM text AS own JOIN text AS german USING (thing, field) WHERE german.language = 'de' AND own.language = 'uk'"   \
    " AND thing IN (SELECT id FROM guide_step)"

static void test_translations_come_from_files_of_their_language(void **state)
{
    struct station *station = *state;
    struct content_report report;
    write_translations(station, "Suchen Sie einen Arzt.", "Шукайте лікаря.");
    import_fine(station, &report);
    assert_answer(station, "SELECT own.text || own.origin || (own.source_hash = german.source_hash) " STEP_IN_UKRAINIAN,
                  "Шукайте лікаря.machine1");
    assert_answer(station,
                  "SELECT text || origin || (source_hash = name_hash) FROM text JOIN offer ON id = thing"
                  " WHERE language = 'uk' AND field = 'gloss'",
                  "Відділ для громадянhuman1");
    assert_answer(station,
                  "SELECT replace(substr(text, 1, instr(text, '>') - 1), char(10), '|') FROM text"
                  " WHERE language = 'uk' AND field = 'body'",
                  "# Коли?|У перші два тижні.|* Паспорт|");
    assert_answer(station,
                  "SELECT own.source_hash = german.source_hash FROM text AS own JOIN text AS german"
                  " USING (thing, field) WHERE field = 'body' AND own.language = 'uk' AND german.language = 'de'",
                  "1");
    import_fine(station, &report);
    assert_int_equal(report.added + report.changed, 0);
}

static void test_translation_of_an_older_german_text_is_outdated(void **state)
{
    struct station *station = *state;
    struct content_report report;
    write_translations(station, "Suchen Sie eine Ärztin.", "Шукайте лікарку.");
    import_fine(station, &report);
    assert_answer(station, "SELECT own.source_hash = german.source_hash " STEP_IN_UKRAINIAN, "0");
    // looked at again, found to be right for the present text, too
    write_translations(station, "Suchen Sie einen Arzt.", "Шукайте лікарку.");
    import_fine(station, &report);
    assert_int_equal(report.changed, 1);
    assert_answer(station, "SELECT own.source_hash = german.source_hash " STEP_IN_UKRAINIAN, "1");
}

static void test_unknown_is_neither_no_nor_closed(void **state)
{
    struct station *station = *state;
    struct content_report report;
    import_fine(station, &report);
    // No schedule: unknown. An empty one: known to have no regular hours.
    assert_answer(station, "SELECT hours_known FROM offer JOIN thing USING (id) WHERE slug = 'office-twin'", "0");
    assert_answer(station, "SELECT hours_known FROM offer JOIN thing USING (id) WHERE slug = 'doctor-search'", "1");
    assert_answer(station, "SELECT by_appointment IS NULL FROM offer JOIN thing USING (id) WHERE slug = 'office-twin'", "1");
    assert_answer(station, "SELECT by_appointment FROM offer JOIN thing USING (id) WHERE slug = 'doctor-search'", "0");
    assert_answer(station, "SELECT place_id IS NULL AND cost IS NULL FROM offer JOIN thing USING (id) WHERE slug = 'doctor-search'", "1");
}

static void test_times_past_midnight_and_whole_days(void **state)
{
    struct station *station = *state;
    struct content_report report;
    import_fine(station, &report);
    assert_answer(station,
                  "SELECT group_concat(weekday || ':' || open_minute || '-' || close_minute, ' ') FROM"
                  " (SELECT * FROM schedule ORDER BY position)",
                  "0:480-720 1:480-720 4:1320-1560 6:0-1440");
}

static void test_appointments_closures_and_marks(void **state)
{
    struct station *station = *state;
    struct content_report report;
    import_fine(station, &report);
    assert_answer(station, "SELECT count(*) FROM offer WHERE temporarily_closed IS NULL AND appointment_url IS NULL",
                  "3");
    assert_answer(station, "SELECT sum(by_appointment) FROM schedule", "0");
    station_edit(station, "offers/arrival.json", "\"by_appointment\": true,",
                 "\"temporarily_closed\": true, \"appointment_url\": \"https://amt.example.org/termin\",");
    station_edit(station, "offers/arrival.json", "\"closes\": \"02:00\"",
                 "\"closes\": \"02:00\", \"by_appointment\": true");
    station_edit(station, "offers/arrival.json", "\"summary\":", "\"description\": \"Im ersten Stock.\", \"summary\":");
    station_edit(station, "articles.json", "\"item\": \"Pass\"", "\"item\": \"Pass\", \"mark\": \"4.\"");
    import_fine(station, &report);
    assert_int_equal(report.changed, 2);
    assert_answer(station,
                  "SELECT temporarily_closed || coalesce(by_appointment, '?') || appointment_url FROM offer JOIN thing"
                  " USING (id) WHERE slug = 'office'",
                  "1?https://amt.example.org/termin");
    assert_answer(station, "SELECT group_concat(weekday) FROM schedule WHERE by_appointment = 1", "4");
    assert_answer(station, "SELECT text FROM text WHERE field = 'description'", "Im ersten Stock.");
    assert_answer(station, "SELECT text LIKE '%*4. Pass%' FROM text WHERE language = 'de' AND field = 'body'", "1");
}

static void test_ids_are_the_uuids_of_kind_and_slug(void **state)
{
    struct station *station = *state;
    struct content_report report;
    import_fine(station, &report);
    // python3 -c 'import uuid; print(uuid.uuid5(uuid.UUID("e53b3afe-24f5-40b9-aad4-3098c44e5c71"), "offer/office"))'
    assert_answer(station, "SELECT id FROM thing WHERE kind = 'offer' AND slug = 'office'", "06f821bf-43bd-507a-8c39-d682b36dcbdd");
}

static void test_importing_twice_changes_nothing(void **state)
{
    struct station *station = *state;
    struct content_report report;
    import_fine(station, &report);
    const char *before = dump(station);
    import_fine(station, &report);
    assert_int_equal(report.added + report.changed + report.removed, 0);
    assert_int_equal(report.unchanged, 17);
    assert_string_equal(dump(station), before);
}

static void test_a_dry_run_tells_but_writes_nothing(void **state)
{
    struct station *station = *state;
    struct content_report report;
    station_expect(station, station_import(station, true, &report), STATUS_OK);
    assert_int_equal(report.added, 17);
    assert_answer(station, "SELECT count(*) FROM imported", "0");
    import_fine(station, &report);
    const char *before = dump(station);
    station_edit(station, "offers/health.json", "Arztsuche", "Suche");
    station_expect(station, station_import(station, true, &report), STATUS_OK);
    assert_int_equal(report.changed, 1);
    assert_string_equal(dump(station), before);
}

static void test_only_what_changed_is_written(void **state)
{
    struct station *station = *state;
    struct content_report report;
    import_fine(station, &report);
    station_edit(station, "offers/health.json", "\"organization\": \"Kassenärztliche Vereinigung\"",
                 "\"organization\": \"Ärztekammer\"");
    import_fine(station, &report);
    assert_int_equal(report.added, 1); // the organization
    assert_int_equal(report.changed, 1);
    assert_int_equal(report.removed, 1); // the other organization
    assert_answer(station, "SELECT group_concat(name, ', ') FROM (SELECT name FROM organization ORDER BY name)",
                  "Stadt Musterstadt, Ärztekammer");
}

static void test_what_vanished_is_removed(void **state)
{
    struct station *station = *state;
    struct content_report report;
    import_fine(station, &report);
    assert_int_equal(unlink(arena_format(&station->arena, "%s/guides.json", station->content)), 0);
    assert_int_equal(unlink(arena_format(&station->arena, "%s/articles.json", station->content)), 0);
    assert_int_equal(unlink(arena_format(&station->arena, "%s/offers/health.json", station->content)), 0);
    import_fine(station, &report);
    assert_int_equal(report.removed, 4); // guide, article, offer, its organization
    assert_int_equal(report.changed, 0);
    assert_answer(station,
                  "SELECT (SELECT count(*) FROM guide_step) + (SELECT count(*) FROM article) + (SELECT count(*) FROM link)"
                  " + (SELECT count(*) FROM text WHERE thing NOT IN (SELECT id FROM thing) OR field = 'body')",
                  "0");
    assert_answer(station, "SELECT count(*) FROM contact WHERE printed = '116117'", "0");
    assert_answer(station, "SELECT count(*) FROM pragma_foreign_key_check", "0");
}

static void test_steps_and_texts_that_vanished_are_removed(void **state)
{
    struct station *station = *state;
    struct content_report report;
    import_fine(station, &report);
    static const char guides[] =
        "{\"format\": \"kompass-content-1\", \"guides\": [{\"slug\": \"first-week\", \"area\": \"arrival\","
        " \"texts\": {\"de\": {\"title\": \"Erste Woche\", \"summary\": \"Zuerst.\"}}, \"steps\": [{\"texts\": {\"de\":"
        " {\"text\": \"Melden Sie sich an.\"}}, \"source\": {\"url\": \"https://www.example.org/\"}}]}]}";
    fixture_write(arena_format(&station->arena, "%s/guides.json", station->content), guides, strlen(guides));
    import_fine(station, &report);
    assert_int_equal(report.changed, 1);
    assert_answer(station, "SELECT count(*) FROM guide_step", "1");
    assert_answer(station, "SELECT count(*) FROM text JOIN guide_step ON id = thing", "1"); // no English one any more
    assert_answer(station, "SELECT count(*) FROM text JOIN guide ON id = thing", "2");
    assert_answer(station, "SELECT count(*) FROM guide_step_offer", "0");
    assert_answer(station, "SELECT count(*) FROM guide_audience", "0");
    station_edit(station, "offers/arrival.json", "\"next_step\": \"Rufen Sie an.\"", "\"next_step\": null");
    import_fine(station, &report);
    assert_answer(station, "SELECT count(*) FROM text WHERE field = 'next_step'", "0");
}

// The state of a translation, as data/schema.sql derives it.
static const char *state_of(struct station *station, const char *language, const char *field)
{
    return station_ask(
        station, station->editorial,
        arena_format(&station->arena,
                     "SELECT CASE WHEN own.source_hash <> german.source_hash THEN 'outdated' ELSE 'current' END"
                     " FROM text AS german JOIN text AS own USING (thing, field) JOIN thing ON thing.id = own.thing"
                     " WHERE slug = 'office' AND german.language = 'de' AND own.language = '%s' AND field = '%s'",
                     language, field));
}

static void test_a_translation_knows_the_german_text_it_was_made_from(void **state)
{
    struct station *station = *state;
    struct content_report report;
    import_fine(station, &report);
    station_sql(station, "UPDATE text SET reviewed_on = '2026-11-21' WHERE language = 'en' AND thing IN (SELECT id FROM offer)");
    assert_string_equal(state_of(station, "en", "summary"), "current");
    station_edit(station, "offers/arrival.json", "Hier melden Sie Ihre Wohnung an.", "Hier melden Sie sich an.");
    import_fine(station, &report);
    assert_string_equal(state_of(station, "en", "summary"), "outdated");
    assert_answer(station, "SELECT count(*) FROM text WHERE reviewed_on = '2026-11-21'", "2");
    station_edit(station, "offers/arrival.json", "Here you register your home.", "Here you register.");
    import_fine(station, &report);
    assert_string_equal(state_of(station, "en", "summary"), "current");
    assert_answer(station, "SELECT count(*) FROM text WHERE reviewed_on = '2026-11-21'", "1");
    // A gloss is made from the name.
    assert_answer(
        station,
        "SELECT count(*) FROM text JOIN offer ON id = thing WHERE field = 'gloss' AND source_hash = name_hash", "2");
}

static void test_what_editors_own_is_left_alone(void **state)
{
    struct station *station = *state;
    struct content_report report;
    import_fine(station, &report);
    // An editor takes a thing over, and changes one that stays the import's.
    station_sql(station, "DELETE FROM imported WHERE thing = (SELECT id FROM thing WHERE slug = 'doctor-search');"
                         "UPDATE offer SET name = 'Von Hand' WHERE id IN"
                         " (SELECT id FROM thing WHERE slug IN ('doctor-search', 'office-twin'))");
    import_fine(station, &report);
    assert_int_equal(report.unchanged, 17);
    assert_answer(station, "SELECT count(*) FROM offer WHERE name = 'Von Hand'", "2");
    station_edit(station, "offers/health.json", "Arztsuche", "Suche");
    import_fine(station, &report);
    assert_int_equal(report.changed, 0);
    assert_answer(station, "SELECT name FROM offer JOIN thing USING (id) WHERE slug = 'doctor-search'", "Von Hand");
    assert_int_equal(unlink(arena_format(&station->arena, "%s/offers/health.json", station->content)), 0);
    import_fine(station, &report);
    assert_answer(station, "SELECT name FROM offer JOIN thing USING (id) WHERE slug = 'doctor-search'", "Von Hand");
    assert_answer(station, "SELECT count(*) FROM organization", "2"); // its organization is still needed
}

static void test_article_bodies_are_translated_as_a_whole(void **state)
{
    struct station *station = *state;
    struct content_report report;
    import_fine(station, &report);
    assert_answer(station, "SELECT origin FROM text WHERE field = 'body' AND language = 'de'", "human");
    assert_answer(station, "SELECT origin FROM text WHERE field = 'body' AND language = 'en'", "machine");
    assert_answer(station, "SELECT count(DISTINCT source_hash) FROM text WHERE field = 'body'", "1");
    assert_answer(station,
                  "SELECT slug FROM link JOIN thing ON id = target WHERE kind = 'offer'",
                  "office");
    station_edit(station, "articles.json", "In den ersten zwei Wochen.", "In den ersten drei Wochen.");
    import_fine(station, &report);
    assert_answer(station, "SELECT count(DISTINCT source_hash) FROM text WHERE field = 'body'", "2"); // English is outdated now
    assert_answer(station, "SELECT count(*) FROM text WHERE field = 'body' AND text LIKE '%In den ersten drei Wochen.%'", "1");
}

static void test_a_folder_without_content_removes_nothing(void **state)
{
    struct station *station = *state;
    struct content_report report;
    import_fine(station, &report);
    const char *empty = arena_format(&station->arena, "%s/empty", station->folder);
    station_expect(station, sys_make_folder(empty, &station->problem), STATUS_OK);
    station->content = arena_copy_text(&station->arena, empty);
    assert_int_equal(station_import(station, false, &report), STATUS_NOT_FOUND);
    station->content = arena_copy_text(&station->arena, "/nonexistent");
    assert_int_equal(station_import(station, false, &report), STATUS_NOT_FOUND);
    assert_answer(station, "SELECT count(*) FROM imported", "19");
}

static void test_no_failing_call_changes_the_database(void **state)
{
    struct station *station = *state;
    struct content_report report;
    import_fine(station, &report);
    const char *before = dump(station);
    station_edit(station, "offers/health.json", "Arztsuche", "Suche");
    for (long n = 0;; n++) {
        sqlite3 *editorial;
        station_expect(station, editorial_open(&editorial, station->editorial, &station->problem), STATUS_OK);
        sys_fail_after(n, EIO);
        station_forget(station);
        enum status status =
            content_import(editorial, station->content, false,
                           &(struct content_listener){.problem = station_sink, .context = &station->found}, &report,
                           &station->problem);
        bool left = station_fault_is_left();
        database_close(&editorial);
        if (left) {
            station_expect(station, status, STATUS_OK);
            assert_true(n > 10);
            break;
        }
        assert_int_not_equal(status, STATUS_OK);
        assert_string_equal(dump(station), before);
    }
    assert_answer(station, "SELECT name FROM offer JOIN thing USING (id) WHERE slug = 'doctor-search'", "Suche");
}

static enum status import_quietly(struct station *station)
{
    struct content_report report;
    return station_import(station, false, &report);
}

static void test_without_memory_nothing_changes(void **state)
{
    struct station *station = *state;
    struct content_report report;
    import_fine(station, &report);
    station_edit(station, "offers/health.json", "Arztsuche", "Suche");
    long n = 0;
    for (; !station_without_memory(station, n, import_quietly); n += 1 + n / 8)
        assert_answer(station, "SELECT name FROM offer JOIN thing USING (id) WHERE slug = 'doctor-search'", "Arztsuche");
    assert_true(n > 20);
    assert_answer(station, "SELECT name FROM offer JOIN thing USING (id) WHERE slug = 'doctor-search'", "Suche");
}

// ---- what changes -------------------------------------------------------------------------------------------------

// Imports, and gives every change a line, then every problem and warning.
static const char *changes_of(struct station *station, bool dry_run, struct content_report *report)
{
    sqlite3 *editorial;
    station_forget(station);
    const struct content_listener listener = {station_sink, station_sink, station_sink, station_note, &station->found};
    station_expect(station, editorial_open(&editorial, station->editorial, &station->problem), STATUS_OK);
    station_expect(station, content_import(editorial, station->content, dry_run, &listener, report, &station->problem),
                   STATUS_OK);
    database_close(&editorial);
    return station->found.text == NULL ? "" : station->found.text;
}

static void test_every_change_is_told(void **state)
{
    struct station *station = *state;
    struct content_report report;
    const char *first = changes_of(station, false, &report);
    assert_non_null(strstr(first, "offer office :  -> office\n"));
    assert_non_null(strstr(first, "organization Stadt Musterstadt :  -> Stadt Musterstadt\n"));
    assert_string_equal(changes_of(station, false, &report), "");
    station_edit(station, "offers/arrival.json", "+49340000001", "+49340000002");
    station_edit(station, "offers/arrival.json", "0340 000001", "0340 000002");
    station_edit(station, "offers/arrival.json", "\"closes\": \"12:00\"", "\"closes\": \"13:00\"");
    station_edit(station, "offers/arrival.json", "\"cost\": \"free\"", "\"cost\": null");
    for (int round = 0; round < 2; round++) { // the dry run first, and that it was one
        const char *text = changes_of(station, round == 0, &report);
        assert_int_equal(report.changed, 1);
        assert_non_null(strstr(text, "offer office contacts[0].phone: +49340000001 -> +49340000002\n"));
        assert_non_null(strstr(text, "offer office contacts[0].printed: 0340 000001 -> 0340 000002\n"));
        assert_non_null(strstr(text, "offer office cost: free -> \n"));
        assert_non_null(strstr(text, "mo 08:00–12:00, tu 08:00–12:00"));
        assert_non_null(strstr(text, " -> mo 08:00–13:00, tu 08:00–13:00"));
        assert_null(strstr(text, "texts."));
    }
    assert_int_equal(unlink(arena_format(&station->arena, "%s/holidays.json", station->content)), 0);
    assert_non_null(strstr(changes_of(station, true, &report), "holiday "));
    assert_true(report.removed > 0);
}

static const char *warnings_of(struct station *station)
{
    sqlite3 *editorial;
    size_t found;
    station_forget(station);
    station_expect(station, editorial_open(&editorial, station->editorial, &station->problem), STATUS_OK);
    station_expect(station, editorial_warn(editorial, station_sink, &station->found, &found, &station->problem),
                   STATUS_OK);
    database_close(&editorial);
    return station->found.text == NULL ? "" : station->found.text;
}

static void test_facts_newer_than_their_source_are_warned_of(void **state)
{
    struct station *station = *state;
    struct content_report report;
    changes_of(station, false, &report);
    assert_int_equal(report.warnings, 0); // what comes is as old as it is
    station_edit(station, "offers/arrival.json", "Nur für das Team.", "Nur für das ganze Team.");
    changes_of(station, false, &report);
    assert_int_equal(report.warnings, 0); // no fact
    station_edit(station, "articles.json", "\"en\": [", "\"de-simple\": [{\"paragraph\": \"Melden Sie sich an.\"}], \"en\": [");
    changes_of(station, false, &report);
    assert_int_equal(report.changed, 1);
    assert_int_equal(report.warnings, 0); // the same fact in other words
    station_edit(station, "offers/arrival.json", "Hier melden Sie Ihre Wohnung an.", "Hier melden Sie Ihr Haus an.");
    const char *text = changes_of(station, true, &report);
    assert_int_equal(report.warnings, 1);
    assert_non_null(strstr(text, "warning: offer office: the source is older than the fact: it is still of 2026-11,"
                                 " verified 2026-11-20, but this changed: texts.de.summary (set source.date"));
    changes_of(station, false, &report);
    assert_non_null(strstr(warnings_of(station), "offer office: the source is older than the fact, since this changed:"
                                                 " texts.de.summary (set source.date"));
    station_edit(station, "offers/arrival.json", "\"verified_on\": \"2026-11-20\"", "\"verified_on\": \"2026-11-21\"");
    changes_of(station, false, &report);
    assert_int_equal(report.warnings, 0);
    assert_int_equal(report.changed, 1);
    assert_null(strstr(warnings_of(station), "older than the fact"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, station_set_up, station_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_every_change_is_told),
        TEST(test_facts_newer_than_their_source_are_warned_of),
        TEST(test_good_content_is_all_there),
        TEST(test_events_have_times_and_a_place),
        TEST(test_until_becomes_wall_time),
        TEST(test_positions_go_through),
        TEST(test_translations_come_from_files_of_their_language),
        TEST(test_translation_of_an_older_german_text_is_outdated),
        TEST(test_unknown_is_neither_no_nor_closed),
        TEST(test_times_past_midnight_and_whole_days),
        TEST(test_appointments_closures_and_marks),
        TEST(test_ids_are_the_uuids_of_kind_and_slug),
        TEST(test_importing_twice_changes_nothing),
        TEST(test_a_dry_run_tells_but_writes_nothing),
        TEST(test_only_what_changed_is_written),
        TEST(test_what_vanished_is_removed),
        TEST(test_steps_and_texts_that_vanished_are_removed),
        TEST(test_a_translation_knows_the_german_text_it_was_made_from),
        TEST(test_what_editors_own_is_left_alone),
        TEST(test_article_bodies_are_translated_as_a_whole),
        TEST(test_a_folder_without_content_removes_nothing),
        TEST(test_no_failing_call_changes_the_database),
        TEST(test_without_memory_nothing_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
