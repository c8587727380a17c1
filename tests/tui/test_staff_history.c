// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Many hands, as they are seen: who changed what, taking back, what is gone, two who change the same, "still valid".
#include "tests/support/staff_fixture.h"
#include "tui/staff/screens.h"

#include "core/editorial/lease.h"
#include "core/editorial/verify.h"
#include "core/translation/apply.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <string.h>

#define OFFER "F9 '6' 'integrationsbüro der' Enter "

static const struct change_author bert = {.name = "bert", .reason = "", .now = 1795424400, .door = DOOR_FORM, .session = "b"};

// Somebody else changes a field of the offer on the screen.
static void change_as_bert(struct staff_fixture *fixture, const char *id, const char *path, json_t *value)
{
    struct problem problem;
    struct change *change;
    struct change_outcome outcome;
    json_t *record;
    int64_t revision;
    assert_int_equal(records_read_one(fixture->staff.editorial, id, &record, &revision, &problem), STATUS_OK);
    record_put_at(record, path, value);
    assert_int_equal(change_begin(&change, fixture->staff.editorial, &bert, &problem), STATUS_OK);
    assert_int_equal(change_put(change, record, revision, &outcome, &problem), STATUS_OK);
    assert_int_equal(outcome.result, CHANGE_DONE);
    assert_int_equal(change_commit(&change, &problem), STATUS_OK);
    json_decref(record);
}

static const char *id_of_sheet(struct staff_fixture *fixture)
{
    return arena_copy_text(&fixture->arena, sheet_id(fixture->staff.sheet));
}

static void open_page(struct staff_fixture *fixture, const struct screen *screen)
{
    loop_open(&fixture->loop, screen, NULL);
    staff_fixture_type(fixture, "");
}

static void open_fixture(struct staff_fixture *fixture, const char *tag, int rows, int columns)
{
    staff_fixture_open(fixture, "anna", tag, rows, columns);
}

static void make_conflict(struct staff_fixture *fixture)
{
    staff_fixture_type(fixture, OFFER);
    change_as_bert(fixture, id_of_sheet(fixture), "name", json_string("Berts Büro"));
    staff_fixture_type(fixture, "Ctrl+'a' 'Annas Büro' Ctrl+'s'");
}

static void remove_something(struct staff_fixture *fixture)
{
    staff_fixture_type(fixture, "F9 '1' '3' Enter End Enter F8 End Enter '2'");
    staff_fixture_type(fixture, "Esc Esc");
}

// ---- looks --------------------------------------------------------------------------------------------------------

static void test_pages_are_golden(void **state)
{
    (void)state;
    static const struct {
        const char *tag;
        int rows, columns;
    } looks[] = {{"de", 24, 80}, {"en", 33, 120}};
    int differences = 0;
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        struct staff_fixture fixture;
        const char *tag = looks[i].tag;
        open_fixture(&fixture, tag, looks[i].rows, looks[i].columns);
        staff_fixture_type(&fixture, OFFER "Ctrl+'a' 'Integrationsbüro' Ctrl+'s'");
        change_as_bert(&fixture, id_of_sheet(&fixture), "cost", json_string("free"));
        staff_fixture_type(&fixture, "F7");
        assert_string_equal(staff_fixture_top(&fixture), "thing-history");
        differences += staff_fixture_differs(&fixture, "thing-history");
        staff_fixture_type(&fixture, "Enter");
        differences += staff_fixture_differs(&fixture, "thing-history-undo");
        staff_fixture_type(&fixture, "Esc Esc F4");
        assert_string_equal(staff_fixture_top(&fixture), "valid");
        differences += staff_fixture_differs(&fixture, "valid");
        staff_fixture_close(&fixture);

        open_fixture(&fixture, tag, looks[i].rows, looks[i].columns);
        make_conflict(&fixture);
        assert_string_equal(staff_fixture_top(&fixture), "conflict");
        differences += staff_fixture_differs(&fixture, "conflict");
        staff_fixture_close(&fixture);
    }
    assert_int_equal(differences, 0);
}

// ---- words --------------------------------------------------------------------------------------------------------

