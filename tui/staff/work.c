// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The first page: what there is to do, the most pressing first; each line leads to where it is done.
#include "core/desk/tasks.h"
#include "tui/kit/list.h"
#include "tui/staff/screens.h"
#include "tui/staff/staff.h"

#include <stdio.h>
#include <string.h>

struct work_page {
    struct list list;
    struct tasks tasks; // in the page's data
};

static const char *title(struct page *page)
{
    return staff_text(page->view, MESSAGE_WORK_TITLE);
}

static void load(struct page *page)
{
    struct work_page *work = page->state;
    const struct staff *staff = staff_of(page);
    struct problem problem;
    if (tasks_read(&work->tasks, &page->data, staff->editorial, staff->drafts, staff->person, page->view->tick.now, &problem) != STATUS_OK)
        staff_say_problem(page->view, &problem);
}

// ---- in words ----------------------------------------------------------------------------------------------------

static const char *count_text(struct page *page, enum staff_message message, const struct task *task)
{
    const char *kind = task->kind == KIND_NONE ? NULL : staff_label(page->view, "kinds_", model_kind(task->kind)->name);
    return message_count(page->view->messages, &page->lines, message, task->count, (const char *[]){kind == NULL ? "" : kind, NULL});
}

static const char *draft_text(struct page *page, const struct task *task)
{
    const char *kind = staff_label(page->view, "kind_", model_kind(task->kind)->name);
    return task->title[0] == '\0' ? kind : arena_format(&page->lines, "%s: %s", kind, task->title);
}

static struct list_text text_of(struct page *page, const struct task *task)
{
    static const struct {
        enum staff_message text, detail;
    } words[TASK_WHATS] = {
        [TASK_PROPOSALS] = {MESSAGE_WORK_PROPOSALS, MESSAGE_WORK_PROPOSALS_WHY},
        [TASK_BROKEN] = {MESSAGE_WORK_BROKEN, MESSAGE_WORK_BROKEN_WHY},
        [TASK_UNREACHABLE] = {MESSAGE_WORK_UNREACHABLE, MESSAGE_WORK_UNREACHABLE_WHY},
        [TASK_OVERDUE] = {MESSAGE_WORK_OVERDUE, MESSAGE_WORK_OVERDUE_WHY},
        [TASK_UNVERIFIED] = {MESSAGE_WORK_UNVERIFIED, MESSAGE_WORK_UNVERIFIED_WHY},
        [TASK_WITHHELD] = {MESSAGE_WORK_WITHHELD, MESSAGE_WORK_WITHHELD_WHY},
        [TASK_EXPIRING] = {MESSAGE_WORK_EXPIRING, MESSAGE_WORK_EXPIRING_WHY},
    };
    if (task->what == TASK_DRAFT)
        return (struct list_text){.title = draft_text(page, task), .detail = staff_text(page->view, MESSAGE_WORK_DRAFT_WHY)};
    return (struct list_text){.title = count_text(page, words[task->what].text, task),
                              .detail = staff_text(page->view, words[task->what].detail)};
}

static void layout(struct page *page)
{
    struct work_page *work = page->state;
    struct list_text *texts = arena_allocate(&page->lines, work->tasks.count + 1, sizeof *texts);
    for (size_t i = 0; i < work->tasks.count; i++) {
        texts[i] = text_of(page, &work->tasks.items[i]);
        bool mine = work->tasks.items[i].what == TASK_DRAFT;
        if (i == 0 || mine != (work->tasks.items[i - 1].what == TASK_DRAFT))
            texts[i].group = staff_text(page->view, mine ? MESSAGE_WORK_GROUP_DRAFTS : MESSAGE_WORK_GROUP_CONTENT);
    }
    const struct list_shape shape = {.columns_max = 1, .detail_lines = 1, .numbered = true, .air = LIST_AIRY_IF_IT_FITS};
    list_lay_out(&work->list, &page->lines, page->view, texts, work->tasks.count, &shape, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct work_page *work = page->state;
    if (work->tasks.count == 0)
        canvas_text(canvas, 0, 0, canvas->columns, staff_text(page->view, MESSAGE_WORK_NONE), ROLE_TEXT);
    else
        list_paint(&work->list, canvas);
}

// ---- acting ------------------------------------------------------------------------------------------------------

static struct request open_task(const struct task *task)
{
    char list[PAGE_ID_BYTES];
    if (task->what == TASK_DRAFT)
        return staff_open_thing(task->kind, task->id);
    if (task->what == TASK_PROPOSALS)
        return (struct request){.kind = REQUEST_OPEN, .screen = &screen_proposals};
    if (task->what == TASK_BROKEN)
        return (struct request){.kind = REQUEST_OPEN, .screen = &screen_broken_contacts};
    snprintf(list, sizeof list, "%s?%s", model_kind(task->kind)->name, task->filter);
    return staff_open_page(&screen_things, "", list);
}

static struct request act(struct page *page, const struct input *input)
{
    struct work_page *work = page->state;
    enum list_result result = work->tasks.count == 0 ? LIST_IGNORED : list_act(&work->list, input);
    if (result == LIST_OPENED)
        return open_task(&work->tasks.items[work->list.focus]);
    return (struct request){.kind = result == LIST_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
}

const struct screen screen_work = {
    .name = "work",
    .context = STAFF_CONTEXT_LIST,
    .state_size = sizeof(struct work_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
};
