// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Whole-file operations over the seam. A partial write or an interrupted call is continued here and nowhere else.
#include "core/base/sys.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static long successes_left = -1;
static int fault_error;
static struct sys_hooks hooks;

void sys_set_hooks(const struct sys_hooks *wanted)
{
    hooks = *wanted;
}

void sys_fail_after(long successes, int error)
{
    successes_left = successes;
    fault_error = error;
}

bool sys_fault_is_left(void)
{
    return successes_left >= 0;
}

static bool pauses_are_fake;
static int64_t paused_us; // that nobody has waited for

void sys_fake_pauses(bool fake)
{
    pauses_are_fake = fake;
    paused_us = 0;
}

int64_t sys_paused_ms(void)
{
    return paused_us / 1000;
}

void sys_pause(int microseconds)
{
    if (pauses_are_fake)
        paused_us += microseconds;
    else
        nanosleep(&(struct timespec){.tv_nsec = 1000L * microseconds}, NULL);
}

int64_t sys_milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 + sys_paused_ms();
}

static bool fault_is_due(void)
{
    if (successes_left < 0)
        return false;
    if (successes_left > 0) {
        successes_left--;
        return false;
    }
    successes_left = -1;
    if (hooks.fault != NULL)
        hooks.fault();
    errno = fault_error;
    return true;
}

int sys_open(const char *path, int flags, mode_t mode)
{
    return fault_is_due() ? -1 : open(path, flags | O_CLOEXEC, mode);
}

ssize_t sys_read(int fd, void *bytes, size_t size)
{
    return fault_is_due() ? -1 : read(fd, bytes, size);
}

ssize_t sys_write(int fd, const void *bytes, size_t size)
{
    if (fault_is_due())
        return -1;
    ssize_t put = write(fd, bytes, size);
    if (put > 0 && hooks.wrote != NULL)
        hooks.wrote(fd);
    return put;
}

int sys_fsync(int fd)
{
    if (fault_is_due())
        return -1;
    int result = fsync(fd);
    if (result == 0 && hooks.synced != NULL)
        hooks.synced(fd);
    return result;
}

int sys_close(int fd)
{
    bool fails = fault_is_due();
    int result = close(fd); // the descriptor is gone either way
    return fails ? -1 : result;
}

int sys_rename(const char *from, const char *to)
{
    return fault_is_due() ? -1 : rename(from, to);
}

int sys_unlink(const char *path)
{
    return fault_is_due() ? -1 : unlink(path);
}

int sys_mkdir(const char *path, mode_t mode)
{
    return fault_is_due() ? -1 : mkdir(path, mode);
}

enum status sys_read_up_to(int fd, const char *path, void *bytes, size_t size, size_t *got, struct problem *problem)
{
    *got = 0;
    while (*got < size) {
        ssize_t part = sys_read(fd, (char *)bytes + *got, size - *got);
        if (part < 0 && errno == EINTR)
            continue;
        if (part < 0)
            return problem_set_errno(problem, path, "read");
        if (part == 0)
            break;
        *got += (size_t)part;
    }
    return STATUS_OK;
}

static enum status read_all(struct arena *arena, int fd, const char *path, size_t limit, char **bytes, size_t *size,
                            struct problem *problem)
{
    struct stat about;
    if (fstat(fd, &about) != 0)
        return problem_set_errno(problem, path, "read");
    if (S_ISDIR(about.st_mode)) {
        errno = EISDIR;
        return problem_set_errno(problem, path, "read");
    }
    size_t capacity = about.st_size > 0 ? (size_t)about.st_size + 1 : 4096;
    if (about.st_size > 0 && (size_t)about.st_size > limit)
        return problem_set(problem, STATUS_LIMIT, path, "", "larger than the %zu bytes allowed", limit);
    char *buffer = arena_allocate(arena, capacity + 1, 1);
    size_t length = 0;
    for (;;) {
        size_t got;
        enum status status = sys_read_up_to(fd, path, buffer + length, capacity - length, &got, problem);
        if (status != STATUS_OK)
            return status;
        length += got;
        if (length > limit)
            return problem_set(problem, STATUS_LIMIT, path, "", "larger than the %zu bytes allowed", limit);
        if (length < capacity)
            break;
        char *larger = arena_allocate(arena, capacity * 2 + 1, 1); // the file grew, or is a device without a size
        memcpy(larger, buffer, length);
        buffer = larger;
        capacity *= 2;
    }
    buffer[length] = '\0';
    *bytes = buffer;
    *size = length;
    return STATUS_OK;
}

