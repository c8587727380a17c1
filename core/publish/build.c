// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Determinism comes from order: tables as the schema has them, rows by all their columns, one VACUUM at the end.
// Nothing of the editorial file's history (free pages, row order) reaches the catalog.
#include "core/publish/build_private.h"

#include "core/database/database.h"
#include "core/database/statement.h"
#include "core/language/language.h"
#include "core/model/model.h"
#include "core/model/schema.h"
#include "core/publish/event_times.h"
#include "core/publish/term_uses.h"
#include "core/search/index.h"

#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

// What staff keep for themselves, because a catalog is public, and what it has instead. Of a doubt the kiosk must know
// whether it is about the hours, which it would otherwise state as sure; staff write in English or German.
#define NAMES(word) "doubt LIKE '%" word "%'"
#define ABOUT_HOURS \
    NAMES("hour") " OR " NAMES("opening") " OR " NAMES("times") " OR " NAMES("closed") " OR " NAMES("ffnung") " OR " \
    NAMES("ffnet") " OR " NAMES("zeiten") " OR " NAMES("uhr") " OR " NAMES("geschlossen")
static const struct {
    const char *table, *column, *instead;
} staff_only[] = {
    {"source", "doubt", "CASE WHEN " ABOUT_HOURS " THEN 'hours' END"},
    {"thing", "revision", "1"}, // a catalog is the same however often something was changed and changed back
};

// What the catalog gets of a column.
static const char *published(const char *table, const char *column)
{
    for (size_t i = 0; i < COUNT_OF(staff_only); i++) {
        if (strcmp(staff_only[i].table, table) == 0 && strcmp(staff_only[i].column, column) == 0)
            return staff_only[i].instead;
    }
    return column;
}

// The first column of all rows, in the arena.
static enum status read_texts(struct arena *arena, sqlite3 *database, const char *sql, const char ***texts,
                              size_t *count, struct problem *problem)
{
    struct statement *rows = database_query(database, sql, problem);
    size_t capacity = 0;
    *texts = NULL;
    *count = 0;
    while (statement_next(rows)) {
        *texts = arena_grow(arena, *texts, *count, &capacity, sizeof **texts);
        (*texts)[(*count)++] = statement_copy(arena, rows, 0);
    }
    return statement_end(&rows);
}

// ---- copying ------------------------------------------------------------------------------------------------------

// `wanted` NULL: the statement has no parameter.
static enum status copy_rows(sqlite3 *from, const char *select, const char *wanted, sqlite3 *to, const char *insert,
                             struct problem *problem)
{
    struct statement *row = database_query(from, select, problem);
    if (wanted != NULL)
        statement_bind_text(row, 1, wanted);
    struct statement *copy = database_query(to, insert, problem);
    enum status status = STATUS_OK;
    while (status == STATUS_OK && statement_next(row)) {
        for (int column = 0; column < statement_columns(row); column++)
            statement_bind_column(copy, column + 1, row, column);
        status = statement_run(copy);
    }
    enum status read = statement_end(&row);
    enum status written = statement_end(&copy);
    return read != STATUS_OK ? read : written;
}

enum status build_copy_table(sqlite3 *catalog, sqlite3 *editorial, const char *table, const char *owner, const char *ids,
                             struct problem *problem)
{
    struct arena arena = {0};
    const char **columns;
    size_t count;
    const char *selected = "";
    const char *places = "";
    const char *order = "";
    enum status status = read_texts(
        &arena, catalog, arena_format(&arena, "SELECT name FROM pragma_table_info('%s') ORDER BY cid", table), &columns,
        &count, problem);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        const char *comma = i == 0 ? "" : ", ";
        selected = arena_format(&arena, "%s%s%s", selected, comma, published(table, columns[i]));
        places = arena_format(&arena, "%s%s?", places, comma);
        order = arena_format(&arena, "%s%s%zu", order, comma, i + 1);
    }
    if (status == STATUS_OK)
        status = copy_rows(editorial,
                           arena_format(&arena, "SELECT %s FROM %s%s ORDER BY %s", selected, table,
                                        owner == NULL ? ""
                                                      : arena_format(&arena, " WHERE %s IN (SELECT value FROM json_each(?))", owner),
                                        order),
                           ids, catalog, arena_format(&arena, "INSERT INTO %s VALUES (%s)", table, places), problem);
    arena_free(&arena);
    return status;
}

enum status build_strip(sqlite3 *catalog, struct problem *problem)
{
    struct arena arena = {0};
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < COUNT_OF(staff_only); i++)
        status = database_run(catalog, arena_format(&arena, "UPDATE %s SET %s = %s", staff_only[i].table, staff_only[i].column,
                                                    staff_only[i].instead),
                              problem);
    arena_free(&arena);
    return status;
}

