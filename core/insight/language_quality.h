// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// How plain the German of the content is, and the Leichte Sprache: every text under the rules of plain_rules.h.
#ifndef KOMPASS_CORE_INSIGHT_LANGUAGE_QUALITY_H
#define KOMPASS_CORE_INSIGHT_LANGUAGE_QUALITY_H

#include "core/base/status.h"
#include "core/language/plain_rules.h"

#include <sqlite3.h>

// A text in which something was found.
struct quality_text {
    const char *thing; // "offer buergeramt-dessau", "guide first-week, step 3", "article arrive, line 2" of a body
    const char *field; // "summary"
    const char *language;
    struct plain_report report;
};

struct quality {
    struct quality_text *texts; // the worst first
    size_t count;
    size_t looked_at; // texts in all
    size_t findings;
};

// The words that no text can avoid, as struct plain_lint has them: official names, and those of the glossary. In the arena.
enum status language_quality_names(sqlite3 *database, struct arena *arena, const char **names, struct problem *problem);

// Looks through the texts of a catalog or an editorial database in German and in Leichte Sprache. All is in the arena.
enum status language_quality_look(sqlite3 *database, struct arena *arena, struct quality *quality,
                                  struct problem *problem);

#endif
