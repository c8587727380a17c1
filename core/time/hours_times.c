// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Times of a day: "9", "9.00 Uhr", "9h30", "halb 9", "9:30 am", and from one to the other.
#include "core/time/hours_text_private.h"

bool hours_begins_time(const struct hours_reading *reading, size_t count)
{
    return hours_is(reading, count, HOURS_TOKEN_NUMBER) || hours_means(reading, count, HOURS_MEANS_TIME) ||
           (hours_means(reading, count, HOURS_MEANS_HALF) && hours_is(reading, count + 1, HOURS_TOKEN_NUMBER));
}

// Minutes behind an hour: ":30", ".30", "h30", " Uhr 30". -1 when there are such that cannot be.
static int read_minutes(struct hours_reading *reading)
{
    const struct hours_token *sign = hours_ahead(reading, 0), *number = hours_ahead(reading, 1);
    bool parts = sign->kind == HOURS_TOKEN_COLON || sign->kind == HOURS_TOKEN_DOT;
    if (parts && sign->joined && number->kind == HOURS_TOKEN_NUMBER && number->joined &&
        (number->length == 2 || sign->kind == HOURS_TOKEN_COLON)) {
        reading->next += 2;
        return number->length == 2 ? number->number : -1;
    }
    if (!hours_means(reading, 0, HOURS_MEANS_OCLOCK))
        return 0;
    reading->next++;
    bool number_follows = number->kind == HOURS_TOKEN_NUMBER && number->length == 2 && number->number % 5 == 0 &&
                          number->joined == (sign->value == 1) && !hours_means(reading, 1, HOURS_MEANS_OCLOCK) &&
                          !hours_is(reading, 1, HOURS_TOKEN_COLON) && !hours_is(reading, 1, HOURS_TOKEN_DOT);
    if (!number_follows || number->number > 59)
        return 0;
    reading->next++;
    return number->number;
}

// "am", "p.m.". "am" is German, too: "9-12 am Montag".
static void read_meridiem(struct hours_reading *reading, struct hours_clock *clock)
{
    bool other = hours_is_days(reading, 1) || hours_means(reading, 1, HOURS_MEANS_NEXT) || hours_means(reading, 1, HOURS_MEANS_NOTHING);
    size_t letter = 1 + (hours_is(reading, 1, HOURS_TOKEN_DOT) ? 1 : 0);
    bool apart = hours_means(reading, letter, HOURS_MEANS_M);
    clock->pm = hours_means(reading, 0, HOURS_MEANS_PM) || (hours_means(reading, 0, HOURS_MEANS_P) && apart);
    clock->am = (hours_means(reading, 0, HOURS_MEANS_AM) && (hours_ahead(reading, 0)->joined || !other)) ||
                (hours_means(reading, 0, HOURS_MEANS_A) && apart);
    if (!clock->am && !clock->pm)
        return;
    bool spelt = hours_means(reading, 0, HOURS_MEANS_A) || hours_means(reading, 0, HOURS_MEANS_P);
    reading->next += spelt ? letter + 1 : 1;
    reading->next += spelt && hours_is(reading, 0, HOURS_TOKEN_DOT);
}

static int minutes_of(const struct hours_clock *clock, int hour, int minute)
{
    bool half = clock->am || clock->pm;
    if (minute < 0 || minute > 59 || hour > 24 || (hour == 24 && minute > 0) || (half && (hour < 1 || hour > 12)))
        return -1;
    if (half)
        hour = hour % 12 + (clock->pm ? 12 : 0);
    return hour * 60 + minute;
}

