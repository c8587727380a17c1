// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Translating: how its pages are seen, and a morning of two translators.
#include "tests/support/staff_fixture.h"
#include "core/translation/apply.h"
#include "core/translation/pair.h"
#include "tui/staff/screens.h"
#include "tui/staff/translate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

#include <string.h>

static void open_page(struct staff_fixture *fixture, const struct screen *screen, const char *text)
{
    struct page_argument argument = {.id = ""};
    memccpy(argument.id, text, '\0', sizeof argument.id - 1);
    loop_open(&fixture->loop, screen, &argument);
    virtual_terminal_run(fixture->terminal, &fixture->loop);
}

static const char *id_of(struct staff_fixture *fixture, const char *slug)
{
    sqlite3_stmt *row;
    assert_int_equal(sqlite3_prepare_v2(fixture->staff.editorial, "SELECT id FROM thing WHERE kind = 'offer' AND slug = ?", -1, &row, NULL), SQLITE_OK);
    sqlite3_bind_text(row, 1, slug, -1, SQLITE_STATIC);
    assert_int_equal(sqlite3_step(row), SQLITE_ROW);
    const char *id = arena_copy_text(&fixture->arena, (const char *)sqlite3_column_text(row, 0));
    sqlite3_finalize(row);
    return id;
}

// Opens the page of a thing's texts in a language.
static void open_thing(struct staff_fixture *fixture, const char *tag, const char *slug)
{
    open_page(fixture, &screen_translate,
              translate_argument(&fixture->arena, language_by_tag(tag), TRANSLATE_THING, id_of(fixture, slug)));
}

// Gives the German summary of an offer other words, as an author does.
static void change_german(struct staff_fixture *fixture, const char *slug, const char *words)
{
    struct sheet sheet;
    struct sheet_outcome outcome;
    enum sheet_result result;
    struct problem problem;
    const struct change_author author = {.name = "bert", .reason = "", .now = fixture->staff.now};
    assert_int_equal(sheet_open(&sheet, fixture->staff.editorial, id_of(fixture, slug), &problem), STATUS_OK);
    sheet_set_words(&sheet, "de", "summary", words);
    assert_int_equal(sheet_save(&sheet, fixture->staff.editorial, &author, &result, &outcome, &problem), STATUS_OK);
    assert_int_equal(result, SHEET_SAVED);
    sheet_close(&sheet);
}

static struct translation_pair pair_of(struct staff_fixture *fixture, const char *tag, const char *slug, const char *field)
{
    struct translation_pair pair;
    struct problem problem;
    assert_int_equal(translation_pair_read(fixture->staff.editorial, &fixture->arena, id_of(fixture, slug), field,
                                           language_by_tag(tag), &pair, &problem), STATUS_OK);
    return pair;
}

static const char *ask(struct staff_fixture *fixture, const char *sql)
{
    sqlite3_stmt *row;
    assert_int_equal(sqlite3_prepare_v2(fixture->staff.editorial, sql, -1, &row, NULL), SQLITE_OK);
    const char *text = sqlite3_step(row) == SQLITE_ROW ? arena_copy_text(&fixture->arena, (const char *)sqlite3_column_text(row, 0)) : "";
    sqlite3_finalize(row);
    return text;
}

static const char office[] = "integrationsbuero", festival[] = "afro-festival";

// ---- how it is seen -----------------------------------------------------------------------------------------------

static const struct {
    const char *tag, *name, *script;
} views[] = {
    {"ar", "translate", ""}, {"uk", "translate", ""}, {"ti", "translate", ""}, {"en", "translate", ""},
    {"uk", "translate-wrong", "Ctrl+'a' 'Телефонуйте 110.'"},
};

static const struct {
    int rows, columns;
} sizes[] = {{24, 80}, {33, 120}};

static void test_pages_are_golden(void **state)
{
    (void)state;
    static const char *const tags[] = {"de", "en"};
    int differences = 0;
    for (size_t t = 0; t < 2; t++)
        for (size_t s = 0; s < 2; s++) {
            struct staff_fixture fixture;
            staff_fixture_open(&fixture, "anna", tags[t], sizes[s].rows, sizes[s].columns);
            open_page(&fixture, &screen_translated_languages, "");
            differences += staff_fixture_differs(&fixture, "languages");
            staff_fixture_type(&fixture, "'5'");
            differences += staff_fixture_differs(&fixture, "translations");
            for (size_t v = 0; v < sizeof views / sizeof *views; v++) {
                if (v == 0)
                    change_german(&fixture, office, "Das Integrationsbüro ist die erste Anlaufstelle der Stadt für Fragen zur Integration. Sie sind neu in Dessau-Roßlau? Rufen Sie 112 an.");
                open_thing(&fixture, views[v].tag, office);
                staff_fixture_type(&fixture, views[v].script);
                differences += staff_fixture_differs(&fixture, arena_format(&fixture.arena, "%s-%s", views[v].name, views[v].tag));
            }
            staff_fixture_close(&fixture);
        }
    assert_int_equal(differences, 0);
}

