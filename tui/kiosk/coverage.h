// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// How much of a language a terminal can draw, by the letters that the interface has in it.
#ifndef KOMPASS_TUI_KIOSK_COVERAGE_H
#define KOMPASS_TUI_KIOSK_COVERAGE_H

#include "core/language/message.h"

struct coverage {
    size_t letters; // different ones beyond ASCII, as they are shown: Arabic ones in their joined forms
    size_t missing; // of these, not drawn
    long met;       // how often all of them come
    long unseen;    // how often those that are not drawn come
};

// Whether a character will be drawn when the language is set.
typedef bool coverage_draws(void *context, const struct language *language, uint32_t character);

// Lays out every message of the interface in the language of `messages` and asks `draws` for each letter.
struct coverage coverage_of(struct messages *messages, coverage_draws *draws, void *context);

// Whether one can read that: at most one letter of a hundred is missing.
bool coverage_suffices(const struct coverage *coverage);

#endif
