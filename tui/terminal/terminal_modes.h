// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Modes of a terminal that curses knows nothing of: what we tell it while it is ours, and take back.
#ifndef KOMPASS_TUI_TERMINAL_TERMINAL_MODES_H
#define KOMPASS_TUI_TERMINAL_TERMINAL_MODES_H

#include "tui/terminal/probe.h"

#include <stdbool.h>
#include <stddef.h>

struct terminal_modes {
    bool pointer;     // reports what is pressed, moved while pressed, lifted
    bool orders_text; // may order text itself: told not to
    bool is_mlterm;   // and is told so in its own way, too
    bool pastes;      // marks what is pasted
    bool reads_bytes; // did not read UTF-8: switched over
};

// Adds what is known of the terminal now. True when there is something to tell it that it was not told before.
bool terminal_modes_learn(struct terminal_modes *modes, const struct probe *probe);

// Tells the terminal of standard output our modes, or gives it its own back.
void terminal_modes_tell(const struct terminal_modes *modes, bool ours);

// Appends to the text in `bytes`, which has room for `size`, what gives the terminal its own modes back.
void terminal_modes_append_restoring(const struct terminal_modes *modes, char *bytes, size_t size);

#endif
