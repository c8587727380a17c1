// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// SQLite opened the way we trust it: checked marks, defensive settings, errors as problems.
#ifndef KOMPASS_CORE_DATABASE_DATABASE_H
#define KOMPASS_CORE_DATABASE_DATABASE_H

#include "core/base/arena.h"
#include "core/base/status.h"

#include <sqlite3.h>
#include <stdbool.h>

// The marks by which a file is recognised.
enum {
    SCHEMA_CATALOG_ID = 0x4B4D5043,   // application_id "KMPC"
    SCHEMA_EDITORIAL_ID = 0x4B4D5045, // application_id "KMPE"
    SCHEMA_VERSION = 1,               // user_version of both
};

// Opens an existing file read-only, never changed by anybody meanwhile (immutable), with SQLITE_DBCONFIG_DEFENSIVE,
// trusted_schema off, no extensions, and limits against hostile files. Refuses a file that is missing, empty, not
// SQLite, of another application_id, or of a newer user_version; each with its own message. The caller closes.
enum status database_open_reading(sqlite3 **database, const char *path, int application_id, struct problem *problem);

// Opens or creates a file for writing in WAL mode with foreign keys on; `schema` is run on a new file in one
// transaction.
enum status database_open_writing(sqlite3 **database, const char *path, int application_id, const char *const *schema,
                                  struct problem *problem);

void database_close(sqlite3 **database);

// Runs statements that return nothing.
enum status database_run(sqlite3 *database, const char *sql, struct problem *problem);

// A problem from the database's last error; `path` as its place.
enum status database_problem(sqlite3 *database, struct problem *problem);

// The quick_check and foreign_key_check of SQLite: STATUS_CORRUPT with the first finding.
enum status database_check(sqlite3 *database, const char *path, struct problem *problem);

#endif
