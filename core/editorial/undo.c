// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A change is taken back by a three-way merge with the change itself as one side: from what it left to what there was before.
// Things need one another in ways that no order foresees (articles that link to each other, slugs that changed hands), so what
// cannot be done yet is tried again as long as anything could.
#include "core/editorial/undo.h"

#include "core/database/statement.h"
#include "core/editorial/private.h"

#include <stdlib.h>
#include <string.h>

// A thing that the change touched.
struct undo_item {
    const char *id, *slug;
    enum kind kind;
    bool was, is;           // whether it was there before the change, and after it
    bool done;              // nothing more can become of it
    bool back;              // it was brought back here
    struct undo_left *left; // what the last try could not do
    size_t left_count, left_capacity;
};

struct undoing {
    struct change *change;
    int64_t number; // of the change that is taken back
    struct arena *arena;
    struct undo_report *report;
    struct undo_item *items;
    size_t count, capacity;
    struct problem *problem;
};

static void leave(struct undoing *undoing, struct undo_item *item, enum undo_reason reason, const char *path, const char *other)
{
    item->left = arena_grow(undoing->arena, item->left, item->left_count, &item->left_capacity, sizeof *item->left);
    item->left[item->left_count++] = (struct undo_left){reason, item->id, item->kind, item->slug,
                                                        arena_copy_text(undoing->arena, path),
                                                        arena_copy_text(undoing->arena, other)};
}

// What came of a put or remove that was not done.
static void leave_outcome(struct undoing *undoing, struct undo_item *item, const struct change_outcome *outcome)
{
    for (size_t i = 0; outcome->result == CHANGE_FORBIDDEN && i < outcome->path_count; i++)
        leave(undoing, item, UNDO_FORBIDDEN, outcome->paths[i], NULL);
    for (size_t i = 0; outcome->result == CHANGE_INVALID && i < outcome->problem_count; i++)
        leave(undoing, item, UNDO_INVALID, outcome->problems[i].what, outcome->problems[i].why);
    for (size_t i = 0; outcome->result == CHANGE_NEEDED && i < outcome->problem_count; i++)
        leave(undoing, item, UNDO_NEEDED, NULL, outcome->problems[i].what);
    if (outcome->result == CHANGE_LOCKED)
        leave(undoing, item, UNDO_LOCKED, NULL, outcome->lock->holder);
}

// ---- one thing ----------------------------------------------------------------------------------------------------

// The two sides of what the change did to it, as text in the arena: they are read when they are needed, as those of a thousand things
// would fill the memory.
static enum status read_sides(struct undoing *undoing, const char *id, struct arena *arena, const char **before, const char **after)
{
    struct statement *row = change_begin_statement(undoing->change, CHANGE_THING_READ, undoing->problem);
    statement_bind_number(row, 1, undoing->number);
    statement_bind_text(row, 2, id);
    *before = *after = NULL;
    if (statement_next(row)) {
        *before = statement_copy(arena, row, 0);
        *after = statement_copy(arena, row, 1);
    }
    return statement_end(&row);
}

// One of the two, read; NULL: it was not there.
static enum status read_side(struct undoing *undoing, const char *id, bool after, json_t **record)
{
    struct arena arena = {0};
    const char *sides[2];
    *record = NULL;
    enum status status = read_sides(undoing, id, &arena, &sides[0], &sides[1]);
    if (status == STATUS_OK && sides[after] != NULL)
        status = record_read_text(sides[after], record, undoing->problem);
    arena_free(&arena);
    return status;
}

static enum status put(struct undoing *undoing, struct undo_item *item, json_t *present, int64_t revision, json_t *record, bool *done)
{
    struct change_outcome outcome;
    enum status status = change_put_over(undoing->change, present, revision, record, &outcome, undoing->problem);
    *done = outcome.result == CHANGE_DONE;
    if (status == STATUS_OK)
        leave_outcome(undoing, item, &outcome);
    return status;
}

