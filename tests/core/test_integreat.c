// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of importing a region of Integreat: what becomes of its traps, and that hostile answers change nothing.
#include "core/exchange/integreat.h"
#include "tests/core/station.h"

static enum status import_region(struct station *station, bool dry_run, struct integreat_report *report)
{
    sqlite3 *editorial;
    station_forget(station);
    enum status status = editorial_open(&editorial, station->editorial, &station->problem);
    if (status == STATUS_OK)
        status = integreat_import(editorial, station->content, dry_run, station_sink, &station->found, report,
                                  &station->problem);
    database_close(&editorial);
    return status;
}

static int set_up(void **state)
{
    station_set_up(state);
    struct station *station = *state;
    station->content = arena_format(&station->arena, "%s/region", station->folder);
    station_copy(&station->arena, station_source(&station->arena, "tests/fixtures/integreat/musterkreis"),
                 station->content);
    return 0;
}

static void import_fine(struct station *station, struct integreat_report *report)
{
    station_expect(station, import_region(station, false, report), STATUS_OK);
    assert_int_equal(station->found.count, 0);
}

static void write_file(struct station *station, const char *name, const char *text)
{
    fixture_write(arena_format(&station->arena, "%s/%s", station->content, name), text, strlen(text));
}

#define BLOCKS(title)                                                                                                  \
    "SELECT group_concat(line, '|') FROM (SELECT b.kind || ' ' || coalesce(b.text, b.link_kind) AS line"               \
    " FROM article_block AS b WHERE b.language = 'de' AND b.article_id = (SELECT id FROM article_text"                 \
    " WHERE field = 'title' AND text = '" title "') ORDER BY b.position)"

static void test_levels_become_areas_topics_and_articles(void **state)
{
    struct station *station = *state;
    struct integreat_report report;
    import_fine(station, &report);
    assert_answer(station, "SELECT group_concat(text, ' ') FROM (SELECT text FROM area JOIN area_text USING (id)"
                           " WHERE language = 'de' ORDER BY position)", "Gesundheit Wohnen Orte und Adressen");
    assert_answer(station, "SELECT group_concat(text, ',') FROM (SELECT text FROM topic JOIN topic_text USING (id)"
                           " WHERE language = 'de' ORDER BY text)", "Gesundheit,Miete,Treffpunkt,Weitere Orte");
    assert_answer(station, "SELECT group_concat(text, ',') FROM (SELECT text FROM article_text"
                           " WHERE language = 'de' AND field = 'title' ORDER BY text)", "Gesundheit,Hausordnung,Miete");
    assert_answer(station, "SELECT text FROM article_text WHERE language = 'en' AND field = 'title' AND id ="
                           " (SELECT id FROM article_text WHERE text = 'Miete')", "Rent");
    assert_answer(station, "SELECT path FROM source_path WHERE kind = 'article' AND language = 'en' AND id ="
                           " (SELECT id FROM article_text WHERE text = 'Miete')", "/musterkreis/en/living/rent/");
    assert_answer(station, "SELECT name || zone FROM city", "Landkreis MusterEurope/Berlin");
    assert_answer(station, "SELECT count(*) > 3 FROM emergency WHERE number IN ('110', '112', '116117', '116 016')", "1");
    assert_int_equal(report.notes[INTEGREAT_FOLDED], 1);
    assert_int_equal(report.notes[INTEGREAT_COPY], 1);
    assert_int_equal(report.notes[INTEGREAT_NO_GERMAN], 2);
    assert_int_equal(report.notes[INTEGREAT_UNKNOWN_LANGUAGE], 1);
    assert_int_equal(report.notes[INTEGREAT_EMPTY], 2); // one only says in which language it is there
}

