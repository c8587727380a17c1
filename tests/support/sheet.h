// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A sheet to paint on, for tests of things that need no page: grid, canvas and view of one size and direction.
#ifndef KOMPASS_TESTS_SUPPORT_SHEET_H
#define KOMPASS_TESTS_SUPPORT_SHEET_H

#include "tui/kit/page.h"

struct sheet {
    struct arena arena;
    struct grid grid;
    struct view view;     // of the direction; without messages
    struct canvas canvas; // the whole grid
};

void sheet_open(struct sheet *sheet, int rows, int columns, enum text_direction direction);
void sheet_close(struct sheet *sheet);

// A row as it stands on the glass, without trailing blanks.
const char *sheet_row(struct sheet *sheet, int row);

// Fails the test unless the sheet's rows are these texts, ended by NULL, and the rows after them are blank.
void sheet_expect(struct sheet *sheet, const char *const *rows);

// Fails the test unless every wide character of the grid is whole.
void sheet_expect_whole(const struct grid *grid);

// Pseudo-random numbers, the same in every run: from 0 to `limit` - 1.
unsigned sheet_random(uint32_t *seed, unsigned limit);

// A text of up to `words` words in several scripts; in the arena.
char *sheet_random_text(struct arena *arena, uint32_t *seed, unsigned words);

#endif
