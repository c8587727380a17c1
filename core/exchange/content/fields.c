// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The names follow from the model; those that the files call otherwise stand in one table.
#include "core/exchange/content/fields.h"

#include "core/model/body.h"
#include "core/model/span.h"

#include <stdio.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

// What is being shown, and to where.
struct showing {
    struct arena *arena;
    struct import *import;
    struct content_fields *fields;
    const char *prefix;
    enum kind kind;
};

static const struct {
    enum kind kind; // KIND_NONE: any
    const char *field, *name;
} renamed[] = {
    {KIND_OFFER, "type", "kind"},
    {KIND_EMERGENCY, "position", "rank"},
    {KIND_EVENT, "except", "when.except"},
    {KIND_CLOSURE, "first_day", "from"},
    {KIND_CLOSURE, "last_day", "until"},
    {KIND_NONE, "staff_note", "note"},
    {KIND_NONE, "source.verified_on", "verified_on"},
    {KIND_NONE, "source.review_after", "review_after"},
    {KIND_NONE, "source.confidence", "confidence"},
    {KIND_NONE, "source.doubt", "doubt"},
    {KIND_GUIDE_STEP, "", "steps"}, // what is within another is a list of it
};

// How the files call a field; NULL: as the record does.
static const char *renamed_of(enum kind kind, const char *field)
{
    for (size_t i = 0; i < COUNT_OF(renamed); i++) {
        if ((renamed[i].kind == KIND_NONE || renamed[i].kind == kind) && strcmp(renamed[i].field, field) == 0)
            return renamed[i].name;
    }
    return NULL;
}

static void add(struct showing *showing, const char *field, const char *value, bool fact)
{
    struct content_fields *fields = showing->fields;
    const char *name = renamed_of(showing->kind, field);
    if (value == NULL || value[0] == '\0')
        return;
    fields->items = arena_grow(showing->arena, fields->items, fields->count, &fields->capacity, sizeof *fields->items);
    fields->items[fields->count++] = (struct content_field){
        arena_format(showing->arena, "%s%s", showing->prefix, name == NULL ? field : name), value, fact};
}

// ---- names of things ----------------------------------------------------------------------------------------------

static const char *plain_value(struct arena *arena, json_t *value)
{
    if (json_is_boolean(value))
        return json_is_true(value) ? "1" : "0";
    if (json_is_integer(value))
        return arena_format(arena, "%lld", (long long)json_integer_value(value));
    if (json_is_real(value))
        return arena_format(arena, "%.10g", json_real_value(value));
    const char *text = json_string_value(value);
    return text == NULL ? NULL : arena_copy_text(arena, text);
}

// The slug, or of kinds that have none all that its columns say.
static const char *name_of_record(struct arena *arena, json_t *record)
{
    const char *slug = record_string(record, "slug");
    enum kind kind = record_kind(record);
    struct arena_text name = {0};
    if (slug != NULL)
        return arena_copy_text(arena, slug);
    for (size_t i = 0; kind != KIND_NONE && i < model_kind(kind)->column_count; i++) {
        const char *value = plain_value(arena, json_object_get(record, model_kind(kind)->columns[i].name));
        if (value == NULL)
            continue;
        arena_append(arena, &name, name.length > 0 ? ", " : "");
        arena_append(arena, &name, value);
    }
    return name.length == 0 ? "?" : name.bytes;
}

static const char *name_of(struct arena *arena, struct import *import, const char *id)
{
    json_t *record = import_look(import, id);
    const char *name = record == NULL ? "?" : name_of_record(arena, record);
    json_decref(record);
    return name;
}

const char *content_name_of(struct arena *arena, struct import *import, const char *id)
{
    json_t *record = import_look(import, id);
    struct content_fields fields = content_fields_of(arena, import, record);
    json_decref(record);
    return arena_format(arena, "%s %s", fields.kind, fields.slug);
}