static void test_html_becomes_blocks(void **state)
{
    struct station *station = *state;
    struct integreat_report report;
    import_fine(station, &report);
    assert_answer(station, "SELECT text FROM article_text WHERE field = 'summary' AND language = 'de' AND id ="
                           " (SELECT id FROM article_text WHERE text = 'Miete')",
                  "Die Miete zahlen Sie an den Vermieter, zum Beispiel 400 Euro. Mehr steht in der Hausordnung.");
    assert_answer(station, BLOCKS("Miete"), "link article|item Kaltmiete|item Warmmiete");
    assert_answer(station, BLOCKS("Hausordnung"),
                  "paragraph Telefon: 0340 1234, Adresse: Ring 1, 06844 Dessau|paragraph Ein Plan|"
                  "paragraph Siehe hier (verbraucher.example/miete) und Karte, Mail a@b.example|"
                  "heading Ruhezeiten|paragraph Von 22 bis 6 Uhr ist Ruhe.");
    assert_int_equal(report.notes[INTEGREAT_MAP], 1);
    assert_int_equal(report.notes[INTEGREAT_NO_PICTURE], 1);
}

static void test_places_become_offers(void **state)
{
    struct station *station = *state;
    struct integreat_report report;
    import_fine(station, &report);
    assert_answer(station, "SELECT group_concat(weekday || ':' || open_minute || '-' || close_minute, ' ') FROM"
                           " (SELECT * FROM schedule ORDER BY position)",
                  "0:480-720 0:810-1080 2:0-1440 3:1320-1560 4:0-1440");
    assert_answer(station, "SELECT group_concat(name || hours_known || coalesce(by_appointment, '?'), ' ') FROM"
                           " (SELECT * FROM offer ORDER BY position)", "Treff am Ring1? Stadtbad0? Amt0?");
    assert_answer(station, "SELECT phone || printed || role || email FROM contact WHERE phone IS NOT NULL",
                  "+493401234+49 340 1234Anmeldungtreff@ring.example");
    assert_answer(station, "SELECT count(*) FROM contact", "2");
    assert_answer(station, "SELECT text FROM offer_text WHERE field = 'gloss'", "Meeting point on the Ring");
    assert_answer(station, "SELECT count(*) FROM place", "3"); // one is an event's, one has a door of its own
    assert_int_equal(report.notes[INTEGREAT_CLOSED], 1);
    assert_int_equal(report.notes[INTEGREAT_BAD_HOURS], 1);
}

static void test_events_have_local_times(void **state)
{
    struct station *station = *state;
    struct integreat_report report;
    import_fine(station, &report);
    // A rule begins in UTC without a Z, an hour or two before the event: that start does not count.
    assert_answer(station, "SELECT starts || ' ' || minutes || ' ' || rule FROM event JOIN event_text USING (id)"
                           " WHERE text = 'Sprachcafé'", "2024-04-01T01:00 90 FREQ=WEEKLY;BYDAY=TH");
    assert_answer(station, "SELECT starts || ' ' || rule FROM event JOIN event_text USING (id) WHERE text = 'Nähkurs'",
                  "2026-11-02T18:00 FREQ=WEEKLY;INTERVAL=2;UNTIL=20261214T235959;BYDAY=MO");
    assert_answer(station, "SELECT starts || ' ' || minutes || ' ' || all_day FROM event JOIN event_text USING (id)"
                           " WHERE text = 'Tag der offenen Tür'", "2026-12-05T00:00 1440 1");
    assert_answer(station, "SELECT starts || ' ' || url FROM event JOIN event_text USING (id) WHERE text = 'Elternabend'",
                  "2026-12-01T18:00 https://treff.example/raum");
    assert_answer(station, "SELECT starts || ' ' || minutes || ' ' || rule FROM event JOIN event_text USING (id)"
                           " WHERE text = 'Ferienprogramm'",
                  "2026-12-21T09:00 180 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20261229T235959");
    assert_answer(station, "SELECT count(*) FROM event JOIN event_text USING (id) WHERE text = 'Sprechstunde'"
                           " AND rule IS NULL", "1");
    assert_int_equal(report.notes[INTEGREAT_NO_TIME], 1);
    assert_int_equal(report.notes[INTEGREAT_BAD_RULE], 1);
    assert_int_equal(report.content.events, 7);
    // What would change the rule is not passed over.
    station_edit(station, "de/events.json", "RRULE:FREQ=WEEKLY;BYDAY=TH", "RRULE:FREQ=WEEKLY;BYDAY=TH\\nEXDATE:20241226T000000");
    import_fine(station, &report);
    assert_answer(station, "SELECT rule IS NULL FROM event JOIN event_text USING (id) WHERE text = 'Sprachcafé'", "1");
    assert_int_equal(report.notes[INTEGREAT_BAD_RULE], 2);
}

