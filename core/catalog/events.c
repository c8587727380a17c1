// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Events by their next date. What is over is not there; the catalog itself knows no time.
#include "core/catalog/catalog_private.h"

#include <stdlib.h>
#include <string.h>

// The times as a row has them from `column` on: starts, minutes, rule, exceptions. False when the catalog is wrong.
static bool read_times(struct arena *arena, struct statement *row, int column, struct recurrence *times)
{
    struct problem problem;
    const char *starts = statement_copy(arena, row, column);
    *times = (struct recurrence){.minutes = (long)statement_number(row, column + 1),
                                 .rule = statement_copy(arena, row, column + 2),
                                 .except = statement_copy(arena, row, column + 3)};
    return starts != NULL && clock_parse(starts, &times->starts, &problem) == STATUS_OK && times->minutes >= 0 &&
           times->minutes <= EVENT_MINUTES_MAX;
}

bool catalog_event_next(struct catalog *catalog, const char *id, struct local_time now, struct event_time *next)
{
    struct arena arena = {0};
    struct recurrence times;
    struct occurrence occurrence;
    struct statement *row = query_begin(catalog, QUERY_EVENT_TIMES, id);
    bool found = statement_next(row) && read_times(&arena, row, 0, &times) && recurrence_list(&times, now, &occurrence, 1) > 0;
    if (found)
        *next = (struct event_time){occurrence, statement_number(row, 4) != 0};
    statement_end(&row);
    arena_free(&arena);
    return found;
}

static int compare_events(const void *a, const void *b)
{
    const struct catalog_event_line *first = a;
    const struct catalog_event_line *second = b;
    long later = recurrence_minutes(second->next.occurrence.begins, first->next.occurrence.begins);
    if (later != 0)
        return later > 0 ? 1 : -1;
    return strcmp(first->entry.id, second->entry.id);
}

struct catalog_events catalog_events(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                     struct local_time now, const char *offer_id)
{
    struct catalog_events events = {0};
    size_t capacity = 0;
    struct statement *rows = query_begin(catalog, QUERY_EVENTS, offer_id);
    while (statement_next(rows)) {
        struct event_time next;
        const char *id = statement_copy(arena, rows, 0);
        if (!catalog_event_next(catalog, id, now, &next))
            continue;
        events.items = arena_grow(arena, events.items, events.count, &capacity, sizeof *events.items);
        struct catalog_event_line *line = &events.items[events.count];
        line->next = next;
        events.count += catalog_entry(catalog, arena, reader, ENTRY_EVENT, id, &line->entry);
    }
    statement_end(&rows);
    if (events.count > 0)
        qsort(events.items, events.count, sizeof *events.items, compare_events);
    return events;
}

bool catalog_has_events(struct catalog *catalog, struct local_time now)
{
    struct arena arena = {0};
    bool found = false;
    struct statement *rows = query_begin(catalog, QUERY_EVENTS, NULL);
    while (!found && statement_next(rows)) {
        struct event_time next;
        found = catalog_event_next(catalog, statement_copy(&arena, rows, 0), now, &next);
    }
    statement_end(&rows);
    arena_free(&arena);
    return found;
}

// What is next counts, however far; further times only as far as anybody plans.
static size_t list_times(const struct recurrence *times, struct local_time now, struct occurrence *occurrences)
{
    size_t count = recurrence_list(times, now, occurrences, EVENT_TIMES_MAX);
    struct local_time end = now;
    end.year += EVENT_YEARS_AHEAD;
    while (count > 1 && recurrence_minutes(end, occurrences[count - 1].begins) >= 0)
        count--;
    return count;
}

enum status catalog_event(struct catalog *catalog, struct arena *arena, const struct reader *reader, const char *id,
                          struct local_time now, struct catalog_event *event, struct problem *problem)
{
    struct statement *row = query_begin(catalog, QUERY_EVENT, id);
    struct recurrence times;
    *event = (struct catalog_event){0};
    if (!statement_next(row)) {
        statement_end(&row);
        return problem_no_such_id(problem, id);
    }
    *event = (struct catalog_event){
        .id = statement_copy(arena, row, 0),
        .all_day = statement_number(row, 5) != 0,
        .street = statement_copy(arena, row, 6),
        .postal_code = statement_copy(arena, row, 7),
        .city = statement_copy(arena, row, 8),
        .url = statement_copy(arena, row, 10),
        .source_url = statement_copy(arena, row, 11),
        .source_date = statement_copy(arena, row, 12),
    };
    const char *offer = statement_copy(arena, row, 9);
    bool known = read_times(arena, row, 1, &times);
    statement_end(&row);
    struct catalog_text texts[3];
    texts_read(catalog, arena, reader, QUERY_EVENT_TEXTS, event->id,
               (const char *const[]){"title", "summary", "description"}, texts, 3);
    event->title = texts[0];
    event->summary = texts[1];
    event->description = texts[2];
    if (known)
        event->time_count = list_times(&times, now, event->times);
    event->has_offer = offer != NULL && catalog_entry(catalog, arena, reader, ENTRY_OFFER, offer, &event->offer);
    return STATUS_OK;
}
