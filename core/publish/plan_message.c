// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A plan as JSON. Who reads it believes nothing of it: a field that is missing or of another type is as if it were zero or empty.
#include "core/publish/plan.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

// The numbers of a plan by their names in JSON.
static const struct {
    const char *name;
    size_t place;
} numbers[] = {
    {"withheld", offsetof(struct plan, withheld)}, {"overdue", offsetof(struct plan, overdue)},
    {"waiting", offsetof(struct plan, waiting)},   {"unread", offsetof(struct plan, unread)},
    {"release", offsetof(struct plan, release)},
};
enum { NUMBERS = sizeof numbers / sizeof *numbers };

// ---- writing ------------------------------------------------------------------------------------------------------

static json_t *counts_json(const long counts[PLAN_CHANGES])
{
    json_t *list = json_array();
    for (int i = 0; i < PLAN_CHANGES; i++)
        json_array_append_new(list, json_integer(counts[i]));
    return list;
}

static json_t *items_json(const struct plan *plan)
{
    json_t *list = json_array();
    for (size_t i = 0; i < plan->item_count; i++) {
        const struct plan_item *item = &plan->items[i];
        json_t *fields = json_array();
        for (size_t f = 0; f < item->field_count; f++)
            json_array_append_new(fields, json_string(item->fields[f]));
        json_array_append_new(list, json_pack("{s:i, s:s, s:s, s:s, s:o}", "change", (int)item->change, "kind",
                                              model_kind(item->kind)->name, "id", item->id, "name", item->name, "fields", fields));
    }
    return list;
}

static json_t *texts_json(const struct plan *plan)
{
    json_t *list = json_array();
    for (size_t i = 0; i < plan->text_count; i++)
        json_array_append_new(list, json_pack("{s:s, s:o}", "language", plan->texts[i].language, "counts",
                                              counts_json(plan->texts[i].counts)));
    return list;
}

static json_t *problems_json(const struct plan_problems *problems)
{
    json_t *list = json_array();
    for (size_t i = 0; i < problems->told_count; i++) {
        const struct problem *told = &problems->told[i];
        json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "what", told->what, "why", told->why, "mend", told->mend));
    }
    return json_pack("{s:I, s:o}", "count", (json_int_t)problems->count, "told", list);
}

char *plan_write(struct arena *arena, const struct plan *plan)
{
    json_t *root = json_pack("{s:i, s:o, s:o, s:o, s:o, s:o}", "basis", (int)plan->basis, "items", items_json(plan), "counts",
                             counts_json(plan->counts), "texts", texts_json(plan), "forbids", problems_json(&plan->forbids),
                             "warns", problems_json(&plan->warns));
    for (size_t i = 0; i < NUMBERS; i++)
        json_object_set_new(root, numbers[i].name, json_integer(*(const long *)(const void *)((const char *)plan + numbers[i].place)));
    if (plan->created != NULL)
        json_object_set_new(root, "created", json_string(plan->created));
    if (plan->expires != NULL)
        json_object_set_new(root, "expires", json_string(plan->expires));
    char *text = json_dumps(root, JSON_COMPACT);
    char *copy = arena_copy_text(arena, text);
    free(text);
    json_decref(root);
    return copy;
}

// ---- reading ------------------------------------------------------------------------------------------------------

static const char *text_of(struct arena *arena, json_t *object, const char *name)
{
    return arena_copy_text(arena, json_string_value(json_object_get(object, name)));
}

static const char *some_text(struct arena *arena, json_t *object, const char *name)
{
    const char *text = text_of(arena, object, name);
    return text == NULL ? "" : text;
}

static size_t number_of(json_t *object, const char *name)
{
    json_int_t number = json_integer_value(json_object_get(object, name));
    return number < 0 ? 0 : (size_t)number;
}

static void read_counts(json_t *list, long counts[PLAN_CHANGES])
{
    for (size_t i = 0; i < PLAN_CHANGES; i++)
        counts[i] = (long)json_integer_value(json_array_get(list, i));
}

static void read_items(struct arena *arena, json_t *list, struct plan *plan)
{
    json_t *object;
    size_t place;
    plan->items = arena_allocate(arena, json_array_size(list), sizeof *plan->items);
    json_array_foreach(list, place, object)
    {
        json_t *names = json_object_get(object, "fields");
        const char **fields = arena_allocate(arena, json_array_size(names), sizeof *fields);
        enum kind kind = model_kind_of(json_string_value(json_object_get(object, "kind")));
        size_t change = number_of(object, "change");
        for (size_t i = 0; i < json_array_size(names); i++) {
            const char *name = json_string_value(json_array_get(names, i));
            fields[i] = name == NULL ? "" : arena_copy_text(arena, name);
        }
        if (kind != KIND_NONE && change < PLAN_CHANGES)
            plan->items[plan->item_count++] = (struct plan_item){.change = (enum plan_change)change, .kind = kind,
                                                                 .id = some_text(arena, object, "id"),
                                                                 .name = some_text(arena, object, "name"),
                                                                 .fields = fields, .field_count = json_array_size(names)};
    }
}

static void read_texts(struct arena *arena, json_t *list, struct plan *plan)
{
    json_t *object;
    size_t place;
    plan->texts = arena_allocate(arena, json_array_size(list), sizeof *plan->texts);
    plan->text_count = json_array_size(list);
    json_array_foreach(list, place, object)
    {
        plan->texts[place].language = some_text(arena, object, "language");
        read_counts(json_object_get(object, "counts"), plan->texts[place].counts);
    }
}

static void read_problems(struct arena *arena, json_t *object, struct plan_problems *problems)
{
    json_t *list = json_object_get(object, "told");
    json_t *told;
    size_t place;
    problems->count = number_of(object, "count");
    problems->told_count = json_array_size(list);
    problems->told = arena_allocate(arena, problems->told_count, sizeof *problems->told);
    json_array_foreach(list, place, told)
    {
        problem_set(&problems->told[place], STATUS_INVALID, some_text(arena, told, "what"), some_text(arena, told, "mend"), "%s",
                    some_text(arena, told, "why"));
    }
}

enum status plan_read(struct arena *arena, const char *text, struct plan *plan, struct problem *problem)
{
    json_error_t error;
    json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, &error);
    *plan = (struct plan){.basis = PLAN_FIRST};
    if (!json_is_object(root) || number_of(root, "basis") >= PLAN_BASES) {
        json_decref(root);
        return problem_set(problem, STATUS_CORRUPT, "plan", "begin again", "this is none");
    }
    plan->basis = (enum plan_basis)number_of(root, "basis");
    for (size_t i = 0; i < NUMBERS; i++)
        *(long *)(void *)((char *)plan + numbers[i].place) = (long)number_of(root, numbers[i].name);
    plan->created = text_of(arena, root, "created");
    plan->expires = text_of(arena, root, "expires");
    read_counts(json_object_get(root, "counts"), plan->counts);
    read_items(arena, json_object_get(root, "items"), plan);
    read_texts(arena, json_object_get(root, "texts"), plan);
    read_problems(arena, json_object_get(root, "forbids"), &plan->forbids);
    read_problems(arena, json_object_get(root, "warns"), &plan->warns);
    json_decref(root);
    return STATUS_OK;
}
