// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One proposal beside what is there, field by field: what is marked is taken. Its argument is its number.
#include "core/editorial/proposal.h"
#include "tui/kit/asking.h"
#include "tui/kit/table.h"
#include "tui/staff/record_form.h"
#include "tui/staff/screens.h"

#include <stdlib.h>
#include <string.h>

enum { PANEL_ROWS = 7, PANEL_LEAST_ROWS = 14, TABLE_FRAME_ROWS = 2 }; // below the table, where there is room: the field in full
enum { COLUMN_FIELD, COLUMN_PRESENT, COLUMN_PROPOSED, COLUMNS };

struct proposal_page {
    struct proposal proposal;
    json_t *record, *present;        // owned; present NULL: the thing is new
    int64_t revision;                // of what is compared
    struct proposal_field *fields;   // in the page's data
    json_t *left;                    // the paths of the fields that are not taken; owned
    size_t count;
    struct table table;
    struct table_column columns[COLUMNS];
    struct asking asking;            // why it is declined
    struct view *view;
    const struct staff *staff;
};

static const char *title(struct page *page)
{
    const struct proposal_page *looking = page->state;
    if (looking->record == NULL)
        return staff_text(page->view, MESSAGE_RECORD_NONE);
    return message_format(page->view->messages, &page->data, MESSAGE_PROPOSAL_TITLE,
                          (const char *[]){looking->proposal.proposer, NULL});
}

// ---- the table ---------------------------------------------------------------------------------------------------

static const char *value_text(const struct proposal_page *looking, struct arena *arena, const char *path, json_t *value)
{
    return record_value_text(arena, looking->view, looking->staff, looking->proposal.kind, path, value);
}

static const char *cell(void *context, size_t row, size_t column, struct arena *arena)
{
    const struct proposal_page *looking = context;
    const struct proposal_field *field = &looking->fields[row];
    if (column == COLUMN_FIELD)
        return record_field_label(arena, looking->view, field->path);
    return value_text(looking, arena, field->path, column == COLUMN_PRESENT ? field->present : field->proposed);
}

static bool is_marked(void *context, size_t row)
{
    const struct proposal_page *looking = context;
    return json_object_get(looking->left, looking->fields[row].path) == NULL;
}

static void mark(void *context, size_t row, bool marked)
{
    struct proposal_page *looking = context;
    const char *path = looking->fields[row].path;
    looking->table.marked += (size_t)marked - (size_t)is_marked(looking, row);
    if (marked)
        json_object_del(looking->left, path);
    else
        json_object_set_new(looking->left, path, json_true());
}

static const struct table_rows rows = {.cell = cell, .is_marked = is_marked, .mark = mark};

// ---- loading -----------------------------------------------------------------------------------------------------

static void describe(struct proposal_page *looking)
{
    const struct view *view = looking->view;
    looking->columns[COLUMN_FIELD] = (struct table_column){.heading = staff_text(view, MESSAGE_PROPOSAL_FIELD), .least = 16, .weight = 1};
    looking->columns[COLUMN_PRESENT] =
        (struct table_column){.heading = staff_text(view, MESSAGE_PROPOSAL_PRESENT), .least = 14, .weight = 2, .rank = 1};
    looking->columns[COLUMN_PROPOSED] =
        (struct table_column){.heading = staff_text(view, MESSAGE_PROPOSAL_PROPOSED), .least = 14, .weight = 2};
    looking->table.columns = looking->columns;
    looking->table.column_count = COLUMNS;
    looking->table.rows = &rows;
    looking->table.context = looking;
    looking->table.sorted = COLUMNS;
}

static enum status read_both(struct proposal_page *looking, struct page *page, struct problem *problem)
{
    const struct staff *staff = staff_of(page);
    enum status status = proposal_read(staff->editorial, &page->data, strtoll(page->argument.id, NULL, 10), &looking->proposal,
                                       &looking->record, problem);
    return status != STATUS_OK ? status
                               : records_read_one(staff->editorial, looking->proposal.thing, &looking->present, &looking->revision, problem);
}

static void forget(struct proposal_page *looking)
{
    json_decref(looking->record);
    json_decref(looking->present);
    looking->record = looking->present = NULL;
}

