// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What else can be done with the record under edit: its argument is the thing's id.
#include "tui/kit/asking.h"
#include "tui/kit/list.h"
#include "tui/staff/problem_words.h"
#include "tui/staff/screens.h"
#include "tui/staff/staff.h"

#include <string.h>

// Leads to a page, or is done here.
struct more_row {
    enum staff_message text, detail;
    const struct screen *screen;
    struct request (*act)(struct page *page);
    unsigned kinds; // 1 << enum kind, of those that it can be done with; 0: of all
};

struct more_page {
    struct list list;
    size_t rows[8]; // places in more_rows of those that are shown
    size_t count;
    struct asking asking; // whether it shall be removed
};

static const char *title(struct page *page)
{
    return staff_text(page->view, MESSAGE_MORE_TITLE);
}

// ---- deeds -------------------------------------------------------------------------------------------------------

static struct request copy(struct page *page)
{
    return staff_open_page(&screen_record, "+", page->argument.id);
}

static struct request take_over(struct page *page)
{
    const struct staff *staff = staff_of(page);
    struct change_author author = staff_author(staff, "");
    struct lease *other;
    struct problem problem;
    enum status status = lease_take(staff->editorial, &author, page->argument.id, "", true, &page->lines, &other, &problem);
    staff_say(page->view, status == STATUS_OK        ? staff_text(page->view, MESSAGE_MORE_TAKEN_OVER)
                          : status == STATUS_INVALID ? staff_text(page->view, MESSAGE_REFUSED_FORBIDDEN)
                                                     : problem_words(&page->lines, page->view, &problem));
    return (struct request){.kind = REQUEST_PAINT};
}

static struct request close_down(struct page *page)
{
    return staff_open_page(&screen_closure, "+", page->argument.id);
}

static struct request ask_removal(struct page *page)
{
    struct more_page *more = page->state;
    return asking_begin(&more->asking, (struct dialog){
        .texts = {{staff_text(page->view, MESSAGE_REMOVE_TITLE), ROLE_HEADING}, {staff_text(page->view, MESSAGE_REMOVE_TEXT), ROLE_TEXT}},
        .answers = {staff_text(page->view, MESSAGE_REMOVE_NOT), staff_text(page->view, MESSAGE_REMOVE_DO)},
    });
}

static struct request remove_thing(struct page *page)
{
    const struct staff *staff = staff_of(page);
    struct change_author author = staff_author(staff, "");
    struct change *change;
    struct change_outcome outcome;
    struct problem problem;
    enum status status = change_begin(&change, staff->editorial, &author, &problem);
    if (status == STATUS_OK)
        status = change_remove(change, page->argument.id, staff->sheet->revision, &outcome, &problem);
    if (status == STATUS_OK && outcome.result == CHANGE_DONE) {
        status = change_commit(&change, &problem);
        staff_say(page->view, staff_text(page->view, MESSAGE_REMOVED));
        if (status == STATUS_OK)
            return (struct request){.kind = REQUEST_BACK, .result = {.answer = STAFF_ANSWER_REMOVED}};
    } else if (status == STATUS_OK) {
        const char *why = outcome.problem_count > 0 ? outcome.problems[0].what : outcome.lock != NULL ? outcome.lock->holder : NULL;
        staff_say(page->view, staff_refusal(page->view, &page->data, outcome.result, why));
        if (outcome.result == CHANGE_CONFLICT) { // the record shows what others wrote; who then wants it gone asks once more
            change_cancel(&change);
            return (struct request){.kind = REQUEST_BACK, .result = {.answer = STAFF_ANSWER_STORED}};
        }
    }
    change_cancel(&change);
    if (status != STATUS_OK)
        staff_say_problem(page->view, &problem);
    return (struct request){.kind = REQUEST_PAINT};
}

static const struct more_row more_rows[] = {
    {MESSAGE_MORE_COPY, MESSAGE_MORE_COPY_WHY, NULL, copy, 0},
    {MESSAGE_MORE_TAKE_OVER, MESSAGE_MORE_TAKE_OVER_WHY, NULL, take_over, 0},
    {MESSAGE_MORE_CLOSURE, MESSAGE_MORE_CLOSURE_WHY, NULL, close_down, 1 << KIND_OFFER | 1 << KIND_ORGANIZATION},
    {MESSAGE_WITHDRAW, MESSAGE_WITHDRAW_WHY, &screen_withdraw, NULL, 0},
    {MESSAGE_MORE_REMOVE, MESSAGE_MORE_REMOVE_WHY, NULL, ask_removal, 0},
};

enum { ROWS = sizeof more_rows / sizeof *more_rows };
_Static_assert(ROWS <= sizeof((struct more_page *)0)->rows / sizeof(size_t), "as many as can be shown");

// ---- the page ----------------------------------------------------------------------------------------------------

static void layout(struct page *page)
{
    struct more_page *more = page->state;
    struct list_text texts[ROWS] = {0};
    unsigned kind = 1u << sheet_kind(staff_of(page)->sheet);
    more->count = 0;
    for (size_t i = 0; i < ROWS; i++) {
        if (more_rows[i].kinds != 0 && (more_rows[i].kinds & kind) == 0)
            continue;
        texts[more->count].title = staff_text(page->view, more_rows[i].text);
        texts[more->count].detail = staff_text(page->view, more_rows[i].detail);
        more->rows[more->count++] = i;
    }
    const struct list_shape shape = {.columns_max = 1, .detail_lines = 1, .numbered = true, .air = LIST_AIRY_IF_IT_FITS};
    list_lay_out(&more->list, &page->lines, page->view, texts, more->count, &shape, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct more_page *more = page->state;
    list_paint(&more->list, canvas);
    asking_paint(&more->asking, page->view, canvas);
}

static struct request act(struct page *page, const struct input *input)
{
    struct more_page *more = page->state;
    if (more->asking.open) {
        size_t answer;
        struct request request = asking_act(&more->asking, page, input, &answer);
        return answer == 0 ? request : remove_thing(page);
    }
    enum list_result result = list_act(&more->list, input);
    if (result != LIST_OPENED)
        return (struct request){.kind = result == LIST_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
    const struct more_row *row = &more_rows[more->rows[more->list.focus]];
    return row->screen != NULL ? staff_open_page(row->screen, "", page->argument.id) : row->act(page);
}

// What a page has changed is the record's to know.
static struct request returned(struct page *page, const struct page_result *result)
{
    (void)page;
    return result->answer == STAFF_ANSWER_STORED ? (struct request){.kind = REQUEST_BACK, .result = *result} : (struct request){.kind = REQUEST_LAYOUT};
}

const struct screen screen_more = {
    .name = "more",
    .context = STAFF_CONTEXT_LIST,
    .state_size = sizeof(struct more_page),
    .title = title,
    .layout = layout,
    .paint = paint,
    .act = act,
    .returned = returned,
};
