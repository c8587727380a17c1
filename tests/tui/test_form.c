// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A form of each kind of field: how one gets about in it, what it says is wrong, and what it knows of changes.
#include "tests/support/gallery_fixture.h"
#include "tests/support/slate.h"
#include "tui/kit/form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <string.h>
#include <unistr.h>

enum { NAME, KIND, FREE, FROM, HOURS, TEXT, FIELDS };

struct filling {
    struct gallery_fixture words; // whose messages it borrows
    struct slate slate;
    struct form form;
};

static const char *check_name(const struct form *form, size_t field, struct arena *arena)
{
    const char *name = form_text(form, field, 0);
    return strchr(name, '!') == NULL ? NULL : arena_format(arena, "Bitte „%s“ ohne Ausrufezeichen.", name);
}

static const char *const kinds[] = {"Beratung", "Kurs", NULL};
static const struct form_field fields[FIELDS] = {
    [NAME] = {.kind = FORM_TEXT, .label = "Name", .needed = true, .limits = {.bytes = 40, .characters = 20}, .check = check_name},
    [KIND] = {.kind = FORM_CHOICE, .label = "Art", .needed = true, .choices = kinds},
    [FREE] = {.kind = FORM_DECISION, .label = "Kostenlos"},
    [FROM] = {.kind = FORM_DATE, .label = "Ab"},
    [HOURS] = {.kind = FORM_ROWS, .label = "Zeiten", .limits = {.bytes = 40}, .rows_max = 3},
    [TEXT] = {.kind = FORM_LINES, .label = "Text", .limits = {.bytes = 400}, .rows = 3},
};

static void open_filling(struct filling *filling, int rows, int columns)
{
    *filling = (struct filling){0};
    gallery_fixture_open(&filling->words, "de", 24, 80);
    slate_open(&filling->slate, rows, columns, TEXT_LEFT_TO_RIGHT);
    filling->slate.view.program = &gallery_program;
    filling->slate.view.messages = filling->words.loop.view.messages;
    form_init(&filling->form, fields, FIELDS, filling);
    form_lay_out(&filling->form, &filling->slate.view, rows, columns);
}

static void close_filling(struct filling *filling)
{
    form_free(&filling->form);
    slate_close(&filling->slate);
    gallery_fixture_close(&filling->words);
}

static enum form_result act(struct filling *filling, struct input input)
{
    return form_act(&filling->form, &filling->slate.view, &input);
}

static enum form_result press(struct filling *filling, int action)
{
    return act(filling, (struct input){.action = action});
}

static void type(struct filling *filling, const char *text)
{
    const uint8_t *next = (const uint8_t *)text;
    ucs4_t character;
    while ((next = u8_next(&character, next)) != NULL)
        act(filling, (struct input){.action = ACTION_CHARACTER, .character = character});
}

static void paint(struct filling *filling)
{
    grid_clear(&filling->slate.grid);
    form_paint(&filling->form, &filling->slate.view, &filling->slate.canvas);
    slate_expect_whole(&filling->slate.grid);
}

static void expect_focus(const struct filling *filling, size_t field, size_t part)
{
    assert_int_equal(filling->form.focus, field);
    assert_int_equal(filling->form.part, part);
}

static void test_labels_stand_beside_or_above(void **state)
{
    (void)state;
    struct filling filling;
    open_filling(&filling, 15, 70);
    type(&filling, "Chor");
    paint(&filling);
    slate_expect(&filling.slate, (const char *const[]){
                                     "  * muss ausgefüllt sein",
                                     "▶ Name *     Chor",
                                     "  Art *      ○ Beratung  ○ Kurs",
                                     "  Kostenlos  ○ Ja  ○ Nein  ○ nicht bekannt",
                                     "  Ab",
                                     "  Zeiten     + Zeile hinzufügen",
                                     "  Text",
                                     NULL,
                                 });
    assert_int_equal(filling.slate.grid.cursor_row, 1);
    assert_int_equal(filling.slate.grid.cursor_column, 17);
    form_lay_out(&filling.form, &filling.slate.view, 15, 40);
    filling.slate.canvas.columns = 40;
    paint(&filling);
    slate_expect(&filling.slate, (const char *const[]){
                                     "  * muss ausgefüllt sein",
                                     "▶ Name *",
                                     "  Chor",
                                     "  Art *",
                                     "  ○ Beratung  ○ Kurs",
                                     "  Kostenlos",
                                     "  ○ Ja  ○ Nein  ○ nicht bekannt",
                                     "  Ab",
                                     "",
                                     "  Zeiten",
                                     "  + Zeile hinzufügen",
                                     "  Text",
                                     NULL,
                                 });
    close_filling(&filling);
}

