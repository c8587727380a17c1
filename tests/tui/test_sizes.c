// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One key for larger text on every page, and a finger's way to everything: sizes, places kept, targets high enough.
#include "tests/support/kiosk_fixture.h"
#include "tui/kiosk/screens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>

#include <cmocka.h>

static const char *const languages[] = {"de", "en", "ar", "uk"};
enum { LANGUAGES = sizeof languages / sizeof *languages };

// Ways to a page of every kind, and to a place on it.
static const char *const pages[] = {
    "Enter",
    "Enter Enter",
    "Enter Enter Down*3 Right",
    "Enter Enter Enter Down",
    "Enter Enter Enter Enter",
    "Enter Enter Enter Enter Enter",
    "Enter Enter Enter Enter Enter Down*9",
    "Enter Enter Enter Enter Enter PageDown",
    "Enter Enter '16' Enter Down*7",
    "Enter Enter F1 Down*4",
    "Enter Enter F3 'arzt' Down*2",
    "Enter Enter F3 F7 Down Right",
    "Enter Enter F9 Down*2",
};
enum { PAGES = sizeof pages / sizeof *pages };

// The way back, the emergency and help, which names all other keys, are at hand on every screen, in all languages, in one
// row, and no key touches another.
static void test_the_footer_keeps_help_and_the_way_back(void **state)
{
    (void)state;
    static const char *const ways[] = {"Enter Enter", "Enter Enter F1", "Enter Enter F3"}; // a list, a text, a field
    size_t count;
    const struct language *table = language_table(&count);
    for (size_t l = 0; l < count; l++)
        for (size_t w = 0; w < sizeof ways / sizeof *ways && language_is_offered(&table[l], PROGRAM_KIOSK); w++) {
            struct kiosk_fixture fixture;
            kiosk_fixture_open(&fixture, table[l].tag, 12, 40, NULL);
            kiosk_fixture_type(&fixture, ways[w]);
            for (int rows = 12; rows <= 33; rows += rows < 24 ? 1 : 9)
                for (int columns = 40; columns <= 120; columns += columns < 84 ? 3 : 12) {
                    kiosk_fixture_type(&fixture, arena_format(&fixture.arena, "Resize(%d,%d)", rows, columns));
                    const struct frame *frame = &fixture.loop.frame;
                    uint64_t shown = 0;
                    for (size_t i = 0; i < frame->target_count; i++) {
                        const struct canvas *key = &frame->targets[i].canvas;
                        shown |= UINT64_C(1) << frame->targets[i].action;
                        assert_int_equal(key->top, frame->targets[0].canvas.top);
                        if (i > 0) // behind the one before, from the start edge on
                            assert_true((key->left > frame->targets[i - 1].canvas.left) == (key->direction == TEXT_LEFT_TO_RIGHT));
                        int beside = key->left + key->columns;
                        const char *text = message_text(fixture.loop.view.messages,
                                                        program_words(&kiosk_program, frame->targets[i].action)->footer);
                        const char *cap = program_keys(&kiosk_program, frame->targets[i].action, KIOSK_CONTEXT_FIELD, KEY_PRINT_GERMAN);
                        assert_true(text_measure(cap) + 1 + text_measure(text) <= key->columns); // whole
                        assert_true(beside <= columns);
                        if (beside < columns)
                            assert_int_equal(grid_at(&fixture.terminal->shown, key->top, beside)->base, ' ');
                    }
                    static const int wanted[] = {KIOSK_ACTION_HELP, ACTION_BACK, KIOSK_ACTION_EMERGENCY};
                    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
                        if ((shown >> wanted[i] & 1) == 0)
                            fail_msg("%s %dx%d\n%s", table[l].tag, columns, rows, kiosk_fixture_text(&fixture));
                }
            kiosk_fixture_close(&fixture);
        }
}

