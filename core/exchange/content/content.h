// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Importing the content files of data/content (format kompass-content-1, described in data/content/README.md).
#ifndef KOMPASS_CORE_EXCHANGE_CONTENT_CONTENT_H
#define KOMPASS_CORE_EXCHANGE_CONTENT_CONTENT_H

#include "core/base/status.h"

#include <jansson.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

struct content_report {
    long areas, topics, offers, articles, guides, guide_steps, emergency_numbers, holidays, events, terms,
        closures, situations; // read
    long added, changed, unchanged, removed; // things in the editorial database, of those this importer owns
    long problems;                           // found in the source
    long warnings;                           // of things whose facts are newer than their source
    long kept;                               // fields and things that people have changed and the source has otherwise
};

// One field of one thing that an import changes; or, without a field, a whole thing that comes or goes, or in which
// only changes what is not shown.
struct content_change {
    const char *kind, *slug;    // "offer", "office"; of an organization its name, of a place its address
    const char *field;          // "contacts[0].phone"; NULL: the whole
    const char *before, *after; // NULL: it was not there, it is not there any more
};

// Who hears what an import finds and does. Each function may be NULL; what it gets is borrowed.
struct content_listener {
    problem_sink *problem;
    problem_sink *warning;
    problem_sink *kept; // what is not as the source says, as people have changed it
    void (*change)(void *context, const struct content_change *change);
    void *context;
};

// Reads every *.json and *.path below `folder` (two levels), checks all of it, tells each problem with file and place
// ("offers/arrival.json: offers[3].phone"), 50 of them at most, and only if there is none writes everything in one
// transaction, and tells every change. Importing twice changes nothing. With `dry_run` nothing is written.
// STATUS_INVALID when there were problems, STATUS_NOT_FOUND for a folder of something else.
enum status content_import(sqlite3 *editorial, const char *folder, bool dry_run,
                           const struct content_listener *listener, struct content_report *report,
                           struct problem *problem);

// Reads one file alone, such as somebody sends: what it says, as records (core/model/record.h), each after those that it needs, to
// `take`, which takes them over. Links are ids of what the slugs name, whether that is there or not. STATUS_INVALID when there were
// problems, which are told; then nothing is taken.
enum status content_read_records(const char *path, problem_sink *sink, void *sink_context,
                                 void (*take)(void *context, json_t *record), void *context, struct problem *problem);

// The same checks on one file's bytes alone, for fuzzing: never writes.
enum status content_check_bytes(const char *name, const char *bytes, size_t size, problem_sink *sink, void *context,
                                struct problem *problem);

#endif
