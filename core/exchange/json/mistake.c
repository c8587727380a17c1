// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A parser stops where nothing fits any more; people need the place where they forgot something. That is mostly the end
// of what stands before. So a text that jansson has refused is read once more, with an eye to what hands do wrong.
#include "core/exchange/json/mistake.h"

#include "core/text/accept.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

enum {
    DEPTH_MAX = 64,  // our files have ten; beyond, jansson's own message will do
    NAMES_MAX = 500, // of one object that are compared with each other
};

struct scan {
    struct arena *arena;
    const char *bytes;
    size_t size, at;
    int depth;
    struct json_mistake *mistake;
};

// What was read last.
struct json_value {
    size_t first, end;
};

static int peek(const struct scan *scan)
{
    return scan->at < scan->size ? (unsigned char)scan->bytes[scan->at] : -1;
}

static size_t line_of(const struct scan *scan, size_t at)
{
    size_t line = 1;
    for (size_t i = 0; i < at; i++)
        line += scan->bytes[i] == '\n';
    return line;
}

// Notes the mistake; always false.
static bool mistaken(struct scan *scan, size_t at, const char *mend, const char *why, ...)
    __attribute__((format(printf, 4, 5)));

static bool mistaken(struct scan *scan, size_t at, const char *mend, const char *why, ...)
{
    char text[256];
    va_list arguments;
    va_start(arguments, why);
    vsnprintf(text, sizeof text, why, arguments);
    va_end(arguments);
    size_t column = 1;
    for (size_t i = at; i > 0 && scan->bytes[i - 1] != '\n'; i--)
        column += ((unsigned char)scan->bytes[i - 1] & 0xC0) != 0x80;
    *scan->mistake = (struct json_mistake){line_of(scan, at), column, text_clean(scan->arena, text, strlen(text)),
                                           arena_copy_text(scan->arena, mend)};
    return false;
}

static bool begins_with(const struct scan *scan, size_t at, const char *text)
{
    size_t length = strlen(text);
    return scan->size - at >= length && memcmp(scan->bytes + at, text, length) == 0;
}

// A quotation mark of a word processor, which JSON does not know; NULL for none.
static const char *typographic_quote(const struct scan *scan, size_t at)
{
    static const char *const quotes[] = {"„", "“", "”", "«", "»", "‚", "‘", "’", "'", "´", "`"};
    for (size_t i = 0; at < scan->size && i < sizeof quotes / sizeof *quotes; i++)
        if (begins_with(scan, at, quotes[i]))
            return quotes[i];
    return NULL;
}

// A blank that is none to JSON, or a sign that nobody sees, as they come along with what is copied from a page; 0 for none.
static uint32_t unseen_sign(const struct scan *scan, size_t at)
{
    ucs4_t sign;
    if (at >= scan->size || (unsigned char)scan->bytes[at] < 0x80 ||
        u8_mbtouc(&sign, (const uint8_t *)scan->bytes + at, scan->size - at) < 1)
        return 0;
    return uc_is_property_white_space(sign) || uc_is_property_default_ignorable_code_point(sign) ? sign : 0;
}

static bool skip_blanks(struct scan *scan)
{
    uint32_t unseen;
    while (scan->at < scan->size) {
        if (strchr(" \t\r\n", scan->bytes[scan->at]) != NULL && scan->bytes[scan->at] != '\0')
            scan->at++;
        else if ((unseen = unseen_sign(scan, scan->at)) == 0xA0)
            return mistaken(scan, scan->at, "replace it by an ordinary blank",
                            "a no-break blank stands outside a text");
        else if (unseen != 0)
            return mistaken(scan, scan->at, "remove it: delete what stands around it, and write that again",
                            "a sign that nobody sees (U+%04X) stands outside a text", (unsigned)unseen);
        else if (begins_with(scan, scan->at, "//") || begins_with(scan, scan->at, "/*") || scan->bytes[scan->at] == '#')
            return mistaken(scan, scan->at, "remove it, or write a \"note\"", "a remark cannot stand here");
        else
            break;
    }
    return true;
}

// ---- texts -------------------------------------------------------------------------------------------------------

