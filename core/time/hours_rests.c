// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What no week can hold: dates, seasons, some weeks of a month, and words that are no hours. It is told with where it stands.
#include "core/time/hours_text_private.h"

size_t hours_date_at(const struct hours_reading *reading, size_t count, struct local_time *date)
{
    const struct hours_token *day = hours_ahead(reading, count), *month = hours_ahead(reading, count + 2);
    *date = (struct local_time){0};
    if (day->kind != HOURS_TOKEN_NUMBER || day->length > 2 || day->number < 1 || day->number > 31)
        return 0;
    size_t used = 2 + hours_is(reading, count + 1, HOURS_TOKEN_DOT);
    if (hours_means(reading, count + used - 1, HOURS_MEANS_MONTH)) {
        date->month = hours_ahead(reading, count + used - 1)->value;
    } else {
        bool dotted = hours_is(reading, count + 1, HOURS_TOKEN_DOT) && month->kind == HOURS_TOKEN_NUMBER &&
                      month->length <= 2 && month->number >= 1 && month->number <= 12 &&
                      hours_is(reading, count + 3, HOURS_TOKEN_DOT) && hours_ahead(reading, count + 3)->joined;
        if (!dotted)
            return 0;
        date->month = month->number;
        used = 4;
    }
    date->day = day->number;
    const struct hours_token *year = hours_ahead(reading, count + used);
    if (year->kind == HOURS_TOKEN_NUMBER && year->length == 4 && year->number >= 1900 && year->number < 2200) {
        date->year = year->number;
        used++;
    }
    return used;
}

static unsigned ordinal_of(const struct hours_token *number)
{
    return number->number >= 1 && number->number <= 5 ? 1U << (number->number - 1) : 0;
}

// "1.", "2nd", "ersten": the bit, 0 when it is none.
static unsigned ordinal_at(const struct hours_reading *reading, size_t count, size_t *used)
{
    bool numbered = hours_is(reading, count, HOURS_TOKEN_NUMBER) && hours_ahead(reading, count)->length == 1;
    bool ending = hours_is(reading, count + 1, HOURS_TOKEN_WORD) && hours_ahead(reading, count + 1)->joined &&
                  hours_ahead(reading, count + 1)->length == 2;
    *used = 1;
    if (hours_means(reading, count, HOURS_MEANS_ORDINAL))
        return (unsigned)hours_ahead(reading, count)->value;
    if (!numbered || (!hours_is(reading, count + 1, HOURS_TOKEN_DOT) && !ending))
        return 0;
    *used = 2;
    return ordinal_of(hours_ahead(reading, count));
}

// Does the rest go on behind a comma? "jeden 1., 3. Montag", "24.12., 31.12."
static bool goes_on(const struct hours_reading *reading)
{
    struct local_time date;
    size_t used;
    return (hours_is(reading, 0, HOURS_TOKEN_COMMA) || hours_is(reading, 0, HOURS_TOKEN_SLASH)) &&
           (ordinal_at(reading, 1, &used) != 0 || hours_date_at(reading, 1, &date) > 0);
}

// Such a rest is about the whole part.
static bool is_whole(enum hours_text_rest_kind kind)
{
    return kind == HOURS_TEXT_RECURRING || kind == HOURS_TEXT_WEEKS || kind == HOURS_TEXT_SEASON;
}

// `timed`: a time was read.
static bool ends_rest(const struct hours_reading *reading, const struct hours_text_rest *rest, bool timed)
{
    const struct hours_token *token = hours_ahead(reading, 0);
    const struct hours_token *before = &reading->tokens->items[reading->next > 0 ? reading->next - 1 : 0];
    bool sentence = token->kind == HOURS_TOKEN_DOT && before->kind == HOURS_TOKEN_WORD &&
                    (before->meaning == HOURS_MEANS_CLOSED || before->meaning == HOURS_MEANS_APPOINTMENT ||
                     before->meaning == HOURS_MEANS_OCLOCK);
    bool comma = token->kind == HOURS_TOKEN_COMMA || token->kind == HOURS_TOKEN_SLASH;
    bool times_follow = is_whole(rest->kind) && !rest->closes && !timed && hours_begins_time(reading, 1);
    bool heads = rest->kind == HOURS_TEXT_REMARK && reading->items->count == reading->clause; // "Telefonisch: Mo 9-12, Di 9-12"
    return token->kind == HOURS_TOKEN_END || token->kind == HOURS_TOKEN_BREAK || sentence ||
           (comma && !goes_on(reading) && !times_follow && !heads) ||
           (token->kind == HOURS_TOKEN_CLOSER && (!is_whole(rest->kind) || rest->closes));
}

