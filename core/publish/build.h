// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Building a catalog from an editorial database: the same content, number and date give the same bytes.
#ifndef KOMPASS_CORE_PUBLISH_BUILD_H
#define KOMPASS_CORE_PUBLISH_BUILD_H

#include "core/base/arena.h"
#include "core/base/status.h"
#include "core/model/counts.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

// What the manifest says of a catalog; all in the arena.
struct build_facts {
    const char *city;             // slug
    const char *const *languages; // tags of all texts, in byte order, as far as they are known here
    size_t language_count;
    struct counts counts;
    bool repeats; // an event happens again and again
};

// Reads the facts of a checked editorial database.
enum status build_read_facts(struct arena *arena, sqlite3 *editorial, struct build_facts *facts,
                             struct problem *problem);

// Builds the catalog of release `number`, made at `created` (RFC 3339, UTC), in memory: all tables of data/schema.sql without what
// is for staff only, the release, where terms stand, when events are, the search index. *bytes are an SQLite file; the caller frees
// them with sqlite3_free(). The editorial database must not change meanwhile: the caller holds a transaction.
enum status build_catalog(sqlite3 *editorial, long number, const char *created, unsigned char **bytes, size_t *size,
                          struct problem *problem);

#endif
