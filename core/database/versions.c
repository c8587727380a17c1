// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The lock for writing is taken before the copy is made and kept until the first step is done, so that nothing comes between the
// copy and the step.
#include "core/database/versions.h"

#include "core/base/sys.h"
#include "core/database/copy.h"
#include "core/database/statement.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { BACKUPS_MAX = 9, COMPARED_BYTES = 65536 };

// ---- copies -------------------------------------------------------------------------------------------------------

// A file as it was left by a process that was killed is of no use to anybody.
static void remove_unfinished(const char *path)
{
    if (access(path, F_OK) == 0)
        sys_unlink(path);
}

// *same becomes whether two files have the same bytes.
static enum status compare(struct arena *arena, const char *first, const char *second, bool *same, struct problem *problem)
{
    unsigned char *bytes[2] = {arena_allocate(arena, COMPARED_BYTES, 1), arena_allocate(arena, COMPARED_BYTES, 1)};
    const char *paths[2] = {first, second};
    size_t sizes[2] = {COMPARED_BYTES, COMPARED_BYTES};
    int fds[2] = {-1, -1};
    enum status status = STATUS_OK;
    *same = true;
    for (int i = 0; i < 2 && status == STATUS_OK; i++) {
        fds[i] = sys_open(paths[i], O_RDONLY | O_CLOEXEC, 0);
        if (fds[i] < 0)
            status = problem_set_errno(problem, paths[i], "open");
    }
    while (status == STATUS_OK && *same && sizes[0] == COMPARED_BYTES) {
        for (int i = 0; i < 2 && status == STATUS_OK; i++)
            status = sys_read_up_to(fds[i], paths[i], bytes[i], COMPARED_BYTES, &sizes[i], problem);
        *same = status == STATUS_OK && sizes[0] == sizes[1] && memcmp(bytes[0], bytes[1], sizes[0]) == 0;
    }
    for (int i = 0; i < 2; i++) {
        if (fds[i] >= 0)
            sys_close(fds[i]);
    }
    return status;
}

// Gives the finished copy the first name that is free, or drops it for one that is the same. *backup is NULL when all are taken.
static enum status place(struct arena *arena, const char *path, int version, const char *made, const char **backup,
                         struct problem *problem)
{
    enum status status = STATUS_OK;
    *backup = NULL;
    for (int i = 1; status == STATUS_OK && *backup == NULL && i <= BACKUPS_MAX; i++) {
        const char *name = i == 1 ? arena_format(arena, "%s.%d.backup", path, version)
                                  : arena_format(arena, "%s.%d.%d.backup", path, version, i);
        bool same = false;
        if (access(name, F_OK) == 0)
            status = compare(arena, name, made, &same, problem);
        else if (sys_rename(made, name) == 0)
            *backup = name;
        else
            status = problem_set_errno(problem, name, "write");
        if (same)
            *backup = name;
    }
    return status;
}

// Puts a copy of the file at `path`, which is of `version`, beside it as <path>.<version>.backup, on the disk for good, and gives
// its path in the arena. A copy that is there already is never touched: the same bytes need no other, others get
// <path>.<version>.2.backup and so on. Who calls keeps everybody from writing meanwhile.
static enum status keep_copy(struct arena *arena, const char *path, int version, const char **backup, struct problem *problem)
{
    const char *made = arena_format(arena, "%s.%d.backup.new", path, version);
    remove_unfinished(made);
    enum status status = database_copy(path, made, problem);
    if (status == STATUS_OK)
        status = place(arena, path, version, made, backup, problem);
    if (status == STATUS_OK && *backup == NULL)
        status = problem_set(problem, STATUS_LIMIT, path, "move those that are there to another place",
                             "there are %d different copies of version %d beside it", BACKUPS_MAX, version);
    if (status == STATUS_OK)
        status = sys_sync_folder(sys_folder_of(arena, path), problem);
    remove_unfinished(made);
    return status;
}

// ---- steps --------------------------------------------------------------------------------------------------------

static enum status check_references(sqlite3 *database, const char *path, struct problem *problem)
{
    int64_t broken;
    enum status status = database_number(database, "SELECT count(*) FROM pragma_foreign_key_check", &broken, problem);
    if (status == STATUS_OK && broken > 0)
        status = problem_set(problem, STATUS_CORRUPT, path, "", "%lld rows would lead to nothing", (long long)broken);
    return status;
}

static enum status run_step(sqlite3 *database, const char *path, const struct database_upgrade *step, struct problem *problem)
{
    struct arena arena = {0};
    enum status status = step->sql != NULL ? database_run(database, step->sql, problem) : STATUS_OK;
    if (status == STATUS_OK && step->run != NULL)
        status = step->run(database, problem);
    if (status == STATUS_OK)
        status = check_references(database, path, problem);
    if (status == STATUS_OK)
        status = database_run(database, arena_format(&arena, "PRAGMA user_version = %d; COMMIT", step->from + 1), problem);
    arena_free(&arena);
    return status;
}

static const struct database_upgrade *step_from(const struct database_format *format, int version)
{
    for (size_t i = 0; i < format->upgrade_count; i++) {
        if (format->upgrades[i].from == version)
            return &format->upgrades[i];
    }
    return NULL;
}

// What failed, with where the copy of the file is.
static enum status tell(const char *path, const struct database_format *format, const char *backup, int version,
                        const struct problem *cause, struct problem *problem)
{
    struct arena arena = {0};
    const char *what = strcmp(cause->what, path) == 0 ? "" : arena_format(&arena, "%s: ", cause->what);
    const char *mend = backup == NULL ? cause->mend
                                      : arena_format(&arena, "%s%sthe file is as it was; a copy of it is %s", cause->mend,
                                                     cause->mend[0] == '\0' ? "" : "; ", backup);
    enum status status = problem_set(problem, cause->status, path, mend, "cannot be upgraded from version %d to %d: %s%s",
                                     version, format->version, what, cause->why);
    arena_free(&arena);
    return status;
}

// The next step, in a transaction of its own; none when the file is of the format's version, whoever brought it there.
static enum status advance(sqlite3 *database, struct arena *arena, const char *path, const struct database_format *format,
                           const char **backup, bool *done, struct problem *problem)
{
    struct problem cause;
    int64_t version = 0;
    enum status status = database_run(database, "BEGIN IMMEDIATE", problem);
    if (status == STATUS_OK)
        status = database_number(database, "PRAGMA user_version", &version, problem);
    if (status != STATUS_OK)
        return status;
    *done = version >= format->version;
    if (*done)
        return database_run(database, "COMMIT", problem);
    const struct database_upgrade *step = step_from(format, (int)version);
    if (step == NULL)
        status = problem_set(&cause, STATUS_UNSUPPORTED, path, format->mend, "this program knows no way");
    if (status == STATUS_OK && *backup == NULL)
        status = keep_copy(arena, path, (int)version, backup, &cause);
    if (status == STATUS_OK)
        status = run_step(database, path, step, &cause);
    return status == STATUS_OK ? STATUS_OK : tell(path, format, *backup, (int)version, &cause, problem);
}

enum status versions_upgrade(sqlite3 *database, const char *path, const struct database_format *format,
                             struct problem *problem)
{
    struct arena arena = {0};
    const char *backup = NULL;
    int64_t version = 0;
    enum status status = database_number(database, "PRAGMA user_version", &version, problem);
    bool done = version >= format->version; // nobody waits for a lock who does not need it
    while (status == STATUS_OK && !done)
        status = advance(database, &arena, path, format, &backup, &done, problem);
    arena_free(&arena);
    return status;
}
