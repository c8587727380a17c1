// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The forms under which a word stands in the search index, the same for those who build it and those who ask it. Folded
// words stand as they are; derived forms begin with a private-use character that no text has.
#ifndef KOMPASS_CORE_SEARCH_FORM_H
#define KOMPASS_CORE_SEARCH_FORM_H

#include "core/base/arena.h"
#include "core/language/language.h"
#include "core/language/stem.h"
#include "core/text/latin.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    FORM_PARTS_MAX = 4,
    FORM_WORD_MAX = 64, // characters; longer words are not in the index
};

// rowid = thing, language, words in the title (15: as many or more), 2-logarithm of the words in all: what ranking needs
// of each row without reading one.
enum { ROW_LENGTH_BITS = 4, ROW_TITLE_BITS = 4, ROW_LANGUAGE_BITS = 6, ROW_THING_SHIFT = 14 };

struct search_row {
    int64_t thing;
    int language; // search_language.number
    int title;    // words, at most 15
    int length;   // 2-logarithm
};

int64_t search_row_id(const struct search_row *row);
struct search_row search_row_of(int64_t id);

// Latin keys: with vowels, and those without of the scripts that leave them to the reader or the writer.
enum form_latin { FORM_LATIN_VOWELS, FORM_LATIN_ARABIC, FORM_LATIN_ETHIOPIC };

// The stem of a word in a language, the part of a compound (its stem), a Latin key.
char *form_stem(struct arena *arena, const struct language *language, const char *stem);
char *form_part(struct arena *arena, const char *stem);
char *form_latin(struct arena *arena, const char *key, enum form_latin kind);

// A word as it is written with its marks (text_fold_marked()), where the folded word is written in several ways; and what all
// such words begin with in the list of words: the folded word's spellings.
char *form_marked(struct arena *arena, const char *marked);
char *form_spelling(struct arena *arena, const char *word, const char *marked);

// Above 0: the folded word stands alone in texts; in which is up to the caller.
typedef long form_count(void *context, const char *word);

// The parts of a German compound, by words that stand alone and the letters that join them; the last part may be known
// alone. Gives their number, 0 when it is none.
size_t form_split(struct arena *arena, const char *word, form_count *count, void *context,
                  const char *parts[FORM_PARTS_MAX]);

// Whether the language joins its words as German does.
bool form_joins(const struct language *language);

// "aerzte" as German letters would have it, "arzte", or with `marks` "ärzte"; NULL when nothing is to be changed.
char *form_umlaut(struct arena *arena, const char *word, bool marks);

#endif
