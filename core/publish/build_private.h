// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to building: what a whole catalog and one for a preview have in common.
#ifndef KOMPASS_CORE_PUBLISH_BUILD_PRIVATE_H
#define KOMPASS_CORE_PUBLISH_BUILD_PRIVATE_H

#include "core/publish/build.h"

// Copies the rows of a table of data/schema.sql to the catalog, without what is for staff only. `owner` NULL: all of them;
// otherwise those whose value in this column is in `ids`, a JSON array of texts.
enum status build_copy_table(sqlite3 *catalog, sqlite3 *editorial, const char *table, const char *owner, const char *ids,
                             struct problem *problem);

// Takes what is for staff only out of rows that came into a catalog by other ways.
enum status build_strip(sqlite3 *catalog, struct problem *problem);

// Puts the content into a catalog whose tables are those of data/schema.sql, within the transaction of the caller.
typedef enum status build_fill(void *context, sqlite3 *catalog, struct problem *problem);

// All of it; the context is the editorial database, as a sqlite3 *.
build_fill build_content;

// What is made of the content.
struct build_extent {
    bool searched; // the search index is filled
    bool compact;  // the bytes depend on nothing but the content: for what is published
};

// Builds a catalog as build_catalog() does, with content that `fill` brings.
enum status build_catalog_of(build_fill *fill, void *context, long number, const char *created, struct build_extent extent,
                             unsigned char **bytes, size_t *size, struct problem *problem);

#endif