static void note_date(struct hours_text_rest *rest, const struct local_time *date)
{
    if (rest->from.month == 0)
        rest->from = *date;
    rest->to = *date;
}

// "Fr 9-12 und jeden 2. Samstag 10-12": what is in front is a part of its own.
static void begin_part(struct hours_reading *reading)
{
    size_t count = reading->items->count;
    if (reading->and_before && count > reading->part && reading->items->items[count - 1].kind != HOURS_ITEM_DAYS)
        reading->part = count;
}

// What was read of the part is said of the rest, and taken back, but for hours beside which the rest only closes: "Mo-Fr 9-12
// (1. Montag zu)".
static void take_back(struct hours_reading *reading, struct hours_text_rest *rest)
{
    bool hours = false, closed = false;
    unsigned days = 0;
    for (size_t i = reading->part; i < reading->items->count; i++) {
        const struct hours_item *item = &reading->items->items[i];
        hours = hours || item->kind == HOURS_ITEM_TIMES || item->kind == HOURS_ITEM_APPOINTMENT;
        closed = closed || item->kind == HOURS_ITEM_CLOSED;
        days |= item->days;
    }
    if ((rest->closes && hours) || reading->part == reading->items->count)
        return;
    size_t at = reading->items->items[reading->part].at;
    rest->length += rest->at - at;
    rest->at = at;
    rest->weekdays |= days & HOURS_TEXT_EVERY_DAY;
    rest->closes = rest->closes || closed;
    reading->items->count = reading->part;
}

void hours_read_rest(struct hours_reading *reading, enum hours_text_rest_kind kind)
{
    bool timed = false;
    struct hours_text_rest rest = {.kind = kind, .at = hours_ahead(reading, 0)->at, .closes = reading->except_before};
    begin_part(reading);
    while (!ends_rest(reading, &rest, timed)) {
        struct local_time date;
        size_t used, dated = hours_date_at(reading, 0, &date);
        unsigned ordinal = ordinal_at(reading, 0, &used);
        if (dated > 0)
            note_date(&rest, &date);
        else
            rest.ordinals |= ordinal;
        timed = timed || (dated == 0 && ordinal == 0 && hours_begins_time(reading, 0));
        rest.closes = rest.closes || hours_means(reading, 0, HOURS_MEANS_CLOSED) || hours_means(reading, 0, HOURS_MEANS_NO);
        if (hours_is_days(reading, 0))
            rest.weekdays |= hours_read_days(reading) & HOURS_TEXT_EVERY_DAY;
        else
            reading->next += dated > 0 ? dated : 1;
    }
    rest.length = hours_end_read(reading) - rest.at;
    if (is_whole(kind))
        take_back(reading, &rest);
    hours_text_add_rest(reading->hours, &rest);
    reading->and_before = reading->more_before = reading->except_before = reading->between = false;
}

bool hours_begins_recurring(const struct hours_reading *reading)
{
    size_t used, at = 0;
    while (ordinal_at(reading, at, &used) != 0) {
        at += used;
        while (hours_is(reading, at, HOURS_TOKEN_AND) || hours_is(reading, at, HOURS_TOKEN_COMMA) ||
               hours_is(reading, at, HOURS_TOKEN_SLASH) || hours_is_range_sign(reading, at) ||
               hours_means(reading, at, HOURS_MEANS_AND) || hours_means(reading, at, HOURS_MEANS_NOTHING))
            at++;
    }
    return at > 0 && (hours_is_days(reading, at) || hours_means(reading, at, HOURS_MEANS_OF_MONTH));
}
