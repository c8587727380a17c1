// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A German text and its translation, as they are; and the German text as it was when the translation was made.
#ifndef KOMPASS_CORE_TRANSLATION_PAIR_H
#define KOMPASS_CORE_TRANSLATION_PAIR_H

#include "core/base/arena.h"
#include "core/translation/list.h"

struct translation_pair {
    enum kind kind;
    const struct model_text *model;
    const char *german, *german_hash; // what it is made from; NULL: there is none
    const char *own;                  // the translation; NULL: there is none, nor what follows
    const char *origin, *reviewed_on, *source_hash;
    enum translation_state state;
};

// Reads both, in the arena. STATUS_NOT_FOUND when there is no such thing or its kind has no such text to be translated.
enum status translation_pair_read(sqlite3 *database, struct arena *arena, const char *thing, const char *field,
                                  const struct language *language, struct translation_pair *pair, struct problem *problem);

// The text with this hash among those that the thing's German text has had, from the history of an editorial database, in the arena;
// NULL when it is not known any more, or never was.
enum status translation_source_of(sqlite3 *editorial, struct arena *arena, const char *thing, const struct model_text *model,
                                  const char *hash, const char **text, struct problem *problem);

#endif
