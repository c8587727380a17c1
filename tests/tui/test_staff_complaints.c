// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What visitors said is wrong, in the staff's program: seen on the first page, one key from the record, and settled by "still valid".
#include "tests/support/staff_fixture.h"

#include "core/base/sys.h"
#include "core/database/statement.h"
#include "core/desk/complaints.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

static const char *offer_of(struct staff_fixture *fixture, const char *name)
{
    struct problem problem;
    struct statement *row = database_query(fixture->staff.editorial, "SELECT id FROM offer WHERE name = ?1", &problem);
    statement_bind_text(row, 1, name);
    assert_true(statement_next(row));
    const char *id = statement_copy(&fixture->arena, row, 0);
    assert_int_equal(statement_end(&row), STATUS_OK);
    return id;
}

static void tell(struct staff_fixture *fixture, const char *bytes)
{
    struct problem problem;
    assert_int_equal(sys_write_file(arena_format(&fixture->arena, "%s/" COMPLAINTS_FILE, fixture->folder), bytes, strlen(bytes), 0600, &problem), STATUS_OK);
}

static void open_told(struct staff_fixture *fixture, const char *tag, int rows, int columns)
{
    struct complaints complaints = {0};
    struct problem problem;
    staff_fixture_open(fixture, "anna", tag, rows, columns);
    const char *office = offer_of(fixture, "Bürgeramt Dessau");
    complaints_add(&complaints, &fixture->arena, office, "wrong-phone", "2026-11-20");
    complaints_add(&complaints, &fixture->arena, office, "wrong-times", "2026-11-21");
    complaints_add(&complaints, &fixture->arena, offer_of(fixture, "Integrationsbüro der Stadt Dessau-Roßlau"), "wrong-words", "2026-10-02");
    assert_int_equal(complaints_write(&complaints, arena_format(&fixture->arena, "%s/" COMPLAINTS_FILE, fixture->folder), &problem), STATUS_OK);
    staff_fixture_restart(fixture);
}

static void open_complaints(struct staff_fixture *fixture)
{
    staff_fixture_type(fixture, "'3'"); // behind two rows for emergencies
    assert_string_equal(staff_fixture_top(fixture), "complaints");
}

static void pages_are_golden(void **state)
{
    static const char *const tags[] = {"de", "en"};
    static const struct {
        int rows, columns;
    } sizes[] = {{24, 80}, {33, 120}};
    int differences = 0;
    (void)state;
    for (size_t t = 0; t < sizeof tags / sizeof *tags; t++)
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
            struct staff_fixture fixture;
            open_told(&fixture, tags[t], sizes[s].rows, sizes[s].columns);
            assert_true(staff_fixture_shows(&fixture, t == 0 ? "Gemeldet: Besucher haben am Kiosk gesagt" : "Reported: visitors said at a kiosk"));
            assert_true(staff_fixture_shows(&fixture, t == 0 ? "3 2 Angebote" : "3 2 offers"));
            open_complaints(&fixture);
            differences += staff_fixture_differs(&fixture, "complaints");
            staff_fixture_close(&fixture);
        }
    assert_int_equal(differences, 0);
}

static void still_valid_settles(void **state)
{
    struct staff_fixture fixture;
    (void)state;
    open_told(&fixture, "de", 24, 80);
    open_complaints(&fixture);
    assert_true(staff_fixture_shows(&fixture, "Bürgeramt Dessau"));
    staff_fixture_type(&fixture, "Enter");
    assert_string_equal(staff_fixture_top(&fixture), "record");
    staff_fixture_type(&fixture, "Esc");
    assert_string_equal(staff_fixture_top(&fixture), "complaints");
    assert_true(staff_fixture_shows(&fixture, "Bürgeramt Dessau"));
    staff_fixture_type(&fixture, "Enter F4 '1'");
    staff_fixture_type(&fixture, "Esc");
    assert_string_equal(staff_fixture_top(&fixture), "complaints");
    assert_false(staff_fixture_shows(&fixture, "Bürgeramt Dessau"));
    assert_true(staff_fixture_shows(&fixture, "Integrationsbüro"));
    staff_fixture_type(&fixture, "Enter F4 '1' Esc");
    assert_true(staff_fixture_shows(&fixture, "Kein Besucher hat etwas gemeldet"));
    staff_fixture_type(&fixture, "Esc");
    assert_string_equal(staff_fixture_top(&fixture), "work");
    assert_false(staff_fixture_shows(&fixture, "Gemeldet:"));
    staff_fixture_close(&fixture);
}

// A file that is none is told, and the rest of the work is there; a page that is open then shows nothing wrong.
static void a_damaged_file_is_told(void **state)
{
    struct staff_fixture fixture;
    (void)state;
    open_told(&fixture, "de", 24, 80);
    tell(&fixture, "damaged");
    staff_fixture_restart(&fixture);
    assert_false(staff_fixture_shows(&fixture, "Gemeldet:"));
    assert_true(staff_fixture_shows(&fixture, "Notfall"));
    assert_true(staff_fixture_shows(&fixture, COMPLAINTS_FILE));
    staff_fixture_close(&fixture);
}

// Made by nobody's kiosk: neither an id that is none nor a word that nobody knows breaks the page.
static void what_nobody_knows_is_shown_as_it_is(void **state)
{
    struct staff_fixture fixture;
    (void)state;
    open_told(&fixture, "en", 24, 80);
    tell(&fixture, arena_format(&fixture.arena, "kompass-complaints 1\nx y 2026-11-21\n%s wrong-colour 2026-11-21\n", offer_of(&fixture, "Bürgeramt Dessau")));
    staff_fixture_restart(&fixture);
    open_complaints(&fixture);
    assert_true(staff_fixture_shows(&fixture, "wrong-colour (November 2026)"));
    staff_fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_are_golden),
        cmocka_unit_test(still_valid_settles),
        cmocka_unit_test(a_damaged_file_is_told),
        cmocka_unit_test(what_nobody_knows_is_shown_as_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
