// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Importing what a region of Integreat says, as the answers of its API, version 3: from its server, or saved in a folder
// for each language: de/pages.json, de/locations.json, de/events.json, regions.json; what is missing is fine.
#ifndef KOMPASS_CORE_EXCHANGE_INTEGREAT_INTEGREAT_H
#define KOMPASS_CORE_EXCHANGE_INTEGREAT_INTEGREAT_H

#include "core/base/arena.h"
#include "core/exchange/content/content.h"

// What an import did besides taking things over as they are.
enum integreat_note {
    // taken, but changed
    INTEGREAT_ICON, INTEGREAT_IMAGE, INTEGREAT_LINK, INTEGREAT_ADDRESS, INTEGREAT_FOLDED, INTEGREAT_ORPHAN,
    INTEGREAT_OWN_TOPIC, INTEGREAT_CLOSED, INTEGREAT_BAD_RULE, INTEGREAT_CUT,
    // left out
    INTEGREAT_NO_PICTURE, INTEGREAT_EMBEDDED, INTEGREAT_MAP, INTEGREAT_LOST_LINK, INTEGREAT_EMPTY, INTEGREAT_COPY,
    INTEGREAT_NO_GERMAN, INTEGREAT_UNKNOWN_LANGUAGE, INTEGREAT_NO_TITLE, INTEGREAT_BAD_HOURS, INTEGREAT_NO_TIME,
    INTEGREAT_TEXT_LINK, INTEGREAT_NO_POINT,
    INTEGREAT_NOTES,
    INTEGREAT_FIRST_LEFT_OUT = INTEGREAT_NO_PICTURE,
};

struct integreat_report {
    struct content_report content; // what the import made of the source, and what that changed
    long pages, places, events;    // entries of the source, each language counted
    long notes[INTEGREAT_NOTES];
};

// What a note counts, in English, for "%ld <text>".
const char *integreat_note_text(enum integreat_note note);

// Reads the folder or address, checks all of it, tells each problem with file and place ("de/pages.json: [3].content"), and only if
// there is none writes everything in one transaction, and tells every change. Pages become areas, topics and articles, places
// become offers, events events. Importing the same region twice changes nothing. An editorial database without a city gets the
// region as its city, and one without emergency numbers or holidays those of all of Germany. With `dry_run` nothing is written.
// STATUS_INVALID when there were problems. What cannot be read at all ends the import at once.
enum status integreat_import(sqlite3 *editorial, const char *from, bool dry_run,
                             const struct content_listener *listener, struct integreat_report *report,
                             struct problem *problem);

#endif
