// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Joins Arabic script for terminals that do not: each letter becomes the presentation form that its neighbours ask for.
#ifndef KOMPASS_CORE_TEXT_SHAPE_H
#define KOMPASS_CORE_TEXT_SHAPE_H

#include <stddef.h>
#include <stdint.h>

// Replaces letters by forms of Arabic Presentation Forms A and B, in logical order and in place, by the joining types
// of the Unicode Standard, chapter 9.2; lam and alef become one ligature, so two characters become one. Returns the new
// count of characters, at most `count`. `places` are numbers of each, which stay with those that stay; or NULL.
//
// Arabic, Persian and Urdu's and Uyghur's basic letters have all forms. What Unicode has no forms for never changes its
// spelling: it takes another letter's form only where that looks the same (Sorani ە) or is canonically that letter and
// a mark (Urdu ۂ). All others (Sorani ڕ ڵ ێ, Pashto ټ ډ ړ ږ ښ ځ څ ګ ڼ ۍ, Urdu ۃ) stay nominal: drawn alone, while
// their neighbours join towards them as in a joined word.
size_t text_shape(uint32_t *characters, uint32_t *places, size_t count);

#endif
