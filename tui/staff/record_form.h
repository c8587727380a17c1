// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A form for any record, made from core/model's table of kinds and fields; no field is named here. What is written goes to the
// sheet at once: a value when it is one, else as text that is typed and not yet right.
#ifndef KOMPASS_TUI_STAFF_RECORD_FORM_H
#define KOMPASS_TUI_STAFF_RECORD_FORM_H

#include "core/desk/sheet.h"
#include "tui/kit/form.h"
#include "tui/staff/staff.h"

// What a field of the form is in the record; one of the three, or none: a note of staff.
struct record_field {
    const char *path; // record_compare(); of a German text without ".text"
    const struct model_column *column;
    const struct model_text *text;
    const struct model_part *part;
    const struct screen *screen; // FORM_PAGE: where it is edited
};

struct record_form {
    const struct staff *staff;
    struct sheet *sheet;         // borrowed
    struct arena arena;          // of the descriptions, made anew in another language
    struct record_field *fields;
    struct form_field *described;
    size_t count;
    struct form form;
};

// Describes the fields in the view's language, and fills them from the sheet as long as nothing stands in them.
void record_form_open(struct record_form *record, const struct view *view, const struct staff *staff, struct sheet *sheet);
void record_form_close(struct record_form *record);

// Fills all fields from the sheet anew: a page of its own has changed it, or it was saved.
void record_form_fill(struct record_form *record, const struct view *view);

// Puts what stands in a field into the sheet; and where the person is.
void record_form_take(struct record_form *record, size_t field);
void record_form_take_focus(struct record_form *record);

// Shows what a save found wrong at the fields. True when a field is marked: what is wrong elsewhere is not told here.
bool record_form_tell(struct record_form *record, const struct view *view, const struct sheet_outcome *outcome);

// The value of a field in a line of words, for lists and pages that show it; in the arena; "" for none.
const char *record_value_text(struct arena *arena, const struct view *view, const struct staff *staff, enum kind kind,
                              const char *path, json_t *value);


// What a field is called; in the arena or borrowed.
const char *record_field_label(struct arena *arena, const struct view *view, const char *path);

#endif
