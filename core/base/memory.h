// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: Kompass contributors
// Memory that is never NULL: when the system has none left, one handler ends the process in good order.
//
// Everything that lasts is written by SQLite transactions or by rename, so ending at once loses nothing, and the
// kiosk's service starts again within a second. That is safer than a recovery path at each of a thousand calls.
#ifndef KOMPASS_CORE_BASE_MEMORY_H
#define KOMPASS_CORE_BASE_MEMORY_H

#include <stddef.h>

// Called once when memory is exhausted, before the process ends with exit status 1; the kiosk restores its terminal
// here. It must not allocate. The default does nothing.
void memory_on_exhausted(void (*handler)(void));

// Zeroed memory for `count` things of `size` bytes; a product beyond SIZE_MAX counts as exhausted. The caller frees.
void *memory_allocate(size_t count, size_t size);

// `size` bytes that hold anything, for libraries that fill what they ask for: twice as fast for a thousand small blocks.
void *memory_allocate_raw(size_t size);

// Resizes a block to `count` things of `size` bytes; new bytes are undefined. The old pointer is no longer valid.
void *memory_resize(void *block, size_t count, size_t size);

// A copy of the text; the caller frees.
char *memory_copy_text(const char *text);

// Frees *pointer, which may be NULL, and sets it to NULL.
#define memory_free(pointer) (memory_release(*(pointer)), *(pointer) = NULL)
void memory_release(void *block);

// Fault seam for tests: the call after `successes` more allocations finds no memory. A negative number switches it off.
void memory_fail_after(long successes);

#endif
