// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A grammar of the numbers that offices write, by hand. A number in groups is guessed by the lengths of its groups:
// what is taken for one by mistake only keeps an order that it would not need, but two numbers of a sentence must not
// become one.
#include "core/text/codepoints.h"
#include "core/text/find_characters.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

// What is looked at more than once is short, so that time stays linear.
enum {
    PHONE_MAX = 36,    // characters
    PHONE_GAP_MAX = 4, // characters between digits of a phone number
    IBAN_MIN = 15,     // letters and digits: Norway's
    IBAN_MAX = 34,
};

// ---- plain numbers -----------------------------------------------------------------------------------------------

// What follows the digits that end at `end`: more of them, with one separator at a time between.
static size_t extend_number(const struct find_text *text, size_t end)
{
    end = find_end_of_run(text, end);
    while (is(at(text, end), SEPARATOR) && is(at(text, end + 1), DIGIT))
        end = end_digits(text, end + 1);
    return end;
}

void find_run(struct find_text *text, size_t first)
{
    text->run_first = first;
    text->run_end = extend_number(text, end_digits(text, first));
}

static size_t end_number(const struct find_text *text, size_t index)
{
    return extend_number(text, end_digits(text, index));
}

static size_t count_digits(const struct find_text *text, size_t first, size_t end)
{
    size_t digits = 0;
    for (size_t i = first; i < end; i++)
        digits += is(at(text, i), DIGIT);
    return digits;
}

// A year of these or the last hundred years, also of the Islamic calendars where the digits are not European.
static bool is_year(const struct find_text *text, size_t first, size_t end)
{
    uint32_t century =
        (at(text, first) & 15) * 10 + (at(text, first + 1) & 15); // digits of all kinds end in their value
    bool islamic = at(text, first) > '9' && (century == 13 || century == 14);
    return end - first == 4 && (century == 19 || century == 20 || islamic);
}

// What may stand before a number and belong to it: a sign, a currency, or the sign of a section.
static size_t end_prefix(const struct find_text *text, size_t first)
{
    size_t end = first;
    uint32_t prefix = at(text, first);
    if (!is(prefix, PREFIX))
        return first;
    end++;
    if (prefix == U'§')
        end += at(text, end) == U'§';
    if (is_one_of(prefix, U"§€$£<>≤≥≈~№"))
        end += is(at(text, end), SPACE);
    return is(at(text, end), DIGIT) ? end : first;
}

bool find_starts_number(const struct find_text *text, size_t index)
{
    return is(at(text, index), DIGIT) || end_prefix(text, index) > index;
}

// ---- phone numbers -----------------------------------------------------------------------------------------------

// A phone number, as far as it is read.
struct dial {
    size_t end;
    size_t whole;  // the last end at which no bracket was open
    int brackets;  // open now
    size_t digits; // so far
    bool abroad;   // begins with a country's code, behind which any area's code may be in brackets
};

// Reads the next digits; false when there are none.
static bool dial_on(const struct find_text *text, struct dial *dial)
{
    size_t end = dial->end;
    size_t next = end;
    int brackets = dial->brackets;
    for (; !is(at(text, next), DIGIT); next++) {
        uint32_t character = at(text, next);
        uint32_t after = at(text, next + 1);
        bool blank = is(character, SPACE) && !(next > end && is(at(text, next - 1), SPACE));
        bool opens = character == '(' && brackets < 2 &&
                     (is_zero(after) || (dial->abroad && dial->digits <= 4 && is(after, DIGIT)));
        bool closes = character == ')' && brackets > 0;
        if (next - end == PHONE_GAP_MAX || !(blank || opens || closes || character == '/' || is(character, DASH)))
            return false;
        brackets += opens - closes;
    }
    size_t next_end = end_digits(text, next);
    if (is(at(text, next_end), SEPARATOR) && at(text, next_end) != '/' && is(at(text, next_end + 1), DIGIT))
        return false; // a time or an amount
    bool aside = is(at(text, end), SPACE) && is(at(text, end + 1), DASH);
    uint32_t behind = at(text, next_end + is(at(text, next_end), SPACE));
    if (aside && is(behind, LETTER | RIGHT_TO_LEFT))
        return false; // "0340 204-0 – 24 Stunden"
    dial->digits += next_end - next;
    dial->brackets = brackets;
    dial->end = next_end;
    if (brackets == 0)
        dial->whole = next_end;
    return true;
}

