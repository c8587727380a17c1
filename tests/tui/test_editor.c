// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The box that is written into: where the cursor stands in every script, what is shown, and what fingers and keys do.
#include "tests/support/slate.h"

#include "core/edit/boundary.h"
#include "tui/kit/editor_private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <string.h>
#include <unistr.h>

static const struct edit_limits many = {.bytes = 20000};
static const struct edit_limits single = {.bytes = 200, .lines = 1};

struct writing {
    struct slate slate;
    struct editor editor;
};

static void open_with(struct writing *writing, const struct edit_limits *limits, enum text_direction direction, int rows,
                      int columns, const char *text)
{
    slate_open(&writing->slate, rows, columns, direction);
    editor_init(&writing->editor, limits, direction);
    edit_load(&writing->editor.edit, text);
    editor_lay_out(&writing->editor, rows, columns);
}

static void close_writing(struct writing *writing)
{
    editor_free(&writing->editor);
    slate_close(&writing->slate);
}

static enum editor_result act(struct writing *writing, int action)
{
    return editor_act(&writing->editor, &writing->slate.view, &(struct input){.action = action});
}

static enum editor_result select_by(struct writing *writing, int action)
{
    return editor_act(&writing->editor, &writing->slate.view, &(struct input){.action = action, .select = true});
}

static void type(struct writing *writing, const char *text)
{
    const uint8_t *next = (const uint8_t *)text;
    ucs4_t character;
    while ((next = u8_next(&character, next)) != NULL)
        editor_act(&writing->editor, &writing->slate.view,
                   &(struct input){.action = ACTION_CHARACTER, .character = character});
}

static void paint(struct writing *writing)
{
    grid_clear(&writing->slate.grid);
    editor_paint(&writing->editor, &writing->slate.canvas, true, NULL);
    slate_expect_whole(&writing->slate.grid);
}

static void expect_cursor(struct writing *writing, int row, int column)
{
    paint(writing);
    assert_int_equal(writing->slate.grid.cursor_row, row);
    assert_int_equal(writing->slate.grid.cursor_column, column);
}

static void test_wraps_and_puts_the_cursor(void **state)
{
    (void)state;
    struct writing writing;
    open_with(&writing, &many, TEXT_LEFT_TO_RIGHT, 4, 13, "");
    expect_cursor(&writing, 0, 0);
    type(&writing, "Wir helfen "); // 10 columns, one for the cursor, two for the scroll marks
    expect_cursor(&writing, 0, 10); // where there is no room behind the blank
    type(&writing, "beim");
    slate_expect(&writing.slate, (const char *const[]){"Wir helfen", NULL});
    paint(&writing);
    slate_expect(&writing.slate, (const char *const[]){"Wir helfen", "beim", NULL});
    expect_cursor(&writing, 1, 4);
    act(&writing, ACTION_OPEN);
    expect_cursor(&writing, 2, 0);
    act(&writing, ACTION_OPEN);
    type(&writing, "x");
    expect_cursor(&writing, 3, 1);
    assert_int_equal(act(&writing, ACTION_UP), EDITOR_MOVED);
    expect_cursor(&writing, 2, 0);
    act(&writing, ACTION_UP);
    expect_cursor(&writing, 1, 1); // the column in which it began
    act(&writing, ACTION_LINE_END);
    expect_cursor(&writing, 1, 4);
    act(&writing, ACTION_UP);
    expect_cursor(&writing, 0, 4);
    act(&writing, ACTION_LINE_END);
    expect_cursor(&writing, 0, 10); // before the blank at which the line ends
    assert_int_equal(act(&writing, ACTION_UP), EDITOR_IGNORED);
    act(&writing, ACTION_LAST);
    assert_int_equal(act(&writing, ACTION_DOWN), EDITOR_IGNORED);
    close_writing(&writing);
}

static void test_scrolls(void **state)
{
    (void)state;
    struct writing writing;
    open_with(&writing, &many, TEXT_LEFT_TO_RIGHT, 3, 8, "1\n2\n3\n4\n5\n6\n7");
    expect_cursor(&writing, 2, 1);
    slate_expect(&writing.slate, (const char *const[]){"5      ▲", "6", "7", NULL});
    act(&writing, ACTION_FIRST);
    paint(&writing);
    slate_expect(&writing.slate, (const char *const[]){"1", "2", "3      ▼", NULL});
    act(&writing, ACTION_PAGE_DOWN);
    expect_cursor(&writing, 2, 0);
    slate_expect(&writing.slate, (const char *const[]){"2      ▲", "3", "4      ▼", NULL});
    editor_act(&writing.editor, &writing.slate.view, &(struct input){.action = ACTION_DOWN, .wheel = true, .rows = 2});
    paint(&writing);
    slate_expect(&writing.slate, (const char *const[]){"4      ▲", "5", "6      ▼", NULL});
    editor_act(&writing.editor, &writing.slate.view, &(struct input){.action = ACTION_POINT, .row = 0, .start = 7});
    expect_cursor(&writing, 0, 0); // the mark was touched: a page up
    slate_expect(&writing.slate, (const char *const[]){"1", "2", "3      ▼", NULL});
    close_writing(&writing);
}

