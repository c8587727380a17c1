// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The pages of fields that are not just written: opening hours, recurrence, contacts, addresses.
#include "tests/support/golden.h"
#include "tests/support/staff_fixture.h"
#include "core/database/database.h"
#include "core/database/statement.h"
#include "tui/staff/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#define OFFER "F9 '6' 'integrationsbüro der' Enter"
#define EVENT "F9 '12' Ctrl+'n'"

// A page of the record that a script opens: what is written in another field before, and what is done on the page.
static const struct {
    const char *name, *record, *first, *written, *field, *script;
} pages[] = {
    {"address", OFFER, NULL, NULL, "place_id", "'kuehnauer str 2'"},
    {"contacts", OFFER, NULL, NULL, "contacts", ""},
    {"contact", OFFER, NULL, NULL, "contacts", "Enter"},
    {"contact-wrong", OFFER, NULL, NULL, "contacts", "Ctrl+'n' Tab '0340 204-2133/-34' Tab*2 'amt' Tab"},
    {"recurrence", EVENT, "starts", "'16.12.2026 17:00'", "rule", "Right*3"},
    {"recurrence-wrong", EVENT, "starts", "'16.12.2026 17:00'", "rule", "Right*2 Tab*2 Ctrl+'a' 'Mi und Frei' Tab*2"},
    {"hours", OFFER, NULL, NULL, "schedule", ""},
    {"hours-faults", OFFER, NULL, NULL, "schedule", "Ctrl+'a' 'Mo-Do 9-12, 13-25; Fr ab 14; jeden 1. Mo zu'"},
    {"hours-bounds", OFFER, NULL, NULL, "schedule", "Ctrl+'a' 'Mo-Fr 9-12; Dolmetscher Arabisch Dienstag; Do 14-16 nur telefonisch gerade KW; Fr 13-15 14-tägig'"},
    {"hours-rests", OFFER, NULL, NULL, "schedule", "Ctrl+'a' 'Mo-Do 9-12, 13-16; Fr nach Vereinbarung; jeden 1. Mo zu'"},
};

static const struct {
    int rows, columns;
} sizes[] = {{24, 80}, {33, 120}};

// The screen without its footer, which is not theirs and depends on the words of all keys.
static const char *page_text(struct staff_fixture *fixture, int rows)
{
    char *text = arena_copy_text(&fixture->arena, staff_fixture_text(fixture)), *end = text;
    for (int row = 0; row < rows - 3 && end != NULL; row++)
        end = strchr(end + 1, '\n');
    assert_non_null(end);
    *end = '\0';
    return text;
}

// Goes to a field of the form wherever it stands, and opens its page.
static void go_to(struct staff_fixture *fixture, const char *path)
{
    for (int i = 0; i < 60; i++) {
        staff_fixture_type(fixture, "Tab");
        const char *focus = fixture->staff.sheet->focus;
        if (focus != NULL && strcmp(focus, path) == 0)
            return;
    }
    fail_msg("there is no field %s", path);
}

static void open_field(struct staff_fixture *fixture, const char *path)
{
    go_to(fixture, path);
    staff_fixture_type(fixture, "Enter");
}

static void test_pages_are_golden(void **state)
{
    (void)state;
    static const char *const tags[] = {"de", "en"};
    int differences = 0;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        for (size_t t = 0; t < sizeof tags / sizeof *tags; t++)
            for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
                struct staff_fixture fixture;
                staff_fixture_open(&fixture, "anna", tags[t], sizes[s].rows, sizes[s].columns);
                staff_fixture_type(&fixture, pages[i].record);
                if (pages[i].first != NULL) {
                    go_to(&fixture, pages[i].first);
                    staff_fixture_type(&fixture, pages[i].written);
                }
                open_field(&fixture, pages[i].field);
                staff_fixture_type(&fixture, pages[i].script);
                const char *file = arena_format(&fixture.arena, "staff-field-%s.%s.%dx%d", pages[i].name, tags[t],
                                                sizes[s].columns, sizes[s].rows);
                differences += golden_differs(file, page_text(&fixture, sizes[s].rows));
                staff_fixture_close(&fixture);
            }
    assert_int_equal(differences, 0);
}

