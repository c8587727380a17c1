// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The tables of data/schema.sql again, as far as the program must know them; tests/core/test_model.c holds both together.
#include "core/model/model.h"

#include "core/model/schema.h"

#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))
#define LIST(array) array, COUNT_OF(array)
#define NOTHING NULL, 0

// More than anything in it has: what is longer is no name and no summary. A letter may have three bytes.
enum { NAME_BYTES = 500, SUMMARY_BYTES = 3000, DESCRIPTION_BYTES = 50000, BODY_BYTES = 500000, FORMS_BYTES = 3000 };

// ---- choices ------------------------------------------------------------------------------------------------------

static const char *const offer_types[] = {"office", "advice", "service", "group",     "course",
                                          "event",  "info",   "emergency", NULL};
static const char *const costs[] = {"free", "paid", "depends", NULL};
// Why something helps; the kiosk has a sentence for each.
static const char *const reasons[] = {"now",   "first", "must",       "advice",      "papers", "money",     "cheaper",    "home", "health",
                                      "child", "work",  "learn",      "understand",  "interpreter", "meet", "take-part", "protection", NULL};
static const char *const weeks[] = {"odd", "even", NULL};
static const char *const audiences[] = {
    "everyone",      "refugees",       "eu-citizens", "students", "workers", "families", "volunteers",
    "professionals", "children-youth", "women",       "seniors",  "lgbtq",   "disabled", NULL};

// ---- columns ------------------------------------------------------------------------------------------------------

#define TEXT(column) {.name = column, .type = MODEL_TEXT, .leads_to = KIND_NONE}
#define NEEDED(column) {.name = column, .type = MODEL_TEXT, .leads_to = KIND_NONE, .needed = true}
#define OFFICIAL(column) {.name = column, .type = MODEL_TEXT, .leads_to = KIND_NONE, .needed = true, .official = true}
#define CHOICE(column, values, must) \
    {.name = column, .type = MODEL_TEXT, .leads_to = KIND_NONE, .needed = must, .choices = values}
#define VALUE(column, kind_of_value, must) {.name = column, .type = kind_of_value, .leads_to = KIND_NONE, .needed = must}
#define THING(column, kind, must) {.name = column, .type = MODEL_THING, .leads_to = kind, .needed = must}
#define SORTING(column, kind, must) {.name = column, .type = MODEL_THING, .leads_to = kind, .needed = must, .sorts = true}
#define BOUND(column, kind) {.name = column, .type = MODEL_THING, .leads_to = kind, .bound = true}
#define CONDITION(column) {.name = column, .type = MODEL_TEXT, .leads_to = KIND_NONE, .condition = true}
#define COORDINATES VALUE("latitude", MODEL_REAL, false), VALUE("longitude", MODEL_REAL, false)

static const struct model_column city_columns[] = {
    OFFICIAL("name"), NEEDED("zone"), NEEDED("country"), NEEDED("subdivision"), COORDINATES,
};
static const struct model_column area_columns[] = {TEXT("pictogram")};
static const struct model_column topic_columns[] = {SORTING("area_id", KIND_AREA, true)};
static const struct model_column organization_columns[] = {OFFICIAL("name")};
static const struct model_column place_columns[] = {
    TEXT("street"), TEXT("postal_code"), TEXT("city"), TEXT("district"), TEXT("note"), COORDINATES,
};
static const struct model_column offer_columns[] = {
    {.name = "type", .type = MODEL_TEXT, .leads_to = KIND_NONE, .needed = true, .choices = offer_types, .sorts = true},
    OFFICIAL("name"),
    {.name = "name_hash", .type = MODEL_TEXT, .leads_to = KIND_NONE, .needed = true, .derived = true},
    THING("organization_id", KIND_ORGANIZATION, true),
    THING("place_id", KIND_PLACE, false),
    VALUE("hours_known", MODEL_FLAG, true),
    VALUE("temporarily_closed", MODEL_FLAG, false),
    VALUE("by_appointment", MODEL_FLAG, false),
    TEXT("appointment_url"),
    CHOICE("cost", costs, false),
    {.name = "duplicate_of", .type = MODEL_THING, .leads_to = KIND_OFFER, .bound = true, .sorts = true},
};
static const struct model_column article_columns[] = {SORTING("topic_id", KIND_TOPIC, true)};
static const struct model_column guide_columns[] = {SORTING("area_id", KIND_AREA, true)};
static const struct model_column guide_step_columns[] = {SORTING("guide_id", KIND_GUIDE, true)};
static const struct model_column emergency_columns[] = {NEEDED("number"), SORTING("offer_id", KIND_OFFER, false)};
static const struct model_column holiday_columns[] = {
    VALUE("month", MODEL_NUMBER, false),
    VALUE("day", MODEL_NUMBER, false),
    VALUE("days_after_easter", MODEL_NUMBER, false),
};
static const struct model_column event_columns[] = {
    SORTING("offer_id", KIND_OFFER, false),
    THING("place_id", KIND_PLACE, false),
    VALUE("starts", MODEL_TIME, true),
    VALUE("minutes", MODEL_NUMBER, true),
    VALUE("all_day", MODEL_FLAG, true),
    TEXT("rule"),
    TEXT("url"),
};

