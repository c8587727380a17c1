// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The format kompass-content-1: one table per kind of object lists its fields; data/content/README.md describes them.
#include "core/exchange/content/closure.h"
#include "core/exchange/content/event.h"
#include "core/exchange/content/model.h"
#include "core/exchange/content/schedule.h"
#include "core/exchange/content/text.h"
#include "core/exchange/content/translation.h"
#include "core/exchange/content/value.h"

#include "core/base/clock.h"
#include "core/text/phone.h"

#include <stdlib.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))
#define SHAPE(table) .fields = (table), .count = COUNT_OF(table)

// ---- parts that several kinds have --------------------------------------------------------------------------------

static const char *const confidences[] = {"high", "medium", "low", NULL};
static const char *const audiences[] = {
    "everyone",      "refugees",       "eu-citizens", "students", "workers", "families", "volunteers",
    "professionals", "children-youth", "women",       "seniors",  "lgbtq",   "disabled", NULL,
};

static const struct json_field source_fields[] = {
    {"url", JSON_REQUIRED, value_read_url, NULL, offsetof(struct content_source, url)},
    {"date", JSON_OPTIONAL, value_read_date, NULL, offsetof(struct content_source, date)},
};
static const struct json_shape source_shape = {SHAPE(source_fields)};

static const struct json_list slug_list = {json_read_slug, NULL, sizeof(const char *), false};
static const struct json_list topic_list = {json_read_slug, NULL, sizeof(const char *), true};
static const struct json_list audience_list = {json_read_choice, audiences, sizeof(const char *), false};
static const struct json_list spoken_list = {value_read_spoken, NULL, sizeof(const char *), false};

// A thing: its fields, and where it stands. detail: struct thing_shape; place: the thing's struct.
struct thing_shape {
    enum kind kind;
    struct json_shape shape;
};

static void read_thing(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    const struct thing_shape *shape = detail;
    struct content_thing *thing = place;
    json_read_object(reader, value, &shape->shape, place);
    if (!json_is_object(value))
        return;
    thing->kind = shape->kind;
    thing->place = json_place(reader);
}

static const struct json_real_range latitudes = {-90, 90};
static const struct json_real_range longitudes = {-180, 180};

#define POINT_FIELDS(type)                                                                                             \
    {"latitude", JSON_OPTIONAL, json_read_real, &latitudes, offsetof(struct type, point.latitude)},                    \
    {                                                                                                                  \
        "longitude", JSON_OPTIONAL, json_read_real, &longitudes, offsetof(struct type, point.longitude)                \
    }

// One number alone is no point, nor are two zeros.
static void check_point(struct json_reader *reader, json_t *value)
{
    json_t *latitude = json_object_get(value, "latitude");
    json_t *longitude = json_object_get(value, "longitude");
    bool north = latitude != NULL && !json_is_null(latitude);
    bool east = longitude != NULL && !json_is_null(longitude);
    if (north != east)
        json_report(reader, "give both, or none", "has a latitude or a longitude alone");
    else if (json_is_number(latitude) && json_number_value(latitude) == 0 && json_number_value(longitude) == 0)
        json_report(reader, "leave both out when they are not known",
                    "latitude and longitude 0 are a point in the sea");
}

// ---- city, areas, topics ------------------------------------------------------------------------------------------

static const struct json_field city_fields[] = {
    {"slug", JSON_REQUIRED, json_read_slug, NULL, offsetof(struct content_city, thing.slug)},
    {"name", JSON_REQUIRED, json_read_text, NULL, offsetof(struct content_city, name)},
    {"zone", JSON_REQUIRED, value_read_zone, NULL, offsetof(struct content_city, zone)},
    {"country", JSON_REQUIRED, value_read_country, NULL, offsetof(struct content_city, country)},
    {"subdivision", JSON_REQUIRED, value_read_subdivision, NULL, offsetof(struct content_city, subdivision)},
    {"names", JSON_OPTIONAL, texts_read_names, NULL, offsetof(struct content_city, thing.texts)},
    POINT_FIELDS(content_city),
};
static const struct thing_shape city_shape = {KIND_CITY, {SHAPE(city_fields)}};

