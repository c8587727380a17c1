// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What needs no database: the one form in which equal records are equal, and what can be seen of a record by itself.
#include "core/model/record.h"

#include "core/base/memory.h"
#include "core/model/body.h"
#include "core/text/accept.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { DIGEST_BYTES_OF_TEXT = 16 };

static const char german[] = "de"; // what all other texts are made from

void record_use_memory(void)
{
    json_set_alloc_funcs(memory_allocate_raw, memory_release);
}

// ---- parts of a record --------------------------------------------------------------------------------------------

enum kind record_kind(json_t *record)
{
    return model_kind_of(json_string_value(json_object_get(record, "kind")));
}

const char *record_string(json_t *record, const char *field)
{
    return json_string_value(json_object_get(record, field));
}

const char *record_id(json_t *record)
{
    const char *id = record_string(record, "id");
    return id == NULL ? "" : id;
}

json_t *record_text(json_t *record, const char *language, const char *field)
{
    return json_object_get(json_object_get(json_object_get(record, "texts"), language), field);
}

static const char texts[] = "texts.";

const char *record_text_path(struct arena *arena, const char *language, const char *field)
{
    return arena_format(arena, "%s%s.%s", texts, language, field);
}

bool record_path_text(struct arena *arena, const char *path, const char **language, const char **field)
{
    const char *begin = path + strlen(texts);
    const char *dot = strncmp(path, texts, strlen(texts)) == 0 ? strchr(begin, '.') : NULL;
    if (dot == NULL)
        return false;
    *language = arena_copy(arena, begin, (size_t)(dot - begin));
    *field = dot + 1;
    return true;
}

const char *record_title(json_t *record)
{
    enum kind kind = record_kind(record);
    if (kind == KIND_NONE)
        return NULL;
    const char *title = model_kind(kind)->title;
    const char *words = record_string(record_text(record, german, title), "text");
    return words != NULL ? words : record_string(record, title);
}

char *record_write_text(struct arena *arena, json_t *record)
{
    char *dumped = json_dumps(record, JSON_COMPACT | JSON_SORT_KEYS);
    char *text = arena_copy_text(arena, dumped);
    memory_release(dumped);
    return text;
}

enum status record_read_text(const char *text, json_t **record, struct problem *problem)
{
    json_error_t error;
    *record = text == NULL ? NULL : json_loads(text, JSON_REJECT_DUPLICATES, &error);
    if (json_is_object(*record))
        return STATUS_OK;
    json_decref(*record);
    *record = NULL;
    return problem_set(problem, STATUS_CORRUPT, "record", "restore the database from a backup",
                       "what was kept of a thing is no JSON object");
}

// ---- the one form -------------------------------------------------------------------------------------------------

static bool is_empty(json_t *value)
{
    return json_is_null(value) || (json_is_object(value) && json_object_size(value) == 0) ||
           (json_is_array(value) && json_array_size(value) == 0);
}

static void tidy_string(struct arena *arena, json_t *string)
{
    char *accepted;
    struct problem ignored;
    const char *text = json_string_value(string);
    if (strlen(text) == json_string_length(string) &&
        text_accept(arena, text, strlen(text), "", &accepted, &ignored) == STATUS_OK && strcmp(text, accepted) != 0)
        json_string_set(string, accepted);
}

// Strings anywhere in it, and what is empty. jansson reads no more than 2048 levels, so that this ends.
static void tidy_value(struct arena *arena, json_t *value)
{
    const char *key;
    json_t *member;
    void *next;
    size_t i;
    if (json_is_string(value))
        tidy_string(arena, value);
    json_array_foreach(value, i, member) tidy_value(arena, member);
    json_object_foreach_safe(value, next, key, member)
    {
        tidy_value(arena, member);
        if (is_empty(member))
            json_object_del(value, key);
    }
}

static void tidy_body(struct arena *arena, json_t *text)
{
    size_t count;
    json_t *string = json_object_get(text, "text");
    if (!json_is_string(string))
        return;
    const struct body_block *blocks = body_parse(arena, json_string_value(string), &count);
    json_string_set(string, body_write(arena, blocks, count));
}

