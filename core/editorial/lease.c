// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A lease holds while its end lies ahead, but not further than twice the time for which one is made: what a clock that was set
// back has left would hold for hours otherwise. Somebody's time may be sampled a little before another's lease, so once is too
// near. A clock that was set forward ends all; who is still there takes his again in the next pause.
#include "core/editorial/private.h"

#include "core/database/database.h"
#include "core/model/record.h"

#include <sodium.h>
#include <string.h>

const char *lease_scope(struct arena *arena, const char *path)
{
    const char *language, *field;
    return record_path_text(arena, path, &language, &field) && strcmp(language, "de") != 0 ? language : "";
}

void lease_draw_session(char session[LEASE_SESSION_BYTES])
{
    unsigned char drawn[(LEASE_SESSION_BYTES - 1) / 2];
    randombytes_buf(drawn, sizeof drawn);
    sodium_bin2hex(session, LEASE_SESSION_BYTES, drawn, sizeof drawn);
}

static int64_t seconds_of(const char *scope)
{
    return scope[0] == '\0' ? LEASE_SECONDS : LEASE_TRANSLATION_SECONDS;
}

struct lease_span lease_span(int64_t now)
{
    struct lease_span span;
    clock_format_utc(now, span.from);
    clock_format_utc(now + 2 * LEASE_SECONDS, span.to);
    clock_format_utc(now + 2 * LEASE_TRANSLATION_SECONDS, span.to_of_translation);
    return span;
}

struct lease lease_read(struct arena *arena, struct statement *row)
{
    return (struct lease){statement_copy(arena, row, 0), statement_copy(arena, row, 1), statement_copy(arena, row, 2),
                          statement_copy(arena, row, 3), statement_copy(arena, row, 4)};
}

// ---- one lease ----------------------------------------------------------------------------------------------------

struct leasing {
    sqlite3 *editorial;
    const struct change_author *author;
    const char *thing, *scope;
    struct arena *arena;
    struct problem *problem;
};

enum lease_place { PLACE_FREE, PLACE_OURS, PLACE_FRESH, PLACE_OTHERS };

// Whose it is: nobody's, ours, ours and newly written, or another session's, which *other is then.
static enum status look(const struct leasing *leasing, enum lease_place *place, struct lease **other)
{
    const struct lease_span span = lease_span(leasing->author->now);
    char due[CLOCK_STAMP_BYTES];
    struct statement *row = database_query(leasing->editorial,
                                           "SELECT " LEASE_COLUMNS ", until FROM lease WHERE thing = ? AND scope = ? AND " LEASE_HOLDS,
                                           leasing->problem);
    statement_bind_text(row, 1, leasing->thing);
    statement_bind_text(row, 2, leasing->scope);
    statement_bind_text(row, 3, span.from);
    statement_bind_text(row, 4, span.to);
    statement_bind_text(row, 5, span.to_of_translation);
    clock_format_utc(leasing->author->now + seconds_of(leasing->scope) - LEASE_RENEW_SECONDS, due);
    *place = PLACE_FREE;
    *other = NULL;
    if (statement_next(row)) {
        struct lease lease = lease_read(leasing->arena, row);
        *place = strcmp(lease.session, leasing->author->session) != 0 ? PLACE_OTHERS
                 : strcmp(statement_text(row, 5), due) > 0            ? PLACE_FRESH
                                                                      : PLACE_OURS;
        if (*place == PLACE_OTHERS) {
            *other = arena_allocate(leasing->arena, 1, sizeof **other);
            **other = lease;
        }
    }
    return statement_end(&row);
}