static void test_right_to_left(void **state)
{
    (void)state;
    struct writing writing;
    open_with(&writing, &many, TEXT_RIGHT_TO_LEFT, 3, 14, "");
    expect_cursor(&writing, 0, 13);
    type(&writing, "مكتب ");
    expect_cursor(&writing, 0, 8);
    slate_expect(&writing.slate, (const char *const[]){"          \uFE90\uFE98\uFEDC\uFEE3", NULL});
    type(&writing, "A1");
    expect_cursor(&writing, 0, 9); // beside the 1, which was typed last
    slate_expect(&writing.slate, (const char *const[]){"       A1 \uFE90\uFE98\uFEDC\uFEE3", NULL});
    for (int column = 10; column < 14; column++) {
        act(&writing, ACTION_TO_START); // the key that points right
        expect_cursor(&writing, 0, column);
    }
    act(&writing, ACTION_TO_START);
    expect_cursor(&writing, 0, 13);
    for (int column = 12; column >= 6; column--) { // and behind the line's end, at the left
        act(&writing, ACTION_TO_END);
        expect_cursor(&writing, 0, column);
    }
    assert_int_equal(writing.editor.edit.cursor, writing.editor.edit.length);
    act(&writing, ACTION_LINE_START);
    expect_cursor(&writing, 0, 13);
    editor_act(&writing.editor, &writing.slate.view, &(struct input){.action = ACTION_POINT, .row = 0, .start = 2});
    assert_int_equal(writing.editor.edit.cursor, strlen("مك"));
    close_writing(&writing);
}

// Lam and alef are one cell: with the cursor between them it stands there.
static void test_joined_letters(void **state)
{
    (void)state;
    struct writing writing;
    open_with(&writing, &many, TEXT_RIGHT_TO_LEFT, 1, 10, "سلام");
    act(&writing, ACTION_FIRST);
    static const int columns[] = {9, 8, 8, 7, 6};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        expect_cursor(&writing, 0, columns[i]);
        act(&writing, ACTION_TO_END);
    }
    close_writing(&writing);
}

// A text in another direction than the page begins at its own side, and the keys go where they point.
static void test_against_the_page(void **state)
{
    (void)state;
    struct writing writing;
    open_with(&writing, &many, TEXT_LEFT_TO_RIGHT, 2, 13, "");
    writing.editor.direction = TEXT_RIGHT_TO_LEFT;
    type(&writing, "مكتب");
    expect_cursor(&writing, 0, 6); // the last two columns are left to the scroll marks
    slate_expect(&writing.slate, (const char *const[]){"       \uFE90\uFE98\uFEDC\uFEE3", NULL});
    act(&writing, ACTION_TO_END); // right, to the beginning of an Arabic text
    expect_cursor(&writing, 0, 7);
    act(&writing, ACTION_TO_END);
    expect_cursor(&writing, 0, 8);
    editor_act(&writing.editor, &writing.slate.view, &(struct input){.action = ACTION_POINT, .row = 0, .start = 10});
    expect_cursor(&writing, 0, 10);
    assert_int_equal(writing.editor.edit.cursor, 0);
    close_writing(&writing);
}

// The place of what is written next is drawn beside what was written last, where two directions meet; a key that moves makes
// it that of the cell again.
static void test_where_directions_meet(void **state)
{
    (void)state;
    struct writing writing;
    open_with(&writing, &many, TEXT_LEFT_TO_RIGHT, 1, 20, "");
    type(&writing, "ab ");
    expect_cursor(&writing, 0, 3);
    type(&writing, "م");
    expect_cursor(&writing, 0, 2); // left of it: that is where the next letter comes
    type(&writing, "كتب");
    expect_cursor(&writing, 0, 2);
    slate_expect(&writing.slate, (const char *const[]){"ab \uFE90\uFE98\uFEDC\uFEE3", NULL});
    type(&writing, " c");
    expect_cursor(&writing, 0, 9);
    act(&writing, ACTION_ERASE);
    act(&writing, ACTION_ERASE);
    expect_cursor(&writing, 0, 2);
    act(&writing, ACTION_LINE_END);
    expect_cursor(&writing, 0, 7);
    act(&writing, ACTION_UNDO);
    expect_cursor(&writing, 0, 9);
    edit_place(&writing.editor.edit, strlen("ab "), false); // before the Arabic word, which begins at the right
    expect_cursor(&writing, 0, 6);
    type(&writing, "1");
    assert_string_equal(writing.editor.edit.text, "ab 1مكتب c");
    expect_cursor(&writing, 0, 4);
    close_writing(&writing);
}

