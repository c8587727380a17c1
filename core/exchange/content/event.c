// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Days and times of events; a day without a time is a whole day.
#include "core/exchange/content/event.h"
#include "core/exchange/content/value.h"

#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

enum { DAY_MINUTES = 1440, DAY_CHARACTERS = 10 };

static struct local_time midnight_of(struct local_time time)
{
    time.hour = time.minute = 0;
    return time;
}

void event_set_times(struct arena *arena, struct content_event *event, struct local_time begins, struct local_time ends,
                     bool all_day)
{
    if (recurrence_minutes(begins, ends) < 0)
        ends = begins;
    event->all_day = all_day;
    if (all_day) {
        begins = midnight_of(begins);
        ends = recurrence_later(midnight_of(ends), DAY_MINUTES);
    }
    event->minutes = recurrence_minutes(begins, ends);
    if (event->minutes > EVENT_MINUTES_MAX)
        event->minutes = EVENT_MINUTES_MAX;
    char text[CLOCK_TIME_BYTES];
    event->starts = arena_copy_text(arena, clock_format(begins, text));
}

// place: struct local_time, at midnight for a day; *detail does not count.
static void read_time(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    const char *text = NULL;
    struct problem ignored;
    json_read_text(reader, value, NULL, &text);
    if (text == NULL)
        return;
    const char *whole = strlen(text) == DAY_CHARACTERS ? arena_format(reader->arena, "%sT00:00", text) : text;
    if (clock_parse(whole, place, &ignored) != STATUS_OK)
        json_report(reader, "write YYYY-MM-DDTHH:MM, or YYYY-MM-DD for a whole day", "\"%s\" is not a time",
                    json_quote(reader, text));
}

static void read_repeats(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    struct recurrence_rule rule;
    struct problem problem;
    const char **text = place;
    json_read_text(reader, value, detail, place);
    if (*text != NULL && recurrence_rule_read(*text, &rule, &problem) != STATUS_OK)
        json_report(reader, problem.mend, "\"%s\" is not a recurrence: %s", json_quote(reader, *text), problem.why);
}

// place: const char *, "YYYY-MM-DDTHH:MM".
static void read_extra(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    struct local_time time = {0};
    char text[CLOCK_TIME_BYTES];
    read_time(reader, value, detail, &time);
    if (time.year != 0)
        *(const char **)place = arena_copy_text(reader->arena, clock_format(time, text));
}

struct when {
    struct local_time starts, ends;
    const char *repeats;
    struct json_items except, extra; // const char *
};

static const struct json_list day_list = {value_read_day, NULL, sizeof(const char *), true};
static const struct json_list extra_list = {read_extra, NULL, sizeof(const char *), true};

static const struct json_field when_fields[] = {
    {"starts", JSON_REQUIRED, read_time, NULL, offsetof(struct when, starts)},
    {"ends", JSON_OPTIONAL, read_time, NULL, offsetof(struct when, ends)},
    {"repeats", JSON_OPTIONAL, read_repeats, NULL, offsetof(struct when, repeats)},
    {"except", JSON_OPTIONAL, json_read_set, &day_list, offsetof(struct when, except)},
    {"extra", JSON_OPTIONAL, json_read_set, &extra_list, offsetof(struct when, extra)},
};
static const struct json_shape when_shape = {when_fields, sizeof when_fields / sizeof *when_fields};

static bool is_day(json_t *value)
{
    return json_string_length(value) == DAY_CHARACTERS;
}

void event_read_when(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    struct content_event *event = place;
    struct when when = {0};
    json_read_object(reader, value, &when_shape, &when);
    json_t *ends = json_object_get(value, "ends");
    bool all_day = is_day(json_object_get(value, "starts"));
    if (when.starts.year == 0)
        return; // reported
    if (json_is_string(ends) &&
        (is_day(ends) != all_day || (when.ends.year != 0 && recurrence_minutes(when.starts, when.ends) < 0)))
        json_report(reader, "write both as times, or both as days, the later one last",
                    "ends before it starts, or is of another kind");
    json_t *extra = json_object_get(value, "extra"), *time;
    size_t i;
    json_array_foreach(extra, i, time) {
        if (json_is_string(time) && is_day(time) != all_day)
            json_report(reader, "write a time as YYYY-MM-DDTHH:MM, or a whole day as YYYY-MM-DD, as in starts",
                        "an extra time is of another kind than starts");
    }
    event_set_times(reader->arena, event, when.starts, when.ends.year == 0 ? when.starts : when.ends, all_day);
    event->rule = when.repeats;
    event->except = when.except;
    event->extra = when.extra;
}

