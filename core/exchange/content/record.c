// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Which field of a record is filled from which member of a kind's struct; lists and texts have functions of their own.
#include "core/exchange/content/record.h"

#include "core/exchange/content/text.h"
#include "core/exchange/content/value.h"
#include "core/model/body.h"
#include "core/model/span.h"

#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

enum member_form {
    MEMBER_TEXT,
    MEMBER_NUMBER, // long; CONTENT_UNSTATED is not stated
    MEMBER_FLAG,   // bool
    MEMBER_VALUE,  // enum three_valued; unknown is not stated
    MEMBER_ID,     // of the slug that stands there
    MEMBER_NORTH,  // struct coordinates, its latitude; not stated when it is not known
    MEMBER_EAST,   // the same, its longitude
};

struct member {
    const char *field; // "source.date" is one of the source
    enum member_form form;
    size_t offset;
    enum kind leads_to; // MEMBER_ID
};

#define TEXT(type, name)                                                                                               \
    {                                                                                                                  \
#name, MEMBER_TEXT, offsetof(struct type, name), KIND_NONE                                                     \
    }
#define NAMED(name, type, member)                                                                                      \
    {                                                                                                                  \
        name, MEMBER_TEXT, offsetof(struct type, member), KIND_NONE                                                    \
    }
#define OTHER(form, type, name)                                                                                        \
    {                                                                                                                  \
#name, form, offsetof(struct type, name), KIND_NONE                                                            \
    }
#define ID(name, type, member, kind)                                                                                   \
    {                                                                                                                  \
        name, MEMBER_ID, offsetof(struct type, member), kind                                                           \
    }
#define POINT(type)                                                                                                    \
    {"latitude", MEMBER_NORTH, offsetof(struct type, point), KIND_NONE},                                               \
    {                                                                                                                  \
        "longitude", MEMBER_EAST, offsetof(struct type, point), KIND_NONE                                              \
    }
#define SOURCE(type) NAMED("source.url", type, source.url), NAMED("source.date", type, source.date)
#define VERIFIED(type)                                                                                                 \
    NAMED("source.verified_on", type, verified_on), NAMED("source.confidence", type, confidence),                      \
        NAMED("staff_note", type, note)

static const struct member city_members[] = {
    TEXT(content_city, name),        TEXT(content_city, zone), TEXT(content_city, country),
    TEXT(content_city, subdivision), POINT(content_city),
};
static const struct member area_members[] = {TEXT(content_area, pictogram)};
static const struct member topic_members[] = {ID("area_id", content_topic, area, KIND_AREA)};
static const struct member organization_members[] = {NAMED("name", content_thing, slug)};
static const struct member place_members[] = {
    TEXT(content_place, street),   TEXT(content_place, postal_code), TEXT(content_place, city),
    TEXT(content_place, district), TEXT(content_place, note),        POINT(content_place),
};
static const struct member offer_members[] = {
    NAMED("type", content_offer, kind),
    TEXT(content_offer, name),
    ID("organization_id", content_offer, organization, KIND_ORGANIZATION),
    ID("place_id", content_offer, location.thing.slug, KIND_PLACE),
    OTHER(MEMBER_FLAG, content_offer, hours_known),
    OTHER(MEMBER_VALUE, content_offer, temporarily_closed),
    OTHER(MEMBER_VALUE, content_offer, by_appointment),
    TEXT(content_offer, appointment_url),
    TEXT(content_offer, cost),
    ID("duplicate_of", content_offer, duplicate_of, KIND_OFFER),
    SOURCE(content_offer),
    VERIFIED(content_offer),
    NAMED("source.doubt", content_offer, doubt),
};
static const struct member article_members[] = {
    ID("topic_id", content_article, topic, KIND_TOPIC),
    SOURCE(content_article),
    VERIFIED(content_article),
};
static const struct member guide_members[] = {
    ID("area_id", content_guide, area, KIND_AREA),
    NAMED("staff_note", content_guide, note),
};
static const struct member emergency_members[] = {
    TEXT(content_emergency, number),
    ID("offer_id", content_emergency, offer, KIND_OFFER),
    SOURCE(content_emergency),
};
static const struct member holiday_members[] = {
    OTHER(MEMBER_NUMBER, content_holiday, month),
    OTHER(MEMBER_NUMBER, content_holiday, day),
    OTHER(MEMBER_NUMBER, content_holiday, days_after_easter),
    SOURCE(content_holiday),
};
static const struct member event_members[] = {
    TEXT(content_event, starts),
    OTHER(MEMBER_NUMBER, content_event, minutes),
    OTHER(MEMBER_FLAG, content_event, all_day),
    TEXT(content_event, rule),
    ID("offer_id", content_event, offer, KIND_OFFER),
    ID("place_id", content_event, location.thing.slug, KIND_PLACE),
    TEXT(content_event, url),
    SOURCE(content_event),
};
static const struct member closure_members[] = {
    ID("offer_id", content_closure, offer, KIND_OFFER),
    ID("organization_id", content_closure, organization, KIND_ORGANIZATION),
    TEXT(content_closure, first_day),
    TEXT(content_closure, last_day),
    OTHER(MEMBER_FLAG, content_closure, every_year),
    SOURCE(content_closure),
};

