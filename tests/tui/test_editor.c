// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The box that is written into: where the cursor stands in every script, what is shown, and what fingers and keys do.
#include "tests/support/sheet.h"

#include "tui/kit/editor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <string.h>
#include <unistr.h>

static const struct edit_limits many = {.bytes = 20000};
static const struct edit_limits single = {.bytes = 200, .lines = 1};

struct writing {
    struct sheet sheet;
    struct editor editor;
};

static void open_with(struct writing *writing, const struct edit_limits *limits, enum text_direction direction, int rows,
                      int columns, const char *text)
{
    sheet_open(&writing->sheet, rows, columns, direction);
    editor_init(&writing->editor, limits, direction);
    edit_load(&writing->editor.edit, text);
    editor_lay_out(&writing->editor, rows, columns);
}

static void close_writing(struct writing *writing)
{
    editor_free(&writing->editor);
    sheet_close(&writing->sheet);
}

static enum editor_result act(struct writing *writing, int action)
{
    return editor_act(&writing->editor, &(struct input){.action = action}, writing->sheet.view.direction);
}

static enum editor_result select_by(struct writing *writing, int action)
{
    return editor_act(&writing->editor, &(struct input){.action = action, .select = true}, writing->sheet.view.direction);
}

static void type(struct writing *writing, const char *text)
{
    const uint8_t *next = (const uint8_t *)text;
    ucs4_t character;
    while ((next = u8_next(&character, next)) != NULL)
        editor_act(&writing->editor, &(struct input){.action = ACTION_CHARACTER, .character = character},
                   writing->sheet.view.direction);
}

static void paint(struct writing *writing)
{
    grid_clear(&writing->sheet.grid);
    editor_paint(&writing->editor, &writing->sheet.canvas, true, NULL);
    sheet_expect_whole(&writing->sheet.grid);
}

static void expect_cursor(struct writing *writing, int row, int column)
{
    paint(writing);
    assert_int_equal(writing->sheet.grid.cursor_row, row);
    assert_int_equal(writing->sheet.grid.cursor_column, column);
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
    sheet_expect(&writing.sheet, (const char *const[]){"Wir helfen", NULL});
    paint(&writing);
    sheet_expect(&writing.sheet, (const char *const[]){"Wir helfen", "beim", NULL});
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
    sheet_expect(&writing.sheet, (const char *const[]){"5      ▲", "6", "7", NULL});
    act(&writing, ACTION_FIRST);
    paint(&writing);
    sheet_expect(&writing.sheet, (const char *const[]){"1", "2", "3      ▼", NULL});
    act(&writing, ACTION_PAGE_DOWN);
    expect_cursor(&writing, 2, 0);
    sheet_expect(&writing.sheet, (const char *const[]){"2      ▲", "3", "4      ▼", NULL});
    editor_act(&writing.editor, &(struct input){.action = ACTION_DOWN, .wheel = true, .rows = 2}, TEXT_LEFT_TO_RIGHT);
    paint(&writing);
    sheet_expect(&writing.sheet, (const char *const[]){"4      ▲", "5", "6      ▼", NULL});
    editor_act(&writing.editor, &(struct input){.action = ACTION_POINT, .row = 0, .start = 7}, TEXT_LEFT_TO_RIGHT);
    expect_cursor(&writing, 0, 0); // the mark was touched: a page up
    sheet_expect(&writing.sheet, (const char *const[]){"1", "2", "3      ▼", NULL});
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
    sheet_expect(&writing.sheet, (const char *const[]){"          \uFE90\uFE98\uFEDC\uFEE3", NULL});
    type(&writing, "A1");
    expect_cursor(&writing, 0, 6); // behind the line's end, at the left
    sheet_expect(&writing.sheet, (const char *const[]){"       A1 \uFE90\uFE98\uFEDC\uFEE3", NULL});
    act(&writing, ACTION_TO_START); // the key that points right
    expect_cursor(&writing, 0, 8); // on the 1, as 1 is seen right of A
    act(&writing, ACTION_TO_START);
    expect_cursor(&writing, 0, 7);
    act(&writing, ACTION_TO_START);
    expect_cursor(&writing, 0, 9);
    act(&writing, ACTION_TO_START);
    expect_cursor(&writing, 0, 10);
    act(&writing, ACTION_LINE_START);
    expect_cursor(&writing, 0, 13);
    editor_act(&writing.editor, &(struct input){.action = ACTION_POINT, .row = 0, .start = 2}, TEXT_RIGHT_TO_LEFT);
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
    sheet_expect(&writing.sheet, (const char *const[]){"       \uFE90\uFE98\uFEDC\uFEE3", NULL});
    act(&writing, ACTION_TO_END); // right, to the beginning of an Arabic text
    expect_cursor(&writing, 0, 7);
    act(&writing, ACTION_TO_END);
    expect_cursor(&writing, 0, 8);
    editor_act(&writing.editor, &(struct input){.action = ACTION_POINT, .row = 0, .start = 10}, TEXT_LEFT_TO_RIGHT);
    expect_cursor(&writing, 0, 10);
    assert_int_equal(writing.editor.edit.cursor, 0);
    close_writing(&writing);
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
        sheet_expect(&writing.sheet, (const char *const[]){mirrored ? " \uFEF2\uFEC3 \uFEA1\uFEAF\uFEEE\uFEEB" : "efgh ij", NULL});
        assert_int_equal(act(&writing, ACTION_OPEN), EDITOR_IGNORED);
        assert_int_equal(act(&writing, ACTION_UP), EDITOR_IGNORED);
        assert_int_equal(act(&writing, ACTION_PAGE_DOWN), EDITOR_IGNORED);
        act(&writing, ACTION_WORD_BACK);
        expect_cursor(&writing, 0, mirrored ? 2 : 5);
        act(&writing, ACTION_FIRST);
        expect_cursor(&writing, 0, mirrored ? 7 : 0);
        editor_act(&writing.editor, &(struct input){.action = ACTION_POINT, .row = 0, .start = 3}, (enum text_direction)direction);
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
            assert_int_equal(grid_at(&writing.sheet.grid, row, column)->role == ROLE_SELECTED, selected[row][column] == '#');
    type(&writing, "!");
    paint(&writing);
    sheet_expect(&writing.sheet, (const char *const[]){"ab!", NULL});
    act(&writing, ACTION_UNDO);
    paint(&writing);
    sheet_expect(&writing.sheet, (const char *const[]){"ab cd", "ef", NULL});
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
    assert_int_equal(editor_act(&writing.editor, &paste, TEXT_LEFT_TO_RIGHT), EDITOR_CHANGED);
    assert_false(writing.editor.full);
    assert_int_equal(editor_act(&writing.editor, &paste, TEXT_LEFT_TO_RIGHT), EDITOR_CHANGED);
    editor_act(&writing.editor, &paste, TEXT_LEFT_TO_RIGHT);
    assert_true(writing.editor.full);
    act(&writing, ACTION_TO_START);
    assert_false(writing.editor.full);
    paste.length = 1;
    paste.cut_short = true;
    editor_act(&writing.editor, &paste, TEXT_LEFT_TO_RIGHT);
    assert_true(writing.editor.full);
    assert_string_equal(writing.editor.edit.text, "eins\nzweieins\nzwei");
    close_writing(&writing);
}

