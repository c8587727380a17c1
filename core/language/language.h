// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The languages that the programs know: how they call themselves, which way they run, which programs are whole in them.
#ifndef KOMPASS_CORE_LANGUAGE_LANGUAGE_H
#define KOMPASS_CORE_LANGUAGE_LANGUAGE_H

#include "core/base/geography.h"
#include "core/text/layout.h"

#include <stdbool.h>
#include <stddef.h>

enum { LANGUAGE_TABLE_MAX = 64 };  // languages that the table may have: whoever keeps something of each has so many places
enum { LANGUAGE_CHOICES_MAX = 6 }; // two languages, what each is a form of, English and German

struct language {
    const char *tag;     // BCP 47
    const char *autonym; // its own name for itself
    const char *german;  // its German name, for staff
    const char *locale;  // ICU locale: digits as printed on doors, Gregorian calendar
    const char *script;  // ISO 15924
    enum text_direction direction;
    const char *list_separator; // between the things of a list
    const char *programs; // those that are whole in it, a blank before and behind each: " kiosk staff "
};

// The program for newcomers: content is asked for in the languages that are offered there.
#define PROGRAM_KIOSK "kiosk"

// All known languages, in the order in which they are offered: German first. The table is static.
const struct language *language_table(size_t *count);

// NULL when the tag is not known. Compares like BCP 47, without regard to case.
const struct language *language_by_tag(const char *tag);

// Whether a program, known by its folder of locales/, has all its messages in the language and so offers it.
bool language_is_offered(const struct language *language, const char *program);

// Whether two are forms of one language, as German and easy German: their tags begin with the same subtag.
bool language_is_same(const struct language *first, const struct language *second);

// Somebody who reads.
struct reader {
    const struct language *languages[LANGUAGE_CHOICES_MAX]; // best first; text is taken in the first of these that it
                                                            // exists in. Ends at the first NULL
    struct coordinates here; // where they stand; unknown: where their city is
};

// The reader of one language: it, for a form of a language such as de-simple that language if it is known, then English,
// then German.
struct reader reader_of(const struct language *language);

// The same of somebody who also reads a second language: it and what it is a form of come before English. NULL:
// none.
struct reader reader_of_two(const struct language *language, const struct language *second);

// The place of the language in the reader's order, LANGUAGE_CHOICES_MAX when it is not in it. `tag` may be NULL.
size_t reader_rank(const struct reader *reader, const char *tag);

#endif
