// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A filter of a dozen instructions needs no library. It knows this program's own way into the kernel, and refuses every
// other one, as a filter for 64 bit could be passed by 32 bit calls.
#include "core/release/offline.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

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

enum status offline_begin(struct problem *problem)
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

enum status offline_begin(struct problem *problem)
{
    return problem_set(problem, STATUS_UNSUPPORTED, "seccomp", "use amd64 or arm64",
                       "the network cannot be taken from a process of this architecture");
}

#endif