// From cell to cell through any mixture, and the same way back; no byte is left out that a cursor can stand before.
static void test_left_and_right_are_those_of_the_glass(void **state)
{
    (void)state;
    static const char text[] = "Büro مكتب 12:30, ሰላም (سلام) 日本\nعربي abc\n\nzu Ende ";
    for (int direction = 0; direction < 2; direction++) {
        struct writing writing;
        open_with(&writing, &many, (enum text_direction)direction, 12, 14, text);
        bool seen[sizeof text] = {false};
        size_t way[200];
        int steps = 0, on = ACTION_TO_END, back = ACTION_TO_START;
        act(&writing, ACTION_FIRST);
        editor_act(&writing.editor, &writing.slate.view, &(struct input){.action = ACTION_POINT, .row = 0, .start = 0});
        for (size_t before = sizeof text; before != writing.editor.edit.cursor && steps < 200; steps++) {
            seen[before = way[steps] = writing.editor.edit.cursor] = true;
            struct editor_place from = editor_cursor(&writing.editor);
            act(&writing, on);
            struct editor_place to = editor_cursor(&writing.editor);
            int step = to.column - from.column; // a wide letter has two columns; alef and lam are one cell
            assert_true(to.line == from.line ? step >= 0 && step <= 2 : to.line == from.line + 1 && to.column <= 1);
        }
        assert_int_equal(writing.editor.edit.cursor, writing.editor.edit.length);
        for (size_t at = 0; at <= strlen(text); at++)
            assert_int_equal(seen[at], at == strlen(text) || (boundary_cluster_at(text, strlen(text), at) == at));
        for (int step = steps - 2; step >= 0; step--) {
            act(&writing, back);
            assert_int_equal(writing.editor.edit.cursor, way[step]);
        }
        close_writing(&writing);
    }
}

static void test_a_single_line_scrolls_sideways(void **state)
{
    (void)state;
    for (int direction = 0; direction < 2; direction++) {
        bool mirrored = direction == TEXT_RIGHT_TO_LEFT;
        struct writing writing;
        open_with(&writing, &single, (enum text_direction)direction, 1, 8, "");
        type(&writing, mirrored ? "ابجدهوزح طي" : "abcdefgh ij");
        expect_cursor(&writing, 0, mirrored ? 0 : 7);
        slate_expect(&writing.slate, (const char *const[]){mirrored ? " \uFEF2\uFEC3 \uFEA1\uFEAF\uFEEE\uFEEB" : "efgh ij", NULL});
        assert_int_equal(act(&writing, ACTION_OPEN), EDITOR_IGNORED);
        assert_int_equal(act(&writing, ACTION_UP), EDITOR_IGNORED);
        assert_int_equal(act(&writing, ACTION_PAGE_DOWN), EDITOR_IGNORED);
        act(&writing, ACTION_WORD_BACK);
        expect_cursor(&writing, 0, mirrored ? 2 : 5);
        act(&writing, ACTION_FIRST);
        expect_cursor(&writing, 0, mirrored ? 7 : 0);
        editor_act(&writing.editor, &writing.slate.view, &(struct input){.action = ACTION_POINT, .row = 0, .start = 3});
        expect_cursor(&writing, 0, mirrored ? 4 : 3);
        close_writing(&writing);
    }
}

static void test_shows_what_is_selected(void **state)
{
    (void)state;
    struct writing writing;
    open_with(&writing, &many, TEXT_LEFT_TO_RIGHT, 3, 10, "ab cd\nef");
    act(&writing, ACTION_FIRST);
    act(&writing, ACTION_WORD_FORTH);
    select_by(&writing, ACTION_DOWN);
    paint(&writing);
    static const char *const selected[] = {"..####....", "##........", ".........."};
    for (int row = 0; row < 3; row++)
        for (int column = 0; column < 10; column++)
            assert_int_equal(grid_at(&writing.slate.grid, row, column)->role == ROLE_SELECTED, selected[row][column] == '#');
    type(&writing, "!");
    paint(&writing);
    slate_expect(&writing.slate, (const char *const[]){"ab!", NULL});
    act(&writing, ACTION_UNDO);
    paint(&writing);
    slate_expect(&writing.slate, (const char *const[]){"ab cd", "ef", NULL});
    act(&writing, ACTION_REDO);
    act(&writing, ACTION_SELECT_ALL);
    act(&writing, ACTION_ERASE_FORTH);
    expect_cursor(&writing, 0, 0);
    close_writing(&writing);
}