// The text that began at `first` was not closed when the line ended at `end`.
static bool never_closed(struct scan *scan, size_t first, size_t end)
{
    size_t last = end;
    while (last > first + 1 && strchr(" \t\r,", scan->bytes[last - 1]) != NULL)
        last--;
    for (size_t length = 1; length <= 3 && last > first + length; length++) {
        const char *quote = typographic_quote(scan, last - length);
        if (quote != NULL && strlen(quote) == length)
            return mistaken(scan, last - length, "write \" there", "a text ends in %s instead of \"", quote);
    }
    return mistaken(scan, first, "write \" at its end, and no line break in it",
                    "the text that begins here has no \" at its end");
}

static bool read_escape(struct scan *scan)
{
    size_t at = scan->at++;
    int escaped = peek(scan);
    if (escaped == 'u') {
        size_t digits = 0;
        while (digits < 4 && scan->at + 1 + digits < scan->size &&
               strchr("0123456789abcdefABCDEF", scan->bytes[scan->at + 1 + digits]) != NULL)
            digits++;
        if (digits < 4)
            return mistaken(scan, at, "write the letter itself", "\\u needs four hexadecimal digits");
    } else if (escaped <= 0 || strchr("\"\\/bfnrt", escaped) == NULL) {
        return mistaken(scan, at, "write \\\\ for a backslash",
                        "a backslash stands before something that it does not fit to");
    }
    scan->at++;
    return true;
}

static bool read_text(struct scan *scan, struct json_value *text)
{
    text->first = scan->at++;
    for (;;) {
        int character = peek(scan);
        if (character < 0 || character == '\n' || character == '\r')
            return never_closed(scan, text->first, scan->at);
        if (character == '"')
            break;
        if (character == '\t')
            return mistaken(scan, scan->at, "write a blank", "a tab stands inside a text");
        if (character < ' ')
            return mistaken(scan, scan->at, "remove it", "a control character (U+%04X) stands inside a text",
                            (unsigned)character);
        if (character == '\\') {
            if (!read_escape(scan))
                return false;
        } else {
            scan->at++;
        }
    }
    text->end = ++scan->at;
    return true;
}

// ---- values ------------------------------------------------------------------------------------------------------

static bool is_digit(int character)
{
    return character >= '0' && character <= '9';
}

static bool is_letter(int character)
{
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || character >= 0x80;
}

static size_t skip_digits(const struct scan *scan, size_t at)
{
    while (at < scan->size && is_digit((unsigned char)scan->bytes[at]))
        at++;
    return at;
}

// The end of what JSON has for a number: digits, which begin with a zero only when there is but one, a fraction, a
// power of ten; `first` when there is none.
static size_t end_number(const struct scan *scan, size_t first)
{
    size_t digits = first + (scan->bytes[first] == '-');
    size_t end = skip_digits(scan, digits);
    if (end == digits || (scan->bytes[digits] == '0' && end > digits + 1))
        return first;
    if (end < scan->size && scan->bytes[end] == '.' && skip_digits(scan, end + 1) > end + 1)
        end = skip_digits(scan, end + 1);
    if (end < scan->size && (scan->bytes[end] | 0x20) == 'e') {
        size_t power = end + 1;
        power += power < scan->size && (scan->bytes[power] == '+' || scan->bytes[power] == '-');
        if (skip_digits(scan, power) > power)
            end = skip_digits(scan, power);
    }
    return end;
}

static bool read_number(struct scan *scan)
{
    size_t first = scan->at;
    scan->at = end_number(scan, first);
    int behind = peek(scan);
    if (scan->at > first && (behind < 0 || strchr(" \t\r\n,]}\"{[", behind) != NULL || unseen_sign(scan, scan->at) != 0))
        return true;
    return mistaken(scan, first, "write it in quotes, as \"0340\" or \"08:00\"",
                    "a number, a time or a date that is a text has no quotes");
}

static bool read_word(struct scan *scan)
{
    static const char *const words[] = {"true", "false", "null"};
    size_t first = scan->at;
    while (is_letter(peek(scan)) || is_digit(peek(scan)) || peek(scan) == '_')
        scan->at++;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (scan->at - first == strlen(words[i]) && begins_with(scan, first, words[i]))
            return true;
    return mistaken(scan, first, "write a text in quotes; without them only numbers, true, false and null",
                    "\"%.*s\" has no quotes", (int)(scan->at - first < 30 ? scan->at - first : 30),
                    scan->bytes + first);
}

static bool read_value(struct scan *scan, struct json_value *value);

