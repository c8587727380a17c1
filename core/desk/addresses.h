// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The addresses that are known already, found while one is typed: "Kühn", "Kühnauerstr. 24", "kuehnauer strase".
#ifndef KOMPASS_CORE_DESK_ADDRESSES_H
#define KOMPASS_CORE_DESK_ADDRESSES_H

#include "core/base/arena.h"
#include "core/base/status.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

// How an address is what was typed, the nearer first.
enum address_match {
    ADDRESS_SAME,    // the same street and number, however they are spelt
    ADDRESS_BEGUN,   // it begins so
    ADDRESS_NEAR,    // the same number, if one was typed, in a street that is spelt nearly so
    ADDRESS_STREET,  // another number in the street, which is spelt so or nearly so
    ADDRESS_NONE,
};

struct address {
    const char *id;                  // of the place
    const char *street;              // with the number; never NULL
    const char *postal_code, *city, *district, *note; // may be NULL
    const char *key, *number;        // of the street and of its number: what is compared
};

struct addresses {
    struct address *items; // places that have a street, by street and number
    size_t count;
    struct arena arena;
};

// Reads the places of the editorial database. The caller frees, also after a failure.
enum status addresses_read(struct addresses *addresses, sqlite3 *editorial, struct problem *problem);
void addresses_free(struct addresses *addresses);

// Those that fit what was typed, by their places in `found`, which has room for `room`; gives how many. Nothing typed finds all. The
// nearest are first, those of one street by number. In all of them a match is told in `matches`, which has as much room.
size_t addresses_find(const struct addresses *addresses, const char *typed, size_t *found, enum address_match *matches, size_t room);

#endif
