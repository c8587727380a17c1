// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Counters in a folder of their own, and what is in their file.
#ifndef KOMPASS_TESTS_CORE_USAGE_FIXTURE_H
#define KOMPASS_TESTS_CORE_USAGE_FIXTURE_H

#include "tests/core/fixture.h"

#include "core/database/statement.h"
#include "core/insight/usage.h"
#include "core/insight/usage_export.h"
#include "core/insight/usage_figures.h"

#define OFFER "00000000-0000-4000-8000-000000000001"
#define OTHER "00000000-0000-4000-8000-000000000002"

struct counters_place {
    struct arena arena;
    char *folder, *path, *machine, *export;
};

static inline int counters_set_up(void **state)
{
    struct counters_place *place = calloc(1, sizeof *place);
    place->folder = fixture_folder(&place->arena);
    place->path = arena_format(&place->arena, "%s/" USAGE_FILE, place->folder);
    place->export = arena_format(&place->arena, "%s/" USAGE_EXPORT, place->folder);
    place->machine = arena_format(&place->arena, "%s/machine-id", place->folder);
    fixture_write(place->machine, "0123456789abcdef\n", 17);
    *state = place;
    return 0;
}

static inline int counters_tear_down(void **state)
{
    struct counters_place *place = *state;
    sys_fail_after(-1, 0);
    fixture_remove_folder(place->folder);
    arena_free(&place->arena);
    free(place);
    return 0;
}

static inline struct local_time day_of(int year, int month, int day, int hour)
{
    struct local_time time = clock_from_day_number(clock_day_number(year, month, day));
    time.hour = hour;
    return time;
}

// All rows: "offer 2026-11-30 x 2; hour 2026-11 08-10 1".
static inline const char *counted(struct arena *arena, const char *path)
{
    sqlite3 *database;
    struct problem problem;
    const char *text = "";
    assert_int_equal(usage_file_read(&database, path, &problem), STATUS_OK);
    struct statement *row = database_query(database, "SELECT measure, period, key, sum(count) FROM count GROUP BY 1, 2, 3 ORDER BY 1, 2, 3", &problem);
    while (statement_next(row))
        text = arena_format(arena, "%s%s%s %s %s %ld", text, text[0] == '\0' ? "" : "; ", statement_text(row, 0), statement_text(row, 1),
                            statement_text(row, 2), (long)statement_number(row, 3));
    assert_int_equal(statement_end(&row), STATUS_OK);
    database_close(&database);
    return text;
}

#endif