static void test_every_door_role_and_method_has_a_name(void **state)
{
    (void)state;
    static const char *const doors[] = {DOOR_FORM, DOOR_BULK, DOOR_IMPORT, DOOR_PROPOSAL, DOOR_UNDO, DOOR_RESTORE, DOOR_VERIFY,
                                        DOOR_TRANSLATION};
    struct staff_fixture fixture;
    open_fixture(&fixture, "de", 24, 80);
    const struct view *view = &fixture.loop.view;
    for (size_t i = 0; i < sizeof doors / sizeof *doors; i++)
        assert_ptr_not_equal(staff_label(view, "door_", doors[i]), doors[i]);
    for (int role = 0; role < RIGHTS_ROLE_COUNT; role++)
        assert_ptr_not_equal(staff_label(view, "role_", rights_role_name((enum rights_role)role)), rights_role_name((enum rights_role)role));
    for (int method = 0; method < VERIFY_METHODS; method++)
        assert_ptr_not_equal(staff_label(view, "valid_", verify_method_name((enum verify_method)method)),
                             verify_method_name((enum verify_method)method));
    staff_fixture_close(&fixture);
}

// ---- two who change the same --------------------------------------------------------------------------------------

// What was chosen is on the form also when it cannot be saved yet: else the next key there would bring back what was not.
static void test_what_was_chosen_is_shown_when_it_cannot_be_saved(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    struct lease *other;
    struct problem problem;
    open_fixture(&fixture, "de", 24, 80);
    make_conflict(&fixture);
    struct change_author holder = bert;
    holder.now = fixture.staff.now;
    assert_int_equal(lease_take(fixture.staff.editorial, &holder, id_of_sheet(&fixture), "", true, &fixture.arena, &other, &problem), STATUS_OK);
    sheet_set(fixture.staff.sheet, "cost", json_string("free"));
    staff_fixture_type(&fixture, "'2'");
    assert_true(staff_fixture_shows(&fixture, "Jemand anders arbeitet gerade daran"));
    assert_true(staff_fixture_shows(&fixture, "Berts Büro"));
    assert_false(staff_fixture_shows(&fixture, "Annas Büro"));
    staff_fixture_close(&fixture);
}

static void test_both_keep_their_words_until_one_is_chosen(void **state)
{
    (void)state;
    for (int ours = 0; ours < 2; ours++) {
        struct staff_fixture fixture;
        open_fixture(&fixture, "de", 24, 80);
        make_conflict(&fixture);
        assert_true(staff_fixture_shows(&fixture, "Annas Büro"));
        assert_true(staff_fixture_shows(&fixture, "Berts Büro"));
        assert_true(staff_fixture_shows(&fixture, "bert, "));
        staff_fixture_type(&fixture, ours ? "'1'" : "'2'");
        assert_string_equal(staff_fixture_top(&fixture), "record");
        assert_true(staff_fixture_shows(&fixture, ours ? "Gespeichert." : "Es hat sich nichts geändert."));
        assert_true(staff_fixture_shows(&fixture, ours ? "Annas Büro" : "Berts Büro"));
        staff_fixture_close(&fixture);
    }
}

static void test_other_fields_are_merged_without_a_question(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    open_fixture(&fixture, "de", 24, 80);
    staff_fixture_type(&fixture, OFFER);
    change_as_bert(&fixture, id_of_sheet(&fixture), "cost", json_string("free"));
    staff_fixture_type(&fixture, "Ctrl+'a' 'Annas Büro' Ctrl+'s'");
    assert_string_equal(staff_fixture_top(&fixture), "record");
    assert_true(staff_fixture_shows(&fixture, "Gespeichert, zusammen mit dem"));
    staff_fixture_close(&fixture);
}

// ---- taking back --------------------------------------------------------------------------------------------------

