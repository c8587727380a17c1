// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// For a room that asks a catalog by SQL of its own: the search.
#ifndef KOMPASS_CORE_CATALOG_CATALOG_EXTEND_H
#define KOMPASS_CORE_CATALOG_CATALOG_EXTEND_H

#include "core/catalog/catalog.h"
#include "core/database/statement.h"

// A table of statements on the catalog's file, bounded as its own are. The caller closes it before the catalog is closed.
struct statements *catalog_statements(struct catalog *catalog, const char *const *sql, size_t count);

// Runs each of them about one thing of each kind, to see that the catalog has what they ask for: ?1 is the thing's id, all
// further parameters are "de".
enum status catalog_try(struct catalog *catalog, struct statements *statements, struct problem *problem);

// What is kept for the catalog as long as it is open, and how it is closed then. There is room for one.
void catalog_attach(struct catalog *catalog, void *attached, void (*close)(void *attached));
void *catalog_attached(const struct catalog *catalog); // NULL: nothing yet

#endif
