// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Descriptors are opened and closed here so that no caller repeats the rules for partial writes and leftovers.
#include "core/release/file.h"

#include "core/base/sys.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum status file_create(const char *path, const void *bytes, size_t size, mode_t mode, struct problem *problem)
{
    int fd = sys_open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
    if (fd < 0 && errno == EEXIST)
        return problem_set(problem, STATUS_INVALID, path, "choose another name, or move the old file away",
                           "this file exists already and is not overwritten");
    if (fd < 0)
        return problem_set_errno(problem, path, "create");
    enum status status = sys_write_all(fd, path, bytes, size, problem);
    if (status == STATUS_OK && sys_fsync(fd) != 0)
        status = problem_set_errno(problem, path, "write to disk");
    if (sys_close(fd) != 0 && status == STATUS_OK)
        status = problem_set_errno(problem, path, "close");
    if (status == STATUS_OK) {
        struct arena arena = {0};
        status = sys_sync_folder(sys_folder_of(&arena, path), problem);
        arena_free(&arena);
    }
    if (status != STATUS_OK)
        unlink(path);
    return status;
}

enum status file_open_regular(const char *path, int *fd, size_t *size, struct problem *problem)
{
    struct stat about;
    *fd = sys_open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0);
    if (*fd < 0)
        return problem_set_errno(problem, path, "open");
    if (fstat(*fd, &about) != 0 || !S_ISREG(about.st_mode)) {
        close(*fd);
        *fd = -1;
        return problem_set(problem, STATUS_INVALID, path, "put an ordinary file there", "not an ordinary file");
    }
    *size = (size_t)about.st_size;
    return STATUS_OK;
}

enum status file_read_regular(struct arena *arena, const char *path, size_t limit, char **bytes, size_t *size,
                              struct problem *problem)
{
    int fd;
    size_t expected = 0;
    enum status status = file_open_regular(path, &fd, &expected, problem);
    if (status != STATUS_OK)
        return status;
    *size = 0;
    if (expected > limit)
        status = problem_set(problem, STATUS_LIMIT, path, "", "larger than the %zu bytes allowed", limit);
    else
        *bytes = arena_allocate(arena, expected + 1, 1);
    if (status == STATUS_OK) // what is appended meanwhile is not of the file that was opened
        status = sys_read_up_to(fd, path, *bytes, expected, size, problem);
    close(fd);
    return status;
}

enum status file_lock_folder(const char *folder, int *lock, struct problem *problem)
{
    *lock = sys_open(folder, O_RDONLY | O_DIRECTORY, 0);
    if (*lock < 0)
        return problem_set_errno(problem, folder, "open");
    if (flock(*lock, LOCK_EX | LOCK_NB) == 0)
        return STATUS_OK;
    enum status status = errno == EWOULDBLOCK ? problem_set(problem, STATUS_IO, folder, "try again when it has ended",
                                                            "another kompass is at work in this folder")
                                              : problem_set_errno(problem, folder, "lock");
    close(*lock);
    *lock = -1;
    return status;
}
