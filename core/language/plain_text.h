// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// German text parted into sentences and words, for the rules of plain language.
#ifndef KOMPASS_CORE_LANGUAGE_PLAIN_TEXT_H
#define KOMPASS_CORE_LANGUAGE_PLAIN_TEXT_H

#include "core/language/plain_words.h"

struct plain_word {
    const char *shown; // without punctuation around it; "" for a sign alone
    const char *lower; // the same in lower case
    const char *raw;   // with punctuation
    size_t at;         // byte of the text at which `shown` begins
    size_t letters;    // letters and digits
    bool capital;      // begins with a capital letter
    bool number;       // has a digit
    bool address;      // e-mail, web: no word of a language
    bool ends_clause;  // a comma, a semicolon or a colon follows
};

struct plain_sentence {
    const char *text;
    struct plain_word *words;
    size_t count;
    size_t length; // words as readers count them: a telephone number is one
};

// Parts a text of UTF-8; all is in the arena. A sentence ends at its full stop, not at that of an abbreviation or an
// ordinal, at a colon before a capital letter, and at a line feed; blank lines are nothing.
struct plain_sentence *plain_sentences(struct arena *arena, const struct plain_words *words, const char *text,
                                       size_t *count);

#endif
