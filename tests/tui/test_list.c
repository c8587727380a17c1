// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "tests/support/slate.h"

#include "tui/kit/choice.h"
#include "tui/kit/list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <string.h>

static enum list_result act(struct list *list, int action)
{
    return list_act(list, &(struct input){.action = action});
}

static enum list_result type(struct list *list, int digit)
{
    return list_act(list, &(struct input){.action = ACTION_NUMBER, .number = digit});
}

static enum list_result touch(struct list *list, int row, int start)
{
    return list_act(list, &(struct input){.action = ACTION_POINT, .row = row, .start = start});
}

static void paint(struct slate *slate, const struct list *list)
{
    struct canvas canvas = slate->canvas;
    canvas.arena = NULL; // painting lays nothing out
    grid_clear(&slate->grid);
    list_paint(list, &canvas);
    slate_expect_whole(&slate->grid);
}

static void lay_out(struct slate *slate, struct list *list, const struct list_text *texts, size_t count,
                    const struct list_shape *shape)
{
    list_lay_out(list, &slate->arena, &slate->view, texts, count, shape, slate->grid.rows, slate->grid.columns);
}

static const struct list_text four[] = {
    {.title = "Wohnen", .detail = "Miete, Strom, Umzug"},
    {.title = "Arbeit", .detail = "Suche und Rechte"},
    {.title = "Gesundheit und Krankenkasse"},
    {.title = "Notfall", .detail = "112", .role = ROLE_ALERT},
};

static void test_one_column(void **state)
{
    (void)state;
    struct slate slate;
    struct list list = {0};
    static const struct list_shape shape = {.columns_max = 1, .detail_lines = 1, .numbered = true};
    slate_open(&slate, 9, 21, TEXT_LEFT_TO_RIGHT);
    lay_out(&slate, &list, four, 4, &shape);
    paint(&slate, &list);
    slate_expect(&slate, (const char *const[]){
                             "▶ 1 Wohnen",
                             "    Miete, Strom…",
                             "  2 Arbeit",
                             "    Suche und…", // the last column is the scroll marks' own
                             "  3 Gesundheit und",
                             "    Krankenkasse",
                             "  4 Notfall",
                             "    112",
                             NULL,
                         });
    slate_close(&slate);
}

// What would be cut takes a second row where rows are empty, and only there.
static void test_details_take_empty_rows(void **state)
{
    (void)state;
    struct slate slate;
    struct list list = {0};
    static const struct list_shape shape = {.columns_max = 1, .detail_lines = 1};
    slate_open(&slate, 5, 16, TEXT_LEFT_TO_RIGHT);
    lay_out(&slate, &list, four, 2, &shape);
    paint(&slate, &list);
    slate_expect(&slate, (const char *const[]){"▶ Wohnen", "  Miete, Stro…", "  Arbeit", "  Suche und…", NULL});
    slate_close(&slate);
    slate_open(&slate, 6, 16, TEXT_LEFT_TO_RIGHT);
    lay_out(&slate, &list, four, 2, &shape);
    paint(&slate, &list);
    slate_expect(&slate, (const char *const[]){"▶ Wohnen", "  Miete,", "  Strom, Umzug", "  Arbeit", "  Suche und",
                                               "  Rechte", NULL});
    slate_close(&slate);
}

// Chips stand behind the detail when all have room there; air parts cards, and lines of one row stand on each other.
static void test_cards(void **state)
{
    (void)state;
    struct slate slate;
    struct list list = {0};
    static const struct chip open[] = {{"● Offen", ROLE_OPEN, false}, {"frei", ROLE_FREE, false}};
    const struct list_text texts[] = {
        {.title = "Amt", .detail = "Office", .chips = open, .chip_count = 2},
        {.title = "Kasse", .detail = "Office of money", .chips = open, .chip_count = 2},
        {.title = "Eins"}, {.title = "Zwei"}, {.title = "Drei"}, {.title = "Vier"}, {.title = "Ende", .chips = open, .chip_count = 1},
    };
    static const struct list_shape shape = {.columns_max = 1, .detail_lines = 1, .air = LIST_CARDS};
    slate_open(&slate, 11, 28, TEXT_LEFT_TO_RIGHT);
    lay_out(&slate, &list, texts, 7, &shape);
    paint(&slate, &list);
    slate_expect(&slate, (const char *const[]){"▶ Amt                      █", "  Office   ● Offen  frei   █", "                           █",
                                               "  Kasse                    █", "  Office of money          █", "  ● Offen  frei            █",
                                               "                           █", "  Eins                     │", "  Zwei                     │",
                                               "  Drei                     │", "  Vier                     ▼", NULL});
    assert_int_equal(grid_at(&slate.grid, 1, 11)->role, ROLE_FOCUS_QUIET);
    assert_int_equal(grid_at(&slate.grid, 5, 2)->role, ROLE_OPEN);
    assert_int_equal(touch(&list, 5, 9), LIST_OPENED); // on a chip
    assert_int_equal(list.focus, 1);
    slate_close(&slate);
    list = (struct list){0};
    slate_open(&slate, 9, 28, TEXT_LEFT_TO_RIGHT); // a low list has no air
    lay_out(&slate, &list, texts, 7, &shape);
    paint(&slate, &list);
    assert_string_equal(slate_row(&slate, 2), "  Kasse                    █");
    slate_close(&slate);
}

