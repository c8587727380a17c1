// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The two halves of the lock are independent: what the kernel has is in force, what it lacks is told.
#include "core/base/sandbox.h"

#include "core/base/confine.h"

#include <sys/prctl.h>
#include <sys/resource.h>

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

enum status sandbox_enter(const struct sandbox *sandbox, struct problem *problem)
{
#ifdef __SANITIZE_ADDRESS__
    entered = 1;
#endif
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    struct problem calls_problem;
    enum status files = confine_to_files(sandbox->readable, sandbox->writable, problem);
    enum status calls = confine_from_system(&calls_problem);
    if (files == STATUS_OK && calls != STATUS_OK)
        *problem = calls_problem;
    return files != STATUS_OK ? files : calls;
}
