// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Which things a page can show follows from where things lead, which the model knows; how far one looks is said in gather() alone.
#include "core/publish/preview.h"

#include "core/database/database.h"
#include "core/database/statement.h"
#include "core/editorial/shown.h"
#include "core/model/lead.h"
#include "core/model/record.h"
#include "core/publish/build_private.h"
#include "core/publish/reach.h"

#include <stdlib.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

// What every page can show, or the keys of a kiosk lead to.
static const enum kind everywhere[] = {KIND_CITY, KIND_AREA, KIND_HOLIDAY, KIND_EMERGENCY, KIND_TERM};
static const char closures_of_all[] = "SELECT id FROM closure WHERE offer_id IS NULL AND organization_id IS NULL";

struct gathering {
    struct reach reach; // all things of the catalog
    json_t *record;
    json_t *beside; // NULL: none
    char page[MODEL_ID_BYTES];
};

// ---- which things -------------------------------------------------------------------------------------------------

static void add_everywhere(struct gathering *gathering, json_t *added)
{
    for (size_t i = 0; i < COUNT_OF(everywhere); i++)
        reach_add(&gathering->reach, "SELECT id FROM thing WHERE kind = ?", model_kind(everywhere[i])->name, added);
    reach_add(&gathering->reach, closures_of_all, NULL, added);
}

// Where the record leads as it is now, which the database need not know yet.
static void add_links(struct gathering *gathering, json_t *added)
{
    size_t count;
    const struct record_link *links = record_links(&gathering->reach.arena, gathering->record, &count);
    for (size_t i = 0; i < count; i++)
        reach_add(&gathering->reach, "SELECT id FROM thing WHERE id = ?", links[i].id, added);
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
    struct statement *rows = database_query(gathering->reach.database,
                                            "SELECT id, kind FROM thing WHERE id IN (SELECT value FROM json_each(?))"
                                            " ORDER BY position, id",
                                            gathering->reach.problem);
    statement_bind_text(rows, 1, reach_text(&gathering->reach, near));
    while (id == NULL && gathering->reach.status == STATUS_OK && statement_next(rows)) {
        if (model_kind(model_kind_of(statement_text(rows, 1)))->listed)
            id = statement_text(rows, 0);
    }
    if (id != NULL)
        memccpy(gathering->page, id, '\0', sizeof gathering->page - 1);
    enum status status = statement_end(&rows);
    if (gathering->reach.status == STATUS_OK)
        gathering->reach.status = status;
}

// Adds those that lead to what is there and mean nothing without it, closures and duplicates, but none that needs more.
static void add_bound(struct gathering *gathering, json_t *added)
{
    json_t *there = json_array();
    const char *id;
    json_t *value;
    json_object_foreach(gathering->reach.ids, id, value) json_array_append_new(there, json_string(id));
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        for (size_t i = 0; i < model->column_count; i++)
            if (model->columns[i].bound)
                reach_add(&gathering->reach,
                          arena_format(&gathering->reach.arena, "SELECT id FROM %s WHERE %s IN (SELECT value FROM json_each(?))",
                                       model->name, model->columns[i].name),
                          reach_text(&gathering->reach, there), added);
    }
    json_decref(there);
}

// The record with its parts; what they lead to and what leads to them, with its parts; and where these lead. Of an area also what
// stands in its topics, which are counted.
static void gather(struct gathering *gathering)
{
    json_t *shown = json_array();
    json_t *near = json_array();
    json_t *all = json_array();
    json_object_set_new(gathering->reach.ids, record_id(gathering->record), json_true());
    json_array_append_new(shown, json_string(record_id(gathering->record)));
    add_everywhere(gathering, all);
    reach_follow(&gathering->reach, shown, REACH_FROM_PARTS, shown);
    add_bound(gathering, shown); // a page shows what leads to a duplicate of its thing, too
    add_links(gathering, near);
    reach_follow(&gathering->reach, shown, REACH_TO, near);
    reach_follow(&gathering->reach, shown, REACH_FROM, near);
    choose_page(gathering, near);
    reach_follow(&gathering->reach, near, REACH_FROM_PARTS, near);
    if (record_kind(gathering->record) == KIND_AREA)
        reach_follow(&gathering->reach, near, REACH_FROM, all);
    reach_follow(&gathering->reach, near, REACH_TO, all);
    json_array_extend(all, shown);
    json_array_extend(all, near);
    reach_follow_all(&gathering->reach, all, REACH_TO_NEEDED, all);
    add_bound(gathering, all);
    reach_follow_all(&gathering->reach, all, REACH_TO_NEEDED, all);
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
    if (filling->gathering->reach.status == STATUS_OK)
        filling->gathering->reach.status = database_run(filling->catalog, sql, filling->gathering->reach.problem);
}