// Tells which links are missing in what came back; false: none.
static bool leave_links(struct undoing *undoing, struct undo_item *item, json_t *record, json_t *before)
{
    struct arena arena = {0};
    size_t count;
    const struct record_difference *differences = record_compare(&arena, record, before, &count);
    for (size_t i = 0; i < count; i++)
        leave(undoing, item, UNDO_LINK, differences[i].path, NULL);
    arena_free(&arena);
    return count > 0;
}

// It comes back without the links to what is gone, and gets each as soon as that is there.
static enum status bring_back(struct undoing *undoing, struct undo_item *item, bool *progress)
{
    json_t *present;
    int64_t revision;
    enum status status = record_read(undoing->change->records, item->id, &present, &revision, undoing->problem);
    item->left_count = 0;
    if (status != STATUS_OK)
        return status;
    if (present != NULL && !item->back) {
        item->done = true; // somebody has brought it back before
    } else {
        json_t *before;
        status = read_side(undoing, item->id, false, &before);
        json_t *record = status == STATUS_OK ? record_without_lost_links(before, change_lookup, undoing->change) : NULL;
        if (status == STATUS_OK)
            status = put(undoing, item, present, revision, record, progress);
        undoing->report->back += *progress && !item->back;
        item->back = item->back || *progress;
        item->done = status == STATUS_OK && item->left_count == 0 && !leave_links(undoing, item, record, before);
        json_decref(record);
        json_decref(before);
    }
    json_decref(present);
    return status;
}

static bool is_same(json_t *first, json_t *second)
{
    return first == second || (first != NULL && second != NULL && json_equal(first, second));
}

// Field by field: what is still as the change left it becomes what it was, what is neither is somebody's. The same as merging three
// records (record_merge()), which looks at all fields, also those that the change did not touch: of a thing in fifteen languages they
// are nearly all.
static enum status merge_back(struct undoing *undoing, struct undo_item *item, json_t *present, json_t **merged)
{
    struct arena arena = {0};
    struct record_difference *made = NULL;
    const char *before, *after;
    json_t *values = NULL;
    size_t count = 0;
    *merged = NULL;
    enum status status = read_sides(undoing, item->id, &arena, &before, &after);
    if (status == STATUS_OK)
        status = record_compare_texts(&arena, before, after, &made, &count, &values, undoing->problem);
    if (status == STATUS_OK)
        *merged = json_deep_copy(present);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        json_t *now = record_at(present, made[i].path);
        if (is_same(now, made[i].after))
            record_put_at(*merged, made[i].path, json_incref(made[i].before));
        else if (!is_same(now, made[i].before))
            leave(undoing, item, UNDO_FIELD, made[i].path, NULL);
    }
    json_decref(values);
    arena_free(&arena);
    return status;
}

static enum status change_back(struct undoing *undoing, struct undo_item *item, bool *progress)
{
    json_t *present;
    int64_t revision;
    enum status status = record_read(undoing->change->records, item->id, &present, &revision, undoing->problem);
    if (status != STATUS_OK)
        return status;
    item->left_count = 0;
    if (present == NULL) {
        leave(undoing, item, UNDO_GONE, NULL, NULL);
        item->done = true;
        return STATUS_OK;
    }
    json_t *merged;
    status = merge_back(undoing, item, present, &merged);
    size_t fields = item->left_count;
    if (status == STATUS_OK)
        status = put(undoing, item, present, revision, merged, progress);
    undoing->report->changed += *progress;
    item->done = item->left_count == fields; // what somebody changed since stays, however often it is tried
    json_decref(merged);
    json_decref(present);
    return status;
}

static enum status see_changed(struct undoing *undoing, const struct undo_item *item, json_t *present, bool *changed)
{
    struct arena arena = {0};
    json_t *after = NULL;
    size_t count = 0;
    enum status status = present == NULL ? STATUS_OK : read_side(undoing, item->id, true, &after);
    if (status == STATUS_OK && present != NULL)
        record_compare(&arena, present, after, &count);
    *changed = count > 0;
    json_decref(after);
    arena_free(&arena);
    return status;
}

