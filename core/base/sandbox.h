// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// A program that people sit before takes from itself what it never needs, so that a fault in it leads nowhere: Landlock for files
// (landlock(7)), a seccomp filter for everything else (seccomp(2)). Nothing of it needs a privilege.
#ifndef KOMPASS_CORE_BASE_SANDBOX_H
#define KOMPASS_CORE_BASE_SANDBOX_H

#include "core/base/status.h"

#include <stdbool.h>

struct sandbox {
    const char *const *readable; // folders and files that may be read, up to NULL; one that does not exist is left out
    const char *writable;        // the only folder in which anything may be made or changed; may be NULL
};

// From now on and for ever, in this process: opens only those files; starts no program and no process; makes no socket;
// traces nobody and cannot be traced; leaves no core dump; puts no input into a terminal (TIOCSTI). Whoever tries is
// ended by SIGSYS, but for files, which are refused with EACCES. What is open already stays usable.
//
// STATUS_UNSUPPORTED when the kernel lacks one of the two: the other one is in force then, and `problem` says which is
// missing. STATUS_IO when a system call failed: the same holds.
enum status sandbox_enter(const struct sandbox *sandbox, struct problem *problem);

#endif
