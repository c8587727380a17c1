// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Offers on the screen: nothing doubtful looks sure, what cannot be reached is information, and the page that opens has the
// words of the line that led to it.
#include "core/database/database.h"
#include "tests/support/kiosk_fixture.h"
#include "tui/kiosk/entries.h"
#include "tui/kiosk/screens.h"
#include "tui/kit/frame.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// Makes a catalog of the golden one; the path is in `path`.
static void change(char path[PATH_MAX], const char *sql)
{
    const char *build = getenv("KOMPASS_BUILD");
    char command[4 * PATH_MAX];
    struct problem problem;
    sqlite3 *database;
    build = build == NULL ? "build" : build;
    snprintf(path, PATH_MAX, "%s/changed-offers.db", build);
    snprintf(command, sizeof command, "cp '%s/golden/catalog/1.db' '%s' && chmod u+w '%s'", build, path, path);
    assert_int_equal(system(command), 0);
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    assert_int_equal(database_run(database, sql, &problem), STATUS_OK);
    database_close(&database);
}

static void open_thing(struct kiosk_fixture *fixture, const struct screen *screen, enum kind kind, const char *slug)
{
    struct page_argument argument = {0};
    const char *id = catalog_id_of_slug(fixture->kiosk.catalog, &fixture->arena, kind, slug);
    assert_non_null(id);
    memcpy(argument.id, id, sizeof argument.id);
    loop_open(&fixture->loop, &screen_home, NULL);
    loop_open(&fixture->loop, screen, &argument);
    kiosk_fixture_type(fixture, "");
}

static void assert_shown(struct kiosk_fixture *fixture, const char *text, bool shown)
{
    if (virtual_terminal_shows(fixture->terminal, text) != shown)
        fail_msg("%sshown: %s\n%s", shown ? "not " : "", text, kiosk_fixture_text(fixture));
}

#define OFFICE "(SELECT id FROM thing WHERE kind = 'offer' AND slug = 'buergeramt-dessau')"
#define OPEN_AT_ANY_TIME "UPDATE schedule SET open_minute = 60, close_minute = 1380 WHERE offer_id = " OFFICE ";"

static void test_a_doubt_is_on_the_first_screen(void **state)
{
    (void)state;
    static const struct {
        const char *sql;
        bool sure;
    } cases[] = {
        {OPEN_AT_ANY_TIME "UPDATE source SET date = '2021-12', verified_on = NULL, doubt = NULL", false},
        {OPEN_AT_ANY_TIME "UPDATE source SET date = '2026-11', verified_on = NULL, confidence = 'low', doubt = NULL", false},
        {OPEN_AT_ANY_TIME "UPDATE source SET date = '2026-11', verified_on = NULL, confidence = 'high', doubt = 'hours'", false},
        {OPEN_AT_ANY_TIME "UPDATE source SET date = '2021-12', verified_on = '2026-11-01'", true},
    };
    static const struct {
        int rows, columns;
    } sizes[] = {{24, 80}, {22, 64}, {12, 40}};
    static const char *const languages[] = {"de", "ar", "uk", "vi", "ti"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char path[PATH_MAX];
        change(path, cases[i].sql);
        for (size_t k = 0; k < 15; k++) {
            struct kiosk_fixture fixture;
            kiosk_fixture_open(&fixture, languages[k % 5], sizes[k / 5].rows, sizes[k / 5].columns, path);
            open_thing(&fixture, &screen_offer, KIND_OFFER, "buergeramt-dessau");
            assert_shown(&fixture, "●", cases[i].sure);
            assert_shown(&fixture, "○", !cases[i].sure);
            if (k % 5 == 0)
                assert_shown(&fixture, "nicht geprüft", !cases[i].sure);
            kiosk_fixture_close(&fixture);
        }
        remove(path);
    }
}

static void test_the_frame_has_the_date_of_the_page(void **state)
{
    (void)state;
    char path[PATH_MAX];
    struct kiosk_fixture fixture;
    change(path, "UPDATE source SET date = '2021-12', verified_on = NULL WHERE thing = " OFFICE ";"
                 "UPDATE source SET date = NULL, verified_on = NULL WHERE thing = (SELECT id FROM thing WHERE kind = 'offer' AND slug = 'integrationsbuero')");
    kiosk_fixture_open(&fixture, "de", 24, 100, path);
    open_thing(&fixture, &screen_offer, KIND_OFFER, "buergeramt-dessau");
    assert_shown(&fixture, "  Stand: Dezember 2021", true);
    assert_shown(&fixture, "Stand: 23. November 2026", false);
    open_thing(&fixture, &screen_offer, KIND_OFFER, "integrationsbuero");
    assert_shown(&fixture, "  Stand nicht bekannt", true);
    open_thing(&fixture, &screen_topic, KIND_TOPIC, "first-contact");
    assert_shown(&fixture, "  Stand: 23. November 2026", true);
    kiosk_fixture_close(&fixture);
    remove(path);
}

