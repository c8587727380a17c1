// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Following a publisher: a release is adopted whole, verified and newer, or not at all.
#ifndef KOMPASS_CORE_RELEASE_SYNC_H
#define KOMPASS_CORE_RELEASE_SYNC_H

#include "core/base/status.h"

#include <stdbool.h>

struct sync_options {
    const char *from;       // a directory, or file://...
    const char *catalog;    // the folder of catalogs, made if missing
    const char *public_key; // path
    const char *state;      // path; NULL is "<catalog>.state"
};

struct sync_result {
    long release; // the release in place afterwards
    bool adopted; // false: nothing was newer
};

// Verifies signature, city, expiry and number before anything else, then size and hash while unpacking, then the
// catalog itself; renames it to <release>.db; keeps two older ones.
enum status sync_from(const struct sync_options *options, struct sync_result *result, struct problem *problem);

#endif
