// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Tests of what a process can give up: it cannot do it any more, everything else goes on, and others are not touched.
#include "tests/core/fixture.h"

#include "core/base/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

enum { FINE = 0, CANNOT = 77 }; // how the process of a test ends; anything else is the line that was wrong

#define MUST(condition)                                                                                                \
    do {                                                                                                               \
        if (!(condition))                                                                                              \
            _exit(__LINE__ % 256);                                                                                     \
    } while (false)

static void in_a_process(void (*work)(const char *folder))
{
    struct arena arena = {0};
    const char *folder = fixture_folder(&arena);
    int status;
    pid_t process = fork();
    assert_true(process >= 0);
    if (process == 0) {
        work(folder);
        _exit(FINE);
    }
    assert_int_equal(waitpid(process, &status, 0), process);
    fixture_remove_folder(folder);
    arena_free(&arena);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) == CANNOT)
        skip();
    assert_int_equal(WEXITSTATUS(status), FINE);
}

static void confine(enum status (*give_up)(struct problem *))
{
    struct problem problem;
    enum status status = give_up(&problem);
    if (status == STATUS_UNSUPPORTED)
        _exit(CANNOT);
    MUST(status == STATUS_OK);
}

static void without_network(const char *folder)
{
    int before = socket(AF_INET, SOCK_DGRAM, 0);
    char name[512];
    confine(confine_from_network);
    for (int family = 0; family < AF_MAX; family++)
        MUST(family == AF_UNIX || (socket(family, SOCK_STREAM, 0) < 0 && errno == EACCES));
    MUST(socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
    MUST(fcntl(before, F_GETFD) >= 0);
    snprintf(name, sizeof name, "%s/file", folder);
    MUST(open(name, O_WRONLY | O_CREAT | O_CLOEXEC, 0600) >= 0);
    pid_t child = fork(); // it inherits that
    if (child == 0)
        _exit(socket(AF_INET, SOCK_STREAM, 0) < 0 ? 0 : 1);
    int status;
    MUST(waitpid(child, &status, 0) == child && status == 0);
}

static void test_without_network(void **state)
{
    (void)state;
    in_a_process(without_network);
    int fd = socket(AF_INET, SOCK_DGRAM, 0); // this one is not touched
    assert_true(fd >= 0);
    close(fd);
}

static void without_writing(const char *folder)
{
    char name[512], other[512];
    snprintf(name, sizeof name, "%s/file", folder);
    snprintf(other, sizeof other, "%s/other", folder);
    int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    MUST(fd >= 0);
    confine(confine_from_writing);
    MUST(write(fd, "x", 1) == 1); // what is open stays open
    MUST(open(name, O_RDONLY | O_CLOEXEC) >= 0);
    MUST(open(name, O_WRONLY | O_CLOEXEC) < 0 && errno == EACCES);
    MUST(open(other, O_WRONLY | O_CREAT | O_CLOEXEC, 0600) < 0 && errno == EACCES);
    MUST(unlink(name) < 0 && errno == EACCES);
    MUST(rename(name, other) < 0 && errno == EACCES);
    MUST(mkdir(other, 0700) < 0 && errno == EACCES);
    MUST(symlink("/", other) < 0 && errno == EACCES);
    MUST(ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) < 0 && errno == EPERM);
    MUST(socket(AF_INET, SOCK_STREAM, 0) >= 0);
}

static void test_without_writing(void **state)
{
    (void)state;
    in_a_process(without_writing);
}

static void without_both(const char *folder)
{
    (void)folder;
    confine(confine_from_writing);
    confine(confine_from_network);
    confine(confine_from_network); // again is no harm
    MUST(socket(AF_INET, SOCK_STREAM, 0) < 0);
    MUST(open("/dev/null", O_WRONLY | O_CLOEXEC) < 0 && errno == EACCES);
}

static void test_without_both(void **state)
{
    (void)state;
    in_a_process(without_both);
}

// ---- a kernel without it ------------------------------------------------------------------------------------------

// What a command says, on both streams.
static bool says(const char *command, const char *text)
{
    char said[8192];
    FILE *stream = popen(command, "r");
    MUST(stream != NULL);
    said[fread(said, 1, sizeof said - 1, stream)] = '\0';
    pclose(stream);
    return strstr(said, text) != NULL;
}

static void refuse_landlock(int reason)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    MUST(seccomp_rule_add(filter, SCMP_ACT_ERRNO((uint32_t)reason), SYS_landlock_create_ruleset, 0) == 0);
    MUST(seccomp_load(filter) == 0);
    seccomp_release(filter);
}

static void not_allowed_to_ask(const char *folder)
{
    struct problem problem;
    (void)folder;
    refuse_landlock(EPERM);
    MUST(confine_check(&problem) == STATUS_OK);
}

static void test_not_allowed_to_ask(void **state)
{
    (void)state;
    in_a_process(not_allowed_to_ask);
}

static void without_landlock(const char *folder)
{
    struct problem problem;
    struct arena arena = {0};
    const char *build = getenv("KOMPASS_BUILD");
    const char *program = arena_format(&arena, "%s/kompass", build != NULL ? build : "build");
    refuse_landlock(ENOSYS);
    MUST(confine_from_writing(&problem) == STATUS_UNSUPPORTED);
    MUST(confine_check(&problem) == STATUS_UNSUPPORTED && strstr(problem.why, "lacks Landlock:") != NULL);
    // Whoever syncs or looks after the kiosk is told; nothing stops because of it.
    MUST(says(arena_format(&arena, "%s status --catalog %s 2>&1", program, folder), "sandbox   WARNING   kernel: it lacks"));
    MUST(says(arena_format(&arena, "%s sync --from %s --catalog %s/c --key %s/k 2>&1", program, folder, folder, folder),
              "kompass: kernel: it lacks Landlock"));
    MUST(confine_from_network(&problem) == STATUS_OK);
    arena_free(&arena);
}

static void test_without_landlock(void **state)
{
    (void)state;
    in_a_process(without_landlock);
}

static void test_with_all(void **state)
{
    (void)state;
    struct problem problem;
    if (confine_check(&problem) != STATUS_OK)
        skip();
    in_a_process(without_writing); // then it can be done, and is not skipped
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_without_network),
        cmocka_unit_test(test_without_writing),
        cmocka_unit_test(test_without_both),
        cmocka_unit_test(test_without_landlock),
        cmocka_unit_test(test_not_allowed_to_ask),
        cmocka_unit_test(test_with_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
