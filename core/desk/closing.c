// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A clerk who is told on the telephone that an office stays closed has no page to name; what stands there is where the office tells
// such things, and the clerk sees it and may write another.
#include "core/desk/closing.h"

#include "core/database/statement.h"
#include "core/model/span.h"

#include <string.h>

enum { WEEKDAYS = 7, NAMES_TRIED_MAX = 99 };

// ---- of whom ------------------------------------------------------------------------------------------------------

static const char *thing_of(const struct sheet *sheet, const char *path)
{
    const char *id = json_string_value(sheet_get(sheet, path));
    return id == NULL ? "" : id;
}

enum closure_scope closing_scope(const struct sheet *sheet)
{
    if (sheet_get(sheet, "offer_id") != NULL)
        return CLOSURE_OF_OFFER;
    return sheet_get(sheet, "organization_id") != NULL ? CLOSURE_OF_ORGANIZATION : CLOSURE_OF_OFFICES;
}

// The first column of the first row, in the arena; NULL when there is none.
static enum status ask(sqlite3 *editorial, struct arena *arena, const char *sql, const char *id, const char **text,
                       struct problem *problem)
{
    struct statement *row = database_query(editorial, sql, problem);
    statement_bind_text(row, 1, id);
    *text = statement_next(row) ? statement_copy(arena, row, 0) : NULL;
    return statement_end(&row);
}

// Those that it is about, as a condition on the table offer; ?1 is who it is of.
static const char *offers_of(const struct sheet *sheet, const char **id)
{
    static const char *const conditions[] = {
        [CLOSURE_OF_OFFICES] = "type = 'office' AND ?1 IS NOT NULL",
        [CLOSURE_OF_ORGANIZATION] = "organization_id = ?1",
        [CLOSURE_OF_OFFER] = "offer.id = ?1",
    };
    enum closure_scope scope = closing_scope(sheet);
    *id = scope == CLOSURE_OF_OFFER ? thing_of(sheet, "offer_id") : thing_of(sheet, "organization_id");
    return conditions[scope];
}

#define OFFERS " FROM offer JOIN thing USING (id) LEFT JOIN source ON source.thing = offer.id WHERE duplicate_of IS NULL AND "

// The address that most of them have.
static enum status own_source(struct sheet *sheet, sqlite3 *editorial, struct arena *arena, const char **url, struct problem *problem)
{
    const char *id;
    const char *condition = offers_of(sheet, &id);
    return ask(editorial, arena,
               arena_format(arena, "SELECT url" OFFERS "%s AND url IS NOT NULL GROUP BY url ORDER BY count(*) DESC, min(position), url",
                            condition),
               id, url, problem);
}

enum status closing_follow(struct sheet *sheet, sqlite3 *editorial, struct problem *problem)
{
    struct arena arena = {0};
    const char *written = json_string_value(sheet_get(sheet, "source.url"));
    const char *url = NULL, *known = "";
    enum status status = STATUS_OK;
    if (written != NULL)
        status = ask(editorial, &arena, "SELECT offer.id FROM offer JOIN source ON source.thing = offer.id WHERE url = ?", written, &known,
                     problem);
    if (status == STATUS_OK && known != NULL)
        status = own_source(sheet, editorial, &arena, &url, problem);
    if (status == STATUS_OK && url != NULL)
        sheet_set(sheet, "source.url", json_string(url));
    arena_free(&arena);
    return status;
}

enum status closing_set_scope(struct sheet *sheet, sqlite3 *editorial, enum closure_scope scope, const char *offer,
                              struct problem *problem)
{
    struct arena arena = {0};
    const char *organization = NULL;
    enum status status = STATUS_OK;
    if (scope == CLOSURE_OF_ORGANIZATION)
        status = ask(editorial, &arena, "SELECT organization_id FROM offer WHERE id = ?", offer, &organization, problem);
    if (status == STATUS_OK) {
        sheet_set(sheet, "offer_id", scope == CLOSURE_OF_OFFER && offer[0] != '\0' ? json_string(offer) : NULL);
        sheet_set(sheet, "organization_id", organization == NULL ? NULL : json_string(organization));
        status = closing_follow(sheet, editorial, problem);
    }
    arena_free(&arena);
    return status;
}

