// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// ICU knows the rules of all zones; those that a calendar brings along are not followed, as programs write them from tables of their
// own, from 1601 on or for one year.
#include "core/exchange/ical/zone.h"

#include "core/time/recurrence.h"

#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

enum { NAME_MAX_UNITS = 128, MINUTE_MS = 60000 };

static bool to_units(const char *name, UChar units[NAME_MAX_UNITS])
{
    UErrorCode error = U_ZERO_ERROR;
    u_strFromUTF8(units, NAME_MAX_UNITS, NULL, name, -1, &error);
    return U_SUCCESS(error) && error != U_STRING_NOT_TERMINATED_WARNING;
}

// ICU takes any "GMT+3" for a zone; that is one, too.
static bool is_known(const char *name)
{
    UChar units[NAME_MAX_UNITS], canonical[NAME_MAX_UNITS];
    UErrorCode error = U_ZERO_ERROR;
    UBool system = false;
    if (!to_units(name, units))
        return false;
    ucal_getCanonicalTimeZoneID(units, -1, canonical, NAME_MAX_UNITS, &system, &error);
    return U_SUCCESS(error) && strcmp(name, "Etc/Unknown") != 0;
}

static const char *name_of_windows(struct arena *arena, const char *name)
{
    UChar units[NAME_MAX_UNITS], found[NAME_MAX_UNITS];
    char text[NAME_MAX_UNITS];
    UErrorCode error = U_ZERO_ERROR;
    if (!to_units(name, units))
        return NULL;
    int32_t length = ucal_getTimeZoneIDForWindowsID(units, -1, NULL, found, NAME_MAX_UNITS, &error);
    u_strToUTF8(text, sizeof text, NULL, found, length, &error);
    return U_FAILURE(error) || length == 0 ? NULL : arena_copy_text(arena, text);
}

const char *ical_zone_name(struct arena *arena, const char *name)
{
    for (const char *part = name; part != NULL; part = strchr(part, '/')) {
        part += strspn(part, "/");
        if (part[0] != '\0' && is_known(part))
            return arena_copy_text(arena, part);
    }
    return name_of_windows(arena, name);
}

// A calendar of the zone; NULL when ICU has none.
static UCalendar *open_calendar(const char *zone)
{
    UChar units[NAME_MAX_UNITS];
    UErrorCode error = U_ZERO_ERROR;
    UCalendar *calendar = is_known(zone) && to_units(zone, units) ? ucal_open(units, -1, "en", UCAL_GREGORIAN, &error) : NULL;
    if (calendar == NULL || U_FAILURE(error))
        return NULL;
    ucal_setAttribute(calendar, UCAL_REPEATED_WALL_TIME, UCAL_WALLTIME_FIRST);
    ucal_setAttribute(calendar, UCAL_SKIPPED_WALL_TIME, UCAL_WALLTIME_LAST);
    return calendar;
}

static int minutes_ahead(UCalendar *calendar, UErrorCode *error)
{
    return (ucal_get(calendar, UCAL_ZONE_OFFSET, error) + ucal_get(calendar, UCAL_DST_OFFSET, error)) / MINUTE_MS;
}

bool ical_zone_from_utc(const char *to, struct local_time utc, struct local_time *converted)
{
    UErrorCode error = U_ZERO_ERROR;
    UCalendar *calendar = open_calendar(to);
    if (calendar == NULL)
        return false;
    ucal_setMillis(calendar, (double)MINUTE_MS * (double)recurrence_minutes(clock_from_day_number(0), utc), &error);
    int ahead = minutes_ahead(calendar, &error);
    ucal_close(calendar);
    if (U_FAILURE(error))
        return false;
    *converted = recurrence_later(utc, ahead);
    return true;
}

bool ical_zone_convert(const char *from, const char *to, struct local_time time, struct local_time *converted)
{
    UErrorCode error = U_ZERO_ERROR;
    UCalendar *calendar = open_calendar(from);
    if (calendar == NULL)
        return false;
    ucal_setDateTime(calendar, time.year, time.month - 1, time.day, time.hour, time.minute, 0, &error);
    ucal_set(calendar, UCAL_MILLISECOND, 0);
    int ahead = minutes_ahead(calendar, &error);
    bool exists = ucal_get(calendar, UCAL_HOUR_OF_DAY, &error) == time.hour && ucal_get(calendar, UCAL_MINUTE, &error) == time.minute;
    ucal_close(calendar);
    return U_SUCCESS(error) && exists && ical_zone_from_utc(to, recurrence_later(time, -ahead), converted);
}

bool ical_zone_offsets(const char *zone, int year, int *january, int *july)
{
    const struct local_time utc[] = {{.year = year, .month = 1, .day = 15}, {.year = year, .month = 7, .day = 15}};
    struct local_time local[2];
    if (!ical_zone_from_utc(zone, utc[0], &local[0]) || !ical_zone_from_utc(zone, utc[1], &local[1]))
        return false;
    *january = (int)recurrence_minutes(utc[0], local[0]);
    *july = (int)recurrence_minutes(utc[1], local[1]);
    return true;
}

bool ical_zone_is_like(const char *one, const char *other, struct local_time time)
{
    int first[2], second[2];
    return strcmp(one, other) == 0 || (ical_zone_offsets(one, time.year, &first[0], &first[1]) &&
                                       ical_zone_offsets(other, time.year, &second[0], &second[1]) && first[0] == second[0] && first[1] == second[1]);
}