static void test_goes_from_field_to_field(void **state)
{
    (void)state;
    struct filling filling;
    open_filling(&filling, 24, 80);
    for (size_t i = 0; i < FIELDS; i++) {
        expect_focus(&filling, i, 0);
        press(&filling, ACTION_NEXT_FIELD);
    }
    expect_focus(&filling, NAME, 0); // around
    press(&filling, ACTION_PREVIOUS_FIELD);
    expect_focus(&filling, TEXT, 0);
    type(&filling, "a\nb");
    press(&filling, ACTION_UP); // in the text,
    expect_focus(&filling, TEXT, 0);
    press(&filling, ACTION_UP); // and out of it
    expect_focus(&filling, HOURS, 0);
    press(&filling, ACTION_UP);
    expect_focus(&filling, FROM, 0);
    press(&filling, ACTION_OPEN);
    expect_focus(&filling, HOURS, 0);
    press(&filling, ACTION_FIRST);
    assert_int_equal(press(&filling, ACTION_PAGE_UP), FORM_MOVED);
    expect_focus(&filling, NAME, 0);
    assert_int_equal(press(&filling, ACTION_UP), FORM_IGNORED); // there is nothing above
    close_filling(&filling);
}

static void test_chooses(void **state)
{
    (void)state;
    struct filling filling;
    open_filling(&filling, 24, 80);
    press(&filling, ACTION_NEXT_FIELD);
    assert_int_equal(filling.form.values[KIND].choice, FORM_UNCHOSEN);
    assert_int_equal(press(&filling, ACTION_TO_END), FORM_CHANGED);
    assert_int_equal(filling.form.values[KIND].choice, 0);
    press(&filling, ACTION_TO_END);
    assert_int_equal(press(&filling, ACTION_TO_END), FORM_MOVED); // the last one
    assert_int_equal(filling.form.values[KIND].choice, 1);
    type(&filling, " ");
    assert_int_equal(filling.form.values[KIND].choice, 0);
    type(&filling, "2");
    assert_int_equal(filling.form.values[KIND].choice, 1);
    type(&filling, "3");
    type(&filling, "x");
    assert_int_equal(filling.form.values[KIND].choice, 1);
    press(&filling, ACTION_ERASE);
    assert_int_equal(filling.form.values[KIND].choice, FORM_UNCHOSEN);
    assert_false(form_changed(&filling.form));
    press(&filling, ACTION_NEXT_FIELD);
    type(&filling, "3");
    assert_int_equal(filling.form.values[FREE].choice, FORM_UNKNOWN);
    assert_true(form_field_changed(&filling.form, FREE));
    close_filling(&filling);
}

static void test_rows_come_and_go(void **state)
{
    (void)state;
    struct filling filling;
    open_filling(&filling, 24, 80);
    form_set_text(&filling.form, HOURS, "Mo 08:00\nDi 09:00\n");
    assert_int_equal(filling.form.values[HOURS].count, 2);
    for (int i = 0; i < 4; i++)
        press(&filling, ACTION_NEXT_FIELD);
    expect_focus(&filling, HOURS, 0);
    press(&filling, ACTION_DOWN);
    press(&filling, ACTION_DOWN);
    expect_focus(&filling, HOURS, 2); // where one is added
    type(&filling, "Mi");
    assert_string_equal(form_text(&filling.form, HOURS, 2), "Mi");
    assert_true(form_field_changed(&filling.form, HOURS));
    press(&filling, ACTION_DOWN);
    expect_focus(&filling, TEXT, 0); // no fourth one is allowed
    press(&filling, ACTION_UP);
    expect_focus(&filling, HOURS, 2);
    for (int i = 0; i < 3; i++)
        press(&filling, ACTION_ERASE); // the letters, and then the row
    assert_int_equal(filling.form.values[HOURS].count, 2);
    expect_focus(&filling, HOURS, 1);
    assert_false(form_field_changed(&filling.form, HOURS)); // it is what it was
    close_filling(&filling);
}

