// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One property of an event. libical reads its parameters and its value; but it takes days that do not exist, and it rewrites rules or
// loses parts of them, so rules go on as they are written.
#include "core/exchange/ical/calendar.h"

#include <libical/ical.h>
#include <string.h>
#include <strings.h>

enum { YEAR_FIRST = 1900 };

// Where a property is read to.
struct property_place {
    struct ical_reading *reading;
    struct ical_component *component;
    size_t line;
};

static void tell(const struct property_place *place, const char *mend, const char *why, const char *value)
{
    ical_tell(place->reading, place->component->file, place->line, place->component->uid, mend, "%s: %.100s", why, value == NULL ? "" : value);
}

// ---- times --------------------------------------------------------------------------------------------------------

static bool read_moment(const struct property_place *place, icalproperty *property, const struct icaltimetype *value, struct ical_moment *moment)
{
    struct arena *arena = place->reading->arena;
    struct problem ignored;
    icalparameter *zone = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
    const char *text = arena_format(arena, "%04d-%02d-%02dT%02d:%02d", value->year, value->month, value->day, value->is_date ? 0 : value->hour,
                                    value->is_date ? 0 : value->minute);
    if (value->year < YEAR_FIRST || clock_parse(text, &moment->time, &ignored) != STATUS_OK) {
        tell(place, "write a day as 20261224, or a time as 20261224T180000", "there is no such time", icalproperty_get_value_as_string(property));
        moment->time = (struct local_time){0};
        return false;
    }
    moment->is_day = value->is_date;
    moment->is_utc = icaltime_is_utc(*value);
    moment->zone = zone == NULL || icalparameter_get_tzid(zone) == NULL ? NULL : arena_copy_text(arena, icalparameter_get_tzid(zone));
    moment->line = place->line;
    return true;
}

static bool read_time(const struct property_place *place, icalproperty *property, struct ical_moment *moment)
{
    const icalvalue *value = icalproperty_get_value(property);
    const struct icaltimetype none = {0};
    struct icaltimetype time = value == NULL ? none : icalvalue_get_datetime(value);
    if (value != NULL && icalvalue_isa(value) == ICAL_PERIOD_VALUE)
        time = icalvalue_get_period(value).start;
    else if (value != NULL && icalvalue_isa(value) == ICAL_DATETIMEPERIOD_VALUE) {
        struct icaldatetimeperiodtype either = icalvalue_get_datetimeperiod(value);
        time = icaltime_is_null_time(either.time) ? either.period.start : either.time;
    } else if (value != NULL && icalvalue_isa(value) == ICAL_DATE_VALUE)
        time = icalvalue_get_date(value);
    return read_moment(place, property, &time, moment);
}

static void add_time(const struct property_place *place, icalproperty *property, struct json_items *items, size_t *capacity)
{
    struct ical_moment moment = {0};
    if (!read_time(place, property, &moment))
        return;
    items->items = arena_grow(place->reading->arena, items->items, items->count, capacity, sizeof moment);
    ((struct ical_moment *)items->items)[items->count++] = moment;
}

// A time without which the event is not known.
static void read_needed_time(const struct property_place *place, icalproperty *property, struct ical_moment *moment)
{
    if (!read_time(place, property, moment))
        place->component->faulty = true;
}

// ---- the others ---------------------------------------------------------------------------------------------------

static const char *text_of(const struct property_place *place, icalproperty *property)
{
    const icalvalue *value = icalproperty_get_value(property);
    const char *text = value == NULL ? NULL : icalvalue_get_text(value);
    return text == NULL || text[strspn(text, " \t\n")] == '\0' ? NULL : arena_copy_text(place->reading->arena, text);
}

