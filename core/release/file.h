// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What publishing and following need of files beyond whole-file reading and writing: all over the seam of sys.h.
#ifndef KOMPASS_CORE_RELEASE_FILE_H
#define KOMPASS_CORE_RELEASE_FILE_H

#include "core/base/arena.h"
#include "core/base/status.h"

#include <stddef.h>
#include <sys/types.h>

// Writes a file that does not exist yet and makes it last. STATUS_INVALID, and nothing touched, when the name is taken;
// after any other failure the name does not exist.
enum status file_create(const char *path, const void *bytes, size_t size, mode_t mode, struct problem *problem);

// Opens a regular file for reading; never waits, whatever lies there (a pipe, a device). The caller closes *fd.
enum status file_open_regular(const char *path, int *fd, size_t *size, struct problem *problem);

// Reads a whole regular file of at most `limit` bytes into the arena; a NUL follows the last byte. Never waits.
enum status file_read_regular(struct arena *arena, const char *path, size_t limit, char **bytes, size_t *size,
                              struct problem *problem);

// Keeps other processes that ask for the same lock out of the folder until *lock is closed (flock(2)). Does not wait:
// STATUS_IO when another one is at work.
enum status file_lock_folder(const char *folder, int *lock, struct problem *problem);

#endif