enum status closing_begin(struct sheet *sheet, sqlite3 *editorial, const char *whose, struct local_time today, struct problem *problem)
{
    char day[CLOCK_DAY_BYTES];
    struct arena arena = {0};
    const char *organization = NULL;
    sheet_begin(sheet, KIND_CLOSURE, NULL);
    sheet_set(sheet, "every_year", json_false());
    sheet_set(sheet, "source.date", json_string(clock_format_day(today, day)));
    enum status status = ask(editorial, &arena, "SELECT id FROM organization WHERE id = ?", whose, &organization, problem);
    if (organization != NULL)
        sheet_set(sheet, "organization_id", json_string(organization));
    else if (whose[0] != '\0')
        sheet_set(sheet, "offer_id", json_string(whose));
    arena_free(&arena);
    if (status == STATUS_OK)
        status = closing_follow(sheet, editorial, problem);
    if (status != STATUS_OK)
        sheet_close(sheet);
    return status;
}

enum status closing_offers(sqlite3 *editorial, struct arena *arena, const struct sheet *sheet, struct closing_offers *offers,
                           struct problem *problem)
{
    const char *id;
    const char *condition = offers_of(sheet, &id);
    *offers = (struct closing_offers){0};
    struct statement *rows = database_query(
        editorial, arena_format(arena, "SELECT offer.id, name" OFFERS "%s ORDER BY position, offer.id", condition), problem);
    statement_bind_text(rows, 1, id);
    for (; statement_next(rows); offers->count++) {
        if (offers->shown == CLOSING_SHOWN_MAX)
            continue;
        offers->ids[offers->shown] = statement_copy(arena, rows, 0);
        offers->names[offers->shown++] = statement_copy(arena, rows, 1);
    }
    return statement_end(&rows);
}

// ---- hours --------------------------------------------------------------------------------------------------------

// Times of no day are those of each day: read again as if they were of all, of which the first stands for the rest.
static bool read_hours(struct arena *arena, const char *text, struct hours_text *hours, bool *each_day)
{
    hours_text_read(arena, text, hours);
    *each_day = hours->fault_count > 0 && hours->faults[0].kind == HOURS_TEXT_NO_DAY;
    if (!*each_day)
        return hours->fault_count == 0 && hours->rest_count == 0;
    struct hours_text daily;
    hours_text_read(arena, arena_format(arena, "Mo-So %s", text), &daily);
    if (daily.fault_count > 0 || daily.rest_count > 0)
        return false;
    *hours = daily;
    return true;
}

bool closing_set_hours(struct sheet *sheet, const char *text, size_t *at, size_t *length)
{
    struct arena arena = {0};
    struct hours_text *hours = arena_allocate(&arena, 1, sizeof *hours);
    bool each_day, understood = true;
    json_t *list = json_array();
    *at = 0;
    *length = strlen(text);
    if (text[strspn(text, " \n")] != '\0') {
        understood = read_hours(&arena, text, hours, &each_day);
        for (size_t i = 0; understood && i < hours->span_count; i++) {
            if (each_day && hours->spans[i].weekday != 0)
                continue;
            struct opening_span span = hours->spans[i];
            span.weekday = each_day ? CLOSURE_EACH_DAY : span.weekday;
            json_array_append_new(list, span_to_entry(&span));
        }
        if (!understood && hours->fault_count > 0) {
            *at = hours->faults[0].at;
            *length = hours->faults[0].length;
        } else if (!understood) {
            *at = hours->rests[0].at;
            *length = hours->rests[0].length;
        }
    }
    if (understood)
        sheet_set(sheet, "schedule", json_array_size(list) == 0 ? NULL : json_incref(list));
    json_decref(list);
    arena_free(&arena);
    return understood;
}

