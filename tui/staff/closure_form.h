// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The fields of a closure, fewer than its record has: what is written goes to the sheet at once, as a value when it is one, else
// as text that is typed and not yet right.
#ifndef KOMPASS_TUI_STAFF_CLOSURE_FORM_H
#define KOMPASS_TUI_STAFF_CLOSURE_FORM_H

#include "core/desk/closing.h"
#include "tui/kit/form.h"
#include "tui/staff/staff.h"

enum closure_field {
    CLOSURE_WHOM,  // an offer, an organization, all offices
    CLOSURE_WHICH, // chosen on a page of its own
    CLOSURE_FROM,
    CLOSURE_UNTIL,
    CLOSURE_HOW_OFTEN,
    CLOSURE_HOURS,
    CLOSURE_REASON,
    CLOSURE_SOURCE,
    CLOSURE_FIELDS,
};

struct closure_form {
    struct sheet *sheet;     // borrowed
    const struct view *view; // borrowed
    struct form form;
    struct form_field fields[CLOSURE_FIELDS];
    const char *scopes[4], *how_often[3]; // choices
    bool chosen;                // somebody said of whom it is: nobody closes all offices by overlooking a field
    enum closure_scope scope;   // as chosen; the record knows it once an offer or an organization is
    char offer[MODEL_ID_BYTES]; // the last one chosen
    char day[CLOCK_TIME_BYTES]; // that CLOSURE_FROM had when CLOSURE_UNTIL was filled in after it
};

// Describes the fields in the view's language, and fills them from the sheet unless that was done before.
void closure_form_open(struct closure_form *closure, struct page *page, struct sheet *sheet);
void closure_form_close(struct closure_form *closure);

// Fills all fields from the sheet anew.
void closure_form_fill(struct closure_form *closure, struct page *page);

// Puts what stands in the field that has the focus into the sheet.
void closure_form_take(struct closure_form *closure, struct page *page);

// An offer or an organization was chosen on a page of its own.
void closure_form_follow(struct closure_form *closure, struct page *page);

// Shows what a save found wrong at its field; false when it has none here.
bool closure_form_tell(struct closure_form *closure, const struct problem *problem);

#endif
