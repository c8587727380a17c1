// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// From rows to a record, in the order of the model.
#include "core/model/record_private.h"

#include <string.h>

// A text that is no UTF-8, as only another program can have written it, is no JSON either: `fits` becomes false.
static json_t *string_of(struct statement *row, int column, bool *fits)
{
    json_t *string = json_stringn(statement_text(row, column), statement_bytes(row, column));
    *fits = *fits && string != NULL;
    return string;
}

static json_t *value_of(struct statement *row, int column, enum model_type type, bool *fits)
{
    switch (type) {
    case MODEL_FLAG:
        return json_boolean(statement_number(row, column) != 0);
    case MODEL_NUMBER:
        return json_integer(statement_number(row, column));
    case MODEL_REAL:
        return json_real(statement_real(row, column));
    default:
        return string_of(row, column, fits);
    }
}

// The columns of a row behind its first one.
static void read_columns(struct statement *row, const struct model_column *columns, size_t count, json_t *object,
                         bool *fits)
{
    for (size_t i = 0; i < count; i++) {
        int column = (int)i + 1;
        if (!columns[i].derived && !statement_is_null(row, column))
            json_object_set_new(object, columns[i].name, value_of(row, column, columns[i].type, fits));
    }
}

// ---- what every thing has -----------------------------------------------------------------------------------------

static enum status read_texts(struct records *records, const char *id, json_t *record, bool *fits,
                              struct problem *problem)
{
    static const char *const names[] = {"text", "origin", "reviewed_on", "source_hash"};
    json_t *texts = json_object();
    struct statement *rows = record_begin(records, TEXT_READ, problem);
    statement_bind_text(rows, 1, id);
    while (statement_next(rows)) {
        const char *language = statement_text(rows, 0);
        json_t *text = json_object();
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            if (!statement_is_null(rows, (int)i + 2))
                json_object_set_new(text, names[i], string_of(rows, (int)i + 2, fits));
        }
        if (json_object_get(texts, language) == NULL)
            *fits = json_object_set_new(texts, language, json_object()) == 0 && *fits;
        *fits = json_object_set_new(json_object_get(texts, language), statement_text(rows, 1), text) == 0 && *fits;
    }
    json_object_set_new(record, "texts", texts);
    return statement_end(&rows);
}

static enum status read_source(struct records *records, const char *id, json_t *record, bool *fits,
                               struct problem *problem)
{
    size_t count;
    const struct model_column *columns = model_source(&count);
    struct statement *row = record_begin(records, SOURCE_READ, problem);
    statement_bind_text(row, 1, id);
    if (statement_next(row)) {
        json_t *source = json_object();
        read_columns(row, columns, count, source, fits);
        json_object_set_new(record, "source", source);
    }
    return statement_end(&row);
}

// A field that is a table of one text.
static enum status read_remark(struct records *records, size_t statement, const char *field, const char *id,
                               json_t *record, bool *fits, struct problem *problem)
{
    struct statement *row = record_begin(records, statement, problem);
    statement_bind_text(row, 1, id);
    if (statement_next(row))
        json_object_set_new(record, field, string_of(row, 0, fits));
    return statement_end(&row);
}

static enum status read_note(struct records *records, const char *id, json_t *record, bool *fits,
                             struct problem *problem)
{
    return read_remark(records, NOTE_READ, "staff_note", id, record, fits, problem);
}

static enum status read_withheld(struct records *records, const char *id, json_t *record, bool *fits,
                                 struct problem *problem)
{
    return read_remark(records, WITHHELD_READ, "withheld", id, record, fits, problem);
}

static enum status read_paths(struct records *records, const char *id, json_t *record, bool *fits,
                              struct problem *problem)
{
    json_t *paths = json_object();
    struct statement *rows = record_begin(records, PATH_READ, problem);
    statement_bind_text(rows, 1, id);
    while (statement_next(rows))
        *fits = json_object_set_new(paths, statement_text(rows, 0), string_of(rows, 1, fits)) == 0 && *fits;
    json_object_set_new(record, "paths", paths);
    return statement_end(&rows);
}

// ---- what its kind has --------------------------------------------------------------------------------------------

static enum status read_kind(struct records *records, enum kind kind, const char *id, json_t *record, bool *fits,
                             struct problem *problem)
{
    const struct model_kind *model = model_kind(kind);
    struct statement *row = record_begin(records, records->first[kind] + KIND_READ, problem);
    statement_bind_text(row, 1, id);
    if (statement_next(row))
        read_columns(row, model->columns, model->column_count, record, fits);
    return statement_end(&row);
}

static enum status read_part(struct records *records, enum kind kind, size_t index, const char *id, json_t *record,
                             bool *fits, struct problem *problem)
{
    const struct model_part *part = &model_kind(kind)->parts[index];
    json_t *list = json_array();
    struct statement *rows = record_begin(records, record_part_statement(records, kind, index, PART_READ), problem);
    statement_bind_text(rows, 1, id);
    while (statement_next(rows)) {
        json_t *entry;
        if (part->column_count == 1) {
            entry = value_of(rows, 1, part->columns[0].type, fits);
        } else {
            entry = json_object();
            read_columns(rows, part->columns, part->column_count, entry, fits);
        }
        json_array_append_new(list, entry);
    }
    json_object_set_new(record, part->name, list);
    return statement_end(&rows);
}

// ---- the whole ----------------------------------------------------------------------------------------------------

