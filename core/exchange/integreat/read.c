// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The answers of Integreat's API, version 3: fields that we do not use may hold anything, the others what they should.
#include "core/exchange/integreat/model.h"

#include "core/text/accept.h"

#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))
#define SHAPE(table) {.fields = (table), .count = COUNT_OF(table)}

// ---- values -------------------------------------------------------------------------------------------------------

// place: const char *, one line of clean text without blanks at its ends; stays NULL when nothing is left.
static void read_line(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    if (!json_expect(reader, value, JSON_STRING))
        return;
    struct html line = {.arena = reader->arena};
    char *text = text_clean(reader->arena, json_string_value(value), json_string_length(value));
    for (char *byte = text; *byte != '\0'; byte++)
        *byte = *byte == '\n' ? ' ' : *byte;
    html_add_block(&line, "paragraph", text, strlen(text));
    if (line.blocks.count > 0)
        *(const char **)place = ((struct content_block *)line.blocks.items)->text;
}

// place: const char *, as it is
static void read_raw(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    if (json_expect(reader, value, JSON_STRING))
        *(const char **)place = arena_copy(reader->arena, json_string_value(value), json_string_length(value));
}

static void read_whole_number(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    if (json_expect(reader, value, JSON_INTEGER))
        *(long *)place = (long)json_integer_value(value);
}

static void read_truth(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    if (json_is_boolean(value))
        *(bool *)place = json_is_true(value);
    else
        json_expect(reader, value, JSON_TRUE);
}

// ---- pages --------------------------------------------------------------------------------------------------------

static const struct json_field version_fields[] = {
    {"path", JSON_REQUIRED, read_raw, NULL, offsetof(struct integreat_translation, path)},
};
static const struct json_shape version_shape = SHAPE(version_fields);

// {code: {"id", "path"}}; an empty list stands for none. place: struct json_items.
static void read_translations(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    struct json_items *items = place;
    const char *code;
    json_t *member;
    if (json_is_array(value) && json_array_size(value) == 0)
        return;
    if (!json_expect(reader, value, JSON_OBJECT))
        return;
    if (json_object_size(value) > INTEGREAT_LANGUAGES_MAX) {
        json_report(reader, "correct the page in Integreat", "has more than %d languages", INTEGREAT_LANGUAGES_MAX);
        return;
    }
    struct integreat_translation *translations =
        arena_allocate(reader->arena, json_object_size(value), sizeof *translations);
    items->items = translations;
    json_object_foreach(value, code, member)
    {
        struct integreat_translation *translation = &translations[items->count];
        size_t before = json_enter_field(reader, json_quote(reader, code));
        json_read_open(reader, member, &version_shape, translation);
        json_leave(reader, before);
        json_t *id = json_object_get(member, "id");
        translation->copy = id == NULL || json_is_null(id);
        translation->code = arena_copy_text(reader->arena, code);
        if (translation->path != NULL)
            items->count++;
    }
}

static const struct json_field parent_fields[] = {
    {"path", JSON_OPTIONAL, read_raw, NULL, offsetof(struct integreat_page, parent)},
};
static const struct json_shape parent_shape = SHAPE(parent_fields);

#define PAGE_FIELDS                                                                                                    \
    {"path", JSON_REQUIRED, read_raw, NULL, offsetof(struct integreat_page, path)},                                    \
        {"title", JSON_OPTIONAL, read_line, NULL, offsetof(struct integreat_page, title)},                             \
        {"content", JSON_OPTIONAL, read_raw, NULL, offsetof(struct integreat_page, html)},                             \
        {"url", JSON_OPTIONAL, read_raw, NULL, offsetof(struct integreat_page, url)},                                  \
        {"last_updated", JSON_OPTIONAL, read_raw, NULL, offsetof(struct integreat_page, updated)},                     \
        {"available_languages", JSON_OPTIONAL, read_translations, NULL, offsetof(struct integreat_page, translations)}

static const struct json_field page_fields[] = {
    PAGE_FIELDS,
    {"order", JSON_OPTIONAL, read_whole_number, NULL, offsetof(struct integreat_page, order)},
    {"parent", JSON_OPTIONAL, json_read_open, &parent_shape, 0},
};
static const struct json_shape page_shape = SHAPE(page_fields);

// place: a struct that begins with a struct integreat_page
static void read_page(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    struct integreat_page *page = place;
    json_read_open(reader, value, detail, page);
    page->place = json_place(reader);
}

static const struct json_list page_list = {read_page, &page_shape, sizeof(struct integreat_page), false};

static void read_root(struct json_reader *reader, const char *bytes, size_t size, const struct json_list *list,
                      struct json_items *items)
{
    json_t *root = json_parse(reader, JSON_ARRAY, bytes, size);
    if (root == NULL)
        return;
    json_read_list(reader, root, list, items);
    json_decref(root);
}

void integreat_read_pages(struct json_reader *reader, const char *bytes, size_t size, struct integreat_folder *folder)
{
    read_root(reader, bytes, size, &page_list, &folder->pages);
}

