// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Most characters of a text are asked for several times: what they are is found once for each kind of character.
#include "core/text/find_characters.h"

#include <unicode/uchar.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static int kinds_of_direction(uint32_t character)
{
    switch (u_charDirection((UChar32)character)) {
    case U_LEFT_TO_RIGHT:
        return character < 0x80 ? ASCII_LETTER | LETTER | MAILBOX : character < 0xC0 ? 0 : LETTER;
    case U_DIR_NON_SPACING_MARK:
        return character < 0x0590 ? LETTER : 0;
    case U_RIGHT_TO_LEFT:
    case U_RIGHT_TO_LEFT_ARABIC:
    case U_ARABIC_NUMBER:
        return RIGHT_TO_LEFT;
    default:
        return 0;
    }
}

static int find_kinds(uint32_t character)
{
    static const struct {
        const char32_t *characters;
        int kinds;
    } sets[] = {
        {U"0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", DIGIT | MAILBOX},
        {U" \u00A0\u202F", SPACE},
        {U"-\u2010\u2011\u2012\u2013\u2014\u2212", DASH | PREFIX | JOINT},
        {U".,:/'’٫٬", SEPARATOR},
        {U"+§€$£<>≤≥≈~±#№*", PREFIX},
        {U".'’/&_:+*·\u00AD", JOINT},
        {U"([", OPENER},
        {U")]", CLOSER},
        {U"\"„“”«»", QUOTE},
        {U",.:;/&+|·'’!?", GAP},
        {U"._%+-", MAILBOX},
    };
    int kinds = kinds_of_direction(character);
    for (size_t i = 0; i < COUNT(sets); i++)
        if (is_one_of(character, sets[i].characters))
            kinds |= sets[i].kinds;
    return (kinds & (LETTER | DIGIT | PREFIX | MAILBOX)) != 0 ? kinds | BEGINNING : kinds;
}

// What no text has needed yet takes no memory.
uint16_t find_kinds_met[0x110000];

int find_meet(uint32_t character)
{
    return find_kinds_met[character] = (uint16_t)(find_kinds(character) | MET);
}

// ---- words -------------------------------------------------------------------------------------------------------

static uint32_t lower(const struct find_text *text, size_t index)
{
    uint32_t character = at(text, index);
    if (character < 0x80)
        return character >= 'A' && character <= 'Z' ? character + 0x20 : character;
    return (uint32_t)u_tolower((UChar32)character);
}

static bool ends_in(const struct find_text *text, size_t first, size_t end, const struct find_word *word, bool as_part)
{
    if (end - first < word->length)
        return false;
    for (size_t i = 1; i <= word->length; i++)
        if (lower(text, end - i) != word->characters[word->length - i])
            return false;
    return as_part || end - first == word->length || !is(at(text, end - word->length - 1), LETTER);
}

bool find_ends_in(const struct find_text *text, size_t first, size_t end, const struct find_word *words, size_t count,
                  bool as_part)
{
    uint32_t last = lower(text, end - 1);
    for (size_t i = 0; i < count; i++)
        if (words[i].characters[words[i].length - 1] == last && ends_in(text, first, end, &words[i], as_part))
            return true;
    return false;
}

size_t find_end_one_of(const struct find_text *text, size_t first, const struct find_word *words, size_t count)
{
    uint32_t initial = lower(text, first);
    for (size_t i = 0; i < count; i++) {
        size_t end = first + words[i].length;
        if (words[i].characters[0] == initial && ends_in(text, first, end, &words[i], true) &&
            !is(at(text, end), LETTER | DIGIT))
            return end;
    }
    return first;
}

bool find_is_month(const struct find_text *text, size_t first, size_t end)
{
    static const struct find_word months[] = {
        FIND_WORD(U"januar"),  FIND_WORD(U"februar"),  FIND_WORD(U"märz"),      FIND_WORD(U"april"),
        FIND_WORD(U"mai"),     FIND_WORD(U"juni"),     FIND_WORD(U"juli"),      FIND_WORD(U"august"),
        FIND_WORD(U"oktober"), FIND_WORD(U"november"), FIND_WORD(U"september"), FIND_WORD(U"dezember"),
    };
    return find_ends_in(text, first, end, months, COUNT(months), false);
}
