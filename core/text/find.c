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

struct text {
    const uint32_t *characters;
    size_t count;
};

static uint32_t at(const struct text *text, size_t index)
{
    return index < text->count ? text->characters[index] : 0;
}

// ---- characters --------------------------------------------------------------------------------------------------

static bool is_arabic_digit(uint32_t character)
{
    return character >= 0x0660 && character <= 0x0669;
}

// European, Persian or Arabic-Indic.
static bool is_digit(uint32_t character)
{
    return (character >= '0' && character <= '9') || (character >= 0x06F0 && character <= 0x06F9) ||
           is_arabic_digit(character);
}

static bool is_zero(uint32_t character)
{
    return character == '0' || character == 0x06F0 || character == 0x0660;
}

static bool is_ascii_letter(uint32_t character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

// A letter of a left-to-right script, or a mark on one.
static bool is_letter(uint32_t character)
{
    if (character < 0x80)
        return is_ascii_letter(character);
    if (character < 0xC0)
        return false;
    UCharDirection direction = u_charDirection((UChar32)character);
    return direction == U_LEFT_TO_RIGHT || (direction == U_DIR_NON_SPACING_MARK && character < 0x0590);
}

static bool is_right_to_left(uint32_t character)
{
    UCharDirection direction = u_charDirection((UChar32)character);
    return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC || direction == U_ARABIC_NUMBER;
}

static bool is_space(uint32_t character)
{
    return character == ' ' || character == CODEPOINT_NBSP || character == 0x202F; // NARROW NO-BREAK SPACE
}

static bool is_dash(uint32_t character)
{
    return character == '-' || (character >= 0x2010 && character <= 0x2014) || character == 0x2212; // MINUS SIGN
}

static bool is_one_of(uint32_t character, const char32_t *set)
{
    for (; *set != 0; set++)
        if (*set == character)
            return true;
    return false;
}

bool text_find_may_begin(const uint32_t *characters, size_t count, size_t index)
{
    const struct text text = {characters, count};
    uint32_t character = characters[index];
    if (character >= 0x80)
        return true;
    return is_ascii_letter(character) || is_digit(character) || is_one_of(character, U"._%+-$") ||
           (character == '(' && is_zero(at(&text, index + 1)));
}

// ---- addresses ---------------------------------------------------------------------------------------------------

static bool is_mailbox(uint32_t character)
{
    if (character < 0x80)
        return is_ascii_letter(character) || (character >= '0' && character <= '9') || character == '.' ||
               character == '_' || character == '%' || character == '+' || character == '-';
    return is_digit(character);
}

static bool starts_with(const struct text *text, size_t index, const char *ascii)
{
    for (; *ascii != '\0'; ascii++, index++)
        if ((at(text, index) | 0x20) != (uint32_t)(unsigned char)*ascii)
            return false;
    return true;
}

static bool starts_address(const struct text *text, size_t first)
{
    if (starts_with(text, first, "www.") && is_letter(at(text, first + 4)))
        return true;
    size_t end = first;
    while (end - first < SCHEME_MAX && is_ascii_letter(at(text, end)))
        end++;
    if (end > first && at(text, end) == ':' && at(text, end + 1) == '/' && at(text, end + 2) == '/')
        return true;
    end = first;
    while (end - first < MAILBOX_MAX && is_mailbox(at(text, end)))
        end++;
    return end > first && at(text, end) == '@' && (is_letter(at(text, end + 1)) || is_digit(at(text, end + 1)));
}

size_t text_find_address(const uint32_t *characters, size_t count, size_t first)
{
    const struct text text = {characters, count};
    if (!starts_address(&text, first))
        return first;
    size_t end = first;
    int open = 0;
    for (; end < count; end++) {
        uint32_t character = characters[end];
        if (character <= ' ' || is_one_of(character, U"<>\"«»„“”،؛؟") ||
            codepoint_role_of(character) != CODEPOINT_SPACING || is_space(character))
            break;
        open += character == '(';
        if (character == ')' && open-- == 0)
            break;
    }
    while (is_one_of(at(&text, end - 1), U".,:;!?'(")) // of the sentence, not of the address
        end--;
    return end;
}

// Most of a text leads no number and is no digit.
static bool leads_nothing(uint32_t character)
{
    return is_ascii_letter(character) || character == ' ' || character == '(' || character == '.';
}

// ---- numbers -----------------------------------------------------------------------------------------------------

struct number {
    size_t end;
    bool whole; // more than one plain number
};

static size_t end_digits(const struct text *text, size_t index)
{
    while (is_digit(at(text, index)))
        index++;
    return index;
}

static bool is_separator(uint32_t character)
{
    return is_one_of(character, U".,:/'’٫٬");
}

// Digits with one separator at a time between them.
static size_t end_number(const struct text *text, size_t index)
{
    size_t end = end_digits(text, index);
    while (is_separator(at(text, end)) && is_digit(at(text, end + 1)))
        end = end_digits(text, end + 1);
    return end;
}

// May the two be the ends of a span, though there are blanks around the dash? Times, small numbers, or years.
static bool are_alike(const struct text *text, size_t first, size_t end, size_t second, size_t second_end)
{
    bool plain = end_digits(text, first) == end;
    if (plain != (end_digits(text, second) == second_end))
        return false;
    return !plain || end - first == second_end - second || (end - first <= 2 && second_end - second <= 2);
}

static size_t extend_span(const struct text *text, size_t first, size_t end)
{
    size_t next = end;
    bool spaced = is_space(at(text, next));
    next += spaced;
    if (!is_dash(at(text, next++)) || is_space(at(text, next)) != spaced)
        return end;
    next += spaced;
    if (!is_digit(at(text, next)))
        return end;
    size_t next_end = end_number(text, next);
    return spaced && !are_alike(text, first, end, next, next_end) ? end : next_end;
}

// The next digits of a phone number behind `end`, or `end`. *open is whether a bracket is open.
static size_t extend_phone(const struct text *text, size_t end, bool *open)
{
    size_t next = end;
    bool opened = *open;
    for (; !is_digit(at(text, next)); next++) {
        uint32_t character = at(text, next);
        bool blank = is_space(character) && !(next > end && is_space(at(text, next - 1)));
        bool opens = character == '(' && !opened && is_zero(at(text, next + 1));
        bool closes = character == ')' && opened;
        if (next - end == GAP_MAX || !(blank || opens || closes || character == '/' || is_dash(character)))
            return end;
        opened = opens || (opened && !closes);
    }
    size_t next_end = end_digits(text, next);
    if (is_separator(at(text, next_end)) && at(text, next_end) != '/' && is_digit(at(text, next_end + 1)))
        return end; // a time or an amount
    bool aside = is_space(at(text, end)) && is_dash(at(text, end + 1));
    uint32_t behind = at(text, next_end + is_space(at(text, next_end)));
    if (aside && (is_letter(behind) || is_right_to_left(behind)))
        return end; // "0340 204-0 – 24 Stunden"
    *open = opened;
    return next_end;
}

// The phone number whose first digits end at `end`: the last place where no bracket is open.
static size_t end_phone(const struct text *text, size_t first, size_t end, bool open)
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
static size_t extend_groups(const struct text *text, size_t first, size_t end)
{
    if (end - first > 3 || end_digits(text, first) != end)
        return end;
    while (is_space(at(text, end)) && end_digits(text, end + 1) == end + 4 && end_number(text, end + 1) == end + 4)
        end += 4;
    return end;
}

// A unit behind a number, with a blank before it or without.
static size_t extend_unit(const struct text *text, size_t end)
{
    static const char *const units[] = {"uhr", "euro", "eur", "cent", "km", "kg", "min"};
    size_t unit = end + is_space(at(text, end));
    if (is_one_of(at(text, unit), U"%‰€$£°"))
        return unit + 1 + (at(text, unit) == U'°' && at(text, unit + 1) == 'C');
    for (size_t i = 0; i < COUNT(units); i++) {
        size_t unit_end = unit + strlen(units[i]);
        if (starts_with(text, unit, units[i]) && !is_letter(at(text, unit_end)) && !is_digit(at(text, unit_end)))
            return unit_end;
    }
    return end;
}

// What may stand before a number and belong to it: a sign, a currency, or the sign of a section.
static size_t end_prefix(const struct text *text, size_t first)
{
    size_t end = first;
    if (leads_nothing(at(text, end)))
        return first;
    if (at(text, end) == U'§') {
        end += 1 + (at(text, end + 1) == U'§');
        end += is_space(at(text, end));
    } else if (is_one_of(at(text, end), U"€$£")) {
        end += 1 + is_space(at(text, end + 1));
    } else if (at(text, end) == '+' || is_dash(at(text, end))) {
        end++;
    }
    return is_digit(at(text, end)) ? end : first;
}

static bool starts_number(const struct text *text, size_t index)
{
    return is_digit(at(text, index)) || end_prefix(text, index) > index;
}

static struct number read_number(const struct text *text, size_t first)
{
    bool open = at(text, first) == '(' && is_zero(at(text, first + 1));
    size_t digits = open ? first + 1 : end_prefix(text, first);
    if (!is_digit(at(text, digits)))
        return (struct number){first, false};
    size_t digits_end = end_digits(text, digits);
    size_t plain_end = end_number(text, digits);
    bool dialled = is_zero(at(text, digits)) && digits_end - digits >= 3;
    bool slashed = at(text, digits_end) == '/' || plain_end == digits_end;
    size_t end = plain_end;
    if ((dialled && slashed) || at(text, first) == '+')
        end = end_phone(text, first, digits_end, open);
    else if (open)
        return (struct number){first, false};
    if (end <= plain_end && end > first)
        end = extend_groups(text, digits, plain_end);
    if (is_arabic_digit(at(text, digits))) // spans and amounts have the order of the text around them (UAX #9, AN)
        return (struct number){end, end > plain_end};
    for (size_t next = extend_span(text, digits, end); next > end; next = extend_span(text, digits, end))
        end = next;
    if (at(text, first) == U'§' && is_letter(at(text, end)) && !is_letter(at(text, end + 1)))
        end++; // § 16a
    end = extend_unit(text, end);
    return (struct number){end, end > plain_end || digits > first};
}

// The text as far as it may be looked at for one number.
static struct text near(const struct text *text, size_t first)
{
    bool whole = text->count - first <= NUMBER_MAX;
    return (struct text){text->characters, whole ? text->count : first + NUMBER_MAX};
}

static struct number find_number(const struct text *text, size_t first)
{
    const struct text part = near(text, first);
    return read_number(&part, first);
}

size_t text_find_numbers(const uint32_t *characters, size_t count, size_t first)
{
    const struct text text = {characters, count};
    struct number number = find_number(&text, first);
    return number.whole && !is_letter(at(&text, number.end)) ? number.end : first;
}

// ---- words -------------------------------------------------------------------------------------------------------

// Words with what stands between them, as far as they are read.
struct phrase {
    size_t first;
    size_t end;   // of the last word or number
    size_t last;  // where that begins
    size_t whole; // the last end at which neither bracket nor quotation was open
    int brackets; // open now
    bool quoted;
    bool with_number; // the last is a number
    bool is_place;    // begins as the name of a street does
};

// Letters, marks and digits, and what stands between two of them without a blank: "B1/B2", "4-Zimmer", "e.V".
static size_t end_word(const struct text *text, size_t index)
{
    for (;; index++) {
        uint32_t character = at(text, index);
        if (is_letter(character) || is_digit(character))
            continue;
        bool joint = is_dash(character) || is_one_of(character, U".'’/&_:+*·\u00AD");
        if (!joint || !(is_letter(at(text, index + 1)) || is_digit(at(text, index + 1))))
            return index;
    }
}

// Is what begins at `first` a number, not a word such as "2-Zimmer-Wohnung"?
static bool is_number(const struct text *text, size_t first)
{
    const struct text part = near(text, first);
    if (!starts_number(&part, first))
        return false;
    size_t end = end_word(&part, first);
    for (size_t i = first; i < end; i++)
        if (is_letter(at(text, i)))
            return false;
    return true;
}

// Reads the neutral characters behind the phrase; false when nothing can follow them. *next is what follows.
static bool cross_gap(const struct text *text, struct phrase *phrase, size_t *next)
{
    size_t index = phrase->end;
    for (; index - phrase->end < GAP_MAX; index++) {
        uint32_t character = at(text, index);
        if (character == ' ')
            continue;
        if (is_letter(character) || starts_number(text, index))
            break;
        if (is_one_of(character, U"([")) {
            if (phrase->brackets++ == BRACKETS_MAX)
                return false;
        } else if (is_one_of(character, U")]")) {
            if (phrase->brackets-- == 0)
                return false;
        } else if (is_one_of(character, U"\"„“”«»")) {
            phrase->quoted = !phrase->quoted;
        } else if (!is_space(character) && !is_dash(character) && !is_one_of(character, U",.:;/&+|·'’!?")) {
            return false;
        }
    }
    *next = index;
    return index > phrase->end && (is_letter(at(text, index)) || starts_number(text, index));
}

// A word in lower case.
struct word {
    const char32_t *characters;
    size_t length;
};

#define WORD(text) {text, COUNT(text) - 1}

// Does the text from `first` to `end` end in `word`, whole or as the last part of a compound, in any case?
static bool ends_in(const struct text *text, size_t first, size_t end, const struct word *word, bool as_part)
{
    if (end - first < word->length)
        return false;
    for (size_t i = 1; i <= word->length; i++)
        if ((uint32_t)u_tolower((UChar32)at(text, end - i)) != word->characters[word->length - i])
            return false;
    return as_part || end - first == word->length || !is_letter(at(text, end - word->length - 1));
}

static bool ends_in_one_of(const struct text *text, size_t first, size_t end, const struct word *words, size_t count,
                           bool as_part)
{
    for (size_t i = 0; i < count; i++)
        if (ends_in(text, first, end, &words[i], as_part))
            return true;
    return false;
}

static bool is_month(const struct text *text, size_t first, size_t end)
{
    static const struct word months[] = {
        WORD(U"januar"), WORD(U"februar"), WORD(U"märz"), WORD(U"april"), WORD(U"mai"), WORD(U"juni"), WORD(U"juli"),
        WORD(U"august"), WORD(U"september"), WORD(U"oktober"), WORD(U"november"), WORD(U"dezember"),
    };
    return ends_in_one_of(text, first, end, months, COUNT(months), false);
}

// Is the word one that a number follows: of a street, of a date, or of what is counted, cited or called?
static bool leads_number(const struct text *text, size_t first, size_t end)
{
    static const struct word streets[] = {
        WORD(U"straße"), WORD(U"strasse"), WORD(U"str"), WORD(U"weg"), WORD(U"platz"), WORD(U"allee"), WORD(U"markt"),
        WORD(U"gasse"), WORD(U"ring"), WORD(U"damm"), WORD(U"ufer"), WORD(U"chaussee"), WORD(U"hof"), WORD(U"graben"),
        WORD(U"wall"), WORD(U"steig"),
    };
    static const struct word leaders[] = {
        WORD(U"nr"), WORD(U"abs"), WORD(U"absatz"), WORD(U"art"), WORD(U"artikel"), WORD(U"satz"), WORD(U"sgb"),
        WORD(U"haus"), WORD(U"raum"), WORD(U"zimmer"), WORD(U"etage"), WORD(U"tel"), WORD(U"telefon"), WORD(U"fax"),
        WORD(U"bus"), WORD(U"linie"), WORD(U"seite"), WORD(U"gleis"), WORD(U"postfach"),
    };
    if (at(text, end) == '.' || is_month(text, first, end))
        return true;
    if (ends_in_one_of(text, first, end, streets, COUNT(streets), true))
        return true;
    return ends_in_one_of(text, first, end, leaders, COUNT(leaders), false);
}

// Is the word the first of a street's name such as "Am Bahnhof" or "An der Mulde"?
static bool starts_place(const struct text *text, size_t first, size_t end)
{
    static const struct word places[] = {
        WORD(U"am"), WORD(U"an"), WORD(U"im"), WORD(U"zum"), WORD(U"zur"), WORD(U"auf"), WORD(U"unter"),
    };
    return ends_in_one_of(text, first, end, places, COUNT(places), false);
}

// Does the number from `first` to `end`, which stands behind the phrase's words, belong to them?
static bool belongs(const struct text *text, const struct phrase *phrase, size_t first, const struct number *number)
{
    bool sections = at(text, phrase->first) == U'§' && at(text, phrase->first + 1) == U'§';
    bool led = phrase->is_place || leads_number(text, phrase->last, phrase->end);
    if (sections || (led && !phrase->with_number))
        return true;
    struct phrase after = {.end = number->end, .brackets = phrase->brackets};
    size_t next;
    if (cross_gap(text, &after, &next) && is_letter(at(text, next)))
        return true;
    size_t behind = number->end + is_space(at(text, number->end));
    return !number->whole && first == phrase->end + 1 && is_space(at(text, phrase->end)) &&
           !is_right_to_left(at(text, behind));
}

// Does a word behind the number belong to it: "06844 Dessau", "§ 16 Abs.", "23. November"?
static bool leads_words(const struct text *text, size_t first, const struct number *number)
{
    size_t end = number->end;
    if (at(text, first) == U'§')
        return true;
    if (is_space(at(text, end)) && is_letter(at(text, end + 1)))
        return !number->whole && end - first == 5 && end_digits(text, first) == end;
    return at(text, end) == '.' && is_space(at(text, end + 1)) && is_month(text, end + 2, end_word(text, end + 2));
}

// Takes the word or number at `first` up; false when it does not belong to the phrase.
static bool take(const struct text *text, struct phrase *phrase, size_t first)
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
        phrase->is_place = starts_place(text, first, end);
    phrase->last = first;
    phrase->end = end;
    phrase->with_number = with_number;
    if (phrase->brackets == 0 && !phrase->quoted)
        phrase->whole = phrase->end;
    return true;
}

