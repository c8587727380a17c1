// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Lengths and first digits are those of the Bundesnetzagentur's plan of numbers and of the structure of country codes in E.164;
// which areas and countries there are is not listed, because numbers change more often than programs.
#include "core/text/phone.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum {
    INTERNATIONAL_MAX = 15, // digits
    INTERNATIONAL_LEAST = 7,
    NATIONAL_LEAST = 6, // without the zero
    NATIONAL_MAX = 13,
    LOCAL_LEAST = 3,
    LOCAL_MAX = 9,
    AREA_WITH_ZERO_MAX = 6, // behind more digits a slash begins another number
    DIGITS_MAX = 30,
};

static bool is_digit(char character)
{
    return character >= '0' && character <= '9';
}

static bool is_letter(char character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

// ---- what is printed ----------------------------------------------------------------------------------------------

// A printed number as it is read.
struct phone_reading {
    const char *text;
    size_t at;
    char digits[DIGITS_MAX + 1];
    size_t count;
    size_t first, last; // bytes of the text from the first digit to behind the last
    bool abroad;        // with its country's code
};

// Bytes of the word before a number that says what it is, 0 for none.
static size_t label_at(const char *text)
{
    static const char *const labels[] = {"telefon", "tel", "fon", "mobil", "handy", "hotline", "phone"};
    size_t blanks = strspn(text, " "), length = 0;
    while (is_letter(text[blanks + length]))
        length++;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        if (strlen(labels[i]) == length && strncasecmp(labels[i], text + blanks, length) == 0)
            return blanks + length + strspn(text + blanks + length, ".: ");
    }
    return 0;
}

// Bytes of a sign that may stand between digits, 0 for another.
static size_t sign_at(const char *text)
{
    static const char *const signs[] = {" ", "-", "(", ")", "/", ".", "\u00A0", "\u2009", "\u202F", "–", "—", "‐", "‑", "−", "\u2060"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (strncmp(text, signs[i], strlen(signs[i])) == 0)
            return strlen(signs[i]);
    }
    return 0;
}

// Does another number begin here? "0340 204-1 / 0340 204-2", "204-1, -2", "… oder …"
static bool begins_another(const struct phone_reading *reading)
{
    const char *at = reading->text + reading->at;
    size_t most = AREA_WITH_ZERO_MAX + (reading->abroad ? 2 : 0);
    return (at[0] == '/' && reading->count > most) || (reading->count > LOCAL_LEAST && (at[0] == ',' || at[0] == ';' ||
            strncmp(at, "oder ", 5) == 0 || strncmp(at, "und ", 4) == 0 || strncmp(at, "or ", 3) == 0));
}

static void tell(struct phone_number *number, enum phone_fault fault, size_t at, size_t length)
{
    number->fault = fault;
    number->at = at;
    number->length = length;
}

// Collects the digits of the first number; a fault for what cannot stand in one.
static void collect(struct phone_reading *reading, struct phone_number *number)
{
    reading->at = label_at(reading->text);
    reading->at += strspn(reading->text + reading->at, " (");
    reading->first = reading->at;
    if (reading->text[reading->at] == '+' || strncmp(reading->text + reading->at, "00", 2) == 0) {
        reading->abroad = true;
        reading->at += reading->text[reading->at] == '+' ? 1 : 2;
    }
    while (reading->text[reading->at] != '\0' && !begins_another(reading)) {
        const char *at = reading->text + reading->at;
        size_t sign = sign_at(at);
        if (reading->abroad && strncmp(at, "(0)", 3) == 0) {
            reading->at += 3; // of those who dial it from within the country
        } else if (is_digit(*at)) {
            if (reading->count < DIGITS_MAX)
                reading->digits[reading->count++] = *at;
            reading->last = ++reading->at;
        } else if (sign > 0) {
            reading->at += sign;
        } else {
            size_t length = 1;
            while (((unsigned char)at[length] & 0xC0) == 0x80 || is_letter(at[length]))
                length++;
            tell(number, PHONE_STRANGE, reading->at, length);
            return;
        }
    }
    if (reading->text[reading->at] != '\0')
        tell(number, PHONE_SEVERAL, reading->at, strlen(reading->text + reading->at));
}

// ---- plans of numbers ---------------------------------------------------------------------------------------------

