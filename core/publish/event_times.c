// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The rules have been checked (recurrence_check); one that has no time all the same gives no row, and costs only us.
#include "core/publish/event_times.h"

#include "core/base/memory.h"
#include "core/database/statement.h"
#include "core/time/recurrence.h"

static const char events[] =
    "SELECT id, starts, minutes, rule, (SELECT group_concat(day, ' ') FROM event_exception WHERE event_id = event.id),"
    " (SELECT group_concat(starts, ' ') FROM event_extra WHERE event_id = event.id) FROM event ORDER BY id";

// The beginning of the day before: somewhere it is still that day when the release is made.
static bool read_day(const char *created, struct local_time *day)
{
    if (!clock_parse_day(created, day))
        return false;
    *day = clock_from_day_number(clock_day_number(day->year, day->month, day->day) - 1);
    return true;
}

// How many of the times that an event has next are listed.
static size_t how_many(const struct occurrence *times, size_t count, struct local_time day)
{
    const struct local_time end = recurrence_later(day, EVENT_TIMES_DAYS * 1440L);
    while (count > 1 && recurrence_minutes(end, times[count - 1].begins) > 0)
        count--;
    return count;
}

static enum status write_times(struct statement *insert, const char *event, const struct occurrence *times, size_t count)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        char text[CLOCK_TIME_BYTES];
        statement_bind_text(insert, 1, event);
        statement_bind_text(insert, 2, clock_format(times[i].begins, text));
        status = statement_run(insert);
    }
    return status;
}

enum status event_times_fill(sqlite3 *catalog, const char *created, struct problem *problem)
{
    struct local_time day;
    if (!read_day(created, &day))
        return problem_set(problem, STATUS_INVALID, created, "report this fault of the program", "no date of a release");
    struct occurrence *times = memory_allocate(EVENT_TIMES_OF_ONE, sizeof *times);
    struct statement *event = database_query(catalog, events, problem);
    struct statement *insert = database_query(catalog, "INSERT INTO event_time (event_id, starts) VALUES (?, ?)", problem);
    enum status written = STATUS_OK;
    while (written == STATUS_OK && statement_next(event)) {
        struct problem ignored;
        struct recurrence recurrence = {.minutes = (long)statement_number(event, 2),
                                        .rule = statement_text(event, 3),
                                        .except = statement_text(event, 4),
                                        .extra = statement_text(event, 5)};
        if (clock_parse(statement_text(event, 1), &recurrence.starts, &ignored) != STATUS_OK)
            continue;
        size_t count = recurrence_list(&recurrence, day, times, EVENT_TIMES_OF_ONE);
        written = write_times(insert, statement_text(event, 0), times, how_many(times, count, day));
    }
    enum status read = statement_end(&event);
    enum status ended = statement_end(&insert);
    memory_free(&times);
    return read != STATUS_OK ? read : ended;
}
