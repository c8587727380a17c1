// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// From what a calendar says in its zones to times of the city. A series goes on by the city's clock from its first time on: a meeting at
// six in the evening stays there when the clocks are changed, whatever zone its calendar is written in.
#include "core/exchange/content/event.h"
#include "core/exchange/ical/calendar.h"
#include "core/exchange/ical/zone.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { DAY_MINUTES = 1440 };

// ---- zones --------------------------------------------------------------------------------------------------------

// A zone that nobody knows by its name, and whose clocks are those of the city by what the calendar says of it.
static bool is_like_city(const struct ical_reading *reading, const struct ical_zone *zone, int year)
{
    int january, july;
    return ical_zone_offsets(reading->zone, year, &january, &july) && zone->has_standard &&
           (zone->standard == january || zone->standard == july) &&
           (january == july ? !zone->has_daylight : zone->has_daylight && zone->daylight == (zone->standard == january ? july : january));
}

// The IANA zone of a TZID. NULL when nobody knows it.
static const char *zone_of(struct ical_reading *reading, const struct ical_zones *zones, const char *name, int year)
{
    const char *known = ical_zone_name(reading->arena, name);
    const struct ical_zone *defined = zones->defined.items;
    for (size_t i = 0; known == NULL && i < zones->defined.count; i++) {
        if (defined[i].name == NULL || strcmp(defined[i].name, name) != 0)
            continue;
        known = defined[i].location == NULL ? NULL : ical_zone_name(reading->arena, defined[i].location);
        if (known == NULL && is_like_city(reading, &defined[i], year))
            known = reading->zone;
    }
    return known;
}

static const char *zone_of_moment(struct ical_reading *reading, const struct ical_component *component, const struct ical_moment *moment)
{
    if (moment->is_utc)
        return "Etc/UTC";
    if (moment->zone != NULL)
        return zone_of(reading, component->zones, moment->zone, moment->time.year);
    return component->zones->own == NULL ? reading->zone : component->zones->own;
}

bool ical_city_time(struct ical_reading *reading, struct ical_component *component, const struct ical_moment *moment, struct local_time *time)
{
    char text[CLOCK_TIME_BYTES];
    *time = moment->time;
    if (moment->is_day)
        return true;
    const char *zone = zone_of_moment(reading, component, moment);
    if (zone == NULL) {
        ical_tell(reading, component->file, moment->line, component->uid, "name the zone as IANA does, such as Europe/Berlin",
                  "the zone \"%.100s\" is not known", moment->zone);
        return false;
    }
    if (ical_zone_convert(zone, reading->zone, moment->time, time))
        return true;
    ical_tell(reading, component->file, moment->line, component->uid, "write a time before or after the hour that is left out",
              "%s does not exist in %s: the clocks are put forward over it", clock_format(moment->time, text), zone);
    return false;
}

// ---- lists of times -----------------------------------------------------------------------------------------------

static bool has(const struct json_items *items, const char *text)
{
    const char *const *texts = items->items;
    for (size_t i = 0; i < items->count; i++) {
        if (strcmp(texts[i], text) == 0)
            return true;
    }
    return false;
}

// As many as a list may have are few, so that it may be copied for each one.
static void add(struct arena *arena, struct json_items *items, const char *text)
{
    if (has(items, text))
        return;
    const char **more = arena_allocate(arena, items->count + 1, sizeof *more);
    if (items->count > 0)
        memcpy(more, items->items, items->count * sizeof *more);
    more[items->count] = arena_copy_text(arena, text);
    *items = (struct json_items){more, items->count + 1};
}

static bool remove_text(struct json_items *items, const char *text)
{
    const char **texts = items->items;
    for (size_t i = 0; i < items->count; i++) {
        if (strcmp(texts[i], text) != 0)
            continue;
        memmove(&texts[i], &texts[i + 1], (items->count - i - 1) * sizeof *texts);
        items->count--;
        return true;
    }
    return false;
}

void ical_add_extra(struct ical_reading *reading, struct content_event *event, struct local_time time)
{
    char text[CLOCK_TIME_BYTES];
    if (event->all_day)
        time.hour = time.minute = 0;
    clock_format(time, text);
    if (event->rule != NULL || strcmp(event->starts, text) != 0)
        add(reading->arena, &event->extra, text);
}

static struct local_time starts_of(const struct content_event *event)
{
    struct local_time time = {0};
    struct problem ignored;
    clock_parse(event->starts, &time, &ignored);
    return time;
}

// An event without a rule begins with the first of its other times when its own does not happen; it has none left when there is none.
static void except_first(struct content_event *event)
{
    const char *const *times = event->extra.items;
    const char *first = NULL;
    for (size_t i = 0; i < event->extra.count; i++)
        first = first == NULL || strcmp(times[i], first) < 0 ? times[i] : first;
    event->starts = first;
    if (first != NULL)
        remove_text(&event->extra, first);
}

void ical_except(struct ical_reading *reading, struct content_event *event, struct local_time time)
{
    char text[CLOCK_TIME_BYTES], day[CLOCK_DAY_BYTES];
    if (event->starts == NULL)
        return;
    if (event->all_day)
        time.hour = time.minute = 0;
    clock_format(time, text);
    clock_format_day(time, day);
    const struct recurrence times = {.starts = starts_of(event), .minutes = event->minutes, .rule = event->rule};
    bool was_extra = remove_text(&event->extra, text);
    if (event->rule != NULL && recurrence_is_on(&times, time))
        add(reading->arena, &event->except, day);
    else if (event->rule == NULL && strcmp(event->starts, text) == 0)
        except_first(event);
    else if (!was_extra)
        reading->report->notes[ICAL_IDLE_EXCEPTION]++;
}