// Digits of the country's code that a number begins with, 0 for none: the zones of E.164 with those of their codes that have
// two digits; all others have three.
static size_t country_digits(const char *digits)
{
    static const char *const two[] = {"20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46",
                                      "47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63",
                                      "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98"};
    static const char *const none[] = {"28", "83", "89"};
    if (digits[0] == '1' || digits[0] == '7')
        return 1;
    for (size_t i = 0; i < sizeof two / sizeof *two; i++) {
        if (strncmp(digits, two[i], 2) == 0)
            return 2;
    }
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        if (strncmp(digits, none[i], 2) == 0)
            return 0;
    }
    return digits[0] == '0' || digits[0] == '\0' ? 0 : 3;
}

// Whether a German number of so many digits, without its zero, can be.
static enum phone_fault german_fault(const char *digits, size_t count)
{
    bool mobile = digits[0] == '1' && strchr("567", digits[1]) != NULL && digits[1] != '\0';
    bool free_of_charge = strncmp(digits, "800", 3) == 0;
    size_t least = mobile || free_of_charge ? 10 : NATIONAL_LEAST;
    size_t most = mobile ? 11 : free_of_charge ? 10 : NATIONAL_MAX;
    return digits[0] == '0'  ? PHONE_NO_AREA // no area's code begins with one
           : count < least ? PHONE_TOO_SHORT
           : count > most  ? PHONE_TOO_LONG
                           : PHONE_GOOD;
}

// Numbers that have no area and are dialled as they are.
static bool is_only_here(const char *digits, size_t count)
{
    static const char *const short_numbers[] = {"110", "112", "115"};
    for (size_t i = 0; i < sizeof short_numbers / sizeof *short_numbers; i++) {
        if (strcmp(digits, short_numbers[i]) == 0)
            return true;
    }
    return (strncmp(digits, "116", 3) == 0 && count == 6) || (strncmp(digits, "118", 3) == 0 && (count == 5 || count == 6)) ||
           (strncmp(digits, "19", 2) == 0 && count == 5);
}

// ---- a number -----------------------------------------------------------------------------------------------------

static void set_international(struct phone_number *number, const char *country, const char *area, const char *digits)
{
    if (strlen(country) + strlen(area) + strlen(digits) <= INTERNATIONAL_MAX)
        snprintf(number->international, sizeof number->international, "+%s%s%s", country, area, digits);
}

static enum phone_fault read_abroad(const struct phone_reading *reading, struct phone_number *number)
{
    const char *digits = reading->digits;
    size_t code = country_digits(digits);
    if (strncmp(digits, "49", 2) == 0) {
        size_t zero = digits[2] == '0'; // "+49 0340": within Germany's numbers no area begins with one
        enum phone_fault fault = german_fault(digits + 2 + zero, reading->count - 2 - zero);
        if (fault == PHONE_GOOD)
            set_international(number, "49", "", digits + 2 + zero);
        return fault;
    }
    if (code == 0)
        return reading->count < 2 ? PHONE_TOO_SHORT : PHONE_NO_COUNTRY;
    if (reading->count < INTERNATIONAL_LEAST || reading->count > INTERNATIONAL_MAX)
        return reading->count < INTERNATIONAL_LEAST ? PHONE_TOO_SHORT : PHONE_TOO_LONG;
    set_international(number, "", "", digits);
    return PHONE_GOOD;
}

static enum phone_fault read_at_home(const struct phone_reading *reading, const char *area, struct phone_number *number)
{
    const char *digits = reading->digits;
    enum phone_fault fault;
    number->only_here = is_only_here(digits, reading->count);
    if (number->only_here)
        return PHONE_GOOD;
    if (digits[0] == '0') {
        fault = german_fault(digits + 1, reading->count - 1);
        if (fault == PHONE_GOOD)
            set_international(number, "49", "", digits + 1);
        return fault;
    }
    if (reading->count < LOCAL_LEAST || reading->count > LOCAL_MAX)
        return reading->count < LOCAL_LEAST ? PHONE_TOO_SHORT : PHONE_TOO_LONG;
    if (area == NULL || area[0] == '\0')
        return PHONE_NO_AREA;
    set_international(number, "49", area, digits);
    return PHONE_GOOD;
}

void phone_read(const char *printed, const char *country, const char *area, struct phone_number *number)
{
    struct phone_reading reading = {.text = printed};
    *number = (struct phone_number){0};
    collect(&reading, number);
    if (number->fault == PHONE_STRANGE)
        return;
    if (reading.count == 0) {
        tell(number, PHONE_EMPTY, 0, strlen(printed));
        return;
    }
    bool german = country != NULL && strcmp(country, "DE") == 0;
    enum phone_fault fault = reading.abroad ? read_abroad(&reading, number)
                             : german       ? read_at_home(&reading, area, number)
                                            : PHONE_NO_COUNTRY;
    if (fault != PHONE_GOOD)
        tell(number, fault, reading.first, reading.last - reading.first);
}

