// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What the things of a kind are called, to tell somebody who writes a new name that there is one like it already.
#ifndef KOMPASS_CORE_DESK_NAMES_H
#define KOMPASS_CORE_DESK_NAMES_H

#include "core/base/arena.h"
#include "core/base/status.h"
#include "core/model/model.h"

#include <sqlite3.h>

enum { NAMES_NEAR_MAX = 3 };

struct known_names; // opaque

// Reads those of a kind from the editorial database. The caller closes; NULL after a failure.
enum status names_open(struct known_names **names, sqlite3 *editorial, enum kind kind, struct problem *problem);
void names_close(struct known_names **names); // NULL is fine

// What is being written.
struct name_asked {
    const char *name;
    const char *id;     // its own, which is never near; may be NULL
    const char *owner;  // the id of what it belongs to, such as its organization; may be NULL
    const char *phones; // E.164, parted by blanks; may be NULL
};

struct name_near {
    const char *id, *name; // borrowed from `names`
    double nearness;       // 1: the same words
};

// The nearest ones, the nearest first; gives how many. Words count by how rare they are, however they are spelt (text_fold()) and
// with a mistake in them; the same owner or telephone makes nearer.
size_t names_find(const struct known_names *names, const struct name_asked *asked, struct name_near near[NAMES_NEAR_MAX]);

#endif
