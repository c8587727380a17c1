// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The page of one text as it is seen, with a dictionary that the test writes; and what somebody does on it.
#include "core/base/sys.h"
#include "core/desk/word_list.h"
#include "tests/support/golden.h"
#include "tests/support/staff_fixture.h"
#include "tui/staff/screens.h"
#include "tui/staff/text_page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char dictionaries[] = "/tmp/kompass-dictionaries-XXXXXX";
static const char offer[] = "integrationsbuero";

static void write_dictionary(const char *name, const char *bytes)
{
    struct problem problem;
    struct arena arena = {0};
    const char *path = arena_format(&arena, "%s/%s", dictionaries, name);
    assert_int_equal(sys_write_file(path, bytes, strlen(bytes), 0600, &problem), STATUS_OK);
    arena_free(&arena);
}

static int make_dictionaries(void **state)
{
    (void)state;
    assert_non_null(mkdtemp(dictionaries));
    write_dictionary("de_DE.aff", "SET UTF-8\nTRY esianrtolcdugmphbyfvkwäüöß\n");
    write_dictionary("de_DE.dic", "16\nDer\nAntrag\nwird\nhier\ngeprüft\nBitte\nkommen\nSie\nmit\ndem\nAmt\nund\nbis\nheute\nin\nDas\n");
    write_dictionary("uk_UA.aff", "SET UTF-8\nTRY оаиі\n");
    write_dictionary("uk_UA.dic", "3\nце\nваша\nзаява\n");
    write_dictionary("ar_EG.aff", "SET UTF-8\n");
    write_dictionary("ar_EG.dic", "3\nمكتب\nالعمل\nفي\n");
    return 0;
}

static int remove_dictionaries(void **state)
{
    (void)state;
    struct arena arena = {0};
    char **names;
    size_t count;
    struct problem problem;
    sys_list_folder(&arena, dictionaries, "", &names, &count, &problem);
    for (size_t i = 0; i < count; i++)
        unlink(arena_format(&arena, "%s/%s", dictionaries, names[i]));
    arena_free(&arena);
    return rmdir(dictionaries);
}

static struct page_argument id_of(struct staff_fixture *fixture, const char *slug)
{
    struct page_argument argument = {0};
    sqlite3_stmt *row;
    assert_int_equal(sqlite3_prepare_v2(fixture->staff.editorial, "SELECT id FROM thing WHERE slug = ? AND kind IN ('offer', 'article')", -1, &row, NULL), SQLITE_OK);
    sqlite3_bind_text(row, 1, slug, -1, SQLITE_STATIC);
    if (sqlite3_step(row) != SQLITE_ROW)
        fail_msg("there is no %s", slug);
    snprintf(argument.id, sizeof argument.id, "%s", (const char *)sqlite3_column_text(row, 0));
    sqlite3_finalize(row);
    return argument;
}

// Everything that the dictionary has to say is said.
static void settle(struct staff_fixture *fixture)
{
    for (int round = 0; round < 3; round++) { // what it answers may be asked about again
        spelling_wait(fixture->staff.spelling);
        loop_update(&fixture->loop);
        virtual_terminal_run(fixture->terminal, &fixture->loop);
    }
}

static bool type(struct staff_fixture *fixture, const char *script)
{
    bool goes_on = staff_fixture_type(fixture, script);
    settle(fixture);
    return goes_on;
}

// Opens the text of a thing, with `words` in place of what was there, unless it is NULL.
static void open_text(struct staff_fixture *fixture, const char *slug, const char *path, const char *words, int rows, int columns)
{
    struct problem problem;
    staff_fixture_open(fixture, "anna", "de", rows, columns);
    assert_int_equal(spelling_start(&fixture->staff.spelling, dictionaries, &problem), STATUS_OK);
    struct page_argument thing = id_of(fixture, slug), argument = {0};
    loop_open(&fixture->loop, &screen_record, &thing);
    virtual_terminal_run(fixture->terminal, &fixture->loop);
    const char *tag = path + strlen("texts.");
    const char *field = strchr(tag, '.') + 1;
    const char *language = arena_copy(&fixture->arena, tag, (size_t)(field - 1 - tag));
    if (words != NULL)
        sheet_set_words(fixture->staff.sheet, language, field, words);
    snprintf(argument.id, sizeof argument.id, "%s", path);
    loop_open(&fixture->loop, &screen_text, &argument);
    virtual_terminal_run(fixture->terminal, &fixture->loop);
    settle(fixture);
}

