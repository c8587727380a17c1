// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Closures and other hours as visitors read them: made-up ones of the city's Bürgeramt, which is an office, on Monday, 23 November
// 2026, 10:15.
#include "tests/support/golden.h"
#include "tests/support/kiosk_fixture.h"
#include "tui/kiosk/screens.h"

#include <limits.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define OFFICE "buergeramt-dessau"

// `of` is the value of offer_id or organization_id, `days` of the other columns.
#define CLOSURE(number, of, days, german, arabic, ukrainian)                                                          \
    "INSERT INTO thing VALUES ('00000000-0000-4000-8000-00000000000" number "', 'closure', 'c" number "', 1, 1);"      \
    "INSERT INTO closure VALUES ('00000000-0000-4000-8000-00000000000" number "', " of ", " days ");"                  \
    "INSERT INTO text SELECT '00000000-0000-4000-8000-00000000000" number "', column1, 'reason', column2, 'human', NULL," \
    " hex(zeroblob(16)) FROM (VALUES ('de', '" german "'), ('ar', '" arabic "'), ('uk', '" ukrainian "'));"
#define HOURS(number, weekday, opens, closes)                                                                         \
    "INSERT INTO closure_schedule SELECT '00000000-0000-4000-8000-00000000000" number "', " opens " * 10 + " weekday " + 1," \
    " CASE WHEN " weekday " >= 0 THEN " weekday " END, " opens ", " closes ", 0, NULL, NULL, NULL, NULL, NULL, NULL;"
#define OF_OFFER "(SELECT id FROM thing WHERE slug = '" OFFICE "'), NULL"
#define OF_ORGANIZATION "NULL, (SELECT organization_id FROM offer JOIN thing USING (id) WHERE slug = '" OFFICE "')"
#define OF_OFFICES "NULL, NULL"

// What is in the catalog, and what the page says then in German, in one line.
static const struct situation {
    const char *name;
    const char *sql;
    const char *german[3];
} situations[] = {
    {"closed-days", CLOSURE("1", OF_OFFER, "'2026-11-23', '2026-11-27', 0", "Umzug", "انتقال المكتب", "Переїзд")
                        CLOSURE("2", OF_OFFICES, "'2020-12-02', '2020-12-02', 1", "Betriebsversammlung", "اجتماع الموظفين", "Збори працівників"),
     {"○ Heute geschlossen: Umzug. Öffnet am Montag, 30. November 2026 um 08:00 Uhr.", "Geschlossen vom 23. November 2026 bis 27. November 2026: Umzug.",
      "Geschlossen am Mittwoch, 2. Dezember 2026: Betriebsversammlung."}},
    {"closed-on", CLOSURE("1", OF_ORGANIZATION, "'2026-11-16', NULL, 0", "Wasserschaden", "أضرار بسبب المياه", "Затоплення"),
     {"○ Heute geschlossen: Wasserschaden.", "Geschlossen ab 16. November 2026 bis auf Weiteres: Wasserschaden.", NULL}},
    {"other-hours", CLOSURE("1", OF_OFFICES, "'2026-11-23', '2026-12-04', 0", "Inventur", "جرد", "Інвентаризація") HOURS("1", "-1", "600", "690")
                        CLOSURE("2", OF_OFFER, "'2026-12-01', '2026-12-01', 0", "Schulung", "تدريب", "Навчання") HOURS("2", "1", "540", "570"),
     {"○ Vielleicht geöffnet, bis 11:30 Uhr", "Andere Öffnungszeiten vom 23. November 2026 bis 4. Dezember 2026: Inventur.",
      "Andere Öffnungszeiten am Dienstag, 1. Dezember 2026: Schulung."}},
};
enum { SITUATIONS = sizeof situations / sizeof *situations };

// A copy of the city's catalog with these closures; the caller removes it.
static void make_catalog(char path[PATH_MAX], const char *sql)
{
    char command[3 * PATH_MAX];
    const char *build = getenv("KOMPASS_BUILD");
    char *error = NULL;
    sqlite3 *database;
    snprintf(path, PATH_MAX, "%s/closed-catalog.db", build);
    snprintf(command, sizeof command, "cp '%s/golden/catalog/1.db' '%s' && chmod u+w '%s'", build, path, path);
    assert_int_equal(system(command), 0);
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    if (sqlite3_exec(database, sql, NULL, NULL, &error) != SQLITE_OK)
        fail_msg("%s", error);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
}

static void open_offer(struct kiosk_fixture *fixture, const char *language, int rows, int columns, const char *path)
{
    struct page_argument argument = {0};
    kiosk_fixture_open(fixture, language, rows, columns, path);
    const char *id = catalog_id_of_slug(fixture->kiosk.catalog, &fixture->arena, KIND_OFFER, OFFICE);
    assert_non_null(id);
    memcpy(argument.id, id, sizeof argument.id);
    loop_open(&fixture->loop, &screen_home, NULL);
    loop_open(&fixture->loop, &screen_offer, &argument);
    assert_true(kiosk_fixture_type(fixture, ""));
}

