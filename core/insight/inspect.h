// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Looking through whatever Kompass has made: a catalog, a folder of catalogs, an editorial database, a release.
#ifndef KOMPASS_CORE_INSIGHT_INSPECT_H
#define KOMPASS_CORE_INSIGHT_INSPECT_H

#include "core/base/status.h"
#include "core/follow/adopted.h"
#include "core/model/counts.h"

#include <stdbool.h>
#include <stddef.h>

enum inspect_kind {
    INSPECT_CATALOG,   // one catalog file
    INSPECT_CATALOGS,  // a folder of <release>.db
    INSPECT_EDITORIAL, // an editorial database
    INSPECT_RELEASE,   // a directory with manifest.json
};

struct inspection {
    enum inspect_kind kind;
    long release;    // of the newest catalog, or the manifest; 0 for an editorial database
    size_t catalogs; // catalogs looked into
    size_t problems; // given to the sink
    struct counts counts; // of what is in the newest

    // Catalogs only: whether the newest has the bytes with which it was adopted, and if that cannot be told, why not.
    enum adopted_bytes bytes;
    struct problem uncompared;
};

// What is looked through, and what it is held against.
struct inspect_places {
    const char *path;
    const char *public_key; // path of the key that a release must be signed with; NULL: its signature is not checked
    const char *state;      // what sync remembers of the folder of catalogs; NULL: see state_path()
};

// Looks for every problem and gives each to `sink`. A file is told by its marks, a folder by what is in it. STATUS_OK
// means that everything was looked at, whatever was found; any other status that the path is nothing that can be
// inspected.
enum status inspect(const struct inspect_places *places, problem_sink *sink, void *context,
                    struct inspection *inspection, struct problem *problem);

// Whether an ordinary file bears the mark of an editorial database.
enum status inspect_is_editorial(const char *path, bool *editorial, struct problem *problem);

#endif
