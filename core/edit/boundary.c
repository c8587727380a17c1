// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// ICU's break iterators, on a copy of one line in UTF-16 that is overwritten afterwards: on UTF-8 they would keep a part of
// the words in buffers of their own. No cluster and no word goes beyond a line feed.
#include "core/edit/boundary.h"

#include "core/base/arena.h"
#include "core/base/memory.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

// A line as ICU reads it.
struct line {
    struct arena arena;
    const char *text;
    size_t start, end; // bytes in the text
    UChar *units;
    int32_t length;
    int32_t at; // the unit of the byte asked for
};

// ICU says no more than that something failed; here that can only be memory.
static void require(UErrorCode error)
{
    if (U_FAILURE(error))
        memory_allocate(SIZE_MAX, 2);
}

size_t boundary_line_start(const char *text, size_t at)
{
    const char *feed = at == 0 ? NULL : memrchr(text, '\n', at);
    return feed == NULL ? 0 : (size_t)(feed - text) + 1;
}

size_t boundary_line_end(const char *text, size_t length, size_t at)
{
    const char *feed = memchr(text + at, '\n', length - at);
    return feed == NULL ? length : (size_t)(feed - text);
}

static void read_line(struct line *line, const char *text, size_t length, size_t at)
{
    size_t start = boundary_line_start(text, at);
    size_t end = boundary_line_end(text, length, at);
    *line = (struct line){.text = text, .start = start, .end = end};
    line->units = arena_allocate(&line->arena, end - start + 1, sizeof *line->units);
    for (size_t byte = start; byte < end;) {
        UChar32 character;
        if (byte <= at)
            line->at = line->length;
        U8_NEXT_UNSAFE(text, byte, character);
        U16_APPEND_UNSAFE(line->units, line->length, character);
    }
    if (at == end)
        line->at = line->length;
}

// The byte of a unit at which a character begins.
static size_t byte_of(const struct line *line, int32_t unit)
{
    size_t byte = line->start;
    for (int32_t passed = 0; passed < unit;) {
        UChar32 character;
        U8_NEXT_UNSAFE(line->text, byte, character);
        passed += U16_LENGTH(character);
    }
    return byte;
}

// The root locale's rules: they are the standard's. One object of each kind for the life of the process.
static UBreakIterator *iterate(UBreakIteratorType type, const struct line *line)
{
    static UBreakIterator *iterators[2]; // UBRK_CHARACTER, UBRK_WORD
    UErrorCode error = U_ZERO_ERROR;
    assert(type == UBRK_CHARACTER || type == UBRK_WORD);
    if (iterators[type] == NULL)
        iterators[type] = ubrk_open(type, "", NULL, 0, &error);
    require(error);
    ubrk_setText(iterators[type], line->units, line->length, &error);
    require(error);
    return iterators[type];
}

static size_t end_line(struct line *line, int32_t unit)
{
    size_t byte = byte_of(line, unit);
    arena_free(&line->arena);
    return byte;
}

size_t boundary_cluster_before(const char *text, size_t length, size_t at)
{
    if (at == 0 || text[at - 1] == '\n')
        return at == 0 ? 0 : at - 1;
    struct line line;
    read_line(&line, text, length, at);
    return end_line(&line, ubrk_preceding(iterate(UBRK_CHARACTER, &line), line.at));
}

size_t boundary_cluster_after(const char *text, size_t length, size_t at)
{
    if (at == length || text[at] == '\n')
        return at == length ? length : at + 1;
    struct line line;
    read_line(&line, text, length, at);
    return end_line(&line, ubrk_following(iterate(UBRK_CHARACTER, &line), line.at));
}

size_t boundary_cluster_at(const char *text, size_t length, size_t at)
{
    while (at > 0 && at < length && U8_IS_TRAIL(text[at]))
        at--;
    if (at == length || text[at] == '\n')
        return at;
    return boundary_cluster_before(text, length, boundary_cluster_after(text, length, at));
}

