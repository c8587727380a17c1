// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// In which ink blanks are sent. Nobody sees it, but each change of colours costs the terminal about twenty bytes, and those of blanks were a
// third of what a list sends when it scrolls.
#ifndef KOMPASS_TUI_TERMINAL_INK_H
#define KOMPASS_TUI_TERMINAL_INK_H

#include "tui/kit/grid.h"

struct ink {
    int ground;        // any number: blanks on equal ones look alike
    bool marks_blanks; // underlined or reversed, so that a blank is seen
};

// Gives blanks of a row the role of what stands before them, and those that begin it that of the first thing in it, where they look the
// same. `inks` are those of all roles. `contrast` is order_row()'s: a cell that has some keeps its role.
void ink_share(const struct ink *inks, struct grid_cell *cells, const uint8_t *contrast, int columns);

#endif
