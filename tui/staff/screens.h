// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// All screens of the staff's program. A screen knows the others only by this list.
#ifndef KOMPASS_TUI_STAFF_SCREENS_H
#define KOMPASS_TUI_STAFF_SCREENS_H

#include "tui/kit/page.h"

extern const struct screen screen_work; // the first: what there is to do
extern const struct screen screen_menu; // everything else
extern const struct screen screen_staff_help;
extern const struct screen screen_things; // argument: a kind, or "kind?filter"; all things of it
extern const struct screen screen_record; // argument: a thing, "+kind" or "+thing"; a form for it

// Pages of one field of the record under edit (staff->sheet); argument: the path of the field.
extern const struct screen screen_choose;      // the thing that it leads to
extern const struct screen screen_choose_many; // the values of a list
extern const struct screen screen_text;        // a text in any language

#endif
