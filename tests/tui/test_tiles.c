// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// How the tiles stand in which room, and how one gets about in them.
#include "tests/support/slate.h"

#include "tui/kit/tiles.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <string.h>

static const char *const names[] = {
    "Ankommen und Aufenthalt", "Geld und Leistungen",       "Wohnen und Alltag",   "Gesundheit",
    "Deutsch lernen",          "Kita, Schule und Studium",  "Arbeit und Beruf",    "Kinder und Familie",
    "Freizeit und Sport",      "Zusammenleben und Treffen", "Mitmachen und Wahl", "Sicherheit, Hilfe und Rechte",
};

enum { NAMES = sizeof names / sizeof *names, LINE = 0, BAR = NAMES + 1, DOORS, QUIET = DOORS + 2, COUNT = QUIET + 3 };

static const struct tile_text others[] = {
    {.kind = TILE_BAR, .title = "Notfall", .role = ROLE_ALERT}, {.kind = TILE_DOOR, .title = "Schritte"},
    {.kind = TILE_DOOR, .title = "Termine"},                    {.kind = TILE_QUIET, .title = "Sprache ändern", .brief = "Sprache"},
    {.kind = TILE_QUIET, .title = "Hilfe"},                     {.kind = TILE_QUIET, .title = "Über dieses Gerät"},
};

struct board {
    struct slate slate;
    struct tiles tiles;
    struct tile_text texts[COUNT];
};

static bool lay_out(struct board *board)
{
    return tiles_lay_out(&board->tiles, &board->slate.arena, &board->slate.view, board->texts, COUNT, board->slate.grid.rows,
                         board->slate.grid.columns);
}

// The line has a number behind all others, as doors may.
static bool open_board(struct board *board, int rows, int columns, enum text_direction direction)
{
    *board = (struct board){0};
    slate_open(&board->slate, rows, columns, direction);
    board->texts[LINE] = (struct tile_text){.kind = TILE_LINE, .title = "Suchen", .number = COUNT};
    for (int i = 0; i < NAMES; i++)
        board->texts[1 + i] = (struct tile_text){
            .kind = TILE_PICTURE, .title = names[i], .pictogram = i == 4 ? NULL : pictogram_named("house"), .number = i + 1};
    for (int i = 0; i < COUNT - BAR; i++) {
        board->texts[BAR + i] = others[i];
        board->texts[BAR + i].number = BAR + i;
    }
    return lay_out(board);
}

static void close_board(struct board *board)
{
    slate_close(&board->slate);
}

static void paint(struct board *board)
{
    grid_clear(&board->slate.grid);
    tiles_paint(&board->tiles, &board->slate.canvas);
    slate_expect_whole(&board->slate.grid);
}

static enum tiles_result act(struct board *board, int action)
{
    return tiles_act(&board->tiles, &(struct input){.action = action});
}

static enum tiles_result type(struct board *board, int digit)
{
    return tiles_act(&board->tiles, &(struct input){.action = ACTION_NUMBER, .number = digit});
}

static void expect_shape(int rows, int columns, struct tile_shape expected)
{
    struct board board;
    assert_true(open_board(&board, rows, columns, TEXT_LEFT_TO_RIGHT));
    const struct tile_shape shape = board.tiles.shape;
    if (shape.columns != expected.columns || shape.pictured != expected.pictured || shape.large != expected.large ||
        shape.above != expected.above || shape.framed != expected.framed)
        fail_msg("%dx%d: %d columns, pictured %d, large %d, above %d, framed %d", columns, rows, shape.columns, shape.pictured,
                 shape.large, shape.above, shape.framed);
    close_board(&board);
}

static void test_the_richest_way_that_fits_is_chosen(void **state)
{
    (void)state;
    expect_shape(29, 118, (struct tile_shape){.columns = 6, .pictured = true, .large = true, .above = true, .framed = true});
    expect_shape(26, 118, (struct tile_shape){.columns = 4, .pictured = true, .framed = true});
    expect_shape(26, 98, (struct tile_shape){.columns = 4, .pictured = true, .above = true, .framed = true});
    expect_shape(25, 98, (struct tile_shape){.columns = 3, .pictured = true, .framed = true});
    expect_shape(20, 78, (struct tile_shape){.columns = 3, .pictured = true});
    expect_shape(19, 78, (struct tile_shape){.columns = 4, .framed = true});
    expect_shape(18, 62, (struct tile_shape){.columns = 3, .framed = true});
    expect_shape(14, 62, (struct tile_shape){.columns = 3});
}