// Of things of one kind that follow each other one picture stands beside the first that is seen; the next kind's is below it.
static void test_pictures_of_kinds(void **state)
{
    (void)state;
    struct slate slate;
    struct list list = {0};
    const struct pictogram *office = pictogram_named("office"), *guide = pictogram_named("guide");
    struct list_text texts[12];
    for (size_t i = 0; i < 12; i++)
        texts[i] = (struct list_text){.title = "Amt", .pictogram = i == 0 ? guide : i < 11 ? office : NULL};
    static const struct list_shape shape = {.columns_max = 1};
    static const int picture = ROLE_PICTURE;
    for (enum text_direction direction = TEXT_LEFT_TO_RIGHT; direction <= TEXT_RIGHT_TO_LEFT; direction++) {
        list = (struct list){0};
        slate_open(&slate, 12, 94, direction);
        lay_out(&slate, &list, texts, 12, &shape);
        paint(&slate, &list);
        bool seen[12] = {false};
        for (int row = 0; row < 12; row++) {
            for (int column = 0; column < 94; column++) {
                int role = grid_at(&slate.grid, row, column)->role;
                bool is = role >= picture && role < picture + PICTURE_PAIRS;
                int start = direction == TEXT_LEFT_TO_RIGHT ? column : 93 - column;
                seen[row] = seen[row] || is;
                assert_true(!is || start < 12); // and nothing in the gap behind it
            }
        }
        static const bool expected[12] = {[0] = true, true, true, true, [5] = true, true, true, true};
        assert_memory_equal(seen, expected, sizeof seen);
        act(&list, ACTION_LAST);
        paint(&slate, &list);
        bool sticky = false; // the kind is told though its first is not seen
        for (int column = 0; column < 94; column++)
            sticky = sticky || (grid_at(&slate.grid, 0, column)->role >= picture && grid_at(&slate.grid, 0, column)->role < picture + PICTURE_PAIRS) ||
                     (grid_at(&slate.grid, 1, column)->role >= picture && grid_at(&slate.grid, 1, column)->role < picture + PICTURE_PAIRS);
        assert_true(sticky);
        slate_close(&slate);
    }
    list = (struct list){0};
    slate_open(&slate, 12, 80, TEXT_LEFT_TO_RIGHT); // texts need the columns
    lay_out(&slate, &list, texts, 12, &shape);
    paint(&slate, &list);
    assert_string_equal(slate_row(&slate, 0), "▶ Amt");
    slate_close(&slate);
}

// The cells of a row that are marked, as they stand on the glass; others are dots.
static const char *marked_cells(struct slate *slate, int row, enum role role)
{
    struct arena_text seen = {0};
    for (int column = 0; column < slate->grid.columns; column++) {
        const struct grid_cell *cell = grid_at(&slate->grid, row, column);
        const struct text_cell shown = {.base = cell->base, .width = cell->width};
        const struct text_line line = {.cells = &shown, .count = 1, .width = cell->width};
        arena_append(&slate->arena, &seen, cell->role != role ? "." : cell->width == 0 ? "" : text_line_to_utf8(&slate->arena, &line));
    }
    return seen.bytes;
}

// Marks are of the text, wherever its letters come to stand: wrapped, joined, turned round, beside a number, two cells wide.
static void test_words_are_marked(void **state)
{
    (void)state;
    struct slate slate;
    struct list list = {.focus = 1};
    static const struct text_span arzt[] = {{0, 4}, {13, 17}}, doctor[] = {{0, 8}}, wide[] = {{2, 8}}, detail[] = {{4, 10}};
    const struct list_text texts[] = {
        {.title = "Arzt und ein Arzt", .detail = "die Ärzte", .title_marks = {arzt, 2}, .detail_marks = {detail, 1}},
        {.title = "Arzt", .title_marks = {arzt, 1}},
        {.title = "طبيب ال 0340 2", .title_marks = {doctor, 1}},
        {.title = "a 日本 b", .title_marks = {wide, 1}},
    };
    static const struct list_shape shape = {.columns_max = 1, .detail_lines = 1};
    slate_open(&slate, 9, 18, TEXT_LEFT_TO_RIGHT);
    lay_out(&slate, &list, texts, 4, &shape);
    paint(&slate, &list);
    assert_string_equal(marked_cells(&slate, 0, ROLE_MATCH), "..Arzt............");
    assert_string_equal(marked_cells(&slate, 1, ROLE_MATCH), "..Arzt............");
    assert_string_equal(marked_cells(&slate, 2, ROLE_MATCH), "......Ärzte.......");
    assert_string_equal(marked_cells(&slate, 3, ROLE_FOCUS_MATCH), "..Arzt............");
    assert_string_equal(marked_cells(&slate, 5, ROLE_MATCH), "....日本..........");
    slate_close(&slate);
    slate_open(&slate, 9, 24, TEXT_RIGHT_TO_LEFT);
    lay_out(&slate, &list, texts, 4, &shape);
    paint(&slate, &list);
    assert_string_equal(slate_row(&slate, 3), "        0340 2 ﻝﺍ ﺐﻴﺒﻃ");
    assert_string_equal(marked_cells(&slate, 3, ROLE_MATCH), "..................ﺐﻴﺒﻃ..");
    slate_close(&slate);
}

static void test_focus_is_a_whole_bar(void **state)
{
    (void)state;
    struct slate slate;
    struct list list = {.focus = 3};
    static const struct list_shape shape = {.columns_max = 1, .detail_lines = 1, .numbered = true};
    slate_open(&slate, 9, 21, TEXT_LEFT_TO_RIGHT);
    lay_out(&slate, &list, four, 4, &shape);
    paint(&slate, &list);
    for (int column = 0; column < 20; column++) {
        enum role title = grid_at(&slate.grid, 6, column)->role;
        enum role detail = grid_at(&slate.grid, 7, column)->role;
        assert_int_equal(title, column < 19 ? ROLE_FOCUS : ROLE_TEXT);
        assert_int_equal(detail, column >= 19 ? ROLE_TEXT : column >= 4 && column < 7 ? ROLE_FOCUS_QUIET : ROLE_FOCUS);
    }
    assert_int_equal(slate.grid.cursor_row, 6);
    assert_int_equal(slate.grid.cursor_column, 3);
    list.focus = 0;
    paint(&slate, &list);
    assert_int_equal(grid_at(&slate.grid, 6, 4)->role, ROLE_ALERT);
    assert_int_equal(grid_at(&slate.grid, 6, 2)->role, ROLE_ALERT);
    assert_int_equal(grid_at(&slate.grid, 6, 18)->role, ROLE_ALERT);
    assert_int_equal(grid_at(&slate.grid, 7, 4)->role, ROLE_QUIET);
    slate_close(&slate);
}

