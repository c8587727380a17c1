// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Which columns hold contacts is known by their names (…url, …email, phone beside printed), so that a new one needs no line here.
#include "core/editorial/contacts.h"

#include "core/editorial/contacts_private.h"

#include "core/model/model_sql.h"
#include "core/database/database.h"

#include <string.h>

static const char *const type_names[CONTACT_TYPES] = {"url", "email", "phone"};
static const char *const result_names[CONTACT_RESULTS] = {"works", "moved",    "gone",        "refused", "certificate", "slow",
                                                          "error", "nameless", "unreachable", "invalid", "unknown"};

const char *contact_type_name(enum contact_type type)
{
    return type_names[type];
}

const char *contact_result_name(enum contact_result result)
{
    return result_names[result];
}

static int place_of(const char *name, const char *const *names, int count)
{
    int place = 0;
    while (place < count - 1 && strcmp(names[place], name) != 0)
        place++;
    return place;
}

// ---- who has which ------------------------------------------------------------------------------------------------

static bool ends_in(const char *name, const char *end)
{
    size_t length = strlen(name), tail = strlen(end);
    return length >= tail && strcmp(name + length - tail, end) == 0;
}

enum contact_type contact_column_type(const struct model_column *column)
{
    if (column->type != MODEL_TEXT)
        return CONTACT_TYPES;
    for (int type = 0; type < CONTACT_TYPES; type++)
        if (ends_in(column->name, type_names[type]))
            return (enum contact_type)type;
    return CONTACT_TYPES;
}

static bool has_column(const struct model_column *columns, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(columns[i].name, name) == 0)
            return true;
    return false;
}

// Rows (thing, type, address, dialled) of the columns of a table.
static void append_columns(struct arena *arena, struct arena_text *sql, const char *table, const char *owner,
                           const struct model_column *columns, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        enum contact_type type = contact_column_type(&columns[i]);
        if (type == CONTACT_TYPES)
            continue;
        bool printed = type == CONTACT_PHONE && has_column(columns, count, "printed");
        const char *address = printed ? arena_format(arena, "coalesce(printed, \"%s\")", columns[i].name)
                                      : arena_format(arena, "\"%s\"", columns[i].name);
        const char *dialled = type == CONTACT_PHONE ? arena_format(arena, "\"%s\"", columns[i].name) : "NULL";
        arena_append(arena, sql,
                     arena_format(arena, "%sSELECT \"%s\" AS thing, '%s' AS type, %s AS address, %s AS dialled FROM \"%s\" WHERE %s <> ''",
                                  sql->length == 0 ? "" : " UNION ALL ", owner, type_names[type], address, dialled, table, address));
    }
}

const char *contact_uses_sql(struct arena *arena)
{
    struct arena_text sql = {0};
    size_t count;
    const struct model_column *source = model_source(&count);
    append_columns(arena, &sql, "source", "thing", source, count);
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        append_columns(arena, &sql, model->name, "id", model->columns, model->column_count);
        for (size_t i = 0; i < model->part_count; i++)
            append_columns(arena, &sql, model->parts[i].table, model->parts[i].owner, model->parts[i].columns,
                           model->parts[i].column_count);
    }
    return sql.bytes;
}

static const char *or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

enum status contacts_read(sqlite3 *editorial, struct arena *arena, struct contact_address **addresses, size_t *count,
                          struct problem *problem)
{
    size_t room = 0;
    *addresses = NULL;
    *count = 0;
    const char *sql = arena_format(arena,
                                   "SELECT used.type, used.address, min(used.dialled), etag, modified FROM (%s) AS used LEFT JOIN"
                                   " contact_check ON contact = used.address AND contact_check.type = used.type"
                                   " GROUP BY used.type, used.address ORDER BY CASE used.type WHEN 'url' THEN 0 WHEN 'email' THEN 1"
                                   " ELSE 2 END, used.address",
                                   contact_uses_sql(arena));
    struct statement *row = database_query(editorial, sql, problem);
    while (statement_next(row)) {
        *addresses = arena_grow(arena, *addresses, *count, &room, sizeof **addresses);
        (*addresses)[(*count)++] = (struct contact_address){
            .type = (enum contact_type)place_of(statement_text(row, 0), type_names, CONTACT_TYPES),
            .address = statement_copy(arena, row, 1),
            .dialled = statement_copy(arena, row, 2),
            .etag = or_empty(statement_copy(arena, row, 3)),
            .modified = or_empty(statement_copy(arena, row, 4)),
        };
    }
    return statement_end(&row);
}

// ---- what was learnt ----------------------------------------------------------------------------------------------

// A failure on the day of the last one is the same failure. What was learnt of an address of one type is nothing of another's.
static const char write_sql[] =
    "INSERT INTO contact_check (contact, type, result, detail, checked, failing_from, failed_days, etag, modified)"
    " VALUES (?1, ?2, ?3, ?4, ?5, CASE WHEN ?8 THEN date(?5) END, ?8, ?6, ?7)"
    " ON CONFLICT (contact) DO UPDATE SET type = excluded.type, result = excluded.result, detail = excluded.detail,"
    " checked = excluded.checked, etag = excluded.etag, modified = excluded.modified,"
    " failing_from = CASE WHEN ?8 THEN coalesce(failing_from, excluded.failing_from) END,"
    " failed_days = CASE WHEN NOT ?8 THEN 0 WHEN failing_from IS NULL THEN 1"
    " WHEN date(checked) = date(excluded.checked) THEN failed_days ELSE failed_days + 1 END"
    " WHERE excluded.result <> 'unknown' OR failing_from IS NULL";

