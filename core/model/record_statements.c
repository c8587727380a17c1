// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The texts of the statements follow from the model, so that a new kind or field needs none of its own.
#include "core/model/record_private.h"

#include "core/base/memory.h"

#include <string.h>

static const char *const shared[RECORD_STATEMENTS] = {
    [THING_READ] = "SELECT kind, slug, position, revision FROM thing WHERE id = ?",
    [THING_FIND_SLUG] = "SELECT id FROM thing WHERE kind = ? AND slug = ?",
    [THING_WRITE] = "INSERT INTO thing (id, kind, slug, position, revision) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO"
                    " UPDATE SET slug = excluded.slug, position = excluded.position, revision = excluded.revision",
    [THING_REMOVE] = "DELETE FROM thing WHERE id = ?",
    [TEXT_READ] = "SELECT language, field, text, origin, reviewed_on, source_hash FROM text WHERE thing = ?",
    [TEXT_WRITE] =
        "INSERT INTO text (thing, language, field, text, origin, reviewed_on, source_hash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (thing, language, field) DO UPDATE SET text = excluded.text,"
        " origin = excluded.origin, reviewed_on = excluded.reviewed_on, source_hash = excluded.source_hash",
    [TEXT_REMOVE] = "DELETE FROM text WHERE thing = ? AND language = ? AND field = ?",
    [SOURCE_REMOVE] = "DELETE FROM source WHERE thing = ?",
    [NOTE_READ] = "SELECT text FROM note WHERE thing = ?",
    [NOTE_WRITE] =
        "INSERT INTO note (thing, text) VALUES (?, ?) ON CONFLICT (thing) DO UPDATE SET text = excluded.text",
    [NOTE_REMOVE] = "DELETE FROM note WHERE thing = ?",
    [WITHHELD_READ] = "SELECT reason FROM withheld WHERE thing = ?",
    [WITHHELD_WRITE] =
        "INSERT INTO withheld (thing, reason) VALUES (?, ?) ON CONFLICT (thing) DO UPDATE SET reason = excluded.reason",
    [WITHHELD_REMOVE] = "DELETE FROM withheld WHERE thing = ?",
    [PATH_READ] = "SELECT language, path FROM source_path WHERE thing = ?",
    [PATH_WRITE] = "INSERT INTO source_path (thing, language, path) VALUES (?, ?, ?)",
    [PATH_REMOVE] = "DELETE FROM source_path WHERE thing = ?",
    [LINK_WRITE] = "INSERT OR IGNORE INTO link (thing, target) VALUES (?, ?)",
    [LINK_REMOVE] = "DELETE FROM link WHERE thing = ?",
    [LINK_LEADING] = "SELECT thing FROM link WHERE target = ?",
};

static size_t add(struct records *records, const char *sql)
{
    if (records->count == records->capacity) {
        records->capacity = 2 * records->capacity + 64;
        records->sql = memory_resize(records->sql, records->capacity, sizeof *records->sql);
    }
    records->sql[records->count] = sql;
    return records->count++;
}

// The names of columns behind one another, or as many question marks, each with what stands before it.
static const char *list(struct arena *arena, const char *before, const struct model_column *columns, size_t count,
                        bool names)
{
    struct arena_text text = {0};
    arena_append(arena, &text, "");
    for (size_t i = 0; i < count; i++) {
        arena_append(arena, &text, before);
        arena_append(arena, &text, names ? columns[i].name : "?");
    }
    return text.bytes;
}

static const char *changes(struct arena *arena, const struct model_column *columns, size_t count)
{
    struct arena_text text = {0};
    arena_append(arena, &text, count == 0 ? "DO NOTHING" : "DO UPDATE SET ");
    for (size_t i = 0; i < count; i++)
        arena_append(arena, &text,
                     arena_format(arena, "%s%s = excluded.%s", i == 0 ? "" : ", ", columns[i].name, columns[i].name));
    return text.bytes;
}

