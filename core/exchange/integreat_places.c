// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Integreat's places become offers: each category is a topic of an area of their own.
#include "core/exchange/integreat_model.h"

#include <string.h>

enum { DAYS = 7, DAY_MINUTES = 1440 };

// The area and the topic of places without category; other languages show the German name.
static const struct {
    const char *language, *area, *other;
} names[] = {
    {"de", "Orte und Adressen", "Weitere Orte"},
    {"en", "Places and addresses", "More places"},
    {"ar", "أماكن وعناوين", "أماكن أخرى"},
    {"uk", "Місця й адреси", "Інші місця"},
};

// ---- topics -------------------------------------------------------------------------------------------------------

static struct content_texts own_names(struct integreat *source, bool area)
{
    size_t count = sizeof names / sizeof *names;
    struct content_texts texts = {arena_allocate(&source->content->arena, count, sizeof *texts.items), count};
    for (size_t i = 0; i < count; i++)
        texts.items[i] = (struct content_text){
            .language = names[i].language, .field = "name", .text = area ? names[i].area : names[i].other};
    return texts;
}

static struct content_texts category_names(struct integreat *source, const struct integreat_place *place)
{
    struct content_texts texts = {
        arena_allocate(&source->content->arena, source->folder_count, sizeof *texts.items), 0};
    for (size_t f = 0; f < source->folder_count; f++) {
        const struct integreat_place *version = (const struct integreat_place *)(void *)place->page.versions[f];
        if (version != NULL && version->category != NULL)
            texts.items[texts.count++] = (struct content_text){
                .language = source->folders[f].language, .field = "name", .text = version->category};
    }
    return texts;
}

static bool has_thing(const struct content *content, enum content_kind kind, const char *slug)
{
    for (size_t i = 0; i < content->lists[kind].count; i++) {
        if (strcmp(content->lists[kind].things[i]->slug, slug) == 0)
            return true;
    }
    return false;
}

// The slug of the place's topic, which is made with its area when it is new.
static const char *topic_of(struct integreat *source, const struct integreat_place *place)
{
    struct arena *arena = &source->content->arena;
    const char *area_slug = arena_format(arena, "%s-places", source->region);
    const char *slug =
        integreat_slug(source, place->category == NULL ? "" : arena_format(arena, "category/%s", place->category));
    if (!has_thing(source->content, CONTENT_AREA, area_slug)) {
        struct content_area *area = arena_allocate(arena, 1, sizeof *area);
        struct content_texts texts = own_names(source, true);
        area->thing = integreat_thing(source, CONTENT_AREA, area_slug, NULL, &texts, NULL, "");
        content_add(source->content, &area->thing);
    }
    if (!has_thing(source->content, CONTENT_TOPIC, slug)) {
        struct content_topic *topic = arena_allocate(arena, 1, sizeof *topic);
        struct content_texts texts = place->category == NULL ? own_names(source, false) : category_names(source, place);
        topic->area = area_slug;
        topic->thing = integreat_thing(source, CONTENT_TOPIC, slug, NULL, &texts, NULL, "");
        content_add(source->content, &topic->thing);
    }
    return slug;
}

// ---- addresses -----------------------------------------------------------------------------------------------------

struct position integreat_position(struct integreat *source, const struct integreat_point *point)
{
    const struct position *position = &point->position;
    bool placeholder = position->latitude == 1 && position->longitude == 1;
    if (position_is_known(position) && !placeholder)
        return *position;
    source->report->notes[INTEGREAT_NO_POSITION] += point->stated;
    return (struct position){0};
}

struct content_place integreat_location(struct integreat *source, const struct integreat_site *site)
{
    return (struct content_place){.street = site->street,
                                  .postal_code = site->postal_code,
                                  .city = site->town,
                                  .position = integreat_position(source, &site->point)};
}

// ---- opening hours ------------------------------------------------------------------------------------------------

static void add_span(struct content_offer *offer, int weekday, long opens, long closes)
{
    struct opening_span *spans = offer->schedule.items;
    spans[offer->schedule.count++] = (struct opening_span){weekday, (int)opens, (int)closes};
}