// What ends the phrase's last word or closes what it opened: "C++", "e.V.", "Haus (Süd)".
static size_t end_phrase(const struct text *text, const struct phrase *phrase)
{
    size_t end = phrase->end;
    if (phrase->brackets == 1 && !phrase->quoted && is_one_of(at(text, end), U")]"))
        return end + 1;
    if (phrase->brackets == 0 && phrase->quoted && is_one_of(at(text, end), U"\"“”«»"))
        return end + 1;
    if (phrase->whole != end)
        return phrase->whole;
    while (is_one_of(at(text, end), U"+#"))
        end++;
    bool initials = end - phrase->last >= 3 && at(text, end - 2) == '.' && is_letter(at(text, end - 1));
    return end + (initials && at(text, end) == '.');
}

size_t text_find_words(const uint32_t *characters, size_t count, size_t first)
{
    const struct text text = {characters, count};
    struct phrase phrase = {.first = first, .end = first, .whole = first};
    size_t next = first;
    if (!is_letter(at(&text, first)) && !starts_number(&text, first))
        return first;
    struct phrase further = phrase;
    while (take(&text, &further, next)) {
        phrase = further;
        if (!cross_gap(&text, &further, &next) || starts_address(&text, next))
            break;
    }
    return phrase.end == first ? first : end_phrase(&text, &phrase);
}