static int compare_strings(const void *a, const void *b)
{
    return strcmp(json_string_value(*(json_t *const *)a), json_string_value(*(json_t *const *)b));
}

// The order of a set says nothing, so it is always the same.
static void tidy_set(struct arena *arena, json_t *set)
{
    size_t count = json_array_size(set);
    json_t **items = arena_allocate(arena, count, sizeof(json_t *));
    for (size_t i = 0; i < count; i++) {
        items[i] = json_array_get(set, i);
        if (!json_is_string(items[i]))
            return;
    }
    if (count > 1)
        qsort(items, count, sizeof(json_t *), compare_strings);
    for (size_t i = 0; i < count; i++)
        json_incref(items[i]);
    json_array_clear(set);
    for (size_t i = 0; i < count; i++)
        json_array_append_new(set, items[i]);
}

static void tidy_kind(struct arena *arena, const struct model_kind *model, json_t *record)
{
    const char *language;
    json_t *fields;
    for (size_t i = 0; i < model->column_count; i++) {
        json_t *value = json_object_get(record, model->columns[i].name);
        if (model->columns[i].type == MODEL_REAL && json_is_integer(value))
            json_object_set_new(record, model->columns[i].name, json_real((double)json_integer_value(value)));
    }
    for (size_t i = 0; i < model->part_count; i++) {
        if (!model->parts[i].ordered)
            tidy_set(arena, json_object_get(record, model->parts[i].name));
    }
    json_object_foreach(json_object_get(record, "texts"), language, fields)
    {
        for (size_t i = 0; i < model->text_count; i++) {
            if (model->texts[i].form == MODEL_BODY)
                tidy_body(arena, json_object_get(fields, model->texts[i].name));
        }
    }
}

void record_tidy(json_t *record)
{
    struct arena arena = {0};
    enum kind kind = record_kind(record);
    tidy_value(&arena, record);
    if (kind != KIND_NONE)
        tidy_kind(&arena, model_kind(kind), record);
    arena_free(&arena);
}

// ---- hashes -------------------------------------------------------------------------------------------------------

char *record_hash(struct arena *arena, const char *text)
{
    unsigned char digest[DIGEST_BYTES_OF_TEXT];
    char *hash = arena_allocate(arena, 2 * DIGEST_BYTES_OF_TEXT + 1, 1);
    crypto_generichash(digest, sizeof digest, (const unsigned char *)text, strlen(text), NULL, 0);
    return sodium_bin2hex(hash, 2 * DIGEST_BYTES_OF_TEXT + 1, digest, sizeof digest);
}

const char *record_original(json_t *record, const struct model_text *text)
{
    if (text->of != NULL)
        return record_string(record, text->of);
    return record_string(record_text(record, german, text->name), "text");
}

static bool is_same_text(json_t *first, json_t *second)
{
    return first != NULL && second != NULL &&
           json_equal(json_object_get(first, "text"), json_object_get(second, "text")) &&
           json_equal(json_object_get(first, "origin"), json_object_get(second, "origin"));
}

void record_complete(json_t *record, json_t *current)
{
    struct arena arena = {0};
    enum kind kind = record_kind(record);
    const char *language, *name;
    json_t *fields, *text;
    json_object_foreach(json_object_get(record, "texts"), language, fields)
    {
        json_object_foreach(fields, name, text)
        {
            const struct model_text *model = kind == KIND_NONE ? NULL : model_text_of(kind, name);
            const char *original = model == NULL ? NULL : record_original(record, model);
            json_t *known = record_text(current, language, name);
            bool own = strcmp(language, german) == 0 && model != NULL && model->of == NULL;
            if (original == NULL || (!own && json_object_get(text, "source_hash") != NULL))
                continue;
            json_t *kept = own || !is_same_text(text, known) ? NULL : json_object_get(known, "source_hash");
            json_object_set_new(text, "source_hash",
                                kept != NULL ? json_incref(kept) : json_string(record_hash(&arena, original)));
        }
    }
    arena_free(&arena);
}