// A cursor that is a block would cover a letter of what it stands on.
static void test_the_cursor_covers_no_letter(void **state)
{
    (void)state;
    static const int sizes[][2] = {{24, 80}, {33, 120}, {12, 40}};
    for (size_t l = 0; l < LANGUAGES; l++)
        for (size_t p = 0; p < PAGES; p++)
            for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
                struct kiosk_fixture fixture;
                kiosk_fixture_open(&fixture, languages[l], sizes[s][0], sizes[s][1], NULL);
                kiosk_fixture_type(&fixture, pages[p]);
                for (int warned = 0; warned < 2; warned++) {
                    const struct grid *shown = &fixture.terminal->shown;
                    uint32_t base = grid_at(shown, shown->cursor_row, shown->cursor_column)->base;
                    if (base > 0x40 && uc_is_property_alphabetic(base))
                        fail_msg("%s, %s: U+%04X\n%s", languages[l], pages[p], (unsigned)base, kiosk_fixture_text(&fixture));
                    kiosk_fixture_wait(&fixture, 91 * 1000);
                }
                kiosk_fixture_close(&fixture);
            }
}

static void test_the_third_step_leads_back_to_the_same_screen(void **state)
{
    (void)state;
    for (size_t l = 0; l < LANGUAGES; l++)
        for (size_t p = 0; p < PAGES; p++) {
            struct kiosk_fixture fixture;
            kiosk_fixture_open(&fixture, languages[l], 24, 80, NULL);
            kiosk_fixture_type(&fixture, pages[p]);
            const char *name = kiosk_fixture_top(&fixture);
            const char *before = kiosk_fixture_text(&fixture);
            kiosk_fixture_type(&fixture, "F6");
            assert_int_equal(fixture.loop.view.layout_size, TEXT_SIZE_LARGE);
            assert_string_equal(kiosk_fixture_top(&fixture), name);
            kiosk_fixture_type(&fixture, "F6");
            assert_int_equal(fixture.loop.view.layout_size, TEXT_SIZE_LARGEST);
            kiosk_fixture_type(&fixture, "F6");
            assert_int_equal(fixture.loop.view.layout_size, TEXT_SIZE_NORMAL);
            assert_string_equal(kiosk_fixture_text(&fixture), before);
            kiosk_fixture_close(&fixture);
        }
}

static void test_pages_below_are_laid_out_anew_too(void **state)
{
    (void)state;
    struct kiosk_fixture changed, other;
    kiosk_fixture_open(&changed, "de", 24, 80, NULL);
    kiosk_fixture_type(&changed, "Enter Enter Enter Enter F6 F6 Esc Esc");
    kiosk_fixture_open(&other, "de", 24, 80, NULL);
    kiosk_fixture_type(&other, "Enter Enter F6 F6");
    assert_string_equal(kiosk_fixture_text(&changed), kiosk_fixture_text(&other));
    kiosk_fixture_close(&changed);
    kiosk_fixture_close(&other);
}

static void test_letters_change_where_the_terminal_can(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 36, 120, NULL);
    fixture.terminal->has_sizes = true;
    kiosk_fixture_type(&fixture, "Enter Enter F6");
    assert_int_equal(fixture.terminal->text_size, TEXT_SIZE_LARGE);
    assert_int_equal(fixture.loop.view.layout_size, TEXT_SIZE_NORMAL); // the letters are large, so the layout is as ever
    assert_int_equal(fixture.terminal->shown.columns, 80);
    kiosk_fixture_type(&fixture, "F6");
    assert_int_equal(fixture.terminal->shown.rows, 18);
    assert_int_equal(fixture.terminal->shown.columns, 60);
    kiosk_fixture_type(&fixture, "F6");
    assert_int_equal(fixture.terminal->text_size, TEXT_SIZE_NORMAL);
    assert_int_equal(fixture.terminal->shown.rows, 36);
    kiosk_fixture_close(&fixture);
}

