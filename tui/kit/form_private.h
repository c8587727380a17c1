// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to form*.c: where the parts of a form are.
#ifndef KOMPASS_TUI_KIT_FORM_PRIVATE_H
#define KOMPASS_TUI_KIT_FORM_PRIVATE_H

#include "tui/kit/form.h"

// A field in the rows of the whole form, whether they are shown or not.
struct form_place {
    int row, rows;        // with label and what is said below
    struct text_layout label;
    int label_columns;    // that the label may take
    int box_row, box_rows, box_start, box_columns; // of the field itself
    bool beside;          // FORM_CHOICE, FORM_DECISION: all in one row
    struct text_layout shown; // FORM_PAGE
    struct text_layout below;
    enum role below_role;
};

// What is at a place on the canvas.
struct form_hit {
    size_t field;   // the form's count: nothing
    size_t part;
    bool inside;    // in the box of the part, at this place in it:
    int row, start;
    int choice;     // or on this choice; FORM_UNCHOSEN: on none
};

// Of a place on the canvas.
struct form_hit form_hit(const struct form *form, const struct view *view, int row, int start);

// The row of the whole form at which what has the focus is.
int form_focus_row(const struct form *form);

// Whether one chooses in the field, rather than writes: FORM_CHOICE and FORM_DECISION.
bool form_is_chosen(const struct form *form, size_t field);

// Whether another row can be added to FORM_ROWS.
bool form_can_add(const struct form *form, size_t field);

// The editor that has the focus; NULL when it is something else.
const struct editor *form_focused_editor(const struct form *form);

// How many there are to choose from.
int form_choice_count(const struct form *form, size_t field);

#endif
