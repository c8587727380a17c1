// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Backups: copies of an editorial database that is in use, each checked before it gets its name.
#ifndef KOMPASS_CORE_EDITORIAL_BACKUP_H
#define KOMPASS_CORE_EDITORIAL_BACKUP_H

#include "core/base/arena.h"
#include "core/base/status.h"

#include <stdint.h>

struct backup_options {
    const char *editorial; // path of the database
    const char *folder;    // where the copies are; it must exist
    long keep_days;        // how long one is kept, at least 1
    int64_t now;           // seconds since 1970-01-01T00:00Z
};

struct backup_result {
    char *path;    // of the copy: <folder>/<name of the database without .db>-YYYYMMDDTHHMMSSZ.db; in the arena
    int64_t bytes;
    long removed;  // older copies
};

// Copies the database as it is at this moment, while others write, and removes old copies of it. The name of a copy stands for a
// whole editorial database, whatever happens meanwhile. A copy is removed when it is older than `keep_days` days and as many newer
// ones are there, so that neither a wrong clock nor a timer that stood still takes the last ones. When the database is damaged none
// is made and none removed.
enum status editorial_backup(const struct backup_options *options, struct arena *arena, struct backup_result *result,
                             struct problem *problem);

#endif
