// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The glossary: which of its words stand in a German text. Used where a catalog is made and where translations are
// checked; a kiosk reads what was found (catalog_terms).
#ifndef KOMPASS_CORE_CATALOG_GLOSSARY_H
#define KOMPASS_CORE_CATALOG_GLOSSARY_H

#include "core/base/arena.h"
#include "core/base/status.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

enum { GLOSSARY_FORM_WORDS = 8 }; // a form has no more words than that

struct glossary_term {
    const char *id;   // UUID
    const char *slug;
    const char *name; // German
};

struct glossary {
    const struct glossary_term *terms; // by slug
    size_t count;
    const struct glossary_form *forms; // of all terms, by their words
    size_t form_count;
};

// Reads the terms and their German forms from a catalog or an editorial database. All in the arena.
enum status glossary_read(struct glossary *glossary, struct arena *arena, sqlite3 *database, struct problem *problem);

// The official names of things (model_column.official) as a glossary whose terms have names and nothing else. All in the arena.
enum status glossary_read_names(struct glossary *glossary, struct arena *arena, sqlite3 *database, struct problem *problem);

// What a term is called in a language, and the other forms in which it stands in texts, parted by semicolons.
struct glossary_rendering {
    const char *name, *forms; // NULL: none
};

// Reads what each term of the glossary is called in a language, in the order of glossary->terms. All in the arena.
enum status glossary_read_renderings(struct glossary_rendering **renderings, const struct glossary *glossary,
                                     struct arena *arena, sqlite3 *database, const char *language, struct problem *problem);

// The next of the forms that semicolons part, without the blanks around it, in the arena; *at becomes what follows.
// NULL when there is no more. An empty one is "".
const char *glossary_next_form(struct arena *arena, const char **at);

// Which terms were found in some texts, each once, in the order of their first places.
struct glossary_found {
    size_t *terms; // places in glossary->terms; room for all of them
    size_t count;
    bool *known;   // by place in glossary->terms
    struct glossary_stretch {
        size_t start, end;
    } *stretches; // beside `terms`: the bytes where it was found first, in the text that was then looked through
};

// Nothing found yet. In the arena.
struct glossary_found glossary_nothing(const struct glossary *glossary, struct arena *arena);

// Adds the terms that stand in a German text: whole words, written just so, as one of their forms; where several begin
// at the same word, the longest. A hyphen parts words, so "Kita-Platz" has "Kita". What stands between the words of a
// form does not matter. Takes time by the length of the text.
void glossary_find(const struct glossary *glossary, const char *text, struct glossary_found *found);

#endif
