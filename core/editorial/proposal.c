// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "core/editorial/proposal.h"

#include "core/base/clock.h"
#include "core/database/database.h"
#include "core/database/statement.h"

#include <string.h>

static const char waiting_sql[] = "SELECT number, received, proposer, thing, kind, record FROM proposal WHERE state = 'waiting'";

// ---- adding -------------------------------------------------------------------------------------------------------

struct lookup {
    sqlite3 *editorial;
    struct records *records;
    struct problem *problem;
};

// What is there, or waits as well: an offer may come together with who runs it.
static enum kind find_kind(void *context, const char *id)
{
    const struct lookup *lookup = context;
    enum kind kind;
    if (record_find(lookup->records, id, &kind, lookup->problem) == STATUS_OK && kind != KIND_NONE)
        return kind;
    struct statement *row =
        database_query(lookup->editorial, "SELECT kind FROM proposal WHERE state = 'waiting' AND thing = ?", lookup->problem);
    statement_bind_text(row, 1, id);
    kind = statement_next(row) ? model_kind_of(statement_text(row, 0)) : KIND_NONE;
    statement_end(&row);
    return kind;
}

struct told {
    problem_sink *sink;
    void *context;
    size_t count;
};

static void tell(void *context, const struct problem *problem)
{
    struct told *told = context;
    told->count++;
    if (told->sink != NULL)
        told->sink(told->context, problem);
}

static enum status check(sqlite3 *editorial, json_t **record, struct told *told, struct problem *problem)
{
    struct lookup lookup = {editorial, records_open(editorial), problem};
    json_t *whole = record_without_lost_links(*record, find_kind, &lookup);
    record_check(whole, find_kind, &lookup, tell, told);
    records_close(&lookup.records);
    json_decref(*record);
    *record = whole;
    if (told->count == 0)
        return STATUS_OK;
    return problem_set(problem, STATUS_INVALID, record_id(whole), "correct it and send it again", "%zu problem%s; nothing waits",
                       told->count, told->count == 1 ? "" : "s");
}

static enum status insert(sqlite3 *editorial, const struct change_author *author, json_t *record, int64_t *number,
                          struct problem *problem)
{
    struct arena arena = {0};
    char stamp[CLOCK_STAMP_BYTES];
    clock_format_utc(author->now, stamp);
    struct statement *row = database_query(
        editorial, "DELETE FROM proposal WHERE state = 'waiting' AND proposer = ? AND thing = ?", problem);
    statement_bind_text(row, 1, author->name);
    statement_bind_text(row, 2, record_id(record));
    statement_run(row);
    enum status status = statement_end(&row);
    if (status == STATUS_OK) {
        row = database_query(editorial,
                             "INSERT INTO proposal (received, proposer, thing, kind, record, state)"
                             " VALUES (?, ?, ?, ?, ?, 'waiting') RETURNING number",
                             problem);
        statement_bind_text(row, 1, stamp);
        statement_bind_text(row, 2, author->name);
        statement_bind_text(row, 3, record_id(record));
        statement_bind_text(row, 4, record_string(record, "kind"));
        statement_bind_text(row, 5, record_write_text(&arena, record));
        *number = statement_next(row) ? statement_number(row, 0) : 0;
        while (statement_next(row))
            continue;
        status = statement_end(&row);
    }
    arena_free(&arena);
    return status;
}

// In the transaction of the caller's.
static enum status add_one(sqlite3 *editorial, const struct change_author *author, json_t *record, int64_t *number, struct told *told,
                           struct problem *problem)
{
    json_t *own = json_deep_copy(record);
    record_tidy(own);
    enum status status = check(editorial, &own, told, problem);
    if (status == STATUS_OK)
        status = insert(editorial, author, own, number, problem);
    json_decref(own);
    return status;
}

enum status proposal_add(sqlite3 *editorial, const struct change_author *author, json_t *record, int64_t *number, problem_sink *sink,
                         void *context, struct problem *problem)
{
    struct told told = {sink, context, 0};
    *number = 0;
    enum status status = database_run(editorial, "BEGIN IMMEDIATE", problem);
    return status == STATUS_OK ? database_end(editorial, add_one(editorial, author, record, number, &told, problem), problem) : status;
}

static enum status differs(sqlite3 *editorial, json_t *record, bool *different, struct problem *problem)
{
    struct arena arena = {0};
    json_t *present = NULL;
    int64_t revision;
    size_t differences = 0;
    struct records *records = records_open(editorial);
    enum status status = record_read(records, record_id(record), &present, &revision, problem);
    records_close(&records);
    if (status == STATUS_OK)
        proposal_compare(&arena, present, record, &differences);
    *different = differences > 0;
    json_decref(present);
    arena_free(&arena);
    return status;
}

enum status proposal_add_all(sqlite3 *editorial, const struct change_author *author, json_t *records, bool dry_run,
                             struct proposal_counts *counts, problem_sink *sink, void *context, struct problem *problem)
{
    struct told told = {sink, context, 0};
    int64_t number;
    *counts = (struct proposal_counts){0};
    enum status status = database_run(editorial, "BEGIN IMMEDIATE", problem);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; status == STATUS_OK && i < json_array_size(records); i++) {
        bool different = false;
        json_t *record = json_array_get(records, i);
        status = differs(editorial, record, &different, problem);
        if (status == STATUS_OK && different)
            status = add_one(editorial, author, record, &number, &told, problem);
        *(different ? &counts->waiting : &counts->same) += 1;
    }
    if (dry_run && status == STATUS_OK)
        return database_run(editorial, "ROLLBACK", problem);
    return database_end(editorial, status, problem);
}