// The first column of the first row.
static void expect_answer(struct staff_fixture *fixture, const char *sql, const char *expected)
{
    struct problem problem;
    struct statement *row = database_query(fixture->staff.editorial, sql, &problem);
    assert_true(statement_next(row));
    assert_non_null(statement_text(row, 0));
    assert_string_equal(statement_text(row, 0), expected);
    statement_end(&row);
}

#define OF_OFFER " WHERE offer_id = (SELECT id FROM offer WHERE name LIKE 'Integrationsb%ro der Stadt%')"

static void test_hours_are_saved_as_they_were_understood(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    staff_fixture_type(&fixture, OFFER);
    open_field(&fixture, "schedule");
    staff_fixture_type(&fixture, "'Mo-Di 9-12; Fr nach Vereinbarung' Esc");
    assert_true(staff_fixture_shows(&fixture, "Mo, Di 9–12 Uhr; Fr nur mit Termin"));
    staff_fixture_type(&fixture, "Ctrl+'s' Ctrl+'s'"); // the first one asks whether the source is still right
    expect_answer(&fixture, "SELECT group_concat(weekday || ':' || open_minute || '-' || close_minute || by_appointment, ' ')"
                            " FROM schedule" OF_OFFER, "0:540-7200 1:540-7200 4:0-14401");
    expect_answer(&fixture, "SELECT hours_known FROM offer WHERE id = (SELECT id FROM offer WHERE name LIKE 'Integrationsb%ro der Stadt%')", "1");
    staff_fixture_close(&fixture);
}

static void expect_run(struct staff_fixture *fixture, const char *sql)
{
    char path[96];
    sqlite3 *database;
    snprintf(path, sizeof path, "%s/editorial.db", fixture->folder);
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
}

// What restricts hours is read and written like the hours, and stays when others are added.
static void test_hours_with_bounds_are_written_like_others(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    expect_run(&fixture, "INSERT INTO schedule (offer_id, position, weekday, open_minute, close_minute, by_appointment, by_phone, weeks, valid_from,"
                         " valid_until, languages) SELECT id, 1, 0, 540, 660, 0, 1, 'even', '04-01', '09-30', 'ar' FROM offer"
                         " WHERE name LIKE 'Integrationsb%ro der Stadt%';"
                         "UPDATE offer SET hours_known = 1 WHERE name LIKE 'Integrationsb%ro der Stadt%'");
    staff_fixture_type(&fixture, OFFER);
    open_field(&fixture, "schedule");
    assert_true(staff_fixture_shows(&fixture, "Mo 9–11 Uhr in geraden Wochen vom 1.4. bis 30.9. nur telefonisch"));
    staff_fixture_type(&fixture, "'; Fr 9-12 nur telefonisch' Esc Ctrl+'s' Ctrl+'s'");
    expect_answer(&fixture, "SELECT group_concat(weekday || ':' || by_phone || coalesce(weeks, '-') || coalesce(valid_from, '-')"
                            " || coalesce(valid_until, '-') || coalesce(languages, '-'), ' ') FROM schedule" OF_OFFER, "0:1even04-0109-30ar 4:1----");
    staff_fixture_close(&fixture);
}

