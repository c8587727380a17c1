// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Points for rows of the search index, word by word of a query, and the order that follows from them.
#ifndef KOMPASS_CORE_SEARCH_RANK_H
#define KOMPASS_CORE_SEARCH_RANK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rank;

// A row of the index with its points.
struct ranked {
    int64_t row; // its id: core/search/form.h
    double score;
};

// For an index of so many things, of which those from the number `first_term` on are words of the glossary: half as good an
// answer as a page.
struct rank *rank_open(long things, int64_t first_term);
void rank_close(struct rank **rank);

// The next word of the query; then each place where it stands in some form; then its weight among the words.
void rank_begin_word(struct rank *rank);
void rank_add(struct rank *rank, int64_t row, char column, double quality); // column: its first letter
void rank_pass(struct rank *rank); // a place in a text that is not looked at: it gives no points, but takes time
void rank_end_word(struct rank *rank, double weight);

// Rows that have the present word; whether some have it in their title.
size_t rank_word_rows(const struct rank *rank);
bool rank_word_is_named(const struct rank *rank);

// Whether no more places can be taken in, as there were too many.
bool rank_is_full(const struct rank *rank);

// The best row of each thing, the best first, without what is far worse than the best. `worth` is that of a row in the
// language of each number. Borrowed until rank_close().
enum { RANK_LANGUAGES = 64 };
size_t rank_finish(struct rank *rank, const double worth[RANK_LANGUAGES], const struct ranked **ranked);

#endif