// The tables of data/schema.sql in its order, parents before children: a catalog has no others yet, and what the editorial
// database has besides is not among them.
enum status build_content(void *context, sqlite3 *catalog, struct problem *problem)
{
    sqlite3 *editorial = context;
    struct arena arena = {0};
    const char **tables;
    size_t count;
    enum status status = read_texts(&arena, catalog, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid",
                                    &tables, &count, problem);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = build_copy_table(catalog, editorial, tables[i], NULL, NULL, problem);
    arena_free(&arena);
    return status;
}

// Closures that are over for good say nothing to a visitor. The day before the release may still be today in the city.
static enum status drop_past(sqlite3 *catalog, const char *created, struct problem *problem)
{
    struct statement *drop = database_query(
        catalog, "DELETE FROM thing WHERE id IN (SELECT id FROM closure WHERE every_year = 0 AND last_day < date(?, '-1 day'))",
        problem);
    statement_bind_text(drop, 1, created);
    statement_run(drop);
    return statement_end(&drop);
}

// ---- the whole ----------------------------------------------------------------------------------------------------

static enum status add_release(sqlite3 *catalog, long number, const char *created, struct problem *problem)
{
    struct statement *insert =
        database_query(catalog, "INSERT INTO release (number, city_id, created) SELECT ?, id, ? FROM city", problem);
    statement_bind_number(insert, 1, number);
    statement_bind_text(insert, 2, created);
    statement_run(insert);
    return statement_end(&insert);
}

// The lowest version that reads it rightly.
static enum status set_version(sqlite3 *catalog, struct problem *problem)
{
    int64_t version = CATALOG_OLDEST;
    struct arena arena = {0};
    enum status status = database_number(catalog, "SELECT " SCHEMA_LOWEST_READER, &version, problem);
    if (status == STATUS_OK)
        status = database_run(catalog, arena_format(&arena, "PRAGMA user_version = %d", (int)version), problem);
    arena_free(&arena);
    return status;
}

static enum status fill(sqlite3 *catalog, build_fill *content, void *context, long number, const char *created, bool searched,
                        struct problem *problem)
{
    enum status status = content(context, catalog, problem);
    if (status == STATUS_OK)
        status = drop_past(catalog, created, problem);
    if (status == STATUS_OK)
        status = database_run(catalog, schema_catalog_sql(), problem);
    if (status == STATUS_OK)
        status = add_release(catalog, number, created, problem);
    if (status == STATUS_OK)
        status = term_uses_fill(catalog, problem);
    if (status == STATUS_OK)
        status = event_times_fill(catalog, created, problem);
    if (status == STATUS_OK)
        status = set_version(catalog, problem);
    return status == STATUS_OK && searched ? search_index_fill(catalog, problem) : status;
}

enum status build_catalog_of(build_fill *content, void *context, long number, const char *created, struct build_extent extent,
                             unsigned char **bytes, size_t *size, struct problem *problem)
{
    struct database_format format = catalog_format;
    format.schema[1] = NULL; // what is added to the content comes after it
    sqlite3 *catalog;
    enum status status = database_open_writing(&catalog, ":memory:", &format, problem);
    if (status != STATUS_OK)
        return status;
    status = database_run(catalog, "BEGIN", problem);
    if (status == STATUS_OK)
        status = fill(catalog, content, context, number, created, extent.searched, problem);
    if (status == STATUS_OK)
        status = database_run(catalog, extent.compact ? "COMMIT; VACUUM" : "COMMIT", problem);
    if (status == STATUS_OK) {
        sqlite3_int64 length = 0;
        *bytes = sqlite3_serialize(catalog, "main", &length, 0);
        *size = (size_t)length;
        if (*bytes == NULL)
            status = problem_set(problem, STATUS_IO, "memory", "end other programs or add memory", "none left");
    }
    database_close(&catalog);
    return status;
}

enum status build_catalog(sqlite3 *editorial, long number, const char *created, unsigned char **bytes, size_t *size,
                          struct problem *problem)
{
    const struct build_extent all = {.searched = true, .compact = true};
    return build_catalog_of(build_content, editorial, number, created, all, bytes, size, problem);
}

enum status build_read_facts(struct arena *arena, sqlite3 *editorial, struct build_facts *facts,
                             struct problem *problem)
{
    const char **cities;
    const char **languages;
    size_t count;
    enum status status = read_texts(arena, editorial, "SELECT slug FROM thing WHERE kind = 'city'", &cities, &count, problem);
    facts->city = status == STATUS_OK && count == 1 ? cities[0] : "";
    if (status == STATUS_OK)
        status = read_texts(arena, editorial, "SELECT DISTINCT language FROM text ORDER BY 1", &languages, &count, problem);
    facts->language_count = 0;
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        if (language_by_tag(languages[i]) != NULL)
            languages[facts->language_count++] = languages[i];
    }
    facts->languages = status == STATUS_OK ? languages : NULL;
    int64_t repeats = 0;
    if (status == STATUS_OK)
        status = database_number(editorial, "SELECT EXISTS (SELECT 1 FROM event WHERE rule IS NOT NULL)", &repeats, problem);
    facts->repeats = repeats != 0;
    return status == STATUS_OK ? counts_read(editorial, &facts->counts, problem) : status;
}
