// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Each month's text stands there whole, because its name has other forms beside a day than alone.
#include "core/language/date_words.h"

#include <string.h>

enum { MONTHS = 12 };

// With marks where something comes in: 1 a day, 2 a day of two digits, 3 the year.
static const struct {
    const char *locale;
    const char *months[2][MONTHS]; // without a day, with one
} dates[] = {
#include "generated/dates.inc"
};

static const char *text_of(const char *locale, int month, bool with_day)
{
    for (size_t i = 0; i < sizeof dates / sizeof *dates && month >= 1 && month <= MONTHS; i++) {
        if (strcmp(dates[i].locale, locale) == 0)
            return dates[i].months[with_day][month - 1];
    }
    return NULL;
}

char *date_words(struct arena *arena, const char *locale, struct local_time date, bool with_day)
{
    const char *rest = text_of(locale, date.month, with_day);
    if (rest == NULL)
        return NULL;
    char *words = arena_copy_text(arena, "");
    for (;;) {
        size_t length = strcspn(rest, "\001\002\003");
        char mark = rest[length];
        if (mark == '\0')
            return arena_format(arena, "%s%s", words, rest);
        words = mark == '\002'
                    ? arena_format(arena, "%s%.*s%02d", words, (int)length, rest, date.day)
                    : arena_format(arena, "%s%.*s%d", words, (int)length, rest, mark == '\001' ? date.day : date.year);
        rest += length + 1;
    }
}
