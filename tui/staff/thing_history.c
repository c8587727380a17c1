// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Who changed what of one thing, field by field, the newest first. Its argument is the thing's id.
#include "core/model/record.h"
#include "tui/kit/asking.h"
#include "tui/kit/list.h"
#include "tui/staff/history_words.h"
#include "tui/staff/problem_words.h"
#include "tui/staff/record_form.h"
#include "tui/staff/screens.h"

#include <string.h>

struct thing_history_page {
    struct list list;
    struct asking asking; // whether the change that has the focus shall be taken back
    bool changed;         // something was
    struct history_field *fields; // in the page's data
    size_t count;
    enum kind kind;
    const char *problem; // NULL: none
};

static const char *title(struct page *page)
{
    return staff_text(page->view, MESSAGE_HISTORY_TITLE);
}

static void load(struct page *page)
{
    struct thing_history_page *history = page->state;
    const struct staff *staff = staff_of(page);
    struct problem problem;
    history->asking.open = false; // it was asked about what is read anew
    history->problem = NULL;
    history->kind = staff->sheet == NULL ? KIND_NONE : sheet_kind(staff->sheet);
    if (history_fields(staff->editorial, page->argument.id, NULL, &page->data, &history->fields, &history->count, &problem) != STATUS_OK) {
        history->problem = problem_words(&page->data, page->view, &problem);
        history->count = 0;
    }
}

// ---- in words ----------------------------------------------------------------------------------------------------

static const char *heading_of(struct page *page, struct arena *arena, const struct history_field *field)
{
    const char *door = history_door(page->view, field->door);
    return arena_format(arena, "%s · %s%s%s", history_when(arena, field->at), field->author, door[0] == '\0' ? "" : " · ", door);
}

static const char *value(struct page *page, struct arena *arena, const struct history_field *field, const char *json)
{
    const struct thing_history_page *history = page->state;
    return history_value(arena, page->view, staff_of(page), history->kind, field->path, json);
}

static const char *what(struct page *page, struct arena *arena, const struct history_field *field)
{
    if (field->path[0] != '\0')
        return record_field_label(arena, page->view, field->path);
    return staff_text(page->view, field->before == NULL ? MESSAGE_HISTORY_ADDED : MESSAGE_HISTORY_REMOVED);
}

static struct list_text text_of(struct page *page, size_t place)
{
    const struct thing_history_page *history = page->state;
    const struct history_field *field = &history->fields[place];
    struct list_text text = {.title = what(page, &page->lines, field)};
    if (field->path[0] != '\0')
        text.detail = arena_format(&page->lines, "%s → %s", value(page, &page->lines, field, field->before),
                                   value(page, &page->lines, field, field->after));
    if (place == 0 || history->fields[place - 1].change != field->change)
        text.group = heading_of(page, &page->lines, field);
    return text;
}

static void layout(struct page *page)
{
    struct thing_history_page *history = page->state;
    struct list_text *texts = arena_allocate(&page->lines, history->count + 1, sizeof *texts);
    for (size_t i = 0; i < history->count; i++)
        texts[i] = text_of(page, i);
    const struct list_shape shape = {.columns_max = 1, .detail_lines = 2, .numbered = true, .air = LIST_TIGHT};
    list_lay_out(&history->list, &page->lines, page->view, texts, history->count, &shape, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct thing_history_page *history = page->state;
    if (history->count == 0)
        canvas_text(canvas, 0, 0, canvas->columns,
                    history->problem != NULL ? history->problem : staff_text(page->view, MESSAGE_HISTORY_NONE), ROLE_TEXT);
    else
        list_paint(&history->list, canvas);
    asking_paint(&history->asking, page->view, canvas);
}

// ---- taking back -------------------------------------------------------------------------------------------------

static struct request ask(struct page *page)
{
    struct thing_history_page *history = page->state;
    const struct history_field *field = &history->fields[history->list.focus];
    return asking_begin(&history->asking, (struct dialog){
        .texts = {{staff_text(page->view, MESSAGE_UNDO_TITLE), ROLE_HEADING},
                  {heading_of(page, &page->data, field), ROLE_TEXT},
                  {staff_text(page->view, MESSAGE_UNDO_TEXT), ROLE_QUIET}},
        .answers = {staff_text(page->view, MESSAGE_UNDO_NOT), staff_text(page->view, MESSAGE_UNDO_DO)},
    });
}

static struct request take_back(struct page *page)
{
    struct thing_history_page *history = page->state;
    struct staff *staff = staff_of(page);
    struct change_author author = staff_author(staff, "");
    struct undo_report report;
    struct problem problem;
    author.door = NULL; // an undo says so itself
    if (undo_change(staff->editorial, &author, history->fields[history->list.focus].change, page->argument.id, &page->lines, &report,
                    &problem) == STATUS_OK)
        staff_say(page->view, history_undo(&page->lines, page->view, &report));
    else
        staff_say_problem(page->view, &problem);
    history->changed = true;
    history->list.focus = 0;
    return (struct request){.kind = REQUEST_LOAD};
}

static struct request act(struct page *page, const struct input *input)
{
    struct thing_history_page *history = page->state;
    if (history->asking.open) {
        size_t answer;
        struct request request = asking_act(&history->asking, page, input, &answer);
        return answer == 0 ? request : take_back(page);
    }
    if (input->action == ACTION_BACK && history->changed)
        return (struct request){.kind = REQUEST_BACK, .result = {.answer = STAFF_ANSWER_STORED}};
    enum list_result result = history->count == 0 ? LIST_IGNORED : list_act(&history->list, input);
    return result == LIST_OPENED ? ask(page) : (struct request){.kind = result == LIST_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
}

const struct screen screen_thing_history = {
    .name = "thing-history",
    .context = STAFF_CONTEXT_LIST,
    .state_size = sizeof(struct thing_history_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
};