static void test_two_columns_and_groups(void **state)
{
    (void)state;
    static const struct list_text texts[] = {
        {.title = "Deutsch", .group = "Sprachen"}, {.title = "English"}, {.title = "Polski", .detail = "auf Anfrage"},
        {.title = "Hilfe", .group = "Mehr"},
    };
    static const struct list_shape shape = {.columns_max = 2, .column_least = 12, .detail_lines = 1, .numbered = true};
    struct slate slate;
    struct list list = {.focus = 2};
    slate_open(&slate, 8, 37, TEXT_LEFT_TO_RIGHT);
    lay_out(&slate, &list, texts, 4, &shape);
    paint(&slate, &list);
    slate_expect(&slate, (const char *const[]){
                             "Sprachen",
                             "  1 Deutsch         2 English",
                             "▶ 3 Polski",
                             "    auf Anfrage",
                             "",
                             "Mehr",
                             "  4 Hilfe",
                             NULL,
                         });
    assert_int_equal(grid_at(&slate.grid, 3, 16)->role, ROLE_TEXT); // outside the focused item
    assert_int_equal(grid_at(&slate.grid, 3, 15)->role, ROLE_FOCUS);
    slate_close(&slate);
}

static void test_right_to_left(void **state)
{
    (void)state;
    static const struct list_text texts[] = {
        {.title = "السكن", .detail = "مكتب"}, {.title = "العمل"}, {.title = "Jobcenter"},
    };
    static const struct list_shape shape = {.columns_max = 2, .column_least = 12, .detail_lines = 1, .numbered = true};
    struct slate slate;
    struct list list = {0};
    slate_open(&slate, 4, 33, TEXT_RIGHT_TO_LEFT);
    lay_out(&slate, &list, texts, 3, &shape);
    paint(&slate, &list);
    slate_expect(&slate, (const char *const[]){
                             "        \uFEDE\uFEE4\uFECC\uFEDF\uFE8D 2         \uFEE6\uFEDC\uFEB4\uFEDF\uFE8D 1 ◀",
                             "                         \uFE90\uFE98\uFEDC\uFEE3",
                             "                    Jobcenter 3",
                             NULL,
                         });
    assert_int_equal(slate.grid.cursor_column, 29);
    slate_close(&slate);
}

static void test_numbers_stand_right_aligned(void **state)
{
    (void)state;
    struct list_text texts[12];
    for (size_t i = 0; i < 12; i++)
        texts[i] = (struct list_text){.title = "x"};
    static const struct list_shape shape = {.columns_max = 1, .numbered = true};
    for (int direction = TEXT_LEFT_TO_RIGHT; direction <= TEXT_RIGHT_TO_LEFT; direction++) {
        struct slate slate;
        struct list list = {.focus = 1};
        slate_open(&slate, 12, 17, direction);
        lay_out(&slate, &list, texts, 12, &shape);
        paint(&slate, &list);
        bool mirrored = direction == TEXT_RIGHT_TO_LEFT;
        assert_string_equal(slate_row(&slate, 1), mirrored ? "           x 2  ◀" : "▶  2 x");
        assert_string_equal(slate_row(&slate, 11), mirrored ? "           x 12" : "  12 x");
        slate_close(&slate);
    }
}

static void test_without_numbers(void **state)
{
    (void)state;
    static const struct list_shape shape = {.columns_max = 3, .column_least = 10};
    struct slate slate;
    struct list list = {0};
    slate_open(&slate, 3, 61, TEXT_LEFT_TO_RIGHT);
    lay_out(&slate, &list, four, 3, &shape);
    paint(&slate, &list);
    slate_expect(&slate, (const char *const[]){"▶ Wohnen              Arbeit              Gesundheit und",
                                               "                                          Krankenkasse", NULL});
    assert_int_equal(type(&list, 2), LIST_IGNORED);
    assert_int_equal(list.focus, 0);
    slate_close(&slate);
}

static void test_airy_only_where_it_fits(void **state)
{
    (void)state;
    static const struct list_shape shape = {.columns_max = 1, .numbered = true, .air = LIST_AIRY_IF_IT_FITS};
    for (int rows = 1; rows <= 12; rows++) {
        struct slate slate;
        struct list list = {0};
        slate_open(&slate, rows, 40, TEXT_LEFT_TO_RIGHT);
        lay_out(&slate, &list, four, 4, &shape);
        assert_int_equal(list.total_rows, rows >= 7 ? 7 : 4);
        paint(&slate, &list);
        if (rows >= 7)
            assert_string_equal(slate_row(&slate, 1), "");
        slate_close(&slate);
    }
}

// Groups of four: the second one is of second rank.
static void test_the_last_group_gives_its_air_first(void **state)
{
    (void)state;
    static const struct list_shape shape = {.columns_max = 1, .air = LIST_AIRY_IF_IT_FITS, .last_is_second = true};
    struct list_text texts[8];
    for (size_t i = 0; i < 8; i++)
        texts[i] = (struct list_text){.title = "x", .group = i == 4 ? "Mehr" : NULL};
    for (int rows = 8; rows <= 18; rows++) {
        struct slate slate;
        struct list list = {0};
        slate_open(&slate, rows, 40, TEXT_LEFT_TO_RIGHT);
        lay_out(&slate, &list, texts, 8, &shape);
        assert_int_equal(list.total_rows, rows >= 16 ? 16 : rows >= 13 ? 13 : 10);
        slate_close(&slate);
    }
}

