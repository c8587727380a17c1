// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Another program on the kit, with keys, pages and a policy of its own: pages that may not be closed unasked, that give
// something back, and that are never dropped in silence.
#include "tests/support/kiosk_fixture.h"
#include "tui/kit/field.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum clerk_action { CLERK_ACTION_ASK = ACTION_PROGRAM, CLERK_ACTION_START, CLERK_ACTION_DIG };
enum { CLERK_LIST, CLERK_FORM, CLERK_QUESTION };
enum { ANSWER_DISCARD = 1, ANSWER_CHOSEN };

struct clerk {
    struct kiosk_fixture words; // whose messages it borrows
    struct loop loop;
    struct virtual_terminal *terminal;
    struct fake_clock clock;
    int closed;               // forms
    char wiped[FIELD_BYTES];  // what the last form that was closed had in its field, before and
    char chosen[PAGE_ID_BYTES]; // what was given back to the list
};

struct clerk_form {
    struct field field;
    bool asked, discarded;
};

static const struct screen screen_form, screen_question, screen_deep;

static void paint_name(struct page *page, const struct canvas *canvas)
{
    canvas_text(canvas, 0, 0, canvas->columns, page->screen->name, ROLE_TEXT);
}

static struct request act_on_list(struct page *page, const struct input *input)
{
    (void)page;
    if (input->action == ACTION_OPEN)
        return (struct request){.kind = REQUEST_OPEN, .screen = &screen_form};
    return (struct request){.kind = REQUEST_NONE};
}

static struct request list_returned(struct page *page, const struct page_result *result)
{
    struct clerk *clerk = page->view->context;
    assert_int_equal(result->answer, ANSWER_CHOSEN);
    memcpy(clerk->chosen, result->argument.id, sizeof clerk->chosen);
    return (struct request){.kind = REQUEST_LOAD};
}

static struct request act_on_form(struct page *page, const struct input *input)
{
    struct clerk_form *form = page->state;
    if (input->action == ACTION_CHARACTER) {
        field_insert(&form->field, input->character);
        return (struct request){.kind = REQUEST_PAINT};
    }
    if (input->action == ACTION_PASTE) {
        for (size_t i = 0; i < input->length; i++)
            field_insert(&form->field, input->text[i] == '\n' ? '/' : (unsigned char)input->text[i]);
        return (struct request){.kind = REQUEST_PAINT};
    }
    if (input->action == ACTION_OPEN) { // saves
        struct request request = {.kind = REQUEST_BACK, .result = {.answer = ANSWER_CHOSEN}};
        memcpy(request.result.argument.id, form->field.text, sizeof request.result.argument.id - 1);
        form->discarded = true;
        return request;
    }
    return (struct request){.kind = REQUEST_NONE};
}

static bool may_close_form(struct page *page, struct request *request)
{
    struct clerk_form *form = page->state;
    if (form->field.length == 0 || form->discarded)
        return true;
    form->asked = true;
    *request = (struct request){.kind = REQUEST_OPEN, .screen = &screen_question};
    return false;
}

static struct request form_returned(struct page *page, const struct page_result *result)
{
    struct clerk_form *form = page->state;
    form->discarded = result->answer == ANSWER_DISCARD;
    return (struct request){.kind = form->discarded ? REQUEST_BACK : REQUEST_PAINT};
}

static void close_form(struct page *page)
{
    struct clerk *clerk = page->view->context;
    struct clerk_form *form = page->state;
    clerk->closed++;
    memcpy(clerk->wiped, form->field.text, sizeof clerk->wiped);
    field_wipe(&form->field);
}

static struct request act_on_question(struct page *page, const struct input *input)
{
    (void)page;
    if (input->action == ACTION_OPEN)
        return (struct request){.kind = REQUEST_BACK, .result = {.answer = ANSWER_DISCARD}};
    return (struct request){.kind = REQUEST_NONE};
}