static void test_letters_that_leave_too_little_are_given_up(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 24, 72, NULL);
    fixture.terminal->has_sizes = true;
    kiosk_fixture_type(&fixture, "Enter Enter F6");
    assert_int_equal(fixture.terminal->shown.columns, 48);
    kiosk_fixture_type(&fixture, "F6 Resize(1,1)"); // 12 rows, but only 36 columns
    assert_int_equal(fixture.terminal->text_size, TEXT_SIZE_LARGEST); // may still be on its way
    kiosk_fixture_wait(&fixture, 600);
    assert_int_equal(fixture.terminal->text_size, TEXT_SIZE_NORMAL);
    assert_int_equal(fixture.terminal->shown.columns, 72);
    assert_int_equal(fixture.loop.view.layout_size, TEXT_SIZE_LARGEST);
    kiosk_fixture_type(&fixture, "F6");
    assert_int_equal(fixture.loop.view.text_size, TEXT_SIZE_NORMAL);
    assert_int_equal(fixture.loop.view.layout_size, TEXT_SIZE_NORMAL);
    kiosk_fixture_close(&fixture);
}

// xterm is of one row and one column for a moment when it changes its font in full screen.
static void test_sizes_on_the_way_do_not_count(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 36, 120, NULL);
    fixture.terminal->has_sizes = true;
    kiosk_fixture_type(&fixture, "Enter Enter Enter Enter Enter Down*3");
    const char *before = kiosk_fixture_text(&fixture);
    kiosk_fixture_type(&fixture, "F6 Resize(1,1)");
    kiosk_fixture_wait(&fixture, 100);
    kiosk_fixture_type(&fixture, "Resize(24,80)");
    kiosk_fixture_wait(&fixture, 2000);
    assert_int_equal(fixture.terminal->text_size, TEXT_SIZE_LARGE);
    assert_int_equal(fixture.loop.view.layout_size, TEXT_SIZE_NORMAL);
    kiosk_fixture_type(&fixture, "F6 F6");
    assert_string_equal(kiosk_fixture_text(&fixture), before); // the place was kept
    kiosk_fixture_close(&fixture);
}

static void expect_as_new(const struct kiosk_fixture *fixture)
{
    assert_string_equal(kiosk_fixture_top(fixture), "attract");
    assert_int_equal(fixture->loop.view.text_size, TEXT_SIZE_NORMAL);
    assert_int_equal(fixture->loop.view.layout_size, TEXT_SIZE_NORMAL);
    assert_false(fixture->loop.view.touch);
    assert_int_equal(fixture->terminal->text_size, TEXT_SIZE_NORMAL);
}

static void test_the_end_of_a_visit_resets_size_and_touch(void **state)
{
    (void)state;
    for (int letters = 0; letters < 2; letters++) {
        struct kiosk_fixture fixture;
        kiosk_fixture_open(&fixture, "de", 36, 120, NULL);
        fixture.terminal->has_sizes = letters == 1;
        kiosk_fixture_type(&fixture, "Click(5,5) F6 Enter Esc"); // left by its own way
        expect_as_new(&fixture);
        kiosk_fixture_type(&fixture, "Click(5,5) F6 F6");
        assert_true(fixture.loop.view.touch);
        kiosk_fixture_wait(&fixture, 111 * 1000); // left alone
        expect_as_new(&fixture);
        kiosk_fixture_type(&fixture, "Enter F6");
        assert_false(fixture.loop.view.touch);
        kiosk_fixture_type(&fixture, "Hangup");
        expect_as_new(&fixture);
        kiosk_fixture_close(&fixture);
    }
}

static void test_a_visit_can_begin_with_larger_text(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
    kiosk_fixture_type(&fixture, "F6");
    assert_string_equal(kiosk_fixture_top(&fixture), "languages");
    assert_int_equal(fixture.loop.view.text_size, TEXT_SIZE_LARGE);
    kiosk_fixture_close(&fixture);
}

static void test_arrow_keys_alone_reach_the_size(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
    kiosk_fixture_type(&fixture, "Enter Enter Down*20 Right Enter");
    assert_int_equal(fixture.loop.view.text_size, TEXT_SIZE_LARGE);
    kiosk_fixture_type(&fixture, "Enter Enter"); // the focus has stayed on it
    assert_int_equal(fixture.loop.view.text_size, TEXT_SIZE_NORMAL);
    kiosk_fixture_close(&fixture);
}