// ---- points -------------------------------------------------------------------------------------------------------

static const struct json_field point_fields[] = {
    {"latitude", JSON_OPTIONAL, json_read_real, NULL, offsetof(struct coordinates, latitude)},
    {"longitude", JSON_OPTIONAL, json_read_real, NULL, offsetof(struct coordinates, longitude)},
};
static const struct json_shape point_shape = SHAPE(point_fields);

// One number alone is no point.
static void read_point(struct json_reader *reader, json_t *value, struct integreat_point *point)
{
    bool north = json_is_number(json_object_get(value, "latitude"));
    bool east = json_is_number(json_object_get(value, "longitude"));
    point->stated = north || east;
    if (json_is_object(value))
        json_read_open(reader, value, &point_shape, &point->coordinates);
    if (!north || !east)
        point->coordinates = (struct coordinates){0};
}

static const struct json_field site_fields[] = {
    {"address", JSON_OPTIONAL, read_line, NULL, offsetof(struct integreat_site, street)},
    {"postcode", JSON_OPTIONAL, read_line, NULL, offsetof(struct integreat_site, postal_code)},
    {"town", JSON_OPTIONAL, read_line, NULL, offsetof(struct integreat_site, town)},
};
static const struct json_shape site_shape = SHAPE(site_fields);

static void read_site(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    struct integreat_site *site = place;
    json_read_open(reader, value, &site_shape, site);
    read_point(reader, value, &site->point);
}

// ---- places -------------------------------------------------------------------------------------------------------

// "HH:MM" or "HH:MM:SS", also with one digit of the hour; place: long
static void read_time(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    if (!json_expect(reader, value, JSON_STRING))
        return;
    const char *text = json_string_value(value);
    if (strspn(text, "0123456789") == 1)
        text = arena_format(reader->arena, "0%s", text);
    bool right = strspn(text, "0123456789") == 2 && text[2] == ':' && strspn(text + 3, "0123456789") == 2 &&
                 (text[5] == '\0' || text[5] == ':');
    int hour = right ? (text[0] - '0') * 10 + text[1] - '0' : 99;
    int minute = right ? (text[3] - '0') * 10 + text[4] - '0' : 99;
    if (hour > 24 || minute > 59 || (hour == 24 && minute > 0))
        json_report(reader, "write HH:MM", "\"%s\" is not a time", json_quote(reader, text));
    else
        *(long *)place = hour * 60L + minute;
}

static const struct json_field slot_fields[] = {
    {"start", JSON_REQUIRED, read_time, NULL, offsetof(struct integreat_slot, start)},
    {"end", JSON_REQUIRED, read_time, NULL, offsetof(struct integreat_slot, end)},
};
static const struct json_shape slot_shape = SHAPE(slot_fields);
static const struct json_list slot_list = {json_read_open, &slot_shape, sizeof(struct integreat_slot), false};

static const struct json_field day_fields[] = {
    {"allDay", JSON_OPTIONAL, read_truth, NULL, offsetof(struct integreat_day, all_day)},
    {"closed", JSON_OPTIONAL, read_truth, NULL, offsetof(struct integreat_day, closed)},
    {"appointmentOnly", JSON_OPTIONAL, read_truth, NULL, offsetof(struct integreat_day, appointment)},
    {"timeSlots", JSON_OPTIONAL, json_read_list, &slot_list, offsetof(struct integreat_day, slots)},
};
static const struct json_shape day_shape = SHAPE(day_fields);
static const struct json_list day_list = {json_read_open, &day_shape, sizeof(struct integreat_day), false};

static const struct json_field contact_fields[] = {
    {"area_of_responsibility", JSON_OPTIONAL, read_line, NULL, offsetof(struct integreat_contact, area)},
    {"email", JSON_OPTIONAL, read_line, NULL, offsetof(struct integreat_contact, email)},
    {"phone_number", JSON_OPTIONAL, read_line, NULL, offsetof(struct integreat_contact, phone)},
    {"mobile_number", JSON_OPTIONAL, read_line, NULL, offsetof(struct integreat_contact, mobile)},
    {"website", JSON_OPTIONAL, read_line, NULL, offsetof(struct integreat_contact, website)},
};
static const struct json_shape contact_shape = SHAPE(contact_fields);
static const struct json_list contact_list = {json_read_open, &contact_shape, sizeof(struct integreat_contact), false};

static const struct json_field category_fields[] = {
    {"name", JSON_OPTIONAL, read_line, NULL, offsetof(struct integreat_place, category)},
};
static const struct json_shape category_shape = SHAPE(category_fields);
static const struct json_field organization_fields[] = {
    {"name", JSON_OPTIONAL, read_line, NULL, offsetof(struct integreat_place, organization)},
};
static const struct json_shape organization_shape = SHAPE(organization_fields);

