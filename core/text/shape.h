// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Joins Arabic script for terminals that do not: each letter becomes the presentation form that its neighbours ask for.
#ifndef KOMPASS_CORE_TEXT_SHAPE_H
#define KOMPASS_CORE_TEXT_SHAPE_H

#include <stddef.h>
#include <stdint.h>

// Replaces letters by forms of Arabic Presentation Forms A and B, in logical order and in place, by the joining types
// of the Unicode Standard, chapter 9.2; lam and alef become one ligature (two characters fewer a cell). Returns the new
// count of characters, at most `count`. Letters without forms (Pashto ټ, Sorani ڕ and others) stay as they are.
size_t text_shape(uint32_t *characters, size_t count);

#endif