// The kind of things that are within one of a kind.
static const char *inner_kind(enum kind kind)
{
    for (int inner = 0; inner < KIND_COUNT; inner++) {
        if (model_kind((enum kind)inner)->within && model_kind((enum kind)inner)->parent == kind)
            return model_kind((enum kind)inner)->name;
    }
    return "";
}

// What is within it and could go went before it: that which is left is somebody's.
static enum status take_out(struct undoing *undoing, struct undo_item *item, bool *progress)
{
    struct arena arena = {0};
    struct change_outcome outcome;
    const char **within;
    size_t count;
    json_t *present;
    int64_t revision;
    bool changed = false;
    enum status status = record_read(undoing->change->records, item->id, &present, &revision, undoing->problem);
    if (status == STATUS_OK)
        status = record_within(undoing->change->records, &arena, item->id, &within, &count, undoing->problem);
    if (status == STATUS_OK)
        status = see_changed(undoing, item, present, &changed);
    item->left_count = 0;
    if (status != STATUS_OK || present == NULL) {
        item->done = true; // it is as it was
    } else if (changed) {
        leave(undoing, item, UNDO_CHANGED, NULL, NULL);
        item->done = true;
    } else if (count > 0) {
        leave(undoing, item, UNDO_NEEDED, NULL, arena_format(&arena, "%s %s", inner_kind(item->kind), within[0]));
    } else {
        status = change_remove(undoing->change, item->id, revision, &outcome, undoing->problem);
        *progress = status == STATUS_OK && outcome.result == CHANGE_DONE;
        undoing->report->removed += *progress;
        item->done = *progress;
        if (status == STATUS_OK)
            leave_outcome(undoing, item, &outcome);
    }
    json_decref(present);
    arena_free(&arena);
    return status;
}

// ---- all of them --------------------------------------------------------------------------------------------------

// What comes back first, each after what it needs, then what changes, then what goes, in the other order.
static int turn_of(const struct undo_item *item)
{
    return !item->is ? 0 : item->was ? 1 : 2;
}

static int compare_items(const void *a, const void *b)
{
    const struct undo_item *first = a, *second = b;
    int turn = turn_of(first), order = turn - turn_of(second);
    if (order == 0)
        order = turn == 2 ? (int)second->kind - (int)first->kind : (int)first->kind - (int)second->kind;
    return order != 0 ? order : strcmp(first->id, second->id);
}

static enum status try_all(struct undoing *undoing)
{
    static enum status (*const ways[])(struct undoing *, struct undo_item *, bool *) = {bring_back, change_back, take_out};
    enum status status = STATUS_OK;
    for (bool more = true; more && status == STATUS_OK;) {
        more = false;
        for (size_t i = 0; i < undoing->count && status == STATUS_OK; i++) {
            bool progress = false;
            if (!undoing->items[i].done)
                status = ways[turn_of(&undoing->items[i])](undoing, &undoing->items[i], &progress);
            more = more || progress;
        }
    }
    return status;
}

static void report(struct undoing *undoing)
{
    struct undo_report *made = undoing->report;
    for (size_t i = 0; i < undoing->count; i++)
        made->left_count += undoing->items[i].left_count;
    made->left = arena_allocate(undoing->arena, made->left_count + 1, sizeof *made->left);
    made->left_count = 0;
    for (size_t i = 0; i < undoing->count; i++) {
        for (size_t n = 0; n < undoing->items[i].left_count; n++)
            made->left[made->left_count++] = undoing->items[i].left[n];
    }
}