static const struct screen screen_list = {
    .name = "list", .context = CLERK_LIST, .paint = paint_name,
    .act = act_on_list, .returned = list_returned,
};
static const struct screen screen_form = {
    .name = "form", .context = CLERK_FORM, .state_size = sizeof(struct clerk_form), .paint = paint_name, .act = act_on_form,
    .may_close = may_close_form, .returned = form_returned, .close = close_form,
};
static const struct screen screen_question = {
    .name = "question", .context = CLERK_QUESTION, .paint = paint_name,
    .act = act_on_question,
};
static const struct screen screen_deep = {
    .name = "deep", .context = CLERK_LIST, .paint = paint_name,
    .act = act_on_list,
};

// ---- the program ---------------------------------------------------------------------------------------------------

static struct program_bar bar(const struct view *view)
{
    (void)view;
    return (struct program_bar){.brand = "Amt", .note = "ungespeichert"};
}

static bool act(struct loop *loop, int action)
{
    switch (action) {
    case CLERK_ACTION_START:
        loop_close(loop, 1);
        return true;
    case CLERK_ACTION_DIG:
        loop_open(loop, &screen_deep, NULL);
        return true;
    case ACTION_QUIT:
        return !loop_may_close(loop, 0);
    default:
        return true;
    }
}

static void back(struct loop *loop)
{
    stack_back(&loop->stack);
}

static void refuse(struct loop *loop)
{
    loop->view.saying = "Zu viele Seiten.";
}

static void reset(struct loop *loop)
{
    stack_cut(&loop->stack, 1);
}

static bool visiting(const struct loop *loop)
{
    return loop->stack.depth > 1;
}

static void warn(struct loop *loop, const struct canvas *canvas, int seconds)
{
    (void)loop;
    (void)canvas;
    (void)seconds;
}

enum { EVERYWHERE = IN_CONTEXT(CLERK_LIST) | IN_CONTEXT(CLERK_FORM) | IN_CONTEXT(CLERK_QUESTION) };

static const struct action_words words[] = {
    {ACTION_OPEN, MESSAGE_KEY_OPEN, MESSAGE_HELP_OPEN},
    {ACTION_BACK, MESSAGE_KEY_BACK, MESSAGE_HELP_BACK},
    {CLERK_ACTION_START, MESSAGE_KEY_HOME, MESSAGE_HELP_HOME},
    {ACTION_NONE, 0, 0},
};
static const struct binding bindings[] = {
    {ACTION_OPEN, TERMINAL_KEY_ENTER, 0, EVERYWHERE, "Enter", NULL, 0},
    {ACTION_BACK, TERMINAL_KEY_ESCAPE, 0, EVERYWHERE, "Esc", NULL, 0},
    {CLERK_ACTION_START, TERMINAL_KEY_F4, 0, EVERYWHERE, "F4", NULL, 0},
    {CLERK_ACTION_DIG, TERMINAL_KEY_F5, 0, EVERYWHERE, NULL, NULL, 0},
    {CLERK_ACTION_ASK, TERMINAL_KEY_NONE, 'n', IN_CONTEXT(CLERK_LIST), NULL, NULL, 0},
    {ACTION_UP, TERMINAL_KEY_UP, 0, EVERYWHERE, NULL, NULL, 0},
    {ACTION_TO_START, TERMINAL_KEY_LEFT, 0, EVERYWHERE, NULL, NULL, 0},
    {ACTION_WORD_BACK, TERMINAL_KEY_LEFT, 0, IN_CONTEXT(CLERK_FORM), NULL, NULL, TERMINAL_CONTROL},
    {ACTION_NEXT_FIELD, TERMINAL_KEY_TAB, 0, EVERYWHERE, NULL, NULL, 0},
    {ACTION_PREVIOUS_FIELD, TERMINAL_KEY_TAB, 0, EVERYWHERE, NULL, NULL, TERMINAL_SHIFT},
    {ACTION_UNDO, TERMINAL_KEY_NONE, 'z', IN_CONTEXT(CLERK_FORM), NULL, NULL, TERMINAL_CONTROL},
    {ACTION_COPY, TERMINAL_KEY_NONE, 'c', IN_CONTEXT(CLERK_FORM), NULL, NULL, TERMINAL_CONTROL},
    {.action = ACTION_NONE},
};
static const int list_footer[] = {ACTION_OPEN, ACTION_BACK, CLERK_ACTION_START, ACTION_NONE};
static const int form_footer[] = {ACTION_OPEN, ACTION_NONE};
static const struct key_context contexts[] = {
    [CLERK_LIST] = {.footer = list_footer},
    [CLERK_FORM] = {.footer = form_footer, .typed = true},
    [CLERK_QUESTION] = {.footer = form_footer},
    {.footer = NULL},
};
static const struct program clerk_program = {
    .actions = words,
    .bindings = bindings,
    .contexts = contexts,
    .texts = {[KIT_TEXT_TOO_SMALL] = MESSAGE_KEY_HOME},
    .bar = bar,
    .act = act,
    .back = back,
    .full = refuse,
    .reset = reset,
    .visiting = visiting,
    .warn = warn,
};

