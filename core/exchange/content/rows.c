// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Which column of a kind's table is filled from which member of its struct. What has tables of its own, as texts and lists
// have, is in content_write.c.
#include "core/exchange/content/rows.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

enum column_kind {
    COLUMN_TEXT,
    COLUMN_HASH,   // of a text
    COLUMN_NUMBER, // long; CONTENT_UNSTATED is NULL
    COLUMN_FLAG,   // bool
    COLUMN_VALUE,  // enum three_valued; unknown is NULL
    COLUMN_ID,     // of the slug that stands there
    COLUMN_NORTH,  // struct coordinates, its latitude; NULL when it is not known
    COLUMN_EAST,   // the same, its longitude
};

// A column of a kind's table and the member of its struct that it is filled from.
struct column {
    const char *name;
    enum column_kind kind;
    size_t offset;
    const char *leads_to; // COLUMN_ID: the table
};

#define TEXT(type, name) #name, COLUMN_TEXT, offsetof(struct type, name), NULL
#define ID(type, member, table) #table "_id", COLUMN_ID, offsetof(struct type, member), #table
#define SLUG "slug", COLUMN_TEXT, offsetof(struct content_thing, slug), NULL
#define POSITION "position", COLUMN_NUMBER, offsetof(struct content_thing, position), NULL
#define POSITIONED(type)                                                                                               \
    {"latitude", COLUMN_NORTH, offsetof(struct type, position), NULL},                                                 \
        {"longitude", COLUMN_EAST, offsetof(struct type, position), NULL}
#define SOURCE_URL(type) "source_url", COLUMN_TEXT, offsetof(struct type, source.url), NULL
#define SOURCE_DATE(type) "source_date", COLUMN_TEXT, offsetof(struct type, source.date), NULL

static const struct column city_columns[] = {
    {SLUG},
    {TEXT(content_city, name)},
    {TEXT(content_city, zone)},
    {TEXT(content_city, country)},
    {TEXT(content_city, subdivision)},
    POSITIONED(content_city),
};
static const struct column area_columns[] = {{SLUG}, {POSITION}};
static const struct column topic_columns[] = {{SLUG}, {POSITION}, {ID(content_topic, area, area)}};
static const struct column organization_columns[] = {
    {"name", COLUMN_TEXT, offsetof(struct content_thing, slug), NULL},
};
static const struct column place_columns[] = {
    {TEXT(content_place, street)},   {TEXT(content_place, postal_code)}, {TEXT(content_place, city)},
    {TEXT(content_place, district)}, {TEXT(content_place, note)},        POSITIONED(content_place),
};
static const struct column offer_columns[] = {
    {SLUG},
    {POSITION},
    {TEXT(content_offer, kind)},
    {TEXT(content_offer, name)},
    {"name_hash", COLUMN_HASH, offsetof(struct content_offer, name), NULL},
    {ID(content_offer, organization, organization)},
    {ID(content_offer, location.thing.slug, place)},
    {"hours_known", COLUMN_FLAG, offsetof(struct content_offer, hours_known), NULL},
    {"temporarily_closed", COLUMN_VALUE, offsetof(struct content_offer, temporarily_closed), NULL},
    {TEXT(content_offer, appointment_url)},
    {"by_appointment", COLUMN_VALUE, offsetof(struct content_offer, by_appointment), NULL},
    {TEXT(content_offer, cost)},
    {TEXT(content_offer, confidence)},
    {SOURCE_URL(content_offer)},
    {SOURCE_DATE(content_offer)},
    {TEXT(content_offer, verified_on)},
    {"duplicate_of", COLUMN_ID, offsetof(struct content_offer, duplicate_of), "offer"},
    {TEXT(content_offer, doubt)},
    {TEXT(content_offer, note)},
};
static const struct column article_columns[] = {
    {SLUG},
    {POSITION},
    {ID(content_article, topic, topic)},
    {TEXT(content_article, confidence)},
    {SOURCE_URL(content_article)},
    {SOURCE_DATE(content_article)},
    {TEXT(content_article, verified_on)},
    {TEXT(content_article, note)},
};
static const struct column guide_columns[] = {
    {SLUG}, {POSITION}, {ID(content_guide, area, area)}, {TEXT(content_guide, note)}};