static void test_what_does_not_fit_is_no_tiles(void **state)
{
    (void)state;
    struct board board;
    assert_false(open_board(&board, 9, 38, TEXT_LEFT_TO_RIGHT));
    close_board(&board);
    for (int rows = 1; rows < 40; rows += 3) // nothing is too little to be asked
        for (int columns = 1; columns < 130; columns += 9) {
            if (open_board(&board, rows, columns, TEXT_LEFT_TO_RIGHT))
                paint(&board);
            close_board(&board);
        }
}

// A word that has no room beside a picture takes the picture away, not its own end.
static void test_words_stay_whole(void **state)
{
    (void)state;
    struct board board;
    assert_true(open_board(&board, 20, 78, TEXT_LEFT_TO_RIGHT));
    assert_true(board.tiles.shape.pictured);
    board.texts[3].title = "Udział i współdecydowanie"; // sixteen letters
    assert_true(lay_out(&board));
    assert_false(board.tiles.shape.pictured);
    paint(&board);
    bool found = false;
    for (int row = 0; row < 20; row++)
        found = found || strstr(slate_row(&board.slate, row), "współdecydowanie") != NULL;
    assert_true(found);
    board.texts[3].title = "Donaudampfschifffahrtsgesellschaftskapitänsmützenband";
    assert_false(lay_out(&board));
    close_board(&board);
}

// The widest word has its column's width, and a blank before the picture of the next one, whichever column it is.
static void test_names_do_not_touch_pictures(void **state)
{
    (void)state;
    for (int column = 0; column < 3; column++) {
        struct board board;
        assert_true(open_board(&board, 20, 78, TEXT_LEFT_TO_RIGHT));
        board.texts[10].title = "Begegnung";
        board.texts[1 + column].title = "Zusammenleben"; // thirteen letters
        assert_true(lay_out(&board));
        assert_true(board.tiles.shape.pictured);
        paint(&board);
        const char *row = NULL;
        for (int i = 0; i < 20 && row == NULL; i++)
            row = strstr(slate_row(&board.slate, i), "Zusammenleben");
        assert_non_null(row);
        row += strlen("Zusammenleben");
        assert_true(*row == '\0' || *row == ' ');
        close_board(&board);
    }
}

static void test_framed_without_pictures(void **state)
{
    (void)state;
    struct board board;
    assert_true(open_board(&board, 18, 62, TEXT_LEFT_TO_RIGHT));
    paint(&board);
    slate_expect(&board.slate, (const char *const[]){
                                   "  19  Suchen",
                                   " ▶ 1                 ─ 2 ───────────────┬─ 3 ───────────────┐",
                                   "  Ankommen und        Geld und          │ Wohnen und Alltag │",
                                   "  Aufenthalt          Leistungen        │                   │",
                                   "   4                 ─ 5 ───────────────┼─ 6 ───────────────┤",
                                   "│ Gesundheit        │ Deutsch lernen    │ Kita, Schule und  │",
                                   "│                   │                   │ Studium           │",
                                   "├─ 7 ───────────────┼─ 8 ───────────────┼─ 9 ───────────────┤",
                                   "│ Arbeit und Beruf  │ Kinder und        │ Freizeit und      │",
                                   "│                   │ Familie           │ Sport             │",
                                   "├─ 10 ──────────────┼─ 11 ──────────────┼─ 12 ──────────────┤",
                                   "│ Zusammenleben und │ Mitmachen und     │ Sicherheit, Hilfe │",
                                   "│ Treffen           │ Wahl              │ und Rechte        │",
                                   "└───────────────────┴───────────────────┴───────────────────┘",
                                   "  13 Notfall",
                                   "  14 Schritte                   15 Termine",
                                   "",
                                   "  16 Sprache ändern    17 Hilfe    18 Über dieses Gerät",
                                   NULL,
                               });
    assert_int_equal(grid_at(&board.slate.grid, 4, 3)->role, ROLE_NUMBER); // seen in the frame of the focused one above
    assert_int_equal(grid_at(&board.slate.grid, 4, 8)->role, ROLE_FOCUS);
    assert_int_equal(grid_at(&board.slate.grid, 14, 40)->role, ROLE_ALERT); // to the end
    close_board(&board);
}

