// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "core/desk/drafts.h"

#include "core/base/clock.h"
#include "core/base/memory.h"
#include "core/base/sys.h"
#include "core/database/statement.h"
#include "core/editorial/lease.h"
#include "core/model/schema.h"

#include <string.h>
#include <unistd.h>

enum {
    DRAFTS_ID = 0x4B4D5044,
    DRAFTS_VERSION = 2,
    WAIT_MS = 200, // for the same login's other program; who types feels less
};

static const unsigned char schema_bytes[] = {
#include "generated/drafts.inc"
    0
};

static const char *drafts_schema(void)
{
    return (const char *)schema_bytes;
}

// Version 1 did not tell apart the programs that somebody has open.
static enum status tell_programs_apart(sqlite3 *database, struct problem *problem)
{
    enum status status = database_run(database, "ALTER TABLE draft RENAME TO former", problem);
    if (status == STATUS_OK)
        status = database_run(database, drafts_schema(), problem);
    if (status == STATUS_OK)
        status = database_run(database, "INSERT INTO draft SELECT person, thing, '', kind, title, at, sheet FROM former; DROP TABLE former", problem);
    return status;
}

static const struct database_upgrade upgrades[] = {{.from = 1, .run = tell_programs_apart}};

static const struct database_format drafts_format = {
    .application_id = DRAFTS_ID,
    .version = DRAFTS_VERSION,
    .oldest = DRAFTS_VERSION,
    .own = true,
    .changes = true,
    .name = "a file of drafts",
    .mend = "remove it: what was saved is in the editorial database",
    .other_id = SCHEMA_EDITORIAL_ID,
    .other_name = SCHEMA_EDITORIAL_NAME,
    .schema = {drafts_schema},
    .upgrades = upgrades,
    .upgrade_count = sizeof upgrades / sizeof *upgrades,
};

enum draft_statement { DRAFT_KEEP, DRAFT_DROP, DRAFT_LIST, DRAFT_READ, DRAFT_TAKE, DRAFT_STATEMENTS };

static const char *const sql[DRAFT_STATEMENTS] = {
    [DRAFT_KEEP] = "INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?, ?, ?, ?)",
    [DRAFT_DROP] = "DELETE FROM draft WHERE person = ? AND thing = ? AND program = ?",
    [DRAFT_LIST] = "SELECT thing, kind, title, max(at) FROM draft WHERE person = ? GROUP BY thing ORDER BY max(at) DESC, thing",
    [DRAFT_READ] = "SELECT sheet, program FROM draft WHERE person = ? AND thing = ? ORDER BY program = ? DESC, at DESC, program",
    [DRAFT_TAKE] = "UPDATE draft SET program = ? WHERE person = ? AND thing = ? AND program = ?",
};

struct drafts {
    sqlite3 *database;
    struct statements *statements;
    char program[LEASE_SESSION_BYTES]; // this one, among those that somebody has open
};

// What is damaged is nobody's draft any more, but somebody may want to look at it.
static enum status put_aside(sqlite3 **database, const char *path)
{
    struct arena arena = {0};
    struct problem second;
    sys_unlink(arena_format(&arena, "%s-wal", path));
    sys_unlink(arena_format(&arena, "%s-shm", path));
    bool moved = sys_rename(path, arena_format(&arena, "%s.damaged", path)) == 0;
    enum status status = moved ? database_open_writing(database, path, &drafts_format, &second) : STATUS_IO;
    arena_free(&arena);
    return status == STATUS_OK ? STATUS_CORRUPT : STATUS_IO;
}

const char *drafts_path(struct arena *arena, const char *editorial_path)
{
    return arena_format(arena, "%s/drafts-%u.db", sys_folder_of(arena, editorial_path), (unsigned)geteuid());
}

enum status drafts_open(struct drafts **drafts, const char *editorial_path, struct problem *problem)
{
    struct arena arena = {0};
    sqlite3 *database = NULL;
    const char *path = drafts_path(&arena, editorial_path);
    enum status status = database_open_writing(&database, path, &drafts_format, problem);
    if (status == STATUS_CORRUPT || status == STATUS_INVALID)
        status = put_aside(&database, path);
    *drafts = NULL;
    if (database != NULL) {
        sqlite3_busy_timeout(database, WAIT_MS);
        *drafts = memory_allocate(1, sizeof **drafts);
        **drafts = (struct drafts){.database = database, .statements = statements_open(database, sql, DRAFT_STATEMENTS, NULL)};
        lease_draw_session((*drafts)->program);
    }
    arena_free(&arena);
    return status;
}