// All tables with the column that says whose their rows are: the one that goes with its thing.
static void copy_others(struct filling *filling)
{
    struct gathering *gathering = filling->gathering;
    json_t *others = json_array();
    const char *id;
    json_t *value;
    json_object_foreach(gathering->reach.ids, id, value)
    {
        if (strcmp(id, record_id(gathering->record)) != 0 && strcmp(id, record_id(gathering->beside)) != 0)
            json_array_append_new(others, json_string(id));
    }
    const char *ids = reach_text(&gathering->reach, others);
    struct statement *tables = database_query(
        filling->catalog,
        "SELECT name, coalesce((SELECT \"from\" FROM pragma_foreign_key_list(name) WHERE on_delete = 'CASCADE'), 'id')"
        " FROM sqlite_schema WHERE type = 'table' ORDER BY rowid",
        gathering->reach.problem);
    while (gathering->reach.status == STATUS_OK && statement_next(tables)) {
        const char *table = statement_copy(&gathering->reach.arena, tables, 0);
        const char *owner = statement_copy(&gathering->reach.arena, tables, 1);
        gathering->reach.status = build_copy_table(filling->catalog, gathering->reach.database, table, owner, ids, gathering->reach.problem);
    }
    enum status status = statement_end(&tables);
    if (gathering->reach.status == STATUS_OK)
        gathering->reach.status = status;
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
    const struct record_link *links = record_links(&gathering->reach.arena, record, &count);
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
        *gathering->reach.problem = first;
}

static void write_record(struct filling *filling, json_t *written)
{
    struct gathering *gathering = filling->gathering;
    if (gathering->reach.status != STATUS_OK)
        return;
    struct records *records = records_open(filling->catalog);
    json_t *copy = json_deep_copy(written);
    json_object_del(copy, "staff_note"); // the tables of both are the editorial database's alone
    json_object_del(copy, "withheld");
    record_tidy(copy);
    record_complete(copy, NULL);
    json_t *record = record_without_lost_links(copy, kind_there, records);
    gathering->reach.status = stands(gathering, records, record) ? record_write(records, NULL, record, 1, gathering->reach.problem)
                                                           : STATUS_INVALID;
    if (gathering->reach.status == STATUS_INVALID)
        explain(gathering, records, record);
    json_decref(record);
    json_decref(copy);
    records_close(&records);
}

// What leads out of the catalog.
static void cut_lead(void *context, const struct lead *lead)
{
    struct filling *filling = context;
    struct arena *arena = &filling->gathering->reach.arena;
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
    gathering->reach.problem = problem;
    copy_others(&filling);
    write_record(&filling, gathering->record);
    if (gathering->beside != NULL && record_string(gathering->beside, "withheld") == NULL)
        write_record(&filling, gathering->beside);
    lead_each(cut_lead, &filling);
    return gathering->reach.status == STATUS_OK ? build_strip(catalog, problem) : gathering->reach.status;
}

// What is withheld around it is left out, unless the thing itself is: then nobody knows what else will come with it.
static enum status begin_shown(struct gathering *gathering, bool *began)
{
    enum status status = shown_begin(gathering->reach.database, began, gathering->reach.problem);
    if (*began && shown_leaves_out(gathering->reach.database, record_id(gathering->record))) {
        shown_end(gathering->reach.database);
        *began = false;
    }
    return status;
}

enum status preview_build(sqlite3 *editorial, json_t *record, json_t *beside, const char *created, struct preview *preview,
                          struct problem *problem)
{
    struct gathering gathering = {.reach = {.database = editorial, .ids = json_object(), .problem = problem},
                                  .record = record, .beside = beside};
    const struct build_extent extent = {.searched = false, .compact = false};
    struct problem ignored;
    bool began = false;
    *preview = (struct preview){.bytes = NULL};
    enum status status = database_run(editorial, "SAVEPOINT preview", problem); // all from one state, be it that of a change under way
    if (status == STATUS_OK) {
        status = begin_shown(&gathering, &began);
        if (status == STATUS_OK) {
            gather(&gathering);
            status = gathering.reach.status;
        }
        if (status == STATUS_OK)
            status = build_catalog_of(fill, &gathering, 1, created, extent, &preview->bytes, &preview->size, problem);
        if (began)
            shown_end(editorial);
        database_run(editorial, "RELEASE preview", &ignored);
    }
    memcpy(preview->page, gathering.page, sizeof preview->page);
    json_decref(gathering.reach.ids);
    arena_free(&gathering.reach.arena);
    return status;
}
