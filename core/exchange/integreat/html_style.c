// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Of all that a style can say only that matters which changes what is read: what is hidden, struck out or raised.
#include "core/exchange/integreat/html_private.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { NUMBER_MAX = 9999, ROMAN_MAX = 3999, MARK_BYTES_MAX = 12 };

static const char **find_attribute(const unsigned char **attributes, const char *name)
{
    for (size_t i = 0; attributes != NULL && attributes[i] != NULL; i += 2) {
        if (strcasecmp((const char *)attributes[i], name) == 0)
            return (const char **)(void *)&attributes[i];
    }
    return NULL;
}

const char *html_attribute(const unsigned char **attributes, const char *name)
{
    const char **found = find_attribute(attributes, name);
    return found == NULL || found[1] == NULL ? "" : found[1];
}

bool html_has_attribute(const unsigned char **attributes, const char *name)
{
    return find_attribute(attributes, name) != NULL;
}

long html_number(const unsigned char **attributes, const char *name, long otherwise)
{
    const char *value = html_attribute(attributes, name);
    char *end;
    long number = strtol(value, &end, 10);
    return end == value || number < -NUMBER_MAX || number > NUMBER_MAX ? otherwise : number;
}

static bool has_word(const char *text, size_t length, const char *word)
{
    for (size_t i = 0; i < length;) {
        size_t here = strcspn(text + i, " \t\n\r\f,!");
        if (here > length - i)
            here = length - i;
        if (here == strlen(word) && strncasecmp(text + i, word, here) == 0)
            return true;
        i += here + 1;
    }
    return false;
}

bool html_style_says(const unsigned char **attributes, const char *property, const char *word)
{
    const char *rest = html_attribute(attributes, "style");
    while (*rest != '\0') {
        rest += strspn(rest, " \t\n\r\f;");
        size_t length = strcspn(rest, ";");
        size_t name = strcspn(rest, ":; \t\n\r\f");
        const char *colon = memchr(rest, ':', length);
        if (colon != NULL && name == strlen(property) && strncasecmp(rest, property, name) == 0 &&
            has_word(colon + 1, length - (size_t)(colon + 1 - rest), word))
            return true;
        rest += length;
    }
    return false;
}

bool html_is_unseen(const unsigned char **attributes)
{
    return html_has_attribute(attributes, "hidden") || html_style_says(attributes, "display", "none") ||
           html_style_says(attributes, "visibility", "hidden") ||
           html_style_says(attributes, "visibility", "collapse") ||
           html_style_says(attributes, "text-decoration", "line-through") ||
           html_style_says(attributes, "text-decoration-line", "line-through");
}

static int digit_of(char character)
{
    const char *digits = "0123456789abcdef";
    const char *found = character == '\0' ? NULL : strchr(digits, character | 0x20);
    return found == NULL ? -1 : (int)(found - digits);
}

char *html_decode(struct arena *arena, const char *address, size_t length)
{
    char *text = arena_allocate(arena, length + 1, 1);
    size_t written = 0;
    for (size_t i = 0; i < length; i++) {
        bool escaped =
            address[i] == '%' && i + 2 < length && digit_of(address[i + 1]) >= 0 && digit_of(address[i + 2]) >= 0;
        text[written++] = escaped ? (char)(digit_of(address[i + 1]) * 16 + digit_of(address[i + 2])) : address[i];
        i += escaped ? 2 : 0;
    }
    return text;
}

// a to z, aa, ab … in `letters`, which has room for as many as NUMBER_MAX takes.
static void write_letters(long number, char letters[4])
{
    size_t length = 0;
    for (long rest = number; rest > 0; rest = (rest - 1) / 26)
        length++;
    letters[length] = '\0';
    for (; number > 0; number = (number - 1) / 26)
        letters[--length] = (char)('a' + (number - 1) % 26);
}

static void write_roman(long number, char letters[16])
{
    static const struct {
        int value;
        const char *sign;
    } signs[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
                 {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
    char *end = letters;
    *end = '\0';
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        for (; number >= signs[i].value; number -= signs[i].value)
            end = stpcpy(end, signs[i].sign);
    }
}

const char *html_mark(struct arena *arena, const char *before, char type, long number)
{
    char letters[16] = "";
    char lower = (char)(type | 0x20);
    if (lower == 'a' && number > 0)
        write_letters(number, letters);
    else if (lower == 'i' && number > 0 && number <= ROMAN_MAX)
        write_roman(number, letters);
    for (char *letter = letters; type != lower && *letter != '\0'; letter++)
        *letter = (char)(*letter - 'a' + 'A');
    const char *mark =
        letters[0] != '\0' ? arena_format(arena, "%s.", letters) : arena_format(arena, "%s%ld.", before, number);
    return strlen(mark) <= MARK_BYTES_MAX ? mark : NULL;
}
