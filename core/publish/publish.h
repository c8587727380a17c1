// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Publishing: from the editorial database to a signed directory of static files (docs/release-format.md).
#ifndef KOMPASS_CORE_PUBLISH_PUBLISH_H
#define KOMPASS_CORE_PUBLISH_PUBLISH_H

#include "core/base/status.h"

#include <stdbool.h>

enum {
    PUBLISH_EXPIRES_DAYS_MAX = 3650,
    PUBLISH_KEEP = 5, // catalogs of older releases that stay in the directory, and that patches lead from
    PUBLISH_TIMES_DAYS = 100, // after so many days the times of events that repeat are written anew
};

// What it does one after the other. Nothing that others see has changed before the last one.
enum publish_step { PUBLISH_CHECK, PUBLISH_BUILD, PUBLISH_COMPRESS, PUBLISH_SIGN, PUBLISH_PLACE, PUBLISH_STEPS };

struct publish_options {
    const char *editorial;  // path of an existing database
    const char *directory;  // made if missing
    const char *secret_key; // path
    long expires_days;      // from now, 1 to PUBLISH_EXPIRES_DAYS_MAX
    long number;            // of the release, above that in place, which is not renewed then; 0: the next one
    const char *next_key; // path of the public key that will sign later on, to be announced; NULL: as announced before
    const char *former_key; // path of the public key that signed until now, when `secret_key` is new; or NULL
    const char *bare;       // path of the catalog to be written by itself with its signature beside it; or NULL
    const char *author;     // who publishes: a login name; NULL or "": nobody who has one
    void (*step)(void *context, enum publish_step step); // told what begins, with the context of `sink`; NULL: nobody is
};

struct publish_result {
    long release; // its number
    bool renewed; // the content is that of the release before: same number, same catalog, later expiry
};

// Checks the content (editorial_check), builds the catalog of the next release number, compresses and signs it, and
// puts the manifest in place last; at every moment the directory holds the old release or the new one, whole. The
// release that is there must be signed by the same key, or by the former one, and be of the same city. When the content
// has not changed since then, that release is renewed: those who follow have nothing to download, and it does not
// expire under them. It is not when an event repeats and the release is PUBLISH_TIMES_DAYS old: its dates run out. Problems of
// the content go to `sink` and stop the publication. The editorial database remembers of which change the release was made; when
// it cannot be written to, the release stands all the same, and that is logged.
enum status publish(const struct publish_options *options, problem_sink *sink, void *context,
                    struct publish_result *result, struct problem *problem);

#endif
