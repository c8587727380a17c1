// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Importing the content files of data/content (format kompass-content-1, described in data/content/README.md).
#ifndef KOMPASS_CORE_EXCHANGE_CONTENT_H
#define KOMPASS_CORE_EXCHANGE_CONTENT_H

#include "core/base/status.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

struct content_report {
    long areas, topics, offers, articles, guides, guide_steps, emergency_numbers, holidays, events, terms; // read
    long added, changed, unchanged, removed; // things in the editorial database, of those this importer owns
    long problems;                           // given to the sink
};

// Reads every *.json below `folder` (two levels), checks all of it, gives each problem to `sink` with file and place
// ("offers/arrival.json: offers[3].phone"), and only if there is none writes everything in one transaction. Importing
// twice changes nothing. With `dry_run` nothing is written. STATUS_INVALID when there were problems.
enum status content_import(sqlite3 *editorial, const char *folder, bool dry_run, problem_sink *sink, void *context,
                           struct content_report *report, struct problem *problem);

// The same checks on one file's bytes alone, for fuzzing: never writes.
enum status content_check_bytes(const char *name, const char *bytes, size_t size, problem_sink *sink, void *context,
                                struct problem *problem);

#endif
