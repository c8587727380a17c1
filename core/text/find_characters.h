// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to find*.c and figures.c: what a character can be, and how words and digits are read, for those who look for numbers
// and words.
#ifndef KOMPASS_CORE_TEXT_FIND_CHARACTERS_H
#define KOMPASS_CORE_TEXT_FIND_CHARACTERS_H

#include "core/text/find.h"

#include <uchar.h>

// What a character can be, more than one of these.
enum find_kind {
    ASCII_LETTER = 1 << 0,
    LETTER = 1 << 1, // of a left-to-right script, or a mark on one
    RIGHT_TO_LEFT = 1 << 2,
    DIGIT = 1 << 3, // European, Persian or Arabic-Indic
    SPACE = 1 << 4,
    DASH = 1 << 5,
    SEPARATOR = 1 << 6, // between digits
    PREFIX = 1 << 7,    // may stand before a number and belong to it
    JOINT = 1 << 8,     // between letters or digits of a word
    OPENER = 1 << 9,
    CLOSER = 1 << 10,
    QUOTE = 1 << 11,
    GAP = 1 << 12,     // between words, beside dashes and spaces
    MAILBOX = 1 << 13, // before "@"
    BEGINNING = 1 << 14,
    MET = 1 << 15, // with what it is
};

// The kinds of each character that was met; 0 of the others.
extern uint16_t find_kinds_met[0x110000];

// Finds a character's kinds, and keeps them.
int find_meet(uint32_t character);

// Has the character one of the kinds?
static inline bool is(uint32_t character, int kinds)
{
    int met = find_kinds_met[character];
    return ((met != 0 ? met : find_meet(character)) & kinds) != 0;
}

static inline uint32_t at(const struct find_text *text, size_t index)
{
    return index < text->count ? text->characters[index] : 0;
}

static inline bool is_one_of(uint32_t character, const char32_t *set)
{
    for (; *set != 0; set++)
        if (*set == character)
            return true;
    return false;
}

static inline bool is_zero(uint32_t character)
{
    return character == '0' || character == 0x06F0 || character == 0x0660;
}

static inline bool is_capital(uint32_t character)
{
    return (character >= 'A' && character <= 'Z') || is_one_of(character, U"ÄÖÜ");
}

static inline size_t end_digits(const struct find_text *text, size_t index)
{
    while (is(at(text, index), DIGIT))
        index++;
    return index;
}

// The end of letters, marks and digits, and of what stands between two of them without a blank: "B1/B2", "4-Zimmer",
// "e.V".
static inline size_t end_word(const struct find_text *text, size_t index)
{
    for (;; index++) {
        uint32_t character = at(text, index);
        if (is(character, LETTER | DIGIT))
            continue;
        if (!is(character, JOINT) || !is(at(text, index + 1), LETTER | DIGIT))
            return index;
    }
}

// A word in lower case.
struct find_word {
    const char32_t *characters;
    size_t length;
};

#define FIND_WORD(text)                                                                                                \
    {                                                                                                                  \
        text, sizeof(text) / sizeof *(text)-1                                                                          \
    }

// Does the text from `first` to `end` end in one of the words, in any case: whole, or also as the last part of a
// compound?
bool find_ends_in(const struct find_text *text, size_t first, size_t end, const struct find_word *words, size_t count,
                  bool as_part);

// The end of that one of the words, in any case, which is the whole word at `first`; `first` for none.
size_t find_end_one_of(const struct find_text *text, size_t first, const struct find_word *words, size_t count);

// Is that a month's name in German?
bool find_is_month(const struct find_text *text, size_t first, size_t end);

// ---- numbers -----------------------------------------------------------------------------------------------------

enum { FIND_NUMBER_MAX = 64 }; // characters of one number

// The text as far as it may be looked at for one number.
static inline struct find_text find_near(const struct find_text *text, size_t first)
{
    bool whole = text->count - first <= FIND_NUMBER_MAX;
    struct find_text near = *text;
    near.count = whole ? text->count : first + FIND_NUMBER_MAX;
    return near;
}

// Meets the digits that begin at `first`, with what stands between.
void find_run(struct find_text *text, size_t first);

// The end of the run met last, as far as the text goes, where `index` is in it; else `index`.
static inline size_t find_end_of_run(const struct find_text *text, size_t index)
{
    if (index < text->run_first || index >= text->run_end || index >= text->count)
        return index;
    size_t end = text->run_end < text->count ? text->run_end : text->count;
    return is(at(text, end - 1), DIGIT) ? end : end - 1;
}

// The number that begins at `first`; its end is `first` when none does.
struct find_number find_number(const struct find_text *text, size_t first);

bool find_starts_number(const struct find_text *text, size_t index);

// The end of the phone number that begins at `first` and looks like one: with "+", "0" or a bracket. `first` for none.
size_t find_phone(const struct find_text *text, size_t first);

// The end of an account number in groups or of a car's number, which begin with letters: "DE89 3704 0044 …",
// "DE-AB 123". `first` for none.
size_t find_code(const struct find_text *text, size_t first);

// Does the number from `first` to `end` end in a time of day with minutes ("08:00"), or, if asked, in a date?
bool find_is_time(const struct find_text *text, size_t first, size_t end, bool or_date);

#endif
