// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// How much of the content exists in each language, and in which state: counted in things, as a reader meets them.
#ifndef KOMPASS_CORE_INSIGHT_CONTENT_COVERAGE_H
#define KOMPASS_CORE_INSIGHT_CONTENT_COVERAGE_H

#include "core/base/status.h"
#include "core/language/language.h"

#include <sqlite3.h>

enum coverage_kind {
    COVERAGE_AREA, COVERAGE_TOPIC, COVERAGE_ARTICLE, COVERAGE_OFFER, COVERAGE_GUIDE, COVERAGE_GUIDE_STEP,
    COVERAGE_EMERGENCY, COVERAGE_KINDS,
};

// A thing exists in a language when every text that it needs there does: all that it has in German, the blocks of an
// article, and of an offer what its German name means (in a form of German only where German has that, too). Its state
// is that of its worst text, as data/schema.sql derives it. current + machine + outdated = have.
struct content_coverage {
    long of;       // things of the kind; duplicates of offers, which are never shown, are not counted
    long have;     // exist whole in the language
    long current;  // of these: written or reviewed by a person, from the German text of today
    long machine;  // of these: translated by a program, and no person has reviewed it
    long outdated; // of these: the German text has changed since
};

// As the database names the kind: "guide_step".
const char *coverage_kind_name(enum coverage_kind kind);

// Counts the content of a catalog or an editorial database in one language.
enum status content_coverage_count(sqlite3 *database, const struct language *language,
                                   struct content_coverage coverage[COVERAGE_KINDS], struct problem *problem);

#endif
