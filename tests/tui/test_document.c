// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "tests/support/slate.h"

#include "tui/kit/block.h"
#include "tui/kit/document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

static enum document_result act(struct document *document, int action)
{
    return document_act(document, &(struct input){.action = action});
}

static enum document_result type(struct document *document, int digit)
{
    return document_act(document, &(struct input){.action = ACTION_NUMBER, .number = digit});
}

static enum document_result touch(struct document *document, int row, int start)
{
    return document_act(document, &(struct input){.action = ACTION_POINT, .row = row, .start = start});
}

static void lay_out(struct slate *slate, struct document *document)
{
    document_lay_out(document, &slate->arena, &slate->view, slate->grid.rows, slate->grid.columns);
}

static void paint(struct slate *slate, const struct document *document)
{
    struct canvas canvas = slate->canvas;
    canvas.arena = NULL; // painting lays nothing out
    grid_clear(&slate->grid);
    document_paint(document, &canvas);
    slate_expect_whole(&slate->grid);
}

static void lay_out_and_expect(struct slate *slate, struct document *document, const char *const *rows)
{
    lay_out(slate, document);
    paint(slate, document);
    slate_expect(slate, rows);
}

// An offer as a newcomer sees it, in little.
static void add_offer(struct slate *slate, struct document *document)
{
    struct arena *arena = &slate->arena;
    document_begin(document);
    document_heading(document, arena, "Jobcenter");
    document_paragraph(document, arena, ROLE_TEXT, "Hilfe beim Lebensunterhalt.");
    document_heading(document, arena, "Mitbringen");
    document_item(document, arena, "•", "Ausweis");
    document_item(document, arena, "•", "Mietvertrag und die letzten Abrechnungen");
    document_gap(document, arena);
    document_gap(document, arena);
    document_field(document, arena, "Telefon", ROLE_TEXT, "116 117");
    document_field(document, arena, "Adresse", ROLE_OPEN, "Zerbster Str. 4");
    document_heading(document, arena, "Mehr");
    document_link(document, arena, "Karte", "Zum Zeigen");
    document_link(document, arena, "Wohngeld", NULL);
    document_gap(document, arena);
}

static void test_labels_above(void **state)
{
    (void)state;
    struct slate slate;
    struct document document = {0};
    slate_open(&slate, 22, 31, TEXT_LEFT_TO_RIGHT);
    add_offer(&slate, &document);
    lay_out_and_expect(&slate, &document, (const char *const[]){
                                              "Jobcenter",
                                              "Hilfe beim Lebensunterhalt.",
                                              "",
                                              "Mitbringen",
                                              "• Ausweis",
                                              "• Mietvertrag und die letzten",
                                              "  Abrechnungen",
                                              "",
                                              "Telefon",
                                              "  116 117",
                                              "Adresse",
                                              "  Zerbster Str. 4",
                                              "",
                                              "Mehr",
                                              "▶ 1 Karte",
                                              "    Zum Zeigen",
                                              "  2 Wohngeld",
                                              NULL,
                                          });
    assert_int_equal(document.line_count, 17); // no gap at the end
    assert_int_equal(grid_at(&slate.grid, 0, 0)->role, ROLE_HEADING);
    assert_int_equal(grid_at(&slate.grid, 8, 0)->role, ROLE_QUIET);
    assert_int_equal(grid_at(&slate.grid, 11, 2)->role, ROLE_OPEN);
    assert_int_equal(grid_at(&slate.grid, 16, 2)->role, ROLE_NUMBER);
    assert_int_equal(grid_at(&slate.grid, 16, 4)->role, ROLE_LINK);
    for (int column = 0; column < 31; column++) {
        enum role title = grid_at(&slate.grid, 14, column)->role;
        enum role detail = grid_at(&slate.grid, 15, column)->role;
        assert_int_equal(title, column < 29 ? ROLE_FOCUS : ROLE_TEXT); // the whole row, but the scroll marks' column
        assert_int_equal(detail, column >= 29 ? ROLE_TEXT : column >= 4 && column < 14 ? ROLE_FOCUS_QUIET : ROLE_FOCUS);
    }
    assert_int_equal(slate.grid.cursor_row, 14);
    assert_int_equal(slate.grid.cursor_column, 3);
    slate_close(&slate);
}

static void test_labels_beside(void **state)
{
    (void)state;
    struct slate slate;
    struct document document = {0};
    slate_open(&slate, 12, 61, TEXT_LEFT_TO_RIGHT);
    document_begin(&document);
    document_field(&document, &slate.arena, "Telefon", ROLE_TEXT, "116 117");
    document_field(&document, &slate.arena, "", ROLE_TEXT, "auch nachts");
    document_field(&document, &slate.arena, "Nur wenn Sie schon eine Nummer haben", ROLE_TEXT, "bringen Sie sie mit");
    document_field(&document, &slate.arena, "Wann", ROLE_TEXT,
                   "Montag bis Freitag am Vormittag, und am Donnerstag auch nachmittags");
    document_field(&document, &slate.arena, "Fehlt", ROLE_TEXT, NULL);
    lay_out_and_expect(&slate, &document, (const char *const[]){
                                              "Telefon                 116 117",
                                              "                        auch nachts",
                                              "Nur wenn Sie schon      bringen Sie sie mit",
                                              "eine Nummer haben",
                                              "Wann                    Montag bis Freitag am Vormittag,",
                                              "                        und am Donnerstag auch nachmittags",
                                              NULL,
                                          });
    slate_close(&slate);
}

