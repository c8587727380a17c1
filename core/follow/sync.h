// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Following a publisher: a release is adopted whole, verified and newer, or not at all (docs/release-format.md).
#ifndef KOMPASS_CORE_FOLLOW_SYNC_H
#define KOMPASS_CORE_FOLLOW_SYNC_H

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/status.h"

#include <stdbool.h>
#include <stddef.h>

enum { SYNC_KEEP = 2 }; // older catalogs that stay beside the newest

struct sync_options {
    const char *from;       // a source as transport_open() knows them
    const char *catalog;    // the folder of catalogs, made if missing
    const char *public_key; // path
    const char *state;      // path; NULL: see state_path()
};

struct sync_result {
    long release;                    // the release in place afterwards
    bool adopted;                    // false: nothing was newer, and nothing had to be healed
    bool anew;                       // from another publisher than before, whose catalogs are gone
    char expires[CLOCK_STAMP_BYTES]; // until when the publisher vouches for it, UTC
};

// Verifies signature, city, expiry and number before anything else, then size and hash while unpacking, then the
// catalog itself; renames it to <release>.db; keeps two older ones. The highest release ever adopted is kept in the
// state file: an older one is never adopted again, and the same one only with the same bytes, which heals a lost or
// damaged file. A key file that was replaced begins anew: its publisher's release is adopted whatever its number, and
// the catalogs of the former one are removed. STATUS_UNTRUSTED for what must not be adopted, STATUS_CORRUPT for what is
// damaged; the catalogs in place are untouched then.
enum status sync_from(const struct sync_options *options, struct sync_result *result, struct problem *problem);

// Goes back to an older release that is still in the folder, and removes the newer ones; they are not adopted again,
// but whatever the publisher makes next is. Of the options only `catalog` and `state` count. Only root and the owner of
// the state's folder may do that: STATUS_UNTRUSTED for anybody else. Ended half-way, the next sync ends it.
enum status sync_roll_back(const struct sync_options *options, long release, struct sync_result *result,
                           struct problem *problem);

#endif
