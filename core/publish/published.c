// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Numbers come from history alone: the catalogs of old releases are gone after some time, history is not.
#include "core/publish/published.h"

#include "core/database/database.h"
#include "core/database/statement.h"

enum status published_last_change(sqlite3 *editorial, int64_t *change, struct problem *problem)
{
    return database_number(editorial, "SELECT coalesce(max(number), 0) FROM change", change, problem);
}

enum status published_last_day(sqlite3 *editorial, int64_t *day, struct problem *problem)
{
    return database_number(editorial, "SELECT coalesce(strftime('%s', max(at)), 0) / 86400 FROM change", day, problem);
}

enum status published_note(sqlite3 *editorial, const struct published *published, struct problem *problem)
{
    struct statement *insert = database_query(editorial,
                                              "INSERT INTO release (number, at, change, author) VALUES (?, ?, ?, ?)"
                                              " ON CONFLICT (number, at) DO UPDATE SET change = excluded.change",
                                              problem);
    statement_bind_number(insert, 1, published->number);
    statement_bind_text(insert, 2, published->at);
    statement_bind_number(insert, 3, published->change);
    statement_bind_text(insert, 4, published->author);
    statement_run(insert);
    return statement_end(&insert);
}

enum status published_change(sqlite3 *editorial, long number, const char *at, int64_t *change, struct problem *problem)
{
    struct statement *row = database_query(editorial, "SELECT change FROM release WHERE number = ? AND at = ?", problem);
    statement_bind_number(row, 1, number);
    statement_bind_text(row, 2, at);
    *change = statement_next(row) ? statement_number(row, 0) : -1;
    return statement_end(&row);
}

// What a visitor could see of a record; a note of staff is not part of it.
#define SEEN(record) "CASE WHEN json_extract(" record ", '$.withheld') IS NULL THEN json_remove(" record ", '$.staff_note') END"

enum status published_count(sqlite3 *editorial, int64_t since, int64_t until, struct published *counts, struct problem *problem)
{
    struct statement *row = database_query(
        editorial,
        "WITH touched AS (SELECT thing, min(change) AS first, max(change) AS last FROM change_thing"
        "  WHERE change > ?1 AND change <= ?2 GROUP BY thing),"
        " seen AS (SELECT " SEEN("early.before") " AS was, " SEEN("late.after") " AS is_now FROM touched"
        "  JOIN change_thing AS early ON early.change = first AND early.thing = touched.thing"
        "  JOIN change_thing AS late ON late.change = last AND late.thing = touched.thing)"
        " SELECT count(*) FILTER (WHERE was IS NULL AND is_now IS NOT NULL),"
        " count(*) FILTER (WHERE was IS NOT NULL AND is_now IS NOT NULL AND was <> is_now),"
        " count(*) FILTER (WHERE was IS NOT NULL AND is_now IS NULL) FROM seen",
        problem);
    statement_bind_number(row, 1, since);
    statement_bind_number(row, 2, until);
    if (statement_next(row)) {
        counts->added = (long)statement_number(row, 0);
        counts->changed = (long)statement_number(row, 1);
        counts->gone = (long)statement_number(row, 2);
    }
    return statement_end(&row);
}

enum status published_list(sqlite3 *editorial, struct arena *arena, struct published **list, size_t *count, struct problem *problem)
{
    size_t capacity = 0;
    *list = NULL;
    *count = 0;
    struct statement *rows = database_query(
        editorial, "SELECT number, at, change, author FROM release ORDER BY at DESC, number DESC", problem);
    while (statement_next(rows)) {
        *list = arena_grow(arena, *list, *count, &capacity, sizeof **list);
        (*list)[(*count)++] = (struct published){.number = (long)statement_number(rows, 0), .at = statement_copy(arena, rows, 1),
                                                 .change = statement_number(rows, 2), .author = statement_copy(arena, rows, 3)};
    }
    enum status status = statement_end(&rows);
    for (size_t i = 0; status == STATUS_OK && i + 1 < *count; i++)
        status = published_count(editorial, (*list)[i + 1].change, (*list)[i].change, &(*list)[i], problem);
    return status;
}