// What stands where a name or a value should, or a comma.
static bool misplaced(struct scan *scan, const char *expected)
{
    int character = peek(scan);
    const char *quote = typographic_quote(scan, scan->at);
    if (quote != NULL)
        return mistaken(scan, scan->at, "write \" there, and at the end of the text",
                        "a text begins with %s instead of \"", quote);
    if (character < 0)
        return mistaken(scan, scan->at, "add what is missing at its end", "the file ends in the middle");
    if (character == ',')
        return mistaken(scan, scan->at, "remove it", "a comma is too much");
    if (begins_with(scan, scan->at, "<<<<<<<") || begins_with(scan, scan->at, "=======") ||
        begins_with(scan, scan->at, ">>>>>>>"))
        return mistaken(scan, scan->at, "keep one of the two versions between <<<<<<< and >>>>>>>, and remove the marks",
                        "two versions of the file were not brought together");
    return mistaken(scan, scan->at, "see what stands before it", "%s is expected here, not \"%c\"", expected,
                    character >= ' ' && character < 0x7F ? character : '?');
}

// The object or list that began at `open` ends otherwise than it should.
static bool not_closed(struct scan *scan, size_t open)
{
    char closer = scan->bytes[open] == '{' ? '}' : ']';
    return mistaken(scan, scan->at, arena_format(scan->arena, "add %c, or remove what is too much", closer),
                    "%c is missing: the %c of line %zu is not closed", closer, scan->bytes[open], line_of(scan, open));
}

// Does nothing but blanks follow in the line?
static bool ends_line(const struct scan *scan, size_t at)
{
    while (at < scan->size && strchr(" \t\r", scan->bytes[at]) != NULL && scan->bytes[at] != '\0')
        at++;
    return at >= scan->size || scan->bytes[at] == '\n';
}

// What follows a value in an object or a list that began at `open`: true at its end or behind a comma.
static bool read_separator(struct scan *scan, size_t open, const struct json_value *before, bool *ended)
{
    char closer = scan->bytes[open] == '{' ? '}' : ']';
    if (!skip_blanks(scan))
        return false;
    int character = peek(scan);
    *ended = character == closer;
    if (*ended) {
        scan->at++;
        return true;
    }
    if (character == ',') {
        size_t comma = scan->at++;
        if (!skip_blanks(scan))
            return false;
        if (peek(scan) == '}' || peek(scan) == ']')
            return mistaken(scan, comma, arena_format(scan->arena, "remove it, as it stands before %c", peek(scan)),
                            "a comma is too much");
        return true;
    }
    if (character < 0 || character == '}' || character == ']')
        return not_closed(scan, open);
    bool text = scan->bytes[before->first] == '"';
    bool same_line = memchr(scan->bytes + before->end, '\n', scan->at - before->end) == NULL;
    if (character == ':' && closer == ']')
        return line_of(scan, open) == line_of(scan, scan->at)
                   ? mistaken(scan, scan->at, "use {…} for names with values", "a list […] has no names")
                   : mistaken(scan, before->first, "add ] before this",
                              "] is missing: the [ of line %zu is not closed", line_of(scan, open));
    if (same_line && strchr(";.|", character) != NULL && ends_line(scan, scan->at + 1))
        return mistaken(scan, scan->at, "write a comma there", "a \"%c\" stands where a comma should", character);
    bool begins_value = strchr("\"{[-0123456789", character) != NULL || typographic_quote(scan, scan->at) != NULL;
    if (text && same_line && !begins_value)
        return mistaken(scan, before->end - 1, "write \\\" for it, or „ and “", "a \" inside a text ends it");
    return mistaken(scan, before->end, "add a comma there", "a comma is missing behind this");
}

// Whether the object does not have the last of the names twice; otherwise that is the mistake.
static bool is_new_name(struct scan *scan, const struct json_value *names, size_t count)
{
    const struct json_value *name = &names[count - 1];
    for (size_t i = 0; i + 1 < count; i++) {
        size_t length = name->end - name->first;
        if (names[i].end - names[i].first == length &&
            memcmp(scan->bytes + names[i].first, scan->bytes + name->first, length) == 0)
            return mistaken(scan, name->first, "keep one of them", "%.*s is there twice, also in line %zu",
                            (int)(length < 60 ? length : 60), scan->bytes + name->first, line_of(scan, names[i].first));
    }
    return true;
}