// The end of the phone number at `first` whose first digits stand at `digits`, perhaps behind a bracket.
static size_t end_dialled(const struct find_text *text, size_t first, size_t digits, bool abroad)
{
    struct dial dial = {.end = end_digits(text, digits), .brackets = at(text, first) == '(', .abroad = abroad};
    dial.digits = dial.end - digits;
    dial.whole = dial.brackets > 0 ? first : dial.end;
    while (dial.end - first < PHONE_MAX) {
        if (dial.brackets == 1 && at(text, dial.end) == ')')
            dial.whole = dial.end + 1;
        if (!dial_on(text, &dial))
            break;
    }
    return dial.whole;
}

// The end of a phone number that begins with a bracket: "(0340) 204-0", "(+49 340) 204", "(800) 345-5678". What is in
// the bracket must begin like one; else it must be short digits alone, with a phone number's worth of digits behind it.
static size_t end_bracketed(const struct find_text *text, size_t first)
{
    bool plus = at(text, first + 1) == '+';
    size_t digits = first + 1 + plus;
    if (!is(at(text, digits), DIGIT))
        return first;
    if (plus || is_zero(at(text, digits)))
        return end_dialled(text, first, digits, plus);
    size_t closer = end_digits(text, digits);
    if (at(text, closer) != ')' || closer - digits < 2 || closer - digits > 5 || is_year(text, digits, closer))
        return first;
    size_t end = end_dialled(text, first, digits, false);
    return count_digits(text, closer, end) >= 5 ? end : first;
}

// The end of a phone number that begins like one, with its first digits at `digits`; `first` when it does not.
static size_t end_phone(const struct find_text *text, size_t first, size_t digits)
{
    size_t end = end_digits(text, digits);
    size_t length = end - digits;
    bool zero = is_zero(at(text, digits));
    bool plain = at(text, end) == '/' || extend_number(text, end) == end;
    bool plus = at(text, first) == '+';
    if (plus || (zero && length >= 3 && plain))
        return end_dialled(text, first, digits, plus || is_zero(at(text, digits + 1)));
    size_t behind = end + is(at(text, end), SPACE);
    bool short_zero = zero && behind > end && is(at(text, behind), DIGIT);                    // "03 40 / 2 04 21 33"
    bool bracket = length <= 3 && at(text, behind) == '(' && is(at(text, behind + 1), DIGIT); // "1 (800) 345-5678"
    if (!short_zero && !bracket)
        return first;
    end = end_dialled(text, first, digits, bracket);
    return count_digits(text, first, end) >= (bracket ? 7 : 6) ? end : first;
}

// ---- groups ------------------------------------------------------------------------------------------------------

// Does the group from `next` to `next_end` go on with the number from `first` to `end`, of `count` groups? A number
// that counts what comes after it, or follows a year or a post code, does not.
static bool is_next_group(const struct find_text *text, size_t first, size_t end, size_t count, size_t next,
                          size_t next_end)
{
    size_t length = next_end - next;
    size_t behind = end - first; // digits of the first group, where there is one
    if (count > 1 || (is(at(text, next_end), SPACE) && is(at(text, next_end + 1), DIGIT)))
        return true;
    if (length == 1 && at(text, next_end) == '/' && is(at(text, next_end + 1), DIGIT))
        return true; // "2 1/2"
    if (length == 1 || (length <= 2 && (behind >= 5 || is_year(text, first, end))))
        return false;
    return behind + length >= 5 || behind == length || (length == 3 && behind <= 3);
}

