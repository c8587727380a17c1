// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What the words of the glossary are called in a language, and whether a translation calls them so.
#ifndef KOMPASS_CORE_TRANSLATION_RENDERINGS_H
#define KOMPASS_CORE_TRANSLATION_RENDERINGS_H

#include "core/catalog/glossary.h"

// All of it in the arena that it was read into.
struct renderings {
    const struct glossary *glossary;
    const struct rendering_forms *forms; // of each term
};

// Reads the renderings of a glossary, which is borrowed, from the same database.
enum status renderings_read(struct renderings *renderings, const struct glossary *glossary, struct arena *arena,
                            sqlite3 *database, const char *language, struct problem *problem);

// What a term is called, by its place in glossary->terms; NULL: it is not rendered in the language.
const char *rendering_of(const struct renderings *renderings, size_t term);

// Whether a folded text (core/text/fold.h) has the rendering, another of its forms or the German word. What is near is taken for
// the same: anything may stand before and after it, as languages add their endings there, and of more words each may have
// another ending and another place. True of terms that are not rendered.
bool rendering_is_in(const struct renderings *renderings, size_t term, const char *folded);

#endif