static void test_pastes_all_or_nothing(void **state)
{
    (void)state;
    struct writing writing;
    open_with(&writing, &(struct edit_limits){.bytes = 20, .lines = 3}, TEXT_LEFT_TO_RIGHT, 3, 20, "");
    struct input paste = {.action = ACTION_PASTE, .text = "eins\nzwei", .length = 9};
    assert_int_equal(editor_act(&writing.editor, &writing.slate.view, &paste), EDITOR_CHANGED);
    assert_false(writing.editor.full);
    assert_int_equal(editor_act(&writing.editor, &writing.slate.view, &paste), EDITOR_CHANGED);
    editor_act(&writing.editor, &writing.slate.view, &paste);
    assert_true(writing.editor.full);
    act(&writing, ACTION_TO_START);
    assert_false(writing.editor.full);
    paste.length = 1;
    paste.cut_short = true;
    editor_act(&writing.editor, &writing.slate.view, &paste);
    assert_true(writing.editor.full);
    assert_string_equal(writing.editor.edit.text, "eins\nzweieins\nzwei");
    close_writing(&writing);
}

static void test_cuts_copies_and_puts_in(void **state)
{
    (void)state;
    struct writing writing;
    struct clipboard clipboard = {0};
    open_with(&writing, &single, TEXT_LEFT_TO_RIGHT, 1, 20, "eins zwei");
    assert_int_equal(act(&writing, ACTION_INSERT), EDITOR_MOVED); // there is no clipboard
    writing.slate.view.clipboard = &clipboard;
    act(&writing, ACTION_COPY); // nothing is selected
    act(&writing, ACTION_INSERT);
    assert_null(clipboard.text);
    editor_act(&writing.editor, &writing.slate.view, &(struct input){.action = ACTION_WORD_BACK, .select = true});
    assert_int_equal(act(&writing, ACTION_COPY), EDITOR_MOVED);
    assert_string_equal(clipboard.text, "zwei");
    assert_int_equal(act(&writing, ACTION_CUT), EDITOR_CHANGED);
    assert_string_equal(writing.editor.edit.text, "eins ");
    act(&writing, ACTION_INSERT);
    act(&writing, ACTION_INSERT);
    assert_string_equal(writing.editor.edit.text, "eins zweizwei");
    act(&writing, ACTION_UNDO); // each is one step
    assert_string_equal(writing.editor.edit.text, "eins zwei");
    clipboard_put(&clipboard, "a\nb", 3); // of many lines
    act(&writing, ACTION_INSERT);
    assert_string_equal(writing.editor.edit.text, "eins zweia b");
    char long_text[300];
    memset(long_text, 'x', sizeof long_text);
    clipboard_put(&clipboard, long_text, sizeof long_text);
    act(&writing, ACTION_INSERT);
    assert_true(writing.editor.full);
    clipboard_wipe(&clipboard);
    close_writing(&writing);
}

// What no text may have is left out of what is pasted, and counted; what a terminal left out already is counted, too.
static void test_counts_what_is_left_out(void **state)
{
    (void)state;
    static const struct {
        const char *pasted, *text;
        size_t dropped;
    } table[] = {
        {"abc", "abc", 0},
        {"a\u202Eb\u202Cc", "abc", 2},              // an override and its end
        {"a\u202Db\u202Ac", "abc", 2},              // another one, an embedding
        {"a\u2067b\u2069c", "a\u2067b\u2069c", 0}, // isolates may be; they end with their line
        {"a\x1B[31mb\x01", "a[31mb", 2},
        {"a\tb", "a b", 0},
        {"a\uFDD0b\U000E0080c", "abc", 2}, // no character, and one that is not assigned
        {"\xFF" "a", "\uFFFDa", 0},        // shown as what it is
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct writing writing;
        open_with(&writing, &many, TEXT_LEFT_TO_RIGHT, 2, 20, "");
        struct input paste = {.action = ACTION_PASTE, .text = table[i].pasted, .length = strlen(table[i].pasted), .dropped = i};
        editor_act(&writing.editor, &writing.slate.view, &paste);
        assert_string_equal(writing.editor.edit.text, table[i].text);
        assert_int_equal(writing.editor.dropped, table[i].dropped + i);
        act(&writing, ACTION_TO_START);
        assert_int_equal(writing.editor.dropped, 0);
        close_writing(&writing);
    }
}