static void test_from_right_to_left(void **state)
{
    (void)state;
    struct board board;
    assert_true(open_board(&board, 18, 62, TEXT_RIGHT_TO_LEFT));
    paint(&board);
    assert_string_equal(slate_row(&board.slate, 7), " ├─────────────── 9 ─┼─────────────── 8 ─┼─────────────── 7 ─┤");
    assert_string_equal(slate_row(&board.slate, 1), " ┌─────────────── 3 ─┬─────────────── 2 ─                 1 ◀");
    assert_int_equal(act(&board, ACTION_TO_END), TILES_MOVED);
    assert_int_equal(board.tiles.focus, 2); // as read
    close_board(&board);
}

static void test_the_focus_is_frame_ground_and_sign(void **state)
{
    (void)state;
    struct board board;
    assert_true(open_board(&board, 29, 118, TEXT_LEFT_TO_RIGHT));
    paint(&board);
    const struct grid *grid = &board.slate.grid;
    int top = 0;
    while (grid_at(grid, top, 2)->base != 0x25B6)
        top++;
    assert_int_equal(grid_at(grid, top, 1)->role, ROLE_FOCUS);
    assert_int_equal(grid_at(grid, grid->cursor_row, grid->cursor_column)->role, ROLE_FOCUS);
    assert_non_null(strstr(slate_row(&board.slate, grid->cursor_row), "Ankommen und")); // what a braille display shows
    for (int row = top; row <= top + 11; row++) // to the line below
        assert_int_equal(grid_at(grid, row, 1)->role, ROLE_FOCUS);
    int pictured = 0;
    for (int column = 1; column < 20; column++)
        pictured += grid_at(grid, top + 5, column)->role >= ROLE_PICTURE && grid_at(grid, top + 5, column)->role < ROLE_FOCUS_PICTURE;
    assert_true(pictured > 8); // it keeps its colours
    close_board(&board);
}

static void test_arrows_go_in_two_dimensions(void **state)
{
    (void)state;
    struct board board;
    assert_true(open_board(&board, 26, 98, TEXT_LEFT_TO_RIGHT)); // 4 x 3
    assert_int_equal(board.tiles.focus, 1);
    assert_int_equal(act(&board, ACTION_UP), TILES_MOVED);
    assert_int_equal(board.tiles.focus, LINE);
    assert_int_equal(act(&board, ACTION_UP), TILES_IGNORED);
    assert_int_equal(act(&board, ACTION_DOWN), TILES_MOVED);
    assert_int_equal(board.tiles.focus, 1);
    assert_int_equal(act(&board, ACTION_TO_START), TILES_IGNORED);
    for (int i = 0; i < 3; i++)
        assert_int_equal(act(&board, ACTION_TO_END), TILES_MOVED);
    assert_int_equal(act(&board, ACTION_TO_END), TILES_IGNORED); // the row ends
    assert_int_equal(act(&board, ACTION_DOWN), TILES_MOVED);
    assert_int_equal(board.tiles.focus, 8);
    act(&board, ACTION_DOWN);
    act(&board, ACTION_DOWN);
    assert_int_equal(board.tiles.focus, BAR);
    act(&board, ACTION_DOWN);
    assert_int_equal(board.tiles.focus, DOORS + 1); // below where it came from, not below the bar's middle
    act(&board, ACTION_UP);
    act(&board, ACTION_UP);
    assert_int_equal(board.tiles.focus, 12); // and back
    act(&board, ACTION_LAST);
    assert_int_equal(board.tiles.focus, COUNT - 1);
    assert_int_equal(act(&board, ACTION_DOWN), TILES_IGNORED);
    act(&board, ACTION_FIRST);
    assert_int_equal(board.tiles.focus, LINE);
    assert_int_equal(act(&board, ACTION_OPEN), TILES_OPENED);
    close_board(&board);
}

