// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Publishing from the program: what will change is told, it is asked once, and the page shows each step and what came of it.
#include "tests/support/staff_fixture.h"

#include "core/base/sys.h"
#include "core/database/statement.h"
#include "core/publish/published.h"
#include "core/publish/publisher.h"
#include "core/release/manifest.h"
#include "tui/staff/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void run(struct staff_fixture *fixture, const char *sql)
{
    struct problem problem;
    if (database_run(fixture->staff.editorial, sql, &problem) != STATUS_OK)
        fail_msg("%s: %s", sql, problem.why);
}

// As if all that there is had been published by anna two days ago.
static void be_published(struct staff_fixture *fixture)
{
    static const char zeroes[] = "0000000000000000000000000000000000000000000000000000000000000000";
    struct problem problem;
    struct published published = {.number = 4, .at = "2026-11-21T08:00:00Z", .author = "anna"};
    const struct manifest manifest = {.release = 4, .city = "dessau-rosslau", .created = published.at, .expires = "2027-02-19T08:00:00Z",
                                      .key_id = "0123456789ABCDEF", .catalog_file = "catalog-4.db.zst", .catalog_size = 1,
                                      .compressed_size = 1, .catalog_sha256 = zeroes, .compressed_sha256 = zeroes};
    const char *folder = arena_format(&fixture->arena, "%s/release", fixture->folder);
    const char *text = manifest_write(&fixture->arena, &manifest);
    assert_int_equal(sys_make_folder(folder, &problem), STATUS_OK);
    assert_int_equal(sys_write_file(arena_format(&fixture->arena, "%s/" MANIFEST_FILE, folder), text, strlen(text), 0644, &problem), STATUS_OK);
    run(fixture, "DELETE FROM release");
    assert_int_equal(published_last_change(fixture->staff.editorial, &published.change, &problem), STATUS_OK);
    assert_int_equal(published_note(fixture->staff.editorial, &published, &problem), STATUS_OK);
}

static const char *id_of(struct staff_fixture *fixture, const char *slug)
{
    struct problem problem;
    struct statement *row = database_query(fixture->staff.editorial, "SELECT id FROM thing WHERE slug = ? AND kind = 'offer'", &problem);
    statement_bind_text(row, 1, slug);
    const char *id = statement_next(row) ? statement_copy(&fixture->arena, row, 0) : NULL;
    statement_end(&row);
    assert_non_null(id);
    return id;
}

// Saves another text, or removes it, through the page of the record's own way.
static void change(struct staff_fixture *fixture, const char *slug, const char *language, const char *field, const char *words)
{
    struct sheet sheet;
    struct problem problem;
    struct sheet_outcome outcome;
    enum sheet_result result;
    struct change_author author = {.name = "anna", .reason = "", .now = fixture->staff.now};
    assert_int_equal(sheet_open(&sheet, fixture->staff.editorial, id_of(fixture, slug), &problem), STATUS_OK);
    sheet_set_words(&sheet, language, field, words);
    assert_int_equal(sheet_save(&sheet, fixture->staff.editorial, &author, &result, &outcome, &problem), STATUS_OK);
    assert_int_equal(result, SHEET_SAVED);
    sheet_close(&sheet);
}

static void open_page(struct staff_fixture *fixture, const struct screen *screen)
{
    loop_open(&fixture->loop, screen, NULL);
    staff_fixture_type(fixture, "");
    staff_fixture_publish(fixture);
}

static const struct {
    int rows, columns;
} sizes[] = {{24, 80}, {33, 120}};
static const char *const tags[] = {"de", "en"};

static void test_pages_are_golden(void **state)
{
    (void)state;
    int differences = 0;
    for (size_t t = 0; t < sizeof tags / sizeof *tags; t++)
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
            struct staff_fixture fixture;
            staff_fixture_open_publishing(&fixture, "anna", tags[t], sizes[s].rows, sizes[s].columns);
            be_published(&fixture);
            change(&fixture, "buergeramt-dessau", "de", "summary", "Hier melden Sie Ihre Wohnung an.");
            change(&fixture, "integrationsbuero", "uk", "summary", "Тут вам допоможуть.");
            open_page(&fixture, &screen_publish);
            differences += staff_fixture_differs(&fixture, "publish");
            staff_fixture_type(&fixture, "Esc");
            open_page(&fixture, &screen_releases);
            differences += staff_fixture_differs(&fixture, "releases");
            staff_fixture_close(&fixture);
        }
    assert_int_equal(differences, 0);
}

