// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// How much a catalog or an editorial database has of each kind; both have the same tables.
#ifndef KOMPASS_CORE_MODEL_COUNTS_H
#define KOMPASS_CORE_MODEL_COUNTS_H

#include "core/base/arena.h"
#include "core/base/status.h"
#include "core/model/model.h"

struct sqlite3; // a connection of SQLite

struct counts {
    long of[KIND_COUNT]; // without what is hidden, as duplicates of offers are
};

// Reads every row's place, so its time grows with the content. On an error all are 0.
enum status counts_read(struct sqlite3 *database, struct counts *counts, struct problem *problem);

// "12 areas, 80 topics, 170 offers": of the kinds that people ask for, in English; in the arena.
const char *counts_text(struct arena *arena, const struct counts *counts);

#endif
