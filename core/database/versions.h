// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Older versions of a file: what is kept of one, and how it becomes one of today.
#ifndef KOMPASS_CORE_DATABASE_VERSIONS_H
#define KOMPASS_CORE_DATABASE_VERSIONS_H

#include "core/database/database.h"

// Puts a copy of the file at `path`, which is of `version`, beside it as <path>.<version>.backup, on the disk for good, and gives
// its path in the arena. A copy that is there already is never touched: the same bytes need no other, others get
// <path>.<version>.2.backup and so on. Who calls keeps everybody from writing meanwhile.
enum status versions_backup(struct arena *arena, const char *path, int version, const char **backup, struct problem *problem);

// Brings an open file to the version of the format, as database_open_writing() says.
enum status versions_upgrade(sqlite3 *database, const char *path, const struct database_format *format,
                             struct problem *problem);

#endif
