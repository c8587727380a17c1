// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What is asked before anything is written, whoever writes and by whatever way: may he, and does nobody else work on it?
#include "core/editorial/private.h"

#include <string.h>

static void forbid(struct change *change, const struct record_difference *differences, size_t count,
                   struct change_outcome *outcome)
{
    const struct rights *rights = change->author.rights;
    outcome->paths = arena_allocate(&change->arena, count + 1, sizeof *outcome->paths);
    outcome->path_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (!rights_to_change(rights, differences[i].path, differences[i].before, differences[i].after))
            outcome->paths[outcome->path_count++] = differences[i].path;
    }
    if (outcome->path_count > 0)
        outcome->result = CHANGE_FORBIDDEN;
}

// A thing that goes, goes from all who work on any part of it.
static bool touches(struct change *change, const struct record_difference *differences, size_t count, const char *scope)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(lease_scope(&change->arena, differences[i].path), scope) == 0)
            return true;
    }
    return false;
}

static enum status find_lock(struct change *change, const char *id, bool whole,
                             const struct record_difference *differences, size_t count, const struct lease **lock,
                             struct problem *problem)
{
    const struct lease_span span = lease_span(change->author.now);
    struct statement *rows = change_begin_statement(change, LEASES_OF_THING, problem);
    statement_bind_text(rows, 1, id);
    statement_bind_text(rows, 2, change->author.name);
    statement_bind_text(rows, 3, span.from);
    statement_bind_text(rows, 4, span.to);
    statement_bind_text(rows, 5, span.to_of_translation);
    while (*lock == NULL && statement_next(rows)) {
        struct lease lease = lease_read(&change->arena, rows);
        if (!whole && !touches(change, differences, count, lease.scope))
            continue;
        struct lease *found = arena_allocate(&change->arena, 1, sizeof *found);
        *found = lease;
        *lock = found;
    }
    return statement_end(&rows);
}

enum status change_guard(struct change *change, json_t *before, json_t *after, struct change_outcome *outcome,
                         struct problem *problem)
{
    size_t count;
    const struct record_difference *differences = record_compare(&change->arena, before, after, &count);
    return change_guard_fields(change, record_id(after != NULL ? after : before), after == NULL, differences, count, outcome, problem);
}

enum status change_guard_fields(struct change *change, const char *id, bool whole, const struct record_difference *differences,
                                size_t count, struct change_outcome *outcome, struct problem *problem)
{
    if (change->author.rights != NULL)
        forbid(change, differences, count, outcome);
    if (outcome->result == CHANGE_FORBIDDEN)
        return STATUS_OK;
    enum status status = find_lock(change, id, whole, differences, count, &outcome->lock, problem);
    if (outcome->lock != NULL)
        outcome->result = CHANGE_LOCKED;
    return status;
}
