// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Importing the events of calendars (iCalendar, RFC 5545): one file, or all *.ics of a folder.
#ifndef KOMPASS_CORE_EXCHANGE_ICAL_ICAL_H
#define KOMPASS_CORE_EXCHANGE_ICAL_ICAL_H

#include "core/exchange/content/content.h"

enum {
    ICAL_FILE_BYTES_MAX = 10 * 1024 * 1024, // of one file,
    ICAL_LINE_BYTES_MAX = 64 * 1024,        // of one line, unfolded,
    ICAL_EVENTS_MAX = 10000,                // components of all files
};

// What an import did besides taking things over as they are.
enum ical_note {
    // taken, but changed
    ICAL_MOVED, ICAL_CANCELLED_DATE, ICAL_OWN_DATE, ICAL_OTHER_CLOCK, ICAL_NO_END, ICAL_IDLE_EXCEPTION, ICAL_CUT, ICAL_CLEANED,
    // left out
    ICAL_CANCELLED, ICAL_OLDER, ICAL_PRIVATE, ICAL_BAD_LINE,
    ICAL_NOTES,
    ICAL_FIRST_LEFT_OUT = ICAL_CANCELLED,
};

struct ical_report {
    struct content_report content; // what the import made of the source, and what that changed; problems: of single events
    long files, unread;            // files of the source, and those that could not be read
    long components;               // VEVENT
    long notes[ICAL_NOTES];
};

// What a note counts, in English, for "%ld <text>".
const char *ical_note_text(enum ical_note note);

struct ical_source {
    const char *path;  // a file, or a folder of *.ics
    const char *offer; // slug of the offer at which all its events are; NULL: of none
    const char *url;   // where the calendar can be looked up, for events that name no address of their own; NULL: nobody said
};

// Reads the source, tells each fault with file and line ("vhs.ics:12: event 7c1f@vhs.example") and how to mend it, 50 of them at most,
// leaves out what is faulty, and writes the rest in one transaction as every import does (core/editorial/import.h): its name is that of
// the file or folder. All times become wall time of the city. A file that cannot be read as a calendar is told, and what it said before
// stays. With `dry_run` nothing is written. STATUS_NOT_FOUND without such a file, offer or city, STATUS_INVALID when there are events
// and all of them are faulty, or one has no address on the web and the source none either: then nothing is written.
enum status ical_import(sqlite3 *editorial, const struct ical_source *source, bool dry_run, const struct content_listener *listener,
                        struct ical_report *report, struct problem *problem);

// What can be wrong with one file's bytes alone, for fuzzing: never writes. `zone` is the city's.
void ical_check_bytes(const char *name, const char *bytes, size_t size, const char *zone, problem_sink *sink, void *context);

#endif