const char *closing_hours(struct arena *arena, const struct sheet *sheet, const char *language)
{
    json_t *list = sheet_get(sheet, "schedule");
    json_t *object;
    size_t i, count = 0, each_day = 0;
    struct opening_span *spans = arena_allocate(arena, json_array_size(list) * WEEKDAYS, sizeof *spans);
    json_array_foreach(list, i, object) each_day += json_object_get(object, "weekday") == NULL;
    bool alone = each_day == json_array_size(list);
    json_array_foreach(list, i, object)
    {
        const struct opening_span span = span_from_entry(arena, object);
        bool spread = span.weekday == CLOSURE_EACH_DAY && !alone;
        for (int day = spread ? 0 : span.weekday; day <= (spread ? WEEKDAYS - 1 : span.weekday); day++) {
            spans[count] = span;
            spans[count++].weekday = day;
        }
    }
    return count == 0 ? "" : hours_text_write(arena, spans, count, false, language);
}

// ---- what is wrong ------------------------------------------------------------------------------------------------

struct closing_problems {
    struct records *records;
    struct arena *arena;
    struct problem *items;
    size_t count, room;
};

static enum kind kind_of(void *context, const char *id)
{
    const struct closing_problems *problems = context;
    struct problem ignored; // who saves is told
    enum kind kind;
    return record_find(problems->records, id, &kind, &ignored) == STATUS_OK ? kind : KIND_NONE;
}

static void add_problem(void *context, const struct problem *problem)
{
    struct closing_problems *problems = context;
    problems->items = arena_grow(problems->arena, problems->items, problems->count, &problems->room, sizeof *problems->items);
    problems->items[problems->count++] = *problem;
}

void closing_check(const struct sheet *sheet, sqlite3 *editorial, struct arena *arena, struct problem **problems, size_t *count)
{
    struct closing_problems found = {.records = records_open(editorial), .arena = arena};
    json_t *record = json_deep_copy(sheet->working);
    record_tidy(record);
    record_check(record, kind_of, &found, add_problem, &found);
    json_decref(record);
    records_close(&found.records);
    *problems = found.items;
    *count = found.count;
}

// ---- name ---------------------------------------------------------------------------------------------------------

static enum status is_taken(sqlite3 *editorial, struct arena *arena, const char *slug, bool *taken, struct problem *problem)
{
    const char *id;
    enum status status = ask(editorial, arena, "SELECT id FROM thing WHERE kind = 'closure' AND slug = ?", slug, &id, problem);
    *taken = id != NULL;
    return status;
}

enum status closing_name(struct sheet *sheet, sqlite3 *editorial, struct problem *problem)
{
    struct arena arena = {0};
    const char *day = json_string_value(sheet_get(sheet, "first_day"));
    const char *whose = NULL;
    bool taken = true;
    enum status status = STATUS_OK;
    if (sheet_get(sheet, "slug") != NULL || day == NULL)
        return STATUS_OK;
    if (closing_scope(sheet) == CLOSURE_OF_OFFER)
        status = ask(editorial, &arena, "SELECT slug FROM thing WHERE id = ?", thing_of(sheet, "offer_id"), &whose, problem);
    else
        whose = closing_scope(sheet) == CLOSURE_OF_ORGANIZATION ? "organization" : "offices";
    const char *first = arena_format(&arena, "%s-%s", whose == NULL ? "offer" : whose, day);
    const char *slug = first;
    for (int i = 2; status == STATUS_OK && taken && i <= NAMES_TRIED_MAX; i++) {
        status = is_taken(editorial, &arena, slug, &taken, problem);
        if (taken)
            slug = arena_format(&arena, "%s-%d", first, i);
    }
    if (status == STATUS_OK)
        sheet_set(sheet, "slug", json_string(slug));
    arena_free(&arena);
    return status;
}

