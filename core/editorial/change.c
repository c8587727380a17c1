// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// History is written here and not by triggers: hardened connections switch those off (core/database), and they would
// then keep nothing without an error.
#include "core/editorial/private.h"

#include "core/base/clock.h"
#include "core/base/memory.h"
#include "core/database/database.h"

#include <string.h>

static const char *const statements[CHANGE_STATEMENTS] = {
    [CHANGE_SAVE] = "SAVEPOINT thing",
    [CHANGE_TAKE_BACK] = "ROLLBACK TO thing",
    [CHANGE_RELEASE] = "RELEASE thing",
    [CHANGE_ADD] = "INSERT INTO change (number, at, author, reason, door, undoes)"
                   " VALUES ((SELECT coalesce(max(number), 0) + 1 FROM change), ?, ?, ?, ?, ?) RETURNING number",
    [CHANGE_THING_READ] = "SELECT before, after FROM change_thing WHERE change = ? AND thing = ?",
    [CHANGE_THING_BEFORE] = "SELECT before IS ?3 FROM change_thing WHERE change = ?1 AND thing = ?2",
    [CHANGE_THING_ADD] = "INSERT INTO change_thing (change, thing, kind, slug, revision, before, after)"
                         " VALUES (?, ?, ?, ?, ?, ?, ?)",
    [CHANGE_THING_UPDATE] =
        "UPDATE change_thing SET slug = ?3, revision = ?4, after = ?5 WHERE change = ?1 AND thing = ?2",
    [CHANGE_THING_REMOVE] = "DELETE FROM change_thing WHERE change = ? AND thing = ?",
    [CHANGE_DROP_EMPTY] = "DELETE FROM change WHERE number = ?1 AND NOT EXISTS"
                          " (SELECT 1 FROM change_thing WHERE change = ?1)",
    [CHANGE_LAST_REVISION] = "SELECT max(revision) FROM change_thing WHERE thing = ?",
    [IMPORTED_READ] = "SELECT source, record FROM imported WHERE thing = ?",
    [IMPORTED_WRITE] = "INSERT INTO imported (thing, source, record) VALUES (?, ?, ?) ON CONFLICT (thing) DO UPDATE SET"
                       " source = excluded.source, record = excluded.record",
    [IMPORTED_REMOVE] = "DELETE FROM imported WHERE thing = ?",
    [IMPORTED_OF_SOURCE] = "SELECT thing FROM imported WHERE source = ? ORDER BY thing",
    [REMOVED_READ] = "SELECT source, record FROM removed WHERE id = ?",
    [REMOVED_WRITE] =
        "INSERT INTO removed (id, source, record) SELECT thing, source, record FROM imported WHERE thing = ?",
    [REMOVED_RESTORE] =
        "INSERT INTO imported (thing, source, record) SELECT id, source, record FROM removed WHERE id = ?",
    [REMOVED_REMOVE] = "DELETE FROM removed WHERE id = ?",
    [REMOVED_OF_SOURCE] = "SELECT id FROM removed WHERE source = ? ORDER BY id",
    [OLDER_WRITE] = "INSERT INTO source_older (thing, fields) VALUES (?, ?) ON CONFLICT (thing) DO UPDATE SET"
                    " fields = iif(instr(fields, excluded.fields), fields, fields || ', ' || excluded.fields)",
    [OLDER_REMOVE] = "DELETE FROM source_older WHERE thing = ?",
    [LEASES_OF_THING] = "SELECT " LEASE_COLUMNS " FROM lease WHERE thing = ? AND holder <> ? AND " LEASE_HOLDS,
    [VERIFICATION_ADD] = "INSERT INTO verification (number, thing, verified_on, verified_by, method, note)"
                         " VALUES ((SELECT coalesce(max(number), 0) + 1 FROM verification), ?, ?, ?, ?, ?)",
};

struct statement *change_begin_statement(struct change *change, enum change_statement which, struct problem *problem)
{
    return statements_begin(change->statements, which, problem);
}

static enum status run(struct change *change, enum change_statement which, const char *text, struct problem *problem)
{
    struct statement *statement = change_begin_statement(change, which, problem);
    if (text != NULL)
        statement_bind_text(statement, 1, text);
    statement_run(statement);
    return statement_end(&statement);
}

