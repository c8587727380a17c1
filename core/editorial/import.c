// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// All records of a source are gathered before anything is written, so that they may lead to one another in any order.
#include "core/editorial/import_private.h"

#include "core/base/memory.h"

#include <stdlib.h>
#include <string.h>

bool import_goes_on(struct import *import, enum status status)
{
    if (import->status == STATUS_OK)
        import->status = status;
    return import->status == STATUS_OK;
}

void import_tell_kept(struct import *import, const struct import_kept *kept)
{
    import->report->kept += kept->reason != IMPORT_UNKNOWN;
    if (import->listener.kept != NULL)
        import->listener.kept(import->listener.context, import, kept);
}

static void tell_changed(struct import *import, json_t *before, json_t *after)
{
    if (import->listener.changed != NULL)
        import->listener.changed(import->listener.context, import, before, after);
}

// ---- gathering ----------------------------------------------------------------------------------------------------

struct import *import_begin(sqlite3 *editorial, const struct change_author *author, const struct import_listener *listener)
{
    struct import *import = memory_allocate(1, sizeof *import);
    record_use_memory();
    *import = (struct import){.editorial = editorial, .author = *author};
    import->author.door = DOOR_IMPORT;
    if (listener != NULL)
        import->listener = *listener;
    return import;
}

void import_put(struct import *import, json_t *record)
{
    if (import->count == import->capacity) {
        import->capacity = 2 * import->capacity + 256;
        import->entries = memory_resize(import->entries, import->capacity, sizeof *import->entries);
    }
    record_tidy(record);
    import->entries[import->count++] =
        (struct import_entry){.record = record, .id = record_id(record), .kind = record_kind(record)};
}

static int compare_entries(const void *a, const void *b)
{
    const struct import_entry *first = *(const struct import_entry *const *)a;
    const struct import_entry *second = *(const struct import_entry *const *)b;
    int order = strcmp(first->id, second->id);
    return order != 0 ? order : (first > second) - (first < second);
}

static void sort(struct import *import)
{
    struct import_entry **sorted = arena_allocate(&import->arena, import->count, sizeof(struct import_entry *));
    for (size_t i = 0; i < import->count; i++)
        sorted[i] = &import->entries[i];
    if (import->count > 1)
        qsort(sorted, import->count, sizeof(struct import_entry *), compare_entries);
    import->by_id = sorted;
    for (size_t i = 0; i < import->count; i++) {
        if (i == 0 || strcmp(sorted[i - 1]->id, sorted[i]->id) != 0)
            sorted[import->by_id_count++] = sorted[i];
    }
}