// ---- what happens -------------------------------------------------------------------------------------------------

static void test_words_are_saved_and_the_next_text_comes(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    open_thing(&fixture, "uk", office);
    staff_fixture_type(&fixture, "Ctrl+'a' 'Бюро допомагає.' Ctrl+'s'");
    assert_true(staff_fixture_shows(&fixture, "Gespeichert."));
    struct translation_pair pair = pair_of(&fixture, "uk", office, "summary");
    assert_string_equal(pair.own, "Бюро допомагає.");
    assert_string_equal(pair.origin, "human");
    assert_int_equal(pair.state, TRANSLATION_CURRENT);
    assert_true(staff_fixture_shows(&fixture, "Was der Name bedeutet")); // the next text of the same offer
    assert_string_equal(ask(&fixture, "SELECT author || door FROM change ORDER BY number DESC LIMIT 1"), "annatranslation");
    assert_string_equal(ask(&fixture, "SELECT count(*) FROM lease"), "1");
    staff_fixture_type(&fixture, "F7");
    assert_true(staff_fixture_shows(&fixture, "Бюро допомагає."));
    staff_fixture_type(&fixture, "Esc");
    assert_string_equal(ask(&fixture, "SELECT count(*) FROM lease"), "0");
    staff_fixture_close(&fixture);
}

static void test_stamps_need_one_key(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    open_thing(&fixture, "uk", office);
    staff_fixture_type(&fixture, "F5"); // not outdated
    assert_true(staff_fixture_shows(&fixture, "gehört schon zum deutschen Text von heute"));
    staff_fixture_type(&fixture, "F4 Esc");
    struct translation_pair pair = pair_of(&fixture, "uk", office, "summary");
    assert_string_equal(pair.reviewed_on, "2026-11-23");
    assert_string_equal(pair.origin, "machine");
    assert_int_equal(pair.state, TRANSLATION_CURRENT);
    change_german(&fixture, office, "Das Integrationsbüro der Stadt hilft Ihnen.");
    assert_int_equal(pair_of(&fixture, "uk", office, "summary").state, TRANSLATION_OUTDATED);
    open_thing(&fixture, "uk", office);
    assert_true(staff_fixture_shows(&fixture, "Seit der Übersetzung geändert. Entfallen: "));
    staff_fixture_type(&fixture, "F5");
    pair = pair_of(&fixture, "uk", office, "summary");
    assert_int_equal(pair.state, TRANSLATION_CURRENT);
    assert_string_equal(pair.reviewed_on, "2026-11-23");
    assert_string_equal(ask(&fixture, "SELECT reason FROM change ORDER BY number DESC LIMIT 1"), "Sinn unverändert");
    staff_fixture_close(&fixture);
}

// Others see in the next pause who translates; who does is in nobody's way who changes facts or German words, and in no other language's.
static void test_only_the_language_is_held(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    static const char leases[] = "SELECT group_concat(scope || ' ' || until, ', ') FROM lease";
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    open_thing(&fixture, "uk", office);
    assert_string_equal(ask(&fixture, leases), "uk 2026-11-23T09:25:00Z");
    for (int minute = 16; minute < 18; minute++) {
        fake_clock_advance(&fixture.ticks, 58000);
        loop_turn(&fixture.loop);
        clock_pin(&fixture.clock, (struct local_time){2026, 11, 23, 10, minute, 0});
        staff_fixture_type(&fixture, "'x'");
        assert_string_equal(ask(&fixture, leases), arena_format(&fixture.arena, "uk 2026-11-23T09:%d:00Z", minute + 9)); // no key writes
        fake_clock_advance(&fixture.ticks, 2000);
        loop_turn(&fixture.loop);
        loop_turn(&fixture.loop);
        assert_string_equal(ask(&fixture, leases), arena_format(&fixture.arena, "uk 2026-11-23T09:%d:00Z", minute + 10));
    }
    staff_fixture_type(&fixture, "F8");
    fake_clock_advance(&fixture.ticks, 2000);
    loop_turn(&fixture.loop);
    loop_turn(&fixture.loop);
    assert_string_equal(ask(&fixture, leases), "uk 2026-11-23T09:27:00Z"); // of the next text of the same offer
    staff_fixture_close(&fixture);
}

