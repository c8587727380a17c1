// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Content wherever it lies, opened to be asked about: a catalog, an editorial database, a folder of content files.
#ifndef KOMPASS_CORE_INSIGHT_CONTENT_OPEN_H
#define KOMPASS_CORE_INSIGHT_CONTENT_OPEN_H

#include "core/base/status.h"

#include <sqlite3.h>

// Opens a database with the tables of data/schema.sql: a catalog, the newest one of a folder of catalogs, an editorial
// database, or a folder of content files (data/content/README.md), read into memory. What hinders on the way, a damaged
// newer catalog or a mistake in a content file, goes to `sink`. Nothing is written. The caller closes with
// database_close().
enum status content_open(sqlite3 **database, const char *path, problem_sink *sink, void *context,
                         struct problem *problem);

#endif