static void clerk_open(struct clerk *clerk)
{
    *clerk = (struct clerk){.clock = fake_clock_at(2026, 11, 23, 10, 15)};
    kiosk_fixture_open(&clerk->words, "de", 24, 80, "");
    clerk->terminal = virtual_terminal_new(24, 80);
    clerk->loop = (struct loop){
        .terminal = &clerk->terminal->terminal,
        .sample = fake_clock_sample,
        .clock = &clerk->clock,
        .idle_ms = 90 * 1000,
        .warning_ms = 20 * 1000,
        .ready_fd = -1,
        .view = {.program = &clerk_program, .context = clerk, .messages = clerk->words.loop.view.messages},
    };
    loop_init(&clerk->loop);
    loop_open(&clerk->loop, &screen_list, NULL);
    virtual_terminal_run(clerk->terminal, &clerk->loop);
}

static void clerk_close(struct clerk *clerk)
{
    loop_free(&clerk->loop);
    virtual_terminal_free(&clerk->terminal);
    kiosk_fixture_close(&clerk->words);
}

static bool type(struct clerk *clerk, const char *script)
{
    virtual_terminal_type(clerk->terminal, script);
    return virtual_terminal_run(clerk->terminal, &clerk->loop);
}

static void expect_top(const struct clerk *clerk, const char *name, size_t depth)
{
    assert_string_equal(stack_top(&clerk->loop.stack)->screen->name, name);
    assert_int_equal(clerk->loop.stack.depth, depth);
}

// ---- pages ---------------------------------------------------------------------------------------------------------

static void test_a_page_asks_before_it_is_closed(void **state)
{
    (void)state;
    struct clerk clerk;
    clerk_open(&clerk);
    type(&clerk, "Enter Esc"); // nothing was written
    expect_top(&clerk, "list", 1);
    type(&clerk, "Enter 'abc' Esc");
    expect_top(&clerk, "question", 3);
    type(&clerk, "Esc"); // no answer
    expect_top(&clerk, "form", 2);
    const struct clerk_form *form = stack_top(&clerk.loop.stack)->state;
    assert_string_equal(form->field.text, "abc");
    assert_int_equal(clerk.closed, 1);
    type(&clerk, "Esc Enter"); // discards
    expect_top(&clerk, "list", 1);
    assert_int_equal(clerk.closed, 2);
    assert_string_equal(clerk.chosen, ""); // the form gave nothing back
    clerk_close(&clerk);
}

static void test_a_page_gives_something_back(void **state)
{
    (void)state;
    struct clerk clerk;
    clerk_open(&clerk);
    type(&clerk, "Enter 'abc' Enter");
    expect_top(&clerk, "list", 1);
    assert_string_equal(clerk.chosen, "abc");
    clerk_close(&clerk);
}

// Whatever would close it: the pages above go, so that who is asked sees what about; those below stay.
static void test_the_way_home_and_out_asks_too(void **state)
{
    (void)state;
    static const char *const ways[] = {"F4", "Interrupt", "Ctrl+'c'"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct clerk clerk;
        clerk_open(&clerk);
        type(&clerk, "F5 Enter 'abc' F5 F5");
        expect_top(&clerk, "deep", 5);
        assert_true(type(&clerk, ways[i]));
        expect_top(&clerk, "question", 4);
        assert_int_equal(clerk.closed, 0);
        type(&clerk, "Enter");
        expect_top(&clerk, "deep", 2);
        bool goes_on = type(&clerk, ways[i]);
        assert_int_equal(goes_on, i == 0);
        if (goes_on)
            expect_top(&clerk, "list", 1);
        clerk_close(&clerk);
    }
}