// What was typed is there again after the program ended without a word, and after other texts of the same thing were saved.
static void test_typed_words_are_not_lost(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    open_thing(&fixture, "uk", office);
    staff_fixture_type(&fixture, "Ctrl+'a' 'Недописане' F8"); // to the next text without saving
    staff_fixture_type(&fixture, "Ctrl+'a' 'Назва' Ctrl+'s' Esc");
    assert_string_equal(pair_of(&fixture, "uk", office, "gloss").own, "Назва");
    open_thing(&fixture, "uk", office);
    staff_fixture_type(&fixture, "'.' Left");
    staff_keep_drafts(&fixture.staff);
    staff_fixture_restart(&fixture);
    assert_string_equal(staff_fixture_top(&fixture), "translate"); // where one was
    staff_fixture_type(&fixture, "'…'");
    assert_true(staff_fixture_shows(&fixture, "Недописане….")); // at the cursor
    staff_fixture_type(&fixture, "Esc");
    assert_true(staff_fixture_shows(&fixture, "Seite verlassen?"));
    staff_fixture_type(&fixture, "Tab Tab Enter"); // thrown away
    open_thing(&fixture, "uk", office);
    assert_false(staff_fixture_shows(&fixture, "Недописане"));
    assert_string_not_equal(pair_of(&fixture, "uk", office, "summary").own, "Недописане");
    staff_fixture_close(&fixture);
}