// Groups of digits with a blank between each two: thousands, account and tax numbers, phone numbers such as 116 016.
static size_t extend_groups(const struct find_text *text, size_t first, size_t end)
{
    size_t plain = end;
    size_t digits = end - first;
    bool thousands = digits <= 3;
    if (end_digits(text, first) != end)
        return end;
    for (size_t count = 1; is(at(text, end), SPACE) && is(at(text, end + 1), DIGIT); count++) {
        size_t next = end + 1;
        size_t next_end = end_digits(text, next);
        size_t number_end = end_number(text, next);
        bool decimals = thousands && next_end - next == 3 && number_end > next_end && at(text, next_end) == ',';
        if (number_end > next_end && at(text, next_end) != '/' && !decimals)
            break; // a time, a date or an amount
        if (!is_next_group(text, first, end, count, next, next_end))
            break;
        thousands = thousands && next_end - next == 3;
        digits += next_end - next;
        end = number_end;
        if (number_end > next_end)
            break;
    }
    // Numbers in Arabic-Indic digits that only stand side by side have an order of their own.
    bool fraction = at(text, plain + 2) == '/' && end > plain + 2; // "2 1/2"
    size_t least = fraction ? 0 : codepoint_is_arabic_digit(at(text, first)) && !thousands ? 6 : 4;
    return digits >= least ? end : plain;
}

// ---- units -------------------------------------------------------------------------------------------------------

// Minutes, seconds and the side of the world behind degrees: "51° 50′ 12″ N".
static size_t extend_angle(const struct find_text *text, size_t end)
{
    for (size_t next = end + is(at(text, end), SPACE); is(at(text, next), DIGIT);
         next = end + is(at(text, end), SPACE)) {
        size_t next_end = end_number(text, next);
        if (!is_one_of(at(text, next_end), U"'\"′″’”"))
            break;
        end = next_end + 1;
    }
    size_t side = end + is(at(text, end), SPACE);
    return is_one_of(at(text, side), U"NSEWO") && !is(at(text, side + 1), LETTER | DIGIT) ? side + 1 : end;
}

// A unit behind a number, with a blank before it or without, and what it is counted by: "12 km/h".
static size_t extend_unit(const struct find_text *text, size_t end)
{
    static const struct find_word units[] = {
        FIND_WORD(U"uhr"), FIND_WORD(U"euro"), FIND_WORD(U"eur"), FIND_WORD(U"cent"), FIND_WORD(U"ct"),
        FIND_WORD(U"km"),  FIND_WORD(U"kg"),   FIND_WORD(U"min"), FIND_WORD(U"std"),  FIND_WORD(U"h"),
        FIND_WORD(U"m"),   FIND_WORD(U"cm"),   FIND_WORD(U"mm"),  FIND_WORD(U"m²"),   FIND_WORD(U"qm"),
        FIND_WORD(U"g"),   FIND_WORD(U"l"),    FIND_WORD(U"ml"),  FIND_WORD(U"kwh"),  FIND_WORD(U"mb"),
        FIND_WORD(U"gb"),  FIND_WORD(U"chf"),  FIND_WORD(U"usd"), FIND_WORD(U"tl"),   FIND_WORD(U"pln"),
    };
    if (at(text, end) == ',' && is(at(text, end + 1), DASH) && !is(at(text, end + 2), DIGIT))
        end += 2; // "49,– €"
    if (is_one_of(at(text, end), U"+#") && !is(at(text, end + 1), LETTER | DIGIT))
        return end + 1; // "18+"
    size_t unit = end + is(at(text, end), SPACE);
    uint32_t sign = at(text, unit);
    if (sign == U'°' && is_one_of(at(text, unit + 1), U"CF"))
        return unit + 2;
    if (sign == U'°')
        return extend_angle(text, unit + 1);
    if (is_one_of(sign, U"%‰€$£½¼¾⅓⅔"))
        unit++;
    else
        unit = find_end_one_of(text, unit, units, COUNT(units));
    if (unit == end || is(at(text, unit - 1), SPACE))
        return end;
    if (at(text, unit) == '/' && is(at(text, unit + 1), LETTER))
        unit = end_word(text, unit + 1);
    return unit;
}

// ---- file numbers ------------------------------------------------------------------------------------------------

