// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Events by their next date. Their times were written when the release was made; what is over by now is left out here.
#include "core/catalog/catalog_private.h"

// The time in the columns from the second on: starts, minutes, all_day. False when the catalog is wrong.
static bool read_time(struct statement *row, struct event_time *time)
{
    struct problem ignored;
    const char *starts = statement_text(row, 1);
    int64_t minutes = statement_number(row, 2);
    *time = (struct event_time){.all_day = statement_number(row, 3) != 0};
    if (starts == NULL || minutes < 0 || minutes > EVENT_MINUTES_MAX ||
        clock_parse(starts, &time->occurrence.begins, &ignored) != STATUS_OK)
        return false;
    time->occurrence.ends = recurrence_later(time->occurrence.begins, (long)minutes);
    return true;
}

// The first `room` times of an event that are not over at `now`; gives how many there are.
static size_t list_times(struct catalog *catalog, const char *id, struct local_time now, struct event_time *times, size_t room)
{
    char text[CLOCK_TIME_BYTES];
    size_t count = 0;
    struct statement *rows = query_begin(catalog, QUERY_EVENT_TIMES, id);
    statement_bind_text(rows, 2, clock_format(now, text));
    while (count < room && statement_next(rows))
        count += read_time(rows, &times[count]);
    statement_end(&rows);
    return count;
}

bool catalog_event_next(struct catalog *catalog, const char *id, struct local_time now, struct event_time *next)
{
    return list_times(catalog, id, now, next, 1) > 0;
}

struct catalog_events catalog_events(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                     struct local_time now, const char *offer_id)
{
    char text[CLOCK_TIME_BYTES];
    struct catalog_events events = {0};
    size_t capacity = 0;
    struct statement *rows = query_begin(catalog, QUERY_EVENTS, offer_id);
    statement_bind_text(rows, 2, clock_format(now, text));
    while (statement_next(rows)) {
        events.items = arena_grow(arena, events.items, events.count, &capacity, sizeof *events.items);
        struct catalog_event_line *line = &events.items[events.count];
        events.count += read_time(rows, &line->next) &&
                        catalog_entry(catalog, arena, reader, statement_text(rows, 0), &line->entry);
    }
    statement_end(&rows);
    return events;
}

bool catalog_has_events(struct catalog *catalog, struct local_time now)
{
    char text[CLOCK_TIME_BYTES];
    struct event_time ignored;
    bool found = false;
    struct statement *rows = query_begin(catalog, QUERY_EVENTS, NULL);
    statement_bind_text(rows, 2, clock_format(now, text));
    while (!found && statement_next(rows))
        found = read_time(rows, &ignored);
    statement_end(&rows);
    return found;
}

enum status catalog_event(struct catalog *catalog, struct arena *arena, const struct reader *reader, const char *id,
                          struct local_time now, struct catalog_event *event, struct problem *problem)
{
    struct statement *row = query_begin(catalog, QUERY_EVENT, id);
    *event = (struct catalog_event){0};
    if (!statement_next(row)) {
        statement_end(&row);
        return problem_no_such_id(problem, id);
    }
    *event = (struct catalog_event){
        .id = statement_copy(arena, row, 0),
        .all_day = statement_number(row, 1) != 0,
        .street = statement_copy(arena, row, 2),
        .postal_code = statement_copy(arena, row, 3),
        .city = statement_copy(arena, row, 4),
        .url = statement_copy(arena, row, 6),
        .source_url = statement_copy(arena, row, 7),
        .source_date = statement_copy(arena, row, 8),
    };
    const char *offer = statement_copy(arena, row, 5);
    statement_end(&row);
    struct catalog_text texts[3];
    texts_read(catalog, arena, reader, event->id, (const char *const[]){"title", "summary", "description"}, texts, 3);
    event->title = texts[0];
    event->summary = texts[1];
    event->description = texts[2];
    struct event_time times[EVENT_TIMES_MAX];
    event->time_count = list_times(catalog, event->id, now, times, EVENT_TIMES_MAX);
    for (size_t i = 0; i < event->time_count; i++)
        event->times[i] = times[i].occurrence;
    event->has_offer = offer != NULL && catalog_entry(catalog, arena, reader, offer, &event->offer);
    return STATUS_OK;
}