// Only where a time begins.
struct hours_clock hours_read_clock(struct hours_reading *reading)
{
    struct hours_clock clock = {0};
    const struct hours_token *first = hours_ahead(reading, 0);
    clock.half = hours_means(reading, 0, HOURS_MEANS_HALF);
    if (hours_means(reading, 0, HOURS_MEANS_TIME)) {
        reading->next++;
        clock.minutes = first->value;
        return clock;
    }
    reading->next += clock.half;
    const struct hours_token *number = hours_ahead(reading, 0);
    int hour = number->number, minute;
    reading->next++;
    if (number->length > 2) {
        minute = number->length <= 4 ? hour % 100 : -1;
        hour /= 100;
        reading->next += hours_means(reading, 0, HOURS_MEANS_OCLOCK);
    } else {
        minute = read_minutes(reading);
        reading->next += hours_means(reading, 0, HOURS_MEANS_OCLOCK);
    }
    read_meridiem(reading, &clock);
    clock.minutes = clock.half && hour > 0 && minute == 0 ? minutes_of(&clock, hour - 1, 30) : minutes_of(&clock, hour, minute);
    if (clock.minutes < 0)
        hours_complain(reading, HOURS_TEXT_NO_SUCH_TIME, first->at);
    return clock;
}

// "am nächsten Tag", "next day" behind a time.
static bool read_next_day(struct hours_reading *reading)
{
    size_t at = 0;
    while (hours_means(reading, at, HOURS_MEANS_NOTHING) || hours_means(reading, at, HOURS_MEANS_AM))
        at++;
    bool named = hours_means(reading, at, HOURS_MEANS_NEXT) &&
                 (hours_means(reading, at + 1, HOURS_MEANS_DAY) || hours_means(reading, at + 1, HOURS_MEANS_NOTHING));
    if (!named && !hours_means(reading, at, HOURS_MEANS_NEXT_DAY))
        return false;
    reading->next += at + 1 + named;
    return true;
}

// In "1-5pm" both are in the afternoon, in "9-5pm" the first is not.
static void share_meridiem(struct hours_clock *opens, const struct hours_clock *closes)
{
    bool half = closes->am || closes->pm;
    if (half && !opens->am && !opens->pm && closes->pm && opens->minutes >= 0 && opens->minutes < 720 &&
        opens->minutes + 720 < closes->minutes)
        opens->minutes += 720;
}

void hours_read_times(struct hours_reading *reading)
{
    size_t at = hours_ahead(reading, 0)->at;
    struct hours_clock opens = hours_read_clock(reading), closes = {.minutes = -1};
    reading->next += hours_is(reading, 0, HOURS_TOKEN_DOT) && hours_is(reading, 1, HOURS_TOKEN_DASH);
    bool range = hours_is_range_sign(reading, 0) || (reading->between && hours_means(reading, 0, HOURS_MEANS_AND));
    size_t words = 1;
    while (range && hours_means(reading, words, HOURS_MEANS_NOTHING))
        words++;
    if (!range || !hours_begins_time(reading, words)) {
        reading->next += range;
        if (opens.minutes >= 0)
            hours_complain(reading, HOURS_TEXT_NO_END, at);
        hours_add_item(reading, HOURS_ITEM_TIMES, at);
        return;
    }
    reading->next += words;
    closes = hours_read_clock(reading);
    bool next_day = read_next_day(reading);
    share_meridiem(&opens, &closes);
    if (closes.half && closes.minutes < opens.minutes && closes.minutes + 720 > opens.minutes)
        closes.minutes += 720; // "9 bis halb 1"
    struct hours_item *item = hours_add_item(reading, HOURS_ITEM_TIMES, at);
    if (opens.minutes < 0 || closes.minutes < 0)
        return;
    closes.minutes = closes.minutes == 0 ? 1440 : closes.minutes;
    if (next_day || (closes.minutes <= opens.minutes && closes.minutes + 1440 - opens.minutes <= HOURS_LONGEST_NIGHT))
        closes.minutes += 1440;
    if (closes.minutes <= opens.minutes || closes.minutes > opens.minutes + 1440 || opens.minutes == 1440) {
        hours_complain(reading, HOURS_TEXT_CLOSES_FIRST, at);
        return;
    }
    item->open = opens.minutes;
    item->close = closes.minutes;
}
