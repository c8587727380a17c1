// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Which things a page can show follows from where things lead, which the model knows. They are found a set at a time: a statement
// for each kind of link, whatever the number of things, so that a topic with hundreds of offers costs no more statements than one
// offer does.
#include "core/publish/preview.h"

#include "core/base/arena.h"
#include "core/database/database.h"
#include "core/database/statement.h"
#include "core/editorial/shown.h"
#include "core/model/lead.h"
#include "core/model/record.h"
#include "core/publish/build_private.h"

#include <stdlib.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

// What every page can show, or the keys of a kiosk lead to.
static const enum kind everywhere[] = {KIND_CITY, KIND_AREA, KIND_HOLIDAY, KIND_EMERGENCY, KIND_TERM};
static const char closures_of_all[] = "SELECT id FROM closure WHERE offer_id IS NULL AND organization_id IS NULL";

struct gathering {
    struct arena arena;
    sqlite3 *editorial;
    json_t *record;
    json_t *ids; // an object whose keys are those of all things in the catalog
    char page[MODEL_ID_BYTES];
    struct problem *problem;
    enum status status; // of the first failure
};

// ---- which things -------------------------------------------------------------------------------------------------

// A list of ids in the arena of JSON, as a text for SQL.
static const char *ids_text(struct gathering *gathering, json_t *ids)
{
    char *text = json_dumps(ids, JSON_COMPACT);
    const char *copy = arena_copy_text(&gathering->arena, text);
    free(text);
    return copy;
}

// Adds the things of the first column, and to `added` those that are new. `wanted` NULL: the statement has no parameter.
static void add_found(struct gathering *gathering, const char *sql, const char *wanted, json_t *added)
{
    if (gathering->status != STATUS_OK)
        return;
    struct statement *rows = database_query(gathering->editorial, sql, gathering->problem);
    if (wanted != NULL)
        statement_bind_text(rows, 1, wanted);
    while (statement_next(rows)) {
        const char *id = statement_text(rows, 0);
        if (id == NULL || json_object_get(gathering->ids, id) != NULL)
            continue;
        json_object_set_new(gathering->ids, id, json_true());
        json_array_append_new(added, json_string(id));
    }
    gathering->status = statement_end(&rows);
}

enum direction {
    TO_OTHERS,
    TO_NEEDED,  // without which a thing cannot be
    FROM_OTHERS,
    FROM_PARTS, // which are within it
};

struct walk {
    struct gathering *gathering;
    enum direction direction;
    const char *from;
    json_t *added;
};

static void follow_lead(void *context, const struct lead *lead)
{
    struct walk *walk = context;
    struct arena *arena = &walk->gathering->arena;
    bool back = walk->direction >= FROM_OTHERS;
    if ((walk->direction == TO_NEEDED && !lead->needed) || (walk->direction == FROM_PARTS && !lead->within))
        return;
    add_found(walk->gathering,
              arena_format(arena, "SELECT DISTINCT %s FROM %s WHERE %s IN (SELECT value FROM json_each(?))",
                           back ? lead->owner : lead->target, lead->table, back ? lead->target : lead->owner),
              walk->from, walk->added);
}

// What leads there, or where it leads, as far as it is new; a list of the caller's.
static json_t *follow(struct gathering *gathering, json_t *from, enum direction direction)
{
    struct walk walk = {gathering, direction, ids_text(gathering, from), json_array()};
    if (json_array_size(from) > 0)
        lead_each(follow_lead, &walk);
    return walk.added;
}

// Follows, and adds what is found to `to`, which may be `from`.
static void follow_into(struct gathering *gathering, json_t *from, enum direction direction, json_t *to)
{
    json_t *found = follow(gathering, from, direction);
    json_array_extend(to, found);
    json_decref(found);
}

static void add_everywhere(struct gathering *gathering, json_t *added)
{
    for (size_t i = 0; i < COUNT_OF(everywhere); i++)
        add_found(gathering, "SELECT id FROM thing WHERE kind = ?", model_kind(everywhere[i])->name, added);
    add_found(gathering, closures_of_all, NULL, added);
}

// Where the record leads as it is now, which the database need not know yet.
static void add_links(struct gathering *gathering, json_t *added)
{
    size_t count;
    const struct record_link *links = record_links(&gathering->arena, gathering->record, &count);
    for (size_t i = 0; i < count; i++)
        add_found(gathering, "SELECT id FROM thing WHERE id = ?", links[i].id, added);
}

