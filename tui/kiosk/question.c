// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One question of a path, with all that can be answered as large targets. Of ages, languages and times several can be true: then
// an answer only marks it, and one goes on below.
#include "tui/kiosk/path.h"
#include "tui/kiosk/screens.h"
#include "tui/kit/list.h"

enum {
    WAYS_ON = 4,       // below the answers, at most
    MANY = 9,          // answers that stand in one column
    COLUMNS_MAX = 3,
    COLUMN_LEAST = 20,
};

struct question {
    struct path_stage stage;
    bool there; // the situation is
    enum path_question asked;
    size_t value_count;
    const char **values;     // their words
    struct list list;
    struct list_text *texts; // the values, then the ways on
    size_t count;
};

static const enum kiosk_message ways[WAYS_ON] = {MESSAGE_ANSWER_ON, MESSAGE_ANSWER_UNKNOWN, MESSAGE_ANSWER_PRIVATE, MESSAGE_ANSWER_NOW};

static bool takes_several(enum path_question question)
{
    return question == PATH_AGE || question == PATH_LANGUAGE || question == PATH_TIME;
}

// The way on at a place behind the answers: where one answer is enough, it goes on by itself.
static enum kiosk_message way_at(const struct question *state, size_t place)
{
    return ways[place + (takes_several(state->asked) ? 0 : 1)];
}

static const char *title(struct page *page)
{
    const struct question *state = page->state;
    return state->there ? path_question_text(page, state->asked) : message_text(page->view->messages, MESSAGE_ENTRY_GONE);
}

static const char *crumb(struct page *page)
{
    const struct question *state = page->state;
    return state->there ? arena_format(&page->data, "%zu/%zu", path_number(page) + 1, state->stage.asked_count) : title(page);
}

static const char *progress(struct page *page)
{
    const struct question *state = page->state;
    const char *number = arena_format(&page->data, "%zu", path_number(page) + 1);
    const char *count = arena_format(&page->data, "%zu", state->stage.asked_count);
    return message_format(page->view->messages, &page->data, MESSAGE_QUESTION_OF, (const char *[]){number, count, NULL});
}

static const char *note(struct page *page)
{
    return message_text(page->view->messages, MESSAGE_ANSWERS_KEPT_NOT);
}

// What is chosen has a mark and is bold: also when one comes back to it.
static void mark_values(struct page *page)
{
    struct question *state = page->state;
    path_values chosen = state->there ? kiosk_of(page)->path.answers.values[state->asked] : 0;
    for (size_t i = 0; i < state->value_count; i++) {
        bool marked = (chosen & (path_values)1 << i) != 0;
        state->texts[i].title = marked ? arena_format(&page->lines, "✓ %s", state->values[i]) : state->values[i];
        state->texts[i].role = marked ? ROLE_STRONG : ROLE_TEXT;
    }
}

static void load(struct page *page)
{
    struct question *state = page->state;
    size_t number = path_number(page);
    state->there = path_stage(page, path_situation(page), &state->stage) && number < state->stage.asked_count;
    state->count = state->value_count = 0;
    if (!state->there)
        return;
    state->asked = state->stage.asked[number];
    state->value_count = path_value_count(state->asked, &state->stage.table->districts);
    state->count = state->value_count + WAYS_ON - (takes_several(state->asked) ? 0 : 1);
    state->texts = arena_allocate(&page->data, state->count, sizeof *state->texts);
    state->values = arena_allocate(&page->data, state->value_count, sizeof *state->values);
    for (size_t i = 0; i < state->value_count; i++) {
        state->values[i] = path_value_text(page, state->asked, &state->stage.table->districts, i);
        state->texts[i] = (struct list_text){.title = state->values[i]};
    }
    state->texts[0].group = progress(page);
    for (size_t i = state->value_count; i < state->count; i++)
        state->texts[i] = (struct list_text){.title = message_text(page->view->messages, way_at(state, i - state->value_count)),
                                             .role = ROLE_TEXT};
}

static void layout(struct page *page)
{
    struct question *state = page->state;
    const struct list_shape shape = {.columns_max = state->value_count > MANY ? COLUMNS_MAX : 1,
                                     .column_least = COLUMN_LEAST,
                                     .numbered = true,
                                     .air = LIST_AIRY_IF_IT_FITS};
    mark_values(page);
    list_lay_out(&state->list, &page->lines, page->view, state->texts, state->count, &shape, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct question *state = page->state;
    list_paint(&state->list, canvas);
}

// "No children" is no age beside others.
static void mark(struct page *page, size_t value)
{
    const struct question *state = page->state;
    path_values *chosen = &kiosk_of(page)->path.answers.values[state->asked];
    path_values alone = (path_values)1 << PATH_NO_CHILD;
    *chosen ^= (path_values)1 << value;
    if (state->asked == PATH_AGE && (*chosen & alone) != 0)
        *chosen = value == PATH_NO_CHILD ? alone : *chosen & ~alone;
}

static struct request open_place(struct page *page, size_t place)
{
    struct question *state = page->state;
    path_values *chosen = &kiosk_of(page)->path.answers.values[state->asked];
    size_t next = path_number(page) + 1;
    if (place < state->value_count && takes_several(state->asked)) {
        mark(page, place);
        return (struct request){.kind = REQUEST_LAYOUT};
    }
    enum kiosk_message way = place < state->value_count ? MESSAGE_ANSWER_ON : way_at(state, place - state->value_count);
    if (place < state->value_count)
        *chosen = (path_values)1 << place;
    else if (way != MESSAGE_ANSWER_ON && way != MESSAGE_ANSWER_NOW)
        *chosen = 0;
    return path_request(&state->stage, way == MESSAGE_ANSWER_NOW ? state->stage.asked_count : next);
}

static struct request act(struct page *page, const struct input *input)
{
    struct question *state = page->state;
    switch (list_act(&state->list, input)) {
    case LIST_OPENED:
        return open_place(page, state->list.focus);
    case LIST_MOVED:
        return (struct request){.kind = REQUEST_PAINT};
    case LIST_IGNORED:
        break;
    }
    return (struct request){.kind = REQUEST_NONE};
}

const struct screen screen_question = {
    .name = "question",
    .context = KIOSK_CONTEXT_PATH,
    .state_size = sizeof(struct question),
    .title = title,
    .crumb = crumb,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .note = note,
};