// ---- the transaction ----------------------------------------------------------------------------------------------

enum status change_begin(struct change **change, sqlite3 *editorial, const struct change_author *author,
                         struct problem *problem)
{
    *change = NULL;
    record_use_memory();
    enum status status = database_run(editorial, "BEGIN IMMEDIATE", problem);
    if (status != STATUS_OK)
        return status;
    *change = memory_allocate(1, sizeof **change);
    **change = (struct change){.database = editorial, .author = *author, .noted = json_object()};
    (*change)->records = records_open(editorial);
    (*change)->statements = statements_open(editorial, statements, CHANGE_STATEMENTS, NULL);
    return STATUS_OK;
}

// What the outcome before had.
static void forget(struct change *change)
{
    json_decref(change->current);
    change->current = NULL;
    change->problem_capacity = 0;
    arena_reset(&change->arena);
}

static void end(struct change **change)
{
    forget(*change);
    json_decref((*change)->noted);
    records_close(&(*change)->records);
    statements_close(&(*change)->statements);
    arena_free(&(*change)->arena);
    memory_free(change);
}

void change_cancel(struct change **change)
{
    struct problem ignored; // SQLite may have rolled back by itself
    if (*change == NULL)
        return;
    sqlite3 *database = (*change)->database;
    end(change);
    database_run(database, "ROLLBACK", &ignored);
}

const char *change_why(const struct change_outcome *outcome, struct arena *arena)
{
    if (outcome->result == CHANGE_FORBIDDEN)
        return arena_copy_text(arena, outcome->paths[0]);
    if (outcome->result == CHANGE_LOCKED)
        return arena_copy_text(arena, outcome->lock->holder);
    return outcome->problem_count > 0 ? arena_copy_text(arena, outcome->problems[0].what) : NULL;
}

enum status change_commit(struct change **change, struct problem *problem)
{
    sqlite3 *database = (*change)->database;
    enum status status = (*change)->status;
    if (status != STATUS_OK) {
        problem_set(problem, status, "change", "begin again", "an earlier part of it has failed");
    } else if ((*change)->number != 0) {
        struct statement *statement = change_begin_statement(*change, CHANGE_DROP_EMPTY, problem);
        statement_bind_number(statement, 1, (*change)->number);
        statement_run(statement);
        status = statement_end(&statement);
    }
    end(change); // no statement may be open
    return database_end(database, status, problem);
}

// ---- history ------------------------------------------------------------------------------------------------------

static enum status note_change(struct change *change, struct problem *problem)
{
    char stamp[CLOCK_STAMP_BYTES];
    if (change->number != 0)
        return STATUS_OK;
    clock_format_utc(change->author.now, stamp);
    struct statement *row = change_begin_statement(change, CHANGE_ADD, problem);
    statement_bind_text(row, 1, stamp);
    statement_bind_text(row, 2, change->author.name);
    statement_bind_text(row, 3, change->author.reason);
    statement_bind_text(row, 4, change->author.door);
    if (change->author.undoes != 0)
        statement_bind_number(row, 5, change->author.undoes);
    if (statement_next(row))
        change->number = statement_number(row, 0);
    statement_run(row);
    return statement_end(&row);
}

// Whether the thing was changed in this transaction already, and is again what it was before that.
static enum status look_back(struct change *change, const char *id, const char *after, bool *again, bool *undone,
                             struct problem *problem)
{
    struct statement *row = change_begin_statement(change, CHANGE_THING_BEFORE, problem);
    statement_bind_number(row, 1, change->number);
    statement_bind_text(row, 2, id);
    statement_bind_text(row, 3, after);
    *again = statement_next(row);
    *undone = *again && statement_number(row, 0) != 0;
    return statement_end(&row);
}

static enum status note_again(struct change *change, json_t *thing, bool undone, const char *after, int64_t revision,
                              struct problem *problem)
{
    struct statement *row = change_begin_statement(change, undone ? CHANGE_THING_REMOVE : CHANGE_THING_UPDATE, problem);
    statement_bind_number(row, 1, change->number);
    statement_bind_text(row, 2, record_id(thing));
    if (!undone) {
        statement_bind_text(row, 3, record_string(thing, "slug"));
        statement_bind_number(row, 4, revision);
        statement_bind_text(row, 5, after);
    }
    statement_run(row);
    return statement_end(&row);
}

