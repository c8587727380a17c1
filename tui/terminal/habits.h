// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Habits of a terminal that curses knows nothing of: what we tell it while it is ours, and take back.
#ifndef KOMPASS_TUI_TERMINAL_HABITS_H
#define KOMPASS_TUI_TERMINAL_HABITS_H

#include "tui/terminal/probe.h"

#include <stdbool.h>
#include <stddef.h>

struct habits {
    bool pointer;     // reports what is pressed, moved while pressed, lifted
    bool orders_text; // may order text itself: told not to
    bool is_mlterm;   // and is told so in its own way, too
    bool reads_bytes; // did not read UTF-8: switched over
};

// Adds what is known of the terminal now. True when there is something to tell it that it was not told before.
bool habits_learn(struct habits *habits, const struct probe *probe);

// Tells the terminal of standard output our habits, or gives it its own back.
void habits_tell(const struct habits *habits, bool ours);

// Appends to the text in `bytes`, which has room for `size`, what gives the terminal its own habits back.
void habits_append_restoring(const struct habits *habits, char *bytes, size_t size);

#endif