static const struct model_column closure_columns[] = {
    BOUND("offer_id", KIND_OFFER),
    BOUND("organization_id", KIND_ORGANIZATION),
    VALUE("first_day", MODEL_DAY, true),
    VALUE("last_day", MODEL_DAY, false),
    VALUE("every_year", MODEL_FLAG, true),
};

static const struct model_column situation_columns[] = {TEXT("pictogram"), VALUE("urgent", MODEL_FLAG, true)};

static const char *const confidences[] = {"low", "medium", "high", NULL};
static const struct model_column source_columns[] = {
    NEEDED("url"),
    TEXT("date"),
    VALUE("verified_on", MODEL_DAY, false),
    VALUE("review_after", MODEL_DAY, false),
    CHOICE("confidence", confidences, false),
    TEXT("doubt"),
};

// ---- texts --------------------------------------------------------------------------------------------------------

static const struct model_text name_only[] = {
    {.name = "name", .bytes_max = NAME_BYTES, .needed = true, .searched = true, .linted = true, .translated = true},
};
// The city's name stands in its own table; here it is in other languages. A holiday's name is not ours to make plain.
static const struct model_text city_texts[] = {
    {.name = "name", .bytes_max = NAME_BYTES, .translated = true},
};
static const struct model_text holiday_texts[] = {
    {.name = "name", .bytes_max = NAME_BYTES, .needed = true, .translated = true},
};
static const struct model_text offer_texts[] = {
    {.name = "summary", .bytes_max = SUMMARY_BYTES, .needed = true, .searched = true, .linted = true, .translated = true},
    {.name = "description", .form = MODEL_LINES, .bytes_max = DESCRIPTION_BYTES, .searched = true, .linted = true, .translated = true},
    {.name = "gloss", .bytes_max = NAME_BYTES, .searched = true, .linted = true, .translated = true, .of = "name", .of_hash = "name_hash"},
    {.name = "bring", .bytes_max = SUMMARY_BYTES, .searched = true, .linted = true, .translated = true},
    {.name = "next_step", .bytes_max = SUMMARY_BYTES, .searched = true, .linted = true, .translated = true},
};
static const struct model_text article_texts[] = {
    {.name = "title", .bytes_max = NAME_BYTES, .needed = true, .searched = true, .linted = true, .translated = true},
    {.name = "summary", .bytes_max = SUMMARY_BYTES, .needed = true, .searched = true, .linted = true, .translated = true},
    {.name = "body", .form = MODEL_BODY, .bytes_max = BODY_BYTES, .needed = true, .searched = true, .linted = true, .translated = true},
};
static const struct model_text guide_texts[] = {
    {.name = "title", .bytes_max = NAME_BYTES, .needed = true, .searched = true, .linted = true, .translated = true},
    {.name = "summary", .bytes_max = SUMMARY_BYTES, .needed = true, .searched = true, .linted = true, .translated = true},
};
static const struct model_text guide_step_texts[] = {
    {.name = "text", .bytes_max = SUMMARY_BYTES, .needed = true, .searched = true, .linted = true, .translated = true},
};
static const struct model_text emergency_texts[] = {
    {.name = "name", .bytes_max = NAME_BYTES, .needed = true, .searched = true, .linted = true, .translated = true},
    {.name = "when", .bytes_max = SUMMARY_BYTES, .needed = true, .searched = true, .linted = true, .translated = true},
};
// Others write the events; their German is not ours to make plain.
static const struct model_text event_texts[] = {
    {.name = "title", .bytes_max = NAME_BYTES, .needed = true, .searched = true, .translated = true},
    {.name = "summary", .bytes_max = SUMMARY_BYTES, .searched = true, .translated = true},
    {.name = "description", .form = MODEL_LINES, .bytes_max = DESCRIPTION_BYTES, .searched = true, .translated = true},
};
// What explains a term is not searched: it names other terms.
static const struct model_text term_texts[] = {
    {.name = "name", .bytes_max = NAME_BYTES, .needed = true, .searched = true, .translated = true},
    {.name = "forms", .bytes_max = FORMS_BYTES, .searched = true},
    {.name = "explanation", .bytes_max = SUMMARY_BYTES, .needed = true, .linted = true, .translated = true},
};
// Not searched: it is chosen from a dozen of its like.
static const struct model_text situation_texts[] = {
    {.name = "name", .bytes_max = NAME_BYTES, .needed = true, .linted = true, .translated = true},
};
// Not searched: it is told with what is closed.
static const struct model_text closure_texts[] = {
    {.name = "reason", .bytes_max = NAME_BYTES, .needed = true, .linted = true, .translated = true},
};

