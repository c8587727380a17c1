// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Catalogs that lack something, or say what ours does not: no page is empty, and what is missing is told.
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

static const char *const languages[] = {"de", "de-simple", "en", "ar", "uk", "ru",  "fa", "tr",
                                        "fr", "es",        "ro", "pl", "vi", "kmr", "ti"};
enum { LANGUAGES = sizeof languages / sizeof *languages };

static void test_without_a_catalog_the_emergency_numbers_work(void **state)
{
    (void)state;
    for (size_t l = 0; l < LANGUAGES; l++) {
        struct kiosk_fixture fixture;
        kiosk_fixture_open(&fixture, languages[l], 24, 80, "");
        kiosk_fixture_type(&fixture, "Enter Enter");
        assert_top(&fixture, "home");
        kiosk_fixture_type(&fixture, "Enter");
        assert_top(&fixture, "emergency");
        assert_shows(&fixture, "112");
        assert_shows(&fixture, "110");
        kiosk_fixture_type(&fixture, "Enter"); // its offer is gone; it says so and goes back
        assert_true(kiosk_fixture_type(&fixture, "F4 '2' 'abc' Esc '3' '10'"));
        assert_top(&fixture, "about");
        kiosk_fixture_close(&fixture);
    }
}

// A copy of the city's catalog, changed; the caller removes it.
static void make_changed_catalog(char path[PATH_MAX], const char *sql)
{
    const char *build = getenv("KOMPASS_BUILD");
    char command[3 * PATH_MAX];
    sqlite3 *database;
    snprintf(path, PATH_MAX, "%s/changed-catalog.db", build);
    snprintf(command, sizeof command, "cp '%s/golden/catalog/1.db' '%s' && chmod u+w '%s'", build, path, path);
    assert_int_equal(system(command), 0);
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
}

static const char without_summaries[] =
    "DELETE FROM text WHERE language = 'uk' AND field = 'summary' AND thing IN (SELECT id FROM offer)";

static void test_closed_for_the_time_being_is_said_everywhere(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    char path[PATH_MAX];
    make_changed_catalog(path, "UPDATE offer SET temporarily_closed = 1 WHERE id IN (SELECT id FROM thing WHERE slug IN ('integrationsbuero', 'buergeramt-dessau'))");
    kiosk_fixture_open(&fixture, "en", 24, 80, path);
    kiosk_fixture_type(&fixture, "Enter Enter Enter Enter");
    assert_top(&fixture, "topic");
    assert_shows(&fixture, "○ Closed for the time being");
    kiosk_fixture_close(&fixture);
    kiosk_fixture_open(&fixture, "en", 40, 100, path);
    kiosk_fixture_type(&fixture, "Enter Enter F3 'burgeramt dessau'");
    assert_shows(&fixture, "○ Closed for the time being  As of: December 2021, not checked");
    kiosk_fixture_type(&fixture, "Enter");
    assert_top(&fixture, "offer");
    assert_shows(&fixture, "○ Closed for the time being");
    assert_false(virtual_terminal_shows(fixture.terminal, "Opening hours"));
    kiosk_fixture_close(&fixture);
    unlink(path);
}

// A region has no guides: then there is no way to a page of none, and the other numbers stay.
static void test_a_page_with_nothing_on_it_is_not_offered(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    char path[PATH_MAX];
    kiosk_fixture_open(&fixture, "en", 40, 100, NULL);
    kiosk_fixture_type(&fixture, "Enter Enter");
    assert_shows(&fixture, "16 Step by step");
    assert_shows(&fixture, "19 Help");
    kiosk_fixture_close(&fixture);
    make_changed_catalog(path, "DELETE FROM guide");
    kiosk_fixture_open(&fixture, "en", 40, 100, path);
    kiosk_fixture_type(&fixture, "Enter Enter");
    assert_top(&fixture, "home");
    assert_false(virtual_terminal_shows(fixture.terminal, "Step by step"));
    assert_shows(&fixture, "19 Help");
    kiosk_fixture_close(&fixture);
    unlink(path);
}

static void open_article(struct kiosk_fixture *fixture, const char *slug)
{
    struct page_argument argument = {0};
    const char *id = catalog_id_of_slug(fixture->kiosk.catalog, &fixture->arena, KIND_ARTICLE, slug);
    memcpy(argument.id, id, sizeof argument.id);
    kiosk_fixture_type(fixture, "Enter Enter");
    loop_open(&fixture->loop, &screen_article, &argument);
    kiosk_fixture_type(fixture, "");
    assert_top(fixture, "article");
}

