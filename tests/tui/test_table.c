// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A table of a hundred thousand rows: what a key asks for is counted; columns, marks, finding and fingers.
#include "tests/support/gallery_fixture.h"
#include "tests/support/slate.h"
#include "tui/kit/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 100000, HEIGHT = 20, BODY = HEIGHT - 2 };

struct rows {
    struct gallery_fixture words; // whose messages it borrows
    struct slate slate;
    struct table table;
    bool *marks;
    long cells, marked, finds; // calls
    size_t least, most;        // rows that were asked for
};

static const char *cell(void *context, size_t row, size_t column, struct arena *arena)
{
    struct rows *rows = context;
    rows->cells++;
    rows->least = row < rows->least ? row : rows->least;
    rows->most = row > rows->most ? row : rows->most;
    return arena_format(arena, "%c%zu", (int)('a' + column), row + 1);
}

static bool is_marked(void *context, size_t row)
{
    struct rows *rows = context;
    rows->marked++;
    return rows->marks[row];
}

static void mark(void *context, size_t row, bool marked)
{
    struct rows *rows = context;
    rows->marks[row] = marked;
}

// Row n begins with "a" and n.
static size_t find(void *context, const char *typed, size_t from)
{
    struct rows *rows = context;
    rows->finds++;
    char text[32];
    for (size_t i = 0; i < ROWS; i++) {
        size_t row = (from + i) % ROWS;
        snprintf(text, sizeof text, "a%zu", row + 1);
        if (strncmp(text, typed, strlen(typed)) == 0)
            return row;
    }
    return ROWS;
}

static const struct table_rows source = {.cell = cell, .is_marked = is_marked, .mark = mark, .find = find};
static const struct table_column columns[] = {
    {.heading = "Erste", .least = 10, .weight = 3},
    {.heading = "Zweite", .least = 10, .weight = 1, .rank = 1},
    {.heading = "Dritte", .least = 10, .rank = 3, .at_end = true},
    {.heading = "Vierte", .least = 10, .rank = 2},
};
enum { COLUMNS = 4 };

static void open_rows(struct rows *rows, int width, enum text_direction direction)
{
    *rows = (struct rows){0};
    gallery_fixture_open(&rows->words, direction == TEXT_RIGHT_TO_LEFT ? "ar" : "de", 24, 80);
    slate_open(&rows->slate, HEIGHT, width, direction);
    rows->slate.view.program = &gallery_program;
    rows->slate.view.messages = rows->words.loop.view.messages;
    rows->marks = calloc(ROWS, sizeof *rows->marks);
    rows->table = (struct table){.columns = columns, .column_count = COLUMNS, .rows = &source, .context = rows,
                                 .count = ROWS, .sorted = COLUMNS};
    table_lay_out(&rows->table, HEIGHT, width);
}

static void close_rows(struct rows *rows)
{
    slate_close(&rows->slate);
    gallery_fixture_close(&rows->words);
    free(rows->marks);
}

static enum table_result act(struct rows *rows, const struct input *input)
{
    return table_act(&rows->table, &rows->slate.view, input);
}

static enum table_result press(struct rows *rows, int action)
{
    return act(rows, &(struct input){.action = action});
}

static void paint(struct rows *rows)
{
    grid_clear(&rows->slate.grid);
    table_paint(&rows->table, &rows->slate.view, &rows->slate.canvas);
    slate_expect_whole(&rows->slate.grid);
}

// The same at both ends and in the middle, as in a table that has no more rows than the screen.
static void test_a_key_asks_for_the_rows_on_the_screen_only(void **state)
{
    (void)state;
    static const int keys[] = {ACTION_DOWN, ACTION_PAGE_DOWN, ACTION_LAST, ACTION_UP, ACTION_PAGE_UP, ACTION_FIRST,
                               ACTION_PAGE_DOWN, ACTION_MARK};
    struct rows rows;
    open_rows(&rows, 80, TEXT_LEFT_TO_RIGHT);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        rows.cells = rows.marked = 0;
        rows.least = SIZE_MAX;
        rows.most = 0;
        assert_int_not_equal(press(&rows, keys[i]), TABLE_IGNORED);
        assert_int_equal(rows.cells, 0); // moving asks for nothing
        paint(&rows);
        assert_int_equal(rows.cells, BODY * COLUMNS);
        assert_in_range(rows.marked, BODY, BODY + 1);
        assert_int_equal(rows.least, rows.table.scroll);
        assert_int_equal(rows.most, rows.table.scroll + BODY - 1);
    }
    assert_int_equal(rows.table.focus, BODY - 1);
    close_rows(&rows);
}