// ---- what is written among weekly hours ---------------------------------------------------------------------------

enum { MONTHS_LAST_ORDINAL = 5, LEAP_YEARS_APART = 8 };

static int64_t number_of(struct local_time day)
{
    return clock_day_number(day.year, day.month, day.day);
}

static bool exists(int year, struct local_time day)
{
    return clock_from_day_number(clock_day_number(year, day.month, day.day)).month == day.month;
}

// The days of a year, or of that in which the first one exists: 29 February waits for one.
static struct closure_days days_from(const struct hours_text_rest *rest, int year)
{
    struct local_time first = rest->from, last = rest->to.month == 0 ? rest->from : rest->to;
    for (int i = 0; first.year == 0 && i < LEAP_YEARS_APART && !exists(year, first); i++)
        year++;
    first.year = first.year == 0 ? year : first.year;
    last.year = last.year == 0 ? first.year : last.year;
    if (number_of(last) < number_of(first)) // over the turn of the year
        last.year = first.year + 1;
    return (struct closure_days){number_of(first), number_of(last)};
}

static bool recurs_on(const struct hours_text_rest *rest, struct local_time day)
{
    bool last = clock_from_day_number(number_of(day) + WEEKDAYS).month != day.month;
    unsigned ordinals = 1u << (day.day - 1) / WEEKDAYS | (last ? 1u << MONTHS_LAST_ORDINAL : 0);
    return (rest->weekdays & 1u << day.weekday) != 0 && (rest->ordinals & ordinals) != 0;
}

static enum closing_wished next_recurring(struct closure_days *days, const struct hours_text_rest *rest, const struct closure *closures,
                                          size_t count, int64_t today)
{
    if (rest->weekdays == 0 || rest->ordinals == 0)
        return CLOSING_NO_DAY;
    for (int64_t day = today; day < today + CLOSING_AHEAD_DAYS; day++) {
        *days = (struct closure_days){day, day};
        if (recurs_on(rest, clock_from_day_number(day)) && closure_on(closures, count, day, NULL) == NULL)
            return CLOSING_WISHED;
    }
    return CLOSING_ENTERED;
}

enum closing_wished closing_wish_of(struct closing_wish *wish, struct arena *arena, const char *text, const struct hours_text_rest *rest,
                                    const struct closure *closures, size_t count, struct local_time today)
{
    const int64_t now = number_of(today);
    struct closure_days days = {0};
    enum closing_wished wished = CLOSING_NO_DAY;
    if (rest->kind == HOURS_TEXT_RECURRING) {
        wished = next_recurring(&days, rest, closures, count, now);
    } else if (rest->kind == HOURS_TEXT_CLOSURE && rest->from.month != 0) {
        days = days_from(rest, today.year);
        if (days.last < now && rest->from.year == 0)
            days = days_from(rest, today.year + 1);
        wished = days.last < now ? CLOSING_NO_DAY : closure_on(closures, count, days.first, NULL) != NULL ? CLOSING_ENTERED : CLOSING_WISHED;
    }
    *wish = (struct closing_wish){.first = clock_from_day_number(days.first), .last = clock_from_day_number(days.last),
                                  .every_year = rest->kind == HOURS_TEXT_CLOSURE && rest->from.year == 0, .closes = rest->closes,
                                  .words = arena_copy(arena, text + rest->at, rest->length)};
    return wished;
}

void closing_put_wish(struct sheet *sheet, const struct closing_wish *wish)
{
    char day[CLOCK_DAY_BYTES];
    sheet_set(sheet, "first_day", json_string(clock_format_day(wish->first, day)));
    sheet_set(sheet, "last_day", json_string(clock_format_day(wish->last, day)));
    sheet_set(sheet, "every_year", json_boolean(wish->every_year));
    sheet_set_typed(sheet, "schedule", wish->closes ? NULL : wish->words);
}
