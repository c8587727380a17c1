// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The rows that the door has left, read only. Two records are compared by the same function that compares them when they are
// written, so that history says the same of a field as a conflict does; SQL only looks which changes may be meant.
#include "core/editorial/history.h"

#include "core/base/memory.h"
#include "core/database/statement.h"
#include "core/model/record.h"

#include <string.h>

// ---- which changes ------------------------------------------------------------------------------------------------

// The path of a field as SQLite's functions for JSON write it: $."texts"."uk"."summary". NULL for NULL.
static const char *json_path(struct arena *arena, const char *path)
{
    struct arena_text text = {0};
    if (path == NULL)
        return NULL;
    arena_append(arena, &text, "$");
    for (const char *end; *path != '\0'; path = *end == '.' ? end + 1 : end) {
        end = path + strcspn(path, ".");
        arena_append(arena, &text, arena_format(arena, ".\"%.*s\"", (int)(end - path), path));
    }
    return text.bytes;
}

// Conditions on a row of `change`, and on one of `change_thing`.
#define BY_IT " (?1 IS NULL OR author = ?1) AND (?2 IS NULL OR door = ?2)"
#define OF_IT                                                                                                          \
    " (?3 IS NULL OR kind = ?3) AND (?4 IS NULL OR thing = ?4)"                                                         \
    " AND (?5 IS NULL OR json_extract(before, ?5) IS NOT json_extract(after, ?5))"
#define IS_MEANT BY_IT " AND EXISTS (SELECT 1 FROM change_thing WHERE change = number AND" OF_IT ")"

static struct statement *ask(sqlite3 *editorial, const char *sql, const struct history_filter *filter, struct arena *arena,
                             struct problem *problem)
{
    struct statement *rows = database_query(editorial, sql, problem);
    statement_bind_text(rows, 1, filter->author);
    statement_bind_text(rows, 2, filter->door);
    statement_bind_text(rows, 3, filter->kind);
    statement_bind_text(rows, 4, filter->thing);
    statement_bind_text(rows, 5, json_path(arena, filter->path));
    return rows;
}

// What a record is called; NULL: it is none, or has no name.
static const char *title_of(struct arena *arena, const char *text)
{
    struct problem ignored;
    json_t *record;
    if (text == NULL || record_read_text(text, &record, &ignored) != STATUS_OK)
        return NULL;
    const char *title = arena_copy_text(arena, record_title(record));
    json_decref(record);
    return title;
}

// The thing by which a change is called.
static enum status name_entry(sqlite3 *editorial, const struct history_filter *filter, struct arena *arena,
                              struct history_entry *entry, struct problem *problem)
{
    struct statement *row = ask(editorial,
                                "SELECT thing, kind, slug, coalesce(after, before) FROM change JOIN change_thing"
                                " ON change = number WHERE number = ?6 AND" BY_IT " AND" OF_IT " LIMIT 1",
                                filter, arena, problem);
    statement_bind_number(row, 6, entry->number);
    if (statement_next(row)) {
        entry->thing = statement_copy(arena, row, 0);
        entry->kind = statement_copy(arena, row, 1);
        entry->slug = statement_copy(arena, row, 2);
        entry->title = title_of(arena, statement_text(row, 3));
    }
    return statement_end(&row);
}

enum status history_list(sqlite3 *editorial, const struct history_filter *filter, int64_t before, size_t limit,
                         struct arena *arena, struct history_entry **entries, size_t *count, struct problem *problem)
{
    size_t capacity = 0;
    struct statement *rows =
        ask(editorial,
            "SELECT number, at, author, reason, door, undoes,"
            " (SELECT max(later.number) FROM change AS later WHERE later.undoes = change.number),"
            " (SELECT count(*) FROM change_thing WHERE change = number),"
            " (SELECT count(*) FROM change_thing WHERE change = number AND before IS NULL),"
            " (SELECT count(*) FROM change_thing WHERE change = number AND after IS NULL)"
            " FROM change WHERE (?6 = 0 OR number < ?6) AND" IS_MEANT " ORDER BY number DESC LIMIT ?7",
            filter, arena, problem);
    statement_bind_number(rows, 6, before);
    statement_bind_number(rows, 7, (int64_t)limit);
    *entries = NULL;
    *count = 0;
    while (statement_next(rows)) {
        *entries = arena_grow(arena, *entries, *count, &capacity, sizeof **entries);
        (*entries)[(*count)++] = (struct history_entry){
            .number = statement_number(rows, 0), .at = statement_copy(arena, rows, 1), .author = statement_copy(arena, rows, 2),
            .reason = statement_copy(arena, rows, 3), .door = statement_copy(arena, rows, 4), .undoes = statement_number(rows, 5),
            .undone_by = statement_number(rows, 6), .things = (size_t)statement_number(rows, 7),
            .added = (size_t)statement_number(rows, 8), .removed = (size_t)statement_number(rows, 9)};
    }
    enum status status = statement_end(&rows);
    for (size_t i = 0; status == STATUS_OK && i < *count; i++)
        status = name_entry(editorial, filter, arena, &(*entries)[i], problem);
    return status;
}

