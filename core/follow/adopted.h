// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Which catalog of a folder may be shown: not only can it be read, its bytes are those that were adopted, as far as the
// follower's state remembers them. A file that was changed since reads well in SQLite as often as not.
#ifndef KOMPASS_CORE_FOLLOW_ADOPTED_H
#define KOMPASS_CORE_FOLLOW_ADOPTED_H

#include "core/catalog/catalog.h"

// A folder of catalogs and what is known of them. All borrowed.
struct adopted_place {
    const char *folder;
    const char *state; // what the sync that brought them remembers (state_path()); that of a package's comes with it
    const char *city;  // whose catalogs alone may be shown; "" any
};

enum adopted_bytes {
    ADOPTED_SAME,    // the file has the bytes that were adopted
    ADOPTED_CHANGED, // it has others, or cannot be read
    ADOPTED_OTHER,   // the state remembers the bytes of another release
    ADOPTED_UNKNOWN, // there is no state that can be read
};

// Reads the whole file of release `number` and compares it. *problem says what is wrong, or what there is to compare it
// with, unless it is the same.
enum adopted_bytes adopted_compare(const struct adopted_place *place, long number, struct problem *problem);

// The release that the state says is in place: the highest one adopted, or the one that an operator went back to; 0
// unknown.
long adopted_release(const struct adopted_place *place);

// Whether a catalog is one of the place's city; *problem says so if not.
bool adopted_is_of_city(const struct adopted_place *place, const struct catalog *catalog, struct problem *problem);

// Opens the newest catalog of the folder that may be shown. Each that is newer and may not is given to `sink`. What its
// bytes are goes to *bytes, with *problem as adopted_compare() has it; when `bytes` is NULL they are left for later,
// because to read them takes longer than all else.
enum status adopted_open(struct catalog **catalog, const struct adopted_place *place, enum adopted_bytes *bytes,
                         problem_sink *sink, void *context, struct problem *problem);

#endif