// By arrows alone, everything is reached in every arrangement.
static void test_everything_is_reached(void **state)
{
    (void)state;
    static const int sizes[][2] = {{29, 118}, {26, 118}, {26, 98}, {20, 78}, {18, 62}, {14, 62}};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        struct board board;
        bool seen[COUNT] = {false};
        assert_true(open_board(&board, sizes[s][0], sizes[s][1], TEXT_LEFT_TO_RIGHT));
        act(&board, ACTION_FIRST);
        do {
            while (act(&board, ACTION_TO_START) == TILES_MOVED)
                ;
            do
                seen[board.tiles.focus] = true;
            while (act(&board, ACTION_TO_END) == TILES_MOVED);
        } while (act(&board, ACTION_DOWN) == TILES_MOVED);
        for (int i = 0; i < COUNT; i++)
            assert_true(seen[i]);
        close_board(&board);
    }
}

static void test_numbers_open(void **state)
{
    (void)state;
    struct board board;
    assert_true(open_board(&board, 20, 78, TEXT_LEFT_TO_RIGHT));
    assert_int_equal(type(&board, 7), TILES_OPENED);
    assert_int_equal(board.tiles.focus, 7);
    assert_int_equal(type(&board, 1), TILES_MOVED); // it may be the first digit of ten
    assert_int_equal(board.slate.view.typed, 1);
    assert_int_equal(type(&board, 4), TILES_OPENED);
    assert_int_equal(board.tiles.focus, DOORS);
    type(&board, 1);
    assert_int_equal(type(&board, 9), TILES_OPENED);
    assert_int_equal(board.tiles.focus, LINE);
    assert_int_equal(type(&board, 0), TILES_IGNORED);
    close_board(&board);
}

static enum tiles_result touch(struct board *board, int row, int start)
{
    return tiles_act(&board->tiles, &(struct input){.action = ACTION_POINT, .row = row, .start = start});
}

static void test_fingers_have_two_rows(void **state)
{
    (void)state;
    struct board board;
    assert_true(open_board(&board, 26, 98, TEXT_LEFT_TO_RIGHT));
    assert_int_equal(touch(&board, 3, 60), TILES_OPENED);
    assert_int_equal(board.tiles.focus, 3);
    assert_int_equal(tiles_act(&board.tiles, &(struct input){.action = ACTION_DOWN, .wheel = true, .rows = 3}), TILES_IGNORED);
    close_board(&board);
    open_board(&board, 24, 78, TEXT_LEFT_TO_RIGHT);
    board.slate.view.touch = true;
    assert_true(lay_out(&board));
    int rows[COUNT] = {0};
    for (int row = 0; row < 24; row++) {
        bool hit[COUNT] = {false};
        for (int start = 0; start < 78; start++)
            if (touch(&board, row, start) == TILES_OPENED)
                hit[board.tiles.focus] = true;
        for (int i = 0; i < COUNT; i++)
            rows[i] += hit[i];
    }
    for (int i = 0; i < COUNT; i++)
        assert_true(rows[i] >= 2);
    close_board(&board);
}

// The focus stays on its thing when the room becomes another.
static void test_the_focus_stays(void **state)
{
    (void)state;
    struct board board;
    assert_true(open_board(&board, 29, 118, TEXT_LEFT_TO_RIGHT));
    type(&board, 9);
    assert_true(tiles_lay_out(&board.tiles, &board.slate.arena, &board.slate.view, board.texts, COUNT, 18, 62));
    assert_int_equal(board.tiles.focus, 9);
    assert_true(tiles_lay_out(&board.tiles, &board.slate.arena, &board.slate.view, board.texts, 5, 18, 62)); // fewer than nine
    assert_int_equal(board.tiles.focus, 1);
    close_board(&board);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_richest_way_that_fits_is_chosen),
        cmocka_unit_test(test_what_does_not_fit_is_no_tiles),
        cmocka_unit_test(test_words_stay_whole),
        cmocka_unit_test(test_names_do_not_touch_pictures),
        cmocka_unit_test(test_framed_without_pictures),
        cmocka_unit_test(test_from_right_to_left),
        cmocka_unit_test(test_the_focus_is_frame_ground_and_sign),
        cmocka_unit_test(test_arrows_go_in_two_dimensions),
        cmocka_unit_test(test_everything_is_reached),
        cmocka_unit_test(test_numbers_open),
        cmocka_unit_test(test_fingers_have_two_rows),
        cmocka_unit_test(test_the_focus_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