enum status sys_read_file(struct arena *arena, const char *path, size_t limit, char **bytes, size_t *size,
                          struct problem *problem)
{
    int fd = sys_open(path, O_RDONLY, 0);
    if (fd < 0)
        return problem_set_errno(problem, path, "open");
    enum status status = read_all(arena, fd, path, limit, bytes, size, problem);
    close(fd); // reading is over; a late error of close says nothing about the bytes
    return status;
}

enum status sys_write_all(int fd, const char *path, const void *bytes, size_t size, struct problem *problem)
{
    const char *rest = bytes;
    while (size > 0) {
        ssize_t put = sys_write(fd, rest, size);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return problem_set_errno(problem, path, "write");
        rest += put;
        size -= (size_t)put;
    }
    return STATUS_OK;
}

enum status sys_sync_folder(const char *folder, struct problem *problem)
{
    int fd = sys_open(folder, O_RDONLY | O_DIRECTORY, 0);
    if (fd < 0)
        return problem_set_errno(problem, folder, "open");
    enum status status = STATUS_OK;
    if (sys_fsync(fd) != 0)
        status = problem_set_errno(problem, folder, "write to disk");
    close(fd);
    return status;
}

enum status sys_write_file(const char *path, const void *bytes, size_t size, mode_t mode, struct problem *problem)
{
    struct arena arena = {0};
    char *temporary = arena_format(&arena, "%s.%ld.new", path, (long)getpid());
    int fd = sys_open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode);
    enum status status =
        fd < 0 ? problem_set_errno(problem, path, "create") : sys_write_all(fd, path, bytes, size, problem);
    if (status == STATUS_OK && sys_fsync(fd) != 0)
        status = problem_set_errno(problem, path, "write to disk");
    if (fd >= 0 && sys_close(fd) != 0 && status == STATUS_OK)
        status = problem_set_errno(problem, path, "close");
    if (status == STATUS_OK && sys_rename(temporary, path) != 0)
        status = problem_set_errno(problem, path, "replace");
    if (status == STATUS_OK)
        status = sys_sync_folder(sys_folder_of(&arena, path), problem);
    else if (fd >= 0)
        unlink(temporary);
    arena_free(&arena);
    return status;
}

enum status sys_make_folder(const char *path, struct problem *problem)
{
    if (sys_mkdir(path, 0755) == 0)
        return STATUS_OK;
    if (errno == EEXIST && sys_is_folder(path))
        return STATUS_OK;
    return problem_set_errno(problem, path, "make the folder");
}

char *sys_folder_of(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return arena_copy_text(arena, ".");
    return arena_copy(arena, path, slash == path ? 1 : (size_t)(slash - path));
}

bool sys_is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static int compare_names(const void *a, const void *b)
{
    const char *const *first = a;
    const char *const *second = b;
    return strcmp(*first, *second);
}

static bool ends_in(const char *name, const char *suffix)
{
    size_t length = strlen(name);
    size_t tail = strlen(suffix);
    return length >= tail && strcmp(name + length - tail, suffix) == 0;
}

