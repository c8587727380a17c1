// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What holds for the whole city: emergency numbers and public holidays.
#include "core/catalog/catalog_private.h"

#include "core/database/database.h"
#include "core/catalog/emergency.h"

const struct emergency_number *catalog_emergency(struct catalog *catalog, struct arena *arena,
                                                 const struct reader *reader, size_t *count)
{
    struct emergency_number *numbers = NULL;
    size_t capacity = 0;
    *count = 0;
    sqlite3_stmt *statement = catalog != NULL ? query_begin(catalog, QUERY_EMERGENCIES, NULL) : NULL;
    while (statement != NULL && query_step(statement)) {
        struct catalog_text texts[2];
        texts_read(catalog, arena, reader, QUERY_EMERGENCY_TEXTS, database_text(arena, statement, 0),
                   (const char *const[]){"name", "when"}, texts, 2);
        numbers = array_grow(arena, numbers, *count, &capacity, sizeof *numbers);
        numbers[(*count)++] = (struct emergency_number){
            .id = database_text(arena, statement, 0),
            .number = database_text(arena, statement, 1),
            .name = texts[0],
            .when = texts[1],
            .offer_id = database_text(arena, statement, 2),
        };
    }
    return *count > 0 ? numbers : emergency_compiled_in(arena, reader, count);
}

const struct holiday *catalog_holidays(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                       size_t *count)
{
    struct holiday *holidays = NULL;
    size_t capacity = 0;
    *count = 0;
    sqlite3_stmt *statement = query_begin(catalog, QUERY_HOLIDAYS, NULL);
    while (query_step(statement)) {
        struct catalog_text name;
        texts_read(catalog, arena, reader, QUERY_HOLIDAY_TEXTS, database_text(arena, statement, 0),
                   (const char *const[]){"name"}, &name, 1);
        holidays = array_grow(arena, holidays, *count, &capacity, sizeof *holidays);
        holidays[(*count)++] = (struct holiday){
            .month = sqlite3_column_int(statement, 1),
            .day = sqlite3_column_int(statement, 2),
            .moves = sqlite3_column_type(statement, 3) != SQLITE_NULL,
            .days_after_easter = sqlite3_column_int(statement, 3),
            .name = name.value,
        };
    }
    return holidays;
}
