// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Integreat's events. Their wall time comes from the event itself; a recurrence rule begins in UTC written without a Z,
// so that only what it repeats by is used, which is local (its start would be hours off, and sometimes a day).
#include "core/exchange/content/event.h"
#include "core/exchange/integreat/model.h"

#include <stdio.h>
#include <string.h>

enum { DAY_MINUTES = 1440 };

static const char zone_of_germany[] = "Europe/Berlin"; // that of the city which an import makes

// ---- times --------------------------------------------------------------------------------------------------------

// "2030-01-01T13:00:00+01:00" as German wall time. False when it is no time.
static bool read_stamp(const char *stamp, struct local_time *time)
{
    char minutes[17];
    struct problem problem;
    char sign = '+';
    int hours_off = 0, minutes_off = 0;
    if (stamp == NULL || strlen(stamp) < sizeof minutes - 1)
        return false;
    memcpy(minutes, stamp, sizeof minutes - 1);
    minutes[sizeof minutes - 1] = '\0';
    const char *rest = stamp + sizeof minutes - 1;
    rest += strspn(rest, ":.0123456789"); // seconds
    bool offset = sscanf(rest, "%c%2d:%2d", &sign, &hours_off, &minutes_off) == 3 && (sign == '+' || sign == '-');
    if (clock_parse(minutes, time, &problem) != STATUS_OK || (!offset && strcmp(rest, "Z") != 0 && rest[0] != '\0'))
        return false;
    if (rest[0] == '\0')
        return true; // it is local
    long ahead = hours_off * 60L + minutes_off;
    return event_time_in_zone(zone_of_germany, recurrence_later(*time, sign == '-' ? ahead : -ahead), time);
}

// ---- rules --------------------------------------------------------------------------------------------------------

// What the line with the rule says; "" when there is a line that we have no sense for, such as EXDATE or RDATE: with
// the rule alone the event would be said to happen on other days than it does. (Integreat prints a single rule of
// dateutil, which has a start and no exceptions.)
static const char *line_of_rule(struct arena *arena, const char *text)
{
    const char *rule = NULL;
    for (size_t length; text[0] != '\0'; text += length + strspn(text + length, "\r\n")) {
        length = strcspn(text, "\r\n");
        const char *line = arena_copy(arena, text, length);
        const char *colon = strchr(line, ':');
        if (rule == NULL && (colon == NULL || strncmp(line, "RRULE:", strlen("RRULE:")) == 0))
            rule = colon == NULL ? line : colon + 1;
        else if (strncmp(line, "DTSTART", strlen("DTSTART")) != 0)
            return "";
    }
    return rule == NULL ? "" : rule;
}

// What lasts for days at certain hours is at these hours of each day, or of each weekday: Integreat has no other way to
// say so (digitalfabrik/integreat-app#2978). What ends at an earlier hour than it begins, such as a weekend away, goes
// on through the nights.
static const char *rule_of_hours(struct arena *arena, const struct integreat_event *read, struct content_event *event,
                                 struct local_time begins, struct local_time ends)
{
    long hours = (ends.hour - begins.hour) * 60L + ends.minute - begins.minute;
    if (recurrence_minutes(begins, ends) <= DAY_MINUTES || (!read->only_weekdays && (event->all_day || hours <= 0)))
        return NULL;
    if (event->all_day)
        hours = DAY_MINUTES;
    else if (hours <= 0)
        hours += DAY_MINUTES;
    struct local_time last = event->all_day ? ends : recurrence_later(ends, -hours);
    event->minutes = hours;
    return arena_format(arena, "%s;UNTIL=%04d%02d%02dT235959",
                        read->only_weekdays ? "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR" : "FREQ=DAILY", last.year, last.month,
                        last.day);
}

static void set_rule(struct integreat *source, const struct integreat_event *read, struct content_event *event,
                     struct local_time begins, struct local_time ends)
{
    struct arena *arena = &source->content->arena;
    struct problem ignored;
    bool repeats = read->rule != NULL && read->rule[0] != '\0' && integreat_date_in(read->page.path) == NULL &&
                   !integreat_has_date(&source->folders[0], read, NULL);
    event->rule = repeats ? event_local_rule(arena, line_of_rule(arena, read->rule), zone_of_germany)
                          : rule_of_hours(arena, read, event, begins, ends);
    const struct recurrence times = {.starts = begins, .minutes = event->minutes, .rule = event->rule};
    if (event->rule == NULL || recurrence_check(&times, &ignored) == STATUS_OK)
        return;
    event->rule = NULL;
    source->report->notes[INTEGREAT_BAD_RULE]++;
}

// False when the event does not say when it is.
static bool set_times(struct integreat *source, const struct integreat_event *read, struct content_event *event)
{
    struct local_time begins, ends;
    if (!read_stamp(read->start, &begins))
        return false;
    if (!read_stamp(read->end, &ends))
        ends = begins;
    // The end of a whole day is written as 23:59, or as the next midnight.
    bool next_midnight = recurrence_minutes(begins, ends) >= DAY_MINUTES && ends.hour == 0 && ends.minute == 0;
    if (read->all_day && next_midnight)
        ends = recurrence_later(ends, -1);
    event_set_times(&source->content->arena, event, begins, ends, read->all_day);
    set_rule(source, read, event, begins, ends);
    return true;
}

// ---- texts --------------------------------------------------------------------------------------------------------

static struct content_texts texts_of(struct integreat *source, const struct integreat_page *page)
{
    struct content_texts texts = {
        arena_allocate(&source->content->arena, 3 * source->folder_count, sizeof *texts.items), 0};
    for (size_t f = 0; f < source->folder_count; f++) {
        const struct integreat_page *version = page->versions[f];
        if (version == NULL)
            continue;
        struct json_items blocks = integreat_blocks(source, &source->folders[f], version);
        const char *summary = integreat_summary(source, &blocks);
        const struct content_text said[] = {
            {.field = "title", .text = version->title},
            {.field = "summary", .text = summary},
            {.field = "description", .text = integreat_description(source, summary, &blocks)},
        };
        for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
            if (said[i].text == NULL)
                continue;
            texts.items[texts.count] = said[i];
            texts.items[texts.count++].language = source->folders[f].language;
        }
    }
    return texts;
}

// ---- the whole ----------------------------------------------------------------------------------------------------

static void add_event(struct integreat *source, const struct integreat_event *read)
{
    struct arena *arena = &source->content->arena;
    const struct integreat_page *page = &read->page;
    struct content_event *event = arena_allocate(arena, 1, sizeof *event);
    if (read->start != NULL && integreat_has_date(&source->folders[0], read, read->start))
        return; // it is the same time once more
    if (!set_times(source, read, event)) {
        source->report->notes[INTEGREAT_NO_TIME]++;
        return;
    }
    const struct integreat_page *place = integreat_find(&source->folders[0], read->location_path);
    event->offer = place != NULL && place->kind == INTEGREAT_PLACE ? place->slug : NULL;
    event->location = integreat_location(source, &read->site);
    event->url = read->meeting_url == NULL || strstr(read->meeting_url, "://") == NULL ? NULL : read->meeting_url;
    event->source = integreat_source(source, page);
    struct content_texts texts = texts_of(source, page);
    event->thing = integreat_thing(source, KIND_EVENT, page->slug, page, &texts);
    content_add(source->content, &event->thing);
}

void integreat_add_events(struct integreat *source)
{
    const struct integreat_event *events = source->folders[0].events.items;
    for (size_t i = 0; i < source->folders[0].events.count; i++)
        add_event(source, &events[i]);
}
