// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The staff's program as it is seen, and that everything has a name.
#include "tests/support/staff_fixture.h"
#include "core/desk/listing.h"
#include "core/editorial/proposal.h"
#include "core/publish/published.h"
#include "core/model/model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <string.h>

static const struct {
    const char *name, *script;
} pages[] = {
    {"work", ""},
    {"menu", "F9"},
    {"help", "F1"},
    {"offers", "F9 '6'"},
    {"offers-found", "F9 '6' 'integrations state:un' Tab"},
    {"offer", "F9 '6' 'integrationsbüro der' Enter"},
    {"offer-organization", "F9 '6' 'integrationsbüro der' Enter Tab*11 Enter"},
    {"more", "F9 '6' 'integrationsbüro der' Enter F8"},
    {"more-remove", "F9 '6' 'integrationsbüro der' Enter F8 End Enter"},
    {"bulk", "F9 '6' F6 Down F6 F8"},
    {"offer-new", "F9 '6' Ctrl+'n' Ctrl+'s'"},
};

static const struct {
    int rows, columns;
} sizes[] = {{24, 80}, {33, 120}};

static void test_pages_are_golden(void **state)
{
    (void)state;
    static const char *const tags[] = {"de", "en"};
    int differences = 0;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        for (size_t t = 0; t < sizeof tags / sizeof *tags; t++)
            for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
                struct staff_fixture fixture;
                staff_fixture_open(&fixture, "anna", tags[t], sizes[s].rows, sizes[s].columns);
                staff_fixture_type(&fixture, pages[i].script);
                differences += staff_fixture_differs(&fixture, pages[i].name);
                staff_fixture_close(&fixture);
            }
    assert_int_equal(differences, 0);
}

static void propose(struct staff_fixture *fixture, const char *title, const char *path, json_t *value)
{
    struct problem problem;
    struct listing listing;
    struct sheet sheet;
    int64_t number;
    const struct change_author provider = {.name = "verein.json", .reason = "", .now = fixture->staff.now};
    assert_int_equal(listing_read(&listing, fixture->staff.editorial, KIND_OFFER, ROSTER_REVIEW_MONTHS, fixture->loop.view.tick.now, &problem), STATUS_OK);
    for (size_t i = 0; i < listing.count; i++) {
        if (strcmp(listing.rows[i].title, title) != 0)
            continue;
        assert_int_equal(sheet_open(&sheet, fixture->staff.editorial, listing.rows[i].id, &problem), STATUS_OK);
        if (json_is_object(value))
            sheet_set_words(&sheet, "de", path, json_string_value(json_object_get(value, "text")));
        else
            sheet_set(&sheet, path, json_incref(value));
        assert_int_equal(proposal_add(fixture->staff.editorial, &provider, sheet.working, &number, NULL, NULL, &problem), STATUS_OK);
        sheet_close(&sheet);
    }
    json_decref(value);
    listing_free(&listing);
}

// On the smallest screens, too; and what a translator sees, whose languages come first.
static void test_the_first_page_fits_everywhere(void **state)
{
    (void)state;
    static const struct {
        int rows, columns;
    } small[] = {{22, 64}, {12, 40}};
    static const char *const tags[] = {"de", "en"};
    static const char *const languages[] = {"uk", "ru"};
    static const struct rights translator = {"ira", 1u << RIGHTS_TRANSLATOR, languages, 2};
    int differences = 0;
    for (size_t t = 0; t < sizeof tags / sizeof *tags; t++) {
        struct staff_fixture fixture;
        staff_fixture_open(&fixture, "anna", tags[t], 24, 80);
        for (size_t s = 0; s < sizeof small / sizeof *small; s++) {
            staff_fixture_type(&fixture, arena_format(&fixture.arena, "Resize(%d,%d)", small[s].rows, small[s].columns));
            differences += staff_fixture_differs(&fixture, "work");
        }
        staff_fixture_close(&fixture);
        staff_fixture_open_as(&fixture, &translator, tags[t], 24, 80);
        differences += staff_fixture_differs(&fixture, "work-translator");
        staff_fixture_type(&fixture, "'2'");
        assert_string_equal(staff_fixture_top(&fixture), "translations");
        staff_fixture_close(&fixture);
    }
    assert_int_equal(differences, 0);
}

static void test_who_may_only_read_has_nothing_to_do(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    static const struct rights reader = {.name = "otto"};
    staff_fixture_open_as(&fixture, &reader, "de", 24, 80);
    assert_true(staff_fixture_shows(&fixture, "Es ist nichts zu tun."));
    staff_fixture_type(&fixture, "Down Enter '1'");
    assert_string_equal(staff_fixture_top(&fixture), "work");
    staff_fixture_close(&fixture);
}

