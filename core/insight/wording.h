// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Whether translations call things by their names: where a German text has a word of the glossary, its rendering,
// another of its forms or the German word itself stands in the translation.
#ifndef KOMPASS_CORE_INSIGHT_WORDING_H
#define KOMPASS_CORE_INSIGHT_WORDING_H

#include "core/base/status.h"

#include <sqlite3.h>
#include <stddef.h>

// A text without the rendering of a word that its German text has. Borrowed for the call.
struct wording_finding {
    const char *language;  // BCP 47
    const char *thing;     // "offer/jobcenter", "guide_step/first-week/2", "block/kita/7"
    const char *field;     // "summary"
    const char *term;      // the German word
    const char *rendering; // what should be there
};

typedef void wording_sink(void *context, const struct wording_finding *finding);

// Gives each finding of a catalog or an editorial database to `sink`, ordered by language. Only translations of the
// German text of today are looked at, and only words that are rendered in their language; not glosses of names, which
// the German name always stands beside. What is near is taken for the same: upper case, accents, and anything before or
// after the rendering, as languages add their endings there.
enum status wording_check(sqlite3 *database, wording_sink *sink, void *context, struct problem *problem);

#endif
