// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A copy is made and checked under the name of something unfinished (core/base/sys.h), which the next one takes away when this one
// is killed; then it is renamed.
#include "core/editorial/backup.h"

#include "core/base/clock.h"
#include "core/base/sys.h"
#include "core/database/copy.h"
#include "core/database/database.h"
#include "core/editorial/editorial.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_STAMP = 16, DAY_SECONDS = 24 * 60 * 60 }; // "YYYYMMDDTHHMMSSZ"

static const char suffix[] = ".db";

// What the names of all copies of a database begin with, "editorial-" of /srv/editorial.db.
static char *prefix_of(struct arena *arena, const char *editorial)
{
    const char *slash = strrchr(editorial, '/');
    const char *name = slash == NULL ? editorial : slash + 1;
    size_t length = strlen(name);
    size_t end = strlen(suffix);
    if (length > end && strcmp(name + length - end, suffix) == 0)
        length -= end;
    return arena_format(arena, "%.*s-", (int)length, name);
}

// The stamp without the characters that some file systems do not take.
static const char *name_stamp(int64_t now, char text[NAME_STAMP + 1])
{
    char stamp[CLOCK_STAMP_BYTES];
    clock_format_utc(now, stamp);
    char *end = text;
    for (const char *from = stamp; *from != '\0' && end < text + NAME_STAMP; from++) {
        if (*from != '-' && *from != ':')
            *end++ = *from;
    }
    *end = '\0';
    return text;
}

// The time of a copy by its name. False when it is the name of something else.
static bool read_name(const char *name, const char *prefix, int64_t *time)
{
    size_t length = strlen(prefix);
    if (strncmp(name, prefix, length) != 0 || strlen(name) != length + NAME_STAMP + strlen(suffix))
        return false;
    const char *at = name + length;
    char stamp[CLOCK_STAMP_BYTES];
    snprintf(stamp, sizeof stamp, "%.4s-%.2s-%.5s:%.2s:%.3s", at, at + 4, at + 6, at + 11, at + 13);
    return clock_parse_utc(stamp, time);
}

// Names in byte order are in the order of their times.
static enum status remove_old(const struct backup_options *options, const char *prefix, long *removed, struct problem *problem)
{
    struct arena arena = {0};
    char **names = NULL;
    size_t count = 0;
    size_t copies = 0;
    enum status status = sys_list_folder(&arena, options->folder, suffix, &names, &count, problem);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        int64_t time;
        if (read_name(names[i], prefix, &time))
            names[copies++] = names[i];
    }
    for (size_t i = 0; status == STATUS_OK && i < copies; i++) {
        int64_t time = 0;
        read_name(names[i], prefix, &time);
        if ((options->now - time) / DAY_SECONDS <= options->keep_days || (long)(copies - 1 - i) < options->keep_days)
            continue;
        char *path = arena_format(&arena, "%s/%s", options->folder, names[i]);
        if (sys_unlink(path) != 0)
            status = problem_set_errno(problem, path, "remove");
        else
            ++*removed;
    }
    arena_free(&arena);
    return status;
}

// A copy that is wanted before an upgrade is one of a version that this program would upgrade.
static enum status open_any_version(sqlite3 **database, const char *path, struct problem *problem)
{
    struct database_format format = editorial_format;
    format.oldest = format.upgrades[0].from;
    return database_open_reading(database, path, &format, problem);
}

// Opens what it is given as publishing would, and has SQLite look through it. What is wrong is told of the database: that is what
// an operator has to mend.
static enum status check_copy(const char *path, const char *editorial, struct problem *problem)
{
    sqlite3 *copy;
    struct problem found;
    enum status status = open_any_version(&copy, path, &found);
    if (status == STATUS_OK)
        status = database_check(copy, path, &found);
    database_close(&copy);
    return status == STATUS_OK ? status : problem_set(problem, status, editorial, found.mend, "%s", found.why);
}

static enum status make_copy(const struct backup_options *options, const char *made, struct backup_result *result,
                             struct problem *problem)
{
    struct stat about;
    enum status status = database_copy(options->editorial, made, problem);
    if (status != STATUS_OK)
        return status;
    status = check_copy(made, options->editorial, problem);
    if (status == STATUS_OK && (stat(made, &about) != 0 || sys_rename(made, result->path) != 0))
        status = problem_set_errno(problem, result->path, "write");
    if (status != STATUS_OK) {
        sys_unlink(made);
        return status;
    }
    result->bytes = about.st_size;
    return sys_sync_folder(options->folder, problem);
}

enum status editorial_backup(const struct backup_options *options, struct arena *arena, struct backup_result *result,
                             struct problem *problem)
{
    char stamp[NAME_STAMP + 1];
    const char *prefix = prefix_of(arena, options->editorial);
    *result = (struct backup_result){
        .path = arena_format(arena, "%s/%s%s%s", options->folder, prefix, name_stamp(options->now, stamp), suffix)};
    // A folder that was not mounted is not made: the copies would come to the disk that they are to outlive.
    if (!sys_is_folder(options->folder))
        return problem_set(problem, STATUS_NOT_FOUND, options->folder, "make it, or mount the disk that it is on",
                           "there is no such folder");
    sys_remove_all_unfinished(options->folder);
    sqlite3 *database;
    enum status status = open_any_version(&database, options->editorial, problem);
    database_close(&database); // it was only to be told apart from other files
    if (status == STATUS_OK)
        status = make_copy(options, arena_format(arena, "%s.%ld.new", result->path, (long)getpid()), result, problem);
    return status == STATUS_OK ? remove_old(options, prefix, &result->removed, problem) : status;
}
