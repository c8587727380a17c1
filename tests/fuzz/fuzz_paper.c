// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// libFuzzer target for what the process that prints is sent: read whole, and then written as it was, or refused with a reason.
#include "core/output/paper.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct problem problem;
    struct paper paper, again;
    struct arena_text bytes;
    if (paper_decode(&arena, (const char *)data, size, &paper, &problem) != STATUS_OK) {
        assert(problem.status == STATUS_INVALID && problem.why[0] != '\0');
    } else {
        assert(paper.count > 0 && paper_encode(&arena, &paper, &bytes, &problem) == STATUS_OK);
        assert(paper_decode(&arena, bytes.bytes, bytes.length, &again, &problem) == STATUS_OK && again.count == paper.count);
        for (size_t i = 0; i < paper.count; i++)
            assert(strcmp(paper.blocks[i].text, again.blocks[i].text) == 0);
    }
    arena_free(&arena);
    return 0;
}