// Asserts that the page begins with the text: below the bar, an empty row, and what it is.
static void assert_begins(const struct kiosk_fixture *fixture, const char *text)
{
    struct arena arena = {0};
    const char *shown = virtual_terminal_text(fixture->terminal, &arena);
    for (int row = 0; row < 3; row++)
        shown = strchr(shown, '\n') + 1;
    if (strncmp(shown + strspn(shown, " │█\n"), text, strlen(text)) != 0)
        fail_msg("the page begins otherwise: %s", shown);
    arena_free(&arena);
}

// What stands below a title in lists stands on the page as well, once.
static void test_the_page_of_an_article_begins_with_its_summary(void **state)
{
    (void)state;
    static const char repeated[] =
        "UPDATE text SET text = (SELECT substr(lines, 1, instr(lines, char(10)) - 1) FROM (SELECT substr(body.text,"
        "   instr(body.text, char(10)) + 1) AS lines FROM text AS body WHERE body.thing = text.thing AND body.language = 'en'"
        "   AND body.field = 'body'))"
        " WHERE language = 'en' AND field = 'summary' AND thing = (SELECT id FROM thing WHERE kind = 'article' AND slug ="
        " 'register-your-home')";
    char path[PATH_MAX];
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "en", 18, 80, NULL); // without a picture
    open_article(&fixture, "register-your-home");
    assert_begins(&fixture, "Everyone who moves into a home");
    kiosk_fixture_close(&fixture);
    make_changed_catalog(path, repeated);
    kiosk_fixture_open(&fixture, "en", 18, 80, path);
    open_article(&fixture, "register-your-home");
    assert_begins(&fixture, "When and where?");
    kiosk_fixture_close(&fixture);
    unlink(path);
}

static void test_fallbacks_are_announced(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    char path[PATH_MAX];
    make_changed_catalog(path, without_summaries);
    kiosk_fixture_open(&fixture, "uk", 24, 80, path);
    kiosk_fixture_type(&fixture, "Enter Enter Enter Enter Enter");
    assert_top(&fixture, "offer");
    assert_shows(&fixture, "англійськ"); // English, in Ukrainian
    assert_shows(&fixture, "central contact point");
    kiosk_fixture_close(&fixture);
    unlink(path);
    kiosk_fixture_open(&fixture, "en", 24, 80, NULL);
    kiosk_fixture_type(&fixture, "Enter Enter Enter Enter Enter");
    assert_false(virtual_terminal_shows(fixture.terminal, "your language yet"));
    kiosk_fixture_close(&fixture);
}

static void test_a_second_language_is_a_visitors_own(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    char path[PATH_MAX];
    make_changed_catalog(path, without_summaries);
    kiosk_fixture_open(&fixture, "uk", 24, 80, path);
    kiosk_fixture_type(&fixture, "Enter Enter F2");
    assert_shows(&fixture, "Я читаю ще й мовою: …");
    kiosk_fixture_type(&fixture, "End Enter '6'"); // Russian has the number that it has among all
    assert_top(&fixture, "home");
    kiosk_fixture_type(&fixture, "Enter Enter Enter");
    assert_top(&fixture, "offer");
    assert_shows(&fixture, "російськ");
    assert_shows(&fixture, "Бюро интеграции");
    kiosk_fixture_type(&fixture, "F2");
    assert_shows(&fixture, "Я читаю ще й мовою: Русский");
    kiosk_fixture_type(&fixture, "End Enter Enter"); // the focus is on it: the same again
    assert_shows(&fixture, "Бюро интеграции");
    kiosk_fixture_type(&fixture, "F2 End Enter End Enter"); // none
    assert_shows(&fixture, "central contact point");
    kiosk_fixture_type(&fixture, "F2 End Enter '6' Esc*4 Enter"); // Russian again, and the visit ends
    assert_top(&fixture, "languages");
    assert_null(fixture.kiosk.second);
    kiosk_fixture_type(&fixture, "Enter Enter Enter Enter");
    assert_shows(&fixture, "central contact point");
    kiosk_fixture_close(&fixture);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_without_a_catalog_the_emergency_numbers_work),
        cmocka_unit_test(test_closed_for_the_time_being_is_said_everywhere),
        cmocka_unit_test(test_a_page_with_nothing_on_it_is_not_offered),
        cmocka_unit_test(test_the_page_of_an_article_begins_with_its_summary),
        cmocka_unit_test(test_fallbacks_are_announced),
        cmocka_unit_test(test_a_second_language_is_a_visitors_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