static void test_says_where_the_reader_is(void **state)
{
    (void)state;
    struct rows rows;
    open_rows(&rows, 80, TEXT_LEFT_TO_RIGHT);
    for (int i = 0; i < 16; i++)
        press(&rows, ACTION_DOWN);
    rows.table.marked = 2;
    paint(&rows);
    assert_string_equal(slate_row(&rows.slate, HEIGHT - 1), "    17 von 100.000  2 markiert");
    assert_int_equal(rows.slate.grid.cursor_row, 17);
    rows.table.count = 0;
    rows.table.marked = 0;
    table_lay_out(&rows.table, HEIGHT, 80);
    paint(&rows);
    assert_string_equal(slate_row(&rows.slate, HEIGHT - 1), "    Nichts gefunden");
    assert_int_equal(press(&rows, ACTION_DOWN), TABLE_IGNORED);
    assert_int_equal(press(&rows, ACTION_OPEN), TABLE_IGNORED);
    assert_int_equal(press(&rows, ACTION_MARK), TABLE_IGNORED);
    close_rows(&rows);
}

static void test_columns_share_the_room_and_vanish_by_rank(void **state)
{
    (void)state;
    struct rows rows;
    static const struct {
        int width, widths[COLUMNS];
    } rooms[] = {
        {80, {31, 17, 10, 10}}, // 78 without the scroll marks, 4 of signs: 28 more than the least, shared 3 to 1
        {52, {10, 10, 10, 10}},
        {51, {18, 13, 0, 10}},
        {40, {10, 10, 0, 10}},
        {39, {18, 13, 0, 0}},
        {28, {10, 10, 0, 0}},
        {27, {21, 0, 0, 0}},
        {12, {6, 0, 0, 0}},
    };
    open_rows(&rows, 80, TEXT_LEFT_TO_RIGHT);
    for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++) {
        table_lay_out(&rows.table, HEIGHT, rooms[i].width);
        for (int column = 0; column < COLUMNS; column++)
            assert_int_equal(rows.table.widths[column], rooms[i].widths[column]);
    }
    close_rows(&rows);
}

static void test_mirrors(void **state)
{
    (void)state;
    struct rows rows;
    open_rows(&rows, 40, TEXT_RIGHT_TO_LEFT);
    rows.table.count = 2;
    rows.table.sorted = 1;
    rows.table.descending = true;
    rows.marks[1] = true;
    table_lay_out(&rows.table, HEIGHT, 40);
    paint(&rows);
    assert_string_equal(slate_row(&rows.slate, 0), "      Vierte    ↓ Zweite       Erste");
    assert_string_equal(slate_row(&rows.slate, 1), "          d1          b1          a1   ◀");
    assert_string_equal(slate_row(&rows.slate, 2), "          d2          b2          a2 ■");
    close_rows(&rows);
}

static void test_marks(void **state)
{
    (void)state;
    struct rows rows;
    open_rows(&rows, 80, TEXT_LEFT_TO_RIGHT);
    assert_int_equal(press(&rows, ACTION_MARK), TABLE_MARKED);
    assert_true(rows.marks[0]);
    assert_int_equal(press(&rows, ACTION_MARK), TABLE_MARKED);
    assert_false(rows.marks[0]);
    press(&rows, ACTION_DOWN);
    assert_int_equal(act(&rows, &(struct input){.action = ACTION_DOWN, .select = true}), TABLE_MARKED);
    assert_int_equal(act(&rows, &(struct input){.action = ACTION_DOWN, .select = true}), TABLE_MARKED);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(rows.marks[i], i >= 1 && i <= 3);
    act(&rows, &(struct input){.action = ACTION_LAST, .select = true}); // marks nothing
    assert_false(rows.marks[ROWS - 1]);
    act(&rows, &(struct input){.action = ACTION_PAGE_UP, .select = true});
    assert_true(rows.marks[ROWS - 1] && rows.marks[ROWS - BODY] && !rows.marks[ROWS - BODY - 1]);
    close_rows(&rows);
}

