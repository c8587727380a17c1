// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of memory that is never NULL: what the process does when there is none, seen from its parent.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/base/arena.h"
#include "core/base/memory.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void write_handled(void)
{
    ssize_t written = write(STDERR_FILENO, "handled ", 8);
    (void)written;
}

// Runs `work` in a child and returns its exit status, with what it wrote to standard error.
static int run_in_child(void (*work)(void), char *output, size_t size)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        work();
        _exit(42); // the work came back
    }
    close(ends[1]);
    size_t length = 0;
    ssize_t got;
    while (length < size - 1 && (got = read(ends[0], output + length, size - 1 - length)) > 0)
        length += (size_t)got;
    output[length] = '\0';
    close(ends[0]);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void assert_ends_exhausted(void (*work)(void))
{
    char output[256];
    assert_int_equal(run_in_child(work, output, sizeof output), 1);
    assert_string_equal(output, "kompass: memory: none left (end other programs or add memory)\n");
}

static void fail_first_allocation(void)
{
    memory_fail_after(0);
    memory_allocate(1, 1);
}

static void fail_third_call(void)
{
    memory_fail_after(2);
    void *block = memory_allocate(1, 1);
    block = memory_resize(block, 2, 1);
    memory_copy_text("third");
    memory_free(&block);
}

static void overflow_allocation(void)
{
    memory_allocate(SIZE_MAX / 2, 3);
}

static void overflow_resize(void)
{
    memory_resize(NULL, 3, SIZE_MAX / 2);
}

static void overflow_arena(void)
{
    struct arena arena = {0};
    arena_allocate(&arena, SIZE_MAX, 2);
}

static void fail_second_block_of_arena(void)
{
    struct arena arena = {0};
    memory_fail_after(1);
    for (int i = 0; i < 100; i++)
        arena_allocate(&arena, 1000, 1);
}

static void test_exhaustion_ends_the_process_with_one_message(void **state)
{
    (void)state;
    assert_ends_exhausted(fail_first_allocation);
    assert_ends_exhausted(fail_third_call);
    assert_ends_exhausted(overflow_allocation);
    assert_ends_exhausted(overflow_resize);
    assert_ends_exhausted(fail_second_block_of_arena);
}

static void test_an_arena_cannot_be_asked_for_more_than_there_is(void **state)
{
    (void)state;
#if defined(__SANITIZE_ADDRESS__) || defined(__clang__)
    skip(); // AddressSanitizer ends a program that asks for this much by itself; clang does not say if it is on
#endif
    assert_ends_exhausted(overflow_arena);
}

static void handle_then_fail(void)
{
    memory_on_exhausted(write_handled);
    fail_first_allocation();
}

static void test_the_handler_runs_before_the_end(void **state)
{
    (void)state;
    char output[256];
    assert_int_equal(run_in_child(handle_then_fail, output, sizeof output), 1);
    assert_int_equal(strncmp(output, "handled kompass: memory:", 24), 0);
}

static void switch_fault_off(void)
{
    memory_fail_after(0);
    memory_fail_after(-1);
    void *block = memory_allocate(1, 1);
    memory_free(&block);
}

static void test_a_negative_number_switches_the_fault_off(void **state)
{
    (void)state;
    char output[256];
    assert_int_equal(run_in_child(switch_fault_off, output, sizeof output), 42);
    assert_string_equal(output, "");
}

static void test_memory_is_zeroed_and_freed_pointers_are_null(void **state)
{
    (void)state;
    unsigned char *bytes = memory_allocate(100, 3);
    for (int i = 0; i < 300; i++)
        assert_int_equal(bytes[i], 0);
    memory_free(&bytes);
    assert_null(bytes);
    memory_free(&bytes); // NULL may be freed
    bytes = memory_allocate(0, 0);
    assert_non_null(bytes);
    memory_free(&bytes);
}

static void test_resizing_and_copying_keep_the_bytes(void **state)
{
    (void)state;
    char *copy = memory_copy_text("Dessau-Roßlau");
    copy = memory_resize(copy, 1000, 1);
    assert_string_equal(copy, "Dessau-Roßlau");
    copy = memory_resize(copy, 0, 1);
    assert_non_null(copy);
    memory_free(&copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exhaustion_ends_the_process_with_one_message),
        cmocka_unit_test(test_an_arena_cannot_be_asked_for_more_than_there_is),
        cmocka_unit_test(test_the_handler_runs_before_the_end),
        cmocka_unit_test(test_a_negative_number_switches_the_fault_off),
        cmocka_unit_test(test_memory_is_zeroed_and_freed_pointers_are_null),
        cmocka_unit_test(test_resizing_and_copying_keep_the_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
