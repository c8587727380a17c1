// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Events are taken as long as some are waiting, then the screen is painted once: a held key never lags behind.
#include "tui/kit/loop.h"

#include <assert.h>
#include <string.h>
#include <unistd.h>

enum {
    CLOCK_MS = 5000,       // the clock in the bar is at most so late
    EVENTS_PER_FRAME = 64, // so that a flood of input cannot stop the painting
    SECOND_MS = 1000,
    CRAMPED_MS = 500,      // sizes on a terminal's way to another one pass sooner
};

static void see_the_size(struct loop *loop)
{
    int rows, columns;
    loop->terminal->operations->size(loop->terminal, &rows, &columns);
    grid_resize(&loop->grid, rows, columns);
}

void loop_sample(void *clock, struct tick *tick)
{
    clock_sample(clock, tick);
}

void loop_init(struct loop *loop)
{
    stack_init(&loop->stack, &loop->view);
    loop->view.clipboard = &loop->clipboard;
    loop->sample(loop->clock, &loop->view.tick);
    loop->last_input_ms = loop->view.tick.elapsed_ms;
    loop->running = true;
    loop->dirty = true;
    loop->terminal->operations->set_theme(loop->terminal, loop->view.theme);
    see_the_size(loop);
}

void loop_free(struct loop *loop)
{
    stack_clear(&loop->stack);
    clipboard_wipe(&loop->clipboard);
    grid_free(&loop->grid);
    arena_free(&loop->frame_arena);
}

// Every screen has a frame of its own height; the page gets what is left.
static void fit_page(struct loop *loop)
{
    struct page *top = stack_top(&loop->stack);
    if (top == NULL)
        return;
    const char *title;
    do { // a title may choose its words by the width that it has
        title = frame_title(top);
        struct canvas body = frame_body(&loop->grid, &loop->frame_arena, &loop->view, top->screen, title);
        stack_resize(&loop->stack, body.rows, body.columns);
    } while (strcmp(frame_title(top), title) != 0);
}

static void open_page(struct loop *loop, const struct screen *screen, const struct page_argument *argument)
{
    struct canvas body = frame_body(&loop->grid, &loop->frame_arena, &loop->view, screen, NULL);
    loop->stack.rows = body.rows;
    loop->stack.columns = body.columns;
    stack_open(&loop->stack, screen, argument);
    fit_page(loop); // now that its title is known
    loop->dirty = true;
}

bool loop_open(struct loop *loop, const struct screen *screen, const struct page_argument *argument)
{
    if (stack_is_full(&loop->stack)) {
        loop->dirty = true; // the program makes room, or says why not
        loop->view.program->full(loop);
        if (stack_is_full(&loop->stack))
            return false;
    }
    open_page(loop, screen, argument);
    return true;
}

void loop_set_theme(struct loop *loop, enum theme_id theme)
{
    loop->view.theme = theme;
    loop->terminal->operations->set_theme(loop->terminal, theme);
    loop->dirty = true;
}

static void lay_out_anew(struct loop *loop)
{
    stack_invalidate(&loop->stack);
    fit_page(loop);
    loop->dirty = true;
}

static bool set_letters(struct loop *loop, enum text_size size)
{
    const struct terminal_operations *terminal = loop->terminal->operations;
    return terminal->set_text_size != NULL && terminal->set_text_size(loop->terminal, size);
}

void loop_set_text_size(struct loop *loop, enum text_size size)
{
    loop->cramped_ms = 0;
    loop->view.text_size = size;
    loop->view.layout_size = set_letters(loop, size) ? TEXT_SIZE_NORMAL : size;
    see_the_size(loop);
    lay_out_anew(loop);
}

void loop_set_language(struct loop *loop, const struct language *language)
{
    const struct terminal_operations *terminal = loop->terminal->operations;
    if (terminal->set_language == NULL)
        return;
    terminal->set_language(loop->terminal, language);
    see_the_size(loop);
    fit_page(loop);
    loop->dirty = true;
}

