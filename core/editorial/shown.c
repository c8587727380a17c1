// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Views of the connection's own stand before the tables of the same names: SQLite looks for a name there first, and lets such views
// be used where those of a file may not (SQLITE_DBCONFIG_ENABLE_VIEW). So there is one place that knows what is left out, and no
// copy of the content; where nothing is withheld, nothing at all.
#include "core/editorial/shown.h"

#include "core/base/arena.h"
#include "core/database/database.h"
#include "core/database/statement.h"
#include "core/model/body.h"
#include "core/model/lead.h"

#include <string.h>

#define LEFT_OUT "IN (SELECT id FROM temp.left_out)"

struct withholding {
    sqlite3 *editorial;
    struct arena arena;
    struct problem *problem;
    enum status status;    // of the first failure
    const char *table;     // whose view is made:
    const char *columns;   // what it selects
    const char *condition; // and which rows
};

static void run(struct withholding *withholding, const char *sql)
{
    if (withholding->status == STATUS_OK)
        withholding->status = database_run(withholding->editorial, sql, withholding->problem);
}

static int64_t count(struct withholding *withholding, const char *sql)
{
    int64_t number = 0;
    if (withholding->status == STATUS_OK)
        withholding->status = database_number(withholding->editorial, sql, &number, withholding->problem);
    return number;
}

// ---- what is left out ---------------------------------------------------------------------------------------------

static void add_needing(void *context, const struct lead *lead)
{
    struct withholding *withholding = context;
    if (lead->needed)
        run(withholding, arena_format(&withholding->arena, "INSERT OR IGNORE INTO temp.left_out SELECT %s FROM main.%s WHERE %s " LEFT_OUT,
                                  lead->owner, lead->table, lead->target));
}

static void list_left_out(struct withholding *withholding)
{
    run(withholding, "CREATE TEMP TABLE left_out (id TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;"
                 "INSERT INTO temp.left_out SELECT thing FROM main.withheld");
    int64_t before = 0;
    for (int64_t now = 1; withholding->status == STATUS_OK && now != before;) {
        before = count(withholding, "SELECT count(*) FROM temp.left_out");
        lead_each(add_needing, withholding);
        now = count(withholding, "SELECT count(*) FROM temp.left_out");
    }
}

// The body without its links to what is left out; "" when nothing else is in it.
static const char *body_without(struct withholding *withholding, struct arena *arena, const char *body)
{
    size_t blocks, kept = 0;
    struct body_block *block = body_parse(arena, body, &blocks);
    for (size_t i = 0; i < blocks; i++) {
        if (block[i].link == NULL || !shown_leaves_out(withholding->editorial, block[i].link))
            block[kept++] = block[i];
    }
    return body_write(arena, block, kept);
}

static void write_bodies(struct withholding *withholding, struct statement *rows)
{
    struct arena arena = {0};
    struct statement *insert =
        database_query(withholding->editorial, "INSERT INTO temp.left_out_body VALUES (?, ?, ?, ?)", withholding->problem);
    while (withholding->status == STATUS_OK && statement_next(rows)) {
        for (int column = 0; column < 3; column++)
            statement_bind_column(insert, column + 1, rows, column);
        statement_bind_text(insert, 4, body_without(withholding, &arena, statement_text(rows, 3)));
        statement_run(insert);
        arena_reset(&arena);
    }
    enum status status = statement_end(&insert);
    if (withholding->status == STATUS_OK)
        withholding->status = status;
    arena_free(&arena);
}

// The bodies that lead there, as they are without.
static void list_bodies(struct withholding *withholding)
{
    run(withholding, "CREATE TEMP TABLE left_out_body (thing TEXT NOT NULL, language TEXT NOT NULL, field TEXT NOT NULL,"
                 " text TEXT NOT NULL, PRIMARY KEY (thing, language, field)) WITHOUT ROWID");
    for (int kind = 0; kind < KIND_COUNT && withholding->status == STATUS_OK; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        for (size_t i = 0; i < model->text_count; i++) {
            if (model->texts[i].form != MODEL_BODY || withholding->status != STATUS_OK)
                continue;
            struct statement *rows = database_query(
                withholding->editorial,
                arena_format(&withholding->arena,
                             "SELECT thing, language, field, text FROM main.text WHERE field = '%s' AND thing IN"
                             " (SELECT link.thing FROM main.link JOIN main.%s ON id = link.thing WHERE target " LEFT_OUT ")",
                             model->texts[i].name, model->name),
                withholding->problem);
            write_bodies(withholding, rows);
            enum status status = statement_end(&rows);
            if (withholding->status == STATUS_OK)
                withholding->status = status;
        }
    }
}

// ---- views --------------------------------------------------------------------------------------------------------

