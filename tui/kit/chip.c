// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Half a chip would say something else than the whole, so none is ever cut.
#include "tui/kit/chip.h"

enum { CHIP_GAP = 2 }; // cells between two chips

void chips_lay_out(struct arena *arena, const struct view *view, const struct chip *chips, size_t count, int rows_max,
                   int columns, struct chip_layout *layout)
{
    int row = 0, start = 0;         // where the next one may stand,
    struct chip_layout before = {0}; // and what there was before this one and the one that is bound to it
    int before_row = 0, before_start = 0;
    *layout = (struct chip_layout){.chips = arena_allocate(arena, count, sizeof *layout->chips)};
    for (size_t i = 0; i < count && rows_max > 0; i++) {
        struct text_options options = view_text_options(view, columns);
        struct text_layout words;
        options.max_lines = rows_max + 1;
        text_lay_out(arena, chips[i].text, &options, &words);
        bool fits = start == 0 || (words.count == 1 && start + CHIP_GAP + words.lines[0].width <= columns);
        int at = fits ? row : row + 1;
        bool follows = i > 0 && chips[i - 1].bound;
        if (!follows) {
            before = *layout;
            before_row = row;
            before_start = start;
        }
        if (at + (int)words.count > rows_max) {
            *layout = before;
            row = before_row;
            start = before_start;
            continue;
        }
        int place = fits && start > 0 ? start + CHIP_GAP : 0;
        layout->chips[layout->count++] = (struct placed_chip){words, chips[i].role, at, place};
        row = at + (int)words.count - 1;
        start = words.count > 1 ? columns : place + words.lines[0].width;
        layout->rows = row + 1;
    }
}
