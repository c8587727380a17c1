// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The editorial database: the working set that imports and editors write and that publishing reads.
#ifndef KOMPASS_CORE_EDITORIAL_EDITORIAL_H
#define KOMPASS_CORE_EDITORIAL_EDITORIAL_H

#include "core/base/status.h"
#include "core/database/database.h"

#include <sqlite3.h>

// What the file is, for who only reads it (database_open_reading()).
extern const struct database_format editorial_format;

// Opens or creates the file for writing; an older one is upgraded. The caller closes with database_close().
enum status editorial_open(sqlite3 **editorial, const char *path, struct problem *problem);

// Everything that would make a catalog of this content wrong or untrustworthy: things without source, texts without
// German, links to nothing, times that cannot be, languages unknown. What is withheld is no part of it (shown.h): nothing is asked
// of it, but what is broken without it is told. Asks only the tables that catalogs have, too, so
// that a catalog can be checked the same way. *problems counts what was given to `sink`; the status tells whether the
// checks could be made at all.
enum status editorial_check(sqlite3 *editorial, problem_sink *sink, void *context, size_t *problems,
                            struct problem *problem);

// What helps nobody as it is, but is no reason to publish nothing: offers that cannot be reached, appointments that cannot be
// made, facts that were changed without a newer source. As editorial_check() otherwise.
enum status editorial_warn(sqlite3 *editorial, problem_sink *sink, void *context, size_t *found, struct problem *problem);

#endif
