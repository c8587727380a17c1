// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The same rules as a kiosk's, on the record as it is being written.
#include "core/desk/opening_facts.h"

#include "core/catalog/catalog.h"
#include "core/database/database.h"
#include "core/database/statement.h"
#include "core/model/span.h"

#include <string.h>

static const char holidays_sql[] =
    "SELECT month, day, days_after_easter, coalesce((SELECT text FROM text WHERE thing = holiday.id AND field = 'name' AND language = ?1),"
    " (SELECT text FROM text WHERE thing = holiday.id AND field = 'name' AND language = 'de'))"
    " FROM thing JOIN holiday USING (id) ORDER BY position, thing.id";

// A row for each of its hours, or one without.
static const char closures_sql[] =
    "SELECT closure.id, CASE WHEN offer_id IS NOT NULL THEN 2 WHEN organization_id IS NOT NULL THEN 1 ELSE 0 END, first_day, last_day,"
    " every_year, coalesce((SELECT text FROM text WHERE thing = closure.id AND field = 'reason' AND language = ?4),"
    " (SELECT text FROM text WHERE thing = closure.id AND field = 'reason' AND language = 'de')),"
    " weekday, open_minute, close_minute, by_appointment, closure_id, by_phone, weeks, valid_from, valid_until, languages, contact"
    " FROM closure LEFT JOIN closure_schedule ON closure_id = closure.id"
    " WHERE offer_id = ?1 OR (offer_id IS NULL AND (organization_id = ?2 OR (organization_id IS NULL AND ?3)))"
    " ORDER BY 2 DESC, first_day DESC, closure.id, position";

// ---- reading ------------------------------------------------------------------------------------------------------

static enum status read_holidays(struct opening_facts *facts, struct arena *arena, sqlite3 *editorial, const char *language,
                                 struct problem *problem)
{
    size_t capacity = 0;
    struct statement *row = database_query(editorial, holidays_sql, problem);
    statement_bind_text(row, 1, language);
    while (statement_next(row)) {
        facts->holidays = arena_grow(arena, facts->holidays, facts->holiday_count, &capacity, sizeof *facts->holidays);
        facts->holidays[facts->holiday_count++] = (struct holiday){
            .month = (int)statement_number(row, 0),
            .day = (int)statement_number(row, 1),
            .moves = !statement_is_null(row, 2),
            .days_after_easter = (int)statement_number(row, 2),
            .name = statement_copy(arena, row, 3),
        };
    }
    return statement_end(&row);
}

static bool read_closure(struct arena *arena, struct statement *row, struct closure *closure)
{
    struct local_time first, last;
    bool ends = !statement_is_null(row, 3);
    const char *first_day = statement_text(row, 2), *last_day = statement_text(row, 3);
    *closure = (struct closure){.scope = (enum closure_scope)statement_number(row, 1),
                                .every_year = statement_number(row, 4) != 0, .reason = statement_copy(arena, row, 5)};
    if (first_day == NULL || !clock_parse_day(first_day, &first) || (ends && !clock_parse_day(last_day, &last)))
        return false;
    closure->days.first = clock_day_number(first.year, first.month, first.day);
    closure->days.last = ends ? clock_day_number(last.year, last.month, last.day) : CLOSURE_NO_END;
    return true;
}

static void add_hours(struct arena *arena, struct statement *row, struct closure *closure)
{
    struct opening_span *spans = arena_allocate(arena, closure->span_count + 1, sizeof *spans);
    if (closure->span_count > 0)
        memcpy(spans, closure->spans, closure->span_count * sizeof *spans);
    struct opening_span *span = &spans[closure->span_count++];
    *span = (struct opening_span){
        .weekday = statement_is_null(row, 6) ? CLOSURE_EACH_DAY : (int)statement_number(row, 6),
        .open_minute = (int)statement_number(row, 7),
        .close_minute = (int)statement_number(row, 8),
        .by_appointment = statement_number(row, 9) != 0,
        .by_phone = statement_number(row, 11) != 0,
        .weeks = span_weeks_of(statement_text(row, 12)),
        .languages = statement_copy(arena, row, 15),
        .contact = statement_copy(arena, row, 16),
    };
    span_set_season(span, statement_text(row, 13), statement_text(row, 14));
    closure->spans = spans;
}

