// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What visitors of the kiosks said is wrong with offers: the file `complaints` beside the editorial database, which `kompass collect`
// writes and staff work through. It says that something was said, not how often, and when it became known, not when it was said
// (docs/privacy.md).
#ifndef KOMPASS_CORE_DESK_COMPLAINTS_H
#define KOMPASS_CORE_DESK_COMPLAINTS_H

#include "core/base/arena.h"
#include "core/base/status.h"

#include <sqlite3.h>
#include <stddef.h>

#define COMPLAINTS_FILE "complaints"

enum { COMPLAINTS_BYTES_MAX = 1024 * 1024, COMPLAINT_WHATS_MAX = 8, COMPLAINT_WORD_BYTES = 32 };

// One offer and all that is said to be wrong with it.
struct complaint {
    const char *offer;                     // its id
    const char *title;                     // its name; NULL when it is written
    const char *what[COMPLAINT_WHATS_MAX]; // "wrong-phone" and the like
    size_t what_count;
    const char *seen; // the day on which the newest of it became known, "2026-11-30"
};

struct complaints {
    struct complaint *items; // in the arena
    size_t count, capacity;  // arena_grow()
};

// Adds what is wrong with an offer; what is more than there is room for is left out. All texts are borrowed.
void complaints_add(struct complaints *complaints, struct arena *arena, const char *offer, const char *what, const char *seen);

// Replaces the file, whole. It is for those who share its folder.
enum status complaints_write(const struct complaints *complaints, const char *path, struct problem *problem);

// Reads those that are open, the newest first: none of an offer that is gone or withheld, nor of one that was verified on the day when
// they became known, or later. Lines that say nothing are left out; none when there is no file.
enum status complaints_read(struct complaints *complaints, struct arena *arena, sqlite3 *editorial, const char *editorial_path,
                            struct problem *problem);

#endif
