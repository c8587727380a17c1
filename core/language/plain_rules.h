// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A lint of plain German: what makes a text hard to read, as far as a program can tell, with a suggestion each.
//
// The rules are those of BITV 2.0 (annex 2, part 2) and, where that gives none, of DIN SPEC 33429:2025-03 "Empfehlungen
// für Deutsche Leichte Sprache". What is easy language's rule is held more loosely in plain German (level B1).
#ifndef KOMPASS_CORE_LANGUAGE_PLAIN_RULES_H
#define KOMPASS_CORE_LANGUAGE_PLAIN_RULES_H

#include "core/language/plain_text.h"

enum plain_level {
    PLAIN_GERMAN, // de: level B1
    PLAIN_EASY,   // de-simple: Leichte Sprache
};

enum plain_rule {
    PLAIN_SENTENCE, PLAIN_PASSIVE, PLAIN_GENITIVE, PLAIN_NEGATION, PLAIN_SUBJUNCTIVE, PLAIN_ABBREVIATION,
    PLAIN_COMPOUND, PLAIN_NUMBER, PLAIN_RULES,
};

struct plain_finding {
    enum plain_rule rule;
    size_t sentence;      // from 1
    const char *text;     // of the sentence
    const char *found;    // the words
    const char *instead;  // a suggestion
    const char *written;  // the German words that might be written there; NULL: none are known
    size_t start, end;    // the bytes of the text from the first of the words to the end of the last
};

struct plain_report {
    struct plain_finding *findings;
    size_t count;
    size_t sentences;
    double score; // weight of the findings for each sentence: 0 is best
};

struct plain_lint {
    struct plain_words words;
    const char *names; // official names, each between blanks: their words cannot be changed; NULL: none
};

const char *plain_rule_name(enum plain_rule rule);   // "passive"
const char *plain_rule_source(enum plain_rule rule); // "BITV 2.0, annex 2, part 2, no. 1"

// Looks through a text; the report and all that it names are in the arena.
void plain_check(const struct plain_lint *lint, struct arena *arena, const char *text, enum plain_level level,
                 struct plain_report *report);

#endif
