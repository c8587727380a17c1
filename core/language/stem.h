// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Words without their endings, so that "Wohnungen" finds "Wohnung".
#ifndef KOMPASS_CORE_LANGUAGE_STEM_H
#define KOMPASS_CORE_LANGUAGE_STEM_H

#include "core/base/arena.h"
#include "core/language/language.h"

struct stems; // the stemmers used so far

struct stems *stems_open(void);
void stems_close(struct stems **stems);

// The stem of a folded word (core/text/fold.h) of the language: by Snowball where it has the language, then without an
// ending of our own table where that has the language; the word itself where nothing is known. Never empty. In the arena.
const char *stem_of(struct stems *stems, struct arena *arena, const struct language *language, const char *word);

#endif
