// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What visitors of the kiosks said is wrong with offers, the newest first; each leads to its record. Staff see that something was said
// and in which month it became known, never how often: one voice may be one person (docs/privacy.md).
#include "core/desk/complaints.h"
#include "tui/kit/list.h"
#include "tui/staff/screens.h"
#include "tui/staff/staff.h"

struct complaints_page {
    struct list list;
    struct complaints complaints; // in the page's data
};

static const char *title(struct page *page)
{
    return staff_text(page->view, MESSAGE_COMPLAINTS_TITLE);
}

static void load(struct page *page)
{
    struct complaints_page *state = page->state;
    const struct staff *staff = staff_of(page);
    struct problem problem;
    if (complaints_read(&state->complaints, &page->data, staff->editorial, staff->path, &problem) == STATUS_OK)
        return;
    state->complaints.count = 0;
    staff_say_problem(page->view, &problem);
}

static const char *what_is_wrong(struct page *page, const struct complaint *complaint)
{
    const char *all = "";
    struct local_time day = {0};
    for (size_t i = 0; i < complaint->what_count; i++)
        all = arena_format(&page->lines, "%s%s%s", all, i == 0 ? "" : ", ", staff_label(page->view, "complaint_", complaint->what[i]));
    clock_parse_day(complaint->seen, &day);
    const char *month = message_date(page->view->messages, &page->lines, day, DATE_STYLE_MONTH);
    return message_format(page->view->messages, &page->lines, MESSAGE_COMPLAINTS_SINCE, (const char *[]){all, month, NULL});
}

static void layout(struct page *page)
{
    struct complaints_page *state = page->state;
    const struct complaints *complaints = &state->complaints;
    struct list_text *texts = arena_allocate(&page->lines, complaints->count + 1, sizeof *texts);
    for (size_t i = 0; i < complaints->count; i++)
        texts[i] = (struct list_text){.title = complaints->items[i].title, .detail = what_is_wrong(page, &complaints->items[i])};
    texts[0].group = staff_text(page->view, MESSAGE_COMPLAINTS_SETTLE);
    const struct list_shape shape = {.columns_max = 1, .detail_lines = 2, .numbered = true, .air = LIST_AIRY_IF_IT_FITS};
    list_lay_out(&state->list, &page->lines, page->view, texts, complaints->count, &shape, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct complaints_page *state = page->state;
    if (state->complaints.count == 0)
        canvas_text(canvas, 0, 0, canvas->columns, staff_text(page->view, MESSAGE_COMPLAINTS_NONE), ROLE_TEXT);
    else
        list_paint(&state->list, canvas);
}

static struct request act(struct page *page, const struct input *input)
{
    struct complaints_page *state = page->state;
    switch (state->complaints.count == 0 ? LIST_IGNORED : list_act(&state->list, input)) {
    case LIST_OPENED:
        return staff_open_page(&screen_record, "", state->complaints.items[state->list.focus].offer);
    case LIST_MOVED:
        return (struct request){.kind = REQUEST_PAINT};
    default:
        return (struct request){.kind = REQUEST_NONE};
    }
}

const struct screen screen_complaints = {
    .name = "complaints",
    .context = STAFF_CONTEXT_LIST,
    .state_size = sizeof(struct complaints_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .returned = staff_reload,
};