static void test_events_stand_at_their_place(void **state)
{
    struct station *station = *state;
    struct integreat_report report;
    import_fine(station, &report);
    assert_answer(station, "SELECT offer.name || ' ' || street FROM event JOIN event_text USING (id)"
                           " JOIN offer ON offer.id = offer_id JOIN place ON place.id = event.place_id"
                           " WHERE text = 'Sprachcafé'", "Treff am Ring Ring 1");
    assert_answer(station, "SELECT group_concat(text, '|') FROM (SELECT other.text FROM event_text AS name"
                           " JOIN event_text AS other USING (id) WHERE name.text = 'Sprachcafé'"
                           " ORDER BY other.language, other.field)",
                  "• Kaffee\n• Tee\nSiehe Miete|Hier üben wir Deutsch. Alle sind willkommen.|Sprachcafé|"
                  "We practise German here.|Language café");
    write_file(station, "de/events.json", "[]");
    import_fine(station, &report);
    assert_answer(station, "SELECT count(*) FROM event", "0");
    assert_answer(station, "SELECT count(*) FROM place", "2");
}

// 1, 1 and 0, 0 stand for nobody having set the pin; what is null was never there.
static void test_coordinates_are_taken_where_they_are_some(void **state)
{
    struct station *station = *state;
    struct integreat_report report;
    import_fine(station, &report);
    assert_answer(station, "SELECT group_concat(name || ' ' || coalesce(latitude || ' ' || longitude, '?'), '|')"
                           " FROM (SELECT * FROM offer JOIN place ON place.id = place_id ORDER BY name)",
                  "Amt ?|Stadtbad ?|Treff am Ring 51.8401 12.25");
    assert_answer(station, "SELECT latitude || ' ' || longitude FROM place JOIN event ON place.id = place_id", "51.9 12.25");
    assert_answer(station, "SELECT latitude || ' ' || longitude FROM city", "51.75 12.0");
    assert_int_equal(report.notes[INTEGREAT_NO_POSITION], 2);
    station_edit(station, "de/locations.json", "51.8401", "51.8402");
    station_edit(station, "de/events.json", "51.9", "151.9");
    station_edit(station, "regions.json", "51.75", "null");
    import_fine(station, &report);
    assert_answer(station, "SELECT group_concat(latitude) FROM place", "51.8402");
    assert_answer(station, "SELECT latitude IS NULL AND longitude IS NULL FROM city", "1");
    assert_int_equal(report.notes[INTEGREAT_NO_POSITION], 4);
    station_edit(station, "de/locations.json", "51.8402", "\"north\"");
    station_expect(station, import_region(station, false, &report), STATUS_INVALID);
    assert_non_null(strstr(station->found.text, "de/locations.json: [0].location.latitude: must be a number, not a text"));
}

static void test_importing_twice_changes_nothing(void **state)
{
    struct station *station = *state;
    struct integreat_report report;
    import_fine(station, &report);
    assert_true(report.content.added > 10);
    import_fine(station, &report);
    assert_int_equal(report.content.added + report.content.changed + report.content.removed, 0);
    station_edit(station, "de/pages.json", "Regeln im Haus", "Viele Regeln");
    import_fine(station, &report);
    assert_int_equal(report.content.changed, 1);
    write_file(station, "de/locations.json", "[]");
    import_fine(station, &report);
    assert_true(report.content.removed >= 6); // offers, their topics, area, organizations and place
    assert_answer(station, "SELECT count(*) FROM offer", "0");
}

static void test_it_joins_the_content_of_a_city(void **state)
{
    struct station *station = *state;
    struct content_report city;
    struct integreat_report report;
    char *region = station->content;
    station->content = arena_format(&station->arena, "%s/content", station->folder);
    station_expect(station, station_import(station, false, &city), STATUS_OK);
    station->content = region;
    import_fine(station, &report);
    assert_answer(station, "SELECT count(*) FROM city", "1");
    assert_answer(station, "SELECT count(*) FROM emergency", "1");
}

