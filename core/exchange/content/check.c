// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What no single file can know of itself: double slugs, links to nothing, the order over all files.
#include "core/exchange/content/closure.h"
#include "core/exchange/content/event.h"
#include "core/exchange/content/findings.h"
#include "core/exchange/content/situation.h"
#include "core/exchange/content/translation.h"

#include "core/language/language.h"

#include <string.h>

// Reports at a thing or a part of it, after all files were read.
static void report_at(struct json_reader *reader, const char *place, const char *part, const char *mend,
                      const char *why)
{
    reader->file = part[0] == '\0' ? place : arena_format(reader->arena, "%s.%s", place, part);
    reader->length = 0;
    json_report(reader, mend, "%s", why);
}

void content_check_slugs(const struct content *content, struct json_reader *reader)
{
    struct content_findings findings = {.reader = reader};
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct content_list *list = &content->lists[kind];
        for (size_t i = 1; i < list->count; i++) {
            const struct content_thing *first = list->by_slug[i - 1];
            const struct content_thing *second = list->by_slug[i];
            if (strcmp(first->slug, second->slug) != 0)
                continue;
            const char *name = model_kind((enum kind)kind)->name;
            const struct content_finding twice = {
                "twice", arena_format(reader->arena, "%s/%s", name, second->slug),
                arena_format(reader->arena, "%s.slug", second->place), "give one of them another slug, or remove it",
                arena_format(reader->arena, "the %s \"%s\" is there twice, also at %s", name, second->slug,
                             first->place)};
            content_findings_add(&findings, &twice);
        }
    }
    content_findings_tell(&findings);
}

// ---- links --------------------------------------------------------------------------------------------------------

// What is looked up, and what leads nowhere.
struct links {
    const struct content *content;
    struct content_findings findings;
};

// The thing that a slug in `part` leads to. A slug that was not read leads nowhere quietly.
static struct content_thing *follow(struct links *links, const char *place, const char *part, enum kind kind,
                                    const char *slug)
{
    struct arena *arena = links->findings.reader->arena;
    struct content_thing *found = slug == NULL ? NULL : content_find(links->content, kind, slug);
    if (slug == NULL || found != NULL)
        return found;
    const char *name = model_kind(kind)->name;
    const struct content_finding nowhere = {
        name, slug, arena_format(arena, "%s.%s", place, part),
        arena_format(arena, "correct the slug, or add the %s", name),
        arena_format(arena, "there is no %s \"%s\"", name, slug)};
    content_findings_add(&links->findings, &nowhere);
    return NULL;
}

static void follow_all(struct links *links, const char *place, const char *part, enum kind kind,
                       const struct json_items *slugs)
{
    const char *const *items = slugs->items;
    for (size_t i = 0; i < slugs->count; i++)
        follow(links, place, arena_format(links->findings.reader->arena, "%s[%zu]", part, i), kind, items[i]);
}

// ---- order --------------------------------------------------------------------------------------------------------

// Positions count within the parent, so that a new thing only moves those that stand with it. Things that are listed
// over all areas are ordered by their area first.
enum { POSITIONS_OF_AREA = 100000 };

struct counter {
    const char *parent;
    long count;
};

// The next position under a parent; `counters` has room for one more than `used`.
static long next_position(struct counter *counters, size_t *used, const char *parent)
{
    for (size_t i = 0; i < *used; i++) {
        if (strcmp(counters[i].parent, parent) == 0)
            return ++counters[i].count;
    }
    counters[(*used)++] = (struct counter){parent, 1};
    return 1;
}

// The slug of what a thing is ordered under, "" when it stands for itself or its parent is not known.
static const char *parent_of(const struct content *content, const struct content_thing *thing)
{
    const char *topic = NULL;
    const char *area = NULL;
    switch (thing->kind) {
    case KIND_TOPIC:
        return ((const struct content_topic *)thing)->area;
    case KIND_ARTICLE:
        topic = ((const struct content_article *)thing)->topic;
        return topic == NULL ? "" : topic;
    case KIND_GUIDE:
        area = ((const struct content_guide *)thing)->area;
        return area == NULL ? "" : area;
    case KIND_OFFER:
        if (((const struct content_offer *)thing)->topics.count > 0)
            topic = ((const char *const *)((const struct content_offer *)thing)->topics.items)[0];
        const struct content_thing *home = topic == NULL ? NULL : content_find(content, KIND_TOPIC, topic);
        return home == NULL ? "" : ((const struct content_topic *)home)->area;
    default:
        return "";
    }
}