static bool read_name(struct scan *scan, size_t open, const struct json_value *before, struct json_value *name)
{
    int character = peek(scan);
    if (character < 0 || (character == '{' && before->end > 0))
        return not_closed(scan, open);
    if (is_digit(character) && before->end > 0 && is_digit(scan->bytes[before->first]))
        return mistaken(scan, before->end, "write a point: 51.83", "a number with a comma");
    if (is_letter(character) && typographic_quote(scan, scan->at) == NULL)
        return mistaken(scan, scan->at, "write it as \"name\": …", "a name has no quotes");
    if (character != '"')
        return misplaced(scan, "a name in quotes");
    if (!read_text(scan, name) || !skip_blanks(scan))
        return false;
    if (peek(scan) != ':')
        return mistaken(scan, name->end, "write \"name\": value", "a colon is missing behind the name %.*s",
                        (int)(name->end - name->first < 60 ? name->end - name->first : 60), scan->bytes + name->first);
    scan->at++;
    return skip_blanks(scan);
}

static bool read_object(struct scan *scan)
{
    size_t open = scan->at++;
    struct json_value value = {0};
    struct json_value names[NAMES_MAX];
    size_t count = 0;
    bool ended = false;
    if (!skip_blanks(scan))
        return false;
    if (peek(scan) == '}') {
        scan->at++;
        return true;
    }
    while (!ended) {
        struct json_value name;
        if (!read_name(scan, open, &value, &name))
            return false;
        if (count < NAMES_MAX) {
            names[count++] = name;
            if (!is_new_name(scan, names, count))
                return false;
        }
        if (!read_value(scan, &value) || !read_separator(scan, open, &value, &ended))
            return false;
    }
    return true;
}

static bool read_list(struct scan *scan)
{
    size_t open = scan->at++;
    struct json_value value;
    bool ended = false;
    if (!skip_blanks(scan))
        return false;
    if (peek(scan) == ']') {
        scan->at++;
        return true;
    }
    while (!ended)
        if (!read_value(scan, &value) || !read_separator(scan, open, &value, &ended))
            return false;
    return true;
}

static bool read_value(struct scan *scan, struct json_value *value)
{
    int character = peek(scan);
    bool read;
    value->first = scan->at;
    if (scan->depth == DEPTH_MAX)
        return false;
    scan->depth++;
    if (character == '{')
        read = read_object(scan);
    else if (character == '[')
        read = read_list(scan);
    else if (character == '"')
        read = read_text(scan, value);
    else if (is_digit(character) || character == '-')
        read = read_number(scan);
    else if (is_letter(character) && typographic_quote(scan, scan->at) == NULL)
        read = read_word(scan);
    else
        read = misplaced(scan, "a value");
    scan->depth--;
    value->end = scan->at;
    return read;
}

// ---- the whole ----------------------------------------------------------------------------------------------------

// Is the file written in UTF-8, and does nothing stand before its beginning?
static bool is_encoded_right(struct scan *scan)
{
    if (begins_with(scan, 0, "\xFF\xFE") || begins_with(scan, 0, "\xFE\xFF") ||
        (scan->size > 1 && scan->bytes[1] == '\0'))
        return mistaken(scan, 0, "save it as UTF-8", "the file is written in UTF-16");
    if (begins_with(scan, 0, "\xEF\xBB\xBF"))
        return mistaken(scan, 0, "save it as UTF-8 without a BOM",
                        "an invisible mark (BOM) stands at the beginning of the file");
    const uint8_t *wrong = u8_check((const uint8_t *)scan->bytes, scan->size);
    if (wrong == NULL)
        return true;
    return mistaken(scan, (size_t)(wrong - (const uint8_t *)scan->bytes), "save the file as UTF-8",
                    "the file is not written in UTF-8, but perhaps in Latin-1 or Windows-1252: byte 0x%02X", *wrong);
}

bool json_find_mistake(struct arena *arena, const char *bytes, size_t size, struct json_mistake *mistake)
{
    struct scan scan = {.arena = arena, .bytes = bytes, .size = size, .mistake = mistake};
    struct json_value value;
    *mistake = (struct json_mistake){0};
    bool right = is_encoded_right(&scan) && skip_blanks(&scan);
    if (right && peek(&scan) < 0)
        right = mistaken(&scan, 0, "write the content, or remove the file", "the file is empty");
    right = right && read_value(&scan, &value) && skip_blanks(&scan);
    if (right && peek(&scan) >= 0)
        mistaken(&scan, scan.at, "remove it; perhaps a bracket before it is too much",
                 "something stands behind the end of the whole");
    return mistake->why != NULL;
}
