// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What became of a text: which of its words went, which came.
#ifndef KOMPASS_CORE_TEXT_DIFFERENCE_H
#define KOMPASS_CORE_TEXT_DIFFERENCE_H

#include "core/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum text_stretch_kind { DIFFERENCE_SAME, DIFFERENCE_REMOVED, DIFFERENCE_ADDED };

// A stretch of one of the texts, borrowed from it: of the old one where it was removed, otherwise of the new one.
struct text_stretch {
    enum text_stretch_kind kind;
    const char *text;
    size_t length; // bytes
};

// The stretches from beginning to end, in the arena: those that are the same and those that were added make up the new text. What
// was removed stands before what came in its place. The units are words, signs and line feeds (UAX #29); other blanks belong to
// the unit before them, and whether they changed is not asked. As few units as can be count as changed, unless both texts have more
// than a thousand of them in a row without one that is in both and in each but once. Takes at most some 2000 steps for each unit.
struct text_stretch *text_difference(struct arena *arena, const char *old, const char *new, size_t *count);

// Whether any was removed or added.
bool text_differs(const struct text_stretch *differences, size_t count);

#endif