#define LONELY                                                                                                           \
    "UPDATE offer SET place_id = NULL, appointment_url = NULL, by_appointment = 1 WHERE id = " OFFICE ";"         \
    "DELETE FROM contact WHERE offer_id = " OFFICE ";"

static void test_what_cannot_be_reached_is_information(void **state)
{
    (void)state;
    char path[PATH_MAX];
    struct kiosk_fixture fixture;
    change(path, LONELY "INSERT OR REPLACE INTO text SELECT " OFFICE ", 'de', 'next_step', 'Machen Sie einen Termin.', 'human',"
                 " NULL, source_hash FROM text LIMIT 1");
    kiosk_fixture_open(&fixture, "de", 40, 80, path);
    open_thing(&fixture, &screen_offer, KIND_OFFER, "buergeramt-dessau");
    assert_shown(&fixture, "Fragen Sie hier im Integrationsbüro", true);
    assert_shown(&fixture, " Integrationsbüro der Stadt", true);
    static const char *const never[] = {"○", "●", "Machen Sie einen Termin.", "Nur mit Termin", "Öffnungszeiten", "Name und Adresse", "Bitte zeigen"};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        assert_shown(&fixture, never[i], false);
    struct catalog_entry entry;
    const char *id = catalog_id_of_slug(fixture.kiosk.catalog, &fixture.arena, KIND_OFFER, "buergeramt-dessau");
    assert_true(catalog_entry(fixture.kiosk.catalog, &fixture.arena, &fixture.kiosk.reader, id, &entry));
    assert_true(entry.unreachable);
    assert_non_null(strstr(entry_text(&entry, stack_top(&fixture.loop.stack)).detail, "Informationen · "));
    kiosk_fixture_close(&fixture);
    remove(path);
}

