// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What is printed of a page: the same records and sentences as on the screen, in the reader's language, with the German names that stand at
// the door. Nothing of the visit is in it: not what was answered on the way to a result, nor when it was.
#ifndef KOMPASS_TUI_KIOSK_PAPER_H
#define KOMPASS_TUI_KIOSK_PAPER_H

#include "core/output/paper.h"
#include "tui/kiosk/kiosk.h"

// In place of a thing's id: the page of the emergency numbers.
#define PAPER_OF_EMERGENCY "emergency"

// The paper of the page's argument, in its data: an offer, a guide, the emergency page, a situation with what helps. False when nothing of
// it is printed, or it is gone.
bool paper_of_page(struct page *page, struct paper *paper);

#endif
