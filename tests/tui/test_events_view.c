// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The page of events: today, this week, later; what is chosen among them, what is unknown, what is not as always, and nothing at all.
#include "core/base/sys.h"
#include "core/database/database.h"
#include "core/editorial/editorial.h"
#include "core/exchange/content/content.h"
#include "core/publish/build.h"
#include "tests/support/golden.h"
#include "tests/support/kiosk_fixture.h"
#include "tui/kiosk/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define ID(number) "'00000000-0000-4000-8000-0000000000" number "'"
#define OFFER(slug) "(SELECT id FROM thing WHERE slug = '" slug "')"
#define EVENT(number, offer, starts, minutes, all_day, rule) \
    "INSERT INTO thing VALUES (" ID(number) ", 'event', 'event-" number "', 0, 1);" \
    "INSERT INTO event VALUES (" ID(number) ", " offer ", NULL, '" starts "', " minutes ", " all_day ", " rule ", NULL);"
#define TITLE(number, language, title) \
    "INSERT INTO text VALUES (" ID(number) ", '" language "', 'title', '" title "', 'human', NULL, hex(zeroblob(16)));"

// It is Monday, 23 November 2026, 10:15.
static const char facts[] =
    "UPDATE offer SET cost = 'free' WHERE id = " OFFER("mitmach-lokal-sprachcafe") ";"
    "UPDATE offer SET by_appointment = 1, cost = 'paid' WHERE id = " OFFER("malzirkel-st-johannis") ";"
    "INSERT INTO offer_language VALUES (" OFFER("mitmach-lokal-sprachcafe") ", 'de', 1), (" OFFER("mitmach-lokal-sprachcafe") ", 'ar', 2),"
    " (" OFFER("mitmach-lokal-sprachcafe") ", 'uk', 3), (" OFFER("malzirkel-st-johannis") ", 'ti', 1)";
static const char agenda[] =
    EVENT("01", OFFER("rossel-treff-cafe-vielfalt"), "2026-11-02T09:30", "180", "0", "'FREQ=WEEKLY'") TITLE("01", "de", "Café Vielfalt")
    EVENT("02", "NULL", "2026-11-20T00:00", "11520", "1", "NULL") TITLE("02", "de", "Ausstellung im Rathaus")
    EVENT("03", OFFER("mitmach-lokal-sprachcafe"), "2026-10-01T17:00", "90", "0", "'FREQ=WEEKLY'") TITLE("03", "de", "Sprachcafé")
    TITLE("03", "ar", "مقهى اللغة") TITLE("03", "uk", "Мовне кафе") TITLE("03", "ti", "ቡን ቋንቋ")
    "INSERT INTO event_exception VALUES (" ID("03") ", '2026-11-26');"
    EVENT("04", OFFER("malzirkel-st-johannis"), "2026-11-04T15:00", "120", "0", "'FREQ=WEEKLY'") TITLE("04", "de", "Malzirkel")
    "INSERT INTO event_exception VALUES (" ID("04") ", '2026-11-25'); INSERT INTO event_extra VALUES (" ID("04") ", '2026-11-27T16:00');"
    EVENT("05", "NULL", "2026-11-29T22:00", "240", "0", "NULL") TITLE("05", "de", "Lange Nacht")
    EVENT("06", "NULL", "2026-11-30T00:00", "1440", "1", "NULL") TITLE("06", "de", "Tag der Stadt")
    EVENT("07", "NULL", "2026-11-23T00:00", "615", "0", "NULL") TITLE("07", "de", "Gerade vorbei")
    EVENT("08", "NULL", "2026-11-23T18:00", "0", "0", "NULL") TITLE("08", "de", "Konzert");

struct place {
    char *catalog;
    struct arena arena;
};

// A catalog of the city's content with these events.
static int set_up(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    const char *source = getenv("KOMPASS_SOURCE");
    struct content_report report;
    struct problem problem;
    sqlite3 *editorial;
    unsigned char *bytes;
    size_t size;
    place->catalog = arena_copy_text(&place->arena, "/tmp/kompass-test-XXXXXX.db");
    int fd = mkstemps(place->catalog, 3);
    assert_true(fd >= 0 && close(fd) == 0);
    assert_int_equal(editorial_open(&editorial, ":memory:", &problem), STATUS_OK);
    const char *folder = arena_format(&place->arena, "%s/data/content", source == NULL ? "." : source);
    assert_int_equal(content_import(editorial, folder, false, &(struct content_listener){0}, &report, &problem), STATUS_OK);
    if (database_run(editorial, facts, &problem) != STATUS_OK || database_run(editorial, agenda, &problem) != STATUS_OK)
        fail_msg("%s", problem.why);
    assert_int_equal(build_catalog(editorial, 1, "2026-11-20T00:00:00Z", &bytes, &size, &problem), STATUS_OK);
    database_close(&editorial);
    assert_int_equal(sys_write_file(place->catalog, bytes, size, 0644, &problem), STATUS_OK);
    sqlite3_free(bytes);
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    assert_int_equal(unlink(place->catalog), 0);
    arena_free(&place->arena);
    free(place);
    return 0;
}

