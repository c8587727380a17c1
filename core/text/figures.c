// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A walk over the text whose digits have become European ones. Addresses and phone numbers are found by find*; what numbers are,
// is decided here by their separators alone, so that the same is found in all languages.
#include "core/text/figures.h"

#include "core/text/codepoints.h"
#include "core/text/find_characters.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum {
    PLACEHOLDER_MAX = 40, // characters
    PHONE_DIGITS_MIN = 7,
    HOST_MAX = 253, // of a host's name (RFC 1035)
    SPAN_MAX = 6,   // characters between the ends of "2 to 4 pm"
};

struct figures_walk {
    struct arena *arena;
    const char *bytes;
    struct find_text text;
    const size_t *places; // of each character, its byte; one more at the end
    struct figure *figures;
    size_t count, capacity;
};

// ---- parts of figures ---------------------------------------------------------------------------------------------

static uint32_t look(const struct figures_walk *walk, size_t at_index)
{
    return at(&walk->text, at_index);
}

static long number_of(const struct figures_walk *walk, size_t first, size_t end)
{
    long number = 0;
    for (size_t i = first; i < end && i < first + 9; i++)
        number = 10 * number + (long)(look(walk, i) - '0');
    return number;
}

static size_t digits_end(const struct figures_walk *walk, size_t first)
{
    return end_digits(&walk->text, first);
}

static char *copy_between(const struct figures_walk *walk, size_t first, size_t end)
{
    return arena_copy(walk->arena, walk->bytes + walk->places[first], walk->places[end] - walk->places[first]);
}

// The digits between two places, all others left out.
static char *copy_digits(const struct figures_walk *walk, size_t first, size_t end)
{
    char *digits = arena_allocate(walk->arena, end - first + 2, 1), *next = digits;
    for (size_t i = first; i < end; i++) {
        if (is(look(walk, i), DIGIT))
            *next++ = (char)look(walk, i);
    }
    return digits;
}

// The end of the word, in any case, if it stands at `first` and is whole; `first` otherwise.
static size_t end_of_word(const struct figures_walk *walk, size_t first, const struct find_word *words, size_t count)
{
    return find_end_one_of(&walk->text, first, words, count);
}

static void add(struct figures_walk *walk, enum figure_kind kind, const char *value, size_t first, size_t end)
{
    walk->figures = arena_grow(walk->arena, walk->figures, walk->count, &walk->capacity, sizeof *walk->figures);
    walk->figures[walk->count++] =
        (struct figure){.kind = kind, .value = value, .start = walk->places[first], .end = walk->places[end]};
}

// ---- what stays as it is ------------------------------------------------------------------------------------------

static size_t read_placeholder(struct figures_walk *walk, size_t first)
{
    size_t end = first + 1;
    if (look(walk, first) == '{') {
        while (end - first < PLACEHOLDER_MAX && end < walk->text.count && look(walk, end) > ' ' && look(walk, end) != '}')
            end++;
        if (look(walk, end) != '}')
            return first;
    } else {
        size_t number = digits_end(walk, end);
        end = number > end && look(walk, number) == '$' ? number + 1 : end;
        if (look(walk, first) != '%' || !is_one_of(look(walk, end), U"sd") || is(look(walk, end + 1), LETTER))
            return first;
    }
    add(walk, FIGURE_PLACEHOLDER, copy_between(walk, first, end + 1), first, end + 1);
    return end + 1;
}

static bool is_of_label(uint32_t character)
{
    return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9') || character == '-';
}

// "dessau-rosslau.de", in small letters: labels of two characters and more, the last one of letters.
static size_t end_host(const struct figures_walk *walk, size_t first)
{
    size_t end = first, labels = 0, label = first;
    bool letters = false;
    for (size_t i = first;; i++) {
        if (is_of_label(look(walk, i)) && i - first < HOST_MAX) {
            letters = (i == label || letters) && look(walk, i) >= 'a';
            continue;
        }
        if (i < label + 2 || is(look(walk, i), LETTER | RIGHT_TO_LEFT) || look(walk, i) == '@')
            break;
        labels++;
        end = letters && labels >= 2 ? i : end;
        if (look(walk, i) != '.')
            break;
        label = i + 1;
    }
    return end;
}

