// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// An arena gives memory that is freed all at once: what a screen shows, what a query returns, what one command needs.
#ifndef KOMPASS_CORE_BASE_ARENA_H
#define KOMPASS_CORE_BASE_ARENA_H

#include <stddef.h>

struct arena_block;

// Zero-initialised is empty and ready. Not to be copied while in use.
struct arena {
    struct arena_block *block; // the newest block, linked to the older ones
};

// Zeroed memory for `count` things of `size` bytes, aligned for any type; valid until the arena is reset or freed.
void *arena_allocate(struct arena *arena, size_t count, size_t size);

// Gives back what the newest thing of the arena turned out not to need: all behind its first `bytes`, which are kept.
// What is given back must still be zero.
void arena_shrink(struct arena *arena, void *newest, size_t bytes);

// Room for one more thing of `size` bytes in an array that grows: gives the array, moved if it was full. `*capacity` and the
// array begin as 0 and NULL; `count` things are in it.
void *arena_grow(struct arena *arena, void *array, size_t count, size_t *capacity, size_t size);

// A terminated copy of `length` bytes of text, and of a whole text. NULL gives NULL.
char *arena_copy(struct arena *arena, const char *text, size_t length);
char *arena_copy_text(struct arena *arena, const char *text);

// A text made by a printf format.
char *arena_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

// A text that grows piece by piece. Zero-initialised is empty.
struct arena_text {
    char *bytes; // terminated; NULL while nothing was appended
    size_t length, room;
};

// Puts `more` behind the text, in time and memory linear in what is appended over all; what `bytes` was before is not
// changed any more.
void arena_append(struct arena *arena, struct arena_text *text, const char *more);

// Empties the arena but keeps its newest block for reuse; the bytes used are overwritten, as they may hold a
// visitor's words.
void arena_reset(struct arena *arena);

// Overwrites and frees everything; the arena is empty and ready again.
void arena_free(struct arena *arena);

#endif
