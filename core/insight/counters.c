// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// One text file, replaced by rename.
#include "core/insight/counters.h"

#include "core/base/sys.h"

#include <stdio.h>
#include <string.h>

enum { COUNTERS_BYTES_MAX = 256 };

enum status counters_read(const char *folder, struct counters *counters, struct problem *problem)
{
    struct arena arena = {0};
    char *text = NULL;
    size_t size;
    int length = 0;
    const char *path = arena_format(&arena, "%s/" COUNTERS_FILE, folder);
    enum status status = sys_read_file(&arena, path, COUNTERS_BYTES_MAX, &text, &size, problem);
    *counters = (struct counters){0};
    if (status == STATUS_OK &&
        (sscanf(text, "kompass-kiosk-counters 1\nstarts %9ld\nsessions %9ld\n%n", &counters->starts,
                &counters->sessions, &length) != 2 ||
         (size_t)length != size || text[size - 1] != '\n' || counters->starts < 0 || counters->sessions < 0))
        status = problem_set(problem, STATUS_INVALID, path, "the kiosk writes it anew", "not a kiosk's counters");
    if (status != STATUS_OK)
        *counters = (struct counters){0};
    arena_free(&arena);
    return status;
}

static long sum(long counted, long more)
{
    return counted > COUNTERS_MAX - more ? COUNTERS_MAX : counted + more;
}

enum status counters_add(const char *folder, long starts, long sessions, struct problem *problem)
{
    struct counters counters;
    struct arena arena = {0};
    if (counters_read(folder, &counters, problem) == STATUS_IO)
        return STATUS_IO; // what cannot be read now is not to be lost
    const char *path = arena_format(&arena, "%s/" COUNTERS_FILE, folder);
    const char *text = arena_format(&arena, "kompass-kiosk-counters 1\nstarts %ld\nsessions %ld\n",
                                    sum(counters.starts, starts), sum(counters.sessions, sessions));
    enum status status = sys_replace_file(path, text, strlen(text), problem);
    arena_free(&arena);
    return status;
}
