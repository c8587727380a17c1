// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Translations are put in: from a page, from a file of a translation office. All of a set is one change, under the rights of its
// author and the leases of others; what became of each text is told.
#ifndef KOMPASS_CORE_TRANSLATION_APPLY_H
#define KOMPASS_CORE_TRANSLATION_APPLY_H

#include "core/base/arena.h"
#include "core/editorial/change.h"

#include <stdbool.h>

#define DOOR_TRANSLATION "translation"

enum translation_act {
    TRANSLATION_WRITE,        // the words are these, for the German text of today; when they were before, who wrote them and
                              // whether they were read stays as it was
    TRANSLATION_READ,         // a person has read it against the German text, and it is right; it may be from a machine still
    TRANSLATION_SAME_MEANING, // the German text changed and means the same: the translation goes with the new one, unread as it was
};

struct translation_item {
    const char *thing, *field, *language;
    enum translation_act act;
    const char *source_hash; // of the German text that the translator has seen
    const char *seen;        // the translation that was there then; NULL: there was none
    const char *text;        // TRANSLATION_WRITE: the new one
    bool machine;            // TRANSLATION_WRITE: by a program, unread by any person
    bool reviewed;           // TRANSLATION_WRITE: a person has read it against the German text
};

enum translation_result {
    TRANSLATION_APPLIED,
    TRANSLATION_AS_IT_WAS,      // it is so already
    TRANSLATION_CONFLICT,       // the translation is not any more what was seen
    TRANSLATION_SOURCE_CHANGED, // the German text is not
    TRANSLATION_LOCKED,         // somebody else works on it
    TRANSLATION_FORBIDDEN,      // the author may not write the language, or say that it was read
    TRANSLATION_INVALID,        // it cannot be stored
    TRANSLATION_GONE,           // there is no such text to be translated, or none to be read
    TRANSLATION_RESULTS,
};

struct translation_outcome {
    enum translation_result result;
    const char *why; // TRANSLATION_LOCKED: by whom; TRANSLATION_INVALID: what is wrong; otherwise NULL
};

// Applies `count` items, `today` is the day of reading, YYYY-MM-DD. What came of each is in `outcomes`, which has room for them; its
// texts are in the arena. What could be done lasts when the status is STATUS_OK; otherwise nothing of it does.
enum status translation_apply(sqlite3 *editorial, const struct change_author *author, const char *today,
                              const struct translation_item *items, size_t count, struct arena *arena,
                              struct translation_outcome *outcomes, struct problem *problem);

#endif