static void read_city(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    read_thing(reader, value, detail, place);
    check_point(reader, value);
}

static const struct json_field topic_fields[] = {
    {"slug", JSON_REQUIRED, json_read_slug, NULL, offsetof(struct content_topic, thing.slug)},
    {"names", JSON_REQUIRED, texts_read_names, NULL, offsetof(struct content_topic, thing.texts)},
};
static const struct thing_shape topic_shape = {KIND_TOPIC, {SHAPE(topic_fields)}};
static const struct json_list topics_list = {read_thing, &topic_shape, sizeof(struct content_topic), false};

static const struct json_field area_fields[] = {
    {"slug", JSON_REQUIRED, json_read_slug, NULL, offsetof(struct content_area, thing.slug)},
    {"names", JSON_REQUIRED, texts_read_names, NULL, offsetof(struct content_area, thing.texts)},
    {"pictogram", JSON_OPTIONAL, json_read_slug, NULL, offsetof(struct content_area, pictogram)},
    {"topics", JSON_REQUIRED, json_read_list, &topics_list, offsetof(struct content_area, topics)},
};
static const struct thing_shape area_shape = {KIND_AREA, {SHAPE(area_fields)}};

// ---- offers -------------------------------------------------------------------------------------------------------

static const char *const offer_kinds[] = {
    "office", "advice", "service", "group", "course", "event", "info", "emergency", NULL,
};
static const char *const costs[] = {"free", "paid", "depends", NULL};

static const struct texts_field offer_text_fields[] = {
    {"summary", true, false}, {"description", false, false}, {"gloss", false, true}, // says what the German name means
    {"bring", false, false},  {"next_step", false, false},
};
static const struct texts_shape offer_texts = {SHAPE(offer_text_fields)};

static const struct json_field place_fields[] = {
    {"street", JSON_OPTIONAL, json_read_text, NULL, offsetof(struct content_place, street)},
    {"postal_code", JSON_OPTIONAL, json_read_text, NULL, offsetof(struct content_place, postal_code)},
    {"city", JSON_OPTIONAL, json_read_text, NULL, offsetof(struct content_place, city)},
    {"district", JSON_OPTIONAL, json_read_text, NULL, offsetof(struct content_place, district)},
    {"note", JSON_OPTIONAL, json_read_text, NULL, offsetof(struct content_place, note)},
    POINT_FIELDS(content_place),
};
static const struct json_shape place_shape = {SHAPE(place_fields)};

static void read_place(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    json_read_object(reader, value, detail, place);
    check_point(reader, value);
}

static const struct json_field contact_fields[] = {
    {"phone", JSON_OPTIONAL, value_read_phone, NULL, offsetof(struct content_contact, phone)},
    {"printed", JSON_OPTIONAL, json_read_text, NULL, offsetof(struct content_contact, printed)},
    {"email", JSON_OPTIONAL, value_read_email, NULL, offsetof(struct content_contact, email)},
    {"url", JSON_OPTIONAL, value_read_url, NULL, offsetof(struct content_contact, url)},
    {"languages", JSON_OPTIONAL, json_read_set, &spoken_list, offsetof(struct content_contact, languages)},
    {"role", JSON_OPTIONAL, json_read_text, NULL, offsetof(struct content_contact, role)},
};
static const struct json_shape contact_shape = {SHAPE(contact_fields)};

static void read_contact(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    struct content_contact *contact = place;
    long before = reader->problems;
    json_read_object(reader, value, detail, place);
    if (reader->problems == before && contact->phone == NULL && contact->printed == NULL && contact->email == NULL &&
        contact->url == NULL)
        json_report(reader, "add one, or remove the contact", "has no phone, printed number, email or url");
    else if (reader->problems == before && contact->phone != NULL && contact->printed != NULL &&
             !phone_is_printed_as(contact->phone, contact->printed))
        json_report(reader, "see which of them is wrong; +49 340 … is printed as 0340 …",
                    "phone \"%s\" and printed \"%s\" are not the same number", contact->phone,
                    json_quote(reader, contact->printed));
}

static const struct json_list contact_list = {read_contact, &contact_shape, sizeof(struct content_contact), false};