void loop_set_touch(struct loop *loop, bool touch)
{
    if (loop->view.touch == touch)
        return;
    loop->view.touch = touch;
    lay_out_anew(loop);
}

void loop_reload(struct loop *loop)
{
    stack_reload(&loop->stack);
    fit_page(loop);
    loop->dirty = true;
}

void loop_reset(struct loop *loop)
{
    loop->warned = false;
    loop->view.typed = 0;
    loop->view.saying = NULL;
    clipboard_wipe(&loop->clipboard);
    loop->view.program->reset(loop);
    fit_page(loop);
    loop->dirty = true;
}

static void obey(struct loop *loop, const struct request *request);

bool loop_may_close(struct loop *loop, size_t depth)
{
    for (size_t i = loop->stack.depth; i-- > depth;) {
        struct page *page = loop->stack.pages[i];
        struct request instead = {.kind = REQUEST_NONE};
        if (page->screen->may_close == NULL || page->screen->may_close(page, &instead))
            continue;
        assert(instead.kind != REQUEST_BACK); // it would be asked again, for ever
        stack_cut(&loop->stack, i + 1); // who is asked sees what about
        fit_page(loop);
        loop->dirty = true;
        if (instead.kind == REQUEST_OPEN && i < STACK_PAGES_MAX) // there is always room for a question
            open_page(loop, instead.screen, &instead.argument);
        else
            obey(loop, &instead);
        return false;
    }
    return true;
}

bool loop_close(struct loop *loop, size_t depth)
{
    if (!loop_may_close(loop, depth))
        return false;
    stack_cut(&loop->stack, depth);
    fit_page(loop);
    loop->dirty = true;
    return true;
}

// The page on top goes, and tells the one below what came of it.
static void go_back(struct loop *loop, const struct page_result *result)
{
    struct page_result given = *result; // may be the page's own
    size_t depth = loop->stack.depth;
    if (!loop_may_close(loop, depth - 1))
        return;
    loop->view.program->back(loop);
    fit_page(loop);
    loop->dirty = true;
    struct page *top = stack_top(&loop->stack);
    if (given.answer == 0 || loop->stack.depth != depth - 1 || top->screen->returned == NULL)
        return;
    struct request request = top->screen->returned(top, &given);
    obey(loop, &request);
}

static void ask_program(struct loop *loop, int action)
{
    if (action == ACTION_BACK)
        go_back(loop, &(struct page_result){0});
    else if (action != ACTION_NONE && !loop->view.program->act(loop, action))
        loop->running = false;
}

static void obey(struct loop *loop, const struct request *request)
{
    struct page *top = stack_top(&loop->stack);
    switch (request->kind) {
    case REQUEST_NONE:
        break;
    case REQUEST_PAINT:
        loop->dirty = true;
        break;
    case REQUEST_LAYOUT:
        top->columns = 0; // no longer laid out for any size
        fit_page(loop);
        loop->dirty = true;
        break;
    case REQUEST_LOAD:
        loop_reload(loop);
        break;
    case REQUEST_OPEN:
        loop_open(loop, request->screen, &request->argument);
        break;
    case REQUEST_BACK:
        go_back(loop, &request->result);
        break;
    case REQUEST_ACTION:
        ask_program(loop, request->action);
        break;
    case REQUEST_LANGUAGE:
        loop->view.program->language(loop, request->language);
        loop->dirty = true;
        break;
    }
}

// A touch beside the page counts as one on its nearest column: fingers find the scroll marks at its edge more easily.
static bool hits_page(const struct loop *loop, const struct event *event, struct input *input)
{
    const struct canvas *body = &loop->frame.body;
    int last = body->left + body->columns - 1;
    int column = event->column < body->left ? body->left : event->column > last ? last : event->column;
    return canvas_hit(body, event->row, column, &input->row, &input->start);
}

static struct input input_of(const struct loop *loop, const struct event *event, const struct page *page)
{
    if (event->kind != EVENT_POINTER)
        return program_input(loop->view.program, event, page->screen->context, loop->view.direction);
    struct input input = {.action = frame_hit(&loop->frame, event->row, event->column)};
    if (input.action == ACTION_NONE && hits_page(loop, event, &input))
        input.action = ACTION_POINT;
    return input;
}

