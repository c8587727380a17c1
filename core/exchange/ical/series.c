// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Components of one UID are one series: the one without RECURRENCE-ID, and single dates of it that are otherwise (RFC 5545, 3.8.4.4). A
// date that only moved is an exception and an extra time of the series; one with words, a place or a length of its own is an event.
#include "core/exchange/ical/calendar.h"
#include "core/model/record.h"

#include <stdlib.h>
#include <string.h>

enum { SLUG_DIGITS = 20 };

static long order_of_moments(const struct ical_moment *one, const struct ical_moment *other)
{
    if (one->time.year == 0 || other->time.year == 0)
        return (one->time.year != 0) - (other->time.year != 0);
    return recurrence_minutes(other->time, one->time);
}

// By UID; in it the series before its dates, each from the oldest to the newest version.
static int compare(const void *a, const void *b)
{
    const struct ical_component *one = a, *other = b;
    int order = strcmp(one->uid, other->uid);
    if (order != 0)
        return order;
    long difference = order_of_moments(&one->id, &other->id);
    if (difference == 0)
        difference = one->sequence - other->sequence;
    if (difference == 0)
        difference = order_of_moments(&one->stamp, &other->stamp);
    if (difference == 0)
        difference = (long)one->order - (long)other->order;
    return (difference > 0) - (difference < 0);
}

static bool is_same(const struct ical_component *one, const struct ical_component *other)
{
    return strcmp(one->uid, other->uid) == 0 && order_of_moments(&one->id, &other->id) == 0;
}

static bool is_cancelled(const struct ical_component *component)
{
    return component->cancelled || component->zones->cancels;
}

static bool is_same_text(const char *one, const char *other)
{
    return one == other || (one != NULL && other != NULL && strcmp(one, other) == 0);
}

// ---- events -------------------------------------------------------------------------------------------------------

// Made of the UID alone, so that an import meets its events again whatever else of them changes.
static const char *slug_of(struct arena *arena, const char *uid, const struct local_time *date)
{
    const char *hash = record_hash(arena, uid);
    if (date == NULL)
        return arena_format(arena, "ical-%.*s", SLUG_DIGITS, hash);
    return arena_format(arena, "ical-%.*s-%04d%02d%02d%02d%02d", SLUG_DIGITS, hash, date->year, date->month, date->day, date->hour, date->minute);
}

// The event of a component alone; NULL, and it is told, when it is none.
static struct content_event *event_of(struct ical_reading *reading, struct ical_component *component)
{
    struct content_event *event = arena_allocate(reading->arena, 1, sizeof *event);
    if (component->title == NULL) {
        ical_tell(reading, component->file, component->line, component->uid, "write SUMMARY", "has no title");
        return NULL;
    }
    if (!ical_set_times(reading, component, event))
        return NULL;
    ical_set_texts(reading, component, event);
    return event;
}

static void add(struct ical_reading *reading, const struct ical_component *component, struct content_event *event, const char *slug)
{
    event->thing.kind = KIND_EVENT;
    event->thing.slug = slug;
    event->thing.place = arena_format(reading->arena, "%s:%zu", component->file, component->line);
    content_add(reading->content, &event->thing);
}

// ---- dates of a series --------------------------------------------------------------------------------------------

// Whether a date is as its series but for its time.
static bool only_moved(const struct ical_component *series, const struct content_event *of_series, const struct ical_component *date,
                       const struct content_event *of_date)
{
    return of_series->minutes == of_date->minutes && of_series->all_day == of_date->all_day && is_same_text(series->title, date->title) &&
           is_same_text(series->description, date->description) && is_same_text(series->location, date->location) &&
           is_same_text(series->url, date->url);
}

static void add_date(struct ical_reading *reading, const struct ical_component *series, struct content_event *event, struct ical_component *date)
{
    struct local_time when, starts = {0};
    struct problem ignored;
    if (!ical_city_time(reading, date, &date->id, &when))
        return;
    if (date->id.is_day && event != NULL && event->starts != NULL && clock_parse(event->starts, &starts, &ignored) == STATUS_OK) {
        when.hour = starts.hour;
        when.minute = starts.minute;
    }
    struct content_event *own = is_cancelled(date) ? NULL : event_of(reading, date);
    if (own == NULL && !is_cancelled(date))
        return;
    if (event != NULL)
        ical_except(reading, event, when);
    if (own == NULL)
        reading->report->notes[ICAL_CANCELLED_DATE]++;
    else if (event != NULL && event->starts != NULL && only_moved(series, event, date, own)) {
        struct local_time moved;
        if (clock_parse(own->starts, &moved, &ignored) == STATUS_OK)
            ical_add_extra(reading, event, moved);
        reading->report->notes[ICAL_MOVED]++;
    } else {
        own->rule = NULL;
        own->except = own->extra = (struct json_items){0};
        add(reading, date, own, slug_of(reading->arena, date->uid, &when));
        reading->report->notes[ICAL_OWN_DATE]++;
    }
}

// ---- a series -----------------------------------------------------------------------------------------------------

static bool is_left_out(struct ical_reading *reading, const struct ical_component *component)
{
    if (is_cancelled(component))
        reading->report->notes[ICAL_CANCELLED]++;
    else if (component->is_private)
        reading->report->notes[ICAL_PRIVATE]++;
    return is_cancelled(component) || component->is_private;
}

// `count` components of one UID, each once, the series first if it is there.
static void join_series(struct ical_reading *reading, struct ical_component *components, size_t count)
{
    struct ical_component *series = components[0].id.time.year == 0 ? &components[0] : NULL;
    struct content_event *event = NULL;
    if (series != NULL) {
        if (series->faulty || is_left_out(reading, series) || (event = event_of(reading, series)) == NULL)
            return; // its dates say too little without it
    }
    for (size_t i = series == NULL ? 0 : 1; i < count; i++) {
        struct ical_component *date = &components[i];
        if (date->from_now_on)
            ical_tell(reading, date->file, date->id.line, date->uid, "end the series, and write another event for what follows",
                      "a change of this and all later dates (RANGE) cannot be followed; only this date is changed");
        if (!date->faulty && !date->is_private && (series != NULL || !is_left_out(reading, date)))
            add_date(reading, series, event, date);
    }
    if (event != NULL && event->starts != NULL)
        add(reading, series, event, slug_of(reading->arena, series->uid, NULL));
}

// Of several versions the newest one, which is the last.
static size_t remove_older(struct ical_reading *reading, struct ical_component *components, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (i + 1 < count && is_same(&components[i], &components[i + 1]))
            reading->report->notes[ICAL_OLDER]++;
        else
            components[kept++] = components[i];
    }
    return kept;
}

void ical_join(struct ical_reading *reading)
{
    struct ical_component *components = reading->components;
    for (size_t i = 0; i < reading->count; i++) {
        if (components[i].uid == NULL) // what the standard forbids, and some programs write
            components[i].uid = components[i].title == NULL ? "" : components[i].title;
    }
    if (reading->count > 0)
        qsort(components, reading->count, sizeof *components, compare);
    size_t count = remove_older(reading, components, reading->count), length;
    for (size_t i = 0; i < count; i += length) {
        for (length = 1; i + length < count && strcmp(components[i].uid, components[i + length].uid) == 0;)
            length++;
        join_series(reading, &components[i], length);
    }
}
