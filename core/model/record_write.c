// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// From a record to rows: what stays is not written, so that a text that nobody touched is no new row in the log.
#include "core/model/record_private.h"

#include "core/model/body.h"

#include <string.h>

struct writing {
    struct records *records;
    json_t *before; // NULL: not there
    json_t *after;
    const char *id;
    enum kind kind;
    struct arena arena;
    struct problem *problem;
    enum status status; // of the first failure; after it nothing more is written
};

static struct statement *begin(struct writing *writing, size_t statement)
{
    if (writing->status != STATUS_OK)
        return NULL;
    struct statement *begun = record_begin(writing->records, statement, writing->problem);
    statement_bind_text(begun, 1, writing->id);
    return begun;
}

static void run(struct statement *statement)
{
    statement_run(statement);
}

static void end(struct writing *writing, struct statement *statement)
{
    if (writing->status == STATUS_OK)
        writing->status = statement_end(&statement);
}

static void run_once(struct writing *writing, struct statement *statement)
{
    run(statement);
    end(writing, statement);
}

// Whether a field is to be written anew.
static bool differs(const struct writing *writing, const char *field)
{
    json_t *old = json_object_get(writing->before, field);
    json_t *new = json_object_get(writing->after, field);
    return old != new && (old == NULL || new == NULL || !json_equal(old, new));
}

static void bind_value(struct statement *statement, int parameter, enum model_type type, json_t *value)
{
    if (value == NULL)
        statement_bind_text(statement, parameter, NULL);
    else if (type == MODEL_FLAG)
        statement_bind_number(statement, parameter, json_is_true(value));
    else if (type == MODEL_NUMBER)
        statement_bind_number(statement, parameter, json_integer_value(value));
    else if (type == MODEL_REAL)
        statement_bind_real(statement, parameter, json_number_value(value));
    else
        statement_bind_text(statement, parameter, json_string_value(value));
}

// ---- the rows that are one ----------------------------------------------------------------------------------------

static void write_thing(struct writing *writing, int64_t revision)
{
    struct statement *statement = begin(writing, THING_WRITE);
    statement_bind_text(statement, 2, model_kind(writing->kind)->name);
    statement_bind_text(statement, 3, record_string(writing->after, "slug"));
    statement_bind_number(statement, 4, json_integer_value(json_object_get(writing->after, "position")));
    statement_bind_number(statement, 5, revision);
    run_once(writing, statement);
}

// What a derived column holds: the hash of the column that a text is made from.
static const char *derive(struct writing *writing, const struct model_column *column)
{
    const struct model_kind *model = model_kind(writing->kind);
    for (size_t i = 0; i < model->text_count; i++) {
        const struct model_text *text = &model->texts[i];
        const char *original = text->of_hash == NULL || strcmp(text->of_hash, column->name) != 0
                                   ? NULL
                                   : record_string(writing->after, text->of);
        if (original != NULL)
            return record_hash(&writing->arena, original);
    }
    return NULL;
}

static void write_kind(struct writing *writing)
{
    const struct model_kind *model = model_kind(writing->kind);
    bool wanted = writing->before == NULL;
    for (size_t i = 0; i < model->column_count; i++)
        wanted = wanted || differs(writing, model->columns[i].name);
    if (!wanted)
        return;
    struct statement *statement = begin(writing, writing->records->first[writing->kind] + KIND_WRITE);
    for (size_t i = 0; i < model->column_count; i++) {
        const struct model_column *column = &model->columns[i];
        if (column->derived)
            statement_bind_text(statement, (int)i + 2, derive(writing, column));
        else
            bind_value(statement, (int)i + 2, column->type, json_object_get(writing->after, column->name));
    }
    run_once(writing, statement);
}

static void write_source(struct writing *writing)
{
    size_t count;
    const struct model_column *columns = model_source(&count);
    json_t *source = json_object_get(writing->after, "source");
    if (!differs(writing, "source"))
        return;
    struct statement *statement = begin(writing, source == NULL ? SOURCE_REMOVE : SOURCE_WRITE);
    for (size_t i = 0; source != NULL && i < count; i++)
        bind_value(statement, (int)i + 2, columns[i].type, json_object_get(source, columns[i].name));
    run_once(writing, statement);
}

// A field that is a table of one text.
static void write_remark(struct writing *writing, const char *field, size_t write, size_t remove)
{
    const char *remark = record_string(writing->after, field);
    if (!differs(writing, field))
        return;
    struct statement *statement = begin(writing, remark == NULL ? remove : write);
    if (remark != NULL)
        statement_bind_text(statement, 2, remark);
    run_once(writing, statement);
}

// ---- the rows that are many ---------------------------------------------------------------------------------------