// The last row of the first page, whatever there is to do.
static void test_a_doubtful_clock_is_told(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    int64_t day;
    struct problem problem;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    assert_false(staff_fixture_shows(&fixture, "Geht die Uhr falsch?"));
    sqlite3 *editorial = fixture.staff.editorial;
    assert_int_equal(sqlite3_exec(editorial, "INSERT INTO change (number, at, author, reason, door) SELECT max(number) + 1, '2199-01-02T00:00:00Z',"
                                             " 'anna', '', 'form' FROM change", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(published_last_day(editorial, &day, &problem), STATUS_OK);
    assert_int_equal(day, clock_day_number(2199, 1, 2));
    fixture.staff.clock_doubt = clock_doubt_of(&(struct clock_record){.seen = day}, 0, 0, false);
    staff_fixture_type(&fixture, "Resize(25,80)");
    assert_true(staff_fixture_shows(&fixture, "Geht die Uhr falsch? Gespeichert ist schon Späteres."));
    staff_fixture_type(&fixture, "End");
    assert_true(staff_fixture_shows(&fixture, "Geht die Uhr falsch?"));
    staff_fixture_close(&fixture);
}

// The focus stays at what somebody went to, whatever comes before it meanwhile.
static void test_the_focus_stays_when_more_is_known(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 33, 120);
    staff_fixture_type(&fixture, "'12'");
    assert_string_equal(staff_fixture_top(&fixture), "things");
    assert_true(staff_fixture_shows(&fixture, "state:unreachable"));
    staff_fixture_type(&fixture, "Esc Esc End");
    assert_true(staff_fixture_shows(&fixture, "▶ 26 Tigrinya"));
    propose(&fixture, "Integrationsbüro der Stadt Dessau-Roßlau", "cost", json_string("free"));
    staff_fixture_type(&fixture, "F9 Esc");
    assert_true(staff_fixture_shows(&fixture, "1 Vorschlag wartet"));
    assert_true(staff_fixture_shows(&fixture, "▶ 27 Tigrinya"));
    staff_fixture_close(&fixture);
}

static void expect_label(const struct view *view, const char *prefix, const char *name)
{
    if (staff_label(view, prefix, name) == name)
        fail_msg("there is no message %s%s", prefix, name);
}

static void expect_choices(const struct view *view, const struct model_column *column)
{
    for (size_t i = 0; column->choices != NULL && column->choices[i] != NULL; i++)
        expect_label(view, "choice_", column->choices[i]);
}

static void expect_columns(const struct view *view, const struct model_column *columns, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!columns[i].derived)
            expect_label(view, "field_", columns[i].name);
        expect_choices(view, &columns[i]);
    }
}

static void test_the_language_changes(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    staff_fixture_type(&fixture, "F9 End");
    assert_true(staff_fixture_shows(&fixture, "Sprache: English"));
    staff_fixture_type(&fixture, "Up Enter");
    assert_true(staff_fixture_shows(&fixture, "Language: Deutsch"));
    staff_fixture_close(&fixture);
}

// Every kind and field of the model, and each of its choices, has a name in both languages.
static void test_everything_has_a_name(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    const struct view *view = &fixture.loop.view;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        expect_label(view, "kind_", model->name);
        expect_label(view, "kinds_", model->name);
        expect_columns(view, model->columns, model->column_count);
        for (size_t i = 0; i < model->text_count; i++)
            expect_label(view, "field_", model->texts[i].name);
        for (size_t i = 0; i < model->part_count; i++) {
            expect_label(view, "field_", model->parts[i].name);
            if (model->parts[i].column_count == 1)
                expect_choices(view, &model->parts[i].columns[0]);
        }
    }
    size_t count;
    const struct model_column *source = model_source(&count);
    expect_columns(view, source, count);
    for (int status = 0; status < LISTING_STATES; status++)
        expect_label(view, "state_", listing_state_name((enum listing_state)status));
    staff_fixture_close(&fixture);
}

static void test_a_record_is_changed_and_saved(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    staff_fixture_type(&fixture, "F9 '6' 'integrationsbüro der' Enter Ctrl+'a' 'Integrationsbüro' Ctrl+'s'");
    assert_true(staff_fixture_shows(&fixture, "Gespeichert."));
    staff_fixture_type(&fixture, "Esc");
    assert_string_equal(staff_fixture_top(&fixture), "things");
    staff_fixture_type(&fixture, "Esc 'slug'");
    staff_fixture_restart(&fixture);
    assert_string_equal(staff_fixture_top(&fixture), "work"); // nothing was left undone
    staff_fixture_type(&fixture, "F9 '6' 'integrationsbüro' Enter");
    assert_true(staff_fixture_shows(&fixture, " Integrationsbüro  "));
    staff_fixture_close(&fixture);
}