static const char *value_of(struct showing *showing, const struct model_column *column, json_t *value)
{
    const char *plain = plain_value(showing->arena, value);
    return plain == NULL || column->type != MODEL_THING ? plain : name_of(showing->arena, showing->import, plain);
}

// ---- columns and parts --------------------------------------------------------------------------------------------

// `facts`: whether they can be any.
static void add_columns(struct showing *showing, const char *above, const struct model_column *columns, size_t count,
                        json_t *object, bool facts)
{
    static const char id[] = "_id";
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(columns[i].name);
        if (columns[i].type == MODEL_THING && length > strlen(id) &&
            strcmp(columns[i].name + length - strlen(id), id) == 0)
            length -= strlen(id);
        add(showing, arena_format(showing->arena, "%s%.*s", above, (int)length, columns[i].name),
            value_of(showing, &columns[i], json_object_get(object, columns[i].name)), facts && !columns[i].sorts);
    }
}

// "mo 08:00–12:00, th 13:30–18:00 by appointment, we 09:00–12:00 by phone odd weeks from 03-01 until 10-31"
static const char *hours_of(struct arena *arena, json_t *list)
{
    static const char days[][3] = {"mo", "tu", "we", "th", "fr", "sa", "su"};
    struct arena_text text = {0};
    json_t *entry;
    size_t i;
    json_array_foreach(list, i, entry)
    {
        const struct opening_span span = span_from_entry(arena, entry);
        const struct {
            const char *before, *what, *after;
        } limits[] = {
            {" ", span_weeks_name(span.weeks), " weeks"},     {" from ", span_valid_from(arena, &span), ""},
            {" until ", span_valid_until(arena, &span), ""}, {" in ", span.languages, ""},
            {" of ", span.contact, ""},
        };
        arena_append(arena, &text,
                     arena_format(arena, "%s%s%02d:%02d–%02d:%02d%s%s", i == 0 ? "" : ", ",
                                  span.weekday == CLOSURE_EACH_DAY                         ? ""
                                  : span.weekday >= 0 && span.weekday < (int)COUNT_OF(days) ? arena_format(arena, "%s ", days[span.weekday])
                                                                                            : "? ",
                                  span.open_minute / 60, span.open_minute % 60, span.close_minute / 60, span.close_minute % 60,
                                  span.by_appointment ? " by appointment" : "", span.by_phone ? " by phone" : ""));
        for (size_t limit = 0; limit < COUNT_OF(limits); limit++) {
            if (limits[limit].what != NULL)
                arena_append(arena, &text, arena_format(arena, "%s%s%s", limits[limit].before, limits[limit].what, limits[limit].after));
        }
    }
    return text.bytes;
}

static void add_part(struct showing *showing, const struct model_part *part, json_t *list)
{
    struct arena_text all = {0};
    json_t *entry;
    size_t i;
    if (strcmp(part->name, "schedule") == 0) {
        add(showing, part->name, hours_of(showing->arena, list), !part->sorts);
        return;
    }
    json_array_foreach(list, i, entry)
    {
        if (part->column_count > 1) {
            add_columns(showing, arena_format(showing->arena, "%s[%zu].", part->name, i), part->columns,
                        part->column_count, entry, !part->sorts);
            continue;
        }
        const char *value = value_of(showing, part->columns, entry);
        arena_append(showing->arena, &all, i == 0 ? "" : ", ");
        arena_append(showing->arena, &all, value == NULL ? "?" : value);
    }
    if (all.length > 0)
        add(showing, part->name, all.bytes, !part->sorts);
}

// ---- texts --------------------------------------------------------------------------------------------------------