// ---- the layout's large sizes --------------------------------------------------------------------------------------

static bool has_focus_role(const struct grid *grid, int row)
{
    for (int column = 0; column < grid->columns; column++) {
        uint8_t role = grid_at(grid, row, column)->role;
        if (role == ROLE_FOCUS || role == ROLE_FOCUS_QUIET)
            return true;
    }
    return false;
}

// The first row of the focused thing, and how many it has; 0 when nothing has the focus.
static int focus_rows(const struct grid *grid, int *first)
{
    int count = 0;
    for (int row = grid->rows - 1; row >= 0; row--)
        if (has_focus_role(grid, row)) {
            *first = row;
            count++;
        }
    return count;
}

static void test_large_lists_have_room_between_their_items(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 33, 120, NULL);
    kiosk_fixture_type(&fixture, "Enter Enter Enter F6");
    int first, below;
    int rows = focus_rows(&fixture.terminal->shown, &first);
    kiosk_fixture_type(&fixture, "Down");
    focus_rows(&fixture.terminal->shown, &below);
    assert_int_equal(below, first + rows + 1);
    kiosk_fixture_close(&fixture);
}

static void test_largest_text_is_no_wider_than_is_good_to_read(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 33, 160, NULL);
    kiosk_fixture_type(&fixture, "Enter Enter Enter Enter Enter F6 F6");
    const struct canvas *body = &fixture.loop.frame.body;
    int widest = 0;
    for (int row = body->top; row < body->top + body->rows; row++)
        for (int column = body->left; column < body->left + body->columns - 1; column++)
            if (grid_at(&fixture.terminal->shown, row, column)->base != ' ')
                widest = column - body->left + 1 > widest ? column - body->left + 1 : widest;
    assert_in_range(widest, 55, 66); // and yet more than half of a screen of 120
    kiosk_fixture_close(&fixture);
}

// ---- footer --------------------------------------------------------------------------------------------------------

static bool overlap(const struct canvas *a, const struct canvas *b)
{
    return a->top < b->top + b->rows && b->top < a->top + a->rows && a->left < b->left + b->columns &&
           b->left < a->left + a->columns;
}

static void expect_sound_footer(const struct kiosk_fixture *fixture, int key_rows)
{
    const struct frame *frame = &fixture->loop.frame;
    assert_true(frame->target_count >= 3);
    for (size_t i = 0; i < frame->target_count; i++) {
        const struct canvas *target = &frame->targets[i].canvas;
        assert_int_equal(target->rows, key_rows);
        assert_in_range(target->left, 1, fixture->loop.grid.columns - 1 - target->columns);
        assert_in_range(target->top, frame->body.top + frame->body.rows, fixture->loop.grid.rows - key_rows);
        assert_int_equal(frame_hit(frame, target->top + key_rows - 1, target->left), frame->targets[i].action);
        for (size_t j = 0; j < i; j++)
            assert_false(overlap(target, &frame->targets[j].canvas));
    }
}

static bool footer_has(const struct kiosk_fixture *fixture, int action)
{
    for (size_t i = 0; i < fixture->loop.frame.target_count; i++)
        if (fixture->loop.frame.targets[i].action == action)
            return true;
    return false;
}

static void test_the_footer_fits_narrow_screens(void **state)
{
    (void)state;
    static const char *const contexts[] = {"Enter Enter", "Enter Enter F1", "Enter Enter F3"};
    for (size_t l = 0; l < LANGUAGES; l++)
        for (size_t c = 0; c < sizeof contexts / sizeof *contexts; c++) {
            struct kiosk_fixture fixture;
            kiosk_fixture_open(&fixture, languages[l], 12, 40, NULL);
            kiosk_fixture_type(&fixture, contexts[c]);
            expect_sound_footer(&fixture, 1);
            assert_true(footer_has(&fixture, KIOSK_ACTION_EMERGENCY));
            kiosk_fixture_type(&fixture, "Resize(18,55)"); // what the largest letters leave
            expect_sound_footer(&fixture, 1);
            assert_true(footer_has(&fixture, KIOSK_ACTION_HELP));
            kiosk_fixture_type(&fixture, "Resize(30,100)");
            expect_sound_footer(&fixture, 1);
            assert_true(footer_has(&fixture, KIOSK_ACTION_LANGUAGE));
            int wide = stack_top(&fixture.loop.stack)->screen->wide ? 2 : 0; // it takes the blank row and the quiet one
            assert_int_equal(fixture.loop.frame.body.rows, 30 - 2 - 1 - 2 + wide); // bar and path, a blank row, quiet row and keys
            kiosk_fixture_close(&fixture);
        }
}

