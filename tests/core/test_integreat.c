// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of importing a region of Integreat: what becomes of its traps, and that hostile answers change nothing.
#include "core/exchange/integreat/integreat.h"
#include "core/model/body.h"
#include "tests/core/station.h"

static enum status import_region(struct station *station, bool dry_run, struct integreat_report *report)
{
    sqlite3 *editorial;
    station_forget(station);
    const struct content_listener listener = {
        .problem = station_sink, .change = dry_run ? station_note : NULL, .context = &station->found};
    enum status status = editorial_open(&editorial, station->editorial, &station->problem);
    if (status == STATUS_OK)
        status = integreat_import(editorial, station->content, dry_run, &listener, report, &station->problem);
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

// The blocks of the German article with this title, as their kind and text or where they lead.
static const char *blocks_of(struct station *station, const char *title)
{
    static const char *const kinds[] = {"heading", "paragraph", "item", "link"};
    size_t count;
    const char *all = "";
    const char *sql = arena_format(&station->arena,
                                   "SELECT body.text FROM text AS title JOIN text AS body USING (thing, language)"
                                   " WHERE title.field = 'title' AND body.field = 'body' AND language = 'de'"
                                   " AND title.text = '%s'",
                                   title);
    const struct body_block *blocks = body_parse(&station->arena, station_ask(station, station->editorial, sql), &count);
    for (size_t i = 0; i < count; i++)
        all = arena_format(&station->arena, "%s%s%s %s", all, i == 0 ? "" : "|", kinds[blocks[i].kind],
                           blocks[i].text != NULL ? blocks[i].text : model_kind(blocks[i].link_kind)->name);
    return all;
}

static void test_levels_become_areas_topics_and_articles(void **state)
{
    struct station *station = *state;
    struct integreat_report report;
    import_fine(station, &report);
    assert_answer(station, "SELECT group_concat(text, ' ') FROM (SELECT text FROM text JOIN thing ON id = thing"
                           " WHERE kind = 'area' AND language = 'de' ORDER BY position)", "Gesundheit Wohnen Orte und Adressen");
    assert_answer(station, "SELECT group_concat(text, ',') FROM (SELECT text FROM text JOIN thing ON id = thing"
                           " WHERE kind = 'topic' AND language = 'de' ORDER BY text)", "Gesundheit,Miete,Treffpunkt,Weitere Orte");
    assert_answer(station, "SELECT group_concat(text, ',') FROM (SELECT text FROM text JOIN article ON id = thing"
                           " WHERE language = 'de' AND field = 'title' ORDER BY text)", "Gesundheit,Hausordnung,Miete");
    assert_answer(station, "SELECT text FROM text WHERE language = 'en' AND field = 'title' AND thing ="
                           " (SELECT id FROM article JOIN text ON thing = id WHERE text = 'Miete')", "Rent");
    assert_answer(station, "SELECT path FROM source_path WHERE language = 'en' AND thing ="
                           " (SELECT id FROM article JOIN text ON thing = id WHERE text = 'Miete')", "/musterkreis/en/living/rent/");
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
    assert_answer(station, "SELECT text FROM text WHERE field = 'summary' AND language = 'de' AND thing ="
                           " (SELECT id FROM article JOIN text ON thing = id WHERE text = 'Miete')",
                  "Die Miete zahlen Sie an den Vermieter, zum Beispiel 400 Euro. Mehr steht in der Hausordnung.");
    // What stands in lists stands on the page, too: not everybody comes from a list.
    assert_string_equal(blocks_of(station, "Miete"),
                  "paragraph Die Miete zahlen Sie an den Vermieter, zum Beispiel 400 Euro. Mehr steht in der Hausordnung.|"
                  "link article|item Kaltmiete|item Warmmiete");
    assert_string_equal(blocks_of(station, "Hausordnung"),
                  "paragraph Regeln im Haus.|paragraph Telefon: 0340 1234, Adresse: Ring 1, 06844 Dessau|paragraph Ein Plan|"
                  "paragraph Siehe hier (verbraucher.example/miete) und Karte, Mail (a@b.example)|"
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
                           " (SELECT * FROM offer JOIN thing USING (id) ORDER BY position)", "Treff am Ring1? Stadtbad0? Amt0?");
    assert_answer(station, "SELECT phone || printed || role || email FROM contact WHERE phone IS NOT NULL",
                  "+493401234+49 340 1234Anmeldungtreff@ring.example");
    assert_answer(station, "SELECT count(*) FROM contact", "2");
    assert_answer(station, "SELECT text FROM text WHERE thing IN (SELECT id FROM offer) AND field = 'gloss'", "Meeting point on the Ring");
    assert_answer(station, "SELECT count(*) FROM place", "3"); // one is an event's, one has a door of its own
    assert_int_equal(report.notes[INTEGREAT_CLOSED], 1);
    assert_int_equal(report.notes[INTEGREAT_BAD_HOURS], 1);
}

// What a region writes for search engines is no replacement for what the place itself says.
static void test_the_text_of_a_place_is_whole(void **state)
{
    struct station *station = *state;
    struct integreat_report report;
    static const char text[] = "<h2>Miete</h2><p>Wir helfen bei Miete und Strom. Der Eingang ist im Hof.</p>"
                               "<ol start=\\\"4\\\"><li>Vertrag</li></ol><p>Alles ist kostenlos.</p>";
    static const struct {
        const char *content, *meta, *summary, *description;
    } cases[] = {
        {text, "\"Hilfe.\"", "Hilfe.",
         "Miete/Wir helfen bei Miete und Strom. Der Eingang ist im Hof./4. Vertrag/Alles ist kostenlos."},
        {text, "null", "Wir helfen bei Miete und Strom.",
         "Miete/Wir helfen bei Miete und Strom. Der Eingang ist im Hof./4. Vertrag/Alles ist kostenlos."},
        {"<p>Wir helfen. Hier.</p><ul><li>A</li></ul>", "null", "Wir helfen. Hier.", "• A"},
        {"<p>Wir helfen. Hier.</p>", "\"Wir helfen.\"", "Wir helfen.", "Hier."},
        {"<p>Wir helfen.</p>", "\"Wir helfen.\"", "Wir helfen.", ""},
        {"<p>Wir helfen.</p>", "null", "Wir helfen.", ""},
        {"", "null", "Amt", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *places = arena_format(&station->arena,
                                          "[{\"path\": \"/musterkreis/de/locations/amt/\", \"title\": \"Amt\","
                                          " \"content\": \"%s\", \"meta_description\": %s}]",
                                          cases[i].content, cases[i].meta);
        write_file(station, "de/locations.json", places);
        import_fine(station, &report);
        assert_answer(station, "SELECT text FROM text WHERE thing IN (SELECT id FROM offer) AND field = 'summary'", cases[i].summary);
        assert_answer(station, "SELECT coalesce(replace((SELECT text FROM text WHERE thing IN (SELECT id FROM offer) AND field = 'description'),"
                               " char(10), '/'), '')", cases[i].description);
    }
}

static void test_events_have_local_times(void **state)
{
    struct station *station = *state;
    struct integreat_report report;
    import_fine(station, &report);
    // A rule begins in UTC without a Z, an hour or two before the event: that start does not count.
    assert_answer(station, "SELECT starts || ' ' || minutes || ' ' || rule FROM event JOIN text ON event.id = thing"
                           " WHERE text = 'Sprachcafé'", "2024-04-01T01:00 90 FREQ=WEEKLY;BYDAY=TH");
    assert_answer(station, "SELECT starts || ' ' || rule FROM event JOIN text ON event.id = thing WHERE text = 'Nähkurs'",
                  "2026-11-02T18:00 FREQ=WEEKLY;INTERVAL=2;UNTIL=20261214T235959;BYDAY=MO");
    assert_answer(station, "SELECT starts || ' ' || minutes || ' ' || all_day FROM event JOIN text ON event.id = thing"
                           " WHERE text = 'Tag der offenen Tür'", "2026-12-05T00:00 1440 1");
    assert_answer(station, "SELECT starts || ' ' || url FROM event JOIN text ON event.id = thing WHERE text = 'Elternabend'",
                  "2026-12-01T18:00 https://treff.example/raum");
    assert_answer(station, "SELECT starts || ' ' || minutes || ' ' || rule FROM event JOIN text ON event.id = thing"
                           " WHERE text = 'Ferienprogramm'",
                  "2026-12-21T09:00 180 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20261229T235959");
    assert_answer(station, "SELECT count(*) FROM event JOIN text ON event.id = thing WHERE text = 'Sprechstunde'"
                           " AND rule IS NULL", "1");
    assert_int_equal(report.notes[INTEGREAT_NO_TIME], 1);
    assert_int_equal(report.notes[INTEGREAT_BAD_RULE], 1);
    assert_int_equal(report.content.events, 7);
    // What would change the rule is not passed over.
    station_edit(station, "de/events.json", "RRULE:FREQ=WEEKLY;BYDAY=TH", "RRULE:FREQ=WEEKLY;BYDAY=TH\\nEXDATE:20241226T000000");
    import_fine(station, &report);
    assert_answer(station, "SELECT rule IS NULL FROM event JOIN text ON event.id = thing WHERE text = 'Sprachcafé'", "1");
    assert_int_equal(report.notes[INTEGREAT_BAD_RULE], 2);
}

// An event of an answer; `more` follows its start and end, `rest` its rule.
#define EVENT(language, name, title, begins, ends, more, rest)                                                                  \
    "{\"path\": \"/musterkreis/" language "/events/" name "/\", \"title\": \"" title "\", \"content\": \"<p>" title ".</p>\"," \
    " \"event\": {\"start\": \"" begins "\", \"end\": \"" ends "\"" more "}" rest "}"
#define THURSDAYS ", \"recurrence_rule\": \"DTSTART:20261105T140000\\nRRULE:FREQ=WEEKLY;BYDAY=TH\""
#define LANGUAGES(code, path) ", \"available_languages\": {\"" code "\": {\"id\": null, \"path\": \"/musterkreis/" path "/\"}}"
#define ON(language, day, name, title, more, rest) \
    EVENT(language, name "$2026-" day, title, "2026-" day "T15:00:00+01:00", "2026-" day "T17:00:00+01:00", more, rest)

// Answers that were saved without being asked to combine what recurs have an entry for each date, each with the whole rule;
// their translations have no ids, or are not named at all.
static void test_each_single_date_is_an_event_in_all_its_languages(void **state)
{
    struct station *station = *state;
    struct integreat_report report;
    write_file(station, "de/events.json", "["
        ON("de", "11-26", "cafe", "Deutsch-Café", ", \"id\": 7", THURSDAYS LANGUAGES("en", "en/events/coffee$2026-11-26")) ","
        ON("de", "12-03", "cafe", "Deutsch-Café", ", \"id\": 7", THURSDAYS LANGUAGES("en", "en/events/coffee$2026-12-03")) ","
        ON("de", "12-10", "cafe", "Deutsch-Café", ", \"id\": 7", THURSDAYS) ","
        ON("de", "12-17", "cafe", "Deutsch-Café", ", \"id\": 7", THURSDAYS) ","
        // once more as a whole, as older versions have it
        EVENT("de", "cafe", "Deutsch-Café", "2026-11-19T15:00:00+01:00", "2026-11-19T17:00:00+01:00", ", \"id\": 7", THURSDAYS) ","
        EVENT("de", "sport", "Sport", "2026-11-26T18:00:00+01:00", "2026-11-26T19:00:00+01:00", ", \"id\": 8", THURSDAYS) ","
        ON("de", "11-26", "sport", "Sport", ", \"id\": 9", THURSDAYS) "]");
    station_edit(station, "de/events.json", "sport$2026-11-26/\", \"title\": \"Sport\"", "sport$2026-11-26/\", \"title\": \"Lauf\"");
    write_file(station, "en/events.json", "["
        ON("en", "11-26", "coffee", "German café", ", \"id\": 7", THURSDAYS LANGUAGES("de", "de/events/cafe$2026-11-26")) ","
        ON("en", "12-03", "coffee", "German café", ", \"id\": 7", THURSDAYS LANGUAGES("de", "de/events/cafe$2026-12-03")) ","
        ON("en", "12-10", "coffee", "German café", ", \"id\": 7", THURSDAYS) ","
        ON("en", "12-17", "cafe", "Deutsch-Café", ", \"id\": 7", THURSDAYS) "]"); // the German text again
    import_fine(station, &report);
    assert_answer(station, "SELECT group_concat(line, '|') FROM (SELECT starts || ' ' || minutes || ' ' || coalesce(rule, '-') || ' '"
                           " || group_concat(text, '/') AS line FROM event JOIN (SELECT thing AS id, text FROM text WHERE field = 'title'"
                           " ORDER BY language) USING (id) GROUP BY id ORDER BY starts)",
                  "2026-11-19T15:00 120 - Deutsch-Café|2026-11-26T15:00 120 - Deutsch-Café/German café|"
                  "2026-11-26T15:00 120 - Lauf|2026-11-26T18:00 60 - Sport|2026-12-03T15:00 120 - Deutsch-Café/German café|"
                  "2026-12-10T15:00 120 - Deutsch-Café/German café|2026-12-17T15:00 120 - Deutsch-Café");
    assert_int_equal(report.notes[INTEGREAT_BAD_RULE], 0);
    assert_int_equal(report.notes[INTEGREAT_NO_GERMAN], 1); // a page, no event
    import_fine(station, &report);
    assert_int_equal(report.content.added + report.content.changed + report.content.removed, 0);
    // The whole event begins with one of its dates: it is shown once.
    station_edit(station, "de/events.json", "2026-11-19T15:00", "2026-11-26T15:00");
    import_fine(station, &report);
    assert_answer(station, "SELECT count(*) FROM event JOIN text ON event.id = thing WHERE field = 'title' AND text = 'Deutsch-Café'"
                           " AND starts = '2026-11-26T15:00'", "1");
}

static void test_hours_of_several_days_are_those_of_each_day(void **state)
{
    struct station *station = *state;
    static const struct {
        const char *begins, *ends, *more, *rule, *times;
    } cases[] = {
        {"2026-12-01T10:00:00+01:00", "2026-12-04T16:00:00+01:00", "", "null",
         "2026-12-01T10:00 360 0 FREQ=DAILY;UNTIL=20261204T235959"},
        {"2026-12-01T10:00:00+01:00", "2026-12-09T16:00:00+01:00", ", \"only_weekdays\": true", "null",
         "2026-12-01T10:00 360 0 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20261209T235959"},
        // longer than a year, and over a change of the clocks
        {"2026-03-01T10:00:00+01:00", "2027-06-01T16:00:00+02:00", "", "null",
         "2026-03-01T10:00 360 0 FREQ=DAILY;UNTIL=20270601T235959"},
        // nights of the week: the last one begins on the day before
        {"2026-12-01T22:00:00+01:00", "2026-12-05T02:00:00+01:00", ", \"only_weekdays\": true", "null",
         "2026-12-01T22:00 240 0 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20261204T235959"},
        // a weekend away goes on, an evening after midnight, too; days have no hours
        {"2026-12-04T18:00:00+01:00", "2026-12-06T12:00:00+01:00", "", "null", "2026-12-04T18:00 2520 0 -"},
        {"2026-12-04T20:00:00+01:00", "2026-12-05T02:00:00+01:00", "", "null", "2026-12-04T20:00 360 0 -"},
        {"2026-12-04T00:00:00+01:00", "2026-12-06T23:59:00+01:00", ", \"all_day\": true", "null", "2026-12-04T00:00 4320 1 -"},
        {"2026-12-04T00:00:00+01:00", "2026-12-08T23:59:00+01:00", ", \"all_day\": true, \"only_weekdays\": true", "null",
         "2026-12-04T00:00 1440 1 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20261208T235959"},
        // ends of rules; two rules are none that we could say
        {"2026-11-05T10:00:00+01:00", "2026-11-05T11:00:00+01:00", "", "\"RRULE:FREQ=WEEKLY;UNTIL=20261126T090000Z\"",
         "2026-11-05T10:00 60 0 FREQ=WEEKLY;UNTIL=20261126T100059"},
        {"2026-11-05T10:00:00+01:00", "2026-11-05T11:00:00+01:00", "", "\"RRULE:FREQ=WEEKLY\\nRRULE:FREQ=DAILY\"", "2026-11-05T10:00 60 0 -"},
        {"2026-11-05T10:00:00+01:00", "2026-11-05T11:00:00+01:00", "", "\"RRULE:FREQ=MONTHLY;BYDAY=6TH\"", "2026-11-05T10:00 60 0 -"},
        {"2026-11-05T10:00:00+01:00", "2026-11-05T11:00:00+01:00", "", "\"RRULE:FREQ=WEEKLY;UNTIL=20261001\"", "2026-11-05T10:00 60 0 -"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct integreat_report report;
        write_file(station, "de/events.json",
                   arena_format(&station->arena, "[" EVENT("de", "days", "Tage", "%s", "%s", "%s", ", \"recurrence_rule\": %s") "]",
                                cases[i].begins, cases[i].ends, cases[i].more, cases[i].rule));
        import_fine(station, &report);
        assert_answer(station, "SELECT starts || ' ' || minutes || ' ' || all_day || ' ' || coalesce(rule, '-') FROM event",
                      cases[i].times);
        bool refused = strcmp(cases[i].rule, "null") != 0 && strstr(cases[i].times, "FREQ") == NULL;
        assert_int_equal(report.notes[INTEGREAT_BAD_RULE], refused);
    }
}

static void test_events_stand_at_their_place(void **state)
{
    struct station *station = *state;
    struct integreat_report report;
    import_fine(station, &report);
    assert_answer(station, "SELECT offer.name || ' ' || street FROM event JOIN text ON event.id = thing"
                           " JOIN offer ON offer.id = offer_id JOIN place ON place.id = event.place_id"
                           " WHERE text = 'Sprachcafé'", "Treff am Ring Ring 1");
    assert_answer(station, "SELECT group_concat(text, '|') FROM (SELECT other.text FROM text AS name"
                           " JOIN text AS other USING (thing) WHERE name.text = 'Sprachcafé'"
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
    assert_int_equal(report.notes[INTEGREAT_NO_POINT], 2);
    station_edit(station, "de/locations.json", "51.8401", "51.8402");
    station_edit(station, "de/events.json", "51.9", "151.9");
    station_edit(station, "regions.json", "51.75", "null");
    import_fine(station, &report);
    assert_answer(station, "SELECT group_concat(latitude) FROM place", "51.8402");
    assert_answer(station, "SELECT latitude IS NULL AND longitude IS NULL FROM city", "1");
    assert_int_equal(report.notes[INTEGREAT_NO_POINT], 4);
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

// What is longer than the model admits is cut, not refused: one page must not keep a region away.
static void test_texts_without_end_are_cut(void **state)
{
    struct station *station = *state;
    struct integreat_report report;
    struct arena_text words = {0}, word = {0}, body = {0};
    for (int i = 0; i < 1000; i++) {
        arena_append(&station->arena, &words, "sehr lange ");
        arena_append(&station->arena, &word, "ä");
    }
    for (int i = 0; i < 700; i++)
        arena_append(&station->arena, &body, arena_format(&station->arena, "<p>%.1000s</p>", words.bytes));
    write_file(station, "de/locations.json",
               arena_format(&station->arena, "[{\"path\": \"/musterkreis/de/locations/amt/\", \"title\": \"%s\", \"content\": \"<p>%s</p>\","
                                             " \"meta_description\": \"%s\"}]", word.bytes, words.bytes, words.bytes));
    write_file(station, "de/pages.json",
               arena_format(&station->arena, "[{\"path\": \"/musterkreis/de/seite/\", \"title\": \"%s\", \"content\": \"%s\"}]", words.bytes,
                            body.bytes));
    import_fine(station, &report);
    assert_true(report.notes[INTEGREAT_CUT] > 4);
    assert_answer(station, "SELECT length(name) || substr(name, -3) FROM offer", "250ä …"); // 248 letters
    assert_answer(station, "SELECT substr(text, -7) FROM text JOIN offer ON id = thing WHERE field = 'summary'", " sehr …");
    assert_answer(station, "SELECT max(octet) > 450000 AND max(octet) <= 500000 FROM (SELECT length(CAST(text AS BLOB)) AS octet FROM text"
                           " WHERE field = 'body')", "1");
    import_fine(station, &report);
    assert_int_equal(report.content.added + report.content.changed + report.content.removed, 0);
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
    struct arena_text below = {0}, languages = {0}, contacts = {0};
    for (int i = 0; i <= 100; i++) {
        const char *comma = i == 0 ? "" : ", ";
        arena_append(&station->arena, &below,
                     arena_format(&station->arena, "%s{\"path\": \"/m/de/%d/\", \"parent\": {\"path\": \"/m/de/%d/\"}}", comma,
                                  i, i - 1));
        arena_append(&station->arena, &languages, arena_format(&station->arena, "%s\"%d\": {\"path\": \"/\"}", comma, i));
        arena_append(&station->arena, &contacts, arena_format(&station->arena, "%s{\"email\": \"a%d@b.c\"}", comma, i));
    }
    const struct {
        const char *file, *text, *told;
    } bad[] = {
        {"de/pages.json", arena_format(&station->arena, "[%s]", below.bytes),
         "de/pages.json: [65].parent.path: the page stands below itself or too deep"},
        {"de/pages.json",
         arena_format(&station->arena, "[{\"path\": \"/\", \"available_languages\": {%s}}]", languages.bytes),
         "de/pages.json: [0].available_languages: has more than 64 languages"},
        {"de/locations.json",
         arena_format(&station->arena, "[{\"path\": \"/\", \"contacts\": [%s]}]", contacts.bytes),
         "de/locations.json: [0]: has more than 100 contacts"},
        {"de/pages.json", "[{\"path\": \"/m/de/a/\", ", "de/pages.json:1:23: } is missing"},
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

static const char *changes_of(struct station *station)
{
    struct integreat_report report;
    station_expect(station, import_region(station, true, &report), STATUS_OK);
    return station->found.text == NULL ? "" : station->found.text;
}

// Before anything is written, each thing that would come, change or go is named, with its fields.
static void test_a_dry_run_names_what_changes(void **state)
{
    struct station *station = *state;
    struct integreat_report report;
    const char *text = changes_of(station);
    assert_non_null(strstr(text, "organization Treff am Ring :  -> Treff am Ring\n"));
    assert_non_null(strstr(text, "city musterkreis :  -> musterkreis\n"));
    import_fine(station, &report);
    assert_string_equal(changes_of(station), "");

    station_edit(station, "de/locations.json", "\"phone_number\": \"+49 340 1234\",\n    \"mobile",
                 "\"phone_number\": \"+49 340 5678\",\n    \"mobile");
    station_edit(station, "de/pages.json", "Regeln im Haus.", "Regeln im Hof.");
    write_file(station, "de/events.json", "[]");
    text = changes_of(station);
    assert_non_null(strstr(text, " contacts[0].printed: +49 340 1234 -> +49 340 5678\n"));
    assert_non_null(strstr(text, " blocks.de[0]: paragraph Regeln im Haus. -> paragraph Regeln im Hof.\n"));
    assert_non_null(strstr(text, "event musterkreis-"));
    assert_answer(station, "SELECT printed FROM contact WHERE printed IS NOT NULL", "+49 340 1234");
    import_fine(station, &report);
    assert_answer(station, "SELECT printed FROM contact WHERE printed IS NOT NULL", "+49 340 5678");
    assert_string_equal(changes_of(station), "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, station_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_levels_become_areas_topics_and_articles),
        TEST(test_html_becomes_blocks),
        TEST(test_places_become_offers),
        TEST(test_the_text_of_a_place_is_whole),
        TEST(test_coordinates_are_taken_where_they_are_some),
        TEST(test_events_have_local_times),
        TEST(test_each_single_date_is_an_event_in_all_its_languages),
        TEST(test_hours_of_several_days_are_those_of_each_day),
        TEST(test_events_stand_at_their_place),
        TEST(test_importing_twice_changes_nothing),
        TEST(test_texts_without_end_are_cut),
        TEST(test_it_joins_the_content_of_a_city),
        TEST(test_hostile_answers_change_nothing),
        TEST(test_a_dry_run_names_what_changes),
        TEST(test_a_dry_run_and_a_wrong_folder_write_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
