// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "tui/staff/record_form.h"

#include "core/desk/listing.h"
#include "tui/staff/problem_words.h"
#include "tui/staff/record_field.h"
#include "tui/staff/screens.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 200, TEXT_ROWS = 4, NOTE_ROWS = 3, LINE_BYTES = 500, NOTE_BYTES = 3000 };

static const char german[] = "de";

// ---- describing --------------------------------------------------------------------------------------------------

static const struct record_form *record_of(const struct form *form)
{
    return form->context;
}

// What the sheet keeps as typed is no value of the field.
static const char *check_value(const struct form *form, size_t field, struct arena *arena)
{
    (void)arena;
    const struct record_form *record = record_of(form);
    const char *typed = sheet_typed(record->sheet, record->fields[field].path);
    return typed == NULL ? NULL : record_field_complaint(record->staff, &record->fields[field]);
}

static const char *const *choices_of(struct record_form *record, const struct view *view, const char *const *values)
{
    size_t count = 0;
    while (values[count] != NULL)
        count++;
    const char **labels = arena_allocate(&record->arena, count + 1, sizeof *labels);
    for (size_t i = 0; i < count; i++)
        labels[i] = staff_label(view, "choice_", values[i]);
    return labels;
}

static enum form_kind form_kind_of(const struct record_field *field)
{
    if (field->screen != NULL)
        return FORM_PAGE;
    if (field->text != NULL)
        return field->text->bytes_max > LINE_BYTES ? FORM_LINES : FORM_TEXT;
    if (field->part != NULL)
        return FORM_ROWS;
    if (field->column == NULL)
        return FORM_LINES; // a note of staff
    if (field->column->choices != NULL)
        return FORM_CHOICE;
    return field->column->type == MODEL_FLAG ? FORM_DECISION : field->column->type == MODEL_DAY ? FORM_DATE : FORM_TEXT;
}

static bool is_confidence(const struct model_column *column)
{
    return strcmp(column->name, "confidence") == 0;
}

// Nothing is published without how sure it is, where its kind says so; no other kind may say it.
static bool is_needed(const struct record_form *record, const struct record_field *field)
{
    if (field->column == NULL)
        return field->text != NULL && field->text->needed;
    return field->column->needed || (model_kind(sheet_kind(record->sheet))->confident && is_confidence(field->column));
}

static void describe(struct record_form *record, const struct view *view, struct record_field field)
{
    struct form_field *described = &record->described[record->count];
    *described = (struct form_field){
        .kind = form_kind_of(&field),
        .label = record_field_label(&record->arena, view, field.path),
        .needed = is_needed(record, &field),
        .direction = TEXT_LEFT_TO_RIGHT, // German
        .limits = {.bytes = field.text != NULL ? field.text->bytes_max : field.column != NULL ? LINE_BYTES : NOTE_BYTES},
        .rows = field.text != NULL ? TEXT_ROWS : NOTE_ROWS,
        .rows_max = ROWS_MAX,
        .check = check_value,
    };
    if (described->kind == FORM_CHOICE)
        described->choices = choices_of(record, view, field.column->choices);
    record->fields[record->count++] = field;
}

// All columns, or only the one that a thing is called by, or all others.
enum columns_wanted { COLUMNS_ALL, COLUMNS_TITLE, COLUMNS_OTHERS };

static bool is_wanted(const struct record_form *record, const struct model_column *column, enum columns_wanted wanted)
{
    const struct model_kind *model = model_kind(sheet_kind(record->sheet));
    bool is_title = strcmp(column->name, model->title) == 0;
    if (is_confidence(column) && !model->confident)
        return false;
    return !column->derived && (wanted == COLUMNS_ALL || is_title == (wanted == COLUMNS_TITLE));
}

static void describe_columns(struct record_form *record, const struct view *view, const char *above,
                             const struct model_column *columns, size_t count, enum columns_wanted wanted)
{
    for (size_t i = 0; i < count; i++) {
        if (!is_wanted(record, &columns[i], wanted))
            continue;
        const char *path = arena_format(&record->arena, "%s%s", above, columns[i].name);
        describe(record, view, (struct record_field){.path = path, .column = &columns[i],
                                                     .screen = record_field_screen_of_column(&columns[i])});
    }
}