static void resize(struct loop *loop)
{
    see_the_size(loop);
    bool cramped = loop->view.layout_size != loop->view.text_size && !frame_fits(&loop->grid);
    if (!cramped)
        loop->cramped_ms = 0;
    else if (loop->cramped_ms == 0)
        loop->cramped_ms = loop->view.tick.elapsed_ms;
    fit_page(loop);
    loop->dirty = true;
}

// Takes larger letters back when they leave too little beside them, for longer than a terminal takes to resize.
static void watch_room(struct loop *loop)
{
    if (loop->cramped_ms == 0 || loop->view.tick.elapsed_ms - loop->cramped_ms < CRAMPED_MS)
        return;
    loop->cramped_ms = 0;
    if (!set_letters(loop, TEXT_SIZE_NORMAL))
        return;
    loop->view.layout_size = loop->view.text_size;
    see_the_size(loop);
    lay_out_anew(loop);
}

static void act(struct loop *loop, struct page *page, const struct input *input)
{
    struct request request = page->screen->act(page, input);
    if (request.kind == REQUEST_NONE)
        ask_program(loop, input->action);
    else
        obey(loop, &request);
}

// What a key means while a number is typed that may go on: Enter ends it, Backspace takes its last digit away, Esc gives it
// up, and whatever else a key does, it does without the number. No time that passes does anything. ACTION_NONE when the
// key has done all that it does.
static void edit_number(struct loop *loop, const struct event *event, struct input *input)
{
    struct view *view = &loop->view;
    int typed = view->typed;
    if (typed == 0 || input->action == ACTION_NUMBER || input->action == ACTION_NONE)
        return;
    loop->dirty = true;
    if (input->action == ACTION_OPEN) {
        *input = (struct input){.action = ACTION_NUMBER, .number = NUMBER_ENDS};
        return;
    }
    view->typed = 0;
    if (input->action != ACTION_BACK)
        return;
    *input = (struct input){.action = ACTION_NONE};
    if (event->kind == EVENT_KEY && event->key == TERMINAL_KEY_BACKSPACE && typed >= 10) {
        view->typed = typed / 100; // and the digit after it is typed again
        *input = (struct input){.action = ACTION_NUMBER, .number = typed / 10 % 10};
    }
}

static void take(struct loop *loop, const struct event *event)
{
    if (event->kind == EVENT_END) {
        loop->view.program->reset(loop);
        loop->running = false;
        return;
    }
    if (event->kind == EVENT_RESIZE) {
        resize(loop);
        return;
    }
    if (event->kind == EVENT_NOTICE) {
        loop->view.program->notice(loop);
        return;
    }
    loop->last_input_ms = loop->view.tick.elapsed_ms;
    bool touched = event->kind == EVENT_POINTER;
    if (loop->warned) { // whatever wakes the warned visitor does nothing else
        loop->warned = false;
        loop->dirty = true;
        return;
    }
    struct page *page = stack_top(&loop->stack);
    struct input input = input_of(loop, event, page);
    input.event = event;
    if (loop->view.saying != NULL)
        loop->dirty = true;
    loop->view.saying = NULL; // it has been read
    edit_number(loop, event, &input);
    const struct key_context *contexts = loop->view.program->contexts;
    bool typed = contexts[page->screen->context].typed; // the page may be gone afterwards
    if (input.action != ACTION_NONE)
        act(loop, page, &input);
    // A letter on a page without a field may have opened one that has: it is the first there.
    struct page *opened = stack_top(&loop->stack);
    if (input.action == ACTION_CHARACTER && !typed && opened != page && contexts[opened->screen->context].typed)
        act(loop, opened, &input);
    if (touched && loop->view.program->visiting(loop)) // after it was obeyed: the finger meant what it saw
        loop_set_touch(loop, true);
}

static bool same_minute(const struct local_time *a, const struct local_time *b)
{
    return a->minute == b->minute && a->hour == b->hour && a->day == b->day && a->month == b->month && a->year == b->year;
}

