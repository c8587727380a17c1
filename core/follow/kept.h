// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The manifest that was adopted last and its signatures, kept with what tells the server that they are still the
// newest: so a sync that finds nothing new costs one short answer. It is judged again each time like one that has just
// come.
#ifndef KOMPASS_CORE_FOLLOW_KEPT_H
#define KOMPASS_CORE_FOLLOW_KEPT_H

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/net/transport.h"

// For so many seconds a server's word that nothing has changed is believed; then everything is fetched again. A stranger
// gains nothing by that word, as what was kept expires like everything signed; but a cache or a server that goes wrong
// is noticed, or mended, after a day and not after a release's life.
enum { KEPT_SECONDS = 86400 };

struct kept_manifest {
    char validator[TRANSPORT_VALIDATOR_BYTES]; // of the manifest; "" there is none to ask with
    char fetched[CLOCK_STAMP_BYTES];           // when it came, UTC
    char *manifest, *signature;                // texts as they came
    size_t manifest_size, signature_size;
};

// The path of what is kept that belongs to a state file; in the arena.
const char *kept_path(struct arena *arena, const char *state_path);

// Reads what was kept of that place. What is not there, damaged, of another place, too old, or of a time to come is
// kept as nothing.
void kept_read(struct arena *arena, const char *path, const char *place, struct kept_manifest *kept);

// Keeps it. A failure costs the next sync a few kilobytes, so it is no failure of this one.
void kept_write(const char *path, const char *place, const struct kept_manifest *kept);

#endif