static const char *words(const struct staff_fixture *fixture, const char *tag, const char *field)
{
    const char *text = sheet_words(fixture->staff.sheet, tag, field);
    return text == NULL ? "" : text;
}

static const struct {
    const char *name, *slug, *path, *words, *script;
} pages[] = {
    {"de", offer, "texts.de.summary", "Der Antrag wird hier gepruft. Bitte kommen Sie mit dem Antrak bis heute in das Amt.", "F2*2"},
    {"de-find", offer, "texts.de.summary", "Der Antrag wird hier geprüft. Bitte kommen Sie mit dem Antrag.", "F3 'antrag' F3"},
    {"de-suggest", offer, "texts.de.summary", "Bitte kommen Sie mit dem Antrak.", "F4"},
    {"de-long", offer, "texts.de.description", NULL, "End"},
    {"ar", offer, "texts.ar.summary", "مكتب العمل في Dessau 0340 204-2901 مدينه", "End Shift+Right*9"},
    {"uk", offer, "texts.uk.summary", "Це ваша заявва до Jobcenter, 12:30.", "F2"},
    {"ti", offer, "texts.ti.summary", NULL, "Ctrl+End"},
    {"glossary", offer, "texts.uk.summary", "Це ваша заява.", "F6"},
    {"body", "day-care-explained", "texts.de.body", "# Der Antrag\n*Bitte kommen Sie\n* mit \u200Bdem Amt", "F2"},
};

static const struct {
    int rows, columns;
} sizes[] = {{24, 80}, {33, 120}};

static void test_pages_are_golden(void **state)
{
    (void)state;
    int differences = 0;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
            struct staff_fixture fixture;
            open_text(&fixture, pages[i].slug, pages[i].path, pages[i].words, sizes[s].rows, sizes[s].columns);
            type(&fixture, pages[i].script);
            const char *file = arena_format(&fixture.arena, "staff-text-%s.%dx%d", pages[i].name, sizes[s].columns, sizes[s].rows);
            differences += golden_differs(file, staff_fixture_text(&fixture));
            staff_fixture_close(&fixture);
        }
    assert_int_equal(differences, 0);
}

static void test_writes_into_the_record(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    open_text(&fixture, offer, "texts.de.summary", "Das Amt.", 24, 80);
    type(&fixture, "Ctrl+End ' Bitte' Enter"); // a text of one line has no ends of lines
    assert_string_equal(words(&fixture, "de", "summary"), "Das Amt. Bitte");
    type(&fixture, "Paste' mit\ndem'");
    assert_string_equal(words(&fixture, "de", "summary"), "Das Amt. Bitte mit dem");
    type(&fixture, "Ctrl+'s'");
    assert_true(staff_fixture_shows(&fixture, "espeichert"));
    assert_false(sheet_changed(fixture.staff.sheet));
    type(&fixture, "Ctrl+'z'*3"); // also what was saved can be taken back
    assert_string_equal(words(&fixture, "de", "summary"), "Das Amt.");
    type(&fixture, "Ctrl+'y'*2 Ctrl+'a' Ctrl+'x'");
    assert_string_equal(words(&fixture, "de", "summary"), "");
    type(&fixture, "Ctrl+'v' Ctrl+'v' Esc");
    assert_string_equal(words(&fixture, "de", "summary"), "Das Amt. BitteDas Amt. Bitte");
    assert_string_equal(staff_fixture_top(&fixture), "record");
    assert_string_equal(fixture.loop.clipboard.text, "Das Amt. Bitte");
    loop_reset(&fixture.loop);
    assert_null(fixture.loop.clipboard.text);
    staff_fixture_close(&fixture);
}

// Tabulates to a field of the form.
static void go_to(struct staff_fixture *fixture, const char *path)
{
    for (int i = 0; i < 60; i++) {
        const char *focus = fixture->staff.sheet->focus;
        if (focus != NULL && strcmp(focus, path) == 0)
            return;
        staff_fixture_type(fixture, "Tab");
    }
    fail_msg("there is no field %s", path);
}