// One that is made longer keeps the time since when it is held.
static enum status write(const struct leasing *leasing)
{
    char since[CLOCK_STAMP_BYTES], until[CLOCK_STAMP_BYTES];
    clock_format_utc(leasing->author->now, since);
    clock_format_utc(leasing->author->now + seconds_of(leasing->scope), until);
    struct statement *statement =
        database_query(leasing->editorial,
                       "INSERT INTO lease (thing, scope, holder, session, since, until) VALUES (?, ?, ?, ?, ?, ?)"
                       " ON CONFLICT (thing, scope) DO UPDATE SET since = iif(session = excluded.session, since, excluded.since),"
                       " holder = excluded.holder, session = excluded.session, until = excluded.until",
                       leasing->problem);
    statement_bind_text(statement, 1, leasing->thing);
    statement_bind_text(statement, 2, leasing->scope);
    statement_bind_text(statement, 3, leasing->author->name);
    statement_bind_text(statement, 4, leasing->author->session);
    statement_bind_text(statement, 5, since);
    statement_bind_text(statement, 6, until);
    statement_run(statement);
    return statement_end(&statement);
}

// Who may not write there keeps nobody away.
static bool may_write(const struct leasing *leasing)
{
    const struct rights *rights = leasing->author->rights;
    return rights == NULL || rights_include(rights, RIGHT_WRITE) ||
           (leasing->scope[0] != '\0' && rights_to_translate(rights, leasing->scope));
}

// Nothing is written when it is somebody else's, unless `over`.
static enum status take(const struct leasing *leasing, bool over, struct lease **other)
{
    enum lease_place place;
    enum status status = look(leasing, &place, other);
    bool own = *other != NULL && strcmp((*other)->holder, leasing->author->name) == 0;
    if (status != STATUS_OK || (*other != NULL && !over && !own))
        return status;
    *other = NULL;
    return place == PLACE_FRESH ? STATUS_OK : write(leasing);
}

enum status lease_take(sqlite3 *editorial, const struct change_author *author, const char *thing, const char *scope, bool over,
                       struct arena *arena, struct lease **other, struct problem *problem)
{
    const struct leasing leasing = {editorial, author, thing, scope, arena, problem};
    enum lease_place place;
    bool begun = true;
    *other = NULL;
    if (!may_write(&leasing))
        return problem_set(problem, STATUS_INVALID, thing, "ask somebody who may change it", "you may not write this");
    enum status status = over ? database_run(editorial, "BEGIN IMMEDIATE", problem)
                              : database_begin_within(editorial, LEASE_PATIENCE_MS, &begun, problem);
    if (status != STATUS_OK)
        return status;
    return begun ? database_end(editorial, take(&leasing, over, other), problem) : look(&leasing, &place, other);
}

enum status lease_release(sqlite3 *editorial, const struct change_author *author, const char *thing, const char *scope,
                          struct problem *problem)
{
    bool begun = true;
    enum status status = thing == NULL ? database_run(editorial, "BEGIN IMMEDIATE", problem)
                                       : database_begin_within(editorial, 0, &begun, problem);
    if (status != STATUS_OK || !begun)
        return status;
    struct statement *statement = database_query(
        editorial, "DELETE FROM lease WHERE session = ?1 AND (?2 IS NULL OR (thing = ?2 AND (?3 IS NULL OR scope = ?3)))", problem);
    statement_bind_text(statement, 1, author->session);
    statement_bind_text(statement, 2, thing);
    statement_bind_text(statement, 3, scope);
    statement_run(statement);
    return database_end(editorial, statement_end(&statement), problem);
}

// ---- all of a session ---------------------------------------------------------------------------------------------

struct keeping {
    sqlite3 *editorial;
    const struct change_author *author;
    const struct lease_wish *wishes;
    size_t count;
    struct arena *arena;
    struct lease **other;
    struct problem *problem;
};

