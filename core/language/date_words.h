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

#endif
