// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Closures as a clerk enters them, on Monday, 23 November 2026: of one office, of all, other hours; what is wrong is said at its
// field, and what the kiosk will say is said below.
#include "tests/support/staff_fixture.h"

#include "core/catalog/catalog.h"
#include "core/database/statement.h"
#include "core/publish/build.h"
#include "tui/staff/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

// From the first page, as from the menu; and from an offer's record.
#define NEW ""
#define OFFICES NEW "'3' "
#define RIGHT "'24.12.2026' Tab Tab Right Tab Tab 'Heiligabend' "

static const struct {
    const char *name, *script;
    bool from_record;
} pages[] = {
    {"closure", NEW, false},
    {"closure-offices", OFFICES "Tab Tab " RIGHT "F5", false},
    {"closure-saved", OFFICES "Tab Tab " RIGHT "Ctrl+'s'", false},
    {"closure-wrong", OFFICES "Tab Tab '24.12.2026' Tab Ctrl+'a' '1.12.2026' Tab Right Tab '9-12 am Mond' Tab Ctrl+'s'", false},
    {"closure-offer", "F8 '3' '1.12.2026' Tab Tab Tab '9-11' Tab 'Schulung' F5", true},
};

// Those of the city's content are other tests' matter.
static void remove_closures(struct staff_fixture *fixture)
{
    char path[96];
    sqlite3 *database;
    snprintf(path, sizeof path, "%s/editorial.db", fixture->folder);
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, "PRAGMA foreign_keys = ON; DELETE FROM thing WHERE kind = 'closure'", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
}

// The record of the Bürgeramt, or a new closure.
static void open_page(struct staff_fixture *fixture, const char *tag, int rows, int columns, bool from_record)
{
    struct page_argument argument = {.id = "+"};
    staff_fixture_open(fixture, "anna", tag, rows, columns);
    remove_closures(fixture);
    if (from_record)
        staff_fixture_type(fixture, "F9 '6' 'bürgeramt dessau' Enter");
    else
        loop_open(&fixture->loop, &screen_closure, &argument);
}

static const struct {
    int rows, columns;
} sizes[] = {{24, 80}, {33, 120}};

static void test_pages_are_golden(void **state)
{
    (void)state;
    static const char *const tags[] = {"de", "en"};
    int differences = 0;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        for (size_t t = 0; t < sizeof tags / sizeof *tags; t++)
            for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
                struct staff_fixture fixture;
                open_page(&fixture, tags[t], sizes[s].rows, sizes[s].columns, pages[i].from_record);
                staff_fixture_type(&fixture, pages[i].script);
                differences += staff_fixture_differs(&fixture, pages[i].name);
                staff_fixture_close(&fixture);
            }
    assert_int_equal(differences, 0);
}

// All rows of a query of the database, parted by blanks.
static const char *ask(struct staff_fixture *fixture, const char *sql)
{
    struct problem problem;
    const char *all = "";
    struct statement *rows = database_query(fixture->staff.editorial, sql, &problem);
    while (statement_next(rows))
        for (int column = 0; column < statement_columns(rows); column++)
            all = arena_format(&fixture->arena, "%s%s%s", all, all[0] == '\0' ? "" : " ",
                               statement_is_null(rows, column) ? "-" : statement_text(rows, column));
    if (statement_end(&rows) != STATUS_OK)
        fail_msg("%s: %s", sql, problem.why);
    return all;
}

#define CLOSURES "SELECT slug, coalesce((SELECT name FROM offer WHERE id = offer_id), (SELECT name FROM organization WHERE id = organization_id)," \
    " 'offices'), first_day, last_day, every_year, (SELECT text FROM text WHERE text.thing = closure.id), (SELECT author FROM change" \
    " JOIN change_thing ON number = change WHERE change_thing.thing = closure.id) FROM closure JOIN thing USING (id)"