// place: the offer, because an empty schedule says something, too: there are no regular hours.
static void read_schedule(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    struct content_offer *offer = place;
    offer->hours_known = true;
    schedule_read_weekly(reader, value, NULL, &offer->schedule);
}

static const struct json_field offer_fields[] = {
    {"slug", JSON_REQUIRED, json_read_slug, NULL, offsetof(struct content_offer, thing.slug)},
    {"kind", JSON_REQUIRED, json_read_choice, offer_kinds, offsetof(struct content_offer, kind)},
    {"name", JSON_REQUIRED, json_read_text, NULL, offsetof(struct content_offer, name)},
    {"organization", JSON_REQUIRED, json_read_text, NULL, offsetof(struct content_offer, organization)},
    {"topics", JSON_REQUIRED, json_read_set, &topic_list, offsetof(struct content_offer, topics)},
    {"audiences", JSON_OPTIONAL, json_read_set, &audience_list, offsetof(struct content_offer, audiences)},
    {"place", JSON_OPTIONAL, read_place, &place_shape, offsetof(struct content_offer, location)},
    {"contacts", JSON_OPTIONAL, json_read_list, &contact_list, offsetof(struct content_offer, contacts)},
    {"schedule", JSON_OPTIONAL, read_schedule, NULL, 0},
    {"temporarily_closed", JSON_OPTIONAL, value_read_flag, NULL, offsetof(struct content_offer, temporarily_closed)},
    {"appointment_url", JSON_OPTIONAL, value_read_url, NULL, offsetof(struct content_offer, appointment_url)},
    {"by_appointment", JSON_OPTIONAL, value_read_flag, NULL, offsetof(struct content_offer, by_appointment)},
    {"languages", JSON_OPTIONAL, json_read_set, &spoken_list, offsetof(struct content_offer, languages)},
    {"cost", JSON_OPTIONAL, json_read_choice, costs, offsetof(struct content_offer, cost)},
    {"texts", JSON_REQUIRED, texts_read_all, &offer_texts, offsetof(struct content_offer, thing.texts)},
    {"source", JSON_REQUIRED, json_read_object, &source_shape, offsetof(struct content_offer, source)},
    {"confidence", JSON_REQUIRED, json_read_choice, confidences, offsetof(struct content_offer, confidence)},
    {"verified_on", JSON_OPTIONAL, value_read_day, NULL, offsetof(struct content_offer, verified_on)},
    {"doubt", JSON_OPTIONAL, json_read_text, NULL, offsetof(struct content_offer, doubt)},
    {"duplicate_of", JSON_OPTIONAL, json_read_slug, NULL, offsetof(struct content_offer, duplicate_of)},
    {"note", JSON_OPTIONAL, json_read_text, NULL, offsetof(struct content_offer, note)},
};
static const struct thing_shape offer_shape = {KIND_OFFER, {SHAPE(offer_fields)}};

// ---- articles -----------------------------------------------------------------------------------------------------

static const struct texts_field title_fields[] = {{"title", true, false}, {"summary", true, false}};
static const struct texts_shape titles = {SHAPE(title_fields)};

static const char *const link_kinds[] = {"offer", "article", "guide", "topic", NULL};
enum { MARK_BYTES_MAX = 12 };

static const char *const block_kinds[] = {"heading", "paragraph", "item"};

struct block_value {
    json_t *texts[COUNT_OF(block_kinds)]; // borrowed
    const char *link, *link_kind, *mark;
};

static void keep_value(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)reader;
    (void)detail;
    *(json_t **)place = value;
}

// place: const char *
static void read_mark(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    const char **mark = place;
    json_read_text(reader, value, detail, mark);
    if (*mark != NULL && strlen(*mark) > MARK_BYTES_MAX)
        json_report(reader, "write a number or a letter, such as \"4.\"", "\"%s\" is longer than a mark can be",
                    json_quote(reader, *mark));
}

