// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Where history does not reach, the two catalogs are read as records: that of the release, and one that is made now, without an index.
#include "core/publish/plan_private.h"

#include "core/database/database.h"
#include "core/database/statement.h"
#include "core/editorial/shown.h"
#include "core/model/record.h"
#include "core/model/schema.h"
#include "core/publish/build_private.h"
#include "core/release/pack.h"

#include <string.h>

// A catalog and how it is read.
struct compared {
    sqlite3 *database;
    struct records *records;
};

static void close_compared(struct compared *compared)
{
    records_close(&compared->records);
    database_close(&compared->database);
}

// What records have besides, a catalog has not; tables of the connection's own stand for it.
static enum status open_compared(struct compared *compared, unsigned char *bytes, size_t size, struct problem *problem)
{
    enum status status = database_open_bytes(&compared->database, bytes, size, "catalog", &catalog_format, problem);
    if (status == STATUS_OK)
        status = database_run(compared->database,
                              "CREATE TEMP TABLE note (thing, text); CREATE TEMP TABLE withheld (thing, reason)", problem);
    if (status == STATUS_OK)
        compared->records = records_open(compared->database);
    return status;
}

static enum status open_former(const char *directory, const struct manifest *manifest, struct compared *compared,
                               struct problem *problem)
{
    struct arena arena = {0};
    char *bytes;
    size_t size;
    const char *path = arena_format(&arena, "%s/%s", directory, manifest->catalog_file);
    enum status status = pack_read(&arena, path, MANIFEST_CATALOG_BYTES_MAX, &bytes, &size, problem);
    if (status == STATUS_OK) {
        unsigned char *copy = sqlite3_malloc64(size + 1);
        if (copy == NULL)
            status = problem_set(problem, STATUS_IO, "memory", "end other programs or add memory", "none left");
        else
            status = open_compared(compared, memcpy(copy, bytes, size), size, problem);
    }
    arena_free(&arena);
    return status;
}

static enum status open_present(struct planning *planning, const struct manifest *manifest, struct compared *compared)
{
    const struct build_extent extent = {.searched = false, .compact = false};
    unsigned char *bytes = NULL;
    size_t size = 0;
    bool began;
    enum status status = shown_begin(planning->editorial, &began, planning->problem);
    if (status == STATUS_OK)
        status = build_catalog_of(build_content, planning->editorial, manifest->release, manifest->created, extent, &bytes, &size,
                                  planning->problem);
    if (began)
        shown_end(planning->editorial);
    return status == STATUS_OK ? open_compared(compared, bytes, size, planning->problem) : status;
}

// Notes the things of one that the other has not, or has otherwise when `changed`.
static enum status note_things(struct planning *planning, const struct compared *of, const struct compared *other, bool former,
                               struct problem *problem)
{
    enum status status = STATUS_OK;
    struct statement *things = database_query(of->database, "SELECT id FROM thing ORDER BY id", problem);
    while (status == STATUS_OK && statement_next(things)) {
        json_t *own = NULL, *others = NULL;
        int64_t revision;
        const char *id = statement_text(things, 0);
        status = record_read(of->records, id, &own, &revision, problem);
        if (status == STATUS_OK)
            status = record_read(other->records, id, &others, &revision, problem);
        if (status == STATUS_OK && former)
            plan_note(planning, own, others);
        else if (status == STATUS_OK && others == NULL)
            plan_note(planning, NULL, own);
        json_decref(own);
        json_decref(others);
    }
    enum status read = statement_end(&things);
    return status == STATUS_OK ? read : status;
}

enum status plan_compare_catalogs(struct planning *planning, const char *directory, const struct manifest *manifest, bool *known)
{
    struct compared former = {.database = NULL}, present = {.database = NULL};
    struct plan before = *planning->plan;
    struct problem ignored; // one that is lost, damaged or of another version
    *known = open_former(directory, manifest, &former, &ignored) == STATUS_OK;
    enum status status = *known ? open_present(planning, manifest, &present) : STATUS_OK;
    if (*known && status == STATUS_OK) {
        *known = note_things(planning, &former, &present, true, &ignored) == STATUS_OK &&
                 note_things(planning, &present, &former, false, &ignored) == STATUS_OK;
        if (!*known)
            *planning->plan = before;
    }
    close_compared(&former);
    close_compared(&present);
    return status;
}