static void set_positions(struct content *content, enum kind kind)
{
    for (size_t i = 0; kind == KIND_EMERGENCY && i < content->lists[kind].count; i++)
        content->lists[kind].things[i]->position = ((struct content_emergency *)(void *)content->lists[kind].things[i])->rank;
    if (kind != KIND_AREA && kind != KIND_TOPIC && kind != KIND_OFFER && kind != KIND_ARTICLE &&
        kind != KIND_GUIDE)
        return;
    const struct content_list *list = &content->lists[kind];
    size_t used = 0;
    size_t parents = content->lists[KIND_AREA].count + content->lists[KIND_TOPIC].count + 1;
    struct counter *counters = arena_allocate(&content->arena, parents + list->count, sizeof *counters);
    for (size_t i = 0; i < list->count; i++) {
        struct content_thing *thing = list->things[i];
        const char *parent = parent_of(content, thing);
        thing->position = next_position(counters, &used, parent);
        if (kind != KIND_OFFER && kind != KIND_GUIDE)
            continue;
        const struct content_thing *area = content_find(content, KIND_AREA, parent);
        thing->position += area == NULL ? 0 : area->position * POSITIONS_OF_AREA;
    }
}

// ---- each kind ----------------------------------------------------------------------------------------------------

void content_check_city(const struct content *content, struct json_reader *reader)
{
    const struct content_list *cities = &content->lists[KIND_CITY];
    if (cities->count == 0)
        report_at(reader, reader->file, "", "add city.json with the list \"city\"", "no file says which city this is");
    for (size_t i = 1; i < cities->count; i++)
        report_at(reader, cities->things[i]->place, "", "remove it", "there is more than one city");
}

static void add_organization(struct content *content, const char *name)
{
    struct content_organization *organization = arena_allocate(&content->arena, 1, sizeof *organization);
    organization->thing = (struct content_thing){
        .kind = KIND_ORGANIZATION, .slug = name};
    content_add(content, &organization->thing);
}

static void add_place(struct content *content, struct content_place *place)
{
    const char *parts[] = {place->street, place->postal_code, place->city, place->district, place->note};
    const char *joined = "";
    bool any = coordinates_are_known(&place->point);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        joined = arena_format(&content->arena, "%s%s%s", joined, i == 0 ? "" : "\n", parts[i] == NULL ? "" : parts[i]);
        any = any || parts[i] != NULL;
    }
    if (!any)
        return;
    if (coordinates_are_known(&place->point))
        joined = arena_format(&content->arena, "%s\n%.7f %.7f", joined, place->point.latitude,
                              place->point.longitude);
    place->thing = (struct content_thing){
        .kind = KIND_PLACE, .slug = joined};
    content_add(content, &place->thing);
}

static void check_offer(struct links *links, struct content_offer *offer)
{
    struct json_reader *reader = links->findings.reader;
    const char *place = offer->thing.place;
    follow_all(links, place, "topics", KIND_TOPIC, &offer->topics);
    const struct content_thing *original = follow(links, place, "duplicate_of", KIND_OFFER, offer->duplicate_of);
    if (original == &offer->thing)
        report_at(reader, place, "duplicate_of", "name the other offer", "an offer cannot be its own duplicate");
    else if (original != NULL && ((const struct content_offer *)original)->duplicate_of != NULL)
        report_at(reader, place, "duplicate_of", "name the offer that is shown",
                  arena_format(reader->arena, "\"%s\" is a duplicate itself", offer->duplicate_of));
}

static void check_article(struct links *links, const struct content_article *article)
{
    follow(links, article->thing.place, "topic", KIND_TOPIC, article->topic);
    const struct content_body *bodies = article->bodies.items;
    for (size_t b = 0; b < article->bodies.count; b++) {
        const struct content_block *blocks = bodies[b].blocks.items;
        for (size_t i = 0; i < bodies[b].blocks.count; i++) {
            if (blocks[i].link != NULL)
                follow(links, blocks[i].place, "link", model_kind_of(blocks[i].link_kind), blocks[i].link);
        }
    }
}

static void check_guide(struct links *links, const struct content_guide *guide)
{
    follow(links, guide->thing.place, "area", KIND_AREA, guide->area);
    const struct content_step *steps = guide->steps.items;
    for (size_t i = 0; i < guide->steps.count; i++)
        follow_all(links, arena_format(links->findings.reader->arena, "%s.steps[%zu]", guide->thing.place, i), "offers",
                   KIND_OFFER, &steps[i].offers);
}

static void check_event(struct content *content, struct links *links, struct content_event *event)
{
    const struct content_list *cities = &content->lists[KIND_CITY];
    const char *zone = cities->count == 0 ? NULL : ((const struct content_city *)(const void *)cities->things[0])->zone;
    follow(links, event->thing.place, "offer", KIND_OFFER, event->offer);
    event_check(links->findings.reader, event, zone);
}

static void check_closure(const struct content *content, struct links *links, const struct content_closure *closure)
{
    follow(links, closure->thing.place, "offer", KIND_OFFER, closure->offer);
    closure_check(links->findings.reader, content, closure);
}

