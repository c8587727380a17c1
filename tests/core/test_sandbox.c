// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of the sandbox: each child goes in and really tries what is forbidden, and what is not.
#include "core/base/sandbox.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ENTERED = 10, REFUSED, ALLOWED }; // exit statuses of the children

enum { FOLDER_MAX = 64 };
static char readable[FOLDER_MAX], writable[FOLDER_MAX], foreign[FOLDER_MAX];

static void path_in(char path[PATH_MAX], const char *folder, const char *name)
{
    int length = snprintf(path, PATH_MAX, "%s/%s", folder, name);
    assert_in_range(length, 1, PATH_MAX - 1);
}

static void write_file(const char *folder, const char *name)
{
    char path[PATH_MAX];
    path_in(path, folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("word\n", file);
    fclose(file);
}

static int set_up(void **state)
{
    (void)state;
    char *const folders[] = {readable, writable, foreign};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        snprintf(folders[i], FOLDER_MAX, "/tmp/kompass-sandbox-XXXXXX");
        assert_non_null(mkdtemp(folders[i]));
        write_file(folders[i], "file");
    }
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    const char *const folders[] = {readable, writable, foreign};
    char path[PATH_MAX];
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        path_in(path, folders[i], "file");
        unlink(path);
        path_in(path, folders[i], "other");
        unlink(path);
        rmdir(folders[i]);
    }
    return 0;
}

// The result of a child that goes into the sandbox and acts: its exit status, or 128 and the signal that ended it. Both
// parts of the sandbox must be in the kernel, as they are in any since Linux 5.13 that is built for general use.
static int in_sandbox(int (*act)(void))
{
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        const char *const paths[] = {readable, "/nowhere/at/all", NULL};
        const struct sandbox sandbox = {.readable = paths, .writable = writable};
        struct problem problem;
        enum status status = sandbox_enter(&sandbox, &problem);
        _exit(status == STATUS_OK ? act() : status == STATUS_UNSUPPORTED ? ENTERED : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static int opened(const char *folder, const char *name, int flags)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    int fd = open(path, flags, 0600);
    return fd >= 0 ? ALLOWED : errno == EACCES ? REFUSED : errno;
}

static int read_own(void) { return opened(readable, "file", O_RDONLY); }
static int change_own(void) { return opened(readable, "file", O_WRONLY); }
static int make_own(void) { return opened(readable, "other", O_WRONLY | O_CREAT); }
static int read_foreign(void) { return opened(foreign, "file", O_RDONLY); }
static int read_passwords(void) { return opened("/etc", "passwd", O_RDONLY); }
static int read_processes(void) { return opened("/proc/self", "environ", O_RDONLY); }
static int read_state(void) { return opened(writable, "file", O_RDONLY); }
static int make_state(void) { return opened(writable, "other", O_WRONLY | O_CREAT | O_TRUNC); }

static int replace_state(void)
{
    char from[PATH_MAX], to[PATH_MAX];
    snprintf(from, sizeof from, "%s/other", writable);
    snprintf(to, sizeof to, "%s/file", writable);
    if (make_state() != ALLOWED)
        return 1;
    return rename(from, to) == 0 ? ALLOWED : REFUSED;
}

static void test_only_its_own_files_can_be_opened(void **state)
{
    (void)state;
    static const struct {
        int (*act)(void);
        int result;
    } cases[] = {
        {read_own, ALLOWED},       {change_own, REFUSED},     {make_own, REFUSED},   {read_foreign, REFUSED},
        {read_passwords, REFUSED}, {read_processes, REFUSED}, {read_state, ALLOWED}, {make_state, ALLOWED},
        {replace_state, ALLOWED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int result = in_sandbox(cases[i].act);
        if (result == ENTERED)
            skip(); // a kernel without Landlock
        if (result != cases[i].result)
            fail_msg("case %zu: %d instead of %d", i, result, cases[i].result);
    }
}

static int start_a_shell(void) { return execl("/bin/sh", "sh", (char *)NULL); }
static int open_a_socket(void) { return socket(AF_UNIX, SOCK_DGRAM, 0); }
static int open_a_connection(void) { return socket(AF_INET, SOCK_STREAM, 0); }
static int go_up(void) { return chroot(foreign); }
static int be_somebody(void) { return setuid(0); }

static int type_into_the_terminal(void)
{
    char letter = 'x';
    return ioctl(STDIN_FILENO, TIOCSTI, &letter);
}

#ifndef __SANITIZE_ADDRESS__
static int start_a_process(void) { return fork() == 0 ? 0 : ALLOWED; }
static int trace(void) { return (int)ptrace(PTRACE_TRACEME, 0, NULL, NULL); }
#endif

static void test_who_tries_to_get_out_is_ended(void **state)
{
    (void)state;
    static int (*const acts[])(void) = {
        start_a_shell, open_a_socket, open_a_connection, go_up, be_somebody, type_into_the_terminal,
#ifndef __SANITIZE_ADDRESS__
        start_a_process, trace,
#endif
    };
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        int result = in_sandbox(acts[i]);
        if (result != 128 + SIGSYS)
            fail_msg("case %zu: %d instead of SIGSYS", i, result);
    }
}

static int leave_a_core(void)
{
    struct rlimit limit;
    return getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_max == 0 ? ALLOWED : REFUSED;
}

static void test_no_core_is_left(void **state)
{
    (void)state;
    assert_int_equal(in_sandbox(leave_a_core), ALLOWED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_only_its_own_files_can_be_opened),
        cmocka_unit_test(test_who_tries_to_get_out_is_ended),
        cmocka_unit_test(test_no_core_is_left),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