static void test_right_to_left(void **state)
{
    (void)state;
    struct slate slate;
    struct document document = {0};
    slate_open(&slate, 8, 61, TEXT_RIGHT_TO_LEFT);
    document_begin(&document);
    document_heading(&document, &slate.arena, "مكتب");
    document_item(&document, &slate.arena, "•", "السكن");
    document_field(&document, &slate.arena, "Telefon", ROLE_TEXT, "116");
    document_link(&document, &slate.arena, "العمل", NULL);
    document_link(&document, &slate.arena, "Jobcenter", NULL);
    lay_out_and_expect(&slate, &document, (const char *const[]){
                                              "                                                         \uFE90\uFE98\uFEDC\uFEE3",
                                              "                                                      \uFEE6\uFEDC\uFEB4\uFEDF\uFE8D •",
                                              "                                                 116  Telefon",
                                              "                                                    \uFEDE\uFEE4\uFECC\uFEDF\uFE8D 1 ◀",
                                              "                                                Jobcenter 2",
                                              NULL,
                                          });
    assert_int_equal(slate.grid.cursor_row, 3);
    assert_int_equal(slate.grid.cursor_column, 57);
    slate_close(&slate);
}

// English in an Arabic page begins at the left, and its items too; what belongs to the page stays at the right.
static void test_texts_of_the_other_direction_have_their_own_side(void **state)
{
    (void)state;
    struct slate slate;
    struct document document = {0};
    slate_open(&slate, 9, 32, TEXT_RIGHT_TO_LEFT);
    struct arena *arena = &slate.arena;
    document_begin(&document);
    document_paragraph(&document, arena, ROLE_NOTICE, "xyz");
    document.opposite = true;
    document_heading(&document, arena, "Bring (all):");
    document_item(&document, arena, "•", "Passport, and whatever else you have.");
    document_begin(&document);
    assert_false(document.opposite);
    document_paragraph(&document, arena, ROLE_NOTICE, "xyz");
    document.opposite = true;
    document_heading(&document, arena, "Bring (all):");
    document_item(&document, arena, "•", "Passport, and whatever else you have.");
    document_field(&document, arena, "Tel", ROLE_TEXT, "112");
    document_link(&document, arena, "More", NULL);
    lay_out_and_expect(&slate, &document, (const char *const[]){
                                              "                             xyz",
                                              "",
                                              "  Bring (all):",
                                              "  • Passport, and whatever else",
                                              "    you have.",
                                              "                             Tel",
                                              "                           112",
                                              "                        More 1 ◀",
                                              NULL,
                                          });
    slate_close(&slate);
}

// What content says in the middle of Arabic, list items and links too: numbers and German names as in print, none parted.
static void test_numbers_and_names_in_arabic(void **state)
{
    (void)state;
    struct slate slate;
    struct document document = {0};
    slate_open(&slate, 8, 31, TEXT_RIGHT_TO_LEFT);
    document_begin(&document);
    document_paragraph(&document, &slate.arena, ROLE_TEXT, "مكتب 0340 204-2133، مكتب 08:00–12:30.");
    document_item(&document, &slate.arena, "•", "مكتب (Haus e.V.) 116 016");
    document_field(&document, &slate.arena, NULL, ROLE_TEXT, "مكتب Zerbster Straße 4، مكتب");
    document_link(&document, &slate.arena, "مكتب 12,50 €", NULL);
    canvas_text(&slate.canvas, 7, 1, 30, "مكتب +49 340 204-0", ROLE_TEXT);
    assert_string_equal(slate_row(&slate, 7), "            +49 340 204-0 \uFE90\uFE98\uFEDC\uFEE3");
    lay_out_and_expect(&slate, &document, (const char *const[]){
                                              "       \uFE90\uFE98\uFEDC\uFEE3 \u060C0340 204-2133 \uFE90\uFE98\uFEDC\uFEE3",
                                              "                   .08:00\u201312:30",
                                              "     116 016 (Haus e.V.) \uFE90\uFE98\uFEDC\uFEE3 \u2022",
                                              "      \u060CZerbster Straße 4 \uFE90\uFE98\uFEDC\uFEE3",
                                              "                         \uFE90\uFE98\uFEDC\uFEE3",
                                              "               12,50 € \uFE90\uFE98\uFEDC\uFEE3 1 \u25C0",
                                              NULL,
                                          });
    slate_close(&slate);
}

static void test_items_hang_together(void **state)
{
    (void)state;
    struct slate slate;
    struct document document = {0};
    slate_open(&slate, 12, 21, TEXT_LEFT_TO_RIGHT);
    document_begin(&document);
    document_item(&document, &slate.arena, "9.", "Formular ausfüllen und abgeben");
    document_item(&document, &slate.arena, "10.", "Warten");
    document_paragraph(&document, &slate.arena, ROLE_TEXT, "");
    document_item(&document, &slate.arena, NULL, "ohne Zeichen");
    document_gap(&document, &slate.arena);
    document_item(&document, &slate.arena, "•", "neu");
    lay_out_and_expect(&slate, &document, (const char *const[]){
                                              " 9. Formular",
                                              "    ausfüllen und",
                                              "    abgeben",
                                              "10. Warten",
                                              "ohne Zeichen",
                                              "",
                                              "• neu",
                                              NULL,
                                          });
    slate_close(&slate);
}