static void test_what_is_saved_is_what_was_said(void **state)
{
    (void)state;
    static const struct {
        const char *script;
        bool from_record;
        const char *saved, *hours;
    } cases[] = {
        {OFFICES "Tab Tab " RIGHT "Ctrl+'s'", false, "offices-2026-12-24 offices 2026-12-24 2026-12-24 1 Heiligabend anna", ""},
        {"F8 '3' '1.12.2026' Tab Ctrl+'a' Delete Tab Tab Tab 'Umzug' Ctrl+'s'", true,
         "buergeramt-dessau-2026-12-01 Bürgeramt Dessau 2026-12-01 - 0 Umzug anna", ""},
        {"F8 '3' '1.12.2026' Tab Ctrl+'a' '3.12.2026' Tab Tab '9-11, 13-14' Tab 'Umzug' Ctrl+'s'", true,
         "buergeramt-dessau-2026-12-01 Bürgeramt Dessau 2026-12-01 2026-12-03 0 Umzug anna", "- 540 660 - 780 840"},
        {"F8 '3' Home '1.12.2026' Tab Tab Tab 'Di 9-11' Tab 'Umzug' Ctrl+'s'", true,
         "buergeramt-dessau-2026-12-01 Bürgeramt Dessau 2026-12-01 2026-12-01 0 Umzug anna", "1 540 660"},
        {"'1' Tab Enter 'bürgeramt dessau' Enter Tab '1.12.2026' Tab Tab Tab Tab 'Umzug' Ctrl+'s'", false,
         "buergeramt-dessau-2026-12-01 Bürgeramt Dessau 2026-12-01 2026-12-01 0 Umzug anna", ""},
        {"'2' Tab Enter 'dekita' Enter Tab '1.12.2026' Tab Tab Tab Tab 'Versammlung' Ctrl+'s'", false,
         "organization-2026-12-01 Eigenbetrieb DeKiTa, Stadt Dessau-Roßlau 2026-12-01 2026-12-01 0 Versammlung anna", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct staff_fixture fixture;
        open_page(&fixture, "de", 24, 80, cases[i].from_record);
        staff_fixture_type(&fixture, cases[i].script);
        if (!staff_fixture_shows(&fixture, "Gespeichert."))
            fail_msg("case %zu:\n%s", i, staff_fixture_text(&fixture));
        assert_string_equal(ask(&fixture, CLOSURES), cases[i].saved);
        assert_string_equal(ask(&fixture, "SELECT weekday, open_minute, close_minute FROM closure_schedule ORDER BY position"), cases[i].hours);
        staff_fixture_close(&fixture);
    }
}

static void test_what_is_wrong_is_not_saved(void **state)
{
    (void)state;
    static const struct {
        const char *script, *says;
    } cases[] = {
        {"Ctrl+'s'", "Bitte ausfüllen."}, // nothing at all: above all not of whom
        {"'1' Tab Tab " RIGHT "Ctrl+'s'", "Bitte ausfüllen."}, // an offer, but which?
        {"'2' Tab Tab " RIGHT "Ctrl+'s'", "Bitte ausfüllen."},
        {OFFICES "Tab Tab '31.2.2026' Tab Tab Tab Tab 'x' Ctrl+'s'", "Bitte ein Datum wie 23.11.2026 eintragen."},
        {OFFICES "Tab Tab '24.12.2026' Tab Ctrl+'a' '23.12.2026' Tab Tab Tab 'x' Ctrl+'s'", "Der letzte Tag liegt vor dem ersten."},
        {OFFICES "Tab Tab '24.12.2026' Tab Ctrl+'a' Delete Tab Right Tab Tab 'x' Ctrl+'s'", "Was jedes Jahr gilt, braucht einen letzten Tag."},
        {OFFICES "Tab Tab '24.12.2026' Tab Ctrl+'a' '24.12.2027' Tab Right Tab Tab 'x' Ctrl+'s'", "muss kürzer als ein Jahr sein."},
        {OFFICES "Tab Tab '24.12.2026' Tab Tab Tab '25-26' Tab 'x' Ctrl+'s'", "Das ist keine Öffnungszeit: 25"},
        {OFFICES "Tab Tab '24.12.2026' Tab Tab Tab Tab 'x' Tab Ctrl+'a' 'amt' Ctrl+'s'", "Bitte eine Internetadresse eintragen"},
        {OFFICES "Tab Tab '24.12.2026' Tab Tab Tab Tab Ctrl+'s'", "Bitte ausfüllen."}, // why?
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct staff_fixture fixture;
        open_page(&fixture, "de", 50, 100, false);
        staff_fixture_type(&fixture, cases[i].script);
        if (!staff_fixture_shows(&fixture, cases[i].says) || !staff_fixture_shows(&fixture, "Nicht gespeichert"))
            fail_msg("case %zu:\n%s", i, staff_fixture_text(&fixture));
        assert_string_equal(ask(&fixture, "SELECT count(*) FROM closure"), "0");
        staff_fixture_close(&fixture);
    }
}

// What the kiosk would say is asked of the database as it would be, which stays as it is; and no one waits for it afterwards.
static void test_looking_changes_nothing(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    open_page(&fixture, "de", 50, 120, false);
    const char *before = ask(&fixture, "SELECT (SELECT count(*) FROM thing), (SELECT count(*) FROM text), (SELECT count(*) FROM change)");
    staff_fixture_type(&fixture, OFFICES "Tab Tab " RIGHT "F5");
    assert_true(staff_fixture_shows(&fixture, "Das sagt der Kiosk am Donnerstag, 24. Dezember 2026 um 10:00 Uhr:"));
    assert_true(staff_fixture_shows(&fixture, "Heute geschlossen: Heiligabend."));
    assert_false(staff_fixture_shows(&fixture, "Geschlossen am Donnerstag"));
    assert_true(staff_fixture_shows(&fixture, "und noch 19 Angebote"));
    assert_string_equal(ask(&fixture, "SELECT (SELECT count(*) FROM thing), (SELECT count(*) FROM text), (SELECT count(*) FROM change)"), before);
    assert_int_equal(sqlite3_get_autocommit(fixture.staff.editorial), 1);
    staff_fixture_type(&fixture, "'!'"); // something else is written: what was said does not hold any more
    assert_false(staff_fixture_shows(&fixture, "Das sagt der Kiosk"));
    staff_fixture_close(&fixture);
}

// From their list they open on their own page, which knows what is of each day; there they are changed, and removed.
static void test_a_closure_is_changed_and_removed(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    open_page(&fixture, "de", 50, 120, false);
    staff_fixture_type(&fixture, OFFICES "Tab Tab '24.12.2026' Tab Tab Tab '9-12' Tab 'Heiligabend' F8");
    assert_true(staff_fixture_shows(&fixture, "Speichern Sie zuerst"));
    staff_fixture_type(&fixture, "Ctrl+'s' Esc F9 '14' Enter");
    assert_string_equal(staff_fixture_top(&fixture), "closure");
    assert_true(staff_fixture_shows(&fixture, "9–12 Uhr"));
    staff_fixture_type(&fixture, "Tab*6 Ctrl+'a' 'Weihnachten' Ctrl+'s'");
    assert_string_equal(ask(&fixture, "SELECT text FROM text JOIN closure ON id = thing"), "Weihnachten");
    assert_string_equal(ask(&fixture, "SELECT weekday, open_minute, close_minute FROM closure_schedule"), "- 540 720");
    staff_fixture_type(&fixture, "F8 End Enter Right Enter");
    assert_string_equal(staff_fixture_top(&fixture), "things");
    assert_string_equal(ask(&fixture, "SELECT count(*) FROM closure"), "0");
    staff_fixture_close(&fixture);
}

// Two people write another reason: both are kept until one is chosen, and the days of the one who chooses stay.
static void test_two_people_at_one_closure(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    struct problem problem;
    struct sheet other;
    struct sheet_outcome outcome;
    enum sheet_result result;
    const struct change_author berta = {.name = "berta", .reason = "", .now = 1795400000};
    open_page(&fixture, "de", 50, 120, false);
    staff_fixture_type(&fixture, OFFICES "Tab Tab " RIGHT "Ctrl+'s'");
    assert_int_equal(sheet_open(&other, fixture.staff.editorial, ask(&fixture, "SELECT id FROM closure"), &problem), STATUS_OK);
    sheet_set_words(&other, "de", "reason", "Weihnachten");
    assert_int_equal(sheet_save(&other, fixture.staff.editorial, &berta, &result, &outcome, &problem), STATUS_OK);
    assert_int_equal(result, SHEET_SAVED);
    sheet_close(&other);
    staff_fixture_type(&fixture, "' ab Mittag' Ctrl+'s'");
    assert_string_equal(staff_fixture_top(&fixture), "conflict");
    assert_true(staff_fixture_shows(&fixture, "Heiligabend ab Mittag"));
    assert_true(staff_fixture_shows(&fixture, "Weihnachten"));
    assert_string_equal(ask(&fixture, "SELECT text FROM text JOIN closure ON id = thing"), "Weihnachten");
    staff_fixture_type(&fixture, "'1'");
    assert_string_equal(staff_fixture_top(&fixture), "closure");
    assert_true(staff_fixture_shows(&fixture, "Gespeichert."));
    assert_string_equal(ask(&fixture, "SELECT text FROM text JOIN closure ON id = thing"), "Heiligabend ab Mittag");
    staff_fixture_close(&fixture);
}

// It is not lost by a slip; what nobody typed is no draft.
static void test_leaving_asks_only_when_something_was_typed(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    open_page(&fixture, "de", 24, 80, false);
    staff_fixture_type(&fixture, "Esc");
    assert_string_equal(staff_fixture_top(&fixture), "work");
    assert_false(staff_fixture_shows(&fixture, "Schließtag"));
    loop_open(&fixture.loop, &screen_closure, &(struct page_argument){.id = "+"});
    staff_fixture_type(&fixture, OFFICES "Tab Tab '24.12.2026' Esc");
    assert_true(staff_fixture_shows(&fixture, "Seite verlassen?"));
    assert_string_equal(staff_fixture_top(&fixture), "closure");
    staff_fixture_restart(&fixture);
    assert_true(staff_fixture_shows(&fixture, "Schließtag")); // it is among what was left off
    staff_fixture_close(&fixture);
}

// From entering to what a kiosk shows.
static void test_a_kiosk_shows_what_was_entered(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    struct problem problem;
    struct catalog *catalog;
    unsigned char *bytes;
    size_t size, count;
    open_page(&fixture, "de", 24, 80, false);
    staff_fixture_type(&fixture, OFFICES "Tab Tab " RIGHT "Ctrl+'s'");
    assert_int_equal(build_catalog(fixture.staff.editorial, 1, "2026-11-23T09:15:00Z", &bytes, &size, &problem), STATUS_OK);
    assert_int_equal(catalog_open_bytes(&catalog, bytes, size, &problem), STATUS_OK);
    const struct reader reader = reader_of(language_by_tag("de"));
    const struct holiday *holidays = catalog_holidays(catalog, &fixture.arena, &reader, &count);
    struct catalog_offer offer;
    const char *id = catalog_id_of_slug(catalog, &fixture.arena, KIND_OFFER, "buergeramt-dessau");
    assert_int_equal(catalog_offer(catalog, &fixture.arena, &reader, id, &offer, &problem), STATUS_OK);
    struct opening opening;
    for (int year = 2026; year <= 2030; year++) {
        struct local_time eve = clock_from_day_number(clock_day_number(year, 12, 24));
        eve.hour = 9;
        catalog_opening(&offer, holidays, count, eve, &opening);
        assert_int_equal(opening.state, OPENING_CLOSED);
        assert_string_equal(opening.closure->reason, "Heiligabend");
    }
    catalog_close(&catalog);
    staff_fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages_are_golden),
        cmocka_unit_test(test_what_is_saved_is_what_was_said),
        cmocka_unit_test(test_what_is_wrong_is_not_saved),
        cmocka_unit_test(test_looking_changes_nothing),
        cmocka_unit_test(test_a_closure_is_changed_and_removed),
        cmocka_unit_test(test_two_people_at_one_closure),
        cmocka_unit_test(test_leaving_asks_only_when_something_was_typed),
        cmocka_unit_test(test_a_kiosk_shows_what_was_entered),
    };
    return cmocka_run_group_tests_name("staff/closure", tests, NULL, NULL);
}
