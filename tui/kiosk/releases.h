// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Which catalog the kiosk shows: the newest good one when it starts, a newer one when it comes, and until when it
// holds.
#ifndef KOMPASS_TUI_KIOSK_RELEASES_H
#define KOMPASS_TUI_KIOSK_RELEASES_H

#include "core/catalog/catalog.h"

#include <stdint.h>

struct kiosk;
struct loop;

// Without a word of the publisher, a catalog holds for so long after it was made; as long as a release does by default.
enum { RELEASES_DAYS = 90 };

struct releases {
    struct arena arena;
    const char *city;          // whose catalogs alone are shown, borrowed; "" any
    const char *folder;        // that is followed; NULL: one file is shown, and nothing comes
    const char *state_path;    // of the syncs to that folder; before opening: where the operator has it, "" beside it
    bool hurried;              // catalogs are opened before their bytes are compared: releases_prove() is to follow
    const char *shown_folder;  // where the catalog shown lies, if it is one of a folder; NULL otherwise
    const char *shown_state;   // and what is remembered of that folder
    int watch;                 // readable when something may have come; -1: nothing is watched
    long number;               // of the catalog shown, if it is of the folder; 0 otherwise
    struct catalog *candidate; // what the next visit will see; NULL: nothing new
    int64_t expires;           // seconds since 1970, of the catalog shown
    bool newer;                // the folder has a catalog that only a newer program can read, so an older one is shown
};

// Where kompass-sync puts releases.
#define RELEASES_SYNCED "/var/lib/kompass/catalog"

// Follows a folder, which need not be there yet: what comes to it is noticed from now on, and so is that it comes. Once.
void releases_follow(struct kiosk *kiosk, const char *folder);

// Opens the newest good catalog of a folder, or the one file, for the kiosk to show. One whose bytes are not those that
// were adopted is passed over like one that cannot be read, and so is one of another city than releases.city. A folder,
// or what may become one, is followed.
enum status releases_open(struct kiosk *kiosk, const char *folder_or_file, problem_sink *sink, void *context,
                          struct problem *problem);

// Opens what came with the program instead, when there is nothing to be shown of the folder that is followed, if any
// is. Beside a folder lies what its sync remembered when the package was made: a damaged catalog is passed over here,
// too, and the kiosk shows the emergency numbers that are compiled in.
enum status releases_open_default(struct kiosk *kiosk, const char *folder_or_file, problem_sink *sink, void *context,
                                  struct problem *problem);

// Compares the bytes of the catalog that was opened in a hurry, so that the first frame need not wait for that. False,
// and no catalog, when they are not those that were adopted: the kiosk opens its catalog anew then, without hurry.
bool releases_prove(struct kiosk *kiosk, problem_sink *sink, void *context);

// Looks for what has come, for the loop to call when the watch is readable. Shows it at once when nobody is visiting,
// or when an offer on the visitor's screen is no longer in it; otherwise the visit goes on as it began. The date of the
// content and whether it still holds may have changed.
void releases_notice(struct loop *loop);

// Between two visits: shows what has come.
void releases_take(struct loop *loop);

// Whether the content shown may be out of date: it is past what its publisher vouches for, from the day after that on; or there
// is newer content, which this program is too old to read.
bool releases_outdated(const struct kiosk *kiosk, const struct tick *tick);

void releases_close(struct releases *releases);

#endif