static void check_situation(struct links *links, const struct content_situation *situation)
{
    const struct content_row *rows = situation->rows.items;
    for (size_t i = 0; i < situation->rows.count; i++)
        follow(links, arena_format(links->findings.reader->arena, "%s:%zu", situation->file, rows[i].line), "offer", KIND_OFFER, rows[i].offer);
    situation_check(links->findings.reader, situation);
}

// In an emergency nobody should have to read a foreign language.
static void check_emergency(struct json_reader *reader, const struct content_emergency *emergency)
{
    size_t count;
    const struct language *languages = language_table(&count);
    const struct content_texts *texts = &emergency->thing.texts;
    for (size_t i = 0; i < count; i++) {
        size_t found = 0;
        for (size_t t = 0; t < texts->count; t++)
            found += strcmp(texts->items[t].language, languages[i].tag) == 0;
        if (language_is_offered(&languages[i], PROGRAM_KIOSK) && found < 2)
            report_at(reader, emergency->thing.place, "texts", "add its \"name\" and \"when\"",
                      arena_format(reader->arena, "the interface is in \"%s\", this number is not", languages[i].tag));
    }
}

// Every link, and what comes of each thing; positions of areas come before those that are ordered by them.
static void check_things(struct content *content, struct json_reader *reader)
{
    struct links links = {content, {.reader = reader}};
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        set_positions(content, (enum kind)kind);
        for (size_t i = 0; i < content->lists[kind].count; i++) {
            struct content_thing *thing = content->lists[kind].things[i];
            if (kind == KIND_OFFER)
                check_offer(&links, (struct content_offer *)(void *)thing);
            else if (kind == KIND_ARTICLE)
                check_article(&links, (struct content_article *)(void *)thing);
            else if (kind == KIND_GUIDE)
                check_guide(&links, (struct content_guide *)(void *)thing);
            else if (kind == KIND_EMERGENCY)
                follow(&links, thing->place, "offer", KIND_OFFER, ((struct content_emergency *)(void *)thing)->offer);
            else if (kind == KIND_EVENT)
                check_event(content, &links, (struct content_event *)(void *)thing);
            else if (kind == KIND_CLOSURE)
                check_closure(content, &links, (const struct content_closure *)(void *)thing);
            else if (kind == KIND_SITUATION)
                check_situation(&links, (const struct content_situation *)(void *)thing);
        }
    }
    content_findings_tell(&links.findings);
}

// Organizations and places come once from everything that has them.
static void remove_doubles(struct content_list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (kept == 0 || strcmp(list->by_slug[kept - 1]->slug, list->by_slug[i]->slug) != 0)
            list->by_slug[kept++] = list->by_slug[i];
    }
    list->things = list->by_slug;
    list->count = kept;
    list->capacity = kept;
}

// Who runs offers and where they are: things of their own, that no file lists.
static void add_named(struct content *content)
{
    const struct content_list *offers = &content->lists[KIND_OFFER];
    const struct content_list *events = &content->lists[KIND_EVENT];
    for (size_t i = 0; i < offers->count; i++) {
        struct content_offer *offer = (struct content_offer *)(void *)offers->things[i];
        if (offer->organization != NULL)
            add_organization(content, offer->organization);
        add_place(content, &offer->location);
    }
    for (size_t i = 0; i < events->count; i++)
        add_place(content, &((struct content_event *)(void *)events->things[i])->location);
}

static void give_ids(struct content *content)
{
    content_sort(content);
    remove_doubles(&content->lists[KIND_ORGANIZATION]);
    remove_doubles(&content->lists[KIND_PLACE]);
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        for (size_t i = 0; i < content->lists[kind].count; i++)
            content_make_id((enum kind)kind, content->lists[kind].things[i]->slug, content->lists[kind].things[i]->id);
    }
}

void content_complete(struct content *content, struct json_reader *reader)
{
    content_sort(content);
    content_check_slugs(content, reader);
    content_translations_apply(content, reader);
    add_named(content);
    give_ids(content);
}

// Each step stands on the one before: a slug that is wrong would be missed by all its links and translations, too.
void content_check(struct content *content, struct json_reader *reader)
{
    long problems = reader->problems;
    content_sort(content);
    content_check_slugs(content, reader);
    add_named(content);
    if (reader->problems == problems)
        check_things(content, reader);
    if (reader->problems > problems)
        return;
    content_translations_apply(content, reader);
    content_check_terms(content, reader);
    const struct content_list *emergency = &content->lists[KIND_EMERGENCY];
    for (size_t i = 0; i < emergency->count; i++)
        check_emergency(reader, (const struct content_emergency *)(const void *)emergency->things[i]);
    give_ids(content);
}
