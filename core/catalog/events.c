// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Events by their next date. Their times were written when the release was made; what is over by now is left out here.
#include "core/catalog/catalog_private.h"

#include <string.h>

// The time in the columns from the second on: starts, minutes, all_day, unusual. False when the catalog is wrong.
static bool read_time(struct statement *row, struct event_time *time)
{
    struct problem ignored;
    const char *starts = statement_text(row, 1);
    int64_t minutes = statement_number(row, 2);
    *time = (struct event_time){.all_day = statement_number(row, 3) != 0, .unusual = statement_number(row, 4) != 0};
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

// The words of a list that commas part.
static const char *const *read_words(struct arena *arena, struct statement *row, int column, size_t *count)
{
    const char **words = NULL;
    size_t capacity = 0;
    char *rest = statement_copy(arena, row, column);
    *count = 0;
    for (char *word; rest != NULL && (word = strsep(&rest, ",")) != NULL;) {
        words = arena_grow(arena, words, *count, &capacity, sizeof *words);
        words[(*count)++] = word;
    }
    return words;
}

// What the event's offer says, in the columns from the sixth on.
static void read_facts(struct arena *arena, struct statement *row, struct catalog_event_line *line)
{
    size_t count;
    line->cost = cost_parse(statement_text(row, 5));
    line->by_appointment = three_valued_of(row, 6);
    line->spoken = read_words(arena, row, 7, &line->spoken_count);
    const char *const *audiences = read_words(arena, row, 8, &count);
    for (size_t i = 0; i < count; i++)
        line->audiences |= audience_bit(audiences[i]);
    line->areas = read_words(arena, row, 9, &line->area_count);
}

// The span as ?2 and ?3 of a query. The texts must stay until its end.
static void bind_span(struct statement *rows, const struct event_span *span, char from[CLOCK_TIME_BYTES], char to[CLOCK_TIME_BYTES])
{
    statement_bind_text(rows, 2, clock_format(span->from, from));
    if (span->to.year != 0)
        statement_bind_text(rows, 3, clock_format(span->to, to));
}

struct catalog_events catalog_events(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                     const struct event_span *span, const char *offer_id)
{
    char from[CLOCK_TIME_BYTES], to[CLOCK_TIME_BYTES];
    struct catalog_events events = {0};
    size_t capacity = 0;
    struct statement *rows = query_begin(catalog, QUERY_EVENTS, offer_id);
    bind_span(rows, span, from, to);
    while (statement_next(rows)) {
        events.items = arena_grow(arena, events.items, events.count, &capacity, sizeof *events.items);
        struct catalog_event_line *line = &events.items[events.count];
        *line = (struct catalog_event_line){0};
        if (!read_time(rows, &line->next) || !catalog_entry(catalog, arena, reader, statement_text(rows, 0), &line->entry))
            continue;
        read_facts(arena, rows, line);
        events.count++;
    }
    statement_end(&rows);
    return events;
}

size_t catalog_event_cancelled(struct catalog *catalog, const char *id, const struct event_span *span, struct local_time *days,
                               size_t room)
{
    char from[CLOCK_TIME_BYTES], to[CLOCK_TIME_BYTES];
    size_t count = 0;
    struct statement *rows = query_begin(catalog, QUERY_EVENT_CANCELLED, id);
    bind_span(rows, span, from, to);
    while (count < room && statement_next(rows)) {
        struct problem ignored;
        struct recurrence recurrence = {.minutes = (long)statement_number(rows, 2), .rule = statement_text(rows, 3)};
        const char *starts = statement_text(rows, 1);
        count += starts != NULL && clock_parse(starts, &recurrence.starts, &ignored) == STATUS_OK &&
                 clock_parse_day(statement_text(rows, 0), &days[count]) && recurrence_is_on(&recurrence, days[count]);
    }
    statement_end(&rows);
    return count;
}

struct catalog_list catalog_meeting_places(struct catalog *catalog, struct arena *arena, const struct reader *reader)
{
    return entries_read(catalog, arena, reader, query_begin(catalog, QUERY_MEETING_PLACES, NULL));
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
        .street = statement_copy(arena, row, 1),
        .postal_code = statement_copy(arena, row, 2),
        .city = statement_copy(arena, row, 3),
        .url = statement_copy(arena, row, 5),
        .source_url = statement_copy(arena, row, 6),
        .source_date = statement_copy(arena, row, 7),
    };
    const char *offer = statement_copy(arena, row, 4);
    statement_end(&row);
    struct catalog_text texts[3];
    texts_read(catalog, arena, reader, event->id, (const char *const[]){"title", "summary", "description"}, texts, 3);
    event->title = texts[0];
    event->summary = texts[1];
    event->description = texts[2];
    event->time_count = list_times(catalog, event->id, now, event->times, EVENT_TIMES_MAX);
    event->cancelled_count = catalog_event_cancelled(catalog, event->id, &(struct event_span){.from = now}, event->cancelled, EVENT_TIMES_MAX);
    event->has_offer = offer != NULL && catalog_entry(catalog, arena, reader, offer, &event->offer);
    return STATUS_OK;
}