// Hours of a contact are those of one that the record has.
static void test_hours_of_a_contact_name_one_that_is_there(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    expect_run(&fixture, "UPDATE contact SET role = 'Anmeldung'" OF_OFFER " AND position = (SELECT min(position) FROM contact" OF_OFFER ")");
    staff_fixture_type(&fixture, OFFER);
    open_field(&fixture, "schedule");
    staff_fixture_type(&fixture, "Ctrl+'a' 'Fr 9-12 \"Chefin\"'");
    assert_true(staff_fixture_shows(&fixture, "„Chefin“: Diesen Kontakt gibt es nicht, siehe Kontakte."));
    staff_fixture_type(&fixture, "Ctrl+'a' 'Fr 9-12 \"Anmeldung\"' Esc Ctrl+'s' Ctrl+'s'");
    expect_answer(&fixture, "SELECT group_concat(weekday || ':' || contact, ' ') FROM schedule" OF_OFFER, "4:Anmeldung");
    staff_fixture_close(&fixture);
}

// An address that is there is taken, whatever the spelling; a new one begins as a copy of its neighbour.
static void test_an_address_is_chosen_or_made(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    staff_fixture_type(&fixture, OFFER);
    open_field(&fixture, "place_id");
    staff_fixture_type(&fixture, "'zerbsterstr. 4' Enter");
    assert_string_equal(staff_fixture_top(&fixture), "record");
    assert_true(staff_fixture_shows(&fixture, "Zerbster Straße 4"));
    staff_fixture_type(&fixture, "Enter 'zerbsterstr. 4' Ctrl+'n'");
    assert_true(staff_fixture_shows(&fixture, "Zerbster Straße 4"));
    staff_fixture_type(&fixture, "Ctrl+'a' 'Zerbster Straße 99' Ctrl+'s' Esc");
    assert_string_equal(staff_fixture_top(&fixture), "record");
    assert_true(staff_fixture_shows(&fixture, "Zerbster Straße 99"));
    expect_answer(&fixture, "SELECT city FROM place WHERE street = 'Zerbster Straße 99'", "Dessau-Roßlau");
    staff_fixture_close(&fixture);
}

static void test_half_written_hours_are_kept_and_not_saved(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    staff_fixture_type(&fixture, OFFER);
    open_field(&fixture, "schedule");
    staff_fixture_type(&fixture, "'Mo ab 9' Esc Ctrl+'s'");
    assert_true(staff_fixture_shows(&fixture, "Hier ist etwas"));
    staff_fixture_restart(&fixture);
    assert_string_equal(staff_fixture_top(&fixture), "record");
    expect_answer(&fixture, "SELECT count(*) FROM schedule" OF_OFFER, "0");
    staff_fixture_close(&fixture);
}

// JSON cannot hold what these are: the words stay in the field, which says what is missing.
static void test_what_is_no_number_or_day_stays_as_typed(void **state)
{
    (void)state;
    static const char *const numbers[] = {"nan", "inf", "1e999", "-infinity"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct staff_fixture fixture;
        staff_fixture_open(&fixture, "anna", "de", 24, 80);
        staff_fixture_type(&fixture, "F9 '5' Enter");
        go_to(&fixture, "longitude");
        staff_fixture_type(&fixture, arena_format(&fixture.arena, "Ctrl+'a' '%s' Ctrl+'s'", numbers[i]));
        assert_true(staff_fixture_shows(&fixture, numbers[i]));
        assert_true(staff_fixture_shows(&fixture, "Bitte eine Zahl eintragen."));
        staff_fixture_close(&fixture);
    }
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    staff_fixture_type(&fixture, EVENT);
    go_to(&fixture, "minutes");
    staff_fixture_type(&fixture, "'99999999999999999999' Tab");
    assert_true(staff_fixture_shows(&fixture, "Bitte eine Zahl eintragen."));
    go_to(&fixture, "starts");
    staff_fixture_type(&fixture, "'1.1.26 10:00' Tab"); // the year 26 is not meant
    assert_true(staff_fixture_shows(&fixture, "Bitte Tag und Uhrzeit eintragen"));
    assert_null(sheet_get(fixture.staff.sheet, "starts"));
    staff_fixture_close(&fixture);
}

