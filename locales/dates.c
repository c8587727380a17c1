// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Run when the programs are built: writes down how ICU writes dates in each language, as rows of C
// (core/language/date_words.c). A date that nobody else has, 28 of a month in 2345, shows where day and year stand.
#include "core/language/language.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/ustring.h>

enum { UNITS = 256, YEAR = 2345, DAY = 28, SINGLE_DAY = 5, DAY_MS = 86400000 };

static const struct language languages[] = {
#include "generated/languages.inc"
};
static const UChar utc[] = {'U', 'T', 'C', 0};

static void stop(const char *locale, const char *why)
{
    fprintf(stderr, "dates: %s: %s\n", locale, why);
    exit(EXIT_FAILURE);
}

// Year and month have no style of their own in ICU: CLDR is asked for the language's pattern of the two.
static UDateFormat *open_format(const char *locale, bool with_day)
{
    static const UChar year_and_month[] = {'y', 'M', 'M', 'M', 'M', 0};
    UChar pattern[UNITS];
    UErrorCode error = U_ZERO_ERROR;
    UDateTimePatternGenerator *generator = udatpg_open(locale, &error);
    int32_t length = udatpg_getBestPattern(generator, year_and_month, -1, pattern, UNITS, &error);
    udatpg_close(generator);
    UDateFormat *format = with_day ? udat_open(UDAT_NONE, UDAT_LONG, locale, utc, -1, NULL, 0, &error)
                                   : udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, utc, -1, pattern, length, &error);
    if (U_FAILURE(error))
        stop(locale, u_errorName(error));
    return format;
}

static void write_date(UDateFormat *format, const char *locale, int month, int day, char text[UNITS])
{
    UChar units[UNITS];
    UErrorCode error = U_ZERO_ERROR;
    UCalendar *calendar = ucal_open(utc, -1, locale, UCAL_GREGORIAN, &error);
    ucal_setDateTime(calendar, YEAR, month, day, 12, 0, 0, &error);
    int32_t length = udat_format(format, ucal_getMillis(calendar, &error), units, UNITS, NULL, &error);
    u_strToUTF8(text, UNITS, NULL, units, length, &error);
    ucal_close(calendar);
    if (U_FAILURE(error))
        stop(locale, u_errorName(error));
}

// Puts a mark in the place of what stands once in the text. False when it does not.
static bool put_mark(char *text, const char *what, char mark)
{
    char *place = strstr(text, what);
    if (place == NULL || strstr(place + 1, what) != NULL)
        return false;
    *place = mark;
    memmove(place + 1, place + strlen(what), strlen(place + strlen(what)) + 1);
    return true;
}

// Whether another day of the month is written with the text and its marks.
static bool is_written_by(const char *other, const char *text, int day)
{
    char filled[2 * UNITS] = "";
    for (const char *byte = text; *byte != '\0'; byte++) {
        size_t length = strlen(filled);
        if (*byte > '\003' || *byte < '\001')
            snprintf(filled + length, sizeof filled - length, "%c", *byte);
        else
            snprintf(filled + length, sizeof filled - length, *byte == '\002' ? "%02d" : "%d",
                     *byte == '\003' ? YEAR : day);
    }
    return strcmp(filled, other) == 0;
}

// The text of a month with \001 for a day, \002 for one of two digits, \003 for the year.
static void write_month(UDateFormat *format, const char *locale, int month, bool with_day)
{
    char text[UNITS], single[UNITS];
    write_date(format, locale, month, DAY, text);
    write_date(format, locale, month, SINGLE_DAY, single);
    if (!put_mark(text, "2345", '\003') || (with_day && !put_mark(text, "28", '\001')))
        stop(locale, "this date has no place for day and year");
    if (with_day && !is_written_by(single, text, SINGLE_DAY))
        *strchr(text, '\001') = '\002';
    if (!is_written_by(single, text, SINGLE_DAY))
        stop(locale, "this date is written in another way on other days");
    fputc('"', stdout);
    for (const char *byte = text; *byte != '\0'; byte++)
        printf("\\%03o", (unsigned)(unsigned char)*byte);
    fputs("\", ", stdout);
}

int main(void)
{
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        const char *locale = languages[i].locale;
        printf("{\"%s\", {", locale);
        for (int with_day = 0; with_day < 2; with_day++) {
            UDateFormat *format = open_format(locale, with_day != 0);
            fputs("{", stdout);
            for (int month = 0; month < 12; month++)
                write_month(format, locale, month, with_day != 0);
            fputs("}, ", stdout);
            udat_close(format);
        }
        puts("}},");
    }
    return ferror(stdout) || fflush(stdout) != 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
