// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// How much of a language a terminal can draw, by the letters that the interface has in it.
#ifndef KOMPASS_TUI_KIOSK_COVERAGE_H
#define KOMPASS_TUI_KIOSK_COVERAGE_H

#include "core/language/message.h"
#include "generated/kiosk_messages.h"

enum { COVERAGE_CHARACTERS = 0x10000 }; // no console draws what is beyond

// How often the interface shows each character in one language.
struct letters_shown {
    const struct language *language;
    uint32_t times[COVERAGE_CHARACTERS]; // 0 for what is no letter, and for ASCII
};

struct coverage {
    size_t letters; // different ones beyond ASCII, as they are shown: Arabic ones in their joined forms
    size_t missing; // of these, not drawn
    long met;       // how often all of them come
    long unseen;    // how often those that are not drawn come
};

// Lays out the messages from `first` to `last` in the language of `messages` and counts their letters.
void coverage_count(struct messages *messages, enum kiosk_message first, enum kiosk_message last, struct letters_shown *shown);

// Whether a character will be drawn when the language is set.
typedef bool coverage_draws(void *context, const struct language *language, uint32_t character);

// Asks `draws` for each letter.
struct coverage coverage_of(const struct letters_shown *shown, coverage_draws *draws, void *context);

// Whether one can read that: at most one letter of a hundred is missing.
bool coverage_suffices(const struct coverage *coverage);

#endif