// What only the database finds is said, though no field can be marked.
static void test_what_is_wrong_in_no_field_is_said(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    staff_fixture_type(&fixture, "F9 '5' Enter");
    go_to(&fixture, "longitude");
    staff_fixture_type(&fixture, "Ctrl+'a' '500' Ctrl+'s'");
    assert_true(staff_fixture_shows(&fixture, "Nicht gespeichert, Ihr Entwurf bleibt. Diesen Ort kann es nicht geben"));
    staff_fixture_close(&fixture);
}

// A new offer under no topic begins withheld; but not by a save that did not succeed, before its topics were chosen.
static void test_a_save_that_fails_withholds_nothing(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    staff_fixture_type(&fixture, "F9 '6' Ctrl+'n' 'Neues Amt'");
    go_to(&fixture, "texts.de.summary");
    staff_fixture_type(&fixture, "F2 'Hilft allen.' Ctrl+'s'"); // from there it is the core that finds what is missing
    assert_string_equal(staff_fixture_top(&fixture), "text");
    assert_true(staff_fixture_shows(&fixture, "Nicht gespeichert"));
    assert_true(staff_fixture_shows(&fixture, "Bitte ausfüllen")); // and where
    assert_null(sheet_get(fixture.staff.sheet, "withheld"));
    staff_fixture_close(&fixture);
}

static void test_contacts_are_added_moved_and_removed(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    static const char all[] = "SELECT group_concat(coalesce(printed, '-') || ' ' || coalesce(phone, '-'), ', ') FROM"
                              " (SELECT * FROM contact" OF_OFFER " ORDER BY position)";
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    staff_fixture_type(&fixture, OFFER);
    open_field(&fixture, "contacts");
    staff_fixture_type(&fixture, "Ctrl+'n' 'Anmeldung' Tab '0340 204-2133' Esc");
    assert_true(staff_fixture_shows(&fixture, "+493402042133"));
    staff_fixture_type(&fixture, "Ctrl+'n' Tab '116 117' Tab*5 Ctrl+'a' '1' Esc Esc Ctrl+'s' Ctrl+'s'");
    expect_answer(&fixture, all, "116 117 -, +49 340 2042901 +493402042901, 0340 204-2133 +493402042133");
    staff_fixture_type(&fixture, "Enter Home Delete Esc Ctrl+'s' Ctrl+'s'");
    expect_answer(&fixture, all, "+49 340 2042901 +493402042901, 0340 204-2133 +493402042133");
    staff_fixture_close(&fixture);
}

// By the interval of the kind; a stamp ends it.
static void test_overdue_facts_are_told_at_the_day_of_the_check(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    static const char told[] = "Überfällig: Angaben dieser Art sind nach 6 Monaten";
    staff_fixture_open(&fixture, "anna", "de", 33, 120);
    staff_fixture_type(&fixture, OFFER);
    go_to(&fixture, "source.verified_on");
    assert_true(staff_fixture_shows(&fixture, told));
    staff_fixture_type(&fixture, "F4 Enter");
    assert_string_equal(staff_fixture_top(&fixture), "record");
    assert_true(staff_fixture_shows(&fixture, "2026-11-23"));
    assert_false(staff_fixture_shows(&fixture, told));
    staff_fixture_close(&fixture);
}