static void test_what_was_typed_is_there_again(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    staff_fixture_type(&fixture, "F9 '6' 'integrationsbüro der' Enter Tab*6 'Neu: ' Tab 'Hallo Left'");
    fake_clock_advance(&fixture.ticks, 2000);
    loop_turn(&fixture.loop); // the pause
    staff_fixture_restart(&fixture);
    assert_string_equal(staff_fixture_top(&fixture), "record");
    assert_true(staff_fixture_shows(&fixture, "Weiter, wo Sie aufgehört haben."));
    assert_true(staff_fixture_shows(&fixture, "Hallo"));
    staff_fixture_type(&fixture, "'x'"); // at the cursor
    assert_true(staff_fixture_shows(&fixture, "Hallo Leftx"));
    staff_fixture_type(&fixture, "Esc '3'"); // discarded
    assert_string_equal(staff_fixture_top(&fixture), "work");
    staff_fixture_restart(&fixture);
    assert_string_equal(staff_fixture_top(&fixture), "work");
    staff_fixture_close(&fixture);
}

// A draft that cannot be written for long is told, so that nobody trusts in it.
static void test_drafts_that_cannot_be_kept_are_told(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    sqlite3 *other;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    staff_fixture_type(&fixture, "F9 '6' 'integrationsbüro der' Enter Tab*6 '!'");
    assert_int_equal(sqlite3_open(drafts_path(&fixture.arena, fixture.staff.path), &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    fake_clock_advance(&fixture.ticks, 2000);
    loop_turn(&fixture.loop);
    loop_turn(&fixture.loop);
    assert_false(staff_fixture_shows(&fixture, "Entwürfe können nicht gesichert werden"));
    fake_clock_advance(&fixture.ticks, 4000);
    loop_turn(&fixture.loop);
    loop_turn(&fixture.loop);
    assert_true(staff_fixture_shows(&fixture, "Entwürfe können nicht gesichert werden"));
    sqlite3_close(other);
    staff_fixture_type(&fixture, "'!'");
    fake_clock_advance(&fixture.ticks, 2000);
    loop_turn(&fixture.loop);
    loop_turn(&fixture.loop);
    assert_false(staff_fixture_shows(&fixture, "Entwürfe können nicht gesichert werden"));
    assert_false(fixture.staff.sheet->unkept);
    staff_fixture_close(&fixture);
}

static void test_a_field_that_is_wrong_says_so(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    staff_fixture_type(&fixture, "F9 '11' Ctrl+'n' 'Tag' Tab 'zwei' Ctrl+'s'");
    assert_true(staff_fixture_shows(&fixture, "Bitte eine Zahl eintragen."));
    assert_true(staff_fixture_shows(&fixture, "Nicht gespeichert"));
    staff_fixture_close(&fixture);
}

static void test_many_are_withheld_at_once(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    staff_fixture_type(&fixture, "F9 '6' F6 Down F6 F8 Enter Right Enter");
    assert_true(staff_fixture_shows(&fixture, "2 Einträge geändert."));
    staff_fixture_type(&fixture, "'state:withheld'");
    assert_true(staff_fixture_shows(&fixture, "1 von 2"));
    staff_fixture_close(&fixture);
}

static void test_what_is_needed_stays(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    staff_fixture_type(&fixture, "F9 '4' 'stadt dessau-roßlau' Enter F8 End Enter Right Enter");
    assert_true(staff_fixture_shows(&fixture, "Nicht getan: Es wird noch gebraucht"));
    staff_fixture_close(&fixture);
}

static void test_a_thing_is_removed(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    staff_fixture_type(&fixture, "F9 '13' Enter F8 End Enter Right Enter");
    assert_string_equal(staff_fixture_top(&fixture), "things");
    assert_true(staff_fixture_shows(&fixture, "Es liegt im Papierkorb."));
    staff_fixture_close(&fixture);
}

// Who works on something is told to who comes later, and what he saves waits.
static void test_two_people_at_one_thing(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    struct problem problem;
    struct lease *other;
    const struct change_author bert = {.name = "bert", .session = "b", .now = fixture.staff.now};
    staff_fixture_type(&fixture, "F9 '6' 'integrationsbüro der' Enter 'x'");
    assert_int_equal(lease_take(fixture.staff.editorial, &bert, sheet_id(fixture.staff.sheet), "", false, &fixture.arena, &other,
                                &problem), STATUS_OK);
    assert_null(other);
    fake_clock_advance(&fixture.ticks, 2000);
    loop_turn(&fixture.loop);
    loop_turn(&fixture.loop);
    assert_true(staff_fixture_shows(&fixture, "bert arbeitet gerade daran."));
    staff_fixture_type(&fixture, "Ctrl+'s'");
    assert_true(staff_fixture_shows(&fixture, "Jemand anders arbeitet gerade daran."));
    staff_fixture_type(&fixture, "F8 '2' Esc Ctrl+'s'");
    assert_true(staff_fixture_shows(&fixture, "Gespeichert."));
    staff_fixture_close(&fixture);
}

static void test_a_record_is_open_once(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    staff_fixture_type(&fixture, "F9 '6' 'integrationsbüro der' Enter 'x' F9 '6' 'integrationsbüro der' Enter");
    assert_true(staff_fixture_shows(&fixture, "Das ist schon offen. Gehen Sie mit Esc dorthin zurück."));
    assert_null(fixture.staff.sheet->below);
    staff_fixture_type(&fixture, "'y' Ctrl+'s' Esc Esc Esc Esc");
    assert_string_equal(staff_fixture_top(&fixture), "record");
    assert_true(sheet_changed(fixture.staff.sheet)); // what was typed before is still there
    staff_fixture_close(&fixture);
}

static void test_a_proposal_is_taken(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    propose(&fixture, "Integrationsbüro der Stadt Dessau-Roßlau", "cost", json_string("free"));
    staff_fixture_type(&fixture, "F9 Esc F9 Esc F9"); // the first page is read when it is opened
    staff_fixture_restart(&fixture);
    assert_true(staff_fixture_shows(&fixture, "1 Vorschlag wartet"));
    staff_fixture_type(&fixture, "'13'");
    int differences = staff_fixture_differs(&fixture, "proposals");
    staff_fixture_type(&fixture, "Enter");
    differences += staff_fixture_differs(&fixture, "proposal");
    staff_fixture_type(&fixture, "Resize(33,120)");
    differences += staff_fixture_differs(&fixture, "proposal");
    assert_int_equal(differences, 0);
    staff_fixture_type(&fixture, "Ctrl+'s'");
    assert_true(staff_fixture_shows(&fixture, "Übernommen und gespeichert."));
    assert_true(staff_fixture_shows(&fixture, "Es wartet kein Vorschlag."));
    staff_fixture_close(&fixture);
}

// The line with the focus in full: what is there now as well as what is proposed.
static void test_a_proposal_shows_both_texts_whole(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    propose(&fixture, "Bürgeramt Dessau", "next_step", json_pack("{s:s}", "text", "Rufen Sie vorher an."));
    staff_fixture_restart(&fixture);
    staff_fixture_type(&fixture, "F9 '20' '1'");
    assert_string_equal(staff_fixture_top(&fixture), "proposal");
    assert_true(staff_fixture_shows(&fixture, "es nicht."));
    assert_true(staff_fixture_shows(&fixture, "    Rufen Sie vorher an."));
    staff_fixture_close(&fixture);
}

// Help tells the keys of all pages, each under what they belong to.
static void test_help_has_the_keys_of_every_page(void **state)
{
    static const char *const lines[] = {"F4           Eintrag: sagen, dass alles noch stimmt",
                                        "F4           Übersetzung: gelesen und richtig", "Strg-L       Ansehen: nächste Sprache"};
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 60, 120);
    staff_fixture_type(&fixture, "F1");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_true(staff_fixture_shows(&fixture, lines[i]));
    staff_fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages_are_golden),
        cmocka_unit_test(test_the_first_page_fits_everywhere),
        cmocka_unit_test(test_who_may_only_read_has_nothing_to_do),
        cmocka_unit_test(test_a_doubtful_clock_is_told),
        cmocka_unit_test(test_the_focus_stays_when_more_is_known),
        cmocka_unit_test(test_the_language_changes),
        cmocka_unit_test(test_everything_has_a_name),
        cmocka_unit_test(test_a_record_is_changed_and_saved),
        cmocka_unit_test(test_what_was_typed_is_there_again),
        cmocka_unit_test(test_drafts_that_cannot_be_kept_are_told),
        cmocka_unit_test(test_a_field_that_is_wrong_says_so),
        cmocka_unit_test(test_many_are_withheld_at_once),
        cmocka_unit_test(test_what_is_needed_stays),
        cmocka_unit_test(test_a_thing_is_removed),
        cmocka_unit_test(test_two_people_at_one_thing),
        cmocka_unit_test(test_a_record_is_open_once),
        cmocka_unit_test(test_a_proposal_is_taken),
        cmocka_unit_test(test_a_proposal_shows_both_texts_whole),
        cmocka_unit_test(test_help_has_the_keys_of_every_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
