// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Words found in a text as readers find them: whatever their case, their accents and the marks between them.
#ifndef KOMPASS_CORE_EDIT_FIND_H
#define KOMPASS_CORE_EDIT_FIND_H

#include "core/edit/edit.h"

// Where the words stand next, folded as text_fold() does: behind byte `from`, or before it when `back`; beyond the end it goes on
// at the other one. The bytes found go from *start to *end, in whole clusters. Words of which folding leaves nothing, such as a
// bracket, are looked for as they are. False when they are nowhere, or empty. Takes time by the length of the text.
bool edit_find(const struct edit *edit, const char *words, size_t from, bool back, size_t *start, size_t *end);

#endif