// The printed and the international number never say two things: whichever is written, the other follows or is told.
static void test_two_forms_of_a_number_keep_in_step(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    static const char all[] = "SELECT group_concat(coalesce(printed, '-') || ' ' || coalesce(phone, '-'), ', ') FROM"
                              " (SELECT * FROM contact" OF_OFFER " ORDER BY position)";
    static const char told[] = "Passt nicht zur Telefonnummer";
    int differences = 0;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    staff_fixture_type(&fixture, OFFER);
    open_field(&fixture, "contacts");
    staff_fixture_type(&fixture, "Enter Tab*2 Backspace '9'");
    assert_true(staff_fixture_shows(&fixture, told)); // at the field, while it is written
    differences += staff_fixture_differs(&fixture, "field-contact-out-of-step");
    staff_fixture_type(&fixture, "Esc");
    assert_string_equal(staff_fixture_top(&fixture), "contact"); // and it is asked once
    staff_fixture_type(&fixture, "Backspace '1'");
    assert_false(staff_fixture_shows(&fixture, told));
    staff_fixture_type(&fixture, "Backspace '9' Esc"); // as it was left before
    assert_string_equal(staff_fixture_top(&fixture), "contacts");
    staff_fixture_type(&fixture, "Ctrl+'n' Tab*2 '+493402042133'"); // nothing is printed: that follows
    assert_true(staff_fixture_shows(&fixture, "03402042133"));
    staff_fixture_type(&fixture, "Esc Ctrl+'n' Tab '204-0' Tab '+493402040' Esc"); // of which town is said by the other
    assert_string_equal(staff_fixture_top(&fixture), "contacts");
    staff_fixture_type(&fixture, "Esc Ctrl+'s'");
    expect_answer(&fixture, all, "+49 340 2042901 +493402042901, 03402042133 +493402042133, 204-0 +493402040");
    staff_fixture_close(&fixture);
    assert_int_equal(differences, 0);
}

// Somebody who writes a new name is told of those that are like it, and who changes a fact is asked for its source.
static void test_names_and_sources_are_asked_about(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    staff_fixture_type(&fixture, "F9 '6' Ctrl+'n' 'Integrationsburo der Stadt Dessau'");
    assert_true(staff_fixture_shows(&fixture, "So ähnlich heißt schon: Integrationsbüro"));
    staff_fixture_type(&fixture, "Ctrl+'a' 'Kleiderkammer am Bahnhof'");
    assert_false(staff_fixture_shows(&fixture, "So ähnlich"));
    staff_fixture_close(&fixture);

    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    staff_fixture_type(&fixture, OFFER);
    open_field(&fixture, "schedule");
    staff_fixture_type(&fixture, "'Mo 9-12' Esc Ctrl+'s'");
    assert_true(staff_fixture_shows(&fixture, "Gespeichert. Stimmt das Datum der Quelle noch?"));
    go_to(&fixture, "source.date");
    assert_true(staff_fixture_shows(&fixture, "Die Quelle ist älter als Ihre Änderung."));
    staff_fixture_type(&fixture, "Ctrl+'a' '2026-11-23'");
    open_field(&fixture, "schedule");
    staff_fixture_type(&fixture, "Ctrl+'a' 'Mo 9-13' Esc Ctrl+'s'");
    assert_false(staff_fixture_shows(&fixture, "Stimmt das Datum"));
    assert_true(staff_fixture_shows(&fixture, "Gespeichert."));
    staff_fixture_close(&fixture);
}

// One key enters the days that are no weekly hours as a closure; then they are told to be entered.
static void test_days_among_the_hours_become_a_closure(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    staff_fixture_type(&fixture, OFFER);
    open_field(&fixture, "schedule");
    staff_fixture_type(&fixture, "Ctrl+'a' 'Mo-Fr 9-12; 23.12.2026 zu; jeden 1. Mo zu'");
    assert_true(staff_fixture_shows(&fixture, "Strg-N: Schließung 23. Dezember 2026"));
    staff_fixture_type(&fixture, "Ctrl+'n'");
    assert_string_equal(staff_fixture_top(&fixture), "closure");
    int differences = staff_fixture_differs(&fixture, "closure-from-hours");
    staff_fixture_type(&fixture, "'Betriebsausflug' Ctrl+'s'");
    assert_true(staff_fixture_shows(&fixture, "Mittwoch, 23. Dezember 2026"));
    staff_fixture_type(&fixture, "Esc");
    assert_string_equal(staff_fixture_top(&fixture), "hours");
    assert_true(staff_fixture_shows(&fixture, "„23.12.2026 zu“: Dafür ist eine Schließung eingetragen."));
    staff_fixture_type(&fixture, "Ctrl+'n'"); // and the next
    assert_string_equal(staff_fixture_top(&fixture), "closure");
    assert_true(staff_fixture_shows(&fixture, "2026-12-07"));
    staff_fixture_close(&fixture);
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    staff_fixture_type(&fixture, "F9 '6' Ctrl+'n'");
    open_field(&fixture, "schedule");
    staff_fixture_type(&fixture, "'Mo 9-12; 24.12. zu' Ctrl+'n'");
    assert_string_equal(staff_fixture_top(&fixture), "hours");
    assert_true(staff_fixture_shows(&fixture, "Speichern Sie zuerst das Angebot"));
    staff_fixture_close(&fixture);
    assert_int_equal(differences, 0);
}