static enum status note_first(struct change *change, json_t *thing, const char *before, const char *after,
                              int64_t revision, struct problem *problem)
{
    struct statement *row = change_begin_statement(change, CHANGE_THING_ADD, problem);
    statement_bind_number(row, 1, change->number);
    statement_bind_text(row, 2, record_id(thing));
    statement_bind_text(row, 3, record_string(thing, "kind"));
    statement_bind_text(row, 4, record_string(thing, "slug"));
    statement_bind_number(row, 5, revision);
    statement_bind_text(row, 6, before);
    statement_bind_text(row, 7, after);
    statement_run(row);
    return statement_end(&row);
}

static enum status note_thing(struct change *change, json_t *before, json_t *after, int64_t revision,
                              struct problem *problem)
{
    struct arena arena = {0};
    json_t *thing = after != NULL ? after : before;
    const char *old = before == NULL ? NULL : record_write_text(&arena, before);
    const char *new = after == NULL ? NULL : record_write_text(&arena, after);
    bool again = false, undone = false;
    enum status status = note_change(change, problem);
    if (status == STATUS_OK && json_object_get(change->noted, record_id(thing)) != NULL)
        status = look_back(change, record_id(thing), new, &again, &undone, problem);
    if (status == STATUS_OK)
        status = again ? note_again(change, thing, undone, new, revision, problem)
                       : note_first(change, thing, old, new, revision, problem);
    json_object_set_new(change->noted, record_id(thing), json_true());
    arena_free(&arena);
    return status;
}

// A thing that was removed and comes back goes on counting, so that nobody takes it for what he saw before.
static enum status next_revision(struct change *change, json_t *before, const char *id, int64_t *revision,
                                 struct problem *problem)
{
    if (before == NULL) {
        struct statement *row = change_begin_statement(change, CHANGE_LAST_REVISION, problem);
        statement_bind_text(row, 1, id);
        *revision = statement_next(row) ? statement_number(row, 0) : 0;
        enum status status = statement_end(&row);
        if (status != STATUS_OK)
            return status;
    }
    (*revision)++;
    return STATUS_OK;
}

enum status change_write(struct change *change, json_t *before, json_t *after, int64_t *revision, bool *refused,
                         struct problem *problem)
{
    int64_t next = *revision;
    *refused = false;
    enum status status = next_revision(change, before, record_id(after), &next, problem);
    if (status == STATUS_OK)
        status = run(change, CHANGE_SAVE, NULL, problem);
    if (status != STATUS_OK)
        return status;
    status = record_write(change->records, before, after, next, problem);
    if (status == STATUS_INVALID) {
        struct problem failed;
        *refused = true;
        status = run(change, CHANGE_TAKE_BACK, NULL, &failed);
    }
    if (status == STATUS_OK)
        status = run(change, CHANGE_RELEASE, NULL, *refused ? &(struct problem){0} : problem);
    if (status != STATUS_OK || *refused)
        return status;
    *revision = next;
    return note_thing(change, before, after, next, problem);
}

enum status change_erase(struct change *change, json_t *before, int64_t revision, struct problem *problem)
{
    enum status status = record_erase(change->records, record_id(before), problem);
    return status == STATUS_OK ? note_thing(change, before, NULL, revision, problem) : status;
}

// ---- putting ------------------------------------------------------------------------------------------------------

// What a check finds, for the outcome.
struct problem_list {
    struct change *change;
    struct change_outcome *outcome;
};

static void add_problem(void *context, const struct problem *problem)
{
    struct problem_list *list = context;
    struct change_outcome *outcome = list->outcome;
    struct change *change = list->change;
    outcome->problems = arena_grow(&change->arena, outcome->problems, outcome->problem_count, &change->problem_capacity,
                                   sizeof *outcome->problems);
    outcome->problems[outcome->problem_count++] = *problem;
    outcome->result = CHANGE_INVALID;
}

enum kind change_lookup(void *context, const char *id)
{
    struct change *change = context;
    struct problem ignored; // comes again with the next statement
    enum kind kind;
    return record_find(change->records, id, &kind, &ignored) == STATUS_OK ? kind : KIND_NONE;
}