static const struct json_field block_fields[] = {
    {"heading", JSON_OPTIONAL, keep_value, NULL, offsetof(struct block_value, texts[0])},
    {"paragraph", JSON_OPTIONAL, keep_value, NULL, offsetof(struct block_value, texts[1])},
    {"item", JSON_OPTIONAL, keep_value, NULL, offsetof(struct block_value, texts[2])},
    {"mark", JSON_OPTIONAL, read_mark, NULL, offsetof(struct block_value, mark)},
    {"link", JSON_OPTIONAL, json_read_slug, NULL, offsetof(struct block_value, link)},
    {"kind", JSON_OPTIONAL, json_read_choice, link_kinds, offsetof(struct block_value, link_kind)},
};
static const struct json_shape block_shape = {SHAPE(block_fields)};

// False when the block was reported.
static bool read_block(struct json_reader *reader, json_t *value, struct content_block *block, bool *machine)
{
    struct block_value read = {0};
    long before = reader->problems;
    int parts = 0;
    json_read_object(reader, value, &block_shape, &read);
    if (reader->problems != before)
        return false;
    for (size_t i = 0; i < COUNT_OF(block_kinds); i++) {
        if (read.texts[i] == NULL)
            continue;
        size_t length = json_enter_field(reader, block_kinds[i]);
        bool by_machine;
        block->kind = block_kinds[i];
        block->text = texts_read_value(reader, read.texts[i], &by_machine);
        *machine = *machine || by_machine;
        json_leave(reader, length);
        parts++;
    }
    if (read.link != NULL) {
        block->kind = "link";
        block->link = read.link;
        block->link_kind = read.link_kind;
        parts++;
    }
    block->mark = read.mark;
    block->place = json_place(reader);
    if (read.mark != NULL && strcmp(block->kind == NULL ? "" : block->kind, "item") != 0)
        json_report(reader, "remove it, or make it an item", "only an item has a mark");
    if (parts != 1)
        json_report(reader, "write one block for each", "must be one of heading, paragraph, item and link");
    else if ((read.link != NULL) != (read.link_kind != NULL))
        json_report(reader, "write {\"link\": slug, \"kind\": offer, article, guide or topic}",
                    "a link needs its kind, and only a link has one");
    return reader->problems == before;
}

static void read_body(struct json_reader *reader, json_t *value, struct content_body *body)
{
    if (!json_expect(reader, value, JSON_ARRAY))
        return;
    size_t count = json_array_size(value);
    struct content_block *blocks = arena_allocate(reader->arena, count, sizeof *blocks);
    if (count == 0)
        json_report(reader, "add blocks, or remove the language", "has no block");
    for (size_t i = 0; i < count; i++) {
        size_t before = json_enter_element(reader, i);
        if (read_block(reader, json_array_get(value, i), &blocks[body->blocks.count], &body->machine))
            body->blocks.count++;
        json_leave(reader, before);
    }
    body->blocks.items = blocks;
}

// {tag: [block]}; place: struct json_items of struct content_body.
static void read_bodies(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    struct json_items *bodies = place;
    bool german = false;
    const char *key;
    json_t *member;
    if (!json_expect(reader, value, JSON_OBJECT))
        return;
    struct content_body *items = arena_allocate(reader->arena, json_object_size(value), sizeof *items);
    bodies->items = items;
    json_object_foreach(value, key, member)
    {
        size_t before = json_enter_field(reader, json_quote(reader, key));
        const char *language = value_language(reader, key);
        for (size_t i = 0; i < bodies->count && language != NULL; i++) {
            if (strcmp(items[i].language, language) == 0) {
                json_report(reader, "keep one of them", "is there twice for the same language");
                language = NULL;
            }
        }
        if (language != NULL) {
            items[bodies->count].language = language;
            read_body(reader, member, &items[bodies->count++]);
            german = german || strcmp(language, "de") == 0;
        }
        json_leave(reader, before);
    }
    if (!german)
        json_report(reader, "add the German blocks; all others are translated from them", "has no German blocks");
}

