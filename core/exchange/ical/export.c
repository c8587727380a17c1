// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Times stand in the zone of the city, whose rules the calendar brings along, as a series in UTC would move when the clocks are changed.
#include "core/exchange/ical/export.h"

#include "core/base/clock.h"
#include "core/base/memory.h"
#include "core/database/statement.h"
#include "core/exchange/ical/zone.h"
#include "core/time/recurrence.h"

#include <string.h>

enum { LINE_BYTES = 75 };

#define ZONE "Europe/Berlin"

static const char head[] = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Kompass//Kompass//DE\nCALSCALE:GREGORIAN\nBEGIN:VTIMEZONE\nTZID:" ZONE "\n"
                           "BEGIN:DAYLIGHT\nDTSTART:19810329T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"
                           "TZNAME:CEST\nEND:DAYLIGHT\nBEGIN:STANDARD\nDTSTART:19961027T030000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\n"
                           "TZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nTZNAME:CET\nEND:STANDARD\nEND:VTIMEZONE";

static const char events_sql[] =
    "SELECT event.id, starts, minutes, all_day, rule, event.url, revision, coalesce(note || ', ', '') || coalesce(street || ', ', '')"
    " || coalesce(postal_code || ' ', '') || coalesce(place.city, ''), title.text, summary.text, description.text"
    " FROM event JOIN thing ON thing.id = event.id LEFT JOIN place ON place.id = place_id"
    " JOIN text AS title ON title.thing = event.id AND title.field = 'title' AND title.language = 'de'"
    " LEFT JOIN text AS summary ON summary.thing = event.id AND summary.field = 'summary' AND summary.language = 'de'"
    " LEFT JOIN text AS description ON description.thing = event.id AND description.field = 'description' AND description.language = 'de'"
    " ORDER BY event.id";

// ---- lines --------------------------------------------------------------------------------------------------------

struct ical_out {
    struct arena *arena;
    char *text;
    size_t size, capacity;
    const char *stamp; // DTSTAMP: when this calendar was written
};

static void add_bytes(struct ical_out *out, const char *bytes, size_t count)
{
    while (out->size + count + 1 > out->capacity) {
        out->capacity = out->capacity == 0 ? 65536 : 2 * out->capacity;
        out->text = memory_resize(out->text, out->capacity, 1);
    }
    memcpy(out->text + out->size, bytes, count);
    out->size += count;
    out->text[out->size] = '\0';
}

// One line, or several that are parted by line feeds; what is longer than 75 bytes goes on behind a blank, between characters.
static void add_lines(struct ical_out *out, const char *lines)
{
    size_t used = 0;
    for (const char *at = lines; *at != '\0';) {
        size_t length = 1;
        while (((unsigned char)at[length] & 0xC0) == 0x80)
            length++;
        if (*at == '\n') {
            add_bytes(out, "\r\n", 2);
            used = 0;
        } else {
            if (used + length > LINE_BYTES) {
                add_bytes(out, "\r\n ", 3);
                used = 1;
            }
            add_bytes(out, at, length);
            used += length;
        }
        at += length;
    }
    add_bytes(out, "\r\n", 2);
}

// RFC 5545, 3.3.11.
static void add_text(struct ical_out *out, const char *name, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return;
    char *escaped = arena_allocate(out->arena, 2 * strlen(text) + 1, 1);
    size_t size = 0;
    for (; *text != '\0'; text++) {
        if (strchr("\\;,\n", *text) != NULL)
            escaped[size++] = '\\';
        escaped[size++] = (char)(*text == '\n' ? 'n' : *text);
    }
    add_lines(out, arena_format(out->arena, "%s:%s", name, escaped));
}

static void add_time(struct ical_out *out, const char *name, struct local_time time, bool is_day)
{
    const char *text = is_day ? arena_format(out->arena, "%s;VALUE=DATE:%04d%02d%02d", name, time.year, time.month, time.day)
                              : arena_format(out->arena, "%s;TZID=" ZONE ":%04d%02d%02dT%02d%02d00", name, time.year, time.month, time.day, time.hour,
                                             time.minute);
    add_lines(out, text);
}

// ---- an event -----------------------------------------------------------------------------------------------------

struct ical_export_event {
    const char *id, *place, *url, *title, *summary, *description, *rule;
    struct local_time starts;
    long minutes;
    bool all_day;
    int64_t sequence;
};

// UNTIL is in UTC where the start has a zone, and a day where the start is one (RFC 5545, 3.3.10).
static const char *rule_of(struct arena *arena, const struct ical_export_event *event)
{
    struct recurrence_rule rule;
    struct problem ignored;
    struct local_time utc;
    if (recurrence_rule_read(event->rule, &rule, &ignored) != STATUS_OK || rule.until_kind == RECURRENCE_NO_UNTIL)
        return event->rule;
    const char *until = arena_format(arena, "%04d%02d%02d", rule.until.year, rule.until.month, rule.until.day);
    if (!event->all_day) {
        if (!ical_zone_convert(ZONE, "Etc/UTC", rule.until, &utc)) // nothing begins within the hour that is left out
            utc = recurrence_later(rule.until, -60);
        until = arena_format(arena, "%04d%02d%02dT%02d%02d59Z", utc.year, utc.month, utc.day, utc.hour, utc.minute);
    }
    return arena_format(arena, "%.*s%s%s", (int)rule.until_at, event->rule, until, event->rule + rule.until_at + rule.until_length);
}

