// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Components are told apart here, line by line, and libical is given one property at a time: so each fault has its line, a broken one
// spoils no other, no root of several calendars has to be walked, and no input makes the parser hold more than one line.
#include "core/exchange/ical/calendar.h"
#include "core/exchange/ical/lines.h"
#include "core/exchange/ical/zone.h"
#include "core/text/accept.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { DEPTH_MAX = 8 };

void ical_tell(struct ical_reading *reading, const char *file, size_t line, const char *uid, const char *mend, const char *format, ...)
{
    struct json_reader *reader = reading->reader;
    struct problem problem;
    char why[sizeof problem.why];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(why, sizeof why, format, arguments);
    va_end(arguments);
    const char *what = line == 0 ? file : arena_format(reading->arena, "%s:%zu", file, line);
    if (uid != NULL)
        what = arena_format(reading->arena, "%s: event %.80s", what, uid);
    problem_set(&problem, STATUS_INVALID, text_clean(reading->arena, what, strlen(what)), mend, "%s",
                text_clean(reading->arena, why, strlen(why)));
    reader->problems++;
    if (reader->sink != NULL)
        reader->sink(reader->context, &problem);
}

// ---- components ---------------------------------------------------------------------------------------------------

enum ical_part { PART_OTHER, PART_CALENDAR, PART_ZONE, PART_ZONE_RULES, PART_EVENT, PART_INSIDE_EVENT };

struct nesting {
    enum ical_part parts[DEPTH_MAX];
    size_t depth;
    struct ical_zones *zones;
    struct ical_zone *zone;
    struct ical_component *event; // NULL: none is open
    bool daylight;
    bool any; // a calendar was begun
};

// What the next line is in; what is nested deeper than anything is counts as in the last that is known.
static enum ical_part innermost(const struct nesting *nesting)
{
    return nesting->depth == 0 ? PART_OTHER : nesting->parts[(nesting->depth < DEPTH_MAX ? nesting->depth : DEPTH_MAX) - 1];
}

static enum ical_part part_of(const struct nesting *nesting, const char *name)
{
    enum ical_part around = innermost(nesting);
    if (strcasecmp(name, "VCALENDAR") == 0)
        return PART_CALENDAR;
    if (around == PART_EVENT || around == PART_INSIDE_EVENT)
        return PART_INSIDE_EVENT;
    if (strcasecmp(name, "VEVENT") == 0)
        return PART_EVENT;
    if (strcasecmp(name, "VTIMEZONE") == 0)
        return PART_ZONE;
    return around == PART_ZONE ? PART_ZONE_RULES : PART_OTHER;
}

static struct ical_zones *new_zones(struct ical_reading *reading)
{
    return arena_allocate(reading->arena, 1, sizeof(struct ical_zones));
}

static void begin_event(struct ical_reading *reading, struct nesting *nesting, size_t line)
{
    nesting->event = NULL;
    reading->report->components++;
    if (reading->count == ICAL_EVENTS_MAX) {
        if (reading->report->components == ICAL_EVENTS_MAX + 1)
            ical_tell(reading, reading->file, line, NULL, "import the calendars one by one, or without what is over",
                      "there are more than %d events; this one and those behind it are left out", ICAL_EVENTS_MAX);
        return;
    }
    reading->components = arena_grow(reading->arena, reading->components, reading->count, &reading->capacity, sizeof *reading->components);
    nesting->event = &reading->components[reading->count++];
    *nesting->event = (struct ical_component){
        .file = reading->file, .line = line, .order = reading->count, .zones = nesting->zones, .minutes = -1};
}

// An event that does not end before the next one begins ends there.
static void end_event_before(struct ical_reading *reading, struct nesting *nesting, const struct ical_line *line)
{
    while (nesting->depth > 0 && (nesting->depth > DEPTH_MAX || nesting->parts[nesting->depth - 1] == PART_EVENT ||
                                  nesting->parts[nesting->depth - 1] == PART_INSIDE_EVENT))
        nesting->depth--;
    if (nesting->event != NULL)
        ical_tell(reading, reading->file, line->number, nesting->event->uid, "write END:VEVENT before it",
                  "another event begins before this one ends");
    nesting->event = NULL;
}