static enum status read_closures(struct opening_facts *facts, struct arena *arena, sqlite3 *editorial, const struct sheet *sheet,
                                 const char *language, struct problem *problem)
{
    const char *type = json_string_value(sheet_get(sheet, "type")), *last = "";
    size_t capacity = 0;
    bool usable = false;
    struct statement *row = database_query(editorial, closures_sql, problem);
    statement_bind_text(row, 1, sheet_id(sheet));
    statement_bind_text(row, 2, json_string_value(sheet_get(sheet, "organization_id")));
    statement_bind_number(row, 3, type != NULL && strcmp(type, "office") == 0);
    statement_bind_text(row, 4, language);
    while (statement_next(row)) {
        if (strcmp(statement_text(row, 0), last) != 0) {
            struct closure closure;
            last = statement_copy(arena, row, 0);
            usable = read_closure(arena, row, &closure);
            facts->closures = arena_grow(arena, facts->closures, facts->closure_count, &capacity, sizeof *facts->closures);
            facts->closures[facts->closure_count] = closure;
            facts->closure_count += usable;
        }
        if (usable && !statement_is_null(row, 10))
            add_hours(arena, row, &facts->closures[facts->closure_count - 1]);
    }
    return statement_end(&row);
}

enum status opening_facts_read(struct opening_facts *facts, struct arena *arena, sqlite3 *editorial, const struct sheet *sheet,
                               const char *language, struct problem *problem)
{
    *facts = (struct opening_facts){0};
    enum status status = read_holidays(facts, arena, editorial, language, problem);
    return status != STATUS_OK ? status : read_closures(facts, arena, editorial, sheet, language, problem);
}

// ---- asking -------------------------------------------------------------------------------------------------------

static enum three_valued flag_of(const struct sheet *sheet, const char *path)
{
    json_t *value = sheet_get(sheet, path);
    return value == NULL ? VALUE_UNKNOWN : json_is_true(value) ? VALUE_YES : VALUE_NO;
}

void opening_facts_at(const struct opening_facts *facts, const struct sheet *sheet, const struct hours_text *hours,
                      struct local_time now, struct opening *opening)
{
    const struct catalog_offer offer = {
        .hours_known = hours->known,
        .spans = hours->known ? hours->spans : NULL,
        .span_count = hours->span_count,
        .by_appointment = hours->by_appointment ? VALUE_YES : flag_of(sheet, "by_appointment"),
        .temporarily_closed = flag_of(sheet, "temporarily_closed") == VALUE_YES,
        .closures = facts->closures,
        .closure_count = facts->closure_count,
    };
    catalog_opening(&offer, facts->holidays, facts->holiday_count, now, opening);
}

// ---- as text, and back --------------------------------------------------------------------------------------------

const char *opening_schedule_text(struct arena *arena, json_t *schedule, bool by_appointment, const char *language)
{
    size_t count = json_array_size(schedule);
    struct opening_span *spans = arena_allocate(arena, count + 1, sizeof *spans);
    for (size_t i = 0; i < count; i++)
        spans[i] = span_from_entry(arena, json_array_get(schedule, i));
    return hours_text_write(arena, spans, count, by_appointment, language);
}

static bool has_contact(const struct sheet *sheet, const char *role)
{
    json_t *entry;
    size_t i;
    bool found = false;
    json_array_foreach(sheet_get(sheet, "contacts"), i, entry)
    {
        const char *own = json_string_value(json_object_get(entry, "role"));
        found = found || (own != NULL && strcmp(own, role) == 0);
    }
    return found;
}

void opening_facts_check(const struct sheet *sheet, const char *text, struct hours_text *hours)
{
    const char *told = NULL;
    for (size_t i = 0; i < hours->span_count && hours->fault_count < HOURS_TEXT_FAULTS_MAX; i++) {
        const char *role = hours->spans[i].contact;
        if (role == NULL || (told != NULL && strcmp(role, told) == 0) || has_contact(sheet, role))
            continue;
        const char *place = strstr(text, role); // not as it stands there when it has quotation marks of its own
        hours->faults[hours->fault_count++] = (struct hours_text_fault){
            .kind = HOURS_TEXT_NO_CONTACT, .at = place == NULL ? 0 : (size_t)(place - text), .length = place == NULL ? strlen(text) : strlen(role)};
        told = role;
    }
}

const char *opening_facts_text(struct arena *arena, const struct sheet *sheet, const char *language)
{
    if (flag_of(sheet, "hours_known") != VALUE_YES)
        return "";
    return opening_schedule_text(arena, sheet_get(sheet, "schedule"), flag_of(sheet, "by_appointment") == VALUE_YES, language);
}

void opening_facts_put(struct sheet *sheet, const struct hours_text *hours)
{
    json_t *schedule = json_array();
    for (size_t i = 0; i < hours->span_count; i++)
        json_array_append_new(schedule, span_to_entry(&hours->spans[i]));
    sheet_set(sheet, "schedule", hours->span_count > 0 ? json_incref(schedule) : NULL);
    json_decref(schedule);
    sheet_set(sheet, "hours_known", json_boolean(hours->known));
    if (hours->by_appointment)
        sheet_set(sheet, "by_appointment", json_true());
}
