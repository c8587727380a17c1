// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// When an offer is open: its week, the public holidays, and the closures of it, of its organization or of all offices.
#include "core/catalog/catalog_private.h"

static const struct opening_span *read_hours(struct catalog *catalog, struct arena *arena, const char *closure, size_t *count)
{
    struct opening_span *spans = NULL;
    size_t capacity = 0;
    struct statement *statement = query_begin(catalog, QUERY_CLOSURE_HOURS, closure);
    while (statement_next(statement)) {
        spans = arena_grow(arena, spans, *count, &capacity, sizeof *spans);
        spans[(*count)++] = span_read(arena, statement);
    }
    statement_end(&statement);
    return spans;
}

// False for days that do not exist.
static bool read_days(struct statement *statement, struct closure *closure)
{
    struct local_time first, last;
    bool ends = !statement_is_null(statement, 3);
    const char *first_day = statement_text(statement, 2);
    const char *last_day = statement_text(statement, 3);
    if (first_day == NULL || !clock_parse_day(first_day, &first) || (ends && !clock_parse_day(last_day, &last)))
        return false;
    closure->days.first = clock_day_number(first.year, first.month, first.day);
    closure->days.last = ends ? clock_day_number(last.year, last.month, last.day) : CLOSURE_NO_END;
    return true;
}

void closures_read(struct catalog *catalog, struct arena *arena, const struct reader *reader, struct catalog_offer *offer)
{
    struct closure *closures = NULL;
    size_t capacity = 0;
    if (catalog->opens_as_written)
        return;
    struct statement *statement = query_begin(catalog, QUERY_OFFER_CLOSURES, offer->id);
    while (statement_next(statement)) {
        const char *id = statement_copy(arena, statement, 0);
        struct closure closure = {.scope = (enum closure_scope)statement_number(statement, 1),
                                  .every_year = statement_number(statement, 4) != 0};
        if (!read_days(statement, &closure))
            continue;
        closure.spans = read_hours(catalog, arena, id, &closure.span_count);
        if (reader != NULL) {
            struct catalog_text reason;
            texts_read(catalog, arena, reader, id, (const char *const[]){"reason"}, &reason, 1);
            closure.reason = reason.value;
        }
        closures = arena_grow(arena, closures, offer->closure_count, &capacity, sizeof *closures);
        closures[offer->closure_count++] = closure;
    }
    statement_end(&statement);
    offer->closures = closures;
}

struct opening_rules catalog_rules(const struct catalog_offer *offer, const struct holiday *holidays, size_t holiday_count)
{
    return (struct opening_rules){
        .spans = offer->spans,
        .span_count = offer->span_count,
        .holidays = holidays,
        .holiday_count = holiday_count,
        .closures = offer->closures,
        .closure_count = offer->closure_count,
    };
}

void catalog_opening(const struct catalog_offer *offer, const struct holiday *holidays, size_t holiday_count,
                     struct local_time now, struct opening *opening)
{
    const struct opening_rules rules = catalog_rules(offer, holidays, holiday_count);
    hours_at(&rules, now, opening);
    if (offer->temporarily_closed)
        *opening = (struct opening){.state = OPENING_CLOSED, .reason = OPENING_REASON_TEMPORARY};
    else if (offer->hours_known && offer->span_count == 0 && offer->by_appointment == VALUE_YES &&
             opening->reason == OPENING_REASON_NONE)
        opening->state = OPENING_BY_APPOINTMENT;
}
