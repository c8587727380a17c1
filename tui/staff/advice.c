// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "tui/staff/advice.h"

#include "core/catalog/catalog.h"
#include "core/desk/listing.h"

#include <string.h>

static const char source_date[] = "source.date";

// ---- names --------------------------------------------------------------------------------------------------------

static bool is_title(const struct record_form *record, size_t place)
{
    const char *title = model_kind(sheet_kind(record->sheet))->title, *path = record->fields[place].path;
    struct arena arena = {0};
    bool called_by = strcmp(path, title) == 0 || strcmp(path, record_text_path(&arena, "de", title)) == 0;
    arena_free(&arena);
    return called_by;
}

// The column that a kind cannot do without: what a thing belongs to.
static const char *owner_of(const struct sheet *sheet)
{
    const struct model_kind *model = model_kind(sheet_kind(sheet));
    for (size_t i = 0; i < model->column_count; i++)
        if (model->columns[i].type == MODEL_THING && model->columns[i].needed)
            return json_string_value(sheet_get(sheet, model->columns[i].name));
    return NULL;
}

static const char *phones_of(struct arena *arena, const struct sheet *sheet)
{
    json_t *contacts = sheet_get(sheet, "contacts");
    const char *all = "";
    for (size_t i = 0; i < json_array_size(contacts); i++) {
        const char *phone = json_string_value(json_object_get(json_array_get(contacts, i), "phone"));
        all = phone == NULL ? all : arena_format(arena, "%s %s", all, phone);
    }
    return all;
}

static const char *near_text(struct arena *arena, const struct advice *advice, const struct record_form *record,
                             const struct view *view, const char *name)
{
    struct name_near near[NAMES_NEAR_MAX];
    const struct name_asked asked = {name, sheet_id(record->sheet), owner_of(record->sheet), phones_of(arena, record->sheet)};
    size_t count = names_find(advice->names, &asked, near);
    const char *all = "";
    for (size_t i = 0; i < count; i++)
        all = arena_format(arena, "%s%s%s", all, i > 0 ? ", " : "", near[i].name);
    return count == 0 ? NULL : message_format(view->messages, arena, MESSAGE_ADVICE_NAMES, (const char *[]){all, NULL});
}

bool advice_written(struct advice *advice, struct record_form *record, const struct view *view, size_t place)
{
    struct arena arena = {0};
    struct problem ignored;
    const struct sheet *sheet = record->sheet;
    if (sheet->revision > 0 || !is_title(record, place))
        return false;
    if (advice->names == NULL && names_open(&advice->names, record->staff->editorial, sheet_kind(sheet), &ignored) != STATUS_OK)
        return false;
    const char *told = record->form.values[place].error;
    const char *text = near_text(&arena, advice, record, view, form_text(&record->form, place, 0));
    bool other = told == NULL || text == NULL ? told != text : strcmp(told, text) != 0;
    if (other)
        form_set_error(&record->form, place, text);
    arena_free(&arena);
    return other;
}

// ---- the source ---------------------------------------------------------------------------------------------------

void advice_before_save(struct advice *advice, const struct sheet *sheet, const struct view *view)
{
    struct arena arena = {0};
    char today[CLOCK_DAY_BYTES];
    size_t count = 0;
    clock_format_day(view->tick.now, today);
    if (sheet->opened != NULL && model_kind(sheet_kind(sheet))->sourced)
        record_facts_changed(&arena, sheet->opened, sheet->working, &count);
    advice->older = count > 0 && !record_is_dated_anew(sheet->opened, sheet->working, today);
    arena_free(&arena);
}

bool advice_after_save(const struct advice *advice, struct record_form *record, const struct view *view)
{
    for (size_t i = 0; advice->older && i < record->count; i++) {
        if (strcmp(record->fields[i].path, source_date) == 0)
            form_set_error(&record->form, i, staff_text(view, MESSAGE_ADVICE_SOURCE));
    }
    return advice->older;
}

// ---- the day of the check -----------------------------------------------------------------------------------------

static const char *fact(const struct sheet *sheet, const char *path)
{
    return json_string_value(sheet_get(sheet, path));
}

void advice_overdue(struct record_form *record, const struct view *view)
{
    static const char verified_on[] = "source.verified_on";
    struct arena arena = {0};
    const struct sheet *sheet = record->sheet;
    enum kind kind = sheet_kind(sheet);
    int months = roster_review_months(record->staff->roster, kind);
    bool verified;
    const char *as_of = facts_as_of(fact(sheet, "source.date"), fact(sheet, verified_on), &verified);
    bool overdue = sheet->revision > 0 && model_kind(kind)->sourced &&
                   listing_is_overdue(as_of, fact(sheet, "source.review_after"), months, view->tick.now);
    const char *told = message_count(view->messages, &arena, MESSAGE_ADVICE_OVERDUE, months, NULL);
    for (size_t i = 0; i < record->count; i++) {
        if (strcmp(record->fields[i].path, verified_on) == 0)
            form_set_error(&record->form, i, overdue ? told : NULL);
    }
    arena_free(&arena);
}

void advice_close(struct advice *advice)
{
    names_close(&advice->names);
}
