// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Private to the checks of a translation.
#ifndef KOMPASS_CORE_TRANSLATION_CHECK_PRIVATE_H
#define KOMPASS_CORE_TRANSLATION_CHECK_PRIVATE_H

#include "core/language/date_words.h"
#include "core/translation/check.h"
#include "core/translation/renderings.h"

// The folded names of the months, alone and beside a day; NULL: none.
struct translation_months {
    const char *names[2][DATE_MONTHS];
};

struct translation_checker {
    const struct language *language;
    struct arena arena;
    struct glossary glossary, names;
    struct renderings renderings;
    struct translation_months german, own;
};

// Both texts, or a line of each.
struct translation_checking {
    const struct translation_checker *checker;
    struct arena *arena;
    const char *german, *own;
    bool beside; // the German text is a name that stands beside it: nothing of that need be said again
    size_t german_at, own_at; // where the lines begin
    struct translation_finding *findings;
    size_t count, capacity;
};

// Adds a finding, whose places are those in the present lines.
void translation_find(struct translation_checking *checking, struct translation_finding finding);

// The groups of checks. Each looks at the present lines.
void translation_check_figures(struct translation_checking *checking);
void translation_check_names(struct translation_checking *checking);
void translation_check_signs(struct translation_checking *checking);

#endif
