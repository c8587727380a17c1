// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// jansson parses and checks UTF-8; here the tables are walked and the place of every problem is kept.
#include "core/exchange/json/reader.h"

#include "core/base/memory.h"
#include "core/exchange/json/mistake.h"
#include "core/text/accept.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
    QUOTE_BYTES = 60,
    SLUG_BYTES_MAX = 64,
    SET_MAX = 200, // entries of a list without doubles; keeps a hostile file from taking for ever
};

static void *allocate_for_json(size_t size)
{
    return memory_allocate(size, 1);
}

// "file:line:column", as editors know it, and what is wrong there.
static void report_mistake(struct json_reader *reader, const char *bytes, size_t size, const json_error_t *error)
{
    struct json_mistake mistake;
    const char *file = reader->file;
    if (!json_find_mistake(reader->arena, bytes, size, &mistake))
        mistake = (struct json_mistake){(size_t)error->line, (size_t)error->column, json_quote(reader, error->text),
                                        "mend the file's JSON at this place"};
    reader->file = arena_format(reader->arena, "%s:%zu:%zu", file, mistake.line, mistake.column);
    json_report(reader, mistake.mend, "%s", mistake.why);
    reader->file = file;
}

json_t *json_parse(struct json_reader *reader, json_type type, const char *bytes, size_t size)
{
    json_error_t error;
    json_set_alloc_funcs(allocate_for_json, memory_release);
    json_t *root = json_loadb(bytes, size, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL) {
        report_mistake(reader, bytes, size, &error);
        return NULL;
    }
    if (json_expect(reader, root, type))
        return root;
    json_decref(root);
    return NULL;
}

const char *json_place(const struct json_reader *reader)
{
    return reader->length == 0 ? reader->file : arena_format(reader->arena, "%s: %s", reader->file, reader->path);
}

const char *json_quote(const struct json_reader *reader, const char *text)
{
    size_t length = strlen(text);
    char *clean = text_clean(reader->arena, text, length < 4 * QUOTE_BYTES ? length : 4 * QUOTE_BYTES);
    for (char *line_feed = strchr(clean, '\n'); line_feed != NULL; line_feed = strchr(line_feed, '\n'))
        *line_feed = ' ';
    size_t end = strlen(clean);
    if (end <= QUOTE_BYTES)
        return clean;
    for (end = QUOTE_BYTES; end > 0 && ((unsigned char)clean[end] & 0xC0) == 0x80;)
        end--;
    return arena_format(reader->arena, "%.*s…", (int)end, clean);
}

void json_report(struct json_reader *reader, const char *mend, const char *why, ...)
{
    struct problem problem;
    char text[sizeof problem.why];
    va_list arguments;
    va_start(arguments, why);
    vsnprintf(text, sizeof text, why, arguments);
    va_end(arguments);
    reader->problems++;
    problem_set(&problem, STATUS_INVALID, json_place(reader), mend, "%s", text);
    if (reader->sink != NULL)
        reader->sink(reader->context, &problem);
}

// A path that is too long keeps its beginning: the file and the thing are then still named.
static size_t enter(struct json_reader *reader, const char *step)
{
    size_t before = reader->length;
    size_t room = sizeof reader->path - 1 - before;
    size_t length = strlen(step);
    if (length <= room) {
        memcpy(reader->path + before, step, length + 1);
        reader->length += length;
    }
    return before;
}

size_t json_enter_field(struct json_reader *reader, const char *name)
{
    return enter(reader, reader->length == 0 ? name : arena_format(reader->arena, ".%s", name));
}

size_t json_enter_element(struct json_reader *reader, size_t index)
{
    char step[32];
    snprintf(step, sizeof step, "[%zu]", index);
    return enter(reader, step);
}

void json_leave(struct json_reader *reader, size_t length)
{
    reader->length = length;
    reader->path[length] = '\0';
}

static const char *type_name(json_type type)
{
    switch (type) {
    case JSON_OBJECT:
        return "an object {…}";
    case JSON_ARRAY:
        return "a list […]";
    case JSON_STRING:
        return "a text";
    case JSON_INTEGER:
        return "a whole number";
    case JSON_REAL:
        return "a number with a fraction";
    case JSON_TRUE:
    case JSON_FALSE:
        return "true or false";
    default:
        return "null";
    }
}

bool json_expect(struct json_reader *reader, json_t *value, json_type type)
{
    if (json_typeof(value) == type)
        return true;
    const char *manual = reader->manual == NULL ? "data/content/README.md" : reader->manual;
    json_report(reader, arena_format(reader->arena, "see %s for the fields", manual), "must be %s, not %s", type_name(type),
                type_name(json_typeof(value)));
    return false;
}

static const char *names_of(struct json_reader *reader, const struct json_shape *shape)
{
    const char *names = "";
    for (size_t i = 0; i < shape->count; i++)
        names = arena_format(reader->arena, "%s%s%s", names, i == 0 ? "" : ", ", shape->fields[i].name);
    return names;
}

static void report_unknown(struct json_reader *reader, json_t *object, const struct json_shape *shape)
{
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value)
    {
        bool known = false;
        for (size_t i = 0; i < shape->count && !known; i++)
            known = strcmp(shape->fields[i].name, key) == 0;
        if (known)
            continue;
        size_t before = json_enter_field(reader, json_quote(reader, key));
        json_report(reader, arena_format(reader->arena, "known here: %s", names_of(reader, shape)), "unknown field");
        json_leave(reader, before);
    }
}