static void test_only_whole_parts_of_a_detail(void **state)
{
    (void)state;
    static const struct list_shape shape = {.columns_max = 1, .detail_lines = 1, .parts = ", "};
    static const struct {
        int columns;
        const char *detail;
    } expected[] = {{40, "  Miete, Strom, Umzug"}, {20, "  Miete, Strom"}, {12, "  Miete"}, {5, ""}};
    static const struct list_text text = {.title = "W", .detail = "Miete, Strom, Umzug"};
    for (size_t i = 0; i < 4; i++) {
        struct slate slate;
        struct list list = {0};
        slate_open(&slate, 9, expected[i].columns, TEXT_LEFT_TO_RIGHT);
        lay_out(&slate, &list, &text, 1, &shape);
        paint(&slate, &list);
        assert_string_equal(slate_row(&slate, 1), expected[i].detail);
        assert_int_equal(list.total_rows, i < 3 ? 2 : 1); // not even one part fits: no detail
        slate_close(&slate);
    }
}

// A question is not left without its answer; of one long sentence, the words that fit.
static void test_only_whole_sentences_of_a_detail(void **state)
{
    (void)state;
    static const struct list_shape shape = {.columns_max = 1, .detail_lines = 1, .sentences = true};
    static const struct {
        int columns;
        const char *text, *detail;
    } cases[] = {
        {40, "Es brennt. Tag und Nacht.", "  Es brennt. Tag und Nacht."},
        {20, "Es brennt. Tag und Nacht.", "  Es brennt."},
        {40, "Die Praxis ist zu. Gefahr? Wählen Sie 112.", "  Die Praxis ist zu."},
        {20, "Wenn es brennt oder raucht.", "  Wenn es brennt…"},
        {24, "Gefahr? Wählen Sie die 112.", "  Gefahr? Wählen Sie…"},
        {24, "ለይትን መዓልትን። ሓዊ እንተ ተላዒሉ ደውሉ።", "  ለይትን መዓልትን።"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct slate slate;
        struct list list = {0};
        slate_open(&slate, 2, cases[i].columns, TEXT_LEFT_TO_RIGHT);
        lay_out(&slate, &list, &(struct list_text){.title = "W", .detail = cases[i].text}, 1, &shape);
        paint(&slate, &list);
        assert_string_equal(slate_row(&slate, 1), cases[i].detail);
        slate_close(&slate);
    }
}

static void test_figures_are_large_where_there_is_room(void **state)
{
    (void)state;
    static const struct list_shape shape = {.columns_max = 1, .detail_lines = 1, .air = LIST_AIRY};
    static const struct list_text texts[] = {{.title = "110 Polizei", .figure = "110"},
                                             {.title = "0361 730730 Gift", .figure = "0361 730730"}};
    for (int direction = TEXT_LEFT_TO_RIGHT; direction <= TEXT_RIGHT_TO_LEFT; direction++) {
        struct slate slate;
        struct list list = {0};
        slate_open(&slate, 9, 49, (enum text_direction)direction);
        lay_out(&slate, &list, texts, 2, &shape);
        paint(&slate, &list);
        static const char *const left[] = {"▀█  ▀█  █▀█  ▶ 110 Polizei", " █   █  █ █", "▀▀▀ ▀▀▀ ▀▀▀", "",
                                           "               0361 730730 Gift", NULL}; // too long to be large
        if (direction == TEXT_LEFT_TO_RIGHT)
            slate_expect(&slate, left);
        else // the digits run from left to right all the same
            assert_string_equal(slate_row(&slate, 1), "                                       █   █  █ █");
        assert_int_equal(touch(&list, 2, 3), LIST_OPENED);
        slate_close(&slate);
        slate_open(&slate, 9, 41, (enum text_direction)direction);
        lay_out(&slate, &list, texts, 2, &shape);
        assert_int_equal(list.total_rows, 3); // too narrow for anything large
        slate_close(&slate);
    }
}

static void test_scrolling_and_its_marks(void **state)
{
    (void)state;
    struct list_text texts[9];
    for (size_t i = 0; i < 9; i++)
        texts[i] = (struct list_text){.title = "x"};
    static const struct list_shape shape = {.columns_max = 1, .numbered = true};
    struct slate slate;
    struct list list = {0};
    slate_open(&slate, 3, 15, TEXT_RIGHT_TO_LEFT);
    lay_out(&slate, &list, texts, 9, &shape);
    paint(&slate, &list);
    slate_expect(&slate, (const char *const[]){"          x 1 ◀", "          x 2", "▼         x 3", NULL});
    assert_int_equal(act(&list, ACTION_PAGE_DOWN), LIST_MOVED);
    assert_int_equal(list.focus, 2);
    act(&list, ACTION_DOWN);
    paint(&slate, &list);
    slate_expect(&slate, (const char *const[]){"▲         x 2", "          x 3", "▼         x 4 ◀", NULL});
    assert_int_equal(act(&list, ACTION_LAST), LIST_MOVED);
    paint(&slate, &list);
    slate_expect(&slate, (const char *const[]){"▲         x 7", "          x 8", "          x 9 ◀", NULL});
    assert_int_equal(act(&list, ACTION_LAST), LIST_IGNORED);
    assert_int_equal(act(&list, ACTION_DOWN), LIST_IGNORED);
    assert_int_equal(act(&list, ACTION_PAGE_UP), LIST_MOVED);
    assert_int_equal(list.focus, 6);
    // A touch on the marks' column pages.
    assert_int_equal(touch(&list, 0, 13), LIST_MOVED);
    assert_int_equal(list.focus, 4);
    assert_int_equal(touch(&list, 2, 13), LIST_MOVED);
    assert_int_equal(list.focus, 6);
    act(&list, ACTION_FIRST);
    assert_int_equal(touch(&list, 0, 13), LIST_MOVED); // nothing is above: only down makes sense
    assert_int_equal(list.focus, 2);
    slate_close(&slate);

    slate_open(&slate, 1, 15, TEXT_LEFT_TO_RIGHT);
    lay_out(&slate, &list, texts, 9, &shape);
    paint(&slate, &list);
    slate_expect(&slate, (const char *const[]){"▶ 3 x         ↕", NULL});
    slate_close(&slate);
}

// What does not fit is left for later, not cut in the middle.
static void test_items_are_whole_or_not_there(void **state)
{
    (void)state;
    static const struct list_text texts[] = {
        {.title = "eins", .detail = "ein Satz der drei Zeilen hat"}, {.title = "zwei", .detail = "ein Satz der drei Zeilen hat"}};
    static const struct list_shape shape = {.columns_max = 1, .detail_lines = 3};
    struct slate slate;
    struct list list = {0};
    slate_open(&slate, 6, 15, TEXT_LEFT_TO_RIGHT);
    lay_out(&slate, &list, texts, 2, &shape);
    paint(&slate, &list);
    slate_expect(&slate, (const char *const[]){"▶ eins        █", "  ein Satz    █", "  der drei    █",
                                               "  Zeilen hat  │", "  zwei        │", "              ▼", NULL});
    act(&list, ACTION_DOWN);
    paint(&slate, &list);
    slate_expect(&slate, (const char *const[]){"              ▲", "              │", "▶ zwei        │",
                                               "  ein Satz    █", "  der drei    █", "  Zeilen hat  █", NULL});
    slate_close(&slate);
}

static void test_heading_shows_with_its_first_item(void **state)
{
    (void)state;
    static const struct list_text texts[] = {
        {.title = "a", .group = "A"}, {.title = "b"}, {.title = "c", .group = "C"}, {.title = "d"},
    };
    static const struct list_shape shape = {.columns_max = 1};
    struct slate slate;
    struct list list = {.focus = 3};
    slate_open(&slate, 3, 15, TEXT_LEFT_TO_RIGHT);
    lay_out(&slate, &list, texts, 4, &shape);
    paint(&slate, &list);
    slate_expect(&slate, (const char *const[]){"C             ▲", "  c", "▶ d", NULL});
    act(&list, ACTION_UP);
    act(&list, ACTION_UP);
    paint(&slate, &list);
    slate_expect(&slate, (const char *const[]){"▶ b           ▲", "", "              ▼", NULL});
    act(&list, ACTION_UP);
    paint(&slate, &list);
    slate_expect(&slate, (const char *const[]){"A", "▶ a", "  b           ▼", NULL});
    slate_close(&slate);
}

static void test_numbers(void **state)
{
    (void)state;
    struct list_text texts[120];
    for (size_t i = 0; i < 120; i++)
        texts[i] = (struct list_text){.title = "x"};
    static const struct list_shape shape = {.columns_max = 1, .numbered = true};
    struct slate slate;
    struct list list = {0};
    slate_open(&slate, 5, 41, TEXT_LEFT_TO_RIGHT);
    lay_out(&slate, &list, texts, 12, &shape);

    int *typed = &slate.view.typed;
    assert_int_equal(type(&list, 5), LIST_OPENED);
    assert_int_equal(list.focus, 4);
    assert_int_equal(type(&list, 1), LIST_MOVED);
    assert_int_equal(list.focus, 0);
    assert_int_equal(*typed, 1);
    lay_out(&slate, &list, texts, 12, &shape); // a minute goes by, or the window changes
    assert_int_equal(*typed, 1);
    assert_int_equal(type(&list, 2), LIST_OPENED);
    assert_int_equal(*typed, 0);
    assert_int_equal(list.focus, 11);
    assert_int_equal(type(&list, 1), LIST_MOVED);
    assert_int_equal(type(&list, 0), LIST_OPENED);
    assert_int_equal(list.focus, 9);

    assert_int_equal(type(&list, 0), LIST_IGNORED); // no number begins with 0
    assert_int_equal(list.focus, 9);
    assert_int_equal(type(&list, 1), LIST_MOVED);
    assert_int_equal(type(&list, NUMBER_ENDS), LIST_OPENED);
    assert_int_equal(list.focus, 0);
    assert_int_equal(type(&list, 2), LIST_OPENED); // the 1 has ended
    assert_int_equal(list.focus, 1);

    assert_int_equal(type(&list, 1), LIST_MOVED);
    assert_int_equal(type(&list, 5), LIST_IGNORED); // there is no 15, and 5 is not what was typed
    assert_int_equal(*typed, 1);
    assert_int_equal(list.focus, 0);
    *typed = 0;

    lay_out(&slate, &list, texts, 120, &shape);
    assert_int_equal(type(&list, 1), LIST_MOVED);
    assert_int_equal(type(&list, 2), LIST_MOVED);
    assert_int_equal(type(&list, 0), LIST_OPENED);
    assert_int_equal(list.focus, 119);
    assert_int_equal(type(&list, 1), LIST_MOVED);
    assert_int_equal(type(&list, 3), LIST_OPENED);
    assert_int_equal(list.focus, 12);
    assert_int_equal(type(&list, 1), LIST_MOVED);
    lay_out(&slate, &list, texts, 3, &shape); // a list so short forgets what was typed
    assert_int_equal(*typed, 0);
    assert_int_equal(type(&list, 4), LIST_IGNORED);
    assert_int_equal(type(&list, 1), LIST_OPENED);
    lay_out(&slate, &list, texts, 0, &shape);
    assert_int_equal(type(&list, 1), LIST_IGNORED);
    slate_close(&slate);
}

// What comes and goes takes its number with it, and leaves the others theirs.
static void test_numbers_with_gaps(void **state)
{
    (void)state;
    static const struct list_text texts[] = {
        {.title = "eins", .number = 1}, {.title = "drei", .number = 3}, {.title = "zwanzig", .number = 20}};
    static const struct list_shape shape = {.columns_max = 1, .numbered = true};
    struct slate slate;
    struct list list = {0};
    slate_open(&slate, 3, 21, TEXT_LEFT_TO_RIGHT);
    lay_out(&slate, &list, texts, 3, &shape);
    paint(&slate, &list);
    slate_expect(&slate, (const char *const[]){"▶  1 eins", "   3 drei", "  20 zwanzig", NULL});
    assert_int_equal(type(&list, 3), LIST_OPENED);
    assert_int_equal(list.focus, 1);
    assert_int_equal(type(&list, 2), LIST_MOVED); // nothing has the number 2, but one begins with it
    assert_int_equal(slate.view.typed, 2);
    assert_int_equal(type(&list, NUMBER_ENDS), LIST_IGNORED);
    assert_int_equal(type(&list, 0), LIST_OPENED);
    assert_int_equal(list.focus, 2);
    assert_int_equal(type(&list, 4), LIST_IGNORED);
    slate_close(&slate);
}

static void test_empty(void **state)
{
    (void)state;
    static const struct list_shape shape = {.columns_max = 2, .column_least = 10, .numbered = true};
    struct slate slate;
    struct list list = {.focus = 7, .scroll = 3};
    slate_open(&slate, 3, 31, TEXT_LEFT_TO_RIGHT);
    lay_out(&slate, &list, NULL, 0, &shape);
    for (int action = 0; action < ACTION_PROGRAM; action++)
        assert_int_equal(act(&list, action), LIST_IGNORED);
    paint(&slate, &list);
    slate_expect(&slate, (const char *const[]){NULL});
    slate_close(&slate);
}

// Where an item stands, found out without the module: its line and column.
struct place {
    int line, column;
};

static void place_items(struct place *places, const struct list_text *texts, size_t count, int columns)
{
    for (size_t i = 0; i < count; i++) {
        struct place before = i == 0 ? (struct place){-1, columns} : places[i - 1];
        bool new_line = before.column + 1 >= columns || texts[i].group != NULL;
        places[i] = new_line ? (struct place){before.line + 1, 0} : (struct place){before.line, before.column + 1};
    }
}

static size_t item_at(const struct place *places, size_t count, int line, int column)
{
    size_t found = count;
    for (size_t i = 0; i < count; i++)
        if (places[i].line == line && places[i].column <= column)
            found = i;
    return found;
}

static size_t expected_target(const struct place *places, size_t count, size_t from, int action)
{
    struct place place = places[from];
    size_t target = count;
    if (action == ACTION_UP || action == ACTION_DOWN)
        target = item_at(places, count, place.line + (action == ACTION_UP ? -1 : 1), place.column);
    else if (action == ACTION_TO_START && place.column > 0)
        target = from - 1;
    else if (action == ACTION_TO_END && from + 1 < count && places[from + 1].line == place.line)
        target = from + 1;
    return target == count ? from : target;
}

static void expect_arrows(struct list *list, const struct list_text *texts, size_t count)
{
    static const int arrows[] = {ACTION_UP, ACTION_DOWN, ACTION_TO_START, ACTION_TO_END};
    struct place places[16];
    place_items(places, texts, count, list->columns);
    for (size_t from = 0; from < count; from++) {
        for (size_t i = 0; i < 4; i++) {
            list->focus = from;
            size_t target = expected_target(places, count, from, arrows[i]);
            assert_int_equal(act(list, arrows[i]), target == from ? LIST_IGNORED : LIST_MOVED);
            assert_int_equal(list->focus, target);
        }
    }
}

// Every arrow from every item, for 1 to 3 columns, with every way to part up to six items into groups.
static void test_arrows_exhaustively(void **state)
{
    (void)state;
    for (int columns = 1; columns <= 3; columns++) {
        const struct list_shape shape = {.columns_max = columns, .column_least = 10, .numbered = true};
        for (size_t count = 1; count <= 6; count++) {
            for (unsigned groups = 0; groups < 1u << count; groups++) {
                struct list_text texts[6];
                for (size_t i = 0; i < count; i++)
                    texts[i] = (struct list_text){.title = "x", .group = (groups >> i & 1) != 0 ? "g" : NULL};
                struct slate slate;
                struct list list = {0};
                slate_open(&slate, 3, 61, TEXT_LEFT_TO_RIGHT);
                lay_out(&slate, &list, texts, count, &shape);
                assert_int_equal(list.columns, (size_t)columns < count ? columns : (int)count);
                expect_arrows(&list, texts, count);
                slate_close(&slate);
            }
        }
    }
}

// The rows of the grid on which the focus is painted; *first is the first of them.
static int count_focus_rows(const struct grid *grid, int *first)
{
    int rows = 0;
    for (int row = 0; row < grid->rows; row++) {
        bool focused = false;
        for (int column = 0; column < grid->columns; column++) {
            enum role role = grid_at(grid, row, column)->role;
            focused = focused || role == ROLE_FOCUS || role == ROLE_FOCUS_QUIET;
        }
        if (focused && rows++ == 0)
            *first = row;
    }
    return rows;
}

// The focused item is seen whole: it has as many rows as on a screen on which the whole list fits.
static void expect_focus_is_seen(struct slate *slate, const struct list *list)
{
    paint(slate, list);
    int first = -1;
    int rows = count_focus_rows(&slate->grid, &first);
    enum { HEADING_AND_FINGER = 4 }; // rows from which there is room for both
    assert_true(rows >= (slate->view.touch && list->rows >= HEADING_AND_FINGER ? 2 : 1));
    assert_int_equal(slate->grid.cursor_row, first);
    assert_int_equal(grid_at(&slate->grid, first, slate->grid.cursor_column)->role, ROLE_FOCUS);
    struct list whole = *list;
    whole.scroll = 0;
    whole.rows = list->total_rows;
    struct slate high;
    slate_open(&high, list->total_rows, slate->grid.columns, slate->view.direction);
    paint(&high, &whole);
    assert_int_equal(rows, count_focus_rows(&high.grid, &first));
    slate_close(&high);
}

static void expect_sound(struct slate *slate, struct list *list)
{
    assert_in_range(list->scroll, 0, list->total_rows > list->rows ? list->total_rows - list->rows : 0);
    if (list->count > 0)
        expect_focus_is_seen(slate, list);
    else
        paint(slate, list);
}

// Random lists on screens of every kind of size: the focus is always seen whole, and up and down reach every line.
static void test_any_list_on_any_screen(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1, 1},   {1, 2},   {2, 1},   {1, 240}, {67, 1},  {3, 7},   {4, 11},
                                   {8, 13},  {6, 30},  {12, 40}, {18, 76}, {24, 80}, {50, 160}, {67, 240}};
    uint32_t seed = 11;
    for (int round = 0; round < 140; round++) {
        const int *size = sizes[(size_t)round % (sizeof sizes / sizeof sizes[0])];
        struct slate slate;
        struct list list = {0};
        struct list_text texts[30];
        size_t count = slate_random(&seed, 30);
        slate_open(&slate, size[0], size[1], (enum text_direction)slate_random(&seed, 2));
        slate.view.layout_size = (enum text_size)slate_random(&seed, TEXT_SIZE_COUNT);
        slate.view.touch = slate_random(&seed, 2) == 0;
        for (size_t i = 0; i < count; i++) {
            texts[i] = (struct list_text){
                .title = slate_random_text(&slate.arena, &seed, 9),
                .detail = slate_random(&seed, 2) == 0 ? NULL : slate_random_text(&slate.arena, &seed, 20),
                .group = slate_random(&seed, 5) == 0 ? slate_random_text(&slate.arena, &seed, 4) : NULL,
            };
        }
        struct list_shape shape = {
            .columns_max = (int)slate_random(&seed, 4),
            .column_least = (int)slate_random(&seed, 30),
            .detail_lines = (int)slate_random(&seed, 4),
            .numbered = slate_random(&seed, 2) == 0,
            .air = (enum list_air)slate_random(&seed, 3),
            .last_is_second = slate_random(&seed, 2) == 0,
        };
        lay_out(&slate, &list, texts, count, &shape);
        expect_sound(&slate, &list);
        for (int i = 0; i < 25; i++) {
            struct input input = {
                .action = (int)slate_random(&seed, ACTION_PROGRAM),
                .number = (int)slate_random(&seed, 10),
                .row = (int)slate_random(&seed, (unsigned)size[0] + 2) - 1,
                .start = (int)slate_random(&seed, (unsigned)size[1] + 2) - 1,
            };
            list_act(&list, &input);
            expect_sound(&slate, &list);
        }
        act(&list, ACTION_FIRST);
        size_t moves = 0;
        while (act(&list, ACTION_DOWN) == LIST_MOVED)
            assert_true(++moves < count);
        size_t moved = moves;
        while (act(&list, ACTION_UP) == LIST_MOVED)
            moves--;
        assert_int_equal(moves, 0);
        while (act(&list, ACTION_PAGE_DOWN) == LIST_MOVED)
            assert_true(++moves <= moved);
        assert_true(count == 0 || act(&list, ACTION_DOWN) == LIST_IGNORED);
        slate_close(&slate);
    }
}