static const struct json_field article_fields[] = {
    {"slug", JSON_REQUIRED, json_read_slug, NULL, offsetof(struct content_article, thing.slug)},
    {"topic", JSON_REQUIRED, json_read_slug, NULL, offsetof(struct content_article, topic)},
    {"texts", JSON_REQUIRED, texts_read_all, &titles, offsetof(struct content_article, thing.texts)},
    {"blocks", JSON_REQUIRED, read_bodies, NULL, offsetof(struct content_article, bodies)},
    {"source", JSON_REQUIRED, json_read_object, &source_shape, offsetof(struct content_article, source)},
    {"confidence", JSON_REQUIRED, json_read_choice, confidences, offsetof(struct content_article, confidence)},
    {"verified_on", JSON_OPTIONAL, value_read_day, NULL, offsetof(struct content_article, verified_on)},
    {"note", JSON_OPTIONAL, json_read_text, NULL, offsetof(struct content_article, note)},
};
static const struct thing_shape article_shape = {KIND_ARTICLE, {SHAPE(article_fields)}};

// ---- guides -------------------------------------------------------------------------------------------------------

static const struct texts_field step_text_fields[] = {{"text", true, false}};
static const struct texts_shape step_texts = {SHAPE(step_text_fields)};

static const struct json_field step_fields[] = {
    {"texts", JSON_REQUIRED, texts_read_all, &step_texts, offsetof(struct content_step, texts)},
    {"offers", JSON_OPTIONAL, json_read_set, &slug_list, offsetof(struct content_step, offers)},
    {"source", JSON_REQUIRED, json_read_object, &source_shape, offsetof(struct content_step, source)},
};
static const struct json_shape step_shape = {SHAPE(step_fields)};
static const struct json_list step_list = {json_read_object, &step_shape, sizeof(struct content_step), true};

static const struct json_field guide_fields[] = {
    {"slug", JSON_REQUIRED, json_read_slug, NULL, offsetof(struct content_guide, thing.slug)},
    {"area", JSON_REQUIRED, json_read_slug, NULL, offsetof(struct content_guide, area)},
    {"audiences", JSON_OPTIONAL, json_read_set, &audience_list, offsetof(struct content_guide, audiences)},
    {"texts", JSON_REQUIRED, texts_read_all, &titles, offsetof(struct content_guide, thing.texts)},
    {"steps", JSON_REQUIRED, json_read_list, &step_list, offsetof(struct content_guide, steps)},
    {"note", JSON_OPTIONAL, json_read_text, NULL, offsetof(struct content_guide, note)},
};
static const struct thing_shape guide_shape = {KIND_GUIDE, {SHAPE(guide_fields)}};

// ---- emergency numbers, holidays, events, terms, closures -------------------------------------------------------------------

static const struct json_range rank_range = {1, 999};
static const struct texts_field emergency_text_fields[] = {{"name", true, false}, {"when", true, false}};
static const struct texts_shape emergency_texts = {SHAPE(emergency_text_fields)};

static const struct json_field emergency_fields[] = {
    {"slug", JSON_REQUIRED, json_read_slug, NULL, offsetof(struct content_emergency, thing.slug)},
    {"number", JSON_REQUIRED, value_read_dialled, NULL, offsetof(struct content_emergency, number)},
    {"rank", JSON_REQUIRED, json_read_number, &rank_range, offsetof(struct content_emergency, rank)},
    {"offer", JSON_OPTIONAL, json_read_slug, NULL, offsetof(struct content_emergency, offer)},
    {"texts", JSON_REQUIRED, texts_read_all, &emergency_texts, offsetof(struct content_emergency, thing.texts)},
    {"source", JSON_REQUIRED, json_read_object, &source_shape, offsetof(struct content_emergency, source)},
};
static const struct thing_shape emergency_shape = {KIND_EMERGENCY, {SHAPE(emergency_fields)}};

// place: the holiday.
static void read_rule(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    struct content_holiday *holiday = place;
    const char *rule = NULL;
    json_read_text(reader, value, NULL, &rule);
    holiday->month = holiday->day = holiday->days_after_easter = CONTENT_UNSTATED;
    if (rule == NULL)
        return;
    struct local_time date;
    size_t digits = strncmp(rule, "easter", 6) == 0 && (rule[6] == '+' || rule[6] == '-') ? strlen(rule + 7) : 0;
    if (digits >= 1 && digits <= 2 && strspn(rule + 7, "0123456789") == digits) {
        holiday->days_after_easter = strtol(rule + 6, NULL, 10);
    } else if (strlen(rule) == strlen("MM-DD") &&
               clock_parse_day(arena_format(reader->arena, "2000-%s", rule), &date)) {
        holiday->month = date.month;
        holiday->day = date.day;
    } else {
        json_report(reader, "write MM-DD, or easter+N or easter-N with the days from Easter Sunday",
                    "\"%s\" is not a rule for a date", json_quote(reader, rule));
    }
}

