// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of importing calendars: habits of programs, series and their dates, zones, faults by line, and that an import follows its source.
#include "core/exchange/ical/export.h"
#include "core/exchange/ical/ical.h"
#include "core/exchange/ical/zone.h"
#include "tests/core/station.h"

#include <libical/ical.h>

#define CALENDAR(events) "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//EN\r\n" events "END:VCALENDAR\r\n"
#define EVENT(uid, lines) "BEGIN:VEVENT\r\nUID:" uid "\r\nDTSTAMP:20261101T080000Z\r\n" lines "END:VEVENT\r\n"
#define TITLE "SUMMARY:Treffen\r\n"
#define BERLIN ";TZID=Europe/Berlin:"

// The events of the database, one a line: when, how long, rule, exceptions, extra times, title.
static const char events_sql[] =
    "SELECT group_concat(line, char(10)) FROM (SELECT starts || ' ' || minutes || ' ' || CASE all_day WHEN 1 THEN 'days ' ELSE '' END"
    " || coalesce(rule, '-') || coalesce((SELECT ' not ' || group_concat(day) FROM event_exception WHERE event_id = id), '')"
    " || coalesce((SELECT ' and ' || group_concat(starts) FROM event_extra WHERE event_id = id), '')"
    " || ' ' || text.text AS line FROM event JOIN text ON thing = id AND field = 'title' AND language = 'de' ORDER BY starts, text.text)";

static enum status import_path(struct station *station, const char *path, bool dry_run, struct ical_report *report)
{
    sqlite3 *editorial;
    station_forget(station);
    const struct content_listener listener = {
        .problem = station_sink, .kept = station_sink, .change = dry_run ? station_note : NULL, .context = &station->found};
    const struct ical_source source = {.path = path, .offer = "office", .url = "https://www.example.org/kalender"};
    enum status status = editorial_open(&editorial, station->editorial, &station->problem);
    if (status == STATUS_OK)
        status = ical_import(editorial, &source, dry_run, &listener, report, &station->problem);
    database_close(&editorial);
    return status;
}

static const char *write_calendar(struct station *station, const char *text)
{
    const char *path = arena_format(&station->arena, "%s/agenda.ics", station->folder);
    fixture_write(path, text, strlen(text));
    return path;
}

// Imports a calendar and gives its events.
static const char *events_of(struct station *station, const char *calendar, struct ical_report *report)
{
    station_expect(station, import_path(station, write_calendar(station, calendar), false, report), STATUS_OK);
    return station_ask(station, station->editorial, events_sql);
}

static void assert_events(struct station *station, const char *calendar, const char *events)
{
    struct ical_report report;
    assert_string_equal(events_of(station, calendar, &report), events);
}

static void assert_told(const struct station *station, const char *problem)
{
    if (station->found.text == NULL || strstr(station->found.text, problem) == NULL)
        fail_msg("not told: %s\nbut: %s", problem, station->found.text == NULL ? "nothing" : station->found.text);
}

static int set_up(void **state)
{
    struct content_report report;
    station_set_up(state);
    struct station *station = *state;
    station_expect(station, station_import(station, false, &report), STATUS_OK);
    return 0;
}

// ---- what is taken ------------------------------------------------------------------------------------------------

static void test_an_event_comes_with_all_that_it_says(void **state)
{
    struct station *station = *state;
    struct ical_report report;
    const char *events = events_of(station,
                                   CALENDAR(EVENT("a@example.org", "DTSTART" BERLIN "20261203T180000\r\nDTEND" BERLIN "20261203T193000\r\n"
                                                                   "SUMMARY:Sprach\\, Café\r\nDESCRIPTION:Wir reden. Alle sind da.\r\n"
                                                                   "LOCATION:Haus der Musik\\, Kavalierstr. 3\\, 06844 Dessau\r\n"
                                                                   "URL:https://www.example.org/cafe\r\nORGANIZER:mailto:nobody@example.org\r\n"
                                                                   "BEGIN:VALARM\r\nSUMMARY:Wecker\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\n")),
                                   &report);
    assert_string_equal(events, "2026-12-03T18:00 90 - Sprach, Café");
    assert_string_equal(station_ask(station, station->editorial,
                                    "SELECT offer.slug || '|' || street || '|' || postal_code || '|' || city || '|' || note || '|' || event.url || '|'"
                                    " || source.url || '|' || date || '|' || text.text FROM event JOIN thing AS offer ON offer.id = offer_id JOIN place ON"
                                    " place.id = place_id JOIN source ON source.thing = event.id JOIN text ON text.thing = event.id AND field = 'summary'"),
                        "office|Kavalierstr. 3|06844|Dessau|Haus der Musik|https://www.example.org/cafe|https://www.example.org/cafe|2026-11-01|"
                        "Wir reden. Alle sind da.");
    assert_int_equal(report.content.added, 2); // with its place
    events_of(station, CALENDAR(EVENT("a@example.org", "DTSTART" BERLIN "20261203T180000\r\n" TITLE)), &report);
    assert_int_equal(report.content.changed, 1);
    assert_int_equal(report.content.removed, 1);
    events_of(station, CALENDAR(EVENT("a@example.org", "DTSTART" BERLIN "20261203T180000\r\n" TITLE)), &report);
    assert_int_equal(report.content.added + report.content.changed + report.content.removed, 0);
}