// Every cell of the screen: what is painted there is what a touch opens.
static void test_touch_opens_what_is_seen(void **state)
{
    (void)state;
    static const struct list_shape shape = {.columns_max = 3, .column_least = 14, .detail_lines = 1, .numbered = true};
    for (int direction = TEXT_LEFT_TO_RIGHT; direction <= TEXT_RIGHT_TO_LEFT; direction++) {
        struct slate slate;
        slate_open(&slate, 9, 57, direction);
        struct list list = {0};
        lay_out(&slate, &list, four, 4, &shape);
        size_t opened = 0;
        for (int row = 0; row < 9; row++) {
            for (int column = 0; column < 57; column++) {
                int inner_row, start;
                assert_true(canvas_hit(&slate.canvas, row, column, &inner_row, &start));
                if (touch(&list, inner_row, start) != LIST_OPENED)
                    continue;
                opened++;
                paint(&slate, &list);
                enum role role = grid_at(&slate.grid, row, column)->role;
                assert_true(role == ROLE_FOCUS || role == ROLE_FOCUS_QUIET);
            }
        }
        assert_int_equal(opened, 3 * 17 * 3 + 17 * 2); // one of the first line has a detail of two rows
        slate_close(&slate);
    }
}

static void test_layout_keeps_the_focus(void **state)
{
    (void)state;
    struct list_text texts[40];
    for (size_t i = 0; i < 40; i++)
        texts[i] = (struct list_text){.title = "eins zwei drei vier", .detail = "fünf sechs sieben"};
    static const struct list_shape shape = {.columns_max = 2, .column_least = 20, .detail_lines = 2, .numbered = true};
    struct list list = {.focus = 33};
    for (int rows = 1; rows < 30; rows += 4) {
        for (int columns = 10; columns < 90; columns += 9) {
            struct slate slate;
            slate_open(&slate, rows, columns, TEXT_LEFT_TO_RIGHT);
            lay_out(&slate, &list, texts, 40, &shape);
            assert_int_equal(list.focus, 33);
            expect_sound(&slate, &list);
            slate_close(&slate);
        }
    }
    struct slate slate;
    slate_open(&slate, 5, 41, TEXT_LEFT_TO_RIGHT);
    lay_out(&slate, &list, texts, 3, &shape);
    assert_int_equal(list.focus, 2);
    expect_sound(&slate, &list);
    slate_close(&slate);
}