// The page of events in the language; `catalog` as kiosk_fixture_open() has it.
static void open_events(struct kiosk_fixture *fixture, const char *language, int rows, int columns, const char *catalog)
{
    kiosk_fixture_open(fixture, language, rows, columns, catalog);
    loop_open(&fixture->loop, &screen_home, NULL);
    loop_open(&fixture->loop, &screen_events, NULL);
    assert_true(kiosk_fixture_type(fixture, ""));
}

static void assert_lacks(struct kiosk_fixture *fixture, const char *text)
{
    if (strstr(kiosk_fixture_text(fixture), text) != NULL)
        fail_msg("%s is there:\n%s", text, kiosk_fixture_text(fixture));
}

// What goes on comes first; the week ends on Sunday, however late; what was moved or cancelled says so.
static void test_today_this_week_later(void **state)
{
    const struct place *place = *state;
    struct kiosk_fixture fixture;
    open_events(&fixture, "de", 60, 100, place->catalog);
    assert_order(&fixture, (const char *const[]){
                               "1", "Auswahl", "Heute", "Ausstellung im Rathaus", "Freitag, 20. November 2026 – Freitag, 27. November 2026",
                               "Café Vielfalt", "09:30–12:30", "● läuft gerade", "Konzert", "18:00", "Diese Woche", "Malzirkel",
                               "Freitag, 27. November 2026, 16:00–18:00", "anderer Termin als sonst", "Nur mit Termin", "Lange Nacht",
                               "Sonntag, 29. November 2026, 22:00–02:00", "Später", "Tag der Stadt", "Montag, 30. November 2026", "Sprachcafé",
                               "Donnerstag, 3. Dezember 2026, 17:00–18:30", "fällt aus: 26. November 2026", "kostenlos", NULL});
    assert_lacks(&fixture, "Gerade vorbei");
    kiosk_fixture_close(&fixture);
}

static void test_the_week_ends_with_sunday(void **state)
{
    const struct place *place = *state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 60, 100, place->catalog);
    fixture.clock = fake_clock_at(2026, 11, 29, 23, 30);
    kiosk_fixture_wait(&fixture, 0);
    loop_open(&fixture.loop, &screen_events, NULL);
    assert_true(kiosk_fixture_type(&fixture, ""));
    assert_order(&fixture, (const char *const[]){"Heute", "Lange Nacht", "● läuft gerade", "Später", "Tag der Stadt", NULL});
    assert_lacks(&fixture, "Diese Woche");
    kiosk_fixture_close(&fixture);
}

// By digits alone: the page that chooses, free ones, back to the list; what nobody stated stands below and is not hidden.
static void test_what_is_chosen_is_shown_and_unknown_hides_nothing(void **state)
{
    const struct place *place = *state;
    struct kiosk_fixture fixture;
    open_events(&fixture, "de", 60, 100, place->catalog);
    kiosk_fixture_type(&fixture, "'1'");
    assert_top(&fixture, "event-choice");
    assert_order(&fixture, (const char *const[]){"Zeigen (7)", "✓ Alle", "Themen", "Sprachen dort", "Kosten", "kostenlos", "Für wen", NULL});
    assert_shows(&fixture, "10 kostenlos");
    kiosk_fixture_type(&fixture, "'10'");
    assert_order(&fixture, (const char *const[]){"Zeigen (1)", "✓ kostenlos", NULL});
    assert_lacks(&fixture, "✓ Alle");
    kiosk_fixture_type(&fixture, "Home Enter");
    assert_top(&fixture, "events");
    assert_order(&fixture, (const char *const[]){"Auswahl", "kostenlos", "Später", "Sprachcafé", "Nicht bekannt, ob es passt", "Ausstellung",
                                                 "Café Vielfalt", "Konzert", NULL});
    assert_lacks(&fixture, "Malzirkel"); // it costs money
    assert_lacks(&fixture, "Heute");
    kiosk_fixture_type(&fixture, "Enter '2' Esc"); // all of them again
    assert_order(&fixture, (const char *const[]){"Heute", "Diese Woche", "Malzirkel", "Später", NULL});
    kiosk_fixture_close(&fixture);
}