// A thing without a page of its own is shown on that of what it is a part of, or of the first thing that leads to it or that it
// leads to.
static void choose_page(struct gathering *gathering, json_t *near)
{
    enum kind kind = record_kind(gathering->record);
    const struct model_kind *model = model_kind(kind);
    const char *id = model->listed ? record_id(gathering->record)
                     : model->within ? record_string(gathering->record, model->parent_column)
                                     : NULL;
    struct statement *rows = database_query(gathering->editorial,
                                            "SELECT id, kind FROM thing WHERE id IN (SELECT value FROM json_each(?))"
                                            " ORDER BY position, id",
                                            gathering->problem);
    statement_bind_text(rows, 1, ids_text(gathering, near));
    while (id == NULL && gathering->status == STATUS_OK && statement_next(rows)) {
        if (model_kind(model_kind_of(statement_text(rows, 1)))->listed)
            id = statement_text(rows, 0);
    }
    if (id != NULL)
        memccpy(gathering->page, id, '\0', sizeof gathering->page - 1);
    enum status status = statement_end(&rows);
    if (gathering->status == STATUS_OK)
        gathering->status = status;
}

// Adds those that lead to what is there and mean nothing without it, closures and duplicates, but none that needs more.
static void add_bound(struct gathering *gathering, json_t *added)
{
    json_t *there = json_array();
    const char *id;
    json_t *value;
    json_object_foreach(gathering->ids, id, value) json_array_append_new(there, json_string(id));
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        for (size_t i = 0; i < model->column_count; i++)
            if (model->columns[i].bound)
                add_found(gathering,
                          arena_format(&gathering->arena, "SELECT id FROM %s WHERE %s IN (SELECT value FROM json_each(?))",
                                       model->name, model->columns[i].name),
                          ids_text(gathering, there), added);
    }
    json_decref(there);
}

static void add_needed(struct gathering *gathering, json_t *from)
{
    json_t *all = json_copy(from);
    while (gathering->status == STATUS_OK && json_array_size(all) > 0) {
        json_t *more = follow(gathering, all, TO_NEEDED);
        json_decref(all);
        all = more;
    }
    json_decref(all);
}

// The record with its parts; what they lead to and what leads to them, with its parts; and where these lead. Of an area also what
// stands in its topics, which are counted.
static void gather(struct gathering *gathering)
{
    json_t *shown = json_array();
    json_t *near = json_array();
    json_t *all = json_array();
    json_object_set_new(gathering->ids, record_id(gathering->record), json_true());
    json_array_append_new(shown, json_string(record_id(gathering->record)));
    add_everywhere(gathering, all);
    follow_into(gathering, shown, FROM_PARTS, shown);
    add_bound(gathering, shown); // a page shows what leads to a duplicate of its thing, too
    add_links(gathering, near);
    follow_into(gathering, shown, TO_OTHERS, near);
    follow_into(gathering, shown, FROM_OTHERS, near);
    choose_page(gathering, near);
    follow_into(gathering, near, FROM_PARTS, near);
    if (record_kind(gathering->record) == KIND_AREA)
        follow_into(gathering, near, FROM_OTHERS, all);
    follow_into(gathering, near, TO_OTHERS, all);
    json_array_extend(all, shown);
    json_array_extend(all, near);
    add_needed(gathering, all);
    add_bound(gathering, all);
    add_needed(gathering, all);
    json_decref(all);
    json_decref(near);
    json_decref(shown);
}

// ---- the catalog --------------------------------------------------------------------------------------------------

struct filling {
    struct gathering *gathering;
    sqlite3 *catalog;
};

static void run(struct filling *filling, const char *sql)
{
    if (filling->gathering->status == STATUS_OK)
        filling->gathering->status = database_run(filling->catalog, sql, filling->gathering->problem);
}

// All tables with the column that says whose their rows are: the one that goes with its thing.
static void copy_others(struct filling *filling)
{
    struct gathering *gathering = filling->gathering;
    json_t *others = json_array();
    const char *id;
    json_t *value;
    json_object_foreach(gathering->ids, id, value)
    {
        if (strcmp(id, record_id(gathering->record)) != 0)
            json_array_append_new(others, json_string(id));
    }
    const char *ids = ids_text(gathering, others);
    struct statement *tables = database_query(
        filling->catalog,
        "SELECT name, coalesce((SELECT \"from\" FROM pragma_foreign_key_list(name) WHERE on_delete = 'CASCADE'), 'id')"
        " FROM sqlite_schema WHERE type = 'table' ORDER BY rowid",
        gathering->problem);
    while (gathering->status == STATUS_OK && statement_next(tables)) {
        const char *table = statement_copy(&gathering->arena, tables, 0);
        const char *owner = statement_copy(&gathering->arena, tables, 1);
        gathering->status = build_copy_table(filling->catalog, gathering->editorial, table, owner, ids, gathering->problem);
    }
    enum status status = statement_end(&tables);
    if (gathering->status == STATUS_OK)
        gathering->status = status;
    json_decref(others);
}

