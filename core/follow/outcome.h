// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What the last sync came to: a small file beside its state, for `kompass status` and whoever else looks after a
// kiosk.
#ifndef KOMPASS_CORE_FOLLOW_OUTCOME_H
#define KOMPASS_CORE_FOLLOW_OUTCOME_H

#include "core/base/arena.h"
#include "core/base/clock.h"
#include "core/base/status.h"
#include "core/follow/sync.h"

enum outcome_kind {
    OUTCOME_ADOPTED,     // a release was adopted or healed
    OUTCOME_UNCHANGED,   // the newest release was in place already
    OUTCOME_UNREACHABLE, // the publisher, the network or the disk did not answer: the next sync may mend it
    OUTCOME_REFUSED,     // what was offered must not be adopted: somebody has to look
    OUTCOME_KINDS,
};

struct outcome {
    enum outcome_kind kind;
    char ended[CLOCK_STAMP_BYTES];   // when that sync ended, UTC
    char success[CLOCK_STAMP_BYTES]; // when one last ended well; "" never
    char expires[CLOCK_STAMP_BYTES]; // of the release that was in place then; "" not known
    long release;                    // the same; 0 none
    char why[1400];                  // why it failed, one line; "" it did not
};

// The word for a kind: "adopted", "unchanged", "unreachable", "refused".
const char *outcome_name(enum outcome_kind kind);

// The path of the outcome of the syncs with that state file; in the arena.
const char *outcome_path(struct arena *arena, const char *state_path);

// Writes down what a sync came to, so that the file always holds one whole outcome. `result` counts when `status` is
// STATUS_OK, `why` otherwise; what is known of the last success stays then.
enum status outcome_write(const char *path, enum status status, const struct sync_result *result,
                          const struct problem *why, struct problem *problem);

// STATUS_NOT_FOUND when no sync has written one, STATUS_INVALID for a file that is none.
enum status outcome_read(const char *path, struct outcome *outcome, struct problem *problem);

#endif