static void add_slots(struct integreat *source, struct content_offer *offer, int weekday, const struct json_items *slots)
{
    const struct integreat_slot *slot = slots->items;
    for (size_t i = 0; i < slots->count; i++) {
        long end = slot[i].end < slot[i].start ? slot[i].end + DAY_MINUTES : slot[i].end; // past midnight
        if (slot[i].end == slot[i].start || slot[i].start >= DAY_MINUTES)
            source->report->notes[INTEGREAT_BAD_HOURS]++;
        else
            add_span(offer, weekday, slot[i].start, end);
    }
}

// Null is unknown; but a place that is closed for the time being has no hours either, and says so elsewhere.
static void add_hours(struct integreat *source, const struct integreat_place *place, struct content_offer *offer)
{
    const struct integreat_day *days = place->hours.items;
    size_t room = DAYS;
    offer->hours_known = place->closed || place->hours.count == DAYS;
    offer->by_appointment = place->appointment ? VALUE_YES : VALUE_UNKNOWN;
    source->report->notes[INTEGREAT_CLOSED] += place->closed;
    if (place->closed || place->hours.count != DAYS)
        return;
    for (int day = 0; day < DAYS; day++)
        room += days[day].slots.count;
    offer->schedule.items = arena_allocate(&source->content->arena, room, sizeof(struct opening_span));
    for (int day = 0; day < DAYS; day++) {
        if (days[day].appointment)
            offer->by_appointment = VALUE_YES;
        if (days[day].closed || days[day].appointment)
            continue;
        if (days[day].all_day)
            add_span(offer, day, 0, DAY_MINUTES);
        else
            add_slots(source, offer, day, &days[day].slots);
    }
}

// ---- contacts -----------------------------------------------------------------------------------------------------

// The number in the form E.164, NULL when it is not written with its country.
static const char *international(struct arena *arena, const char *printed)
{
    char digits[17] = "+";
    size_t length = 1;
    const char *rest = printed + (strncmp(printed, "00", 2) == 0 ? 2 : 1);
    if (printed[0] != '+' && strncmp(printed, "00", 2) != 0)
        return NULL;
    for (; *rest != '\0'; rest++) {
        if (*rest >= '0' && *rest <= '9' && length < 16)
            digits[length++] = *rest;
        else if (strchr(" -/()", *rest) == NULL || strncmp(rest, "(0)", 3) == 0)
            return NULL;
    }
    return length < 6 || digits[1] == '0' ? NULL : arena_copy(arena, digits, length);
}

static void add_contact(struct integreat *source, struct content_offer *offer, const char *role, const char *phone,
                        const char *email, const char *url)
{
    struct arena *arena = &source->content->arena;
    struct content_contact *contacts = offer->contacts.items;
    const char *at = email == NULL ? NULL : strchr(email, '@');
    struct content_contact contact = {
        .role = role,
        .printed = phone,
        .phone = phone == NULL ? NULL : international(arena, phone),
        .email = at == NULL || at == email || at[1] == '\0' ? NULL : email,
        .url = url == NULL || strstr(url, "://") == NULL ? NULL : url,
    };
    if (contact.printed == NULL && contact.email == NULL && contact.url == NULL)
        return;
    for (size_t i = 0; i < offer->contacts.count; i++) {
        const char *known = contacts[i].printed;
        if (known != NULL && contact.printed != NULL && strcmp(known, contact.printed) == 0)
            return; // the primary contact stands in the older fields, too
    }
    contacts[offer->contacts.count++] = contact;
}

static void add_contacts(struct integreat *source, const struct integreat_place *place, struct content_offer *offer)
{
    const struct integreat_contact *contacts = place->contacts.items;
    offer->contacts.items =
        arena_allocate(&source->content->arena, 2 * place->contacts.count + 1, sizeof(struct content_contact));
    for (size_t i = 0; i < place->contacts.count; i++) {
        const struct integreat_contact *contact = &contacts[i];
        add_contact(source, offer, contact->area, contact->phone, contact->email, contact->website);
        add_contact(source, offer, contact->area, contact->mobile, NULL, NULL);
    }
    if (offer->contacts.count == 0)
        add_contact(source, offer, NULL, place->phone, place->email, place->website);
}