// ---- parts --------------------------------------------------------------------------------------------------------

static const struct model_column topic_member[] = {THING("topic_id", KIND_TOPIC, true)};
static const struct model_column audience_member[] = {CHOICE("audience", audiences, true)};
static const struct model_column language_member[] = {NEEDED("language")};
static const struct model_column offer_member[] = {THING("offer_id", KIND_OFFER, true)};
static const struct model_column time_member[] = {VALUE("starts", MODEL_TIME, true)};
static const struct model_column day_member[] = {VALUE("day", MODEL_DAY, true)};
static const struct model_column contact_columns[] = {
    TEXT("role"), TEXT("phone"), TEXT("printed"), TEXT("email"), TEXT("url"), TEXT("languages"),
};
#define HOURS(weekday_needed)                                                                                          \
    VALUE("weekday", MODEL_NUMBER, weekday_needed), VALUE("open_minute", MODEL_NUMBER, true),                          \
    VALUE("close_minute", MODEL_NUMBER, true), VALUE("by_appointment", MODEL_FLAG, true),                              \
    VALUE("by_phone", MODEL_FLAG, false), CHOICE("weeks", weeks, false), TEXT("valid_from"), TEXT("valid_until"),      \
    TEXT("languages"), TEXT("contact")
static const struct model_column schedule_columns[] = {HOURS(true)};
static const struct model_column closure_hours[] = {HOURS(false)};

static const struct model_column situation_rows[] = {
    THING("offer_id", KIND_OFFER, true), CHOICE("reason", reasons, true),
    CONDITION("whom"), CONDITION("status"), CONDITION("age"), CONDITION("district"), CONDITION("language"), CONDITION("time"),
};

static const struct model_part offer_parts[] = {
    {"topics", "offer_topic", "offer_id", LIST(topic_member), .ordered = true, .shelf = true, .sorts = true},
    {"audiences", "offer_audience", "offer_id", LIST(audience_member), .sorts = true},
    {"languages", "offer_language", "offer_id", LIST(language_member), .ordered = true},
    {"contacts", "contact", "offer_id", LIST(contact_columns), .ordered = true},
    {"schedule", "schedule", "offer_id", LIST(schedule_columns), .ordered = true},
};
static const struct model_part guide_parts[] = {
    {"audiences", "guide_audience", "guide_id", LIST(audience_member), .sorts = true},
};
static const struct model_part guide_step_parts[] = {
    {"offers", "guide_step_offer", "step_id", LIST(offer_member), .ordered = true, .sorts = true},
};
static const struct model_part event_parts[] = {
    {"except", "event_exception", "event_id", LIST(day_member), .ordered = false},
    {"extra", "event_extra", "event_id", LIST(time_member), .ordered = false},
};
static const struct model_part closure_parts[] = {
    {"schedule", "closure_schedule", "closure_id", LIST(closure_hours), .ordered = true},
};
static const struct model_part situation_parts[] = {
    {"rows", "situation_row", "situation_id", LIST(situation_rows), .ordered = true},
};

// ---- kinds --------------------------------------------------------------------------------------------------------

