// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// All screens of the staff's program. A screen knows the others only by this list.
#ifndef KOMPASS_TUI_STAFF_SCREENS_H
#define KOMPASS_TUI_STAFF_SCREENS_H

#include "tui/kit/page.h"

extern const struct screen screen_work; // the first: what there is to do
extern const struct screen screen_menu; // everything else
extern const struct screen screen_staff_help;

#endif