// A key is where it was on the page before, whatever the page.
static void test_keys_of_the_footer_keep_their_places(void **state)
{
    (void)state;
    static const char *const sizes[] = {"Resize(12,40)", "Resize(22,64)", "Resize(24,80)", "Resize(33,120)", "Resize(67,240)"};
    for (size_t l = 0; l < LANGUAGES; l++)
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
            for (int touched = 0; touched < 2; touched++) {
                struct kiosk_fixture fixture;
                kiosk_fixture_open(&fixture, languages[l], 24, 80, NULL);
                kiosk_fixture_type(&fixture, sizes[s]);
                kiosk_fixture_type(&fixture, "Enter Enter");
                if (touched == 1)
                    kiosk_fixture_type(&fixture, "Click(0,0)");
                struct frame home = fixture.loop.frame;
                static const char *const others[] = {"F1", "F3", "F9"};
                for (size_t o = 0; o < sizeof others / sizeof *others; o++) {
                    kiosk_fixture_type(&fixture, others[o]);
                    const struct frame *frame = &fixture.loop.frame;
                    assert_int_equal(frame->target_count, home.target_count);
                    for (size_t i = 0; i < home.target_count; i++) {
                        const struct canvas *target = &frame->targets[i].canvas;
                        assert_int_equal(target->top, home.targets[i].canvas.top);
                        assert_int_equal(target->left, home.targets[i].canvas.left);
                        bool keyboard = frame->targets[i].action == ACTION_KEYBOARD; // in the place of search
                        assert_int_equal(keyboard ? KIOSK_ACTION_SEARCH : frame->targets[i].action, home.targets[i].action);
                    }
                    kiosk_fixture_type(&fixture, "Esc");
                }
                kiosk_fixture_close(&fixture);
            }
}

// Back leads to the page that the path names: also where there is little room.
static void test_the_path_names_the_page_before(void **state)
{
    (void)state;
    static const char *const sizes[] = {"Resize(24,80)", "Resize(22,64)", "Resize(16,60)"};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        struct kiosk_fixture fixture;
        kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
        kiosk_fixture_type(&fixture, sizes[s]);
        kiosk_fixture_type(&fixture, "Enter Enter Enter");
        assert_true(virtual_terminal_shows(fixture.terminal, "› Was brauchen Sie?"));
        kiosk_fixture_type(&fixture, "Enter");
        assert_true(virtual_terminal_shows(fixture.terminal, "› Ankommen und Aufenthalt"));
        kiosk_fixture_close(&fixture);
    }
}

// ---- touch ---------------------------------------------------------------------------------------------------------

static void expect_finger_sized(struct kiosk_fixture *fixture)
{
    const struct grid *shown = &fixture->terminal->shown;
    char click[32];
    int first = 0;
    int seen = 0;
    kiosk_fixture_type(fixture, "Home");
    for (int step = 0; step < 60; step++) {
        int rows = focus_rows(shown, &first);
        seen += rows > 0;
        if (rows == 1)
            fail_msg("only one row high:\n%s", kiosk_fixture_text(fixture));
        kiosk_fixture_type(fixture, "Down");
    }
    assert_true(seen > 0);
    if (focus_rows(shown, &first) == 0)
        return;
    size_t depth = fixture->loop.stack.depth;
    enum text_size size = fixture->loop.view.text_size;
    snprintf(click, sizeof click, "Click(%d,%d)", first + 1, shown->cursor_column);
    kiosk_fixture_type(fixture, click); // its second row opens it as the first
    assert_true(fixture->loop.stack.depth > depth || fixture->loop.view.text_size != size);
}