// Whether a thing is the one, or within it.
static enum status see_meant(struct undoing *undoing, const struct undo_item *item, const char *only, bool *meant)
{
    const struct model_kind *model = item->kind == KIND_NONE ? NULL : model_kind(item->kind);
    json_t *record = NULL;
    enum status status = STATUS_OK;
    *meant = only == NULL || strcmp(item->id, only) == 0;
    if (*meant || model == NULL || !model->within)
        return STATUS_OK;
    status = read_side(undoing, item->id, !item->was, &record);
    const char *above = record_string(record, model->parent_column);
    *meant = above != NULL && strcmp(above, only) == 0;
    json_decref(record);
    return status;
}

static enum status gather(struct undoing *undoing, const char *only)
{
    struct statement *rows = database_query(undoing->change->database,
                                            "SELECT thing, kind, slug, before IS NOT NULL, after IS NOT NULL FROM change_thing"
                                            " WHERE change = ?",
                                            undoing->problem);
    enum status status = STATUS_OK;
    statement_bind_number(rows, 1, undoing->number);
    while (status == STATUS_OK && statement_next(rows)) {
        const struct undo_item item = {.id = statement_copy(undoing->arena, rows, 0), .kind = model_kind_of(statement_text(rows, 1)),
                                       .slug = statement_copy(undoing->arena, rows, 2), .was = statement_number(rows, 3) != 0,
                                       .is = statement_number(rows, 4) != 0};
        bool meant;
        status = see_meant(undoing, &item, only, &meant);
        if (status != STATUS_OK || !meant)
            continue;
        undoing->items =
            arena_grow(undoing->arena, undoing->items, undoing->count, &undoing->capacity, sizeof *undoing->items);
        undoing->items[undoing->count++] = item;
    }
    enum status read = statement_end(&rows);
    if (status == STATUS_OK && read == STATUS_OK && undoing->count == 0)
        return problem_set(undoing->problem, STATUS_NOT_FOUND, "change", "look at the history again",
                           "there is no change %lld of this", (long long)undoing->number);
    return status != STATUS_OK ? status : read;
}

enum status undo_change(sqlite3 *editorial, const struct change_author *author, int64_t number, const char *only,
                        struct arena *arena, struct undo_report *made, struct problem *problem)
{
    struct undoing undoing = {.number = number, .arena = arena, .report = made, .problem = problem};
    struct change_author undoer = *author;
    *made = (struct undo_report){0};
    if (undoer.door == NULL) {
        undoer.door = DOOR_UNDO;
        undoer.undoes = number;
    }
    enum status status = change_begin(&undoing.change, editorial, &undoer, problem);
    if (status != STATUS_OK)
        return status;
    status = gather(&undoing, only);
    if (undoing.count > 1)
        qsort(undoing.items, undoing.count, sizeof *undoing.items, compare_items);
    if (status == STATUS_OK)
        status = try_all(&undoing);
    if (status == STATUS_OK)
        report(&undoing);
    made->number = undoing.change->number;
    if (status == STATUS_OK)
        return change_commit(&undoing.change, problem);
    change_cancel(&undoing.change);
    return status;
}

enum status undo_removal(sqlite3 *editorial, const struct change_author *author, const char *id, struct arena *arena,
                         struct undo_report *made, struct problem *problem)
{
    struct change_author bringer = *author;
    bringer.door = DOOR_RESTORE;
    struct statement *row = database_query(editorial,
                                           "SELECT max(change) FROM change_thing WHERE thing = ?1 AND after IS NULL"
                                           " AND NOT EXISTS (SELECT 1 FROM thing WHERE id = ?1)",
                                           problem);
    statement_bind_text(row, 1, id);
    int64_t number = statement_next(row) ? statement_number(row, 0) : 0;
    enum status status = statement_end(&row);
    *made = (struct undo_report){0};
    if (status == STATUS_OK && number == 0)
        status = problem_set(problem, STATUS_NOT_FOUND, id, "look at the list again", "this is not among what was removed");
    return status == STATUS_OK ? undo_change(editorial, &bringer, number, id, arena, made, problem) : status;
}
