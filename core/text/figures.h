// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What of a text must be the same in every language: numbers, times, dates, addresses, whatever digits and separators they are
// written with.
#ifndef KOMPASS_CORE_TEXT_FIGURES_H
#define KOMPASS_CORE_TEXT_FIGURES_H

#include "core/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum figure_kind {
    FIGURE_PLACEHOLDER, // "{count}", "%s": as it stands
    FIGURE_WEB,         // "dessau-rosslau.de/amt": without scheme and "www."
    FIGURE_MAIL,        // in lower case
    FIGURE_PHONE,       // its digits, as dialled in Germany: "03402042133"
    FIGURE_DATE,        // "2026-12-24", without a year "12-24"
    FIGURE_TIME,        // "14:00"
    FIGURE_PRICE,       // of euros, as a number
    FIGURE_NUMBER,      // its digits, without separators of thousands and with a full stop before decimals: "4000", "12.5"
    FIGURE_MONTH,       // 1 to 12. Found by who knows the language, not here
    FIGURE_KINDS,
};

struct figure {
    enum figure_kind kind;
    const char *value;
    size_t start, end; // bytes in the text
    bool ordinal;      // a number with a full stop behind it, before another word: "1. Mai"
    bool in_word;      // a number right behind a letter: "B1"
};

// All figures of an accepted text (core/text/accept.h), in their order, in the arena. Digits are those of any script (decimal,
// UAX #44). "8 Uhr" is a time, "2 pm" too; "8–12 Uhr" is the number 8 and a time. Linear in the text's length.
struct figure *text_figures(struct arena *arena, const char *text, size_t *count);

#endif