// Nobody is there to answer.
static void test_the_end_of_a_visit_asks_nobody(void **state)
{
    (void)state;
    for (int hangup = 0; hangup < 2; hangup++) {
        struct clerk clerk;
        clerk_open(&clerk);
        type(&clerk, "Enter 'geheim' F5");
        fake_clock_advance(&clerk.clock, 95 * 1000);
        loop_turn(&clerk.loop);
        assert_true(clerk.loop.warned);
        if (hangup == 1) {
            assert_false(type(&clerk, "Hangup"));
        } else {
            fake_clock_advance(&clerk.clock, 20 * 1000);
            loop_turn(&clerk.loop);
        }
        expect_top(&clerk, "list", 1);
        assert_int_equal(clerk.closed, 1);
        assert_string_equal(clerk.wiped, "geheim");
        clerk_close(&clerk);
    }
}

static void test_no_page_is_dropped_in_silence(void **state)
{
    (void)state;
    struct clerk clerk;
    clerk_open(&clerk);
    type(&clerk, "Enter 'abc'");
    for (size_t i = 2; i < STACK_PAGES_MAX; i++)
        type(&clerk, "F5");
    expect_top(&clerk, "deep", STACK_PAGES_MAX);
    assert_null(clerk.loop.view.saying);
    type(&clerk, "F5");
    expect_top(&clerk, "deep", STACK_PAGES_MAX);
    assert_true(virtual_terminal_shows(clerk.terminal, "Zu viele Seiten."));
    assert_int_equal(clerk.closed, 0);
    type(&clerk, "Esc F5");
    assert_false(virtual_terminal_shows(clerk.terminal, "Zu viele Seiten."));
    expect_top(&clerk, "deep", STACK_PAGES_MAX);
    clerk_close(&clerk);
}

// A page that asks before it is closed is no trap where there is no room for its question.
static void test_there_is_always_room_for_a_question(void **state)
{
    (void)state;
    struct clerk clerk;
    clerk_open(&clerk);
    for (size_t i = 2; i < STACK_PAGES_MAX; i++)
        type(&clerk, "F5");
    type(&clerk, "Enter 'abc'");
    expect_top(&clerk, "form", STACK_PAGES_MAX);
    type(&clerk, "Esc");
    expect_top(&clerk, "question", STACK_PAGES_MAX + 1);
    type(&clerk, "F5"); // but for nothing else
    expect_top(&clerk, "question", STACK_PAGES_MAX + 1);
    type(&clerk, "Enter");
    expect_top(&clerk, "deep", STACK_PAGES_MAX - 1);
    clerk_close(&clerk);
}

// ---- keys ----------------------------------------------------------------------------------------------------------

static struct input input_of(const struct event *event, int context, enum text_direction direction)
{
    return program_input(&clerk_program, event, context, direction);
}

static void test_keys_with_modifiers(void **state)
{
    (void)state;
    const enum text_direction right = TEXT_LEFT_TO_RIGHT, left = TEXT_RIGHT_TO_LEFT;
    struct event event = {.kind = EVENT_KEY, .key = TERMINAL_KEY_LEFT, .modifiers = TERMINAL_CONTROL};
    assert_int_equal(input_of(&event, CLERK_FORM, right).action, ACTION_WORD_BACK);
    assert_int_equal(input_of(&event, CLERK_FORM, left).action, ACTION_WORD_FORTH);
    assert_int_equal(input_of(&event, CLERK_LIST, right).action, ACTION_TO_START); // bound to nothing there: as without
    assert_false(input_of(&event, CLERK_LIST, right).select);
    event.modifiers |= TERMINAL_SHIFT;
    assert_int_equal(input_of(&event, CLERK_LIST, left).action, ACTION_TO_END);
    assert_true(input_of(&event, CLERK_LIST, right).select);
    assert_int_equal(input_of(&event, CLERK_FORM, right).action, ACTION_WORD_BACK); // selecting by words
    assert_true(input_of(&event, CLERK_FORM, right).select);
    event = (struct event){.kind = EVENT_CHARACTER, .character = 'c', .modifiers = TERMINAL_CONTROL};
    assert_int_equal(input_of(&event, CLERK_FORM, right).action, ACTION_COPY);
    assert_int_equal(input_of(&event, CLERK_LIST, right).action, ACTION_QUIT); // bound to nothing there
    event.kind = EVENT_INTERRUPT; // a signal is no key
    assert_int_equal(input_of(&event, CLERK_FORM, right).action, ACTION_QUIT);
    event = (struct event){.kind = EVENT_KEY, .key = TERMINAL_KEY_TAB};
    assert_int_equal(input_of(&event, CLERK_FORM, right).action, ACTION_NEXT_FIELD);
    event.modifiers = TERMINAL_SHIFT;
    assert_int_equal(input_of(&event, CLERK_FORM, right).action, ACTION_PREVIOUS_FIELD);
    assert_false(input_of(&event, CLERK_FORM, right).select);
}

