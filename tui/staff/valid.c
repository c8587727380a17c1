// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// "Still valid": how was it asked? And who asked before. Its argument is the id of the record under edit.
#include "core/desk/sheet.h"
#include "core/editorial/verify.h"
#include "tui/kit/list.h"
#include "tui/staff/history_words.h"
#include "tui/staff/problem_words.h"
#include "tui/staff/screens.h"

#include <string.h>

struct valid_page {
    struct list list;
    struct verify_note *notes; // in the page's data
    size_t count;
};

static const char *title(struct page *page)
{
    return staff_text(page->view, MESSAGE_VALID_TITLE);
}

static void load(struct page *page)
{
    struct valid_page *valid = page->state;
    struct problem problem;
    if (verify_list(staff_of(page)->editorial, page->argument.id, &page->data, &valid->notes, &valid->count, &problem) == STATUS_OK)
        return;
    staff_say_problem(page->view, &problem);
    valid->count = 0;
}

static void layout(struct page *page)
{
    struct valid_page *valid = page->state;
    struct list_text texts[VERIFY_METHODS] = {0};
    for (int method = 0; method < VERIFY_METHODS; method++) {
        const char *name = verify_method_name((enum verify_method)method);
        texts[method].title = staff_label(page->view, "valid_", name);
        for (size_t i = 0; texts[method].detail == NULL && i < valid->count; i++)
            if (strcmp(valid->notes[i].method, name) == 0)
                texts[method].detail = message_format(page->view->messages, &page->lines, MESSAGE_VALID_LAST,
                                                      (const char *[]){valid->notes[i].day, valid->notes[i].person, NULL});
    }
    texts[0].group = staff_text(page->view, MESSAGE_VALID_HOW);
    const struct list_shape shape = {.columns_max = 1, .detail_lines = 1, .numbered = true, .air = LIST_AIRY_IF_IT_FITS};
    list_lay_out(&valid->list, &page->lines, page->view, texts, VERIFY_METHODS, &shape, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct valid_page *valid = page->state;
    list_paint(&valid->list, canvas);
}

// ---- stamping ----------------------------------------------------------------------------------------------------

static enum status stamp(struct page *page, enum verify_method method, struct change_outcome *outcome, const char **why,
                         struct problem *problem)
{
    const struct staff *staff = staff_of(page);
    struct change_author author = staff_author(staff, "");
    enum kind kind = sheet_kind(staff->sheet);
    const struct verify_stamp made = {method, page->view->tick.now,
                                      roster_review_months(staff->roster, kind), NULL};
    struct change *change;
    author.door = DOOR_VERIFY;
    enum status status = change_begin(&change, staff->editorial, &author, problem);
    if (status != STATUS_OK)
        return status;
    status = verify_thing(change, page->argument.id, staff->sheet->revision, &made, outcome, problem);
    if (status == STATUS_OK) {
        const char *told = outcome->problem_count > 0 ? problem_fault_words(&page->data, page->view, &outcome->problems[0]) : outcome->lock != NULL ? outcome->lock->holder : "";
        *why = arena_copy_text(&page->data, told);
        return change_commit(&change, problem);
    }
    change_cancel(&change);
    return status;
}

static struct request say(struct page *page, const char *text)
{
    staff_say(page->view, text);
    return (struct request){.kind = REQUEST_PAINT};
}

static struct request act(struct page *page, const struct input *input)
{
    struct valid_page *valid = page->state;
    const struct staff *staff = staff_of(page);
    struct change_outcome outcome = {0};
    const char *why = "";
    struct problem problem;
    enum list_result result = list_act(&valid->list, input);
    if (result != LIST_OPENED)
        return (struct request){.kind = result == LIST_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
    if (staff->sheet->revision == 0 || sheet_changed(staff->sheet)) // what is on the screen is not what would be stamped
        return say(page, staff_text(page->view, MESSAGE_VALID_SAVE_FIRST));
    if (stamp(page, (enum verify_method)valid->list.focus, &outcome, &why, &problem) != STATUS_OK)
        return say(page, problem_words(&page->data, page->view, &problem));
    if (outcome.result != CHANGE_DONE && outcome.result != CHANGE_UNCHANGED)
        staff_say(page->view, staff_refusal(page->view, &page->data, outcome.result, why));
    else
        staff_say(page->view, staff_text(page->view, MESSAGE_VALID_DONE));
    if (outcome.result != CHANGE_DONE && outcome.result != CHANGE_UNCHANGED && outcome.result != CHANGE_CONFLICT)
        return (struct request){.kind = REQUEST_PAINT};
    return (struct request){.kind = REQUEST_BACK, .result = {.answer = STAFF_ANSWER_STORED}};
}

const struct screen screen_valid = {
    .name = "valid",
    .context = STAFF_CONTEXT_LIST,
    .state_size = sizeof(struct valid_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
};