static const struct json_field place_fields[] = {
    PAGE_FIELDS,
    {"meta_description", JSON_OPTIONAL, read_line, NULL, offsetof(struct integreat_place, summary)},
    {"website", JSON_OPTIONAL, read_line, NULL, offsetof(struct integreat_place, website)},
    {"email", JSON_OPTIONAL, read_line, NULL, offsetof(struct integreat_place, email)},
    {"phone_number", JSON_OPTIONAL, read_line, NULL, offsetof(struct integreat_place, phone)},
    {"contacts", JSON_OPTIONAL, json_read_list, &contact_list, offsetof(struct integreat_place, contacts)},
    {"category", JSON_OPTIONAL, json_read_open, &category_shape, 0},
    {"organization", JSON_OPTIONAL, json_read_open, &organization_shape, 0},
    {"location", JSON_OPTIONAL, read_site, NULL, offsetof(struct integreat_place, site)},
    {"temporarily_closed", JSON_OPTIONAL, read_truth, NULL, offsetof(struct integreat_place, closed)},
    {"appointment_url", JSON_OPTIONAL, read_line, NULL, offsetof(struct integreat_place, appointment_url)},
    {"opening_hours", JSON_OPTIONAL, json_read_list, &day_list, offsetof(struct integreat_place, hours)},
};
static const struct json_shape place_shape = SHAPE(place_fields);

static void read_place(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    struct integreat_place *read = place;
    json_read_open(reader, value, detail, read);
    read->page.place = json_place(reader);
    if (read->contacts.count > INTEGREAT_CONTACTS_MAX)
        json_report(reader, "correct the place in Integreat", "has more than %d contacts", INTEGREAT_CONTACTS_MAX);
    if (read->hours.count != 0 && read->hours.count != 7)
        json_report(reader, "give all seven days, Monday first", "has opening hours of %zu days", read->hours.count);
}

static const struct json_list place_list = {read_place, &place_shape, sizeof(struct integreat_place), false};

void integreat_read_places(struct json_reader *reader, const char *bytes, size_t size, struct integreat_folder *folder)
{
    read_root(reader, bytes, size, &place_list, &folder->places);
}

// ---- events -------------------------------------------------------------------------------------------------------

static const struct json_field time_fields[] = {
    {"id", JSON_OPTIONAL, read_whole_number, NULL, offsetof(struct integreat_event, id)},
    {"start", JSON_OPTIONAL, read_raw, NULL, offsetof(struct integreat_event, start)},
    {"end", JSON_OPTIONAL, read_raw, NULL, offsetof(struct integreat_event, end)},
    {"all_day", JSON_OPTIONAL, read_truth, NULL, offsetof(struct integreat_event, all_day)},
    {"only_weekdays", JSON_OPTIONAL, read_truth, NULL, offsetof(struct integreat_event, only_weekdays)},
};
static const struct json_shape time_shape = SHAPE(time_fields);

static const struct json_field event_fields[] = {
    PAGE_FIELDS,
    {"event", JSON_OPTIONAL, json_read_open, &time_shape, 0},
    {"recurrence_rule", JSON_OPTIONAL, read_raw, NULL, offsetof(struct integreat_event, rule)},
    {"location", JSON_OPTIONAL, read_site, NULL, offsetof(struct integreat_event, site)},
    {"location_path", JSON_OPTIONAL, read_raw, NULL, offsetof(struct integreat_event, location_path)},
    {"meeting_url", JSON_OPTIONAL, read_line, NULL, offsetof(struct integreat_event, meeting_url)},
};
static const struct json_shape event_shape = SHAPE(event_fields);
static const struct json_list event_list = {read_page, &event_shape, sizeof(struct integreat_event), false};

void integreat_read_events(struct json_reader *reader, const char *bytes, size_t size, struct integreat_folder *folder)
{
    read_root(reader, bytes, size, &event_list, &folder->events);
}

// ---- regions ------------------------------------------------------------------------------------------------------

static const struct json_field region_fields[] = {
    {"path", JSON_REQUIRED, read_raw, NULL, offsetof(struct integreat_region, path)},
    {"name", JSON_REQUIRED, read_line, NULL, offsetof(struct integreat_region, name)},
};
static const struct json_shape region_shape = SHAPE(region_fields);

static void read_region(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    json_read_open(reader, value, detail, place);
    read_point(reader, value, &((struct integreat_region *)place)->point);
}

static const struct json_list region_list = {read_region, &region_shape, sizeof(struct integreat_region), false};

const struct integreat_region *integreat_read_region(struct json_reader *reader, const char *bytes, size_t size,
                                                     const char *slug)
{
    struct json_items items = {0};
    read_root(reader, bytes, size, &region_list, &items);
    const struct integreat_region *regions = items.items;
    for (size_t i = 0; i < items.count; i++) {
        const char *path = regions[i].path == NULL ? "" : regions[i].path + strspn(regions[i].path, "/");
        if (strncmp(path, slug, strlen(slug)) == 0 && (path[strlen(slug)] == '\0' || path[strlen(slug)] == '/'))
            return &regions[i];
    }
    return NULL;
}