static const struct column emergency_columns[] = {
    {SLUG},
    {TEXT(content_emergency, number)},
    {"rank", COLUMN_NUMBER, offsetof(struct content_emergency, rank), NULL},
    {ID(content_emergency, offer, offer)},
    {SOURCE_URL(content_emergency)},
    {SOURCE_DATE(content_emergency)},
};
static const struct column holiday_columns[] = {
    {SLUG},
    {"month", COLUMN_NUMBER, offsetof(struct content_holiday, month), NULL},
    {"day", COLUMN_NUMBER, offsetof(struct content_holiday, day), NULL},
    {"days_after_easter", COLUMN_NUMBER, offsetof(struct content_holiday, days_after_easter), NULL},
    {SOURCE_URL(content_holiday)},
    {SOURCE_DATE(content_holiday)},
};
static const struct column term_columns[] = {{SLUG}};

static const struct column event_columns[] = {
    {SLUG},
    {TEXT(content_event, starts)},
    {"minutes", COLUMN_NUMBER, offsetof(struct content_event, minutes), NULL},
    {"all_day", COLUMN_FLAG, offsetof(struct content_event, all_day), NULL},
    {TEXT(content_event, rule)},
    {ID(content_event, offer, offer)},
    {ID(content_event, location.thing.slug, place)},
    {TEXT(content_event, url)},
    {SOURCE_URL(content_event)},
    {SOURCE_DATE(content_event)},
};

enum { COLUMNS_MAX = COUNT_OF(offer_columns) };

static const struct {
    const struct column *columns;
    size_t count;
} tables[CONTENT_KINDS] = {
    [CONTENT_CITY] = {city_columns, COUNT_OF(city_columns)},
    [CONTENT_AREA] = {area_columns, COUNT_OF(area_columns)},
    [CONTENT_TOPIC] = {topic_columns, COUNT_OF(topic_columns)},
    [CONTENT_ORGANIZATION] = {organization_columns, COUNT_OF(organization_columns)},
    [CONTENT_PLACE] = {place_columns, COUNT_OF(place_columns)},
    [CONTENT_OFFER] = {offer_columns, COUNT_OF(offer_columns)},
    [CONTENT_ARTICLE] = {article_columns, COUNT_OF(article_columns)},
    [CONTENT_GUIDE] = {guide_columns, COUNT_OF(guide_columns)},
    [CONTENT_EMERGENCY] = {emergency_columns, COUNT_OF(emergency_columns)},
    [CONTENT_HOLIDAY] = {holiday_columns, COUNT_OF(holiday_columns)},
    [CONTENT_EVENT] = {event_columns, COUNT_OF(event_columns)},
    [CONTENT_TERM] = {term_columns, COUNT_OF(term_columns)},
};

static struct store_value value_of(struct store *store, const struct content_thing *thing, const struct column *column)
{
    const void *member = (const char *)thing + column->offset;
    const struct coordinates *position = member;
    const char *text;
    switch (column->kind) {
    case COLUMN_NUMBER:
        return *(const long *)member == CONTENT_UNSTATED ? store_text(NULL) : store_number(*(const long *)member);
    case COLUMN_FLAG:
        return store_number(*(const bool *)member);
    case COLUMN_VALUE:
        if (*(const enum three_valued *)member == VALUE_UNKNOWN)
            return store_text(NULL);
        return store_number(*(const enum three_valued *)member == VALUE_YES);
    case COLUMN_NORTH:
    case COLUMN_EAST:
        if (!coordinates_are_known(position))
            return store_text(NULL);
        return store_real(column->kind == COLUMN_NORTH ? position->latitude : position->longitude);
    default:
        text = *(const char *const *)member;
        if (column->kind == COLUMN_HASH)
            text = content_hash(&store->arena, text);
        else if (column->kind == COLUMN_ID)
            text = content_id_of(&store->arena, column->leads_to, text);
        return store_text(text);
    }
}

void content_write_row(struct store *store, const struct content_thing *thing)
{
    struct store_value values[COLUMNS_MAX + 1] = {store_text(thing->id)};
    const char *names = "id";
    const char *places = "?";
    const char *changes = "";
    for (size_t i = 0; i < tables[thing->kind].count; i++) {
        const struct column *column = &tables[thing->kind].columns[i];
        values[i + 1] = value_of(store, thing, column);
        names = arena_format(&store->arena, "%s, %s", names, column->name);
        places = arena_format(&store->arena, "%s, ?", places);
        changes = arena_format(&store->arena, "%s%s%s = excluded.%s", changes, i == 0 ? "" : ", ", column->name,
                               column->name);
    }
    store_run(store,
              arena_format(&store->arena, "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (id) DO UPDATE SET %s",
                           content_kind_name(thing->kind), names, places, changes),
              values, tables[thing->kind].count + 1);
}