static void read_value(const struct property_place *place, icalproperty *property)
{
    struct ical_component *component = place->component;
    const char *value = icalproperty_get_value_as_string(property);
    switch (icalproperty_isa(property)) {
    case ICAL_DTSTART_PROPERTY:
        read_needed_time(place, property, &component->starts);
        break;
    case ICAL_DTEND_PROPERTY:
        read_needed_time(place, property, &component->ends);
        break;
    case ICAL_RECURRENCEID_PROPERTY:
        read_needed_time(place, property, &component->id);
        component->from_now_on = icalproperty_get_first_parameter(property, ICAL_RANGE_PARAMETER) != NULL;
        break;
    case ICAL_EXDATE_PROPERTY:
        add_time(place, property, &component->except, &component->except_capacity);
        break;
    case ICAL_RDATE_PROPERTY:
        add_time(place, property, &component->extra, &component->extra_capacity);
        break;
    case ICAL_LASTMODIFIED_PROPERTY:
        read_time(place, property, &component->stamp);
        break;
    case ICAL_DTSTAMP_PROPERTY:
        if (component->stamp.time.year == 0 && !component->zones->sent)
            read_time(place, property, &component->stamp);
        break;
    case ICAL_DURATION_PROPERTY:
        component->minutes = icaldurationtype_as_int(icalproperty_get_duration(property)) / 60;
        break;
    case ICAL_SEQUENCE_PROPERTY:
        component->sequence = icalproperty_get_sequence(property);
        break;
    case ICAL_GEO_PROPERTY:
        component->point = (struct coordinates){icalproperty_get_geo(property).lat, icalproperty_get_geo(property).lon};
        break;
    case ICAL_SUMMARY_PROPERTY:
        component->title = text_of(place, property);
        break;
    case ICAL_DESCRIPTION_PROPERTY:
        component->description = text_of(place, property);
        break;
    case ICAL_LOCATION_PROPERTY:
        component->location = text_of(place, property);
        break;
    case ICAL_URL_PROPERTY:
        component->url = value == NULL ? NULL : arena_copy_text(place->reading->arena, value);
        break;
    default:
        break;
    }
}

// What libical made of the line; it says what it does not understand as properties of a kind of their own.
static void read_with_libical(const struct property_place *place, const char *text)
{
    icalcomponent *parsed = icalparser_parse_string(arena_format(place->reading->arena, "BEGIN:VEVENT\r\n%s\r\nEND:VEVENT\r\n", text));
    icalproperty *property = parsed == NULL ? NULL : icalcomponent_get_first_property(parsed, ICAL_ANY_PROPERTY);
    if (property == NULL)
        tell(place, "correct the line, or remove it", "this line is not understood", text);
    for (; property != NULL; property = icalcomponent_get_next_property(parsed, ICAL_ANY_PROPERTY)) {
        if (icalproperty_isa(property) == ICAL_XLICERROR_PROPERTY) {
            tell(place, "correct the line, or remove it", "this line is not understood", text);
            place->reading->report->notes[ICAL_BAD_LINE]++;
            place->component->faulty = place->component->faulty || strncasecmp(text, "DT", 2) == 0 || strncasecmp(text, "RECURRENCE-ID", 13) == 0;
            break;
        }
        read_value(place, property);
    }
    if (parsed != NULL)
        icalcomponent_free(parsed);
}

static void read_rule(const struct property_place *place, const char *value)
{
    struct ical_component *component = place->component;
    if (component->rule != NULL && strcmp(component->rule, value) != 0) {
        tell(place, "write one event for each rule", "an event has one rule at most; this is the second", value);
        component->faulty = true;
    }
    component->rule = value;
    component->rule_line = place->line;
}

void ical_read_property(struct ical_reading *reading, struct ical_component *component, const struct ical_line *line)
{
    static const char *const read[] = {"DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "EXDATE", "RDATE", "LAST-MODIFIED", "DTSTAMP", "SEQUENCE",
                                       "GEO", "SUMMARY", "DESCRIPTION", "LOCATION", "URL"};
    const struct property_place place = {reading, component, line->number};
    if (line->text == NULL || line->value == NULL || line->name[0] == '\0') {
        tell(&place, "correct the line, or remove it", line->text == NULL ? "this line is longer than 64 KiB" : "this is no line of a calendar",
             line->text);
        reading->report->notes[ICAL_BAD_LINE]++;
    } else if (strcmp(line->name, "UID") == 0)
        component->uid = line->value[0] == '\0' ? NULL : line->value;
    else if (strcmp(line->name, "RRULE") == 0)
        read_rule(&place, line->value);
    else if (strcmp(line->name, "EXRULE") == 0) {
        tell(&place, "write the days as EXDATE", "exceptions by a rule are no longer part of the standard", line->value);
        component->faulty = true;
    } else if (strcmp(line->name, "STATUS") == 0)
        component->cancelled = strcasecmp(line->value, "CANCELLED") == 0;
    else if (strcmp(line->name, "CLASS") == 0)
        component->is_private = strcasecmp(line->value, "PUBLIC") != 0;
    else {
        for (size_t i = 0; i < sizeof read / sizeof *read; i++) {
            if (strcmp(line->name, read[i]) == 0)
                read_with_libical(&place, line->text);
        }
    }
}
