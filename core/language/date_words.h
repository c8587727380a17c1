// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Dates in words, as ICU wrote them when the programs were built (locales/dates.c): to open what ICU needs for the one
// date of the first screen took an eighth of the time until it was there.
#ifndef KOMPASS_CORE_LANGUAGE_DATE_WORDS_H
#define KOMPASS_CORE_LANGUAGE_DATE_WORDS_H

#include "core/base/arena.h"
#include "core/base/clock.h"

#include <stdbool.h>

// "23. November 2026", or "November 2026" without the day, in the arena; NULL for a locale that is in no language of the
// table, and for no month.
char *date_words(struct arena *arena, const char *locale, struct local_time date, bool with_day);

enum { DATE_MONTHS = 12 };

// The folded name of each month as it stands alone and beside a day (core/text/fold.h), in the arena: in each date, the word that is
// in no other month's. NULL where there is none: of a locale that is in no language of the table, and of months that are numbers.
void date_month_names(struct arena *arena, const char *locale, const char *names[2][DATE_MONTHS]);

#endif