// The first page is there before it is known what a publishing would change, and says so when it is.
static void test_the_first_page_tells_what_would_change(void **state)
{
    (void)state;
    int differences = 0;
    for (size_t t = 0; t < sizeof tags / sizeof *tags; t++) {
        struct staff_fixture fixture;
        staff_fixture_open_publishing(&fixture, "anna", tags[t], 33, 120);
        assert_true(staff_fixture_shows(&fixture, t == 0 ? "Es wird nachgesehen, was sich ändert" : "Looking what would change"));
        staff_fixture_publish(&fixture);
        assert_true(staff_fixture_shows(&fixture, t == 0 ? "Noch nichts veröffentlicht" : "Nothing published yet"));
        be_published(&fixture);
        change(&fixture, "buergeramt-dessau", "de", "summary", "Hier melden Sie Ihre Wohnung an.");
        change(&fixture, "integrationsbuero", "uk", "summary", "Тут вам допоможуть.");
        staff_fixture_type(&fixture, "F9 Esc"); // it is read anew, as something was changed
        assert_int_equal(publisher_news(fixture.staff.publisher)->state, PUBLISHER_PLANNING);
        staff_fixture_publish(&fixture);
        differences += staff_fixture_differs(&fixture, "work-publish");
        staff_fixture_type(&fixture, "F9 Esc"); // nothing was changed: nothing is asked
        assert_int_equal(publisher_news(fixture.staff.publisher)->state, PUBLISHER_IDLE);
        staff_fixture_type(&fixture, "'13'");
        assert_string_equal(staff_fixture_top(&fixture), "publish");
        staff_fixture_close(&fixture);
    }
    assert_int_equal(differences, 0);
}

static void test_it_is_asked_once_and_done(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    struct problem problem;
    setenv("SOURCE_DATE_EPOCH", "1795425300", 1); // 2026-11-23T09:15Z
    staff_fixture_open_publishing(&fixture, "anna", "de", 33, 120);
    run(&fixture, "DELETE FROM release");
    run(&fixture, "DELETE FROM thing WHERE kind IN ('term', 'article')"); // less to be compressed
    open_page(&fixture, &screen_publish);
    assert_true(staff_fixture_shows(&fixture, "Hier wurde noch nichts veröffentlicht."));
    staff_fixture_type(&fixture, "Enter");
    assert_true(staff_fixture_shows(&fixture, "Jetzt veröffentlichen?"));
    staff_fixture_type(&fixture, "Enter"); // the answer by which nothing happens
    assert_false(staff_fixture_shows(&fixture, "Danach sehen es alle Besucher."));
    assert_int_equal(publisher_news(fixture.staff.publisher)->state, PUBLISHER_IDLE);
    staff_fixture_type(&fixture, "Enter Right Enter");
    assert_true(staff_fixture_shows(&fixture, "Es wird veröffentlicht."));
    assert_true(staff_fixture_shows(&fixture, "▶ Prüfen"));
    staff_fixture_type(&fixture, "Esc F9"); // nobody has to wait
    assert_string_equal(staff_fixture_top(&fixture), "menu");
    staff_fixture_type(&fixture, "Esc");
    open_page(&fixture, &screen_publish);
    staff_fixture_publish(&fixture);
    staff_fixture_publish(&fixture);
    if (!staff_fixture_shows(&fixture, "Ausgabe 1 ist veröffentlicht."))
        fail_msg("%s", staff_fixture_text(&fixture));
    assert_true(staff_fixture_shows(&fixture, "Die letzte Ausgabe ist Nummer 1 vom 23. November 2026."));
    int64_t releases;
    assert_int_equal(database_number(fixture.staff.editorial, "SELECT count(*) FROM release WHERE author = 'anna'", &releases, &problem), STATUS_OK);
    assert_int_equal(releases, 1);
    staff_fixture_close(&fixture);
    unsetenv("SOURCE_DATE_EPOCH");
}

static void test_who_may_not_is_told_why(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    const struct rights author = {.name = "bert", .roles = 1u << RIGHTS_AUTHOR};
    staff_fixture_open_publishing(&fixture, "bert", "de", 33, 120);
    fixture.staff.rights = &author;
    open_page(&fixture, &screen_publish);
    assert_true(staff_fixture_shows(&fixture, "Veröffentlichen dürfen nur Personen mit der Rolle"));
    assert_false(staff_fixture_shows(&fixture, "Jetzt veröffentlichen"));
    staff_fixture_close(&fixture);
    staff_fixture_open(&fixture, "anna", "de", 33, 120); // nothing is published from here
    open_page(&fixture, &screen_publish);
    assert_true(staff_fixture_shows(&fixture, "Von hier aus kann gerade nicht veröffentlicht werden."));
    staff_fixture_close(&fixture);
}

static void test_what_forbids_it_is_listed(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open_publishing(&fixture, "anna", "de", 33, 120);
    be_published(&fixture);
    run(&fixture, "DELETE FROM offer_topic WHERE offer_id = (SELECT id FROM thing WHERE slug = 'buergeramt-dessau' AND kind = 'offer')");
    open_page(&fixture, &screen_publish);
    assert_true(staff_fixture_shows(&fixture, "1 Fehler verbietet das Veröffentlichen."));
    assert_true(staff_fixture_shows(&fixture, "Angebot buergeramt-dessau: Steht unter keinem Thema"));
    assert_false(staff_fixture_shows(&fixture, "Jetzt veröffentlichen"));
    staff_fixture_close(&fixture);
}