static void begin(struct ical_reading *reading, struct nesting *nesting, const struct ical_line *line)
{
    if (strcasecmp(line->value, "VEVENT") == 0)
        end_event_before(reading, nesting, line);
    enum ical_part part = part_of(nesting, line->value);
    if (part == PART_CALENDAR) {
        nesting->depth = 0;
        nesting->any = true;
        nesting->zones = new_zones(reading);
    }
    if (part == PART_EVENT)
        begin_event(reading, nesting, line->number);
    if (part == PART_ZONE) {
        struct ical_zones *zones = nesting->zones;
        zones->defined.items = arena_grow(reading->arena, zones->defined.items, zones->defined.count, &zones->capacity, sizeof(struct ical_zone));
        nesting->zone = (struct ical_zone *)zones->defined.items + zones->defined.count++;
        *nesting->zone = (struct ical_zone){0};
    }
    if (part == PART_ZONE_RULES)
        nesting->daylight = strcasecmp(line->value, "DAYLIGHT") == 0;
    if (nesting->depth < DEPTH_MAX)
        nesting->parts[nesting->depth] = part;
    nesting->depth++;
}

// An END without its BEGIN ends nothing.
static void end(struct nesting *nesting, const char *name)
{
    if (nesting->depth == 0)
        return;
    nesting->depth--;
    if (strcasecmp(name, "VEVENT") == 0)
        nesting->event = NULL;
}

// ---- what stands in a calendar and in its zones -------------------------------------------------------------------

static void read_calendar_line(struct ical_reading *reading, struct ical_zones *zones, const struct ical_line *line)
{
    if (strcmp(line->name, "X-WR-TIMEZONE") == 0)
        zones->own = ical_zone_name(reading->arena, line->value);
    else if (strcmp(line->name, "METHOD") == 0) {
        zones->sent = true;
        zones->cancels = strcasecmp(line->value, "CANCEL") == 0;
    } else if ((strcmp(line->name, "SOURCE") == 0 || strcmp(line->name, "URL") == 0) && strncasecmp(line->value, "http", 4) == 0)
        zones->url = line->value;
}

// "+0100" in minutes.
static bool read_offset(const char *value, int *minutes)
{
    char sign;
    int hours, rest;
    if (sscanf(value, "%c%2d%2d", &sign, &hours, &rest) != 3 || (sign != '+' && sign != '-'))
        return false;
    *minutes = (hours * 60 + rest) * (sign == '-' ? -1 : 1);
    return true;
}

static void read_zone_line(struct nesting *nesting, const struct ical_line *line, bool of_rules)
{
    struct ical_zone *zone = nesting->zone;
    if (!of_rules && strcmp(line->name, "TZID") == 0)
        zone->name = line->value;
    else if (!of_rules && strcmp(line->name, "X-LIC-LOCATION") == 0)
        zone->location = line->value;
    else if (of_rules && strcmp(line->name, "TZOFFSETTO") == 0 && nesting->daylight)
        zone->has_daylight = read_offset(line->value, &zone->daylight);
    else if (of_rules && strcmp(line->name, "TZOFFSETTO") == 0)
        zone->has_standard = read_offset(line->value, &zone->standard);
}

// ---- a file -------------------------------------------------------------------------------------------------------

static void read_line(struct ical_reading *reading, struct nesting *nesting, const struct ical_line *line)
{
    enum ical_part part = nesting->depth > DEPTH_MAX ? PART_OTHER : innermost(nesting);
    if (part == PART_EVENT && nesting->event != NULL) {
        ical_read_property(reading, nesting->event, line);
        return;
    }
    if (line->value == NULL || line->name[0] == '\0')
        return;
    if (part == PART_CALENDAR)
        read_calendar_line(reading, nesting->zones, line);
    else if (part == PART_ZONE || part == PART_ZONE_RULES)
        read_zone_line(nesting, line, part == PART_ZONE_RULES);
}

bool ical_read_file(struct ical_reading *reading, const char *bytes, size_t size)
{
    struct ical_lines lines;
    struct ical_line line;
    struct nesting nesting = {.zones = new_zones(reading)};
    if (memchr(bytes, '\0', size) != NULL) {
        ical_tell(reading, reading->file, 0, NULL, "export the calendar again as iCalendar (.ics)", "this is no text: it has a NUL byte");
        return false;
    }
    ical_lines_begin(&lines, bytes, size);
    while (ical_lines_next(&lines, reading->arena, &line)) {
        if (strcmp(line.name, "BEGIN") == 0 && line.value != NULL)
            begin(reading, &nesting, &line);
        else if (strcmp(line.name, "END") == 0 && line.value != NULL)
            end(&nesting, line.value);
        else
            read_line(reading, &nesting, &line);
    }
    if (!nesting.any)
        ical_tell(reading, reading->file, 0, NULL, "name a calendar in the format iCalendar; it begins with BEGIN:VCALENDAR",
                  "no calendar is in this file");
    else if (nesting.event != NULL) {
        ical_tell(reading, reading->file, nesting.event->line, nesting.event->uid, "fetch or export the calendar again",
                  "the file ends within this event");
        nesting.event->faulty = true;
    }
    return nesting.any;
}
