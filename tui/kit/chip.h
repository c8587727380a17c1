// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A word or two that a look should tell about a thing, such as that it is open now: in lists and at the head of its page.
#ifndef KOMPASS_TUI_KIT_CHIP_H
#define KOMPASS_TUI_KIT_CHIP_H

#include "tui/kit/page.h"

struct chip {
    const char *text;
    enum role role; // never says more than the text
    bool bound;     // would say too much without the next one, and is not there without it
};

// A chip in its place.
struct placed_chip {
    struct text_layout words;
    enum role role;
    int row, start; // from the first row of chips and their start edge
};

struct chip_layout {
    struct placed_chip *chips; // in the arena
    size_t count;
    int rows;
};

// Places chips one behind the other in at most so many rows and columns: each whole, or not there. One that is wider than a row
// has its rows to itself. The texts are borrowed.
void chips_lay_out(struct arena *arena, const struct view *view, const struct chip *chips, size_t count, int rows_max,
                   int columns, struct chip_layout *layout);

#endif