static void test_finds_what_is_typed(void **state)
{
    (void)state;
    struct rows rows;
    open_rows(&rows, 80, TEXT_LEFT_TO_RIGHT);
    static const struct {
        char character;
        size_t focus;
    } typed[] = {{'a', 1}, {'7', 6}, {'5', 74}, {'0', 749}, {'x', 749}, {'a', 750}, {'9', 899}};
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        rows.finds = 0;
        act(&rows, &(struct input){.action = ACTION_CHARACTER, .character = (uint32_t)typed[i].character});
        assert_int_equal(rows.table.focus, typed[i].focus);
        assert_in_range(rows.finds, 1, 2);
    }
    press(&rows, ACTION_DOWN); // which begins anew
    act(&rows, &(struct input){.action = ACTION_CHARACTER, .character = 'a'});
    assert_int_equal(rows.table.focus, 901);
    close_rows(&rows);
}

static void test_fingers(void **state)
{
    (void)state;
    struct rows rows;
    open_rows(&rows, 80, TEXT_LEFT_TO_RIGHT);
    assert_int_equal(act(&rows, &(struct input){.action = ACTION_POINT, .row = 3, .start = 20}), TABLE_MOVED);
    assert_int_equal(rows.table.focus, 2);
    assert_int_equal(act(&rows, &(struct input){.action = ACTION_POINT, .row = 3, .start = 20}), TABLE_OPENED);
    assert_int_equal(act(&rows, &(struct input){.action = ACTION_POINT, .row = 5, .start = 2}), TABLE_MARKED);
    assert_true(rows.marks[4]);
    assert_int_equal(act(&rows, &(struct input){.action = ACTION_POINT, .row = 0, .start = 40}), TABLE_SORT);
    assert_int_equal(rows.table.asked, 1);
    assert_int_equal(act(&rows, &(struct input){.action = ACTION_POINT, .row = 0, .start = 0}), TABLE_IGNORED);
    assert_int_equal(act(&rows, &(struct input){.action = ACTION_POINT, .row = 18, .start = 79}), TABLE_MOVED);
    assert_int_equal(rows.table.focus, 4 + BODY); // a page on
    assert_int_equal(act(&rows, &(struct input){.action = ACTION_DOWN, .wheel = true, .rows = 3}), TABLE_MOVED);
    size_t scroll = rows.table.scroll;
    assert_int_equal(act(&rows, &(struct input){.action = ACTION_UP, .wheel = true, .rows = 3}), TABLE_MOVED);
    assert_int_equal(rows.table.scroll, scroll - 3);
    assert_int_equal(act(&rows, &(struct input){.action = ACTION_POINT, .row = HEIGHT - 1, .start = 9}), TABLE_IGNORED);
    close_rows(&rows);
}

static void test_a_filter_is_written_above(void **state)
{
    (void)state;
    struct rows rows;
    struct editor filter;
    open_rows(&rows, 80, TEXT_LEFT_TO_RIGHT);
    editor_init(&filter, &(struct edit_limits){.bytes = 50, .lines = 1}, TEXT_LEFT_TO_RIGHT);
    rows.table.filter = &filter;
    rows.table.filter_hint = "Suchen";
    table_lay_out(&rows.table, HEIGHT, 80);
    press(&rows, ACTION_PAGE_DOWN);
    paint(&rows);
    assert_string_equal(slate_row(&rows.slate, 0), " Suchen");
    assert_int_equal(act(&rows, &(struct input){.action = ACTION_CHARACTER, .character = 'a'}), TABLE_FILTERED);
    assert_int_equal(rows.table.focus, 0);
    assert_int_equal(press(&rows, ACTION_TO_START), TABLE_MOVED);
    assert_int_equal(press(&rows, ACTION_ERASE_FORTH), TABLE_FILTERED);
    assert_string_equal(filter.edit.text, "");
    press(&rows, ACTION_DOWN);
    assert_int_equal(rows.table.focus, 1);
    assert_int_equal(rows.finds, 0);
    editor_free(&filter);
    close_rows(&rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_key_asks_for_the_rows_on_the_screen_only),
        cmocka_unit_test(test_says_where_the_reader_is),
        cmocka_unit_test(test_columns_share_the_room_and_vanish_by_rank),
        cmocka_unit_test(test_mirrors),
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_finds_what_is_typed),
        cmocka_unit_test(test_fingers),
        cmocka_unit_test(test_a_filter_is_written_above),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
