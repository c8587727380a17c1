// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The C library's zone rules serve here: one process shows one city, so one process-wide zone is enough.
#include "core/base/clock.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/timex.h>
#include <time.h>

enum status clock_open(struct clock *clock, const char *zone, struct problem *problem)
{
    *clock = (struct clock){0};
    return clock_set_zone(zone, problem);
}

enum status clock_open_at(struct clock *clock, const char *zone, const char *now, struct problem *problem)
{
    struct local_time pin;
    enum status status = clock_open(clock, zone, problem);
    if (status != STATUS_OK || now == NULL)
        return status;
    status = clock_parse(now, &pin, problem);
    if (status == STATUS_OK)
        clock_pin(clock, pin);
    return status;
}

enum status clock_set_zone(const char *zone, struct problem *problem)
{
    char path[256];
    int length = snprintf(path, sizeof path, CLOCK_ZONES "/%s", zone);
    struct stat about;
    // The C library falls back to UTC without a word; two hours off are worse than an error.
    if (length < 0 || (size_t)length >= sizeof path || strstr(zone, "..") != NULL || stat(path, &about) != 0 ||
        !S_ISREG(about.st_mode))
        return problem_set(problem, STATUS_NOT_FOUND, zone, "use an IANA name such as Europe/Berlin; install tzdata",
                           "this time zone is not known here");
    setenv("TZ", zone, 1);
    tzset();
    return STATUS_OK;
}