struct import_entry *import_find(const struct import *import, const char *id)
{
    size_t low = 0, high = import->by_id_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(import->by_id[middle]->id, id);
        if (order == 0)
            return import->by_id[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

json_t *import_look(struct import *import, const char *id)
{
    const struct import_entry *entry = import_find(import, id);
    json_t *record;
    int64_t revision;
    if (entry != NULL)
        return json_incref(entry->record);
    struct problem ignored; // comes again with the next statement
    return record_read(import->change->records, id, &record, &revision, &ignored) == STATUS_OK ? record : NULL;
}

void import_note_older(struct import *import, const char *id, const char *fields)
{
    if (import->status != STATUS_OK)
        return;
    struct statement *statement =
        change_begin_statement(import->change, fields == NULL ? OLDER_REMOVE : OLDER_WRITE, import->problem);
    statement_bind_text(statement, 1, id);
    if (fields != NULL)
        statement_bind_text(statement, 2, fields);
    statement_run(statement);
    import_goes_on(import, statement_end(&statement));
}

// ---- what there is already ----------------------------------------------------------------------------------------

// Whose the thing is, and what the source said of it last; false when it is not there or nobody's.
static bool read_owner(struct import *import, struct import_entry *entry)
{
    struct statement *row = change_begin_statement(import->change, IMPORTED_READ, import->problem);
    statement_bind_text(row, 1, entry->id);
    bool owned = statement_next(row);
    if (owned) {
        bool own = strcmp(statement_text(row, 0), import->author.name) == 0;
        entry->state = own ? ENTRY_OWNED : ENTRY_OTHERS;
        entry->base = own ? statement_copy(&import->arena, row, 1) : NULL;
    }
    import_goes_on(import, statement_end(&row));
    return owned;
}

static bool was_removed(struct import *import, const char *id)
{
    struct statement *row = change_begin_statement(import->change, REMOVED_READ, import->problem);
    statement_bind_text(row, 1, id);
    bool removed = statement_next(row);
    import_goes_on(import, statement_end(&row));
    return removed;
}

// What a thing of the source leads to is there, or comes.
static enum kind look_up(void *context, const char *id)
{
    struct import *import = context;
    const struct import_entry *entry = import_find(import, id);
    if (entry == NULL)
        return change_lookup(import->change, id);
    return entry->state == ENTRY_REMOVED || entry->state == ENTRY_NOWHERE ? KIND_NONE : entry->kind;
}

// What a thing needs comes before it in the order of kinds, so that going through the entries once is enough, if they
// come in that order.
static const char *find_nowhere(struct import *import, const struct import_entry *entry)
{
    struct arena arena = {0};
    size_t count;
    const char *nowhere = NULL;
    const struct record_link *links = record_links(&arena, entry->record, &count);
    for (size_t i = 0; i < count; i++) {
        const struct import_entry *needed = links[i].needed ? import_find(import, links[i].id) : NULL;
        if (needed != NULL && (needed->state == ENTRY_REMOVED || needed->state == ENTRY_NOWHERE))
            nowhere = links[i].id; // the record's
    }
    arena_free(&arena);
    return nowhere;
}

static void classify(struct import *import, struct import_entry *entry)
{
    const struct model_kind *model = entry->kind == KIND_NONE ? NULL : model_kind(entry->kind);
    const char *above = model != NULL && model->within ? record_string(entry->record, model->parent_column) : NULL;
    struct import_entry *whole = above == NULL ? NULL : import_find(import, above);
    entry->whole = whole == NULL ? entry : whole;
    if (read_owner(import, entry) || import->status != STATUS_OK)
        return;
    if (entry->whole != entry && entry->whole->state != ENTRY_NEW && entry->whole->state != ENTRY_OWNED) {
        entry->state = entry->whole->state;
        return;
    }
    const char *nowhere = find_nowhere(import, entry);
    if (change_lookup(import->change, entry->id) != KIND_NONE)
        entry->state = ENTRY_OTHERS;
    else if (was_removed(import, entry->id))
        entry->state = ENTRY_REMOVED;
    else if (nowhere != NULL)
        entry->state = ENTRY_NOWHERE;
    if (entry->state == ENTRY_REMOVED)
        import_tell_kept(import, &(struct import_kept){IMPORT_REMOVED, entry->record, NULL, NULL, NULL, NULL});
    else if (entry->state == ENTRY_NOWHERE)
        import_tell_kept(import, &(struct import_kept){IMPORT_NOWHERE, entry->record, NULL, NULL, NULL, nowhere});
}

// ---- writing ------------------------------------------------------------------------------------------------------

// A problem of a record names the thing, too.
struct naming {
    struct import *import;
    json_t *record;
};

static void name_problem(void *context, const struct problem *problem)
{
    const struct naming *naming = context;
    struct problem named = *problem;
    struct arena arena = {0};
    const char *slug = record_string(naming->record, "slug");
    const char *kind = record_string(naming->record, "kind");
    const char *what = arena_format(&arena, "%s %s: %s", kind == NULL ? "?" : kind,
                                    slug == NULL ? record_id(naming->record) : slug, problem->what);
    problem_set(&named, problem->status, what, problem->mend, "%s", problem->why);
    naming->import->problems++;
    if (naming->import->listener.problem != NULL)
        naming->import->listener.problem(naming->import->listener.context, &named);
    arena_free(&arena);
}

static void remember(struct import *import, const struct import_entry *entry)
{
    struct arena arena = {0};
    struct statement *statement = change_begin_statement(import->change, IMPORTED_WRITE, import->problem);
    statement_bind_text(statement, 1, entry->id);
    statement_bind_text(statement, 2, import->author.name);
    statement_bind_text(statement, 3, record_write_text(&arena, entry->record));
    statement_run(statement);
    import_goes_on(import, statement_end(&statement));
    arena_free(&arena);
}

// Writes it, if it is right. What is wrong by what people have changed stays as it is; otherwise it is the source's
// mistake.
static bool write(struct import *import, const struct import_entry *entry, json_t *before, json_t *after,
                  int64_t revision, bool changed_by_people)
{
    struct naming naming = {import, after};
    bool refused = false;
    bool wrong = record_check(after, look_up, import, changed_by_people ? NULL : name_problem, &naming) > 0;
    if (!wrong)
        import_goes_on(import, change_write(import->change, before, after, &revision, &refused, import->problem));
    if (refused && !changed_by_people) {
        struct problem found;
        problem_set(&found, STATUS_INVALID, "record", "correct it in the source, or change what has it here already", "%s", import->problem->why);
        name_problem(&naming, &found);
    }
    if ((wrong || refused) && changed_by_people)
        import_tell_kept(import, &(struct import_kept){IMPORT_WHOLE, before, NULL, NULL, entry->record, NULL});
    return !wrong && !refused && import->status == STATUS_OK;
}

static void add(struct import *import, struct import_entry *entry)
{
    json_t *whole = import_complete(entry->record);
    json_t *record = record_without_lost_links(whole, look_up, import);
    if (write(import, entry, NULL, record, 0, false)) {
        entry->whole->changed = true;
        remember(import, entry);
        if (entry->whole == entry || entry->whole->state != ENTRY_NEW)
            tell_changed(import, NULL, record);
    }
    json_decref(record);
    json_decref(whole);
}

bool import_is_locked(struct import *import, json_t *before, json_t *after)
{
    struct change_outcome outcome = {.result = CHANGE_DONE};
    import_goes_on(import, change_guard(import->change, before, after, &outcome, import->problem));
    bool locked = outcome.result == CHANGE_LOCKED;
    arena_reset(&import->change->arena);
    return locked;
}

// As long as somebody works on it nothing of it is written, and what the source said before stays what it said last.
static void change(struct import *import, struct import_entry *entry)
{
    struct arena arena = {0};
    size_t differences;
    json_t *ours;
    int64_t revision;
    bool by_people;
    if (!import_goes_on(import, record_read(import->change->records, entry->id, &ours, &revision, import->problem)))
        return;
    json_t *merged = import_merge(import, ours, entry->base, entry->record, &by_people);
    json_t *record = record_without_lost_links(merged, look_up, import);
    record_compare(&arena, ours, record, &differences);
    bool locked = differences > 0 && import_is_locked(import, ours, record);
    if (locked)
        import_tell_kept(import, &(struct import_kept){IMPORT_LOCKED, ours, NULL, NULL, NULL, NULL});
    else if (differences > 0 && write(import, entry, ours, record, revision, by_people)) {
        entry->whole->changed = true;
        tell_changed(import, ours, record);
    }
    if (!locked)
        remember(import, entry);
    json_decref(record);
    json_decref(merged);
    json_decref(ours);
    arena_free(&arena);
}

// What the source says as it did the last time is as it is to be.
static bool says_the_same(const struct import_entry *entry)
{
    struct arena arena = {0};
    bool same = strcmp(entry->base, record_write_text(&arena, entry->record)) == 0;
    arena_free(&arena);
    return same;
}

static void consider(struct import *import, struct import_entry *entry)
{
    if (entry->state == ENTRY_NEW)
        add(import, entry);
    else if (entry->state == ENTRY_OWNED && !says_the_same(entry))
        change(import, entry);
}

static void count(struct import *import)
{
    for (size_t i = 0; i < import->by_id_count; i++) {
        const struct import_entry *entry = import->by_id[i];
        if (entry->whole != entry || entry->state == ENTRY_REMOVED || entry->state == ENTRY_NOWHERE)
            continue;
        if (entry->state == ENTRY_NEW)
            import->report->added++;
        else if (entry->changed)
            import->report->changed++;
        else
            import->report->unchanged++;
    }
}

static void check_entry(struct import *import, const struct import_entry *entry)
{
    struct problem found;
    if (entry->kind == KIND_NONE)
        problem_set(&found, STATUS_INVALID, "kind", "name a kind of thing", "is not known");
    else if (import_find(import, entry->id) != entry)
        problem_set(&found, STATUS_INVALID, "id", "keep one of them", "is there twice");
    else
        return;
    name_problem(&(struct naming){import, entry->record}, &found);
}

static void bring_over(struct import *import)
{
    sort(import);
    for (size_t i = 0; i < import->count; i++)
        check_entry(import, &import->entries[i]);
    for (size_t i = 0; i < import->count && import->status == STATUS_OK && import->problems == 0; i++)
        classify(import, &import->entries[i]);
    bool known = import->problems == 0;
    for (size_t i = 0; i < import->count && import->status == STATUS_OK && known; i++)
        consider(import, &import->entries[i]);
    if (import->status == STATUS_OK && import->problems == 0)
        import_leave(import);
    if (import->status == STATUS_OK && import->problems > 0)
        import->status =
            problem_set(import->problem, STATUS_INVALID, import->author.name, "correct the source",
                        "%zu problem%s; nothing was imported", import->problems, import->problems == 1 ? "" : "s");
    count(import);
}

static void end(struct import **import)
{
    for (size_t i = 0; i < (*import)->count; i++)
        json_decref((*import)->entries[i].record);
    memory_free(&(*import)->entries);
    arena_free(&(*import)->arena);
    memory_free(import);
}

enum status import_end(struct import **import, bool dry_run, struct import_report *report, struct problem *problem)
{
    *report = (struct import_report){0};
    (*import)->report = report;
    (*import)->problem = problem;
    enum status status = change_begin(&(*import)->change, (*import)->editorial, &(*import)->author, problem);
    if (status == STATUS_OK) {
        bring_over(*import);
        status = (*import)->status;
    }
    if (status == STATUS_OK && !dry_run)
        status = change_commit(&(*import)->change, problem);
    else
        change_cancel(&(*import)->change);
    end(import);
    return status;
}