void drafts_close(struct drafts **drafts)
{
    if (*drafts == NULL)
        return;
    statements_close(&(*drafts)->statements);
    database_close(&(*drafts)->database);
    memory_free(drafts);
}

enum status drafts_keep(struct drafts *drafts, const char *person, struct sheet *sheet, int64_t now, struct problem *problem)
{
    struct arena arena = {0};
    char stamp[CLOCK_STAMP_BYTES];
    if (!sheet_changed(sheet) && sheet->conflict_count == 0) {
        enum status dropped = drafts_drop(drafts, person, sheet_id(sheet), problem);
        sheet->unkept = dropped != STATUS_OK;
        return dropped;
    }
    clock_format_utc(now, stamp);
    struct statement *row = statements_begin(drafts->statements, DRAFT_KEEP, problem);
    statement_bind_text(row, 1, person);
    statement_bind_text(row, 2, sheet_id(sheet));
    statement_bind_text(row, 3, drafts->program);
    statement_bind_text(row, 4, model_kind(sheet_kind(sheet))->name);
    const char *title = record_title(sheet->working);
    statement_bind_text(row, 5, title == NULL ? "" : title);
    statement_bind_text(row, 6, stamp);
    statement_bind_text(row, 7, sheet_write(&arena, sheet));
    statement_run(row);
    enum status status = statement_end(&row);
    sheet->unkept = status != STATUS_OK;
    arena_free(&arena);
    return status;
}

enum status drafts_drop(struct drafts *drafts, const char *person, const char *thing, struct problem *problem)
{
    struct statement *row = statements_begin(drafts->statements, DRAFT_DROP, problem);
    statement_bind_text(row, 1, person);
    statement_bind_text(row, 2, thing);
    statement_bind_text(row, 3, drafts->program);
    statement_run(row);
    return statement_end(&row);
}

enum status drafts_list(struct drafts *drafts, struct arena *arena, const char *person, struct draft **list, size_t *count,
                        struct problem *problem)
{
    size_t capacity = 0;
    *list = NULL;
    *count = 0;
    struct statement *row = statements_begin(drafts->statements, DRAFT_LIST, problem);
    statement_bind_text(row, 1, person);
    while (statement_next(row)) {
        enum kind kind = model_kind_of(statement_text(row, 1));
        if (kind == KIND_NONE)
            continue; // of a program that knows more
        *list = arena_grow(arena, *list, *count, &capacity, sizeof **list);
        (*list)[(*count)++] = (struct draft){statement_copy(arena, row, 0), kind, statement_copy(arena, row, 2),
                                             statement_copy(arena, row, 3)};
    }
    return statement_end(&row);
}

// From now on it is of this program: what the one that kept it may still write is a draft beside it.
static enum status take(struct drafts *drafts, const char *person, const char *thing, const char *program, struct problem *problem)
{
    struct statement *row = statements_begin(drafts->statements, DRAFT_TAKE, problem);
    statement_bind_text(row, 1, drafts->program);
    statement_bind_text(row, 2, person);
    statement_bind_text(row, 3, thing);
    statement_bind_text(row, 4, program);
    statement_run(row);
    return statement_end(&row);
}

enum status drafts_read(struct drafts *drafts, const char *person, const char *thing, struct sheet *sheet, struct problem *problem)
{
    struct arena arena = {0};
    const char *text = NULL, *program = NULL;
    struct statement *row = statements_begin(drafts->statements, DRAFT_READ, problem);
    statement_bind_text(row, 1, person);
    statement_bind_text(row, 2, thing);
    statement_bind_text(row, 3, drafts->program);
    if (statement_next(row)) {
        text = statement_copy(&arena, row, 0);
        program = statement_copy(&arena, row, 1);
    }
    enum status status = statement_end(&row);
    *sheet = (struct sheet){0};
    if (status == STATUS_OK && text == NULL)
        status = problem_set(problem, STATUS_NOT_FOUND, thing, "open the thing itself", "there is no draft of it");
    if (status == STATUS_OK)
        status = sheet_read(sheet, text, problem);
    if (status == STATUS_OK && strcmp(program, drafts->program) != 0) {
        struct problem ignored; // another is writing: it is read all the same, and kept as this program's when it changes
        take(drafts, person, thing, program, &ignored);
    }
    arena_free(&arena);
    return status;
}