enum status sys_list_folder(struct arena *arena, const char *folder, const char *suffix, char ***names, size_t *count,
                            struct problem *problem)
{
    DIR *stream = opendir(folder);
    if (stream == NULL)
        return problem_set_errno(problem, folder, "open");
    size_t capacity = 16;
    char **found = arena_allocate(arena, capacity, sizeof *found);
    *count = 0;
    errno = 0;
    for (struct dirent *entry = readdir(stream); entry != NULL; entry = readdir(stream)) {
        if (entry->d_name[0] == '.' || !ends_in(entry->d_name, suffix))
            continue;
        if (*count == capacity) {
            char **larger = arena_allocate(arena, capacity * 2, sizeof *larger);
            memcpy(larger, found, capacity * sizeof *found);
            found = larger;
            capacity *= 2;
        }
        found[(*count)++] = arena_copy_text(arena, entry->d_name);
    }
    enum status status = errno == 0 ? STATUS_OK : problem_set_errno(problem, folder, "read");
    closedir(stream);
    qsort(found, *count, sizeof *found, compare_names);
    *names = found;
    return status;
}

// The process that writes or wrote the file, 0 when the name is not one of a temporary file. *length: of the name that
// the file was to get.
static long writer_of(const char *temporary, size_t *length)
{
    const char *end = temporary + strlen(temporary) - strlen(".new");
    const char *digits = end;
    while (digits > temporary && digits[-1] >= '0' && digits[-1] <= '9')
        digits--;
    if (end - digits > 10 || *digits < '1' || *digits > '9' || digits - temporary < 2 || digits[-1] != '.')
        return 0;
    *length = (size_t)(digits - temporary) - 1;
    return strtol(digits, NULL, 10);
}

static void remove_unfinished(const char *folder, const char *name)
{
    struct arena arena = {0};
    struct problem ignored;
    char **names;
    size_t count;
    if (sys_list_folder(&arena, folder, ".new", &names, &count, &ignored) != STATUS_OK)
        count = 0;
    for (size_t i = 0; i < count; i++) {
        size_t length = 0;
        long writer = writer_of(names[i], &length);
        bool ours = writer > 0 && writer <= INT_MAX &&
                    (name == NULL || (strlen(name) == length && strncmp(names[i], name, length) == 0));
        // Our own number is that of a process before: we have not begun.
        if (ours && (writer == getpid() || (kill((pid_t)writer, 0) != 0 && errno == ESRCH)))
            unlink(arena_format(&arena, "%s/%s", folder, names[i]));
    }
    arena_free(&arena);
}

void sys_remove_unfinished(const char *path)
{
    struct arena arena = {0};
    const char *slash = strrchr(path, '/');
    remove_unfinished(sys_folder_of(&arena, path), slash == NULL ? path : slash + 1);
    arena_free(&arena);
}

void sys_remove_all_unfinished(const char *folder)
{
    remove_unfinished(folder, NULL);
}

char *sys_data_folder(struct arena *arena)
{
    char program[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0)
        return NULL;
    program[length] = '\0';
    char *folder = sys_folder_of(arena, program);
    static const char *const places[] = {"share/kompass", "../share/kompass"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        char *place = arena_format(arena, "%s/%s", folder, places[i]);
        if (sys_is_folder(place))
            return place;
    }
    return NULL;
}

enum status sys_replace_file(const char *path, const char *bytes, size_t size, struct problem *problem)
{
    struct arena arena = {0};
    const char *temporary = arena_format(&arena, "%s.new", path);
    int fd = sys_open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0644);
    enum status status = fd < 0 ? problem_set_errno(problem, temporary, "create") : STATUS_OK;
    if (status == STATUS_OK)
        status = sys_write_all(fd, temporary, bytes, size, problem);
    if (fd >= 0 && sys_close(fd) != 0 && status == STATUS_OK)
        status = problem_set_errno(problem, temporary, "close");
    if (status == STATUS_OK && sys_rename(temporary, path) != 0)
        status = problem_set_errno(problem, path, "replace");
    arena_free(&arena);
    return status;
}