static void test_characters_with_modifiers_are_not_written(void **state)
{
    (void)state;
    const enum text_direction right = TEXT_LEFT_TO_RIGHT;
    struct event event = {.kind = EVENT_CHARACTER, .character = 'z'};
    assert_int_equal(input_of(&event, CLERK_FORM, right).action, ACTION_CHARACTER);
    event.modifiers = TERMINAL_CONTROL;
    assert_int_equal(input_of(&event, CLERK_FORM, right).action, ACTION_UNDO);
    event.modifiers = TERMINAL_ALT;
    assert_int_equal(input_of(&event, CLERK_FORM, right).action, ACTION_NONE);
    event = (struct event){.kind = EVENT_CHARACTER, .character = 'n'};
    assert_int_equal(input_of(&event, CLERK_LIST, right).action, CLERK_ACTION_ASK);
    assert_int_equal(input_of(&event, CLERK_FORM, right).action, ACTION_CHARACTER);
    event.character = '7';
    assert_int_equal(input_of(&event, CLERK_LIST, right).action, ACTION_NUMBER);
    assert_int_equal(input_of(&event, CLERK_FORM, right).action, ACTION_CHARACTER);
}

// What is pasted is no keys: nothing of it saves, leaves or asks.
static void test_what_is_pasted_is_no_keys(void **state)
{
    (void)state;
    struct clerk clerk;
    clerk_open(&clerk);
    type(&clerk, "Paste'\n\n7n'");
    expect_top(&clerk, "list", 1);
    type(&clerk, "Enter 'a' Paste'b\nc\n' 'd'");
    expect_top(&clerk, "form", 2);
    const struct clerk_form *form = stack_top(&clerk.loop.stack)->state;
    assert_string_equal(form->field.text, "ab/c/d");
    fake_clock_advance(&clerk.clock, 95 * 1000);
    loop_turn(&clerk.loop);
    assert_true(clerk.loop.warned);
    type(&clerk, "Paste'e'"); // like any key, it ends the warning, and does no more
    assert_false(clerk.loop.warned);
    assert_string_equal(form->field.text, "ab/c/d");
    clerk_close(&clerk);
}

// Contexts may have footers of other lengths.
static void test_bar_and_footer_are_the_programs(void **state)
{
    (void)state;
    struct clerk clerk;
    clerk_open(&clerk);
    assert_true(virtual_terminal_shows(clerk.terminal, "Amt"));
    assert_true(virtual_terminal_shows(clerk.terminal, "ungespeichert"));
    assert_int_equal(clerk.loop.frame.target_count, 3);
    type(&clerk, "Enter");
    assert_int_equal(clerk.loop.frame.target_count, 1);
    clerk_close(&clerk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_page_asks_before_it_is_closed),
        cmocka_unit_test(test_a_page_gives_something_back),
        cmocka_unit_test(test_the_way_home_and_out_asks_too),
        cmocka_unit_test(test_the_end_of_a_visit_asks_nobody),
        cmocka_unit_test(test_no_page_is_dropped_in_silence),
        cmocka_unit_test(test_there_is_always_room_for_a_question),
        cmocka_unit_test(test_keys_with_modifiers),
        cmocka_unit_test(test_characters_with_modifiers_are_not_written),
        cmocka_unit_test(test_what_is_pasted_is_no_keys),
        cmocka_unit_test(test_bar_and_footer_are_the_programs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
