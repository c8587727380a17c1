// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Frames and pictures give no ink: they change with the focus, and all blanks beside them would with them.
#include "tui/terminal/ink.h"

static bool is_blank(const struct grid_cell *cell)
{
    return cell->base == ' ' && cell->marks[0] == 0;
}

static bool gives_ink(const struct grid_cell *cell)
{
    return cell->role != ROLE_RULE && cell->role < ROLE_PICTURE;
}

static void take_ink(const struct ink *inks, struct grid_cell *blank, const struct grid_cell *from)
{
    if (!is_blank(blank) || blank->role >= ROLE_COUNT || !gives_ink(from))
        return;
    const struct ink *own = &inks[blank->role];
    const struct ink *other = &inks[from->role];
    if (own->ground == other->ground && !own->marks_blanks && !other->marks_blanks)
        blank->role = from->role;
}

void ink_share(const struct ink *inks, struct grid_cell *cells, const uint8_t *contrast, int columns)
{
    int first = 0;
    while (first < columns && is_blank(&cells[first]))
        first++;
    for (int column = 0; first < columns && column < columns; column++)
        if (column != first && contrast[column] == 0)
            take_ink(inks, &cells[column], &cells[column < first ? first : column - 1]);
}
