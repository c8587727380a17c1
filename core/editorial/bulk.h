// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The same done to many things at once: one transaction, one change that can be taken back, and for each thing what came of it.
#ifndef KOMPASS_CORE_EDITORIAL_BULK_H
#define KOMPASS_CORE_EDITORIAL_BULK_H

#include "core/editorial/change.h"

// What came of one thing; those that were not done do not keep the others from it.
struct bulk_result {
    enum change_result result;
    bool gone;       // there is no such thing any more
    const char *why; // CHANGE_INVALID, CHANGE_FORBIDDEN: the field; CHANGE_NEEDED: what leads to it; CHANGE_LOCKED: who works on it
};

// Gives one field of all these things a value; NULL takes it away. The path is that of record_compare(). `results` has room for
// `count`; its texts are in the arena. *done counts the things that are changed, *number is that of the change, 0 when there are none.
enum status bulk_set(sqlite3 *editorial, const struct change_author *author, const char *const *ids, size_t count,
                     const char *path, json_t *value, struct arena *arena, struct bulk_result *results, size_t *done,
                     int64_t *number, struct problem *problem);

// Removes them, in an order in which what leads to others of them goes first.
enum status bulk_remove(sqlite3 *editorial, const struct change_author *author, const char *const *ids, size_t count,
                        struct arena *arena, struct bulk_result *results, size_t *done, int64_t *number,
                        struct problem *problem);

#endif