static void load(struct page *page)
{
    struct proposal_page *looking = page->state;
    struct problem problem;
    forget(looking);
    looking->asking.open = false; // in words that may be of the other language
    looking->view = page->view;
    looking->staff = staff_of(page);
    looking->count = 0;
    if (read_both(looking, page, &problem) != STATUS_OK)
        staff_say_problem(page->view, &problem);
    else
        looking->fields = proposal_compare(&page->data, looking->present, looking->record, &looking->count);
    if (looking->left == NULL) // at first all is taken
        looking->left = json_object();
    looking->table.count = looking->count;
    looking->table.marked = 0;
    for (size_t i = 0; i < looking->count; i++)
        looking->table.marked += is_marked(looking, i);
    describe(looking);
}

// ---- showing -----------------------------------------------------------------------------------------------------

static int panel_rows(const struct page *page)
{
    const struct proposal_page *looking = page->state;
    int spare = page->rows - (int)looking->count - TABLE_FRAME_ROWS;
    return page->rows < PANEL_LEAST_ROWS ? 0 : spare > PANEL_ROWS ? spare : PANEL_ROWS;
}

static void layout(struct page *page)
{
    struct proposal_page *looking = page->state;
    table_lay_out(&looking->table, page->rows - panel_rows(page), page->columns);
}

static struct text_layout value_lines(const struct proposal_page *looking, const struct canvas *canvas, const char *path, json_t *value)
{
    struct text_layout lines;
    struct text_options options = view_text_options(looking->view, canvas->columns - 2);
    text_lay_out(canvas->arena, value_text(looking, canvas->arena, path, value), &options, &lines);
    return lines;
}

// A value in full, as far as there is room; the row below it.
static int paint_value(const struct canvas *canvas, int row, int most, const char *label, const struct text_layout *lines)
{
    canvas_text(canvas, row, 0, canvas->columns, label, ROLE_QUIET);
    int shown = (int)lines->count < most ? (int)lines->count : most;
    for (int i = 0; i < shown; i++)
        canvas_line(canvas, row + 1 + i, 2, &lines->lines[i], ROLE_TEXT);
    return row + 1 + shown;
}

static void paint_panel(const struct proposal_page *looking, const struct canvas *canvas)
{
    const struct proposal_field *field = &looking->fields[looking->table.focus];
    struct text_layout proposed = value_lines(looking, canvas, field->path, field->proposed);
    int row = 1;
    if (field->present != NULL) {
        struct text_layout present = value_lines(looking, canvas, field->path, field->present);
        int room = canvas->rows - row - 2, rest = room - (int)proposed.count; // below the two labels
        row = paint_value(canvas, row, rest > room / 2 ? rest : room / 2, staff_text(looking->view, MESSAGE_PROPOSAL_PRESENT), &present);
    }
    paint_value(canvas, row, canvas->rows - row - 1, staff_text(looking->view, MESSAGE_PROPOSAL_PROPOSED), &proposed);
}

static void paint(struct page *page, const struct canvas *canvas)
{
    const struct proposal_page *looking = page->state;
    int panel = panel_rows(page);
    struct canvas upper = canvas_part(canvas, 0, 0, canvas->rows - panel, canvas->columns);
    table_paint(&looking->table, page->view, &upper);
    if (panel > 0 && looking->count > 0) {
        struct canvas lower = canvas_part(canvas, canvas->rows - panel, 0, panel, canvas->columns);
        paint_panel(looking, &lower);
    }
    asking_paint(&looking->asking, page->view, canvas);
}

// ---- deciding ----------------------------------------------------------------------------------------------------

static struct request go_back(struct page *page, enum staff_message said)
{
    staff_say(page->view, staff_text(page->view, said));
    return (struct request){.kind = REQUEST_BACK, .result = {.answer = STAFF_ANSWER_CHANGED}};
}

static struct request tell_problem(struct page *page, const struct problem *problem)
{
    if (problem->status == STATUS_NOT_FOUND)
        return go_back(page, MESSAGE_PROPOSAL_DECIDED);
    if (problem->status == STATUS_INVALID)
        staff_say(page->view, staff_text(page->view, MESSAGE_PROPOSAL_FORBIDDEN));
    else
        staff_say_problem(page->view, problem);
    return (struct request){.kind = REQUEST_PAINT};
}