static void test_lines_are_not_too_long_to_read(void **state)
{
    (void)state;
    struct slate slate;
    struct document document = {0};
    slate_open(&slate, 30, 241, TEXT_LEFT_TO_RIGHT);
    const char *text = "wort wort wort wort wort wort wort wort wort wort wort wort wort wort wort wort wort wort wort "
                       "wort wort";
    document_begin(&document);
    document_paragraph(&document, &slate.arena, ROLE_TEXT, text);
    document_item(&document, &slate.arena, "•", text);
    document_field(&document, &slate.arena, "Etikett", ROLE_TEXT, text);
    document_link(&document, &slate.arena, text, text);
    lay_out(&slate, &document);
    paint(&slate, &document);
    for (int row = 0; row < 30; row++)
        assert_true(strlen(slate_row(&slate, row)) <= 78 + 4); // bytes: a bullet or a sign takes three
    assert_int_equal(grid_at(&slate.grid, document.line_count - 1, 238)->role, ROLE_FOCUS); // the bar takes it all
    slate_close(&slate);
}

static void test_nothing_is_well(void **state)
{
    (void)state;
    struct slate slate;
    struct document document = {0};
    slate_open(&slate, 3, 31, TEXT_LEFT_TO_RIGHT);
    document_begin(&document);
    document_gap(&document, &slate.arena);
    document_heading(&document, &slate.arena, NULL);
    lay_out_and_expect(&slate, &document, (const char *const[]){NULL});
    assert_int_equal(document.focus, document.link_count);
    for (int action = 0; action < ACTION_PROGRAM; action++)
        assert_int_equal(act(&document, action), DOCUMENT_IGNORED);
    assert_int_equal(slate.grid.cursor_row, 0);
    assert_int_equal(slate.grid.cursor_column, 29);
    document_link(&document, &slate.arena, NULL, NULL); // counts all the same
    lay_out_and_expect(&slate, &document, (const char *const[]){"▶ 1", NULL});
    assert_int_equal(act(&document, ACTION_OPEN), DOCUMENT_OPENED);
    slate_close(&slate);
}

static void test_text_scrolls_by_arrows(void **state)
{
    (void)state;
    struct slate slate;
    struct document document = {0};
    slate_open(&slate, 3, 11, TEXT_LEFT_TO_RIGHT);
    document_begin(&document);
    document_paragraph(&document, &slate.arena, ROLE_TEXT, "1\n2\n3\n4\n5");
    lay_out_and_expect(&slate, &document, (const char *const[]){"1", "2", "3         ▼", NULL});
    assert_int_equal(act(&document, ACTION_UP), DOCUMENT_IGNORED);
    assert_int_equal(act(&document, ACTION_TO_END), DOCUMENT_IGNORED);
    assert_int_equal(act(&document, ACTION_OPEN), DOCUMENT_MOVED); // nothing to open: reads on
    assert_int_equal(document.scroll, 2);
    assert_int_equal(act(&document, ACTION_OPEN), DOCUMENT_IGNORED);
    assert_int_equal(act(&document, ACTION_FIRST), DOCUMENT_MOVED);
    assert_int_equal(act(&document, ACTION_DOWN), DOCUMENT_MOVED);
    paint(&slate, &document);
    slate_expect(&slate, (const char *const[]){"2         ▲", "3", "4         ▼", NULL});
    assert_int_equal(slate.grid.cursor_row, 0); // a braille display shows the first row, and the cursor is no part of the bar
    assert_int_equal(slate.grid.cursor_column, 9);
    assert_int_equal(act(&document, ACTION_PAGE_DOWN), DOCUMENT_MOVED);
    paint(&slate, &document);
    slate_expect(&slate, (const char *const[]){"3         ▲", "4", "5", NULL});
    assert_int_equal(act(&document, ACTION_DOWN), DOCUMENT_IGNORED);
    assert_int_equal(act(&document, ACTION_PAGE_DOWN), DOCUMENT_IGNORED);
    assert_int_equal(act(&document, ACTION_LAST), DOCUMENT_IGNORED);
    assert_int_equal(act(&document, ACTION_FIRST), DOCUMENT_MOVED);
    assert_int_equal(document.scroll, 0);
    assert_int_equal(touch(&document, 2, 9), DOCUMENT_MOVED); // the mark
    assert_int_equal(document.scroll, 2);
    assert_int_equal(touch(&document, 0, 9), DOCUMENT_MOVED);
    assert_int_equal(document.scroll, 0);
    assert_int_equal(touch(&document, 1, 1), DOCUMENT_IGNORED);
    slate_close(&slate);
}