static void test_hostile_answers_change_nothing(void **state)
{
    struct station *station = *state;
    struct integreat_report report;
    char *deep = arena_allocate(&station->arena, 400 * 5 + 200, 1);
    strcpy(deep, "[{\"path\": \"/m/de/a/\", \"title\": \"A\", \"content\": \"");
    for (int i = 0; i < 400; i++)
        strcat(deep, "<div>");
    strcat(deep, "x\"}]");
    char *large = arena_allocate(&station->arena, 1200 * 1024 + 200, 1);
    size_t length = (size_t)sprintf(large, "[{\"path\": \"/m/de/a/\", \"content\": \"");
    memset(large + length, 'x', 1200 * 1024);
    strcpy(large + length + 1200 * 1024, "\"}]");
    const struct {
        const char *file, *text, *told;
    } bad[] = {
        {"de/pages.json", "[{\"path\": \"/m/de/a/\", ", "de/pages.json: line 1, column "},
        {"de/pages.json", "{\"pages\": []}", "de/pages.json: must be a list"},
        {"de/pages.json", "[{\"path\": 7}]", "de/pages.json: [0].path: must be a text"},
        {"de/pages.json", "[{\"title\": \"A\"}]", "de/pages.json: [0].path: is missing"},
        {"de/pages.json", "[null]", "de/pages.json: [0]: must not be null"},
        {"de/pages.json",
         "[{\"path\": \"/m/de/a/\", \"parent\": {\"path\": \"/m/de/b/\"}},"
         " {\"path\": \"/m/de/b/\", \"parent\": {\"path\": \"/m/de/a/\"}}]",
         "de/pages.json: [0].parent.path: the page stands below itself"},
        {"de/pages.json",
         "[{\"path\": \"/m/de/a/\", \"content\": \"<p>x\"}, {\"path\": \"/m/de/a/\", \"content\": \"<p>y\"}]",
         "is there twice"},
        {"de/pages.json", deep, "de/pages.json: [0].content: has elements that are nested too deeply"},
        {"de/pages.json", large, "de/pages.json: [0].content: is longer than a page can be"},
        {"de/locations.json", "[{\"path\": \"/m/de/x/\", \"opening_hours\": [{\"timeSlots\": [{\"start\": \"25:00\"}]}]}]",
         "de/locations.json: [0].opening_hours[0].timeSlots[0].start: \"25:00\" is not a time"},
        {"de/events.json", "[3]", "de/events.json: [0]: must be an object"},
        {"regions.json", "[{}]", "regions.json: [0].path: is missing"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char *good = station->content;
        station->content = arena_format(&station->arena, "%s/bad%zu", station->folder, i);
        station_copy(&station->arena, good, station->content);
        write_file(station, bad[i].file, bad[i].text);
        station_expect(station, import_region(station, false, &report), STATUS_INVALID);
        if (station->found.text == NULL || strstr(station->found.text, bad[i].told) == NULL)
            fail_msg("%s\nwas expected, but this was told:\n%s", bad[i].told, station->found.text);
        station->content = good;
    }
    assert_answer(station, "SELECT count(*) FROM area", "0");
    assert_answer(station, "SELECT count(*) FROM imported", "0");
}

static void test_a_dry_run_and_a_wrong_folder_write_nothing(void **state)
{
    struct station *station = *state;
    struct integreat_report report;
    station_expect(station, import_region(station, true, &report), STATUS_OK);
    assert_true(report.content.added > 10);
    assert_answer(station, "SELECT count(*) FROM imported", "0");
    station->content = arena_format(&station->arena, "%s/de", station->content);
    station_expect(station, import_region(station, false, &report), STATUS_NOT_FOUND);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, station_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_levels_become_areas_topics_and_articles),
        TEST(test_html_becomes_blocks),
        TEST(test_places_become_offers),
        TEST(test_coordinates_are_taken_where_they_are_some),
        TEST(test_events_have_local_times),
        TEST(test_events_stand_at_their_place),
        TEST(test_importing_twice_changes_nothing),
        TEST(test_it_joins_the_content_of_a_city),
        TEST(test_hostile_answers_change_nothing),
        TEST(test_a_dry_run_and_a_wrong_folder_write_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
