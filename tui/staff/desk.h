// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The sheets that are open on pages, one on top of the other: how one comes onto the desk and leaves it again.
#ifndef KOMPASS_TUI_STAFF_DESK_H
#define KOMPASS_TUI_STAFF_DESK_H

#include "core/desk/sheet.h"
#include "tui/staff/staff.h"

// Opens a thing: *resumed when it is the person's draft, otherwise as the database has it. It is not on the desk yet. STATUS_INVALID
// when it lies there already, further down: two sheets of one thing would be two drafts of it.
enum status desk_open(const struct staff *staff, struct sheet *sheet, const char *id, bool *resumed, struct problem *problem);

// Puts a sheet on top; it stays where it is in memory until it leaves.
void desk_put(struct staff *staff, struct sheet *sheet);

// Takes the topmost away and gives its leases back. What is unsaved is a draft from then on, or dropped. The sheet is the caller's to
// close.
void desk_leave(struct staff *staff, bool drop);

// Goes back to the page below with the id of what was saved.
struct request desk_give_back(const struct sheet *sheet);

// Saves a sheet and says what came of it; the saying is that of `saved` where it was saved. A new thing that nobody could use yet is
// withheld, as it would keep all the rest from being published. False when the database could not be used.
bool desk_save(struct page *page, struct sheet *sheet, enum staff_message saved, enum sheet_result *result,
               struct sheet_outcome *outcome);

// Whether the sheet is in the database as it is now.
bool desk_is_saved(enum sheet_result result);

#endif