static void test_focus_goes_with_the_screen(void **state)
{
    (void)state;
    struct slate slate;
    struct document document = {0};
    slate_open(&slate, 3, 21, TEXT_LEFT_TO_RIGHT);
    document_begin(&document);
    document_paragraph(&document, &slate.arena, ROLE_TEXT, "1\n2\n3\n4");
    document_link(&document, &slate.arena, "eins", NULL);
    document_paragraph(&document, &slate.arena, ROLE_TEXT, "5\n6\n7\n8");
    document_link(&document, &slate.arena, "zwei", NULL);
    document_link(&document, &slate.arena, "drei", NULL);
    lay_out_and_expect(&slate, &document, (const char *const[]){"1", "2", "3                   ▼", NULL});
    assert_int_equal(document.focus, 3); // no link is on the screen
    act(&document, ACTION_DOWN);
    assert_int_equal(document.focus, 3);
    act(&document, ACTION_DOWN); // the link is just below
    paint(&slate, &document);
    slate_expect(&slate, (const char *const[]){"3                   ▲", "4", "▶ 1 eins            ▼", NULL});
    act(&document, ACTION_DOWN);
    act(&document, ACTION_DOWN);
    paint(&slate, &document);
    slate_expect(&slate, (const char *const[]){"▶ 1 eins            ▲", "5", "6                   ▼", NULL});
    act(&document, ACTION_DOWN);
    assert_int_equal(document.focus, 3); // it has left the screen
    act(&document, ACTION_UP);
    assert_int_equal(document.focus, 0);
    act(&document, ACTION_PAGE_DOWN);
    act(&document, ACTION_PAGE_DOWN);
    paint(&slate, &document);
    slate_expect(&slate, (const char *const[]){"8                   ▲", "▶ 2 zwei", "  3 drei", NULL});
    assert_int_equal(act(&document, ACTION_PAGE_DOWN), DOCUMENT_MOVED); // nowhere to go but to the last link
    assert_int_equal(document.focus, 2);
    act(&document, ACTION_UP);
    assert_int_equal(document.focus, 1);
    act(&document, ACTION_FIRST);
    assert_int_equal(document.focus, 3);
    assert_int_equal(type(&document, 2), DOCUMENT_OPENED);
    assert_int_equal(document.focus, 1);
    paint(&slate, &document);
    slate_expect(&slate, (const char *const[]){"7                   ▲", "8", "▶ 2 zwei            ▼", NULL});
    assert_int_equal(touch(&document, 2, 18), DOCUMENT_OPENED);
    assert_int_equal(touch(&document, 2, 19), DOCUMENT_MOVED); // the scroll mark beside it
    slate_close(&slate);
}

static void test_numbers(void **state)
{
    (void)state;
    struct slate slate;
    struct document document = {0};
    slate_open(&slate, 4, 31, TEXT_LEFT_TO_RIGHT);
    document_begin(&document);
    for (int i = 0; i < 12; i++)
        document_link(&document, &slate.arena, "x", NULL);
    lay_out(&slate, &document);
    assert_int_equal(type(&document, 0), DOCUMENT_IGNORED);
    assert_int_equal(type(&document, 5), DOCUMENT_OPENED);
    assert_int_equal(document.focus, 4);
    assert_int_equal(type(&document, 1), DOCUMENT_MOVED);
    assert_int_equal(type(&document, 2), DOCUMENT_OPENED);
    assert_int_equal(document.focus, 11);
    assert_int_equal(type(&document, 1), DOCUMENT_MOVED);
    lay_out(&slate, &document);
    assert_int_equal(type(&document, 7), DOCUMENT_IGNORED); // there is no 17
    assert_int_equal(type(&document, NUMBER_ENDS), DOCUMENT_OPENED);
    assert_int_equal(document.focus, 0);
    assert_int_equal(type(&document, 2), DOCUMENT_OPENED);
    assert_int_equal(document.focus, 1);
    paint(&slate, &document);
    slate_expect(&slate, (const char *const[]){"   1 x", "▶  2 x", "   3 x", "   4 x                        ▼", NULL});
    slate_close(&slate);
}

static void test_begin_and_layout_keep_the_place(void **state)
{
    (void)state;
    struct slate slate;
    struct document document = {0};
    slate_open(&slate, 6, 31, TEXT_LEFT_TO_RIGHT);
    add_offer(&slate, &document);
    lay_out(&slate, &document);
    assert_int_equal(document.focus, 2);
    act(&document, ACTION_LAST);
    assert_int_equal(document.focus, 1);
    add_offer(&slate, &document); // again, as in another language
    for (int columns = 12; columns < 120; columns += 13) {
        document_lay_out(&document, &slate.arena, &slate.view, 6, columns);
        assert_int_equal(document.focus, 1);
        grid_resize(&slate.grid, 6, columns);
        slate.canvas.columns = columns;
        paint(&slate, &document);
        int row = slate.grid.cursor_row;
        assert_int_equal(grid_at(&slate.grid, row, slate.grid.cursor_column)->role, ROLE_FOCUS);
    }
    slate_close(&slate);

    // Who has not moved yet still begins at the top when the screen becomes lower.
    document = (struct document){0};
    slate_open(&slate, 20, 31, TEXT_LEFT_TO_RIGHT);
    add_offer(&slate, &document);
    lay_out(&slate, &document);
    assert_int_equal(document.focus, 0);
    document_lay_out(&document, &slate.arena, &slate.view, 5, 30);
    assert_int_equal(document.scroll, 0);
    assert_int_equal(document.focus, 2);
    slate_close(&slate);
}

// ---- a head, an aside, and what is more than text ------------------------------------------------------------------

static const char *const monday[] = {"08:00–12:00", "13:30–16:00"};
static const char *const tuesday[] = {"08:00–12:00 (nur mit Termin)", "13:30–18:00"};
static const char *const closed[] = {"geschlossen"};
static const struct document_row week[] = {
    {.name = "Montag", .brief = "Mo", .cells = monday, .cell_count = 2},
    {.name = "Dienstag", .brief = "Di", .cells = monday, .cell_count = 2, .marked = true},
    {.name = "Mi – So", .brief = "Mi – So", .cells = closed, .cell_count = 1},
};

