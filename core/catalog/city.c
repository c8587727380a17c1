// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What holds for the whole city: emergency numbers and public holidays.
#include "core/catalog/catalog_private.h"

#include "core/catalog/emergency.h"

const struct emergency_number *catalog_emergency(struct catalog *catalog, struct arena *arena,
                                                 const struct reader *reader, size_t *count)
{
    struct emergency_number *numbers = NULL;
    size_t capacity = 0;
    *count = 0;
    struct statement *statement = catalog != NULL ? query_begin(catalog, QUERY_EMERGENCIES, NULL) : NULL;
    while (statement_next(statement)) {
        struct catalog_text texts[2];
        texts_read(catalog, arena, reader, statement_copy(arena, statement, 0),
                   (const char *const[]){"name", "when"}, texts, 2);
        numbers = arena_grow(arena, numbers, *count, &capacity, sizeof *numbers);
        numbers[(*count)++] = (struct emergency_number){
            .id = statement_copy(arena, statement, 0),
            .number = statement_copy(arena, statement, 1),
            .name = texts[0],
            .when = texts[1],
            .offer_id = statement_copy(arena, statement, 2),
        };
    }
    statement_end(&statement);
    return *count > 0 ? numbers : emergency_compiled_in(arena, reader, count);
}

const struct holiday *catalog_holidays(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                       size_t *count)
{
    struct holiday *holidays = NULL;
    size_t capacity = 0;
    *count = 0;
    struct statement *statement = query_begin(catalog, QUERY_HOLIDAYS, NULL);
    while (statement_next(statement)) {
        struct catalog_text name;
        texts_read(catalog, arena, reader, statement_copy(arena, statement, 0),
                   (const char *const[]){"name"}, &name, 1);
        holidays = arena_grow(arena, holidays, *count, &capacity, sizeof *holidays);
        holidays[(*count)++] = (struct holiday){
            .month = (int)statement_number(statement, 1),
            .day = (int)statement_number(statement, 2),
            .moves = !statement_is_null(statement, 3),
            .days_after_easter = (int)statement_number(statement, 3),
            .name = name.value,
        };
    }
    statement_end(&statement);
    return holidays;
}