static const char *upsert(struct arena *arena, const char *table, const char *key, const struct model_column *columns,
                          size_t count)
{
    return arena_format(arena, "INSERT INTO %s (%s%s) VALUES (?%s) ON CONFLICT (%s) %s", table, key,
                        list(arena, ", ", columns, count, true), list(arena, ", ", columns, count, false), key,
                        changes(arena, columns, count));
}

static const char *selection(struct arena *arena, const char *table, const char *key,
                             const struct model_column *columns, size_t count)
{
    return arena_format(arena, "SELECT %s%s FROM %s WHERE %s = ?", key, list(arena, ", ", columns, count, true), table,
                        key);
}

static void add_part(struct records *records, const struct model_part *part)
{
    struct arena *arena = &records->arena;
    const char *position = part->ordered ? ", position" : "";
    const char *order = part->ordered ? "position" : part->columns[0].name;
    const char *names = list(arena, ", ", part->columns, part->column_count, true);
    add(records, arena_format(arena, "%s ORDER BY %s",
                              selection(arena, part->table, part->owner, part->columns, part->column_count), order));
    add(records,
        arena_format(arena, "INSERT INTO %s (%s%s%s) VALUES (?%s%s)", part->table, part->owner, names, position,
                     list(arena, ", ", part->columns, part->column_count, false), part->ordered ? ", ?" : ""));
    add(records, arena_format(arena, "DELETE FROM %s WHERE %s = ?", part->table, part->owner));
}

// Which things lead to a thing of a kind by these columns of a table, where `owner` is their id. `within`: the column
// that says in which thing they are; NULL: none does.
static void add_leading(struct records *records, const char *table, const char *owner,
                        const struct model_column *columns, size_t count, const char *within)
{
    for (size_t i = 0; i < count; i++) {
        if (columns[i].type != MODEL_THING)
            continue;
        records->leading = memory_resize(records->leading, records->leading_count + 1, sizeof *records->leading);
        records->leading[records->leading_count++] =
            (struct record_leading_query){columns[i].leads_to, within != NULL && strcmp(columns[i].name, within) == 0,
                                          add(records, arena_format(&records->arena, "SELECT %s FROM %s WHERE %s = ?",
                                                                    owner, table, columns[i].name))};
    }
}

static void add_kind(struct records *records, enum kind kind)
{
    const struct model_kind *model = model_kind(kind);
    struct arena *arena = &records->arena;
    records->first[kind] = add(records, selection(arena, model->name, "id", model->columns, model->column_count));
    add(records, upsert(arena, model->name, "id", model->columns, model->column_count));
    for (size_t i = 0; i < model->part_count; i++)
        add_part(records, &model->parts[i]);
    add_leading(records, model->name, "id", model->columns, model->column_count,
                model->within ? model->parent_column : NULL);
    for (size_t i = 0; i < model->part_count; i++)
        add_leading(records, model->parts[i].table, model->parts[i].owner, model->parts[i].columns,
                    model->parts[i].column_count, NULL);
}

struct records *records_open(sqlite3 *editorial)
{
    size_t count;
    const struct model_column *source = model_source(&count);
    struct records *records = memory_allocate(1, sizeof *records);
    records->database = editorial;
    for (size_t i = 0; i < RECORD_STATEMENTS; i++)
        add(records, shared[i]);
    records->sql[SOURCE_READ] = selection(&records->arena, "source", "thing", source, count);
    records->sql[SOURCE_WRITE] = upsert(&records->arena, "source", "thing", source, count);
    for (int kind = 0; kind < KIND_COUNT; kind++)
        add_kind(records, (enum kind)kind);
    records->statements = statements_open(editorial, records->sql, records->count, NULL);
    return records;
}

void records_close(struct records **records)
{
    if (*records == NULL)
        return;
    statements_close(&(*records)->statements);
    memory_free(&(*records)->leading);
    memory_free(&(*records)->sql);
    arena_free(&(*records)->arena);
    memory_free(records);
}

struct statement *record_begin(struct records *records, size_t statement, struct problem *problem)
{
    return statements_begin(records->statements, statement, problem);
}

size_t record_part_statement(const struct records *records, enum kind kind, size_t part, int which)
{
    return records->first[kind] + KIND_STATEMENTS + part * PART_STATEMENTS + (size_t)which;
}
