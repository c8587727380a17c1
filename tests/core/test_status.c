// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of problems: complete sentences, and texts cut between characters.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "core/base/status.h"

#include <errno.h>
#include <string.h>
#include <unistr.h>

static int is_utf8(const char *text)
{
    return u8_check((const uint8_t *)text, strlen(text)) == NULL;
}

static void test_a_problem_says_what_why_and_how_to_mend(void **state)
{
    (void)state;
    struct problem problem;
    enum status status = problem_set(&problem, STATUS_LIMIT, "a.json", "make it smaller", "has %d of %s", 7, "6");
    assert_int_equal(status, STATUS_LIMIT);
    assert_int_equal(problem.status, STATUS_LIMIT);
    char text[200];
    problem_format(&problem, text, sizeof text);
    assert_string_equal(text, "a.json: has 7 of 6 (make it smaller)");
    problem_set(&problem, STATUS_LIMIT, "a.json", "", "is too large");
    problem_format(&problem, text, sizeof text);
    assert_string_equal(text, "a.json: is too large");
}

// What people are told in other words than these depends on it.
static void test_a_failed_call_says_what_can_be_done(void **state)
{
    (void)state;
    static const struct {
        int error;
        enum status status;
        enum problem_cause cause;
    } calls[] = {
        {ENOSPC, STATUS_IO, PROBLEM_FULL},  {EDQUOT, STATUS_IO, PROBLEM_FULL},        {EACCES, STATUS_IO, PROBLEM_DENIED},
        {EROFS, STATUS_IO, PROBLEM_DENIED}, {ENOENT, STATUS_NOT_FOUND, PROBLEM_OTHER}, {EIO, STATUS_IO, PROBLEM_OTHER},
    };
    struct problem problem;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        errno = calls[i].error;
        assert_int_equal(problem_set_errno(&problem, "file", "write"), calls[i].status);
        assert_int_equal(problem.cause, calls[i].cause);
    }
    problem.cause = PROBLEM_FULL;
    problem_set(&problem, STATUS_IO, "file", "", "cannot be read");
    assert_int_equal(problem.cause, PROBLEM_OTHER);
}

static void test_percent_signs_in_names_are_not_formats(void **state)
{
    (void)state;
    struct problem problem;
    problem_set(&problem, STATUS_IO, "%s%n%d", "%s%n", "plain");
    char text[200];
    problem_format(&problem, text, sizeof text);
    assert_string_equal(text, "%s%n%d: plain (%s%n)");
}

static void test_long_texts_end_in_an_ellipsis_between_characters(void **state)
{
    (void)state;
    char text[2000];
    for (size_t shift = 0; shift < 4; shift++) { // wherever the cut falls in a character of three bytes
        memset(text, 'x', shift);
        for (size_t i = shift; i + 4 < sizeof text; i += 3)
            memcpy(text + i, "€", 4);
        struct problem problem;
        problem_set(&problem, STATUS_IO, text, text, "%s", text);
        const char *const parts[] = {problem.what, problem.why, problem.mend};
        const size_t sizes[] = {sizeof problem.what, sizeof problem.why, sizeof problem.mend};
        for (size_t i = 0; i < 3; i++) {
            size_t length = strlen(parts[i]);
            assert_true(length < sizes[i] && length + 8 > sizes[i]);
            assert_true(is_utf8(parts[i]));
            assert_string_equal(parts[i] + length - 3, "…");
        }
    }
}

static void test_formatting_fits_every_size(void **state)
{
    (void)state;
    struct problem problem;
    problem_set(&problem, STATUS_IO, "Straße", "Öffnen Sie sie", "größer als erlaubt");
    char whole[200];
    problem_format(&problem, whole, sizeof whole);
    for (size_t size = 1; size <= strlen(whole) + 1; size++) {
        char text[200];
        memset(text, '#', sizeof text);
        problem_format(&problem, text, size);
        assert_non_null(memchr(text, '\0', size));
        assert_int_equal(text[size], '#');
        assert_true(is_utf8(text));
    }
}

static void test_system_errors_carry_their_reason(void **state)
{
    (void)state;
    struct problem problem;
    errno = ENOENT;
    assert_int_equal(problem_set_errno(&problem, "/no/where", "open"), STATUS_NOT_FOUND);
    assert_string_equal(problem.why, "cannot open: No such file or directory");
    assert_true(problem.mend[0] != '\0');
    errno = ENOSPC;
    assert_int_equal(problem_set_errno(&problem, "x", "write"), STATUS_IO);
    assert_string_equal(problem.mend, "free some space");
    errno = EINVAL;
    assert_int_equal(problem_set_errno(&problem, "x", "read"), STATUS_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_problem_says_what_why_and_how_to_mend),
        cmocka_unit_test(test_a_failed_call_says_what_can_be_done),
        cmocka_unit_test(test_percent_signs_in_names_are_not_formats),
        cmocka_unit_test(test_long_texts_end_in_an_ellipsis_between_characters),
        cmocka_unit_test(test_formatting_fits_every_size),
        cmocka_unit_test(test_system_errors_carry_their_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
