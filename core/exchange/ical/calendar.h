// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to the importer of calendars: what files say, as they say it, and the steps between files and database: read, join, write.
#ifndef KOMPASS_CORE_EXCHANGE_ICAL_CALENDAR_H
#define KOMPASS_CORE_EXCHANGE_ICAL_CALENDAR_H

#include "core/exchange/content/model.h"
#include "core/exchange/ical/ical.h"
#include "core/exchange/ical/lines.h"
#include "core/exchange/json/reader.h"

// A DATE or DATE-TIME as written.
struct ical_moment {
    struct local_time time; // year 0: not stated
    bool is_day, is_utc;
    const char *zone; // TZID; NULL: none
    size_t line;
};

// A component VEVENT.
struct ical_component {
    const char *file;
    const struct ical_zones *zones; // of its calendar
    size_t line, order;             // where it begins; among all
    const char *uid;
    struct ical_moment starts, ends, id; // RECURRENCE-ID
    long minutes;                        // DURATION; -1: not stated
    const char *rule;
    size_t rule_line;
    struct json_items except, extra; // struct ical_moment
    size_t except_capacity, extra_capacity;
    long sequence;
    struct ical_moment stamp; // LAST-MODIFIED, or else DTSTAMP where that says the same
    const char *title, *description, *location, *url;
    struct coordinates point;
    bool cancelled, is_private, from_now_on; // RANGE=THISANDFUTURE
    bool faulty;                             // told
};

// The zones of one VCALENDAR.
struct ical_zones {
    const char *own; // X-WR-TIMEZONE, for times without any; NULL: the city's
    bool cancels;    // METHOD:CANCEL
    bool sent;       // some METHOD: DTSTAMP is when it was sent (RFC 5545, 3.8.7.2)
    const char *url;
    struct json_items defined; // struct ical_zone
    size_t capacity;
};

// A VTIMEZONE, of which only this is used.
struct ical_zone {
    const char *name, *location; // TZID, X-LIC-LOCATION
    int standard, daylight;      // minutes ahead of UTC, as in its last part
    bool has_standard, has_daylight;
};

struct ical_reading {
    struct arena *arena;
    struct content *content;
    struct json_reader *reader; // its sink is told
    const char *file;
    const char *zone; // the city's
    const struct ical_source *source;
    struct ical_report *report;
    struct ical_component *components;
    size_t count, capacity;
};

// Tells a fault at a line of a file; `uid` may be NULL.
void ical_tell(struct ical_reading *reading, const char *file, size_t line, const char *uid, const char *mend, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

// Reads one file's components. False, and it is told, when it is no calendar.
bool ical_read_file(struct ical_reading *reading, const char *bytes, size_t size);

// Reads one property of an event into the component; what is wrong with it is told.
void ical_read_property(struct ical_reading *reading, struct ical_component *component, const struct ical_line *line);

// What clocks of the city show at a moment. False, and it is told for the component, when there is no such time or zone.
bool ical_city_time(struct ical_reading *reading, struct ical_component *component, const struct ical_moment *moment, struct local_time *time);

// Joins what was read to events, with content_add().
void ical_join(struct ical_reading *reading);

// Gives the times of an event with those of its series: exceptions, extra times, the rule by the city's clock. False, and it is told, when
// they cannot be.
bool ical_set_times(struct ical_reading *reading, struct ical_component *component, struct content_event *event);

// One date of a series does not happen at its time.
void ical_except(struct ical_reading *reading, struct content_event *event, struct local_time time);

// It happens at that time besides.
void ical_add_extra(struct ical_reading *reading, struct content_event *event, struct local_time time);

// Texts, place and source of an event, as the component says them.
void ical_set_texts(struct ical_reading *reading, const struct ical_component *component, struct content_event *event);

#endif
