// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A signal that comes while its mark is being taken, at whatever instruction that is, is told then or the next time.
#include "tui/terminal/signals.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <poll.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LOST = 1, TOLD = 2, REFUSED = 3, INSTRUCTIONS_MAX = 100000 };

// Takes the mark between two stops, and once more: was it told?
static void take_twice(void)
{
    if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0 || !signals_open(false))
        _exit(REFUSED);
    raise(SIGSTOP);
    bool told = signals_take(SIGNAL_MARK_RESIZE);
    raise(SIGSTOP);
    told = signals_take(SIGNAL_MARK_RESIZE) || told;
    _exit(told ? TOLD : LOST);
}

static bool stopped_by(int status, int number)
{
    return WIFSTOPPED(status) && WSTOPSIG(status) == number;
}

// Lets a child take the mark and sends the signal before its n-th instruction from the first stop on. Returns how it
// ended; *within says whether that was before the second stop.
static int interrupt(long n, bool *within)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0)
        take_twice();
    assert_int_equal(waitpid(child, &status, 0), child);
    if (WIFEXITED(status))
        return WEXITSTATUS(status);
    assert_true(stopped_by(status, SIGSTOP));
    *within = true;
    for (long i = 0; i < n && *within; i++) {
        assert_int_equal(ptrace(PTRACE_SINGLESTEP, child, NULL, NULL), 0);
        assert_int_equal(waitpid(child, &status, 0), child);
        *within = stopped_by(status, SIGTRAP);
    }
    assert_int_equal(ptrace(PTRACE_CONT, child, NULL, (void *)(intptr_t)(*within ? SIGWINCH : 0)), 0);
    while (waitpid(child, &status, 0) == child && WIFSTOPPED(status))
        ptrace(PTRACE_CONT, child, NULL, NULL);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void test_no_signal_is_lost_while_its_mark_is_taken(void **state)
{
    (void)state;
    long n = 0;
    for (bool within = true; within && n < INSTRUCTIONS_MAX; n++) {
        int result = interrupt(n, &within);
        if (result == REFUSED)
            skip(); // a system that lets nobody trace
        if (within && result != TOLD)
            fail_msg("lost before instruction %ld", n);
    }
    assert_in_range(n, 5, INSTRUCTIONS_MAX - 1);
}

static void test_a_mark_is_told_once_and_wakes(void **state)
{
    (void)state;
    assert_true(signals_open(true));
    struct pollfd source = {.fd = signals_fd(), .events = POLLIN};
    assert_int_equal(poll(&source, 1, 0), 0);
    raise(SIGWINCH);
    raise(SIGTERM);
    assert_int_equal(poll(&source, 1, 0), 1);
    signals_drain();
    assert_int_equal(poll(&source, 1, 0), 0);
    assert_true(signals_take(SIGNAL_MARK_RESIZE));
    assert_false(signals_take(SIGNAL_MARK_RESIZE));
    assert_true(signals_take(SIGNAL_MARK_END)); // each by itself
    assert_false(signals_take(SIGNAL_MARK_INTERRUPT));
    signals_close();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_signal_is_lost_while_its_mark_is_taken),
        cmocka_unit_test(test_a_mark_is_told_once_and_wakes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