static void test_whole_days_end_on_the_day_before_dtend(void **state)
{
    assert_events(*state,
                  CALENDAR(EVENT("a", "DTSTART;VALUE=DATE:20261205\r\nDTEND;VALUE=DATE:20261207\r\n" TITLE)
                               EVENT("b", "DTSTART;VALUE=DATE:20261210\r\n" TITLE) EVENT("c", "DTSTART;VALUE=DATE:20261212\r\nDURATION:P3D\r\n" TITLE)
                                   EVENT("d", "DTSTART;VALUE=DATE:20261220\r\nDTEND;VALUE=DATE:20261220\r\n" TITLE)
                                       EVENT("e", "DTSTART;VALUE=DATE:20261201\r\nRRULE:FREQ=DAILY;UNTIL=20261223T230000Z\r\n" TITLE)),
                  "2026-12-01T00:00 1440 days FREQ=DAILY;UNTIL=20261224T000059 Treffen\n2026-12-05T00:00 2880 days - Treffen\n"
                  "2026-12-10T00:00 1440 days - Treffen\n2026-12-12T00:00 4320 days - Treffen\n2026-12-20T00:00 1440 days - Treffen");
}

// Folded within "é" and by tabs, ended by line feeds alone, with a byte order mark, empty lines, and small letters.
static void test_lines_are_read_as_programs_write_them(void **state)
{
    assert_events(*state,
                  "\xEF\xBB\xBF" "BEGIN:VCALENDAR\n\nbegin:vevent\nUID:a\ndtstart;tzid=\"Europe/Berlin\":2026\n 1203T180000\n\nSUMMARY:Caf\xC3\n \xA9 und\n\t"
                  " mehr\nEND:VEVENT\nEND:VCALENDAR\nBEGIN:VCALENDAR\nBEGIN:VEVENT\rUID:b\rDTSTART:20261204T180000\rSUMMARY:Zwei\rEND:VEVENT\rEND:VCALENDAR",
                  "2026-12-03T18:00 0 - Café und mehr\n2026-12-04T18:00 0 - Zwei");
}

static void test_descriptions_lose_their_tags(void **state)
{
    struct station *station = *state;
    struct ical_report report;
    events_of(station,
              CALENDAR(EVENT("a", "DTSTART:20261203T180000\r\n" TITLE
                                  "DESCRIPTION:<p>Für <b>alle</b> &amp; jeden</p><ul><li>Tee</li><li>5 < 6</li></ul><br/>Ende\r\n")),
              &report);
    assert_string_equal(station_ask(station, station->editorial, "SELECT text FROM text JOIN event ON id = thing WHERE field = 'description'"),
                        "Für alle & jeden\nTee\n5 < 6\nEnde");
}

// ---- zones --------------------------------------------------------------------------------------------------------

#define ZONE(name, standard, daylight)                                                                                                          \
    "BEGIN:VTIMEZONE\r\nTZID:" name "\r\nBEGIN:STANDARD\r\nDTSTART:16011028T030000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n"                 \
    "TZOFFSETFROM:+0200\r\nTZOFFSETTO:" standard "\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:16010325T020000\r\n"                             \
    "TZOFFSETFROM:+0100\r\nTZOFFSETTO:" daylight "\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n"

