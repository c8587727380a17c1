// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Where a record leads: columns and parts that the model says are ids, and the links in its bodies.
#include "core/model/record.h"

#include "core/model/body.h"

struct link_list {
    struct arena *arena;
    struct record_link *items;
    size_t count, capacity;
};

static void add(struct link_list *links, const struct record_link *link)
{
    if (link->id == NULL)
        return;
    links->items = arena_grow(links->arena, links->items, links->count, &links->capacity, sizeof *links->items);
    links->items[links->count++] = *link;
}

// One column of the record, or of an entry of a part.
static void add_column(struct link_list *links, const char *path, const struct model_column *column, json_t *value,
                       bool needed)
{
    if (column->type == MODEL_THING)
        add(links, &(struct record_link){path, json_string_value(value), column->leads_to, needed});
}

static void add_part(struct link_list *links, const struct model_part *part, json_t *list)
{
    size_t i;
    json_t *entry;
    json_array_foreach(list, i, entry)
    {
        const char *path = arena_format(links->arena, "%s[%zu]", part->name, i);
        if (part->column_count == 1)
            add_column(links, path, part->columns, entry, false);
        for (size_t c = 0; part->column_count > 1 && c < part->column_count; c++)
            add_column(links, arena_format(links->arena, "%s.%s", path, part->columns[c].name), &part->columns[c],
                       json_object_get(entry, part->columns[c].name), false);
    }
}

static void add_body(struct link_list *links, const char *path, const char *body)
{
    size_t count;
    const struct body_block *blocks = body_parse(links->arena, body, &count);
    for (size_t i = 0; i < count; i++)
        add(links, &(struct record_link){path, blocks[i].link, blocks[i].link_kind, false});
}

struct record_link *record_links(struct arena *arena, json_t *record, size_t *count)
{
    struct link_list links = {.arena = arena};
    enum kind kind = record_kind(record);
    const struct model_kind *model = kind == KIND_NONE ? NULL : model_kind(kind);
    const char *language, *field;
    json_t *fields, *text;
    for (size_t i = 0; model != NULL && i < model->column_count; i++)
        add_column(&links, model->columns[i].name, &model->columns[i], json_object_get(record, model->columns[i].name),
                   model->columns[i].needed || model->columns[i].bound);
    for (size_t i = 0; model != NULL && i < model->part_count; i++)
        add_part(&links, &model->parts[i], json_object_get(record, model->parts[i].name));
    json_object_foreach(json_object_get(record, "texts"), language, fields)
    {
        json_object_foreach(fields, field, text)
        {
            const struct model_text *known = model == NULL ? NULL : model_text_of(kind, field);
            if (known != NULL && known->form == MODEL_BODY)
                add_body(&links, record_text_path(arena, language, field), record_string(text, "text"));
        }
    }
    *count = links.count;
    return links.items;
}

// ---- without those that lead to nothing ---------------------------------------------------------------------------

struct link_lookup {
    record_lookup *lookup;
    void *context;
};

static bool is_lost(const struct link_lookup *look, const struct model_column *column, json_t *value)
{
    const char *id = json_string_value(value);
    return column->type == MODEL_THING && id != NULL && look->lookup(look->context, id) != column->leads_to;
}

static void drop_entries(const struct link_lookup *look, const struct model_part *part, json_t *list)
{
    for (size_t i = json_array_size(list); i-- > 0;) {
        json_t *entry = json_array_get(list, i);
        bool lost = false;
        for (size_t c = 0; c < part->column_count; c++)
            lost = lost || is_lost(look, &part->columns[c],
                                   part->column_count == 1 ? entry : json_object_get(entry, part->columns[c].name));
        if (lost)
            json_array_remove(list, i);
    }
}

static void drop_blocks(const struct link_lookup *look, json_t *text)
{
    struct arena arena = {0};
    size_t count, kept = 0;
    struct body_block *blocks = body_parse(&arena, record_string(text, "text"), &count);
    for (size_t i = 0; i < count; i++) {
        if (blocks[i].link == NULL || look->lookup(look->context, blocks[i].link) == blocks[i].link_kind)
            blocks[kept++] = blocks[i];
    }
    if (kept < count)
        json_object_set_new(text, "text", json_string(body_write(&arena, blocks, kept)));
    arena_free(&arena);
}

json_t *record_without_lost_links(json_t *record, record_lookup *lookup, void *context)
{
    const struct link_lookup look = {lookup, context};
    json_t *without = json_deep_copy(record);
    enum kind kind = record_kind(without);
    const struct model_kind *model = kind == KIND_NONE ? NULL : model_kind(kind);
    const char *language, *field;
    json_t *fields, *text;
    for (size_t i = 0; model != NULL && i < model->column_count; i++) {
        const struct model_column *column = &model->columns[i];
        if (!column->needed && !column->bound && is_lost(&look, column, json_object_get(without, column->name)))
            json_object_del(without, column->name);
    }
    for (size_t i = 0; model != NULL && i < model->part_count; i++) {
        json_t *list = json_object_get(without, model->parts[i].name);
        drop_entries(&look, &model->parts[i], list);
        if (list != NULL && json_array_size(list) == 0)
            json_object_del(without, model->parts[i].name);
    }
    json_object_foreach(json_object_get(without, "texts"), language, fields)
    {
        json_object_foreach(fields, field, text)
        {
            const struct model_text *known = model == NULL ? NULL : model_text_of(kind, field);
            if (known != NULL && known->form == MODEL_BODY)
                drop_blocks(&look, text);
        }
    }
    return without;
}