// What one record cannot know of itself: whether its slug is another's, and whether its kind stays.
static enum status check_beside(struct change *change, json_t *record, struct change_outcome *outcome,
                                struct problem *problem)
{
    struct problem_list list = {change, outcome};
    struct problem found;
    char *other;
    const char *slug = record_string(record, "slug");
    enum status status = record_find_slug(change->records, &change->arena, record_kind(record), slug, &other, problem);
    if (status != STATUS_OK)
        return status;
    if (other != NULL && strcmp(other, record_id(record)) != 0) {
        problem_set(&found, STATUS_INVALID, "slug", "choose another", "is that of another thing");
        add_problem(&list, &found);
    }
    if (change->current != NULL && record_kind(change->current) != record_kind(record)) {
        problem_set(&found, STATUS_INVALID, "kind", "make a new thing", "the thing is of another kind");
        add_problem(&list, &found);
    }
    return STATUS_OK;
}

static void tell_conflict(struct change *change, json_t *record, struct change_outcome *outcome)
{
    const struct record_difference *differences =
        record_compare(&change->arena, change->current, record, &outcome->path_count);
    outcome->result = CHANGE_CONFLICT;
    outcome->current = change->current;
    outcome->paths = arena_allocate(&change->arena, outcome->path_count, sizeof *outcome->paths);
    for (size_t i = 0; i < outcome->path_count; i++)
        outcome->paths[i] = differences[i].path;
}

static enum status write(struct change *change, json_t *record, struct change_outcome *outcome, struct problem *problem)
{
    bool refused;
    enum status status = change_write(change, change->current, record, &outcome->revision, &refused, problem);
    if (status == STATUS_OK && refused)
        add_problem(&(struct problem_list){change, outcome}, problem);
    return status;
}

// What somebody brings back that an import owned is the import's again, as it was then.
static enum status own_again(struct change *change, const char *id, struct problem *problem)
{
    enum status status = run(change, REMOVED_RESTORE, id, problem);
    return status == STATUS_OK ? run(change, REMOVED_REMOVE, id, problem) : status;
}

// Over change->current.
static enum status put(struct change *change, json_t *record, struct change_outcome *outcome, struct problem *problem)
{
    size_t count;
    bool new = change->current == NULL;
    enum status status = STATUS_OK;
    record_check(record, change_lookup, change, add_problem, &(struct problem_list){change, outcome});
    if (outcome->problem_count == 0)
        status = check_beside(change, record, outcome, problem);
    if (status != STATUS_OK || outcome->problem_count > 0)
        return status;
    record_complete(record, change->current);
    const struct record_difference *differences = record_compare(&change->arena, change->current, record, &count);
    outcome->result = !new && count == 0 ? CHANGE_UNCHANGED : CHANGE_DONE;
    if (outcome->result == CHANGE_DONE)
        status = change_guard_fields(change, record_id(record), false, differences, count, outcome, problem);
    if (status == STATUS_OK && outcome->result == CHANGE_DONE)
        status = write(change, record, outcome, problem);
    if (status == STATUS_OK && new && outcome->result == CHANGE_DONE)
        status = own_again(change, record_id(record), problem);
    return status;
}

enum status change_put(struct change *change, json_t *record, int64_t seen, struct change_outcome *outcome,
                       struct problem *problem)
{
    *outcome = (struct change_outcome){0};
    forget(change);
    record_tidy(record);
    if (change->status == STATUS_OK)
        change->status = record_read(change->records, record_id(record), &change->current, &outcome->revision, problem);
    if (change->status != STATUS_OK)
        return change->status;
    if (outcome->revision != seen)
        tell_conflict(change, record, outcome);
    else
        change->status = put(change, record, outcome, problem);
    return change->status;
}

enum status change_put_over(struct change *change, json_t *current, int64_t revision, json_t *record, struct change_outcome *outcome,
                            struct problem *problem)
{
    *outcome = (struct change_outcome){.revision = revision};
    forget(change);
    record_tidy(record);
    change->current = json_incref(current);
    if (change->status == STATUS_OK)
        change->status = put(change, record, outcome, problem);
    return change->status;
}

// ---- removing -----------------------------------------------------------------------------------------------------

