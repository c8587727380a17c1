// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A slate to paint on, for tests of things that need no page: grid, canvas and view of one size and direction.
#ifndef KOMPASS_TESTS_SUPPORT_SLATE_H
#define KOMPASS_TESTS_SUPPORT_SLATE_H

#include "tui/kit/page.h"

struct slate {
    struct arena arena;
    struct grid grid;
    struct view view;     // of the direction; without messages
    struct canvas canvas; // the whole grid
};

void slate_open(struct slate *slate, int rows, int columns, enum text_direction direction);
void slate_close(struct slate *slate);

// A row as it stands on the glass, without trailing blanks.
const char *slate_row(struct slate *slate, int row);

// Fails the test unless the slate's rows are these texts, ended by NULL, and the rows after them are blank.
void slate_expect(struct slate *slate, const char *const *rows);

// Fails the test unless every wide character of the grid is whole.
void slate_expect_whole(const struct grid *grid);

// Pseudo-random numbers, the same in every run: from 0 to `limit` - 1.
unsigned slate_random(uint32_t *seed, unsigned limit);

// A text of up to `words` words in several scripts; in the arena.
char *slate_random_text(struct arena *arena, uint32_t *seed, unsigned words);

#endif