static enum status read_thing(struct records *records, const char *id, json_t *record, int64_t *revision,
                              enum kind *kind, struct problem *problem)
{
    struct statement *row = record_begin(records, THING_READ, problem);
    statement_bind_text(row, 1, id);
    if (statement_next(row)) {
        *kind = model_kind_of(statement_text(row, 0));
        *revision = statement_number(row, 3);
        json_object_set_new(record, "kind", json_string(statement_text(row, 0)));
        json_object_set_new(record, "id", json_string(id));
        if (!statement_is_null(row, 1))
            json_object_set_new(record, "slug", json_string(statement_text(row, 1)));
        json_object_set_new(record, "position", json_integer(statement_number(row, 2)));
    }
    return statement_end(&row);
}

// Lists and texts of which there are none.
static void drop_empty(json_t *record)
{
    const char *key;
    json_t *value;
    void *next;
    json_object_foreach_safe(record, next, key, value)
    {
        if ((json_is_array(value) && json_array_size(value) == 0) ||
            (json_is_object(value) && json_object_size(value) == 0))
            json_object_del(record, key);
    }
}

enum status record_read(struct records *records, const char *id, json_t **record, int64_t *revision,
                        struct problem *problem)
{
    static enum status (*const shared[])(struct records *, const char *, json_t *, bool *,
                                         struct problem *) = {read_source, read_note, read_withheld, read_paths,
                                                               read_texts};
    enum kind kind = KIND_NONE;
    bool fits = true;
    *revision = 0;
    *record = json_object();
    enum status status = read_thing(records, id, *record, revision, &kind, problem);
    if (status == STATUS_OK && kind != KIND_NONE)
        status = read_kind(records, kind, id, *record, &fits, problem);
    for (size_t i = 0; status == STATUS_OK && kind != KIND_NONE && i < model_kind(kind)->part_count; i++)
        status = read_part(records, kind, i, id, *record, &fits, problem);
    for (size_t i = 0; status == STATUS_OK && kind != KIND_NONE && i < sizeof shared / sizeof *shared; i++)
        status = shared[i](records, id, *record, &fits, problem);
    if (status == STATUS_OK && !fits)
        status =
            problem_set(problem, STATUS_CORRUPT, id, "restore the database from a backup", "a text of it is no UTF-8");
    if (status == STATUS_OK && kind != KIND_NONE) {
        drop_empty(*record);
        return STATUS_OK;
    }
    json_decref(*record);
    *record = NULL;
    return status;
}

enum status records_read_one(sqlite3 *editorial, const char *id, json_t **record, int64_t *revision, struct problem *problem)
{
    int64_t ignored;
    struct records *records = records_open(editorial);
    enum status status = record_read(records, id, record, revision == NULL ? &ignored : revision, problem);
    records_close(&records);
    return status;
}

enum status record_find(struct records *records, const char *id, enum kind *kind, struct problem *problem)
{
    struct statement *row = record_begin(records, THING_READ, problem);
    statement_bind_text(row, 1, id);
    *kind = statement_next(row) ? model_kind_of(statement_text(row, 0)) : KIND_NONE;
    return statement_end(&row);
}

enum status record_find_slug(struct records *records, struct arena *arena, enum kind kind, const char *slug, char **id,
                             struct problem *problem)
{
    struct statement *row = record_begin(records, THING_FIND_SLUG, problem);
    statement_bind_text(row, 1, model_kind(kind)->name);
    statement_bind_text(row, 2, slug);
    *id = slug != NULL && statement_next(row) ? statement_copy(arena, row, 0) : NULL;
    return statement_end(&row);
}

// ---- what leads to it ---------------------------------------------------------------------------------------------

struct leading {
    struct arena *arena;
    const char **ids;
    size_t count, capacity;
};

static void add_leading(struct leading *leading, const char *id)
{
    for (size_t i = 0; i < leading->count; i++) {
        if (strcmp(leading->ids[i], id) == 0)
            return;
    }
    leading->ids = arena_grow(leading->arena, leading->ids, leading->count, &leading->capacity, sizeof *leading->ids);
    leading->ids[leading->count++] = arena_copy_text(leading->arena, id);
}

static enum status ask_leading(struct records *records, size_t statement, const char *id, struct leading *leading,
                               struct problem *problem)
{
    struct statement *rows = record_begin(records, statement, problem);
    statement_bind_text(rows, 1, id);
    while (statement_next(rows)) {
        if (strcmp(statement_text(rows, 0), id) != 0)
            add_leading(leading, statement_text(rows, 0));
    }
    return statement_end(&rows);
}

enum status record_leading(struct records *records, struct arena *arena, const char *id, const char ***ids,
                           size_t *count, struct problem *problem)
{
    struct leading leading = {.arena = arena};
    enum kind kind;
    enum status status = record_find(records, id, &kind, problem);
    for (size_t i = 0; status == STATUS_OK && i < records->leading_count; i++) {
        if (records->leading[i].leads_to == kind)
            status = ask_leading(records, records->leading[i].statement, id, &leading, problem);
    }
    if (status == STATUS_OK && kind != KIND_NONE && model_kind(kind)->linked)
        status = ask_leading(records, LINK_LEADING, id, &leading, problem);
    *ids = leading.ids;
    *count = leading.count;
    return status;
}

enum status record_within(struct records *records, struct arena *arena, const char *id, const char ***ids,
                          size_t *count, struct problem *problem)
{
    struct leading within = {.arena = arena};
    enum kind kind;
    enum status status = record_find(records, id, &kind, problem);
    for (size_t i = 0; status == STATUS_OK && i < records->leading_count; i++) {
        if (records->leading[i].leads_to == kind && records->leading[i].within)
            status = ask_leading(records, records->leading[i].statement, id, &within, problem);
    }
    *ids = within.ids;
    *count = within.count;
    return status;
}
