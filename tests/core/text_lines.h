// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// What tests of the text pipeline share: an arena, layouts seen as text, Arabic words, random numbers.
#ifndef KOMPASS_TESTS_CORE_TEXT_LINES_H
#define KOMPASS_TESTS_CORE_TEXT_LINES_H

#include "core/text/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

// Arabic words in logical order, and as they stand on the glass, joined.
#define MAKTAB "\u0645\u0643\u062A\u0628" // an office
#define MAKTAB_SEEN "\uFE90\uFE98\uFEDC\uFEE3"
#define HATIF "\u0647\u0627\u062A\u0641" // a telephone
#define HATIF_SEEN "\uFED2\uFE97\uFE8E\uFEEB"
#define MARHABA "\u0645\u0631\u062D\u0628\u0627" // hello
#define MARHABA_SEEN "\uFE8E\uFE92\uFEA3\uFEAE\uFEE3"

static struct arena arena; // emptied after each test

static inline int empty_arena(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

// Lays out and holds every line to what the header promises.
static inline struct text_layout lay_out(const char *text, const struct text_options *options)
{
    struct text_layout layout;
    text_lay_out(&arena, text, options, &layout);
    assert_true(layout.count > 0);
    if (options->max_lines > 0)
        assert_true(layout.count <= (size_t)options->max_lines);
    for (size_t i = 0; i < layout.count; i++) {
        int width = 0;
        for (size_t cell = 0; cell < layout.lines[i].count; cell++) {
            assert_int_equal(layout.lines[i].cells[cell].width, text_width_of(layout.lines[i].cells[cell].base));
            width += layout.lines[i].cells[cell].width;
        }
        assert_int_equal(width, layout.lines[i].width);
        assert_in_range(width, 0, options->width);
    }
    return layout;
}

// All lines as UTF-8, with "|" between two.
static inline char *see(const char *text, const struct text_options *options)
{
    struct text_layout layout = lay_out(text, options);
    char *seen = text_line_to_utf8(&arena, &layout.lines[0]);
    for (size_t i = 1; i < layout.count; i++)
        seen = arena_format(&arena, "%s|%s", seen, text_line_to_utf8(&arena, &layout.lines[i]));
    return seen;
}

static inline void expect_ltr(const char *text, int width, const char *expected)
{
    assert_string_equal(see(text, &(struct text_options){.direction = TEXT_LEFT_TO_RIGHT, .width = width}), expected);
}

static inline void expect_rtl(const char *text, int width, const char *expected)
{
    assert_string_equal(see(text, &(struct text_options){.direction = TEXT_RIGHT_TO_LEFT, .width = width}), expected);
}

static inline void expect_cut(const char *text, enum text_direction direction, int width, int max_lines,
                              const char *expected)
{
    struct text_options options = {.direction = direction, .width = width, .max_lines = max_lines};
    assert_string_equal(see(text, &options), expected);
}

// The text again and again, up to `bytes` at least.
static inline char *repeat(const char *text, size_t bytes)
{
    size_t length = strlen(text);
    char *repeated = arena_allocate(&arena, bytes + length + 1, 1);
    for (size_t at = 0; at < bytes; at += length)
        memcpy(repeated + at, text, length);
    return repeated;
}

// Numbers that are the same in every run: from 0 to `limit` - 1. Each test sets its seed, which is not 0.
static uint64_t seed;

static inline uint32_t random_below(uint32_t limit)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)((seed >> 32) % limit);
}

#endif