static void test_an_offer_is_withdrawn_in_a_few_keys(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    struct problem problem;
    struct page_argument argument = {0};
    int64_t held;
    staff_fixture_open_publishing(&fixture, "anna", "de", 33, 120);
    be_published(&fixture);
    memccpy(argument.id, id_of(&fixture, "buergeramt-dessau"), '\0', sizeof argument.id - 1);
    loop_open(&fixture.loop, &screen_withdraw, &argument);
    staff_fixture_type(&fixture, "");
    assert_true(staff_fixture_shows(&fixture, "Sofort zurückziehen?"));
    staff_fixture_type(&fixture, "Right Right Enter");
    assert_string_equal(staff_fixture_top(&fixture), "publish");
    assert_int_equal(database_number(fixture.staff.editorial, "SELECT count(*) FROM withheld JOIN thing ON id = thing WHERE slug ="
                                     " 'buergeramt-dessau' AND reason = 'Es ist gefährlich'", &held, &problem), STATUS_OK);
    assert_int_equal(held, 1);
    staff_fixture_publish(&fixture);
    assert_true(staff_fixture_shows(&fixture, "Jetzt veröffentlichen?")); // without another key
    staff_fixture_type(&fixture, "Esc");
    assert_true(staff_fixture_shows(&fixture, "1 entfällt"));
    staff_fixture_type(&fixture, "Esc Esc");
    loop_open(&fixture.loop, &screen_withdraw, &argument);
    staff_fixture_type(&fixture, "");
    assert_true(staff_fixture_shows(&fixture, "Wieder zeigen?"));
    staff_fixture_type(&fixture, "Right Enter");
    assert_int_equal(database_number(fixture.staff.editorial, "SELECT count(*) FROM withheld", &held, &problem), STATUS_OK);
    assert_int_equal(held, 0);
    staff_fixture_close(&fixture);
}

// The record below goes on from what was withdrawn: else its reader would meet himself as somebody else.
static void test_withdrawing_is_no_conflict_with_oneself(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 33, 120);
    staff_fixture_type(&fixture, "F9 '6' 'bürgeramt' Enter F8 '4' Right Enter Esc");
    assert_string_equal(staff_fixture_top(&fixture), "withdraw");
    staff_fixture_type(&fixture, "Esc");
    assert_string_equal(staff_fixture_top(&fixture), "record");
    assert_non_null(sheet_get(fixture.staff.sheet, "withheld"));
    staff_fixture_type(&fixture, "F4 Enter");
    assert_true(staff_fixture_shows(&fixture, "von heute"));
    staff_fixture_close(&fixture);
}

// Two withdraw the same thing at once: who comes second sees that it is done, and for what reason, and overwrites nothing.
static void test_who_withdraws_second_is_told_so(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    struct problem problem;
    struct page_argument argument = {0};
    int64_t held;
    staff_fixture_open(&fixture, "anna", "de", 33, 120);
    memccpy(argument.id, id_of(&fixture, "buergeramt-dessau"), '\0', sizeof argument.id - 1);
    loop_open(&fixture.loop, &screen_withdraw, &argument);
    staff_fixture_type(&fixture, "");
    assert_true(staff_fixture_shows(&fixture, "Sofort zurückziehen?"));
    assert_int_equal(database_run(fixture.staff.editorial, "INSERT INTO withheld SELECT id, 'Wasserschaden' FROM thing"
                                  " WHERE slug = 'buergeramt-dessau'", &problem), STATUS_OK);
    staff_fixture_type(&fixture, "Right Enter");
    assert_string_equal(staff_fixture_top(&fixture), "withdraw");
    assert_true(staff_fixture_shows(&fixture, "Jemand hat es inzwischen geändert"));
    assert_true(staff_fixture_shows(&fixture, "Wieder zeigen?"));
    assert_int_equal(database_number(fixture.staff.editorial, "SELECT count(*) FROM withheld WHERE reason = 'Wasserschaden'", &held, &problem), STATUS_OK);
    assert_int_equal(held, 1);
    staff_fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages_are_golden),
        cmocka_unit_test(test_the_first_page_tells_what_would_change),
        cmocka_unit_test(test_it_is_asked_once_and_done),
        cmocka_unit_test(test_who_may_not_is_told_why),
        cmocka_unit_test(test_what_forbids_it_is_listed),
        cmocka_unit_test(test_an_offer_is_withdrawn_in_a_few_keys),
        cmocka_unit_test(test_withdrawing_is_no_conflict_with_oneself),
        cmocka_unit_test(test_who_withdraws_second_is_told_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