static void test_the_form_opens_it(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    staff_fixture_open(&fixture, "anna", "de", 24, 80);
    struct page_argument thing = id_of(&fixture, offer);
    loop_open(&fixture.loop, &screen_record, &thing);
    staff_fixture_type(&fixture, "F2"); // a name is no text in languages
    assert_string_equal(staff_fixture_top(&fixture), "record");
    go_to(&fixture, "texts.de.summary");
    staff_fixture_type(&fixture, "F2 Ctrl+'a' 'Neu'");
    assert_string_equal(staff_fixture_top(&fixture), "text");
    assert_string_equal(words(&fixture, "de", "summary"), "Neu");
    staff_fixture_type(&fixture, "Esc");
    assert_true(staff_fixture_shows(&fixture, "Neu"));
    go_to(&fixture, "texts.de.description");
    staff_fixture_type(&fixture, "F2 'x' Enter 'y' Esc");
    assert_string_equal(words(&fixture, "de", "description"), "x\ny");
    thing = id_of(&fixture, "day-care-explained");
    loop_open(&fixture.loop, &screen_record, &thing);
    const char *before = arena_copy_text(&fixture.arena, words(&fixture, "de", "body"));
    go_to(&fixture, "texts.de.body");
    staff_fixture_type(&fixture, "Backspace"); // a body is only written there: a key does not take it away
    assert_string_equal(staff_fixture_top(&fixture), "text");
    assert_string_equal(words(&fixture, "de", "body"), before);
    staff_fixture_type(&fixture, "Ctrl+End Enter '* Neu' Esc");
    assert_non_null(strstr(words(&fixture, "de", "body"), "\n* Neu"));
    staff_fixture_close(&fixture);
}

static void test_suggestions_and_kept_words(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    const char *kept;
    struct problem problem;
    open_text(&fixture, offer, "texts.de.summary", "Der Antrak und das Qwertz. Das Qwertz.", 24, 80);
    type(&fixture, "F4");
    assert_true(staff_fixture_shows(&fixture, "1 Antrag"));
    type(&fixture, "'1'");
    assert_string_equal(words(&fixture, "de", "summary"), "Der Antrag und das Qwertz. Das Qwertz.");
    type(&fixture, "Ctrl+'z'");
    assert_string_equal(words(&fixture, "de", "summary"), "Der Antrak und das Qwertz. Das Qwertz.");
    type(&fixture, "Ctrl+'y' F4"); // the next one
    assert_true(staff_fixture_shows(&fixture, "„Qwertz“ ist richtig: merken"));
    type(&fixture, "Esc 'x' Ctrl+'z' F8");
    assert_true(staff_fixture_shows(&fixture, "„Qwertz“ gilt jetzt als richtig."));
    assert_int_equal(word_list_read(&fixture.arena, fixture.staff.path, &kept, &problem), STATUS_OK);
    assert_string_equal(kept, "Qwertz\n");
    type(&fixture, "F4");
    assert_true(staff_fixture_shows(&fixture, "Alle Wörter sind bekannt."));
    staff_fixture_close(&fixture);
}

static void test_finds_words(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    open_text(&fixture, offer, "texts.de.summary", "Straße, STRASSE und Gasse", 24, 80);
    const struct edit *edit = NULL;
    size_t start, end;
    type(&fixture, "Ctrl+'f' 'strasse' Enter");
    edit = (const struct edit *)((const char *)stack_top(&fixture.loop.stack)->state + offsetof(struct text_page, editor));
    edit_selection(edit, &start, &end);
    assert_int_equal(start, strlen("Straße, "));
    type(&fixture, "F3"); // goes round
    edit_selection(edit, &start, &end);
    assert_int_equal(start, 0);
    type(&fixture, "Shift+F3");
    edit_selection(edit, &start, &end);
    assert_int_equal(start, strlen("Straße, "));
    type(&fixture, "'x'");
    assert_true(staff_fixture_shows(&fixture, "Nichts gefunden"));
    assert_string_equal(words(&fixture, "de", "summary"), "Straße, STRASSE und Gasse"); // what is looked for is not written there
    type(&fixture, "Esc 'y'");
    assert_string_equal(words(&fixture, "de", "summary"), "Straße, y und Gasse");
    staff_fixture_close(&fixture);
}

