// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What was removed, by people or by imports, the newest first, and the way to bring it back.
#include "tui/kit/asking.h"
#include "tui/kit/list.h"
#include "tui/staff/history_words.h"
#include "tui/staff/screens.h"

enum { REMOVED_SHOWN = 500 };

struct removed_page {
    struct list list;
    struct asking asking; // whether the one that has the focus shall come back
    struct history_removed *things; // in the page's data
    size_t count;
};

static const char *title(struct page *page)
{
    return staff_text(page->view, MESSAGE_BIN_TITLE);
}

static void load(struct page *page)
{
    struct removed_page *removed = page->state;
    struct problem problem;
    removed->asking.open = false; // it was asked about what is read anew
    if (history_removed(staff_of(page)->editorial, 0, REMOVED_SHOWN, &page->data, &removed->things, &removed->count, &problem) == STATUS_OK)
        return;
    staff_say_problem(page->view, &problem);
    removed->count = 0;
}

static const char *name(struct page *page, struct arena *arena, const struct history_removed *thing)
{
    return history_thing_name(arena, page->view, thing->kind, thing->title, thing->slug);
}

static void layout(struct page *page)
{
    struct removed_page *removed = page->state;
    struct list_text *texts = arena_allocate(&page->lines, removed->count + 1, sizeof *texts);
    for (size_t i = 0; i < removed->count; i++) {
        const struct history_removed *thing = &removed->things[i];
        texts[i].title = name(page, &page->lines, thing);
        texts[i].detail = arena_format(&page->lines, "%s · %s", history_when(&page->lines, thing->at), thing->author);
    }
    const struct list_shape shape = {.columns_max = 1, .detail_lines = 1, .numbered = true, .air = LIST_TIGHT};
    list_lay_out(&removed->list, &page->lines, page->view, texts, removed->count, &shape, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct removed_page *removed = page->state;
    if (removed->count == 0)
        canvas_text(canvas, 0, 0, canvas->columns, staff_text(page->view, MESSAGE_BIN_NONE), ROLE_TEXT);
    else
        list_paint(&removed->list, canvas);
    asking_paint(&removed->asking, page->view, canvas);
}

static struct request bring_back(struct page *page)
{
    struct removed_page *removed = page->state;
    struct staff *staff = staff_of(page);
    const struct change_author author = staff_author(staff, "");
    struct undo_report report;
    struct problem problem;
    if (undo_removal(staff->editorial, &author, removed->things[removed->list.focus].thing, &page->lines, &report, &problem) == STATUS_OK)
        staff_say(page->view, report.back > 0 && report.left_count == 0 ? staff_text(page->view, MESSAGE_BIN_DONE)
                                                              : history_undo(&page->lines, page->view, &report));
    else
        staff_say_problem(page->view, &problem);
    return (struct request){.kind = REQUEST_LOAD};
}

static struct request ask(struct page *page)
{
    struct removed_page *removed = page->state;
    return asking_begin(&removed->asking, (struct dialog){
        .texts = {{staff_text(page->view, MESSAGE_BIN_ASK), ROLE_HEADING},
                  {name(page, &page->data, &removed->things[removed->list.focus]), ROLE_TEXT}},
        .answers = {staff_text(page->view, MESSAGE_BIN_NOT), staff_text(page->view, MESSAGE_BIN_DO)},
    });
}

static struct request act(struct page *page, const struct input *input)
{
    struct removed_page *removed = page->state;
    if (removed->asking.open) {
        size_t answer;
        struct request request = asking_act(&removed->asking, page, input, &answer);
        return answer == 0 ? request : bring_back(page);
    }
    enum list_result result = removed->count == 0 ? LIST_IGNORED : list_act(&removed->list, input);
    return result == LIST_OPENED ? ask(page) : (struct request){.kind = result == LIST_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
}

const struct screen screen_removed = {
    .name = "removed",
    .context = STAFF_CONTEXT_LIST,
    .state_size = sizeof(struct removed_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
};
