// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A translation beside the German text: what must be the same and is not, and what a person should look at.
#ifndef KOMPASS_CORE_TRANSLATION_CHECK_H
#define KOMPASS_CORE_TRANSLATION_CHECK_H

#include "core/base/arena.h"
#include "core/base/status.h"
#include "core/language/language.h"
#include "core/model/model.h"
#include "core/text/figures.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

enum translation_fault {
    TRANSLATION_FIGURE_MISSING, // a figure of the German text
    TRANSLATION_FIGURE_OTHER,   // it stands there with another value
    TRANSLATION_FIGURE_ADDED,   // one that the German text does not have
    TRANSLATION_FIGURE_HALF,    // a time that is meant only if the words around it say that it is after noon
    TRANSLATION_STREET,         // a street's name is not written as it stands on its sign
    TRANSLATION_NAME,           // an official name, too
    TRANSLATION_TERM,           // a word of the glossary is called something else
    TRANSLATION_BLOCKS,         // the body of an article has other headings, lists or links
    TRANSLATION_DIRECTION,      // a sign that steers the direction of text: the program puts in what is needed
    TRANSLATION_SIGN,           // a sign that does not belong into a text of the language (core/language/orthography.h)
    TRANSLATION_SCRIPT,         // nothing is written in the script of the language
    TRANSLATION_UNCHANGED,      // it is the German text
    TRANSLATION_DOUBLED,        // a word stands twice
    TRANSLATION_ENDING,         // it ends like a sentence and the German text does not, or the other way round
    TRANSLATION_LONG,           // much longer on the screen, or more than can be stored
    TRANSLATION_SHORT,          // much shorter
    TRANSLATION_FAULTS,
};

// Bytes in a text; start and end are equal where nothing in it is meant.
struct translation_place {
    size_t start, end;
};

struct translation_finding {
    enum translation_fault fault;
    bool must;                        // it is wrong; otherwise a person should look
    enum figure_kind figure;          // of the four about figures
    struct translation_place german, own;
    const char *wanted, *found;       // what should stand there, what does; NULL: not to be said in one word
};

// What is needed to check translations into a language.
struct translation_checker;

// Reads glossary and official names from an editorial database or a catalog. The caller closes it.
enum status translation_checker_open(struct translation_checker **checker, sqlite3 *database, const struct language *language,
                                     struct problem *problem);
void translation_checker_close(struct translation_checker **checker); // NULL is fine

// All findings in the arena, what must be mended first, then in the order of the translation. Both texts are accepted ones
// (core/text/accept.h); `model` says which text it is. Takes time by the length of both. The figures of a text, or of a line of a body,
// that has more than 500 of them are not compared.
struct translation_finding *translation_check(const struct translation_checker *checker, struct arena *arena,
                                              const struct model_text *model, const char *german, const char *own, size_t *count);

// A word of the glossary in a German text.
struct translation_term {
    struct translation_place german; // where it stands first
    const char *term;                // as the glossary writes it
    const char *rendering;           // what it is called in the language
    bool used;                       // the translation calls it so
};

// The words of the glossary that stand in the German text and have a rendering, in their order, in the arena.
struct translation_term *translation_terms(const struct translation_checker *checker, struct arena *arena, const char *german,
                                           const char *own, size_t *count);

#endif
