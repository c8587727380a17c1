// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The pages of fields that are not just written: opening hours, recurrence, contacts, addresses.
#include "tests/support/golden.h"
#include "tests/support/staff_fixture.h"
#include "core/database/database.h"
#include "core/database/statement.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <string.h>

#define OFFER "F9 '6' 'integrationsbüro der' Enter "
#define CONTACTS "Tab*4 Enter "
#define CONTACTS_AGAIN "Enter " // the focus is still there
#define HOURS "Tab*5 Enter "

static const struct {
    const char *name, *script;
} pages[] = {
    {"contacts", OFFER CONTACTS ""},
    {"contact", OFFER CONTACTS "Enter"},
    {"contact-wrong", OFFER CONTACTS "Ctrl+'n' Tab '0340 204-2133/-34' Tab*2 'amt' Tab"},
    {"hours", OFFER HOURS ""},
    {"hours-faults", OFFER HOURS "Ctrl+'a' 'Mo-Do 9-12, 13-25; Fr ab 14; jeden 1. Mo zu'"},
    {"hours-rests", OFFER HOURS "Ctrl+'a' 'Mo-Do 9-12, 13-16; Fr nach Vereinbarung; jeden 1. Mo zu'"},
};

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
                staff_fixture_open(&fixture, "anna", tags[t], sizes[s].rows, sizes[s].columns);
                staff_fixture_type(&fixture, pages[i].script);
                const char *file = arena_format(&fixture.arena, "staff-field-%s.%s.%dx%d", pages[i].name, tags[t],
                                                sizes[s].columns, sizes[s].rows);
                differences += golden_differs(file, staff_fixture_text(&fixture));
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
    staff_fixture_type(&fixture, OFFER HOURS "'Mo-Di 9-12; Fr nach Vereinbarung' Esc");
    assert_true(staff_fixture_shows(&fixture, "Mo, Di 9–12 Uhr; Fr nur mit Termin"));
    staff_fixture_type(&fixture, "Ctrl+'s' Ctrl+'s'"); // the first one asks whether the source is still right
    expect_answer(&fixture, "SELECT group_concat(weekday || ':' || open_minute || '-' || close_minute || by_appointment, ' ')"
                            " FROM schedule" OF_OFFER, "0:540-7200 1:540-7200 4:0-14401");
    expect_answer(&fixture, "SELECT hours_known FROM offer WHERE id = (SELECT id FROM offer WHERE name LIKE 'Integrationsb%ro der Stadt%')", "1");
    staff_fixture_close(&fixture);
}

static void test_half_written_hours_are_kept_and_not_saved(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    staff_fixture_type(&fixture, OFFER HOURS "'Mo ab 9' Esc Ctrl+'s'");
    assert_true(staff_fixture_shows(&fixture, "Hier ist etwas"));
    staff_fixture_restart(&fixture);
    assert_string_equal(staff_fixture_top(&fixture), "record");
    expect_answer(&fixture, "SELECT count(*) FROM schedule" OF_OFFER, "0");
    staff_fixture_close(&fixture);
}

static void test_contacts_are_added_moved_and_removed(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    static const char all[] = "SELECT group_concat(coalesce(printed, '-') || ' ' || coalesce(phone, '-'), ', ') FROM"
                              " (SELECT * FROM contact" OF_OFFER " ORDER BY position)";
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    staff_fixture_type(&fixture, OFFER CONTACTS "Ctrl+'n' 'Anmeldung' Tab '0340 204-2133' Esc");
    assert_true(staff_fixture_shows(&fixture, "+493402042133"));
    staff_fixture_type(&fixture, "Ctrl+'n' Tab '116 117' Tab*5 Ctrl+'a' '1' Esc Esc Ctrl+'s' Ctrl+'s'");
    expect_answer(&fixture, all, "116 117 -, +49 340 2042901 +493402042901, 0340 204-2133 +493402042133");
    staff_fixture_type(&fixture, CONTACTS_AGAIN "Home Delete Esc Ctrl+'s' Ctrl+'s'");
    expect_answer(&fixture, all, "+49 340 2042901 +493402042901, 0340 204-2133 +493402042133");
    staff_fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages_are_golden),
        cmocka_unit_test(test_hours_are_saved_as_they_were_understood),
        cmocka_unit_test(test_half_written_hours_are_kept_and_not_saved),
        cmocka_unit_test(test_contacts_are_added_moved_and_removed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
