// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Where clusters and words begin and end (UAX #29), and how far a change reaches that composes letters (UAX #15).
#ifndef KOMPASS_CORE_EDIT_BOUNDARY_H
#define KOMPASS_CORE_EDIT_BOUNDARY_H

#include "core/base/arena.h"

#include <stddef.h>

// All take well-formed UTF-8 of `length` bytes and the offset of a byte in it, 0 to `length`, at which a character begins.
// Their time grows with the line that it is in.

// The beginning of the cluster before, the end of the one that begins there; 0 and `length` at the ends of the text.
size_t boundary_cluster_before(const char *text, size_t length, size_t at);
size_t boundary_cluster_after(const char *text, size_t length, size_t at);

// The beginning of the cluster that the byte is in, which may be in the middle of a character.
size_t boundary_cluster_at(const char *text, size_t length, size_t at);

// The beginning of the last word that begins before, and the end of the first that ends after; blanks and punctuation are
// none. 0 and `length` where there is no such word.
size_t boundary_word_before(const char *text, size_t length, size_t at);
size_t boundary_word_after(const char *text, size_t length, size_t at);

// All words of a text in their order; blanks and punctuation are none. In the arena; how many there are. Time by its length.
struct boundary_word {
    size_t start, end; // bytes
};
size_t boundary_words(struct arena *arena, const char *text, size_t length, struct boundary_word **words);

// The line that the byte is in: its first byte, and the line feed at its end, or `length`.
size_t boundary_line_start(const char *text, size_t at);
size_t boundary_line_end(const char *text, size_t length, size_t at);

// What is written at the byte may compose with characters back to the first and up to the second of these, but not beyond.
size_t boundary_composed_before(const char *text, size_t at);
size_t boundary_composed_after(const char *text, size_t length, size_t at);

#endif
