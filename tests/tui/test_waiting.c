// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Typing never waits for the database: another program holds the lock for writing all the time, and every page answers every key.
// No time passes here; what would have been waited is counted (core/base/sys.h).
#include "tests/support/staff_fixture.h"

#include "core/base/sys.h"
#include "core/model/record.h"
#include "tui/staff/screens.h"
#include "tui/staff/translate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define OFFER "F9 '6' 'integrationsbüro der' Enter"
#define EVENT "F9 '12' Ctrl+'n'"

enum { SAVE_MS = 5000, SLACK_MS = 300 };

// Every page, on the record that a script opens. The argument: that of the screen, THING the id of the record, TEXT a translation of it.
#define THING "@"
#define TEXT "@uk"
static const struct {
    const struct screen *screen;
    const char *record, *argument;
} pages[] = {
    {&screen_work, "", ""},
    {&screen_menu, "", ""},
    {&screen_publish, "", ""},
    {&screen_releases, "", ""},
    {&screen_staff_help, "", ""},
    {&screen_things, "", "offer"},
    {&screen_things, "", "term?lang:uk"},
    {&screen_record, "", "+place"},
    {&screen_proposals, "", ""},
    {&screen_broken_contacts, "", ""},
    {&screen_complaints, "", ""},
    {&screen_history, "", ""},
    {&screen_change, "", "1"},
    {&screen_removed, "", ""},
    {&screen_people, "", ""},
    {&screen_translated_languages, "", ""},
    {&screen_translations, "", "uk"},
    {&screen_closure, "", "+"},
    {&screen_record, OFFER, "+offer"},
    {&screen_withdraw, OFFER, THING},
    {&screen_preview, OFFER, THING},
    {&screen_more, OFFER, THING},
    {&screen_thing_history, OFFER, THING},
    {&screen_valid, OFFER, THING},
    {&screen_choose, OFFER, "organization_id"},
    {&screen_choose_many, OFFER, "topics"},
    {&screen_text, OFFER, "texts.de.summary"},
    {&screen_text, OFFER, "texts.ar.summary"},
    {&screen_hours, OFFER, "schedule"},
    {&screen_address, OFFER, "place_id"},
    {&screen_contacts, OFFER, "contacts"},
    {&screen_contact, OFFER, "0"},
    {&screen_closure, OFFER, "+" THING},
    {&screen_translate, OFFER, TEXT},
    {&screen_translate, "", "uk"},
    {&screen_recurrence, EVENT, "rule"},
};

static const char *const keys[] = {
    "'a'", "'ü'", "' '", "'1'", "Left", "Right", "Down", "Up", "PageDown", "PageUp", "End", "Home", "Tab", "Shift+Tab", "'b'",
    "Backspace", "Delete", "Ctrl+'a'", "Ctrl+'v'", "Ctrl+'z'", "Ctrl+'y'", "F1", "Esc", "F9", "Esc", "Resize(33,120)", "Esc",
};

// Keys by which somebody asks that something is written now, by the page: they wait for their turn, as saving does.
static const struct {
    const char *page, *key;
} orders[] = {
    {"valid", "'1'"},
};

static bool is_order(const char *page, const char *key)
{
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        if (strcmp(orders[i].page, page) == 0 && strcmp(orders[i].key, key) == 0)
            return true;
    return false;
}