void loop_update(struct loop *loop)
{
    struct page *top = stack_top(&loop->stack);
    loop->dirty = true;
    if (top->screen->update != NULL) {
        struct request request = top->screen->update(top);
        obey(loop, &request);
    }
}

static void see_the_clock(struct loop *loop)
{
    struct local_time before = loop->view.tick.now;
    loop->sample(loop->clock, &loop->view.tick);
    if (same_minute(&before, &loop->view.tick.now))
        return;
    loop_update(loop);
    fit_page(loop); // another day may leave its title one row more or less beside the clock
}

// Milliseconds that the visitor has left before the reset; only meaningful while idle times apply.
static int64_t time_left(const struct loop *loop)
{
    return loop->last_input_ms + loop->idle_ms + loop->warning_ms - loop->view.tick.elapsed_ms;
}

static bool idle_applies(const struct loop *loop)
{
    return loop->idle_ms > 0 && loop->view.program->visiting(loop);
}

static void watch_idleness(struct loop *loop)
{
    if (!idle_applies(loop))
        return;
    int64_t left = time_left(loop);
    if (left <= 0) {
        loop_reset(loop);
        return;
    }
    if (left > loop->warning_ms)
        return;
    int seconds = (int)((left + SECOND_MS - 1) / SECOND_MS);
    if (!loop->warned || seconds != loop->shown_seconds)
        loop->dirty = true;
    loop->warned = true;
    loop->shown_seconds = seconds;
}

static int next_timeout(const struct loop *loop)
{
    int64_t timeout = loop->cramped_ms == 0 ? CLOCK_MS : CRAMPED_MS;
    if (idle_applies(loop)) {
        int64_t left = time_left(loop);
        int64_t due = left > loop->warning_ms ? left - loop->warning_ms : (left - 1) % SECOND_MS + 1;
        if (due < timeout)
            timeout = due;
    }
    if (loop->due_ms > 0 && loop->due_ms < timeout)
        timeout = loop->due_ms;
    return timeout < 0 ? 0 : (int)timeout;
}

static void paint(struct loop *loop)
{
    arena_reset(&loop->frame_arena);
    frame_paint(&loop->frame, &loop->grid, &loop->frame_arena, &loop->stack);
    if (loop->warned) {
        struct canvas screen = {.grid = &loop->grid, .arena = &loop->frame_arena, .direction = loop->view.direction,
                                .rows = loop->grid.rows, .columns = loop->grid.columns};
        loop->view.program->warn(loop, &screen, loop->shown_seconds);
    }
    loop->grid.fresh = loop->shown != stack_top(&loop->stack);
    loop->shown = stack_top(&loop->stack);
    loop->terminal->operations->present(loop->terminal, &loop->grid);
    loop->dirty = false;
    loop->painted = true;
}

static void tell_ready(struct loop *loop)
{
    if (!loop->painted || loop->ready_fd < 0)
        return;
    loop->painted = false;
    ssize_t written = write(loop->ready_fd, ".", 1);
    (void)written; // nobody listens any more: nothing to be done
}

bool loop_turn(struct loop *loop)
{
    const struct terminal_operations *terminal = loop->terminal->operations;
    struct event event;
    if (loop->view.program->begin != NULL)
        loop->view.program->begin(loop);
    see_the_clock(loop);
    watch_idleness(loop);
    watch_room(loop);
    if (loop->dirty)
        paint(loop);
    bool waiting = terminal->wait(loop->terminal, 0, &event);
    if (!waiting)
        tell_ready(loop);
    if (loop->turned != NULL)
        loop->turned(loop->turned_context);
    if (!waiting && !loop->dirty) // what was done between the turns is painted first
        waiting = terminal->wait(loop->terminal, next_timeout(loop), &event);
    if (waiting)
        see_the_clock(loop); // the event happened now, not when the wait began
    for (int taken = 0; waiting && loop->running; taken++) {
        take(loop, &event);
        waiting = taken < EVENTS_PER_FRAME && terminal->wait(loop->terminal, 0, &event);
    }
    return loop->running;
}