// What is removed with a thing: itself first, then what is within it.
struct removal {
    const char **ids;
    size_t count;
};

static bool is_in(const struct removal *removal, const char *id)
{
    for (size_t i = 0; i < removal->count; i++) {
        if (strcmp(removal->ids[i], id) == 0)
            return true;
    }
    return false;
}

static void tell_needed(struct change *change, const char *id, struct change_outcome *outcome, json_t *leading)
{
    struct problem found;
    const char *slug = record_string(leading, "slug");
    const char *name = slug != NULL ? slug : record_title(leading);
    problem_set(
        &found, STATUS_INVALID,
        arena_format(&change->arena, "%s %s", record_string(leading, "kind"), name != NULL ? name : record_id(leading)),
        "let it lead elsewhere first", "leads to %s",
        strcmp(id, record_id(change->current)) == 0 ? "it" : "a part of it");
    add_problem(&(struct problem_list){change, outcome}, &found);
    outcome->result = CHANGE_NEEDED;
}

// Tells what leads to one of the things from outside of them.
static enum status look_outside(struct change *change, const struct removal *removal, const char *id,
                                struct change_outcome *outcome, struct problem *problem)
{
    const char **leading;
    size_t count;
    enum status status = record_leading(change->records, &change->arena, id, &leading, &count, problem);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        json_t *record;
        int64_t revision;
        if (is_in(removal, leading[i]))
            continue;
        status = record_read(change->records, leading[i], &record, &revision, problem);
        if (status == STATUS_OK && record != NULL)
            tell_needed(change, id, outcome, record);
        json_decref(record);
    }
    return status;
}

// An import must not bring it back.
static enum status erase(struct change *change, const char *id, struct problem *problem)
{
    json_t *record;
    int64_t revision;
    enum status status = record_read(change->records, id, &record, &revision, problem);
    if (status == STATUS_OK)
        status = run(change, REMOVED_REMOVE, id, problem);
    if (status == STATUS_OK)
        status = run(change, REMOVED_WRITE, id, problem);
    if (status == STATUS_OK && record != NULL)
        status = change_erase(change, record, revision, problem);
    json_decref(record);
    return status;
}

// Whether all of it may go, and nobody works on a part of it.
static enum status guard_all(struct change *change, const struct removal *removal, struct change_outcome *outcome,
                             struct problem *problem)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && outcome->result == CHANGE_DONE && i < removal->count; i++) {
        json_t *record;
        int64_t revision;
        status = record_read(change->records, removal->ids[i], &record, &revision, problem);
        if (status == STATUS_OK && record != NULL)
            status = change_guard(change, record, NULL, outcome, problem);
        json_decref(record);
    }
    return status;
}

static enum status remove_all(struct change *change, const char *id, struct change_outcome *outcome,
                              struct problem *problem)
{
    const char **within;
    size_t count;
    enum status status = record_within(change->records, &change->arena, id, &within, &count, problem);
    struct removal removal = {arena_allocate(&change->arena, count + 1, sizeof *removal.ids), count + 1};
    removal.ids[0] = id;
    if (count > 0)
        memcpy(removal.ids + 1, within, count * sizeof *removal.ids);
    for (size_t i = 0; status == STATUS_OK && i < removal.count; i++)
        status = look_outside(change, &removal, removal.ids[i], outcome, problem);
    if (status == STATUS_OK && outcome->result == CHANGE_DONE)
        status = guard_all(change, &removal, outcome, problem);
    for (size_t i = removal.count; status == STATUS_OK && outcome->result == CHANGE_DONE && i-- > 0;)
        status = erase(change, removal.ids[i], problem);
    return status;
}

enum status change_remove(struct change *change, const char *id, int64_t seen, struct change_outcome *outcome,
                          struct problem *problem)
{
    *outcome = (struct change_outcome){0};
    forget(change);
    if (change->status != STATUS_OK)
        return change->status;
    change->status = record_read(change->records, id, &change->current, &outcome->revision, problem);
    if (change->status != STATUS_OK)
        return change->status;
    if (change->current == NULL && seen == 0)
        outcome->result = CHANGE_UNCHANGED;
    else if (outcome->revision != seen)
        tell_conflict(change, NULL, outcome);
    else
        change->status = remove_all(change, id, outcome, problem);
    return change->status;
}