static void add_page(struct slate *slate, struct document *document)
{
    static const struct chip chips[] = {{"○ zu", ROLE_CLOSED, false}, {"kostenlos", ROLE_FREE, false}};
    struct arena *arena = &slate->arena;
    document_begin(document);
    document_head(document, arena, pictogram_named("office"));
    document_paragraph(document, arena, ROLE_QUIET, "Amt");
    document_chips(document, arena, chips, 2);
    document_head_end(document, arena);
    document_paragraph(document, arena, ROLE_TEXT, "Hier melden Sie die Wohnung an.");
    document_gap(document, arena);
    document->aside = true;
    document_field(document, arena, "Adresse", ROLE_TEXT, "Zerbster Str. 4");
    document_figure(document, arena, "Telefon", "112", "112");
    document_table(document, arena, "Wann", week, 3);
    document_link(document, arena, "Karte", NULL); // stands in the text all the same
    document->aside = false;
    document_heading(document, arena, "Mehr");
    document_link(document, arena, "Wohngeld", NULL);
}

// What may wait lets what comes after it stand first where few rows are, but only where these do not hold all; who reads it stays there.
static void test_what_may_wait_stands_before_the_aside_on_few_rows(void **state)
{
    (void)state;
    for (int rows = 6; rows <= 20; rows += 14) {
        struct slate slate;
        struct document document = {0};
        slate_open(&slate, rows, 24, TEXT_LEFT_TO_RIGHT);
        document_begin(&document);
        document_paragraph(&document, &slate.arena, ROLE_STRONG, "Amt");
        document.waits = true;
        document_paragraph(&document, &slate.arena, ROLE_TEXT, "Hier melden Sie an.");
        document.waits = false;
        document_heading(&document, &slate.arena, "Was nun?");
        document_paragraph(&document, &slate.arena, ROLE_TEXT, "Rufen Sie an.");
        document.aside = true;
        document_field(&document, &slate.arena, "Straße", ROLE_TEXT, "Zerbster Str. 4");
        document.aside = false;
        if (rows == 6)
            lay_out_and_expect(&slate, &document, (const char *const[]){"Amt                    █", "                       █", "Was nun?               █",
                                                                        "Rufen Sie an.          │", "                       │", "Hier melden Sie an.    ▼", NULL});
        else
            lay_out_and_expect(&slate, &document, (const char *const[]){"Amt", "Hier melden Sie an.", "", "Was nun?", "Rufen Sie an.", "Straße",
                                                                        "  Zerbster Str. 4", NULL});
        slate_close(&slate);
    }
}

// Below a hundred columns all has its order; without room for it the picture is not there.
static void test_an_aside_stands_in_its_order_where_there_is_no_room(void **state)
{
    (void)state;
    struct slate slate;
    struct document document = {0};
    slate_open(&slate, 15, 60, TEXT_LEFT_TO_RIGHT);
    add_page(&slate, &document);
    lay_out_and_expect(&slate, &document, (const char *const[]){
                                              "Amt",
                                              "○ zu  kostenlos",
                                              "",
                                              "Hier melden Sie die Wohnung an.",
                                              "",
                                              "Adresse  Zerbster Str. 4",
                                              "Telefon  112",
                                              "Wann       Montag    08:00–12:00  13:30–16:00",
                                              "         » Dienstag  08:00–12:00  13:30–16:00",
                                              "           Mi – So   geschlossen",
                                              "▶ 1 Karte",
                                              "",
                                              "Mehr",
                                              "  2 Wohngeld",
                                              NULL,
                                          });
    assert_int_equal(grid_at(&slate.grid, 1, 0)->role, ROLE_CLOSED);
    assert_int_equal(grid_at(&slate.grid, 1, 6)->role, ROLE_FREE);
    assert_int_equal(grid_at(&slate.grid, 7, 11)->role, ROLE_TEXT);
    assert_int_equal(grid_at(&slate.grid, 8, 9)->role, ROLE_STRONG);
    assert_int_equal(grid_at(&slate.grid, 8, 11)->role, ROLE_STRONG);
    slate_close(&slate);
}

static void test_an_aside_stands_beside_the_text(void **state)
{
    (void)state;
    for (int direction = TEXT_LEFT_TO_RIGHT; direction <= TEXT_RIGHT_TO_LEFT; direction++) {
        struct slate slate;
        struct document document = {0};
        slate_open(&slate, 24, 96, direction);
        add_page(&slate, &document);
        if (direction == TEXT_LEFT_TO_RIGHT) {
            lay_out_and_expect(&slate, &document, (const char *const[]){
                                                      "  ▄▄▄██▄▄▄    Amt",
                                                      "▀▀▀▀▀▀▀▀▀▀▀▀  ○ zu  kostenlos",
                                                      " ██  ██  ██",
                                                      "▄██▄▄██▄▄██▄",
                                                      "",
                                                      "Hier melden Sie die Wohnung an.                 Adresse  Zerbster Str. 4",
                                                      "                                                Telefon  ▀█  ▀█  ▀▀█",
                                                      "▶ 1 Karte                                                 █   █  █▀▀",
                                                      "                                                         ▀▀▀ ▀▀▀ ▀▀▀",
                                                      "Mehr                                            Wann       Montag    08:00–12:00  13:30–16:00",
                                                      "  2 Wohngeld                                             » Dienstag  08:00–12:00  13:30–16:00",
                                                      "                                                           Mi – So   geschlossen",
                                                      NULL,
                                                  });
        } else {
            lay_out(&slate, &document);
            paint(&slate, &document);
        }
        // The focus has the text's column, and so has what can be touched.
        for (int start = 0; start < 96; start++) {
            int column = direction == TEXT_LEFT_TO_RIGHT ? start : 95 - start;
            assert_int_equal(grid_at(&slate.grid, 7, column)->role == ROLE_FOCUS, start < 45);
            assert_int_equal(touch(&document, 7, start) == DOCUMENT_OPENED, start < 45);
        }
        assert_int_equal(touch(&document, 10, 49), DOCUMENT_IGNORED);
        slate.view.layout_size = TEXT_SIZE_LARGE;
        lay_out(&slate, &document);
        paint(&slate, &document);
        assert_int_equal(document.text_columns, 94);
        assert_string_equal(slate_row(&slate, 0) + (direction == TEXT_LEFT_TO_RIGHT ? 0 : 93), "Amt"); // and no picture
        slate_close(&slate);
    }
}

