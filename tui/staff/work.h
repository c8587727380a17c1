// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What the first page still has to find out after it is there.
#ifndef KOMPASS_TUI_STAFF_WORK_H
#define KOMPASS_TUI_STAFF_WORK_H

#include "tui/staff/staff.h"

// Goes on for some milliseconds. True when there is more to be done; *news: the page shows something else now.
bool work_go_on(struct page *page, bool *news);

#endif