static bool has_failed(enum contact_result result)
{
    return result != CONTACT_WORKS && result != CONTACT_MOVED && result != CONTACT_REFUSED && result != CONTACT_UNKNOWN;
}

static const char *or_null(const char *text)
{
    return text == NULL || text[0] == '\0' ? NULL : text;
}

static enum status write_all(sqlite3 *editorial, const struct contact_address *addresses, const struct contact_answer *answers,
                             size_t count, int64_t now, struct problem *problem)
{
    char stamp[CLOCK_STAMP_BYTES];
    enum status status = STATUS_OK;
    clock_format_utc(now, stamp);
    struct statement *row = database_query(editorial, write_sql, problem);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        statement_bind_text(row, 1, addresses[i].address);
        statement_bind_text(row, 2, contact_type_name(addresses[i].type));
        statement_bind_text(row, 3, contact_result_name(answers[i].result));
        statement_bind_text(row, 4, or_null(answers[i].detail));
        statement_bind_text(row, 5, stamp);
        statement_bind_text(row, 6, or_null(answers[i].etag));
        statement_bind_text(row, 7, or_null(answers[i].modified));
        statement_bind_number(row, 8, has_failed(answers[i].result));
        status = statement_run(row);
    }
    enum status ended = statement_end(&row);
    return status == STATUS_OK ? ended : status;
}

enum status contacts_write(sqlite3 *editorial, const struct contact_address *addresses, const struct contact_answer *answers,
                           size_t count, int64_t now, struct problem *problem)
{
    struct arena arena = {0};
    enum status status = database_run(editorial, "BEGIN IMMEDIATE", problem);
    if (status != STATUS_OK)
        return status;
    status = write_all(editorial, addresses, answers, count, now, problem);
    if (status == STATUS_OK)
        status = database_run(editorial,
                              arena_format(&arena, "DELETE FROM contact_check WHERE (type, contact) NOT IN (SELECT type, address FROM (%s))",
                                           contact_uses_sql(&arena)),
                              problem);
    status = database_end(editorial, status, problem);
    arena_free(&arena);
    return status;
}

// ---- what follows from it -----------------------------------------------------------------------------------------

// What the thing of a row of `thing` is called: its German text, or else the column, that the model names.
static const char *title_sql(struct arena *arena)
{
    struct arena_text sql = {0};
    arena_append(arena, &sql, "CASE thing.kind");
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        arena_append(arena, &sql, arena_format(arena, " WHEN '%s' THEN %s", model->name,
                                               model_sql_value(arena, (enum kind)kind, model->title, "thing.id")));
    }
    arena_append(arena, &sql, " END");
    return sql.bytes;
}

enum status contacts_in_trouble(sqlite3 *editorial, struct arena *arena, struct contact_trouble **troubles, size_t *count,
                                struct problem *problem)
{
    size_t room = 0;
    *troubles = NULL;
    *count = 0;
    const char *sql = arena_format(
        arena,
        "SELECT contact_check.type, result, contact, detail, failing_from, failed_days, failed_days >= %d AS broken, thing.id, thing.kind, %s"
        " FROM contact_check JOIN (SELECT DISTINCT thing, type, address FROM (%s)) AS used"
        " ON used.address = contact AND used.type = contact_check.type JOIN thing ON thing.id = used.thing"
        " WHERE failing_from IS NOT NULL OR result = 'moved' ORDER BY broken DESC, result <> 'moved', failing_from, contact, thing.id",
        CONTACT_BROKEN_DAYS, title_sql(arena), contact_uses_sql(arena));
    struct statement *row = database_query(editorial, sql, problem);
    while (statement_next(row)) {
        *troubles = arena_grow(arena, *troubles, *count, &room, sizeof **troubles);
        (*troubles)[(*count)++] = (struct contact_trouble){
            .type = (enum contact_type)place_of(statement_text(row, 0), type_names, CONTACT_TYPES),
            .result = (enum contact_result)place_of(statement_text(row, 1), result_names, CONTACT_RESULTS),
            .address = statement_copy(arena, row, 2),
            .detail = or_empty(statement_copy(arena, row, 3)),
            .failing_from = statement_copy(arena, row, 4),
            .failed_days = (long)statement_number(row, 5),
            .broken = statement_number(row, 6) != 0,
            .thing = statement_copy(arena, row, 7),
            .kind = model_kind_of(statement_text(row, 8)),
            .title = or_empty(statement_copy(arena, row, 9)),
        };
    }
    return statement_end(&row);
}

enum status contacts_broken(sqlite3 *editorial, long *count, struct problem *problem)
{
    struct arena arena = {0};
    int64_t number;
    const char *sql = arena_format(&arena,
                                   // The few that are broken are looked up in, not the many that somebody has.
                                   "WITH broken AS MATERIALIZED (SELECT type, contact FROM contact_check WHERE failed_days >= %d)"
                                   " SELECT CASE WHEN EXISTS (SELECT 1 FROM broken) THEN (SELECT count(*) FROM (SELECT DISTINCT type, address"
                                   " FROM (%s) WHERE (type, address) IN (SELECT type, contact FROM broken))) ELSE 0 END",
                                   CONTACT_BROKEN_DAYS, contact_uses_sql(&arena));
    enum status status = database_number(editorial, sql, &number, problem);
    *count = (long)number;
    arena_free(&arena);
    return status;
}