enum status history_count(sqlite3 *editorial, const struct history_filter *filter, int64_t *count, struct problem *problem)
{
    struct arena arena = {0};
    struct statement *row = ask(editorial, "SELECT count(*) FROM change WHERE" IS_MEANT, filter, &arena, problem);
    *count = statement_next(row) ? statement_number(row, 0) : 0;
    enum status status = statement_end(&row);
    arena_free(&arena);
    return status;
}

// ---- one thing ----------------------------------------------------------------------------------------------------

enum status editorial_history(sqlite3 *editorial, struct arena *arena, const char *id, struct change_history **changes,
                              size_t *count, struct problem *problem)
{
    size_t capacity = 0;
    *count = 0;
    *changes = NULL;
    struct statement *rows =
        database_query(editorial,
                       "SELECT number, at, author, reason, door, undoes, revision, before, after FROM change_thing"
                       " JOIN change ON number = change WHERE thing = ? ORDER BY number",
                       problem);
    statement_bind_text(rows, 1, id);
    while (statement_next(rows)) {
        *changes = arena_grow(arena, *changes, *count, &capacity, sizeof **changes);
        (*changes)[(*count)++] = (struct change_history){
            statement_number(rows, 0),      statement_copy(arena, rows, 1), statement_copy(arena, rows, 2),
            statement_copy(arena, rows, 3), statement_copy(arena, rows, 4), statement_number(rows, 5),
            statement_number(rows, 6),      statement_copy(arena, rows, 7), statement_copy(arena, rows, 8)};
    }
    return statement_end(&rows);
}

// The fields that are asked for, gathered.
struct field_list {
    struct arena *arena;
    const char *path; // NULL: all
    struct history_field *items;
    size_t count, capacity;
};

static void add_field(struct field_list *list, const struct history_field *field)
{
    list->items = arena_grow(list->arena, list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = *field;
}

static const char *text_of(struct arena *arena, json_t *value)
{
    char *dumped = value == NULL ? NULL : json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT | JSON_SORT_KEYS);
    const char *text = arena_copy_text(arena, dumped);
    memory_release(dumped);
    return text;
}

// What one change did; `field` has what is the same of all its fields.
static void add_differences(struct field_list *list, struct history_field field, json_t *before, json_t *after)
{
    struct arena arena = {0};
    size_t count;
    const struct record_difference *differences = record_compare(&arena, before, after, &count);
    bool whole = before == NULL || after == NULL;
    field.path = "";
    if (whole && list->path == NULL)
        add_field(list, &field);
    for (size_t i = 0; i < count; i++) {
        if (list->path == NULL ? whole : strcmp(list->path, differences[i].path) != 0)
            continue;
        field.path = arena_copy_text(list->arena, differences[i].path);
        field.before = text_of(list->arena, differences[i].before);
        field.after = text_of(list->arena, differences[i].after);
        add_field(list, &field);
    }
    arena_free(&arena);
}

static enum status read_side(struct statement *row, int column, json_t **record, struct problem *problem)
{
    *record = NULL;
    return statement_is_null(row, column) ? STATUS_OK : record_read_text(statement_text(row, column), record, problem);
}