static const char *without(const char *text, const char *prefix)
{
    size_t length = strlen(prefix);
    return strncmp(text, prefix, length) == 0 ? text + length : text;
}

static size_t read_address(struct figures_walk *walk, size_t first)
{
    size_t end = text_find_address(&walk->text, first);
    if (end == first)
        end = end_host(walk, first);
    if (end == first)
        return first;
    char *value = copy_between(walk, first, end);
    bool mail = strchr(value, '@') != NULL && strstr(value, "://") == NULL;
    size_t length = strlen(value);
    for (char *byte = value; mail && *byte != '\0'; byte++)
        *byte = *byte >= 'A' && *byte <= 'Z' ? (char)(*byte | 0x20) : *byte;
    if (length > 1 && value[length - 1] == '/')
        value[length - 1] = '\0';
    value = value + (without(without(without(without(value, "mailto:"), "https://"), "http://"), "www.") - value);
    add(walk, mail ? FIGURE_MAIL : FIGURE_WEB, value, first, end);
    return end;
}

static size_t read_phone(struct figures_walk *walk, size_t first)
{
    size_t end = find_phone(&walk->text, first);
    bool abroad = look(walk, first + (look(walk, first) == '(')) == '+';
    const char *digits = copy_digits(walk, first, end);
    if (end == first || (!abroad && strlen(digits) < PHONE_DIGITS_MIN))
        return first;
    if (!abroad && strncmp(digits, "00", 2) == 0) {
        digits += 2;
        abroad = true;
    }
    if (abroad && strncmp(digits, "49", 2) == 0)
        digits = arena_format(walk->arena, "0%s", digits + 2 + (digits[2] == '0'));
    else if (abroad)
        digits = arena_format(walk->arena, "+%s", digits);
    add(walk, FIGURE_PHONE, digits, first, end);
    return end;
}

// ---- dates and times ----------------------------------------------------------------------------------------------

