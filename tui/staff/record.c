// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One record to edit. Its argument is the id of a thing, or + and the name of a kind for a new one, or + and the id of a thing
// that the new one begins as a copy of. What was typed of it and not saved before is there again.
#include "core/desk/short_name.h"
#include "tui/staff/advice.h"
#include "tui/staff/desk.h"
#include "tui/staff/problem_words.h"
#include "tui/staff/record_form.h"
#include "tui/kit/leaving.h"
#include "tui/staff/screens.h"

#include <string.h>

struct record_page {
    struct sheet sheet;
    struct record_form form;
    struct advice advice;
    struct leaving leaving;
    const char *problem; // why there is nothing to edit; NULL: there is
    int64_t revision;    // of the thing when it was opened
    bool opened;
};

static const char *title(struct page *page)
{
    struct record_page *editing = page->state;
    if (!editing->opened)
        return staff_text(page->view, MESSAGE_RECORD_NONE);
    const struct model_kind *model = model_kind(sheet_kind(&editing->sheet));
    const char *name = record_title(editing->sheet.working);
    const char *kind = staff_label(page->view, "kind_", model->name);
    return name == NULL ? message_format(page->view->messages, &page->data, MESSAGE_RECORD_NEW, (const char *[]){kind, NULL}) : name;
}

// ---- opening -----------------------------------------------------------------------------------------------------

static enum status begin_new(struct record_page *editing, const struct staff *staff, const char *what, struct problem *problem)
{
    enum kind kind = model_kind_of(what);
    if (kind != KIND_NONE) {
        sheet_begin(&editing->sheet, kind, NULL);
        return STATUS_OK;
    }
    struct sheet model;
    enum status status = sheet_open(&model, staff->editorial, what, problem);
    if (status == STATUS_OK)
        sheet_begin(&editing->sheet, sheet_kind(&model), model.working);
    sheet_close(&model);
    return status;
}

static enum status open_sheet(struct page *page, struct problem *problem)
{
    struct record_page *editing = page->state;
    const struct staff *staff = staff_of(page);
    const char *id = page->argument.id;
    bool resumed;
    if (id[0] == '+')
        return begin_new(editing, staff, id + 1, problem);
    enum status status = desk_open(staff, &editing->sheet, id, &resumed, problem);
    if (status == STATUS_OK && resumed)
        staff_say(page->view, staff_text(page->view, MESSAGE_RECORD_RESUMED));
    return status;
}

static void load(struct page *page)
{
    struct record_page *editing = page->state;
    struct staff *staff = staff_of(page);
    struct problem problem;
    if (!editing->opened) {
        enum status status = open_sheet(page, &problem);
        if (status != STATUS_OK) {
            editing->problem = status == STATUS_INVALID ? staff_text(page->view, MESSAGE_RECORD_OPEN)
                                                        : problem_words(&page->data, page->view, &problem);
            return;
        }
        editing->opened = true;
        editing->revision = editing->sheet.revision;
        desk_put(staff, &editing->sheet);
    }
    record_form_open(&editing->form, page->view, staff, &editing->sheet);
    advice_overdue(&editing->form, page->view);
}

static void layout(struct page *page)
{
    struct record_page *editing = page->state;
    if (editing->opened)
        form_lay_out(&editing->form.form, page->view, page->rows, page->columns);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct record_page *editing = page->state;
    if (!editing->opened) {
        canvas_text(canvas, 0, 0, canvas->columns, editing->problem, ROLE_NOTICE);
        return;
    }
    form_paint(&editing->form.form, page->view, canvas);
    leaving_paint(&editing->leaving, page->view, canvas);
}

// ---- saving ------------------------------------------------------------------------------------------------------

static struct request save(struct page *page)
{
    struct record_page *editing = page->state;
    struct sheet_outcome outcome;
    enum sheet_result result;
    struct problem problem;
    if (editing->sheet.revision == 0 && short_name_give(&editing->sheet, staff_of(page)->editorial, &problem) == STATUS_OK)
        record_form_fill(&editing->form, page->view);
    if (!form_check(&editing->form.form, page->view)) {
        staff_say(page->view, staff_text(page->view, MESSAGE_SAVED_NOT));
        return (struct request){.kind = REQUEST_PAINT};
    }
    advice_before_save(&editing->advice, &editing->sheet, page->view);
    if (!desk_save(page, &editing->sheet, MESSAGE_SAVED, &result, &outcome))
        return (struct request){.kind = REQUEST_PAINT};
    if (desk_is_saved(result)) {
        record_form_fill(&editing->form, page->view);
        advice_overdue(&editing->form, page->view);
    } else if (record_form_tell(&editing->form, page->view, &outcome)) {
        staff_say(page->view, staff_text(page->view, MESSAGE_SAVED_NOT));
    }
    if (result == SHEET_SAVED && advice_after_save(&editing->advice, &editing->form, page->view))
        staff_say(page->view, staff_text(page->view, MESSAGE_ADVICE_SAVED));
    if (result == SHEET_CONFLICT)
        return staff_open_page(&screen_conflict, "", sheet_id(&editing->sheet));
    return (struct request){.kind = REQUEST_LAYOUT};
}

