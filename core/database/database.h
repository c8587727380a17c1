// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// SQLite opened the way we trust it: checked marks, defensive settings, errors as problems. What a file is, and how an older one
// becomes one of today, is told by a format; this room knows none of them.
#ifndef KOMPASS_CORE_DATABASE_DATABASE_H
#define KOMPASS_CORE_DATABASE_DATABASE_H

#include "core/base/arena.h"
#include "core/base/status.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

// A step from one version to the next: SQL, or a function, or both in this order. It runs in a transaction with foreign keys
// off and without triggers; every reference must hold when it is done, and user_version is set for it.
struct database_upgrade {
    int from;
    const char *sql;                                           // NULL: none
    enum status (*run)(sqlite3 *database, struct problem *problem); // NULL: none
};

enum { DATABASE_SCHEMA_PARTS = 4 };

// A kind of file.
struct database_format {
    int application_id;
    int version;      // user_version of what is written
    int oldest;       // and of what is read as it is, up to `version`
    bool own;         // nobody but the login that makes a file may read it
    bool changes;     // others may write to it while it is read; false: no file of the kind ever changes
    const char *name; // for messages: "a catalog"
    const char *mend; // what to do about a damaged one
    const char *upgrading; // what to do about one that is too old to be read; may be NULL when nothing is
    int other_id;     // what is easily taken for it
    const char *other_name;
    const char *(*schema[DATABASE_SCHEMA_PARTS])(void); // the SQL of a new file, in order; ends at the first NULL
    const struct database_upgrade *upgrades;            // in order, each from the version that the one before it leads to
    size_t upgrade_count;
};

// Opens an existing file read-only, with SQLITE_DBCONFIG_DEFENSIVE, trusted_schema off, no extensions, and limits against
// hostile files. Refuses a file that is missing, empty, not SQLite, of another format, or of a version that is not read; each
// with its own message, the last with STATUS_UNSUPPORTED. What never changes is opened as immutable. Of what does, a whole state
// is seen from each transaction to its end, whoever writes, and no file is left beside it: where nobody may write beside it, it is
// taken for one that stands still, unless somebody's log (-wal) lies there. The caller closes.
enum status database_open_reading(sqlite3 **database, const char *path, const struct database_format *format,
                                  struct problem *problem);

// The same for `size` bytes of such a file in memory, from SQLite (sqlite3_serialize()), which are taken over whatever comes of it.
// `name` stands for the file in problems.
enum status database_open_bytes(sqlite3 **database, unsigned char *bytes, size_t size, const char *name,
                                const struct database_format *format, struct problem *problem);

// Opens or creates a file for writing in WAL mode with foreign keys on. A new one is made in one transaction; in a folder whose files
// belong to its group (setgid), which may write there, the group may write it, unless the format is one's own. An older one is
// upgraded, each step in one transaction, after a copy of it was put beside it, <path>.<version>.backup, which takes the place of
// no other; when a step fails the file is of the version before it, whole, and the problem says where the copy is. The caller
// closes.
enum status database_open_writing(sqlite3 **database, const char *path, const struct database_format *format,
                                  struct problem *problem);

void database_close(sqlite3 **database);

// Runs statements that return nothing.
enum status database_run(sqlite3 *database, const char *sql, struct problem *problem);

// Begins a transaction that writes, if that can be within so many milliseconds: *begun is false when another program went on writing
// for longer. 0: at once or not at all.
enum status database_begin_within(sqlite3 *database, int milliseconds, bool *begun, struct problem *problem);

// Ends a transaction: commits what went well, takes back what did not (or cannot be committed); the status and problem are those of what
// failed first.
enum status database_end(sqlite3 *database, enum status status, struct problem *problem);

// A problem from the last error of the database, named by its file.
enum status database_problem(sqlite3 *database, struct problem *problem);

// The quick_check and foreign_key_check of SQLite: STATUS_CORRUPT with the first finding.
enum status database_check(sqlite3 *database, const char *path, struct problem *problem);

#endif