static void test_times_are_the_citys(void **state)
{
    assert_events(*state,
                  "BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:Europe/London\r\n" ZONE("Unsere Zeit", "+0100", "+0200") ZONE("Fremde Zeit", "-0500", "-0400")
                      EVENT("utc", "DTSTART:20260703T160000Z\r\nDTEND:20260703T170000Z\r\nSUMMARY:UTC\r\n")
                          EVENT("win", "DTSTART;TZID=W. Europe Standard Time:20261203T180000\r\nSUMMARY:Windows\r\n")
                              EVENT("far", "DTSTART;TZID=Eastern Standard Time:20261203T180000\r\nSUMMARY:Fern\r\n")
                                  EVENT("path", "DTSTART;TZID=/example.org/20070129_1/Europe/Berlin:20261204T180000\r\nSUMMARY:Pfad\r\n")
                                      EVENT("own", "DTSTART;TZID=Unsere Zeit:20261205T180000\r\nSUMMARY:Eigene\r\n")
                                          EVENT("odd", "DTSTART;TZID=Fremde Zeit:20261205T180000\r\nSUMMARY:Fremde\r\n")
                                              EVENT("float", "DTSTART:20261206T180000\r\nSUMMARY:Ohne\r\n")
                                                  EVENT("twice", "DTSTART" BERLIN "20261025T023000\r\nDTEND:20261025T004500Z\r\nSUMMARY:Doppelt\r\n")
                  "END:VCALENDAR\r\n",
                  "2026-07-03T18:00 60 - UTC\n2026-10-25T02:30 15 - Doppelt\n2026-12-03T18:00 0 - Windows\n2026-12-04T00:00 0 - Fern\n"
                  "2026-12-04T18:00 0 - Pfad\n2026-12-05T18:00 0 - Eigene\n2026-12-06T19:00 0 - Ohne");
    assert_told(*state, "agenda.ics:65: event odd: the zone \"Fremde Zeit\" is not known (name the zone as IANA does, such as Europe/Berlin)");
}

static void test_an_hour_that_is_left_out_is_refused(void **state)
{
    assert_events(*state,
                  CALENDAR(EVENT("gap", "DTSTART" BERLIN "20260329T023000\r\nDTEND" BERLIN "20260329T033000\r\n" TITLE)
                               EVENT("end", "DTSTART" BERLIN "20260329T013000\r\nDTEND" BERLIN "20260329T023000\r\n" TITLE)
                                   EVENT("fine", "DTSTART" BERLIN "20260329T033000\r\nSUMMARY:Gut\r\n")),
                  "2026-03-29T03:30 0 - Gut");
    assert_told(*state, "agenda.ics:7: event gap: 2026-03-29T02:30 does not exist in Europe/Berlin: the clocks are put forward over it (write a time"
                        " before or after the hour that is left out)");
    assert_told(*state, "agenda.ics:15: event end: 2026-03-29T02:30 does not exist");
}

static void test_series_of_other_clocks_go_on_by_the_citys(void **state)
{
    struct ical_report report;
    assert_string_equal(events_of(*state,
                                  CALENDAR(EVENT("utc", "DTSTART:20261203T170000Z\r\nRRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20270204T170000Z\r\n" TITLE)
                                               EVENT("paris", "DTSTART;TZID=Europe/Paris:20261204T180000\r\nRRULE:FREQ=WEEKLY\r\n" TITLE)
                                                   EVENT("night", "DTSTART;TZID=America/New_York:20261203T200000\r\nRRULE:FREQ=WEEKLY;BYDAY=TH\r\n" TITLE)),
                                  &report),
                        "2026-12-03T18:00 0 FREQ=WEEKLY;BYDAY=TH;UNTIL=20270204T180059 Treffen\n2026-12-04T18:00 0 FREQ=WEEKLY Treffen");
    assert_int_equal(report.notes[ICAL_OTHER_CLOCK], 1);
    assert_told(*state, "event night: its days are other ones here than in its zone");
}

// ---- series -------------------------------------------------------------------------------------------------------

#define WEEKLY "DTSTART" BERLIN "20261203T180000\r\nDTEND" BERLIN "20261203T193000\r\nRRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20270128T235959\r\n" TITLE
#define DATE(when, lines) EVENT("s", "RECURRENCE-ID" BERLIN when "\r\n" lines)

