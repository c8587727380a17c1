// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Times are local wall time; what closes earlier than it opens closes on the next day.
#include "core/exchange/content/schedule.h"

#include "core/exchange/content/model.h"
#include "core/exchange/content/value.h"
#include "core/model/span.h"

enum {
    WEEKDAYS = 7,
    DAY_MINUTES = 1440,
    NIGHT_ENDS = 6 * 60, // minutes: until then something may be open that opened the day before
};

static const char *const weekdays[] = {"mo", "tu", "we", "th", "fr", "sa", "su", NULL};
static const struct json_list weekday_list = {json_read_choice, weekdays, sizeof(const char *), true};

// One entry, before it is spread over its days.
struct schedule_entry {
    struct json_items days; // const char *
    int opens, closes;      // minutes, -1 when they could not be read
    enum three_valued by_appointment, by_phone;
    const char *weeks, *from, *until; // as the table schedule has them
    struct json_items languages;      // const char *
    const char *contact;
};

static void read_minutes(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    *(int *)place = value_read_minutes(reader, value);
}

static const char *const weeks[] = {"odd", "even", NULL};
static const struct json_list language_list = {value_read_spoken, NULL, sizeof(const char *), true};

#define ENTRY_FIELDS(need)                                                                                             \
    {"days", need, json_read_set, &weekday_list, offsetof(struct schedule_entry, days)},                               \
    {"opens", JSON_REQUIRED, read_minutes, NULL, offsetof(struct schedule_entry, opens)},                              \
    {"closes", JSON_REQUIRED, read_minutes, NULL, offsetof(struct schedule_entry, closes)},                            \
    {"by_appointment", JSON_OPTIONAL, value_read_flag, NULL, offsetof(struct schedule_entry, by_appointment)},         \
    {"by_phone", JSON_OPTIONAL, value_read_flag, NULL, offsetof(struct schedule_entry, by_phone)},                     \
    {"weeks", JSON_OPTIONAL, json_read_choice, weeks, offsetof(struct schedule_entry, weeks)},                         \
    {"from", JSON_OPTIONAL, json_read_text, NULL, offsetof(struct schedule_entry, from)},                              \
    {"until", JSON_OPTIONAL, json_read_text, NULL, offsetof(struct schedule_entry, until)},                            \
    {"languages", JSON_OPTIONAL, json_read_set, &language_list, offsetof(struct schedule_entry, languages)},           \
    {"contact", JSON_OPTIONAL, json_read_text, NULL, offsetof(struct schedule_entry, contact)},

static const struct json_field weekly_fields[] = {ENTRY_FIELDS(JSON_REQUIRED)};
static const struct json_shape weekly_shape = {weekly_fields, sizeof weekly_fields / sizeof *weekly_fields};
static const struct json_field changed_fields[] = {ENTRY_FIELDS(JSON_OPTIONAL)};
static const struct json_shape changed_shape = {changed_fields, sizeof changed_fields / sizeof *changed_fields};

static void read_entry(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    struct schedule_entry *entry = place;
    long before = reader->problems;
    json_read_object(reader, value, detail, place);
    if (reader->problems != before)
        return;
    if (entry->opens == DAY_MINUTES)
        json_report(reader, "write 00:00 of the next day", "opens at 24:00");
    else if (entry->closes == entry->opens)
        json_report(reader, "write 00:00 to 24:00 for the whole day", "opens and closes at the same time");
    else if (entry->closes < entry->opens && entry->closes > NIGHT_ENDS)
        json_report(
            reader,
            "write the earlier time in \"opens\"; only what closes by 06:00 is past midnight, else make two entries",
            "closes before it opens");
    else if (entry->closes < entry->opens)
        entry->closes += DAY_MINUTES; // past midnight
    if (!span_set_season(&(struct opening_span){0}, entry->from, entry->until))
        json_report(reader, "write both as YYYY-MM-DD, the earlier in \"from\", or both as MM-DD for each year",
                    "\"from\" and \"until\" are no days between which it could hold");
}

static const struct json_list weekly_list = {read_entry, &weekly_shape, sizeof(struct schedule_entry), false};
static const struct json_list changed_list = {read_entry, &changed_shape, sizeof(struct schedule_entry), false};

static void add(struct arena *arena, struct json_items *spans, const struct schedule_entry *entry, int weekday, size_t room)
{
    struct opening_span span = {
        .weekday = weekday,
        .open_minute = entry->opens,
        .close_minute = entry->closes,
        .by_appointment = entry->by_appointment == VALUE_YES,
        .by_phone = entry->by_phone == VALUE_YES,
        .weeks = span_weeks_of(entry->weeks),
        .languages = value_joined(arena, &entry->languages),
        .contact = entry->contact,
    };
    span_set_season(&span, entry->from, entry->until);
    if (spans->count < room)
        ((struct opening_span *)spans->items)[spans->count++] = span;
}

static void read_schedule(struct json_reader *reader, json_t *value, const struct json_list *list, struct json_items *spans)
{
    struct json_items entries = {0};
    json_read_list(reader, value, list, &entries);
    const struct schedule_entry *entry = entries.items;
    size_t room = entries.count * WEEKDAYS;
    spans->items = arena_allocate(reader->arena, room, sizeof(struct opening_span));
    for (size_t i = 0; i < entries.count; i++) {
        const char *const *days = entry[i].days.items;
        if (entry[i].days.count == 0 && list == &changed_list)
            add(reader->arena, spans, &entry[i], CLOSURE_EACH_DAY, room);
        for (size_t d = 0; d < entry[i].days.count; d++) {
            for (int weekday = 0; weekday < WEEKDAYS; weekday++) {
                if (days[d] == weekdays[weekday])
                    add(reader->arena, spans, &entry[i], weekday, room);
            }
        }
    }
}

void schedule_read_weekly(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    read_schedule(reader, value, &weekly_list, place);
}

void schedule_read_changed(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    read_schedule(reader, value, &changed_list, place);
}