static const struct json_field holiday_fields[] = {
    {"slug", JSON_REQUIRED, json_read_slug, NULL, offsetof(struct content_holiday, thing.slug)},
    {"names", JSON_REQUIRED, texts_read_names, NULL, offsetof(struct content_holiday, thing.texts)},
    {"rule", JSON_REQUIRED, read_rule, NULL, 0},
    {"source", JSON_REQUIRED, json_read_object, &source_shape, offsetof(struct content_holiday, source)},
};
static const struct thing_shape holiday_shape = {KIND_HOLIDAY, {SHAPE(holiday_fields)}};

static const struct texts_field event_text_fields[] = {
    {"title", true, false}, {"summary", false, false}, {"description", false, false}};
static const struct texts_shape event_texts = {SHAPE(event_text_fields)};

static const struct json_field event_fields[] = {
    {"slug", JSON_REQUIRED, json_read_slug, NULL, offsetof(struct content_event, thing.slug)},
    {"when", JSON_REQUIRED, event_read_when, NULL, 0},
    {"offer", JSON_OPTIONAL, json_read_slug, NULL, offsetof(struct content_event, offer)},
    {"place", JSON_OPTIONAL, read_place, &place_shape, offsetof(struct content_event, location)},
    {"url", JSON_OPTIONAL, value_read_url, NULL, offsetof(struct content_event, url)},
    {"texts", JSON_REQUIRED, texts_read_all, &event_texts, offsetof(struct content_event, thing.texts)},
    {"source", JSON_REQUIRED, json_read_object, &source_shape, offsetof(struct content_event, source)},
};
static const struct thing_shape event_shape = {KIND_EVENT, {SHAPE(event_fields)}};

static const struct texts_field term_text_fields[] = {
    {"name", true, false}, {"forms", true, false}, {"explanation", true, false}};
static const struct texts_shape term_texts = {SHAPE(term_text_fields)};

static const struct json_field term_fields[] = {
    {"slug", JSON_REQUIRED, json_read_slug, NULL, offsetof(struct content_term, thing.slug)},
    {"texts", JSON_REQUIRED, texts_read_all, &term_texts, offsetof(struct content_term, thing.texts)},
};
static const struct thing_shape term_shape = {KIND_TERM, {SHAPE(term_fields)}};

static const struct texts_field closure_text_fields[] = {{"reason", true, false}};
static const struct texts_shape closure_texts = {SHAPE(closure_text_fields)};

static const struct json_field closure_fields[] = {
    {"slug", JSON_REQUIRED, json_read_slug, NULL, offsetof(struct content_closure, thing.slug)},
    {"offer", JSON_OPTIONAL, json_read_slug, NULL, offsetof(struct content_closure, offer)},
    {"organization", JSON_OPTIONAL, json_read_text, NULL, offsetof(struct content_closure, organization)},
    {"from", JSON_REQUIRED, value_read_day, NULL, offsetof(struct content_closure, first_day)},
    {"until", JSON_OPTIONAL, value_read_day, NULL, offsetof(struct content_closure, last_day)},
    {"every_year", JSON_OPTIONAL, closure_read_every_year, NULL, offsetof(struct content_closure, every_year)},
    {"schedule", JSON_OPTIONAL, schedule_read_changed, NULL, offsetof(struct content_closure, schedule)},
    {"texts", JSON_REQUIRED, texts_read_all, &closure_texts, offsetof(struct content_closure, thing.texts)},
    {"source", JSON_REQUIRED, json_read_object, &source_shape, offsetof(struct content_closure, source)},
};
static const struct thing_shape closure_shape = {KIND_CLOSURE, {SHAPE(closure_fields)}};

// ---- files --------------------------------------------------------------------------------------------------------

