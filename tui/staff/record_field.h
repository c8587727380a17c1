// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One field of a record between what people write and what the record has: by its type in core/model, not by its name. The few
// fields that have a page of their own are named in one table.
#ifndef KOMPASS_TUI_STAFF_RECORD_FIELD_H
#define KOMPASS_TUI_STAFF_RECORD_FIELD_H

#include "tui/staff/record_form.h"

// The page on which a field is chosen or written; NULL: it is written in the form.
const struct screen *record_field_screen_of_column(const struct model_column *column);
const struct screen *record_field_screen_of_text(const struct model_text *text);
const struct screen *record_field_screen_of_part(const struct model_part *part);

// What stands in the field of a form for a value; in the arena. "" for none.
const char *record_field_text(struct arena *arena, const struct record_field *field, json_t *value);

// What a field of FORM_PAGE shows of a value; in the arena; "" for none.
const char *record_field_shown(struct arena *arena, const struct view *view, const struct record_form *record,
                               const struct record_field *field, json_t *value);

// The value that a text is, which is the caller's. False when it is none, such as half a date.
bool record_field_read(const struct record_field *field, const char *text, json_t **value);

// What is told about a text that is no value of the field.
const char *record_field_complaint(const struct staff *staff, const struct record_field *field);

#endif