// ---- rules --------------------------------------------------------------------------------------------------------

bool event_time_in_zone(const char *zone, struct local_time utc, struct local_time *local)
{
    UChar name[128];
    UErrorCode error = U_ZERO_ERROR;
    struct local_time epoch = clock_from_day_number(0);
    u_strFromUTF8(name, sizeof name / sizeof *name, NULL, zone, -1, &error);
    UCalendar *calendar = ucal_open(name, -1, "en", UCAL_GREGORIAN, &error);
    ucal_setMillis(calendar, 60000.0 * (double)recurrence_minutes(epoch, utc), &error);
    int32_t ahead = ucal_get(calendar, UCAL_ZONE_OFFSET, &error) + ucal_get(calendar, UCAL_DST_OFFSET, &error);
    ucal_close(calendar);
    if (U_FAILURE(error))
        return false;
    *local = recurrence_later(utc, ahead / 60000);
    return true;
}

const char *event_local_rule(struct arena *arena, const char *text, const char *zone)
{
    struct recurrence_rule rule;
    struct problem ignored;
    if (recurrence_rule_read(text, &rule, &ignored) != STATUS_OK || rule.until_kind == RECURRENCE_NO_UNTIL ||
        rule.until_kind == RECURRENCE_UNTIL_LOCAL)
        return text;
    if (rule.until_kind == RECURRENCE_UNTIL_UTC && (zone == NULL || !event_time_in_zone(zone, rule.until, &rule.until)))
        return text;
    return arena_format(arena, "%.*s%04d%02d%02dT%02d%02d59%s", (int)rule.until_at, text, rule.until.year,
                        rule.until.month, rule.until.day, rule.until.hour, rule.until.minute,
                        text + rule.until_at + rule.until_length);
}

// Goes to a part of the event, after all files were read.
static void go_to(struct json_reader *reader, const struct content_event *event, const char *part)
{
    reader->file = arena_format(reader->arena, "%s.when.%s", event->thing.place, part);
    reader->length = 0;
}

// An exception that makes no difference is a slip.
static void check_exceptions(struct json_reader *reader, const struct content_event *event,
                             const struct recurrence *times)
{
    const char *const *days = event->except.items;
    for (size_t i = 0; i < event->except.count; i++) {
        struct local_time day;
        if (days[i] == NULL || !clock_parse_day(days[i], &day))
            continue; // reported
        go_to(reader, event, arena_format(reader->arena, "except[%zu]", i));
        if (times->rule == NULL || !recurrence_is_on(times, day))
            json_report(reader, "name a day on which it would happen", "on %s it does not happen anyway", days[i]);
    }
}

void event_check(struct json_reader *reader, struct content_event *event, const char *zone)
{
    struct recurrence times = {.minutes = event->minutes};
    struct recurrence_rule rule;
    struct problem problem;
    if (event->starts == NULL || clock_parse(event->starts, &times.starts, &problem) != STATUS_OK ||
        (event->rule != NULL && recurrence_rule_read(event->rule, &rule, &problem) != STATUS_OK))
        return; // reported
    if (event->rule != NULL) {
        times.rule = event_local_rule(reader->arena, event->rule, zone);
        event->rule = times.rule;
        go_to(reader, event, "repeats");
        if (recurrence_check(&times, &problem) != STATUS_OK) {
            json_report(reader, problem.mend, "the recurrence \"%s\" cannot be followed: %s",
                        json_quote(reader, event->rule), problem.why);
            return;
        }
    }
    check_exceptions(reader, event, &times);
}
