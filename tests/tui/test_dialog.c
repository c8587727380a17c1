// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A question over a page: its answers are to be seen on every page, by keys and by touch, and none is given by mistake.
#include "tests/support/slate.h"

#include "tui/kit/asking.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <string.h>

static const struct dialog question = {
    .texts = {{"Verlassen?", ROLE_HEADING}, {"Es ist noch nicht gespeichert.", ROLE_TEXT}},
    .answers = {"Bleiben", "Speichern", "Verwerfen"},
};

static void paint(struct slate *slate, const struct dialog *dialog)
{
    grid_clear(&slate->grid);
    for (int row = 0; row < slate->canvas.rows; row++)
        canvas_text(&slate->canvas, row, 0, 4, "Text", ROLE_STRONG);
    dialog_paint(dialog, &slate->view, &slate->canvas);
    slate_expect_whole(&slate->grid);
}

static void test_stands_in_the_middle_of_what_stands_back(void **state)
{
    (void)state;
    struct slate slate;
    slate_open(&slate, 12, 44, TEXT_LEFT_TO_RIGHT);
    paint(&slate, &question);
    slate_expect(&slate, (const char *const[]){
                             "Text",
                             "Text",
                             "┌──────────────────────────────────────────┐",
                             "│                                          │",
                             "│ Verlassen?                               │",
                             "│ Es ist noch nicht gespeichert.           │",
                             "│                                          │",
                             "│ ▶ Bleiben     Speichern     Verwerfen    │",
                             "│                                          │",
                             "└──────────────────────────────────────────┘",
                             "Text",
                             "Text",
                             NULL,
                         });
    assert_int_equal(grid_at(&slate.grid, 0, 0)->role, ROLE_DIM);
    assert_int_equal(grid_at(&slate.grid, 7, 4)->role, ROLE_FOCUS);
    assert_int_equal(grid_at(&slate.grid, 7, 16)->role, ROLE_BUTTON);
    assert_int_equal(slate.grid.cursor_row, 7);
    assert_int_equal(slate.grid.cursor_column, 3);
    slate_close(&slate);
}

// What is left of a time begins at the start edge and goes back there; where the page is low, the words are enough.
static void test_a_time_that_runs_out_is_a_bar(void **state)
{
    (void)state;
    struct dialog warning = {.texts = {{"Noch 10 Sekunden", ROLE_NOTICE}}, .left = 10, .of = 40};
    static const enum text_direction directions[] = {TEXT_LEFT_TO_RIGHT, TEXT_RIGHT_TO_LEFT};
    for (size_t i = 0; i < 2; i++) {
        struct slate slate;
        slate_open(&slate, 12, 44, directions[i]);
        paint(&slate, &warning);
        int filled = 0;
        for (int column = 0; column < 44; column++)
            filled += grid_at(&slate.grid, 6, column)->role == ROLE_FOCUS;
        assert_int_equal(filled, 10); // of 40
        assert_int_equal(grid_at(&slate.grid, 6, i == 0 ? 2 : 41)->role, ROLE_FOCUS);
        slate_close(&slate);
        slate_open(&slate, 4, 44, directions[i]);
        paint(&slate, &warning);
        for (int row = 0; row < 4; row++)
            for (int column = 0; column < 44; column++)
                assert_int_not_equal(grid_at(&slate.grid, row, column)->role, ROLE_FOCUS);
        slate_close(&slate);
    }
}

static void test_mirrors(void **state)
{
    (void)state;
    struct slate slate;
    slate_open(&slate, 6, 44, TEXT_RIGHT_TO_LEFT);
    paint(&slate, &question);
    assert_string_equal(slate_row(&slate, 4), "│    Verwerfen     Speichern     Bleiben ◀ │");
    slate_close(&slate);
}

// Whether all words of the answers stand on the slate.
static bool shows_answers(struct slate *slate)
{
    size_t shown = 0;
    for (size_t i = 0; i < 3; i++) {
        bool found = false;
        for (int row = 0; row < slate->canvas.rows; row++)
            found = found || strstr(slate_row(slate, row), question.answers[i]) != NULL;
        shown += found;
    }
    return shown == 3;
}

static void test_answers_are_seen_on_every_page(void **state)
{
    (void)state;
    for (int rows = 4; rows < 20; rows++) {
        for (int columns = 16; columns < 90; columns += 3) {
            struct slate slate;
            slate_open(&slate, rows, columns, (enum text_direction)(columns % 2));
            slate.view.touch = columns % 4 == 0;
            paint(&slate, &question);
            if (!shows_answers(&slate) && (rows >= 5 || columns >= 40))
                fail_msg("%d x %d: an answer is missing", rows, columns);
            slate_close(&slate);
        }
    }
}

static enum dialog_result press(struct dialog *dialog, int action, size_t *answer)
{
    struct view view = {0};
    return dialog_act(dialog, &view, 12, 44, &(struct input){.action = action}, answer);
}

