// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The card: large letters wherever they have room, no sentence without its facts, and nothing lost on the smallest screen.
#include "core/database/database.h"
#include "tests/support/kiosk_fixture.h"
#include "tui/kiosk/screens.h"
#include "tui/kit/poster.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define OFFICE "(SELECT id FROM thing WHERE kind = 'offer' AND slug = 'buergeramt-dessau')"

static const char *build_folder(void)
{
    const char *build = getenv("KOMPASS_BUILD");
    return build == NULL ? "build" : build;
}

// Every name and every street of the content, by an open statement's rows.
static void test_all_names_and_streets_can_be_spelled(void **state)
{
    (void)state;
    enum { WIDE = 2000 };
    char path[PATH_MAX];
    sqlite3 *database;
    sqlite3_stmt *statement;
    int count = 0;
    snprintf(path, sizeof path, "%s/golden/catalog/1.db", build_folder());
    assert_int_equal(sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    static const char sql[] = "SELECT name FROM offer UNION SELECT street FROM place WHERE street IS NOT NULL";
    assert_int_equal(sqlite3_prepare_v2(database, sql, -1, &statement, NULL), SQLITE_OK);
    for (; sqlite3_step(statement) == SQLITE_ROW; count++) {
        const char *text = (const char *)sqlite3_column_text(statement, 0);
        struct poster poster;
        if (!poster_spell(&poster, text, 1, WIDE))
            fail_msg("cannot be spelled: %s (draw what is missing in data/letters/german.txt)", text);
    }
    sqlite3_finalize(statement);
    database_close(&database);
    assert_true(count > 100);
}

// A catalog like the golden one after `sql`.
static void open_card(struct kiosk_fixture *fixture, const char *language, int rows, int columns, const char *sql)
{
    char path[PATH_MAX], command[4 * PATH_MAX];
    struct problem problem;
    struct page_argument argument = {0};
    sqlite3 *database;
    snprintf(path, sizeof path, "%s/changed-card.db", build_folder());
    snprintf(command, sizeof command, "cp '%s/golden/catalog/1.db' '%s' && chmod u+w '%s'", build_folder(), path, path);
    assert_int_equal(system(command), 0);
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    assert_int_equal(database_run(database, sql, &problem), STATUS_OK);
    database_close(&database);
    kiosk_fixture_open(fixture, language, rows, columns, path);
    remove(path);
    const char *id = catalog_id_of_slug(fixture->kiosk.catalog, &fixture->arena, KIND_OFFER, "buergeramt-dessau");
    memccpy(argument.id, id, '\0', sizeof argument.id - 1);
    loop_open(&fixture->loop, &screen_home, NULL);
    loop_open(&fixture->loop, &screen_card, &argument);
    kiosk_fixture_type(fixture, "");
}

static bool has_blocks(const struct kiosk_fixture *fixture)
{
    const struct grid *grid = &fixture->terminal->shown;
    for (int row = 0; row < grid->rows; row++)
        for (int column = 0; column < grid->columns; column++)
            if (grid_at(grid, row, column)->role >= ROLE_PICTURE)
                return true;
    return false;
}

static void test_large_letters_where_there_is_room(void **state)
{
    (void)state;
    static const struct {
        int rows, columns;
        bool large;
    } sizes[] = {{12, 40, false}, {22, 64, true}, {24, 80, true}, {30, 100, true}, {33, 120, true}, {67, 240, true}};
    static const char *const languages[] = {"de", "ar", "ti"};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        for (size_t l = 0; l < sizeof languages / sizeof *languages; l++) {
            struct kiosk_fixture fixture;
            open_card(&fixture, languages[l], sizes[s].rows, sizes[s].columns, "");
            assert_int_equal(has_blocks(&fixture), sizes[s].large);
            assert_shows(&fixture, "Guten Tag."); // in German, whatever the language
            assert_shows(&fixture, "06844 Dessau-Roßlau");
            assert_shows(&fixture, "0340 204-2133");
            kiosk_fixture_close(&fixture);
        }
    }
}

static void test_who_has_no_street_is_called(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    open_card(&fixture, "de", 24, 80, "UPDATE offer SET place_id = NULL WHERE id = " OFFICE);
    assert_true(has_blocks(&fixture));
    assert_shows(&fixture, "diese Stelle anrufen");
    assert_false(virtual_terminal_shows(fixture.terminal, "Weg zeigen"));
    assert_false(virtual_terminal_shows(fixture.terminal, "06844"));
    kiosk_fixture_close(&fixture);
}

static void test_a_letter_that_is_not_drawn_gives_a_text(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    open_card(&fixture, "de", 33, 120, "UPDATE offer SET name = 'Бюро' WHERE id = " OFFICE);
    assert_shows(&fixture, "Бюро"); // in the terminal's letters, the street in large ones
    assert_true(has_blocks(&fixture));
    kiosk_fixture_close(&fixture);
    open_card(&fixture, "de", 33, 120, "UPDATE place SET street = 'ул. Мира 1'");
    assert_shows(&fixture, "ул. Мира 1");
    assert_false(has_blocks(&fixture));
    kiosk_fixture_close(&fixture);
}

static void test_a_card_of_something_gone_says_so(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    struct page_argument argument = {.id = "no-such-id"};
    kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
    loop_open(&fixture.loop, &screen_home, NULL);
    loop_open(&fixture.loop, &screen_card, &argument);
    kiosk_fixture_type(&fixture, "");
    assert_shows(&fixture, "gibt es nicht mehr");
    loop_open(&fixture.loop, &screen_take, &argument);
    kiosk_fixture_type(&fixture, "Down Enter '1'");
    assert_shows(&fixture, "gibt es nicht mehr");
    kiosk_fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_names_and_streets_can_be_spelled),
        cmocka_unit_test(test_large_letters_where_there_is_room),
        cmocka_unit_test(test_who_has_no_street_is_called),
        cmocka_unit_test(test_a_letter_that_is_not_drawn_gives_a_text),
        cmocka_unit_test(test_a_card_of_something_gone_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
