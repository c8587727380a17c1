// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// glibc has no functions for Landlock; its three system calls are made by number.
#include "core/base/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// ---- files --------------------------------------------------------------------------------------------------------

#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14) // since Linux 6.2, the third version of Landlock
#endif

enum {
    READ_RIGHTS = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
    WRITE_RIGHTS = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG,
    // All that the first version of the interface knows (Linux 5.13): what is handled and not allowed is refused.
    ALL_RIGHTS = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1,
    FILE_RIGHTS = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE, // those that a file can have
    CHANGE_RIGHTS = ALL_RIGHTS & ~(READ_RIGHTS | LANDLOCK_ACCESS_FS_EXECUTE),
};

// The right to cut files off, where the kernel tells it from other writing.
static uint64_t truncate_right(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    return version >= 3 ? LANDLOCK_ACCESS_FS_TRUNCATE : 0;
}

// A new ruleset that refuses those rights; below 0: errno says why.
static int refuse_rights(uint64_t rights)
{
    const struct landlock_ruleset_attr refused = {.handled_access_fs = rights};
    return (int)syscall(SYS_landlock_create_ruleset, &refused, sizeof refused, 0);
}

static bool allow(int rules, const char *path, uint64_t rights)
{
    struct stat status;
    struct landlock_path_beneath_attr rule = {.parent_fd = open(path, O_PATH | O_CLOEXEC)};
    if (rule.parent_fd < 0)
        return errno == ENOENT;
    bool folder = fstat(rule.parent_fd, &status) == 0 && S_ISDIR(status.st_mode);
    rule.allowed_access = folder ? rights : rights & FILE_RIGHTS;
    long result = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(rule.parent_fd);
    return result == 0;
}

// Puts the rules in force, unless something failed before, and closes them.
static enum status restrict_files(int rules, bool complete, struct problem *problem)
{
    bool restricted = rules >= 0 && complete && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                      syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    int reason = errno;
    if (rules >= 0)
        close(rules);
    if (restricted)
        return STATUS_OK;
    if (rules < 0 && (reason == ENOSYS || reason == EOPNOTSUPP))
        return problem_set(problem, STATUS_UNSUPPORTED, "Landlock", "use a kernel with CONFIG_SECURITY_LANDLOCK",
                           "the kernel cannot keep the program from files");
    errno = reason;
    return problem_set_errno(problem, "Landlock", "keep the program from files");
}

enum status confine_to_files(const char *const *readable, const char *writable, struct problem *problem)
{
    uint64_t truncate = truncate_right();
    int rules = refuse_rights(ALL_RIGHTS | truncate);
    bool complete = rules >= 0;
    for (; complete && *readable != NULL; readable++)
        complete = allow(rules, *readable, READ_RIGHTS);
    if (complete && writable != NULL)
        complete = allow(rules, writable, READ_RIGHTS | WRITE_RIGHTS | truncate);
    return restrict_files(rules, complete, problem);
}

enum status confine_from_writing(struct problem *problem)
{
    return restrict_files(refuse_rights(CHANGE_RIGHTS | truncate_right()), true, problem);
}

// ---- system calls -------------------------------------------------------------------------------------------------

// What leads out of the process or up in the system. A list of what is forbidden, not of what is allowed: the C library
// of the next release may use calls that this one does not, and a kiosk must not die of it.
static const int forbidden[] = {
    // programs and processes; what the sanitizers need to look for leaks is let through in their builds
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
#ifndef __SANITIZE_ADDRESS__
    SCMP_SYS(clone),
    SCMP_SYS(clone3),
    SCMP_SYS(ptrace),
#endif
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(kcmp),
    // sockets: the one to systemd is open already
    SCMP_SYS(socket),
    SCMP_SYS(socketpair),
    SCMP_SYS(connect),
    SCMP_SYS(bind),
    SCMP_SYS(listen),
    SCMP_SYS(accept),
    SCMP_SYS(accept4),
    // the kernel's other doors
    SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(io_uring_enter),
    SCMP_SYS(io_uring_register),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(open_by_handle_at),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(delete_module),
    SCMP_SYS(kexec_load),
    SCMP_SYS(kexec_file_load),
    SCMP_SYS(reboot),
    SCMP_SYS(swapon),
    SCMP_SYS(swapoff),
    // the file system as others see it
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(open_tree),
    SCMP_SYS(move_mount),
    SCMP_SYS(fsopen),
    SCMP_SYS(mount_setattr),
    // other users, other clocks
    SCMP_SYS(setuid),
    SCMP_SYS(setgid),
    SCMP_SYS(setresuid),
    SCMP_SYS(setresgid),
    SCMP_SYS(setgroups),
    SCMP_SYS(settimeofday),
    SCMP_SYS(clock_settime),
    SCMP_SYS(sethostname),
    SCMP_SYS(acct),
};

static int forbid_system(scmp_filter_ctx filter)
{
    // Input into its own terminal would be run by whatever reads there next.
    int result = seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, SCMP_SYS(ioctl), 1,
                                  SCMP_A1(SCMP_CMP_MASKED_EQ, 0xffffffffU, TIOCSTI));
    for (size_t i = 0; result == 0 && i < sizeof forbidden / sizeof *forbidden; i++) {
        result = seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, forbidden[i], 0);
        if (result == -EDOM || result == -EOPNOTSUPP) // a call that this architecture does not have
            result = 0;
    }
    return result;
}

static int forbid_network(scmp_filter_ctx filter)
{
    const struct scmp_arg_cmp not_local = {.arg = 0, .op = SCMP_CMP_NE, .datum_a = AF_UNIX};
    int result = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_ERRNO(EACCES));
    if (result == 0)
        result = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(socket), 1, not_local);
    // io_uring opens sockets in its own way.
    return result != 0 ? result : seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(io_uring_setup), 0);
}

static enum status restrict_calls(int (*forbid)(scmp_filter_ctx), struct problem *problem)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    int result = filter == NULL ? -ENOMEM : forbid(filter);
    if (result == 0)
        result = seccomp_load(filter);
    seccomp_release(filter);
    if (result == 0)
        return STATUS_OK;
    if (result == -EINVAL || result == -ENOSYS)
        return problem_set(problem, STATUS_UNSUPPORTED, "seccomp", "use a kernel with CONFIG_SECCOMP_FILTER",
                           "the kernel cannot keep the program from system calls");
    errno = -result;
    return problem_set_errno(problem, "seccomp", "keep the program from system calls");
}

enum status confine_from_network(struct problem *problem)
{
    return restrict_calls(forbid_network, problem);
}

enum status confine_from_system(struct problem *problem)
{
    return restrict_calls(forbid_system, problem);
}

// ---- what the kernel has ------------------------------------------------------------------------------------------

// A process that may not ask, as in a unit with a filter of its own, does not know of anything missing.
static bool is_there(long result)
{
    return result >= 0 || errno == EPERM || errno == EACCES;
}

enum status confine_check(struct problem *problem)
{
    const uint32_t action = SECCOMP_RET_KILL_PROCESS;
    bool files = is_there(syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION));
    bool calls = is_there(syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action));
    if (files && calls)
        return STATUS_OK;
    return problem_set(problem, STATUS_UNSUPPORTED, "kernel",
                       "use one with CONFIG_SECURITY_LANDLOCK, CONFIG_SECCOMP_FILTER and landlock among its lsm=",
                       "it lacks %s: a fault in the kiosk or in a sync reaches further than it should",
                       files ? "seccomp filters" : calls ? "Landlock" : "Landlock and seccomp filters");
}