static sqlite3 *hold_lock(struct staff_fixture *fixture)
{
    sqlite3 *writer;
    assert_int_equal(sqlite3_open(fixture->staff.path, &writer), SQLITE_OK);
    assert_int_equal(sqlite3_exec(writer, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    sys_fake_pauses(true);
    return writer;
}

static void let_go(sqlite3 *writer)
{
    sys_fake_pauses(false);
    assert_int_equal(sqlite3_exec(writer, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(writer);
}

static void pause_typing(struct staff_fixture *fixture)
{
    fake_clock_advance(&fixture->ticks, 2000);
    loop_turn(&fixture->loop);
    loop_turn(&fixture->loop);
}

static const char *argument_of(struct staff_fixture *fixture, const char *argument)
{
    struct arena *arena = &fixture->arena;
    if (strcmp(argument, TEXT) == 0)
        return translate_argument(arena, language_by_tag("uk"), TRANSLATE_THING, sheet_id(fixture->staff.sheet));
    const char *place = strstr(argument, THING);
    return place == NULL ? argument
                         : arena_format(arena, "%.*s%s", (int)(place - argument), argument, sheet_id(fixture->staff.sheet));
}

static void test_no_key_waits(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct staff_fixture fixture;
        struct page_argument argument = {.id = ""};
        staff_fixture_open(&fixture, "anna", "de", 24, 80);
        staff_fixture_type(&fixture, pages[i].record);
        memccpy(argument.id, argument_of(&fixture, pages[i].argument), '\0', sizeof argument.id - 1);
        const bool leased = pages[i].screen == &screen_translate; // the text is handed out as it is opened: that may wait a little
        sqlite3 *writer = hold_lock(&fixture);
        loop_open(&fixture.loop, pages[i].screen, &argument);
        virtual_terminal_run(fixture.terminal, &fixture.loop);
        assert_string_equal(staff_fixture_top(&fixture), pages[i].screen->name);
        assert_true(sys_paused_ms() <= (leased ? LEASE_PATIENCE_MS + SLACK_MS : 0));
        sys_fake_pauses(true);
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
            const char *before = arena_copy_text(&fixture.arena, staff_fixture_top(&fixture));
            if (!staff_fixture_type(&fixture, keys[k]))
                fail_msg("%s: %s on the page %s ends the program", pages[i].screen->name, keys[k], before);
            pause_typing(&fixture);
            if (is_order(before, keys[k]) && sys_paused_ms() <= SAVE_MS + SLACK_MS)
                sys_fake_pauses(true);
            if (sys_paused_ms() > 0)
                fail_msg("%s: %s on the page %s waits for %d ms", pages[i].screen->name, keys[k], before, (int)sys_paused_ms());
        }
        let_go(writer);
        staff_fixture_close(&fixture);
    }
}

// Every screen of the program is among the pages, so that a new one is not forgotten: those that need more stand here.
static void test_every_page_is_walked(void **state)
{
    (void)state;
    static const char *const others[] = {"proposal", "bulk", "conflict"}; // of something that is there already, without fields
    struct arena arena = {0};
    char *bytes;
    size_t size, screens = 0, walked = sizeof others / sizeof *others;
    struct problem problem;
    const char *source = getenv("KOMPASS_SOURCE");
    assert_int_equal(sys_read_file(&arena, arena_format(&arena, "%s/tui/staff/screens.h", source == NULL ? "." : source), 1 << 20, &bytes,
                                   &size, &problem), STATUS_OK);
    for (const char *at = bytes; (at = strstr(at, "extern const struct screen ")) != NULL; at++)
        screens++;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        bool first = true;
        for (size_t k = 0; k < i; k++)
            first = first && pages[k].screen != pages[i].screen;
        walked += first;
    }
    assert_int_equal(walked, screens);
    arena_free(&arena);
}

// What somebody asks to be saved waits for its turn, not for ever, and nothing is lost.
static void test_a_save_waits_and_says_so(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    staff_fixture_type(&fixture, OFFER " End '!'");
    sqlite3 *writer = hold_lock(&fixture);
    staff_fixture_type(&fixture, "Ctrl+'s'");
    assert_in_range(sys_paused_ms(), SAVE_MS - SLACK_MS, SAVE_MS + SLACK_MS);
    assert_true(staff_fixture_shows(&fixture, "Nicht gespeichert"));
    assert_true(sheet_changed(fixture.staff.sheet));
    let_go(writer);
    staff_fixture_type(&fixture, "Ctrl+'s'");
    assert_true(staff_fixture_shows(&fixture, "Gespeichert."));
    staff_fixture_close(&fixture);
}

// What could not be told meanwhile is told afterwards: who works on what, and who does not any more.
static void test_leases_follow_when_the_lock_is_free(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    struct lease *leases;
    struct problem problem;
    size_t count;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    staff_fixture_type(&fixture, OFFER " End '!'");
    sqlite3 *writer = hold_lock(&fixture);
    pause_typing(&fixture);
    let_go(writer);
    pause_typing(&fixture);
    assert_int_equal(lease_list(fixture.staff.editorial, fixture.staff.now, &fixture.arena, &leases, &count, &problem), STATUS_OK);
    assert_int_equal(count, 1);
    writer = hold_lock(&fixture);
    staff_fixture_type(&fixture, "Ctrl+'z' Esc");
    assert_string_equal(staff_fixture_top(&fixture), "things");
    pause_typing(&fixture);
    assert_int_equal(sys_paused_ms(), 0);
    let_go(writer);
    pause_typing(&fixture);
    assert_int_equal(lease_list(fixture.staff.editorial, fixture.staff.now, &fixture.arena, &leases, &count, &problem), STATUS_OK);
    assert_int_equal(count, 0);
    staff_fixture_close(&fixture);
}

// A closure is looked at without a word to the database.
static void test_a_preview_keeps_nobody_waiting(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    struct page_argument argument = {.id = "+"};
    staff_fixture_open(&fixture, "anna", "de", 33, 120);
    sqlite3 *writer = hold_lock(&fixture);
    loop_open(&fixture.loop, &screen_closure, &argument);
    staff_fixture_type(&fixture, "'3' Tab Tab '24.12.2026' Tab Tab Right Tab Tab 'Heiligabend' F5");
    assert_true(staff_fixture_shows(&fixture, "Heiligabend"));
    assert_true(staff_fixture_shows(&fixture, "Das sagt der Kiosk"));
    assert_int_equal(sys_paused_ms(), 0);
    let_go(writer);
    staff_fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_key_waits),
        cmocka_unit_test(test_every_page_is_walked),
        cmocka_unit_test(test_a_save_waits_and_says_so),
        cmocka_unit_test(test_leases_follow_when_the_lock_is_free),
        cmocka_unit_test(test_a_preview_keeps_nobody_waiting),
    };
    return cmocka_run_group_tests_name("staff/waiting", tests, NULL, NULL);
}
