// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What of the pages that visitors see is counted (docs/privacy.md).
#ifndef KOMPASS_TUI_KIOSK_COUNTING_H
#define KOMPASS_TUI_KIOSK_COUNTING_H

#include "tui/kiosk/kiosk.h"

// The day and hour to count under; borrowed from `now`. NULL when the clock may show another day: one that nothing has disciplined for
// long is off by minutes, no more.
const struct local_time *counting_time(const struct kiosk *kiosk, const struct local_time *now);

// Counts the page on top, unless it is the one counted last. For each turn of the loop.
void counting_see(struct kiosk *kiosk, const struct page *top);

#endif
