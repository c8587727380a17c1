// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What a follower remembers, outside the folder of catalogs, so that whoever empties the folder brings no old release
// back: the highest release ever adopted, until when it holds, and whom to believe (docs/release-format.md).
#ifndef KOMPASS_CORE_FOLLOW_STATE_H
#define KOMPASS_CORE_FOLLOW_STATE_H

#include "core/base/clock.h"
#include "core/release/digest.h"
#include "core/release/key.h"

enum { STATE_CITY_BYTES = 65, STATE_KEYS = 2 };

struct sync_state {
    long release;                    // highest ever adopted; 0: none
    char city[STATE_CITY_BYTES];     // slug
    char sha256[DIGEST_BYTES];       // of its catalog; "" is not known
    char expires[CLOCK_STAMP_BYTES]; // of the newest manifest of it, UTC; "" is not known
    long rollback;                   // the older release that an operator has gone back to; 0: none

    // The keys that are believed: the present one and, when there are two, the one announced for later. They follow
    // from `root`, the key of this machine's key file; when that is replaced, they are of no more use.
    struct public_key root, keys[STATE_KEYS];
    size_t key_count;
};

// The path of the state file: `state`, or "<catalog>.state" when that is NULL; in the arena. Of "." it is
// the folder's own name that counts.
const char *state_path(struct arena *arena, const char *catalog, const char *state);

// STATUS_NOT_FOUND when there is no such file, STATUS_INVALID or STATUS_LIMIT for a file that is no whole state,
// STATUS_IO when it cannot be read.
enum status state_read(struct sync_state *state, const char *path, struct problem *problem);

// Puts the state in place, whole and to last. It is read back from its text first: what could not be read later is not
// written.
enum status state_write(const struct sync_state *state, const char *path, struct problem *problem);

// Whether both are written with the same text.
bool state_is_same(const struct sync_state *a, const struct sync_state *b);

#endif
