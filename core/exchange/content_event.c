// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Days and times of events; a day without a time is a whole day.
#include "core/exchange/content_event.h"
#include "core/exchange/content_value.h"

#include <string.h>

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
    event->starts = arena_format(arena, "%04d-%02d-%02dT%02d:%02d", begins.year, begins.month, begins.day, begins.hour,
                                 begins.minute);
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
    json_read_text(reader, value, detail, place);
    if (*(const char **)place != NULL && !recurrence_is_rule(*(const char **)place))
        json_report(reader, "write a rule of RFC 5545, such as FREQ=WEEKLY;BYDAY=TH", "\"%s\" is not a recurrence",
                    json_quote(reader, *(const char **)place));
}

struct when {
    struct local_time starts, ends;
    const char *repeats;
    struct json_items except; // const char *
};

static const struct json_list day_list = {value_read_day, NULL, sizeof(const char *), true};

static const struct json_field when_fields[] = {
    {"starts", JSON_REQUIRED, read_time, NULL, offsetof(struct when, starts)},
    {"ends", JSON_OPTIONAL, read_time, NULL, offsetof(struct when, ends)},
    {"repeats", JSON_OPTIONAL, read_repeats, NULL, offsetof(struct when, repeats)},
    {"except", JSON_OPTIONAL, json_read_set, &day_list, offsetof(struct when, except)},
};
static const struct json_shape when_shape = {when_fields, sizeof when_fields / sizeof *when_fields};

static bool is_day(json_t *value)
{
    return json_string_length(value) == DAY_CHARACTERS;
}

// An exception that makes no difference is a slip.
static void check_exceptions(struct json_reader *reader, const struct when *when)
{
    const struct recurrence times = {.starts = when->starts, .rule = when->repeats};
    const char *const *days = when->except.items;
    size_t before = json_enter_field(reader, "except");
    for (size_t i = 0; i < when->except.count; i++) {
        struct local_time day;
        struct problem ignored;
        if (days[i] == NULL || clock_parse(arena_format(reader->arena, "%sT00:00", days[i]), &day, &ignored) != STATUS_OK)
            continue; // reported
        size_t field = json_enter_element(reader, i);
        if (when->repeats == NULL || !recurrence_is_on(&times, day))
            json_report(reader, "name a day on which it would happen", "on %s it does not happen anyway", days[i]);
        json_leave(reader, field);
    }
    json_leave(reader, before);
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
    if (json_is_string(ends) && (is_day(ends) != all_day || (when.ends.year != 0 && recurrence_minutes(when.starts, when.ends) < 0)))
        json_report(reader, "write both as times, or both as days, the later one last", "ends before it starts, or is of another kind");
    event_set_times(reader->arena, event, when.starts, when.ends.year == 0 ? when.starts : when.ends, all_day);
    event->rule = when.repeats;
    event->except = when.except;
    check_exceptions(reader, &when);
}
