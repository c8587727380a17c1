// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Identity of things: their UUIDs, and finding them again by slug.
#include "core/exchange/content/model.h"

#include <stdlib.h>
#include <string.h>
#include <uuid/uuid.h>

// The name space of all ids that this importer makes; it must never change. "e53b3afe-24f5-40b9-aad4-3098c44e5c71"
static const uuid_t name_space = {0xe5, 0x3b, 0x3a, 0xfe, 0x24, 0xf5, 0x40, 0xb9,
                                  0xaa, 0xd4, 0x30, 0x98, 0xc4, 0x4e, 0x5c, 0x71};

void content_add(struct content *content, struct content_thing *thing)
{
    struct content_list *list = &content->lists[thing->kind];
    list->things = arena_grow(&content->arena, list->things, list->count, &list->capacity, sizeof(struct content_thing *));
    list->things[list->count++] = thing;
}

void content_make_id(enum kind kind, const char *slug, char id[MODEL_ID_BYTES])
{
    struct arena arena = {0};
    uuid_t uuid;
    const char *name = arena_format(&arena, "%s/%s", model_kind(kind)->name, slug);
    uuid_generate_sha1(uuid, name_space, name, strlen(name));
    uuid_unparse_lower(uuid, id);
    arena_free(&arena);
}

char *content_id_of(struct arena *arena, enum kind kind, const char *slug)
{
    if (slug == NULL)
        return NULL;
    char *id = arena_allocate(arena, 1, MODEL_ID_BYTES);
    content_make_id(kind, slug, id);
    return id;
}

static int compare_slugs(const void *a, const void *b)
{
    const struct content_thing *const *first = a;
    const struct content_thing *const *second = b;
    return strcmp((*first)->slug, (*second)->slug);
}

// Of things with the same slug the one at the first place comes first, whatever the library's sorting does.
static int compare_things(const void *a, const void *b)
{
    const struct content_thing *first = *(const struct content_thing *const *)a;
    const struct content_thing *second = *(const struct content_thing *const *)b;
    int order = compare_slugs(a, b);
    return order != 0 || first->place == NULL || second->place == NULL ? order : strcmp(first->place, second->place);
}

void content_sort(struct content *content)
{
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        struct content_list *list = &content->lists[kind];
        list->by_slug = arena_allocate(&content->arena, list->count, sizeof(struct content_thing *));
        if (list->count == 0)
            continue;
        memcpy(list->by_slug, list->things, list->count * sizeof(struct content_thing *));
        qsort(list->by_slug, list->count, sizeof(struct content_thing *), compare_things);
    }
}

struct content_thing *content_find(const struct content *content, enum kind kind, const char *slug)
{
    const struct content_list *list = &content->lists[kind];
    const struct content_thing wanted = {.slug = slug};
    const struct content_thing *key = &wanted;
    if (list->count == 0)
        return NULL;
    struct content_thing **found =
        bsearch(&key, list->by_slug, list->count, sizeof(struct content_thing *), compare_slugs);
    return found == NULL ? NULL : *found;
}