static const struct {
    const struct member *members;
    size_t count;
} kinds[KIND_COUNT] = {
    [KIND_CITY] = {city_members, COUNT_OF(city_members)},
    [KIND_AREA] = {area_members, COUNT_OF(area_members)},
    [KIND_TOPIC] = {topic_members, COUNT_OF(topic_members)},
    [KIND_ORGANIZATION] = {organization_members, COUNT_OF(organization_members)},
    [KIND_PLACE] = {place_members, COUNT_OF(place_members)},
    [KIND_OFFER] = {offer_members, COUNT_OF(offer_members)},
    [KIND_ARTICLE] = {article_members, COUNT_OF(article_members)},
    [KIND_GUIDE] = {guide_members, COUNT_OF(guide_members)},
    [KIND_EMERGENCY] = {emergency_members, COUNT_OF(emergency_members)},
    [KIND_HOLIDAY] = {holiday_members, COUNT_OF(holiday_members)},
    [KIND_EVENT] = {event_members, COUNT_OF(event_members)},
    [KIND_CLOSURE] = {closure_members, COUNT_OF(closure_members)},
};

static json_t *string_of(const char *text)
{
    return text == NULL ? NULL : json_string(text);
}

static json_t *id_of(struct arena *arena, enum kind kind, const char *slug)
{
    return string_of(content_id_of(arena, kind, slug));
}

static json_t *value_of(struct arena *arena, const void *thing, const struct member *member)
{
    const void *at = (const char *)thing + member->offset;
    const struct coordinates *point = at;
    switch (member->form) {
    case MEMBER_NUMBER:
        return *(const long *)at == CONTENT_UNSTATED ? NULL : json_integer(*(const long *)at);
    case MEMBER_FLAG:
        return json_boolean(*(const bool *)at);
    case MEMBER_VALUE:
        return *(const enum three_valued *)at == VALUE_UNKNOWN
                   ? NULL
                   : json_boolean(*(const enum three_valued *)at == VALUE_YES);
    case MEMBER_NORTH:
    case MEMBER_EAST:
        if (!coordinates_are_known(point))
            return NULL;
        return json_real(member->form == MEMBER_NORTH ? point->latitude : point->longitude);
    case MEMBER_ID:
        return id_of(arena, member->leads_to, *(const char *const *)at);
    default:
        return string_of(*(const char *const *)at);
    }
}

// What nobody stated is left out.
static void set(json_t *object, const char *field, json_t *value)
{
    if (value != NULL)
        json_object_set_new(object, field, value);
}

static json_t *inner(json_t *object, const char *name)
{
    if (json_object_get(object, name) == NULL)
        json_object_set_new(object, name, json_object());
    return json_object_get(object, name);
}