static bool is_day(long day, long month)
{
    return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

// "2026-12-24", "24.12.2026", "24.12.", "24/12/2026".
static size_t read_date(struct figures_walk *walk, size_t first)
{
    size_t one = digits_end(walk, first), two = digits_end(walk, one + 1), three = digits_end(walk, two + 1);
    uint32_t sign = look(walk, one);
    size_t year_digits = three - two - 1;
    if (!is_one_of(sign, U".-/") || look(walk, two) != sign || two == one + 1 || two - one > 3)
        return first;
    long a = number_of(walk, first, one), b = number_of(walk, one + 1, two);
    long c = three > two ? number_of(walk, two + 1, three) : 0;
    if (one - first == 4 && sign != '.' && year_digits >= 1 && year_digits <= 2 && is_day(c, b)) {
        add(walk, FIGURE_DATE, arena_format(walk->arena, "%ld-%02ld-%02ld", a, b, c), first, three);
        return three;
    }
    if (one - first > 2 || !is_day(a, b))
        return first;
    if (year_digits == 4 || (year_digits == 2 && sign == '.')) {
        add(walk, FIGURE_DATE, arena_format(walk->arena, "%ld-%02ld-%02ld", year_digits == 2 ? 2000 + c : c, b, a), first, three);
        return three;
    }
    if (sign != '.' || year_digits != 0 || is(look(walk, two + 1), LETTER))
        return first;
    add(walk, FIGURE_DATE, arena_format(walk->arena, "%02ld-%02ld", b, a), first, two + 1);
    return two + 1;
}

// The end of "am", "p.m." behind a time; *after_noon: which of the two.
static size_t end_half(const struct figures_walk *walk, size_t first, bool *after_noon)
{
    size_t index = first + is(look(walk, first), SPACE);
    uint32_t letter = look(walk, index) | 0x20;
    bool dots = look(walk, index + 1) == '.';
    size_t m = index + 1 + dots + (dots && is(look(walk, index + 2), SPACE));
    *after_noon = letter == 'p';
    if ((letter != 'a' && letter != 'p') || (look(walk, m) | 0x20) != 'm' || is(look(walk, m + 1), LETTER | DIGIT))
        return first;
    return m + 1 + (dots && look(walk, m + 1) == '.');
}

static void add_time(struct figures_walk *walk, long hour, long minute, size_t first, size_t end)
{
    add(walk, FIGURE_TIME, arena_format(walk->arena, "%02ld:%02ld", hour, minute), first, end);
}

// What stands before a time after noon and is the beginning of its span has the same half of the day: "2–4 pm".
static void shift_beginning(struct figures_walk *walk, long hour, size_t first)
{
    struct figure *before = walk->count == 0 ? NULL : &walk->figures[walk->count - 1];
    if (before == NULL || walk->places[first] - before->end > SPAN_MAX || strchr("1234567890", before->value[0]) == NULL)
        return;
    char *end;
    long begins = strtol(before->value, &end, 10);
    bool number = before->kind == FIGURE_NUMBER && *end == '\0';
    if ((number || before->kind == FIGURE_TIME) && begins >= 1 && begins < 12 && begins + 12 < hour) {
        before->kind = FIGURE_TIME;
        before->value = arena_format(walk->arena, "%02ld:%s", begins + 12, number ? "00" : end + 1);
    }
}

// "8:00", "8.30 Uhr", "14h30", "8 Uhr", "8 Uhr 30", "2 pm".
static size_t read_time(struct figures_walk *walk, size_t first)
{
    static const struct find_word clock[] = {FIND_WORD(U"uhr")};
    size_t end = digits_end(walk, first), next = end;
    long hour = number_of(walk, first, end), minute = 0;
    if (end - first > 2 || hour > 24)
        return first;
    bool spaced = is(look(walk, end), SPACE) && look(walk, end + 1) == 'h';
    if (look(walk, end) == 'h' || spaced)
        next += spaced + 1 + is(look(walk, end + spaced + 1), SPACE);
    else
        next += is_one_of(look(walk, end), U":.");
    size_t next_end = digits_end(walk, next);
    bool minutes = next > end && next_end == next + 2 && number_of(walk, next, next_end) < 60;
    size_t number_end = minutes ? next_end : end;
    minute = minutes ? number_of(walk, next, next_end) : 0;
    bool after_noon;
    size_t half = end_half(walk, number_end, &after_noon);
    size_t word = number_end + is(look(walk, number_end), SPACE);
    size_t word_end = end_of_word(walk, word, clock, COUNT(clock));
    if (half > number_end && hour >= 1 && hour <= 12) {
        hour = hour % 12 + (after_noon ? 12 : 0);
        shift_beginning(walk, hour, first);
        add_time(walk, hour, minute, first, half);
        return half;
    }
    if (word_end > word) {
        size_t behind = word_end + 1, behind_end = digits_end(walk, behind);
        if (!minutes && is(look(walk, word_end), SPACE) && behind_end == behind + 2 && look(walk, behind_end) != '.') {
            minute = number_of(walk, behind, behind_end);
            word_end = behind_end;
        }
        add_time(walk, hour, minute, first, word_end);
        return word_end;
    }
    if (!minutes || look(walk, end) == '.')
        return first;
    add_time(walk, hour, minute, first, number_end);
    return number_end;
}

// ---- numbers ------------------------------------------------------------------------------------------------------

// The end of the groups of three digits behind the first ones, all with the same separator.
static size_t end_thousands(const struct figures_walk *walk, size_t first)
{
    size_t end = digits_end(walk, first);
    uint32_t sign = look(walk, end);
    if (end - first > 3 || look(walk, first) == '0' || (!is(sign, SPACE) && !is_one_of(sign, U".,'’٬")))
        return end;
    while (look(walk, end) == sign && digits_end(walk, end + 1) == end + 4)
        end += 4;
    return end;
}

static size_t end_decimals(const struct figures_walk *walk, size_t end)
{
    size_t next_end = digits_end(walk, end + 1);
    bool sign = is_one_of(look(walk, end), U".,٫");
    bool more = is_one_of(look(walk, next_end), U".,:/") && is(look(walk, next_end + 1), DIGIT); // a list, a paragraph
    return sign && next_end > end + 1 && !more ? next_end : end;
}

static bool has_euro(const struct figures_walk *walk, size_t first, size_t end)
{
    static const struct find_word euros[] = {FIND_WORD(U"euro"), FIND_WORD(U"euros"), FIND_WORD(U"eur"),
                                             FIND_WORD(U"евро"), FIND_WORD(U"євро"),  FIND_WORD(U"يورو"),
                                             FIND_WORD(U"یورو"), FIND_WORD(U"ዩሮ"),    FIND_WORD(U"avro")};
    size_t before = first - (first > 0 && is(look(walk, first - 1), SPACE));
    size_t behind = end + is(look(walk, end), SPACE);
    return (before > 0 && look(walk, before - 1) == U'€') || look(walk, behind) == U'€' ||
           end_of_word(walk, behind, euros, COUNT(euros)) > behind;
}

static size_t read_number(struct figures_walk *walk, size_t first)
{
    size_t whole = end_thousands(walk, first), end = end_decimals(walk, whole);
    char *value = copy_digits(walk, first, whole);
    if (end > whole) {
        char *decimals = copy_digits(walk, whole, end);
        size_t length = strlen(decimals);
        while (length > 0 && decimals[length - 1] == '0')
            decimals[--length] = '\0';
        value = length == 0 ? value : arena_format(walk->arena, "%s.%s", value, decimals);
    }
    add(walk, has_euro(walk, first, end) ? FIGURE_PRICE : FIGURE_NUMBER, value, first, end);
    walk->figures[walk->count - 1].in_word = first > 0 && is(look(walk, first - 1), LETTER);
    walk->figures[walk->count - 1].ordinal = end - first <= 2 && look(walk, end) == '.' && is(look(walk, end + 1), SPACE) &&
                                             is(look(walk, end + 2), LETTER);
    return end;
}

// ---- the walk -----------------------------------------------------------------------------------------------------

static size_t read_figure(struct figures_walk *walk, size_t first)
{
    size_t (*const readers[])(struct figures_walk *, size_t) = {read_date, read_time, read_phone, read_number};
    uint32_t character = look(walk, first);
    size_t end = first;
    if (character == '{' || character == '%')
        return read_placeholder(walk, first);
    if (character == '+' || character == '(')
        return read_phone(walk, first);
    for (size_t i = 0; is(character, DIGIT) && i < COUNT(readers) && end == first; i++)
        end = readers[i](walk, first);
    return end;
}

// Decodes the text, with digits of every script as European ones.
static void decode(struct figures_walk *walk)
{
    size_t count, place = 0;
    uint32_t *characters = codepoint_decode(walk->arena, walk->bytes, strlen(walk->bytes), &count);
    size_t *places = arena_allocate(walk->arena, count + 1, sizeof *places);
    for (size_t i = 0; i < count; i++) {
        char bytes[4];
        places[i] = place;
        place += codepoint_write(bytes, characters[i]);
        int digit = uc_decimal_value(characters[i]);
        characters[i] = digit >= 0 ? '0' + (uint32_t)digit : characters[i];
    }
    places[count] = place;
    walk->text = (struct find_text){.characters = characters, .count = count};
    walk->places = places;
}

struct figure *text_figures(struct arena *arena, const char *text, size_t *count)
{
    struct figures_walk walk = {.arena = arena, .bytes = text};
    decode(&walk);
    for (size_t i = 0; i < walk.text.count;) {
        size_t end = i;
        bool inside = i > 0 && is(look(&walk, i - 1), LETTER | DIGIT);
        if (!inside && is(look(&walk, i), BEGINNING))
            end = read_address(&walk, i);
        if (end == i)
            end = read_figure(&walk, i);
        i = end > i ? end : i + 1;
    }
    *count = walk.count;
    return walk.figures;
}