static void test_paints_what_is_marked(void **state)
{
    (void)state;
    static const struct editor_mark marks[] = {{0, 2, ROLE_NOTICE}, {5, 8, ROLE_ALERT}, {8, 9, ROLE_NOTICE}};
    static const char *const roles[] = {"nn...", "asn."};
    struct writing writing;
    open_with(&writing, &many, TEXT_LEFT_TO_RIGHT, 3, 9, "ab cd\nefgh");
    writing.editor.marks = marks;
    writing.editor.mark_count = sizeof marks / sizeof *marks;
    edit_place(&writing.editor.edit, 7, false);
    edit_place(&writing.editor.edit, 8, true); // what is selected is seen as that
    paint(&writing);
    for (int row = 0; row < 2; row++) {
        for (int column = 0; roles[row][column] != '\0'; column++) {
            enum role role = grid_at(&writing.slate.grid, row, column)->role;
            char seen = role == ROLE_NOTICE ? 'n' : role == ROLE_ALERT ? 'a' : role == ROLE_SELECTED ? 's' : '.';
            assert_int_equal(seen, roles[row][column]);
        }
    }
    close_writing(&writing);
}

// Whatever is written anywhere: the cursor is on the slate, every byte can be pointed at where it is seen, and a box that is
// laid out again is the same.
static void test_any_words_in_any_box(void **state)
{
    (void)state;
    static const int actions[] = {ACTION_UP, ACTION_DOWN, ACTION_TO_START, ACTION_TO_END, ACTION_WORD_BACK,
                                  ACTION_WORD_FORTH, ACTION_LINE_START, ACTION_LINE_END, ACTION_PAGE_UP, ACTION_PAGE_DOWN,
                                  ACTION_ERASE, ACTION_ERASE_FORTH, ACTION_UNDO, ACTION_REDO, ACTION_OPEN, ACTION_POINT, ACTION_CUT, ACTION_COPY,
                                  ACTION_INSERT};
    uint32_t seed = 11;
    struct clipboard clipboard = {0};
    for (int round = 0; round < 200; round++) {
        struct writing writing;
        int rows = 1 + (int)slate_random(&seed, 6);
        int columns = 1 + (int)slate_random(&seed, 30);
        struct arena arena = {0};
        open_with(&writing, round % 3 == 0 ? &single : &many, (enum text_direction)(round % 2), rows, columns,
                  slate_random_text(&arena, &seed, 20));
        writing.slate.view.clipboard = &clipboard;
        for (int step = 0; step < 60; step++) {
            struct input input = {.action = actions[slate_random(&seed, sizeof actions / sizeof *actions)],
                                  .row = (int)slate_random(&seed, (unsigned)rows),
                                  .start = (int)slate_random(&seed, (unsigned)columns),
                                  .select = slate_random(&seed, 3) == 0};
            writing.slate.view.direction = (enum text_direction)(step % 2);
            editor_act(&writing.editor, &writing.slate.view, &input);
            if (step % 5 == 0)
                type(&writing, slate_random_text(&arena, &seed, 1));
            paint(&writing);
            struct editor before = writing.editor;
            editor_lay_out(&writing.editor, rows, columns);
            assert_int_equal(writing.editor.scroll, before.scroll);
            assert_int_equal(writing.editor.line_count, before.line_count);
        }
        arena_free(&arena);
        close_writing(&writing);
    }
    clipboard_wipe(&clipboard);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wraps_and_puts_the_cursor),
        cmocka_unit_test(test_scrolls),
        cmocka_unit_test(test_right_to_left),
        cmocka_unit_test(test_joined_letters),
        cmocka_unit_test(test_against_the_page),
        cmocka_unit_test(test_where_directions_meet),
        cmocka_unit_test(test_left_and_right_are_those_of_the_glass),
        cmocka_unit_test(test_a_single_line_scrolls_sideways),
        cmocka_unit_test(test_shows_what_is_selected),
        cmocka_unit_test(test_pastes_all_or_nothing),
        cmocka_unit_test(test_cuts_copies_and_puts_in),
        cmocka_unit_test(test_counts_what_is_left_out),
        cmocka_unit_test(test_paints_what_is_marked),
        cmocka_unit_test(test_any_words_in_any_box),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