// First what it is called and what changes most often, in few rows; then what it says, its other facts, what they rest on, and what
// only staff sees.
static void describe_all(struct record_form *record, const struct view *view)
{
    static const struct model_column slug = {.name = "slug", .type = MODEL_TEXT, .leads_to = KIND_NONE, .needed = true};
    const struct model_kind *model = model_kind(sheet_kind(record->sheet));
    size_t sources;
    const struct model_column *source = model_source(&sources);
    size_t most = model->column_count + model->text_count + model->part_count + sources + 3;
    record->count = 0;
    record->fields = arena_allocate(&record->arena, most, sizeof *record->fields);
    record->described = arena_allocate(&record->arena, most, sizeof *record->described);
    describe_columns(record, view, "", model->columns, model->column_count, COLUMNS_TITLE);
    for (size_t i = 0; i < model->part_count; i++)
        describe(record, view, (struct record_field){.path = model->parts[i].name, .part = &model->parts[i],
                                                     .screen = record_field_screen_of_part(&model->parts[i])});
    for (size_t i = 0; i < model->text_count; i++)
        if (model->texts[i].of == NULL && (model->texts[i].needed || model_column_of(sheet_kind(record->sheet), model->texts[i].name) == NULL))
            describe(record, view, (struct record_field){
                                       .path = record_text_path(&record->arena, german, model->texts[i].name),
                                       .text = &model->texts[i], .screen = record_field_screen_of_text(&model->texts[i])});
    describe_columns(record, view, "", model->columns, model->column_count, COLUMNS_OTHERS);
    if (model->sourced)
        describe_columns(record, view, "source.", source, sources, COLUMNS_ALL);
    describe(record, view, (struct record_field){.path = "staff_note"});
    if (model->slugged)
        describe_columns(record, view, "", &slug, 1, COLUMNS_ALL);
}

// ---- filling -----------------------------------------------------------------------------------------------------

static int choice_of(const char *const *values, const char *value)
{
    for (int i = 0; value != NULL && values[i] != NULL; i++)
        if (strcmp(values[i], value) == 0)
            return i;
    return FORM_UNCHOSEN;
}

// A row for each value.
static const char *rows_text(struct arena *arena, const struct record_field *field, json_t *values)
{
    const char *all = "";
    const struct record_field entry = {.column = &field->part->columns[0]};
    for (size_t i = 0; i < json_array_size(values); i++)
        all = arena_format(arena, "%s%s\n", all, record_field_text(arena, &entry, json_array_get(values, i)));
    return all;
}

static void fill(struct record_form *record, const struct view *view, size_t place)
{
    const struct record_field *field = &record->fields[place];
    const char *typed = sheet_typed(record->sheet, field->path);
    json_t *value = sheet_get(record->sheet, field->path);
    struct arena arena = {0};
    switch (record->described[place].kind) {
    case FORM_CHOICE:
        form_set_choice(&record->form, place, choice_of(field->column->choices, json_string_value(value)));
        break;
    case FORM_DECISION:
        form_set_choice(&record->form, place, json_is_true(value) ? FORM_YES : value != NULL ? FORM_NO : FORM_UNKNOWN);
        break;
    case FORM_ROWS:
        form_set_text(&record->form, place, typed != NULL ? typed : rows_text(&arena, field, value));
        break;
    case FORM_PAGE:
        form_set_text(&record->form, place,
                      record_field_shown(&arena, view, record, field, value));
        break;
    default:
        form_set_text(&record->form, place, typed != NULL ? typed : record_field_text(&arena, field, value));
        break;
    }
    arena_free(&arena);
}

void record_form_fill(struct record_form *record, const struct view *view)
{
    for (size_t i = 0; i < record->count; i++)
        fill(record, view, i);
}

static void focus(struct record_form *record, const char *path, size_t cursor)
{
    for (size_t i = 0; path != NULL && i < record->count; i++) {
        if (strcmp(record->fields[i].path, path) != 0)
            continue;
        record->form.focus = i;
        if (record->form.values[i].count > 0)
            edit_place(&record->form.values[i].editors[0].edit, cursor, false);
    }
}

void record_form_open(struct record_form *record, const struct view *view, const struct staff *staff, struct sheet *sheet)
{
    bool first = record->form.values == NULL;
    arena_reset(&record->arena);
    record->staff = staff;
    record->sheet = sheet;
    describe_all(record, view);
    if (!first) { // another language: what stands in the fields stays
        record->form.fields = record->described;
        return;
    }
    form_init(&record->form, record->described, record->count, record);
    record_form_fill(record, view);
    focus(record, sheet->focus, sheet->cursor);
}