static struct request decline(struct page *page, const char *reason)
{
    const struct proposal_page *looking = page->state;
    const struct staff *staff = staff_of(page);
    struct change_author author = staff_author(staff, "");
    struct problem problem;
    if (proposal_decline(staff->editorial, &author, looking->proposal.number, reason, &problem) != STATUS_OK)
        return tell_problem(page, &problem);
    return go_back(page, MESSAGE_PROPOSAL_DECLINED);
}

// The record as it will be, the caller's: what is there, with the fields that are taken; of a new thing these alone.
static json_t *make_record(const struct proposal_page *looking)
{
    json_t *record;
    if (looking->present != NULL) {
        record = json_deep_copy(looking->present);
    } else {
        struct sheet sheet;
        sheet_begin(&sheet, looking->proposal.kind, NULL);
        record = json_deep_copy(sheet.working);
        sheet_close(&sheet);
        json_object_set_new(record, "id", json_string(looking->proposal.thing));
        record_put_at(record, "slug", json_incref(json_object_get(looking->record, "slug")));
    }
    for (size_t i = 0; i < looking->count; i++)
        if (json_object_get(looking->left, looking->fields[i].path) == NULL)
            record_put_at(record, looking->fields[i].path, json_deep_copy(looking->fields[i].proposed));
    return record;
}

static struct request take(struct page *page)
{
    const struct proposal_page *looking = page->state;
    const struct staff *staff = staff_of(page);
    struct change_author author = staff_author(
        staff, message_format(page->view->messages, &page->data, MESSAGE_PROPOSAL_TITLE, (const char *[]){looking->proposal.proposer, NULL}));
    enum change_result result;
    const char *why;
    struct problem problem;
    json_t *record = make_record(looking);
    author.door = DOOR_PROPOSAL;
    enum status status = proposal_take(staff->editorial, &author, looking->proposal.number, record, looking->revision, &page->lines, &result,
                                       &why, &problem);
    json_decref(record);
    if (status != STATUS_OK)
        return tell_problem(page, &problem);
    if (result == CHANGE_DONE || result == CHANGE_UNCHANGED)
        return go_back(page, MESSAGE_PROPOSAL_TAKEN);
    bool field = result == CHANGE_INVALID || result == CHANGE_FORBIDDEN;
    staff_say(page->view, staff_refusal(page->view, &page->lines, result, field ? record_field_label(&page->lines, page->view, why) : why));
    return (struct request){.kind = result == CHANGE_CONFLICT ? REQUEST_LOAD : REQUEST_PAINT}; // it is compared with what is there now
}

static struct request ask(struct page *page)
{
    struct proposal_page *looking = page->state;
    return asking_begin(&looking->asking, (struct dialog){
        .texts = {{staff_text(page->view, MESSAGE_PROPOSAL_DECLINE_TITLE), ROLE_HEADING},
                  {staff_text(page->view, MESSAGE_PROPOSAL_DECLINE_TEXT), ROLE_TEXT}},
        .answers = {staff_text(page->view, MESSAGE_PROPOSAL_KEEP), staff_text(page->view, MESSAGE_PROPOSAL_WRONG),
                    staff_text(page->view, MESSAGE_PROPOSAL_NOT_OURS)},
    });
}

static struct request act(struct page *page, const struct input *input)
{
    struct proposal_page *looking = page->state;
    if (looking->asking.open) {
        size_t answer;
        struct request request = asking_act(&looking->asking, page, input, &answer);
        return answer == 0 ? request : decline(page, looking->asking.question.answers[answer]);
    }
    if (looking->record == NULL)
        return (struct request){.kind = REQUEST_NONE};
    if (input->action == STAFF_ACTION_SAVE)
        return take(page);
    if (input->action == STAFF_ACTION_MORE)
        return ask(page);
    enum table_result result = table_act(&looking->table, page->view, input);
    if (result == TABLE_OPENED)
        mark(looking, looking->table.focus, !is_marked(looking, looking->table.focus));
    return (struct request){.kind = result == TABLE_IGNORED ? REQUEST_NONE : REQUEST_PAINT};
}

static void close_page(struct page *page)
{
    struct proposal_page *looking = page->state;
    forget(looking);
    json_decref(looking->left);
}

const struct screen screen_proposal = {
    .name = "proposal",
    .context = STAFF_CONTEXT_MARKS,
    .state_size = sizeof(struct proposal_page),
    .title = title,
    .load = load,
    .layout = layout,
    .paint = paint,
    .act = act,
    .close = close_page,
};
