// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Takes a thing away from visitors, or gives it back: why, one key, and the question whether to publish that now. Its argument is the
// thing's id. What is typed of the record and not saved stays as it is.
#include "core/model/record.h"
#include "tui/kit/asking.h"
#include "tui/staff/problem_words.h"
#include "tui/staff/screens.h"
#include "tui/staff/staff.h"

#include <string.h>

struct withdraw_page {
    struct asking asking; // open but after it was done
    const char *held; // why it is withheld already; NULL: it is not. In the page's data
    bool done;
};

static const char *title(struct page *page)
{
    return staff_text(page->view, MESSAGE_WITHDRAW);
}

static enum status read_thing(const struct page *page, json_t **record, int64_t *revision, struct problem *problem)
{
    enum status status = records_read_one(staff_of(page)->editorial, page->argument.id, record, revision, problem);
    if (status == STATUS_OK && *record == NULL)
        status = problem_set(problem, STATUS_NOT_FOUND, page->argument.id, "", "%s", staff_text(page->view, MESSAGE_WITHDRAW_UNSAVED));
    return status;
}

static void load(struct page *page)
{
    struct withdraw_page *withdraw = page->state;
    const struct view *view = page->view;
    struct problem problem;
    json_t *record = NULL;
    int64_t revision;
    if (read_thing(page, &record, &revision, &problem) != STATUS_OK) {
        asking_begin(&withdraw->asking, (struct dialog){.texts = {{problem_words(&page->data, page->view, &problem), ROLE_NOTICE}},
                                                        .answers = {staff_text(view, MESSAGE_WITHDRAW_NOT)}});
        return;
    }
    const char *held = record_string(record, "withheld");
    withdraw->held = held == NULL ? NULL : arena_copy_text(&page->data, held);
    json_decref(record);
    asking_begin(&withdraw->asking, withdraw->held != NULL
        ? (struct dialog){.texts = {{staff_text(view, MESSAGE_WITHDRAW_GIVE_BACK), ROLE_HEADING}, {staff_text(view, MESSAGE_WITHDRAW_GIVE_BACK_TEXT), ROLE_TEXT}},
                          .answers = {staff_text(view, MESSAGE_WITHDRAW_NOT), staff_text(view, MESSAGE_WITHDRAW_GIVE)}}
        : (struct dialog){.texts = {{staff_text(view, MESSAGE_WITHDRAW_ASK), ROLE_HEADING}, {staff_text(view, MESSAGE_WITHDRAW_TEXT), ROLE_TEXT}},
                          .answers = {staff_text(view, MESSAGE_WITHDRAW_NOT), staff_text(view, MESSAGE_WITHDRAW_WRONG), staff_text(view, MESSAGE_WITHDRAW_UNSAFE)}});
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct withdraw_page *withdraw = page->state;
    if (withdraw->done)
        canvas_text(canvas, 0, 0, canvas->columns, staff_text(page->view, MESSAGE_WITHDRAW_DONE), ROLE_TEXT);
    else
        asking_paint(&withdraw->asking, page->view, canvas);
}

// Whether somebody has withdrawn it meanwhile, for another reason, or given it back: his is not overwritten unseen.
static bool is_as_seen(const struct withdraw_page *withdraw, json_t *record)
{
    const char *held = record_string(record, "withheld");
    return held == withdraw->held || (held != NULL && withdraw->held != NULL && strcmp(held, withdraw->held) == 0);
}

// In a change of its own, whose reason is the one that was chosen.
static enum status hold(struct page *page, const char *reason, enum change_result *result, struct problem *problem)
{
    struct staff *staff = staff_of(page);
    const struct withdraw_page *withdraw = page->state;
    struct change_author author = staff_author(staff, reason == NULL ? "" : reason);
    struct change_outcome outcome;
    struct change *change = NULL;
    json_t *record = NULL;
    int64_t revision;
    enum status status = read_thing(page, &record, &revision, problem);
    if (status == STATUS_OK && !is_as_seen(withdraw, record)) {
        *result = CHANGE_CONFLICT;
        json_decref(record);
        return STATUS_OK;
    }
    if (status == STATUS_OK && reason != NULL)
        json_object_set_new(record, "withheld", json_string(reason));
    else if (status == STATUS_OK)
        json_object_del(record, "withheld");
    if (status == STATUS_OK)
        status = change_begin(&change, staff->editorial, &author, problem);
    if (status == STATUS_OK)
        status = change_put(change, record, revision, &outcome, problem);
    *result = status == STATUS_OK ? outcome.result : CHANGE_UNCHANGED;
    if (status == STATUS_OK && *result == CHANGE_DONE)
        status = change_commit(&change, problem);
    else
        change_cancel(&change);
    json_decref(record);
    return status;
}

static struct request act(struct page *page, const struct input *input)
{
    struct withdraw_page *withdraw = page->state;
    enum change_result result;
    struct problem problem;
    size_t answer;
    if (withdraw->done)
        return input->action == ACTION_BACK ? (struct request){.kind = REQUEST_BACK, .result = {.answer = STAFF_ANSWER_STORED}}
                                            : (struct request){.kind = REQUEST_NONE};
    const struct request request = asking_act(&withdraw->asking, page, input, &answer);
    if (withdraw->asking.open)
        return request;
    if (answer == 0)
        return (struct request){.kind = REQUEST_BACK};
    enum status status = hold(page, withdraw->held != NULL ? NULL : withdraw->asking.question.answers[answer], &result, &problem);
    if (status == STATUS_OK && result == CHANGE_DONE) {
        withdraw->done = true;
        return staff_open_page(&screen_publish, "", "now");
    }
    withdraw->asking.open = true;
    staff_say(page->view, status == STATUS_OK ? staff_refusal(page->view, &page->lines, result, NULL) : problem_words(&page->lines, page->view, &problem));
    return (struct request){.kind = status == STATUS_OK && result == CHANGE_CONFLICT ? REQUEST_LOAD : REQUEST_PAINT};
}

const struct screen screen_withdraw = {
    .name = "withdraw",
    .context = STAFF_CONTEXT_LIST,
    .state_size = sizeof(struct withdraw_page),
    .title = title,
    .load = load,
    .paint = paint,
    .act = act,
};