static void write_paths(struct writing *writing)
{
    const char *language;
    json_t *path;
    if (!differs(writing, "paths"))
        return;
    run_once(writing, begin(writing, PATH_REMOVE));
    struct statement *statement = begin(writing, PATH_WRITE);
    json_object_foreach(json_object_get(writing->after, "paths"), language, path)
    {
        statement_bind_text(statement, 2, language);
        statement_bind_text(statement, 3, json_string_value(path));
        run(statement);
    }
    end(writing, statement);
}

static void write_part(struct writing *writing, size_t index)
{
    const struct model_part *part = &model_kind(writing->kind)->parts[index];
    json_t *entry;
    size_t number;
    if (!differs(writing, part->name))
        return;
    run_once(writing, begin(writing, record_part_statement(writing->records, writing->kind, index, PART_REMOVE)));
    struct statement *statement =
        begin(writing, record_part_statement(writing->records, writing->kind, index, PART_WRITE));
    json_array_foreach(json_object_get(writing->after, part->name), number, entry)
    {
        for (size_t i = 0; i < part->column_count; i++)
            bind_value(statement, (int)i + 2, part->columns[i].type,
                       part->column_count == 1 ? entry : json_object_get(entry, part->columns[i].name));
        if (part->ordered)
            statement_bind_number(statement, (int)part->column_count + 2, (int64_t)number + 1);
        run(statement);
    }
    end(writing, statement);
}

static void write_text(struct writing *writing, const char *language, const char *field, json_t *text)
{
    static const char *const names[] = {"text", "origin", "reviewed_on", "source_hash"};
    json_t *old = record_text(writing->before, language, field);
    if (old != NULL && json_equal(old, text))
        return;
    struct statement *statement = begin(writing, TEXT_WRITE);
    statement_bind_text(statement, 2, language);
    statement_bind_text(statement, 3, field);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        statement_bind_text(statement, (int)i + 4, record_string(text, names[i]));
    run_once(writing, statement);
}

static void remove_text(struct writing *writing, const char *language, const char *field)
{
    if (record_text(writing->after, language, field) != NULL)
        return;
    struct statement *statement = begin(writing, TEXT_REMOVE);
    statement_bind_text(statement, 2, language);
    statement_bind_text(statement, 3, field);
    run_once(writing, statement);
}

static void write_texts(struct writing *writing)
{
    const char *language, *field;
    json_t *fields, *text;
    json_object_foreach(json_object_get(writing->before, "texts"), language, fields)
    {
        json_object_foreach(fields, field, text) remove_text(writing, language, field);
    }
    json_object_foreach(json_object_get(writing->after, "texts"), language, fields)
    {
        json_object_foreach(fields, field, text) write_text(writing, language, field, text);
    }
}

// The links of all bodies, once each.
static void write_links(struct writing *writing)
{
    const struct model_kind *model = model_kind(writing->kind);
    const char *language, *field;
    bool bodies = false;
    size_t count;
    for (size_t i = 0; i < model->text_count; i++)
        bodies = bodies || model->texts[i].form == MODEL_BODY;
    if (!bodies || !differs(writing, "texts"))
        return;
    run_once(writing, begin(writing, LINK_REMOVE));
    const struct record_link *links = record_links(&writing->arena, writing->after, &count);
    struct statement *statement = begin(writing, LINK_WRITE);
    for (size_t i = 0; i < count; i++) {
        if (!record_path_text(&writing->arena, links[i].path, &language, &field))
            continue;
        statement_bind_text(statement, 2, links[i].id);
        run(statement);
    }
    end(writing, statement);
}

// ---- the whole ----------------------------------------------------------------------------------------------------

enum status record_write(struct records *records, json_t *before, json_t *after, int64_t revision,
                         struct problem *problem)
{
    struct writing writing = {.records = records,
                              .before = before,
                              .after = after,
                              .id = record_id(after),
                              .kind = record_kind(after),
                              .problem = problem};
    write_thing(&writing, revision);
    write_kind(&writing);
    for (size_t i = 0; i < model_kind(writing.kind)->part_count; i++)
        write_part(&writing, i);
    write_source(&writing);
    write_remark(&writing, "staff_note", NOTE_WRITE, NOTE_REMOVE);
    write_remark(&writing, "withheld", WITHHELD_WRITE, WITHHELD_REMOVE);
    write_paths(&writing);
    write_texts(&writing);
    write_links(&writing);
    arena_free(&writing.arena);
    return writing.status;
}

enum status record_erase(struct records *records, const char *id, struct problem *problem)
{
    struct statement *statement = record_begin(records, THING_REMOVE, problem);
    statement_bind_text(statement, 1, id);
    statement_run(statement);
    return statement_end(&statement);
}
