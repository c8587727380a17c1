// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Older versions of a file: what is kept of one, and how it becomes one of today.
#ifndef KOMPASS_CORE_DATABASE_VERSIONS_H
#define KOMPASS_CORE_DATABASE_VERSIONS_H

#include "core/database/database.h"

// Brings an open file to the version of the format, as database_open_writing() says.
enum status versions_upgrade(sqlite3 *database, const char *path, const struct database_format *format,
                             struct problem *problem);

#endif