// ---- acting ------------------------------------------------------------------------------------------------------

static struct request fill(struct record_page *editing, const struct view *view, const struct form *form, enum form_result result)
{
    struct record_form *record = &editing->form;
    if (result == FORM_EMPTIED)
        sheet_set(record->sheet, record->fields[form->focus].path, NULL);
    if (result == FORM_CHANGED)
        record_form_take(record, form->focus);
    if (result == FORM_CHANGED && advice_written(&editing->advice, record, view, form->focus))
        form_lay_out(&record->form, view, record->form.rows, record->form.columns);
    record_form_take_focus(record);
    return (struct request){.kind = REQUEST_PAINT};
}

static const struct request paint_again = {.kind = REQUEST_PAINT};

// The keys that lead to a page about the record.
static const struct screen *page_of(int action)
{
    static const struct {
        enum staff_action action;
        const struct screen *screen;
    } pages[] = {
        {STAFF_ACTION_MORE, &screen_more},
        {STAFF_ACTION_HISTORY, &screen_thing_history},
        {STAFF_ACTION_VALID, &screen_valid},
        {STAFF_ACTION_TRANSLATE, &screen_translated_languages},
        {STAFF_ACTION_PREVIEW, &screen_preview},
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        if ((int)pages[i].action == action)
            return pages[i].screen;
    return NULL;
}

static struct request act(struct page *page, const struct input *input)
{
    struct record_page *editing = page->state;
    struct form *form = &editing->form.form;
    if (!editing->opened)
        return (struct request){.kind = REQUEST_NONE};
    if (editing->leaving.asked) {
        bool wants_saving;
        struct request request = leaving_act(&editing->leaving, page, input, &wants_saving);
        return wants_saving ? save(page) : request;
    }
    if (input->action == STAFF_ACTION_SAVE)
        return save(page);
    if (input->action == ACTION_BACK && editing->opened && editing->sheet.revision != editing->revision)
        return desk_give_back(&editing->sheet);
    const struct record_field *focused = &editing->form.fields[form->focus];
    if (input->action == STAFF_ACTION_TEXT)
        return focused->text != NULL ? staff_open_page(&screen_text, "", focused->path) : paint_again;
    const struct screen *screen = page_of(input->action);
    if (screen != NULL)
        return staff_open_page(screen, "", sheet_id(&editing->sheet));
    enum form_result result = form_act(form, page->view, input);
    if (result == FORM_EMPTIED && focused->text != NULL) // a whole text is not taken away by a key
        result = FORM_OPENED;
    if (result == FORM_IGNORED)
        return (struct request){.kind = REQUEST_NONE};
    if (result == FORM_OPENED)
        return staff_open_page(editing->form.fields[form->focus].screen, "", editing->form.fields[form->focus].path);
    fill(editing, page->view, form, result);
    if (result == FORM_EMPTIED)
        record_form_fill(&editing->form, page->view);
    return (struct request){.kind = result == FORM_EMPTIED ? REQUEST_LAYOUT : REQUEST_PAINT};
}

// A page has changed the thing itself, or taken it back altogether.
static struct request catch_up(struct page *page)
{
    struct record_page *editing = page->state;
    struct problem problem;
    enum status status = sheet_catch_up(&editing->sheet, staff_of(page)->editorial, &problem);
    if (status == STATUS_NOT_FOUND) {
        editing->leaving.discarded = true;
        return (struct request){.kind = REQUEST_BACK, .result = {.answer = STAFF_ANSWER_CHANGED}};
    }
    record_form_fill(&editing->form, page->view);
    advice_overdue(&editing->form, page->view);
    return (struct request){.kind = REQUEST_LAYOUT};
}

// A page has changed the sheet, or removed the thing.
static struct request returned(struct page *page, const struct page_result *result)
{
    struct record_page *editing = page->state;
    if (result->answer == STAFF_ANSWER_REMOVED) {
        editing->leaving.discarded = true; // there is nothing left to be saved
        return (struct request){.kind = REQUEST_BACK, .result = {.answer = STAFF_ANSWER_CHANGED}};
    }
    if (result->answer == STAFF_ANSWER_STORED)
        return catch_up(page);
    record_form_fill(&editing->form, page->view);
    if (result->answer == STAFF_ANSWER_SETTLED) // what was chosen is what the fields show, also when it cannot be saved
        return save(page);
    return (struct request){.kind = REQUEST_LAYOUT};
}

static bool may_close(struct page *page, struct request *request)
{
    struct record_page *editing = page->state;
    return !editing->opened || leaving_may_close(&editing->leaving, sheet_changed(&editing->sheet), request);
}

static void close_page(struct page *page)
{
    struct record_page *editing = page->state;
    if (!editing->opened)
        return;
    desk_leave(staff_of(page), editing->leaving.discarded);
    advice_close(&editing->advice);
    record_form_close(&editing->form);
    sheet_close(&editing->sheet);
}

const struct screen screen_record = {
    .name = "record",
    .context = STAFF_CONTEXT_RECORD,
    .state_size = sizeof(struct record_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .returned = returned,
    .may_close = may_close,
    .close = close_page,
};
