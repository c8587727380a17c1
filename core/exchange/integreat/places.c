// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Integreat's places become offers: each category is a topic of an area of their own.
#include "core/exchange/integreat/label.h"
#include "core/exchange/integreat/model.h"
#include "core/language/language.h"
#include "core/text/phone.h"

#include <stdlib.h>
#include <string.h>

enum { DAYS = 7, DAY_MINUTES = 1440, NAME_BYTES_MAX = 500 };

// ---- topics -------------------------------------------------------------------------------------------------------

static struct content_texts own_names(struct integreat *source, enum integreat_label label)
{
    struct arena *arena = &source->content->arena;
    size_t count;
    const struct language *languages = language_table(&count);
    struct content_texts texts = {arena_allocate(arena, count, sizeof *texts.items), 0};
    for (size_t i = 0; i < count; i++) {
        const char *text = integreat_label(arena, label, languages[i].tag);
        if (text != NULL)
            texts.items[texts.count++] =
                (struct content_text){.language = languages[i].tag, .field = "name", .text = text};
    }
    return texts;
}

static struct content_texts category_names(struct integreat *source, const struct integreat_place *place)
{
    struct content_texts texts = {arena_allocate(&source->content->arena, source->folder_count, sizeof *texts.items),
                                  0};
    for (size_t f = 0; f < source->folder_count; f++) {
        const struct integreat_place *version = (const struct integreat_place *)(void *)place->page.versions[f];
        if (version != NULL && version->category != NULL)
            texts.items[texts.count++] = (struct content_text){
                .language = source->folders[f].language, .field = "name", .text = version->category};
    }
    return texts;
}

static bool has_thing(const struct content *content, enum kind kind, const char *slug)
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
    if (!has_thing(source->content, KIND_AREA, area_slug)) {
        struct content_area *area = arena_allocate(arena, 1, sizeof *area);
        struct content_texts texts = own_names(source, INTEGREAT_LABEL_PLACES);
        area->thing = integreat_thing(source, KIND_AREA, area_slug, NULL, &texts);
        content_add(source->content, &area->thing);
    }
    if (!has_thing(source->content, KIND_TOPIC, slug)) {
        struct content_topic *topic = arena_allocate(arena, 1, sizeof *topic);
        struct content_texts texts = place->category == NULL ? own_names(source, INTEGREAT_LABEL_OTHERS)
                                                             : category_names(source, place);
        topic->area = area_slug;
        topic->thing = integreat_thing(source, KIND_TOPIC, slug, NULL, &texts);
        content_add(source->content, &topic->thing);
    }
    return slug;
}

// ---- addresses -----------------------------------------------------------------------------------------------------

struct coordinates integreat_coordinates(struct integreat *source, const struct integreat_point *point)
{
    const struct coordinates *stated = &point->coordinates;
    bool placeholder = stated->latitude == 1 && stated->longitude == 1;
    if (coordinates_are_known(stated) && !placeholder)
        return *stated;
    source->report->notes[INTEGREAT_NO_POINT] += point->stated;
    return (struct coordinates){0};
}

struct content_place integreat_location(struct integreat *source, const struct integreat_site *site)
{
    return (struct content_place){.street = site->street,
                                  .postal_code = site->postal_code,
                                  .city = site->town,
                                  .point = integreat_coordinates(source, &site->point)};
}

// ---- opening hours ------------------------------------------------------------------------------------------------

static int compare_spans(const void *a, const void *b)
{
    const struct opening_span *first = a;
    const struct opening_span *second = b;
    return (first->open_minute > second->open_minute) - (first->open_minute < second->open_minute);
}

static void add_span(struct content_offer *offer, int weekday, long opens, long closes, bool by_appointment)
{
    struct opening_span *spans = offer->schedule.items;
    spans[offer->schedule.count++] = (struct opening_span){.weekday = weekday, .open_minute = (int)opens, .close_minute = (int)closes, .by_appointment = by_appointment};
}

// The slots of a day in order, each minute once: two that overlap are one.
static void add_slots(struct integreat *source, struct content_offer *offer, int weekday,
                      const struct integreat_day *day)
{
    const struct integreat_slot *slot = day->slots.items;
    struct opening_span *spans = (struct opening_span *)offer->schedule.items + offer->schedule.count;
    size_t before = offer->schedule.count;
    for (size_t i = 0; i < day->slots.count; i++) {
        bool past_midnight = slot[i].end < slot[i].start || (slot[i].end == 0 && slot[i].start == 0);
        long end = past_midnight ? slot[i].end + DAY_MINUTES : slot[i].end;
        if (end == slot[i].start || slot[i].start >= DAY_MINUTES)
            source->report->notes[INTEGREAT_BAD_HOURS]++;
        else
            add_span(offer, weekday, slot[i].start, end, day->appointment);
    }
    size_t count = offer->schedule.count - before;
    size_t last = 0;
    qsort(spans, count, sizeof *spans, compare_spans);
    for (size_t i = 1; i < count; i++) {
        int longest = spans[last].open_minute + DAY_MINUTES;
        if (spans[i].open_minute > spans[last].close_minute)
            spans[++last] = spans[i];
        else if (spans[i].close_minute > spans[last].close_minute)
            spans[last].close_minute = spans[i].close_minute < longest ? spans[i].close_minute : longest;
    }
    offer->schedule.count = before + (count > 0 ? last + 1 : 0);
}

