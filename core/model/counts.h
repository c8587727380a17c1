// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// How much a catalog or an editorial database has of each kind; both have the same tables.
#ifndef KOMPASS_CORE_MODEL_COUNTS_H
#define KOMPASS_CORE_MODEL_COUNTS_H

#include "core/base/status.h"

struct sqlite3; // a connection of SQLite

struct counts {
    long areas, topics;
    long offers; // without duplicates, which are never listed
    long articles, guides, guide_steps, emergency_numbers;
};

// Reads every row's place, so its time grows with the content. On an error all are 0.
enum status counts_read(struct sqlite3 *database, struct counts *counts, struct problem *problem);

#endif