static void test_exceptions_and_extra_times(void **state)
{
    struct ical_report report;
    assert_string_equal(events_of(*state,
                                  CALENDAR(EVENT("s", WEEKLY "EXDATE" BERLIN "20261224T180000,20261231T180000\r\nEXDATE;VALUE=DATE:20270107\r\n"
                                                             "EXDATE:20261205T180000Z\r\nRDATE:20261222T170000Z\r\nRDATE;VALUE=PERIOD:20261223T170000Z/PT1H\r\n"
                                                             "RDATE" BERLIN "20261228T180000\r\nEXDATE" BERLIN "20261228T180000\r\n")
                                               EVENT("dates", "DTSTART" BERLIN "20261110T090000\r\nRDATE" BERLIN "20261112T090000,20261111T090000\r\n"
                                                              "EXDATE" BERLIN "20261110T090000\r\nSUMMARY:Kurs\r\n")
                                                   EVENT("none", "DTSTART:20261110T090000\r\nEXDATE:20261110T090000\r\nSUMMARY:Nie\r\n")),
                                  &report),
                        "2026-11-11T09:00 0 - and 2026-11-12T09:00 Kurs\n2026-12-03T18:00 90 FREQ=WEEKLY;BYDAY=TH;UNTIL=20270128T235959"
                        " not 2026-12-24,2026-12-31,2027-01-07 and 2026-12-22T18:00,2026-12-23T18:00 Treffen");
    assert_int_equal(report.notes[ICAL_IDLE_EXCEPTION], 1);
}

static void test_dates_that_are_otherwise(void **state)
{
    struct ical_report report;
    assert_string_equal(
        events_of(*state,
                  CALENDAR(DATE("20261210T180000", "DTSTART" BERLIN "20261211T170000\r\nDTEND" BERLIN "20261211T183000\r\n" TITLE)
                               DATE("20261217T180000", "DTSTART" BERLIN "20261217T180000\r\nDTEND" BERLIN "20261217T193000\r\nSTATUS:CANCELLED\r\n" TITLE)
                                   DATE("20270107T180000", "DTSTART" BERLIN "20270107T180000\r\nDTEND" BERLIN "20270107T210000\r\nSUMMARY:Fest\r\n")
                                       EVENT("s", WEEKLY) EVENT("alone", "RECURRENCE-ID:20261201T100000Z\r\nDTSTART:20261201T110000Z\r\nSUMMARY:Einzeln\r\n")),
                  &report),
        "2026-12-01T12:00 0 - Einzeln\n2026-12-03T18:00 90 FREQ=WEEKLY;BYDAY=TH;UNTIL=20270128T235959 not 2026-12-10,2026-12-17,2027-01-07 and"
        " 2026-12-11T17:00 Treffen\n2027-01-07T18:00 180 - Fest");
    assert_int_equal(report.notes[ICAL_MOVED], 1);
    assert_int_equal(report.notes[ICAL_CANCELLED_DATE], 1);
    assert_int_equal(report.notes[ICAL_OWN_DATE], 2);
}

static void test_the_newest_version_holds_and_what_is_cancelled_goes(void **state)
{
    struct station *station = *state;
    struct ical_report report;
    assert_events(station,
                  CALENDAR(EVENT("a", "SEQUENCE:2\r\nDTSTART:20261203T180000\r\nSUMMARY:Neu\r\n") EVENT("a", "SEQUENCE:1\r\nDTSTART:20261203T170000\r\nSUMMARY:Alt\r\n")
                               EVENT("b", "DTSTART:20261204T180000\r\n" TITLE) EVENT("c", "DTSTART:20261205T180000\r\nCLASS:PRIVATE\r\n" TITLE)),
                  "2026-12-03T18:00 0 - Neu\n2026-12-04T18:00 0 - Treffen");
    assert_events(station,
                  CALENDAR(EVENT("a", "SEQUENCE:2\r\nDTSTART:20261203T180000\r\nSUMMARY:Neu\r\n") EVENT("b", "DTSTART:20261204T180000\r\nSTATUS:CANCELLED\r\n" TITLE)),
                  "2026-12-03T18:00 0 - Neu");
    assert_string_equal(events_of(station, "BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\n" EVENT("a", "DTSTART:20261203T180000\r\n" TITLE) "END:VCALENDAR\r\n", &report), "");
    assert_int_equal(report.notes[ICAL_CANCELLED], 1);
}

// ---- faults -------------------------------------------------------------------------------------------------------

