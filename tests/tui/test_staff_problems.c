// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What goes wrong is said in the language of who works here, with what the core says behind it.
#include "tests/support/staff_fixture.h"

#include "core/database/database.h"
#include "core/database/statement.h"
#include "tui/staff/problem_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

static const char *const tags[] = {"de", "en"};

static void test_everything_is_said_in_both_languages(void **state)
{
    (void)state;
    for (size_t t = 0; t < 2; t++) {
        struct staff_fixture fixture;
        staff_fixture_open(&fixture, "anna", tags[t], 24, 80);
        const struct view *view = &fixture.loop.view;
        const char *said = "";
        for (int status = STATUS_NOT_FOUND; status <= STATUS_IO; status++)
            for (int cause = PROBLEM_OTHER; cause <= (status == STATUS_IO ? PROBLEM_DENIED : PROBLEM_OTHER); cause++) {
                struct problem problem;
                problem_set(&problem, (enum status)status, "editorial.db", "", "xyzzy");
                problem.cause = (enum problem_cause)cause;
                const char *words = problem_words(&fixture.arena, view, &problem);
                assert_non_null(strstr(words, "xyzzy")); // for whoever is asked for help
                assert_true(strlen(words) > strlen("xyzzy") + 10);
                assert_null(strstr(said, words)); // each is another
                said = arena_format(&fixture.arena, "%s\n%s", said, words);
            }
        staff_fixture_close(&fixture);
    }
}

static void expect_fault(const struct staff_fixture *fixture, const char *why, const char *words)
{
    struct arena arena = {0};
    struct problem problem;
    problem_set(&problem, STATUS_INVALID, "offer amt", "", "%s", why);
    assert_string_equal(problem_thing_words(&arena, &fixture->loop.view, &problem), words);
    arena_free(&arena);
}

static void test_what_checks_find_is_said_too(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    expect_fault(&fixture, "stands under no topic, so nobody finds it", "Angebot amt: Steht unter keinem Thema, so findet es niemand.");
    expect_fault(&fixture, "does not say how sure its facts are", "Angebot amt: Es fehlt, wie sicher die Angaben sind.");
    expect_fault(&fixture, "has a link that leads nowhere: offer 1", "Angebot amt: Ein Link führt ins Leere.");
    expect_fault(&fixture, "is purple", "Angebot amt: So geht es nicht: \u2068is purple\u2069");
    staff_fixture_close(&fixture);
}

static void run(struct staff_fixture *fixture, const char *sql)
{
    struct problem problem;
    if (database_run(fixture->staff.editorial, sql, &problem) != STATUS_OK)
        fail_msg("%s: %s", sql, problem.why);
}

// Changes a record, lets something happen to the database, and saves.
static void save_after(struct staff_fixture *fixture, const char *sql)
{
    staff_fixture_type(fixture, "F9 '6' 'integrationsbüro der' Enter Tab*6 'Neu: '");
    run(fixture, sql);
    staff_fixture_type(fixture, "Ctrl+'s'");
}

static void test_a_save_that_fails_says_why(void **state)
{
    (void)state;
    static const struct {
        const char *sql, *words;
    } failures[] = {
        {"PRAGMA query_only = ON", "Hier darf das Programm nicht lesen oder schreiben"},
        {"PRAGMA max_page_count = 1", "Es ist kein Platz mehr auf der Platte"},
    };
    for (size_t i = 0; i < sizeof failures / sizeof *failures; i++) {
        struct staff_fixture fixture;
        staff_fixture_open(&fixture, "anna", "de", 33, 120);
        save_after(&fixture, failures[i].sql);
        if (!staff_fixture_shows(&fixture, failures[i].words) || !staff_fixture_shows(&fixture, "Ihr Entwurf bleibt"))
            fail_msg("%s: %s", failures[i].sql, staff_fixture_text(&fixture));
        staff_fixture_close(&fixture);
    }
}

static void test_who_comes_second_is_told_so(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    sqlite3 *other;
    staff_fixture_open(&fixture, "anna", "de", 33, 120);
    assert_int_equal(sqlite3_open(fixture.staff.path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    save_after(&fixture, "PRAGMA busy_timeout = 0");
    assert_true(staff_fixture_shows(&fixture, "Gerade schreibt jemand anders; bitte gleich noch einmal"));
    sqlite3_close(other);
    staff_fixture_type(&fixture, "Ctrl+'s'");
    assert_true(staff_fixture_shows(&fixture, "Gespeichert."));
    staff_fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_everything_is_said_in_both_languages),
        cmocka_unit_test(test_what_checks_find_is_said_too),
        cmocka_unit_test(test_a_save_that_fails_says_why),
        cmocka_unit_test(test_who_comes_second_is_told_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
