// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One offer with all its parts.
#include "core/catalog/catalog_private.h"
#include "core/model/span.h"

#include <string.h>

// The place of a name in a table of `count` names; `count` when it is not there. `name` may be NULL.
static int index_of_name(const char *const *names, int count, const char *name)
{
    int index = 0;
    while (index < count && (name == NULL || strcmp(names[index], name) != 0))
        index++;
    return index;
}

enum confidence confidence_parse(const char *name)
{
    static const char *const names[] = {"low", "medium", "high"};
    int index = index_of_name(names, 3, name);
    return index < 3 ? (enum confidence)index : CONFIDENCE_LOW; // doubt is the safe side
}

enum offer_cost cost_parse(const char *name)
{
    static const char *const names[] = {"free", "paid", "depends"};
    int index = index_of_name(names, 3, name);
    return index < 3 ? (enum offer_cost)(COST_FREE + index) : COST_UNKNOWN;
}

static enum offer_type parse_type(const char *name)
{
    static const char *const names[OFFER_TYPES] = {"office", "advice", "service", "group", "course", "event", "info", "emergency"};
    int index = index_of_name(names, OFFER_TYPES, name);
    return index < OFFER_TYPES ? (enum offer_type)index : OFFER_SERVICE; // which any of them is
}

enum three_valued three_valued_of(struct statement *statement, int column)
{
    if (statement_is_null(statement, column))
        return VALUE_UNKNOWN;
    return statement_number(statement, column) != 0 ? VALUE_YES : VALUE_NO;
}

enum status problem_no_such_id(struct problem *problem, const char *id)
{
    return problem_set(problem, STATUS_NOT_FOUND, id != NULL ? id : "(no id)", "look for it from the start page",
                       "not in this catalog");
}

static void read_contacts(struct catalog *catalog, struct arena *arena, struct catalog_offer *offer)
{
    struct catalog_contact *contacts = NULL;
    size_t capacity = 0;
    struct statement *statement = query_begin(catalog, QUERY_OFFER_CONTACTS, offer->id);
    while (statement_next(statement)) {
        contacts = arena_grow(arena, contacts, offer->contact_count, &capacity, sizeof *contacts);
        contacts[offer->contact_count++] = (struct catalog_contact){
            .role = statement_copy(arena, statement, 0),
            .phone = statement_copy(arena, statement, 1),
            .printed = statement_copy(arena, statement, 2),
            .email = statement_copy(arena, statement, 3),
            .url = statement_copy(arena, statement, 4),
        };
    }
    statement_end(&statement);
    offer->contacts = contacts;
}

struct opening_span span_read(struct arena *arena, struct statement *statement)
{
    struct opening_span span = {
        .weekday = statement_is_null(statement, 0) ? CLOSURE_EACH_DAY : (int)statement_number(statement, 0),
        .open_minute = (int)statement_number(statement, 1),
        .close_minute = (int)statement_number(statement, 2),
        .by_appointment = statement_number(statement, 3) != 0,
        .by_phone = statement_number(statement, 4) != 0,
        .weeks = span_weeks_of(statement_text(statement, 5)),
        .languages = statement_copy(arena, statement, 8),
        .contact = statement_copy(arena, statement, 9),
    };
    span_set_season(&span, statement_text(statement, 6), statement_text(statement, 7));
    return span;
}

static void read_spans(struct catalog *catalog, struct arena *arena, struct catalog_offer *offer)
{
    size_t capacity = 0;
    struct opening_span *spans = arena_grow(arena, NULL, 0, &capacity, sizeof *spans); // not NULL: the hours are known
    struct statement *statement = query_begin(catalog, QUERY_OFFER_SPANS, offer->id);
    while (statement_next(statement)) {
        spans = arena_grow(arena, spans, offer->span_count, &capacity, sizeof *spans);
        spans[offer->span_count++] = span_read(arena, statement);
    }
    statement_end(&statement);
    offer->spans = spans;
}

bool catalog_is_open(struct catalog *catalog, struct arena *arena, const char *id, const struct holiday *holidays,
                     size_t holiday_count, struct local_time now)
{
    struct opening opening;
    struct catalog_offer offer = {.id = id};
    read_spans(catalog, arena, &offer);
    closures_read(catalog, arena, NULL, &offer);
    const struct opening_rules rules = catalog_rules(&offer, holidays, holiday_count);
    hours_at(&rules, now, &opening);
    return opening.state == OPENING_OPEN;
}

struct coordinates catalog_point(struct catalog *catalog, const char *id)
{
    struct coordinates point = {0};
    struct statement *statement = query_begin(catalog, QUERY_OFFER_POINT, id);
    if (statement_next(statement))
        point = (struct coordinates){statement_real(statement, 0), statement_real(statement, 1)};
    statement_end(&statement);
    return point;
}

bool catalog_is_shut(struct catalog *catalog, struct arena *arena, const char *id, struct local_time now)
{
    struct catalog_offer offer = {.id = id};
    closures_read(catalog, arena, NULL, &offer);
    if (offer.closure_count == 0)
        return false;
    read_spans(catalog, arena, &offer);
    const struct opening_rules rules = catalog_rules(&offer, NULL, 0);
    const struct closure *closure = hours_closure(&rules, now, NULL);
    return closure != NULL && closure->span_count == 0;
}

