// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What a source offers, as far as a signature vouches for it: nothing is parsed that no trusted key has signed.
#ifndef KOMPASS_CORE_FOLLOW_OFFERED_H
#define KOMPASS_CORE_FOLLOW_OFFERED_H

#include "core/release/key.h"
#include "core/release/manifest.h"
#include "core/follow/kept.h"
#include "core/net/transport.h"

struct offered {
    const char *path;         // what problems name
    struct manifest manifest; // of a bare catalog: what the comment of its signature says
    struct signature signature;
    struct kept_manifest latest; // the manifest and its signatures, to be kept once it was adopted
    bool is_kept; // they are those that were kept
};

// Reads the manifest of a release directory, or the signature of a bare catalog, and believes it when one of the keys
// has signed it. What was kept at `kept_path` is judged anew when the source says that it is still the newest. All in
// the arena.
enum status offered_read(struct arena *arena, struct transport *transport, const struct public_key *keys,
                         size_t key_count, const char *kept_path, struct offered *offered, struct problem *problem);

#endif
