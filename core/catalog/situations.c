// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Situations and their decision tables, and what offers state of themselves as answers to the questions of a table.
#include "core/catalog/catalog_private.h"

#include "core/catalog/situations.h"

#include <string.h>

bool catalog_has_situations(struct catalog *catalog)
{
    struct statement *rows = query_begin(catalog, QUERY_SITUATIONS, NULL);
    bool any = statement_next(rows);
    statement_end(&rows);
    return any;
}

struct catalog_situations catalog_situations(struct catalog *catalog, struct arena *arena, const struct reader *reader)
{
    struct catalog_situations list = {0};
    size_t capacity = 0;
    struct statement *rows = query_begin(catalog, QUERY_SITUATIONS, NULL);
    while (statement_next(rows)) {
        list.items = arena_grow(arena, list.items, list.count, &capacity, sizeof *list.items);
        struct catalog_situation *situation = &list.items[list.count++];
        *situation = (struct catalog_situation){.id = statement_copy(arena, rows, 0),
                                                .pictogram = statement_copy(arena, rows, 1),
                                                .urgent = statement_number(rows, 2) != 0};
        texts_read(catalog, arena, reader, situation->id, (const char *const[]){"name"}, &situation->name, 1);
    }
    statement_end(&rows);
    return list;
}

bool catalog_situation(struct catalog *catalog, struct arena *arena, const struct reader *reader, const char *id,
                       struct catalog_situation *situation)
{
    struct catalog_situations all = catalog_situations(catalog, arena, reader);
    for (size_t i = 0; i < all.count; i++) {
        if (strcmp(all.items[i].id, id) == 0) {
            *situation = all.items[i];
            return true;
        }
    }
    return false;
}

// A condition that cannot be read does not matter: what it would have hidden is shown.
void catalog_path_table(struct catalog *catalog, struct arena *arena, const char *id, struct path_table *table)
{
    *table = (struct path_table){.row_count = 0};
    struct statement *rows = query_begin(catalog, QUERY_SITUATION_ROWS, id);
    while (table->row_count < PATH_ROWS_MAX && statement_next(rows)) {
        struct path_row *row = &table->rows[table->row_count];
        *row = (struct path_row){.offer = statement_copy(arena, rows, 0), .reason = statement_copy(arena, rows, 1)};
        table->row_count += row->offer != NULL && row->reason != NULL;
        for (int question = 0; question < PATH_QUESTIONS; question++) {
            const char *why;
            const char *mend;
            const char *text = statement_text(rows, 2 + question);
            if (text == NULL || !path_condition_read(arena, (enum path_question)question, &table->districts, text,
                                                     &row->conditions[question], &why, &mend))
                row->conditions[question] = (struct path_condition){0};
        }
    }
    statement_end(&rows);
}

static path_values languages_of(const struct catalog_offer *offer)
{
    size_t count;
    path_values values = 0;
    const struct language *languages = language_table(&count);
    for (size_t i = 0; i < offer->spoken_count; i++) {
        const struct language *spoken = language_by_tag(offer->spoken[i]);
        for (size_t k = 0; spoken != NULL && k < count; k++)
            values |= language_is_same(spoken, &languages[k]) ? (path_values)1 << k : 0;
    }
    return values;
}

// Morning, afternoon, evening and weekend, as core/paths has them in this order. Who answers the telephone has no open door.
static path_values times_of(const struct catalog_offer *offer)
{
    enum { NOON = 12 * 60, EVENING = 17 * 60, SATURDAY = 5 };
    path_values values = 0;
    for (size_t i = 0; offer->hours_known && i < offer->span_count; i++) {
        const struct opening_span *span = &offer->spans[i];
        if (span->by_phone)
            continue;
        if (span->weekday >= SATURDAY) {
            values |= 8;
            continue;
        }
        values |= span->open_minute < NOON ? 1 : 0;
        values |= span->open_minute < EVENING && span->close_minute > NOON ? 2 : 0;
        values |= span->close_minute > EVENING ? 4 : 0;
    }
    return values;
}

const struct path_answers *catalog_path_stated(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                               const struct path_table *table)
{
    struct path_answers *stated = arena_allocate(arena, table->row_count, sizeof *stated);
    for (size_t i = 0; i < table->row_count; i++) {
        struct catalog_offer offer;
        struct problem problem;
        const struct path_condition *conditions = table->rows[i].conditions;
        stated[i] = (struct path_answers){{0}};
        if ((!conditions[PATH_LANGUAGE].own && !conditions[PATH_TIME].own) ||
            catalog_offer_state(catalog, arena, reader, table->rows[i].offer, &offer, &problem) != STATUS_OK)
            continue;
        stated[i].values[PATH_LANGUAGE] = languages_of(&offer);
        stated[i].values[PATH_TIME] = times_of(&offer);
    }
    return stated;
}
