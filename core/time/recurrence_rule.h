// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A rule of RFC 5545, section 3.3.10 (RECUR), read strictly: what the standard forbids is refused with a reason,
// because a rule that is quietly understood otherwise sends people to a closed door.
#ifndef KOMPASS_CORE_TIME_RECURRENCE_RULE_H
#define KOMPASS_CORE_TIME_RECURRENCE_RULE_H

#include "core/base/clock.h"

#include <stdbool.h>
#include <stddef.h>

// Some of the things that are counted from the first, and from the last: "the second, and the last but one".
struct ordinals {
    bool given;                 // false: nothing was said, which allows all
    uint64_t first[6], last[6]; // bit n: the n-th from there, 1 to 366
};

enum recurrence_frequency { RECURRENCE_DAILY, RECURRENCE_WEEKLY, RECURRENCE_MONTHLY, RECURRENCE_YEARLY };

enum recurrence_until {
    RECURRENCE_NO_UNTIL,
    RECURRENCE_UNTIL_DAY,   // to the end of the day
    RECURRENCE_UNTIL_LOCAL, // to the minute, wall time
    RECURRENCE_UNTIL_UTC,
};

struct recurrence_rule {
    enum recurrence_frequency frequency;
    long interval; // 1 to 999,999
    long count;    // 0: no end by number
    enum recurrence_until until_kind;
    struct local_time until;       // to the minute, and including it
    size_t until_at, until_length; // where UNTIL's value stands in the text
    int week_starts;               // weekday, 0 is Monday
    struct ordinals months, weeks, year_days, month_days, positions;
    struct ordinals weekdays;    // the first is Monday
    struct ordinals numbered[7]; // of each weekday those that are meant in the month or year: "2TU", "-1FR"
    bool has_numbers;            // one of these is given
    bool numbers_of_month;       // they count in the month, not in the year
};

// Reads a rule. It is in the Gregorian calendar and of days, weeks, months or years; its parts may come in any order,
// each once, in capital or small letters. STATUS_INVALID when it is not a rule or says what RFC 5545 forbids; the
// problem's `what` is the rule. UNTIL in UTC is read; whoever has no zone for it cannot follow the rule.
enum status recurrence_rule_read(const char *text, struct recurrence_rule *rule, struct problem *problem);

void ordinals_add(struct ordinals *ordinals, int number); // -366 to 366, not 0; negative: from the last

// Whether the `number`-th of `count` things is meant; true when nothing was said.
bool ordinals_allow(const struct ordinals *ordinals, int number, int count);

#endif
