// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// SQLite copies the file, page by page, as a reader beside the log; a plain copy would lack what is in that. All pages are copied in
// one step: between two, others could write, and SQLite would begin anew for as long as they do.
#include "core/database/copy.h"

#include "core/base/sys.h"
#include "core/database/database.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

// SQLite's file format, section 1.3.3 "File format version numbers": two bytes, each 2 of a file with a log and 1 of one without.
enum { HEADER_LOGGED = 18 };

static enum status make_file(const char *path, struct problem *problem)
{
    int fd = sys_open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return problem_set_errno(problem, path, "write");
    sys_close(fd);
    return STATUS_OK;
}

static enum status open_pair(const char *from, const char *to, sqlite3 **source, sqlite3 **copy, struct problem *problem)
{
    enum { WAIT_MILLISECONDS = 5000 };
    if (sqlite3_open_v2(from, source, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        return database_problem(*source, problem);
    sqlite3_busy_timeout(*source, WAIT_MILLISECONDS);
    if (sqlite3_open_v2(to, copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        return database_problem(*copy, problem);
    // Half a copy is removed, so it needs no journal beside it; it is written to the disk once, at its end.
    return database_run(*copy, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", problem);
}

static enum status copy_pages(const char *from, const char *to, struct problem *problem)
{
    sqlite3 *source = NULL;
    sqlite3 *copy = NULL;
    enum status status = open_pair(from, to, &source, &copy, problem);
    if (status == STATUS_OK) {
        sqlite3_backup *backup = sqlite3_backup_init(copy, "main", source, "main");
        int step = backup == NULL ? SQLITE_ERROR : sqlite3_backup_step(backup, -1);
        if (backup == NULL || sqlite3_backup_finish(backup) != SQLITE_OK || step != SQLITE_DONE)
            status = database_problem(copy, problem);
    }
    database_close(&copy);
    database_close(&source);
    return status;
}

// Whatever mask this process has: who may read and write the one may read and write the other.
static enum status finish_file(const char *from, const char *path, struct problem *problem)
{
    const unsigned char without_log[2] = {1, 1};
    struct stat about;
    if (stat(from, &about) != 0)
        return problem_set_errno(problem, from, "open");
    int fd = sys_open(path, O_WRONLY | O_CLOEXEC, 0);
    if (fd < 0)
        return problem_set_errno(problem, path, "open");
    enum status status = STATUS_OK;
    if (lseek(fd, HEADER_LOGGED, SEEK_SET) != HEADER_LOGGED || fchmod(fd, about.st_mode & 0777) != 0)
        status = problem_set_errno(problem, path, "write");
    if (status == STATUS_OK)
        status = sys_write_all(fd, path, without_log, sizeof without_log, problem);
    if (status == STATUS_OK && sys_fsync(fd) != 0)
        status = problem_set_errno(problem, path, "write");
    sys_close(fd);
    return status;
}

enum status database_copy(const char *from, const char *to, struct problem *problem)
{
    enum status status = make_file(to, problem);
    if (status != STATUS_OK)
        return status;
    status = copy_pages(from, to, problem);
    if (status == STATUS_OK)
        status = finish_file(from, to, problem);
    if (status != STATUS_OK)
        sys_unlink(to);
    return status;
}
