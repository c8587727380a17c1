// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A text that is being written, looked through as it changes: spelling, plain German, words of the glossary, what cannot be seen, lines of
// a body that are not what they look like. Every finding has its place.
#ifndef KOMPASS_CORE_INSIGHT_PROOF_H
#define KOMPASS_CORE_INSIGHT_PROOF_H

#include "core/catalog/glossary.h"
#include "core/language/plain_rules.h"
#include "core/language/spelling.h"
#include "core/model/model.h"

// What texts in a language are held to, read once from an editorial database.
struct proof_standard {
    struct arena arena;
    const struct language *language;
    struct plain_lint lint;
    struct glossary glossary;
    struct glossary_rendering *german, *own; // of each term; `own` in the language
    const char **names;                      // official ones, and the words of the glossary: spelled right
    size_t name_count;
};

// The caller frees, also after a failure.
enum status proof_standard_read(struct proof_standard *standard, sqlite3 *editorial, const struct language *language,
                                struct problem *problem);
void proof_standard_free(struct proof_standard *standard);

enum proof_kind {
    PROOF_SPELLING,  // the word there is not in the dictionary; `found` is NULL
    PROOF_RULE,      // `rule` of plain German
    PROOF_INVISIBLE, // a character that nobody sees, or that is none: `found` is "U+2067"
    PROOF_BLOCK,     // a line of a body that begins with the sign of a heading, an entry or a link, behind which something is missing
};

struct proof_finding {
    size_t start, end;       // bytes
    enum proof_kind kind;
    enum plain_rule rule;    // PROOF_RULE
    const char *found;
    const char *written;     // PROOF_RULE: German words that might be written there; NULL: none are known
};

struct proof_piece; // a line of the text, or a part of a long one

// Zero-initialised is ready for proof_begin(). To be read by all, written by proof_*() only.
struct proof {
    const struct proof_standard *standard; // borrowed
    struct spelling *spelling;             // borrowed; NULL: nothing is spelled
    const struct model_text *text;         // whose rules hold
    struct proof_piece *pieces;            // owned
    size_t piece_count;
    struct proof_finding *findings;        // in the order of the text; owned
    size_t count, capacity;
    unsigned long news;                    // spelling_news() at the last look
    size_t unanswered;                     // words that the dictionary has not answered yet
};

// Opens the dictionary of the standard's language, with its names and `more` words, a line each, as right ones; NULL: none.
void proof_begin(struct proof *proof, const struct proof_standard *standard, struct spelling *spelling,
                 const struct model_text *text, const char *more);

// Closes the dictionary and overwrites all that was kept of the text.
void proof_end(struct proof *proof);

// Looks at a text of `length` bytes: only at those lines that are other than at the last call, and where the dictionary has answered.
// It waits for nothing: what is not answered yet is found at a later call.
void proof_look(struct proof *proof, const char *text, size_t length);

// The first finding that begins behind byte `at`, or the last one before it; beyond the end it goes on at the other one. NULL: none.
const struct proof_finding *proof_beside(const struct proof *proof, size_t at, bool back);

// The finding that has the byte, the shortest of them, or ends at it; NULL: none.
const struct proof_finding *proof_at(const struct proof *proof, size_t at);

// A word of the glossary.
struct proof_term {
    const char *german;    // what it is called there
    const char *rendering; // in the language; NULL: it has none
    bool written;          // the text has it, or in German: the kiosk will explain it
};

// The words of the glossary that stand in the German text, and whether `text` renders them as the glossary does (core/insight/wording.h);
// of a German text, give it as both. In the arena.
size_t proof_terms(const struct proof_standard *standard, struct arena *arena, const char *german, const char *text,
                   struct proof_term **terms);

#endif
