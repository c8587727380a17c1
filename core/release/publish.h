// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Publishing: from the editorial database to a signed directory of static files.
#ifndef KOMPASS_CORE_RELEASE_PUBLISH_H
#define KOMPASS_CORE_RELEASE_PUBLISH_H

#include "core/base/status.h"

struct publish_options {
    const char *editorial;  // path
    const char *directory;  // made if missing
    const char *secret_key; // path
    long expires_days;      // from now
};

// Checks the content (editorial_check), builds the catalog of the next release number in a temporary file, compresses
// and signs it, and puts the manifest in place last. Problems of the content go to `sink` and stop the publication.
enum status publish(const struct publish_options *options, problem_sink *sink, void *context, long *release,
                    struct problem *problem);

#endif