static const struct model_kind kinds[KIND_COUNT] = {
    [KIND_CITY] = {"city", "cities", KIND_NONE, NULL, LIST(city_columns), LIST(city_texts), NOTHING, .title = "name",
                   .slugged = true, .once = true, .urgency = 4},
    [KIND_AREA] = {"area", "areas", KIND_NONE, NULL, LIST(area_columns), LIST(name_only), NOTHING, .title = "name",
                   .slugged = true, .listed = true, .wanted = true, .counted = true, .urgency = 4},
    [KIND_TOPIC] = {"topic", "topics", KIND_AREA, "area_id", LIST(topic_columns), LIST(name_only), NOTHING,
                    .title = "name", .slugged = true, .listed = true, .linked = true, .counted = true, .urgency = 4},
    [KIND_ORGANIZATION] = {"organization", "organizations", KIND_NONE, NULL, LIST(organization_columns), NOTHING, NOTHING,
                           .title = "name"},
    [KIND_PLACE] = {"place", "places", KIND_NONE, NULL, LIST(place_columns), NOTHING, NOTHING, .title = "street"},
    [KIND_OFFER] = {"offer", "offers", KIND_NONE, NULL, LIST(offer_columns), LIST(offer_texts), LIST(offer_parts),
                    .title = "name", .detail = "summary", .slugged = true, .sourced = true, .confident = true,
                    .listed = true, .linked = true, .counted = true, .hidden = "duplicate_of IS NOT NULL",
                    .reached = SCHEMA_OFFER_HAS_CONTACT " OR " SCHEMA_OFFER_HAS_STREET, .urgency = 3},
    [KIND_ARTICLE] = {"article", "articles", KIND_TOPIC, "topic_id", LIST(article_columns), LIST(article_texts), NOTHING,
                      .title = "title", .detail = "summary", .slugged = true, .sourced = true, .confident = true,
                      .listed = true, .linked = true, .counted = true, .urgency = 2},
    [KIND_GUIDE] = {"guide", "guides", KIND_AREA, "area_id", LIST(guide_columns), LIST(guide_texts), LIST(guide_parts),
                    .title = "title", .detail = "summary", .slugged = true, .listed = true, .linked = true,
                    .counted = true, .urgency = 5},
    [KIND_GUIDE_STEP] = {"guide_step", "guide steps", KIND_GUIDE, "guide_id", LIST(guide_step_columns),
                         LIST(guide_step_texts), LIST(guide_step_parts), .title = "text", .within = true, .sourced = true,
                         .counted = true, .urgency = 5},
    [KIND_EMERGENCY] = {"emergency", "emergency numbers", KIND_NONE, NULL, LIST(emergency_columns), LIST(emergency_texts),
                        NOTHING, .title = "name", .detail = "when", .slugged = true, .sourced = true, .listed = true,
                        .wanted = true, .counted = true, .grave = true, .urgency = 6},
    [KIND_HOLIDAY] = {"holiday", "holidays", KIND_NONE, NULL, LIST(holiday_columns), LIST(holiday_texts), NOTHING,
                      .title = "name", .slugged = true, .sourced = true, .urgency = 1},
    [KIND_EVENT] = {"event", "events", KIND_NONE, NULL, LIST(event_columns), LIST(event_texts), LIST(event_parts),
                    .title = "title", .detail = "summary", .slugged = true, .sourced = true, .listed = true, .urgency = 2},
    [KIND_TERM] = {"term", "terms", KIND_NONE, NULL, NOTHING, LIST(term_texts), NOTHING, .title = "name",
                   .detail = "explanation", .slugged = true, .listed = true, .urgency = 1},
    [KIND_CLOSURE] = {"closure", "closures", KIND_NONE, NULL, LIST(closure_columns), LIST(closure_texts), LIST(closure_parts),
                      .title = "reason", .slugged = true, .sourced = true, .urgency = 4},
    [KIND_SITUATION] = {"situation", "situations", KIND_NONE, NULL, LIST(situation_columns), LIST(situation_texts),
                        LIST(situation_parts), .title = "name", .slugged = true, .urgency = 5},
};

const struct model_kind *model_kind(enum kind kind)
{
    return &kinds[kind];
}

enum kind model_kind_of(const char *name)
{
    int kind = 0;
    while (kind < KIND_COUNT && (name == NULL || strcmp(kinds[kind].name, name) != 0))
        kind++;
    return (enum kind)kind;
}

const struct model_column *model_source(size_t *count)
{
    *count = COUNT_OF(source_columns);
    return source_columns;
}

int model_seen_columns(enum kind kind, const struct model_text *text)
{
    enum { LIST_COLUMNS = 70 }; // beside the number and the marks of scrolling; tests/tui/test_text.c holds the kiosk to it
    const struct model_kind *model = &kinds[kind];
    bool listed = strcmp(text->name, model->title) == 0 || (model->detail != NULL && strcmp(text->name, model->detail) == 0);
    return model->listed && listed ? LIST_COLUMNS : 0;
}

const struct model_text *model_text_of(enum kind kind, const char *name)
{
    for (size_t i = 0; name != NULL && i < kinds[kind].text_count; i++) {
        if (strcmp(kinds[kind].texts[i].name, name) == 0)
            return &kinds[kind].texts[i];
    }
    return NULL;
}

const struct model_column *model_column_of(enum kind kind, const char *name)
{
    for (size_t i = 0; i < kinds[kind].column_count; i++) {
        if (strcmp(kinds[kind].columns[i].name, name) == 0)
            return &kinds[kind].columns[i];
    }
    return NULL;
}

const struct model_part *model_part_of(enum kind kind, const char *name)
{
    for (size_t i = 0; i < kinds[kind].part_count; i++) {
        if (strcmp(kinds[kind].parts[i].name, name) == 0)
            return &kinds[kind].parts[i];
    }
    return NULL;
}