static void read_fields(struct json_reader *reader, json_t *value, const struct json_shape *shape, bool tell_missing,
                        void *place)
{
    if (!json_expect(reader, value, JSON_OBJECT))
        return;
    for (size_t i = 0; i < shape->count; i++) {
        const struct json_field *field = &shape->fields[i];
        json_t *member = json_object_get(value, field->name);
        size_t before = json_enter_field(reader, field->name);
        if (member != NULL && !json_is_null(member))
            field->read(reader, member, field->detail, (char *)place + field->offset);
        else if (field->need == JSON_REQUIRED && tell_missing)
            json_report(reader, "add it", "is missing");
        json_leave(reader, before);
    }
}

// A field that is misspelt is unknown, and not missing, too.
void json_read_object(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    long problems = reader->problems;
    if (json_is_object(value))
        report_unknown(reader, value, detail);
    read_fields(reader, value, detail, reader->problems == problems, place);
}

void json_read_open(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    read_fields(reader, value, detail, true, place);
}

void json_read_list(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    const struct json_list *list = detail;
    struct json_items *items = place;
    if (!json_expect(reader, value, JSON_ARRAY))
        return;
    size_t count = json_array_size(value);
    if (count == 0 && list->filled)
        json_report(reader, "add an entry", "must not be empty");
    items->items = arena_allocate(reader->arena, count, list->size);
    items->count = count;
    for (size_t i = 0; i < count; i++) {
        json_t *element = json_array_get(value, i);
        size_t before = json_enter_element(reader, i);
        if (json_is_null(element))
            json_report(reader, "remove it", "must not be null");
        else
            list->read(reader, element, list->detail, (char *)items->items + i * list->size);
        json_leave(reader, before);
    }
}

void json_read_set(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    struct json_items *items = place;
    json_read_list(reader, value, detail, items);
    const char *const *texts = items->items;
    if (items->count > SET_MAX) {
        json_report(reader, "keep what matters", "has more than %d entries", SET_MAX);
        return;
    }
    for (size_t i = 1; i < items->count; i++) {
        for (size_t j = 0; j < i; j++) {
            if (texts[i] == NULL || texts[j] == NULL || strcmp(texts[i], texts[j]) != 0)
                continue;
            size_t before = json_enter_element(reader, i);
            json_report(reader, "remove one of them", "\"%s\" is there twice", texts[i]);
            json_leave(reader, before);
            break;
        }
    }
}

void json_read_text(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    struct problem problem;
    char *accepted;
    if (!json_expect(reader, value, JSON_STRING))
        return;
    const char *text = json_string_value(value);
    size_t length = json_string_length(value);
    if (length == 0) {
        json_report(reader, "write null, or leave the field out, when nothing is known", "is empty");
    } else if (text[0] == ' ' || text[length - 1] == ' ') {
        json_report(reader, "remove it", "has a blank at its beginning or end");
    } else if (memchr(text, '\n', length) != NULL) {
        json_report(reader, "write one line; use several blocks for several paragraphs", "has a line break");
    } else if (text_accept(reader->arena, text, length, json_place(reader), &accepted, &problem) != STATUS_OK) {
        reader->problems++;
        if (reader->sink != NULL)
            reader->sink(reader->context, &problem);
    } else {
        *(const char **)place = accepted;
    }
}

void json_read_slug(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    (void)detail;
    if (!json_expect(reader, value, JSON_STRING))
        return;
    const char *slug = json_string_value(value);
    size_t length = json_string_length(value);
    if (length == 0 || length > SLUG_BYTES_MAX || strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789-") != length)
        json_report(reader, "use a to z, 0 to 9 and -, at most 64 of them", "\"%s\" is not a slug",
                    json_quote(reader, slug));
    else
        *(const char **)place = arena_copy(reader->arena, slug, length);
}

void json_read_choice(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    const char *const *choices = detail;
    const char *all = "";
    if (!json_expect(reader, value, JSON_STRING))
        return;
    const char *text = json_string_value(value);
    for (size_t i = 0; choices[i] != NULL; i++) {
        if (strcmp(choices[i], text) == 0) {
            *(const char **)place = choices[i];
            return;
        }
        all = arena_format(reader->arena, "%s%s%s", all, i == 0 ? "" : ", ", choices[i]);
    }
    json_report(reader, arena_format(reader->arena, "use one of %s", all), "\"%s\" is unknown",
                json_quote(reader, text));
}

void json_read_real(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    const struct json_real_range *range = detail;
    double number = json_number_value(value);
    if (!json_is_number(value))
        json_report(reader, "write it without quotes", "must be a number, not %s", type_name(json_typeof(value)));
    else if (range != NULL && (number < range->lowest || number > range->highest))
        json_report(reader, "correct the number", "%g is not from %g to %g", number, range->lowest, range->highest);
    else
        *(double *)place = number;
}

void json_read_number(struct json_reader *reader, json_t *value, const void *detail, void *place)
{
    const struct json_range *range = detail;
    if (!json_expect(reader, value, JSON_INTEGER))
        return;
    json_int_t number = json_integer_value(value);
    if (number < range->lowest || number > range->highest)
        json_report(reader, "correct the number", "%" JSON_INTEGER_FORMAT " is not from %ld to %ld", number,
                    range->lowest, range->highest);
    else
        *(long *)place = (long)number;
}