// ---- rules --------------------------------------------------------------------------------------------------------

// A part of the rule that says the hour or minute of the start once more says nothing.
static bool says_start(const char *part, size_t length, struct local_time starts)
{
    static const char *const names[] = {"BYHOUR=", "BYMINUTE=", "BYSECOND="};
    const int values[] = {starts.hour, starts.minute, 0};
    for (size_t i = 0; i < 3; i++) {
        size_t name = strlen(names[i]);
        if (length > name && length <= name + 2 && strncasecmp(part, names[i], name) == 0 && part[name] >= '0' && part[name] <= '9')
            return strtol(part + name, NULL, 10) == values[i];
    }
    return false;
}

static const char *rule_without_times(struct arena *arena, const char *rule, struct local_time starts)
{
    char *kept = arena_allocate(arena, strlen(rule) + 1, 1);
    size_t size = 0, length;
    for (const char *part = rule; *part != '\0'; part += length + strspn(part + length, ";")) {
        length = strcspn(part, ";");
        if (says_start(part, length, starts))
            continue;
        if (size > 0)
            kept[size++] = ';';
        memcpy(kept + size, part, length);
        size += length;
    }
    return kept;
}

static bool set_rule(struct ical_reading *reading, struct ical_component *component, struct content_event *event, struct local_time starts)
{
    struct problem problem;
    const char *zone = zone_of_moment(reading, component, &component->starts);
    const char *rule = rule_without_times(reading->arena, component->rule, component->starts.time);
    bool other_clock = !component->starts.is_day && !ical_zone_is_like(zone, reading->zone, starts);
    if (other_clock && starts.day != component->starts.time.day && strcasestr(rule, ";BY") != NULL) {
        ical_tell(reading, component->file, component->rule_line, component->uid, "write the event in the zone of the city",
                  "its days are other ones here than in its zone, so that its rule cannot be followed: %.100s", rule);
        return false;
    }
    reading->report->notes[ICAL_OTHER_CLOCK] += other_clock;
    event->rule = event_local_rule(reading->arena, rule, reading->zone);
    const struct recurrence times = {.starts = starts, .minutes = event->minutes, .rule = event->rule};
    if (recurrence_check(&times, &problem) == STATUS_OK)
        return true;
    ical_tell(reading, component->file, component->rule_line, component->uid, problem.mend, "the recurrence \"%.100s\" cannot be followed: %s", rule,
              problem.why);
    return false;
}

// ---- an event -----------------------------------------------------------------------------------------------------

// The last time of it: RFC 5545, 3.6.1: of whole days DTEND is the day after the last one.
static struct local_time end_of(struct ical_reading *reading, struct ical_component *component, struct local_time starts)
{
    struct local_time ends = starts;
    bool all_day = component->starts.is_day;
    if (component->ends.time.year != 0 && component->ends.is_day == all_day) {
        if (!ical_city_time(reading, component, &component->ends, &ends))
            component->faulty = true;
    } else if (component->minutes > 0)
        ends = recurrence_later(starts, component->minutes > EVENT_MINUTES_MAX ? EVENT_MINUTES_MAX : component->minutes);
    else if (component->ends.time.year != 0)
        reading->report->notes[ICAL_NO_END]++;
    if (all_day && recurrence_minutes(starts, ends) >= DAY_MINUTES)
        ends = recurrence_later(ends, -DAY_MINUTES);
    if (recurrence_minutes(starts, ends) < 0)
        reading->report->notes[ICAL_NO_END]++;
    return ends;
}

// RDATE and EXDATE of the event. A day stands for the hour at which the event begins.
static bool set_lists(struct ical_reading *reading, struct ical_component *component, struct content_event *event, struct local_time starts)
{
    const struct json_items *lists[] = {&component->extra, &component->except};
    for (size_t l = 0; l < 2; l++) {
        const struct ical_moment *moments = lists[l]->items;
        for (size_t i = 0; i < lists[l]->count && i <= RECURRENCE_EXTRA_MAX; i++) {
            struct local_time time;
            if (!ical_city_time(reading, component, &moments[i], &time))
                continue;
            if (moments[i].is_day) {
                time.hour = starts.hour;
                time.minute = starts.minute;
            }
            if (l == 0)
                ical_add_extra(reading, event, time);
            else
                ical_except(reading, event, time);
        }
        if (lists[l]->count > RECURRENCE_EXTRA_MAX) {
            ical_tell(reading, component->file, moments[0].line, component->uid, "write another event for those that come later",
                      "has more than %d %s", RECURRENCE_EXTRA_MAX, l == 0 ? "times of its own (RDATE)" : "exceptions (EXDATE)");
            return false;
        }
    }
    return true;
}

bool ical_set_times(struct ical_reading *reading, struct ical_component *component, struct content_event *event)
{
    struct local_time starts;
    if (component->starts.time.year == 0) {
        ical_tell(reading, component->file, component->line, component->uid, "write DTSTART", "does not say when it begins");
        return false;
    }
    if (!ical_city_time(reading, component, &component->starts, &starts))
        return false;
    struct local_time ends = end_of(reading, component, starts);
    event_set_times(reading->arena, event, starts, ends, component->starts.is_day);
    return !component->faulty && (component->rule == NULL || set_rule(reading, component, event, starts)) &&
           set_lists(reading, component, event, starts);
}