static void test_what_a_finger_opens_is_two_rows_high(void **state)
{
    (void)state;
    static const char *const places[] = {"Enter",
                                         "Enter Enter Enter",
                                         "Enter Enter Enter Enter",
                                         "Enter Enter Enter Enter Enter",
                                         "Enter Enter '16'",
                                         "Enter Enter '16' Enter",
                                         "Enter Enter F3",
                                         "Enter Enter F3 'arzt'",
                                         "Enter Enter F9"};
    static const char *const sizes[] = {"Resize(24,80)", "Resize(22,64)"};
    for (size_t l = 0; l < LANGUAGES; l++)
        for (size_t p = 0; p < sizeof places / sizeof *places; p++)
            for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
                struct kiosk_fixture fixture;
                kiosk_fixture_open(&fixture, languages[l], 24, 80, NULL);
                kiosk_fixture_type(&fixture, sizes[s]);
                kiosk_fixture_type(&fixture, places[p]);
                kiosk_fixture_type(&fixture, "Click(0,0)"); // the bar: nothing there can be opened
                assert_true(fixture.loop.view.touch);
                expect_sound_footer(&fixture, 2);
                if (p > 0) // choosing a language closes the page, which is tried elsewhere
                    expect_finger_sized(&fixture);
                kiosk_fixture_close(&fixture);
            }
}

static void test_a_touch_means_what_stood_there(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 24, 80, NULL);
    kiosk_fixture_type(&fixture, "Enter Enter");
    assert_false(fixture.loop.view.touch);
    const struct grid *grid = &fixture.terminal->shown;
    int place = 0; // where keys have it; fingers will have it elsewhere
    while (grid->cells[place].base != '5' || grid->cells[place + 2].base != 'D')
        assert_true(++place < 24 * 80 - 2);
    char click[32];
    snprintf(click, sizeof click, "Click(%d,%d)", place / 80, place % 80);
    kiosk_fixture_type(&fixture, click);
    assert_string_equal(kiosk_fixture_top(&fixture), "area");
    assert_true(virtual_terminal_shows(fixture.terminal, " Deutsch lernen"));
    kiosk_fixture_close(&fixture);
}

static void test_wheel_and_marks_scroll_everything(void **state)
{
    (void)state;
    static const char *const places[] = {"Enter Enter Enter", "Enter Enter F1", "Enter Enter F3 'a'", "Enter Enter F9"};
    for (size_t l = 0; l < LANGUAGES; l++)
        for (size_t p = 0; p < sizeof places / sizeof *places; p++) {
            struct kiosk_fixture fixture;
            kiosk_fixture_open(&fixture, languages[l], 22, 64, NULL);
            kiosk_fixture_type(&fixture, places[p]);
            kiosk_fixture_type(&fixture, "Click(0,0)");
            const char *name = kiosk_fixture_top(&fixture);
            const char *top = kiosk_fixture_text(&fixture);
            kiosk_fixture_type(&fixture, "WheelDown(8,20)");
            assert_string_not_equal(kiosk_fixture_text(&fixture), top);
            kiosk_fixture_type(&fixture, "WheelUp(8,20)*3 Home");
            assert_string_equal(kiosk_fixture_text(&fixture), top);
            const struct canvas *body = &fixture.loop.frame.body;
            bool leftward = fixture.loop.view.direction == TEXT_RIGHT_TO_LEFT;
            char click[32]; // beside the mark, at the screen's edge
            snprintf(click, sizeof click, "Click(%d,%d)", body->top + body->rows - 1, leftward ? 0 : 63);
            kiosk_fixture_type(&fixture, click);
            assert_string_equal(kiosk_fixture_top(&fixture), name);
            assert_string_not_equal(kiosk_fixture_text(&fixture), top);
            kiosk_fixture_close(&fixture);
        }
}