static void add_blocks(struct showing *showing, const char *language, const char *body, const char *made_by)
{
    static const char *const names[BODY_BLOCK_KINDS] = {
        [BODY_HEADING] = "heading", [BODY_PARAGRAPH] = "paragraph", [BODY_ITEM] = "item", [BODY_LINK] = "link"};
    struct arena *arena = showing->arena;
    size_t count;
    const struct body_block *blocks = body_parse(arena, body, &count);
    for (size_t i = 0; i < count; i++) {
        const char *text = blocks[i].text != NULL ? blocks[i].text
                                                  : arena_format(arena, "%s %s", model_kind(blocks[i].link_kind)->name,
                                                                 name_of(arena, showing->import, blocks[i].link));
        add(showing, arena_format(arena, "blocks.%s[%zu]", language, i),
            arena_format(arena, "%s %s%s%s%s", names[blocks[i].kind], blocks[i].mark == NULL ? "" : blocks[i].mark,
                         blocks[i].mark == NULL ? "" : " ", text, made_by),
            strcmp(language, "de") == 0);
    }
}

static void add_text(struct showing *showing, const char *language, const struct model_text *model, json_t *text)
{
    const char *words = record_string(text, "text");
    const char *origin = record_string(text, "origin");
    const char *made_by =
        strcmp(language, "de") == 0 || origin == NULL ? "" : arena_format(showing->arena, " (%s)", origin);
    if (words == NULL)
        return;
    if (model->form == MODEL_BODY)
        add_blocks(showing, language, words, made_by);
    else
        add(showing, record_text_path(showing->arena, language, model->name),
            arena_format(showing->arena, "%s%s", words, made_by), strcmp(language, "de") == 0);
}

static void add_texts(struct showing *showing, json_t *texts)
{
    const struct model_kind *model = model_kind(showing->kind);
    const char *language;
    json_t *fields;
    json_object_foreach(texts, language, fields)
    {
        for (size_t i = 0; i < model->text_count; i++)
            add_text(showing, language, &model->texts[i], json_object_get(fields, model->texts[i].name));
    }
}

// ---- the whole ----------------------------------------------------------------------------------------------------

// What is within another is told as a part of it: "steps[2].".
static void name(struct showing *showing, json_t *record)
{
    const struct model_kind *model = model_kind(showing->kind);
    const char *above = model->within ? record_string(record, model->parent_column) : NULL;
    showing->fields->kind = model->name;
    showing->fields->slug = name_of_record(showing->arena, record);
    if (above == NULL)
        return;
    const char *list = renamed_of(showing->kind, "");
    showing->fields->kind = model_kind(model->parent)->name;
    showing->fields->slug = name_of(showing->arena, showing->import, above);
    showing->prefix = arena_format(showing->arena, "%s[%lld].", list == NULL ? model->name : list,
                                   (long long)json_integer_value(json_object_get(record, "position")) - 1);
}

struct content_fields content_fields_of(struct arena *arena, struct import *import, json_t *record)
{
    size_t count;
    const struct model_column *source = model_source(&count);
    struct content_fields fields = {.kind = "?", .slug = "?"};
    struct showing showing = {arena, import, &fields, "", record_kind(record)};
    if (showing.kind == KIND_NONE)
        return fields;
    const struct model_kind *model = model_kind(showing.kind);
    name(&showing, record);
    if (!model->within)
        add(&showing, "position", plain_value(arena, json_object_get(record, "position")), false);
    for (size_t i = 0; i < model->column_count; i++) {
        if (!model->within || strcmp(model->columns[i].name, model->parent_column) != 0)
            add_columns(&showing, "", &model->columns[i], 1, record, true);
    }
    add_columns(&showing, "source.", source, count, json_object_get(record, "source"), false);
    add(&showing, "staff_note", plain_value(arena, json_object_get(record, "staff_note")), false);
    add_texts(&showing, json_object_get(record, "texts"));
    for (size_t i = 0; i < model->part_count; i++)
        add_part(&showing, &model->parts[i], json_object_get(record, model->parts[i].name));
    return fields;
}

const char *content_fields_find(const struct content_fields *fields, const char *name)
{
    for (size_t i = 0; i < fields->count; i++) {
        if (strcmp(fields->items[i].name, name) == 0)
            return fields->items[i].value;
    }
    return NULL;
}
