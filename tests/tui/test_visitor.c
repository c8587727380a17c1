// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Seen as the visitor does: a preview is what the kiosk shows, cell by cell, in any language and size, with words that nobody has
// saved, and it writes nothing.
#include "tests/support/staff_fixture.h"
#include "tests/support/visitor_kiosk.h"

#include "core/database/statement.h"
#include "tui/staff/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

enum { ROWS = 33, COLUMNS = 120 };

static const char *id_of(struct staff_fixture *fixture, const char *kind, const char *slug)
{
    struct problem problem;
    struct statement *row =
        database_query(fixture->staff.editorial, "SELECT id FROM thing WHERE kind = ? AND slug = ?", &problem);
    statement_bind_text(row, 1, kind);
    statement_bind_text(row, 2, slug);
    const char *id = statement_next(row) ? statement_copy(&fixture->arena, row, 0) : NULL;
    statement_end(&row);
    assert_non_null(id);
    return id;
}

static void open_screen(struct staff_fixture *fixture, const struct screen *screen, const char *id)
{
    struct page_argument argument = {0};
    memccpy(argument.id, id, '\0', sizeof argument.id - 1);
    loop_open(&fixture->loop, screen, &argument);
    staff_fixture_type(fixture, "");
}

// Languages are chosen as many times as they stand behind German.
static void choose_language(struct staff_fixture *fixture, const char *tag)
{
    size_t count;
    const struct language *table = language_table(&count);
    for (const struct language *language = table; strcmp(language->tag, tag) != 0; language++)
        if (language_is_offered(language, "kiosk"))
            staff_fixture_type(fixture, "Ctrl+'l'");
}

// Finds the visitor's screen in the middle of the page, and holds every cell of it against the kiosk's.
static void assert_same_cells(struct staff_fixture *fixture, const struct grid *expected, const char *what)
{
    const struct grid *shown = &fixture->terminal->shown;
    const struct canvas *body = &fixture->loop.frame.body;
    int top = body->top + (body->rows - expected->rows) / 2;
    int left = body->left + (body->columns - expected->columns) / 2;
    for (int row = 0; row < expected->rows; row++)
        for (int column = 0; column < expected->columns; column++)
            if (memcmp(grid_at(shown, top + row, left + column), grid_at(expected, row, column), sizeof(struct grid_cell)) != 0)
                fail_msg("%s: row %d, column %d differs\n%s", what, row, column, staff_fixture_text(fixture));
    assert_int_equal(shown->cursor_row, top + expected->cursor_row);
    assert_int_equal(shown->cursor_column, left + expected->cursor_column);
}

static const struct {
    const char *kind, *slug;
} things[] = {
    {"offer", "buergeramt-dessau"}, {"offer", "integrationsbuero"}, {"article", "register-your-home"},
    {"guide", "first-week"},        {"topic", "first-contact"},     {"area", "arrival"},
    {"emergency", "notruf-112"},
};

static void test_it_is_what_the_kiosk_shows(void **state)
{
    (void)state;
    static const char *const tags[] = {"de", "ar", "uk"};
    for (size_t i = 0; i < sizeof things / sizeof *things; i++) {
        struct staff_fixture fixture;
        staff_fixture_open(&fixture, "anna", "de", ROWS, COLUMNS);
        open_screen(&fixture, &screen_preview, id_of(&fixture, things[i].kind, things[i].slug));
        for (size_t t = 0; t < sizeof tags / sizeof *tags; t++) {
            struct visitor_kiosk kiosk;
            choose_language(&fixture, t == 0 ? "de" : tags[t]);
            visitor_kiosk_open(&kiosk, tags[t], 24, 80, things[i].kind, things[i].slug);
            assert_same_cells(&fixture, visitor_kiosk_screen(&kiosk), things[i].slug);
            staff_fixture_type(&fixture, "PageDown");
            visitor_kiosk_type(&kiosk, "PageDown");
            assert_same_cells(&fixture, visitor_kiosk_screen(&kiosk), things[i].slug);
            visitor_kiosk_close(&kiosk);
            staff_fixture_type(&fixture, "F10"); // and once more from the beginning
            open_screen(&fixture, &screen_preview, id_of(&fixture, things[i].kind, things[i].slug));
        }
        staff_fixture_close(&fixture);
    }
}