// What no page could be opened for is not handed to another one later.
static void test_days_that_could_not_be_entered_are_forgotten(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    while (fixture.loop.stack.depth < STACK_PAGES_MAX - 3) // the list, the record and its hours
        assert_true(loop_open(&fixture.loop, &screen_people, NULL));
    loop_open(&fixture.loop, &screen_things, &(struct page_argument){.id = "offer"});
    staff_fixture_type(&fixture, "'integrationsbüro der' Enter");
    open_field(&fixture, "schedule");
    assert_true(stack_is_full(&fixture.loop.stack));
    staff_fixture_type(&fixture, "Ctrl+'a' 'Mo-Fr 9-12; 23.12.2026 zu' Ctrl+'n'");
    assert_string_equal(staff_fixture_top(&fixture), "hours");
    staff_fixture_type(&fixture, "Esc");
    assert_string_equal(staff_fixture_top(&fixture), "record");
    assert_null(fixture.staff.wish);
    staff_fixture_close(&fixture);
}

// What cannot be published without it is asked for in the form; a kind that has no such fact has no such field.
static void test_how_sure_the_facts_are_must_be_said(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 60, 120);
    staff_fixture_type(&fixture, "F9 '6' Ctrl+'n'");
    go_to(&fixture, "source.confidence");
    assert_true(staff_fixture_shows(&fixture, "Wie sicher *"));
    assert_true(staff_fixture_shows(&fixture, "Quelle im Internet *"));
    staff_fixture_close(&fixture);
    staff_fixture_open(&fixture, "anna", "de", 60, 120);
    staff_fixture_type(&fixture, "F9 '11' Ctrl+'n'");
    go_to(&fixture, "source.doubt");
    assert_false(staff_fixture_shows(&fixture, "Wie sicher"));
    staff_fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages_are_golden),
        cmocka_unit_test(test_hours_are_saved_as_they_were_understood),
        cmocka_unit_test(test_hours_with_bounds_are_written_like_others),
        cmocka_unit_test(test_hours_of_a_contact_name_one_that_is_there),
        cmocka_unit_test(test_days_among_the_hours_become_a_closure),
        cmocka_unit_test(test_days_that_could_not_be_entered_are_forgotten),
        cmocka_unit_test(test_an_address_is_chosen_or_made),
        cmocka_unit_test(test_half_written_hours_are_kept_and_not_saved),
        cmocka_unit_test(test_overdue_facts_are_told_at_the_day_of_the_check),
        cmocka_unit_test(test_two_forms_of_a_number_keep_in_step),
        cmocka_unit_test(test_names_and_sources_are_asked_about),
        cmocka_unit_test(test_what_is_no_number_or_day_stays_as_typed),
        cmocka_unit_test(test_what_is_wrong_in_no_field_is_said),
        cmocka_unit_test(test_a_save_that_fails_withholds_nothing),
        cmocka_unit_test(test_contacts_are_added_moved_and_removed),
        cmocka_unit_test(test_how_sure_the_facts_are_must_be_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