static void test_faults_are_told_by_line_and_the_rest_goes_in(void **state)
{
    struct station *station = *state;
    struct ical_report report;
    static const struct {
        const char *lines, *told;
    } cases[] = {
        {TITLE, "agenda.ics:4: event x: does not say when it begins (write DTSTART)"},
        {"DTSTART:20260230T100000\r\n" TITLE, "agenda.ics:7: event x: there is no such time: 20260230T100000 (write a day as 20261224, or a time as"},
        {"DTSTART:morgen\r\n" TITLE, "agenda.ics:7: event x: this line is not understood: DTSTART:morgen (correct the line, or remove it)"},
        {"DTSTART:20261203T100000\r\n", "agenda.ics:4: event x: has no title (write SUMMARY)"},
        {"DTSTART:20261203T100000\r\nRRULE:FREQ=HOURLY\r\n" TITLE, "agenda.ics:8: event x: the recurrence \"FREQ=HOURLY\" cannot be followed: FREQ cannot be"},
        {"DTSTART:20261203T100000\r\nRRULE:FREQ=DAILY;UNTIL=20261101\r\n" TITLE, "cannot be followed: UNTIL is before the start"},
        {"DTSTART:20261203T100000\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n" TITLE, "no date of this rule is within 5 years"},
        {"DTSTART:20261203T100000\r\nRRULE:FREQ=DAILY\r\nRRULE:FREQ=WEEKLY\r\n" TITLE, "agenda.ics:9: event x: an event has one rule at most"},
        {"DTSTART:20261203T100000\r\nEXRULE:FREQ=WEEKLY\r\n" TITLE, "agenda.ics:8: event x: exceptions by a rule are no longer part"},
        {"DTSTART;TZID=Nowhere/Town:20261203T100000\r\n" TITLE, "agenda.ics:7: event x: the zone \"Nowhere/Town\" is not known"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = arena_format(&station->arena, CALENDAR("%s%sEND:VEVENT\r\n%s"), "BEGIN:VEVENT\r\nUID:x\r\nDTSTAMP:20261101T080000Z\r\n", cases[i].lines,
                                        EVENT("fine", "DTSTART:20261204T180000\r\n" TITLE));
        assert_events(station, text, "2026-12-04T18:00 0 - Treffen");
        assert_told(station, cases[i].told);
    }
    // What is wrong with a line that says nothing of when costs the line.
    assert_string_equal(events_of(station, CALENDAR(EVENT("x", "DTSTART:20261203T100000\r\nnonsense\r\nDURATION:xx\r\n" TITLE)), &report),
                        "2026-12-03T10:00 0 - Treffen");
    assert_int_equal(report.notes[ICAL_BAD_LINE], 2);
    assert_told(station, "agenda.ics:8: event x: this is no line of a calendar: nonsense");
    // Ends before it begins; no UID; no END.
    assert_string_equal(events_of(station,
                                  CALENDAR("BEGIN:VEVENT\r\nDTSTART:20261203T100000\r\nDTEND:20261203T090000\r\n" TITLE EVENT("y", "DTSTART:20261204T100000\r\n" TITLE)),
                                  &report),
                        "2026-12-03T10:00 0 - Treffen\n2026-12-04T10:00 0 - Treffen");
    assert_int_equal(report.notes[ICAL_NO_END], 1);
    assert_told(station, "another event begins before this one ends");
}

static void test_signs_of_terminals_are_not_told(void **state)
{
    struct station *station = *state;
    struct ical_report report;
    assert_int_equal(import_path(station, write_calendar(station, CALENDAR(EVENT("\033[31mx", "DTSTART:20261203T100000\r\n"))), false, &report), STATUS_INVALID);
    assert_told(station, "event [31mx: has no title");
}

// Nothing of what was there is withdrawn for a source of which nothing is right, or for a file that cannot be read.
static void test_what_cannot_be_read_costs_nothing(void **state)
{
    struct station *station = *state;
    struct ical_report report;
    const char *folder = arena_format(&station->arena, "%s/calendars", station->folder);
    const char *one = arena_format(&station->arena, "%s/one.ics", folder), *two = arena_format(&station->arena, "%s/two.ics", folder);
    const char *first = CALENDAR(EVENT("a", "DTSTART:20261203T100000\r\nSUMMARY:Eins\r\n"));
    const char *second = CALENDAR(EVENT("b", "DTSTART:20261204T100000\r\nSUMMARY:Zwei\r\nLOCATION:Halle\r\n"));
    assert_int_equal(sys_mkdir(folder, 0755), 0);
    assert_int_equal(import_path(station, folder, false, &report), STATUS_NOT_FOUND);
    fixture_write(one, first, strlen(first));
    fixture_write(two, second, strlen(second));
    station_expect(station, import_path(station, folder, false, &report), STATUS_OK);
    fixture_write(two, "BEGIN\0END", 9);
    station_expect(station, import_path(station, folder, false, &report), STATUS_OK);
    assert_told(station, "two.ics: this is no text: it has a NUL byte");
    assert_int_equal(report.unread, 1);
    assert_string_equal(station_ask(station, station->editorial, events_sql), "2026-12-03T10:00 0 - Eins\n2026-12-04T10:00 0 - Zwei");
    fixture_write(two, "Hallo", 5);
    station_expect(station, import_path(station, folder, false, &report), STATUS_OK);
    assert_told(station, "two.ics: no calendar is in this file");
    assert_int_equal(report.content.removed, 0);
    const char *bad = CALENDAR(EVENT("a", "DTSTART:20261203T100000\r\n"));
    fixture_write(one, bad, strlen(bad));
    fixture_write(two, bad, strlen(bad));
    assert_int_equal(import_path(station, folder, false, &report), STATUS_INVALID);
    assert_string_equal(station_ask(station, station->editorial, events_sql), "2026-12-03T10:00 0 - Eins\n2026-12-04T10:00 0 - Zwei");
    unlink(two);
    fixture_write(one, first, strlen(first));
    station_expect(station, import_path(station, folder, false, &report), STATUS_OK);
    assert_int_equal(report.content.removed, 2); // and the place
}

static void test_what_is_nested_deep_is_left_alone(void **state)
{
    struct station *station = *state;
    struct ical_report report;
    const char *path = arena_format(&station->arena, "%s/deep.ics", station->folder);
    const char *begin = "", *end = "";
    for (int i = 0; i < 40; i++) {
        begin = arena_format(&station->arena, "%sBEGIN:X-BOX\r\n", begin);
        end = arena_format(&station->arena, "%sEND:X-BOX\r\n", end);
    }
    const char *text = arena_format(&station->arena, "BEGIN:VCALENDAR\r\n%s" EVENT("a", "DTSTART:20261203T100000\r\nSUMMARY:Tief\r\n") "%s"
                                    EVENT("b", "DTSTART:20261204T100000\r\nSUMMARY:Oben\r\n") "END:VCALENDAR\r\n", begin, end);
    fixture_write(path, text, strlen(text));
    station_expect(station, import_path(station, path, false, &report), STATUS_OK);
    assert_non_null(strstr(station_ask(station, station->editorial, events_sql), "2026-12-04T10:00 0 - Oben"));
}

static void test_staff_and_dry_runs_are_heeded(void **state)
{
    struct station *station = *state;
    struct ical_report report;
    const char *before = CALENDAR(EVENT("a", "DTSTART:20261203T100000\r\n" TITLE));
    const char *path = write_calendar(station, before);
    station_expect(station, import_path(station, path, true, &report), STATUS_OK);
    assert_int_equal(report.content.added, 1);
    assert_string_equal(station_ask(station, station->editorial, events_sql), "");
    station_expect(station, import_path(station, path, false, &report), STATUS_OK);
    sqlite3 *editorial;
    station_expect(station, editorial_open(&editorial, station->editorial, &station->problem), STATUS_OK);
    fixture_run(editorial, "UPDATE event SET minutes = 45");
    database_close(&editorial);
    assert_events(station, CALENDAR(EVENT("a", "DTSTART:20261203T110000\r\nDURATION:PT1H\r\n" TITLE)), "2026-12-03T11:00 45 - Treffen");
    assert_told(station, "kept what was changed by hand: minutes: 45");
}

static void test_a_source_needs_a_city_and_its_offer(void **state)
{
    struct station *station = *state;
    struct ical_report report;
    const char *path = write_calendar(station, CALENDAR(EVENT("a", "DTSTART:20261203T100000\r\n" TITLE)));
    station->editorial = arena_format(&station->arena, "%s/empty.db", station->folder);
    assert_int_equal(import_path(station, path, false, &report), STATUS_NOT_FOUND);
    assert_non_null(strstr(station->problem.why, "no city"));
    station->editorial = arena_format(&station->arena, "%s/editorial.db", station->folder);
    sqlite3 *editorial;
    station_expect(station, editorial_open(&editorial, station->editorial, &station->problem), STATUS_OK);
    const struct content_listener listener = {0};
    struct ical_source source = {.path = path, .offer = "nowhere"};
    assert_int_equal(ical_import(editorial, &source, false, &listener, &report, &station->problem), STATUS_NOT_FOUND);
    assert_string_equal(station->problem.what, "nowhere");
    source.offer = NULL;
    assert_int_equal(ical_import(editorial, &source, false, &listener, &report, &station->problem), STATUS_INVALID);
    assert_string_equal(station->problem.what, "agenda.ics:4");
    write_calendar(station, "BEGIN:VCALENDAR\r\nSOURCE;VALUE=URI:https://www.example.org/a.ics\r\n" EVENT("a", "DTSTART:20261203T100000\r\n" TITLE)
                            "END:VCALENDAR\r\n");
    assert_int_equal(ical_import(editorial, &source, true, &listener, &report, &station->problem), STATUS_OK);
    database_close(&editorial);
}

// ---- the other way --------------------------------------------------------------------------------------------------

// Each line is at most 75 bytes and ends in CR LF, and each piece is whole characters.
static void assert_lines_are_fine(const char *calendar)
{
    for (const char *line = calendar; *line != '\0';) {
        const char *end = strstr(line, "\r\n");
        assert_non_null(end);
        assert_true(end - line <= 75);
        assert_int_not_equal((unsigned char)line[0] & 0xC0, 0x80);
        assert_int_not_equal((unsigned char)line[line[0] == ' ' ? 1 : 0] & 0xC0, 0x80);
        line = end + 2;
    }
}

// What was exported says the same when it is imported, and libical finds no fault in it.
static void test_what_is_exported_reads_back(void **state)
{
    struct station *station = *state;
    struct ical_report report;
    sqlite3 *editorial;
    char *calendar;
    long count;
    const char *events = events_of(
        station,
        CALENDAR(EVENT("s", WEEKLY "EXDATE" BERLIN "20261224T180000\r\nRDATE" BERLIN "20261222T180000\r\nLOCATION:Haus\\, Weg 3\\, 06844 Dessau\r\n"
                                   "DESCRIPTION:Für alle\\; jede\\, jeder: äöüßäöüßäöüßäöüßäöüßäöüßäöüßäöüßäöüßäöüßäöüßäöüßäöüßäöüßäöüß\\nZeile zwei \\\\ Ende\r\n")
                     EVENT("d", "DTSTART;VALUE=DATE:20261205\r\nDTEND;VALUE=DATE:20261207\r\nRRULE:FREQ=YEARLY;UNTIL=20301205\r\nSUMMARY:Tage\r\n")),
        &report);
    station_expect(station, editorial_open(&editorial, station->editorial, &station->problem), STATUS_OK);
    station_expect(station, ical_export(editorial, &station->arena, &calendar, &count, &station->problem), STATUS_OK);
    assert_int_equal(count, 2);
    assert_lines_are_fine(calendar);
    assert_non_null(strstr(calendar, "RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20270128T225959Z\r\n"));
    assert_non_null(strstr(calendar, "RRULE:FREQ=YEARLY;UNTIL=20301205\r\n"));
    assert_non_null(strstr(calendar, "RECURRENCE-ID;TZID=Europe/Berlin:20261224T180000\r\nSTATUS:CANCELLED\r\n"));
    assert_non_null(strstr(calendar, "LOCATION:Haus\\, Weg 3\\, 06844 Dessau\r\n"));
    icalcomponent *parsed = icalparser_parse_string(calendar);
    assert_non_null(parsed);
    assert_int_equal(icalcomponent_count_errors(parsed), 0);
    assert_true(icalrestriction_check(parsed));
    assert_int_equal(icalcomponent_count_components(parsed, ICAL_VEVENT_COMPONENT), 3);
    icalcomponent_free(parsed);
    const char *description = station_ask(station, station->editorial, "SELECT text FROM text JOIN event ON id = thing WHERE field = 'description'");
    fixture_run(editorial, "DELETE FROM thing WHERE kind = 'event'");
    database_close(&editorial);
    assert_string_equal(events_of(station, calendar, &report), events);
    assert_string_equal(station_ask(station, station->editorial, "SELECT text FROM text JOIN event ON id = thing WHERE field = 'description'"), description);
    assert_int_equal(station->found.count, 0);
}

static void test_other_clocks_are_not_exported(void **state)
{
    struct station *station = *state;
    sqlite3 *editorial;
    char *calendar;
    long count;
    station_expect(station, editorial_open(&editorial, station->editorial, &station->problem), STATUS_OK);
    station_expect(station, ical_export(editorial, &station->arena, &calendar, &count, &station->problem), STATUS_OK);
    assert_int_equal(count, 0);
    fixture_run(editorial, "UPDATE city SET zone = 'America/New_York'");
    assert_int_equal(ical_export(editorial, &station->arena, &calendar, &count, &station->problem), STATUS_UNSUPPORTED);
    database_close(&editorial);
}

// ---- bounds -------------------------------------------------------------------------------------------------------

static void test_what_is_too_much_is_bounded(void **state)
{
    struct station *station = *state;
    struct ical_report report;
    size_t size = ICAL_LINE_BYTES_MAX + 100;
    char *line = arena_allocate(&station->arena, size + 1, 1);
    memset(line, 'x', size);
    assert_string_equal(events_of(station, arena_format(&station->arena, CALENDAR("%s%s\r\nEND:VEVENT\r\n"),
                                                        "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261203T100000\r\n" TITLE "DESCRIPTION:", line),
                                  &report),
                        "2026-12-03T10:00 0 - Treffen");
    assert_told(station, "agenda.ics:8: event a: this line is longer than 64 KiB");
    // 250 exceptions, and a file that is too large
    const char *days = "20261203T100000";
    for (int i = 0; i < 250; i++)
        days = arena_format(&station->arena, "%s,2026%02d%02dT100000", days, i / 28 % 12 + 1, i % 28 + 1);
    assert_events(station,
                  arena_format(&station->arena, CALENDAR("%s%s\r\nEND:VEVENT\r\n%s"),
                               "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20251203T100000\r\nRRULE:FREQ=DAILY\r\n" TITLE "EXDATE:", days,
                               EVENT("b", "DTSTART:20261203T100000\r\n" TITLE)),
                  "2026-12-03T10:00 0 - Treffen");
    assert_told(station, "has more than 200 exceptions (EXDATE) (write another event");
    char *large = arena_allocate(&station->arena, ICAL_FILE_BYTES_MAX + 2, 1);
    memset(large, '\n', ICAL_FILE_BYTES_MAX + 1);
    assert_int_equal(import_path(station, write_calendar(station, large), false, &report), STATUS_INVALID);
    assert_int_equal(report.unread, 1);
    assert_string_equal(station_ask(station, station->editorial, events_sql), "2026-12-03T10:00 0 - Treffen");
}

static void test_zones_have_names_of_all_sorts(void **state)
{
    struct station *station = *state;
    struct arena *arena = &station->arena;
    assert_string_equal(ical_zone_name(arena, "Europe/Berlin"), "Europe/Berlin");
    assert_string_equal(ical_zone_name(arena, "W. Europe Standard Time"), "Europe/Berlin");
    assert_string_equal(ical_zone_name(arena, "/softwarestudio.org/Tzfile/Europe/Berlin"), "Europe/Berlin");
    assert_null(ical_zone_name(arena, "Unsere Zeit"));
    assert_null(ical_zone_name(arena, ""));
    char *name = arena_allocate(arena, 5001, 1);
    memset(name, 'x', 5000);
    assert_null(ical_zone_name(arena, name));
    struct local_time time;
    assert_false(ical_zone_convert("Unsere Zeit", "Europe/Berlin", (struct local_time){.year = 2026, .month = 1, .day = 1}, &time));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, station_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_an_event_comes_with_all_that_it_says),
        TEST(test_whole_days_end_on_the_day_before_dtend),
        TEST(test_lines_are_read_as_programs_write_them),
        TEST(test_descriptions_lose_their_tags),
        TEST(test_times_are_the_citys),
        TEST(test_an_hour_that_is_left_out_is_refused),
        TEST(test_series_of_other_clocks_go_on_by_the_citys),
        TEST(test_exceptions_and_extra_times),
        TEST(test_dates_that_are_otherwise),
        TEST(test_the_newest_version_holds_and_what_is_cancelled_goes),
        TEST(test_faults_are_told_by_line_and_the_rest_goes_in),
        TEST(test_signs_of_terminals_are_not_told),
        TEST(test_what_cannot_be_read_costs_nothing),
        TEST(test_what_is_nested_deep_is_left_alone),
        TEST(test_staff_and_dry_runs_are_heeded),
        TEST(test_a_source_needs_a_city_and_its_offer),
        TEST(test_what_is_exported_reads_back),
        TEST(test_other_clocks_are_not_exported),
        TEST(test_what_is_too_much_is_bounded),
        TEST(test_zones_have_names_of_all_sorts),
    };
    return cmocka_run_group_tests_name("exchange/ical", tests, NULL, NULL);
}