// Whatever is written anywhere: the cursor is on the sheet, every byte can be pointed at where it is seen, and a box that is
// laid out again is the same.
static void test_any_words_in_any_box(void **state)
{
    (void)state;
    static const int actions[] = {ACTION_UP, ACTION_DOWN, ACTION_TO_START, ACTION_TO_END, ACTION_WORD_BACK,
                                  ACTION_WORD_FORTH, ACTION_LINE_START, ACTION_LINE_END, ACTION_PAGE_UP, ACTION_PAGE_DOWN,
                                  ACTION_ERASE, ACTION_ERASE_FORTH, ACTION_UNDO, ACTION_REDO, ACTION_OPEN, ACTION_POINT};
    uint32_t seed = 11;
    for (int round = 0; round < 200; round++) {
        struct writing writing;
        int rows = 1 + (int)sheet_random(&seed, 6);
        int columns = 1 + (int)sheet_random(&seed, 30);
        struct arena arena = {0};
        open_with(&writing, round % 3 == 0 ? &single : &many, (enum text_direction)(round % 2), rows, columns,
                  sheet_random_text(&arena, &seed, 20));
        for (int step = 0; step < 60; step++) {
            struct input input = {.action = actions[sheet_random(&seed, sizeof actions / sizeof *actions)],
                                  .row = (int)sheet_random(&seed, (unsigned)rows),
                                  .start = (int)sheet_random(&seed, (unsigned)columns),
                                  .select = sheet_random(&seed, 3) == 0};
            editor_act(&writing.editor, &input, (enum text_direction)(step % 2));
            if (step % 5 == 0)
                type(&writing, sheet_random_text(&arena, &seed, 1));
            paint(&writing);
            struct editor before = writing.editor;
            editor_lay_out(&writing.editor, rows, columns);
            assert_int_equal(writing.editor.scroll, before.scroll);
            assert_int_equal(writing.editor.line_count, before.line_count);
        }
        arena_free(&arena);
        close_writing(&writing);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wraps_and_puts_the_cursor),
        cmocka_unit_test(test_scrolls),
        cmocka_unit_test(test_right_to_left),
        cmocka_unit_test(test_joined_letters),
        cmocka_unit_test(test_against_the_page),
        cmocka_unit_test(test_a_single_line_scrolls_sideways),
        cmocka_unit_test(test_shows_what_is_selected),
        cmocka_unit_test(test_pastes_all_or_nothing),
        cmocka_unit_test(test_any_words_in_any_box),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