// Chips stand one behind the other below all else, each whole or not there; in the focus they have its ground.
static void test_chips(void **state)
{
    (void)state;
    static const struct chip chips[] = {
        {"○ zu", ROLE_CLOSED, false}, {"kostenlos", ROLE_FREE, false}, {"", ROLE_OPEN, false}, {"nur mit Termin", ROLE_DOUBT, false}};
    static const struct chip wide[] = {{"Stand: nicht bekannt, nicht geprüft", ROLE_DOUBT, false}, {"frei", ROLE_FREE, false}};
    static const struct chip too_wide[] = {
        {"ein Satz, der mehr als drei ganze Zeilen hat, wo immer er auch gebrochen wird", ROLE_DOUBT, false}, {"frei", ROLE_FREE, false}};
    static const struct list_text texts[] = {
        {.title = "Amt", .detail = "Rat und Hilfe", .chips = chips, .chip_count = 4},
        {.title = "Büro", .chips = wide, .chip_count = 2},
        {.title = "Chor", .chips = too_wide, .chip_count = 2},
    };
    static const struct list_shape shape = {.columns_max = 1, .detail_lines = 2};
    for (int direction = 0; direction < 2; direction++) {
        struct slate slate;
        struct list list = {0};
        slate_open(&slate, 10, 22, direction == 0 ? TEXT_LEFT_TO_RIGHT : TEXT_RIGHT_TO_LEFT);
        lay_out(&slate, &list, texts, 3, &shape);
        paint(&slate, &list);
        if (direction == 0)
            slate_expect(&slate, (const char *const[]){"▶ Amt                █", "  Rat und Hilfe      █", "  ○ zu  kostenlos    █",
                                                       "  nur mit Termin     █", "  Büro               █", "  Stand: nicht       █",
                                                       "  bekannt, nicht     █", "  geprüft            █", "  frei               │", "  Chor               ▼", NULL});
        int start = direction == 0 ? 8 : 22 - 9 - 1;
        assert_int_equal(grid_at(&slate.grid, 2, start)->role, ROLE_FOCUS_QUIET);
        list.unfocused = true;
        paint(&slate, &list);
        assert_int_equal(grid_at(&slate.grid, 2, start)->role, ROLE_FREE);
        slate_close(&slate);
    }
}