void record_form_close(struct record_form *record)
{
    form_free(&record->form);
    arena_free(&record->arena);
    *record = (struct record_form){0};
}

// ---- taking ------------------------------------------------------------------------------------------------------

// A text of one line is written in a box of several rows where it is long.
static void take_words(struct record_form *record, const struct record_field *field, const char *text)
{
    struct arena arena = {0};
    char *words = arena_copy_text(&arena, text);
    for (char *at = words; field->text->form == MODEL_LINE && *at != '\0'; at++)
        *at = *at == '\n' ? ' ' : *at;
    sheet_set_words(record->sheet, german, field->text->name, words);
    arena_free(&arena);
}

static void take_text(struct record_form *record, const struct record_field *field, const char *text)
{
    json_t *value;
    if (field->text != NULL) {
        take_words(record, field, text);
    } else if (text[strspn(text, " \n")] == '\0') {
        sheet_set_typed(record->sheet, field->path, NULL);
        sheet_set(record->sheet, field->path, NULL);
    } else if (record_field_read(field, text, &value)) {
        sheet_set_typed(record->sheet, field->path, NULL);
        sheet_set(record->sheet, field->path, value);
    } else {
        sheet_set_typed(record->sheet, field->path, text);
    }
}

// All rows are values, or all are kept as typed.
static void take_rows(struct record_form *record, size_t place)
{
    struct arena arena = {0};
    const struct record_field *field = &record->fields[place];
    const struct record_field entry = {.column = &field->part->columns[0]};
    json_t *values = json_array();
    const char *typed = "";
    bool right = true;
    for (size_t row = 0; row < record->form.values[place].count; row++) {
        const char *text = form_text(&record->form, place, row);
        json_t *value;
        typed = arena_format(&arena, "%s%s\n", typed, text);
        if (text[strspn(text, " ")] == '\0')
            continue;
        if (record_field_read(&entry, text, &value))
            json_array_append_new(values, value);
        else
            right = false;
    }
    sheet_set_typed(record->sheet, field->path, right ? NULL : typed);
    if (right)
        sheet_set(record->sheet, field->path, json_array_size(values) == 0 ? NULL : json_incref(values));
    json_decref(values);
    arena_free(&arena);
}

void record_form_take(struct record_form *record, size_t place)
{
    const struct record_field *field = &record->fields[place];
    const struct form_value *value = &record->form.values[place];
    switch (record->described[place].kind) {
    case FORM_CHOICE:
        sheet_set(record->sheet, field->path,
                  value->choice == FORM_UNCHOSEN ? NULL : json_string(field->column->choices[value->choice]));
        break;
    case FORM_DECISION:
        sheet_set(record->sheet, field->path,
                  value->choice == FORM_YES ? json_true() : value->choice == FORM_NO ? json_false() : NULL);
        break;
    case FORM_PAGE:
        break; // its page did
    case FORM_ROWS:
        take_rows(record, place);
        break;
    default:
        take_text(record, field, form_text(&record->form, place, 0));
        break;
    }
}

void record_form_take_focus(struct record_form *record)
{
    const struct form *form = &record->form;
    size_t cursor = form->values[form->focus].count > 0 ? form->values[form->focus].editors[0].edit.cursor : 0;
    sheet_set_focus(record->sheet, record->fields[form->focus].path, cursor);
}

// ---- what a save found -------------------------------------------------------------------------------------------

// The field that a path of a problem lies in: "contacts[2].phone" is of "contacts".
static size_t field_of(const struct record_form *record, const char *path)
{
    for (size_t i = 0; i < record->count; i++) {
        size_t length = strlen(record->fields[i].path);
        if (strncmp(record->fields[i].path, path, length) == 0 && strchr("[.", path[length]) != NULL)
            return i;
    }
    return record->count;
}

bool record_form_tell(struct record_form *record, const struct view *view, const struct sheet_outcome *outcome)
{
    size_t first = record->count;
    struct arena arena = {0};
    for (size_t i = 0; i < outcome->problem_count; i++) {
        size_t place = field_of(record, outcome->problems[i].what);
        if (place == record->count)
            continue;
        form_set_error(&record->form, place, problem_fault_words(&arena, view, &outcome->problems[i]));
        first = place < first ? place : first;
    }
    arena_free(&arena);
    if (first < record->count)
        record->form.focus = first;
    return first < record->count;
}
