// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Bringing the catalog of a believed manifest to its place: fetched, unpacked beside the others, checked, then renamed.
#ifndef KOMPASS_CORE_FOLLOW_PLACING_H
#define KOMPASS_CORE_FOLLOW_PLACING_H

#include "core/follow/offered.h"

struct placing {
    struct arena *arena;
    struct problem *problem;
    struct transport *transport;
    const char *folder; // of catalogs, locked
    const struct offered *offered;
    const struct public_key *signer;
    long base;               // the catalog in place that a patch may lead from; 0: none
    const char *base_sha256; // as it was adopted
};

// Whether the catalog of the release is there with the right bytes.
bool placing_is_done(struct arena *arena, const char *folder, const struct manifest *manifest);

// Does it, by a patch if there is one from the base, otherwise or when that fails by the whole catalog. Afterwards the
// catalog lasts over a loss of power. STATUS_CORRUPT when it is not what the manifest says; nothing in place is touched
// then.
enum status placing_do(struct placing *placing);

// Whether a file is a whole catalog of the manifest's release: every check that reading it later relies on.
enum status placing_check(struct placing *placing, const char *path);

// Removes catalogs older than `release` but the `keep` newest of them, and those above `highest`. What cannot be
// removed does no harm.
void placing_remove(struct arena *arena, const char *folder, long release, size_t keep, long highest);

// Removes every catalog but that of `release`: none of them may be taken for the newest any more.
enum status placing_remove_others(struct arena *arena, const char *folder, long release, struct problem *problem);

#endif
