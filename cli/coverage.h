// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// How whole each language is, interface and content, counted and as a table.
#ifndef KOMPASS_CLI_COVERAGE_H
#define KOMPASS_CLI_COVERAGE_H

#include "cli/cli.h"
#include "core/insight/content_coverage.h"

struct coverage_row {
    const struct language *language;
    size_t *translated; // messages of each program, in the order of message_sets()
    struct content_coverage content[KIND_COUNT];
};

// All languages that are known, in the order of their table.
struct language_coverage {
    struct arena arena; // of the rows; the caller frees it, whatever the status
    size_t count;
    struct coverage_row *rows;
};

// Counts the messages of all programs and the content at `path` (content_open()).
enum status coverage_gather(struct language_coverage *coverage, const char *path, struct problem *problem);

// A line for each language: things that are there of how many, and how many of these are machine-translated or
// outdated.
void coverage_print(struct language_coverage *coverage);

// The folder of the messages; in the arena.
enum status coverage_locales(struct arena *arena, char **folder, struct problem *problem);

#endif