// Short letters and more digits: "12 C 345/26", "65 170839 J 003", "5 Ds 12 Js 34/26".
static size_t extend_file_number(const struct find_text *text, size_t end)
{
    size_t letters = end + 1;
    size_t letters_end = letters;
    bool capitals = true;
    if (!is(at(text, end), SPACE) || !is_capital(at(text, letters)) || extend_unit(text, end) > end)
        return end;
    for (; is(at(text, letters_end), LETTER); letters_end++)
        capitals = capitals && is_capital(at(text, letters_end));
    size_t next = letters_end + 1;
    if (letters_end - letters > 4 || !is(at(text, letters_end), SPACE) || !is(at(text, next), DIGIT))
        return end;
    size_t next_end = end_word(text, next);
    size_t rest = extend_file_number(text, next_end);
    bool filed = false; // by the year
    for (size_t i = next; i < next_end; i++)
        filed = filed || at(text, i) == '/';
    return capitals || filed || rest > next_end ? rest : end;
}

// Is the word from `first` to `end` of at most `most` capitals and nothing else?
static bool is_capitals(const struct find_text *text, size_t first, size_t end, size_t most)
{
    for (size_t i = first; i < end; i++)
        if (!is_capital(at(text, i)))
            return false;
    return end > first && end - first <= most;
}

static size_t end_capitals(const struct find_text *text, size_t first)
{
    while (is_capital(at(text, first)))
        first++;
    return first;
}

// "DE-AB 123 E": the letters of a district, a hyphen or a blank, letters, digits.
static size_t end_plate(const struct find_text *text, size_t first)
{
    size_t district = end_capitals(text, first);
    size_t letters = end_capitals(text, district + 1);
    size_t digits_end = end_digits(text, letters + 1);
    bool parted = at(text, district) == '-' || is(at(text, district), SPACE);
    if (!is_capitals(text, first, district, 3) || !parted || !is_capitals(text, district + 1, letters, 2) ||
        !(is(at(text, letters), SPACE) || at(text, letters) == '-') || digits_end == letters + 1 ||
        digits_end - letters > 5)
        return first;
    size_t mark = digits_end + is(at(text, digits_end), SPACE); // electric or historic
    size_t end = is_one_of(at(text, mark), U"EH") && !is(at(text, mark + 1), LETTER | DIGIT) ? mark + 1 : digits_end;
    return is(at(text, end), LETTER | DIGIT) || extend_number(text, end) > end ? first : end;
}

// An IBAN (ISO 13616): two letters, two digits, then letters and digits in groups of four.
static size_t end_iban(const struct find_text *text, size_t first)
{
    size_t end = first + 4;
    size_t count = 4;
    if (!is_capitals(text, first, first + 2, 2) || end_digits(text, first + 2) != end)
        return first;
    for (size_t next = end; count < IBAN_MAX;) {
        next += is(at(text, next), SPACE);
        size_t group = next;
        while (is(at(text, next), DIGIT) || is_capital(at(text, next)))
            next++;
        // A group that is not full is the last; after it stands what is not the number's.
        if (next == group || next - group > 4 || is(at(text, next), LETTER))
            break;
        count += next - group;
        end = next;
        if (next - group < 4)
            break;
    }
    return count >= IBAN_MIN && count <= IBAN_MAX ? end : first;
}

// ---- several numbers ---------------------------------------------------------------------------------------------

// A number of a chain.
struct item {
    size_t first;  // of its digits
    size_t digits; // their end
    size_t end;    // with unit
};

// "8:00", "8.30": an hour and its minutes.
static bool is_clock(const struct find_text *text, size_t first, size_t end)
{
    size_t hour = end_digits(text, first);
    return hour > first && hour - first <= 2 && (at(text, hour) == ':' || at(text, hour) == '.') && end == hour + 3;
}

// "2026-12-24" (ISO 8601).
static bool is_date(const struct find_text *text, size_t first)
{
    return end_digits(text, first) == first + 4 && at(text, first + 4) == '-' && end_digits(text, first + 5) == first + 7 &&
           at(text, first + 7) == '-' && end_digits(text, first + 8) == first + 10;
}

