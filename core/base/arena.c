// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A chain of blocks, each twice as large as the one before up to a limit; a request larger than that gets its own.
#include "core/base/arena.h"

#include "core/base/memory.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { FIRST_BLOCK_BYTES = 4096, LARGEST_BLOCK_BYTES = 256 * 1024 };

struct arena_block {
    struct arena_block *older;
    size_t capacity; // bytes in data
    size_t used;     // bytes of data given out
    _Alignas(max_align_t) unsigned char data[];
};

static struct arena_block *add_block(struct arena *arena, size_t needed)
{
    size_t capacity = FIRST_BLOCK_BYTES;
    if (arena->block != NULL && arena->block->capacity < LARGEST_BLOCK_BYTES)
        capacity = arena->block->capacity * 2;
    else if (arena->block != NULL)
        capacity = LARGEST_BLOCK_BYTES;
    if (capacity < needed)
        capacity = needed;
    size_t bytes = needed > SIZE_MAX - sizeof(struct arena_block) ? SIZE_MAX : sizeof(struct arena_block) + capacity;
    struct arena_block *block = memory_allocate(bytes, 1);
    block->older = arena->block;
    block->capacity = capacity;
    arena->block = block;
    return block;
}

static size_t align(size_t bytes)
{
    const size_t alignment = _Alignof(max_align_t);
    return (bytes + alignment - 1) / alignment * alignment;
}

void *arena_allocate(struct arena *arena, size_t count, size_t size)
{
    const size_t alignment = _Alignof(max_align_t);
    size_t bytes = size != 0 && count > (SIZE_MAX - alignment) / size ? SIZE_MAX - alignment : count * size;
    bytes = align(bytes);
    struct arena_block *block = arena->block;
    if (block == NULL || block->capacity - block->used < bytes)
        block = add_block(arena, bytes);
    void *memory = block->data + block->used;
    block->used += bytes;
    return memory; // zeroed: blocks start zeroed and are zeroed again on reset
}

void arena_shrink(struct arena *arena, void *newest, size_t bytes)
{
    arena->block->used = (size_t)((unsigned char *)newest - arena->block->data) + align(bytes);
}

void *arena_grow(struct arena *arena, void *array, size_t count, size_t *capacity, size_t size)
{
    enum { FIRST_CAPACITY = 8 };
    if (count < *capacity)
        return array;
    *capacity = *capacity == 0 ? FIRST_CAPACITY : *capacity * 2;
    void *larger = arena_allocate(arena, *capacity, size);
    if (count > 0)
        memcpy(larger, array, count * size);
    return larger;
}

char *arena_copy(struct arena *arena, const char *text, size_t length)
{
    if (text == NULL)
        return NULL;
    char *copy = arena_allocate(arena, length + 1, 1);
    memcpy(copy, text, length);
    return copy;
}

char *arena_copy_text(struct arena *arena, const char *text)
{
    return text == NULL ? NULL : arena_copy(arena, text, strlen(text));
}

char *arena_format(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_list again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    size_t size = length < 0 ? 1 : (size_t)length + 1;
    char *text = arena_allocate(arena, size, 1);
    vsnprintf(text, size, format, again);
    va_end(again);
    return text;
}

void arena_append(struct arena *arena, struct arena_text *text, const char *more)
{
    size_t length = strlen(more);
    if (text->length + length + 1 > text->room) {
        text->room = 2 * (text->length + length + 1);
        char *larger = arena_allocate(arena, text->room, 1);
        if (text->length > 0)
            memcpy(larger, text->bytes, text->length);
        text->bytes = larger;
    }
    memcpy(text->bytes + text->length, more, length + 1);
    text->length += length;
}

static void free_chain(struct arena_block *block)
{
    while (block != NULL) {
        struct arena_block *older = block->older;
        explicit_bzero(block->data, block->used);
        memory_release(block);
        block = older;
    }
}

void arena_reset(struct arena *arena)
{
    struct arena_block *block = arena->block;
    if (block == NULL)
        return;
    free_chain(block->older);
    block->older = NULL;
    explicit_bzero(block->data, block->used);
    block->used = 0;
}

void arena_free(struct arena *arena)
{
    free_chain(arena->block);
    arena->block = NULL;
}
