// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Comparing and merging go over records laid flat: one value for each path.
#include "core/model/record.h"

#include <string.h>

// ---- flat ---------------------------------------------------------------------------------------------------------

static void add(struct arena *arena, json_t *flat, const char *above, const char *name, json_t *value)
{
    json_object_set(flat, above[0] == '\0' ? name : arena_format(arena, "%s.%s", above, name), value);
}

static void add_all(struct arena *arena, json_t *flat, const char *above, json_t *object)
{
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value) add(arena, flat, above, key, value);
}

// What is no field: what a record is, not what it says.
static bool is_identity(const char *name)
{
    return strcmp(name, "kind") == 0 || strcmp(name, "id") == 0;
}

static json_t *lay_flat(struct arena *arena, json_t *record)
{
    json_t *flat = json_object();
    const char *key, *language;
    json_t *value, *fields;
    json_object_foreach(record, key, value)
    {
        if (is_identity(key))
            continue;
        if (strcmp(key, "source") == 0) {
            add_all(arena, flat, key, value);
        } else if (strcmp(key, "texts") == 0) {
            json_object_foreach(value, language, fields)
                add_all(arena, flat, arena_format(arena, "texts.%s", language), fields);
        } else {
            add(arena, flat, "", key, value);
        }
    }
    return flat;
}

// The object of that name in another one, made when it is not there.
static json_t *inner(json_t *object, const char *name)
{
    json_t *found = json_object_get(object, name);
    if (found == NULL) {
        found = json_object();
        json_object_set_new(object, name, found);
    }
    return found;
}

static void put_back(struct arena *arena, json_t *record, const char *path, json_t *value)
{
    json_t *object = record;
    for (const char *dot; (dot = strchr(path, '.')) != NULL; path = dot + 1)
        object = inner(object, arena_copy(arena, path, (size_t)(dot - path)));
    json_object_set_new(object, path, json_deep_copy(value));
}

json_t *record_at(json_t *record, const char *path)
{
    struct arena arena = {0};
    json_t *object = record;
    for (const char *dot; object != NULL && (dot = strchr(path, '.')) != NULL; path = dot + 1)
        object = json_object_get(object, arena_copy(&arena, path, (size_t)(dot - path)));
    arena_free(&arena);
    return json_object_get(object, path);
}

// Takes a field away, and the objects around it that are empty then.
static void take_away(struct arena *arena, json_t *object, const char *path)
{
    const char *dot = strchr(path, '.');
    if (dot == NULL) {
        json_object_del(object, path);
        return;
    }
    const char *name = arena_copy(arena, path, (size_t)(dot - path));
    json_t *within = json_object_get(object, name);
    if (within == NULL)
        return;
    take_away(arena, within, dot + 1);
    if (json_object_size(within) == 0)
        json_object_del(object, name);
}

void record_put_at(json_t *record, const char *path, json_t *value)
{
    struct arena arena = {0};
    if (value == NULL)
        take_away(&arena, record, path);
    else
        put_back(&arena, record, path, value);
    json_decref(value);
    arena_free(&arena);
}

json_t *record_of_field(json_t *record, const char *path, json_t *value)
{
    struct arena arena = {0};
    json_t *only = json_object();
    json_object_set(only, "kind", json_object_get(record, "kind"));
    if (value != NULL)
        put_back(&arena, only, path, value);
    arena_free(&arena);
    return only;
}

// ---- comparing ----------------------------------------------------------------------------------------------------

static bool is_same(json_t *first, json_t *second)
{
    return first == second || (first != NULL && second != NULL && json_equal(first, second));
}

struct record_difference *record_compare(struct arena *arena, json_t *before, json_t *after, size_t *count)
{
    json_t *old = lay_flat(arena, before);
    json_t *new = lay_flat(arena, after);
    struct record_difference *differences =
        arena_allocate(arena, json_object_size(old) + json_object_size(new) + 1, sizeof *differences);
    const char *path;
    json_t *value;
    *count = 0;
    json_object_foreach(old, path, value)
    {
        json_t *now = json_object_get(new, path);
        if (!is_same(value, now))
            differences[(*count)++] = (struct record_difference){arena_copy_text(arena, path), value, now};
    }
    json_object_foreach(new, path, value)
    {
        if (json_object_get(old, path) == NULL)
            differences[(*count)++] = (struct record_difference){arena_copy_text(arena, path), NULL, value};
    }
    json_decref(old);
    json_decref(new);
    return differences;
}

// ---- merging ------------------------------------------------------------------------------------------------------

json_t *record_merge(struct arena *arena, json_t *base, json_t *ours, json_t *theirs,
                     struct record_difference **conflicts, size_t *count)
{
    json_t *flat[] = {lay_flat(arena, ours), lay_flat(arena, theirs), lay_flat(arena, base)};
    json_t *merged = json_object();
    const char *path;
    json_t *any;
    json_object_set(merged, "kind", json_object_get(ours, "kind"));
    json_object_set(merged, "id", json_object_get(ours, "id"));
    *conflicts = arena_allocate(arena, json_object_size(flat[0]) + json_object_size(flat[1]) + 1, sizeof **conflicts);
    *count = 0;
    for (size_t side = 0; side < 2; side++) {
        json_object_foreach(flat[side], path, any)
        {
            json_t *our = json_object_get(flat[0], path);
            json_t *their = json_object_get(flat[1], path);
            json_t *was = json_object_get(flat[2], path);
            if (side == 1 && our != NULL)
                continue; // it had its turn
            bool theirs_only = is_same(our, was);
            if (!theirs_only && !is_same(their, was) && !is_same(our, their))
                (*conflicts)[(*count)++] = (struct record_difference){arena_copy_text(arena, path), our, their};
            json_t *taken = theirs_only ? their : our;
            if (taken != NULL)
                put_back(arena, merged, path, taken);
        }
    }
    for (size_t i = 0; i < sizeof flat / sizeof *flat; i++)
        json_decref(flat[i]);
    return merged;
}