// Whether what the iterator has just passed is a word.
static bool is_word(UBreakIterator *iterator)
{
    return ubrk_getRuleStatus(iterator) >= UBRK_WORD_NONE_LIMIT;
}

static void add_words(struct arena *arena, const struct line *line, struct boundary_word **words, size_t *count, size_t *capacity)
{
    UBreakIterator *iterator = iterate(UBRK_WORD, line);
    size_t byte = line->start;
    int32_t at = 0; // the unit of it
    for (int32_t start = ubrk_first(iterator), end; (end = ubrk_next(iterator)) != UBRK_DONE; start = end) {
        struct boundary_word word = {0};
        for (int32_t *unit = (int32_t[]){start, end}, i = 0; i < 2; i++) {
            while (at < unit[i]) {
                UChar32 character;
                U8_NEXT_UNSAFE(line->text, byte, character);
                at += U16_LENGTH(character);
            }
            *(i == 0 ? &word.start : &word.end) = byte;
        }
        if (!is_word(iterator))
            continue;
        *words = arena_grow(arena, *words, *count, capacity, sizeof **words);
        (*words)[(*count)++] = word;
    }
}

size_t boundary_words(struct arena *arena, const char *text, size_t length, struct boundary_word **words)
{
    size_t count = 0, capacity = 0;
    *words = NULL;
    for (size_t at = 0; at <= length;) {
        struct line line;
        read_line(&line, text, length, at);
        at = line.end + 1;
        add_words(arena, &line, words, &count, &capacity);
        arena_free(&line.arena);
    }
    return count;
}

// The last word of the line that begins before its unit `at`; UBRK_DONE for none.
static int32_t word_before(const struct line *line)
{
    UBreakIterator *iterator = iterate(UBRK_WORD, line);
    for (int32_t unit = line->at; (unit = ubrk_preceding(iterator, unit)) != UBRK_DONE;) {
        ubrk_following(iterator, unit);
        if (is_word(iterator))
            return unit;
    }
    return UBRK_DONE;
}

size_t boundary_word_before(const char *text, size_t length, size_t at)
{
    for (;;) {
        struct line line;
        read_line(&line, text, length, at);
        int32_t unit = word_before(&line);
        size_t byte = end_line(&line, unit == UBRK_DONE ? 0 : unit);
        if (unit != UBRK_DONE || line.start == 0)
            return byte;
        at = line.start - 1;
    }
}

static int32_t word_after(const struct line *line)
{
    UBreakIterator *iterator = iterate(UBRK_WORD, line);
    int32_t unit = ubrk_following(iterator, line->at);
    while (unit != UBRK_DONE && !is_word(iterator))
        unit = ubrk_next(iterator);
    return unit;
}

size_t boundary_word_after(const char *text, size_t length, size_t at)
{
    for (;;) {
        struct line line;
        read_line(&line, text, length, at);
        int32_t unit = word_after(&line);
        size_t byte = end_line(&line, unit == UBRK_DONE ? line.length : unit);
        if (unit != UBRK_DONE || line.end == length)
            return byte;
        at = line.end + 1;
    }
}

static const UNormalizer2 *nfc(void)
{
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *instance = unorm2_getNFCInstance(&error);
    require(error);
    return instance;
}

size_t boundary_composed_before(const char *text, size_t at)
{
    UChar32 character = 0;
    while (at > 0) {
        U8_PREV_UNSAFE(text, at, character);
        if (unorm2_hasBoundaryBefore(nfc(), character))
            break;
    }
    return at;
}

size_t boundary_composed_after(const char *text, size_t length, size_t at)
{
    while (at < length) {
        UChar32 character;
        size_t next = at;
        U8_NEXT_UNSAFE(text, next, character);
        if (unorm2_hasBoundaryBefore(nfc(), character))
            break;
        at = next;
    }
    return at;
}
