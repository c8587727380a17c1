// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What a record's page says unasked while it is being written: that there is something called like it, and that what changed is
// newer than its source. It never forbids.
#ifndef KOMPASS_TUI_STAFF_ADVICE_H
#define KOMPASS_TUI_STAFF_ADVICE_H

#include "core/desk/names.h"
#include "tui/staff/record_form.h"

struct advice {
    struct known_names *names; // of the kind; read when the first letter of a new name is written; owned
    bool older;                // what was saved last has an older source
};

// The field `place` was written in: if it is what a new thing is called by, those that are called alike are told at it, or are told no
// more. True when the form is to be laid out again.
bool advice_written(struct advice *advice, struct record_form *record, const struct view *view, size_t place);

// To be called before a save and after it: facts that changed while the date of the source and the day of the check did not are told
// at the date of the source. The second gives whether they are.
void advice_before_save(struct advice *advice, const struct sheet *sheet, const struct view *view);
bool advice_after_save(const struct advice *advice, struct record_form *record, const struct view *view);

// Tells at the day of the check that facts are overdue, or no more that they are: when the record is opened, and after it was saved or
// stamped.
void advice_overdue(struct record_form *record, const struct view *view);

void advice_close(struct advice *advice);

#endif