static void test_a_change_is_taken_back_from_the_record(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    open_fixture(&fixture, "de", 24, 80);
    staff_fixture_type(&fixture, OFFER "Ctrl+'a' 'Anders' Ctrl+'s' F7");
    assert_true(staff_fixture_shows(&fixture, "23.11.2026 10:15 · anna · Formular"));
    assert_true(staff_fixture_shows(&fixture, "→ Anders"));
    staff_fixture_type(&fixture, "Enter Enter"); // no
    assert_true(staff_fixture_shows(&fixture, "→ Anders"));
    staff_fixture_type(&fixture, "Enter '2'");
    assert_true(staff_fixture_shows(&fixture, "1 Eintrag zurückgenommen."));
    assert_true(staff_fixture_shows(&fixture, "anna · Rücknahme"));
    staff_fixture_type(&fixture, "Esc");
    assert_string_equal(staff_fixture_top(&fixture), "record");
    assert_false(staff_fixture_shows(&fixture, "Anders"));
    assert_true(staff_fixture_shows(&fixture, "Integrationsbüro der Stadt"));
    staff_fixture_close(&fixture);
}

static void test_all_changes_are_found_and_taken_back(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    open_fixture(&fixture, "de", 24, 80);
    staff_fixture_type(&fixture, OFFER);
    change_as_bert(&fixture, id_of_sheet(&fixture), "name", json_string("Berts Büro"));
    open_page(&fixture, &screen_history);
    assert_string_equal(staff_fixture_top(&fixture), "history");
    assert_true(staff_fixture_shows(&fixture, "bert"));
    assert_true(staff_fixture_shows(&fixture, "Import"));
    staff_fixture_type(&fixture, "'person:bert field:name'");
    assert_true(staff_fixture_shows(&fixture, "Angebot: Berts Büro"));
    assert_false(staff_fixture_shows(&fixture, "Import"));
    staff_fixture_type(&fixture, "'x'");
    assert_false(staff_fixture_shows(&fixture, "Angebot: Berts Büro"));
    staff_fixture_type(&fixture, "Backspace Enter");
    assert_string_equal(staff_fixture_top(&fixture), "change");
    assert_true(staff_fixture_shows(&fixture, "→ Berts Büro"));
    staff_fixture_type(&fixture, "Enter '2'");
    assert_true(staff_fixture_shows(&fixture, "1 Eintrag zurückgenommen."));
    staff_fixture_type(&fixture, "Esc");
    assert_true(staff_fixture_shows(&fixture, "zurückgenommen: "));
    staff_fixture_close(&fixture);
}

static void test_what_is_removed_comes_back_from_the_bin(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    open_fixture(&fixture, "de", 24, 80);
    remove_something(&fixture);
    open_page(&fixture, &screen_removed);
    assert_string_equal(staff_fixture_top(&fixture), "removed");
    assert_true(staff_fixture_shows(&fixture, "Begriff: "));
    staff_fixture_type(&fixture, "Enter '2'");
    assert_true(staff_fixture_shows(&fixture, "Zurückgeholt."));
    assert_true(staff_fixture_shows(&fixture, "Der Papierkorb ist leer."));
    staff_fixture_close(&fixture);
}

// ---- still valid --------------------------------------------------------------------------------------------------

static void test_a_stamp_is_one_key_and_one_choice(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    struct verify_note *notes;
    size_t count;
    struct problem problem;
    open_fixture(&fixture, "de", 24, 80);
    staff_fixture_type(&fixture, OFFER "'x' F4 '1'");
    assert_true(staff_fixture_shows(&fixture, "Bitte erst speichern"));
    staff_fixture_type(&fixture, "Esc Backspace F4 '2'");
    assert_string_equal(staff_fixture_top(&fixture), "record");
    assert_true(staff_fixture_shows(&fixture, "Bestätigt: Die Angaben sind von heute."));
    assert_int_equal(verify_list(fixture.staff.editorial, id_of_sheet(&fixture), &fixture.arena, &notes, &count, &problem), STATUS_OK);
    assert_int_equal(count, 1);
    assert_string_equal(notes[0].method, "visit");
    assert_string_equal(notes[0].day, "2026-11-23");
    staff_fixture_type(&fixture, "F4");
    assert_true(staff_fixture_shows(&fixture, "zuletzt am 2026-11-23, anna"));
    staff_fixture_type(&fixture, "Esc Ctrl+'a' 'Neuer Name' Ctrl+'s'"); // the stamp is no conflict with one's own
    assert_true(staff_fixture_shows(&fixture, "Gespeichert."));
    staff_fixture_close(&fixture);
}

