// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Names come from the model alone, never from a file or a person, so they stand in the SQL as they are.
#include "core/model/model_sql.h"

#include <string.h>

bool model_is_linted(const struct model_text *text)
{
    return text->linted;
}

bool model_is_translated(const struct model_text *text)
{
    return text->translated;
}

bool model_is_made_of_german(const struct model_text *text)
{
    return text->translated && text->of == NULL;
}

const char *model_sql_fields(struct arena *arena, enum kind kind, model_text_filter *filter)
{
    const struct model_kind *model = model_kind(kind);
    struct arena_text fields = {0};
    for (size_t i = 0; i < model->text_count; i++) {
        if (filter != NULL && !filter(&model->texts[i]))
            continue;
        arena_append(arena, &fields, fields.length == 0 ? "('" : ", '");
        arena_append(arena, &fields, model->texts[i].name);
        arena_append(arena, &fields, "'");
    }
    if (fields.length == 0)
        return NULL;
    arena_append(arena, &fields, ")");
    return fields.bytes;
}

const char *model_sql_shown(struct arena *arena, enum kind kind)
{
    const char *hidden = model_kind(kind)->hidden;
    return hidden == NULL ? "true" : arena_format(arena, "NOT (%s)", hidden);
}

const char *model_sql_value(struct arena *arena, enum kind kind, const char *field, const char *id)
{
    const char *text = "NULL";
    const char *column = "NULL";
    if (field != NULL && model_text_of(kind, field) != NULL)
        text = arena_format(arena, "(SELECT text FROM text WHERE text.thing = %s AND language = 'de' AND field = '%s')", id, field);
    if (field != NULL && model_column_of(kind, field) != NULL)
        column = arena_format(arena, "(SELECT \"%s\" FROM \"%s\" WHERE id = %s)", field, model_kind(kind)->name, id);
    return arena_format(arena, "coalesce(%s, %s)", text, column);
}

// The slug of the thing's parent; things of a kind without slug are counted by their positions in it.
static const char *slug_of_parent(struct arena *arena, const struct model_kind *model)
{
    return arena_format(arena, "(SELECT parent.slug FROM %s AS own JOIN thing AS parent ON parent.id = own.%s WHERE own.id = thing.id)",
                        model->name, model->parent_column);
}

// What a part is called within its parent: "step" of a "guide_step".
static const char *name_in_parent(const struct model_kind *model)
{
    const char *parent = model_kind(model->parent)->name;
    size_t length = strlen(parent);
    return strncmp(model->name, parent, length) == 0 && model->name[length] == '_' ? model->name + length + 1 : model->name;
}

const char *model_sql_name(struct arena *arena, enum kind kind)
{
    const struct model_kind *model = model_kind(kind);
    if (model->slugged)
        return arena_format(arena, "'%s ' || coalesce(thing.slug, thing.id)", model->name);
    if (model->parent != KIND_NONE)
        return arena_format(arena, "'%s ' || coalesce(%s, '?') || ', %s ' || thing.position", model_kind(model->parent)->name,
                            slug_of_parent(arena, model), name_in_parent(model));
    return arena_format(arena, "'%s ' || coalesce((SELECT %s FROM %s AS own WHERE own.id = thing.id), thing.id)", model->name,
                        model->title, model->name);
}

const char *model_sql_path(struct arena *arena, enum kind kind)
{
    const struct model_kind *model = model_kind(kind);
    if (model->slugged)
        return arena_format(arena, "'%s/' || thing.slug", model->name);
    return arena_format(arena, "'%s/' || coalesce(%s, '?') || '/' || thing.position", model->name, slug_of_parent(arena, model));
}