// Each is pasted, dropped or refused, and told.
static void test_bad_pastes(void **state)
{
    (void)state;
    static const struct {
        const char *script, *words, *told;
    } pastes[] = {
        {"Paste'a\u202Eb'", "ab", "1 Zeichen, das kein Text haben darf"},
        {"Paste'a\u2067b\u2069'", "a\u2067b\u2069", "U+2067: ein Zeichen, das niemand sieht"},
        {"Paste'a\x01" "b\x7F'", "ab", "2 Zeichen, die kein Text haben darf"},
        {"Paste'a\uFEFFb'", "a\uFEFFb", "U+FEFF"},
        {"Paste'\uFFFD'", "\uFFFD", "U+FFFD"},
    };
    for (size_t i = 0; i < sizeof pastes / sizeof *pastes; i++) {
        struct staff_fixture fixture;
        open_text(&fixture, offer, "texts.de.summary", "", 24, 80);
        type(&fixture, pastes[i].script);
        assert_string_equal(words(&fixture, "de", "summary"), pastes[i].words);
        if (!staff_fixture_shows(&fixture, pastes[i].told))
            type(&fixture, "Ctrl+Home F2");
        if (!staff_fixture_shows(&fixture, pastes[i].told)) {
            print_error("%s\n", staff_fixture_text(&fixture));
            fail_msg("%s is not told", pastes[i].told);
        }
        staff_fixture_close(&fixture);
    }
    struct staff_fixture fixture;
    open_text(&fixture, offer, "texts.de.summary", "Amt", 24, 80);
    char *huge = arena_allocate(&fixture.arena, 70000, 1);
    memset(huge, 'x', 65536);
    type(&fixture, arena_format(&fixture.arena, "Paste'%s'", huge)); // more than the field may have
    assert_string_equal(words(&fixture, "de", "summary"), "Amt");
    assert_true(staff_fixture_shows(&fixture, "kein Platz"));
    staff_fixture_close(&fixture);
}

static void test_what_was_typed_is_there_after_a_broken_connection(void **state)
{
    (void)state;
    struct staff_fixture fixture;
    open_text(&fixture, offer, "texts.uk.summary", "Це", 24, 80);
    type(&fixture, "End ' заява'");
    fake_clock_advance(&fixture.ticks, 5000);
    type(&fixture, "Left");
    staff_fixture_restart(&fixture);
    assert_string_equal(words(&fixture, "uk", "summary"), "Це заява");
    staff_fixture_close(&fixture);
}

static void test_without_speller_and_in_every_size(void **state)
{
    (void)state;
    for (int rows = 12; rows <= 36; rows += 6) {
        for (int columns = 40; columns <= 140; columns += 20) {
            struct staff_fixture fixture;
            open_text(&fixture, offer, "texts.de.summary", "Der Antrak wird gepruft", rows, columns);
            type(&fixture, "F6 F6 F6 F4 Down Up Esc F3 'a' Esc F2 F2 Ctrl+'a' 'x' Resize(12,40) F4 Resize(30,110) Esc");
            spelling_end(&fixture.staff.spelling);
            staff_fixture_type(&fixture, "Esc F2 'y' F4 F2 F8 Esc");
            staff_fixture_close(&fixture);
        }
    }
}

// What is promised beside the text about lists: no detail of a list is longer on the screens that are held.
static void test_lists_show_as_much_as_is_said(void **state)
{
    (void)state;
    const struct model_kind *model = model_kind(KIND_OFFER);
    int seen = model_seen_columns(KIND_OFFER, model_text_of(KIND_OFFER, model->detail));
    char line[600];
    int most = 0;
    const char *source = getenv("KOMPASS_SOURCE");
    struct arena arena = {0};
    FILE *screen = fopen(arena_format(&arena, "%s/tests/golden/topic.de.80x24.txt", source == NULL ? "." : source), "r");
    assert_non_null(screen);
    for (int row = 0; fgets(line, sizeof line, screen) != NULL; row++) {
        size_t length = strcspn(line, "\n");
        static const char *const bar[] = {"▲", "█", "│", "▼"}; // that may end it
        for (size_t i = 0; i < sizeof bar / sizeof *bar; i++)
            if (length > strlen(bar[i]) && memcmp(line + length - strlen(bar[i]), bar[i], strlen(bar[i])) == 0)
                length -= strlen(bar[i]);
        while (length > 0 && line[length - 1] == ' ')
            length--;
        line[length] = '\0';
        if (row < 3 || row > 21 || strncmp(line, "      ", 6) != 0) // not of the page
            continue;
        int columns = text_measure(line + 6);
        most = columns > most ? columns : most;
    }
    fclose(screen);
    arena_free(&arena);
    assert_in_range(most, seen - 8, seen);
    assert_int_equal(model_seen_columns(KIND_OFFER, model_text_of(KIND_OFFER, "description")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages_are_golden),
        cmocka_unit_test(test_writes_into_the_record),
        cmocka_unit_test(test_the_form_opens_it),
        cmocka_unit_test(test_suggestions_and_kept_words),
        cmocka_unit_test(test_finds_words),
        cmocka_unit_test(test_bad_pastes),
        cmocka_unit_test(test_what_was_typed_is_there_after_a_broken_connection),
        cmocka_unit_test(test_without_speller_and_in_every_size),
        cmocka_unit_test(test_lists_show_as_much_as_is_said),
    };
    return cmocka_run_group_tests(tests, make_dictionaries, remove_dictionaries);
}
