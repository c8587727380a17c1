// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A day of each year is kept as that day of a leap year, so that 29 February has a number.
#include "core/model/span.h"

#include <stdio.h>
#include <string.h>

#define LEAP_YEAR "2000-"

static const char *const weeks_names[] = {[OPENING_EACH_WEEK] = NULL, [OPENING_ODD_WEEKS] = "odd", [OPENING_EVEN_WEEKS] = "even"};

const char *span_weeks_name(enum opening_weeks weeks)
{
    return weeks_names[weeks];
}

enum opening_weeks span_weeks_of(const char *name)
{
    for (int weeks = OPENING_ODD_WEEKS; name != NULL && weeks <= OPENING_EVEN_WEEKS; weeks++) {
        if (strcmp(name, weeks_names[weeks]) == 0)
            return (enum opening_weeks)weeks;
    }
    return OPENING_EACH_WEEK;
}

// ---- seasons ------------------------------------------------------------------------------------------------------

// The day number of a bound; false when it is none. *yearly: it is of each year.
static bool read_bound(const char *text, bool *yearly, int64_t *day)
{
    char whole[] = LEAP_YEAR "00-00";
    struct local_time midnight;
    *yearly = strlen(text) == strlen("MM-DD");
    if (*yearly)
        memcpy(whole + strlen(LEAP_YEAR), text, strlen(text));
    const char *date = *yearly ? whole : text;
    if (!clock_is_day(date) || !clock_parse_day(date, &midnight))
        return false;
    *day = clock_day_number(midnight.year, midnight.month, midnight.day);
    return true;
}

bool span_set_season(struct opening_span *span, const char *from, const char *until)
{
    bool yearly_from = false, yearly_until = false;
    int64_t first = 0, last = 0;
    span->first_day = span->last_day = 0;
    span->every_year = false;
    if ((from != NULL && !read_bound(from, &yearly_from, &first)) || (until != NULL && !read_bound(until, &yearly_until, &last)))
        return false;
    bool both = from != NULL && until != NULL;
    if ((yearly_from || yearly_until) ? !both || yearly_from != yearly_until : both && last < first)
        return false;
    span->first_day = first;
    span->last_day = last;
    span->every_year = yearly_from;
    return true;
}

static const char *bound_of(struct arena *arena, const struct opening_span *span, int64_t day)
{
    char text[CLOCK_DAY_BYTES];
    if (day == 0)
        return NULL;
    clock_format_day(clock_from_day_number(day), text);
    return arena_copy_text(arena, span->every_year ? text + strlen(LEAP_YEAR) : text);
}

const char *span_valid_from(struct arena *arena, const struct opening_span *span)
{
    return bound_of(arena, span, span->first_day);
}

const char *span_valid_until(struct arena *arena, const struct opening_span *span)
{
    return bound_of(arena, span, span->last_day);
}

// ---- entries ------------------------------------------------------------------------------------------------------

static void set_text(json_t *entry, const char *name, const char *text)
{
    if (text != NULL)
        json_object_set_new(entry, name, json_string(text));
}

json_t *span_to_entry(const struct opening_span *span)
{
    struct arena arena = {0};
    json_t *entry = json_object();
    if (span->weekday != CLOSURE_EACH_DAY)
        json_object_set_new(entry, "weekday", json_integer(span->weekday));
    json_object_set_new(entry, "open_minute", json_integer(span->open_minute));
    json_object_set_new(entry, "close_minute", json_integer(span->close_minute));
    json_object_set_new(entry, "by_appointment", json_boolean(span->by_appointment));
    if (span->by_phone)
        json_object_set_new(entry, "by_phone", json_true());
    set_text(entry, "weeks", span_weeks_name(span->weeks));
    set_text(entry, "valid_from", span_valid_from(&arena, span));
    set_text(entry, "valid_until", span_valid_until(&arena, span));
    set_text(entry, "languages", span->languages);
    set_text(entry, "contact", span->contact);
    arena_free(&arena);
    return entry;
}

static int number_of(json_t *entry, const char *name)
{
    return (int)json_integer_value(json_object_get(entry, name));
}

static const char *text_of(json_t *entry, const char *name)
{
    return json_string_value(json_object_get(entry, name));
}

struct opening_span span_from_entry(struct arena *arena, json_t *entry)
{
    const char *languages = text_of(entry, "languages"), *contact = text_of(entry, "contact");
    struct opening_span span = {
        .weekday = json_object_get(entry, "weekday") == NULL ? CLOSURE_EACH_DAY : number_of(entry, "weekday"),
        .open_minute = number_of(entry, "open_minute"),
        .close_minute = number_of(entry, "close_minute"),
        .by_appointment = json_is_true(json_object_get(entry, "by_appointment")),
        .by_phone = json_is_true(json_object_get(entry, "by_phone")),
        .weeks = span_weeks_of(text_of(entry, "weeks")),
        .languages = languages == NULL ? NULL : arena_copy_text(arena, languages),
        .contact = contact == NULL ? NULL : arena_copy_text(arena, contact),
    };
    span_set_season(&span, text_of(entry, "valid_from"), text_of(entry, "valid_until"));
    return span;
}
