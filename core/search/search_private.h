// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What the files of a search share: what is kept between queries (searcher.c), the words of the query (query.c), the forms in
// which the index may have one (terms.c), and words that nothing has (unknown.c).
#ifndef KOMPASS_CORE_SEARCH_PRIVATE_H
#define KOMPASS_CORE_SEARCH_PRIVATE_H

#include "core/database/statement.h"
#include "core/language/related.h"
#include "core/search/form.h"
#include "core/search/rank.h"
#include "core/search/search.h"

enum {
    SEARCH_WORDS_MAX = 24,
    SEARCH_LANGUAGES_MAX = 64,
};

// Every language, as bits 1 << search_language.number.
#define SEARCH_ANY_LANGUAGE UINT64_MAX

// What is asked of the catalog's file; the SQL is in searcher.c.
enum search_query {
    SEARCH_CITY_POINT, SEARCH_CITY_NAMES, SEARCH_OFFER_POINT,
    SEARCH_HITS, SEARCH_WORD, SEARCH_BEGINNING, SEARCH_INITIAL, SEARCH_THING, SEARCH_LANGUAGES, SEARCH_SIZE,
    SEARCH_TEXTS, SEARCH_OTHERS, SEARCH_SOURCE_PATH,
    SEARCH_QUERY_COUNT,
};

// What is kept between queries.
struct searcher {
    struct statements *queries;
    struct arena arena;
    struct stems *stems;
    const struct language *languages[SEARCH_LANGUAGES_MAX]; // by number; NULL: not known here
    const char *function_words[SEARCH_LANGUAGES_MAX];       // of each; may be NULL
    const char *weak_words[SEARCH_LANGUAGES_MAX];           // of each, with the city's name; may be NULL
    int language_count;
    uint64_t german; // the languages that join words as German does
    struct related *related;
    struct latin *latin; // NULL until a text needs it
    struct danger *danger;
    bool has_latin; // some language is written in another script
    long things;
    int64_t first_term; // number of the first thing that is a word of the glossary
    struct coordinates city;
    bool has_points; // of some place
};

// A form that something was found by, of a word of the query.
struct search_form {
    const char *form;
    unsigned term;
};

// All of them, in the arena of the results; in order after search_found_end().
struct search_found {
    struct arena *arena;
    struct search_met *met; // words of texts that were looked at; NULL where nothing was found
    struct search_form *forms;
    size_t count, room;
    uint32_t terms; // the words of the query that there are forms of, as bits
};

// A word of the query.
struct term {
    const char *word;   // folded
    const char *marked; // as it was typed, with its marks; equal to `word` when it has none
    const char *meant;  // what it was replaced by; NULL: nothing
    bool function;      // holds the question together
    bool weak;          // of the question or the place rather than of what is asked for
    bool begun;         // the last one, still being typed
    uint64_t languages; // that have it, or what it was taken for, by number; 0: only other forms of it were found
};

struct seeking {
    struct catalog *catalog;
    struct searcher *searcher;
    const struct reader *reader;
    struct local_time now;
    struct arena *arena;
    struct rank *rank;
    uint64_t own;   // the reader's language, with the other forms of it
    uint64_t reads; // all languages that the reader is offered
    uint64_t among; // the languages in whose texts is looked at present
    bool alone;     // only one word is asked for
    unsigned present; // the word that is looked for
    struct search_found *found;
    struct term terms[SEARCH_WORDS_MAX];
    size_t count;
};

// That of the catalog, made at its first search; borrowed until the catalog is closed.
struct searcher *searcher_of(struct catalog *catalog);

// Begins a query with `text` as its ?1, which must stay valid until statement_end(); NULL: it stays SQL NULL. Failures are
// logged.
struct statement *search_begin(const struct searcher *searcher, enum search_query query, const char *text);

// Takes the words of what was typed into `seeking`.
void search_split(struct seeking *seeking, const char *query);

// Gives points for each place where a word stands in any form.
void search_find_term(struct seeking *seeking, struct term *term);

// The word as it stands, its stems, and what it is a part of; `own_quality` is what the word as it stands is worth,
// `quality` what the others are measured by.
void search_find_word(struct seeking *seeking, const char *word, double own_quality, double quality, bool in_compounds);

// Remembers a form that something was found by.
void search_note_form(struct seeking *seeking, const char *form);
void search_found_end(struct search_found *found);

// Whether some thing has just this word; *languages tells in which languages.
bool search_has_word(struct seeking *seeking, const char *word, uint64_t *languages);

// Whether any row has this form of a word.
bool search_has_form(struct seeking *seeking, const char *form);

// The first text that does not begin with `beginning`.
char *search_end_of(struct seeking *seeking, const char *beginning);

// Whether the reader is offered a language of that script.
bool search_reads_script(const struct seeking *seeking, const char *script);

// The words that a word consists of which nothing has, when they were typed without blanks between them: their number, 0
// when it does not.
size_t search_part_joined(struct seeking *seeking, const char *word, const char *parts[FORM_PARTS_MAX]);

// What was perhaps meant by a word that no text of the reader's languages has; with `own`, only a word of the reader's language.
void search_find_near(struct seeking *seeking, struct term *term, bool own);

// The bit of the language with that number together with those of its other forms (de, de-simple).
uint64_t search_language_family(const struct searcher *searcher, int number);

// Lets open offers and near ones pass others that fit as well. `here` is where the reader stands; NULL: nothing is near.
void search_favour(struct seeking *seeking, const struct coordinates *here, struct search_results *results);

#endif