// ---- lists --------------------------------------------------------------------------------------------------------

// A list of texts, or of the ids of slugs when they lead to a kind.
static json_t *list_of(struct arena *arena, const struct json_items *items, enum kind leads_to)
{
    const char *const *texts = items->items;
    json_t *list = json_array();
    for (size_t i = 0; i < items->count; i++)
        json_array_append_new(list, leads_to == KIND_NONE ? json_string(texts[i]) : id_of(arena, leads_to, texts[i]));
    return list;
}

static json_t *contacts_of(struct arena *arena, const struct json_items *items)
{
    const struct content_contact *contacts = items->items;
    json_t *list = json_array();
    for (size_t i = 0; i < items->count; i++) {
        json_t *contact = json_object();
        set(contact, "role", string_of(contacts[i].role));
        set(contact, "phone", string_of(contacts[i].phone));
        set(contact, "printed", string_of(contacts[i].printed));
        set(contact, "email", string_of(contacts[i].email));
        set(contact, "url", string_of(contacts[i].url));
        set(contact, "languages", string_of(value_joined(arena, &contacts[i].languages)));
        json_array_append_new(list, contact);
    }
    return list;
}

static json_t *schedule_of(const struct json_items *items)
{
    const struct opening_span *spans = items->items;
    json_t *list = json_array();
    for (size_t i = 0; i < items->count; i++)
        json_array_append_new(list, span_to_entry(&spans[i]));
    return list;
}

static void set_offer_parts(struct arena *arena, json_t *record, const struct content_offer *offer)
{
    set(record, "topics", list_of(arena, &offer->topics, KIND_TOPIC));
    set(record, "audiences", list_of(arena, &offer->audiences, KIND_NONE));
    set(record, "languages", list_of(arena, &offer->languages, KIND_NONE));
    set(record, "contacts", contacts_of(arena, &offer->contacts));
    set(record, "schedule", schedule_of(&offer->schedule));
}

// ---- texts --------------------------------------------------------------------------------------------------------

// `hash` says what it was made from, NULL: nothing of that.
static void set_text(json_t *record, const char *language, const char *field, const char *words, bool machine,
                     const char *hash)
{
    json_t *text = json_object();
    set(text, "text", json_string(words));
    set(text, "origin", json_string(machine ? "machine" : "human"));
    set(text, "source_hash", string_of(hash));
    set(inner(inner(record, "texts"), language), field, text);
}

static void set_texts(struct arena *arena, json_t *record, const struct content_texts *texts)
{
    for (size_t i = 0; i < texts->count; i++) {
        const struct content_text *text = &texts->items[i];
        set_text(record, text->language, text->field, text->text, text->machine,
                 text->german == NULL ? NULL : record_hash(arena, text->german));
    }
}

static enum body_block_kind block_kind_of(const char *name)
{
    static const char *const names[BODY_BLOCK_KINDS] = {
        [BODY_HEADING] = "heading", [BODY_PARAGRAPH] = "paragraph", [BODY_ITEM] = "item", [BODY_LINK] = "link"};
    int kind = 0;
    while (kind < BODY_LINK && strcmp(names[kind], name) != 0)
        kind++;
    return (enum body_block_kind)kind;
}

static const char *body_of(struct arena *arena, const struct json_items *items)
{
    const struct content_block *blocks = items->items;
    struct body_block *body = arena_allocate(arena, items->count, sizeof *body);
    for (size_t i = 0; i < items->count; i++) {
        enum kind kind = model_kind_of(blocks[i].link_kind);
        body[i] = (struct body_block){.kind = block_kind_of(blocks[i].kind),
                                      .text = blocks[i].text,
                                      .mark = blocks[i].mark,
                                      .link_kind = kind,
                                      .link = kind == KIND_NONE ? NULL : content_id_of(arena, kind, blocks[i].link)};
    }
    return body_write(arena, body, items->count);
}

