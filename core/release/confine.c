// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A filter of a dozen instructions and a Landlock ruleset without rules need no library. The filter knows this
// program's own way into the kernel, and refuses every other one, as a filter for 64 bit could be passed by 32 bit
// calls.
#include "core/release/confine.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined __x86_64__
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef ARCHITECTURE

enum { CALLS_MAX = 0x40000000 }; // above are the calls of x32

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define IF(relation, value, then, otherwise) BPF_JUMP(BPF_JMP | relation | BPF_K, (unsigned)(value), then, otherwise)
#define ANSWER(what) BPF_STMT(BPF_RET | BPF_K, what)

enum status confine_from_network(struct problem *problem)
{
    // The family of socket(2) is the lower half of its first argument; both architectures are little-endian.
    struct sock_filter instructions[] = {
        LOAD(arch),
        IF(BPF_JEQ, ARCHITECTURE, 0, 6), // to: refuse
        LOAD(nr),
        IF(BPF_JGE, CALLS_MAX, 4, 0),
        IF(BPF_JEQ, SYS_io_uring_setup, 3, 0), // which opens sockets in its own way
        IF(BPF_JEQ, SYS_socket, 0, 3),         // else to: allow
        LOAD(args[0]),
        IF(BPF_JEQ, AF_UNIX, 1, 0),
        ANSWER(SECCOMP_RET_ERRNO | EACCES),
        ANSWER(SECCOMP_RET_ALLOW),
    };
    const struct sock_fprog filter = {sizeof instructions / sizeof *instructions, instructions};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0)
        return STATUS_OK;
    if (errno == EINVAL)
        return problem_set(problem, STATUS_UNSUPPORTED, "seccomp", "use a kernel with CONFIG_SECCOMP_FILTER",
                           "this kernel cannot take the network from a process");
    return problem_set_errno(problem, "seccomp", "take the network from this process");
}

#else

enum status confine_from_network(struct problem *problem)
{
    return problem_set(problem, STATUS_UNSUPPORTED, "seccomp", "use amd64 or arm64",
                       "the network cannot be taken from a process of this architecture");
}

#endif

#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14) // since Linux 6.2, the third version of Landlock
#endif

// All that changes what files hold and where they are; reading is left as it is.
static const uint64_t writing = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                                LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                                LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                                LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                                LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;

enum status confine_from_writing(struct problem *problem)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    const struct landlock_ruleset_attr handled = {.handled_access_fs =
                                                      writing | (version >= 3 ? LANDLOCK_ACCESS_FS_TRUNCATE : 0)};
    long rules = syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
    if (rules < 0 && (errno == ENOSYS || errno == EOPNOTSUPP))
        return problem_set(problem, STATUS_UNSUPPORTED, "landlock", "use a kernel with CONFIG_SECURITY_LANDLOCK",
                           "this kernel cannot take files from a process");
    if (rules < 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || syscall(SYS_landlock_restrict_self, rules, 0) != 0)
        return problem_set_errno(problem, "landlock", "take files from this process");
    close((int)rules);
    return STATUS_OK;
}