static void begin_component(struct ical_out *out, const struct ical_export_event *event, struct local_time starts)
{
    add_lines(out, arena_format(out->arena, "BEGIN:VEVENT\nUID:%s\nDTSTAMP:%s\nSEQUENCE:%lld", event->id, out->stamp, (long long)event->sequence));
    add_time(out, "DTSTART", starts, event->all_day);
    if (event->minutes > 0)
        add_time(out, "DTEND", recurrence_later(starts, event->minutes), event->all_day);
    add_text(out, "SUMMARY", event->title);
}

static void add_event(struct ical_out *out, const struct ical_export_event *event)
{
    begin_component(out, event, event->starts);
    if (event->rule != NULL)
        add_lines(out, arena_format(out->arena, "RRULE:%s", rule_of(out->arena, event)));
    add_text(out, "DESCRIPTION",
             event->summary != NULL && event->description != NULL ? arena_format(out->arena, "%s\n\n%s", event->summary, event->description)
             : event->summary != NULL                             ? event->summary
                                                                  : event->description);
    add_text(out, "LOCATION", event->place);
    if (event->url != NULL)
        add_lines(out, arena_format(out->arena, "URL:%s", event->url));
}

// "…, " at the end of an address of which the last parts are not known.
static const char *without_end(char *place)
{
    size_t length = strlen(place);
    while (length > 0 && (place[length - 1] == ' ' || place[length - 1] == ','))
        place[--length] = '\0';
    return place;
}

static enum status read_event(struct statement *row, struct arena *arena, struct ical_export_event *event, struct problem *problem)
{
    *event = (struct ical_export_event){.id = statement_copy(arena, row, 0),
                                        .minutes = (long)statement_number(row, 2),
                                        .all_day = statement_number(row, 3) != 0,
                                        .rule = statement_copy(arena, row, 4),
                                        .url = statement_copy(arena, row, 5),
                                        .sequence = statement_number(row, 6) - 1,
                                        .place = without_end(statement_copy(arena, row, 7)),
                                        .title = statement_copy(arena, row, 8),
                                        .summary = statement_copy(arena, row, 9),
                                        .description = statement_copy(arena, row, 10)};
    return clock_parse(statement_text(row, 1), &event->starts, problem);
}

// Each time of a list of the event is given to `take`.
static enum status each_time(sqlite3 *database, struct ical_out *out, const struct ical_export_event *event, const char *sql,
                             void (*take)(struct ical_out *out, const struct ical_export_event *event, struct local_time time), struct problem *problem)
{
    struct statement *rows = database_query(database, sql, problem);
    struct local_time time;
    struct problem ignored;
    statement_bind_text(rows, 1, event->id);
    while (statement_next(rows)) {
        if (clock_parse(statement_text(rows, 0), &time, &ignored) == STATUS_OK)
            take(out, event, time);
    }
    return statement_end(&rows);
}

static void add_extra(struct ical_out *out, const struct ical_export_event *event, struct local_time time)
{
    add_time(out, "RDATE", time, event->all_day);
}

// A date that does not happen is said to be cancelled, which programs show, and not only left out.
static void add_cancelled(struct ical_out *out, const struct ical_export_event *event, struct local_time day)
{
    day.hour = event->starts.hour;
    day.minute = event->starts.minute;
    begin_component(out, event, day);
    add_time(out, "RECURRENCE-ID", day, event->all_day);
    add_lines(out, "STATUS:CANCELLED\nEND:VEVENT");
}

// ---- the whole ----------------------------------------------------------------------------------------------------

static enum status check_zone(sqlite3 *database, struct problem *problem)
{
    struct statement *row = database_query(database, "SELECT zone FROM city", problem);
    const struct local_time year = {.year = 2026, .month = 1, .day = 1};
    bool like = !statement_next(row) || ical_zone_is_like(statement_text(row, 0), ZONE, year);
    enum status status = statement_end(&row);
    return status != STATUS_OK || like ? status
                                       : problem_set(problem, STATUS_UNSUPPORTED, "the city's zone",
                                                     "export from the database of a city whose clocks are those of " ZONE,
                                                     "its rules are not known here");
}

static enum status write_events(sqlite3 *database, struct ical_out *out, long *count, struct problem *problem)
{
    struct statement *rows = database_query(database, events_sql, problem);
    enum status status = STATUS_OK;
    while (status == STATUS_OK && statement_next(rows)) {
        struct ical_export_event event;
        status = read_event(rows, out->arena, &event, problem);
        if (status != STATUS_OK)
            break;
        add_event(out, &event);
        status = each_time(database, out, &event, "SELECT starts FROM event_extra WHERE event_id = ? ORDER BY starts", add_extra, problem);
        add_lines(out, "END:VEVENT");
        if (status == STATUS_OK)
            status = each_time(database, out, &event, "SELECT day || 'T00:00' FROM event_exception WHERE event_id = ? ORDER BY day", add_cancelled, problem);
        ++*count;
    }
    enum status ended = statement_end(&rows);
    return status == STATUS_OK ? ended : status;
}

enum status ical_export(sqlite3 *database, struct arena *arena, char **calendar, long *count, struct problem *problem)
{
    char stamp[CLOCK_STAMP_BYTES];
    struct ical_out out = {.arena = arena};
    clock_format_utc(clock_utc_seconds(), stamp);
    out.stamp = arena_format(arena, "%.4s%.2s%.2sT%.2s%.2s%.2sZ", stamp, stamp + 5, stamp + 8, stamp + 11, stamp + 14, stamp + 17);
    *count = 0;
    *calendar = NULL;
    enum status status = check_zone(database, problem);
    if (status == STATUS_OK) {
        add_lines(&out, head);
        status = write_events(database, &out, count, problem);
        add_lines(&out, "END:VCALENDAR");
        *calendar = arena_copy_text(arena, out.text);
    }
    memory_free(&out.text);
    return status;
}
