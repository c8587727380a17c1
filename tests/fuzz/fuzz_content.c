// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// libFuzzer target for the content importer: whatever a file holds, it is either accepted or refused with problems that
// name the file and are safe to show.
#include "core/exchange/content/content.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_problem(void *context, const struct problem *problem)
{
    size_t *count = context;
    ++*count;
    assert(strncmp(problem->what, "fuzz.json", 9) == 0);
    assert(problem->why[0] != '\0');
    const char *const texts[] = {problem->what, problem->why, problem->mend};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (const char *byte = texts[i]; *byte != '\0'; byte++)
            assert((unsigned char)*byte >= 0x20 && *byte != 0x7F);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct problem problem;
    size_t count = 0;
    enum status status = content_check_bytes("fuzz.json", (const char *)data, size, check_problem, &count, &problem);
    assert((status == STATUS_OK) == (count == 0));
    return 0;
}