// Both columns scroll together, and the longer one ends the document; a picture that is half above the screen is seen by half.
static void test_columns_scroll_together(void **state)
{
    (void)state;
    struct slate slate;
    struct document document = {0};
    slate_open(&slate, 16, 96, TEXT_LEFT_TO_RIGHT);
    add_page(&slate, &document);
    document.aside = true;
    for (int i = 0; i < 12; i++)
        document_field(&document, &slate.arena, "", ROLE_TEXT, arena_format(&slate.arena, "%d.", i + 1));
    document.aside = false;
    lay_out(&slate, &document);
    assert_int_equal(document.line_count, 22); // the head, a gap, address, telephone, three days, twelve lines
    assert_int_equal(act(&document, ACTION_DOWN), DOCUMENT_MOVED); // to the second link
    assert_int_equal(act(&document, ACTION_DOWN), DOCUMENT_MOVED);
    assert_int_equal(document.scroll, 1);
    paint(&slate, &document);
    assert_string_equal(slate_row(&slate, 0), "▀▀▀▀▀▀▀▀▀▀▀▀  ○ zu  kostenlos" "                                                                  ▲");
    assert_string_equal(slate_row(&slate, 1), " ██  ██  ██                                                                                    █");
    act(&document, ACTION_LAST);
    assert_int_equal(document.scroll, 6);
    paint(&slate, &document);
    assert_non_null(strstr(slate_row(&slate, 15), "12."));
    lay_out(&slate, &document); // places in lines that only the aside has are kept
    assert_int_equal(document.scroll, 6);
    slate_close(&slate);
}

