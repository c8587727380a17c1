// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A rule of recurrence as it is chosen in words, "every second Tuesday of the month, until Christmas", and the rule of RFC 5545
// that says the same.
#ifndef KOMPASS_CORE_TIME_RECURRENCE_WORDS_H
#define KOMPASS_CORE_TIME_RECURRENCE_WORDS_H

#include "core/base/arena.h"
#include "core/time/recurrence.h"

enum recurrence_choice {
    RECURRENCE_ONCE,
    RECURRENCE_EVERY_DAY,
    RECURRENCE_EVERY_WEEK,    // on the weekdays
    RECURRENCE_MONTH_WEEKDAY, // on some of a month's weekdays of that name
    RECURRENCE_MONTH_DAY,     // on a day of the month
    RECURRENCE_EVERY_YEAR,    // on the date of the start
    RECURRENCE_OTHER,         // a rule that these words cannot say: it is kept as it is
    RECURRENCE_CHOICES,
};

enum { RECURRENCE_INTERVAL_MAX = 99, RECURRENCE_COUNT_MAX = 999, RECURRENCE_LAST_DAY = -1, RECURRENCE_LAST_OF_MONTH = 32 };

struct recurrence_words {
    enum recurrence_choice choice;
    int interval;      // every so many days, weeks, months or years: 1 to RECURRENCE_INTERVAL_MAX
    unsigned weekdays; // of a week, or the one of a month: bit 0 is Monday
    unsigned ordinals; // of RECURRENCE_MONTH_WEEKDAY: bit 0 is the first, bit 4 the fifth, RECURRENCE_LAST_OF_MONTH the last
    int month_day;     // of RECURRENCE_MONTH_DAY: 1 to 31, or RECURRENCE_LAST_DAY
    bool has_until;
    struct local_time until; // the last day on which it may happen
    int count;               // how many times it happens; 0: no end by number. Not with has_until
    const char *rule;        // of RECURRENCE_OTHER: borrowed
};

// The words for a rule, which may be NULL: then it happens once. What it does not say itself is that of the start. They say
// exactly the same as the rule, or are RECURRENCE_OTHER.
void recurrence_words_read(const char *rule, struct local_time starts, struct recurrence_words *words);

// The rule, in the arena; NULL for what happens once. Weekdays, ordinals and a day that are needed and not there, 0, are those of
// the start.
const char *recurrence_words_write(struct arena *arena, const struct recurrence_words *words, struct local_time starts);

// The words that a start suggests for a choice: its weekday, which of the month that is, its day.
struct recurrence_words recurrence_words_suggest(enum recurrence_choice choice, struct local_time starts);

#endif
