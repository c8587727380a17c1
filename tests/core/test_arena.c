// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of arenas: zeroed, aligned, whole after growing, and wiped when reset.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/base/arena.h"

#include <stdbool.h>
#include <string.h>

static bool is_filled(const unsigned char *bytes, size_t size, unsigned char value)
{
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] != value)
            return false;
    }
    return true;
}

static void test_memory_is_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    struct arena arena = {0};
    unsigned char *blocks[200];
    for (size_t i = 0; i < 200; i++) {
        size_t size = i * 37 % 1500;
        blocks[i] = arena_allocate(&arena, size, 1);
        assert_int_equal((uintptr_t)blocks[i] % _Alignof(max_align_t), 0);
        assert_true(is_filled(blocks[i], size, 0));
        memset(blocks[i], (int)(i + 1), size);
    }
    for (size_t i = 0; i < 200; i++) // nobody has written into another's memory
        assert_true(is_filled(blocks[i], i * 37 % 1500, (unsigned char)(i + 1)));
    arena_free(&arena);
    assert_null(arena.block);
}

static void test_a_request_larger_than_any_block_gets_its_own(void **state)
{
    (void)state;
    struct arena arena = {0};
    unsigned char *large = arena_allocate(&arena, 3, 1024 * 1024);
    assert_true(is_filled(large, 3 * 1024 * 1024, 0));
    char *small = arena_copy_text(&arena, "after it");
    memset(large, 1, 3 * 1024 * 1024);
    assert_string_equal(small, "after it");
    arena_free(&arena);
}

static void test_reset_wipes_and_reuses(void **state)
{
    (void)state;
    struct arena arena = {0};
    for (int i = 0; i < 50; i++)
        arena_allocate(&arena, 1000, 1);
    arena_reset(&arena);
    char *first = arena_copy_text(&arena, "words of a visitor");
    arena_reset(&arena);
    char *second = arena_allocate(&arena, 18, 1);
    assert_ptr_equal(first, second);
    assert_true(is_filled((unsigned char *)second, 18, 0));
    arena_free(&arena);
}

static void test_an_empty_arena_may_be_reset_and_freed(void **state)
{
    (void)state;
    struct arena arena = {0};
    arena_reset(&arena);
    arena_free(&arena);
    arena_free(&arena);
    assert_string_equal(arena_copy_text(&arena, "ready again"), "ready again");
    arena_free(&arena);
}

static void test_texts_are_copied_and_formatted(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_null(arena_copy_text(&arena, NULL));
    assert_null(arena_copy(&arena, NULL, 0));
    assert_string_equal(arena_copy(&arena, "Wegweiser", 3), "Weg");
    assert_string_equal(arena_copy_text(&arena, ""), "");
    assert_string_equal(arena_format(&arena, "%s %d/%ld", "Höhe", -7, 9L), "Höhe -7/9");
    assert_string_equal(arena_format(&arena, "%s", ""), "");
    char *padded = arena_format(&arena, "%*s", 20000, "x");
    assert_int_equal(strlen(padded), 20000);
    assert_int_equal(padded[19999], 'x');
    arena_free(&arena);
}

static void test_a_text_grows_piece_by_piece(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct arena_text text = {0};
    arena_append(&arena, &text, "");
    assert_string_equal(text.bytes, "");
    for (int i = 0; i < 3000; i++) {
        arena_append(&arena, &text, "Amt");
        assert_int_equal(strlen(text.bytes), 3 * (i + 1));
        assert_int_equal(text.length, 3 * (i + 1));
    }
    assert_true(text.room < 4 * text.length); // and all that was there before is together no more than that
    assert_int_equal(strspn(text.bytes, "Amt"), text.length);
    arena_free(&arena);
}

static void test_what_is_given_back_is_given_out_again(void **state)
{
    (void)state;
    struct arena arena = {0};
    arena_allocate(&arena, 7, 1);
    unsigned char *most = arena_allocate(&arena, 1000, 1);
    memset(most, 1, 20);
    arena_shrink(&arena, most, 20);
    unsigned char *next = arena_allocate(&arena, 100, 1);
    assert_true(next >= most + 20 && next < most + 20 + 2 * _Alignof(max_align_t));
    assert_true(is_filled(most, 20, 1) && is_filled(next, 100, 0));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_is_zeroed_aligned_and_apart),
        cmocka_unit_test(test_what_is_given_back_is_given_out_again),
        cmocka_unit_test(test_a_request_larger_than_any_block_gets_its_own),
        cmocka_unit_test(test_reset_wipes_and_reuses),
        cmocka_unit_test(test_an_empty_arena_may_be_reset_and_freed),
        cmocka_unit_test(test_texts_are_copied_and_formatted),
        cmocka_unit_test(test_a_text_grows_piece_by_piece),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