enum status history_fields(sqlite3 *editorial, const char *thing, const char *path, struct arena *arena,
                           struct history_field **fields, size_t *count, struct problem *problem)
{
    struct field_list list = {.arena = arena, .path = path};
    enum status status = STATUS_OK;
    struct statement *rows = database_query(editorial,
                                            "SELECT number, at, author, door, revision, before, after FROM change_thing"
                                            " JOIN change ON number = change WHERE thing = ? ORDER BY number DESC",
                                            problem);
    statement_bind_text(rows, 1, thing);
    while (status == STATUS_OK && statement_next(rows)) {
        json_t *before, *after = NULL;
        const struct history_field field = {.change = statement_number(rows, 0), .at = statement_copy(arena, rows, 1),
                                            .author = statement_copy(arena, rows, 2), .door = statement_copy(arena, rows, 3),
                                            .revision = statement_number(rows, 4)};
        status = read_side(rows, 5, &before, problem);
        if (status == STATUS_OK)
            status = read_side(rows, 6, &after, problem);
        if (status == STATUS_OK)
            add_differences(&list, field, before, after);
        json_decref(before);
        json_decref(after);
    }
    enum status read = statement_end(&rows);
    *fields = list.items;
    *count = list.count;
    return status != STATUS_OK ? status : read;
}

enum status history_things(sqlite3 *editorial, int64_t change, size_t limit, struct arena *arena, struct history_thing **things,
                           size_t *count, struct problem *problem)
{
    size_t capacity = 0;
    struct statement *rows = database_query( // sorted without the records, which are large
        editorial,
        "SELECT thing, kind, slug, before, after FROM change_thing WHERE change = ?1 AND thing IN (SELECT thing FROM change_thing"
        " WHERE change = ?1 ORDER BY kind, slug, thing LIMIT ?2) ORDER BY kind, slug, thing",
        problem);
    statement_bind_number(rows, 1, change);
    statement_bind_number(rows, 2, (int64_t)limit);
    *things = NULL;
    *count = 0;
    while (statement_next(rows)) {
        const char *before = statement_copy(arena, rows, 3), *after = statement_copy(arena, rows, 4);
        *things = arena_grow(arena, *things, *count, &capacity, sizeof **things);
        (*things)[(*count)++] = (struct history_thing){
            statement_copy(arena, rows, 0), statement_copy(arena, rows, 1), statement_copy(arena, rows, 2),
            title_of(arena, after != NULL ? after : before), before, after};
    }
    return statement_end(&rows);
}

// ---- what is gone -------------------------------------------------------------------------------------------------

// A condition: it did not go with what it was within.
static const char *by_itself(struct arena *arena)
{
    struct arena_text text = {0};
    arena_append(arena, &text, "");
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        if (model->within)
            arena_append(arena, &text,
                         arena_format(arena,
                                      " AND NOT (gone.kind = '%s' AND EXISTS (SELECT 1 FROM change_thing AS above"
                                      " WHERE above.change = gone.change AND above.thing = json_extract(gone.before, '$.%s')"
                                      " AND above.after IS NULL))",
                                      model->name, model->parent_column));
    }
    return text.bytes;
}

enum status history_removed(sqlite3 *editorial, int64_t before, size_t limit, struct arena *arena,
                            struct history_removed **things, size_t *count, struct problem *problem)
{
    size_t capacity = 0;
    struct statement *rows = database_query(
        editorial,
        arena_format(arena,
                     "SELECT thing, kind, slug, before, gone.change, at, author, door FROM change_thing AS gone JOIN change"
                     " ON number = gone.change WHERE after IS NULL AND (?1 = 0 OR gone.change < ?1)"
                     " AND NOT EXISTS (SELECT 1 FROM thing WHERE id = gone.thing)"
                     " AND NOT EXISTS (SELECT 1 FROM change_thing AS later WHERE later.thing = gone.thing AND later.change > gone.change)"
                     "%s ORDER BY gone.change DESC, kind, slug, thing LIMIT ?2",
                     by_itself(arena)),
        problem);
    statement_bind_number(rows, 1, before);
    statement_bind_number(rows, 2, (int64_t)limit);
    *things = NULL;
    *count = 0;
    while (statement_next(rows)) {
        *things = arena_grow(arena, *things, *count, &capacity, sizeof **things);
        (*things)[(*count)++] = (struct history_removed){
            statement_copy(arena, rows, 0), statement_copy(arena, rows, 1), statement_copy(arena, rows, 2),
            title_of(arena, statement_text(rows, 3)), statement_number(rows, 4), statement_copy(arena, rows, 5),
            statement_copy(arena, rows, 6), statement_copy(arena, rows, 7)};
    }
    return statement_end(&rows);
}
