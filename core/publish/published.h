// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What was published until now, as the editorial database remembers it (table `release`).
#ifndef KOMPASS_CORE_PUBLISH_PUBLISHED_H
#define KOMPASS_CORE_PUBLISH_PUBLISHED_H

#include "core/base/arena.h"
#include "core/base/status.h"

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

struct published {
    long number;        // of the release
    const char *at;     // when it was made: RFC 3339, UTC
    int64_t change;     // the last change that is in it
    const char *author; // who published it
    long added, changed, gone; // things, since the one before it in this list; of the first one 0
};

// The number of the last change.
enum status published_last_change(sqlite3 *editorial, int64_t *change, struct problem *problem);

// The day on which the newest change says that it was made, counted since 1970-01-01 in UTC; 0: there is none.
enum status published_last_day(sqlite3 *editorial, int64_t *day, struct problem *problem);

// Remembers a release, or, when it was renewed, that nothing which others see has changed up to `published->change`.
enum status published_note(sqlite3 *editorial, const struct published *published, struct problem *problem);

// All of them, the newest first; in the arena.
enum status published_list(sqlite3 *editorial, struct arena *arena, struct published **list, size_t *count, struct problem *problem);

// Of which change a release was made; -1: that is not known.
enum status published_change(sqlite3 *editorial, long number, const char *at, int64_t *change, struct problem *problem);

// How many things came, changed and went from one change to another, as far as others see it: what changed and was changed back, or
// was never to be seen, does not count.
enum status published_count(sqlite3 *editorial, int64_t since, int64_t until, struct published *counts, struct problem *problem);

#endif
