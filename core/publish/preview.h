// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A small catalog in which one thing can be seen as a kiosk would show it, before it is published or even saved.
#ifndef KOMPASS_CORE_PUBLISH_PREVIEW_H
#define KOMPASS_CORE_PUBLISH_PREVIEW_H

#include "core/base/status.h"
#include "core/model/model.h"

#include <jansson.h>
#include <sqlite3.h>
#include <stddef.h>

struct preview {
    unsigned char *bytes; // of the catalog, from SQLite: for catalog_open_bytes(), or to be freed with sqlite3_free()
    size_t size;
    char page[MODEL_ID_BYTES]; // the thing whose page shows the record; "": none, it is seen on pages of many
};

// Builds a catalog with the record (core/model/record.h) in place of what the database has of that thing, with all that its page
// shows, and with what the pages show that it leads to: what leads to it, what it leads to, the city, areas, holidays, emergency
// numbers and words. Otherwise as build_catalog(), but without a search index; made at `created`, of which a reader sees the date.
// Nothing is written, and nobody who writes is kept waiting. The record need not be saved nor whole; STATUS_INVALID, with what it lacks,
// when no catalog could have it. `beside` is a second record that is taken so, of something that leads to the first, such as a
// closure of it; one that is withheld is left out; NULL: none.
enum status preview_build(sqlite3 *editorial, json_t *record, json_t *beside, const char *created, struct preview *preview,
                          struct problem *problem);

#endif