int64_t clock_day_number(int year, int month, int day)
{
    // Counted from 1 March, so that the leap day is the last of its year.
    int64_t shifted_year = month <= 2 ? year - 1 : year;
    int64_t era = (shifted_year >= 0 ? shifted_year : shifted_year - 399) / 400;
    int64_t year_of_era = shifted_year - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

struct local_time clock_from_day_number(int64_t days)
{
    int64_t shifted = days + 719468;
    int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int64_t day_of_era = shifted - era * 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month_from_march = (5 * day_of_year + 2) / 153;
    int month = (int)(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
    int64_t weekday = (days + 3) % 7; // 1970-01-01 was a Thursday
    return (struct local_time){
        .year = (int)(year_of_era + era * 400 + (month <= 2 ? 1 : 0)),
        .month = month,
        .day = (int)(day_of_year - (153 * month_from_march + 2) / 5 + 1),
        .weekday = (int)(weekday < 0 ? weekday + 7 : weekday),
    };
}

static bool read_number(const char *text, size_t digits, int lowest, int highest, int *number)
{
    *number = 0;
    for (size_t i = 0; i < digits; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *number = *number * 10 + (text[i] - '0');
    }
    return *number >= lowest && *number <= highest;
}

enum status clock_parse(const char *text, struct local_time *time, struct problem *problem)
{
    int year = 0, month = 0, day = 0, hour = 0, minute = 0;
    bool shaped = strlen(text) == strlen("YYYY-MM-DDTHH:MM") && text[4] == '-' && text[7] == '-' && text[10] == 'T' &&
                  text[13] == ':';
    if (shaped && read_number(text, 4, 1, 9999, &year) && read_number(text + 5, 2, 1, 12, &month) &&
        read_number(text + 8, 2, 1, 31, &day) && read_number(text + 11, 2, 0, 23, &hour) &&
        read_number(text + 14, 2, 0, 59, &minute)) {
        *time = clock_from_day_number(clock_day_number(year, month, day));
        if (time->day == day && time->month == month) { // 31 April would have become 1 May
            time->hour = hour;
            time->minute = minute;
            return STATUS_OK;
        }
    }
    return problem_set(problem, STATUS_INVALID, text, "write YYYY-MM-DDTHH:MM, for example 2026-11-23T10:15",
                       "not a time");
}

void clock_pin(struct clock *clock, struct local_time time)
{
    clock->pinned = true;
    clock->pin = time;
}

void clock_sample(const struct clock *clock, struct tick *tick)
{
    struct timespec monotonic;
    clock_gettime(CLOCK_MONOTONIC, &monotonic);
    tick->elapsed_ms = (int64_t)monotonic.tv_sec * 1000 + monotonic.tv_nsec / 1000000;
    if (clock->pinned) {
        tick->now = clock->pin;
        return;
    }
    clock_local((int64_t)time(NULL), &tick->now);
}

bool clock_local(int64_t seconds, struct local_time *time)
{
    time_t whole = (time_t)seconds;
    struct tm parts;
    if (localtime_r(&whole, &parts) == NULL)
        return false;
    *time = (struct local_time){
        .year = parts.tm_year + 1900,
        .month = parts.tm_mon + 1,
        .day = parts.tm_mday,
        .hour = parts.tm_hour,
        .minute = parts.tm_min,
        .weekday = (parts.tm_wday + 6) % 7,
    };
    return true;
}

int64_t clock_seconds(const struct clock *clock)
{
    const struct local_time *pin = &clock->pin;
    if (!clock->pinned)
        return clock_utc_seconds();
    struct tm local = {.tm_year = pin->year - 1900, .tm_mon = pin->month - 1, .tm_mday = pin->day,
                       .tm_hour = pin->hour, .tm_min = pin->minute, .tm_isdst = -1};
    return mktime(&local);
}

enum clock_discipline clock_discipline(void)
{
    struct timex clock = {0}; // no modes: it is only read
    int state = adjtimex(&clock);
    if (state < 0)
        return CLOCK_UNKNOWN;
    return state == TIME_ERROR || (clock.status & STA_UNSYNC) != 0 ? CLOCK_FREE : CLOCK_SYNCHRONISED;
}

int64_t clock_utc_seconds(void)
{
    const char *fixed = getenv("SOURCE_DATE_EPOCH");
    if (fixed != NULL && fixed[0] != '\0') {
        char *end;
        errno = 0;
        long long seconds = strtoll(fixed, &end, 10);
        if (*end == '\0' && errno == 0 && seconds >= 0)
            return seconds;
    }
    return (int64_t)time(NULL);
}

const char *clock_format(struct local_time time, char text[CLOCK_TIME_BYTES])
{
    snprintf(text, CLOCK_TIME_BYTES, "%04d-%02d-%02dT%02d:%02d", time.year, time.month, time.day, time.hour, time.minute);
    return text;
}

const char *clock_format_day(struct local_time day, char text[CLOCK_DAY_BYTES])
{
    snprintf(text, CLOCK_DAY_BYTES, "%04d-%02d-%02d", day.year, day.month, day.day);
    return text;
}

bool clock_is_day(const char *text)
{
    struct local_time midnight;
    return strlen(text) == strlen("YYYY-MM-DD") && clock_parse_day(text, &midnight);
}

bool clock_is_date(const char *text)
{
    char whole[] = "YYYY-01-01";
    size_t length = strlen(text);
    if (length != strlen("YYYY") && length != strlen("YYYY-MM") && length != strlen("YYYY-MM-DD"))
        return false;
    memcpy(whole, text, length);
    return clock_is_day(whole);
}

bool clock_parse_day(const char *text, struct local_time *midnight)
{
    char whole[] = "YYYY-MM-DDT00:00";
    const size_t length = strlen("YYYY-MM-DD");
    struct problem ignored;
    if (strlen(text) < length)
        return false;
    memcpy(whole, text, length);
    return clock_parse(whole, midnight, &ignored) == STATUS_OK;
}

void clock_format_utc(int64_t seconds, char stamp[CLOCK_STAMP_BYTES])
{
    int64_t days = seconds / 86400;
    int64_t rest = seconds % 86400;
    if (rest < 0) {
        rest += 86400;
        days--;
    }
    struct local_time date = clock_from_day_number(days);
    snprintf(stamp, CLOCK_STAMP_BYTES, "%04u-%02u-%02uT%02u:%02u:%02uZ", (unsigned)date.year % 10000u, (unsigned)date.month % 100u,
             (unsigned)date.day % 100u, (unsigned)(rest / 3600) % 100u, (unsigned)(rest / 60 % 60), (unsigned)(rest % 60));
}

bool clock_parse_utc(const char *stamp, int64_t *seconds)
{
    char minutes[CLOCK_STAMP_BYTES];
    struct local_time time = {0};
    struct problem ignored;
    int second = 0;
    if (strlen(stamp) != CLOCK_STAMP_BYTES - 1 || stamp[16] != ':' || !read_number(stamp + 17, 2, 0, 59, &second) ||
        stamp[19] != 'Z')
        return false;
    snprintf(minutes, sizeof minutes, "%.16s", stamp);
    if (clock_parse(minutes, &time, &ignored) != STATUS_OK)
        return false;
    *seconds = clock_day_number(time.year, time.month, time.day) * 86400 + time.hour * 3600 + time.minute * 60 + second;
    return true;
}
