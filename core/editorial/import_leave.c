// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What a source has no more goes as a set: things that only lead to one another go together, and of a guide all steps
// or none.
#include "core/editorial/import_private.h"

#include <string.h>

struct import_leaving {
    const char *id;
    json_t *record;
    int64_t revision;
    const char **leading; // what leads to it
    size_t leading_count;
    enum import_reason reason; // why it stays
    const char *other;         // then, the id of what leads to it; NULL: it was changed, or is worked on
    bool stays;
};

struct import_leave {
    struct import *import;
    struct import_leaving *items; // ordered by id
    size_t count;
};

static struct import_leaving *find(const struct import_leave *leave, const char *id)
{
    for (size_t low = 0, high = leave->count; low < high;) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(leave->items[middle].id, id);
        if (order == 0)
            return &leave->items[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

// ---- what it is ---------------------------------------------------------------------------------------------------

static void gather(struct import_leave *leave)
{
    struct import *import = leave->import;
    size_t capacity = 0;
    struct statement *rows = change_begin_statement(import->change, IMPORTED_OF_SOURCE, import->problem);
    statement_bind_text(rows, 1, import->author.name);
    while (statement_next(rows)) {
        if (import_find(import, statement_text(rows, 0)) != NULL)
            continue;
        leave->items = arena_grow(&import->arena, leave->items, leave->count, &capacity, sizeof *leave->items);
        leave->items[leave->count++] = (struct import_leaving){.id = statement_copy(&import->arena, rows, 0)};
    }
    import_goes_on(import, statement_end(&rows));
}

static void look(struct import_leave *leave, struct import_leaving *item)
{
    struct import *import = leave->import;
    struct records *records = import->change->records;
    struct arena arena = {0};
    import_goes_on(import, record_read(records, item->id, &item->record, &item->revision, import->problem));
    if (item->record == NULL || import->status != STATUS_OK)
        return;
    struct statement *row = change_begin_statement(import->change, IMPORTED_READ, import->problem);
    statement_bind_text(row, 1, item->id);
    if (statement_next(row) && import_is_changed(item->record, statement_copy(&arena, row, 1))) {
        item->stays = true;
        item->reason = IMPORT_LEFT;
    }
    import_goes_on(import, statement_end(&row));
    arena_free(&arena);
    if (!item->stays && import->status == STATUS_OK && import_is_locked(import, item->record, NULL)) {
        item->stays = true;
        item->reason = IMPORT_LOCKED;
    }
    import_goes_on(import, record_leading(records, &import->arena, item->id, &item->leading, &item->leading_count,
                                          import->problem));
}

// ---- what stays ---------------------------------------------------------------------------------------------------

// What stays only because of something that is worked on stays the import's, as that does.
static bool stay(struct import_leaving *item, const struct import_leaving *because, const char *other)
{
    item->stays = true;
    item->reason = because != NULL && because->reason == IMPORT_LOCKED ? IMPORT_LOCKED : IMPORT_NEEDED;
    item->other = other;
    return true;
}

// A thing stays to which something leads that stays, and what is within one that stays.
static bool look_again(const struct import_leave *leave, struct import_leaving *item)
{
    const struct model_kind *model = model_kind(record_kind(item->record));
    const char *above = model->within ? record_string(item->record, model->parent_column) : NULL;
    const struct import_leaving *whole = above == NULL ? NULL : find(leave, above);
    if (whole != NULL && whole->stays)
        return stay(item, whole, above);
    for (size_t i = 0; i < item->leading_count; i++) {
        const struct import_leaving *other = find(leave, item->leading[i]);
        if (other == NULL || other->stays)
            return stay(item, other, item->leading[i]);
    }
    return false;
}

static void find_what_stays(struct import_leave *leave)
{
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < leave->count; i++) {
            struct import_leaving *item = &leave->items[i];
            if (item->record != NULL && !item->stays && look_again(leave, item))
                more = true;
        }
    }
}

// ---- the whole ----------------------------------------------------------------------------------------------------

static void disown(struct import *import, const struct import_leaving *item)
{
    struct statement *statement = change_begin_statement(import->change, IMPORTED_REMOVE, import->problem);
    statement_bind_text(statement, 1, item->id);
    statement_run(statement);
    import_goes_on(import, statement_end(&statement));
}

static void settle(struct import_leave *leave, struct import_leaving *item)
{
    struct import *import = leave->import;
    if (item->stays) {
        if (item->reason != IMPORT_LOCKED)
            disown(import, item);
        import_tell_kept(import, &(struct import_kept){item->reason, item->record, NULL, NULL, NULL, item->other});
        return;
    }
    const struct model_kind *model = model_kind(record_kind(item->record));
    const char *above = model->within ? record_string(item->record, model->parent_column) : NULL;
    bool alone = above == NULL || find(leave, above) == NULL;
    if (alone && import->listener.changed != NULL)
        import->listener.changed(import->listener.context, import, item->record, NULL);
    import->report->removed += above == NULL;
    struct import_entry *whole = above == NULL ? NULL : import_find(import, above);
    if (whole != NULL)
        whole->changed = true;
    import_goes_on(import, change_erase(import->change, item->record, item->revision, import->problem));
}

// What people have removed and the source has no more needs not be remembered.
static void forget_removed(struct import *import)
{
    struct gone {
        const char *id;
        struct gone *next;
    } *first = NULL;
    struct statement *rows = change_begin_statement(import->change, REMOVED_OF_SOURCE, import->problem);
    statement_bind_text(rows, 1, import->author.name);
    while (statement_next(rows)) {
        if (import_find(import, statement_text(rows, 0)) != NULL)
            continue;
        struct gone *gone = arena_allocate(&import->arena, 1, sizeof *gone);
        *gone = (struct gone){statement_copy(&import->arena, rows, 0), first};
        first = gone;
    }
    import_goes_on(import, statement_end(&rows));
    for (; first != NULL && import->status == STATUS_OK; first = first->next) {
        struct statement *statement = change_begin_statement(import->change, REMOVED_REMOVE, import->problem);
        statement_bind_text(statement, 1, first->id);
        statement_run(statement);
        import_goes_on(import, statement_end(&statement));
    }
}

void import_leave(struct import *import)
{
    struct import_leave leave = {.import = import};
    gather(&leave);
    for (size_t i = 0; i < leave.count && import->status == STATUS_OK; i++)
        look(&leave, &leave.items[i]);
    if (import->status == STATUS_OK)
        find_what_stays(&leave);
    for (size_t i = 0; i < leave.count; i++) {
        if (import->status == STATUS_OK && leave.items[i].record != NULL)
            settle(&leave, &leave.items[i]);
        json_decref(leave.items[i].record);
    }
    if (import->status == STATUS_OK)
        forget_removed(import);
}