// May the two be the ends of a span, though there are blanks around the dash? Times, small numbers, years, or dates, of which
// the first has been read up to its day.
static bool are_alike(const struct find_text *text, const struct item *first, const struct item *second)
{
    size_t length = first->digits - first->first;
    size_t second_length = second->digits - second->first;
    if (first->first >= 8 && is_date(text, first->first - 8) && is_date(text, second->first))
        return true;
    bool plain = end_digits(text, first->first) == first->digits;
    bool second_plain = end_digits(text, second->first) == second->digits;
    if (plain != second_plain)
        return (plain && length <= 2 && is_clock(text, second->first, second->digits)) ||
               (second_plain && second_length <= 2 && is_clock(text, first->first, first->digits));
    return !plain || length == second_length || (length <= 2 && second_length <= 2);
}

// What may stand between two numbers that are read as one thing, behind `end`; *next is where the other begins.
// *unlike says that any two numbers may, not only those that are alike.
static bool cross_sign(const struct find_text *text, size_t end, size_t *next, bool *unlike)
{
    bool spaced = is(at(text, end), SPACE);
    size_t sign = end + spaced;
    *next = sign + 1 + spaced;
    if (is(at(text, sign + 1), SPACE) != spaced)
        return false;
    *unlike = !spaced || !is(at(text, sign), DASH);
    return is(at(text, sign), DASH) || is_one_of(at(text, sign), spaced ? U":/×x*+=·÷" : U"/×*+=~·÷_&|<>…");
}

// Reads the number that `item` goes on with, which it becomes; false when it goes on with none. *ordinal says that
// there are full stops behind such numbers: "24.12. – 26.12."
static bool read_next(const struct find_text *text, struct item *item, bool *ordinal)
{
    bool dot = at(text, item->end) == '.';
    size_t next;
    bool unlike;
    if (!cross_sign(text, item->end + dot, &next, &unlike))
        return false;
    struct item read = {.first = end_prefix(text, next)};
    if (!is(at(text, read.first), DIGIT))
        return false;
    read.digits = extend_groups(text, read.first, end_number(text, read.first));
    read.end = extend_unit(text, read.digits);
    bool units = item->end > item->digits && read.end > read.digits;
    if (!unlike && !dot && !units && !are_alike(text, item, &read))
        return false;
    *ordinal = *ordinal || dot;
    *item = read;
    return true;
}

// "24.12." where more follows: a day and a month.
static bool is_day(const struct find_text *text, size_t first, size_t end)
{
    size_t day = end_digits(text, first);
    if (day == first || day - first > 2 || at(text, day) != '.' || end - day < 2 || end - day > 3 ||
        end_digits(text, day + 1) != end || at(text, end) != '.')
        return false;
    uint32_t tens = end - day == 3 ? at(text, day + 1) : '0';
    if (tens > '1' || (tens == '1' && at(text, end - 1) > '2') || (day - first == 2 && at(text, first) > '3'))
        return false;
    return is(at(text, end + 1), CLOSER) || is_one_of(at(text, end + 1), U",;،؛") ||
           (is(at(text, end + 1), SPACE) && end + 2 < text->count && !is(at(text, end + 2), LETTER));
}

// Two numbers with four decimals or more, as maps give a place.
static size_t extend_place(const struct find_text *text, size_t first, size_t end)
{
    size_t degrees = end_digits(text, first);
    bool comma = at(text, end) == ',' && is(at(text, end + 1), SPACE);
    size_t next = end + 2 + (at(text, end + 2) == '-');
    size_t next_degrees = end_digits(text, next);
    size_t next_end = end_number(text, next);
    bool places = comma && at(text, degrees) == '.' && end_digits(text, degrees + 1) == end && end - degrees > 4 &&
                  next_degrees > next && at(text, next_degrees) == '.' && next_end - next_degrees > 4;
    return places ? next_end : end;
}

