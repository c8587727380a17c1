// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Searching a catalog (docs/search.md). What the search keeps between queries is kept with the catalog until that is closed.
#ifndef KOMPASS_CORE_SEARCH_SEARCH_H
#define KOMPASS_CORE_SEARCH_SEARCH_H

#include "core/catalog/catalog.h"
#include "core/text/layout.h"

struct search_found; // opaque: by which forms of words something was found

// Something that was found.
struct search_result {
    struct catalog_entry entry;
    struct event_time next;         // of an event; what is over is not found
    const struct language *matched; // the language of the words that were found; NULL: not known here
    const struct language *texts;   // the language of the texts that they stand in; NULL: not known here
    double score;                   // comparable within one search only
};

struct search_results {
    struct search_result *items; // in the arena, the best first, each thing once
    size_t count;
    bool more;                // there are others than these
    const struct search_found *found; // for search_found_words()
    const char *did_you_mean; // the query with the words that nothing has replaced by ones that are near; or NULL, as in danger
};

// What somebody is looking for who typed `query`: a word or its beginning, several words, a question; in any language,
// with mistakes, on a Latin keyboard. docs/search.md says how. Never fails: a query without words finds nothing. Only the
// first 1,024 bytes and 24 words are looked at.
struct search_results search_catalog(struct catalog *catalog, struct arena *arena, const struct reader *reader,
                                     struct local_time now, const char *query, size_t limit);

// The words of a result's texts that were found and that `shown`, what is shown of it anyway, has not; as they stand there,
// joined by commas, at most three. NULL when there are none. `results` are those that it is one of.
const char *search_found_words(struct catalog *catalog, struct arena *arena, const struct search_results *results,
                               const struct search_result *result, const char *shown);

// Where in `text`, which is shown of a result, words stand that were found: in the arena, in their order. Whole words, as what a
// part of one means is seldom what was looked for.
const struct text_span *search_found_spans(struct catalog *catalog, struct arena *arena, const struct search_results *results,
                                           const struct search_result *result, const char *text, size_t *count);

// The page of the source that a thing was made of, in the best of the reader's languages that has one, in the arena; or NULL.
const char *search_source_path(struct catalog *catalog, struct arena *arena, const struct reader *reader, const char *id);

// Whether the catalog has what a search asks for: what catalog_verify() does, for the statements of this room.
enum status search_verify(struct catalog *catalog, struct problem *problem);

#endif
