// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// data/content/emergency.json inside the program. It is parsed only when there is no catalog, so it costs no start-up.
#include "core/catalog/emergency.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const unsigned char emergency_json[] = {
#include "generated/emergency.inc"
};

// A text is a plain string, or {"text": ..., "origin": "machine"} (data/content/README.md).
static bool read_text(struct arena *arena, const json_t *value, struct catalog_text *text)
{
    const char *string = json_string_value(json_is_object(value) ? json_object_get(value, "text") : value);
    const char *origin = json_string_value(json_object_get(value, "origin"));
    if (string == NULL)
        return false;
    text->value = arena_copy_text(arena, string);
    text->origin = origin != NULL && strcmp(origin, "machine") == 0 ? TEXT_ORIGIN_MACHINE : TEXT_ORIGIN_HUMAN;
    return true;
}

static struct catalog_text choose_text(struct arena *arena, const json_t *texts, const struct reader *reader,
                                       const char *field)
{
    struct catalog_text text = {0};
    for (size_t i = 0; i < LANGUAGE_CHOICES_MAX && reader->languages[i] != NULL; i++) {
        const json_t *in_language = json_object_get(texts, reader->languages[i]->tag);
        if (read_text(arena, json_object_get(in_language, field), &text)) {
            text.language = reader->languages[i];
            break;
        }
    }
    return text;
}

struct ranked_number {
    json_int_t rank;
    const json_t *value;
};

static int by_rank(const void *a, const void *b)
{
    const struct ranked_number *first = a;
    const struct ranked_number *second = b;
    return (first->rank > second->rank) - (first->rank < second->rank);
}

const struct emergency_number *emergency_compiled_in(struct arena *arena, const struct reader *reader, size_t *count)
{
    json_t *root = json_loadb((const char *)emergency_json, sizeof emergency_json, 0, NULL);
    const json_t *list = json_object_get(root, "emergency");
    size_t total = json_array_size(list);
    struct ranked_number *order = arena_allocate(arena, total, sizeof *order);
    for (size_t i = 0; i < total; i++) {
        order[i].value = json_array_get(list, i);
        order[i].rank = json_integer_value(json_object_get(order[i].value, "rank"));
    }
    qsort(order, total, sizeof *order, by_rank);
    struct emergency_number *numbers = arena_allocate(arena, total, sizeof *numbers);
    for (size_t i = 0; i < total; i++) {
        const json_t *texts = json_object_get(order[i].value, "texts");
        numbers[i] = (struct emergency_number){
            .number = arena_copy_text(arena, json_string_value(json_object_get(order[i].value, "number"))),
            .name = choose_text(arena, texts, reader, "name"),
            .when = choose_text(arena, texts, reader, "when"),
        };
    }
    json_decref(root);
    *count = total;
    return numbers;
}

const char *emergency_file(size_t *size)
{
    *size = sizeof emergency_json;
    return (const char *)emergency_json;
}
