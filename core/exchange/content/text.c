// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Each text goes into one list with its language and field, as it will stand in the table `text`.
#include "core/exchange/content/text.h"

#include "core/exchange/content/value.h"

#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))
#define SHAPE(table) .fields = (table), .count = COUNT_OF(table)

struct origin_value {
    const char *text, *origin;
};

static const char *const origins[] = {"human", "machine", NULL};
static const struct json_field origin_fields[] = {
    {"text", JSON_REQUIRED, json_read_text, NULL, offsetof(struct origin_value, text)},
    {"origin", JSON_REQUIRED, json_read_choice, origins, offsetof(struct origin_value, origin)},
};
static const struct json_shape origin_shape = {SHAPE(origin_fields)};

const char *texts_read_value(struct json_reader *reader, json_t *value, bool *machine)
{
    struct origin_value read = {0};
    if (json_is_object(value))
        json_read_object(reader, value, &origin_shape, &read);
    else
        json_read_text(reader, value, NULL, &read.text);
    *machine = read.origin != NULL && strcmp(read.origin, "machine") == 0;
    return read.text;
}

const struct content_text *texts_find(const struct content_texts *texts, const char *language, const char *field)
{
    for (size_t i = 0; i < texts->count; i++) {
        if (strcmp(texts->items[i].language, language) == 0 && strcmp(texts->items[i].field, field) == 0)
            return &texts->items[i];
    }
    return NULL;
}

static void add_text(struct json_reader *reader, struct content_texts *texts, const char *language, const char *field,
                     json_t *value)
{
    bool machine;
    const char *text = texts_read_value(reader, value, &machine);
    if (text == NULL)
        return;
    if (texts_find(texts, language, field) != NULL)
        json_report(reader, "keep one of them", "is there twice for the same language");
    else
        texts->items[texts->count++] = (struct content_text){language, field, text, machine, NULL};
}

static void read_texts_in(struct json_reader *reader, json_t *value, const struct texts_shape *shape,
                          const char *language, struct content_texts *texts)
{
    const char *key;
    json_t *member;
    if (!json_expect(reader, value, JSON_OBJECT))
        return;
    if (json_object_size(value) == 0)
        json_report(reader, "add a text, or remove the language", "has no text");
    json_object_foreach(value, key, member)
    {
        const struct texts_field *field = NULL;
        for (size_t i = 0; i < shape->count && field == NULL; i++)
            field = strcmp(shape->fields[i].name, key) == 0 ? &shape->fields[i] : NULL;
        size_t before = json_enter_field(reader, json_quote(reader, key));
        if (field == NULL)
            json_report(reader, "see data/content/README.md for the fields", "unknown field");
        else if (!json_is_null(member))
            add_text(reader, texts, language, field->name, member);
        json_leave(reader, before);
    }
}

// Every text in another language is a translation of a German one.
static void check_german(struct json_reader *reader, const struct texts_shape *shape, const struct content_texts *texts)
{
    for (size_t i = 0; i < shape->count; i++) {
        const struct texts_field *field = &shape->fields[i];
        bool wanted = field->required;
        for (size_t t = 0; t < texts->count && !field->without_german; t++)
            wanted = wanted || strcmp(texts->items[t].field, field->name) == 0;
        if (wanted && texts_find(texts, "de", field->name) == NULL)
            json_report(reader, "add the German text; all others are translated from it", "has no German \"%s\"",
                        field->name);
    }
}

void texts_read_all(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    const struct texts_shape *shape = detail;
    struct content_texts *texts = place;
    const char *key;
    json_t *member;
    if (!json_expect(reader, value, JSON_OBJECT))
        return;
    long problems = reader->problems;
    texts->items = arena_allocate(reader->arena, json_object_size(value) * shape->count, sizeof *texts->items);
    json_object_foreach(value, key, member)
    {
        size_t before = json_enter_field(reader, json_quote(reader, key));
        const char *language = value_language(reader, key);
        struct content_texts found = {arena_allocate(reader->arena, shape->count, sizeof *found.items), 0};
        if (language != NULL)
            read_texts_in(reader, member, shape, language, &found);
        if (found.count > 0 && texts_find(texts, language, found.items[0].field) != NULL) {
            json_report(reader, "keep one of them", "is there twice for the same language");
        } else if (found.count > 0) {
            memcpy(texts->items + texts->count, found.items, found.count * sizeof *found.items);
            texts->count += found.count;
        }
        json_leave(reader, before);
    }
    if (reader->problems == problems) // what was refused is not missing, too
        check_german(reader, shape, texts);
}

void texts_read_names(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    static const struct texts_field fields[] = {{"name", true, false}};
    static const struct texts_shape shape = {SHAPE(fields)};
    struct content_texts *texts = place;
    const char *key;
    json_t *member;
    if (!json_expect(reader, value, JSON_OBJECT))
        return;
    long problems = reader->problems;
    texts->items = arena_allocate(reader->arena, json_object_size(value), sizeof *texts->items);
    json_object_foreach(value, key, member)
    {
        size_t before = json_enter_field(reader, json_quote(reader, key));
        const char *language = value_language(reader, key);
        if (language != NULL && !json_is_null(member))
            add_text(reader, texts, language, "name", member);
        json_leave(reader, before);
    }
    if (reader->problems == problems)
        check_german(reader, &shape, texts);
}
