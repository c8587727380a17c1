// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to document*.c: what laying out leaves to moving and painting.
#ifndef KOMPASS_TUI_KIT_DOCUMENT_PRIVATE_H
#define KOMPASS_TUI_KIT_DOCUMENT_PRIVATE_H

#include "tui/kit/choice.h"
#include "tui/kit/document.h"

#define NO_LINK SIZE_MAX

// One line of the whole document: a text, and something before it. NULL where there is nothing.
struct document_line {
    const struct text_line *text, *aside;
    int start, aside_start;
    enum role role, aside_role;
    size_t link; // that the line belongs to, or NO_LINK
    size_t block;
    int cells;   // of the block's text before the line, each line with the blank at which it was broken
};

// Where a link stands.
struct document_place {
    int top, bottom; // its lines: the first, and the one behind the last
    struct choice_gutter gutter;
};

// Makes lines of the blocks, and places of the links, for document->columns; in the arena.
void document_make_lines(struct document *document, struct arena *arena, const struct view *view);

#endif