static size_t extend_chain(const struct find_text *text, size_t first, size_t end)
{
    struct item item = {first, end, extend_unit(text, end)};
    bool ordinal = false;
    while (read_next(text, &item, &ordinal))
        continue;
    if (item.end > item.digits && is_one_of(at(text, item.end - 1), U"NS") && is(at(text, item.end + 1), SPACE) &&
        at(text, item.end) == ',' && is(at(text, item.end + 2), DIGIT)) {
        size_t digits = end_number(text, item.end + 2);
        size_t east = extend_unit(text, digits);
        item.end = east > digits && is_one_of(at(text, east - 1), U"EWO") ? east : item.end;
    }
    if (item.end == item.digits && is_day(text, item.first, item.end))
        return item.end + 1;
    return item.end + (ordinal && at(text, item.end) == '.' && !is(at(text, item.end + 2), LETTER));
}

static struct find_number read_number(const struct find_text *text, size_t first)
{
    if (at(text, first) == '(') {
        size_t end = end_bracketed(text, first);
        return (struct find_number){end, end > first};
    }
    size_t digits = end_prefix(text, first);
    if (!is(at(text, digits), DIGIT))
        return (struct find_number){first, false};
    size_t plain_end = end_number(text, digits);
    size_t end = end_phone(text, first, digits);
    if (end <= plain_end)
        end = extend_groups(text, digits, plain_end);
    if (codepoint_is_arabic_digit(
            at(text, digits))) // spans and amounts have the order of the text around them (UAX #9, AN)
        return (struct find_number){end, end > plain_end};
    size_t filed = extend_file_number(text, end);
    if (filed > end)
        return (struct find_number){filed, true};
    if (at(text, first) == U'§' && is(at(text, end), LETTER) && !is(at(text, end + 1), LETTER))
        end++; // § 16a
    end = extend_place(text, digits, extend_chain(text, digits, end));
    return (struct find_number){end, end > plain_end || digits > first};
}

struct find_number find_number(const struct find_text *text, size_t first)
{
    if (first == text->number_first && text->count == text->number_count)
        return text->number;
    const struct find_text part = find_near(text, first);
    return read_number(&part, first);
}

size_t find_phone(const struct find_text *text, size_t first)
{
    const struct find_text part = find_near(text, first);
    size_t digits = end_prefix(&part, first);
    if (at(&part, first) == '(')
        return end_bracketed(&part, first);
    return is(at(&part, digits), DIGIT) ? end_phone(&part, first, digits) : first;
}

size_t find_code(const struct find_text *text, size_t first)
{
    if (!is_capital(at(text, first)))
        return first;
    const struct find_text part = find_near(text, first);
    size_t end = end_iban(&part, first);
    return end > first ? end : end_plate(&part, first);
}

bool find_is_time(const struct find_text *text, size_t first, size_t end, bool or_date)
{
    size_t last = end;
    while (last > first && (is(at(text, last - 1), DIGIT) || is_one_of(at(text, last - 1), U".:-")))
        last--;
    size_t one = end_digits(text, last);
    size_t two = end_digits(text, one + 1);
    size_t three = end_digits(text, two + 1);
    if (last == end)
        return end - first > 4 && (at(text, end - 1) | 0x20) == 'r' && (at(text, end - 2) | 0x20) == 'h'; // "Uhr"
    if (at(text, one) == ':')
        return one - last <= 2 && two == one + 3 && two == end;
    bool german = at(text, one) == '.' && at(text, two) == '.' && one - last <= 2 && two - one <= 3;
    bool iso = at(text, one) == '-' && at(text, two) == '-' && one - last == 4 && two - one == 3;
    return or_date && (german || iso) && (three == end || two + 1 == end);
}

size_t text_find_numbers(struct find_text *text, size_t first)
{
    size_t code = find_code(text, first);
    if (code > first || (!is(at(text, first), DIGIT | PREFIX) && at(text, first) != '('))
        return code;
    struct find_number number = find_number(text, first);
    text->number_first = first;
    text->number_count = text->count;
    text->number = number;
    return number.whole && !is(at(text, number.end), LETTER) ? number.end : first;
}
