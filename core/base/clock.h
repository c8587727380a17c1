// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Time for those who may ask for it: the loop and the commands, once per turn. Everybody else is handed a tick.
#ifndef KOMPASS_CORE_BASE_CLOCK_H
#define KOMPASS_CORE_BASE_CLOCK_H

#include "core/base/status.h"

#include <stdbool.h>
#include <stdint.h>

#define CLOCK_ZONES "/usr/share/zoneinfo" // where the rules of zones are read, whenever one is set

enum {
    CLOCK_STAMP_BYTES = 21,    // "YYYY-MM-DDTHH:MM:SSZ" and the NUL
    CLOCK_DAY_BYTES = 3 * 12,  // "YYYY-MM-DD", or whatever three numbers a day has, and the NUL
    CLOCK_TIME_BYTES = 5 * 12, // "YYYY-MM-DDTHH:MM", or whatever five numbers a time has, and the NUL
};

// A wall clock's reading in the zone of the clock; no UTC offset (RFC 5545 calls it local time).
struct local_time {
    int year;    // Gregorian, 1 to 9999
    int month;   // 1 to 12
    int day;     // 1 to 31
    int hour;    // 0 to 23
    int minute;  // 0 to 59
    int weekday; // ISO 8601 less one: 0 is Monday, 6 is Sunday
};

// One sample of both clocks.
struct tick {
    int64_t elapsed_ms;     // monotonic, from an arbitrary start; for idle times
    struct local_time now;  // for people
};

struct clock {
    bool pinned;             // the wall clock stands still at `pin`
    struct local_time pin;
};

// Makes the IANA zone, for example "Europe/Berlin", that of this process and of all its clocks. STATUS_NOT_FOUND when the
// system does not know it; the zone before stays then.
enum status clock_set_zone(const char *zone, struct problem *problem);

// A clock, and its zone set.
enum status clock_open(struct clock *clock, const char *zone, struct problem *problem);

// The same, standing still at `now` as clock_parse() reads it; NULL: it goes on.
enum status clock_open_at(struct clock *clock, const char *zone, const char *now, struct problem *problem);

// Reads "YYYY-MM-DDTHH:MM". STATUS_INVALID for anything else, also for days that do not exist.
enum status clock_parse(const char *text, struct local_time *time, struct problem *problem);

// Writes what clock_parse() reads; gives `text`.
const char *clock_format(struct local_time time, char text[CLOCK_TIME_BYTES]);

// Writes its day, "YYYY-MM-DD"; gives `text`.
const char *clock_format_day(struct local_time day, char text[CLOCK_DAY_BYTES]);

// Whether a text is a day that exists, "YYYY-MM-DD"; or a date, of which the day, or month and day, may be left open.
bool clock_is_day(const char *text);
bool clock_is_date(const char *text);

// The midnight of the day that a text begins with, "YYYY-MM-DD", whatever follows. False when it begins with none.
bool clock_parse_day(const char *text, struct local_time *midnight);

// Makes the wall clock stand still at `time`, for tests and for looking at another hour.
void clock_pin(struct clock *clock, struct local_time time);

void clock_sample(const struct clock *clock, struct tick *tick);

// Seconds since 1970-01-01T00:00Z of what the wall clock shows.
int64_t clock_seconds(const struct clock *clock);

// The wall time of this process's zone at so many seconds. False when no calendar has it.
bool clock_local(int64_t seconds, struct local_time *time);

// Whether a time server disciplines the system's clock (adjtimex(2)).
enum clock_discipline { CLOCK_UNKNOWN, CLOCK_SYNCHRONISED, CLOCK_FREE };
enum clock_discipline clock_discipline(void);

// Seconds since 1970-01-01T00:00Z, for the stamps of releases. The environment's SOURCE_DATE_EPOCH wins, so that the
// same content gives the same bytes (reproducible-builds.org).
int64_t clock_utc_seconds(void);

// The UTC stamp "YYYY-MM-DDTHH:MM:SSZ" of RFC 3339; `stamp` has 21 bytes.
void clock_format_utc(int64_t seconds, char stamp[CLOCK_STAMP_BYTES]);

// Reads such a stamp; nothing else is one, so that stamps compare as text, too. False when it is none.
bool clock_parse_utc(const char *stamp, int64_t *seconds);

// Days since 1970-01-01 of a date in the Gregorian calendar, and back (hour and minute are set to 0).
int64_t clock_day_number(int year, int month, int day);
struct local_time clock_from_day_number(int64_t days);

#endif
