// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// System calls on files behind one seam, so that tests can make the n-th of them fail, and the few whole-file
// operations that everything else is built from.
#ifndef KOMPASS_CORE_BASE_SYS_H
#define KOMPASS_CORE_BASE_SYS_H

#include "core/base/arena.h"
#include "core/base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// The calls of POSIX with the same results and errno.
int sys_open(const char *path, int flags, mode_t mode);
ssize_t sys_read(int fd, void *bytes, size_t size);
ssize_t sys_write(int fd, const void *bytes, size_t size);
int sys_fsync(int fd);
int sys_close(int fd);
int sys_rename(const char *from, const char *to);
int sys_unlink(const char *path);
int sys_mkdir(const char *path, mode_t mode);

// Fault seam: the call after `successes` more of the calls above fails with `error`. Negative switches it off.
void sys_fail_after(long successes, int error);

// Whether such a call is still to come.
bool sys_fault_is_left(void);

// Waits for so long, and the time on a clock that nobody sets.
void sys_pause(int microseconds);
int64_t sys_milliseconds(void);

// For tests of what waits: from then on nobody does, and the time passes all the same. How much of it has passed so.
void sys_fake_pauses(bool fake);
int64_t sys_paused_ms(void);

// For tests that simulate the end of the process and the loss of power; each may be NULL. `fault` is called in place of
// the call that would fail; `wrote` and `synced` after a write and an fsync that succeeded.
struct sys_hooks {
    void (*fault)(void);
    void (*wrote)(int fd);
    void (*synced)(int fd);
};
void sys_set_hooks(const struct sys_hooks *wanted);

// Reads a whole file of at most `limit` bytes into the arena; a NUL follows the last byte. STATUS_LIMIT when larger.
enum status sys_read_file(struct arena *arena, const char *path, size_t limit, char **bytes, size_t *size,
                          struct problem *problem);

// Reads until `size` bytes are there or the file ends; *got is how many are there. `path` is only named in the problem.
enum status sys_read_up_to(int fd, const char *path, void *bytes, size_t size, size_t *got, struct problem *problem);

// Writes all bytes to the descriptor; `path` is only named in the problem.
enum status sys_write_all(int fd, const char *path, const void *bytes, size_t size, struct problem *problem);

// Writes a file so that its name holds the old bytes or the new ones, whole, whatever happens: a temporary file in
// the same folder, fsync, rename, fsync of the folder (rename(2)). `mode` is the new file's mode.
enum status sys_write_file(const char *path, const void *bytes, size_t size, mode_t mode, struct problem *problem);

// Removes what sys_write_file() left of its work on `path`, or on any file in the folder, when it was ended by force:
// only names of its form, <path>.<process>.new, and none whose process is still at work. For whoever begins to write.
void sys_remove_unfinished(const char *path);
void sys_remove_all_unfinished(const char *folder);

// Makes a rename in `folder` last over a loss of power.
enum status sys_sync_folder(const char *folder, struct problem *problem);

// Makes the folder unless it is there; its parent must exist.
enum status sys_make_folder(const char *path, struct problem *problem);

// The folder of a path, "." for a bare name; in the arena.
char *sys_folder_of(struct arena *arena, const char *path);

bool sys_is_folder(const char *path);

// The names in a folder that end in `suffix` and do not begin with a dot, in byte order; in the arena.
enum status sys_list_folder(struct arena *arena, const char *folder, const char *suffix, char ***names, size_t *count,
                            struct problem *problem);

// The folder with what the program reads beside its code (locales, default catalog): "share/kompass" beside the
// program as built, or "../share/kompass" as installed. NULL when there is none.
char *sys_data_folder(struct arena *arena);

// Puts a small file in the place of another by rename, whole or not at all; it does not wait for the disk. Beside it stands "<path>.new"
// meanwhile.
enum status sys_replace_file(const char *path, const char *bytes, size_t size, struct problem *problem);

#endif