static void test_keys(void **state)
{
    (void)state;
    struct dialog dialog = question;
    size_t answer = 9;
    assert_int_equal(press(&dialog, ACTION_OPEN, &answer), DIALOG_ANSWERED);
    assert_int_equal(answer, 0);
    static const struct {
        int action;
        size_t focus;
    } moves[] = {{ACTION_TO_END, 1}, {ACTION_DOWN, 2}, {ACTION_NEXT_FIELD, 0}, {ACTION_TO_START, 2}, {ACTION_UP, 1},
                 {ACTION_PREVIOUS_FIELD, 0}};
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
        assert_int_equal(press(&dialog, moves[i].action, &answer), DIALOG_MOVED);
        assert_int_equal(dialog.focus, moves[i].focus);
    }
    struct view view = {0};
    for (int digit = 0; digit < 10; digit++) {
        enum dialog_result result =
            dialog_act(&dialog, &view, 12, 44, &(struct input){.action = ACTION_NUMBER, .number = digit}, &answer);
        assert_int_equal(result, digit >= 1 && digit <= 3 ? DIALOG_ANSWERED : DIALOG_IGNORED);
        if (result == DIALOG_ANSWERED)
            assert_int_equal(answer, digit - 1);
    }
    assert_int_equal(dialog_act(&dialog, &view, 12, 44, &(struct input){.action = ACTION_CHARACTER, .character = '2'}, &answer),
                     DIALOG_ANSWERED);
    assert_int_equal(answer, 1);
    assert_int_equal(dialog_act(&dialog, &view, 12, 44, &(struct input){.action = ACTION_CHARACTER, .character = 'x'}, &answer),
                     DIALOG_IGNORED);
    assert_int_equal(dialog_act(&dialog, &view, 12, 44, &(struct input){.action = ACTION_DOWN, .wheel = true}, &answer),
                     DIALOG_IGNORED);
    assert_int_equal(press(&dialog, ACTION_BACK, &answer), DIALOG_LEFT);
}

// What is asked stays asked until it is answered; whoever goes back has given the first answer.
static void test_a_page_asks(void **state)
{
    (void)state;
    static const struct {
        int action;
        enum request_kind request;
        size_t answer;
        bool open;
    } cases[] = {
        {ACTION_PROGRAM, REQUEST_NONE, 0, true}, {ACTION_DOWN, REQUEST_PAINT, 0, true},  {ACTION_OPEN, REQUEST_PAINT, 1, false},
        {ACTION_BACK, REQUEST_PAINT, 0, false},  {ACTION_OPEN, REQUEST_PAINT, 0, false},
    };
    struct view view = {0};
    const struct page page = {.view = &view, .rows = 12, .columns = 44};
    struct asking asking = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t answer = 9;
        if (!asking.open)
            assert_int_equal(asking_begin(&asking, question).kind, REQUEST_PAINT);
        assert_true(asking.open);
        assert_int_equal(asking_act(&asking, &page, &(struct input){.action = cases[i].action}, &answer).kind, cases[i].request);
        assert_int_equal(answer, cases[i].answer);
        assert_int_equal(asking.open, cases[i].open);
    }
    struct slate slate;
    slate_open(&slate, 12, 44, TEXT_LEFT_TO_RIGHT);
    asking_paint(&asking, &slate.view, &slate.canvas);
    assert_false(shows_answers(&slate));
    asking_begin(&asking, question);
    asking_paint(&asking, &slate.view, &slate.canvas);
    assert_true(shows_answers(&slate));
    slate_close(&slate);
}

// An answer is where it is painted, and nowhere else.
static void test_touch(void **state)
{
    (void)state;
    for (int touch = 0; touch < 2; touch++) {
        struct slate slate;
        slate_open(&slate, 14, 44, TEXT_RIGHT_TO_LEFT);
        slate.view.touch = touch == 1;
        struct dialog dialog = question;
        paint(&slate, &dialog);
        int answered = 0;
        for (int row = 0; row < 14; row++) {
            for (int column = 0; column < 44; column++) {
                int at, start;
                size_t answer;
                assert_true(canvas_hit(&slate.canvas, row, column, &at, &start));
                enum dialog_result result = dialog_act(&dialog, &slate.view, 14, 44,
                                                       &(struct input){.action = ACTION_POINT, .row = at, .start = start}, &answer);
                int role = grid_at(&slate.grid, row, column)->role;
                bool painted = role == ROLE_FOCUS || role == ROLE_BUTTON || role == ROLE_BUTTON_EDGE;
                assert_int_equal(result == DIALOG_ANSWERED, painted);
                assert_true(!painted || (answer == 0) == (role == ROLE_FOCUS));
                answered += painted;
            }
        }
        assert_int_equal(answered, (int)(strlen("BleibenSpeichernVerwerfen") + 9) * (touch + 1));
        slate_close(&slate);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stands_in_the_middle_of_what_stands_back),
        cmocka_unit_test(test_a_time_that_runs_out_is_a_bar),
        cmocka_unit_test(test_mirrors),
        cmocka_unit_test(test_answers_are_seen_on_every_page),
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_touch),
        cmocka_unit_test(test_a_page_asks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