// Somebody else's words, written without our looking.
static void write_as_bert(struct staff_fixture *fixture, const char *tag, const char *field, const char *words)
{
    const struct change_author bert = {.name = "bert", .reason = "", .now = fixture->staff.now, .session = "b"};
    const struct translation_pair pair = pair_of(fixture, tag, office, field);
    const struct translation_item item = {.thing = id_of(fixture, office), .field = field, .language = tag,
                                          .source_hash = pair.german_hash, .seen = pair.own, .text = words};
    struct translation_outcome outcome;
    struct problem problem;
    assert_int_equal(sqlite3_exec(fixture->staff.editorial, "DELETE FROM lease", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(translation_apply(fixture->staff.editorial, &bert, "2026-11-23", &item, 1, &fixture->arena, &outcome, &problem),
                     STATUS_OK);
    assert_int_equal(outcome.result, TRANSLATION_APPLIED);
}

// A draft is of the thing as it was then. What it only repeats is not what the reader wrote.
static void test_an_old_draft_hides_no_words_of_others(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    open_thing(&fixture, "uk", office);
    staff_fixture_type(&fixture, "F8 Ctrl+'a' 'Назва' F8 F7"); // the next text, not saved
    write_as_bert(&fixture, "uk", "summary", "Слова Берта.");
    staff_fixture_type(&fixture, "F7"); // back to the first
    assert_true(staff_fixture_shows(&fixture, "Слова Берта."));
    staff_fixture_type(&fixture, "Ctrl+'s'");
    assert_string_equal(pair_of(&fixture, "uk", office, "summary").own, "Слова Берта.");
    assert_true(staff_fixture_shows(&fixture, "Назва"));
    staff_fixture_close(&fixture);
}

// Words typed and not saved come back beside those that others wrote since, and are not put over them without a word.
static void test_an_old_draft_tells_what_is_there_now(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    open_thing(&fixture, "uk", office);
    staff_fixture_type(&fixture, "Ctrl+'a' 'Моє.' F8");
    write_as_bert(&fixture, "uk", "summary", "Слова Берта.");
    staff_fixture_type(&fixture, "F7");
    assert_true(staff_fixture_shows(&fixture, "Моє."));
    assert_true(staff_fixture_shows(&fixture, "Слова Берта."));
    staff_fixture_close(&fixture);
}

static void test_a_text_that_was_removed_meanwhile_is_not_quoted(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    open_thing(&fixture, "uk", office);
    staff_fixture_type(&fixture, "Ctrl+'a' 'Моє.' F8");
    assert_int_equal(sqlite3_exec(fixture.staff.editorial, "DELETE FROM text WHERE language = 'uk' AND field = 'summary'", NULL, NULL, NULL),
                     SQLITE_OK);
    staff_fixture_type(&fixture, "F7");
    assert_true(staff_fixture_shows(&fixture, "Inzwischen ist der Text gelöscht."));
    staff_fixture_type(&fixture, "Ctrl+'s'");
    assert_string_equal(pair_of(&fixture, "uk", office, "summary").own, "Моє.");
    staff_fixture_close(&fixture);
}

// What is still in the draft of a thing when one of its texts is saved meets what others wrote when it is saved itself.
static void test_an_old_draft_is_asked_about_after_a_text_was_saved(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    open_thing(&fixture, "uk", office);
    staff_fixture_type(&fixture, "F8 Ctrl+'a' 'Назва' F8 F7");
    write_as_bert(&fixture, "uk", "gloss", "Назва Берта");
    staff_fixture_type(&fixture, "F7 Ctrl+'a' 'Бюро допомагає.' Ctrl+'s' Esc Esc");
    assert_string_equal(pair_of(&fixture, "uk", office, "summary").own, "Бюро допомагає.");
    open_page(&fixture, &screen_record, id_of(&fixture, office));
    staff_fixture_type(&fixture, "Ctrl+'s'");
    assert_string_equal(staff_fixture_top(&fixture), "conflict");
    assert_string_equal(pair_of(&fixture, "uk", office, "gloss").own, "Назва Берта");
    staff_fixture_type(&fixture, "'1'");
    assert_string_equal(pair_of(&fixture, "uk", office, "gloss").own, "Назва");
    assert_string_equal(pair_of(&fixture, "uk", office, "summary").own, "Бюро допомагає.");
    staff_fixture_close(&fixture);
}

static void remove_thing(struct staff_fixture *fixture, const char *id)
{
    const struct change_author author = {.name = "anna", .reason = "", .now = fixture->staff.now};
    struct change_outcome outcome;
    struct change *change;
    struct problem problem;
    json_t *record;
    int64_t revision;
    assert_int_equal(records_read_one(fixture->staff.editorial, id, &record, &revision, &problem), STATUS_OK);
    json_decref(record);
    assert_int_equal(change_begin(&change, fixture->staff.editorial, &author, &problem), STATUS_OK);
    assert_int_equal(change_remove(change, id, revision, &outcome, &problem), STATUS_OK);
    assert_int_equal(outcome.result, CHANGE_DONE);
    assert_int_equal(change_commit(&change, &problem), STATUS_OK);
}

// What was removed while somebody translated it: his words are shown, and are there when it comes back.
static void test_words_of_what_was_removed_are_not_lost(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    const char *id = id_of(&fixture, festival);
    open_thing(&fixture, "uk", festival);
    staff_fixture_type(&fixture, "Ctrl+'a' 'Мої слова'");
    staff_keep_drafts(&fixture.staff);
    remove_thing(&fixture, id);
    for (int start = 0; start < 2; start++) {
        staff_fixture_restart(&fixture);
        assert_string_equal(staff_fixture_top(&fixture), "translate");
        assert_true(staff_fixture_shows(&fixture, "wurde gelöscht"));
        assert_true(staff_fixture_shows(&fixture, "Мої слова"));
        staff_fixture_type(&fixture, "Enter"); // keeps them
        assert_string_equal(staff_fixture_top(&fixture), "work");
    }
    staff_fixture_restart(&fixture);
    staff_fixture_type(&fixture, "Right Enter");
    staff_fixture_restart(&fixture);
    assert_string_equal(staff_fixture_top(&fixture), "work");
    staff_fixture_close(&fixture);
}

static void test_two_translators(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    struct lease *other;
    struct problem problem;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    const struct change_author bert = {.name = "bert", .reason = "", .now = fixture.staff.now, .session = "b"};
    assert_int_equal(lease_take(fixture.staff.editorial, &bert, id_of(&fixture, office), "uk", false, &fixture.arena, &other, &problem),
                     STATUS_OK);
    open_thing(&fixture, "uk", office);
    assert_true(staff_fixture_shows(&fixture, "bert arbeitet gerade daran"));
    staff_fixture_type(&fixture, "Esc");
    // Somebody else writes the same text while ours is open.
    open_thing(&fixture, "ru", office);
    struct translation_pair pair = pair_of(&fixture, "ru", office, "summary");
    const struct translation_item item = {.thing = id_of(&fixture, office), .field = "summary", .language = "ru",
                                          .source_hash = pair.german_hash, .seen = pair.own, .text = "Другое."};
    struct translation_outcome outcome;
    assert_int_equal(sqlite3_exec(fixture.staff.editorial, "DELETE FROM lease", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(translation_apply(fixture.staff.editorial, &bert, "2026-11-23", &item, 1, &fixture.arena, &outcome, &problem), STATUS_OK);
    assert_int_equal(outcome.result, TRANSLATION_APPLIED);
    staff_fixture_type(&fixture, "Ctrl+'a' 'Моё.' Ctrl+'s'");
    assert_true(staff_fixture_shows(&fixture, "Inzwischen steht da"));
    assert_string_equal(pair_of(&fixture, "ru", office, "summary").own, "Другое.");
    assert_true(staff_fixture_shows(&fixture, "Моё."));
    staff_fixture_type(&fixture, "Ctrl+'s'"); // now it was seen
    assert_string_equal(pair_of(&fixture, "ru", office, "summary").own, "Моё.");
    staff_fixture_close(&fixture);
}

static void test_only_the_named_languages(void **state)
{
    (void)state;
    static const char *const ukrainian[] = {"uk"};
    const struct rights translator = {"anna", 1u << RIGHTS_TRANSLATOR, ukrainian, 1}, nobody = {.name = "anna"};
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    fixture.staff.rights = &translator;
    open_page(&fixture, &screen_translated_languages, "");
    assert_true(staff_fixture_shows(&fixture, "Ukrainisch"));
    assert_false(staff_fixture_shows(&fixture, "Russisch"));
    open_thing(&fixture, "ru", office);
    assert_true(staff_fixture_shows(&fixture, "Für Sie ist keine Sprache eingetragen"));
    staff_fixture_type(&fixture, "Esc");
    open_thing(&fixture, "uk", office);
    staff_fixture_type(&fixture, "Ctrl+'a' 'Бюро.' F4");
    assert_string_equal(pair_of(&fixture, "uk", office, "summary").reviewed_on, "2026-11-23");
    fixture.staff.rights = &nobody;
    open_page(&fixture, &screen_translated_languages, "");
    assert_true(staff_fixture_shows(&fixture, "Für Sie ist keine Sprache eingetragen"));
    fixture.staff.rights = NULL;
    staff_fixture_close(&fixture);
}

// On the smallest screen, the one of the two that the keys are in.
static void test_the_smallest_screen(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 12, 40);
    open_thing(&fixture, "en", office);
    assert_false(staff_fixture_shows(&fixture, "zentrale"));
    assert_true(staff_fixture_shows(&fixture, "Ask here."));
    staff_fixture_type(&fixture, "Tab");
    assert_true(staff_fixture_shows(&fixture, "zentrale"));
    staff_fixture_type(&fixture, "'x' Enter Delete"); // the German text is not written here
    assert_true(staff_fixture_shows(&fixture, "zentrale"));
    staff_fixture_type(&fixture, "Tab Esc");
    assert_string_equal(staff_fixture_top(&fixture), "work");
    staff_fixture_close(&fixture);
}

// Wrong arguments, an empty text, an end of the queue, keys that mean nothing there.
static void test_nothing_odd_breaks_it(void **state)
{
    (void)state;
    static const char *const arguments[] = {"", "xx", "99", "04", "04z", "04s9", "04knothing", "04a00000000-0000-4000-8000-000000000001",
                                            "04tnone"};
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    for (size_t i = 0; i < sizeof arguments / sizeof *arguments; i++) {
        open_page(&fixture, &screen_translate, arguments[i]);
        staff_fixture_type(&fixture, "F7 F5 Tab Down Tab Enter Esc");
        if (strcmp(staff_fixture_top(&fixture), "translate") == 0)
            staff_fixture_type(&fixture, "Tab Tab Enter");
    }
    open_page(&fixture, &screen_translate,
              translate_argument(&fixture.arena, language_by_tag("uk"), TRANSLATE_KIND, "event")); // there are none
    assert_true(staff_fixture_shows(&fixture, "Hier ist nichts mehr zu tun"));
    staff_fixture_type(&fixture, "Ctrl+'s' F4 F8 'a' Esc");
    open_thing(&fixture, "uk", office);
    staff_fixture_type(&fixture, "Ctrl+'a' Delete Ctrl+'s'");
    assert_true(staff_fixture_shows(&fixture, "Es steht noch nichts da."));
    staff_fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages_are_golden),
        cmocka_unit_test(test_words_are_saved_and_the_next_text_comes),
        cmocka_unit_test(test_stamps_need_one_key),
        cmocka_unit_test(test_only_the_language_is_held),
        cmocka_unit_test(test_typed_words_are_not_lost),
        cmocka_unit_test(test_an_old_draft_hides_no_words_of_others),
        cmocka_unit_test(test_an_old_draft_tells_what_is_there_now),
        cmocka_unit_test(test_a_text_that_was_removed_meanwhile_is_not_quoted),
        cmocka_unit_test(test_an_old_draft_is_asked_about_after_a_text_was_saved),
        cmocka_unit_test(test_words_of_what_was_removed_are_not_lost),
        cmocka_unit_test(test_two_translators),
        cmocka_unit_test(test_only_the_named_languages),
        cmocka_unit_test(test_the_smallest_screen),
        cmocka_unit_test(test_nothing_odd_breaks_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
