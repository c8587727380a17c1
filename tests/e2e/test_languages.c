// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What a text does that does not exist in the reader's language, in the program as built: it comes in the second language
// that the reader has chosen, says so, and the next visitor knows nothing of it. And the words on a page.
#include "tests/support/journey.h"
#include "tests/support/program.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// The default catalog without the Ukrainian summaries of offers.
static const char *catalog_with_gaps(struct arena *arena)
{
    sqlite3 *database;
    const char *path = arena_format(arena, "%s/gaps.db", program_scratch(arena, "languages"));
    const char *whole = program_built(arena, "share/kompass/catalog/1.db");
    assert_int_equal(system(arena_format(arena, "cp '%s' '%s' && chmod u+w '%s'", whole, path, path)), 0);
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, "DELETE FROM text WHERE language = 'uk' AND field = 'summary' AND thing IN (SELECT id FROM offer)", NULL,
                                  NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
    return path;
}

static void test_a_second_language_for_what_is_missing(void **state)
{
    (void)state;
    struct journey journey;
    journey_begin(&journey, "uk");
    pty_free(&journey.pty);
    const char *const arguments[] = {"--catalog", catalog_with_gaps(&journey.arena), NULL};
    journey.pty = program_start_kiosk(&(struct pty_options){.arguments = arguments});
    journey_choose_language(&journey);
    journey_open_offer(&journey, "integrationsbuero");
    assert_true(pty_shows(journey.pty, "англійськ")); // English, in Ukrainian
    assert_true(pty_shows(journey.pty, "The Integration Office is the"));
    pty_type(journey.pty, "Enter"); // the link below the notice has the focus
    journey_walk_to(&journey, "Русский");
    pty_type(journey.pty, "Enter");
    assert_true(pty_shows(journey.pty, "російськ"));
    assert_true(pty_shows(journey.pty, "Бюро интеграции"));
    assert_true(pty_shows(journey.pty, "Русский"));
    pty_type(journey.pty, "Esc*4"); // topic, area, home, and the visit is over
    journey_choose_language(&journey);
    journey_open_offer(&journey, "integrationsbuero");
    assert_true(pty_shows(journey.pty, "The Integration Office is the"));
    assert_false(pty_shows(journey.pty, "Бюро интеграции"));
    journey_end(&journey);
}

static void test_the_words_on_a_page(void **state)
{
    (void)state;
    struct journey journey;
    journey_begin(&journey, "de");
    journey_choose_language(&journey);
    journey_open_offer(&journey, "auslaenderbehoerde");
    journey_walk_to(&journey, "Wörter auf dieser Seite");
    pty_type(journey.pty, "Enter");
    assert_true(pty_shows(journey.pty, "Ausländerbehörde"));
    assert_true(pty_shows(journey.pty, "Dieses Amt entscheidet über Ihren Aufenthalt"));
    pty_type(journey.pty, "Esc F3 'fiktionsbescheinigung' Enter"); // a word that no page has
    assert_true(pty_shows(journey.pty, "gilt für die Zeit, in der die Ausländerbehörde"));
    journey_end(&journey);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_second_language_for_what_is_missing),
        cmocka_unit_test(test_the_words_on_a_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