// Nobody is offered a card that asks for the way to nowhere, or for help to call nobody.
static void test_the_card_has_facts_for_its_sentence(void **state)
{
    (void)state;
    static const struct {
        const char *sql, *link, *sentence; // NULL: no card
    } cases[] = {
        {"UPDATE place SET street = 'Weg 1' WHERE id = (SELECT place_id FROM offer WHERE id = " OFFICE ")",
         "Name und Adresse zeigen", "zu dieser Stelle"},
        {"UPDATE offer SET place_id = NULL WHERE id = " OFFICE, "Bitte zeigen", "diese Stelle anrufen"},
        {"UPDATE place SET street = NULL; UPDATE contact SET phone = NULL, printed = NULL, url = 'https://a.example/'", NULL, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char path[PATH_MAX];
        struct kiosk_fixture fixture;
        change(path, cases[i].sql);
        kiosk_fixture_open(&fixture, "de", 50, 80, path);
        open_thing(&fixture, &screen_offer, KIND_OFFER, "buergeramt-dessau");
        if (cases[i].link != NULL) {
            assert_shown(&fixture, cases[i].link, true);
            kiosk_fixture_type(&fixture, "'1'");
            assert_shown(&fixture, cases[i].sentence, true);
        } else {
            assert_shown(&fixture, "Name und Adresse zeigen", false);
            assert_shown(&fixture, "Bitte zeigen", false);
        }
        kiosk_fixture_close(&fixture);
        remove(path);
    }
}

// In every topic and language the page has the line's title, and its German name.
static void test_the_page_has_the_words_of_the_line(void **state)
{
    (void)state;
    static const char *const languages[] = {"de", "de-simple", "ar", "uk", "vi", "ti"};
    for (size_t l = 0; l < sizeof languages / sizeof *languages; l++) {
        struct kiosk_fixture fixture;
        kiosk_fixture_open(&fixture, languages[l], 24, 80, NULL);
        struct kiosk *kiosk = &fixture.kiosk;
        struct catalog_list areas = catalog_areas(kiosk->catalog, &fixture.arena, &kiosk->reader);
        for (size_t a = 0; a < areas.count; a++) {
            struct catalog_list topics = catalog_topics(kiosk->catalog, &fixture.arena, &kiosk->reader, areas.entries[a].id);
            struct catalog_list list =
                catalog_topic_entries(kiosk->catalog, &fixture.arena, &kiosk->reader, topics.entries[0].id);
            for (size_t i = 0; i < list.count; i++) {
                struct request request = entry_request(&list.entries[i]);
                loop_open(&fixture.loop, request.screen, &request.argument);
                struct page *page = stack_top(&fixture.loop.stack);
                assert_string_equal(frame_title(page), entry_text(&list.entries[i], page).title);
                kiosk_fixture_type(&fixture, "");
                if (list.entries[i].german != NULL && strlen(list.entries[i].german) < 40)
                    assert_shown(&fixture, list.entries[i].german, true);
                stack_back(&fixture.loop.stack);
            }
        }
        kiosk_fixture_close(&fixture);
    }
}

// Presses PageDown until the text is shown; returns how often, -1: never.
static int pages_to(struct kiosk_fixture *fixture, const char *text)
{
    for (int pages = 0; pages < 9; pages++) {
        if (virtual_terminal_shows(fixture->terminal, text))
            return pages;
        kiosk_fixture_type(fixture, "PageDown");
    }
    return -1;
}

// Whether somebody can come is there at once, on the smallest screen, too; where to go is near.
static void test_a_page_opens_at_its_top_and_what_counts_is_near(void **state)
{
    (void)state;
    static const char *const languages[] = {"de", "ar", "uk", "ti", "vi"};
    static const struct {
        int rows, columns;
        int address; // pages to it, at most
    } sizes[] = {{12, 40, 3}, {22, 64, 1}, {24, 80, 1}, {30, 100, 0}, {33, 120, 0}};
    for (size_t i = 0; i < 25; i++) {
        struct kiosk_fixture fixture;
        kiosk_fixture_open(&fixture, languages[i % 5], sizes[i / 5].rows, sizes[i / 5].columns, NULL);
        open_thing(&fixture, &screen_offer, KIND_OFFER, "buergeramt-dessau");
        struct document *document = stack_top(&fixture.loop.stack)->state; // with which the state of a page to read begins
        assert_int_equal(document->scroll, 0);
        assert_shown(&fixture, "○", true);
        assert_in_range(pages_to(&fixture, "Zerbster Straße 4"), 0, sizes[i / 5].address);
        kiosk_fixture_close(&fixture);
    }
}

// What a chip has said is not among the facts.
static void test_chips_are_not_said_again(void **state)
{
    (void)state;
    char path[PATH_MAX];
    struct kiosk_fixture fixture;
    change(path, "UPDATE offer SET cost = 'free', by_appointment = 1, appointment_url = NULL WHERE id = " OFFICE);
    kiosk_fixture_open(&fixture, "de", 60, 80, path);
    open_thing(&fixture, &screen_offer, KIND_OFFER, "buergeramt-dessau");
    assert_shown(&fixture, "kostenlos", true);
    assert_shown(&fixture, "Nur mit Termin", true);
    assert_shown(&fixture, "  Kosten  ", false);
    assert_shown(&fixture, "  Termin  ", false);
    kiosk_fixture_close(&fixture);
    change(path, "UPDATE offer SET cost = 'depends', by_appointment = 0 WHERE id = " OFFICE);
    kiosk_fixture_open(&fixture, "de", 60, 80, path);
    open_thing(&fixture, &screen_offer, KIND_OFFER, "buergeramt-dessau");
    assert_shown(&fixture, "manchmal kostenlos", true);
    assert_shown(&fixture, "Ohne Termin", true);
    kiosk_fixture_close(&fixture);
    remove(path);
}

static void test_an_empty_list_says_so(void **state)
{
    (void)state;
    char path[PATH_MAX];
    struct kiosk_fixture fixture;
    change(path, "DELETE FROM guide");
    kiosk_fixture_open(&fixture, "de", 24, 80, path);
    loop_open(&fixture.loop, &screen_home, NULL);
    loop_open(&fixture.loop, &screen_guides, NULL);
    kiosk_fixture_type(&fixture, "Down Enter '1' Click(5,5)");
    assert_shown(&fixture, "Hier steht noch nichts.", true);
    assert_shown(&fixture, "Fragen Sie hier im Integrationsbüro", true);
    kiosk_fixture_close(&fixture);
    remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_doubt_is_on_the_first_screen),
        cmocka_unit_test(test_the_frame_has_the_date_of_the_page),
        cmocka_unit_test(test_what_cannot_be_reached_is_information),
        cmocka_unit_test(test_the_card_has_facts_for_its_sentence),
        cmocka_unit_test(test_the_page_has_the_words_of_the_line),
        cmocka_unit_test(test_a_page_opens_at_its_top_and_what_counts_is_near),
        cmocka_unit_test(test_chips_are_not_said_again),
        cmocka_unit_test(test_an_empty_list_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
