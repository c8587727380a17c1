// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Is it open? Weekly hours in local wall time, public holidays, closures, and the honest answer "nobody told us".
#ifndef KOMPASS_CORE_TIME_HOURS_H
#define KOMPASS_CORE_TIME_HOURS_H

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/time/closure.h"

#include <stdbool.h>
#include <stddef.h>

// The weeks in which a span holds, by their number in the year of ISO 8601: a year of 53 weeks has two odd ones in a row.
enum opening_weeks { OPENING_EACH_WEEK, OPENING_ODD_WEEKS, OPENING_EVEN_WEEKS };

// One span of a weekly schedule (schema.org openingHoursSpecification). What is zero or NULL restricts nothing.
struct opening_span {
    int weekday;      // 0 is Monday
    int open_minute;  // since midnight, 0 to 1439
    int close_minute; // since the midnight of the same day; above 1440 it ends on the next day, up to 2880
    bool by_appointment; // only: nobody is let in who has none; a whole day of it says that no hours are stated
    bool by_phone;       // the telephone is answered; nobody is let in
    enum opening_weeks weeks;
    int64_t first_day, last_day; // the days on which it may begin, day numbers (clock_day_number); 0: no bound
    bool every_year; // in each year from the month and day of first_day to those of last_day, also across its turn
    const char *languages; // spoken in these hours, by an interpreter say: BCP 47 tags parted by blanks
    const char *contact;   // whose hours they are: the role of one of the offer's contacts
};

// A public holiday: on it, weekly hours do not hold, but for what is open day and night.
struct holiday {
    int month, day;     // a fixed date, or
    bool moves;         // a date that moves with Easter:
    int days_after_easter; // -80 to 250: within the year of that Easter
    const char *name;   // in the reader's language
};

enum opening_state {
    OPENING_OPEN,
    OPENING_CLOSED,
    OPENING_BY_APPOINTMENT, // only: nobody can just go there, and nobody said that it is closed
    OPENING_BY_PHONE,       // the door is closed, the telephone is answered
    OPENING_UNKNOWN,
};

enum opening_reason {
    OPENING_REASON_NONE,
    OPENING_REASON_NO_HOURS, // nobody told us when it is open
    OPENING_REASON_HOLIDAY,  // closed or unsure because of a public holiday
    OPENING_REASON_TEMPORARY, // closed for the time being: nobody knows until when
    OPENING_REASON_CLOSURE,  // closed by a closure, or by the hours of one
};

// All that says when something is open.
struct opening_rules {
    const struct opening_span *spans; // of each week; NULL: nobody told us
    size_t span_count;
    const struct holiday *holidays;
    size_t holiday_count;
    const struct closure *closures; // closure.h
    size_t closure_count;
};

struct opening {
    enum opening_state state;
    enum opening_reason reason;
    const struct holiday *holiday;  // with OPENING_REASON_HOLIDAY; borrowed
    const struct closure *closure;  // that holds today, in any state: hours_closure(); NULL: none; borrowed
    bool changes;                   // a next change is known:
    struct local_time next_change;  // when it closes, if open; when it opens without appointment, if not
    bool closes_soon;               // it is open, and closes within OPENING_SOON_MINUTES
    bool next_by_phone;             // what opens next is the telephone: no door opens in the time that is looked at
};

enum { OPENING_SOON_MINUTES = 30 };

// The state at `now`. Spans of the week that are NULL mean that nobody told us: unknown, never closed. No span at all in known
// hours (not NULL, count 0) is closed without a next change: only by appointment, say. Spans may overlap and touch; touching
// spans are one. Spans out of range count as absent. On a day with spans by appointment that is no holiday it is by appointment
// when it is not open and does not open later that day. By phone it is when no door is open and the telephone is answered, until that
// ends or a door opens.
//   holidays   Spans that begin on one fall away, and one from the evening before ends at midnight; only spans of a whole day,
//              midnight to midnight, hold on it too: they are those of help lines and emergency services.
//   closures   On the days of one (hours_closure()) its hours hold instead of those of the week, or none. A span from the evening
//              before ends at midnight; one of its own that begins on its last day goes on to its end. On a holiday hours of a
//              closure hold only if it is of this one day: whoever names the day means it.
// The next change is looked for over two weeks; days on which a closure closes are not counted, so that the end of a long one
// is seen, up to two years ahead.
void hours_at(const struct opening_rules *rules, struct local_time now, struct opening *opening);

// The closure that holds on a date, NULL when none does, and its days around that one, which may be NULL: closure_on(). What is
// open from midnight to midnight on that weekday is closed by a closure of its own only, not by one of its organization or
// of all offices.
const struct closure *hours_closure(const struct opening_rules *rules, struct local_time date, struct closure_days *days);

enum { HOURS_COMING_DAYS = 14 };

// The first closure that does not hold on the date but on one of the HOURS_COMING_DAYS after it, and its days; NULL: none.
const struct closure *hours_coming_closure(const struct opening_rules *rules, struct local_time date,
                                           struct closure_days *days);

// A day of a week as it is, and why it is so.
struct hours_day {
    struct local_time date; // its midnight
    bool today;
    bool known;                         // false: nobody told us
    const struct holiday *holiday;      // that it is, whether it closes anything or not; NULL: none
    const struct closure *closure;      // that holds on it; NULL: none
    const struct opening_span *spans;   // that begin on it and hold, the earlier first; none: closed
    size_t span_count;
};

enum { HOURS_WEEK_DAYS = 7 };

// The days of the week of `now`, Monday first, by the rules of hours_at(): a night that a holiday ends at midnight ends there.
// Spans by appointment and by phone are among them. Borrowed from the rules and the arena.
void hours_week(struct arena *arena, const struct opening_rules *rules, struct local_time now,
                struct hours_day days[HOURS_WEEK_DAYS]);

// Whether a day is in the season of a span.
bool hours_in_season(const struct opening_span *span, struct local_time date);

// Whether some of the hours do not hold in every week of the year.
bool hours_vary(const struct opening_rules *rules);

// The holiday on that date, or NULL.
const struct holiday *hours_holiday(const struct holiday *holidays, size_t count, struct local_time date);

// Easter Sunday of a Gregorian year as a day number (clock_day_number); the anonymous Gregorian algorithm.
long hours_easter(int year);

#endif