// ---- reading ------------------------------------------------------------------------------------------------------

// False for one that this program does not know how to read: it goes on waiting.
static bool read_row(struct arena *arena, struct statement *row, struct proposal *proposal, json_t **record)
{
    struct problem ignored;
    *proposal = (struct proposal){.number = statement_number(row, 0), .received = statement_copy(arena, row, 1),
                                  .proposer = statement_copy(arena, row, 2), .thing = statement_copy(arena, row, 3),
                                  .kind = model_kind_of(statement_text(row, 4))};
    if (proposal->kind == KIND_NONE || record_read_text(statement_text(row, 5), record, &ignored) != STATUS_OK)
        return false;
    const char *title = record_title(*record);
    proposal->title = arena_copy_text(arena, title == NULL ? "" : title);
    return true;
}

static enum status not_waiting(struct problem *problem)
{
    return problem_set(problem, STATUS_NOT_FOUND, "proposal", "go back to the list", "it does not wait any more");
}

enum status proposal_list(sqlite3 *editorial, struct arena *arena, struct proposal **proposals, size_t *count, struct problem *problem)
{
    size_t capacity = 0;
    *proposals = NULL;
    *count = 0;
    struct statement *row = database_query(editorial, arena_format(arena, "%s ORDER BY number", waiting_sql), problem);
    while (statement_next(row)) {
        struct proposal proposal;
        json_t *record = NULL;
        bool known = read_row(arena, row, &proposal, &record);
        json_decref(record);
        if (!known)
            continue;
        *proposals = arena_grow(arena, *proposals, *count, &capacity, sizeof **proposals);
        (*proposals)[(*count)++] = proposal;
    }
    return statement_end(&row);
}

enum status proposal_read(sqlite3 *editorial, struct arena *arena, int64_t number, struct proposal *proposal, json_t **record,
                          struct problem *problem)
{
    *record = NULL;
    struct statement *row = database_query(editorial, arena_format(arena, "%s AND number = ?", waiting_sql), problem);
    statement_bind_number(row, 1, number);
    bool found = statement_next(row) && read_row(arena, row, proposal, record);
    enum status status = statement_end(&row);
    return status == STATUS_OK && !found ? not_waiting(problem) : status;
}

// ---- comparing ----------------------------------------------------------------------------------------------------

static bool is_for_others(const char *path)
{
    static const char *const own[] = {"position", "slug", "staff_note", "withheld", "paths"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (strcmp(path, own[i]) == 0)
            return false;
    return true;
}

// Texts that say the same differ in nothing that a proposer means.
static bool says_the_same(json_t *one, json_t *other)
{
    json_t *words = json_object_get(one, "text");
    return words != NULL && other != NULL && json_equal(words, json_object_get(other, "text"));
}

struct proposal_field *proposal_compare(struct arena *arena, json_t *present, json_t *record, size_t *count)
{
    size_t differences;
    const struct record_difference *all = record_compare(arena, present, record, &differences);
    struct proposal_field *fields = arena_allocate(arena, differences + 1, sizeof *fields);
    *count = 0;
    for (size_t i = 0; i < differences; i++)
        if (all[i].after != NULL && is_for_others(all[i].path) && !says_the_same(all[i].before, all[i].after))
            fields[(*count)++] = (struct proposal_field){all[i].path, all[i].before, all[i].after};
    return fields;
}

// ---- deciding -----------------------------------------------------------------------------------------------------

static enum status decide(sqlite3 *editorial, const struct change_author *author, int64_t number, const char *state, const char *reason,
                          struct problem *problem)
{
    char stamp[CLOCK_STAMP_BYTES];
    if (author->rights != NULL && !rights_include(author->rights, RIGHT_REVIEW))
        return problem_set(problem, STATUS_INVALID, "proposal", "ask a reviewer", "you may not decide about proposals");
    clock_format_utc(author->now, stamp);
    struct statement *row = database_query(editorial,
                                           "UPDATE proposal SET state = ?, decided = ?, decided_by = ?, reason = ?"
                                           " WHERE number = ? AND state = 'waiting' RETURNING number",
                                           problem);
    statement_bind_text(row, 1, state);
    statement_bind_text(row, 2, stamp);
    statement_bind_text(row, 3, author->name);
    statement_bind_text(row, 4, reason == NULL || reason[0] == '\0' ? NULL : reason);
    statement_bind_number(row, 5, number);
    bool waited = statement_next(row);
    while (statement_next(row))
        continue;
    enum status status = statement_end(&row);
    return status == STATUS_OK && !waited ? not_waiting(problem) : status;
}

enum status proposal_take(sqlite3 *editorial, const struct change_author *author, int64_t number, json_t *record, int64_t seen,
                          struct arena *arena, enum change_result *result, const char **why, struct problem *problem)
{
    struct change *change;
    struct change_outcome outcome = {.result = CHANGE_UNCHANGED};
    enum status status = change_begin(&change, editorial, author, problem);
    if (status != STATUS_OK)
        return status;
    status = decide(editorial, author, number, "taken", NULL, problem);
    if (status == STATUS_OK)
        status = change_put(change, record, seen, &outcome, problem);
    *result = outcome.result;
    *why = status == STATUS_OK ? change_why(&outcome, arena) : NULL;
    if (status == STATUS_OK && (outcome.result == CHANGE_DONE || outcome.result == CHANGE_UNCHANGED))
        return change_commit(&change, problem);
    change_cancel(&change);
    return status;
}

enum status proposal_decline(sqlite3 *editorial, const struct change_author *author, int64_t number, const char *reason,
                             struct problem *problem)
{
    return decide(editorial, author, number, "declined", reason, problem);
}