static void test_any_size_that_there_is_room_for(void **state)
{
    (void)state;
    static const struct {
        int rows, columns;
    } sizes[] = {{24, 80}, {22, 64}, {12, 40}, {27, 112}};
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", ROWS, COLUMNS);
    open_screen(&fixture, &screen_preview, id_of(&fixture, "offer", "buergeramt-dessau"));
    for (size_t i = 0; i < 3; i++) {
        struct visitor_kiosk kiosk;
        visitor_kiosk_open(&kiosk, "de", sizes[i].rows, sizes[i].columns, "offer", "buergeramt-dessau");
        assert_same_cells(&fixture, visitor_kiosk_screen(&kiosk), "size");
        visitor_kiosk_close(&kiosk);
        staff_fixture_type(&fixture, "Ctrl+'g'");
    }
    assert_false(staff_fixture_shows(&fixture, "┌")); // all the room that there is
    staff_fixture_type(&fixture, "Ctrl+'g'");
    assert_true(staff_fixture_shows(&fixture, "80×24"));
    staff_fixture_close(&fixture);
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    open_screen(&fixture, &screen_preview, id_of(&fixture, "offer", "buergeramt-dessau"));
    assert_true(staff_fixture_shows(&fixture, "40×12")); // the largest that fits with its frame
    staff_fixture_close(&fixture);
}

static void test_keys_are_the_visitors_until_he_goes_back(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", ROWS, COLUMNS);
    open_screen(&fixture, &screen_preview, id_of(&fixture, "offer", "buergeramt-dessau"));
    staff_fixture_type(&fixture, "F9");
    assert_true(staff_fixture_shows(&fixture, "Notfall"));
    assert_string_equal(staff_fixture_top(&fixture), "preview");
    staff_fixture_type(&fixture, "Esc F2");
    assert_true(staff_fixture_shows(&fixture, "Türkçe"));
    staff_fixture_type(&fixture, "Esc F3");
    assert_true(staff_fixture_shows(&fixture, "In der Vorschau lässt sich nicht suchen"));
    staff_fixture_type(&fixture, "'arzt'");
    assert_string_equal(staff_fixture_top(&fixture), "preview");
    staff_fixture_type(&fixture, "F4");
    assert_true(staff_fixture_shows(&fixture, "Was brauchen Sie?"));
    staff_fixture_type(&fixture, "Esc");
    assert_string_equal(staff_fixture_top(&fixture), "work");
    open_screen(&fixture, &screen_preview, id_of(&fixture, "offer", "buergeramt-dessau"));
    staff_fixture_type(&fixture, "Esc");
    assert_string_equal(staff_fixture_top(&fixture), "work");
    staff_fixture_close(&fixture);
}

static void test_colours_are_tried_there_alone(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", ROWS, COLUMNS);
    open_screen(&fixture, &screen_preview, id_of(&fixture, "offer", "buergeramt-dessau"));
    for (int i = 1; i <= THEME_COUNT; i++) {
        staff_fixture_type(&fixture, "F5");
        assert_int_equal(fixture.terminal->theme, i % THEME_COUNT);
    }
    staff_fixture_type(&fixture, "F5 F10");
    assert_int_equal(fixture.terminal->theme, THEME_DAY);
    staff_fixture_close(&fixture);
}

static void test_words_that_are_not_saved_are_seen(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", ROWS, COLUMNS);
    open_screen(&fixture, &screen_record, id_of(&fixture, "offer", "buergeramt-dessau"));
    sheet_set_words(fixture.staff.sheet, "de", "summary", "Ganz neue Worte.");
    staff_fixture_type(&fixture, "F5");
    assert_true(staff_fixture_shows(&fixture, "Ganz neue Worte."));
    sheet_set(fixture.staff.sheet, "organization_id", NULL);
    staff_fixture_type(&fixture, "F10 F5");
    assert_true(staff_fixture_shows(&fixture, "Das lässt sich noch nicht zeigen: organization_id"));
    staff_fixture_type(&fixture, "Esc");
    assert_string_equal(staff_fixture_top(&fixture), "record");
    staff_fixture_close(&fixture);
}

static void test_nothing_is_written(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    struct problem problem;
    int64_t before, after;
    staff_fixture_open(&fixture, "anna", "de", ROWS, COLUMNS);
    sqlite3 *editorial = fixture.staff.editorial;
    assert_int_equal(database_number(editorial, "SELECT total_changes()", &before, &problem), STATUS_OK);
    open_screen(&fixture, &screen_preview, id_of(&fixture, "offer", "buergeramt-dessau"));
    staff_fixture_type(&fixture, "Down Enter Esc F4 Down Enter F9 Esc");
    assert_int_equal(database_number(editorial, "SELECT total_changes()", &after, &problem), STATUS_OK);
    assert_int_equal(before, after);
    staff_fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_it_is_what_the_kiosk_shows),
        cmocka_unit_test(test_any_size_that_there_is_room_for),
        cmocka_unit_test(test_keys_are_the_visitors_until_he_goes_back),
        cmocka_unit_test(test_colours_are_tried_there_alone),
        cmocka_unit_test(test_words_that_are_not_saved_are_seen),
        cmocka_unit_test(test_nothing_is_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