bool phone_is_international(const char *text)
{
    size_t digits = text[0] == '+' ? strspn(text + 1, "0123456789") : 0;
    return digits >= 4 && digits <= INTERNATIONAL_MAX && text[1] != '0' && text[1 + digits] == '\0';
}

// ---- both in step -------------------------------------------------------------------------------------------------

// Do the printed digits stand for the number's, which begin with a country's code of one to three digits?
static bool is_same_number(const char *number, const char *digits, size_t length, bool abroad)
{
    size_t number_length = strlen(number);
    if (abroad && length > 3 && strncmp(digits, "490", 3) == 0) // "+49 (0340) …"
        return number_length == length - 1 && strncmp(number, "49", 2) == 0 && memcmp(number + 2, digits + 3, length - 3) == 0;
    if (abroad)
        return number_length == length && memcmp(number, digits, length) == 0;
    bool trunk = length > 1 && digits[0] == '0';
    const char *rest = digits + trunk; // a zero before the area's code falls away, though not in every country
    size_t rest_length = length - trunk;
    if (trunk && strncmp(number, "49", 2) == 0)
        return number_length == rest_length + 2 && memcmp(number + 2, rest, rest_length) == 0;
    for (size_t code = trunk ? 1 : 0; code <= 3; code++)
        if ((number_length == code + rest_length && memcmp(number + code, rest, rest_length) == 0) ||
            (trunk && number_length == code + length && memcmp(number + code, digits, length) == 0))
            return true;
    // Without an area's code, as within a town.
    return !trunk && length >= LOCAL_LEAST && number_length > length &&
           memcmp(number + number_length - length, digits, length) == 0;
}

bool phone_is_printed_as(const char *international, const char *printed)
{
    char digits[DIGITS_MAX + 2];
    size_t length = 0;
    const char *at = printed + strcspn(printed, "+0123456789");
    bool abroad = *at == '+' || strncmp(at, "00", 2) == 0;
    at += *at == '+' ? 1 : abroad ? 2 : 0;
    for (; *at != '\0' && length < sizeof digits; at++) {
        if (abroad && strncmp(at, "(0)", 3) == 0)
            at += 2;
        else if (is_digit(*at))
            digits[length++] = *at;
        else if ((strchr("/,;", *at) != NULL || is_letter(*at)) && length > 0 &&
                 is_same_number(international + 1, digits, length, abroad))
            return true;
    }
    return length > 0 && is_same_number(international + 1, digits, length, abroad);
}

// Digits of the area's code that a German number begins with, as far as it is known: that of the town, of the largest cities,
// of what is no area at all. 0 otherwise.
static size_t area_digits(const char *digits, const char *area)
{
    static const char *const known[] = {"30", "40", "69", "89", "800", "700", "900"};
    if (area != NULL && area[0] != '\0' && strncmp(digits, area, strlen(area)) == 0)
        return strlen(area);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strncmp(digits, known[i], strlen(known[i])) == 0)
            return strlen(known[i]);
    }
    bool mobile = digits[0] == '1' && digits[1] != '\0' && strchr("567", digits[1]) != NULL;
    return mobile ? 3 : 0;
}

const char *phone_write(struct arena *arena, const char *international, const char *area)
{
    const char *digits = international + 3;
    size_t code = country_digits(international + 1);
    if (strncmp(international, "+49", 3) != 0)
        return arena_format(arena, "+%.*s %s", (int)code, international + 1, international + 1 + code);
    size_t length = area_digits(digits, area);
    if (length == 0 || digits[length] == '\0')
        return arena_format(arena, "0%s", digits);
    return arena_format(arena, "0%.*s %s", (int)length, digits, digits + length);
}

bool phone_area(const char *printed, char area[PHONE_AREA_BYTES])
{
    const char *at = printed + strspn(printed, " (");
    size_t length = strspn(at, "0123456789");
    const char *behind = at + length;
    if (at[0] != '0' || at[1] == '0' || length < 3 || length > PHONE_AREA_BYTES || sign_at(behind) == 0)
        return false;
    memcpy(area, at + 1, length - 1);
    area[length - 1] = '\0';
    return true;
}
