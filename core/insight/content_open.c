// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A file is told by its marks, a folder by what is in it.
#include "core/insight/content_open.h"

#include "core/base/sys.h"
#include "core/catalog/catalog.h"
#include "core/database/database.h"
#include "core/model/schema.h"
#include "core/editorial/editorial.h"
#include "core/exchange/content/content.h"
#include "core/insight/inspect.h"

static enum status open_newest(sqlite3 **database, const char *folder, problem_sink *sink, void *context,
                               struct problem *problem)
{
    struct arena arena = {0};
    struct catalog *catalog;
    enum status status = catalog_open_newest(&catalog, folder, sink, context, problem);
    if (status == STATUS_OK) {
        const char *path = catalog_path(&arena, folder, catalog_release(catalog)->number);
        catalog_close(&catalog);
        status = database_open_reading(database, path, &catalog_format, problem);
    }
    arena_free(&arena);
    return status;
}

static enum status open_files(sqlite3 **database, const char *folder, problem_sink *sink, void *context,
                              struct problem *problem)
{
    struct content_report report;
    enum status status = editorial_open(database, ":memory:", problem);
    if (status == STATUS_OK)
        status = content_import(*database, folder, false, &(struct content_listener){.problem = sink, .context = context}, &report, problem);
    if (status != STATUS_OK)
        database_close(database);
    return status;
}

static enum status open_folder(sqlite3 **database, const char *path, problem_sink *sink, void *context,
                               struct problem *problem)
{
    struct arena arena = {0};
    char **catalogs, **files;
    size_t catalog_count, file_count = 0;
    enum status status = sys_list_folder(&arena, path, ".db", &catalogs, &catalog_count, problem);
    if (status == STATUS_OK)
        status = sys_list_folder(&arena, path, ".json", &files, &file_count, problem);
    if (status == STATUS_OK && catalog_count > 0)
        status = open_newest(database, path, sink, context, problem);
    else if (status == STATUS_OK && file_count > 0)
        status = open_files(database, path, sink, context, problem);
    else if (status == STATUS_OK)
        status = problem_set(problem, STATUS_NOT_FOUND, path, "name a catalog or an editorial database",
                             "there are neither catalogs nor content files in this folder");
    arena_free(&arena);
    return status;
}

enum status content_open(sqlite3 **database, const char *path, problem_sink *sink, void *context,
                         struct problem *problem)
{
    *database = NULL;
    if (sys_is_folder(path))
        return open_folder(database, path, sink, context, problem);
    bool editorial;
    enum status status = inspect_is_editorial(path, &editorial, problem);
    if (status != STATUS_OK)
        return status;
    return database_open_reading(database, path, editorial ? &editorial_format : &catalog_format, problem);
}