static void read_spoken(struct catalog *catalog, struct arena *arena, struct catalog_offer *offer)
{
    const char **spoken = NULL;
    size_t capacity = 0;
    struct statement *statement = query_begin(catalog, QUERY_OFFER_LANGUAGES, offer->id);
    while (statement_next(statement)) {
        spoken = arena_grow(arena, spoken, offer->spoken_count, &capacity, sizeof *spoken);
        spoken[offer->spoken_count++] = statement_copy(arena, statement, 0);
    }
    statement_end(&statement);
    offer->spoken = spoken;
}

unsigned audience_bit(const char *name)
{
    static const char *const names[AUDIENCE_COUNT] = {
        [AUDIENCE_EVERYONE] = "everyone", [AUDIENCE_REFUGEES] = "refugees", [AUDIENCE_EU_CITIZENS] = "eu-citizens",
        [AUDIENCE_STUDENTS] = "students", [AUDIENCE_WORKERS] = "workers", [AUDIENCE_FAMILIES] = "families",
        [AUDIENCE_VOLUNTEERS] = "volunteers", [AUDIENCE_PROFESSIONALS] = "professionals",
        [AUDIENCE_CHILDREN_YOUTH] = "children-youth", [AUDIENCE_WOMEN] = "women", [AUDIENCE_SENIORS] = "seniors",
        [AUDIENCE_LGBTQ] = "lgbtq", [AUDIENCE_DISABLED] = "disabled",
    };
    int audience = index_of_name(names, AUDIENCE_COUNT, name);
    return audience < AUDIENCE_COUNT ? 1u << audience : 0;
}

static void read_audiences(struct catalog *catalog, struct catalog_offer *offer)
{
    struct statement *statement = query_begin(catalog, QUERY_OFFER_AUDIENCES, offer->id);
    while (statement_next(statement))
        offer->audiences |= audience_bit(statement_text(statement, 0));
    statement_end(&statement);
}

static void read_offer_texts(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                             struct catalog_offer *offer)
{
    static const char *const fields[] = {"gloss", "summary", "description", "bring", "next_step"};
    struct catalog_text texts[5];
    texts_read(catalog, arena, reader, offer->id, fields, texts, 5);
    if (gloss_serves(reader, &texts[0]))
        offer->gloss = texts[0];
    offer->summary = texts[1];
    offer->description = texts[2];
    offer->bring = texts[3];
    offer->next_step = texts[4];
}

enum status catalog_offer_state(struct catalog *catalog, struct arena *arena, const struct reader *reader, const char *id,
                                struct catalog_offer *offer, struct problem *problem)
{
    struct statement *statement = query_begin(catalog, QUERY_OFFER, id);
    *offer = (struct catalog_offer){0};
    if (!statement_next(statement)) {
        statement_end(&statement);
        return problem_no_such_id(problem, id);
    }
    *offer = (struct catalog_offer){
        .id = statement_copy(arena, statement, 0),
        .slug = statement_copy(arena, statement, 1),
        .name = statement_copy(arena, statement, 2),
        .organization = statement_copy(arena, statement, 3),
        .street = statement_copy(arena, statement, 4),
        .postal_code = statement_copy(arena, statement, 5),
        .city = statement_copy(arena, statement, 6),
        .district = statement_copy(arena, statement, 7),
        .hours_known = statement_number(statement, 8) != 0,
        .by_appointment = three_valued_of(statement, 9),
        .cost = cost_parse(statement_text(statement, 10)),
        .source_url = statement_copy(arena, statement, 11),
        .source_date = statement_copy(arena, statement, 12),
        .verified_on = statement_copy(arena, statement, 13),
        .confidence = confidence_parse(statement_text(statement, 14)),
        .topic_id = statement_copy(arena, statement, 15),
        .temporarily_closed = statement_number(statement, 16) != 0,
        .appointment_url = statement_copy(arena, statement, 17),
        .hours_doubted = statement_number(statement, 18) != 0,
        .type = parse_type(statement_text(statement, 19)),
    };
    statement_end(&statement);
    if (offer->hours_known)
        read_spans(catalog, arena, offer);
    closures_read(catalog, arena, reader, offer);
    read_contacts(catalog, arena, offer);
    read_spoken(catalog, arena, offer);
    return STATUS_OK;
}

enum status catalog_offer(struct catalog *catalog, struct arena *arena, const struct reader *reader, const char *id,
                          struct catalog_offer *offer, struct problem *problem)
{
    enum status status = catalog_offer_state(catalog, arena, reader, id, offer, problem);
    if (status != STATUS_OK)
        return status;
    read_offer_texts(catalog, arena, reader, offer);
    read_audiences(catalog, offer);
    offer->guides = entries_read(catalog, arena, reader, query_begin(catalog, QUERY_OFFER_GUIDES, offer->id));
    return STATUS_OK;
}