// What is bound to a doubt has it behind it or in the next row, unbroken, and is not there without it.
static void test_bound_chips(void **state)
{
    (void)state;
    static const struct chip chips[] = {
        {"neu", ROLE_FREE, false}, {"○ vielleicht offen", ROLE_NOTICE, true}, {"Stand: alt, nicht geprüft", ROLE_QUIET, false},
        {"frei", ROLE_FREE, false}};
    static const struct {
        int columns, rows_max;
        size_t count;      // of chips that are there,
        int row_of_doubt;  // the row of the third, -1 where it is not,
        int rows;          // and those of all
    } cases[] = {{60, 3, 4, 0, 1}, {50, 3, 4, 0, 2}, {31, 3, 4, 1, 2}, {30, 3, 4, 1, 3},
                 {26, 2, 3, 1, 2}, {20, 4, 3, 2, 4}, {26, 1, 2, -1, 1}, {20, 2, 2, -1, 1}, {20, 1, 2, -1, 1}, {8, 1, 1, -1, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct slate slate;
        struct chip_layout layout;
        slate_open(&slate, 4, 60, TEXT_LEFT_TO_RIGHT);
        chips_lay_out(&slate.arena, &slate.view, chips, 4, cases[i].rows_max, cases[i].columns, &layout);
        int row = layout.count > 2 ? layout.chips[2].row : -1;
        if (layout.count != cases[i].count || layout.rows != cases[i].rows || row != cases[i].row_of_doubt)
            fail_msg("%d columns, %d rows: %zu chips in %d rows, the doubt in row %d", cases[i].columns, cases[i].rows_max,
                     layout.count, layout.rows, row);
        slate_close(&slate);
    }
}

// Beside the rows shown, a bar is filled where they are among all; at both ends it reaches as far as there is no mark.
static void test_a_bar_shows_the_place(void **state)
{
    (void)state;
    static const struct {
        int first, total;
        const char *column;
    } places[] = {
        {0, 5, "     "},   {0, 6, "███│▼"},  {1, 6, "▲│███"},   {0, 10, "██││▼"}, {3, 10, "▲│█│▼"}, {4, 10, "▲│█│▼"},
        {5, 10, "▲││██"},  {0, 1000, "█│││▼"}, {995, 1000, "▲│││█"}, {994, 1000, "▲│█│▼"},
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct slate slate;
        slate_open(&slate, 5, 3, i % 2 == 0 ? TEXT_LEFT_TO_RIGHT : TEXT_RIGHT_TO_LEFT);
        choice_paint_scroll(&slate.canvas, places[i].first, places[i].total);
        char column[5 * 4 + 1] = "";
        for (int row = 0; row < 5; row++) {
            const char *text = grid_row_text(&slate.arena, &slate.grid, row);
            strcat(column, *text == '\0' ? " " : text + strspn(text, " "));
        }
        assert_string_equal(column, places[i].column);
        slate_close(&slate);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chips),
        cmocka_unit_test(test_bound_chips),
        cmocka_unit_test(test_a_bar_shows_the_place),
        cmocka_unit_test(test_one_column),
        cmocka_unit_test(test_details_take_empty_rows),
        cmocka_unit_test(test_cards),
        cmocka_unit_test(test_pictures_of_kinds),
        cmocka_unit_test(test_words_are_marked),
        cmocka_unit_test(test_focus_is_a_whole_bar),
        cmocka_unit_test(test_two_columns_and_groups),
        cmocka_unit_test(test_right_to_left),
        cmocka_unit_test(test_numbers_stand_right_aligned),
        cmocka_unit_test(test_without_numbers),
        cmocka_unit_test(test_airy_only_where_it_fits),
        cmocka_unit_test(test_the_last_group_gives_its_air_first),
        cmocka_unit_test(test_only_whole_parts_of_a_detail),
        cmocka_unit_test(test_only_whole_sentences_of_a_detail),
        cmocka_unit_test(test_figures_are_large_where_there_is_room),
        cmocka_unit_test(test_scrolling_and_its_marks),
        cmocka_unit_test(test_items_are_whole_or_not_there),
        cmocka_unit_test(test_heading_shows_with_its_first_item),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_numbers_with_gaps),
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_arrows_exhaustively),
        cmocka_unit_test(test_any_list_on_any_screen),
        cmocka_unit_test(test_touch_opens_what_is_seen),
        cmocka_unit_test(test_layout_keeps_the_focus),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
