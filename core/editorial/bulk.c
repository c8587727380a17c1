// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Whoever chose the things saw a list of them and not each revision, so each is changed as it is now; what others changed in other
// fields stays, and the field itself is what was meant to become another.
#include "core/editorial/bulk.h"

#include "core/editorial/private.h"

struct bulk {
    struct change *change;
    const char *path; // NULL: removes
    json_t *value;
    struct arena *arena;
    struct problem *problem;
};

static void note(const struct bulk *bulk, const struct change_outcome *outcome, struct bulk_result *result)
{
    *result = (struct bulk_result){.result = outcome->result, .why = change_why(outcome, bulk->arena)};
}

static enum status do_one(const struct bulk *bulk, const char *id, struct bulk_result *result)
{
    json_t *record;
    int64_t revision;
    struct change_outcome outcome = {.result = CHANGE_UNCHANGED};
    enum status status = record_read(bulk->change->records, id, &record, &revision, bulk->problem);
    bool gone = record == NULL;
    if (status == STATUS_OK && !gone && bulk->path == NULL) {
        status = change_remove(bulk->change, id, revision, &outcome, bulk->problem);
    } else if (status == STATUS_OK && !gone) {
        json_t *changed = json_deep_copy(record);
        record_put_at(changed, bulk->path, json_incref(bulk->value));
        status = change_put_over(bulk->change, record, revision, changed, &outcome, bulk->problem);
        json_decref(changed);
    }
    if (status == STATUS_OK)
        note(bulk, &outcome, result);
    result->gone = gone;
    json_decref(record);
    return status;
}

// Removing goes on as long as something went: what is needed may be so by one that comes later.
static enum status do_all(struct bulk *bulk, const char *const *ids, size_t count, struct bulk_result *results, size_t *done)
{
    enum status status = STATUS_OK;
    for (bool first = true, more = true; more && status == STATUS_OK; first = false) {
        more = false;
        for (size_t i = 0; i < count && status == STATUS_OK; i++) {
            if (!first && results[i].result != CHANGE_NEEDED)
                continue;
            status = do_one(bulk, ids[i], &results[i]);
            bool changed = status == STATUS_OK && results[i].result == CHANGE_DONE;
            *done += changed;
            more = more || (changed && bulk->path == NULL);
        }
    }
    return status;
}

static enum status run(struct bulk *bulk, sqlite3 *editorial, const struct change_author *author, const char *const *ids,
                       size_t count, struct bulk_result *results, size_t *done, int64_t *number)
{
    struct change_author by = *author;
    by.door = by.door == NULL ? DOOR_BULK : by.door;
    *done = 0;
    *number = 0;
    enum status status = change_begin(&bulk->change, editorial, &by, bulk->problem);
    if (status != STATUS_OK)
        return status;
    status = do_all(bulk, ids, count, results, done);
    *number = bulk->change->number;
    if (status == STATUS_OK)
        return change_commit(&bulk->change, bulk->problem);
    change_cancel(&bulk->change);
    return status;
}

enum status bulk_set(sqlite3 *editorial, const struct change_author *author, const char *const *ids, size_t count,
                     const char *path, json_t *value, struct arena *arena, struct bulk_result *results, size_t *done,
                     int64_t *number, struct problem *problem)
{
    struct bulk bulk = {.path = path, .value = value, .arena = arena, .problem = problem};
    return run(&bulk, editorial, author, ids, count, results, done, number);
}

enum status bulk_remove(sqlite3 *editorial, const struct change_author *author, const char *const *ids, size_t count,
                        struct arena *arena, struct bulk_result *results, size_t *done, int64_t *number,
                        struct problem *problem)
{
    struct bulk bulk = {.arena = arena, .problem = problem};
    return run(&bulk, editorial, author, ids, count, results, done, number);
}