// A day by appointment may have hours; without any nobody knows at what time of the day.
static void add_day(struct integreat *source, struct content_offer *offer, int weekday, const struct integreat_day *day)
{
    bool without_slots = day->all_day || (day->appointment && day->slots.count == 0);
    if (day->closed && !day->appointment)
        return;
    if (without_slots)
        add_span(offer, weekday, 0, DAY_MINUTES, day->appointment);
    else
        add_slots(source, offer, weekday, day);
}

static bool says_something(const struct integreat_day *day)
{
    return day->all_day || day->closed || day->appointment || day->slots.count > 0;
}

// Null is unknown, and so are seven days of which none says anything, or says what can be: it would be said to be closed
// all week.
static void add_hours(struct integreat *source, const struct integreat_place *place, struct content_offer *offer)
{
    const struct integreat_day *days = place->hours.items;
    size_t room = DAYS;
    int by_appointment = 0, without_hours = 0;
    for (size_t day = 0; day < place->hours.count; day++) {
        offer->hours_known = offer->hours_known || (place->hours.count == DAYS && says_something(&days[day]));
        room += days[day].slots.count;
    }
    offer->temporarily_closed = place->closed ? VALUE_YES : VALUE_UNKNOWN;
    source->report->notes[INTEGREAT_CLOSED] += place->closed;
    if (!offer->hours_known)
        return;
    offer->schedule.items = arena_allocate(&source->content->arena, room, sizeof(struct opening_span));
    long wrong = source->report->notes[INTEGREAT_BAD_HOURS];
    for (int day = 0; day < DAYS; day++)
        add_day(source, offer, day, &days[day]);
    offer->hours_known = offer->schedule.count > 0 || source->report->notes[INTEGREAT_BAD_HOURS] == wrong;
    const struct opening_span *spans = offer->schedule.items;
    for (size_t i = 0; i < offer->schedule.count; i++) {
        by_appointment += spans[i].by_appointment;
        without_hours += spans[i].by_appointment && spans[i].close_minute - spans[i].open_minute == DAY_MINUTES;
    }
    if (by_appointment > 0 && (size_t)by_appointment == offer->schedule.count)
        offer->by_appointment = VALUE_YES;
    if (without_hours == DAYS)
        offer->schedule.count = 0; // no day differs from another
}

// ---- contacts -----------------------------------------------------------------------------------------------------

// The number in the form E.164, NULL when it is none that is known: one within a town, or one that can be dialled only here.
static const char *international(struct arena *arena, const char *printed)
{
    struct phone_number number;
    phone_read(printed, "DE", NULL, &number);
    return number.international[0] == '\0' ? NULL : arena_copy_text(arena, number.international);
}

static bool is_address(const char *url)
{
    return url != NULL && strstr(url, "://") != NULL;
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
        .url = is_address(url) ? url : NULL,
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

// Lists show what the region wrote for them, or what the page begins with; the page says the rest, too.
static struct content_texts texts_of(struct integreat *source, const struct integreat_place *place)
{
    struct content_texts texts = {
        arena_allocate(&source->content->arena, 3 * source->folder_count, sizeof *texts.items), 0};
    for (size_t f = 0; f < source->folder_count; f++) {
        const struct integreat_place *version = (const struct integreat_place *)(void *)place->page.versions[f];
        if (version == NULL)
            continue;
        const char *language = source->folders[f].language;
        struct json_items blocks = integreat_blocks(source, &source->folders[f], &version->page);
        const char *summary = version->summary != NULL ? version->summary : integreat_summary(source, &blocks);
        add_text(&texts, language, "summary", summary != NULL || f > 0 ? summary : place->page.title);
        add_text(&texts, language, "description", integreat_description(source, summary, &blocks));
        if (strcmp(version->page.title, place->page.title) != 0)
            add_text(&texts, language, "gloss", version->page.title);
    }
    return texts;
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
    offer->name = integreat_fit(source, page->title, NAME_BYTES_MAX);
    offer->organization =
        integreat_fit(source, place->organization != NULL ? place->organization : page->title, NAME_BYTES_MAX);
    offer->location = integreat_location(source, &place->site);
    offer->confidence = "medium";
    offer->source = integreat_source(source, page);
    offer->appointment_url = is_address(place->appointment_url) ? place->appointment_url : NULL;
    add_hours(source, place, offer);
    add_contacts(source, place, offer);
    struct content_texts texts = texts_of(source, place);
    offer->thing = integreat_thing(source, KIND_OFFER, page->slug, page, &texts);
    content_add(source->content, &offer->thing);
}

void integreat_add_places(struct integreat *source)
{
    const struct integreat_place *places = source->folders[0].places.items;
    for (size_t i = 0; i < source->folders[0].places.count; i++)
        add_place(source, &places[i]);
}
