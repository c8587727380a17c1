// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Each month's text stands there whole, because its name has other forms beside a day than alone.
#include "core/language/date_words.h"

#include "core/text/fold.h"

#include <string.h>

// With marks where something comes in: 1 a day, 2 a day of two digits, 3 the year.
static const struct {
    const char *locale;
    const char *months[2][DATE_MONTHS]; // without a day, with one
} dates[] = {
#include "generated/dates.inc"
};

static const char *text_of(const char *locale, int month, bool with_day)
{
    for (size_t i = 0; i < sizeof dates / sizeof *dates && month >= 1 && month <= DATE_MONTHS; i++) {
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

static bool has_word(const char *text, const char *word, size_t length)
{
    for (const char *at = text; (at = strstr(at, word)) != NULL; at++) {
        if ((at == text || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return true;
    }
    return false;
}

static const char *find_name(struct arena *arena, const char *const folded[DATE_MONTHS], int month)
{
    size_t length;
    for (const char *next = folded[month]; *next != '\0'; next += length + (next[length] == ' ')) {
        length = strcspn(next, " ");
        const char *word = arena_copy(arena, next, length);
        bool own = length > 0 && strspn(word, "0123456789") < length;
        for (int i = 0; own && i < DATE_MONTHS; i++)
            own = i == month || !has_word(folded[i], word, length);
        if (own)
            return word;
    }
    return NULL;
}

void date_month_names(struct arena *arena, const char *locale, const char *names[2][DATE_MONTHS])
{
    for (int with_day = 0; with_day < 2; with_day++) {
        const char *folded[DATE_MONTHS];
        for (int month = 0; month < DATE_MONTHS; month++) {
            const char *text = text_of(locale, month + 1, with_day != 0);
            folded[month] = text == NULL ? "" : text_fold(arena, text);
        }
        for (int month = 0; month < DATE_MONTHS; month++)
            names[with_day][month] = find_name(arena, folded, month);
    }
}