// What leads out of a list goes, elsewhere it becomes NULL; what could not be without it is left out itself.
static void cut(void *context, const struct lead *lead)
{
    struct withholding *withholding = context;
    struct arena *arena = &withholding->arena;
    if (strcmp(lead->table, withholding->table) != 0 || lead->needed)
        return;
    if (strcmp(lead->owner, "id") != 0) {
        withholding->condition = arena_format(arena, "%s AND %s NOT " LEFT_OUT, withholding->condition, lead->target);
        return;
    }
    const char *place = strstr(withholding->columns, arena_format(arena, ", %s,", lead->target));
    if (place != NULL)
        withholding->columns = arena_format(arena, "%.*s, CASE WHEN %s NOT " LEFT_OUT " THEN %s END AS %s%s",
                                        (int)(place - withholding->columns), withholding->columns, lead->target, lead->target,
                                        lead->target, place + 2 + strlen(lead->target));
}

static void make_view(struct withholding *withholding, const char *table, const char *owner)
{
    struct arena *arena = &withholding->arena;
    struct statement *rows = database_query(
        withholding->editorial, arena_format(arena, "SELECT group_concat(name, ', ') FROM pragma_table_info('%s')", table),
        withholding->problem);
    withholding->table = table;
    withholding->columns = statement_next(rows) ? arena_format(arena, ", %s,", statement_text(rows, 0)) : "";
    withholding->condition = arena_format(arena, "%s NOT " LEFT_OUT, owner);
    enum status status = statement_end(&rows);
    if (withholding->status == STATUS_OK)
        withholding->status = status;
    lead_each(cut, withholding);
    size_t length = strlen(withholding->columns);
    run(withholding, arena_format(arena, "CREATE TEMP VIEW %s AS SELECT %.*s FROM main.%s WHERE %s", table, (int)length - 3,
                              withholding->columns + 2, table, withholding->condition));
}

// Of the same names and columns as the tables; that of texts has the bodies that were made above.
static void make_views(struct withholding *withholding)
{
    for (int kind = 0; kind < KIND_COUNT && withholding->status == STATUS_OK; kind++) {
        const struct model_kind *model = model_kind((enum kind)kind);
        make_view(withholding, model->name, "id");
        for (size_t i = 0; i < model->part_count && withholding->status == STATUS_OK; i++)
            make_view(withholding, model->parts[i].table, model->parts[i].owner);
    }
    static const char *const others[] = {"source", "source_path", "link"};
    for (size_t i = 0; i < sizeof others / sizeof *others && withholding->status == STATUS_OK; i++)
        make_view(withholding, others[i], "thing");
    if (withholding->status == STATUS_OK)
        make_view(withholding, "thing", "id");
    run(withholding, "CREATE TEMP VIEW text AS SELECT thing, language, field, coalesce(body.text, own.text) AS text, origin,"
                 " reviewed_on, source_hash FROM main.text AS own LEFT JOIN temp.left_out_body AS body"
                 " USING (thing, language, field) WHERE thing NOT " LEFT_OUT " AND body.text IS NOT ''");
}

// ---- the whole ----------------------------------------------------------------------------------------------------

// Whether there is anything to be left out that is not yet.
static bool is_wanted(struct withholding *withholding)
{
    return count(withholding, "SELECT count(*) FROM main.sqlite_schema WHERE name = 'withheld'") > 0 &&
           count(withholding, "SELECT EXISTS (SELECT 1 FROM main.withheld)") > 0 &&
           count(withholding, "SELECT count(*) FROM temp.sqlite_schema WHERE name = 'left_out'") == 0;
}

enum status shown_begin(sqlite3 *editorial, bool *began, struct problem *problem)
{
    struct withholding withholding = {.editorial = editorial, .problem = problem};
    *began = is_wanted(&withholding);
    if (*began) {
        bool only_read = count(&withholding, "PRAGMA query_only") != 0; // which forbids tables of the connection's own, too
        run(&withholding, "PRAGMA query_only = OFF");
        list_left_out(&withholding);
        list_bodies(&withholding);
        make_views(&withholding);
        if (only_read)
            run(&withholding, "PRAGMA query_only = ON");
        if (withholding.status != STATUS_OK) {
            shown_end(editorial);
            *began = false;
        }
    }
    arena_free(&withholding.arena);
    return withholding.status;
}

void shown_end(sqlite3 *editorial)
{
    struct arena arena = {0};
    struct problem ignored;
    const char *drops = "";
    struct statement *rows =
        database_query(editorial, "SELECT type, name FROM temp.sqlite_schema WHERE type = 'view' OR name GLOB 'left_out*'", &ignored);
    while (statement_next(rows))
        drops = arena_format(&arena, "%sDROP %s temp.%s;", drops, statement_text(rows, 0), statement_text(rows, 1));
    statement_end(&rows);
    int64_t only_read = 0;
    database_number(editorial, "PRAGMA query_only", &only_read, &ignored);
    database_run(editorial, "PRAGMA query_only = OFF", &ignored);
    database_run(editorial, drops, &ignored);
    if (only_read != 0)
        database_run(editorial, "PRAGMA query_only = ON", &ignored);
    arena_free(&arena);
}

bool shown_leaves_out(sqlite3 *editorial, const char *id)
{
    struct problem ignored;
    struct statement *row = database_query(editorial, "SELECT 1 FROM temp.left_out WHERE id = ?", &ignored);
    statement_bind_text(row, 1, id);
    bool out = statement_next(row);
    statement_end(&row);
    return out;
}
