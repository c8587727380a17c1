// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// glibc has no functions for Landlock; its three system calls are made by number.
#include "tui/kiosk/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
// Who looks for leaks at the end traces the process and reads /proc, which the sandbox forbids. An unlocked kiosk is
// looked through.
static int entered;
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void)
{
    return entered;
}
#endif

// ---- files --------------------------------------------------------------------------------------------------------

enum {
    READ_RIGHTS = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
    WRITE_RIGHTS = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG,
    // All that the first version of the interface knows (Linux 5.13): what is handled and not allowed is refused.
    HANDLED_RIGHTS = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1,
};

static enum status allow(int rules, const char *path, uint64_t rights)
{
    struct stat status;
    struct landlock_path_beneath_attr rule = {.parent_fd = open(path, O_PATH | O_CLOEXEC)};
    if (rule.parent_fd < 0)
        return errno == ENOENT ? STATUS_OK : STATUS_IO;
    bool folder = fstat(rule.parent_fd, &status) == 0 && S_ISDIR(status.st_mode);
    rule.allowed_access = folder ? rights : rights & (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE);
    long result = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(rule.parent_fd);
    return result == 0 ? STATUS_OK : STATUS_IO;
}

static enum status restrict_files(const struct sandbox *sandbox, struct problem *problem)
{
    const struct landlock_ruleset_attr attributes = {.handled_access_fs = HANDLED_RIGHTS};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
    if (rules < 0)
        return problem_set(problem, STATUS_UNSUPPORTED, "Landlock", "use a kernel with CONFIG_SECURITY_LANDLOCK",
                           "the kernel cannot keep the program from files");
    enum status status = STATUS_OK;
    for (const char *const *path = sandbox->readable; status == STATUS_OK && *path != NULL; path++)
        status = allow(rules, *path, READ_RIGHTS);
    if (status == STATUS_OK && sandbox->writable != NULL)
        status = allow(rules, sandbox->writable, READ_RIGHTS | WRITE_RIGHTS);
    if (status == STATUS_OK && syscall(SYS_landlock_restrict_self, rules, 0) != 0)
        status = STATUS_IO;
    if (status != STATUS_OK)
        problem_set_errno(problem, "Landlock", "keep the program from files");
    close(rules);
    return status;
}

// ---- system calls -------------------------------------------------------------------------------------------------

// What leads out of the process or up in the system. A list of what is forbidden, not of what is allowed: the C library
// of the next release may use calls that this one does not, and a kiosk must not die of it.
static const int forbidden[] = {
    // programs and processes; what the sanitizers need to look for leaks is let through in their builds
    SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(fork), SCMP_SYS(vfork),
#ifndef __SANITIZE_ADDRESS__
    SCMP_SYS(clone), SCMP_SYS(clone3), SCMP_SYS(ptrace),
#endif
    SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(pidfd_getfd), SCMP_SYS(kcmp),
    // sockets: the one to systemd is open already
    SCMP_SYS(socket), SCMP_SYS(socketpair), SCMP_SYS(connect), SCMP_SYS(bind), SCMP_SYS(listen), SCMP_SYS(accept),
    SCMP_SYS(accept4),
    // the kernel's other doors
    SCMP_SYS(bpf), SCMP_SYS(perf_event_open), SCMP_SYS(userfaultfd), SCMP_SYS(io_uring_setup),
    SCMP_SYS(io_uring_enter), SCMP_SYS(io_uring_register), SCMP_SYS(keyctl), SCMP_SYS(add_key), SCMP_SYS(request_key),
    SCMP_SYS(open_by_handle_at), SCMP_SYS(init_module), SCMP_SYS(finit_module), SCMP_SYS(delete_module),
    SCMP_SYS(kexec_load), SCMP_SYS(kexec_file_load), SCMP_SYS(reboot), SCMP_SYS(swapon), SCMP_SYS(swapoff),
    // the file system as others see it
    SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(pivot_root), SCMP_SYS(chroot), SCMP_SYS(unshare), SCMP_SYS(setns),
    SCMP_SYS(open_tree), SCMP_SYS(move_mount), SCMP_SYS(fsopen), SCMP_SYS(mount_setattr),
    // other users, other clocks
    SCMP_SYS(setuid), SCMP_SYS(setgid), SCMP_SYS(setresuid), SCMP_SYS(setresgid), SCMP_SYS(setgroups),
    SCMP_SYS(settimeofday), SCMP_SYS(clock_settime), SCMP_SYS(sethostname), SCMP_SYS(acct),
};

static int forbid_all(scmp_filter_ctx filter)
{
    // Input into its own terminal would be run by whatever reads there next.
    int result = seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, SCMP_SYS(ioctl), 1,
                                  SCMP_A1(SCMP_CMP_MASKED_EQ, 0xffffffffU, TIOCSTI));
    for (size_t i = 0; result == 0 && i < sizeof forbidden / sizeof *forbidden; i++) {
        result = seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, forbidden[i], 0);
        if (result == -EDOM || result == -EOPNOTSUPP) // a call that this architecture does not have
            result = 0;
    }
    return result == 0 ? seccomp_load(filter) : result;
}

static enum status restrict_calls(struct problem *problem)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    int result = filter == NULL ? -ENOMEM : forbid_all(filter);
    seccomp_release(filter);
    if (result == 0)
        return STATUS_OK;
    if (result == -EINVAL || result == -ENOSYS)
        return problem_set(problem, STATUS_UNSUPPORTED, "seccomp", "use a kernel with CONFIG_SECCOMP_FILTER",
                           "the kernel cannot keep the program from system calls");
    errno = -result;
    return problem_set_errno(problem, "seccomp", "keep the program from system calls");
}

enum status sandbox_enter(const struct sandbox *sandbox, struct problem *problem)
{
#ifdef __SANITIZE_ADDRESS__
    entered = 1;
#endif
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return problem_set_errno(problem, "no_new_privs", "give up all privileges");
    struct problem calls_problem;
    enum status files = restrict_files(sandbox, problem);
    enum status calls = restrict_calls(&calls_problem);
    if (files == STATUS_OK && calls != STATUS_OK)
        *problem = calls_problem;
    return files != STATUS_OK ? files : calls;
}