// Goes through the wishes. *due: one is to be written, as its lease is not there, or old; it is if `writing`, within a transaction. Tells
// who has one that is another's.
static enum status go_through_wishes(const struct keeping *keeping, bool writing, bool *due)
{
    enum status status = STATUS_OK;
    *due = false;
    for (size_t i = 0; status == STATUS_OK && i < keeping->count; i++) {
        const struct leasing leasing = {keeping->editorial, keeping->author, keeping->wishes[i].thing, keeping->wishes[i].scope,
                                        keeping->arena, keeping->problem};
        enum lease_place place;
        struct lease *other;
        status = look(&leasing, &place, &other);
        *keeping->other = *keeping->other == NULL ? other : *keeping->other;
        if (status != STATUS_OK || place == PLACE_FRESH || place == PLACE_OTHERS || !may_write(&leasing))
            continue;
        *due = true;
        if (writing)
            status = write(&leasing);
    }
    return status;
}

static bool is_wished(const struct keeping *keeping, const struct lease *lease)
{
    for (size_t i = 0; i < keeping->count; i++)
        if (strcmp(keeping->wishes[i].thing, lease->thing) == 0 && strcmp(keeping->wishes[i].scope, lease->scope) == 0)
            return true;
    return false;
}

// Those that the session has and does not want any more.
static enum status find_left(const struct keeping *keeping, struct lease **left, size_t *count)
{
    size_t capacity = 0;
    struct statement *rows = database_query(keeping->editorial, "SELECT " LEASE_COLUMNS " FROM lease WHERE session = ?", keeping->problem);
    statement_bind_text(rows, 1, keeping->author->session);
    *left = NULL;
    *count = 0;
    while (statement_next(rows)) {
        const struct lease lease = lease_read(keeping->arena, rows);
        if (is_wished(keeping, &lease))
            continue;
        *left = arena_grow(keeping->arena, *left, *count, &capacity, sizeof **left);
        (*left)[(*count)++] = lease;
    }
    return statement_end(&rows);
}

static enum status give_back(const struct keeping *keeping, const struct lease *lease)
{
    struct statement *statement =
        database_query(keeping->editorial, "DELETE FROM lease WHERE thing = ? AND scope = ? AND session = ?", keeping->problem);
    statement_bind_text(statement, 1, lease->thing);
    statement_bind_text(statement, 2, lease->scope);
    statement_bind_text(statement, 3, lease->session);
    statement_run(statement);
    return statement_end(&statement);
}

// Within a transaction.
static enum status put_right(const struct keeping *keeping, const struct lease *left, size_t count)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = give_back(keeping, &left[i]);
    bool due;
    return status == STATUS_OK ? go_through_wishes(keeping, true, &due) : status;
}

enum status lease_keep(sqlite3 *editorial, const struct change_author *author, const struct lease_wish *wishes, size_t count,
                       struct arena *arena, struct lease **other, bool *kept, struct problem *problem)
{
    const struct keeping keeping = {editorial, author, wishes, count, arena, other, problem};
    struct lease *left;
    size_t left_count;
    bool due;
    *other = NULL;
    *kept = true;
    enum status status = go_through_wishes(&keeping, false, &due);
    if (status == STATUS_OK)
        status = find_left(&keeping, &left, &left_count);
    if (status != STATUS_OK || (!due && left_count == 0))
        return status;
    status = database_begin_within(editorial, 0, kept, problem);
    return status == STATUS_OK && *kept ? database_end(editorial, put_right(&keeping, left, left_count), problem) : status;
}

enum status lease_list(sqlite3 *editorial, int64_t now, struct arena *arena, struct lease **leases, size_t *count,
                       struct problem *problem)
{
    const struct lease_span span = lease_span(now);
    size_t capacity = 0;
    struct statement *rows = database_query(editorial,
                                            "SELECT " LEASE_COLUMNS " FROM lease WHERE " LEASE_HOLDS
                                            " ORDER BY holder, since, thing, scope",
                                            problem);
    statement_bind_text(rows, 1, span.from);
    statement_bind_text(rows, 2, span.to);
    statement_bind_text(rows, 3, span.to_of_translation);
    *leases = NULL;
    *count = 0;
    while (statement_next(rows)) {
        *leases = arena_grow(arena, *leases, *count, &capacity, sizeof **leases);
        (*leases)[(*count)++] = lease_read(arena, rows);
    }
    return statement_end(&rows);
}
