// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// How much of the content exists in each language, and in which state: counted in things, as a reader meets them.
#ifndef KOMPASS_CORE_INSIGHT_CONTENT_COVERAGE_H
#define KOMPASS_CORE_INSIGHT_CONTENT_COVERAGE_H

#include "core/base/status.h"
#include "core/language/language.h"
#include "core/model/model.h"

#include <sqlite3.h>

// A thing exists in a language when every text that it needs there does: all that it has in German and that is translated, and
// what is made of another field, as what an offer's German name means (in a form of German only where German has that, too).
// Its state is that of its worst text, as data/schema.sql derives it. current + machine + outdated = have.
struct content_coverage {
    long of;       // things of the kind; what is hidden, as duplicates of offers, is not counted
    long have;     // exist whole in the language
    long current;  // of these: written or reviewed by a person, from the German text of today
    long machine;  // of these: translated by a program, and no person has reviewed it
    long outdated; // of these: the German text has changed since
};

// Whether things of the kind have texts that are translated; of others nothing is counted.
bool content_is_translated(enum kind kind);

// Counts the content of a catalog or an editorial database in one language.
enum status content_coverage_count(sqlite3 *database, const struct language *language,
                                   struct content_coverage coverage[KIND_COUNT], struct problem *problem);

#endif