static void test_says_what_is_wrong_below_the_field(void **state)
{
    (void)state;
    struct filling filling;
    open_filling(&filling, 15, 70);
    press(&filling, ACTION_NEXT_FIELD); // who only passes by is told nothing
    assert_null(filling.form.values[NAME].error);
    press(&filling, ACTION_PREVIOUS_FIELD);
    type(&filling, "Chor!");
    press(&filling, ACTION_NEXT_FIELD);
    assert_string_equal(filling.form.values[NAME].error, "Bitte „Chor!“ ohne Ausrufezeichen.");
    press(&filling, ACTION_NEXT_FIELD);
    press(&filling, ACTION_NEXT_FIELD);
    type(&filling, "30.02.2026");
    assert_false(form_check(&filling.form, &filling.slate.view));
    expect_focus(&filling, NAME, 0);
    paint(&filling);
    slate_expect(&filling.slate, (const char *const[]){
                                     "  * muss ausgefüllt sein",
                                     "▶ Name *     Chor!",
                                     "             Bitte „Chor!“ ohne Ausrufezeichen.",
                                     "  Art *      ○ Beratung  ○ Kurs",
                                     "             Bitte ausfüllen.",
                                     "  Kostenlos  ○ Ja  ○ Nein  ○ nicht bekannt",
                                     "  Ab         30.02.2026",
                                     "             Bitte ein Datum wie 23.11.2026 eintragen.",
                                     "  Zeiten     + Zeile hinzufügen",
                                     "  Text",
                                     NULL,
                                 });
    press(&filling, ACTION_ERASE); // what is being mended is not complained about
    assert_null(filling.form.values[NAME].error);
    press(&filling, ACTION_NEXT_FIELD);
    type(&filling, "1");
    press(&filling, ACTION_NEXT_FIELD);
    press(&filling, ACTION_NEXT_FIELD);
    press(&filling, ACTION_SELECT_ALL);
    type(&filling, "2026-11-23");
    assert_true(form_check(&filling.form, &filling.slate.view));
    paint(&filling);
    assert_string_equal(slate_row(&filling.slate, 5), "             Montag, 23. November 2026");
    close_filling(&filling);
}

static void test_dates(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int year, month, day; // year 0: none
    } dates[] = {
        {"2026-11-23", 2026, 11, 23}, {"23.11.2026", 2026, 11, 23}, {"1.2.2027", 2027, 2, 1}, {"29.02.2028", 2028, 2, 29},
        {"29.02.2027", 0, 0, 0}, {"31.04.2026", 0, 0, 0}, {"2026-13-01", 0, 0, 0}, {"2026-11-2x", 0, 0, 0}, {"", 0, 0, 0},
        {"23.11.26", 0, 0, 0}, {"-1.11.2026", 0, 0, 0}, {"morgen", 0, 0, 0}, {"0.0.2026", 0, 0, 0},
    };
    struct filling filling;
    open_filling(&filling, 24, 80);
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        struct local_time date = {0};
        form_set_text(&filling.form, FROM, dates[i].text);
        assert_int_equal(form_date(&filling.form, FROM, &date), dates[i].year != 0);
        if (dates[i].year != 0)
            assert_true(date.year == dates[i].year && date.month == dates[i].month && date.day == dates[i].day);
    }
    close_filling(&filling);
}

static void test_knows_what_changed(void **state)
{
    (void)state;
    struct filling filling;
    open_filling(&filling, 24, 80);
    form_set_text(&filling.form, NAME, "Chor");
    form_set_choice(&filling.form, KIND, 1);
    form_lay_out(&filling.form, &filling.slate.view, 24, 80);
    assert_false(form_changed(&filling.form));
    type(&filling, "s");
    for (size_t i = 0; i < FIELDS; i++)
        assert_int_equal(form_field_changed(&filling.form, i), i == NAME);
    press(&filling, ACTION_UNDO);
    assert_false(form_changed(&filling.form));
    press(&filling, ACTION_REDO);
    form_keep(&filling.form);
    assert_false(form_changed(&filling.form));
    assert_string_equal(form_text(&filling.form, NAME, 0), "Chors");
    close_filling(&filling);
}

static void test_says_when_room_is_little(void **state)
{
    (void)state;
    struct filling filling;
    open_filling(&filling, 15, 70);
    type(&filling, "abcdefghijklmnopqr");
    paint(&filling);
    assert_string_equal(slate_row(&filling.slate, 2), "             Noch 2 Zeichen");
    type(&filling, "stu");
    paint(&filling);
    assert_string_equal(slate_row(&filling.slate, 2), "             Dafür ist kein Platz mehr. Es wurde nichts eingefügt.");
    press(&filling, ACTION_SELECT_ALL);
    paint(&filling);
    assert_string_equal(slate_row(&filling.slate, 2), "             20 Zeichen markiert");
    close_filling(&filling);
}