static enum kind kind_there(void *context, const char *id)
{
    struct problem ignored;
    enum kind kind = KIND_NONE;
    return record_find(context, id, &kind, &ignored) == STATUS_OK ? kind : KIND_NONE;
}

static void keep_first(void *context, const struct problem *problem)
{
    struct problem *first = context;
    if (first->status == STATUS_OK)
        *first = *problem;
}

// Whether it leads to what it cannot be without.
static bool stands(struct gathering *gathering, struct records *records, json_t *record)
{
    size_t count;
    const struct record_link *links = record_links(&gathering->arena, record, &count);
    for (size_t i = 0; i < count; i++) {
        if (links[i].needed && kind_there(records, links[i].id) != links[i].kind)
            return false;
    }
    return true;
}

// What a table refuses is told as the door would tell it.
static void explain(struct gathering *gathering, struct records *records, json_t *record)
{
    struct problem first = {.status = STATUS_OK};
    record_check(record, kind_there, records, keep_first, &first);
    if (first.status != STATUS_OK)
        *gathering->problem = first;
}

static void write_record(struct filling *filling)
{
    struct gathering *gathering = filling->gathering;
    if (gathering->status != STATUS_OK)
        return;
    struct records *records = records_open(filling->catalog);
    json_t *copy = json_deep_copy(gathering->record);
    json_object_del(copy, "staff_note"); // the tables of both are the editorial database's alone
    json_object_del(copy, "withheld");
    record_tidy(copy);
    record_complete(copy, NULL);
    json_t *record = record_without_lost_links(copy, kind_there, records);
    gathering->status = stands(gathering, records, record) ? record_write(records, NULL, record, 1, gathering->problem)
                                                           : STATUS_INVALID;
    if (gathering->status == STATUS_INVALID)
        explain(gathering, records, record);
    json_decref(record);
    json_decref(copy);
    records_close(&records);
}

// What leads out of the catalog.
static void cut_lead(void *context, const struct lead *lead)
{
    struct filling *filling = context;
    struct arena *arena = &filling->gathering->arena;
    static const char lost[] = "NOT IN (SELECT id FROM thing)";
    if (lead->needed)
        return;
    if (strcmp(lead->owner, "id") == 0)
        run(filling, arena_format(arena, "UPDATE %s SET %s = NULL WHERE %s %s", lead->table, lead->target, lead->target, lost));
    else
        run(filling, arena_format(arena, "DELETE FROM %s WHERE %s %s", lead->table, lead->target, lost));
}

static enum status fill(void *context, sqlite3 *catalog, struct problem *problem)
{
    struct filling filling = {context, catalog};
    struct gathering *gathering = context;
    gathering->problem = problem;
    copy_others(&filling);
    write_record(&filling);
    lead_each(cut_lead, &filling);
    return gathering->status == STATUS_OK ? build_strip(catalog, problem) : gathering->status;
}

// What is withheld around it is left out, unless the thing itself is: then nobody knows what else will come with it.
static enum status begin_shown(struct gathering *gathering, bool *began)
{
    enum status status = shown_begin(gathering->editorial, began, gathering->problem);
    if (*began && shown_leaves_out(gathering->editorial, record_id(gathering->record))) {
        shown_end(gathering->editorial);
        *began = false;
    }
    return status;
}

enum status preview_build(sqlite3 *editorial, json_t *record, const char *created, struct preview *preview, struct problem *problem)
{
    struct gathering gathering = {.editorial = editorial, .record = record, .ids = json_object(), .problem = problem};
    const struct build_extent extent = {.searched = false, .compact = false};
    struct problem ignored;
    bool began = false;
    *preview = (struct preview){.bytes = NULL};
    enum status status = database_run(editorial, "SAVEPOINT preview", problem); // all from one state, be it that of a change under way
    if (status == STATUS_OK) {
        status = begin_shown(&gathering, &began);
        if (status == STATUS_OK) {
            gather(&gathering);
            status = gathering.status;
        }
        if (status == STATUS_OK)
            status = build_catalog_of(fill, &gathering, 1, created, extent, &preview->bytes, &preview->size, problem);
        if (began)
            shown_end(editorial);
        database_run(editorial, "RELEASE preview", &ignored);
    }
    memcpy(preview->page, gathering.page, sizeof preview->page);
    json_decref(gathering.ids);
    arena_free(&gathering.arena);
    return status;
}