// ---- roles --------------------------------------------------------------------------------------------------------

static void test_who_may_only_read_changes_nothing(void **state)
{
    (void)state;
    static const struct rights nobody = {.name = "anna"};
    struct staff_fixture fixture;
    open_fixture(&fixture, "de", 24, 80);
    fixture.staff.rights = &nobody;
    staff_fixture_type(&fixture, OFFER "Ctrl+'a' 'Anders' Ctrl+'s'");
    assert_true(staff_fixture_shows(&fixture, "Nicht gespeichert: Das dürfen Sie nicht ändern."));
    staff_fixture_type(&fixture, "Esc '3'"); // the digit is the answer, and is not written into the filter below
    assert_false(staff_fixture_shows(&fixture, "integrationsbüro der3"));
    staff_fixture_type(&fixture, "Enter F4 '1'");
    assert_true(staff_fixture_shows(&fixture, "Nicht getan: Das dürfen Sie nicht."));
    change_as_bert(&fixture, id_of_sheet(&fixture), "cost", json_string("free"));
    staff_fixture_type(&fixture, "Esc F7 Enter '2'");
    assert_true(staff_fixture_shows(&fixture, "Das dürfen Sie nicht."));
    staff_fixture_close(&fixture);
}

static void test_who_is_here_is_told(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    struct lease *other;
    struct problem problem;
    open_fixture(&fixture, "de", 24, 80);
    staff_fixture_type(&fixture, OFFER);
    const char *id = id_of_sheet(&fixture);
    assert_int_equal(lease_take(fixture.staff.editorial, &bert, id, "uk", false, &fixture.arena, &other, &problem), STATUS_OK);
    fixture.staff.now = bert.now;
    open_page(&fixture, &screen_people);
    assert_string_equal(staff_fixture_top(&fixture), "people");
    assert_true(staff_fixture_shows(&fixture, "bert"));
    assert_true(staff_fixture_shows(&fixture, "(Ukrainisch)"));
    assert_true(staff_fixture_shows(&fixture, "Es ist niemand eingetragen."));
    staff_fixture_close(&fixture);
}

// What somebody else wrote meanwhile is seen before it goes; what is in the way has a name.
static void test_who_deletes_sees_first_what_others_wrote(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 33, 120);
    staff_fixture_type(&fixture, "F9 '6' 'integrationsbüro der' Enter");
    const char *id = arena_copy_text(&fixture.arena, stack_top(&fixture.loop.stack)->argument.id);
    change_as_bert(&fixture, id, "cost", json_string("paid"));
    staff_fixture_type(&fixture, "F8 End Enter Right Enter");
    assert_string_equal(staff_fixture_top(&fixture), "record");
    assert_true(staff_fixture_shows(&fixture, "Nicht getan: Jemand hat es inzwischen geändert."));
    staff_fixture_type(&fixture, "F8 End Enter Right Enter");
    assert_true(staff_fixture_shows(&fixture, "Es wird noch gebraucht von Schritt: "));
    staff_fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages_are_golden),
        cmocka_unit_test(test_every_door_role_and_method_has_a_name),
        cmocka_unit_test(test_what_was_chosen_is_shown_when_it_cannot_be_saved),
        cmocka_unit_test(test_both_keep_their_words_until_one_is_chosen),
        cmocka_unit_test(test_other_fields_are_merged_without_a_question),
        cmocka_unit_test(test_a_change_is_taken_back_from_the_record),
        cmocka_unit_test(test_all_changes_are_found_and_taken_back),
        cmocka_unit_test(test_what_is_removed_comes_back_from_the_bin),
        cmocka_unit_test(test_a_stamp_is_one_key_and_one_choice),
        cmocka_unit_test(test_who_may_only_read_changes_nothing),
        cmocka_unit_test(test_who_is_here_is_told),
        cmocka_unit_test(test_who_deletes_sees_first_what_others_wrote),
    };
    return cmocka_run_group_tests_name("staff/history", tests, NULL, NULL);
}