struct content_file {
    const char *format;
    struct json_items lists[KIND_COUNT]; // of the structs of model.h
    struct content_translations translations;
};

#define LIST(variable, table, type) static const struct json_list variable = {read_thing, &(table), sizeof(type), false}
static const struct json_list cities_list = {read_city, &city_shape, sizeof(struct content_city), false};
LIST(areas_list, area_shape, struct content_area);
LIST(offers_list, offer_shape, struct content_offer);
LIST(articles_list, article_shape, struct content_article);
LIST(guides_list, guide_shape, struct content_guide);
LIST(emergency_list, emergency_shape, struct content_emergency);
LIST(holidays_list, holiday_shape, struct content_holiday);
LIST(events_list, event_shape, struct content_event);
LIST(terms_list, term_shape, struct content_term);
LIST(closures_list, closure_shape, struct content_closure);

static const char *const formats[] = {"kompass-content-1", NULL};
static const struct json_field file_fields[] = {
    {"format", JSON_REQUIRED, json_read_choice, formats, offsetof(struct content_file, format)},
    {"city", JSON_OPTIONAL, json_read_list, &cities_list, offsetof(struct content_file, lists[KIND_CITY])},
    {"areas", JSON_OPTIONAL, json_read_list, &areas_list, offsetof(struct content_file, lists[KIND_AREA])},
    {"offers", JSON_OPTIONAL, json_read_list, &offers_list, offsetof(struct content_file, lists[KIND_OFFER])},
    {"articles", JSON_OPTIONAL, json_read_list, &articles_list, offsetof(struct content_file, lists[KIND_ARTICLE])},
    {"guides", JSON_OPTIONAL, json_read_list, &guides_list, offsetof(struct content_file, lists[KIND_GUIDE])},
    {"emergency", JSON_OPTIONAL, json_read_list, &emergency_list,
     offsetof(struct content_file, lists[KIND_EMERGENCY])},
    {"holidays", JSON_OPTIONAL, json_read_list, &holidays_list, offsetof(struct content_file, lists[KIND_HOLIDAY])},
    {"events", JSON_OPTIONAL, json_read_list, &events_list, offsetof(struct content_file, lists[KIND_EVENT])},
    {"terms", JSON_OPTIONAL, json_read_list, &terms_list, offsetof(struct content_file, lists[KIND_TERM])},
    {"closures", JSON_OPTIONAL, json_read_list, &closures_list, offsetof(struct content_file, lists[KIND_CLOSURE])},
    {"translation", JSON_OPTIONAL, translation_read, NULL, offsetof(struct content_file, translations)},
};
static const struct json_shape file_shape = {SHAPE(file_fields)};

// Adds what has a slug; what has none was reported. Topics come after their area.
static void gather(struct content *content, const struct json_items *items, size_t size)
{
    char *item = items->items;
    for (size_t i = 0; i < items->count; i++, item += size) {
        struct content_thing *thing = (struct content_thing *)(void *)item;
        if (thing->slug == NULL)
            continue;
        content_add(content, thing);
        if (thing->kind != KIND_AREA)
            continue;
        const struct json_items *topics = &((struct content_area *)(void *)item)->topics;
        for (size_t t = 0; t < topics->count; t++)
            ((struct content_topic *)topics->items)[t].area = thing->slug;
        gather(content, topics, sizeof(struct content_topic));
    }
}

void content_read(struct content *content, struct json_reader *reader, const char *bytes, size_t size)
{
    struct content_file file = {0};
    json_t *root = json_parse(reader, JSON_OBJECT, bytes, size);
    if (root == NULL)
        return;
    json_read_object(reader, root, &file_shape, &file);
    for (size_t i = 0; i < COUNT_OF(file_fields); i++) {
        const struct json_list *list = file_fields[i].detail;
        if (file_fields[i].read == json_read_list)
            gather(content, (struct json_items *)(void *)((char *)&file + file_fields[i].offset), list->size);
    }
    if (file.translations.texts.count > 0) {
        struct content_translations *translations = arena_allocate(&content->arena, 1, sizeof *translations);
        *translations = file.translations;
        translations->next = content->translations;
        content->translations = translations;
    }
    json_decref(root);
}