static void test_the_page_says_from_when_to_when_why_and_what_then(void **state)
{
    (void)state;
    char path[PATH_MAX];
    for (size_t i = 0; i < SITUATIONS; i++) {
        struct kiosk_fixture fixture;
        make_catalog(path, situations[i].sql);
        open_offer(&fixture, "de", 24, 160, path);
        for (size_t line = 0; line < 3 && situations[i].german[line] != NULL; line++)
            assert_shows(&fixture, situations[i].german[line]);
        kiosk_fixture_close(&fixture);
    }
    unlink(path);
}

static void test_closures_are_golden(void **state)
{
    (void)state;
    static const char *const languages[] = {"de", "ar", "uk"};
    char path[PATH_MAX];
    int differences = 0;
    for (size_t i = 0; i < SITUATIONS; i++) {
        make_catalog(path, situations[i].sql);
        for (size_t l = 0; l < sizeof languages / sizeof *languages; l++) {
            struct kiosk_fixture fixture;
            open_offer(&fixture, languages[l], 24, 80, path);
            const char *name = arena_format(&fixture.arena, "offer-%s.%s.80x24", situations[i].name, languages[l]);
            differences += golden_differs(name, kiosk_fixture_text(&fixture));
            kiosk_fixture_close(&fixture);
        }
    }
    unlink(path);
    assert_int_equal(differences, 0);
}

// In no language is a closure left out; a reason without translation stands there in German.
static void test_every_language_has_words_for_it(void **state)
{
    (void)state;
    static const char *const reasons[SITUATIONS] = {"Umzug", "Wasserschaden", "Inventur"};
    char path[PATH_MAX];
    size_t count, looked_at = 0;
    const struct language *table = language_table(&count);
    for (size_t i = 0; i < SITUATIONS; i++) {
        make_catalog(path, situations[i].sql);
        for (size_t l = 0; l < count; l++) {
            struct kiosk_fixture fixture;
            bool translated = strcmp(table[l].tag, "ar") == 0 || strcmp(table[l].tag, "uk") == 0;
            if (!language_is_offered(&table[l], PROGRAM_KIOSK) || translated)
                continue;
            open_offer(&fixture, table[l].tag, 24, 80, path);
            assert_shows(&fixture, reasons[i]);
            kiosk_fixture_close(&fixture);
            looked_at++;
        }
    }
    unlink(path);
    assert_int_equal(looked_at, 13 * SITUATIONS);
}

static void test_lists_mark_what_is_closed_today(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    char path[PATH_MAX];
    make_catalog(path, situations[0].sql);
    kiosk_fixture_open(&fixture, "en", 40, 100, path);
    kiosk_fixture_type(&fixture, "Enter Enter F3 'burgeramt dessau'");
    assert_shows(&fixture, "○ Closed today: Umzug. Opens on Monday, November 30, 2026 at 08:00."); // what the page says
    kiosk_fixture_close(&fixture);
    make_catalog(path, situations[2].sql); // is open, at other hours
    kiosk_fixture_open(&fixture, "en", 40, 100, path);
    kiosk_fixture_type(&fixture, "Enter Enter F3 'burgeramt dessau'");
    assert_shows(&fixture, "Bürgeramt Dessau");
    assert_false(virtual_terminal_shows(fixture.terminal, "Closed for the time being"));
    kiosk_fixture_close(&fixture);
    unlink(path);
}

// Of an office that nobody knows the hours of it is known that it is closed; on another day it is not.
static void test_what_nobody_knows_the_hours_of_can_be_closed(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    char path[PATH_MAX], sql[2048];
    snprintf(sql, sizeof sql, "UPDATE offer SET hours_known = 0 WHERE id IN (SELECT id FROM thing WHERE slug = '%s'); %s", OFFICE, situations[0].sql);
    make_catalog(path, sql);
    open_offer(&fixture, "de", 24, 160, path);
    assert_shows(&fixture, "○ Heute geschlossen: ");
    assert_shows(&fixture, "Geschlossen vom 23. November 2026 bis 27. November 2026: Umzug.");
    assert_shows(&fixture, "Die Öffnungszeiten sind nicht bekannt.");
    kiosk_fixture_close(&fixture);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_page_says_from_when_to_when_why_and_what_then),
        cmocka_unit_test(test_closures_are_golden),
        cmocka_unit_test(test_every_language_has_words_for_it),
        cmocka_unit_test(test_lists_mark_what_is_closed_today),
        cmocka_unit_test(test_what_nobody_knows_the_hours_of_can_be_closed),
    };
    return cmocka_run_group_tests_name("kiosk/closures", tests, NULL, NULL);
}
