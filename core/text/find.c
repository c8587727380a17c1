// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A grammar of what German offices write, by hand: what is found wrongly only keeps an order that it would not need.
#include "core/text/find.h"

#include "core/text/codepoints.h"

#include <stdbool.h>
#include <string.h>
#include <uchar.h>
#include <unicode/uchar.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

// What is looked at more than once is short, so that time stays linear.
enum {
    SCHEME_MAX = 8,   // letters before "://"
    MAILBOX_MAX = 64, // characters before "@"
    NUMBER_MAX = 64,  // characters
    PHONE_MAX = 30,   // characters
    GAP_MAX = 4,      // neutral characters between words
    BRACKETS_MAX = 3, // open in words at a time
};

static uint32_t at(const struct find_text *text, size_t index)
{
    return index < text->count ? text->characters[index] : 0;
}

// ---- characters --------------------------------------------------------------------------------------------------

// What a character can be, more than one of these.
enum kind {
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

static bool is_one_of(uint32_t character, const char32_t *set)
{
    for (; *set != 0; set++)
        if (*set == character)
            return true;
    return false;
}

static bool is_zero(uint32_t character)
{
    return character == '0' || character == 0x06F0 || character == 0x0660;
}

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
        {U"+§€$£", PREFIX},
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
static uint16_t kinds_met[0x110000];

// Apart from is(), which is to be inlined wherever it is called.
static __attribute__((noinline)) int meet(uint32_t character)
{
    return kinds_met[character] = (uint16_t)(find_kinds(character) | MET);
}

// Has the character one of the kinds?
static inline bool is(uint32_t character, int kinds)
{
    int met = kinds_met[character];
    return ((met != 0 ? met : meet(character)) & kinds) != 0;
}

bool text_find_may_begin(const struct find_text *text, size_t index)
{
    uint32_t character = at(text, index);
    return is(character, BEGINNING) || (character == '(' && is_zero(at(text, index + 1)));
}

// ---- addresses ---------------------------------------------------------------------------------------------------

static bool starts_with(const struct find_text *text, size_t index, const char *ascii)
{
    for (; *ascii != '\0'; ascii++, index++)
        if ((at(text, index) | 0x20) != (uint32_t)(unsigned char)*ascii)
            return false;
    return true;
}

static bool starts_mailbox(struct find_text *text, size_t first)
{
    if (first < text->mailbox_first || first >= text->mailbox_end) {
        text->mailbox_first = first;
        text->mailbox_end = first;
        while (is(at(text, text->mailbox_end), MAILBOX))
            text->mailbox_end++;
    }
    size_t end = text->mailbox_end;
    return end > first && end - first <= MAILBOX_MAX && at(text, end) == '@' && is(at(text, end + 1), LETTER | DIGIT);
}

static bool starts_address(struct find_text *text, size_t first)
{
    size_t end = first;
    while (end - first < SCHEME_MAX && is(at(text, end), ASCII_LETTER))
        end++;
    if (at(text, end) == ':' && end > first && at(text, end + 1) == '/' && at(text, end + 2) == '/')
        return true;
    if (at(text, end) == '.' && end == first + 3 && starts_with(text, first, "www") && is(at(text, end + 1), LETTER))
        return true;
    return starts_mailbox(text, first);
}

size_t text_find_address(struct find_text *text, size_t first)
{
    if (!starts_address(text, first))
        return first;
    size_t end = first;
    int open = 0;
    for (; end < text->count; end++) {
        uint32_t character = text->characters[end];
        if (character <= ' ' || is_one_of(character, U"<>\"«»„“”،؛؟") ||
            codepoint_role_of(character) != CODEPOINT_SPACING || is(character, SPACE))
            break;
        open += character == '(';
        if (character == ')' && open-- == 0)
            break;
    }
    while (is_one_of(at(text, end - 1), U".,:;!?'(")) // of the sentence, not of the address
        end--;
    return end;
}

// ---- numbers -----------------------------------------------------------------------------------------------------

struct number {
    size_t end;
    bool whole; // more than one plain number
};

static size_t end_digits(const struct find_text *text, size_t index)
{
    while (is(at(text, index), DIGIT))
        index++;
    return index;
}

// What follows the digits that end at `end`: more of them, with one separator at a time between.
static size_t extend_number(const struct find_text *text, size_t end)
{
    while (is(at(text, end), SEPARATOR) && is(at(text, end + 1), DIGIT))
        end = end_digits(text, end + 1);
    return end;
}

static size_t end_number(const struct find_text *text, size_t index)
{
    return extend_number(text, end_digits(text, index));
}

// May the two be the ends of a span, though there are blanks around the dash? Times, small numbers, or years.
static bool are_alike(const struct find_text *text, size_t first, size_t end, size_t second, size_t second_end)
{
    bool plain = end_digits(text, first) == end;
    if (plain != (end_digits(text, second) == second_end))
        return false;
    return !plain || end - first == second_end - second || (end - first <= 2 && second_end - second <= 2);
}

static size_t extend_span(const struct find_text *text, size_t first, size_t end)
{
    size_t next = end;
    bool spaced = is(at(text, next), SPACE);
    next += spaced;
    if (!is(at(text, next++), DASH) || is(at(text, next), SPACE) != spaced)
        return end;
    next += spaced;
    if (!is(at(text, next), DIGIT))
        return end;
    size_t next_end = end_number(text, next);
    return spaced && !are_alike(text, first, end, next, next_end) ? end : next_end;
}

// The next digits of a phone number behind `end`, or `end`. *open is whether a bracket is open.
static size_t extend_phone(const struct find_text *text, size_t end, bool *open)
{
    size_t next = end;
    bool opened = *open;
    for (; !is(at(text, next), DIGIT); next++) {
        uint32_t character = at(text, next);
        bool blank = is(character, SPACE) && !(next > end && is(at(text, next - 1), SPACE));
        bool opens = character == '(' && !opened && is_zero(at(text, next + 1));
        bool closes = character == ')' && opened;
        if (next - end == GAP_MAX || !(blank || opens || closes || character == '/' || is(character, DASH)))
            return end;
        opened = opens || (opened && !closes);
    }
    size_t next_end = end_digits(text, next);
    if (is(at(text, next_end), SEPARATOR) && at(text, next_end) != '/' && is(at(text, next_end + 1), DIGIT))
        return end; // a time or an amount
    bool aside = is(at(text, end), SPACE) && is(at(text, end + 1), DASH);
    uint32_t behind = at(text, next_end + is(at(text, next_end), SPACE));
    if (aside && is(behind, LETTER | RIGHT_TO_LEFT))
        return end; // "0340 204-0 – 24 Stunden"
    *open = opened;
    return next_end;
}

// The phone number whose first digits end at `end`: the last place where no bracket is open.
static size_t end_phone(const struct find_text *text, size_t first, size_t end, bool open)
{
    size_t whole = open ? first : end;
    while (end - first < PHONE_MAX) {
        if (open && at(text, end) == ')')
            whole = end + 1;
        size_t next = extend_phone(text, end, &open);
        if (next == end)
            break;
        end = next;
        if (!open)
            whole = end;
    }
    return whole;
}

// Groups of three digits: thousands, and numbers such as 116 016.
static size_t extend_groups(const struct find_text *text, size_t first, size_t end)
{
    if (end - first > 3 || end_digits(text, first) != end)
        return end;
    while (is(at(text, end), SPACE) && end_digits(text, end + 1) == end + 4 && end_number(text, end + 1) == end + 4)
        end += 4;
    return end;
}

// A unit behind a number, with a blank before it or without.
static size_t extend_unit(const struct find_text *text, size_t end)
{
    static const char *const units[] = {"uhr", "euro", "eur", "cent", "km", "kg", "min"};
    size_t unit = end + is(at(text, end), SPACE);
    if (is_one_of(at(text, unit), U"%‰€$£°"))
        return unit + 1 + (at(text, unit) == U'°' && at(text, unit + 1) == 'C');
    uint32_t initial = at(text, unit) | 0x20;
    for (size_t i = 0; i < COUNT(units); i++)
        if (initial == (uint32_t)units[i][0] && starts_with(text, unit, units[i]) &&
            !is(at(text, unit + strlen(units[i])), LETTER | DIGIT))
            return unit + strlen(units[i]);
    return end;
}

// What may stand before a number and belong to it: a sign, a currency, or the sign of a section.
static size_t end_prefix(const struct find_text *text, size_t first)
{
    size_t end = first;
    if (!is(at(text, end), PREFIX))
        return first;
    if (at(text, end) == U'§') {
        end += 1 + (at(text, end + 1) == U'§');
        end += is(at(text, end), SPACE);
    } else if (is_one_of(at(text, end), U"€$£")) {
        end += 1 + is(at(text, end + 1), SPACE);
    } else {
        end++;
    }
    return is(at(text, end), DIGIT) ? end : first;
}

static bool starts_number(const struct find_text *text, size_t index)
{
    return is(at(text, index), DIGIT) || end_prefix(text, index) > index;
}

static struct number read_number(const struct find_text *text, size_t first)
{
    bool open = at(text, first) == '(' && is_zero(at(text, first + 1));
    size_t digits = open ? first + 1 : end_prefix(text, first);
    if (!is(at(text, digits), DIGIT))
        return (struct number){first, false};
    size_t digits_end = end_digits(text, digits);
    size_t plain_end = extend_number(text, digits_end);
    bool dialled = is_zero(at(text, digits)) && digits_end - digits >= 3;
    bool slashed = at(text, digits_end) == '/' || plain_end == digits_end;
    size_t end = plain_end;
    if ((dialled && slashed) || at(text, first) == '+')
        end = end_phone(text, first, digits_end, open);
    else if (open)
        return (struct number){first, false};
    if (end <= plain_end && end > first)
        end = extend_groups(text, digits, plain_end);
    if (codepoint_is_arabic_digit(at(text, digits))) // spans and amounts have the order of the text around them (UAX #9, AN)
        return (struct number){end, end > plain_end};
    for (size_t next = extend_span(text, digits, end); next > end; next = extend_span(text, digits, end))
        end = next;
    if (at(text, first) == U'§' && is(at(text, end), LETTER) && !is(at(text, end + 1), LETTER))
        end++; // § 16a
    end = extend_unit(text, end);
    return (struct number){end, end > plain_end || digits > first};
}

// The text as far as it may be looked at for one number.
static struct find_text near(const struct find_text *text, size_t first)
{
    bool whole = text->count - first <= NUMBER_MAX;
    return (struct find_text){.characters = text->characters, .count = whole ? text->count : first + NUMBER_MAX};
}

static struct number find_number(const struct find_text *text, size_t first)
{
    const struct find_text part = near(text, first);
    return read_number(&part, first);
}

size_t text_find_numbers(const struct find_text *text, size_t first)
{
    if (!is(at(text, first), DIGIT | PREFIX) && at(text, first) != '(')
        return first;
    struct number number = find_number(text, first);
    return number.whole && !is(at(text, number.end), LETTER) ? number.end : first;
}

// ---- words -------------------------------------------------------------------------------------------------------

// Words with what stands between them, as far as they are read.
struct phrase {
    size_t first;
    size_t first_end; // of the first word or number
    size_t end;       // of the last one
    size_t last;      // where that begins
    size_t whole;     // the last end at which neither bracket nor quotation was open
    int brackets;     // open now
    bool quoted;
    bool with_number; // the last is a number
};

// Letters, marks and digits, and what stands between two of them without a blank: "B1/B2", "4-Zimmer", "e.V".
static size_t end_word(const struct find_text *text, size_t index)
{
    for (;; index++) {
        uint32_t character = at(text, index);
        if (is(character, LETTER | DIGIT))
            continue;
        if (!is(character, JOINT) || !is(at(text, index + 1), LETTER | DIGIT))
            return index;
    }
}

// Is what begins at `first` a number, not a word such as "2-Zimmer-Wohnung"?
static bool is_number(const struct find_text *text, size_t first)
{
    if (!starts_number(text, first))
        return false;
    const struct find_text part = near(text, first);
    size_t end = end_word(&part, first);
    for (size_t i = first; i < end; i++)
        if (is(at(text, i), LETTER))
            return false;
    return true;
}

// Reads the neutral characters behind the phrase; false when nothing can follow them. *next is what follows.
static bool cross_gap(const struct find_text *text, struct phrase *phrase, size_t *next)
{
    size_t index = phrase->end;
    for (; index - phrase->end < GAP_MAX; index++) {
        uint32_t character = at(text, index);
        if (character == ' ')
            continue;
        if (is(character, LETTER) || starts_number(text, index))
            break;
        if (is(character, OPENER)) {
            if (phrase->brackets++ == BRACKETS_MAX)
                return false;
        } else if (is(character, CLOSER)) {
            if (phrase->brackets-- == 0)
                return false;
        } else if (is(character, QUOTE)) {
            phrase->quoted = !phrase->quoted;
        } else if (!is(character, SPACE | DASH | GAP)) {
            return false;
        }
    }
    *next = index;
    return index > phrase->end && (is(at(text, index), LETTER) || starts_number(text, index));
}

// A word in lower case.
struct word {
    const char32_t *characters;
    size_t length;
};

#define WORD(text) {text, COUNT(text) - 1}

// Does the text from `first` to `end` end in `word`, whole or as the last part of a compound, in any case?
static bool ends_in(const struct find_text *text, size_t first, size_t end, const struct word *word, bool as_part)
{
    if (end - first < word->length)
        return false;
    for (size_t i = 1; i <= word->length; i++)
        if ((uint32_t)u_tolower((UChar32)at(text, end - i)) != word->characters[word->length - i])
            return false;
    return as_part || end - first == word->length || !is(at(text, end - word->length - 1), LETTER);
}

static bool ends_in_one_of(const struct find_text *text, size_t first, size_t end, const struct word *words,
                           size_t count, bool as_part)
{
    uint32_t last = (uint32_t)u_tolower((UChar32)at(text, end - 1));
    for (size_t i = 0; i < count; i++)
        if (words[i].characters[words[i].length - 1] == last && ends_in(text, first, end, &words[i], as_part))
            return true;
    return false;
}

static bool is_month(const struct find_text *text, size_t first, size_t end)
{
    static const struct word months[] = {
        WORD(U"januar"), WORD(U"februar"), WORD(U"märz"),      WORD(U"april"),   WORD(U"mai"),      WORD(U"juni"),
        WORD(U"juli"),   WORD(U"august"),  WORD(U"september"), WORD(U"oktober"), WORD(U"november"), WORD(U"dezember"),
    };
    return ends_in_one_of(text, first, end, months, COUNT(months), false);
}

// Is the word one that a number follows: of a street, of a date, or of what is counted, cited or called?
static bool leads_number(const struct find_text *text, size_t first, size_t end)
{
    static const struct word streets[] = {
        WORD(U"straße"), WORD(U"strasse"), WORD(U"str"),  WORD(U"weg"),   WORD(U"platz"), WORD(U"allee"),
        WORD(U"markt"),  WORD(U"gasse"),   WORD(U"ring"), WORD(U"damm"),  WORD(U"ufer"),  WORD(U"chaussee"),
        WORD(U"hof"),    WORD(U"graben"),  WORD(U"wall"), WORD(U"steig"),
    };
    static const struct word leaders[] = {
        WORD(U"nr"),    WORD(U"abs"),   WORD(U"absatz"),  WORD(U"art"),      WORD(U"artikel"),
        WORD(U"satz"),  WORD(U"sgb"),   WORD(U"haus"),    WORD(U"raum"),     WORD(U"zimmer"),
        WORD(U"etage"), WORD(U"tel"),   WORD(U"telefon"), WORD(U"fax"),      WORD(U"bus"),
        WORD(U"linie"), WORD(U"seite"), WORD(U"gleis"),   WORD(U"postfach"),
    };
    if (at(text, end) == '.' || is_month(text, first, end))
        return true;
    if (ends_in_one_of(text, first, end, streets, COUNT(streets), true))
        return true;
    return ends_in_one_of(text, first, end, leaders, COUNT(leaders), false);
}

// Is the word the first of a street's name such as "Am Bahnhof" or "An der Mulde"?
static bool starts_place(const struct find_text *text, size_t first, size_t end)
{
    static const struct word places[] = {
        WORD(U"am"), WORD(U"an"), WORD(U"im"), WORD(U"zum"), WORD(U"zur"), WORD(U"auf"), WORD(U"unter"),
    };
    return ends_in_one_of(text, first, end, places, COUNT(places), false);
}

// Does the number from `first` to `end`, which stands behind the phrase's words, belong to them?
static bool belongs(const struct find_text *text, const struct phrase *phrase, size_t first,
                    const struct number *number)
{
    bool sections = at(text, phrase->first) == U'§' && at(text, phrase->first + 1) == U'§';
    if (sections || (!phrase->with_number && (starts_place(text, phrase->first, phrase->first_end) ||
                                              leads_number(text, phrase->last, phrase->end))))
        return true;
    struct phrase after = {.end = number->end, .brackets = phrase->brackets};
    size_t next;
    if (cross_gap(text, &after, &next) && is(at(text, next), LETTER))
        return true;
    size_t behind = number->end + is(at(text, number->end), SPACE);
    return !number->whole && first == phrase->end + 1 && is(at(text, phrase->end), SPACE) &&
           !is(at(text, behind), RIGHT_TO_LEFT);
}

// Does a word behind the number belong to it: "06844 Dessau", "§ 16 Abs.", "23. November"?
static bool leads_words(const struct find_text *text, size_t first, const struct number *number)
{
    size_t end = number->end;
    if (at(text, first) == U'§')
        return true;
    if (is(at(text, end), SPACE) && is(at(text, end + 1), LETTER))
        return !number->whole && end - first == 5 && end_digits(text, first) == end;
    return at(text, end) == '.' && is(at(text, end + 1), SPACE) && is_month(text, end + 2, end_word(text, end + 2));
}

// Takes the word or number at `first` up; false when it does not belong to the phrase.
static bool take(const struct find_text *text, struct phrase *phrase, size_t first)
{
    bool with_number = is_number(text, first);
    size_t end;
    if (with_number) {
        struct number number = find_number(text, first);
        if (first == phrase->first ? !leads_words(text, first, &number) : !belongs(text, phrase, first, &number))
            return false;
        end = number.end;
    } else {
        end = end_word(text, first);
    }
    if (first == phrase->first)
        phrase->first_end = end;
    phrase->last = first;
    phrase->end = end;
    phrase->with_number = with_number;
    if (phrase->brackets == 0 && !phrase->quoted)
        phrase->whole = phrase->end;
    return true;
}

// What ends the phrase's last word or closes what it opened: "C++", "e.V.", "Haus (Süd)".
static size_t end_phrase(const struct find_text *text, const struct phrase *phrase)
{
    size_t end = phrase->end;
    if (phrase->brackets == 1 && !phrase->quoted && is(at(text, end), CLOSER))
        return end + 1;
    if (phrase->brackets == 0 && phrase->quoted && is_one_of(at(text, end), U"\"“”«»"))
        return end + 1;
    if (phrase->whole != end)
        return phrase->whole;
    while (is_one_of(at(text, end), U"+#"))
        end++;
    bool initials = end - phrase->last >= 3 && at(text, end - 2) == '.' && is(at(text, end - 1), LETTER);
    return end + (initials && at(text, end) == '.');
}

// Are the brackets that are open at `index` closed, before anything that words do not reach across? If not, what is
// behind them is read in vain, and again for the words in them.
static bool are_closed(const struct find_text *text, size_t index, int open)
{
    for (; index < text->count && open > 0 && open <= BRACKETS_MAX; index++) {
        uint32_t character = text->characters[index];
        if (is(character, OPENER))
            open++;
        else if (is(character, CLOSER))
            open--;
        else if (character == '\n' || (is(character, RIGHT_TO_LEFT) && !is(character, DIGIT)))
            return false;
    }
    return open == 0;
}

size_t text_find_words(struct find_text *text, size_t first)
{
    struct phrase phrase = {.first = first, .end = first, .whole = first};
    size_t next = first;
    if (!is(at(text, first), LETTER) && !starts_number(text, first))
        return first;
    struct phrase further = phrase;
    while (take(text, &further, next)) {
        phrase = further;
        if (!cross_gap(text, &further, &next) || starts_address(text, next))
            break;
        int opened = further.brackets - phrase.brackets;
        if (opened > 0 && !are_closed(text, next, opened))
            break;
    }
    return phrase.end == first ? first : end_phrase(text, &phrase);
}