// Cells have their columns while there is room; then names are brief, and at last cells stand below one another.
static void test_a_table_finds_room(void **state)
{
    (void)state;
    static const struct document_row rows[] = {
        {.name = "Montag", .brief = "Mo", .cells = monday, .cell_count = 2, .marked = true},
        {.name = "Dienstag", .brief = "Di", .cells = tuesday, .cell_count = 2},
    };
    static const struct {
        int columns;
        const char *rows[9];
    } cases[] = {
        {56, {"Wann", "» Montag    08:00–12:00                   13:30–16:00", "  Dienstag  08:00–12:00 (nur mit Termin)  13:30–18:00"}},
        {47, {"Wann", "» Mo  08:00–12:00", "      13:30–16:00", "  Di  08:00–12:00 (nur mit Termin)", "      13:30–18:00"}},
        {24, {"Wann", "» Mo  08:00–12:00", "      13:30–16:00", "  Di  08:00–12:00 (nur", "      mit Termin)", "      13:30–18:00"}},
        {9, {"Wann", "Mo", "08:00–1", "2:00", "13:30–1", "6:00", "Di", "08:00–1"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct slate slate;
        struct document document = {0};
        slate_open(&slate, i == 3 ? 8 : 12, cases[i].columns, TEXT_LEFT_TO_RIGHT);
        document_begin(&document);
        document_table(&document, &slate.arena, "Wann", rows, 2);
        document_table(&document, &slate.arena, "Nie", rows, 0);
        if (i == 3) { // it scrolls
            lay_out(&slate, &document);
            paint(&slate, &document);
            assert_true(document.line_count > 8);
        } else {
            lay_out_and_expect(&slate, &document, cases[i].rows);
        }
        slate_close(&slate);
    }
}

static void test_digits_are_large_where_they_fit(void **state)
{
    (void)state;
    static const struct {
        int rows, columns;
        const char *digits;
        int large; // the row, or -1
    } cases[] = {{24, 61, "0340 204-2133", 0}, {23, 61, "0340 204-2133", -1}, {24, 52, "0340 204-2133", 1},
                 {24, 49, "0340 204-2133", -1}, {24, 61, "wählen", -1},      {24, 61, NULL, -1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct slate slate;
        struct document document = {0};
        slate_open(&slate, cases[i].rows, cases[i].columns, TEXT_LEFT_TO_RIGHT);
        document_begin(&document);
        document_figure(&document, &slate.arena, "Tel", cases[i].digits, "0340");
        document_figure(&document, &slate.arena, "Tel", "1", NULL);
        lay_out(&slate, &document);
        paint(&slate, &document);
        if (cases[i].large >= 0) {
            assert_non_null(strstr(slate_row(&slate, cases[i].large), "█▀█ ▀▀█"));
            assert_int_equal(document.line_count, cases[i].large + BLOCK_ROWS);
        } else {
            assert_null(document.drawn);
            assert_non_null(strstr(slate_row(&slate, cases[i].columns < 60 ? 1 : 0), "0340"));
        }
        slate_close(&slate);
    }
}

static void paint_cross(const struct canvas *canvas, const void *content)
{
    (void)content;
    for (int row = 0; row < canvas->rows; row++)
        canvas_sign(canvas, row, row, 'x', ROLE_TEXT);
}

// A drawing is there where it makes nothing longer: beside text, or in rows that would stay empty.
static void test_a_drawing_costs_no_row(void **state)
{
    (void)state;
    static const struct document_drawing cross = {4, 4, paint_cross, NULL};
    static const struct {
        int rows, lines; // of the screen, of the text
        bool there;
    } cases[] = {{6, 1, true}, {5, 1, true}, {4, 1, false}, {3, 5, true}, {3, 4, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct slate slate;
        struct document document = {0};
        slate_open(&slate, cases[i].rows, 100, TEXT_LEFT_TO_RIGHT);
        document_begin(&document);
        for (int line = 0; line < cases[i].lines; line++)
            document_paragraph(&document, &slate.arena, ROLE_TEXT, "Text");
        document.aside = true;
        document_field(&document, &slate.arena, "Tel", ROLE_TEXT, "112");
        document_drawing(&document, &slate.arena, &cross);
        lay_out(&slate, &document);
        assert_int_equal(document.drawn != NULL, cases[i].there);
        assert_int_equal(document.line_count, cases[i].there ? 5 : cases[i].lines);
        paint(&slate, &document);
        slate_close(&slate);
    }
}

static void add_random_blocks(struct slate *slate, struct document *document, uint32_t *seed)
{
    struct arena *arena = &slate->arena;
    unsigned count = slate_random(seed, 24);
    bool head = slate_random(seed, 2) == 0;
    document_begin(document);
    if (head)
        document_head(document, arena, pictogram_named(slate_random(seed, 2) == 0 ? "office" : NULL));
    for (unsigned i = 0; i < count; i++) {
        const char *text = slate_random_text(arena, seed, 1 + slate_random(seed, 40));
        const char *aside = slate_random_text(arena, seed, 4);
        if (head && i == 2) {
            document_head_end(document, arena);
            head = false;
        }
        document->aside = !head && slate_random(seed, 3) == 0;
        switch (slate_random(seed, head ? 4 : 11)) {
        case 0:
            document_heading(document, arena, text);
            break;
        case 1:
            document_paragraph(document, arena, ROLE_TEXT, text);
            break;
        case 2:
            document_item(document, arena, slate_random(seed, 4) == 0 ? aside : "•", text);
            break;
        case 3:
            document_field(document, arena, aside, ROLE_TEXT, text);
            break;
        case 4:
            document_gap(document, arena);
            break;
        case 5:
            document_table(document, arena, aside, week, 3);
            break;
        case 6:
            document_figure(document, arena, aside, "0340 204-2133", text);
            break;
        case 7:
            document_chips(document, arena, (struct chip[]){{text, ROLE_OPEN, false}, {aside, ROLE_FREE, false}}, 2);
            break;
        default:
            document_link(document, arena, text, slate_random(seed, 2) == 0 ? NULL : aside);
            break;
        }
    }
}

// What a reader has come across.
struct seen {
    bool *lines, *links;
};

static void look(const struct document *document, struct seen *seen)
{
    for (int row = 0; row < document->rows && document->scroll + row < document->line_count; row++)
        seen->lines[document->scroll + row] = true;
    if (document->focus < document->link_count)
        seen->links[document->focus] = true;
}

// Presses one arrow until nothing moves any more; every line must have been shown and every link focused.
static void expect_way(struct document *document, struct arena *arena, int arrow)
{
    struct seen seen = {
        .lines = arena_allocate(arena, (size_t)document->line_count, sizeof(bool)),
        .links = arena_allocate(arena, document->link_count, sizeof(bool)),
    };
    look(document, &seen);
    size_t presses = 0;
    while (act(document, arrow) == DOCUMENT_MOVED) {
        look(document, &seen);
        assert_true(++presses <= (size_t)document->line_count + document->link_count);
    }
    for (int line = 0; line < document->line_count; line++)
        assert_true(seen.lines[line]);
    for (size_t link = 0; link < document->link_count; link++)
        assert_true(seen.links[link]);
}

static void expect_sound(struct slate *slate, const struct document *document)
{
    int most = document->line_count > document->rows ? document->line_count - document->rows : 0;
    assert_in_range(document->scroll, 0, most);
    assert_true(document->focus <= document->link_count);
    paint(slate, document);
    enum role role = grid_at(&slate->grid, slate->grid.cursor_row, slate->grid.cursor_column)->role;
    if (document->focus < document->link_count)
        assert_true(role == ROLE_FOCUS || role == ROLE_FOCUS_QUIET);
    else
        assert_true(role != ROLE_FOCUS && role != ROLE_FOCUS_QUIET);
}

// Two keys are enough for everything, whatever was done before, on screens of every kind of size.
static void test_no_dead_ends(void **state)
{
    (void)state;
    static const int sizes[][2] = {{1, 1},   {1, 2},   {2, 1},   {1, 240}, {67, 1},  {2, 9},    {3, 7},   {4, 11},
                                   {8, 13},  {6, 30},  {12, 40}, {5, 59},  {5, 60},  {18, 76}, {24, 80}, {67, 240}};
    uint32_t seed = 23;
    for (int round = 0; round < 240; round++) {
        const int *size = sizes[(size_t)round % (sizeof sizes / sizeof sizes[0])];
        struct slate slate;
        struct document document = {0};
        slate_open(&slate, size[0], size[1], (enum text_direction)slate_random(&seed, 2));
        slate.view.layout_size = (enum text_size)slate_random(&seed, TEXT_SIZE_COUNT);
        slate.view.touch = slate_random(&seed, 2) == 0;
        add_random_blocks(&slate, &document, &seed);
        lay_out(&slate, &document);
        expect_sound(&slate, &document);
        expect_way(&document, &slate.arena, ACTION_DOWN);
        expect_way(&document, &slate.arena, ACTION_UP);
        for (int i = 0; i < 20; i++) {
            struct input input = {
                .action = (int)slate_random(&seed, ACTION_PROGRAM),
                .number = (int)slate_random(&seed, 10),
                .row = (int)slate_random(&seed, (unsigned)size[0] + 2) - 1,
                .start = (int)slate_random(&seed, (unsigned)size[1] + 2) - 1,
            };
            document_act(&document, &input);
            expect_sound(&slate, &document);
        }
        while (act(&document, ACTION_UP) == DOCUMENT_MOVED) {
        }
        assert_int_equal(document.scroll, 0);
        expect_way(&document, &slate.arena, ACTION_DOWN);
        slate_close(&slate);
    }
}

// Every cell: a touch opens the link that is painted there.
static void test_touch_opens_what_is_seen(void **state)
{
    (void)state;
    for (int direction = TEXT_LEFT_TO_RIGHT; direction <= TEXT_RIGHT_TO_LEFT; direction++) {
        struct slate slate;
        struct document document = {0};
        slate_open(&slate, 20, 31, direction);
        add_offer(&slate, &document);
        lay_out(&slate, &document);
        int opened = 0;
        for (int row = 0; row < 20; row++) {
            for (int column = 0; column < 31; column++) {
                int inner_row, start;
                assert_true(canvas_hit(&slate.canvas, row, column, &inner_row, &start));
                if (touch(&document, inner_row, start) != DOCUMENT_OPENED)
                    continue;
                opened++;
                paint(&slate, &document);
                enum role role = grid_at(&slate.grid, row, column)->role;
                assert_true(role == ROLE_FOCUS || role == ROLE_FOCUS_QUIET);
            }
        }
        assert_int_equal(opened, 3 * 29);
        slate_close(&slate);
    }
}

// Toggling between sizes loses no place: what stood at the top stands there again, and in the narrower layout too.
static void test_lines_broken_elsewhere_keep_the_place(void **state)
{
    (void)state;
    struct slate slate;
    struct document document = {0};
    slate_open(&slate, 8, 71, TEXT_LEFT_TO_RIGHT);
    document_begin(&document);
    for (int i = 0; i < 12; i++) {
        char *text = arena_copy_text(&slate.arena, "");
        for (int word = 0; word < 30; word++)
            text = arena_format(&slate.arena, "%sw%d.%d ", text, i, word);
        document_paragraph(&document, &slate.arena, ROLE_TEXT, text);
    }
    lay_out(&slate, &document);
    for (int step = 1; document.scroll + document.rows < document.line_count; step++) {
        act(&document, ACTION_DOWN);
        int scroll = document.scroll;
        paint(&slate, &document);
        int paragraph, first, other, from, to;
        assert_int_equal(sscanf(slate_row(&slate, 0), "w%d.%d", &paragraph, &first), 2);
        for (enum text_size size = TEXT_SIZE_LARGE; size < TEXT_SIZE_COUNT; size++) {
            slate.view.layout_size = size;
            document_lay_out(&document, &slate.arena, &slate.view, 5, 31);
            paint(&slate, &document);
            assert_int_equal(sscanf(slate_row(&slate, 0), "w%d.%d", &other, &from), 2);
            assert_int_equal(other, paragraph);
            to = 30; // the line below begins so far in the same paragraph, unless that has ended
            if (sscanf(slate_row(&slate, 1), "w%d.%d", &other, &to) < 2)
                to = 30;
            assert_in_range(first, from, to);
        }
        slate.view.layout_size = TEXT_SIZE_NORMAL;
        lay_out(&slate, &document);
        assert_int_equal(document.scroll, scroll);
    }
    slate_close(&slate);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_labels_above),
        cmocka_unit_test(test_labels_beside),
        cmocka_unit_test(test_right_to_left),
        cmocka_unit_test(test_numbers_and_names_in_arabic),
        cmocka_unit_test(test_texts_of_the_other_direction_have_their_own_side),
        cmocka_unit_test(test_items_hang_together),
        cmocka_unit_test(test_lines_are_not_too_long_to_read),
        cmocka_unit_test(test_nothing_is_well),
        cmocka_unit_test(test_text_scrolls_by_arrows),
        cmocka_unit_test(test_focus_goes_with_the_screen),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_begin_and_layout_keep_the_place),
        cmocka_unit_test(test_what_may_wait_stands_before_the_aside_on_few_rows),
        cmocka_unit_test(test_an_aside_stands_in_its_order_where_there_is_no_room),
        cmocka_unit_test(test_an_aside_stands_beside_the_text),
        cmocka_unit_test(test_columns_scroll_together),
        cmocka_unit_test(test_a_table_finds_room),
        cmocka_unit_test(test_digits_are_large_where_they_fit),
        cmocka_unit_test(test_a_drawing_costs_no_row),
        cmocka_unit_test(test_no_dead_ends),
        cmocka_unit_test(test_touch_opens_what_is_seen),
        cmocka_unit_test(test_lines_broken_elsewhere_keep_the_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
