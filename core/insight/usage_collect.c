// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
#include "core/insight/usage_collect.h"

#include "core/base/arena.h"
#include "core/base/sys.h"
#include "core/insight/usage.h"
#include "core/insight/usage_export.h"
#include "core/net/transport.h"

#include <string.h>
#include <unistd.h>

struct usage_collecting {
    sqlite3 *collected;
    struct usage_collected *result;
    problem_sink *sink;
    void *context;
    enum status status; // the first that was not fine
};

static void end_one(struct usage_collecting *collecting, const char *name, enum status status, char *bytes, size_t size, struct problem *problem)
{
    struct usage_taken taken = {0};
    if (status == STATUS_OK)
        status = usage_export_take(collecting->collected, name, bytes, size, &taken, problem);
    if (status == STATUS_OK) {
        collecting->result->exports++;
        collecting->result->rows += taken.rows;
        return;
    }
    collecting->sink(collecting->context, problem);
    collecting->status = collecting->status == STATUS_OK ? status : collecting->status;
}

static void take_file(struct usage_collecting *collecting, const char *path)
{
    struct arena arena = {0};
    struct problem problem;
    char *bytes = NULL;
    size_t size = 0;
    enum status status = sys_read_file(&arena, path, USAGE_EXPORT_BYTES_MAX, &bytes, &size, &problem);
    end_one(collecting, path, status, bytes, size, &problem);
    arena_free(&arena);
}

static bool take_if_there(struct usage_collecting *collecting, struct arena *arena, const char *folder)
{
    const char *path = arena_format(arena, "%s/" USAGE_EXPORT, folder);
    bool there = access(path, F_OK) == 0;
    if (there)
        take_file(collecting, path);
    return there;
}

static enum status take_folder(struct usage_collecting *collecting, struct arena *arena, const char *folder, struct problem *problem)
{
    char **names;
    size_t count;
    bool any = take_if_there(collecting, arena, folder);
    enum status status = sys_list_folder(arena, folder, "", &names, &count, problem);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        const char *path = arena_format(arena, "%s/%s", folder, names[i]);
        if (sys_is_folder(path))
            any = take_if_there(collecting, arena, path) || any;
    }
    if (status == STATUS_OK && !any)
        status = problem_set(problem, STATUS_NOT_FOUND, folder, "a kiosk puts it out once a day; docs/operator.md says where", "no " USAGE_EXPORT " in it nor in its folders");
    return status;
}

static enum status take_address(struct usage_collecting *collecting, struct arena *arena, const char *from, struct problem *problem)
{
    struct transport transport = {0};
    char *bytes = NULL;
    size_t size = 0;
    enum status status = transport_open(arena, &transport, from, problem);
    if (status == STATUS_OK)
        status = transport_read(arena, &transport, USAGE_EXPORT, USAGE_EXPORT_BYTES_MAX, "", NULL, &bytes, &size, problem);
    if (status == STATUS_OK)
        end_one(collecting, transport_path(arena, &transport, USAGE_EXPORT), STATUS_OK, bytes, size, problem);
    transport_close(&transport);
    return status;
}

enum status usage_collect(sqlite3 *collected, const char *from, struct local_time today, struct usage_collected *result, problem_sink *sink,
                          void *context)
{
    struct arena arena = {0};
    struct problem problem;
    struct usage_collecting collecting = {.collected = collected, .result = result, .sink = sink, .context = context};
    enum status status = STATUS_OK;
    *result = (struct usage_collected){0};
    if (strstr(from, "://") != NULL)
        status = take_address(&collecting, &arena, from, &problem);
    else if (sys_is_folder(from))
        status = take_folder(&collecting, &arena, from, &problem);
    else
        take_file(&collecting, from);
    if (status != STATUS_OK)
        sink(context, &problem);
    enum status forgotten = usage_forget(collected, today, &problem);
    if (forgotten != STATUS_OK)
        sink(context, &problem);
    arena_free(&arena);
    return status != STATUS_OK ? status : collecting.status != STATUS_OK ? collecting.status : forgotten;
}
