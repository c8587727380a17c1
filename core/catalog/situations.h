// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What brings somebody here, and the tables of what helps then.
#ifndef KOMPASS_CORE_CATALOG_SITUATIONS_H
#define KOMPASS_CORE_CATALOG_SITUATIONS_H

#include "core/catalog/catalog.h"
#include "core/paths/path.h"

struct catalog_situation {
    const char *id;
    struct catalog_text name; // in the words of whom it is about
    const char *pictogram;    // as of an area; NULL: none
    bool urgent;              // danger: help is shown at once
};

struct catalog_situations {
    struct catalog_situation *items; // in the arena
    size_t count;
};

// Those that lead to anything, in their order.
struct catalog_situations catalog_situations(struct catalog *catalog, struct arena *arena, const struct reader *reader);
bool catalog_has_situations(struct catalog *catalog);

// The one of an id; false when there is none.
bool catalog_situation(struct catalog *catalog, struct arena *arena, const struct reader *reader, const char *id,
                       struct catalog_situation *situation);

// Its table; without rows when there is none. Offers are ids, those of duplicates the ids of what they repeat.
void catalog_path_table(struct catalog *catalog, struct arena *arena, const char *id, struct path_table *table);

// What the offer of each row states, for path_evaluate(); in the arena. Only asked where a row wants to know.
const struct path_answers *catalog_path_stated(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                               const struct path_table *table);

#endif
