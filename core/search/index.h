// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The search index of a catalog (data/catalog.sql, table search).
#ifndef KOMPASS_CORE_SEARCH_INDEX_H
#define KOMPASS_CORE_SEARCH_INDEX_H

#include "core/base/status.h"

#include <sqlite3.h>

// Fills the empty index from the catalog's tables, within the caller's transaction; the same tables give the same
// index.
enum status search_index_fill(sqlite3 *catalog, struct problem *problem);

#endif