static void test_a_choice_ends_with_the_visit(void **state)
{
    const struct place *place = *state;
    static const struct event_choice nothing;
    struct kiosk_fixture fixture;
    open_events(&fixture, "de", 60, 100, place->catalog);
    kiosk_fixture_type(&fixture, "'1' End Enter");
    assert_memory_not_equal(&fixture.kiosk.events, &nothing, sizeof nothing);
    kiosk_fixture_wait(&fixture, 1000 * 1000);
    assert_memory_equal(&fixture.kiosk.events, &nothing, sizeof nothing);
    kiosk_fixture_close(&fixture);
}

// All events of the release by their dates, and no word of today.
static void test_a_doubtful_clock_parts_nothing(void **state)
{
    const struct place *place = *state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 60, 100, place->catalog);
    fixture.clock = fake_clock_at(2031, 3, 1, 12, 0);
    fixture.kiosk.clock_doubt = CLOCK_BEHIND;
    loop_open(&fixture.loop, &screen_events, NULL);
    assert_true(kiosk_fixture_type(&fixture, ""));
    assert_order(&fixture, (const char *const[]){"Die Uhr", "Auswahl", "Ausstellung", "Gerade vorbei", "Konzert", "Sprachcafé", NULL});
    assert_lacks(&fixture, "Heute");
    assert_lacks(&fixture, "Diese Woche");
    assert_lacks(&fixture, "läuft gerade");
    kiosk_fixture_close(&fixture);
}

// Home leads there all the same, and the page knows whom to ask.
static void test_none_to_come_says_so_and_whom_to_ask(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
    loop_open(&fixture.loop, &screen_home, NULL);
    kiosk_fixture_type(&fixture, "");
    assert_shows(&fixture, "Veranstaltungen");
    loop_open(&fixture.loop, &screen_events, NULL);
    kiosk_fixture_type(&fixture, "");
    assert_order(&fixture, (const char *const[]){"Zurzeit ist hier kein Termin bekannt.", "Integrationsbüro", "Hier ist oft etwas los", NULL});
    kiosk_fixture_type(&fixture, "'1' Enter");
    assert_top(&fixture, "offer");
    kiosk_fixture_close(&fixture);
}

static void test_an_event_tells_its_cancelled_days(void **state)
{
    const struct place *place = *state;
    struct kiosk_fixture fixture;
    struct page_argument argument = {.id = "00000000-0000-4000-8000-000000000003"};
    kiosk_fixture_open(&fixture, "de", 40, 80, place->catalog);
    loop_open(&fixture.loop, &screen_event, &argument);
    kiosk_fixture_type(&fixture, "");
    assert_order(&fixture, (const char *const[]){"Wann", "Donnerstag, 3. Dezember 2026, 17:00–18:30", "Weitere Termine", "10. Dezember",
                                                 "Fällt aus am", "Donnerstag, 26. November 2026", NULL});
    kiosk_fixture_close(&fixture);
}

static void test_screens_are_golden(void **state)
{
    static const struct {
        const char *name, *script;
        bool filled; // with the events above
    } views[] = {{"events", "", true}, {"events-chosen", "'1' Down Down Enter Home Enter", true}, {"event-choice", "'1'", true}, {"events-none", "", false}};
    static const char *const languages[] = {"de", "ar", "uk", "ti"};
    static const struct {
        int rows, columns;
    } sizes[] = {{24, 80}, {22, 64}, {12, 40}, {33, 120}};
    const struct place *place = *state;
    int differences = 0;
    for (size_t v = 0; v < sizeof views / sizeof *views; v++)
        for (size_t l = 0; l < sizeof languages / sizeof *languages; l++)
            for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
                struct kiosk_fixture fixture;
                open_events(&fixture, languages[l], sizes[s].rows, sizes[s].columns, views[v].filled ? place->catalog : NULL);
                kiosk_fixture_type(&fixture, views[v].script);
                differences += golden_differs(arena_format(&fixture.arena, "%s.%s.%dx%d", views[v].name, languages[l], sizes[s].columns, sizes[s].rows),
                                              kiosk_fixture_text(&fixture));
                kiosk_fixture_close(&fixture);
            }
    assert_int_equal(differences, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_today_this_week_later),
        cmocka_unit_test(test_the_week_ends_with_sunday),
        cmocka_unit_test(test_what_is_chosen_is_shown_and_unknown_hides_nothing),
        cmocka_unit_test(test_a_choice_ends_with_the_visit),
        cmocka_unit_test(test_a_doubtful_clock_parts_nothing),
        cmocka_unit_test(test_none_to_come_says_so_and_whom_to_ask),
        cmocka_unit_test(test_an_event_tells_its_cancelled_days),
        cmocka_unit_test(test_screens_are_golden),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