static void test_touch(void **state)
{
    (void)state;
    struct filling filling;
    open_filling(&filling, 15, 70);
    form_set_text(&filling.form, NAME, "Chor");
    form_lay_out(&filling.form, &filling.slate.view, 15, 70);
    act(&filling, (struct input){.action = ACTION_POINT, .row = 3, .start = 20}); // "Nein"
    expect_focus(&filling, FREE, 0);
    assert_int_equal(filling.form.values[FREE].choice, FORM_NO);
    act(&filling, (struct input){.action = ACTION_POINT, .row = 3, .start = 18}); // between two choices
    assert_int_equal(filling.form.values[FREE].choice, FORM_NO);
    assert_int_equal(filling.form.values[FREE].count, 0);
    act(&filling, (struct input){.action = ACTION_POINT, .row = 1, .start = 15});
    expect_focus(&filling, NAME, 0);
    assert_int_equal(filling.form.values[NAME].editors[0].edit.cursor, 2);
    act(&filling, (struct input){.action = ACTION_POINT, .row = 5, .start = 14}); // adds a row
    expect_focus(&filling, HOURS, 0);
    assert_int_equal(filling.form.values[HOURS].count, 1);
    act(&filling, (struct input){.action = ACTION_POINT, .row = 4, .start = 3}); // a label
    expect_focus(&filling, FROM, 0);
    assert_int_equal(act(&filling, (struct input){.action = ACTION_POINT, .row = 14, .start = 3}), FORM_IGNORED);
    close_filling(&filling);
}

static void test_wheels(void **state)
{
    (void)state;
    struct filling filling;
    const struct input down = {.action = ACTION_DOWN, .wheel = true, .rows = 2};
    open_filling(&filling, 6, 70);
    assert_int_equal(act(&filling, down), FORM_MOVED);
    assert_int_equal(filling.form.scroll, 2);
    expect_focus(&filling, NAME, 0); // which is no longer in sight, until a key is pressed
    type(&filling, "a");
    assert_int_equal(filling.form.scroll, 0);
    form_set_text(&filling.form, TEXT, "1\n2\n3\n4\n5\n6\n7");
    form_lay_out(&filling.form, &filling.slate.view, 20, 70);
    assert_int_equal(act(&filling, down), FORM_IGNORED); // all is in sight
    press(&filling, ACTION_PREVIOUS_FIELD);
    press(&filling, ACTION_FIRST);
    assert_int_equal(act(&filling, down), FORM_MOVED);
    assert_int_equal(filling.form.values[TEXT].editors[0].scroll, 2);
    close_filling(&filling);
}

// Whatever has the focus is on the slate, in every size.
static void test_the_focus_is_in_sight(void **state)
{
    (void)state;
    for (int rows = 3; rows < 20; rows++) {
        for (int columns = 30; columns < 80; columns += 17) {
            struct filling filling;
            open_filling(&filling, rows, columns);
            form_set_text(&filling.form, HOURS, "Mo\nDi");
            form_set_text(&filling.form, TEXT, "1\n2\n3\n4\n5\n6\n7");
            form_check(&filling.form, &filling.slate.view);
            for (int step = 0; step < 20; step++) {
                press(&filling, step < 10 ? ACTION_NEXT_FIELD : ACTION_PREVIOUS_FIELD);
                paint(&filling);
                bool found = false;
                for (int row = 0; row < rows; row++)
                    found = found || strstr(slate_row(&filling.slate, row), "▶") != NULL;
                assert_true(found || rows < 6);
                assert_in_range(filling.form.scroll, 0, filling.form.total_rows);
            }
            close_filling(&filling);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_labels_stand_beside_or_above),
        cmocka_unit_test(test_goes_from_field_to_field),
        cmocka_unit_test(test_chooses),
        cmocka_unit_test(test_rows_come_and_go),
        cmocka_unit_test(test_says_what_is_wrong_below_the_field),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_knows_what_changed),
        cmocka_unit_test(test_says_when_room_is_little),
        cmocka_unit_test(test_touch),
        cmocka_unit_test(test_wheels),
        cmocka_unit_test(test_the_focus_is_in_sight),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
