// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The VEVENT stands alone, which no file may: telephones that read one from a code do not look into a VCALENDAR around it. It has no
// UID and DTSTAMP, as nothing is ever sent after it, and its times are in UTC: the rules of a zone have no room.
#include "core/output/calendar.h"

#include <string.h>

static char *day_line(struct arena *arena, const char *name, struct local_time day)
{
    return arena_format(arena, "%s;VALUE=DATE:%04d%02d%02d", name, day.year, day.month, day.day);
}

// YYYYMMDDTHHMMSSZ (RFC 5545, 3.3.5, form 2).
static char *time_line(struct arena *arena, const char *name, struct local_time time)
{
    char stamp[CLOCK_STAMP_BYTES];
    char compact[CLOCK_STAMP_BYTES];
    size_t length = 0;
    clock_format_utc(clock_seconds(&(struct clock){.pinned = true, .pin = time}), stamp);
    for (const char *at = stamp; *at != '\0'; at++)
        if (*at != '-' && *at != ':')
            compact[length++] = *at;
    compact[length] = '\0';
    return arena_format(arena, "%s:%s", name, compact);
}

void calendar_write(struct arena *arena, const struct calendar_entry *entry, size_t limit, struct payload *payload)
{
    char *(*line)(struct arena *, const char *, struct local_time) = entry->all_day ? day_line : time_line;
    const char *title = take_property(arena, "SUMMARY:", entry->title);
    const char *begins = line(arena, "DTSTART", entry->begins);
    bool lasts = memcmp(&entry->begins, &entry->ends, sizeof entry->ends) != 0;
    const char *when = lasts ? arena_format(arena, "%s\n%s", begins, line(arena, "DTEND", entry->ends)) : begins;
    const struct take_line lines[] = {
        {TAKE_NAME, title, 0},
        {TAKE_ADDRESS, take_property(arena, "LOCATION:", entry->place), 1},
        {TAKE_WEB, take_uri(arena, "URL:", entry->url), 2},
    };
    take_join(arena, arena_format(arena, "BEGIN:VEVENT\n%s", when), lines, sizeof lines / sizeof *lines, "END:VEVENT", limit, payload);
    if ((payload->left_out & 1u << TAKE_NAME) != 0 || title == NULL)
        *payload = (struct payload){0};
}