static void set_bodies(struct arena *arena, json_t *record, const struct content_article *article)
{
    const struct content_body *bodies = article->bodies.items;
    for (size_t i = 0; i < article->bodies.count; i++) {
        const char *german = bodies[i].translated ? body_of(arena, &bodies[i].sources) : NULL;
        set_text(record, bodies[i].language, "body", body_of(arena, &bodies[i].blocks), bodies[i].machine,
                 german == NULL ? NULL : record_hash(arena, german));
    }
}

// ---- things -------------------------------------------------------------------------------------------------------

static json_t *begin(enum kind kind, const char *id, long position)
{
    json_t *record = json_object();
    set(record, "kind", json_string(model_kind(kind)->name));
    set(record, "id", json_string(id));
    set(record, "position", json_integer(position));
    return record;
}

static void set_members(struct arena *arena, json_t *record, const struct content_thing *thing)
{
    static const char source[] = "source.";
    for (size_t i = 0; i < kinds[thing->kind].count; i++) {
        const struct member *member = &kinds[thing->kind].members[i];
        json_t *value = value_of(arena, thing, member);
        if (value != NULL && strncmp(member->field, source, strlen(source)) == 0)
            set(inner(record, "source"), member->field + strlen(source), value);
        else
            set(record, member->field, value);
    }
}

static json_t *record_of(struct arena *arena, const struct content_thing *thing)
{
    const struct content_path *paths = thing->paths.items;
    json_t *record = begin(thing->kind, thing->id, thing->position);
    if (model_kind(thing->kind)->slugged)
        set(record, "slug", json_string(thing->slug));
    set_members(arena, record, thing);
    for (size_t i = 0; i < thing->paths.count; i++)
        set(inner(record, "paths"), paths[i].language, string_of(paths[i].path));
    set_texts(arena, record, &thing->texts);
    if (thing->kind == KIND_OFFER)
        set_offer_parts(arena, record, (const struct content_offer *)(const void *)thing);
    else if (thing->kind == KIND_ARTICLE)
        set_bodies(arena, record, (const struct content_article *)(const void *)thing);
    else if (thing->kind == KIND_GUIDE)
        set(record, "audiences",
            list_of(arena, &((const struct content_guide *)(const void *)thing)->audiences, KIND_NONE));
    else if (thing->kind == KIND_CLOSURE)
        set(record, "schedule", schedule_of(&((const struct content_closure *)(const void *)thing)->schedule));
    else if (thing->kind == KIND_EVENT)
        set(record, "except", list_of(arena, &((const struct content_event *)(const void *)thing)->except, KIND_NONE));
    return record;
}

static void make_steps(struct arena *arena, const struct content_guide *guide, content_take *take, void *context)
{
    const struct content_step *steps = guide->steps.items;
    for (size_t i = 0; i < guide->steps.count; i++) {
        const char *name = arena_format(arena, "%s/%zu", guide->thing.slug, i + 1);
        json_t *record = begin(KIND_GUIDE_STEP, content_id_of(arena, KIND_GUIDE_STEP, name), (long)i + 1);
        set(record, "guide_id", json_string(guide->thing.id));
        set(record, "offers", list_of(arena, &steps[i].offers, KIND_OFFER));
        set(inner(record, "source"), "url", string_of(steps[i].source.url));
        set(inner(record, "source"), "date", string_of(steps[i].source.date));
        set_texts(arena, record, &steps[i].texts);
        take(context, record);
    }
}

void content_make_records(const struct content *content, content_take *take, void *context)
{
    struct arena arena = {0};
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        for (size_t i = 0; i < content->lists[kind].count; i++) {
            const struct content_thing *thing = content->lists[kind].things[i];
            take(context, record_of(&arena, thing));
            if (kind == KIND_GUIDE)
                make_steps(&arena, (const struct content_guide *)(const void *)thing, take, context);
            arena_reset(&arena);
        }
    }
    arena_free(&arena);
}
