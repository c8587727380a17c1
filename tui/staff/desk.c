// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "tui/staff/desk.h"
#include "tui/staff/problem_words.h"
#include "tui/staff/record_form.h"

#include <string.h>

enum status desk_open(const struct staff *staff, struct sheet *sheet, const char *id, bool *resumed, struct problem *problem)
{
    for (const struct sheet *open = staff->sheet; open != NULL; open = open->below)
        if (strcmp(sheet_id(open), id) == 0)
            return problem_set(problem, STATUS_INVALID, id, "go back to it with Esc", "it is open already");
    *resumed = staff->drafts != NULL && drafts_read(staff->drafts, staff->person, id, sheet, problem) == STATUS_OK;
    return *resumed ? STATUS_OK : sheet_open(sheet, staff->editorial, id, problem);
}

void desk_put(struct staff *staff, struct sheet *sheet)
{
    sheet->below = staff->sheet;
    staff->sheet = sheet;
}

void desk_leave(struct staff *staff, bool drop)
{
    struct sheet *sheet = staff->sheet;
    struct change_author author = staff_author(staff, "");
    struct problem ignored; // it runs out by itself
    lease_release(staff->editorial, &author, sheet_id(sheet), NULL, &ignored);
    if (drop && staff->drafts != NULL)
        drafts_drop(staff->drafts, staff->person, sheet_id(sheet), &ignored);
    else
        staff_keep_drafts(staff);
    staff->sheet = sheet->below;
}

struct request desk_give_back(const struct sheet *sheet)
{
    struct request request = {.kind = REQUEST_BACK, .result = {.answer = STAFF_ANSWER_CHANGED}};
    memccpy(request.result.argument.id, sheet_id(sheet), '\0', sizeof request.result.argument.id - 1);
    return request;
}

bool desk_is_saved(enum sheet_result result)
{
    return result == SHEET_SAVED || result == SHEET_MERGED || result == SHEET_UNCHANGED;
}

static enum staff_message saying_of(enum sheet_result result, enum staff_message saved)
{
    static const enum staff_message sayings[] = {
        [SHEET_SAVED] = MESSAGE_SAVED,         [SHEET_UNCHANGED] = MESSAGE_SAVED_NOTHING,
        [SHEET_MERGED] = MESSAGE_SAVED_MERGED, [SHEET_CONFLICT] = MESSAGE_SAVED_CONFLICT,
        [SHEET_INVALID] = MESSAGE_SAVED_NOT,   [SHEET_FORBIDDEN] = MESSAGE_SAVED_FORBIDDEN,
        [SHEET_LOCKED] = MESSAGE_SAVED_LOCKED, [SHEET_GONE] = MESSAGE_SAVED_GONE,
    };
    return result == SHEET_SAVED ? saved : sayings[result];
}

// Where nothing is marked it must be said what is wrong: it may be in a field that the page does not have.
static void say_fault(struct page *page, const struct sheet_outcome *outcome)
{
    if (outcome->problem_count == 0)
        return;
    const struct problem *fault = &outcome->problems[0];
    const char *words = problem_words(&page->lines, page->view, fault);
    if (strchr(fault->what, '/') == NULL) // a field, and not the database as a whole
        words = arena_format(&page->lines, "%s: %s", record_field_label(&page->lines, page->view, fault->what), words);
    staff_say(page->view, message_format(page->view->messages, &page->lines, MESSAGE_SAVED_FAILED, (const char *[]){words, NULL}));
}

bool desk_save(struct page *page, struct sheet *sheet, enum staff_message saved, enum sheet_result *result,
               struct sheet_outcome *outcome)
{
    struct staff *staff = staff_of(page);
    struct change_author author = staff_author(staff, "");
    struct problem problem;
    bool unfinished = sheet->revision == 0 && sheet_get(sheet, "withheld") == NULL && !sheet_is_finished(sheet);
    if (unfinished)
        sheet_set(sheet, "withheld", json_string(staff_text(page->view, MESSAGE_WITHHELD_UNFINISHED)));
    enum status status = sheet_save(sheet, staff->editorial, &author, result, outcome, &problem);
    if (unfinished && (status != STATUS_OK || !desk_is_saved(*result)))
        sheet_set(sheet, "withheld", NULL); // it may be finished when it is saved at last
    if (status != STATUS_OK) {
        staff_say(page->view, message_format(page->view->messages, &page->lines, MESSAGE_SAVED_FAILED,
                                             (const char *[]){problem_words(&page->lines, page->view, &problem), NULL}));
        return false;
    }
    staff_say(page->view, staff_text(page->view, saying_of(*result, saved)));
    if (*result == SHEET_INVALID)
        say_fault(page, outcome);
    staff_keep_drafts(staff);
    return true;
}