// ---- texts --------------------------------------------------------------------------------------------------------

static void add_text(struct content_texts *texts, const char *language, const char *field, const char *text)
{
    if (text != NULL && text[0] != '\0')
        texts->items[texts->count++] = (struct content_text){.language = language, .field = field, .text = text};
}

// An offer has no body: its summary is the description that the region wrote for lists, or what the page begins with.
static struct content_texts texts_of(struct integreat *source, const struct integreat_place *place)
{
    struct content_texts texts = {
        arena_allocate(&source->content->arena, 2 * source->folder_count, sizeof *texts.items), 0};
    for (size_t f = 0; f < source->folder_count; f++) {
        const struct integreat_place *version = (const struct integreat_place *)(void *)place->page.versions[f];
        if (version == NULL)
            continue;
        const char *language = source->folders[f].language;
        struct json_items blocks = integreat_blocks(source, &source->folders[f], &version->page);
        const char *begins = integreat_cut_summary(source, &blocks);
        const char *summary = version->summary != NULL ? version->summary : begins;
        source->report->notes[INTEGREAT_SHORTENED] += blocks.count > (version->summary == NULL);
        add_text(&texts, language, "summary", summary != NULL || f > 0 ? summary : place->page.title);
        if (strcmp(version->page.title, place->page.title) != 0)
            add_text(&texts, language, "gloss", version->page.title);
    }
    return texts;
}

static const char *rest_of(struct integreat *source, const struct content_offer *offer)
{
    struct arena *arena = &source->content->arena;
    const struct opening_span *spans = offer->schedule.items;
    const struct content_contact *contacts = offer->contacts.items;
    const char *rest = arena_format(arena, "%s|%s|%d|%d|%.7f|%.7f|%s|%s", offer->name, offer->organization,
                                    offer->hours_known,
                                    (int)offer->by_appointment, offer->location.position.latitude,
                                    offer->location.position.longitude, offer->source.url,
                                    offer->source.date == NULL ? "" : offer->source.date);
    const char *parts[] = {offer->location.street, offer->location.postal_code, offer->location.city};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        rest = arena_format(arena, "%s|%s", rest, parts[i] == NULL ? "" : parts[i]);
    for (size_t i = 0; i < offer->schedule.count; i++)
        rest = arena_format(arena, "%s|%d %d %d", rest, spans[i].weekday, spans[i].open_minute, spans[i].close_minute);
    for (size_t i = 0; i < offer->contacts.count; i++)
        rest = arena_format(arena, "%s|%s %s %s %s", rest, contacts[i].role == NULL ? "" : contacts[i].role,
                            contacts[i].printed == NULL ? "" : contacts[i].printed,
                            contacts[i].email == NULL ? "" : contacts[i].email,
                            contacts[i].url == NULL ? "" : contacts[i].url);
    return rest;
}

static void add_place(struct integreat *source, const struct integreat_place *place)
{
    struct arena *arena = &source->content->arena;
    struct content_offer *offer = arena_allocate(arena, 1, sizeof *offer);
    const char **topics = arena_allocate(arena, 1, sizeof *topics);
    const struct integreat_page *page = &place->page;
    topics[0] = topic_of(source, place);
    offer->topics = (struct json_items){topics, 1};
    offer->kind = "service";
    offer->name = page->title;
    offer->organization = place->organization != NULL ? place->organization : page->title;
    offer->location = integreat_location(source, &place->site);
    offer->confidence = "medium";
    offer->source = integreat_source(source, page);
    if (place->closed)
        offer->doubt = "In Integreat als vorübergehend geschlossen gemeldet";
    add_hours(source, place, offer);
    add_contacts(source, place, offer);
    struct content_texts texts = texts_of(source, place);
    offer->thing = integreat_thing(source, CONTENT_OFFER, page->slug, page, &texts, NULL, rest_of(source, offer));
    content_add(source->content, &offer->thing);
}

void integreat_add_places(struct integreat *source)
{
    const struct integreat_place *places = source->folders[0].places.items;
    for (size_t i = 0; i < source->folders[0].places.count; i++)
        add_place(source, &places[i]);
}
