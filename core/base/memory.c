// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// The only place that calls malloc for our own structures, and the only place that knows what to do without memory.
#include "core/base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void (*exhausted_handler)(void);
static long successes_left = -1;

void memory_on_exhausted(void (*handler)(void))
{
    exhausted_handler = handler;
}

void memory_fail_after(long successes)
{
    successes_left = successes;
}

static _Noreturn void end_exhausted(void)
{
    static const char message[] = "kompass: memory: none left (end other programs or add memory)\n";
    successes_left = -1;
    if (exhausted_handler != NULL)
        exhausted_handler();
    ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
    (void)written; // nothing is left to be done when even this fails
    _exit(1);
}

static void check_request(size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        end_exhausted();
    if (successes_left == 0)
        end_exhausted();
    if (successes_left > 0)
        successes_left--;
}

void *memory_allocate(size_t count, size_t size)
{
    check_request(count, size);
    void *block = calloc(count == 0 ? 1 : count, size == 0 ? 1 : size);
    if (block == NULL)
        end_exhausted();
    return block;
}

void *memory_allocate_raw(size_t size)
{
    check_request(1, size);
    void *block = malloc(size == 0 ? 1 : size);
    if (block == NULL)
        end_exhausted();
    return block;
}

void *memory_resize(void *block, size_t count, size_t size)
{
    check_request(count, size);
    size_t bytes = count * size;
    void *resized = realloc(block, bytes == 0 ? 1 : bytes);
    if (resized == NULL)
        end_exhausted();
    return resized;
}

char *memory_copy_text(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(memory_allocate(size, 1), text, size);
}

void memory_release(void *block)
{
    free(block);
}