static void test_what_stands_above_a_list_is_none_of_it(void **state)
{
    (void)state;
    struct kiosk_fixture fixture;
    kiosk_fixture_open(&fixture, "de", 22, 64, NULL);
    kiosk_fixture_type(&fixture, "Enter Enter F3 'a' End");
    int row = fixture.loop.frame.body.top; // the field; below it, the list is scrolled
    char click[32];
    snprintf(click, sizeof click, "Click(%d,20) Click(%d,63)", row, row);
    kiosk_fixture_type(&fixture, click);
    assert_string_equal(kiosk_fixture_top(&fixture), "search");
    kiosk_fixture_close(&fixture);
}

// Whatever is chosen, on whatever screen: nothing breaks, and the size can be changed back.
static void test_no_screen_is_too_small_for_any_choice(void **state)
{
    (void)state;
    static const int rows[] = {1, 2, 11, 12, 13, 16, 19, 20, 24, 67};
    static const int columns[] = {1, 2, 39, 40, 59, 60, 80, 240};
    static const char *const choices[] = {"F6", "F6 F6", "Click(0,0)", "Click(0,0) F6 F6"};
    for (size_t p = 0; p < PAGES; p++)
        for (size_t choice = 0; choice < sizeof choices / sizeof *choices; choice++) {
            struct kiosk_fixture fixture;
            kiosk_fixture_open(&fixture, p % 2 == 0 ? "de" : "ar", 24, 80, NULL);
            kiosk_fixture_type(&fixture, pages[p]);
            kiosk_fixture_type(&fixture, choices[choice]);
            for (size_t r = 0; r < sizeof rows / sizeof *rows; r++)
                for (size_t c = 0; c < sizeof columns / sizeof *columns; c++) {
                    char resize[32];
                    snprintf(resize, sizeof resize, "Resize(%d,%d) Down Up", rows[r], columns[c]);
                    assert_true(kiosk_fixture_type(&fixture, resize));
                    assert_int_equal(fixture.terminal->shown.rows, rows[r]);
                }
            for (int step = 0; fixture.loop.view.text_size != TEXT_SIZE_NORMAL; step++) {
                assert_true(step < TEXT_SIZE_COUNT);
                kiosk_fixture_type(&fixture, "F6");
            }
            kiosk_fixture_wait(&fixture, 111 * 1000);
            expect_as_new(&fixture);
            kiosk_fixture_close(&fixture);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_footer_keeps_help_and_the_way_back),
        cmocka_unit_test(test_the_cursor_covers_no_letter),
        cmocka_unit_test(test_the_third_step_leads_back_to_the_same_screen),
        cmocka_unit_test(test_pages_below_are_laid_out_anew_too),
        cmocka_unit_test(test_letters_change_where_the_terminal_can),
        cmocka_unit_test(test_letters_that_leave_too_little_are_given_up),
        cmocka_unit_test(test_sizes_on_the_way_do_not_count),
        cmocka_unit_test(test_the_end_of_a_visit_resets_size_and_touch),
        cmocka_unit_test(test_a_visit_can_begin_with_larger_text),
        cmocka_unit_test(test_arrow_keys_alone_reach_the_size),
        cmocka_unit_test(test_large_lists_have_room_between_their_items),
        cmocka_unit_test(test_largest_text_is_no_wider_than_is_good_to_read),
        cmocka_unit_test(test_the_footer_fits_narrow_screens),
        cmocka_unit_test(test_keys_of_the_footer_keep_their_places),
        cmocka_unit_test(test_the_path_names_the_page_before),
        cmocka_unit_test(test_what_a_finger_opens_is_two_rows_high),
        cmocka_unit_test(test_a_touch_means_what_stood_there),
        cmocka_unit_test(test_wheel_and_marks_scroll_everything),
        cmocka_unit_test(test_what_stands_above_a_list_is_none_of_it),
        cmocka_unit_test(test_no_screen_is_too_small_for_any_choice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
